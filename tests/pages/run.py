"""The page of `drill report --html` in a real browser.

Three weeks of piped sittings and two mocks make a home, with a deck, a tracker and a scenario whose texts are markup.
The page must load without a word on the console and without a request, hold its charts with their tables, keep that
markup text, fit a phone, and be seen in light and in dark. Pictures stay in the folder that is named at the end.

    /usr/bin/python3 tests/pages/run.py [path of drill]
"""

import base64
import datetime
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import browser as chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
DRILL = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else
                     pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "drill").resolve()
FIRST = datetime.date(2026, 3, 2)
DAYS = 21
BAD = "<script>document.title='caught'</script>"

DECK = f"""# Odd {BAD} "section" & more

## Odd {BAD} <img src=x onerror="document.title='caught'"> topic

Q: {BAD} what does `</table>` do?
A: </figure></main>{BAD}
Id: bad-1

Q: <svg onload="document.title='caught'"> and &lt;?
A: text
Id: bad-2
"""

SCENARIO = f"""---
id = "odd"
title = "Odd {BAD} scenario"
---
# Odd

## Prompt
Design something.

## Rubric
### Scope and success | 15
- Asks what may be lost
- \u2605 Names a metric
1: a
2: b
3: c
4: d
### Estimates | 10
- \u2605 Counts
1: a
2: b
3: c
4: d
### Data and features | 20
- \u2605 Says what it holds
1: a
2: b
3: c
4: d
"""

passed, failed = 0, 0


def check(what, holds, more=""):
    """Counts one fact; tells the ones that do not hold."""
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {what}" + (f": {str(more)[:400]}" if more else ""))


def drill(home, line, day, typed="", pace="40"):
    hour = 19 if line and line[0] == "mock-design" else 18
    env = {"DRILL_HOME": str(home), "DRILL_NOW": f"{day}T{hour}:00:00+00:00", "DRILL_SEED": "1", "DRILL_PACE": pace,
           "TZ": "UTC", "PATH": os.environ["PATH"], "HOME": str(home)}
    done = subprocess.run([DRILL, *line], input=typed, text=True, capture_output=True, env=env)
    if done.returncode:
        sys.exit(f"drill {' '.join(line)} on {day}: {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def study(home):
    """Three weeks of evenings, one of each six left out, with a sprint in the second and in the third."""
    (home / "decks" / "scenarios").mkdir(parents=True)
    (home / "decks" / "bad.md").write_text(DECK, encoding="utf-8")
    (home / "decks" / "scenarios" / "odd.md").write_text(SCENARIO, encoding="utf-8")
    dice = random.Random(5)
    for at in range(DAYS):
        day = FIRST + datetime.timedelta(days=at)
        if at % 6 != 5:
            grades = dice.choices("1234445", k=60)
            drill(home, [], day, "".join(f"\n{grade}\n" for grade in grades))
        if at in (8, 16):
            lists = "1\n\n" if at == 8 else "all\nall\n"
            typed = "a note\n" + "/next\n/next\n" * 3 + "y\n1\n" + lists + "\n\n"
            drill(home, ["mock-design", "odd", "--minutes", "15"], day, typed, pace="1")
    return FIRST + datetime.timedelta(days=DAYS)


CHARTS = """[...document.querySelectorAll('figure')].map(figure => ({
    title: figure.querySelector('figcaption').textContent,
    label: figure.querySelector('svg[role=img]')?.getAttribute('aria-label') ?? '',
    shapes: figure.querySelectorAll('svg[role=img] :is(rect,polyline,circle,path)').length,
    head: figure.querySelectorAll('table thead th[scope=col]').length,
    rows: figure.querySelectorAll('table tbody tr').length,
    high: figure.querySelector('svg[role=img]')?.getBoundingClientRect().height ?? 0,
}))"""

# Small text, and its contrast against the nearest ground that is not transparent (WCAG's formula).
CONTRAST = """(() => {
    const light = colour => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number).map(v => v / 255)
        .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
    let worst = [99, ''];
    for (const one of document.querySelectorAll('p, li, b, span, th, td, h1, h2, h3, figcaption, summary, footer, svg text')) {
        if (!one.textContent.trim()) continue;
        const style = getComputedStyle(one);
        let under = one;
        while (under && /, 0\\)$|transparent/.test(getComputedStyle(under).backgroundColor)) under = under.parentElement;
        const ground = light(getComputedStyle(under ?? document.body).backgroundColor);
        const ink = light(one.closest('svg') ? style.fill : style.color);
        const ratio = (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05);
        if (ratio < worst[0]) worst = [ratio, one.tagName + ' ' + one.textContent.slice(0, 40)];
    }
    return worst })()"""


def structure(page):
    """What stands in the document, whatever it looks like."""
    check("no word on the console", not page.console, page.console)
    check("no request but for the file", all(url.startswith("file:") for url in page.requests), page.requests)
    check("one request", len(page.requests) == 1, page.requests)
    check("no script ran", page.ask("document.title").startswith("drill"), page.ask("document.title"))
    check("no script is there", page.ask("document.scripts.length") == 0)
    check("no picture, frame or link", page.ask("document.querySelectorAll('img,iframe,link,object,a').length") == 0)
    check("markup of a deck is text", page.ask("document.body.textContent").count(BAD) >= 3)
    policy = page.ask("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
    check("the policy forbids all", "default-src 'none'" in policy, policy)
    charts = page.ask(CHARTS)
    check("six charts at least", len(charts) >= 6, charts)
    for chart in charts:
        check(f"{chart['title']}: has a name", chart["label"], chart)
        check(f"{chart['title']}: is drawn", chart["shapes"] > 0 and chart["high"] > 40, chart)
        check(f"{chart['title']}: has its table", chart["head"] > 1 and chart["rows"] > 0, chart)
    check("every topic has a row", page.ask("document.querySelectorAll('section.boxes tbody tr').length") >= 28)


# Letters of a chart that lie beyond its frame.
CLIPPED = """[...document.querySelectorAll('svg[role=img] text')].filter(text => {
    const frame = text.ownerSVGElement.viewBox.baseVal, box = text.getBBox();
    return box.x < -1.5 || box.x + box.width > frame.width + 1.5 || box.y + box.height > frame.height + 1;
}).map(text => text.textContent)"""


# Labels of a chart that lie on one another.
COVERED = """[...document.querySelectorAll('svg[role=img]')].flatMap(svg => {
    const all = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBBox()]);
    return all.flatMap(([word, a], at) => all.slice(at + 1).filter(([, b]) =>
        a.x + a.width > b.x + 1 && b.x + b.width > a.x + 1 && a.y + a.height > b.y + 1.5 && b.y + b.height > a.y + 1.5)
        .map(([other]) => `${word} / ${other}`));
})"""

# Tiles and cells whose words are wider than they are.
STICKS = """[...document.querySelectorAll('.tiles li, section.boxes :is(th, td)')].filter(one => one.scrollWidth > one.clientWidth)
    .map(one => one.textContent)"""


def keyboard(page):
    """Every table behind a chart can be reached and opened with keys alone, and so can what scrolls."""
    page.ask("document.querySelectorAll('details').forEach(one => one.open = false)")
    check("every summary takes the focus", page.ask("""[...document.querySelectorAll('summary')].every(one => {
        one.focus(); return document.activeElement === one })"""))
    check("what scrolls takes the focus and has a name", page.ask(
        "[...document.querySelectorAll('.scroll')].every(one => one.tabIndex === 0 && one.getAttribute('aria-label'))"))
    page.ask("document.querySelector('summary').focus()")
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r")
    check("Enter opens the table", page.ask("document.querySelector('details').open"))


def sheets(page):
    """How many sheets of paper the page takes."""
    page.call("Emulation.clearDeviceMetricsOverride")
    page.call("Emulation.setEmulatedMedia", media="", features=[])
    pdf = base64.b64decode(page.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    return pdf, len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def appearance(page, folder):
    """Light and dark, phone and desktop: nothing sticks out, all can be read, the pictures are not blank."""
    for width in (390, 768, 1280):
        grounds = []
        for scheme in ("light", "dark"):
            name = f"{scheme}-{width}"
            shot = page.look(width, scheme)
            (folder / f"{name}.png").write_bytes(shot)
            check(f"{name}: nothing is wider than the page",
                  page.ask("document.documentElement.scrollWidth") <= width,
                  page.ask("[...document.querySelectorAll('body *')].filter(one => !one.closest('.scroll,svg') && "
                           f"one.getBoundingClientRect().right > {width} + 1).map(one => one.outerHTML.slice(0, 90))"))
            check(f"{name}: no label of a chart is clipped", page.ask(CLIPPED) == [], page.ask(CLIPPED))
            check(f"{name}: no label covers another", page.ask(COVERED) == [], page.ask(COVERED))
            check(f"{name}: nothing sticks out of its tile or its cell", page.ask(STICKS) == [], page.ask(STICKS))
            ratio, where = page.ask(CONTRAST)
            check(f"{name}: every text has a contrast of 4.5", ratio >= 4.5, f"{ratio:.2f} {where}")
            wide, high, rows = chromium.pixels(page.look(width, scheme, whole=False))
            colours = {colour for row in rows[::5] for colour in row[::3]}
            check(f"{name}: is no blank picture", wide == width and high > 500 and len(colours) > 12, len(colours))
            grounds.append(sum(rows[2][2]))
        check(f"{width}: light is light and dark is dark", grounds[0] > 600 and grounds[1] < 150, grounds)
    (folder / "print.png").write_bytes(page.look(794, "dark", media="print"))
    check("printed on white", page.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)")
    check("print: nothing sticks out of its tile or its cell", page.ask(STICKS) == [], page.ask(STICKS))
    ratio, where = page.ask(CONTRAST)
    check("print: every text has a contrast of 4.5", ratio >= 4.5, f"{ratio:.2f} {where}")


def main():
    path = chromium.find()
    if path is None:
        print("skipped: there is no chromium")
        return 0
    if not DRILL.exists():
        sys.exit(f"{DRILL} is not built")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="drill-pages-"))
    home = folder / "home"
    today = study(home)
    drill(home, ["plan", "--interview", str(today + datetime.timedelta(days=14)), "--company", BAD], today)
    report = folder / "page.html"
    drill(home, ["report", "--html", str(report)], today)
    sheet = folder / "sheet.html"
    drill(home, ["sheet", "--html", str(sheet)], today)
    empty = folder / "empty.html"
    drill(folder / "nobody", ["report", "--html", str(empty)], today)
    page = chromium.Browser(path)
    try:
        page.open(report.as_uri())
        structure(page)
        check("the next interview is named", f"The next interview: {BAD}, " in page.ask("document.body.textContent"))
        check("the last day has its label", page.ask(
            "[...document.querySelectorAll('figure svg')][0].querySelectorAll('.label.last').length") == 1)
        keyboard(page)
        appearance(page, folder)
        pdf, count = sheets(page)
        (folder / "page.pdf").write_bytes(pdf)
        check("the page prints on few sheets", 1 <= count <= 4, count)
        page.open(sheet.as_uri())
        check("the sheet loads in silence", not page.console and len(page.requests) == 1, page.console)
        check("the sheet holds cards", page.ask("document.querySelectorAll('ol li').length") > 10)
        for width in (390, 1280):
            (folder / f"sheet-{width}.png").write_bytes(page.look(width, "light"))
            check(f"sheet, {width}: nothing is wider", page.ask("document.documentElement.scrollWidth") <= width)
        page.look(700, "light", media="print")
        check("on paper nothing stands beyond the columns", page.ask(
            "(one => one.scrollWidth <= one.clientWidth + 1)(document.querySelector('.columns'))"))
        pdf, count = sheets(page)
        (folder / "sheet.pdf").write_bytes(pdf)
        check("the last evening is one sheet of paper", count == 1, count)
        page.open(empty.as_uri())
        check("a page of nothing draws nothing", page.ask("document.querySelectorAll('svg[role=img]').length") == 0)
        check("a page of nothing loads in silence", not page.console and len(page.requests) == 1, page.console)
        (folder / "empty.png").write_bytes(page.look(390, "light"))
        for url in page.requests:
            check("and loads nothing", url.startswith("file:"), url)
    finally:
        page.close()
    pictures = ", ".join(sorted(picture.name for picture in folder.glob("*.png")))
    print(f"pictures in {folder}: {pictures}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
