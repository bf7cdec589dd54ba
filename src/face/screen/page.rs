//! A view as the parts of a page: head, body, grades, keys.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    card, checklist,
    flow::{Margin, Piece, cut, flow},
    footer::{self, Key},
    help,
    note::Top,
    picture::{Overlay, Picture, Space},
    theme::Theme,
    timed,
};
use crate::model::{
    Title,
    text::{clean, one_line},
    view::View,
};

/// The parts of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Lines above the first rule.
    pub(super) head: Vec<Line<'static>>,
    /// How much of the sitting is done.
    pub(super) progress: Option<(usize, usize)>,
    /// What may be scrolled.
    pub(super) body: Vec<Line<'static>>,
    /// Where in it the answer begins.
    pub(super) answer_at: Option<usize>,
    /// The line and column of the body where the cursor stands.
    pub(super) cursor: Option<(usize, usize)>,
    /// What holds for some of the grades; the first that fits is shown.
    pub(super) legends: Vec<String>,
    /// The grades.
    pub(super) foot: Vec<Line<'static>>,
    /// The keys that are valid now.
    pub(super) keys: Line<'static>,
    /// The foot is the window of a note: where the cursor stands in it, and its first row.
    pub(super) pane: Option<((usize, usize), Top)>,
    /// A second text stands beside the first: its first line, its largest scroll, its height.
    pub(super) beside: Option<(usize, usize, usize)>,
}

/// The page of a picture in a window.
pub(super) fn compose(picture: &Picture<'_>, space: Space) -> Page {
    let theme = picture.look.theme();
    let page = match picture.view {
        View::Card(shown) => card::compose(shown, picture, space),
        View::Points { title } => points(title, picture, space),
        View::Closing { undoable } => closing(*undoable, picture, space),
        View::Choice { question, answers, .. } | View::Rating { question, answers } => {
            choice(question, answers, picture, space)
        }
        View::Timed(timed) => timed::compose(timed, picture, space),
        View::Checklist { question, items, beside } => checklist::compose(question, items, beside, picture, space),
        View::Line { question } => checklist::line(question, picture, space),
    };
    match picture.overlay {
        None => page,
        Some(overlay) => Page {
            body: match (overlay, picture.view) {
                (Overlay::Help, View::Timed(timed)) => help::timed(timed, theme, space.measure()),
                (Overlay::Help, View::Checklist { .. }) => help::checklist(theme, space.measure()),
                (Overlay::Help, _) => help::keys(picture, space.measure()),
            },
            keys: footer::lay(vec![Key::new("any key", "back", 0), Key::new("j/k", "scroll", 1)], room(space), theme),
            foot: Vec::new(),
            legends: Vec::new(),
            cursor: None,
            answer_at: None,
            pane: None,
            beside: None,
            ..page
        },
    }
}

/// Columns of the lines below the body.
pub(super) fn room(space: Space) -> usize {
    space.width.saturating_sub(2 * space.pad.min(1))
}

/// A head of one line, where there is room for any.
pub(super) fn head_line(left: &str, right: &str, space: Space, theme: Theme) -> Vec<Line<'static>> {
    if space.height < 8 {
        return Vec::new();
    }
    let pad = space.pad.min(1);
    let width = space.width.saturating_sub(2 * pad);
    let right = if right.width() + 8 <= width { right } else { "" };
    let left = cut(left, width.saturating_sub(right.width() + 2), theme.cut());
    let between = width.saturating_sub(left.width() + right.width());
    vec![Line::from(vec![
        Span::raw(" ".repeat(pad)),
        Span::styled(left, theme.strong()),
        Span::raw(" ".repeat(between)),
        Span::styled(right.to_owned(), theme.quiet()),
    ])]
}

/// Seconds as minutes and seconds.
pub(super) fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn points(title: &Title, picture: &Picture<'_>, space: Space) -> Page {
    let theme = picture.look.theme();
    let width = space.measure();
    let mut body = Vec::new();
    if let Some(promise) = &title.promise {
        let bar = [Piece::new("bar: ", theme.quiet()), Piece::new(one_line(promise), Style::new())];
        body.extend(flow(&bar, width, &Margin::default()));
    }
    if space.is_roomy() {
        let hint = "write two to five points, one on a line, as you would say them in the interview";
        body.extend(flow(&[Piece::new(hint, theme.quiet())], width, &Margin::default()));
        body.push(Line::default());
    }
    let empty = super::draft::Draft::default();
    let draft = picture.draft.unwrap_or(&empty);
    let (row, column) = draft.cursor();
    let mut cursor = None;
    for (at, line) in draft.lines().iter().enumerate() {
        let marker = format!("{}. ", at + 1);
        let room = width.saturating_sub(marker.width()).max(2);
        let before = body.len();
        // The line is cut where it is full, so that the cursor can be found by counting.
        let margin = Margin {
            first: vec![Piece::new(marker.clone(), theme.quiet())],
            rest: vec![Piece::new(" ".repeat(marker.width()), Style::new())],
        };
        let none = Piece::new("", Style::new());
        body.extend(super::flow::chop(line, Style::new(), width.max(marker.width() + 2), &margin, &none));
        if at == row {
            let down = column / room;
            cursor = Some((before + down.min(body.len() - before - 1), marker.width() + column - down * room));
        }
    }
    let keys = vec![
        Key::new("ctrl-d", "done", 0),
        Key::new("esc", "leave", 2),
        Key::new("ctrl-e", "in the editor", 3),
        Key::new("enter", "next point; twice: done", 4),
    ];
    let clock = picture.look.clock.map_or(String::new(), |_| clock(picture.seconds));
    Page {
        head: head_line(&format!("key points{}{}", theme.step(), one_line(&title.name)), &clock, space, theme),
        keys: footer::lay(keys, room(space), theme),
        body,
        cursor,
        ..Page::default()
    }
}

fn closing(undoable: bool, picture: &Picture<'_>, space: Space) -> Page {
    let theme = picture.look.theme();
    let mut body = blank_top(space);
    let text = if picture.summary.is_empty() { "that was the last card" } else { picture.summary };
    body.extend(worded(text, space.measure(), theme));
    let mut keys = vec![Key::new("enter", "end", 0)];
    if undoable {
        keys.push(Key::new("u", "undo the last grade", 1));
    }
    Page {
        head: head_line("the sitting is done", "", space, theme),
        progress: Some((1, 1)),
        body,
        keys: footer::lay(keys, room(space), theme),
        ..Page::default()
    }
}

/// The top of a page that asks: the question, and where there is room a blank line after it.
pub(super) fn question_body(question: &str, space: Space, theme: Theme) -> Vec<Line<'static>> {
    let mut body = blank_top(space);
    body.extend(worded(question, space.measure(), theme));
    if space.is_roomy() {
        body.push(Line::default());
    }
    body
}

fn choice(question: &str, answers: &[(char, String)], picture: &Picture<'_>, space: Space) -> Page {
    let theme = picture.look.theme();
    let width = space.measure();
    let mut body = question_body(question, space, theme);
    let mut cursor = None;
    for (at, (letter, answer)) in answers.iter().enumerate() {
        let is_chosen = picture.chosen == Some(at);
        let pointer = if is_chosen { theme.pointer() } else { " " };
        let margin = Margin {
            first: vec![
                Piece::new(format!("{pointer} "), Style::new()),
                Piece::new(format!("{letter}  "), theme.strong()),
            ],
            rest: vec![Piece::new("     ", Style::new())],
        };
        if is_chosen {
            cursor = Some((body.len(), 0));
        }
        let style = if is_chosen { theme.strong() } else { Style::new() };
        body.extend(flow(&[Piece::new(one_line(answer), style)], width, &margin));
    }
    let keys = match picture.view {
        View::Rating { .. } => {
            let first = answers.first().map(|(letter, _)| *letter);
            let (first, last) = (first.unwrap_or_default(), answers.last().map_or_else(char::default, |it| it.0));
            let rate = Key::new(format!("{first}-{last}"), "rate", 0);
            vec![rate, Key::new("u", "back", 1), Key::new("j/k", "move", 2), Key::new("esc", "leave", 3)]
        }
        _ => vec![Key::new("enter", "choose", 1), Key::new("j/k", "move", 2), Key::new("esc", "leave", 3)],
    };
    Page {
        head: head_line("drill", "", space, theme),
        body,
        cursor,
        keys: footer::lay(keys, room(space), theme),
        ..Page::default()
    }
}

/// Lines that were worded elsewhere: a line that ends in a colon, and the first, stand out.
pub(super) fn worded(text: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (at, line) in clean(text).trim_end().split('\n').enumerate() {
        let words = line.trim_start();
        let indent = (line.len() - words.len()).min(width / 4);
        let style = if at == 0 || words.ends_with(':') { theme.strong() } else { Style::new() };
        let blanks = |count: usize| vec![Piece::new(" ".repeat(count), Style::new())];
        let margin = Margin { first: blanks(indent), rest: blanks(indent + 2) };
        lines.extend(flow(&[Piece::new(words, style)], width, &margin));
    }
    lines
}

pub(super) fn blank_top(space: Space) -> Vec<Line<'static>> {
    if space.is_roomy() { vec![Line::default()] } else { Vec::new() }
}
