//! What looks like a checklist line and is none: listed by `check`, never ticked.

use std::ops::Range;

use thiserror::Error;

use super::source::{Lines, column};

/// A line that looks like a box to people but not to Markdown, or not to drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The line, from 1.
    pub line: usize,
    /// The column of its bracket, in characters, from 1.
    pub col: usize,
    /// What stands after the brackets.
    pub text: String,
    /// Why it is no box.
    pub why: NoBox,
}

/// Why something that looks like a box is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoBox {
    /// Inside a code fence.
    #[error("it stands inside the code fence opened in line {opened}")]
    InFence {
        /// The line that opens the fence.
        opened: usize,
    },
    /// Indented so far that Markdown takes it for code.
    #[error("it is indented so far that Markdown takes it for code")]
    InCode,
    /// Inside HTML or an HTML comment.
    #[error("it stands inside HTML")]
    InHtml,
    /// Inside a table.
    #[error("it stands inside a table")]
    InTable,
    /// Inside the front matter.
    #[error("it stands inside the front matter")]
    InFrontMatter,
    /// Swallowed by the paragraph above.
    #[error("Markdown takes it for a part of the paragraph above; put an empty line before it")]
    InParagraph,
    /// Another mark than a blank or an x.
    #[error("`{mark}` is no mark that Markdown knows; use a blank or an x")]
    OtherMark {
        /// What stands between the brackets.
        mark: char,
    },
    /// Nothing, or more than one character, between the brackets.
    #[error("exactly one character must stand between the brackets, a blank or an x")]
    Width,
    /// No blank after the brackets.
    #[error("a blank is missing after the brackets")]
    NoBlankAfter,
    /// No blank between the list marker and the brackets.
    #[error("a blank is missing before the brackets")]
    NoBlankBefore,
    /// No list marker.
    #[error("a list marker such as `-` is missing before the brackets")]
    NoMarker,
}

/// A stretch of the text that is no Markdown prose.
pub(super) struct Region {
    pub(super) range: Range<usize>,
    pub(super) why: NoBox,
}

/// Finds the strays of a text. `taken` holds the lines of boxes and scenario rows, in order; `regions` are in order.
pub(super) fn find(text: &str, regions: &[Region], taken: &[usize]) -> Vec<Stray> {
    let mut strays = Vec::new();
    let (mut regions, mut taken) = (regions.iter().peekable(), taken.iter().peekable());
    for (number, (start, end)) in Lines::new(text.as_bytes()).enumerate() {
        let line = &text[start..end];
        while regions.next_if(|region| region.range.end <= start).is_some() {}
        while taken.next_if(|taken| **taken < number + 1).is_some() {}
        if taken.peek() == Some(&&(number + 1)) || !line.contains('[') {
            continue;
        }
        let region = regions.peek().filter(|region| region.range.start < end).map(|region| region.why);
        let found = match region {
            Some(NoBox::InTable) => in_cell(line).map(|at| (at, NoBox::InTable)),
            Some(why) => look(line).filter(|(_, shape)| *shape == NoBox::InParagraph).map(|(at, _)| (at, why)),
            None => look(line),
        };
        if let Some((at, why)) = found {
            let text = line[at..].split_once(']').map_or("", |(_, rest)| rest).trim();
            let col = column(&line.as_bytes()[..at]);
            strays.push(Stray { line: number + 1, col, text: super::heading::spoken(text), why });
        }
    }
    strays
}

fn in_cell(line: &str) -> Option<usize> {
    ["[ ]", "[x]", "[X]"].into_iter().filter_map(|mark| line.find(mark)).min()
}

/// Where the bracket of something like a box stands in a line, and what is wrong with it.
///
/// A flawless one is [`NoBox::InParagraph`]: only what stands around it can have kept it from being a box.
fn look(line: &str) -> Option<(usize, NoBox)> {
    let rest = line.trim_start_matches([' ', '\t', '>']);
    let at = line.len() - rest.len();
    let marker = match rest.bytes().next()? {
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if !rest[digits..].starts_with(['.', ')']) {
                return None;
            }
            digits + 1
        }
        _ => 0,
    };
    let spaced = rest[marker..].trim_start_matches([' ', '\t']);
    let bracket = at + rest.len() - spaced.len();
    let (inside, after) = spaced.strip_prefix('[')?.split_once(']')?;
    // A link, a footnote, a reference: [text](url), [1]: url.
    if after.starts_with(['(', '[', ':']) {
        return None;
    }
    let blank_before = spaced.len() < rest.len() - marker;
    let mut marks = inside.trim().chars();
    let why = match (marks.next(), marks.next()) {
        (None, _) if inside.len() != 1 => NoBox::Width,
        (Some('x' | 'X'), None) if inside.len() != 1 => NoBox::Width,
        (Some(mark), None) if !matches!(mark, 'x' | 'X') => {
            if mark.is_alphanumeric() {
                return None;
            }
            NoBox::OtherMark { mark }
        }
        (None | Some('x' | 'X'), None) if marker == 0 => NoBox::NoMarker,
        (None | Some('x' | 'X'), None) if !blank_before => NoBox::NoBlankBefore,
        (None | Some('x' | 'X'), None) if !after.is_empty() && !after.starts_with(char::is_whitespace) => {
            NoBox::NoBlankAfter
        }
        (None | Some('x' | 'X'), None) => NoBox::InParagraph,
        _ => return None,
    };
    Some((bracket, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_a_box_is_known() {
        let table = [
            ("- [-] a", Some((2, NoBox::OtherMark { mark: '-' }))),
            ("- [~] a", Some((2, NoBox::OtherMark { mark: '~' }))),
            ("  * [✓] a", Some((4, NoBox::OtherMark { mark: '✓' }))),
            ("- [] a", Some((2, NoBox::Width))),
            ("- [  ] a", Some((2, NoBox::Width))),
            ("1. [ x ] a", Some((3, NoBox::Width))),
            ("- [ ]a", Some((2, NoBox::NoBlankAfter))),
            ("-[ ] a", Some((1, NoBox::NoBlankBefore))),
            ("[ ] a", Some((0, NoBox::NoMarker))),
            ("[x] a", Some((0, NoBox::NoMarker))),
            ("> - [ ] a", Some((4, NoBox::InParagraph))),
            ("- [1] a", None),
            ("- [ ](a)", None),
            ("[a](b)", None),
            ("[^1]: a", None),
            ("- a [ ]", None),
            ("3 [ ] a", None),
            ("- [", None),
            ("", None),
        ];
        for (line, found) in table {
            assert_eq!(look(line), found, "{line}");
        }
    }
}
