//! A note while it is written: any number of lines with a cursor, laid softly into a window.

use unicode_segmentation::UnicodeSegmentation;

use super::wrap::{byte_at, end_of, measure, row_of, rows, seen};
use crate::model::text::clean;

/// Bytes beyond these are not taken.
const MOST_BYTES: usize = 1 << 20;

/// A text in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    lines: Vec<String>,
    row: usize,
    /// A byte within the line, between two letters.
    at: usize,
    /// The column that moves up and down aim at.
    wish: Option<usize>,
    bytes: usize,
    edits: u64,
}

/// What a key does to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A letter, or a tab.
    Letter(char),
    /// The end of a line.
    Break,
    /// The letter before the cursor goes.
    Backspace,
    /// The letter behind it goes.
    Delete,
    /// All before the cursor on its line goes.
    CutBefore,
    /// All behind it on its line goes; at its end, the end itself.
    CutBehind,
    /// The word before the cursor goes.
    CutWord,
    /// A letter to the left.
    Left,
    /// A letter to the right.
    Right,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// Rows of the window up (below zero) or down.
    Rows(isize),
    /// The beginning of the line.
    Home,
    /// The end of the line.
    End,
    /// The beginning of all.
    First,
    /// The end of all.
    Last,
}

/// The row at the top of a window: a line, and one of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Top {
    line: usize,
    row: usize,
}

/// What a window shows of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pane {
    pub(super) rows: Vec<String>,
    /// The row and column of the cursor.
    pub(super) cursor: (usize, usize),
    pub(super) top: Top,
    /// More stands above, below.
    pub(super) above: bool,
    pub(super) below: bool,
}

impl Note {
    /// A note with the cursor at its end. Line ends of any kind become line feeds.
    pub fn of(text: &str) -> Self {
        let lines: Vec<String> = broken(text).split('\n').map(str::to_owned).collect();
        let bytes = lines.iter().map(|line| line.len() + 1).sum();
        let mut note = Self { lines, row: 0, at: 0, wish: None, bytes, edits: 0 };
        note.finish();
        note
    }

    /// All of it.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// A number that grows with every change.
    pub(super) const fn edits(&self) -> u64 {
        self.edits
    }

    /// Takes a text from outside, without what a terminal would obey; false when not all of it found room.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        let text = broken(text);
        let text = clean(&text);
        let mut room = MOST_BYTES.saturating_sub(self.bytes).min(text.len());
        while !text.is_char_boundary(room) {
            room -= 1;
        }
        let taken = &text[..room];
        if taken.is_empty() {
            return text.is_empty();
        }
        self.edits += 1;
        self.wish = None;
        self.bytes += taken.len();
        let behind = self.line_mut().map(|(line, at)| line.split_off(at)).unwrap_or_default();
        let mut parts = taken.split('\n');
        if let (Some(part), Some((line, _))) = (parts.next(), self.line_mut()) {
            line.push_str(part);
        }
        let further: Vec<String> = parts.map(str::to_owned).collect();
        let count = further.len();
        self.lines.splice(self.row + 1..self.row + 1, further);
        self.row += count;
        self.at = self.line().len();
        let at = self.at;
        if let Some((line, _)) = self.line_mut() {
            line.push_str(&behind);
        }
        self.at = self.fitted(at);
        room == text.len()
    }

    /// Does what a key does, in a window of so many columns; false when there was no room for it.
    pub fn stroke(&mut self, stroke: Stroke, width: usize) -> bool {
        let wish = self.wish.take();
        match stroke {
            Stroke::Letter(letter) => return self.paste(letter.encode_utf8(&mut [0; 4])),
            Stroke::Break => return self.paste("\n"),
            Stroke::Backspace => {
                let from = self.left();
                self.cut(from);
            }
            Stroke::Delete => {
                let to = self.right();
                self.cut(to);
            }
            Stroke::CutBefore => self.cut((self.row, 0)),
            Stroke::CutBehind if self.at < self.line().len() => self.cut((self.row, self.line().len())),
            Stroke::CutBehind => {
                let to = self.right();
                self.cut(to);
            }
            Stroke::CutWord => {
                let from = self.word_left();
                self.cut(from);
            }
            Stroke::Left => (self.row, self.at) = self.left(),
            Stroke::Right => (self.row, self.at) = self.right(),
            Stroke::WordLeft => (self.row, self.at) = self.word_left(),
            Stroke::WordRight => (self.row, self.at) = self.word_right(),
            Stroke::Rows(by) => self.climb(by, width, wish),
            Stroke::Home => self.at = 0,
            Stroke::End => self.at = self.line().len(),
            Stroke::First => (self.row, self.at) = (0, 0),
            Stroke::Last => self.finish(),
        }
        true
    }

    /// What a window of so many columns and rows shows, the cursor in it; `top` is where it stood.
    ///
    /// The last column is kept for a cursor behind a full row.
    pub(super) fn pane(&self, width: usize, height: usize, top: Top) -> Pane {
        let width = columns(width);
        let height = height.max(1);
        let starts = rows(self.line(), width);
        let row = row_of(&starts, self.at);
        let column = measure(&self.line()[starts[row]..self.at]);
        let top = self.slid(Top { line: self.row, row }, top, width, height);
        let mut shown = Vec::with_capacity(height);
        let (mut cursor, mut below) = ((0, column), false);
        let mut skip = top.row;
        for (at, line) in self.lines.iter().enumerate().skip(top.line) {
            if shown.len() == height {
                below = true;
                break;
            }
            let starts = rows(line, width);
            if at == self.row {
                cursor.0 = (shown.len() + row).saturating_sub(skip);
            }
            let room = height - shown.len();
            let last = starts.len().min(skip + room);
            shown.extend((skip..last).map(|row| seen(&line[starts[row]..end_of(&starts, row, line)])));
            below |= last < starts.len();
            skip = 0;
        }
        Pane { rows: shown, cursor, top, above: top > Top::default(), below }
    }

    /// How many rows it takes, counted up to a limit.
    pub(super) fn height(&self, width: usize, limit: usize) -> usize {
        let mut height = 0;
        for line in &self.lines {
            if height >= limit {
                break;
            }
            height += rows(line, columns(width)).len();
        }
        height.min(limit)
    }

    /// The top moved as little as needed, so that the cursor is in sight and no row is left blank for nothing.
    fn slid(&self, cursor: Top, top: Top, width: usize, height: usize) -> Top {
        // The highest top that still shows the cursor.
        let highest = self.above(cursor, height - 1, width);
        // The lowest one that fills the window.
        let line = self.lines.len().saturating_sub(1);
        let last = Top { line, row: self.lines.get(line).map_or(0, |line| rows(line, width).len() - 1) };
        let lowest = self.above(last, height - 1, width).max(highest);
        let rows = self.lines.get(top.line).map_or(1, |line| rows(line, width).len());
        let top = Top { row: top.row.min(rows - 1), ..top };
        top.clamp(highest, cursor.min(lowest).max(highest))
    }

    /// The row that stands so many rows above another.
    fn above(&self, mut from: Top, mut by: usize, width: usize) -> Top {
        loop {
            if from.row >= by {
                return Top { row: from.row - by, ..from };
            }
            if from.line == 0 {
                return Top::default();
            }
            by -= from.row + 1;
            let line = from.line - 1;
            from = Top { line, row: rows(&self.lines[line], width).len() - 1 };
        }
    }

    /// Moves by rows of the window, towards the column from which the first such move began.
    fn climb(&mut self, by: isize, width: usize, wish: Option<usize>) {
        let width = columns(width);
        let mut starts = rows(self.line(), width);
        let mut row = row_of(&starts, self.at);
        let wish = wish.unwrap_or_else(|| measure(&self.line()[starts[row]..self.at]));
        for _ in 0..by.unsigned_abs() {
            if by < 0 && row > 0 {
                row -= 1;
            } else if by > 0 && row + 1 < starts.len() {
                row += 1;
            } else {
                let next = self.row.checked_add_signed(by.signum()).filter(|next| *next < self.lines.len());
                // Beyond the first row lies its beginning, beyond the last its end.
                let Some(next) = next else {
                    self.at = if by < 0 { 0 } else { self.line().len() };
                    return;
                };
                self.row = next;
                starts = rows(self.line(), width);
                row = if by < 0 { starts.len() - 1 } else { 0 };
            }
        }
        self.at = byte_at(self.line(), &starts, row, wish);
        self.wish = Some(wish);
    }

    /// What stands between the cursor and another place goes.
    fn cut(&mut self, other: (usize, usize)) {
        let here = (self.row, self.at);
        let (from, to) = if other < here { (other, here) } else { (here, other) };
        if from == to {
            return;
        }
        self.edits += 1;
        let behind = self.lines.get(to.0).and_then(|line| line.get(to.1..)).unwrap_or_default().to_owned();
        (self.row, self.at) = from;
        self.lines.drain(from.0 + 1..=to.0);
        if let Some((line, at)) = self.line_mut() {
            line.truncate(at);
            line.push_str(&behind);
        }
        self.bytes = self.lines.iter().map(|line| line.len() + 1).sum();
        self.at = self.fitted(from.1);
    }

    fn left(&self) -> (usize, usize) {
        match (self.row, self.at) {
            (0, 0) => (0, 0),
            (row, 0) => (row - 1, self.lines[row - 1].len()),
            (row, at) => (row, at - self.line()[..at].graphemes(true).next_back().map_or(0, str::len)),
        }
    }

    fn right(&self) -> (usize, usize) {
        let behind = &self.line()[self.at..];
        match behind.graphemes(true).next() {
            Some(letter) => (self.row, self.at + letter.len()),
            None if self.row + 1 < self.lines.len() => (self.row + 1, 0),
            None => (self.row, self.at),
        }
    }

    /// The beginning of the word before the cursor; the end of the line above where there is none.
    fn word_left(&self) -> (usize, usize) {
        let before = &self.line()[..self.at];
        let words = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let start = words.trim_end_matches(char::is_alphanumeric).len();
        if self.at == 0 { self.left() } else { (self.row, self.fitted(start)) }
    }

    /// The end of the word behind the cursor; the beginning of the line below where there is none.
    fn word_right(&self) -> (usize, usize) {
        let behind = &self.line()[self.at..];
        let word = behind.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let rest = word.trim_start_matches(char::is_alphanumeric).len();
        if behind.is_empty() { self.right() } else { (self.row, self.fitted(self.line().len() - rest)) }
    }

    fn finish(&mut self) {
        self.row = self.lines.len().saturating_sub(1);
        self.at = self.line().len();
    }

    /// The byte itself, or the end of the letter within which it falls: what was joined may be one letter now.
    fn fitted(&self, at: usize) -> usize {
        let line = self.line();
        let mut cursor = unicode_segmentation::GraphemeCursor::new(at.min(line.len()), line.len(), true);
        if cursor.is_boundary(line, 0).unwrap_or(true) {
            return at.min(line.len());
        }
        cursor.next_boundary(line, 0).ok().flatten().unwrap_or(line.len())
    }

    fn line(&self) -> &str {
        self.lines.get(self.row).map_or("", String::as_str)
    }

    fn line_mut(&mut self) -> Option<(&mut String, usize)> {
        let at = self.at;
        self.lines.get_mut(self.row).map(|line| (line, at))
    }
}

/// Columns for letters: the last one is the cursor's.
fn columns(width: usize) -> usize {
    width.saturating_sub(1).max(2)
}

/// The text with line feeds alone as the ends of its lines.
fn broken(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests;
