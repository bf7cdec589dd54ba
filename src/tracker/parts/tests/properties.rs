//! Any sequence of changes, on trackers of many shapes, with texts full of marks.

use proptest::prelude::*;

use super::*;

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
    // Each change is tried out by reading the file anew, several times.
    #![proptest_config(ProptestConfig::with_cases(40))]

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
        let mut bytes = before;
        for (deed, at, text) in edits {
            let parts = read(&bytes);
            let table = &parts.applications[0];
            let rows = &table.table.rows;
            let row = rows.get(at % rows.len().max(1));
            let edit = match (deed, row) {
                (0, Some(_)) => set_application(&bytes, at % rows.len(), Column::Role, &text),
                (1, Some(_)) if rows.len() > 1 => remove_application(&bytes, at % rows.len()).map(Some),
                _ => {
                    let cells = [(Column::Company, format!("A{text}")), (Column::Role, text.clone())];
                    let cells: Vec<(Column, &str)> = cells.iter().map(|(column, text)| (*column, text.as_str())).collect();
                    add_application(&bytes, &cells).map(Some)
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
