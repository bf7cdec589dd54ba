//! Whatever is written in drill and in the file, by turns: both say the same afterwards, and nothing else moved.

use std::{path::PathBuf, time::Duration};

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;

use super::{Asked, Written};
use crate::engine::{Home, doctor, open, sync};
use crate::model::{Moment, Part, Ratings, Telling, Texts, Weight};
use crate::tracker::{parse::Rules, parts};

const TRACKER: &str = "# T  \n\n## Rust\n- [x] Ownership\t\n\n## Stories\n### One\n**Situation**: \n**Task**: \n**Action**: \n\
    **Result**: \n\n### Two\n- **Situation:** a\n- **Task:**\n- **Action:**\n- **Result:** b\n- **Reflection:**\n\n## End \n* [ ] last";

struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::write(bench.tracker(), TRACKER).unwrap();
        let home = bench.open();
        sync::set_link(&home.store, Some(&bench.tracker())).unwrap();
        bench.sync(&home);
        bench
    }

    fn tracker(&self) -> PathBuf {
        self.folder.path().join("t.md")
    }

    fn open(&self) -> Home {
        open(&self.folder.path().join("home"), at(0)).unwrap()
    }

    fn sync(&self, home: &Home) -> sync::Report {
        home.sync(at(0), home.day(at(0)), sync::Options { write: true, choice: sync::Choice::Ask }).unwrap()
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.tracker()).unwrap()
    }

    /// The texts as drill has them, and as the file has them.
    fn both(&self, home: &Home) -> (Vec<Texts>, Vec<Texts>) {
        let drill = home.stories(home.day(at(0))).unwrap().into_iter().map(|story| story.about.texts).collect();
        let file = parts::parse(self.text().as_bytes(), &Rules::default()).stories;
        let texts = |story: &parts::Story| Texts(Part::ALL.map(|part| parts::settled(story.text(part))));
        (drill, file.iter().map(texts).collect())
    }

    /// The lines that belong to no story.
    fn rest(&self) -> (String, String) {
        let text = self.text();
        let (before, stories) = text.split_once("### One").unwrap();
        (before.to_owned(), stories.rsplit_once("## End").unwrap().1.to_owned())
    }
}

fn at(seconds: u32) -> Moment {
    let wall = DateTime::parse_from_rfc3339("2026-03-01T09:00:00+00:00").unwrap();
    let delta = TimeDelta::seconds(i64::from(seconds));
    Moment { wall: wall + delta, mono: Duration::from_secs(u64::from(seconds)) }
}

#[derive(Clone, Debug)]
enum Act {
    Write(usize, Part, String),
    Over(usize, Part, String),
    ByHand(usize, Part, String),
    Tell(usize),
    Undo,
    Redo,
    Sync,
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z]{1,6} [0-9]{1,3} ms",
        Just("one\n\ntwo".to_owned()),
        Just("- a\n- b".to_owned()),
        Just("# head\n**Task**: x | y".to_owned()),
        Just("```\n### Two\n```".to_owned()),
        "[ -~]{0,12}",
    ]
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let part = || (0_usize..5).prop_map(|at| Part::ALL[at]);
    let act = prop_oneof![
        3 => (0_usize..2, part(), text()).prop_map(|(story, part, text)| Act::Write(story, part, text)),
        1 => (0_usize..2, part(), text()).prop_map(|(story, part, text)| Act::Over(story, part, text)),
        2 => (0_usize..2, part(), "[a-z]{0,8}").prop_map(|(story, part, text)| Act::ByHand(story, part, text)),
        1 => (0_usize..2).prop_map(Act::Tell),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => Just(Act::Sync),
    ];
    proptest::collection::vec(act, 1..12)
}

fn telling() -> Telling {
    Telling {
        title: "One".into(),
        question: "Why?".into(),
        angle: Some(1),
        short: false,
        timings: Vec::new(),
        ratings: Ratings([3; 7]),
        passed: true,
        followup: None,
        followup_grade: None,
    }
}

fn play(bench: &Bench, home: &Home, acts: &[Act]) {
    for act in acts {
        let stories = home.stories(home.day(at(0))).unwrap();
        let writer = home.writer(at(0), home.day(at(0)));
        match act {
            Act::Write(story, part, text) | Act::Over(story, part, text) => {
                let asked = if matches!(act, Act::Over(..)) { Asked::Over } else { Asked::Blind };
                let written = home.write_story(&stories[*story], &[(*part, text.clone())], &asked, at(0)).unwrap();
                if let Written::Refused(clashes) = written {
                    assert_eq!((clashes[0].part, clashes.len()), (*part, 1));
                }
            }
            Act::ByHand(story, part, words) => {
                let bytes = bench.text().into_bytes();
                let found = parts::parse(&bytes, &Rules::default()).stories;
                let story = &found[*story];
                let Some(field) = story.field(*part) else { continue };
                let old = field.text.clone();
                if let Ok(Some(edit)) = parts::set_field(&bytes, &Rules::default(), story, *part, (&old, words)) {
                    std::fs::write(bench.tracker(), crate::tracker::patch::apply(&bytes, &[edit]).unwrap()).unwrap();
                }
            }
            Act::Tell(story) => drop(writer.telling(&stories[*story], &telling()).unwrap()),
            Act::Undo => drop(writer.undo().unwrap()),
            Act::Redo => drop(writer.redo().unwrap()),
            Act::Sync => drop(bench.sync(home)),
        }
    }
    bench.sync(home);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn both_sides_say_the_same_and_nothing_else_moves(list in acts()) {
        let bench = Bench::new();
        let home = bench.open();
        let rest = bench.rest();
        play(&bench, &home, &list);
        let (drill, file) = bench.both(&home);
        let stories = home.stories(home.day(at(0))).unwrap();
        prop_assert_eq!(drill.len(), file.len());
        for ((story, drill), file) in stories.iter().zip(&drill).zip(&file) {
            for part in Part::ALL {
                // Where both sides changed, the file stays as the user's hand left it.
                let clash = story.about.clashes.iter().find(|clash| clash.part == part);
                let wanted = clash.map_or(drill.get(part), |clash| clash.theirs.as_str());
                prop_assert_eq!(file.get(part), wanted, "{:?} in\n{}", part, bench.text());
            }
        }
        prop_assert_eq!(bench.rest(), rest);
        let found = doctor::examine(&home.paths.root, at(0), false).unwrap();
        let bad: Vec<_> = found.into_iter().filter(|it| it.weight == Weight::Wrong).collect();
        prop_assert!(bad.is_empty(), "{:?}", bad);
    }

    #[test]
    fn undo_is_as_if_it_had_never_been_written(list in acts(), story in 0_usize..2, part in 0_usize..4, text in text()) {
        let bench = Bench::new();
        let home = bench.open();
        play(&bench, &home, &list);
        let before = (bench.both(&home), bench.text());
        let stories = home.stories(home.day(at(0))).unwrap();
        let written = home.write_story(&stories[story], &[(Part::ALL[part], text)], &Asked::Blind, at(0)).unwrap();
        bench.sync(&home);
        if matches!(written, Written::Done(_) | Written::Clashing(_)) {
            home.writer(at(0), home.day(at(0))).undo().unwrap().unwrap();
            bench.sync(&home);
        }
        prop_assert_eq!(bench.both(&home), before.0);
        let again = bench.text();
        // What a field is dressed in may settle, its words may not.
        prop_assert_eq!(again.split_whitespace().collect::<Vec<_>>(), before.1.split_whitespace().collect::<Vec<_>>());
    }
}
