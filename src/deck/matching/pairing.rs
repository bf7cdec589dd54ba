//! Matching what was reworded: inside one topic, by the likeness of questions and answers.

use std::collections::HashMap;

use super::{How, Matching};
use crate::deck::alike::Sketch;

/// Pairs of one topic up to which each is looked at.
const FEW: usize = 2_500;
/// Candidates of one card that are compared in full.
const CANDIDATES: usize = 5;
/// A word on more cards than this tells nothing about any of them.
const COMMON: usize = 48;
/// Words of one card that are looked up, rarest first.
const LOOKED_UP: usize = 8;
/// A score that no other candidate needs to beat.
const SURE: f32 = 0.95;

/// The likeness from which a question under the same answer is the same question.
const SAME_ANSWER: f32 = 0.6;
/// The words from which an equal answer alone makes two cards one.
const TELLING_ANSWER: usize = 5;
/// The likeness of question and answer together, and of the question, when both were changed.
const BOTH_CHANGED: (f32, f32) = (0.85, 0.7);
/// The likeness of an answer under a question with nothing but a typo mended.
const TYPO_MENDED: f32 = 0.5;

/// Both sides of a card prepared for comparison.
struct Sides {
    at: usize,
    question: Sketch,
    answer: Sketch,
    /// The answer without case, spacing and outer punctuation; symbols stay, for `x < y` is not `x > y`.
    strict: String,
}

impl Sides {
    fn new(at: usize, question: &str, answer: &str) -> Self {
        let strict = answer.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let strict = strict.trim_end_matches(['.', ',', ';', ':', '!', '?']).to_owned();
        Self { at, question: Sketch::new(question), answer: Sketch::new(answer), strict }
    }

    fn bound(&self, other: &Self) -> f32 {
        let answer = if self.strict == other.strict { 1.0 } else { self.answer.bound(&other.answer) };
        self.question.bound(&other.question).midpoint(answer)
    }

    /// How surely the two are one card, and by what; none if they are two.
    fn score(&self, other: &Self) -> Option<(f32, How)> {
        if self.strict == other.strict && !self.strict.is_empty() {
            // Most cards of one answer ask something else: the bound says so without the dear comparison.
            let bound = self.question.bound(&other.question);
            let question = if bound < SAME_ANSWER { bound } else { self.question.likeness(&other.question) };
            let how = if question >= SAME_ANSWER { How::Alike } else { How::Answer };
            let enough = how == How::Alike || self.answer.word_count() >= TELLING_ANSWER;
            return enough.then_some((question.midpoint(1.0), how));
        }
        if self.bound(other) < TYPO_MENDED.midpoint(BOTH_CHANGED.1) {
            return None;
        }
        let (question, answer) = (self.question.likeness(&other.question), self.answer.likeness(&other.answer));
        let score = question.midpoint(answer);
        let changed = score >= BOTH_CHANGED.0 && question >= BOTH_CHANGED.1;
        let mended = answer >= TYPO_MENDED && self.question.is_mended(&other.question);
        (changed || mended).then_some((score, How::Alike))
    }
}

impl Matching<'_> {
    /// Pairs what is left in each topic, the surest pair first.
    pub(super) fn by_likeness(&mut self) {
        let mut topics: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for at in self.left_new() {
            topics.entry(self.new_topics[at]).or_default().1.push(at);
        }
        for at in self.left_known() {
            if let Some(topic) = topics.get_mut(&self.known_topics[at]) {
                topic.0.push(at);
            }
        }
        for (known, new) in topics.into_values().filter(|(known, _)| !known.is_empty()) {
            self.pair_topic(&known, &new);
        }
    }

    fn pair_topic(&mut self, known: &[usize], new: &[usize]) {
        let sides = |at: usize, question, answer| Sides::new(at, question, answer);
        let known: Vec<Sides> =
            known.iter().map(|at| sides(*at, self.known[*at].question, self.known[*at].answer)).collect();
        let new: Vec<Sides> =
            new.iter().map(|at| sides(*at, self.incoming[*at].question, self.incoming[*at].answer)).collect();
        let index = (known.len() * new.len() > FEW).then(|| Index::new(&known));
        let mut pairs: Vec<(f32, How, usize, usize)> = Vec::new();
        for card in &new {
            let near: Vec<usize> = match &index {
                Some(index) => index.near(card),
                None => (0..known.len()).collect(),
            };
            self.score_candidates(card, &known, near, &mut pairs);
        }
        // The surest first; cards that lie parked wait behind those that were there until now.
        pairs.sort_by(|one, other| {
            let parked = |pair: &(f32, How, usize, usize)| self.known[pair.2].parked;
            let cards = || self.incoming[one.3].order(&self.incoming[other.3]);
            other
                .0
                .total_cmp(&one.0)
                .then_with(|| parked(one).cmp(&parked(other)))
                .then(one.2.cmp(&other.2))
                .then_with(cards)
        });
        for (_, how, known, new) in pairs {
            if !self.taken[known] && self.matches[new].is_none() {
                self.give(new, known, how);
            }
        }
    }

    /// Compares a card with the candidates that can be most like it.
    fn score_candidates(
        &self,
        card: &Sides,
        known: &[Sides],
        near: Vec<usize>,
        pairs: &mut Vec<(f32, How, usize, usize)>,
    ) {
        let may_be =
            |other: &Sides| self.may_be(card.at, other.at) && self.incoming[card.at].form == self.known[other.at].form;
        let mut near: Vec<(f32, usize)> = near
            .into_iter()
            .filter(|at| may_be(&known[*at]))
            .map(|at| (card.bound(&known[at]), at))
            .filter(|(bound, _)| *bound >= 0.5)
            .collect();
        near.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for (_, at) in near.into_iter().take(CANDIDATES) {
            if let Some((score, how)) = card.score(&known[at]) {
                pairs.push((score, how, known[at].at, card.at));
                if score >= SURE {
                    break;
                }
            }
        }
    }
}

/// The cards of a large topic by their rarer words and by their answers.
struct Index<'k> {
    words: HashMap<u64, Vec<usize>>,
    answers: HashMap<&'k str, Vec<usize>>,
}

impl<'k> Index<'k> {
    fn new(known: &'k [Sides]) -> Self {
        let mut index = Self { words: HashMap::new(), answers: HashMap::new() };
        for (at, card) in known.iter().enumerate() {
            for word in card.question.words() {
                let cards = index.words.entry(*word).or_default();
                // One more than counts, to tell that there are too many.
                if cards.len() <= COMMON && cards.last() != Some(&at) {
                    cards.push(at);
                }
            }
            let cards = index.answers.entry(&card.strict).or_default();
            if cards.len() < COMMON {
                cards.push(at);
            }
        }
        index
    }

    fn near(&self, card: &Sides) -> Vec<usize> {
        let mut lists: Vec<&Vec<usize>> = card
            .question
            .words()
            .iter()
            .filter_map(|word| self.words.get(word))
            .filter(|list| list.len() <= COMMON)
            .collect();
        lists.sort_by_key(|list| list.len());
        let mut near: Vec<usize> = lists.into_iter().take(LOOKED_UP).flatten().copied().collect();
        near.extend(self.answers.get(card.strict.as_str()).into_iter().flatten());
        near.sort_unstable();
        near.dedup();
        near
    }
}
