//! All that a screen shows, as plain values, and the drawing of it: nothing in, a buffer out.

use ratatui::{
    buffer::Buffer,
    layout::Position,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    checklist::Ticking,
    draft::Draft,
    flow::{Margin, Piece, cut, flow},
    note::{Note, Top},
    page::{self, Page},
    theme::Theme,
    timed::Running,
};
use crate::{face::keys::Scale, model::view::View};

/// How the screen is to look, and what it offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Colours may be used.
    pub colour: bool,
    /// Only ASCII marks around the text of a card.
    pub ascii: bool,
    /// Four keys rate a card instead of six.
    pub four_keys: bool,
    /// Seconds that a card should take, beside the clock; none without a clock.
    pub clock: Option<u32>,
    /// How sure one is may be said before the answer is shown.
    pub confidence: bool,
}

impl Look {
    pub(super) const fn theme(self) -> Theme {
        Theme { colour: self.colour, ascii: self.ascii }
    }

    pub(super) const fn scale(self) -> Scale {
        if self.four_keys { Scale::Four } else { Scale::Six }
    }
}

/// What lies over a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys and the scale with its anchors.
    Help,
}

/// All that is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// The view.
    pub view: &'a View,
    /// How it is to look.
    pub look: Look,
    /// Lines told since the last key.
    pub told: &'a [String],
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// The first line of the body that is shown.
    pub scroll: usize,
    /// The answer is brought into sight instead; if all fits, or the question is short, nothing moves.
    pub to_answer: bool,
    /// Seconds since the card was shown.
    pub seconds: u32,
    /// Which points of a list were said.
    pub said: &'a [bool],
    /// The key points in the making.
    pub draft: Option<&'a Draft>,
    /// What a closing screen tells.
    pub summary: &'a str,
    /// The answer of a choice on which the cursor stands; none where nothing is chosen before a key is pressed.
    pub chosen: Option<usize>,
    /// A task against the clock, as it stands.
    pub running: Option<Running<'a>>,
    /// A list that is being ticked.
    pub ticking: Option<Ticking<'a>>,
    /// A line that is being typed.
    pub line: Option<&'a Note>,
}

impl<'a> Picture<'a> {
    /// A view with nothing told and nothing over it.
    pub const fn of(view: &'a View, look: Look) -> Self {
        Self {
            view,
            look,
            told: &[],
            overlay: None,
            scroll: 0,
            to_answer: false,
            seconds: 0,
            said: &[],
            draft: None,
            summary: "",
            chosen: Some(0),
            running: None,
            ticking: None,
            line: None,
        }
    }
}

/// What came of a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Where the cursor stands; hidden if nowhere.
    pub cursor: Option<Position>,
    /// The first line of the body that was shown: never past the end.
    pub scroll: usize,
    /// The largest scroll that shows something new.
    pub most: usize,
    /// Lines of the body that fit.
    pub height: usize,
    /// The row of a note at the top of its window, and the columns of that window.
    pub top: Top,
    /// Columns of the body.
    pub measure: usize,
    /// A list and the text beside it are both seen.
    pub wide: bool,
}

/// The window, measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Space {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Blank columns on the left, so that text on a wide window stands in its middle.
    left: usize,
    /// Blank columns on both sides of the body.
    pub(super) pad: usize,
    /// Two columns of text stand beside each other.
    pub(super) wide: bool,
}

/// No line is set wider.
const WIDEST: usize = 84;
/// Two columns of text are set no wider together, and not beside each other on less.
const WIDEST_PAIR: usize = 160;
const NARROWEST_PAIR: usize = 100;
/// A page is no taller, unless its text is.
const TALL: usize = 32;
/// Prose is set no wider: longer lines are hard to read.
const MEASURE: usize = 78;

impl Space {
    /// The window; as two columns where a pair of texts has room for it.
    fn of(buffer: &Buffer, pair: bool) -> Self {
        let (width, height) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
        let wide = pair && width >= NARROWEST_PAIR;
        let widest = if wide { WIDEST_PAIR } else { WIDEST };
        let inner = width.min(widest);
        let left = if width > widest + 8 { (width - inner) / 2 } else { 0 };
        let pad = match inner {
            0..50 => 0,
            50..70 => 1,
            _ => 2,
        };
        Self { width: inner, height, left, pad, wide }
    }

    /// Columns of the body.
    pub(super) const fn measure(self) -> usize {
        let room = self.width.saturating_sub(2 * self.pad);
        if room > MEASURE && !self.wide { MEASURE } else { room }
    }

    /// Rules that there is room for.
    pub(super) const fn rules(self) -> usize {
        match self.height {
            0..7 => 0,
            7..12 => 1,
            _ => 2,
        }
    }

    /// True when there is room for blank lines.
    pub(super) const fn is_roomy(self) -> bool {
        self.height >= 18
    }
}

/// Draws a picture into a buffer of any size.
pub fn draw(picture: &Picture<'_>, buffer: &mut Buffer) -> Drawn {
    buffer.reset();
    let pair = matches!(picture.view, View::Checklist { beside, .. } if !beside.trim().is_empty());
    let space = Space::of(buffer, pair && picture.overlay.is_none());
    if space.width == 0 || space.height == 0 {
        return Drawn::default();
    }
    let page = page::compose(picture, space);
    Sheet { buffer, space, theme: picture.look.theme() }.set(page, picture)
}

struct Sheet<'b> {
    buffer: &'b mut Buffer,
    space: Space,
    theme: Theme,
}

impl Sheet<'_> {
    /// From top to bottom: head, rule, body, what was told, rule, foot, keys. What has no room is left out, the body
    /// last of all.
    fn set(mut self, page: Page, picture: &Picture<'_>) -> Drawn {
        let height = self.space.height;
        let told = told(picture, self.space);
        let keys = usize::from(height >= 3);
        let rules = self.space.rules();
        let fixed = page.head.len() + rules + page.foot.len() + told.len() + keys;
        // On a tall window the grades stay near what they rate.
        let room = height.saturating_sub(fixed).min(page.body.len().max(TALL.saturating_sub(fixed))).max(1);
        let most = page.body.len().saturating_sub(room);
        // A short question stays above its answer.
        let answer = page.answer_at.filter(|at| at * 3 > room).unwrap_or(0);
        let first = if picture.to_answer { answer } else { picture.scroll };
        let mut scroll = first.min(most);
        if let Some((row, _)) = page.cursor {
            // What is being written, or chosen, stays in sight.
            scroll = scroll.clamp((row + 1).saturating_sub(room).min(most), row.min(most));
        }
        let mut y = 0;
        for line in &page.head {
            y = self.put(y, line, 0);
        }
        if rules == 2 {
            y = self.put(y, &self.progress(page.progress), 0);
        }
        let top = y;
        for line in page.body.iter().skip(scroll).take(room) {
            y = self.put(y, line, self.space.pad);
        }
        let cursor = page.cursor.filter(|(row, _)| (scroll..scroll + room).contains(row)).map(|(row, column)| {
            let x = (self.space.left + self.space.pad + column).min(self.buffer.area.width.saturating_sub(1).into());
            Position::new(narrow(x), narrow(top + row - scroll))
        });
        y = top + room;
        for line in &told {
            y = self.put(y, line, self.space.pad);
        }
        if rules > 0 {
            let shown = (scroll + 1, (scroll + room).min(page.body.len()), page.body.len());
            let shown = (most > 0).then_some(shown);
            let beside = page.beside.filter(|(_, most, _)| *most > 0);
            let shown = beside.map(|(first, most, room)| (first + 1, first + room, most + room)).or(shown);
            y = self.put(y, &self.mark(&page.legends, shown), 0);
        }
        let foot = y;
        for line in &page.foot {
            // A note stands below what is read, grades below their page.
            y = self.put(y, line, if page.pane.is_some() { self.space.pad } else { self.space.pad.min(1) });
        }
        if keys > 0 {
            self.put(y, &page.keys, self.space.pad.min(1));
        }
        let (measure, wide) = (self.space.measure(), self.space.wide);
        let mut drawn = Drawn { cursor, scroll, most, height: room, top: Top::default(), measure, wide };
        if let Some(((row, column), top)) = page.pane {
            let x = (self.space.left + self.space.pad + column).min(self.buffer.area.width.saturating_sub(1).into());
            drawn.cursor = (foot + row < height).then(|| Position::new(narrow(x), narrow(foot + row)));
            drawn.top = top;
        }
        if let Some((scroll, most, height)) = page.beside {
            (drawn.scroll, drawn.most, drawn.height) = (scroll, most, height);
        }
        drawn
    }

    fn put(&mut self, y: usize, line: &Line<'_>, pad: usize) -> usize {
        if y < self.space.height {
            let x = self.space.left + pad;
            self.buffer.set_line(narrow(x), narrow(y), line, narrow(self.space.width.saturating_sub(pad)));
        }
        y + 1
    }

    /// A rule of which the part that is done is heavy.
    fn progress(&self, done: Option<(usize, usize)>) -> Line<'static> {
        let width = self.space.width;
        let heavy = done.map_or(0, |(done, all)| (width * done).checked_div(all).unwrap_or(0).min(width));
        Line::from(vec![
            Span::raw(self.theme.heavy().repeat(heavy)),
            Span::styled(self.theme.rule().repeat(width - heavy), self.theme.quiet()),
        ])
    }

    /// A rule with what holds for the grades, and the place in the text.
    fn mark(&self, legends: &[String], shown: Option<(usize, usize, usize)>) -> Line<'static> {
        let (width, rule) = (self.space.width, self.theme.rule());
        let place = shown.map_or(String::new(), |(first, last, all)| {
            let more = self.theme.more(first > 1, last < all);
            format!(" {first}-{last} of {all} {more} ")
        });
        let room = width.saturating_sub(place.width() + 3);
        let mut legends = legends.iter().map(|legend| format!(" {legend} "));
        let legend = legends.find(|legend| legend.width() <= room).unwrap_or_default();
        let before = usize::from(!legend.is_empty() && legend.width() < room);
        let place = cut(&place, width, "");
        let after = usize::from(!place.is_empty() && place.width() + legend.width() + before < width);
        let between = width.saturating_sub(before + legend.width() + place.width() + after);
        let quiet = self.theme.quiet();
        Line::from(vec![
            Span::styled(rule.repeat(before), quiet),
            Span::styled(legend, quiet),
            Span::styled(rule.repeat(between), quiet),
            Span::raw(place),
            Span::styled(rule.repeat(after), quiet),
        ])
    }
}

/// What was told, at most a third of the window; where a note is written, at most a fifth.
pub(super) fn told(picture: &Picture<'_>, space: Space) -> Vec<Line<'static>> {
    let theme = picture.look.theme();
    let written = picture.running.is_some_and(|running| running.note.is_some());
    let share = if matches!(picture.view, View::Timed(_)) && written { 5 } else { 3 };
    let most = if space.height < 3 { 0 } else { (space.height / share).max(1) };
    let margin = Margin { first: Vec::new(), rest: vec![Piece::new("  ", theme.told())] };
    let lay = |told: &String| -> Vec<Line<'static>> {
        let lines = told.split('\n');
        lines.flat_map(|line| flow(&[Piece::new(line, theme.told())], space.measure(), &margin)).collect()
    };
    let mut told: Vec<Vec<Line<'static>>> = picture.told.iter().map(lay).collect();
    // The newest is at the end; an older one is shown whole, or not at all.
    while told.len() > 1 && told.iter().map(Vec::len).sum::<usize>() > most {
        told.remove(0);
    }
    let mut lines = told.concat();
    lines.truncate(most);
    lines
}

fn narrow(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
