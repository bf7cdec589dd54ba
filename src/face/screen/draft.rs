//! Key points while they are written: lines with a cursor.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::text::clean;

/// Lines and bytes beyond these are not taken: nobody writes so many points.
const MOST_LINES: usize = 200;
const MOST_BYTES: usize = 64 << 10;

/// A short text in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    lines: Vec<String>,
    row: usize,
    /// A byte within the line, between two letters.
    at: usize,
}

impl Default for Draft {
    fn default() -> Self {
        Self { lines: vec![String::new()], row: 0, at: 0 }
    }
}

/// What a key of the editor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Letter(char),
    Break,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
}

impl Draft {
    /// All lines that say something.
    pub(super) fn points(&self) -> Vec<String> {
        self.lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The line of the cursor, and the columns before it.
    pub(super) fn cursor(&self) -> (usize, usize) {
        let before = self.lines.get(self.row).and_then(|line| line.get(..self.at)).unwrap_or_default();
        (self.row, before.width())
    }

    /// True when the cursor stands on an empty line: another break ends the text.
    pub(super) fn is_on_empty_line(&self) -> bool {
        self.line().trim().is_empty()
    }

    /// Takes a text from outside, line breaks and all.
    pub(super) fn paste(&mut self, text: &str) {
        for letter in clean(&text.replace("\r\n", "\n").replace('\r', "\n")).chars() {
            match letter {
                '\n' => self.stroke(Stroke::Break),
                '\t' => self.stroke(Stroke::Letter(' ')),
                _ => self.stroke(Stroke::Letter(letter)),
            }
        }
    }

    pub(super) fn stroke(&mut self, stroke: Stroke) {
        match stroke {
            Stroke::Letter(letter) if self.has_room() => {
                let at = self.at;
                self.line_mut().insert(at, letter);
                self.at += letter.len_utf8();
            }
            Stroke::Break if self.has_room() && self.lines.len() < MOST_LINES => {
                let at = self.at;
                let rest = self.line_mut().split_off(at);
                self.row += 1;
                self.lines.insert(self.row, rest);
                self.at = 0;
            }
            Stroke::Letter(_) | Stroke::Break => {}
            Stroke::Backspace => {
                if self.at > 0 || self.row > 0 {
                    self.stroke(Stroke::Left);
                    self.stroke(Stroke::Delete);
                }
            }
            Stroke::Delete => self.delete(),
            Stroke::Left if self.at > 0 => self.at -= self.letter_before(),
            Stroke::Left if self.row > 0 => self.go(self.row - 1, usize::MAX),
            Stroke::Right if self.at < self.line().len() => self.at += self.letter_after(),
            Stroke::Right if self.row + 1 < self.lines.len() => self.go(self.row + 1, 0),
            Stroke::Left | Stroke::Right => {}
            Stroke::Up => self.go(self.row.saturating_sub(1), self.at),
            Stroke::Down => self.go((self.row + 1).min(self.lines.len() - 1), self.at),
            Stroke::Home => self.at = 0,
            Stroke::End => self.at = self.line().len(),
        }
    }

    fn delete(&mut self) {
        if self.at < self.line().len() {
            let (at, letter) = (self.at, self.letter_after());
            self.line_mut().drain(at..at + letter);
        } else if self.row + 1 < self.lines.len() {
            let next = self.lines.remove(self.row + 1);
            self.line_mut().push_str(&next);
        }
    }

    fn go(&mut self, row: usize, at: usize) {
        self.row = row;
        let line = self.line();
        let mut at = at.min(line.len());
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        self.at = at;
    }

    fn has_room(&self) -> bool {
        self.lines.iter().map(String::len).sum::<usize>() < MOST_BYTES
    }

    fn line(&self) -> &str {
        self.lines.get(self.row).map_or("", String::as_str)
    }

    fn line_mut(&mut self) -> &mut String {
        if self.row >= self.lines.len() {
            self.lines.resize(self.row + 1, String::new());
        }
        &mut self.lines[self.row]
    }

    fn letter_before(&self) -> usize {
        self.line()[..self.at].graphemes(true).next_back().map_or(0, str::len)
    }

    fn letter_after(&self) -> usize {
        self.line()[self.at..].graphemes(true).next().map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(text: &str) -> Draft {
        let mut draft = Draft::default();
        draft.paste(text);
        draft
    }

    #[test]
    fn strokes_write_and_mend() {
        let mut draft = typed("one\ntwo");
        draft.stroke(Stroke::Backspace);
        draft.stroke(Stroke::Home);
        draft.stroke(Stroke::Backspace);
        assert_eq!((draft.points(), draft.cursor()), (vec!["onetw".to_owned()], (0, 3)));
        draft.stroke(Stroke::Break);
        draft.stroke(Stroke::Up);
        draft.stroke(Stroke::End);
        draft.stroke(Stroke::Delete);
        assert_eq!(draft.points(), ["onetw"]);
        let mut wide = typed("日e\u{301}");
        wide.stroke(Stroke::Backspace);
        assert_eq!((wide.points(), wide.cursor()), (vec!["日".to_owned()], (0, 2)));
    }

    #[test]
    fn a_large_paste_is_taken_and_an_endless_one_is_cut() {
        let text = "a point of some length\r\n".repeat(10_000 / 24);
        let draft = typed(&text);
        assert_eq!(draft.lines().len(), MOST_LINES);
        assert_eq!(typed(&"x".repeat(10_000)).points(), ["x".repeat(10_000)]);
        assert_eq!(typed(&"x".repeat(100_000)).points()[0].len(), MOST_BYTES);
        assert_eq!(typed("\u{1b}[31ma\tb\u{7}").points(), ["[31ma b"]);
    }

    proptest! {
        #[test]
        fn no_strokes_panic(strokes in proptest::collection::vec(0..12_u8, 0..80)) {
            let mut draft = typed("日本\ne\u{301}👩\u{200d}🔬\n");
            for stroke in strokes {
                draft.stroke(match stroke {
                    0 => Stroke::Letter('é'), 1 => Stroke::Letter('\u{301}'), 2 => Stroke::Break, 3 => Stroke::Backspace,
                    4 => Stroke::Delete, 5 => Stroke::Left, 6 => Stroke::Right, 7 => Stroke::Up, 8 => Stroke::Down,
                    9 => Stroke::Home, 10 => Stroke::End, _ => Stroke::Letter('日'),
                });
            }
            draft.cursor();
        }
    }
}
