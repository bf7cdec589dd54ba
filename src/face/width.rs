//! How wide the paper is, and words laid on it.

use dialoguer::console::Term;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns where nothing says how many there are.
const USUAL: usize = 80;
/// Fewer are taken for so many.
const FEWEST: usize = 10;
/// Prose is set no wider: longer lines are hard to read.
const PROSE: usize = 78;

/// How many columns there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// So many, whatever the window says.
    Fixed(usize),
    /// As many as the window on stderr has at the time; 80 without one.
    Window,
}

impl Columns {
    /// The columns there are now, 10 or more.
    pub fn count(self) -> usize {
        let count = match self {
            Self::Fixed(count) => count,
            Self::Window => Term::stderr().size_checked().map_or(USUAL, |(_, columns)| usize::from(columns)),
        };
        if count == 0 { USUAL } else { count.max(FEWEST) }
    }
}

/// The width of prose on so many columns.
pub(super) fn prose(columns: usize) -> usize {
    columns.min(PROSE)
}

/// Columns that a text takes on one line, wide characters measured.
pub(super) fn measure(text: &str) -> usize {
    text.width()
}

/// Wraps one paragraph; `first` stands before its first line, `rest` before the others.
pub(super) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    // A script without blanks is broken between its letters; elsewhere only at blanks, so that formulas stay whole.
    let wide = text.chars().any(|letter| letter.width() == Some(2));
    let separator = if wide { WordSeparator::UnicodeBreakProperties } else { WordSeparator::AsciiSpace };
    let mut room = width.max(1);
    loop {
        let options = Options::new(room)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(separator)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        let lines = textwrap::wrap(text, options);
        let widest = lines.iter().map(|line| measure(line)).max().unwrap_or(0);
        // The library adds up letters; some are wider together (an emoji with its selector).
        let over = widest.saturating_sub(width);
        if over == 0 || room == 1 {
            return lines.into_iter().map(|line| line.trim_end().to_owned()).collect();
        }
        room -= over.min(room - 1);
    }
}

/// Joins short pieces with three blanks, beginning a line where one does not fit.
pub(super) fn join(pieces: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if measure(line) + 3 + measure(piece) <= width => {
                line.push_str("   ");
                line.push_str(piece);
            }
            _ => lines.push(piece.clone()),
        }
    }
    lines
}

/// The text filled up with blanks to so many columns.
pub(super) fn pad(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(measure(text));
    format!("{text}{}", " ".repeat(blanks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_never_absurd() {
        let table = [(0, 80), (1, 10), (40, 40), (500, 500)];
        for (given, count) in table {
            assert_eq!(Columns::Fixed(given).count(), count);
        }
        assert_eq!((prose(40), prose(200)), (40, 78));
    }

    #[test]
    fn wide_letters_are_measured() {
        assert_eq!(wrap("日本語の文字", 6, "", ""), ["日本語", "の文字"]);
        assert_eq!(wrap("❤\u{fe0f}❤\u{fe0f}❤\u{fe0f}", 4, "", ""), ["❤\u{fe0f}❤\u{fe0f}", "❤\u{fe0f}"]);
        assert_eq!(wrap("∂L/∂Z₂ = H W/n", 9, "", "  "), ["∂L/∂Z₂ =", "  H W/n"]);
        assert_eq!(pad("日", 4), "日  ");
        assert_eq!(join(&["aa".to_owned(), "bb".to_owned(), "cc".to_owned()], 8), ["aa   bb", "cc"]);
    }
}
