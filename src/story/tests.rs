//! The machine with instants as plain values, the warnings and the grades as tables.

use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;

use super::{
    check::{Warning, check},
    kind,
    matrix::{Column, Cover, Matrix},
    rubric::{self, State, Told},
    *,
};
use crate::model::{
    Day, Grade, Moment, Part, Ratings, Signal, StoryType, Telling, Texts,
    view::{Command, Notice, Reply, View},
};

fn at(seconds: u64) -> Moment {
    let wall = DateTime::parse_from_rfc3339("2026-03-01T09:00:00+00:00").unwrap();
    let (by, delta) = (Duration::from_secs(seconds), TimeDelta::seconds(i64::try_from(seconds).unwrap()));
    Moment { wall: wall + delta, mono: by }
}

fn opening(short: bool) -> Opening {
    let followup = Asked { id: "story-x.why".into(), question: "Why?".into(), answer: "Strong: because".into() };
    Opening {
        title: "Technical Challenge".into(),
        question: "What was hard?".into(),
        angle: Some(1),
        short,
        followup: (!short).then_some(followup),
    }
}

/// One line for each effect, as a reader would note it.
fn noted(effects: &[Effect]) -> Vec<String> {
    let one = |effect: &Effect| match effect {
        Effect::Ask(View::Timed(view), until) => {
            let left = view.clock.stage_ends.mono.as_secs();
            let paused = if view.clock.paused.is_some() { " paused" } else { "" };
            format!("{} until {left} bell {:?}{paused}", view.stage, until.map(|it| it.mono.as_secs()))
        }
        Effect::Ask(View::Choice { question, .. } | View::Rating { question, .. }, _) => {
            format!("? {}", question.replace("\n\n", " / "))
        }
        Effect::Ask(view, _) => format!("{view:?}"),
        Effect::Tell(Notice::Alarm(said)) => format!("! {said}"),
        Effect::Tell(Notice::Said(said)) => format!("# {said}"),
        Effect::Tell(notice) => format!("{notice:?}"),
        Effect::Grade { grade, seconds, .. } => format!("grade {} after {seconds}", grade.number()),
        Effect::Keep(left) => format!("keep {:?}", left.levels),
        Effect::Finish(telling) => format!("finish {:?}", telling.ratings.0),
        Effect::Leave { left, interrupted } => format!("leave {left:?} {interrupted}"),
    };
    effects.iter().map(one).collect()
}

fn next() -> Event {
    Event::Reply(Reply::Command(Command::Next))
}

fn chosen(key: char) -> Event {
    Event::Reply(Reply::Chosen(key))
}

#[test]
fn a_whole_telling() {
    let mut telling = Rehearsal::new(opening(false));
    let table: Vec<(u64, Event, &[&str])> = vec![
        (0, Event::Begin, &["? Technical Challenge: What was hard?"]),
        (5, chosen('b'), &["part 1 of 5: situation until 23 bell Some(23)"]),
        (
            23,
            Event::Reply(Reply::Tick),
            &["! situation: 18 seconds are over; on to the task", "part 1 of 5: situation until 23 bell Some(180)"],
        ),
        (24, Event::Reply(Reply::Tick), &["part 1 of 5: situation until 23 bell Some(180)"]),
        (30, next(), &["part 2 of 5: task until 42 bell Some(42)"]),
        (40, Event::Reply(Reply::Command(Command::Pause)), &["part 2 of 5: task until 42 bell None paused"]),
        (100, Event::Reply(Reply::Resized), &["part 2 of 5: task until 42 bell None paused"]),
        (140, Event::Reply(Reply::Command(Command::Pause)), &["part 2 of 5: task until 142 bell Some(142)"]),
        (142, next(), &["part 3 of 5: action until 242 bell Some(242)"]),
        (
            200,
            Event::Reply(Reply::Jotted("text".into())),
            &["# a story is told aloud: nothing is written down here", "part 3 of 5: action until 242 bell Some(242)"],
        ),
        (
            280,
            Event::Reply(Reply::Tick),
            &[
                "! action: 100 seconds are over; on to the result",
                "! 175 seconds are over: come to an end",
                "part 3 of 5: action until 242 bell None",
            ],
        ),
        (281, Event::Reply(Reply::Jotted(String::new())), &["part 4 of 5: result until 311 bell Some(311)"]),
        (300, next(), &["part 5 of 5: reflection until 315 bell Some(315)"]),
        (310, next(), &["keep []", "follow-up until 355 bell Some(355)"]),
        (355, Event::Reply(Reply::Tick), &["! 45 seconds are over: come to an end", "follow-up until 355 bell None"]),
        (360, next(), &["? Why? / Strong: because / how was your answer?"]),
        (361, chosen('x'), &["? Why? / Strong: because / how was your answer?"]),
        (365, chosen('4'), &["grade 4 after 50"]),
        (365, Event::Recorded, &["? your telling, 1 of 7: specific situation"]),
        (366, chosen('3'), &["keep [3]", "? your telling, 2 of 7: own role"]),
        (367, Event::Reply(Reply::Undo), &["keep []", "? your telling, 1 of 7: specific situation"]),
        (368, chosen('4'), &["keep [4]", "? your telling, 2 of 7: own role"]),
        (368, chosen('5'), &["? your telling, 2 of 7: own role"]),
        (369, chosen('3'), &["keep [4, 3]", "? your telling, 3 of 7: task and target"]),
        (370, chosen('3'), &["keep [4, 3, 3]", "? your telling, 4 of 7: actions and judgement"]),
        (371, chosen('3'), &["keep [4, 3, 3, 3]", "? your telling, 5 of 7: result"]),
        (372, chosen('3'), &["keep [4, 3, 3, 3, 3]", "? your telling, 6 of 7: reflection"]),
        (373, chosen('2'), &["keep [4, 3, 3, 3, 3, 2]", "? your telling, 7 of 7: delivery"]),
    ];
    for (second, event, wanted) in table {
        assert_eq!(noted(&telling.step(event.clone(), at(second))), wanted, "{second}: {event:?}");
    }
    let effects = telling.step(chosen('3'), at(374));
    let [Effect::Keep(_), Effect::Finish(told)] = &effects[..] else { panic!("{effects:?}") };
    let spent: Vec<u32> = told.timings.iter().map(|timing| timing.spent).collect();
    assert_eq!(spent, [25, 12, 139, 19, 10], "the pause of 100 seconds is in none of them");
    assert_eq!((told.ratings.0, told.passed), ([4, 3, 3, 3, 3, 2, 3], true));
    assert_eq!((told.followup.as_deref(), told.followup_grade), (Some("story-x.why"), Some(4)));
    assert_eq!(telling.step(next(), at(400)), []);
}

#[test]
fn a_telling_can_be_left_and_ended() {
    let table: Vec<(Event, &[&str])> = vec![
        (Event::Reply(Reply::Quit), &["leave Untold false"]),
        (Event::Reply(Reply::Interrupted), &["leave Untold true"]),
        (Event::Reply(Reply::Command(Command::End)), &["keep []", "follow-up until 50 bell Some(50)"]),
    ];
    for (event, wanted) in table {
        let mut telling = Rehearsal::new(opening(false));
        telling.step(Event::Begin, at(0));
        telling.step(chosen('b'), at(0));
        assert_eq!(noted(&telling.step(event, at(5))), wanted);
    }
    let mut short = Rehearsal::new(opening(true));
    short.step(Event::Begin, at(0));
    assert_eq!(noted(&short.step(chosen('b'), at(0))), ["part 1 of 5: situation until 7 bell Some(7)"]);
    let ended = short.step(Event::Reply(Reply::Command(Command::End)), at(5));
    assert_eq!(noted(&ended), ["keep []", "? your telling, 1 of 7: specific situation"]);
    assert_eq!(noted(&short.step(Event::Reply(Reply::Quit), at(6))), ["leave Unrated(0) false"]);
    let mut refused = Rehearsal::new(opening(false));
    for event in [Event::Begin, chosen('b'), Event::Reply(Reply::Command(Command::End)), next(), chosen('5')] {
        refused.step(event, at(1));
    }
    let effects = noted(&refused.step(Event::Refused("no".into()), at(2)));
    assert_eq!(effects, ["Trouble(\"no\")", "keep []", "? your telling, 1 of 7: specific situation"]);
}

fn day(number: u32) -> Day {
    format!("2026-03-{number:02}").parse().unwrap()
}

fn words(count: usize) -> String {
    vec!["word"; count].join(" ")
}

fn sound() -> Texts {
    let mut texts = Texts::default();
    texts.set(Part::Situation, words(40));
    texts.set(Part::Task, format!("{} 200 ms", words(20)));
    texts.set(Part::Action, format!("{} I did I chose we", words(180)));
    texts.set(Part::Result, format!("{} from 900 ms to 200 ms", words(30)));
    texts.set(Part::Reflection, words(20));
    texts
}

#[test]
fn a_sound_story_has_no_warning() {
    assert_eq!(check(&sound(), Some(day(1)), day(30)), []);
    assert_eq!(check(&sound(), None, day(30)), []);
}

#[test]
fn each_warning_with_its_counts() {
    let table: [(Part, String, Vec<Warning>); 16] = [
        (Part::Situation, String::new(), vec![Warning::Empty(Part::Situation)]),
        (Part::Situation, words(66), vec![Warning::LongSituation { percent: 20 }]),
        (Part::Action, words(90), vec![Warning::ShortAction { percent: 43 }, Warning::TooShort { words: 208 }]),
        (Part::Action, words(200) + " we we'd We I", vec![Warning::We { we: 3, i: 1 }]),
        (Part::Action, words(200) + " we’re I’m", vec![]),
        (Part::Action, words(400), vec![Warning::TooLong { words: 518 }]),
        (Part::Reflection, "  \n".into(), vec![Warning::NoReflection]),
        (
            Part::Result,
            words(30),
            vec![Warning::NoNumber, Warning::NoBaseline, Warning::TargetMissing { numbers: vec!["200".into()] }],
        ),
        (Part::Result, words(30) + " from 900 to 200.", vec![Warning::NoUnit]),
        (Part::Result, words(30) + " now 200 ms", vec![Warning::NoBaseline]),
        (Part::Result, words(30) + " 900 ms, then 200 ms", vec![]),
        (Part::Result, words(30) + " 900 ms → 300 ms", vec![Warning::TargetMissing { numbers: vec!["200".into()] }]),
        (Part::Result, words(30) + " twice as fast as before, 200 ms", vec![]),
        (Part::Task, words(20) + " in 2025", vec![]),
        (Part::Task, words(20) + " 200 ms and 1,000 req/s", vec![]),
        (Part::Task, String::new(), vec![Warning::Empty(Part::Task)]),
    ];
    for (part, text, wanted) in table {
        let mut texts = sound();
        texts.set(part, text.clone());
        assert_eq!(check(&texts, None, day(1)), wanted, "{part:?}: {text}");
    }
    let empty = check(&Texts::default(), None, day(1));
    assert_eq!(empty, Part::STAR.map(Warning::Empty).to_vec());
    let stale = check(&sound(), Some("2026-02-01".parse().unwrap()), "2026-03-03".parse().unwrap());
    assert_eq!(stale, [Warning::Unrehearsed { days: 30 }]);
    assert_eq!(check(&sound(), Some("2026-02-02".parse().unwrap()), "2026-03-03".parse().unwrap()), []);
    assert_eq!(Warning::TooShort { words: 207 }.to_string(), "too short: 207 words (1:29 min), 260 at least");
}

#[test]
fn words_are_counted_in_any_script() {
    let table = [
        ("we're here", 2),
        ("naïve Übung – ja", 3),
        ("**bold** `code` 🎯", 2),
        ("3.5x, 1,200", 2),
        ("", 0),
        ("状況です", 4),
    ];
    for (text, wanted) in table {
        assert_eq!(count(text), wanted, "{text}");
    }
    assert_eq!((spoken_seconds(260), spoken_seconds(450), spoken_seconds(0)), (111, 193, 0));
}

#[test]
fn the_grade_of_a_telling_by_its_table() {
    let table = [
        ([4, 4, 4, 4, 4, 4, 4], 5, true),
        ([4, 4, 4, 4, 4, 3, 3], 5, true),
        ([4, 4, 4, 4, 3, 3, 3], 4, true),
        ([3, 3, 3, 3, 3, 4, 4], 4, true),
        ([3, 3, 3, 3, 3, 3, 4], 3, true),
        ([3, 3, 3, 3, 3, 3, 3], 3, true),
        ([2, 4, 3, 3, 3, 3, 3], 3, true),
        ([2, 3, 3, 3, 3, 3, 3], 2, false),
        ([4, 4, 4, 4, 4, 4, 1], 2, false),
        ([2, 2, 2, 2, 3, 3, 3], 2, false),
        ([2, 2, 2, 2, 2, 3, 3], 1, false),
        ([1, 1, 2, 2, 2, 2, 2], 1, false),
        ([1, 1, 2, 2, 2, 2, 1], 0, false),
        ([1, 1, 1, 1, 1, 1, 1], 0, false),
    ];
    for (levels, grade, passed) in table {
        let ratings = Ratings(levels);
        assert_eq!((rubric::grade(&ratings).number(), rubric::passes(&ratings)), (grade, passed), "{levels:?}");
    }
}

#[test]
fn a_story_is_ready_after_two_passes_on_two_days() {
    let told = |number, passed| Told { day: day(number), passed };
    let table: [(&[Told], State); 6] = [
        (&[], State::Written),
        (&[told(1, false)], State::Told),
        (&[told(1, true)], State::Passed),
        (&[told(1, true), told(1, true)], State::Passed),
        (&[told(1, true), told(2, false), told(3, true)], State::Ready),
        (&[told(1, true), told(2, true), told(3, false)], State::Told),
    ];
    for (tellings, state) in table {
        assert_eq!(rubric::state(&sound(), tellings), state);
    }
    let mut draft = sound();
    draft.set(Part::Result, "");
    assert_eq!(rubric::state(&draft, &[told(1, true)]), State::Draft);
    assert_eq!(rubric::state(&Texts::default(), &[]), State::Empty);
}

#[test]
fn a_heading_finds_its_kind() {
    let kind = |id: &str, title: &str, aliases: &[&str]| StoryType {
        id: id.into(),
        title: title.into(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        general: id == "general",
        questions: Vec::new(),
        signals: Vec::new(),
        followups: Vec::new(),
        weak: Vec::new(),
        guide: String::new(),
    };
    let all = [
        kind("general", "Any other story", &[]),
        kind("technical-challenge", "Technical Challenge", &["Hardest problem"]),
        kind("debugging-production-issue", "Debugging Production Issue", &["Production incident"]),
        kind("learning-new-technology", "Learning New Technology Quickly", &[]),
        kind("leading-without-authority", "Leading Without Authority", &[]),
    ];
    let kinds: Vec<&StoryType> = all.iter().collect();
    let table = [
        ("Technical Challenge", "technical-challenge"),
        ("🎯 Technical challenge: the ledger", "technical-challenge"),
        ("Tecnical Chalenge", "technical-challenge"),
        ("Debugging Production Issue", "debugging-production-issue"),
        ("Production incident", "debugging-production-issue"),
        ("Learning New Technology Quickly", "learning-new-technology"),
        ("Leading without authority (platform team)", "leading-without-authority"),
        ("Conflict with a product manager", "general"),
        ("", "general"),
    ];
    for (heading, id) in table {
        assert_eq!(kind::kind_of(heading, &kinds).unwrap().id, id, "{heading}");
    }
    let general = kind::kind_of("Conflict with a user", &kinds);
    assert_eq!(kind::signals("Conflict with a user", general, None), [Signal::Conflict, Signal::Customer]);
    assert_eq!(kind::signals("Conflict", general, Some(&[Signal::Speed])), [Signal::Speed]);
}

#[test]
fn the_matrix_shows_its_holes() {
    let column = |title: &str, state, signals: &[Signal]| Column {
        title: title.into(),
        id: title.into(),
        state,
        signals: signals.to_vec(),
    };
    let matrix = Matrix::of(vec![
        column("a", State::Ready, &[Signal::Ownership]),
        column("b", State::Draft, &[Signal::Ownership, Signal::Conflict]),
    ]);
    assert_eq!(matrix.rows[0], (Signal::Ownership, vec![Cover::Passed, Cover::Planned]));
    let holes = matrix.holes();
    assert!(!holes.contains(&Signal::Ownership) && holes.contains(&Signal::Conflict) && holes.len() == 11);
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(next()),
        Just(Event::Reply(Reply::Command(Command::Pause))),
        Just(Event::Reply(Reply::Command(Command::End))),
        Just(Event::Reply(Reply::Tick)),
        Just(Event::Reply(Reply::Undo)),
        Just(Event::Reply(Reply::Reveal)),
        Just(Event::Reply(Reply::Jotted(String::new()))),
        Just(Event::Recorded),
        Just(Event::Refused("no".into())),
        (b'0'..b'7').prop_map(|key| chosen(char::from(key))),
    ]
}

proptest! {
    #[test]
    fn times_add_up_whatever_happens(steps in proptest::collection::vec((0_u64..60, any_event()), 0..60)) {
        let mut telling = Rehearsal::new(opening(false));
        telling.step(Event::Begin, at(0));
        telling.step(chosen('b'), at(0));
        let (mut now, mut paused, mut told_seconds, mut telling_now) = (0, false, 0, true);
        for (gone, event) in steps {
            now += gone;
            if telling_now && !paused {
                told_seconds += gone;
            }
            let effects = telling.step(event, at(now));
            for effect in &effects {
                match effect {
                    Effect::Ask(View::Timed(view), _) => {
                        telling_now = view.stage.starts_with("part");
                        paused = view.clock.paused.is_some();
                    }
                    Effect::Ask(..) => telling_now = false,
                    Effect::Finish(told) => {
                        prop_assert!(told.ratings.0.iter().all(|level| (1..=4).contains(level)));
                        prop_assert_eq!(u64::from(told.seconds()), told_seconds);
                        let again = Telling::from_json(&told.to_json());
                        prop_assert_eq!(again.as_ref(), Some(&**told));
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn what_was_kept_is_gone_on_with(steps in proptest::collection::vec(any_event(), 0..40)) {
        let mut telling = Rehearsal::new(opening(false));
        let (mut kept, mut over) = (None, false);
        for event in [Event::Begin, chosen('b')].into_iter().chain(steps) {
            for effect in telling.step(event, at(9)) {
                match effect {
                    Effect::Keep(left) | Effect::Grade { left, .. } => kept = Some(left),
                    Effect::Finish(_) => over = true,
                    _ => {}
                }
            }
        }
        if let Some(left) = kept.filter(|_| !over) {
            let mut again = Rehearsal::resume(opening(false), *left.clone());
            let mut effects = again.step(Event::Begin, at(100));
            prop_assert_eq!(left.asked, !noted(&effects)[0].starts_with("follow-up"));
            if !left.asked {
                for event in [next(), chosen('4'), Event::Recorded] {
                    effects = again.step(event, at(101));
                }
            }
            for _ in left.levels.len()..7 {
                effects = again.step(chosen('2'), at(102));
            }
            let Some(Effect::Finish(told)) = effects.last() else { panic!("{effects:?}") };
            prop_assert_eq!(&told.ratings.0[..left.levels.len()], &left.levels[..]);
            prop_assert_eq!(&told.timings, &left.timings);
            prop_assert_eq!(told.followup_grade, left.followup_grade.map_or((!left.asked).then_some(4), |it| Some(it.number())));
        }
    }

    #[test]
    fn better_levels_never_give_a_worse_grade(levels in proptest::array::uniform7(1_u8..=4), at in 0_usize..7) {
        let mut better = levels;
        better[at] = (better[at] + 1).min(4);
        let (one, other) = (rubric::grade(&Ratings(levels)), rubric::grade(&Ratings(better)));
        prop_assert!(one <= other);
        prop_assert_eq!(rubric::passes(&Ratings(levels)), one >= Grade::PASS);
    }

    #[test]
    fn no_text_makes_the_check_panic(parts in proptest::array::uniform5("\\PC{0,40}")) {
        let texts = Texts(parts);
        for warning in check(&texts, None, day(1)) {
            prop_assert!(!warning.to_string().is_empty());
        }
    }
}
