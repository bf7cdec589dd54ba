//! A list to be ticked, with a text beside it; and room for one line.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    flow::{Margin, Piece, flow},
    footer::{self, Key},
    note::{Note, Top},
    page::{Page, head_line, question_body, room, worded},
    picture::{Picture, Space, told},
    rich::{self, foreign},
    theme::Theme,
};
use crate::model::{text::one_line, view::CheckItem};

/// What a screen knows of a list that is being ticked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ticking<'a> {
    /// A value for each item.
    pub ticked: &'a [bool],
    /// The item on which the cursor stands.
    pub at: usize,
    /// The text beside it is looked at instead, where both have no room.
    pub turned: bool,
}

/// The parts of the page of a list.
pub(super) fn compose(question: &str, items: &[CheckItem], beside: &str, picture: &Picture<'_>, space: Space) -> Page {
    let theme = picture.look.theme();
    let ticking = picture.ticking.unwrap_or_default();
    let has_text = !beside.trim().is_empty();
    let ticked = |at: usize, item: &CheckItem| ticking.ticked.get(at).copied().unwrap_or(item.ticked);
    let count = items.iter().enumerate().filter(|(at, item)| ticked(*at, item)).count();
    let mut keys = vec![
        Key::new("space", "tick", 1),
        Key::new("enter", "accept", 0),
        Key::new("a/n", "all, none", 4),
        Key::new("j/k", "move", 5),
        Key::new("esc", "leave", 6),
        Key::new("F1", "help", 3),
    ];
    let mut page = Page { head: head_line(&one_line(question), "", space, theme), ..Page::default() };
    // Where the head has no room for the question, the list begins with it.
    let cramped = page.head.is_empty() || one_line(question).width() > room(space);
    if cramped {
        page.head.clear();
    }
    let list = |width: usize| {
        let mut lines = if cramped { worded(question, width, theme) } else { Vec::new() };
        let mut cursor = (0, 0);
        for (at, item) in items.iter().enumerate() {
            let chosen = at == ticking.at && (space.wide || !ticking.turned);
            if at == ticking.at {
                cursor.0 = if at == 0 { 0 } else { lines.len() };
            }
            lines.extend(entry(item, ticked(at, item), chosen, width, theme));
        }
        (lines, cursor)
    };
    if space.wide && has_text {
        let width = (space.measure().saturating_sub(3)) / 2;
        let free = space.height.saturating_sub(page.head.len() + space.rules() + told(picture, space).len() + 1);
        let (lines, cursor) = list(width);
        let first = cursor.0.saturating_sub(free.saturating_sub(3)).min(lines.len().saturating_sub(free));
        let text = rich::lay(&foreign(beside), width, Style::new(), theme, None);
        let most = text.len().saturating_sub(free);
        let scroll = picture.scroll.min(most);
        page.body = (0..free.min((lines.len() - first).max(text.len() - scroll)))
            .map(|row| side_by_side(lines.get(first + row), text.get(scroll + row), width, theme))
            .collect();
        page.beside = Some((scroll, most, free));
    } else if ticking.turned && has_text {
        page.body = rich::lay(&foreign(beside), space.measure(), Style::new(), theme, None);
        page.legends = vec!["what was written".to_owned()];
        keys = vec![Key::new("tab", "back to the list", 0), Key::new("j/k", "scroll", 1), Key::new("F1", "help", 2)];
    } else {
        let (lines, cursor) = list(space.measure());
        page.body = lines;
        page.cursor = Some(cursor);
        if has_text {
            keys.push(Key::new("tab", "text", 2));
        }
    }
    if page.legends.is_empty() {
        page.legends = vec![format!("{count} of {} ticked", items.len()), format!("{count}/{}", items.len())];
    }
    page.keys = footer::lay(keys, room(space), theme);
    page
}

fn entry(item: &CheckItem, ticked: bool, chosen: bool, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let pointer = if chosen { theme.pointer() } else { " " };
    let style = if chosen { theme.strong() } else { Style::new() };
    let mark = Piece::new(theme.tick(ticked), if ticked { theme.filled() } else { Style::new() });
    let blank = |count: usize| Piece::new(" ".repeat(count), Style::new());
    let margin = Margin {
        first: vec![Piece::new(format!("{pointer} "), Style::new()), mark, blank(1)],
        rest: vec![blank(6.min(width / 3))],
    };
    flow(&[Piece::new(one_line(&item.text), style)], width, &margin)
}

fn side_by_side(
    left: Option<&Line<'static>>,
    right: Option<&Line<'static>>,
    width: usize,
    theme: Theme,
) -> Line<'static> {
    let left = left.cloned().unwrap_or_default();
    let blanks = width.saturating_sub(left.width());
    let mut spans = left.spans;
    spans.push(Span::raw(" ".repeat(blanks)));
    spans.push(Span::styled(format!(" {} ", theme.bar()), theme.quiet()));
    spans.extend(right.cloned().unwrap_or_default().spans);
    Line::from(spans)
}

/// The parts of the page of a question that is answered by a line.
pub(super) fn line(question: &str, picture: &Picture<'_>, space: Space) -> Page {
    let theme = picture.look.theme();
    let width = space.measure();
    let mut body = question_body(question, space, theme);
    let empty = Note::of("");
    let pane = picture.line.unwrap_or(&empty).pane(width.saturating_sub(2), 3, Top::default());
    let cursor = (body.len() + pane.cursor.0, 2 + pane.cursor.1);
    for (at, row) in pane.rows.iter().enumerate() {
        let prompt = if at == 0 { "> " } else { "  " };
        body.push(Line::from(vec![Span::styled(prompt, theme.quiet()), Span::raw(row.clone())]));
    }
    let keys = vec![Key::new("enter", "done", 0), Key::new("esc", "leave", 1)];
    Page {
        head: head_line("drill", "", space, theme),
        body,
        cursor: Some(cursor),
        keys: footer::lay(keys, room(space), theme),
        ..Page::default()
    }
}
