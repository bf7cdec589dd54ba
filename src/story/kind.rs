//! Which kind of story a heading means, and which signals it is heard as.

use crate::model::{
    Signal, StoryType,
    name::{likeness, normalise},
};

/// How alike two headings must be to mean the same kind.
const ALIKE: f32 = 0.6;

/// The kind of story that a heading means: by its words, else the nearest, else the general one.
pub fn kind_of<'a>(heading: &str, kinds: &'a [&'a StoryType]) -> Option<&'a StoryType> {
    let heading = normalise(heading);
    let named = || kinds.iter().copied().filter(|kind| !kind.general);
    let names = |kind: &'a StoryType| std::iter::once(&kind.title).chain(&kind.aliases).map(|name| normalise(name));
    let whole = named().find(|kind| names(kind).any(|name| name == heading));
    let part = || named().find(|kind| names(kind).any(|name| holds(&heading, &name)));
    let near = || {
        let scored = named().map(|kind| (names(kind).map(|name| likeness(&name, &heading)).fold(0.0, f32::max), kind));
        scored.filter(|(score, _)| *score >= ALIKE).max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, kind)| kind)
    };
    whole.or_else(part).or_else(near).or_else(|| kinds.iter().copied().find(|kind| kind.general))
}

/// True when all words of a name stand in a heading.
fn holds(heading: &str, name: &str) -> bool {
    let words: Vec<&str> = heading.split(' ').collect();
    !name.is_empty() && name.split(' ').all(|word| words.contains(&word))
}

/// The signals of a story: those its owner named, else those of its kind, and what its heading says.
pub fn signals(heading: &str, kind: Option<&StoryType>, own: Option<&[Signal]>) -> Vec<Signal> {
    if let Some(own) = own {
        return own.to_vec();
    }
    let probed = kind.into_iter().flat_map(|kind| kind.signals.iter().map(|(signal, _)| *signal));
    let mut all: Vec<Signal> = probed.chain(said(heading)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The signals that the words of a heading speak of.
fn said(heading: &str) -> impl Iterator<Item = Signal> {
    const STEMS: [(Signal, &[&str]); 12] = [
        (Signal::Ownership, &["ownership", "initiative", "ownerless"]),
        (Signal::Depth, &["technical", "hardest", "architecture", "bug"]),
        (Signal::Judgement, &["decision", "trade", "judgement", "judgment", "prioriti"]),
        (Signal::Ambiguity, &["ambigu", "unclear", "vague", "uncertain"]),
        (Signal::Failure, &["fail", "mistake", "wrong", "regret"]),
        (Signal::Learning, &["learn", "feedback"]),
        (Signal::Speed, &["deadline", "speed", "fast", "quick"]),
        (Signal::Influence, &["influenc", "convinc", "persua", "stakeholder", "leading"]),
        (Signal::Conflict, &["conflict", "disagree", "difficult", "pushback"]),
        (Signal::Mentoring, &["mentor", "coach", "junior", "onboard", "hiring"]),
        (Signal::Customer, &["customer", "user", "client"]),
        (Signal::Responsibility, &["ethic", "privacy", "safety", "fairness", "responsib", "cost"]),
    ];
    let words = normalise(heading);
    STEMS.into_iter().filter_map(move |(signal, stems)| {
        let spoken = words.split(' ').any(|word| stems.iter().any(|stem| word.starts_with(stem)));
        spoken.then_some(signal)
    })
}
