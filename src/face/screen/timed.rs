//! A task against the clock as the parts of a page: the clock, what is to be read, the note.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    flow::{Margin, Piece, cut, flow},
    footer::{self, Key},
    note::{Note, Top},
    page::{Page, room},
    picture::{Picture, Space, told},
    rich::{self, foreign},
    theme::Theme,
};
use crate::{
    face::countdown::figures,
    model::{
        text::one_line,
        view::{Command, Left, TimedView},
    },
};

/// Rows that a note keeps, whatever else is shown.
const LEAST: usize = 3;
/// A window of fewer rows folds what is to be read to one.
const LOW: usize = 14;

/// What a screen knows of a running task beside its view.
#[derive(Clone, Copy, Debug)]
pub struct Running<'a> {
    /// The note as it is being written; none where nothing is written.
    pub note: Option<&'a Note>,
    /// The row of the note at the top of its window.
    pub top: Top,
    /// What is left on the clock.
    pub left: Left,
    /// From which byte on the text is new.
    pub added: usize,
    /// The text is being read: it takes what room the note can spare.
    pub reading: bool,
}

/// The parts of the page of a running task.
pub(super) fn compose(view: &TimedView, picture: &Picture<'_>, space: Space) -> Page {
    let theme = picture.look.theme();
    let none = Running { note: None, top: Top::default(), left: Left { stage: 0, all: 0 }, added: 0, reading: false };
    let running = picture.running.unwrap_or(none);
    let width = space.measure();
    let mut body = rich::lay(&foreign(&view.body), width, Style::new(), theme, None);
    if body.is_empty() {
        body.push(Line::default());
    }
    let added = view.body.get(..running.added).map(foreign).filter(|before| !before.is_empty());
    let mut page = Page {
        head: head(view, running.left, space, theme),
        progress: Some(progress(view, running.left)),
        answer_at: added.map(|before| {
            let at = rich::lay(&before, width, Style::new(), theme, None).len();
            at + body.iter().skip(at).take_while(|line| line.width() == 0).count()
        }),
        keys: footer::lay(keys(view), room(space), theme),
        ..Page::default()
    };
    if let Some(note) = running.note {
        let free = space.height.saturating_sub(page.head.len() + space.rules() + told(picture, space).len() + 1);
        let rows = share(body.len(), note, width, free, running.reading, space);
        let pane = note.pane(width, rows, running.top);
        page.legends = vec![format!("note {}", theme.more(pane.above, pane.below)).trim_end().to_owned()];
        page.pane = Some((pane.cursor, pane.top));
        page.foot = pane.rows.iter().map(|row| Line::raw(row.clone())).collect();
        page.foot.resize(rows, Line::default());
    }
    page.body = body;
    page
}

/// Rows of the note: what it needs, three at the least; what is to be read keeps its share.
fn share(body: usize, note: &Note, width: usize, free: usize, reading: bool, space: Space) -> usize {
    let kept = LEAST.min(free);
    let kept_for_body = if space.height < LOW { 1 } else { (free * 2 / 5).max(1) };
    let wanted = if reading { kept } else { (note.height(width, free) + 1).max(kept) };
    let body = body.min(free.saturating_sub(wanted).max(kept_for_body)).max(1);
    free.saturating_sub(body).max(usize::from(space.height > 1))
}

/// Seconds of the stage that are gone, of all it has.
fn progress(view: &TimedView, left: Left) -> (usize, usize) {
    let all = view.clock.stage_seconds.max(1);
    let gone = (i64::from(all) - left.stage).clamp(0, i64::from(all));
    (usize::try_from(gone).unwrap_or(0), usize::try_from(all).unwrap_or(1))
}

/// Title, stage and both clocks; the goal where there is room.
fn head(view: &TimedView, left: Left, space: Space, theme: Theme) -> Vec<Line<'static>> {
    let (title, stage) = (one_line(&view.title), one_line(&view.stage));
    let paused = if view.clock.paused.is_some() { "paused " } else { "" };
    let of_stage = if left.stage < 0 { theme.late() } else { soon(view, left, theme) };
    let of_all = if left.all < 0 { theme.late() } else { theme.quiet() };
    let over = |seconds: i64| if seconds < 0 { "over " } else { "" };
    let single = view.clock.is_single();
    if space.height < 18 {
        if space.height < 4 {
            return Vec::new();
        }
        let mut right = vec![Piece::new(format!("{paused}{}{}", over(left.stage), figures(left.stage)), of_stage)];
        if !single {
            right.push(Piece::new(format!("{}{}", theme.dot(), figures(left.all)), of_all));
        }
        let mut lines = vec![line(&stage, theme.strong(), right, space, theme)];
        if space.height >= 8 && !view.goal.trim().is_empty() {
            let goal = cut(&format!("goal: {}", one_line(&view.goal)), room(space), theme.cut());
            lines.push(line(&goal, theme.quiet(), Vec::new(), space, theme));
        }
        return lines;
    }
    let of_all = Piece::new(format!("{}{} in all", over(left.all), figures(left.all)), of_all);
    let all = if single { Vec::new() } else { vec![of_all] };
    let behind = if left.stage < 0 { "" } else { " left" };
    let of_stage = Piece::new(format!("{paused}{}{}{behind}", over(left.stage), figures(left.stage)), of_stage);
    let mut lines =
        vec![line(&title, theme.strong(), all, space, theme), line(&stage, Style::new(), vec![of_stage], space, theme)];
    if !view.goal.trim().is_empty() {
        let pad = " ".repeat(space.pad.min(1));
        let margin = Margin {
            first: vec![Piece::new(format!("{pad}goal: "), theme.quiet())],
            rest: vec![Piece::new(format!("{pad}      "), theme.quiet())],
        };
        let goal = flow(&[Piece::new(one_line(&view.goal), Style::new())], room(space), &margin);
        lines.extend(goal.into_iter().take(2));
    }
    lines
}

/// The last fifth of a stage stands out.
fn soon(view: &TimedView, left: Left, theme: Theme) -> Style {
    let soon = left.stage * 5 <= i64::from(view.clock.stage_seconds);
    if soon { theme.told().patch(theme.strong()) } else { theme.strong() }
}

/// A line with something at its right end, which is never cut before the left.
fn line(left: &str, style: Style, right: Vec<Piece>, space: Space, theme: Theme) -> Line<'static> {
    let width = room(space);
    let end: usize = right.iter().map(|piece| piece.text.width()).sum();
    let left = cut(left, width.saturating_sub(end + 2), theme.cut());
    let between = width.saturating_sub(left.width() + end);
    let mut spans =
        vec![Span::raw(" ".repeat(space.pad.min(1))), Span::styled(left, style), Span::raw(" ".repeat(between))];
    spans.extend(right.into_iter().map(|piece| Span::styled(piece.text, piece.style)));
    Line::from(spans)
}

fn keys(view: &TimedView) -> Vec<Key> {
    let key = |command: &Command| {
        let (does, rank) = match command {
            Command::Next => ("next", 0),
            Command::Pause if view.clock.paused.is_some() => ("go on", 0),
            Command::Pause => ("pause", 2),
            Command::End => ("end", 3),
            Command::Ask => ("ask", 4),
            Command::Edit => ("editor", 5),
        };
        Key::new(format!("ctrl-{}", command.letter()), does, rank)
    };
    let mut keys: Vec<Key> = view.commands.iter().map(key).collect();
    keys.push(Key::new("F1", "help", 1));
    keys
}
