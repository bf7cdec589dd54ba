//! Changes of single places, on trackers of many shapes: what was meant is read back, and nothing else has moved.

use proptest::prelude::*;

use super::*;
use crate::{
    model::Part,
    tracker::patch::{Edit, apply},
};

const SEED: &[u8] = include_bytes!("../../../tests/data/INTERVIEW_TRACKER.md");

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

/// A file after a text was written into a field of one of its stories.
fn written(bytes: &[u8], story: usize, part: Part, old: &str, text: &str) -> Vec<u8> {
    let parts = read(bytes);
    let edit = set_field(bytes, &Rules::default(), &parts.stories[story], part, (old, text)).unwrap();
    edit.map_or_else(|| bytes.to_vec(), |edit| made(bytes, &edit))
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
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
    let table = &read(SEED).applications[0];
    let cells = [(Column::Company, "Acme | Sons"), (Column::Status, "applied"), (Column::Url, "https://acme.example")];
    let after = made(SEED, &add_application(SEED, &Rules::default(), table, &cells).unwrap());
    let wanted = shown(SEED).replace("| | | Applied / Phone / Onsite | | |", "| Acme \\| Sons | | applied | | |");
    assert_eq!(shown(&after), wanted);
    let table = &read(&after).applications[0];
    let second = [(Column::Company, "Bolt"), (Column::Role, "ML"), (Column::Date, "2026-12-03")];
    let after = made(&after, &add_application(&after, &Rules::default(), table, &second).unwrap());
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
        let table = &read(before.as_bytes()).applications[0];
        let edit = add_application(before.as_bytes(), &Rules::default(), table, &cells).unwrap();
        let done = shown(&made(before.as_bytes(), &edit));
        assert_eq!(done.split(['\r', '\n']).find(|line| line.contains("Bolt")), Some(after), "{done}");
        let added = read(done.as_bytes()).applications.swap_remove(0);
        let row = added.rows().last().unwrap();
        assert_eq!(added.words(row, Column::Company), "Bolt", "{done}");
        let edit = remove_application(done.as_bytes(), &Rules::default(), (&added, row)).unwrap();
        assert_eq!(shown(&made(done.as_bytes(), &edit)), before);
    }
}

#[test]
fn a_cell_is_written_even_where_the_row_ends_early() {
    let head = "| Company | Role | Status | Next |\n|---|---|---|---|\n";
    for (row, column, text, after) in [
        ("| A | b | c | d |", Column::Status, "x | y", "| A | b | x \\| y | d |"),
        ("| A |", Column::Next, "x", "| A | | | x |"),
        ("| A | b", Column::Next, "x", "| A | b| | x "),
        ("| A | b | c | d | e |", Column::Next, "", "| A | b | c |  | e |"),
    ] {
        let before = format!("{head}{row}\n");
        let table = &read(before.as_bytes()).applications[0];
        let place = (table, &table.table.rows[0]);
        let edit = set_application(before.as_bytes(), &Rules::default(), place, column, text).unwrap().unwrap();
        assert_eq!(shown(&made(before.as_bytes(), &edit)), format!("{head}{after}\n"));
    }
}

/// A tracker in one of many shapes: dresses of a story, kinds of tables, line endings.
fn trackers() -> impl Strategy<Value = Vec<u8>> {
    let stories = prop_oneof![
        Just("### One\n**Situation**: \n**Task**: \n**Action**: \n**Result**: \n"),
        Just("### One\n- **Situation:**\n- **Task:** old\n- **Action:**\n- **Result:**\n  - deep\n"),
        Just("### One\n#### Situation\n\n#### Task\n\nold\n\n#### Action\n#### Result\n"),
        Just("### One\nSituation: \n\nTask: old\n\n```\nResult: no\n```\n\nAction:\n\nResult: "),
        Just("> ### One\n> **S:** \n> **T:** \n> **A:**  \n> **R:** end\n"),
        Just("One\n---\n1. *Situation*: [x]\n2. *Task*: TBD\n3. *Action*:\n4. *Result*: done\n\nafter\n"),
    ];
    let tables = prop_oneof![
        Just("| Company | Role | Status | Next Step | Date |\n|---|---|---|---|---|\n| | | Applied / Phone | | |\n"),
        Just("|Date|Firm|Position|X|\n|-|:-:|-|-|\n|1|A|b|c|\n| 2 | B |\n"),
        Just("Company | Role\n--|--\nA | b\nB | c\n"),
        Just("> | Company   | Role |\n> |-----------|------|\n> | A         | b    |\n"),
    ];
    let rest = prop_oneof![
        Just("# T\n- [ ] a\n- [x] b\n\n| Scenario | Status |\n|---|---|\n| s | ⬜ |\n\n"),
        Just("\u{f8ff}üéØ\n\n---\n\n"),
        Just("<!-- x -->\n\n"),
    ];
    let endings = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    (rest, stories, tables, endings, any::<bool>(), any::<bool>()).prop_map(
        |(rest, story, table, ending, swapped, bom)| {
            let (one, other) = if swapped { (table, story) } else { (story, table) };
            let text = format!("{}{rest}{one}\n\n## Next\n\n{other}", if bom { "\u{feff}" } else { "" });
            text.replace('\n', ending).into_bytes()
        },
    )
}

fn texts() -> impl Strategy<Value = String> {
    "((- |> |1\\. |  |\t)?(#{1,3} |```|~~~|---|===|<!--|<div>|\\*\\*|\\*\\*Task\\*\\*:|Result: |\\[ \\] |\\||--\\|--|:|\\\\|a|ü🔹|\u{7f})\
     {0,4}(\n|\n\n|\r\n)){0,5}"
}

proptest! {
    #[test]
    fn whatever_is_written_into_stories_is_read_back_and_nothing_else_moves(
        before in trackers(),
        edits in proptest::collection::vec((0..5_usize, texts()), 1..4),
    ) {
        let mut bytes = before;
        for (part, text) in edits {
            let parts = read(&bytes);
            prop_assert_eq!(parts.stories.len(), 1, "{}", shown(&bytes));
            let part = Part::ALL[part];
            let story = &parts.stories[0];
            let edit = match story.field(part) {
                Some(field) => set_field(&bytes, &Rules::default(), story, part, (&field.text, &text)),
                None => add_field(&bytes, &Rules::default(), story, part, &text).map(Some),
            };
            let edit = edit.map_err(|error| TestCaseError::fail(format!("{error}: {text:?}\n{}", shown(&bytes))))?;
            let Some(edit) = edit else { continue };
            bytes = made(&bytes, &edit);
            let after = read(&bytes);
            let field = after.stories[0].field(part);
            prop_assert_eq!(field.map(|field| field.text.clone()), Some(settled(&text)), "{}", shown(&bytes));
            prop_assert_eq!(after.applications.len(), parts.applications.len());
        }
    }

    #[test]
    fn whatever_is_written_into_applications_is_read_back(
        before in trackers(),
        edits in proptest::collection::vec((0..4_usize, 0..5_usize, "[a-z|\\\\ü#*`<-]{0,6}( [0-9]{1,2})?"), 1..5),
    ) {
        let rules = Rules::default();
        let mut bytes = before;
        for (deed, at, text) in edits {
            let parts = read(&bytes);
            let table = &parts.applications[0];
            let rows = &table.table.rows;
            let row = rows.get(at % rows.len().max(1));
            let edit = match (deed, row) {
                (0, Some(row)) => set_application(&bytes, &rules, (table, row), Column::Role, &text),
                (1, Some(row)) if rows.len() > 1 => remove_application(&bytes, &rules, (table, row)).map(Some),
                _ => {
                    let cells = [(Column::Company, format!("A{text}")), (Column::Role, text.clone())];
                    let cells: Vec<(Column, &str)> = cells.iter().map(|(column, text)| (*column, text.as_str())).collect();
                    add_application(&bytes, &rules, table, &cells).map(Some)
                }
            };
            let edit = edit.map_err(|error| TestCaseError::fail(format!("{error}: {text:?}\n{}", shown(&bytes))))?;
            if let Some(edit) = edit {
                bytes = made(&bytes, &edit);
            }
        }
    }

    #[test]
    fn no_file_makes_it_fail(
        pieces in proptest::collection::vec(
            "(- |1\\. |> |  |\t)?(#{1,4} |\\*\\*|Situation|Task|Result|Week|X|\\(|Company|Role|\\||--|:|```|<!--|\\[a\\]|\\(b\\)|http://|a|🏗| |\\\\){0,5}(\r|\n|\r\n|)",
            0..25,
        ),
        bad in proptest::collection::vec(any::<u8>(), 0..4),
    ) {
        let mut bytes = pieces.concat().into_bytes();
        bytes.splice(bytes.len() / 2..bytes.len() / 2, bad);
        let parts = read(&bytes);
        for (_, field) in parts.stories.iter().flat_map(|story| &story.fields) {
            prop_assert!(field.value.start <= field.value.end && field.value.end <= bytes.len());
        }
    }
}
