//! Advice on the cards of one deck: the rules of good cards that a program can see.

use std::collections::HashMap;

use super::{
    alike::Sketch,
    parse::{Parsed, ParsedCard},
    problem::{Problem, ProblemKind},
};
use crate::model::Form;

mod front;
mod text;

use front::front;
use text::{Prose, is_formula};

/// Words of an answer: without and with a formula or code in it.
const WORDS: (usize, usize) = (25, 45);
const ITEMS: usize = 3;
const CODE_LINES: usize = 12;
const COLUMNS: usize = 76;
/// Cards of a topic, and how many of them must be core.
const CARDS: (usize, usize) = (8, 12);
const CORE: usize = 4;
/// What a promise asks for: how its word begins, the tag that keeps it, and how many cards must have the tag.
const PROMISES: [(&str, &str, usize); 2] = [("deriv", "derive", 3), ("implement", "code", 2)];
/// A thing to know, not a promise to derive it.
const NO_PROMISE: &str = "derivative";
/// The likeness from which two fronts ask the same.
const SAME_FRONT: f32 = 0.9;
/// Topics above this size are not compared card by card.
const COMPARED: usize = 200;

/// Lists what could be better in a deck, in file order.
///
/// `promise` gives the words in parentheses that the tracker says of a section and title; where it gives none, those
/// of the deck's own heading count. Cards that could not be read are in `parsed.problems` instead.
pub fn lint(parsed: &Parsed, promise: impl Fn(&str, &str) -> Option<String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for card in &parsed.cards {
        let mut tell = |what| problems.push(Problem { line: card.line, col: 1, what });
        front(card, &mut tell);
        answer(card, &mut tell);
        display(card, &mut tell);
        fields(card, &mut tell);
    }
    for topic in topics(parsed) {
        let (section, title) = (&topic[0].section, &topic[0].topic);
        let promise = promise(section, &title.name).or_else(|| title.promise.clone());
        whole_topic(&topic, promise, &mut problems);
        alike_fronts(&topic, &mut problems);
    }
    problems.sort_by_key(|problem| (problem.line, problem.col));
    problems
}

/// The cards of each topic, topics in file order.
fn topics(parsed: &Parsed) -> Vec<Vec<&ParsedCard>> {
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    let mut topics: Vec<Vec<&ParsedCard>> = Vec::new();
    for card in &parsed.cards {
        let at = *places.entry((&card.section, &card.topic.name)).or_insert(topics.len());
        if at == topics.len() {
            topics.push(Vec::new());
        }
        topics[at].push(card);
    }
    topics
}

fn answer(card: &ParsedCard, tell: &mut impl FnMut(ProblemKind)) {
    let prose = Prose::of(&card.answer);
    let (words, code) = (prose.words(), !prose.code.is_empty());
    let most = if code || is_formula(&prose.text) { WORDS.1 } else { WORDS.0 };
    if words > most {
        tell(ProblemKind::LongAnswer { words, most });
    }
    let first = card.answer.split_whitespace().next().map(text::bare_word).unwrap_or_default();
    if card.form == Form::Basic && matches!(first.as_str(), "yes" | "no") {
        tell(ProblemKind::YesNo { word: first });
    }
    let items = prose.items();
    if items > ITEMS {
        tell(ProblemKind::LongList { items });
    }
}

/// What a terminal of 80 columns cannot show well, on any side.
fn display(card: &ParsedCard, tell: &mut impl FnMut(ProblemKind)) {
    let sides: &[&String] = match card.form {
        // A deletion stands in its sentence: one look at the question is enough, and once for a block.
        Form::Cloze if card.ordinal > 0 => &[],
        Form::Cloze => &[&card.question, &card.note],
        _ => &[&card.question, &card.answer, &card.note],
    };
    let (mut widest, mut longest, mut tex) = (0, 0, None);
    for side in sides {
        let prose = Prose::of(side);
        widest = widest.max(prose.widest());
        longest = prose.code.iter().map(|(lines, _)| *lines).max().unwrap_or(0).max(longest);
        tex = tex.or_else(|| text::tex(&prose.text));
    }
    if widest > COLUMNS {
        tell(ProblemKind::WideLine { columns: widest });
    }
    if longest > CODE_LINES {
        tell(ProblemKind::LongCode { lines: longest });
    }
    if let Some(found) = tex {
        tell(ProblemKind::Tex { found });
    }
}

fn fields(card: &ParsedCard, tell: &mut impl FnMut(ProblemKind)) {
    if card.ordinal > 0 {
        return;
    }
    if card.explicit_id.is_none() {
        tell(ProblemKind::NoId);
    }
    if card.source.is_empty() {
        tell(ProblemKind::NoSource);
    }
    if !card.ranked {
        tell(ProblemKind::NoRank);
    }
}

fn whole_topic(cards: &[&ParsedCard], promise: Option<String>, problems: &mut Vec<Problem>) {
    let topic = || cards[0].topic.name.clone();
    let mut tell = |what| problems.push(Problem { line: cards[0].line, col: 1, what });
    let tagged = |tag: &str| cards.iter().filter(|card| has_tag(card, tag)).count();
    if !(CARDS.0..=CARDS.1).contains(&cards.len()) {
        tell(ProblemKind::CardCount { topic: topic(), cards: cards.len() });
    }
    let core = cards.iter().filter(|card| card.core).count();
    if core < CORE {
        tell(ProblemKind::FewCore { topic: topic(), core });
    }
    if tagged("error") == 0 {
        tell(ProblemKind::NoErrorCard { topic: topic() });
    }
    let Some(promise) = promise else { return };
    for (begin, tag, wants) in PROMISES {
        let asks = |word: &str| word.starts_with(begin) && !word.starts_with(NO_PROMISE);
        let has = tagged(tag);
        if has < wants && promise.split_whitespace().map(text::bare_word).any(|word| asks(&word)) {
            tell(ProblemKind::PromiseUnmet { topic: topic(), promise: promise.clone(), tag, has, wants });
        }
    }
}

fn has_tag(card: &ParsedCard, tag: &str) -> bool {
    card.tags.iter().any(|other| other.eq_ignore_ascii_case(tag))
}

/// Tells each front that is nearly one above it; the deletions of one block are not held against each other.
fn alike_fronts(cards: &[&ParsedCard], problems: &mut Vec<Problem>) {
    let sketches: Vec<Sketch> = cards.iter().map(|card| Sketch::new(&card.question)).collect();
    let mut equal: HashMap<&str, usize> = HashMap::new();
    for (at, (card, sketch)) in cards.iter().zip(&sketches).enumerate() {
        let same = *equal.entry(&sketch.plain).or_insert(at);
        let before = at.saturating_sub(if cards.len() > COMPARED { 0 } else { at });
        let near = (before..at).find(|other| {
            sketch.bound(&sketches[*other]) >= SAME_FRONT && sketch.likeness(&sketches[*other]) >= SAME_FRONT
        });
        let found = if same < at { Some(same) } else { near };
        if let Some(other) = found.filter(|other| cards[*other].block != card.block) {
            problems.push(Problem {
                line: card.line,
                col: 1,
                what: ProblemKind::AlikeFronts { line: cards[other].line },
            });
        }
    }
}

#[cfg(test)]
mod tests;
