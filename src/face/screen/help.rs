//! What lies over a card: the keys with the scale and its anchors; where the card comes from.

use ratatui::{style::Style, text::Line};

use super::{
    card::points,
    flow::{Margin, Piece, flow},
    picture::Picture,
    theme::Theme,
};
use crate::{
    face::{keys::Scale, words::anchor},
    model::{
        Grade,
        view::{TimedView, View},
    },
};

/// The keys, and what the grades mean.
pub(super) fn keys(picture: &Picture<'_>, width: usize) -> Vec<Line<'static>> {
    let (theme, scale) = (picture.look.theme(), picture.look.scale());
    let mut lines = vec![heading("how well did you recall it?", theme)];
    for grade in Grade::ALL {
        if let Some(label) = scale.label(grade) {
            lines.extend(entry(Piece::new(label, theme.grade(grade)), anchor(grade, scale), 14, width));
        }
    }
    let bar = "beside each grade stands the day it leads to, and above them which ones bring the card back today";
    lines.extend(flow(&[Piece::new(bar, theme.quiet())], width, &Margin::default()));
    lines.push(Line::default());
    lines.push(heading("keys", theme));
    let ticks = if matches!(picture.view, View::Card(card) if points(card).is_some()) {
        "tick the points you said; they propose a grade"
    } else {
        ""
    };
    let rate = if scale == Scale::Four { "1 2 3 4" } else { "0 .. 5" };
    let sure = if picture.look.confidence { "sure, maybe, no: how sure you are, and show the answer" } else { "" };
    let table = [
        ("space", "show the answer; page down; never a grade"),
        ("y m n", sure),
        (rate, "rate the recall, once the answer is shown"),
        ("a b c ..", ticks),
        ("u", "undo the last grade, any number of times"),
        ("l", "learn a new card: both sides, no rating; it comes again"),
        ("s", "skip: not in this sitting"),
        ("p", "write the key points of a card without an answer"),
        ("e", "edit this card"),
        ("x", "set this card aside; drill resume brings it back"),
        ("o", "source and links; opens one"),
        ("j k", "scroll; arrows, PgUp, PgDn, Home and End too"),
        ("q", "quit; what was rated is safe"),
    ];
    for (key, does) in table.into_iter().filter(|(_, does)| !does.is_empty()) {
        lines.extend(entry(Piece::new(key, theme.strong()), does, 10, width));
    }
    lines
}

/// The keys of a task against the clock.
pub(super) fn timed(view: &TimedView, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![heading("against the clock", theme)];
    for command in &view.commands {
        let key = Piece::new(format!("ctrl-{}", command.letter()), theme.strong());
        lines.extend(entry(key, command.does(), 10, width));
    }
    lines.extend(entry(Piece::new("ctrl-c", theme.strong()), "leave; it can be taken up again", 10, width));
    lines.push(Line::default());
    lines.push(heading("what is to be read", theme));
    let reading = [("PgUp PgDn", "scroll by pages"), ("shift-up", "by lines, with shift-down")];
    for (key, does) in reading {
        lines.extend(entry(Piece::new(key, theme.strong()), does, 10, width));
    }
    if view.note.is_some() {
        lines.push(Line::default());
        lines.push(heading("the note", theme));
        let writing = [
            ("arrows", "move; with ctrl by words"),
            ("home end", "the ends of the line; with ctrl those of the note"),
            ("ctrl-a", "the beginning of the line"),
            ("ctrl-k", "cut to the end of the line; ctrl-u to its beginning"),
            ("ctrl-w", "cut the word before the cursor"),
            ("tab", "a tab; pasted text is taken as it is"),
        ];
        for (key, does) in writing {
            lines.extend(entry(Piece::new(key, theme.strong()), does, 10, width));
        }
    }
    lines
}

/// The keys of a list that is ticked.
pub(super) fn checklist(theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![heading("what did you say?", theme)];
    let table = [
        ("j k", "move; arrows, PgUp, PgDn, Home and End too"),
        ("space", "tick a point, or untick it"),
        ("a n", "tick all, or none"),
        ("tab", "turn to what was written, and back; so do left and right"),
        ("enter", "accept the list"),
        ("esc", "leave"),
        ("PgDn", "scroll what was written, where it stands beside the list"),
    ];
    for (key, does) in table {
        lines.extend(entry(Piece::new(key, theme.strong()), does, 10, width));
    }
    lines
}

fn heading(text: &str, theme: Theme) -> Line<'static> {
    Line::styled(text.to_owned(), theme.strong())
}

fn entry(name: Piece, does: &str, column: usize, width: usize) -> Vec<Line<'static>> {
    let column = column.min(width / 2);
    let blanks = column.saturating_sub(super::flow::measure(std::slice::from_ref(&name))).max(1);
    let margin = Margin {
        first: vec![name, Piece::new(" ".repeat(blanks), Style::new())],
        rest: vec![Piece::new(" ".repeat(column), Style::new())],
    };
    flow(&[Piece::new(does, Style::new())], width, &margin)
}
