//! Changes single bytes of a tracker and nothing else, and shows the change.

use std::ops::Range;

use similar::TextDiff;
use thiserror::Error;

use super::parse::{BoxLine, Cell};
use crate::model::text::{clean, one_line};

/// Some bytes and what shall stand in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Offsets into the file.
    pub range: Range<usize>,
    /// What replaces them.
    pub with: Vec<u8>,
}

/// Why edits cannot be made together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Overlap {
    /// Two edits want the same bytes.
    #[error("two changes meet at byte {at}")]
    Meet {
        /// Where the later one begins.
        at: usize,
    },
    /// An edit lies outside of the file.
    #[error("a change at byte {at} lies outside of the file")]
    Outside {
        /// Where it ends.
        at: usize,
    },
}

/// The bytes with all edits made, in whatever order they are given.
pub fn apply(bytes: &[u8], edits: &[Edit]) -> Result<Vec<u8>, Overlap> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = Vec::with_capacity(bytes.len() + edits.iter().map(|edit| edit.with.len()).sum::<usize>());
    let mut copied = 0;
    for edit in sorted {
        let Range { start, end } = edit.range;
        if start > end || end > bytes.len() {
            return Err(Overlap::Outside { at: end });
        }
        if start < copied {
            return Err(Overlap::Meet { at: start });
        }
        out.extend_from_slice(&bytes[copied..start]);
        out.extend_from_slice(&edit.with);
        copied = end;
    }
    out.extend_from_slice(&bytes[copied..]);
    Ok(out)
}

/// The edit of one byte that ticks or unticks a box; none if it stands so already.
pub fn set_box(line: &BoxLine, ticked: bool) -> Option<Edit> {
    let with = vec![if ticked { b'x' } else { b' ' }];
    (line.ticked != ticked).then_some(Edit { range: line.mark..line.mark + 1, with })
}

/// The edit that writes a text into a cell; its padding stays, pipes are escaped, line breaks become blanks.
///
/// None if the cell says so already or does not lie in `bytes`.
pub fn set_cell(bytes: &[u8], cell: &Cell, text: &str) -> Option<Edit> {
    let old = bytes.get(cell.range.clone())?;
    let mut new = escape_pipes(&one_line(text));
    if old.trim_ascii() == new.as_bytes() {
        return None;
    }
    let start = cell.range.start + old.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if start == cell.range.end {
        let padded = if new.is_empty() { " ".to_owned() } else { format!(" {new} ") };
        return Some(Edit { range: cell.range.clone(), with: padded.into_bytes() });
    }
    let end = cell.range.end - old.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    if end == cell.range.end && new.ends_with('\\') {
        // Without padding a last backslash would swallow the pipe that ends the cell.
        new.push(' ');
    }
    Some(Edit { range: start..end, with: new.into_bytes() })
}

/// Puts a backslash before each pipe that has none of its own.
pub(super) fn escape_pipes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for letter in text.chars() {
        if letter == '|' && !escaped {
            out.push('\\');
        }
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    out
}

/// The edit that puts a block of lines behind everything else, an empty line before it, in the file's own line endings.
pub fn append_block(bytes: &[u8], block: &str) -> Edit {
    let newline = match bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(at) if bytes[at] == b'\n' => "\n",
        Some(at) if bytes.get(at + 1) == Some(&b'\n') => "\r\n",
        Some(_) => "\r",
        None => "\n",
    };
    let ended = bytes.is_empty() || bytes.ends_with(b"\n") || bytes.ends_with(b"\r");
    let gap = if ended { newline.to_owned() } else { newline.repeat(2) };
    let with = format!("{gap}{}", block.replace('\n', newline)).into_bytes();
    Edit { range: bytes.len()..bytes.len(), with }
}

/// The change from one state of a file to another as a unified diff, safe to print.
///
/// Shown as text whatever the bytes are: those that are not UTF-8 as `\u{fffd}`, lone carriage returns as line ends.
pub fn diff(before: &[u8], after: &[u8], path: &str) -> String {
    if before == after {
        return String::new();
    }
    let (before, after) = (shown(before), shown(after));
    let path = one_line(path);
    let path = path.trim_start_matches('/');
    TextDiff::from_lines(before.as_str(), after.as_str())
        .unified_diff()
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    clean(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tracker::parse::{Rules, Tracker, parse};

    const SEED: &[u8] = include_bytes!("../../tests/data/INTERVIEW_TRACKER.md");

    fn read(bytes: &[u8]) -> Tracker {
        parse(bytes, &Rules::default())
    }

    #[test]
    fn a_tick_changes_one_byte() {
        let tracker = read(SEED);
        for line in &tracker.boxes {
            let edit = set_box(line, true).unwrap();
            assert_eq!(set_box(line, false), None);
            let after = apply(SEED, &[edit]).unwrap();
            let changed: Vec<usize> = (0..SEED.len()).filter(|at| SEED[*at] != after[*at]).collect();
            assert_eq!((after.len(), changed.as_slice()), (SEED.len(), &[line.mark][..]));
            assert_eq!((SEED[line.mark - 1], after[line.mark], SEED[line.mark + 1]), (b'[', b'x', b']'));
        }
    }

    #[test]
    fn odd_bytes_around_a_box_survive() {
        let table: [(&[u8], &[u8]); 6] = [
            (b"- [ ] a  \r\n\t- [\t] b\r\n", b"- [x] a  \r\n\t- [x] b\r\n"),
            (b"\xef\xbb\xbf- [ ] a\r- [ ] b", b"\xef\xbb\xbf- [x] a\r- [x] b"),
            (b"\xff\xfe", b"\xff\xfe"),
            (b"# \xff\n* [ ] \xc3\n", b"# \xff\n* [x] \xc3\n"),
            (b"- [X] a\n- [\0] b\n", b"- [X] a\n- [x] b\n"),
            ("## 🏗\u{fe0f}\n1. [ ] ü".as_bytes(), "## 🏗\u{fe0f}\n1. [x] ü".as_bytes()),
        ];
        for (before, after) in table {
            let edits: Vec<Edit> = read(before).boxes.iter().filter_map(|line| set_box(line, true)).collect();
            assert_eq!(apply(before, &edits).unwrap(), after, "{}", String::from_utf8_lossy(before));
        }
    }

    #[test]
    fn edits_that_meet_are_refused() {
        let edit = |range| Edit { range, with: b"z".to_vec() };
        assert_eq!(apply(b"abcdef", &[edit(4..5), edit(0..2), edit(2..2)]).unwrap(), b"zzcdzf");
        assert_eq!(apply(b"abcdef", &[edit(0..2), edit(1..3)]), Err(Overlap::Meet { at: 1 }));
        assert_eq!(apply(b"abc", &[edit(3..4)]), Err(Overlap::Outside { at: 4 }));
    }

    #[test]
    fn a_cell_keeps_its_padding() {
        let table = [
            ("| a | ⬜ | b |", "🟨", "| a | 🟨 | b |"),
            ("| a |  ⬜   | b |", "✅", "| a |  ✅   | b |"),
            ("| a || b |", "✅", "| a | ✅ | b |"),
            ("| a | | b |", "✅", "| a | ✅ | b |"),
            ("|a|⬜|b|", "x|y", "|a|x\\|y|b|"),
            ("|a|⬜|b|", "x\\", "|a|x\\ |b|"),
            ("| a | ⬜ | b |", "two\nlines\u{1b}", "| a | two lines | b |"),
        ];
        for (row, text, wanted) in table {
            let head = "| Scenario | Status | Notes |\n|---|---|---|\n";
            let before = format!("{head}{row}\n");
            let cell = &read(before.as_bytes()).scenarios[0].status;
            let edit = set_cell(before.as_bytes(), cell, text).unwrap();
            let after = apply(before.as_bytes(), &[edit]).unwrap();
            assert_eq!(String::from_utf8(after.clone()).unwrap(), format!("{head}{wanted}\n"));
            let cell = &read(&after).scenarios[0].status;
            assert_eq!(set_cell(&after, cell, text), None);
        }
    }

    #[test]
    fn a_diff_is_shown_without_anything_a_terminal_obeys() {
        let after = b"# t\n- [x] a\x1b[31m\r\n- [ ] \xff";
        let before = b"# t\n- [ ] a\x1b[31m\r\n- [ ] \xff";
        let wanted = "--- a/t.md\n+++ b/t.md\n@@ -1,3 +1,3 @@\n # t\n-- [ ] a[31m\n+- [x] a[31m\n - [ ] \u{fffd}\n\
            \\ No newline at end of file\n";
        assert_eq!(diff(before, after, "t.md"), wanted);
        assert_eq!(diff(after, after, "t.md"), "");
    }

    proptest! {
        #[test]
        fn only_the_intended_bytes_change(
            lines in proptest::collection::vec("(# |- \\[ \\] |  - \\[x\\] |\\| |```|> |\r)?[a-z| \\\\]{0,8}", 0..12),
            bad in proptest::collection::vec(any::<u8>(), 0..3),
            wanted in any::<u64>(),
        ) {
            let mut before = lines.join("\n").into_bytes();
            before.extend(bad);
            let tracker = read(&before);
            let wants = |at: usize| wanted >> (at % 64) & 1 == 1;
            let edits: Vec<Edit> =
                tracker.boxes.iter().enumerate().filter_map(|(at, line)| set_box(line, wants(at))).collect();
            let after = apply(&before, &edits).unwrap();
            let touched: Vec<usize> = edits.iter().map(|edit| edit.range.start).collect();
            for at in (0..before.len()).filter(|at| !touched.contains(at)) {
                prop_assert_eq!(before[at], after[at]);
            }
            let mut intended = tracker;
            for (at, line) in intended.boxes.iter_mut().enumerate() {
                line.ticked = wants(at);
            }
            prop_assert_eq!(read(&after), intended);
        }

        #[test]
        fn a_cell_says_what_was_written(text in "[a-z|\\\\ ⬜]{0,10}", old in "( ?[a-z]{0,3} ?)") {
            let before = format!("| Scenario | Status | Notes |\n|---|---|---|\n| s |{old}| n |\n");
            let cell = read(before.as_bytes()).scenarios[0].status.clone();
            let edits: Vec<Edit> = set_cell(before.as_bytes(), &cell, &text).into_iter().collect();
            let after = read(&apply(before.as_bytes(), &edits).unwrap());
            let row = &after.scenarios[0];
            prop_assert_eq!(&row.status.text, &escape_pipes(&one_line(&text)).replace("\\|", "|"));
            prop_assert_eq!(row.notes.as_ref().map(|notes| notes.text.as_str()), Some("n"));
        }
    }
}
