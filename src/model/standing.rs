//! Where an item and a topic stand today: what a deck says of them beside what the log made of them.

use super::{BoxState, Card, ItemKey, Memory, Title, TopicId, TopicKey, name::normalise};

/// The words by which decks know a topic, where the checklist line that stands for it has others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The section of its cards.
    pub section: String,
    /// Its title, without promise.
    pub title: String,
}

/// An item with its memory and its circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its place in the store.
    pub key: ItemKey,
    /// The topic's place in the store.
    pub topic_key: TopicKey,
    /// What its deck says.
    pub card: Card,
    /// The section of its topic, as it is shown.
    pub section: String,
    /// The title and promise of its topic, as they are shown.
    pub title: Title,
    /// What the decks call its topic; none if they say the same.
    pub heading: Option<Heading>,
    /// The deck file it comes from, with the line; none for a checklist line without cards, and when parked.
    pub file: Option<(i64, usize)>,
    /// Whether the deck names it with `Id:`.
    pub explicit: bool,
    /// Siblings of one cloze share it.
    pub family: i64,
    /// Set aside by the user.
    pub suspended: bool,
    /// Gone from its deck, history kept.
    pub parked: bool,
    /// A shipped answer that was corrected after it was learned, not yet shown.
    pub corrected: bool,
    /// Let go after failed repeats in one day, and not edited since.
    pub rewrite: bool,
    /// Whether today's work draws on its topic.
    pub awake: bool,
    /// Counts the actions on it, so that a write can tell whether another process was faster.
    pub revision: i64,
    /// The fold of its answers.
    pub memory: Memory,
}

impl Standing {
    /// The section and title by which decks know its topic.
    pub fn deck_words(&self) -> (&str, &str) {
        deck_words(self.heading.as_ref(), &self.section, &self.title)
    }

    /// True when its topic has this title, by the words that are shown or by those of its decks.
    pub fn is_called(&self, title: &str) -> bool {
        is_called(self.deck_words().1, &self.title, title)
    }
}

/// Where a topic came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A deck compiled into the binary.
    Shipped,
    /// A deck of the user's.
    Deck,
    /// A checklist line that no deck has cards for.
    Tracker,
}

impl Origin {
    /// Its word in the store.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Deck => "deck",
            Self::Tracker => "tracker",
        }
    }

    /// The origin of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Shipped, Self::Deck, Self::Tracker].into_iter().find(|origin| origin.word() == word)
    }
}

/// How many cards of a topic are what; parked cards are in none of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All cards.
    pub cards: u32,
    /// Core cards.
    pub core: u32,
    /// Cards answered at least once.
    pub seen: u32,
    /// Cards recalled in two counted answers running.
    pub learned: u32,
    /// The cards its box rests on: the core, or all of them if none is core.
    pub basis: u32,
    /// Of those, answered at least once.
    pub basis_seen: u32,
    /// Of those, learned.
    pub basis_learned: u32,
    /// Of those, recalled three times running or more.
    pub basis_firm: u32,
}

/// A topic with its box and its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicStanding {
    /// Its place in the store.
    pub key: TopicKey,
    /// Its lasting name.
    pub id: TopicId,
    /// The heading it stands under, as it is shown.
    pub section: String,
    /// Its title and promise, as they are shown.
    pub title: Title,
    /// What its decks call it; none if they say the same.
    pub heading: Option<Heading>,
    /// Where it came from.
    pub origin: Origin,
    /// Its turn when new cards are introduced.
    pub place: i64,
    /// Whether today's work draws on it.
    pub awake: bool,
    /// The state of its box.
    pub state: BoxState,
    /// Unticked by hand, and not earned anew since.
    pub opened: bool,
    /// Its cards, counted.
    pub counts: Counts,
}

impl TopicStanding {
    /// The section and title by which decks know it.
    pub fn deck_words(&self) -> (&str, &str) {
        deck_words(self.heading.as_ref(), &self.section, &self.title)
    }

    /// True when it has this title, by the words that are shown or by those of its decks.
    pub fn is_called(&self, title: &str) -> bool {
        is_called(self.deck_words().1, &self.title, title)
    }
}

fn is_called(of_decks: &str, shown: &Title, title: &str) -> bool {
    let title = normalise(title);
    normalise(&shown.name) == title || normalise(of_decks) == title
}

fn deck_words<'a>(heading: Option<&'a Heading>, section: &'a str, title: &'a Title) -> (&'a str, &'a str) {
    heading.map_or((section, &title.name), |heading| (&heading.section, &heading.title))
}
