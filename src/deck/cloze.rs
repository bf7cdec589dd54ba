//! The deletions of a cloze text, told apart from links, boxes, code, math and escaped brackets.

use std::ops::Range;

use super::problem::ProblemKind;
use crate::model::card::GAP;

mod skim;

pub(super) use skim::{Skim, definition};
use skim::{address_end, definition_end};

/// A cloze text taken apart; all ranges are bytes of that text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cloze {
    pub(super) deletions: Vec<Deletion>,
    /// Backslashes that only keep a bracket from hiding text.
    escapes: Vec<usize>,
}

/// One deletion.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Deletion {
    /// The brackets and all between them.
    whole: Range<usize>,
    answer: Range<usize>,
    hint: Option<Range<usize>>,
}

/// What keeps a cloze text from being cards, and the byte where it stands.
#[derive(Debug, PartialEq)]
pub(super) struct Flaw {
    pub(super) at: usize,
    pub(super) what: ProblemKind,
}

/// More deletions in one block are a slip: each of them repeats the whole text.
const MOST_DELETIONS: usize = 100;
/// Bytes that all questions of one block may take together.
const MOST_BYTES: usize = 16 << 20;

impl Cloze {
    /// Finds the deletions; `defined` tells whether the file defines a link reference.
    pub(super) fn read(text: &str, defined: impl Fn(&str) -> bool) -> Result<Self, Flaw> {
        let mut scan = Scan { skim: Skim::new(text), found: Self::default(), defined };
        scan.run()?;
        let (found, flaw) = (scan.found, |what| Flaw { at: 0, what });
        match found.deletions.len() {
            0 => Err(flaw(ProblemKind::NoDeletion)),
            many if many > MOST_DELETIONS || many.saturating_mul(text.len()) > MOST_BYTES => {
                Err(flaw(ProblemKind::TooManyDeletions { found: many }))
            }
            _ => Ok(found),
        }
    }

    /// The text with the deletion of that index taken out and the others shown bare.
    pub(super) fn question(&self, text: &str, index: usize) -> String {
        let mut out = String::with_capacity(text.len() + GAP.len());
        let mut at = 0;
        for (other, deletion) in self.deletions.iter().enumerate() {
            self.copy(text, at..deletion.whole.start, &mut out);
            if other != index {
                self.copy(text, deletion.answer.clone(), &mut out);
            } else if let Some(hint) = &deletion.hint {
                out.push_str(GAP.trim_end_matches(']'));
                out.push(' ');
                self.copy(text, hint.clone(), &mut out);
                out.push(']');
            } else {
                out.push_str(GAP);
            }
            at = deletion.whole.end;
        }
        self.copy(text, at..text.len(), &mut out);
        out
    }

    /// What the deletion of that index hides.
    pub(super) fn answer(&self, text: &str, index: usize) -> String {
        let mut out = String::new();
        if let Some(deletion) = self.deletions.get(index) {
            self.copy(text, deletion.answer.clone(), &mut out);
        }
        out
    }

    /// Copies a part of the text without its escaping backslashes.
    fn copy(&self, text: &str, part: Range<usize>, out: &mut String) {
        let mut at = part.start;
        let from = self.escapes.partition_point(|escape| *escape < part.start);
        for escape in self.escapes[from..].iter().take_while(|escape| part.contains(escape)) {
            out.push_str(&text[at..*escape]);
            at = escape + 1;
        }
        out.push_str(&text[at..part.end]);
    }
}

struct Scan<'a, F> {
    skim: Skim<'a>,
    found: Cloze,
    defined: F,
}

impl<F: Fn(&str) -> bool> Scan<'_, F> {
    fn run(&mut self) -> Result<(), Flaw> {
        let text = self.skim.text;
        let bytes = text.as_bytes();
        let mut at = self.skim.fence_end(0).unwrap_or(0);
        while let Some(byte) = bytes.get(at) {
            at = match byte {
                b'\n' => self.skim.fence_end(at + 1).unwrap_or(at + 1),
                b'[' => self.bracket(at)?,
                b']' => return Err(Flaw { at, what: ProblemKind::LoneBracket { bracket: ']' } }),
                b'\\' => self.escape(at),
                _ => self.skim.span_end(at).unwrap_or(at + 1),
            };
        }
        Ok(())
    }

    /// Passes a backslash and what it escapes.
    fn escape(&mut self, at: usize) -> usize {
        match self.skim.text.as_bytes().get(at + 1) {
            Some(b'[' | b']') => self.found.escapes.push(at),
            Some(next) if next.is_ascii_punctuation() => {}
            _ => return at + 1,
        }
        at + 2
    }

    /// Passes what an opening bracket begins: a box, a link, an image, or a deletion, which is kept.
    fn bracket(&mut self, open: usize) -> Result<usize, Flaw> {
        let text = self.skim.text;
        if let Some(end) = definition_end(text, open) {
            return Ok(end);
        }
        let escapes = self.found.escapes.len();
        let (close, nested) = self.partner(open)?;
        if let Some(end) = self.link_end(open, close) {
            self.found.escapes.truncate(escapes);
            return Ok(end);
        }
        if matches!(&text[open..=close], "[ ]" | "[x]" | "[X]") {
            return Ok(close + 1);
        }
        if let Some(at) = nested {
            return Err(Flaw { at, what: ProblemKind::NestedBracket });
        }
        let inside = trimmed(text, open + 1..close);
        let parted = self.parting(inside.clone());
        let (answer, hint) = match parted {
            Some(at) => (trimmed(text, inside.start..at), Some(trimmed(text, at + 2..inside.end))),
            None => (inside, None),
        };
        if answer.is_empty() {
            return Err(Flaw { at: open, what: ProblemKind::EmptyDeletion });
        }
        let hint = hint.filter(|hint| !hint.is_empty());
        self.found.deletions.push(Deletion { whole: open..close + 1, answer, hint });
        Ok(close + 1)
    }

    /// The closing bracket that answers an opening one in the same paragraph, and the first plain bracket between.
    fn partner(&mut self, open: usize) -> Result<(usize, Option<usize>), Flaw> {
        let bytes = self.skim.text.as_bytes();
        let (mut at, mut opened, mut nested) = (open + 1, Vec::new(), None);
        while let Some(byte) = bytes.get(at) {
            at = match byte {
                b'\n' if self.skim.ends_paragraph(at) => break,
                b'\\' => self.escape(at),
                b'[' => {
                    opened.push(at);
                    at + 1
                }
                b']' => match opened.pop() {
                    None => return Ok((at, nested)),
                    Some(inner) => {
                        let link = self.link_end(inner, at);
                        match link {
                            None => nested = nested.or(Some(inner)),
                            // Inside a link a backslash stays: Markdown itself reads it.
                            Some(_) => self.found.escapes.retain(|escape| *escape < inner),
                        }
                        link.unwrap_or(at + 1)
                    }
                },
                _ => self.skim.span_end(at).unwrap_or(at + 1),
            };
        }
        Err(Flaw { at: open, what: ProblemKind::LoneBracket { bracket: '[' } })
    }

    /// The end of the link or image whose text stands between two brackets.
    fn link_end(&self, open: usize, close: usize) -> Option<usize> {
        let text = self.skim.text;
        match text.as_bytes().get(close + 1)? {
            b'(' => address_end(text, close + 2),
            b'[' => {
                let rest = &text[close + 2..];
                let end = rest.find([']', '[', '\n']).filter(|end| rest[*end..].starts_with(']'))?;
                let name = if end == 0 { &text[open + 1..close] } else { &rest[..end] };
                (self.defined)(name).then_some(close + 2 + end + 1)
            }
            _ => None,
        }
    }

    /// Where ` :: ` parts a deletion from its hint.
    fn parting(&mut self, inside: Range<usize>) -> Option<usize> {
        let text = self.skim.text;
        let mut at = inside.start;
        while at < inside.end {
            if is_parting(text, at) {
                return Some(at);
            }
            at = match text.as_bytes()[at] {
                b'\\' => at + 2,
                _ => self.skim.span_end(at).unwrap_or(at + 1),
            };
        }
        None
    }
}

/// Whether `::` with blanks on both sides, or at the end of a deletion, stands at a byte.
fn is_parting(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    bytes[at..].starts_with(b"::")
        && (at == 0 || matches!(bytes[at - 1], b'[') || blank(bytes.get(at - 1)))
        && (blank(bytes.get(at + 2)) || bytes.get(at + 2) == Some(&b']'))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start.max(range.start + part.trim_end().len())
}

#[cfg(test)]
mod tests;
