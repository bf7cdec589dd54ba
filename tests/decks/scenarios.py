"""Checks the shipped scenarios: `python3 tests/decks/scenarios.py` prints `N passed, M failed`. Needs Python 3.11.

Recomputes every figure of every Envelope and every sum written in backticks (`2 * 3 = 6`), adds up the latency
budgets step by step, and holds each file to the form that drill parses.
"""
import ast
import math
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DECKS = ROOT / "decks"
TRACKER = ROOT / "tests" / "data" / "INTERVIEW_TRACKER.md"
SECTIONS = ["Prompt", "Clarify", "Envelope", "Design", "Deep dives"]
SECTIONS += ["Curveballs", "Failure modes", "Evaluation", "Rubric"]
WEIGHTS = {
    "Scope and success": 15,
    "Estimates": 10,
    "Data and features": 20,
    "Core design and depth": 25,
    "Evaluation and operations": 20,
    "Communication and clock": 10,
}
FUNCTIONS = {"round": round, "ceil": math.ceil, "log2": math.log2, "sqrt": math.sqrt}
OPERATORS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}
NUMBER = re.compile(r"-?\d[\d_]*(\.\d+)?")
NAME = re.compile(r"[a-z][a-z0-9_]*")


def evaluate(text, names):
    """The value of an expression of numbers, earlier names, + - * / ( ) ** and the four functions."""

    def walk(node):
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return value
            case ast.Name(id=name):
                if name not in names:
                    raise ValueError(f"{name} is not an earlier name")
                return names[name]
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
                return OPERATORS[type(op)](walk(left), walk(right))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -walk(operand)
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
                return FUNCTIONS[name](walk(argument))
        raise ValueError(f"not allowed: {ast.unparse(node)}")

    return walk(ast.parse(text, mode="eval").body)


def agrees(value, shown):
    """True when the shown number is the value exactly, or rounded to the digits shown and at most 0.5 % off."""
    number = float(shown.replace("_", ""))
    if math.isclose(value, number, rel_tol=1e-9):
        return True
    digits = shown.replace("_", "")
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
    unit = 10.0**zeros if "." not in digits else 10.0 ** -len(digits.split(".")[1])
    return abs(value - number) <= unit / 2 * (1 + 1e-9) and abs(value - number) <= 0.005 * abs(value)


class Scenario:
    """One file: front matter, title and the lines of its sections and subsections, headings kept in order."""

    def __init__(self, path):
        self.path, self.text = path, path.read_text(encoding="utf-8")
        _, front, body = self.text.split("---\n", 2)
        self.front = tomllib.loads(front)
        self.title, self.sections, self.parts = None, {}, {}
        section = part = None
        for line in body.splitlines():
            if line.startswith("# "):
                self.title = line[2:]
            elif line.startswith("## "):
                section, part = line[3:], None
                assert section not in self.sections, f"section {section} twice"
                self.sections[section], self.parts[section] = [], {}
            elif line.startswith("### "):
                part = line[4:]
                assert part not in self.parts[section], f"part {part} twice"
                self.parts[section][part] = []
            elif line.strip():
                self.sections[section].append(line)
                if part is not None:
                    self.parts[section][part].append(line)

    def items(self, section):
        """The list items of a section; anything else in it is an error."""
        for line in self.sections[section]:
            assert line.startswith("- "), f"{section}: not an item: {line}"
        return [line[2:] for line in self.sections[section]]

    def envelope(self):
        """Name, expression or None, shown value and remark of each line."""
        rows = []
        for item in self.items("Envelope"):
            figure, bar, remark = item.partition(" | ")
            assert bar and remark.strip() and " | " not in remark, f"one remark after one bar: {item}"
            cells = figure.split(" = ")
            assert len(cells) in (2, 3), f"name = number or name = expression = value: {item}"
            assert NAME.fullmatch(cells[0]), f"name: {cells[0]}"
            assert NUMBER.fullmatch(cells[-1]), f"value: {cells[-1]}"
            rows.append((cells[0], cells[1] if len(cells) == 3 else None, cells[-1], remark))
        return rows

    def values(self):
        """Every name with its unrounded value, in order of the lines."""
        names = {}
        for name, expression, shown, _ in self.envelope():
            assert name not in names, f"{name} twice"
            value = evaluate(expression, names) if expression else float(shown.replace("_", ""))
            names[name] = int(value) if float(value).is_integer() else value
        return names


def cards_and_topics():
    """The ids of all shipped cards and the titles of all topics."""
    ids, topics = set(), set()
    for path in DECKS.glob("*.md"):
        fence = False
        for line in path.read_text(encoding="utf-8").splitlines():
            fence ^= line.startswith("```")
            if not fence and line.startswith("Id: "):
                ids.add(line[4:].strip())
            elif not fence and line.startswith("## "):
                topics.add(line[3:].strip())
    return ids, topics


IDS, TOPICS = cards_and_topics()


def check_front(s):
    """Id, title, aliases and topics, each in order with the file's name, the heading and the checklist."""
    assert list(s.front) == ["id", "title", "aliases", "topics"], f"front matter: {list(s.front)}"
    assert s.front["id"] == f"scenario-{s.path.stem}", "the id is scenario- and the file's name"
    assert s.front["title"] == s.title, "the heading is the title"
    assert s.front["aliases"] and s.front["topics"], "at least one alias and one topic"
    assert set(s.front["topics"]) <= TOPICS, f"unknown topics: {set(s.front['topics']) - TOPICS}"


def check_sections(s):
    assert list(s.sections) == SECTIONS, f"sections: {list(s.sections)}"
    assert list(s.parts["Design"]) == ["Offline path", "Online path"], f"design: {list(s.parts['Design'])}"
    for name, lines in s.parts["Design"].items():
        numbers = [line.split(". ")[0] for line in lines]
        assert numbers == [str(i + 1) for i in range(len(lines))] and len(lines) >= 4, f"{name}: steps {numbers}"
    assert len(s.sections["Evaluation"]) >= 4, "evaluation: offline, online, rollout, alerts, drill"
    for word in ("Offline", "Online", "Rollout", "Alerts", "Failure drill"):
        assert any(line.startswith(f"- {word}") for line in s.sections["Evaluation"]), f"evaluation without {word}"


def check_prompt(s):
    sentences = re.findall(r"[.?!](?:\s|$)", " ".join(s.sections["Prompt"]))
    assert 2 <= len(sentences) <= 5, f"{len(sentences)} sentences"


def check_clarify(s):
    items = s.items("Clarify")
    assert 6 <= len(items) <= 9, f"{len(items)} questions"
    for item in items:
        assert item.count(" -> ") == 1 and item.split(" -> ")[0].endswith("?"), f"question? -> answer: {item}"


def check_envelope_size(s):
    assert 10 <= len(s.envelope()) <= 16, f"{len(s.envelope())} lines"


def check_envelope_figures(s):
    names = s.values()
    for name, expression, shown, _ in s.envelope():
        assert agrees(names[name], shown), f"{name} = {expression} gives {names[name]}, not {shown}"


def check_envelope_remarks(s):
    """An assumption says where it is from."""
    for name, expression, _, remark in s.envelope():
        if expression is None:
            assert re.match(r"(given|assumed|chosen|measured)\b", remark), f"{name}: where is it from?"


def check_envelope_end(s):
    """After the latency budget come the numbers that change the design, and one of them says so."""
    rows = s.envelope()
    place = [row[0] for row in rows].index("budget_ms")
    last = [remark for _, _, _, remark in rows[place + 1 :]]
    assert any("changes the design" in remark for remark in last), "no number that changes the design at the end"


def check_sums_in_prose(s):
    """Every `expression = value` in backticks outside the Envelope."""
    names, found = s.values(), 0
    for section in ("Clarify", "Design", "Deep dives", "Curveballs", "Failure modes", "Evaluation"):
        for span in re.findall(r"`([^`]+)`", "\n".join(s.sections[section])):
            if " = " in span:
                expression, shown = span.rsplit(" = ", 1)
                value = evaluate(expression, names)
                assert NUMBER.fullmatch(shown) and agrees(value, shown), f"{span}: gives {value}"
                found += 1
    assert found >= 3, f"only {found} worked sums in prose"


def check_latency(s):
    """The steps of the online path that end in (N ms) are the terms of budget_ms, which meets target_ms exactly."""
    steps = [re.search(r"\(([\d_]+) ms\)$", line) for line in s.parts["Design"]["Online path"]]
    steps = [match[1] for match in steps if match]
    assert len(steps) >= 3, f"{len(steps)} steps with a budget"
    expression = next(expression for name, expression, _, _ in s.envelope() if name == "budget_ms")
    assert expression.split(" + ") == steps, f"budget_ms has {expression}, the steps {' + '.join(steps)}"
    names = s.values()
    assert names["budget_ms"] == names["target_ms"], f"{names['budget_ms']} of {names['target_ms']} ms"


def check_dives(s):
    dives = s.parts["Deep dives"]
    assert len(dives) >= 3, f"{len(dives)} dives"
    for title, lines in dives.items():
        text = "\n".join(lines)
        for mark in ("Alternatives:", "Trade-off:", "Decision:", "The number that decides:"):
            assert mark in text, f"{title}: no {mark}"


def check_curveballs(s):
    items = s.items("Curveballs")
    assert len(items) >= 3, f"{len(items)} curveballs"
    assert all(item.count(" -> ") == 1 for item in items), "question -> strong answer"


def check_failure_modes(s):
    items = s.items("Failure modes")
    assert len(items) >= 4, f"{len(items)} failure modes"
    assert all(item.count(" -> ") == 2 for item in items), "what breaks -> how it shows -> what the design does"


def rubric(s):
    """Dimension -> (weight, points, levels)."""
    found = {}
    for heading, lines in s.parts["Rubric"].items():
        name, weight = heading.split(" | ")
        points = [line[2:] for line in lines if line.startswith("- ")]
        levels = [line for line in lines if not line.startswith("- ")]
        found[name] = (int(weight), points, levels)
    return found


def check_weights(s):
    assert {name: weight for name, (weight, _, _) in rubric(s).items()} == WEIGHTS, "dimensions and weights"
    assert list(rubric(s)) == list(WEIGHTS), "the order of the dimensions"


def check_levels(s):
    for name, (_, _, levels) in rubric(s).items():
        assert [line[:3] for line in levels] == ["1: ", "2: ", "3: ", "4: "], f"{name}: {levels}"
        assert all(len(line) > 20 for line in levels), f"{name}: a level says too little"


def check_points(s):
    seen = set()
    for name, (_, points, _) in rubric(s).items():
        if name == "Communication and clock":
            assert not points, "communication has no points"
            continue
        assert 4 <= len(points) <= 7, f"{name}: {len(points)} points"
        assert any(point.startswith("★ ") for point in points), f"{name}: no ★"
        for point in points:
            match = re.fullmatch(r"(?:★ )?([^{}★]+) \{([^{}]+)\}", point)
            assert match, f"{name}: form of {point}"
            assert len(match[1].split()) <= 20, f"{name}: {len(match[1].split())} words: {match[1]}"
            assert match[1] not in seen, f"{name}: twice: {match[1]}"
            seen.add(match[1])
            check_reference(match[2])


def check_reference(text):
    if text.startswith("topic: "):
        assert text.removeprefix("topic: ") in TOPICS, f"unknown topic: {text}"
        return
    ids = text.split(", ")
    assert 1 <= len(ids) <= 3 and len(set(ids)) == len(ids), f"one to three ids: {text}"
    assert set(ids) <= IDS, f"unknown ids: {set(ids) - IDS}"


def check_text(s):
    """Nothing that a deck parser would take for a card, no TeX, no wide table, no tabs, no foreign paths."""
    for number, line in enumerate(s.text.splitlines(), 1):
        assert not re.match(r"(Q|A|C|Note|Source|Id|Tags):", line), f"line {number} looks like a card"
        assert " :: " not in line and "\t" not in line and line == line.rstrip(), f"line {number}: :: or white space"
        assert "\\" not in line and "$" not in line, f"line {number}: TeX"
        assert not (line.startswith("|") and len(line) > 76), f"line {number}: a table of {len(line)} columns"
        assert not re.search(r"(?<!\w)/(home|tmp|work|root|usr)\b", line), f"line {number}: a path"


def check_the_set(scenarios):
    """Ids, titles and aliases are unique, and each row of the tracker's table has its file."""
    names = [name for s in scenarios for name in [s.front["id"], s.front["title"], *s.front["aliases"]]]
    assert len(names) == len(set(names)), f"twice: {sorted({n for n in names if names.count(n) > 1})}"
    rows = re.findall(r"^\| (Design [^|]+?) \|", TRACKER.read_text(encoding="utf-8"), re.M)
    missing = set(rows) - {s.title for s in scenarios}
    assert len(rows) == 5 and not missing, f"rows without a file: {missing}"


NOT_PER_FILE = ("check_the_set", "check_reference")
CHECKS = [check for name, check in list(globals().items()) if name.startswith("check_") and name not in NOT_PER_FILE]


def main():
    passed, failures, scenarios = 0, [], []
    paths = sorted((DECKS / "scenarios").glob("*.md"))
    for path in paths:
        try:
            scenario = Scenario(path)
        except Exception as error:
            failures.append(f"{path.name}: cannot be read: {error!r}")
            continue
        scenarios.append(scenario)
        for check in CHECKS:
            try:
                check(scenario)
                passed += 1
            except Exception as error:
                failures.append(f"{path.name}: {check.__name__}: {error or repr(error)}")
    try:
        check_the_set(scenarios)
        passed += 1
    except Exception as error:
        failures.append(f"all files: {error or repr(error)}")
    print("\n".join(failures + [f"{passed} passed, {len(failures)} failed"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
