//! A view as lines of text: pure, so that every screen is a snapshot.

use std::ops::Range;

use super::{
    grades::lay_grades,
    keys::Scale,
    markdown::{lay, lay_after},
    width::{join, prose, wrap},
};
use crate::model::{
    Form,
    card::GAP,
    text::one_line,
    view::{Back, CardView},
};

/// What is drawn on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// Its columns.
    pub(super) columns: usize,
    /// The digits that rate a card.
    pub(super) scale: Scale,
}

impl Sheet {
    /// One-line text, wrapped, its further lines set in.
    pub(super) fn line(self, text: &str) -> Vec<String> {
        wrap(&one_line(text), prose(self.columns), "", "  ")
    }
}

/// The head of a card and its question.
pub(super) fn draw_front(card: &CardView, sheet: Sheet) -> Vec<String> {
    let width = prose(sheet.columns);
    let mut page = sheet.line(&head(card));
    page.extend(sheet.line(&place(card)));
    page.push(String::new());
    page.extend(lay(&card.question, width));
    if card.form == Form::Answerless {
        page.push(String::new());
        page.extend(card.topic.promise.iter().flat_map(|promise| sheet.line(&format!("bar: {promise}"))));
        page.extend(sheet.line("no answer is written yet"));
    }
    page
}

/// The answer and all that stands under it, without the grades.
pub(super) fn draw_back(card: &CardView, back: &Back, sheet: Sheet) -> Vec<String> {
    let width = prose(sheet.columns);
    let mut page = Vec::new();
    match card.form {
        _ if back.answer.trim().is_empty() => {
            page.extend(sheet.line("no answer is written yet: rate what you could say against the bar"));
        }
        Form::Cloze => {
            page.extend(lay(&fill(&card.question, back.answer.trim()), width));
            page.push(String::new());
            page.extend(lay_after("Answer:", &back.answer, width));
        }
        Form::Basic | Form::Answerless => page.extend(lay(&back.answer, width)),
    }
    page.push(String::new());
    if !back.note.trim().is_empty() {
        page.extend(lay_after("Note:", &back.note, width));
    }
    let source = one_line(&back.source);
    let said = if source.is_empty() { Vec::new() } else { vec![format!("Source: {source}")] };
    let named: Vec<String> = said.into_iter().chain([format!("Card: {}", one_line(&card.id))]).collect();
    page.extend(join(&named, width).iter().flat_map(|line| wrap(line, width, "", "  ")));
    page
}

/// The grades of a back with what each does; what is said instead where both sides are only shown.
pub(super) fn draw_grades(back: &Back, sheet: Sheet) -> Vec<String> {
    if back.choices.is_empty() {
        return sheet.line("nothing to rate now: it comes again in this sitting, and that answer counts");
    }
    lay_grades(&back.choices, sheet.scale, sheet.columns)
}

/// The keys that mean something now.
pub(super) fn draw_keys(card: &CardView, sheet: Sheet) -> Vec<String> {
    let mut page = Vec::new();
    if card.last {
        page.extend(sheet.line("the only one left: q leaves it for later"));
    }
    let first = match &card.back {
        None if card.form == Form::Answerless => "enter: rate".to_owned(),
        None => "enter: answer".to_owned(),
        Some(back) if back.choices.is_empty() => "enter: next".to_owned(),
        Some(_) => format!("{}: rate", sheet.scale.keys()),
    };
    let mut keys = vec![first];
    let mut add = |here: bool, key: &str| keys.extend(here.then(|| key.to_owned()));
    add(card.learnable && card.back.is_none(), "l: learn");
    add(card.form == Form::Answerless, "p: write key points");
    add(true, "s: skip");
    add(card.done > 0, "u: undo");
    add(true, "?: keys");
    add(true, "q: quit");
    page.extend(join(&keys, prose(sheet.columns)));
    page
}

fn head(card: &CardView) -> String {
    let mut counts = vec![format!("{} done", card.done), format!("{} left", card.left)];
    if card.again > 0 {
        counts.push(format!("{} again", card.again));
    }
    counts.extend(card.minutes_left.map(|minutes| format!("{minutes} min")));
    let core = if card.core { ", core" } else { "" };
    format!("[{}] {}{core}", counts.join(", "), card.why.word())
}

fn place(card: &CardView) -> String {
    let promise = card.topic.promise.as_ref().map(|promise| format!(" ({promise})")).unwrap_or_default();
    let section = if card.section == card.topic.name { String::new() } else { format!("{} › ", card.section) };
    format!("{section}{}{promise}", card.topic.name)
}

/// The sentence with its deletion put back, between marks that need no colour.
fn fill(question: &str, answer: &str) -> String {
    let Some(gap) = gap(question) else { return question.to_owned() };
    format!("{}»{answer}«{}", &question[..gap.start], &question[gap.end..])
}

/// Where the gap of a cloze stands in its question, with its hint.
pub(super) fn gap(question: &str) -> Option<Range<usize>> {
    let open = GAP.trim_end_matches(']');
    // The gap itself, else one with a hint in it.
    let start = question.find(GAP).or_else(|| question.find(&format!("{open} ")))?;
    let mut depth = 0_usize;
    for (at, letter) in question[start..].char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(start..start + at + letter.len_utf8());
        }
    }
    None
}
