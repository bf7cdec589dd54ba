//! `drill report`: every form of it after some days of work, and what becomes of hostile texts and of odd files.

use std::{fs, os::unix::fs::PermissionsExt};

use crate::{
    mock::{self, sprint},
    world::World,
};

/// Eight days of cards, some of them forgotten, and a sprint.
fn history() -> World {
    let world = mock::world();
    for (day, grades) in [(1, "445215444"), (2, "44444"), (3, "52444"), (7, "4413544"), (8, "44444")] {
        world.day(day).run("drill").grades(grades).anything().code(0);
    }
    world.run("drill mock-design queue --minutes 15").types(&sprint(["1", ""], "too slow")).anything().code(0);
    world.now("2026-03-09T09:00:00+00:00");
    world
}

/// What each line prints, one under the other.
fn told(world: &World, lines: &[&str], columns: usize) -> String {
    let mut text = String::new();
    for line in lines {
        let out = world.run(line).columns(columns).prints("").code(0).out;
        let wider: Vec<&str> = out.lines().filter(|line| line.chars().count() > columns).collect();
        assert!(wider.is_empty(), "wider than {columns}: {wider:?}");
        text.push_str(&format!("$ {line}\n{out}\n"));
    }
    text
}

const FORMS: [&str; 8] = [
    "drill report",
    "drill report --section rust",
    "drill report --topic ownership",
    "drill report --mocks",
    "drill report --stories",
    "drill report --interviews",
    "drill report --calendar",
    "drill report --ascii --all",
];

#[test]
fn every_form_on_eighty_columns_is_as_it_was_read_last() {
    insta::assert_snapshot!("report_80", told(&history(), &FORMS, 80));
}

#[test]
fn every_form_on_forty_columns_is_as_it_was_read_last() {
    insta::assert_snapshot!("report_40", told(&history(), &FORMS, 40));
}

#[test]
fn the_markdown_is_as_it_was_read_last() {
    insta::assert_snapshot!("report_markdown", history().run("drill report --markdown").prints("").code(0).out);
}

#[test]
fn the_document_is_as_it_was_read_last() {
    // Ids and chances of the built-in cards are none of this test's matter.
    insta::assert_snapshot!("report_json", history().run("drill report --json").prints("").code(0).out);
}

#[test]
fn the_page_is_as_it_was_read_last() {
    let page = history().run("drill report --html -").prints("").code(0).out;
    let (head, body) = page.split_once("<style>").unwrap();
    let body = body.split_once("</style>").unwrap().1;
    insta::assert_snapshot!("report_html", format!("{head}{body}").replace("><", ">\n<"));
}

#[test]
fn standard_output_and_devices_are_written_to_as_they_are() {
    let world = history();
    let page = page(&world);
    for line in ["drill report --html -", "drill report --html /dev/stdout"] {
        world.run(line).out(&page).code(0);
    }
    world.run("drill report --html /dev/null").out("written to /dev/null\n").code(0);
    world.run("drill report --html /dev/full").says("error: ").says("/dev/full").code(1);
    // A link stays one, to a file that is not there yet as well.
    std::os::unix::fs::symlink("page.html", world.path("link.html")).unwrap();
    world.run("drill report --html /w/link.html").out("written to /w/link.html\n").code(0);
    assert_eq!((world.read("page.html"), world.path("link.html").is_symlink()), (page, true));
}

#[test]
fn the_forecast_reaches_the_interview_be_it_today_or_in_years() {
    let world = history();
    for (date, said) in [
        ("2026-03-09", "would be recalled today, the day of the interview."),
        ("2026-03-10", "on 2026-03-10, the day of the interview, if none"),
        ("2029-03-01", "on 2029-03-01, the day of the interview, if none"),
    ] {
        world.run(&format!("drill plan --interview {date}")).anything().code(0);
        world.run("drill report --html -").prints(said).code(0);
        world.run("drill undo").anything().code(0);
    }
    world.run("drill report --html -").prints("on 2026-04-08, if none of them were asked any more.").code(0);
}

/// Seven lines more than the head of the first screen has room for: 30 sections, a mock, a sure failure, interviews.
fn crowded() -> World {
    let long =
        "of which the name is so long that it would take two lines of a window of eighty columns, were it not cut";
    let lines: String = (0..30).map(|at| format!("## Section {at} {long}\n- [ ] Topic {at} {long}\n")).collect();
    let decks: String = (0..30)
        .map(|at| format!("# Section {at} {long}\n\n## Topic {at} {long}\n\nQ: q{at}?\nA: a\nId: c{at}\n\n"))
        .collect();
    let story = "\n## Stories (STAR)\n\n### Conflict\n**Situation**: Two teams.\n";
    let mut queue = mock::QUEUE.to_owned();
    for named in [" {a}", " {b}", " {topic: Ownership}", "topics = [\"Ownership\"]\n"] {
        queue = queue.replace(named, "");
    }
    let world = World::alone(&format!("{lines}{}{story}", mock::TABLE))
        .deck("many.md", &decks)
        .deck("scenarios/queue.md", &queue);
    world.run("drill deck check").anything().code(0);
    for (day, grade) in [(1, 4), (2, 4), (8, 1), (9, 2)] {
        world.day(day);
        for card in 0..6 {
            world.run(&format!("drill grade c{card} {grade}")).anything().code(0);
        }
    }
    world.run("drill mock-design queue --minutes 15").types(&sprint(["1", ""], "too slow")).anything().code(0);
    for line in ["--interview 2026-03-20 --company Acme-and-its-very-many-sons-and-daughters", "--interview 2026-04-02"]
    {
        world.run(&format!("drill plan {line}")).anything().code(0);
    }
    world
}

#[test]
fn the_first_screen_is_one_screen_whatever_there_is_to_tell() {
    let empty = World::new();
    let without = World::alone("## Nothing\n- [ ] A line\n");
    for (state, world) in [("empty", empty), ("few", history()), ("many", crowded()), ("no cards", without)] {
        for line in ["drill report", "drill report --ascii"] {
            let out = world.run(line).prints("").code(0).out;
            let lines: Vec<&str> = out.lines().collect();
            assert!(lines.len() <= 23, "{state}: {} lines\n{out}", lines.len());
            assert!(lines.iter().all(|line| line.chars().count() <= 80), "{state}: {out}");
            assert!(lines[0].starts_with("ready ") && lines[2].contains("readiness = 45 %"), "{state}: {out}");
            assert!(lines.last().unwrap().starts_with("more: "), "{state}: {out}");
        }
        for columns in [80, 40] {
            let plan = world.run("drill plan").columns(columns).prints("").code(0).out;
            let said = plan.split("in your applications").next().unwrap_or_default();
            assert!(said.lines().all(|line| line.chars().count() <= columns), "{state}, {columns}: {plan}");
        }
        let narrow = world.run("drill report").columns(40).prints("").code(0).out;
        assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{state}: {narrow}");
        assert!(narrow.lines().count() <= 29, "{state}: {narrow}");
    }
    let out = crowded().run("drill report").prints("").code(0).out;
    for part in
        ["more sections: --all", "1 sprint; last", "stories  ", "weakest  ", "minutes  ", "planned; ", "mocks, "]
    {
        assert!(out.contains(part), "{part}: {out}");
    }
}

#[test]
fn a_section_is_named_by_sections_alone_and_a_topic_that_sleeps_is_shown() {
    let world = history();
    world.run("drill report --section ownership").says("error: no section is called 'ownership'").code(1);
    world.run("drill report --section rus").prints("Rust  ████████  1 of 1 box ticked").code(0);
    let asleep = World::alone("## Mine\n- [ ] Dropout\n");
    asleep.run("drill report --topic \"multi-head\"").prints("Multi-head attention").prints("asleep").code(0);
}

/// Who sets a hard card aside is no readier for it.
#[test]
fn a_core_card_that_is_set_aside_counts_with_the_others() {
    let world = World::alone("## Rust\n- [ ] Ownership\n")
        .deck("rust.md", "# Rust\n\n## Ownership\n\nQ: a?\nA: a\nId: a\n\nQ: b?\nA: b\nId: b\n\nQ: c?\nA: c\nId: c\n");
    world.run("drill grade a 5").anything().code(0);
    world.run("drill grade b 1").anything().code(0);
    let core = |world: &World| world.json("drill report --json")["readiness"]["core"].clone();
    let before = core(&world);
    assert!(before["cards"].as_u64() > Some(1), "{before}");
    world.run("drill suspend b").anything().code(0);
    assert_eq!(core(&world), before);
    // Nor is one that was never seen forgotten.
    world.run("drill suspend c").anything().code(0);
    assert_eq!(core(&world), before);
}

#[test]
fn plain_marks_are_ascii() {
    let world = history();
    for line in ["drill report --ascii", "drill report --calendar --ascii"] {
        let out = world.run(line).prints("").code(0).out;
        let odd: String = out.chars().filter(|letter| !letter.is_ascii()).collect();
        assert_eq!(odd, "", "{line}: {out}");
    }
}

#[test]
fn a_report_before_the_first_answer_says_so_and_leaves_no_trace() {
    let world = World::new();
    for line in FORMS.iter().filter(|line| !line.contains("rust") && !line.contains("ownership")) {
        world.run(line).prints("").code(0);
    }
    let page = page(&world);
    assert!(page.contains("Nothing was answered yet.") && page.contains("No mock was finished yet"), "{page}");
    assert!(!world.has("home"), "looking makes no home");
}

#[test]
fn a_name_that_fits_nothing_is_an_error_with_a_suggestion() {
    let world = history();
    world.run("drill report --topic ownershp").says("error: ").says("did you mean 'Ownership'?").code(1);
    world.run("drill report --section nothing-like-it").says("error: ").code(1);
    world.run("drill report --json --markdown").says("error: ").code(2);
}

/// The page, written beside the home.
fn page(world: &World) -> String {
    world.run("drill report --html /w/page.html").out("written to /w/page.html\n").code(0);
    world.read("page.html")
}

/// The tags of a page with their attributes, in order; quotes may hold a `>`.
fn tags(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut quoted = false;
        let end = rest.find(|letter| {
            quoted ^= letter == '"';
            letter == '>' && !quoted
        });
        found.push(rest[..end.expect("a tag ends")].to_owned());
    }
    found
}

/// What a page of ours must be, whatever stands in it.
fn check(page: &str) {
    const KNOWN: [&str; 40] = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "footer",
        "section",
        "article",
        "nav",
        "h1",
        "h2",
        "h3",
        "p",
        "b",
        "strong",
        "em",
        "code",
        "span",
        "div",
        "ul",
        "ol",
        "li",
        "figure",
        "figcaption",
        "details",
        "summary",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "svg",
        "rect",
        "line",
    ];
    const DRAWN: [&str; 6] = ["polyline", "circle", "text", "path", "g", "br"];
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<html lang=\"en\">"));
    assert!(page.contains("default-src 'none'"), "the page has a policy");
    assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("url("), "the page loads nothing");
    assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'), "no control characters");
    let tags = tags(page);
    let mut open = Vec::new();
    for tag in &tags {
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap();
        assert!(KNOWN.contains(&name) || DRAWN.contains(&name), "<{tag}> is no tag of ours");
        for attribute in [" on", " href", " src", " style="] {
            assert!(!tag.contains(&format!("{attribute}=")) && !tag.contains(" href="), "<{tag}>");
        }
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name.to_owned()), "tags are closed in order"),
            None if ["!DOCTYPE", "meta", "br"].contains(&name) => {}
            None => open.push(name.to_owned()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let drawings: Vec<&String> =
        tags.iter().filter(|tag| tag.starts_with("svg") && !tag.contains("aria-hidden")).collect();
    for drawing in &drawings {
        assert!(drawing.contains("role=\"img\"") && drawing.contains("aria-label=\""), "<{drawing}>");
        assert!(!drawing.contains("aria-label=\"\""), "<{drawing}>");
    }
    for figure in page.split("<figure").skip(1) {
        let figure = figure.split("</figure>").next().unwrap();
        let drawn = figure.contains("role=\"img\"");
        assert_eq!(drawn, figure.contains("<tbody><tr>"), "each chart has its table: {figure}");
        assert!(figure.contains("<figcaption>"), "{figure}");
    }
    let light = page.contains("color-scheme: light dark") && page.contains("prefers-color-scheme: dark");
    assert!(light && page.contains("@media print") && page.contains("name=\"viewport\""));
}

#[test]
fn the_page_stands_alone_and_every_chart_has_its_table() {
    let world = history();
    let before = world.bytes("home/drill.db");
    let page = page(&world);
    check(&page);
    assert!(page.matches("role=\"img\"").count() >= 6, "six charts");
    for part in ["Recall that can be expected", "Recalled by topic", "Mocks by dimension", "26 weeks", "Ownership"] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(world.bytes("home/drill.db"), before, "looking writes nothing");
    assert!(fs::metadata(world.path("page.html")).unwrap().permissions().mode() & 0o400 != 0);
    // A page is written over by the next, and it is the same.
    assert_eq!(self::page(&world), page);
}

const HOSTILE: &str =
    "<script>alert(1)</script> \"q\" 'a' & &lt; \u{1b}[31mred\u{1b}[0m \u{202e}| `x` *b* [l](javascript:1)";

/// A world whose every name is an attack.
fn hostile() -> World {
    let scenario = mock::QUEUE.replace("Design a queue", "<script>alert(2)</script> & queue");
    let world = World::alone(&format!("## <b>Sec</b> {HOSTILE}\n- [ ] <img src=x onerror=alert(3)> {HOSTILE} (can & <i>do</i>)\n{}", mock::TABLE))
        .deck("bad.md", &format!("# {HOSTILE}\n\n## <td> {HOSTILE}\n\nQ: <script>alert(4)</script>?\nA: </table></figure>\nId: a\n\nQ: b?\nA: b\nId: b\n"))
        .deck("rust.md", &crate::sitting::topic("Rust", "Ownership", "c d e f"))
        .deck("scenarios/queue.md", &scenario);
    world.run("drill").grades("415444").anything().code(0);
    world.day(2).run("drill").grades("444444").anything().code(0);
    world.run("drill mock-design mq --minutes 15").types(&sprint(["1", ""], HOSTILE)).anything().code(0);
    world
}

#[test]
fn what_decks_and_trackers_say_stays_text_on_the_page() {
    let world = hostile();
    let page = page(&world);
    check(&page);
    let sheet = world.run("drill sheet --html -").prints("").code(0).out;
    check(&sheet);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the title is there, as text");
    assert!(page.contains("&lt;script&gt;alert(2)&lt;/script&gt; &amp; queue"), "the mock is there, as text");
}

#[test]
fn what_decks_and_trackers_say_stays_text_in_the_terminal_and_in_markdown() {
    let world = hostile();
    let lines = ["drill report", "drill report --all", "drill report --mocks", "drill report --calendar"];
    for line in lines.iter().chain(&["drill report --markdown", "drill report --json"]) {
        let out = world.run(line).prints("").code(0).out;
        let odd = out.chars().find(|letter| (letter.is_control() && *letter != '\n') || *letter == '\u{202e}');
        assert_eq!(odd, None, "{line}: {out:?}");
    }
    let markdown = world.run("drill report --markdown").prints("").code(0).out;
    for bare in ["<script", "<img", "<b>", "](javascript"] {
        let found = markdown.match_indices(bare).find(|(at, _)| !markdown[..*at].ends_with('\\'));
        assert_eq!(found, None, "{bare}: {markdown}");
    }
    for row in markdown.lines().filter(|line| line.starts_with('|')) {
        let bars = row.replace("\\|", "").matches('|').count();
        assert!(bars == 8 || bars == 5, "a title breaks no row: {row}");
    }
}

#[test]
fn a_file_that_is_no_report_is_not_written_over() {
    let world = history().file("notes.html", "<p>mine</p>\n").file("empty.html", "");
    world
        .run("drill report --html /w/notes.html")
        .err("error: /w/notes.html is no report of drill, so it is not written over; name another file\n")
        .code(1);
    assert_eq!(world.read("notes.html"), "<p>mine</p>\n");
    world.run("drill report --html /w/empty.html").prints("written").code(0);
    world.run("drill report --html /w/no/such/page.html").says("error: ").says("there is no folder /w/no/such").code(1);
    assert!(!world.has("no"));
    world.write("folder/x", "");
    world.run("drill report --html /w/folder").says("error: ").says("/w/folder").code(1);
    assert!(world.has("folder/x"));
}

#[test]
fn a_page_is_written_from_a_home_that_only_reads_and_not_into_a_folder_that_does() {
    let world = history();
    if !world.is_root() {
        return;
    }
    world.write("shut/x", "").write("open/x", "").freeze();
    fs::set_permissions(world.path("open"), fs::Permissions::from_mode(0o777)).unwrap();
    world.run("drill report --html /w/open/page.html").by_a_stranger().out("written to /w/open/page.html\n").code(0);
    world.run("drill report --html /w/shut/page.html").by_a_stranger().says("error: ").says("/w/shut").code(1);
    let left: Vec<_> = fs::read_dir(world.path("shut")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["x"], "nothing is left behind");
}
