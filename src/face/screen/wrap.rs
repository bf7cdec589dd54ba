//! Soft lines: where a line of a text in the making goes on in the next row, and what is seen of it.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::text::clean;

/// A tab leads to the next multiple of so many columns.
const TAB: usize = 4;
/// What is seen of a letter that a terminal would obey.
const OBEYED: &str = "?";

/// Where each row of a line begins, when a row has so many columns; words are kept whole where they fit, and a single
/// blank behind a full row hangs over it.
///
/// What stands from the beginning of a row on is laid without a look at what stands before it.
pub(super) fn rows(line: &str, width: usize) -> Vec<usize> {
    let width = width.max(2);
    let mut starts = vec![0];
    let mut column = 0;
    // Behind the last blank of the row: its words before that are whole.
    let mut gap = None;
    each_letter(line, |at, letter| {
        let mut size = columns(letter, column);
        let hangs = letter == " " && column == width && at + 1 < line.len();
        // A word that is carried over may still be too long with this letter.
        while column > 0 && column + size > width && !hangs {
            let start = gap.take().filter(|_| letter != " ").unwrap_or(at);
            starts.push(start);
            column = measure(&line[start..at]);
            size = columns(letter, column);
        }
        column += size;
        if matches!(letter, " " | "\t") {
            gap = Some(at + letter.len());
        }
    });
    starts
}

/// The row in which a byte of the line stands; on the edge between two, the later one.
pub(super) fn row_of(starts: &[usize], at: usize) -> usize {
    starts.partition_point(|start| *start <= at).saturating_sub(1)
}

/// Where a row ends.
pub(super) fn end_of(starts: &[usize], row: usize, line: &str) -> usize {
    starts.get(row + 1).copied().unwrap_or(line.len())
}

/// Columns of the beginning of a row.
pub(super) fn measure(text: &str) -> usize {
    let mut column = 0;
    each_letter(text, |_, letter| column += columns(letter, column));
    column
}

/// The byte of a row on which a column falls: its last letter at the most, where another row follows.
pub(super) fn byte_at(line: &str, starts: &[usize], row: usize, wished: usize) -> usize {
    let start = starts.get(row).copied().unwrap_or(0);
    let end = end_of(starts, row, line);
    let (mut column, mut found, mut last) = (0, None, start);
    each_letter(&line[start..end], |at, letter| {
        if found.is_none() && column + columns(letter, column) > wished {
            found = Some(start + at);
        }
        column += columns(letter, column);
        last = start + at;
    });
    // The end of a row that goes on is the beginning of the next one.
    found.unwrap_or(if end < line.len() { last } else { end })
}

/// What is seen of a part of a line that begins a row: tabs as blanks, nothing that a terminal would obey.
pub(super) fn seen(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut column = 0;
    each_letter(text, |_, letter| {
        let size = columns(letter, column);
        match letter {
            "\t" => seen.extend(std::iter::repeat_n(' ', size)),
            _ if is_obeyed(letter) => seen.push_str(OBEYED),
            _ if size == 0 => {}
            _ => seen.push_str(letter),
        }
        column += size;
    });
    seen
}

/// Columns of a letter that stands on a column.
fn columns(letter: &str, column: usize) -> usize {
    match letter {
        "\t" => TAB - column % TAB,
        _ if is_obeyed(letter) => OBEYED.len(),
        _ => letter.width(),
    }
}

fn is_obeyed(letter: &str) -> bool {
    match letter.as_bytes() {
        [byte] => byte.is_ascii_control(),
        _ => clean(letter).len() != letter.len(),
    }
}

/// Each letter as a reader counts them, with its byte.
fn each_letter<'a>(text: &'a str, mut take: impl FnMut(usize, &'a str)) {
    if text.is_ascii() {
        (0..text.len()).for_each(|at| take(at, &text[at..=at]));
    } else {
        text.grapheme_indices(true).for_each(|(at, letter)| take(at, letter));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(line: &str, width: usize) -> Vec<&str> {
        let starts = rows(line, width);
        (0..starts.len()).map(|row| &line[starts[row]..end_of(&starts, row, line)]).collect()
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        let table: [(&str, usize, &[&str]); 14] = [
            ("", 5, &[""]),
            ("one two three", 8, &["one two ", "three"]),
            ("one two  three", 8, &["one two  ", "three"]),
            ("one two   three", 8, &["one two  ", " three"]),
            ("one two three", 7, &["one two ", "three"]),
            (" abc日", 4, &[" ", "abc", "日"]),
            ("one two ", 7, &["one two", " "]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("a bcdefghij", 4, &["a ", "bcde", "fghi", "j"]),
            ("日本語の文字", 5, &["日本", "語の", "文字"]),
            ("👩\u{200d}🔬👩\u{200d}🔬", 3, &["👩\u{200d}🔬", "👩\u{200d}🔬"]),
            ("a\tb\tc", 6, &["a\t", "b\tc"]),
            ("\u{1b}[31m", 3, &["\u{1b}[3", "1m"]),
            ("日", 1, &["日"]),
        ];
        for (line, width, expected) in table {
            assert_eq!(lines(line, width), expected, "{line:?} on {width}");
        }
    }

    #[test]
    fn what_is_seen_is_harmless() {
        assert_eq!(seen("a\tb\u{1b}[2J\u{202e}x\u{200b}y\u{9b}"), "a   b?[2J?xy?");
        assert_eq!(measure("a\tb\u{1b}日"), 8);
    }

    #[test]
    fn a_column_falls_on_a_letter() {
        let line = "one 日本 three";
        let starts = rows(line, 9);
        assert_eq!(starts, [0, 11]);
        let at = |row, column| byte_at(line, &starts, row, column);
        assert_eq!([at(0, 0), at(0, 4), at(0, 5), at(0, 6), at(0, 50)], [0, 4, 4, 7, 10]);
        assert_eq!([at(1, 2), at(1, 50)], [13, line.len()]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_row_is_too_wide(line in "[ -~\t日本❤\u{fe0f}👩\u{200d}🔬\u{301}א\u{1b}]{0,120}", width in 3..40_usize) {
            let shown = lines(&line, width);
            prop_assert_eq!(shown.concat(), line.clone());
            for row in &shown {
                let hanging = row.strip_suffix(' ').unwrap_or(row);
                prop_assert!(measure(hanging) <= width.max(TAB), "{row:?} on {width}");
                prop_assert!(seen(row).width() <= measure(row));
            }
            let starts = rows(&line, width);
            for (row, start) in starts.iter().enumerate() {
                prop_assert_eq!(row_of(&starts, *start), row);
                prop_assert_eq!(measure(&line[*start..byte_at(&line, &starts, row, 0)]), 0);
                // What follows does not look back.
                let rest: Vec<usize> = rows(&line[*start..], width).iter().map(|it| it + start).collect();
                prop_assert_eq!(&starts[row..], &rest[..]);
            }
        }
    }
}
