//! Which card is which after an edit: pure, from what was known and what the decks say now.
//!
//! In this order: the same id; the same question, in the same topic before any other; then, inside one topic, the
//! most alike question and answer. Each known card is given away once, and the order of the incoming cards changes
//! nothing.

use std::{cmp::Ordering, collections::HashMap};

use super::alike::hash;
use crate::model::{Form, name::normalise};

mod ids;
mod pairing;

/// A card that the store has.
#[derive(Clone, Copy, Debug)]
pub struct KnownCard<'a> {
    /// Its lasting name.
    pub id: &'a str,
    /// Whether the name was written in its deck, not minted.
    pub explicit: bool,
    /// Whether it is gone from its deck.
    pub parked: bool,
    /// Basic, cloze or answerless.
    pub form: Form,
    /// Its section.
    pub section: &'a str,
    /// Its topic's title.
    pub title: &'a str,
    /// Its front.
    pub question: &'a str,
    /// Its back.
    pub answer: &'a str,
}

/// A card as a deck says it now.
#[derive(Clone, Copy, Debug)]
pub struct NewCard<'a> {
    /// The id in its deck, that of a later deletion with its `.2`, `.3`, ...
    pub explicit_id: Option<&'a str>,
    /// Which deletion of its block it is, from 0.
    pub ordinal: usize,
    /// Basic or cloze.
    pub form: Form,
    /// Its section.
    pub section: &'a str,
    /// Its topic's title.
    pub title: &'a str,
    /// Its front.
    pub question: &'a str,
    /// Its back.
    pub answer: &'a str,
}

impl<'a> From<&'a super::ParsedCard> for NewCard<'a> {
    fn from(card: &'a super::ParsedCard) -> Self {
        Self {
            explicit_id: card.explicit_id.as_deref(),
            ordinal: card.ordinal,
            form: card.form,
            section: &card.section,
            title: &card.topic.name,
            question: &card.question,
            answer: &card.answer,
        }
    }
}

impl NewCard<'_> {
    /// An order by content, so that the order of the deck decides nothing.
    fn order(&self, other: &Self) -> Ordering {
        self.content().cmp(&other.content())
    }

    fn content(&self) -> ([&str; 4], Form, usize, Option<&str>) {
        ([self.section, self.title, self.question, self.answer], self.form, self.ordinal, self.explicit_id)
    }
}

/// By what a card was known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The id in its deck; for a deletion, the id of its block and then its text.
    Id,
    /// The same question, in its own topic or moved from another.
    Question,
    /// A question and an answer much like its own.
    Alike,
    /// The same answer of five words or more under another question.
    Answer,
}

/// The known card that an incoming card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its index among the known cards.
    pub known: usize,
    /// By what it was known again.
    pub how: How,
}

/// Says of each incoming card which known card it is; none for a new one.
///
/// A matched card keeps its known id, whatever its deck writes now. The id that a new deletion brings from its block
/// may be taken by a sibling that was there before: then the caller mints another.
pub fn match_cards(known: &[KnownCard<'_>], incoming: &[NewCard<'_>]) -> Vec<Option<Match>> {
    if known.is_empty() {
        return vec![None; incoming.len()];
    }
    let mut matching = Matching::new(known, incoming);
    matching.by_id();
    matching.by_question();
    matching.by_likeness();
    matching.matches
}

/// The fewest words that make a question say what it is about in any topic.
const TELLING: usize = 4;

struct Matching<'a> {
    known: &'a [KnownCard<'a>],
    incoming: &'a [NewCard<'a>],
    matches: Vec<Option<Match>>,
    /// Whether a known card has been given away.
    taken: Vec<bool>,
    /// The topic of each card as a number.
    known_topics: Vec<usize>,
    new_topics: Vec<usize>,
}

/// What two cards must share to be taken for one.
#[derive(Clone, Copy)]
struct Tie {
    topic: bool,
    answer: bool,
}

impl<'a> Matching<'a> {
    fn new(known: &'a [KnownCard<'a>], incoming: &'a [NewCard<'a>]) -> Self {
        let mut topics = Topics::default();
        Self {
            known,
            incoming,
            matches: vec![None; incoming.len()],
            taken: vec![false; known.len()],
            known_topics: known.iter().map(|card| topics.number(card.section, card.title)).collect(),
            new_topics: incoming.iter().map(|card| topics.number(card.section, card.title)).collect(),
        }
    }

    fn give(&mut self, new: usize, known: usize, how: How) {
        self.matches[new] = Some(Match { known, how });
        self.taken[known] = true;
    }

    fn left_known(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.known.len()).filter(|at| !self.taken[*at])
    }

    fn left_new(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.incoming.len()).filter(|at| self.matches[*at].is_none())
    }

    /// Two ids written by hand name two cards, however alike.
    fn may_be(&self, new: usize, known: usize) -> bool {
        self.incoming[new].explicit_id.is_none() || !self.known[known].explicit
    }

    /// Equal questions: first as they are written, then as names are compared.
    fn by_question(&mut self) {
        let (topic, anywhere) = (|answer| Tie { topic: true, answer }, |answer| Tie { topic: false, answer });
        for tie in [topic(true), topic(false)] {
            let known: Vec<_> = self.left_known().map(|at| (self.exact_key(tie, at), at)).collect();
            let new: Vec<_> = self.left_new().map(|at| (self.exact_new_key(tie, at), at)).collect();
            self.join(known, new);
        }
        // Usually nothing is left: to compare names is the slow part.
        if self.left_known().next().is_none() {
            return;
        }
        let known: Vec<_> =
            self.left_known().map(|at| (Plain::of(self.known[at].question, self.known[at].answer), at)).collect();
        let new: Vec<_> =
            self.left_new().map(|at| (Plain::of(self.incoming[at].question, self.incoming[at].answer), at)).collect();
        for tie in [topic(true), topic(false), anywhere(true), anywhere(false)] {
            let known = known.iter().filter(|(_, at)| !self.taken[*at]);
            let known = known.filter_map(|(plain, at)| Some((plain.key(tie, self.known_topics[*at])?, *at))).collect();
            let new = new.iter().filter(|(_, at)| self.matches[*at].is_none());
            let new = new.filter_map(|(plain, at)| Some((plain.key(tie, self.new_topics[*at])?, *at))).collect();
            self.join(known, new);
        }
    }

    fn exact_key(&self, tie: Tie, at: usize) -> u64 {
        let card = &self.known[at];
        hash((self.known_topics[at], card.question, tie.answer.then_some(card.answer)))
    }

    fn exact_new_key(&self, tie: Tie, at: usize) -> u64 {
        let card = &self.incoming[at];
        hash((self.new_topics[at], card.question, tie.answer.then_some(card.answer)))
    }

    /// Matches cards of equal keys, one to one.
    fn join(&mut self, mut known: Vec<(u64, usize)>, mut new: Vec<(u64, usize)>) {
        known.sort_unstable_by_key(|(key, at)| (*key, self.known[*at].parked, *at));
        new.sort_unstable();
        let (mut known, mut new) = (&known[..], &new[..]);
        while let (Some((left, _)), Some((right, _))) = (known.first(), new.first()) {
            match left.cmp(right) {
                Ordering::Less => known = &known[1..],
                Ordering::Greater => new = &new[1..],
                Ordering::Equal => {
                    let ends = (run_length(known, *left), run_length(new, *right));
                    self.join_equal(&known[..ends.0], &new[..ends.1]);
                    (known, new) = (&known[ends.0..], &new[ends.1..]);
                }
            }
        }
    }

    /// Matches cards that one key cannot tell apart: those with an id of their own choose first, for less may be theirs.
    fn join_equal(&mut self, known: &[(u64, usize)], new: &[(u64, usize)]) {
        if let ([(_, known)], [(_, new)]) = (known, new) {
            if self.may_be(*new, *known) {
                self.give(*new, *known, How::Question);
            }
            return;
        }
        let mut new: Vec<usize> = new.iter().map(|(_, at)| *at).collect();
        new.sort_by(|one, other| {
            let (one, other) = (&self.incoming[*one], &self.incoming[*other]);
            one.explicit_id.is_none().cmp(&other.explicit_id.is_none()).then_with(|| one.order(other))
        });
        let (explicit, minted): (Vec<usize>, Vec<usize>) =
            known.iter().map(|(_, at)| *at).partition(|at| self.known[*at].explicit);
        let (mut explicit, mut minted) = (explicit.into_iter(), minted.into_iter());
        for at in new {
            let free = self.incoming[at].explicit_id.is_none();
            let found = if free { explicit.next().or_else(|| minted.next()) } else { minted.next() };
            if let Some(known) = found {
                self.give(at, known, How::Question);
            }
        }
    }
}

fn run_length(cards: &[(u64, usize)], key: u64) -> usize {
    cards.iter().take_while(|(other, _)| *other == key).count()
}

/// Question and answer as names are compared; those without any letter are compared as they are written.
struct Plain {
    question: u64,
    answer: u64,
    telling: bool,
}

impl Plain {
    fn of(question: &str, answer: &str) -> Self {
        let plain = normalise(question);
        let telling = plain.split(' ').count() >= TELLING;
        Self { question: of_words(question, &plain), answer: of_words(answer, &normalise(answer)), telling }
    }

    /// The key under a tie; a short question with another answer is nobody's in another topic.
    fn key(&self, tie: Tie, topic: usize) -> Option<u64> {
        let enough = tie.topic || tie.answer || self.telling;
        enough.then(|| hash((tie.topic.then_some(topic), self.question, tie.answer.then_some(self.answer))))
    }
}

fn of_words(text: &str, plain: &str) -> u64 {
    if plain.is_empty() { hash(text.trim()) } else { hash(plain) }
}

/// Section and title as numbers.
#[derive(Default)]
struct Topics<'a> {
    written: HashMap<(&'a str, &'a str), usize>,
    plain: HashMap<(String, String), usize>,
}

impl<'a> Topics<'a> {
    fn number(&mut self, section: &'a str, title: &'a str) -> usize {
        if let Some(number) = self.written.get(&(section, title)) {
            return *number;
        }
        let next = self.plain.len();
        let number = *self.plain.entry((normalise(section), normalise(title))).or_insert(next);
        self.written.insert((section, title), number);
        number
    }
}

#[cfg(test)]
mod tests;
