//! Stories and properties of the whole engine on a home of its own: what is stored is what the log folds to.

mod growth;
mod tracker;
mod way;

use std::{path::Path, time::Duration};

use chrono::{DateTime, FixedOffset};
use proptest::prelude::*;

use super::{Home, News, decks, doctor, open, sync};
use crate::model::{BoxState, Confidence, Day, Grade, ItemKey, Memory, Moment, Weight};

const DECK: &str = "# Rust\n## Ownership\nQ: o1?\nA: a\nId: o1\n\nQ: o2?\nA: b\nId: o2\n\nQ: o3?\nA: c\nId: o3\nTags: extra\n\
    ## Lifetimes\nQ: l1?\nA: d\nId: l1\n\nC: [x y] and [z w]\nId: l2\n";
const TRACKER: &str = "# T\n\n## Rust\n- [ ] Ownership\n- [ ] Lifetimes\n- [ ] Traits (the bar)\n";

struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bench = Self { folder };
        std::fs::create_dir_all(bench.root().join("decks")).unwrap();
        std::fs::write(bench.root().join("decks/rust.md"), DECK).unwrap();
        std::fs::write(bench.tracker(), TRACKER).unwrap();
        let home = bench.open(0);
        sync::set_link(&home.store, Some(&bench.tracker())).unwrap();
        bench.sync(&home, 0);
        bench
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn tracker(&self) -> std::path::PathBuf {
        self.root().join("mine.md")
    }

    fn open(&self, day: u64) -> Home {
        open(self.root(), at(day)).unwrap()
    }

    fn sync(&self, home: &Home, day: u64) -> sync::Report {
        let options = sync::Options { write: true, choice: sync::Choice::File };
        home.sync(at(day), home.day(at(day)), options).unwrap()
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.tracker()).unwrap()
    }

    /// Everything that an undo must bring back: memories, suspensions and boxes.
    fn state(home: &Home) -> Vec<(String, Memory, bool)> {
        let items = home.store.items(crate::model::ItemKind::Card).unwrap();
        items.into_iter().map(|it| (it.card.id.to_string(), it.memory, it.suspended)).collect()
    }

    fn boxes(home: &Home) -> Vec<(String, BoxState)> {
        home.store.topics().unwrap().into_iter().map(|topic| (topic.title.name, topic.state)).collect()
    }

    fn assert_sound(home: &Home, day: u64) {
        let found = doctor::examine(&home.paths.root, at(day), false).unwrap();
        let wrong: Vec<_> = found.iter().filter(|finding| finding.weight == Weight::Wrong).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

fn at(day: u64) -> Moment {
    let start: DateTime<FixedOffset> = DateTime::parse_from_rfc3339("2026-03-01T09:00:00Z").unwrap();
    Moment { wall: start + Duration::from_secs(day * 86_400), mono: Duration::from_secs(day * 86_400) }
}

fn key(home: &Home, id: &str) -> ItemKey {
    home.store.ids_like(id).unwrap()[0].0
}

fn grade(home: &Home, id: &str, number: u8, day: u64) {
    let today: Day = home.day(at(day));
    home.writer(at(day), today).grade(key(home, id), Grade::new(number).unwrap(), 3, None).unwrap();
}

#[test]
fn a_box_is_earned_lost_and_brought_back() {
    let bench = Bench::new();
    let home = bench.open(0);
    for (day, ids) in [(0, ["o1", "o2"]), (1, ["o1", "o2"])] {
        for id in ids {
            grade(&home, id, 4, day);
        }
        bench.sync(&home, day);
    }
    assert!(bench.text().contains("- [x] Ownership\n- [ ] Lifetimes"), "the extra card does not hold the box");
    grade(&home, "o2", 1, 2);
    bench.sync(&home, 2);
    assert!(bench.text().contains("- [ ] Ownership"), "a failure before the due day counts");
    let undone = home.writer(at(3), home.day(at(3))).undo().unwrap().unwrap();
    assert!(undone.what.starts_with("grade 1 wrong of \"o2?\" (o2)"), "{}", undone.what);
    bench.sync(&home, 3);
    assert!(bench.text().contains("- [x] Ownership"));
    home.writer(at(3), home.day(at(3))).redo().unwrap().unwrap();
    bench.sync(&home, 3);
    assert_eq!(bench.text(), TRACKER, "byte for byte as it was before anything was earned");
    Bench::assert_sound(&home, 3);
}

#[test]
fn a_sync_cut_short_mends_itself() {
    let bench = Bench::new();
    let home = bench.open(0);
    for day in [0, 1] {
        grade(&home, "o1", 4, day);
        grade(&home, "o2", 4, day);
    }
    // The review is committed, the file was not written: as after a kill between the two.
    assert_eq!(sync::pending(&home.store).unwrap().len(), 1);
    drop(home);
    let home = bench.open(1);
    let report = home.sync(at(1), home.day(at(1)), sync::Options { write: true, choice: sync::Choice::Ask }).unwrap();
    assert_eq!((report.written.len(), report.recorded.len(), report.undecided.len()), (1, 0, 0));
    // The file was written, the database does not know: the box equals the intention, so it is no hand edit.
    let stale = home.store.lines().unwrap().into_iter().map(|mut line| {
        line.ticked = false;
        line
    });
    home.store.set_lines(&stale.collect::<Vec<_>>()).unwrap();
    let report = home.sync(at(1), home.day(at(1)), sync::Options { write: true, choice: sync::Choice::Ask }).unwrap();
    assert_eq!((report.written.len(), report.recorded.len(), report.undecided.len()), (0, 0, 0));
}

#[test]
fn a_corrected_shipped_answer_is_marked_until_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let home = open(folder.path(), at(0)).unwrap();
    grade(&home, "attn-formula", 4, 0);
    let learned = home.store.item(key(&home, "attn-formula")).unwrap();
    // As if an older binary had shipped another answer.
    home.store.rewrite_answer_for_test(learned.key, "an older answer").unwrap();
    home.store.forget_meta(super::marks::SHIPPED).unwrap();
    drop(home);
    let home = open(folder.path(), at(0)).unwrap();
    let waiting: Vec<String> =
        home.store.corrected_items().unwrap().into_iter().map(|it| it.card.id.to_string()).collect();
    assert_eq!(waiting, ["attn-formula"]);
    assert_eq!(home.store.item(learned.key).unwrap().memory, learned.memory, "its progress is kept");
    assert!(home.news.notes.iter().any(|note| note.contains("mended, progress kept")), "{:?}", home.news);
    assert_eq!(home.due_numbers(home.day(at(0))).unwrap().extra, 1);
    let tomorrow = home.due_numbers(home.day(at(1))).unwrap();
    assert_eq!((tomorrow.due, tomorrow.extra), (1, 0), "what is due is counted once");
    grade(&home, "attn-formula", 4, 1);
    assert!(home.store.corrected_items().unwrap().is_empty());
}

#[test]
fn the_report_says_where_one_was_sure_and_wrong() {
    let bench = Bench::new();
    let home = bench.open(0);
    let today = home.day(at(0));
    let say = |id: &str, number: u8, confidence: Confidence| {
        let grade = Grade::new(number).unwrap();
        home.writer(at(0), today).grade_with(key(&home, id), grade, 3, Some(confidence), None).unwrap();
    };
    say("o1", 1, Confidence::Sure);
    say("l1", 1, Confidence::Maybe);
    say("o2", 4, Confidence::Sure);
    assert_eq!(home.progress(today).unwrap().sure_and_wrong, [("Ownership".to_owned(), 1)]);
    for _ in 0..3 {
        home.writer(at(0), today).undo().unwrap().unwrap();
    }
    assert!(home.progress(today).unwrap().sure_and_wrong.is_empty());
}

#[derive(Clone, Debug)]
enum Act {
    Grade(usize, u8),
    Learn(usize),
    Suspend(usize, bool),
    Undo,
    Redo,
    Hand(usize),
    Sleep,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        6 => (0_usize..6, 0_u8..6).prop_map(|(card, grade)| Act::Grade(card, grade)),
        4 => (0_usize..6, 4_u8..6).prop_map(|(card, grade)| Act::Grade(card, grade)),
        1 => (0_usize..6).prop_map(Act::Learn),
        1 => (0_usize..6, any::<bool>()).prop_map(|(card, on)| Act::Suspend(card, on)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => (0_usize..3).prop_map(Act::Hand),
        3 => Just(Act::Sleep),
    ];
    prop::collection::vec(act, 1..24)
}

/// Plays the actions; the day on which they ended.
fn play(bench: &Bench, home: &Home, list: &[Act]) -> u64 {
    let cards: Vec<ItemKey> = home
        .store
        .items(crate::model::ItemKind::Card)
        .unwrap()
        .into_iter()
        .filter(|it| it.awake)
        .map(|it| it.key)
        .collect();
    let mut day = 0;
    for act in list {
        let today = home.day(at(day));
        let writer = home.writer(at(day), today);
        match act {
            Act::Grade(card, number) => {
                drop(writer.grade(cards[card % cards.len()], Grade::new(*number).unwrap(), 1, None))
            }
            Act::Learn(card) => drop(writer.learn(cards[card % cards.len()])),
            Act::Suspend(card, on) => drop(writer.suspend(cards[card % cards.len()], *on).unwrap()),
            Act::Undo => drop(writer.undo().unwrap()),
            Act::Redo => drop(writer.redo().unwrap()),
            Act::Hand(line) => toggle(bench, *line),
            Act::Sleep => day += 1,
        }
        bench.sync(home, day);
    }
    day
}

fn toggle(bench: &Bench, line: usize) {
    let text = bench.text();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let boxes: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("- [")).collect();
    let at = boxes[line % boxes.len()];
    lines[at] =
        if lines[at].contains("[x]") { lines[at].replace("[x]", "[ ]") } else { lines[at].replace("[ ]", "[x]") };
    std::fs::write(bench.tracker(), lines.join("\n") + "\n").unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_stored_is_what_the_log_folds_to(list in acts()) {
        let bench = Bench::new();
        let home = bench.open(0);
        let day = play(&bench, &home, &list);
        Bench::assert_sound(&home, day);
        let lines = home.store.lines().unwrap();
        for line in lines {
            let ticked = home.store.topic(line.topic).unwrap().state.is_ticked();
            prop_assert_eq!(line.ticked, ticked);
            let mark = if ticked { "[x]" } else { "[ ]" };
            let expected = format!("- {} {}", mark, line.text);
            prop_assert!(bench.text().lines().any(|it| it == expected), "{} in\n{}", expected, bench.text());
        }
    }

    #[test]
    fn undo_is_as_if_it_had_never_happened(before in acts(), number in 0_u8..6, card in 0_usize..6) {
        let bench = Bench::new();
        let home = bench.open(0);
        let day = play(&bench, &home, &before);
        let (memories, boxes, text) = (Bench::state(&home), Bench::boxes(&home), bench.text());
        let cards: Vec<ItemKey> =
            home.store.items(crate::model::ItemKind::Card).unwrap().into_iter().filter(|it| it.awake).map(|it| it.key).collect();
        let writer = home.writer(at(day), home.day(at(day)));
        if writer.grade(cards[card % cards.len()], Grade::new(number).unwrap(), 1, None).is_ok() {
            bench.sync(&home, day);
            writer.undo().unwrap().unwrap();
            bench.sync(&home, day);
        }
        prop_assert_eq!(Bench::state(&home), memories);
        prop_assert_eq!(Bench::boxes(&home), boxes);
        prop_assert_eq!(bench.text(), text);
        Bench::assert_sound(&home, day);
    }
}

#[test]
fn what_was_only_touched_is_not_read_again() {
    let bench = Bench::new();
    let home = bench.open(0);
    let stale = |home: &Home| {
        let store = &home.store;
        (decks::is_stale(store, &home.paths).unwrap(), sync::is_stale(store, &home.paths, &home.config).unwrap())
    };
    assert_eq!(stale(&home), (false, false));
    let deck = home.paths.decks.join("rust.md");
    for path in [&deck, &bench.tracker()] {
        let file = std::fs::File::options().append(true).open(path).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(1_000_000)).unwrap();
    }
    assert_eq!(stale(&home), (false, false));
    let home = bench.open(0);
    let row = home.store.deck_files().unwrap().into_iter().find(|row| row.path == deck.to_string_lossy()).unwrap();
    assert_eq!(row.mtime, 1_000_000_000_000_000, "the next look need not read it");
    // As long as before, and another card.
    std::fs::write(&deck, DECK.replace("o1?", "o9?")).unwrap();
    std::fs::write(bench.tracker(), TRACKER.replace("Traits", "Trails")).unwrap();
    assert_eq!(stale(&home), (true, true));
}

#[test]
fn a_changed_rule_is_a_reason_to_read_the_tracker_again() {
    let bench = Bench::new();
    let names = |home: &Home| -> Vec<String> {
        home.store.awake_topics().unwrap().into_iter().map(|topic| topic.title.name).collect()
    };
    assert!(names(&bench.open(0)).contains(&"Traits".to_owned()));
    std::fs::write(bench.root().join("config.toml"), "[tracker]\nignore = [\"Rust\"]\n").unwrap();
    let seen = super::look(bench.root(), at(0), |home| Ok(names(home))).unwrap();
    assert!(!seen.contains(&"Traits".to_owned()), "{seen:?}");
    let home = bench.open(0);
    let options = sync::Options { write: true, choice: sync::Choice::Ask };
    home.sync(at(0), home.day(at(0)), options).unwrap();
    assert!(!names(&home).contains(&"Traits".to_owned()));
}

#[test]
fn news_are_told_once() {
    let bench = Bench::new();
    let mut home = bench.open(0);
    home.news = News::default();
    home.refresh(at(0)).unwrap();
    assert_eq!(home.news, News::default());
}
