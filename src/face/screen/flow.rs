//! Styled words laid into lines, measured as the terminal will show them.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A run of text in one style.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) style: Style,
}

impl Piece {
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// What stands before the lines of a block: once before the first, then before all others.
#[derive(Clone, Debug, Default)]
pub(super) struct Margin {
    pub(super) first: Vec<Piece>,
    pub(super) rest: Vec<Piece>,
}

impl Margin {
    /// The same before every line.
    pub(super) fn even(piece: Piece) -> Self {
        Self { first: vec![piece.clone()], rest: vec![piece] }
    }
}

/// Columns of a run of pieces.
pub(super) fn measure(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.width()).sum()
}

/// Words wrapped to `width` columns; no word is lost, and one that is too long is broken between its letters.
pub(super) fn flow(pieces: &[Piece], width: usize, margin: &Margin) -> Vec<Line<'static>> {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let room = |line: usize| {
        let before = measure(if line == 0 { &margin.first } else { &margin.rest });
        width.saturating_sub(before).max(1)
    };
    // The line being filled: where it begins, where its last word ends, its columns.
    let mut open: Option<(usize, usize, usize)> = None;
    for (start, end) in words(&text) {
        if start == end {
            continue;
        }
        if let Some((begin, last, filled)) = open {
            let filled = filled + text[last..end].width();
            if filled <= room(lines.len()) {
                open = Some((begin, end, filled));
                continue;
            }
        }
        lines.extend(open.take().map(|(begin, last, _)| (begin, last)));
        let mut start = start;
        while text[start..end].width() > room(lines.len()) {
            let fit = start + fitting(&text[start..end], room(lines.len()));
            lines.push((start, fit));
            start = fit;
        }
        open = (start < end).then(|| (start, end, text[start..end].width()));
    }
    lines.extend(open.map(|(begin, last, _)| (begin, last)));
    if lines.is_empty() {
        lines.push((0, 0));
    }
    let set = |(at, (start, end)): (usize, (usize, usize))| {
        let before = if at == 0 { &margin.first } else { &margin.rest };
        set_line(before, pieces, start, end)
    };
    lines.into_iter().enumerate().map(set).collect()
}

/// Lines cut where they are full, blanks kept: code.
pub(super) fn chop(text: &str, style: Style, width: usize, margin: &Margin, wrapped: &Piece) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut rest = text;
    loop {
        let mut before = if lines.is_empty() { margin.first.clone() } else { margin.rest.clone() };
        if !lines.is_empty() {
            before.push(wrapped.clone());
        }
        let room = width.saturating_sub(measure(&before)).max(1);
        let cut = if rest.width() <= room { rest.len() } else { fitting(rest, room) };
        lines.push(set_line(&before, &[Piece::new(&rest[..cut], style)], 0, cut));
        rest = &rest[cut..];
        if rest.is_empty() {
            return lines;
        }
    }
}

/// One line, cut with a mark where it is too long.
pub(super) fn cut(text: &str, width: usize, mark: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    if width <= mark.width() {
        return text[..fitting_or_none(text, width)].to_owned();
    }
    format!("{}{mark}", text[..fitting_or_none(text, width - mark.width())].trim_end())
}

/// Where each word begins and ends, the blanks behind it left out.
fn words(text: &str) -> Vec<(usize, usize)> {
    let wide = text.chars().any(|letter| letter.width() == Some(2));
    let separator = if wide { WordSeparator::UnicodeBreakProperties } else { WordSeparator::AsciiSpace };
    let mut at = 0;
    let place = |word: textwrap::core::Word<'_>| {
        let start = at;
        at += word.word.len() + word.whitespace.len();
        (start, start + word.word.len())
    };
    separator.find_words(text).map(place).collect()
}

/// Bytes of as many letters as fit, one at the least.
fn fitting(text: &str, room: usize) -> usize {
    let fit = fitting_or_none(text, room);
    if fit > 0 { fit } else { text.graphemes(true).next().map_or(text.len(), str::len) }
}

fn fitting_or_none(text: &str, room: usize) -> usize {
    let mut used = 0;
    for (at, letter) in text.grapheme_indices(true) {
        used += letter.width();
        if used > room {
            return at;
        }
    }
    text.len()
}

fn set_line(before: &[Piece], pieces: &[Piece], start: usize, end: usize) -> Line<'static> {
    let mut spans: Vec<Span<'static>> =
        before.iter().map(|piece| Span::styled(piece.text.clone(), piece.style)).collect();
    let mut at = 0;
    for piece in pieces {
        let (from, to) = (start.max(at), end.min(at + piece.text.len()));
        if from < to {
            spans.push(Span::styled(piece.text[from - at..to - at].to_owned(), piece.style));
        }
        at += piece.text.len();
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str, width: usize, margin: &Margin) -> Vec<String> {
        flow(&[Piece::new(text, Style::new())], width, margin).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn words_are_wrapped_and_measured() {
        let table: [(&str, usize, &[&str]); 7] = [
            ("one two three", 7, &["one two", "three"]),
            ("日本語の文字", 6, &["日本語", "の文字"]),
            ("❤\u{fe0f}❤\u{fe0f}❤\u{fe0f}", 4, &["❤\u{fe0f}❤\u{fe0f}", "❤\u{fe0f}"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]),
            ("日", 1, &["日"]),
            ("", 5, &[""]),
        ];
        for (text, width, lines) in table {
            assert_eq!(plain(text, width, &Margin::default()), lines, "{text:?}");
        }
        let margin = Margin { first: vec![Piece::new("- ", Style::new())], rest: vec![Piece::new("  ", Style::new())] };
        assert_eq!(plain("one two three", 9, &margin), ["- one two", "  three"]);
    }

    #[test]
    fn styles_stay_with_their_words() {
        let bold = Style::new().add_modifier(ratatui::style::Modifier::BOLD);
        let pieces = [Piece::new("a ", Style::new()), Piece::new("bold one", bold), Piece::new(" c", Style::new())];
        let lines = flow(&pieces, 6, &Margin::default());
        let shown: Vec<Vec<(String, bool)>> = lines
            .iter()
            .map(|line| line.iter().map(|span| (span.content.to_string(), span.style == bold)).collect())
            .collect();
        let word = |text: &str, is_bold| (text.to_owned(), is_bold);
        assert_eq!(shown, [vec![word("a ", false), word("bold", true)], vec![word("one", true), word(" c", false)]]);
    }

    #[test]
    fn code_keeps_its_blanks_and_is_cut() {
        let wrapped = Piece::new("> ", Style::new());
        let lines = chop("    x = 1  # y", Style::new(), 10, &Margin::default(), &wrapped);
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["    x = 1 ", ">  # y"]);
        assert_eq!((cut("abcdef", 4, "…"), cut("日本語", 5, "…")), ("abc…".to_owned(), "日本…".to_owned()));
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[ -~日本❤\u{fe0f}👩\u{200d}🔬\u{301}א]{0,120}", width in 4..40_usize) {
            let lines = plain(&text, width, &Margin::default());
            for line in &lines {
                prop_assert!(line.width() <= width, "{line:?} on {width}");
            }
            let kept = |text: &str| text.chars().filter(|letter| *letter != ' ').collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
        }
    }
}
