//! Changes of single places, on trackers of many shapes: what was meant is read back, and nothing else has moved.

mod properties;
mod weeks;

use super::*;
use crate::{
    model::Part,
    tracker::patch::{Edit, apply},
};

const SEED: &[u8] = include_bytes!("../../../../tests/data/INTERVIEW_TRACKER.md");

fn read(bytes: &[u8]) -> Parts {
    parse(bytes, &Rules::default())
}

/// The file after an edit, which must have touched nothing but its own place.
fn made(bytes: &[u8], edit: &Edit) -> Vec<u8> {
    let after = apply(bytes, std::slice::from_ref(edit)).unwrap();
    assert_eq!(after[..edit.range.start], bytes[..edit.range.start]);
    assert!(after.ends_with(&bytes[edit.range.end..]));
    after
}

fn one_change(bytes: &[u8], change: RowChange) -> Result<Option<Edit>, Refusal> {
    let mut edits = change_rows(bytes, &Rules::default(), &read(bytes), &[change])?;
    assert!(edits.len() < 2);
    Ok(edits.pop())
}

/// The edit that writes into a cell of the first table.
fn set_application(bytes: &[u8], row: usize, column: Column, text: &str) -> Result<Option<Edit>, Refusal> {
    one_change(bytes, RowChange::Set { table: 0, row, column, text: text.to_owned() })
}

/// The edit that adds a row to the first table.
fn add_application(bytes: &[u8], cells: &[(Column, &str)]) -> Result<Edit, Refusal> {
    let cells = cells.iter().map(|(column, text)| (*column, (*text).to_owned())).collect();
    one_change(bytes, RowChange::Add { table: 0, cells }).map(Option::unwrap)
}

/// The edit that takes a row out of the first table.
fn remove_application(bytes: &[u8], row: usize) -> Result<Edit, Refusal> {
    one_change(bytes, RowChange::Remove { table: 0, row }).map(Option::unwrap)
}

/// A file after a text was written into a field of one of its stories.
fn written(bytes: &[u8], story: usize, part: Part, old: &str, text: &str) -> Vec<u8> {
    let parts = read(bytes);
    let edit = set_field(bytes, &Rules::default(), &parts.stories[story], part, (old, text)).unwrap();
    edit.map_or_else(|| bytes.to_vec(), |edit| made(bytes, &edit))
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What `docs/format-tracker.md` writes under an example of these parts.
fn list(parts: &Parts) -> String {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let field =
        |name: &str, field: &Field| format!("{name} {}{}", field.line, if field.is_empty { " (empty)" } else { "" });
    for story in &parts.stories {
        let fields: Vec<String> = story.fields.iter().map(|(part, it)| field(part.word(), it)).collect();
        lines.push((story.line, format!("story {}: {}", story.heading, fields.join(", "))));
    }
    for table in &parts.applications {
        for row in &table.table.rows {
            let said = match table.is_placeholder(row) {
                true => "placeholder".to_owned(),
                false => {
                    let words = [Column::Company, Column::Role, Column::Status].map(|it| table.words(row, it));
                    format!("application {}", words.join(", "))
                }
            };
            lines.push((row.line, said));
        }
    }
    for week in &parts.weeks {
        let fields: Vec<String> = week
            .fields
            .iter()
            .map(|(part, it)| field(&part.map_or_else(|| it.name.clone(), |part| format!("{part:?}")), it))
            .collect();
        let kind = if week.is_template { "template" } else { "week" };
        lines.push((week.line, format!("{kind} {}: {}", week.heading, fields.join(", "))));
    }
    for link in &parts.links {
        let doubt = link.doubt.as_ref().map_or_else(String::new, |doubt| format!(" ({doubt})"));
        lines.push((link.line, format!("{} {}: {}{doubt}", link.kind.word(), link.text, link.target)));
    }
    lines.sort();
    lines.iter().map(|(line, said)| format!("{line} {said}\n")).collect()
}

#[test]
fn the_examples_of_the_format_page_hold() {
    let found = crate::tracker::samples::examples(include_str!("../../../../docs/format-tracker.md"));
    let mut held = 0;
    for pair in found.windows(2) {
        if let [("tracker", tracker), ("parts", lines)] = pair {
            assert_eq!(list(&read(tracker.as_bytes())), *lines, "{tracker}");
            held += 1;
        }
    }
    assert_eq!(held, 4);
}

#[test]
fn a_text_goes_into_the_empty_field_in_the_dress_of_the_file() {
    let list = "we did\n\n- one\n- two";
    for (before, part, text, after) in [
        ("### A\n**Situation**: \n**Task**: \n", Part::Situation, "we", "### A\n**Situation**: we\n**Task**: \n"),
        ("### A\n**Situation**:\n**Task**:", Part::Task, "we", "### A\n**Situation**:\n**Task**: we"),
        // Two blanks are a line break and stay one.
        ("### A\n**Situation**:  \n**Task**:  \n", Part::Situation, "we", "### A\n**Situation**: we  \n**Task**:  \n"),
        ("### A\n**Situation:**\t\n**Task**:\n", Part::Situation, "we", "### A\n**Situation:**\twe\n**Task**:\n"),
        // Lists get their lines, and an empty one so that the next field is not drawn in.
        (
            "### A\r\n**Situation**: \r\n**Action**: \r\n**Result**: \r\n",
            Part::Action,
            list,
            "### A\r\n**Situation**: \r\n**Action**: we did\r\n\r\n- one\r\n- two\r\n\r\n**Result**: \r\n",
        ),
        (
            "### A\n- **Situation**:\n- **Action**: \n- **Result**:\n",
            Part::Action,
            "- one\n- two",
            "### A\n- **Situation**:\n- **Action**: \n  - one\n  - two\n- **Result**:\n",
        ),
        (
            "### A\r> **Situation**: \r> **Action**: \r> **Result**: x",
            Part::Action,
            "one\n\ntwo",
            "### A\r> **Situation**: \r> **Action**: one\r>\r> two\r> **Result**: x",
        ),
        // Fields that are headings.
        (
            "### A\n#### Situation\n\n#### Task\n\n#### Result\n",
            Part::Situation,
            "we",
            "### A\n#### Situation\n\nwe\n\n#### Task\n\n#### Result\n",
        ),
        (
            "### A\n#### Situation\n#### Task\n#### Result",
            Part::Result,
            "we",
            "### A\n#### Situation\n#### Task\n#### Result\nwe",
        ),
        (
            "A\n=\nSituation\n---\nTask\n---\nResult\n---\n",
            Part::Situation,
            "we",
            "A\n=\nSituation\n---\nwe\n\nTask\n---\nResult\n---\n",
        ),
        // A name alone has its text below.
        ("### A\n**Situation**\n\n**Task**\nb\n", Part::Situation, "we", "### A\n**Situation**\nwe\n\n**Task**\nb\n"),
        // What only says what shall stand there makes room.
        ("### A\nSituation: [what]\nTask: TBD\n", Part::Situation, "we", "### A\nSituation: we\nTask: TBD\n"),
    ] {
        assert_eq!(shown(&written(before.as_bytes(), 0, part, "", text)), after);
    }
}

#[test]
fn what_would_mean_something_else_is_escaped() {
    let before = b"### A\n**Situation**: \n**Task**: b\n\n## Next\n";
    for (text, after) in [
        ("a\n## b", "a\n\\## b"),
        ("a\n---\n**Task**: c", "a\n\\---\n**Task**\\: c"),
        ("a\n```\nb", "a\n\\```\nb"),
        ("a\n- [ ] b", "a\n- \\[ ] b\n"),
        ("a | b\n--|--\nc | d", "a | b\n\\--|--\nc | d\n"),
        ("a <!-- b", "a <!-- b"),
        ("a\n<!-- b", "a\n\\<!-- b\n"),
    ] {
        let done = written(before, 0, Part::Situation, "", text);
        assert_eq!(shown(&done), format!("### A\n**Situation**: {after}\n**Task**: b\n\n## Next\n"));
        assert_eq!(read(&done).stories[0].text(Part::Situation), text);
    }
}

#[test]
fn a_field_that_says_something_else_is_never_written_over() {
    let bytes = b"### A\n**Situation**: mine\n\nand more\n\n**Task**: b\n";
    let parts = read(bytes);
    let set = |old, text| set_field(bytes, &Rules::default(), &parts.stories[0], Part::Situation, (old, text));
    assert_eq!(set("", "x"), Err(Refusal::Taken { found: "mine\n\nand more".to_owned() }));
    assert_eq!(set("other", "x"), Err(Refusal::Taken { found: "mine\n\nand more".to_owned() }));
    assert_eq!(set("", "mine\r\n\r\nand more "), Ok(None));
    assert_eq!(
        shown(&made(bytes, &set("mine\n\nand more", "x").unwrap().unwrap())),
        "### A\n**Situation**: x\n\n**Task**: b\n"
    );
    assert_eq!(
        shown(&made(bytes, &set("mine\n\nand more", "").unwrap().unwrap())),
        "### A\n**Situation**: \n\n**Task**: b\n"
    );
    let missing = set_field(bytes, &Rules::default(), &parts.stories[0], Part::Result, ("", "x"));
    assert_eq!(missing, Err(Refusal::NoPlace));
    assert_eq!(
        set_field(b"### B\n", &Rules::default(), &parts.stories[0], Part::Task, ("b", "x")),
        Err(Refusal::NoPlace)
    );
}

#[test]
fn a_missing_field_is_added_in_the_dress_of_the_others() {
    for (before, part, after) in [
        (
            "### A\n**Situation**: a\n**Result**: b\n\n---\n",
            Part::Reflection,
            "### A\n**Situation**: a\n**Result**: b\n**Reflection**: x\n\n---\n",
        ),
        (
            "### A\n**Situation**: a\n**Result**: b\n",
            Part::Task,
            "### A\n**Situation**: a\n**Task**: x\n**Result**: b\n",
        ),
        (
            "### A\n- **S:** a\n- **A:** b\n- **R:** c",
            Part::Task,
            "### A\n- **S:** a\n- **T:** x\n- **A:** b\n- **R:** c",
        ),
        (
            "### A\r\n#### Situation\r\n\r\na\r\n\r\n#### Task\r\n\r\nb\r\n",
            Part::Result,
            "### A\r\n#### Situation\r\n\r\na\r\n\r\n#### Task\r\n\r\nb\r\n\r\n#### Result\r\nx\r\n",
        ),
        (
            "### A\nTask: a\nAction: b\nResult: c\n",
            Part::Situation,
            "### A\nSituation: x\nTask: a\nAction: b\nResult: c\n",
        ),
        (
            "### A\n**Situation**: a\n\n- b\n\n**Result**: c\n",
            Part::Action,
            "### A\n**Situation**: a\n\n- b\n\n**Action**: x\n\n**Result**: c\n",
        ),
    ] {
        let parts = read(before.as_bytes());
        let edit = add_field(before.as_bytes(), &Rules::default(), &parts.stories[0], part, "x").unwrap();
        assert_eq!(shown(&made(before.as_bytes(), &edit)), after);
    }
}

#[test]
fn the_first_application_takes_the_place_of_the_placeholder() {
    let cells = [(Column::Company, "Acme | Sons"), (Column::Status, "applied"), (Column::Url, "https://acme.example")];
    let after = made(SEED, &add_application(SEED, &cells).unwrap());
    let wanted = shown(SEED).replace("| | | Applied / Phone / Onsite | | |", "| Acme \\| Sons | | applied | | |");
    assert_eq!(shown(&after), wanted);
    let second = [(Column::Company, "Bolt"), (Column::Role, "ML"), (Column::Date, "2026-12-03")];
    let after = made(&after, &add_application(&after, &second).unwrap());
    assert_eq!(shown(&after), wanted.replace("applied | | |\n", "applied | | |\n| Bolt | ML | | | 2026-12-03 |\n"));
}

#[test]
fn a_row_is_written_as_the_others_are() {
    let cells = [(Column::Company, "Bolt"), (Column::Role, "dev"), (Column::Status, "offer"), (Column::Notes, "none")];
    for (before, after) in [
        (
            "| # | Company  | Role | Status |\n|--:|:--------:|------|-------:|\n| 1 |   Acme   | ml   |     no |\n\nx",
            "| 2 |   Bolt   | dev  |  offer |",
        ),
        ("Company|Role|Status\n---|---|---\nAcme|ml|no", "Bolt|dev|offer"),
        ("Company | Role\n--- | ---\nAcme | ml\n", "Bolt | dev"),
        ("> |Status|Company|Extra|\r\n> |-|-|-|\r\n> |no|Acme||\r\n", "> |offer|Bolt||"),
        ("  | Company | Role |\r  |---|---|\r", "  | Bolt | dev |"),
        ("| Company | Role |\n|---|---|\n| A | b |\ntext below\n", "| Bolt | dev |"),
    ] {
        let edit = add_application(before.as_bytes(), &cells).unwrap();
        let done = shown(&made(before.as_bytes(), &edit));
        assert_eq!(done.split(['\r', '\n']).find(|line| line.contains("Bolt")), Some(after), "{done}");
        let added = read(done.as_bytes()).applications.swap_remove(0);
        let row = added.rows().last().unwrap();
        assert_eq!(added.words(row, Column::Company), "Bolt", "{done}");
        let last = added.table.rows.len() - 1;
        let edit = remove_application(done.as_bytes(), last).unwrap();
        assert_eq!(shown(&made(done.as_bytes(), &edit)), before);
    }
}

#[test]
fn several_rows_come_go_and_change_at_once() {
    let head = "| # | Company | Role | Status |\r\n|---|---|---|---|\r\n";
    let (a, b, c) = ("| 1 | A | a | x |\r\n", "| 2 | B | b | y | z |\r\n", "| 3 | C | c | |\r\n");
    let before = format!("{head}{a}{b}{c}\r\nend");
    let add = |company: &str| RowChange::Add { table: 0, cells: vec![(Column::Company, company.to_owned())] };
    let set = |row: usize, text: &str| RowChange::Set { table: 0, row, column: Column::Status, text: text.to_owned() };
    let remove = |row: usize| RowChange::Remove { table: 0, row };
    let insert = |row: usize| RowChange::Insert { table: 0, row, line: "| 9 | Z | | | k |".to_owned() };
    let replace = |row: usize| RowChange::Replace { table: 0, row, line: "| | | | a / b |".to_owned() };
    let z = "| 9 | Z | | | k |\r\n";
    for (changes, after) in [
        (
            vec![add("D"), add("E"), set(2, "w")],
            vec![a, b, "| 3 | C | c | w |\r\n", "| 4 | D | | |\r\n", "| 5 | E | | |\r\n"],
        ),
        (vec![remove(0), remove(2)], vec![b]),
        (vec![insert(1)], vec![a, z, b, c]),
        (vec![insert(0), insert(3)], vec![z, a, b, c, z]),
        (vec![replace(1), set(0, "y")], vec!["| 1 | A | a | y |\r\n", "| | | | a / b |\r\n", c]),
    ] {
        let edits = change_rows(before.as_bytes(), &Rules::default(), &read(before.as_bytes()), &changes).unwrap();
        let done = shown(&apply(before.as_bytes(), &edits).unwrap());
        assert_eq!(done, format!("{head}{}\r\nend", after.concat()), "{changes:?}");
    }
    let two_lines = RowChange::Insert { table: 0, row: 0, line: "| a |\n| b |".to_owned() };
    assert_eq!(one_change(before.as_bytes(), two_lines), Err(Refusal::NoPlace));
}

#[test]
fn a_cell_is_written_even_where_the_row_ends_early() {
    let head = "| Company | Role | Status | Next |\n|---|---|---|---|\n";
    for (row, column, text, after) in [
        ("| A | b | c | d |", Column::Status, "x | y", "| A | b | x \\| y | d |"),
        ("| A |", Column::Next, "x", "| A | | | x |"),
        ("| A | b", Column::Next, "x", "| A | b| | x "),
        ("| A | b | c | d | e |", Column::Next, "", "| A | b | c | | e |"),
    ] {
        let before = format!("{head}{row}\n");
        let edit = set_application(before.as_bytes(), 0, column, text).unwrap().unwrap();
        assert_eq!(shown(&made(before.as_bytes(), &edit)), format!("{head}{after}\n"));
    }
}

#[test]
fn no_length_keeps_it_busy() {
    let blanks = format!("## Links\n{}x\n- [ ] a\n", " ".repeat(60_000));
    let long = format!("## Links\n{}\n", "x".repeat(200_000));
    let many = "## Links\n- https://a.org `b` (c) **Situation**: d\n".repeat(2_000);
    for text in [blanks, long, many] {
        assert!(read(text.as_bytes()).links.len() <= 2_000);
    }
}
