//! Columns of text, measured in terminal cells.

use unicode_width::UnicodeWidthStr;

use crate::model::text::one_line;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// To the left.
    Left,
    /// To the right, for numbers.
    Right,
    /// To the left, and cut with `…` where the line would grow too wide.
    Cut,
}

/// Columns of the narrowest column that was cut, and where there is no room for so many.
const LEAST: usize = 8;
const LEAST_OF_ALL: usize = 4;

/// Sets rows in columns two blanks apart, no line wider than `width` as far as cutting helps. The first row is the head.
pub(super) fn set(columns: &[Set], rows: &[Vec<String>], width: usize) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let mut widths: Vec<usize> = (0..columns.len())
        .map(|at| rows.iter().map(|row| row.get(at).map_or(0, |cell| cell.width())).max().unwrap_or(0))
        .collect();
    let gaps = 2 * columns.len().saturating_sub(1);
    let too_wide = |widths: &[usize]| (widths.iter().sum::<usize>() + gaps).saturating_sub(width);
    // The widest of them gives way first.
    for least in [LEAST, LEAST_OF_ALL] {
        while too_wide(&widths) > 0 {
            let cuttable = (0..columns.len()).filter(|at| columns[*at] == Set::Cut && widths[*at] > least);
            let Some(widest) = cuttable.max_by_key(|at| widths[*at]) else { break };
            widths[widest] -= 1;
        }
    }
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (at, column) in columns.iter().enumerate() {
            let cell = cut(row.get(at).map_or("", String::as_str), widths[at]);
            let padding = " ".repeat(widths[at].saturating_sub(cell.width()));
            match column {
                Set::Right => line.extend([padding.as_str(), &cell]),
                Set::Left | Set::Cut => line.extend([cell.as_str(), &padding]),
            }
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The text, or as much of it as fits before `…`.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for letter in text.chars() {
        let mut longer = out.clone();
        longer.push(letter);
        if longer.width() + 1 > width {
            break;
        }
        out = longer;
    }
    out.push('…');
    out
}

/// Wraps the lines that are wider than `width`; what follows stands under the second column of the heads, at 12.
pub(super) fn lines_within(text: &str, width: usize) -> String {
    let indent = if width >= 60 { " ".repeat(12) } else { "  ".to_owned() };
    let options = textwrap::Options::new(width).subsequent_indent(&indent);
    let wrapped = |line: &str| if line.width() <= width { line.to_owned() } else { textwrap::fill(line, &options) };
    text.lines().map(|line| wrapped(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_measured_in_cells() {
        let rows = vec![vec!["title".to_owned(), "n".to_owned()], vec!["漢字漢字漢字漢字".to_owned(), "10".to_owned()]];
        assert_eq!(set(&[Set::Cut, Set::Right], &rows, 80), "title              n\n漢字漢字漢字漢字  10\n");
        let narrow = set(&[Set::Cut, Set::Right], &rows, 18);
        assert!(narrow.lines().all(|line| line.width() <= 18), "{narrow}");
        assert_eq!(cut("abcdef", 4), "abc…");
        let both = set(&[Set::Cut, Set::Cut], &[vec!["a".repeat(30), "b".repeat(12)]], 26);
        assert_eq!(both, format!("{}…  {}\n", "a".repeat(11), "b".repeat(12)));
        assert_eq!(set(&[Set::Cut, Set::Cut], &[vec!["a".repeat(30), "b".repeat(12)]], 12), "aaaa…  bbbb…\n");
    }
}
