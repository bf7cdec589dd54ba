//! After the bell.

use super::bench::{Bench, scenario};
use crate::model::{
    Grade,
    mock::{Judgement, Level, Phase, Score, Unscored},
    scenario::Dimension,
    view::View,
};

/// A mock of 35 minutes that kept to its plan, up to the bell.
fn rung() -> Bench {
    let mut bench = Bench::of(35);
    bench.play("note:notes +5m next +3m next +6m next +5m next +9m next +5m next +2m next");
    bench
}

/// The levels as they stand in the table, one digit a dimension, `-` where it is not scored.
fn levels(bench: &Bench) -> String {
    let Some((View::Choice { answers, .. }, _)) = &bench.asked else { panic!("no choice: {:?}", bench.asked) };
    let rows = answers.iter().filter(|(key, _)| key.is_ascii_digit());
    let level = |words: &str| words.split(": ").nth(1).and_then(|rest| rest.chars().next()).unwrap_or('?');
    rows.map(|(_, words)| if words.contains("not scored") { '-' } else { level(words) }).collect()
}

const STAND: &str = "the levels that follow; a digit changes one [y123456b]";
const REMARK: &str = "one line to remember this mock by, for the tracker (may be empty)";

#[test]
fn the_questions_come_in_their_order() {
    let mut bench = rung();
    let steps = [
        ("", "your own verdict first, before the rubric: on this interview, would you hire yourself? [yn]"),
        ("n", "which phase was your weakest? [1234567]"),
        ("5", "Scope and success (15 % of the score): tick what you said or wrote"),
        ("tick:111", "Estimates (10 % of the score): tick what you said or wrote"),
        ("tick:110", "Data and features (20 % of the score): tick what you said or wrote"),
        ("tick:100", "Core design and depth (25 % of the score): tick what you said or wrote"),
        ("tick:000", "Evaluation and operations (20 % of the score): tick what you said or wrote"),
        ("tick:011", STAND),
        ("y", REMARK),
    ];
    for (key, question) in steps {
        bench.play(key);
        assert_eq!(bench.shown(), question, "after {key}");
    }
    assert_eq!(bench.play("line:think_of_the_clock tick"), "finished");
    let mock = bench.finished.clone().unwrap();
    let found: Vec<Option<u8>> = mock.rubric.iter().map(|judged| judged.level.map(Level::number)).collect();
    // 3 of 3 with a star: 4; 2 of 3: 3; 1 of 3: 2; none: 1; 2 of 3: 3; every phase reached in its time: 4.
    assert_eq!(found, [Some(4), Some(3), Some(2), Some(1), Some(3), Some(4)]);
    assert_eq!(mock.score, Some(Score::from_hundredths((15 * 4 + 10 * 3 + 20 * 2 + 25 + 20 * 3 + 10 * 4) * 100 / 100)));
    assert_eq!((mock.judgement, mock.grade), (Judgement::Failed, Grade::new(2)));
    assert_eq!((mock.verdict.hire, mock.verdict.weakest), (false, Phase::Dive));
    assert_eq!((mock.remark.as_str(), mock.note.as_str()), ("think of the clock", "notes"));
    assert_eq!((mock.seconds(), mock.is_within_clock(), mock.ended_early), (2100, true, false));
    assert_eq!((mock.started_at, mock.finished_at), (bench.began.wall, bench.wall()));
    assert_eq!(mock.missed().count(), 1 + 2 + 3 + 1);
    assert_eq!(mock.curveballs.iter().map(|thrown| thrown.event.as_str()).collect::<String>(), "AB");
}

#[test]
fn the_list_stands_beside_the_note() {
    let mut bench = rung();
    bench.play("y 1");
    let Some((View::Checklist { items, beside, .. }, _)) = &bench.asked else { panic!("no list") };
    let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!((texts, beside.as_str()), (vec!["scope 1", "scope 2", "★ scope 3"], "notes"));
    assert!(items.iter().all(|item| !item.ticked));
}

#[test]
fn a_level_is_overridden_with_a_word() {
    let mut bench = rung();
    bench.play("y 1 tick:111 tick:111 tick:111 tick:000 tick:111");
    assert_eq!(levels(&bench), "444144");
    let table = [
        // A word changes it; none leaves it; the proposed level needs none.
        ("4 3 line:drew_it", "444344"),
        ("4 2 line:", "444344"),
        ("4 2 line:half", "444244"),
        ("4 k", "444244"),
        ("4 1", "444144"),
        ("1 2 line:x 6 3 line:y", "244143"),
    ];
    for (script, found) in table {
        bench.play(script);
        assert_eq!((bench.shown().as_str(), levels(&bench).as_str()), (STAND, found), "{script}");
    }
    bench.play("4");
    assert!(bench.shown().starts_with("Core design and depth (0 of 3 points)"), "{}", bench.shown());
    bench.play("3 line:said_aloud y line:");
    let mock = bench.finished.unwrap();
    let design = &mock.rubric[3];
    assert_eq!((design.proposed, design.level), (Level::new(1), Level::new(3)));
    assert_eq!((design.why.as_deref(), mock.rubric[1].why.as_deref()), (Some("said aloud"), None));
}

#[test]
fn one_may_go_back_to_the_lists() {
    let mut bench = rung();
    bench.play("y 1 tick:111 tick:100 tick:111 tick:111 tick:111 b");
    let Some((View::Checklist { items, .. }, _)) = &bench.asked else { panic!("no list") };
    assert!(items.iter().all(|item| item.ticked));
    bench.play("tick:111 tick:111 tick:111 tick:111 tick:000");
    assert_eq!((bench.shown().as_str(), levels(&bench).as_str()), (STAND, "444414"));
}

#[test]
fn what_means_nothing_is_asked_again() {
    let mut bench = rung();
    let question = bench.shown();
    for key in ["x", "1", "tick", "size", "line:hire", "tick:111", "next"] {
        bench.play(key);
        assert_eq!(bench.shown(), question, "{key}");
    }
    assert_eq!(bench.play("x"), "UnknownKey(\"x\")");
    bench.play("y 8");
    assert!(bench.shown().starts_with("which phase"), "{}", bench.shown());
    // A list that is too short or too long is taken as far as it goes.
    bench.play("1 tick:1 tick:11111 tick: tick:111 tick:111 0 7");
    assert_eq!((bench.shown().as_str(), levels(&bench).as_str()), (STAND, "241444"));
}

#[test]
fn a_killed_marking_goes_on_with_the_question_on_the_screen() {
    let keys = "n 5 tick:111 tick:110 tick:100 tick:000 tick:011 4 3 line:why y line:end";
    let mut whole = rung();
    whole.play(keys);
    let mut killed = rung();
    for key in keys.split_whitespace() {
        let before = killed.shown();
        // What is lost is at most the question within a question.
        if !["3", "line:why"].contains(&key) {
            killed.play("jump+1m quit kill");
            assert_eq!(killed.shown(), before, "before {key}");
        }
        killed.play(key);
    }
    let (mut one, other) = (whole.finished.unwrap(), killed.finished.unwrap());
    one.finished_at = other.finished_at;
    assert_eq!(one, other);
}

#[test]
fn a_mock_that_cannot_be_written_is_tried_again() {
    let mut bench = rung();
    bench.play("y 1 tick:111 tick:111 tick:111 tick:111 tick:111 y");
    // The line is saved, the finished mock is refused.
    assert_eq!(bench.play("line:x"), "finished");
    let mut bench = rung();
    bench.play("y 1 tick:111 tick:111 tick:111 tick:111 tick:111 y refuse");
    assert_eq!(bench.play("line:x"), "trouble:disk_full");
    assert_eq!(bench.shown(), "the mock could not be written [r]");
    assert_eq!(bench.play("quit"), "left");
    assert_eq!(bench.play("kill"), "finished");
}

#[test]
fn a_sprint_is_scored_on_what_it_reached() {
    let mut bench = Bench::of(15);
    bench.play("+5m next +3m next +7m next y 2 tick:111 tick:111 tick:111");
    assert_eq!((bench.shown().as_str(), levels(&bench).as_str()), (STAND, "44-4-4"));
    bench.play("y line:");
    let mock = bench.finished.unwrap();
    assert_eq!(
        (mock.judgement, mock.grade, mock.score),
        (Judgement::Practised, None, Some(Score::from_hundredths(400)))
    );
    assert_eq!(mock.rubric[2].unscored, Some(Unscored::NotReached));
    assert_eq!(mock.missed().count(), 0);
}

#[test]
fn what_was_not_reached_is_not_scored() {
    let mut bench = Bench::of(35);
    bench.play("+5m next +3m next +6m end end n 3 tick:111 tick:111 tick:111");
    assert_eq!(levels(&bench), "44-4-1");
    bench.play("y line:");
    let mock = bench.finished.unwrap();
    assert_eq!((mock.judgement, mock.ended_early), (Judgement::Failed, true));
    // 60 of 100 weights, and communication at 1.
    assert_eq!((mock.score, mock.grade), (Some(Score::from_hundredths(350)), Grade::new(2)));
}

#[test]
fn leafing_through_the_phases_is_no_communication() {
    let leafed = "next next next next next next next next next next next next next next";
    for (before, found) in [("", "44444-"), ("note:a", "444444"), ("+4m", "444444")] {
        let mut bench = Bench::of(35);
        bench.play(&format!("{before} {leafed} y 1 tick:111 tick:111 tick:111 tick:111 tick:111"));
        assert_eq!((bench.shown().as_str(), levels(&bench).as_str()), (STAND, found), "{before}");
        bench.play("y line:");
        let mock = bench.finished.unwrap();
        let silent = found.ends_with('-').then_some(Unscored::NothingSaid);
        assert_eq!((mock.rubric[5].unscored, mock.score), (silent, Some(Score::from_hundredths(400))));
    }
}

#[test]
fn without_points_little_is_judged_unless_by_hand() {
    let mut bare = scenario();
    bare.rubric.iter_mut().for_each(|criterion| criterion.points.clear());
    let script = "+5m next +3m next +6m next +5m next +9m next +5m next +2m next y 1";
    let mut bench = Bench::with(35, bare.clone(), 0, None);
    bench.play(script);
    assert_eq!((bench.shown().as_str(), levels(&bench).as_str()), (STAND, "-----4"));
    bench.play("y line:");
    let mock = bench.finished.unwrap();
    assert_eq!((mock.judgement, mock.grade), (Judgement::Practised, None));
    let mut bench = Bench::with(35, bare, 0, None);
    bench.play(&format!("{script} 1 3 line:a 3 3 line:b 4 3 line:c y line:"));
    let mock = bench.finished.unwrap();
    assert_eq!((mock.judgement, mock.score), (Judgement::Passed, Some(Score::from_hundredths(314))));
    assert_eq!(mock.rubric[0].unscored, Some(Unscored::NoPoints));
}

#[test]
fn points_that_changed_meanwhile_are_ticked_again() {
    let mut bench = rung();
    bench.play("y 1 tick:111 tick:111 tick:111 tick:111 tick:111");
    assert_eq!(bench.shown(), STAND);
    bench.scenario.rubric[1].points.truncate(2);
    bench.play("kill");
    assert_eq!(bench.shown(), "Estimates (10 % of the score): tick what you said or wrote");
    bench.play("tick:10");
    assert_eq!((bench.shown().as_str(), levels(&bench).as_str()), (STAND, "424444"));
    let design = Dimension::ALL[3];
    bench.scenario.rubric.retain(|criterion| criterion.dimension != design);
    bench.play("kill");
    assert_eq!(levels(&bench), "424-44");
}
