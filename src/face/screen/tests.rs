//! Every screen as text, at 80x24 and at 40x10, with and without colour; and the loop around them.

mod checklist;
mod pages;
mod sitting;
mod survival;
mod timed;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier},
};

use super::{Look, Picture, draw};
use crate::model::{
    Day, Form, Grade, Title,
    view::{Back, CardView, Choice, View, Why},
};

pub(super) const LOOK: Look = Look { colour: true, ascii: false, four_keys: false, clock: Some(60), confidence: false };

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A card of the sitting of these tests.
pub(super) fn card(question: &str) -> CardView {
    CardView {
        done: 3,
        left: 12,
        again: 1,
        minutes_left: Some(14),
        section: "Deep Learning".to_owned(),
        topic: Title::parse("Dropout (why it works, training vs inference)"),
        id: "dropout-inverted".to_owned(),
        why: Why::Due,
        form: Form::Basic,
        core: true,
        question: question.to_owned(),
        back: None,
        last: false,
        learnable: false,
    }
}

pub(super) fn choices() -> Vec<Choice> {
    let due = |grade: Grade| if grade.passes() { ("2026-03-08", 6) } else { ("2026-03-03", 1) };
    let choice = |grade: Grade| {
        let (due, days) = due(grade);
        Choice { grade, due: Some(day(due)), days, counts: true, again: grade < Grade::GOOD }
    };
    Grade::ALL.map(choice).to_vec()
}

pub(super) fn back(answer: &str) -> Back {
    Back {
        answer: answer.to_owned(),
        note: "Without the division, activations at inference would be *larger* than in training.".to_owned(),
        source: "Srivastava et al. 2014".to_owned(),
        choices: choices(),
    }
}

pub(super) fn shown(card: CardView) -> View {
    View::Card(Box::new(card))
}

pub(super) fn revealed(question: &str, answer: &str) -> View {
    shown(CardView { back: Some(back(answer)), ..card(question) })
}

/// The window as text.
pub(super) fn text(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width);
    let row = |row: &[ratatui::buffer::Cell]| {
        let mut line = String::new();
        let mut hidden = 0_usize;
        for cell in row {
            if hidden == 0 {
                line.push_str(cell.symbol());
                hidden = unicode_width::UnicodeWidthStr::width(cell.symbol());
            }
            hidden = hidden.saturating_sub(1);
        }
        line.trim_end().to_owned()
    };
    buffer.content().chunks(width.max(1)).map(row).collect::<Vec<_>>().join("\n")
}

/// The styled runs of the window, one to a line: what stands there, in which colours.
pub(super) fn tints(buffer: &Buffer) -> String {
    let mut runs: Vec<(String, Color, Modifier, u16)> = Vec::new();
    for (at, cell) in buffer.content().iter().enumerate() {
        let y = u16::try_from(at / usize::from(buffer.area.width)).unwrap();
        match runs.last_mut() {
            Some((run, colour, modifier, row)) if (*colour, *modifier, *row) == (cell.fg, cell.modifier, y) => {
                run.push_str(cell.symbol());
            }
            _ => runs.push((cell.symbol().to_owned(), cell.fg, cell.modifier, y)),
        }
    }
    let told = runs.into_iter().filter(|(run, colour, modifier, _)| {
        !run.trim().is_empty() && (*colour != Color::Reset || !modifier.is_empty())
    });
    told.map(|(run, colour, modifier, _)| format!("{colour} {modifier:?} {:?}", run.trim()))
        .collect::<Vec<_>>()
        .join("\n")
}

pub(super) fn paint(picture: &Picture<'_>, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    draw(picture, &mut buffer);
    buffer
}

pub(super) fn page(view: &View, width: u16, height: u16) -> String {
    text(&paint(&Picture::of(view, LOOK), width, height))
}
