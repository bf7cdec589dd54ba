//! What is said about mocks, on paper of two widths.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::{Row, closing, json as document, list, markdown, phases, phases_json, solution, trends, trends_json};
use crate::mock;
use crate::model::{
    Day, ItemId, Origin,
    mock::{Attempt, Length, Mastery, phases as planned},
    scenario::{Criterion, Curveball, Dimension, Figure, Part, Point, Question, RestsOn, Scenario},
};

/// Holds a page against the one that was looked at.
macro_rules! page {
    ($name:expr, $text:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A mock of 35 minutes whose second phase ran over; the levels as digits, `-` where nothing is scored.
fn attempt(levels: &str, score: Option<f64>) -> Attempt {
    let length = Length::Usual;
    let phases: Vec<Value> = planned(length)
        .into_iter()
        .map(|(phase, minutes)| {
            let reached = phase != crate::model::mock::Phase::Wrap;
            let spent = if minutes == 3 { 245 } else { minutes * 60 };
            json!({
                "phase": phase.name(), "planned_seconds": minutes * 60,
                "spent_seconds": if reached { spent } else { 0 }, "reached": reached,
            })
        })
        .collect();
    let rubric: Vec<Value> = Dimension::ALL
        .into_iter()
        .zip(levels.chars())
        .map(|(dimension, level)| {
            let level = level.to_digit(10);
            json!({
                "dimension": dimension.word(),
                "points": [
                    { "text": format!("{} said", dimension.word()), "senior": false, "ticked": true, "rests_on": null },
                    { "text": format!("{} | missed", dimension.word()), "senior": true, "ticked": false,
                      "rests_on": { "topic": "Vector databases" } },
                ],
                "proposed": level, "level": level,
                "levels": ["one", "two", "three", "four"],
            })
        })
        .collect();
    let value = json!({
        "scenario": "scenario-rag", "title": "Design a RAG system for 1M documents", "prompt": "A company …\n\n## Not a heading",
        "minutes": 35,
        "started_at": "2026-03-02T09:00:00.000+01:00", "finished_at": "2026-03-02T09:50:00.000+01:00",
        "phases": phases, "pauses": { "count": 1, "seconds": 60 }, "ended_early": true, "questions_shown_at": 400,
        "note": "plain\n````\n## Rubric\n\u{1b}[31mred\ttab",
        "curveballs": [{ "at_seconds": 840, "event": "It\nbreaks", "answer": "mend" }],
        "verdict": { "hire": true, "weakest": "estimate" },
        "rubric": rubric, "score": score, "result": "failed", "grade": 2, "remark": "more numbers",
    });
    Attempt::from_value(&value).unwrap()
}

#[test]
fn the_closing_screen_fits_both_papers() {
    let mut now = attempt("33-231", Some(2.41));
    now.rubric[1].why = Some("the unit was wrong".to_owned());
    now.rubric[2].unscored = Some(crate::model::mock::Unscored::NotReached);
    let then = attempt("222221", Some(1.95));
    let left = ["3 cards asked for by what was missed: first in the next `drill`".to_owned()];
    for width in [80, 40] {
        let text = closing(&now, Some((day("2026-02-20"), &then)), &left, width);
        assert!(text.lines().all(|line| line.width() <= width), "{text}");
        page!(format!("closing_{width}"), text);
    }
}

#[test]
fn a_past_mock_is_markdown_that_nothing_breaks_out_of() {
    let text = markdown("0123abcd", day("2026-03-02"), &attempt("33-231", Some(2.41)));
    assert!(!text.contains('\u{1b}'));
    page!("markdown", text);
    // The note stands between fences longer than its own; its heading is none.
    assert!(text.contains("`````text\nplain\n````\n## Rubric\n"));
    assert_eq!(text.matches("\n## Rubric\n\n|").count(), 1);
    let mut silent = attempt("333333", None);
    silent.note.clear();
    assert!(markdown("x", day("2026-03-02"), &silent).contains("Nothing was written."));
}

#[test]
fn a_past_mock_as_a_document_reads_back() {
    let mock = attempt("33-231", Some(2.41));
    let value = document("0123abcd", day("2026-03-02"), &mock);
    assert_eq!(Attempt::from_value(&value).unwrap(), mock);
    assert_eq!(value["phases"][1]["overrun_seconds"], 65);
    assert_eq!(value["rubric"][0]["weight"], 15);
    assert_eq!(value["score"], 2.41);
    assert_eq!(value["within_clock"], true);
    assert_eq!(value["gap"]["rubric_weakest"], "communication");
}

#[test]
fn the_plan_is_printed() {
    let plan = planned(Length::Sprint);
    page!("phases", phases(&plan, None, 80));
    assert!(phases(&planned(Length::Longest), None, 40).lines().all(|line| line.width() <= 40));
    let value = phases_json(&planned(Length::Usual), None);
    assert_eq!((&value[0]["phase"], &value[0]["minutes"]), (&json!("clarify and define success"), &json!(5)));
    assert_eq!((&value[6]["phase"], &value[6]["minutes"]), (&json!("wrap"), &json!(2)));
    assert_eq!(value.as_array().unwrap().len(), 7);
}

#[test]
fn the_list_fits_both_papers() {
    let row = Row {
        id: "scenario-rag".to_owned(),
        title: "Design a RAG system for 1M documents".to_owned(),
        aliases: vec!["rag".to_owned()],
        origin: Origin::Shipped,
        in_tracker: true,
        mastery: Mastery::Practised,
        practised: Some(day("2026-03-01")),
        score: Some(307),
        due: Some(day("2026-03-07")),
        suspended: false,
    };
    let new = Row { aliases: Vec::new(), score: None, due: None, mastery: Mastery::NotPractised, ..row.clone() };
    let rows = [row, new];
    page!("list", list(&rows, day("2026-03-02"), 80));
    let narrow = list(&rows, day("2026-03-07"), 40);
    assert!(narrow.lines().all(|line| line.width() <= 40) && narrow.contains("due"), "{narrow}");
}

#[test]
fn trends_are_drawn_for_the_newest() {
    let mocks: Vec<(Day, Attempt)> = (1..=10)
        .map(|at| (day("2026-03-01").plus(at), attempt(if at % 2 == 0 { "33-231" } else { "222222" }, Some(2.0))))
        .collect();
    let found = mock::trends(&mocks);
    page!("trends", trends(&found, 80));
    assert!(trends(&found, 40).lines().all(|line| line.width() <= 40), "{}", trends(&found, 40));
    assert_eq!(trends(&mock::trends(&[]), 80), "");
    let value = trends_json(&found);
    assert_eq!(value.as_array().unwrap().len(), 10);
    assert_eq!((&value[1]["levels"]["scope"], &value[1]["levels"]["data"]), (&json!(3), &Value::Null));
    assert_eq!(value[1]["over_seconds"]["estimate"], 65);
    assert_eq!(value[1]["over_seconds"]["wrap"], Value::Null);
}

#[test]
fn a_solution_has_all_that_the_scenario_says() {
    let scenario = Scenario {
        id: ItemId::new("scenario-x"),
        title: "Design\nX".to_owned(),
        aliases: Vec::new(),
        topics: Vec::new(),
        prompt: "Design an X.\n\n# Really".to_owned(),
        questions: vec![Question { ask: "How many?".to_owned(), answer: "Ten.".to_owned() }],
        goals: Vec::new(),
        envelope: vec![
            Figure { name: "users".to_owned(), expression: None, value: "10".to_owned(), remark: "a | b".to_owned() },
            Figure {
                name: "peak".to_owned(),
                expression: Some("users * 3".to_owned()),
                value: "30".to_owned(),
                remark: String::new(),
            },
        ],
        parts: vec![Part { heading: "Deep dives".to_owned(), body: "### One\nBecause.\n".to_owned() }],
        curveballs: vec![Curveball { event: "It breaks".to_owned(), answer: String::new() }],
        rubric: vec![Criterion {
            dimension: Dimension::Scope,
            points: vec![Point { text: "asks".to_owned(), senior: true, rests_on: RestsOn::Nothing }],
            levels: ["one", "two", "three", "four"].map(str::to_owned),
        }],
    };
    page!("solution", solution(&scenario));
    let bare = Scenario {
        questions: Vec::new(),
        envelope: Vec::new(),
        parts: Vec::new(),
        curveballs: Vec::new(),
        rubric: Vec::new(),
        ..scenario
    };
    assert_eq!(solution(&bare), "# Design X\n\n> Design an X.\n>\n> # Really\n");
}
