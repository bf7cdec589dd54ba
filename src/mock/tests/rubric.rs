//! The tables of the rubric.

use chrono::DateTime;

use super::bench::{Bench, scenario};
use crate::mock::{
    compare, focus, gap,
    rubric::{grade, judge, level_of_clock, level_of_points, mastery, score, times, weakest},
    trends,
};
use crate::model::{
    Day,
    mock::{Attempt, Judgement, Length, Level, Mastery, Phase, Score},
    scenario::{Dimension, Scenario},
};

fn level(number: u8) -> Level {
    Level::new(number).expect("a level")
}

/// The levels of the six dimensions, `-` where one is not scored.
fn levels(text: &str) -> Vec<(Dimension, Level)> {
    let level = |letter: char| letter.to_digit(10).and_then(|digit| Level::new(u8::try_from(digit).ok()?));
    Dimension::ALL.into_iter().zip(text.chars()).filter_map(|(one, letter)| Some((one, level(letter)?))).collect()
}

/// A finished mock, by its script.
fn finished(minutes: u32, script: &str) -> Attempt {
    finished_with(minutes, scenario(), script)
}

/// A finished mock of a scenario, by its script.
pub(super) fn finished_with(minutes: u32, scenario: Scenario, script: &str) -> Attempt {
    let mut bench = Bench::with(minutes, scenario, 0, None);
    bench.play(script);
    bench.finished.unwrap_or_else(|| panic!("not finished by {script}"))
}

const PHASES: &str = "+5m next +3m next +6m next +5m next +9m next +5m next +2m next";

/// A full mock in its time with these levels.
fn full(found: &str) -> Attempt {
    marked(PHASES, found)
}

fn marked(phases: &str, found: &str) -> Attempt {
    let by_hand = found.chars().enumerate().map(|(at, level)| format!("{} {level} line:x", at + 1));
    // A level that is the proposed one takes no line: nothing ticked proposes 1.
    let by_hand: Vec<String> =
        by_hand.map(|keys| if keys.contains(" 1 ") { keys.replace(" line:x", "") } else { keys }).collect();
    finished(35, &format!("{phases} y 1 tick: tick: tick: tick: tick: {} y line:", by_hand.join(" ")))
}

#[test]
fn a_level_follows_from_its_points() {
    let table = [
        (0, 10, false, 1),
        (2, 10, true, 1),
        (29, 100, true, 1),
        (3, 10, false, 2),
        (59, 100, true, 2),
        (6, 10, false, 3),
        (3, 5, true, 3),
        (79, 100, true, 3),
        (8, 10, false, 3),
        (10, 10, false, 3),
        (8, 10, true, 4),
        (4, 5, true, 4),
        (1, 1, true, 4),
        (1, 3, false, 2),
        (2, 3, true, 3),
        (2, 7, false, 1),
        (3, 7, false, 2),
    ];
    for (ticked, all, senior, number) in table {
        assert_eq!(level_of_points(ticked, all, senior), Level::new(number), "{ticked} of {all}, {senior}");
    }
    assert_eq!(level_of_points(0, 0, true), None);
}

#[test]
fn communication_follows_from_phases_and_overrun() {
    let table = [
        (PHASES, 4, "every phase reached, 0 % overrun"),
        // One minute over in 35, gained back elsewhere: 3 %.
        ("+6m next +2m next next +6m next +5m next +9m next +5m next +2m next", 4, "every phase reached, 3 % overrun"),
        // Under 5 %, and yet past the clock.
        (
            "+6m next +3m next +6m next +5m next +9m next +5m next +2m next",
            3,
            "every phase reached, 3 % overrun, past the clock",
        ),
        (
            "+12m next +3m next +6m next +5m next +9m next +5m next +2m next",
            3,
            "every phase reached, 20 % overrun, past the clock",
        ),
        (
            "+13m next +3m next +6m next +5m next +9m next +5m next +2m next",
            2,
            "every phase reached, 23 % overrun, past the clock",
        ),
        (
            "+23m next +3m next +6m next +5m next +9m next +5m next +2m next",
            1,
            "every phase reached, 52 % overrun, past the clock",
        ),
        ("+5m next +3m next +6m next +5m next +9m next +5m end end", 2, "1 phase not reached, 0 % overrun"),
        ("+5m next +3m next +6m next +5m next +9m end end", 1, "2 phases not reached, 0 % overrun"),
    ];
    for (script, number, words) in table {
        let mut bench = Bench::of(35);
        bench.play(script);
        let proposal = level_of_clock(&times(bench.saved()), Length::Usual);
        assert_eq!((proposal.level(), proposal.words().as_str()), (Level::new(number), words), "{script}");
    }
}

#[test]
fn the_score_is_a_weighted_mean_in_hundredths() {
    let table = [
        ("444444", Some(400)),
        ("111111", Some(100)),
        ("333333", Some(300)),
        // 15 x 4 + 10 x 3 + 20 x 2 + 25 x 1 + 20 x 3 + 10 x 4 = 255.
        ("432134", Some(255)),
        // Over the weights scored: (15 x 4 + 25 x 3) / 40 = 3.375, rounded down.
        ("4--3--", Some(337)),
        ("-----4", Some(400)),
        ("------", None),
        // 2.995 is no 3.00.
        ("333323", Some(280)),
    ];
    for (found, hundredths) in table {
        assert_eq!(score(&levels(found)).map(Score::hundredths), hundredths, "{found}");
    }
}

#[test]
fn a_pass_is_full_and_has_no_one() {
    let table = [
        (Length::Usual, "333333", Judgement::Passed, Some(3)),
        (Length::Usual, "333334", Judgement::Passed, Some(3)),
        (Length::Long, "344333", Judgement::Passed, Some(4)),
        (Length::Longest, "444444", Judgement::Passed, Some(5)),
        (Length::Usual, "443444", Judgement::Passed, Some(5)),
        (Length::Usual, "444441", Judgement::Failed, Some(2)),
        (Length::Usual, "433233", Judgement::Failed, Some(2)),
        (Length::Usual, "222222", Judgement::Failed, Some(1)),
        (Length::Usual, "111111", Judgement::Failed, Some(0)),
        (Length::Sprint, "444444", Judgement::Practised, None),
        // 50 of 100 weights are enough, 45 are not.
        (Length::Usual, "43-4--", Judgement::Passed, Some(5)),
        (Length::Usual, "---4-4", Judgement::Practised, None),
        (Length::Usual, "------", Judgement::Practised, None),
    ];
    for (length, found, judgement, number) in table {
        let judged = judge(length, &levels(found));
        let grade = grade(judged, score(&levels(found)));
        assert_eq!((judged, grade.map(|grade| grade.number())), (judgement, number), "{length:?} {found}");
    }
}

#[test]
fn the_grade_follows_from_the_score_by_a_table() {
    let table = [
        (Judgement::Passed, 400, Some(5)),
        (Judgement::Passed, 360, Some(5)),
        (Judgement::Passed, 359, Some(4)),
        (Judgement::Passed, 330, Some(4)),
        (Judgement::Passed, 329, Some(3)),
        (Judgement::Passed, 300, Some(3)),
        (Judgement::Failed, 370, Some(2)),
        (Judgement::Failed, 250, Some(2)),
        (Judgement::Failed, 249, Some(1)),
        (Judgement::Failed, 175, Some(1)),
        (Judgement::Failed, 174, Some(0)),
        (Judgement::Practised, 400, None),
    ];
    for (judgement, hundredths, number) in table {
        let found = grade(judgement, Some(Score::from_hundredths(hundredths)));
        assert_eq!(found.map(|grade| grade.number()), number, "{judgement:?} {hundredths}");
        // A pass is a recall in the eyes of SM-2, and nothing else is.
        assert_eq!(found.is_some_and(|grade| grade.passes()), judgement == Judgement::Passed);
    }
}

#[test]
fn mastery_wants_two_days_and_a_strong_second() {
    let pass = full("333333");
    let weak = full("444424");
    let fail = full("222222");
    let slow = marked("+8m next +3m next +6m next +5m next +9m next +5m next +2m next", "333333");
    let sprint = finished(15, "+5m next +3m next +7m next y 2 tick:111 tick:111 tick:111 y line:");
    assert_eq!(
        [&pass, &weak, &fail, &slow, &sprint].map(|mock| mock.judgement.word()),
        ["passed", "passed", "failed", "passed", "practised"]
    );
    let mocks: [(char, &Attempt); 5] = [('p', &pass), ('w', &weak), ('f', &fail), ('t', &slow), ('s', &sprint)];
    // A digit is a day, a letter a mock of it.
    let table = [
        ("", Mastery::NotPractised),
        ("1s", Mastery::Practised),
        ("1s2s3s", Mastery::Practised),
        ("1f", Mastery::Practised),
        ("1p", Mastery::Practised),
        ("1pp", Mastery::Practised),
        ("1p2p", Mastery::Mastered),
        ("1w2p", Mastery::Mastered),
        ("1t2p", Mastery::Mastered),
        ("1p2w", Mastery::Practised),
        ("1p2t", Mastery::Practised),
        ("1p2wp", Mastery::Mastered),
        ("1p2p3f", Mastery::Practised),
        ("1p2p3s", Mastery::Mastered),
        ("1p2p3w", Mastery::Mastered),
        ("1p2p3f4p", Mastery::Mastered),
        ("1s2p", Mastery::Practised),
    ];
    let first: Day = "2026-03-01".parse().unwrap();
    for (script, found) in table {
        let mut day = first;
        let mut list = Vec::new();
        for letter in script.chars() {
            match letter.to_digit(10) {
                Some(number) => day = first.plus(i64::from(number)),
                None => list.push((day, mocks.iter().find(|(name, _)| *name == letter).unwrap().1)),
            }
        }
        assert_eq!(mastery(list), found, "{script}");
    }
}

#[test]
fn the_own_verdict_is_laid_beside_the_rubric() {
    // Own verdict `y`, weakest phase clarify.
    let mock = full("144444");
    let found = gap(&mock).unwrap();
    assert_eq!((found.own, found.rubric, found.weakest, found.same_weakest), (true, false, Dimension::Scope, true));
    let found = gap(&full("333233")).unwrap();
    assert_eq!((found.own, found.rubric, found.weakest, found.same_weakest), (true, false, Dimension::Design, false));
    let found = gap(&full("443444")).unwrap();
    assert_eq!((found.own, found.rubric, found.weakest), (true, true, Dimension::Data));
    // Of equals the one that weighs most.
    assert_eq!(weakest(&full("222222").rubric), Some(Dimension::Design));
    assert_eq!(weakest(&[]), None);
}

#[test]
fn two_mocks_are_compared() {
    let then = finished(35, &format!("{PHASES} y 1 tick:110 tick:111 tick:000 tick:111 tick:111 y line:"));
    let now = finished(35, "+7m next +3m next +6m end end y 1 tick:011 tick:111 tick:111 y line:");
    let found = compare(&then, &now);
    assert_eq!(found.phases[0], (Phase::Clarify, Some(300), Some(420)));
    assert_eq!(found.phases[3], (Phase::Data, Some(300), None));
    assert_eq!(found.dimensions[2], (Dimension::Data, Some(level(1)), None));
    assert_eq!(found.dimensions[5], (Dimension::Communication, Some(level(4)), Some(level(1))));
    assert_eq!(found.missed_twice, []);
    assert_eq!(found.score, (then.score, now.score));
    let twice = compare(&then, &then).missed_twice;
    assert_eq!(
        twice.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
        ["scope 3", "data 1", "data 2", "data 3"]
    );
    // A sprint beside a full mock: the phases that both plan.
    let sprint = finished(15, "+5m next +3m next +7m next y 2 tick:111 tick:111 tick:111 y line:");
    assert_eq!(compare(&then, &sprint).phases.len(), 3);
}

#[test]
fn the_next_mock_looks_out_for_what_ran_over() {
    let focus = |script: &str| focus(&finished(35, &format!("{script} y 1 tick: tick: tick: y line:")));
    assert_eq!(
        focus("+5m next +3m next +6m end end").unwrap(),
        "last time you never reached data, dive, evaluate, wrap"
    );
    assert_eq!(
        focus("+7m next +3m next +6m end end").unwrap(),
        "last time you ran over in clarify (by 2:00) and never reached data, dive, evaluate, wrap"
    );
    assert_eq!(super::super::focus(&full("333333")), None);
}

#[test]
fn trends_have_a_place_for_each_mock() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let sprint = finished(15, "+6m next +3m next +7m next y 2 tick:111 tick:111 tick:111 y line:");
    let found = trends(&[(day("2026-03-01"), full("333233")), (day("2026-03-04"), sprint)]);
    assert_eq!(found.mocks.len(), 2);
    assert_eq!(found.judgements, [Judgement::Failed, Judgement::Practised]);
    assert_eq!(found.dimensions[2], (Dimension::Data, vec![Some(level(3)), None]));
    assert_eq!(found.phases[0], (Phase::Clarify, vec![Some(0), Some(60)]));
    assert_eq!(found.phases[3], (Phase::Data, vec![Some(0), None]));
    assert_eq!(trends(&[]).dimensions[0].1, []);
}

#[test]
fn a_mock_in_the_log_reads_as_it_was_written() {
    let mock = full("333233");
    assert_eq!(Attempt::from_value(&mock.to_value()).unwrap(), mock);
    let at = DateTime::parse_from_rfc3339("2026-03-02T09:00:00+01:00").unwrap();
    assert_eq!(mock.started_at, at);
}
