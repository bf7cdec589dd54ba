//! The shipped decks as a whole: their counts and shares, the promises they keep, and their own checks.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it could not read by failing")]

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    process::Command,
};

use drill::{
    deck::{self, ParsedCard},
    model::name::{likeness, normalise},
    tracker::{BUILT_IN, parse::Rules},
};

/// The tags that a share is asked of, with the least percentage of all cards.
const SHARES: [(&str, usize); 3] = [("why", 40), ("contrast", 10), ("compute", 10)];
/// The likeness from which two fronts ask the same.
const SAME_FRONT: f32 = 0.9;

/// Every shipped card with the name of its deck.
fn cards() -> Vec<(&'static str, ParsedCard)> {
    let mut all = Vec::new();
    for (name, text) in deck::load::shipped() {
        let parsed = deck::parse(text, name.trim_end_matches(".md"));
        assert_eq!(parsed.problems, [], "{name} loses cards");
        all.extend(parsed.cards.into_iter().map(|card| (name, card)));
    }
    all
}

/// The cards of each section and title.
fn topics(cards: &[(&str, ParsedCard)]) -> BTreeMap<(String, String), Vec<ParsedCard>> {
    let mut topics: BTreeMap<_, Vec<ParsedCard>> = BTreeMap::new();
    for (_, card) in cards {
        topics.entry((card.section.clone(), card.topic.name.clone())).or_default().push(card.clone());
    }
    topics
}

fn has_tag(card: &ParsedCard, tag: &str) -> bool {
    card.tags.iter().any(|other| other == tag)
}

#[test]
fn every_line_of_the_checklist_has_its_topic_and_no_other() {
    let tracker = drill::tracker::parse::parse(BUILT_IN.as_bytes(), &Rules::default());
    let lines: BTreeSet<String> = tracker.topics().map(|line| normalise(&line.title.name)).collect();
    let decks: BTreeSet<String> = topics(&cards()).keys().map(|(_, title)| normalise(title)).collect();
    assert_eq!(lines.len(), 28);
    assert_eq!(decks, lines);
}

#[test]
fn each_topic_has_eight_to_twelve_cards_and_four_to_six_core() {
    for ((section, title), cards) in topics(&cards()) {
        let core = cards.iter().filter(|card| card.core).count();
        let fits = (8..=12).contains(&cards.len()) && (4..=6).contains(&core);
        assert!(fits, "{section} / {title} has {} cards, {core} core", cards.len());
        assert!(cards.iter().any(|card| has_tag(card, "error")), "{section} / {title} has no card for an error");
    }
}

#[test]
fn enough_cards_ask_why_contrast_and_compute() {
    let cards = cards();
    for (tag, least) in SHARES {
        let count = cards.iter().filter(|(_, card)| has_tag(card, tag)).count();
        assert!(count * 100 >= least * cards.len(), "{count} of {} cards are tagged {tag}", cards.len());
    }
}

#[test]
fn every_card_has_an_id_and_a_source_of_its_own() {
    let mut owners: HashMap<String, (&str, usize)> = HashMap::new();
    for (deck, card) in cards() {
        let at = (deck, card.line);
        assert!(!card.source.is_empty(), "{deck}:{} has no source", card.line);
        let id = card.explicit_id.unwrap_or_else(|| panic!("{deck}:{} has no id", card.line));
        if let Some(other) = owners.insert(id.clone(), at) {
            panic!("{id} stands in {other:?} and in {at:?}");
        }
    }
}

/// The linter looks at one topic; here a front is held against those of all decks.
#[test]
fn no_two_fronts_ask_the_same() {
    let cards = cards();
    let fronts: Vec<String> = cards.iter().map(|(_, card)| normalise(&card.question)).collect();
    for (at, front) in fronts.iter().enumerate() {
        for before in 0..at {
            let one_block = cards[at].0 == cards[before].0 && cards[at].1.block == cards[before].1.block;
            // Fronts that share less than half of their words are never as alike as that, and the dear look is spared.
            if !one_block && shared_words(front, &fronts[before]) >= 0.5 {
                let alike = likeness(front, &fronts[before]);
                assert!(alike < SAME_FRONT, "{alike:.2}: \"{front}\" / \"{}\"", fronts[before]);
            }
        }
    }
}

fn shared_words(one: &str, other: &str) -> f32 {
    let mut left: Vec<&str> = other.split(' ').collect();
    let all = one.split(' ').count() + left.len();
    let mut shared = 0;
    for word in one.split(' ') {
        if let Some(at) = left.iter().position(|other| *other == word) {
            left.swap_remove(at);
            shared += 2;
        }
    }
    shared as f32 / all as f32
}

/// The promise of a line, taken from the tracker, is kept by the cards behind it; so is every rule of the linter.
#[test]
fn promises_are_kept_and_the_linter_finds_nothing() {
    let tracker = drill::tracker::parse::parse(BUILT_IN.as_bytes(), &Rules::default());
    let promises: HashMap<&str, &str> =
        tracker.topics().filter_map(|line| Some((line.title.name.as_str(), line.title.promise.as_deref()?))).collect();
    assert!(promises.values().any(|promise| promise.contains("derive")), "no promise to derive: nothing would be held");
    for (name, text) in deck::load::shipped() {
        let parsed = deck::parse(text, name.trim_end_matches(".md"));
        let advice = deck::lint(&parsed, |_, title| promises.get(title).map(|&promise| promise.to_owned()));
        let told: Vec<String> = advice.iter().map(|it| format!("{name}:{}: {}", it.line, it.what)).collect();
        assert_eq!(told, [""; 0]);
    }
}

#[test]
fn the_readme_counts_the_cards_right() {
    let readme = include_str!("../README.md");
    let cards = cards();
    let told = format!("{} cards on {} topics are built in", cards.len(), topics(&cards).len());
    assert!(readme.contains(&told), "the README does not say: {told}");
}

/// Every worked number, gradient and code answer, computed again.
#[test]
fn every_number_on_a_card_comes_out_again() {
    let has_numpy =
        |python: &&str| Command::new(python).args(["-c", "import numpy"]).output().is_ok_and(|it| it.status.success());
    let Some(python) = ["/usr/bin/python3", "python3"].into_iter().find(has_numpy) else {
        use std::io::Write;
        writeln!(std::io::stderr(), "skipped: no python3 here can import numpy").unwrap();
        return;
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/decks/run.py");
    let run = Command::new(python).env("PYTHONDONTWRITEBYTECODE", "1").arg(script).output().unwrap();
    let out = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{out}{}", String::from_utf8_lossy(&run.stderr));
    assert!(out.trim_end().ends_with(", 0 failed"), "{out}");
}
