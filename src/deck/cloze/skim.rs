//! What a cloze text passes over: code, math, and the addresses of links.

use crate::deck::lines::{Fence, Lines};

/// Bytes that a link's address and title may take.
const MOST_ADDRESS: usize = 1024;
/// Parentheses that an address may nest, as in CommonMark.
const MOST_NESTED: usize = 32;

/// Passes what is read as it stands: code spans, fences and math.
pub(in crate::deck) struct Skim<'a> {
    pub(super) text: &'a str,
    /// Runs of so many backticks close nowhere before that byte.
    dead_code: Vec<(usize, usize)>,
    /// No `$` closes before that byte.
    dead_math: usize,
}

impl<'a> Skim<'a> {
    pub(in crate::deck) const fn new(text: &'a str) -> Self {
        Self { text, dead_code: Vec::new(), dead_math: 0 }
    }

    /// The end of the code span or math that begins at a byte.
    pub(in crate::deck) fn span_end(&mut self, at: usize) -> Option<usize> {
        match self.text.as_bytes().get(at)? {
            b'`' => Some(self.code_end(at)),
            b'$' => self.math_end(at),
            _ => None,
        }
    }

    /// The end of a code span, or of the backticks that begin none.
    fn code_end(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let run = |from: usize| bytes[from..].iter().take_while(|byte| **byte == b'`').count();
        let length = run(at);
        let mut next = at + length;
        if self.dead_code.iter().any(|(dead, until)| *dead == length && at < *until) {
            return next;
        }
        while let Some(byte) = bytes.get(next) {
            match byte {
                b'`' => {
                    let other = run(next);
                    next += other;
                    if other == length {
                        return next;
                    }
                }
                b'\n' if self.ends_paragraph(next) => break,
                _ => next += 1,
            }
        }
        self.dead_code.retain(|(dead, _)| *dead != length);
        self.dead_code.push((length, next));
        at + length
    }

    /// The end of `$math$` or `$$math$$`; a dollar before a blank, or with none to close it, is money.
    pub(in crate::deck) fn math_end(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if bytes.get(at + 1) == Some(&b'$') {
            return self.text[at + 2..].find("$$").map(|end| at + 2 + end + 2).or(Some(at + 2));
        }
        if at < self.dead_math || bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) {
            return None;
        }
        let mut next = at + 1;
        while let Some(byte) = bytes.get(next) {
            match byte {
                b'\\' => next += 2,
                b'$' if !bytes[next - 1].is_ascii_whitespace()
                    && !bytes.get(next + 1).is_some_and(u8::is_ascii_digit) =>
                {
                    return Some(next + 1);
                }
                b'\n' if self.ends_paragraph(next) => break,
                _ => next += 1,
            }
        }
        self.dead_math = next;
        None
    }

    /// Whether the line after the line feed at a byte is blank.
    pub(super) fn ends_paragraph(&self, at: usize) -> bool {
        let rest = self.text.as_bytes()[at + 1..].iter();
        rest.copied().find(|byte| !matches!(byte, b' ' | b'\t')).is_none_or(|byte| byte == b'\n')
    }

    /// The end of the fenced code whose first line begins at a byte.
    pub(super) fn fence_end(&self, at: usize) -> Option<usize> {
        let mut lines = Lines::plain(self.text, at);
        let fence = Fence::opened_by(lines.next()?.text)?;
        Some(lines.find(|line| fence.closed_by(line.text)).map_or(self.text.len(), |line| line.end()))
    }
}

/// The end of a link's address and title, after its parenthesis.
pub(super) fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let rest = &rest[..rest.len().min(MOST_ADDRESS)];
    let blanks = |from: usize| rest[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let mut at = bare_address_end(rest, blanks(0))?;
    let gap = blanks(at.min(rest.len()));
    at += gap;
    let closing = match rest.get(at)? {
        b'"' => b'"',
        b'\'' => b'\'',
        b'(' => b')',
        _ => return (rest[at] == b')').then_some(start + at + 1),
    };
    if gap == 0 {
        return None;
    }
    at += 1;
    let ends = |byte: &u8| *byte == closing || (closing == b')' && *byte == b'(');
    at += rest[at..].iter().position(ends).filter(|end| rest[at + end] == closing)? + 1;
    at += blanks(at);
    (rest.get(at) == Some(&b')')).then_some(start + at + 1)
}

/// The end of an address, in angle brackets or up to a blank, before its title.
fn bare_address_end(rest: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    if rest.get(at) == Some(&b'<') {
        let inside = rest[at + 1..].iter().take_while(|byte| !matches!(byte, b'<' | b'>' | b'\n')).count();
        at += 1 + inside;
        return (rest.get(at) == Some(&b'>')).then_some(at + 1);
    }
    let mut depth = 0_usize;
    while let Some(byte) = rest.get(at).filter(|byte| !byte.is_ascii_whitespace()) {
        match byte {
            b'(' if depth == MOST_NESTED => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    Some(at)
}

/// The end of the line if a link reference is defined there: `[name]: address`.
pub(super) fn definition_end(text: &str, open: usize) -> Option<usize> {
    let before = text.as_bytes()[..open].iter().rev().take(4);
    let indent = before.take_while(|byte| **byte == b' ').count();
    if indent > 3 || !(open == indent || text.as_bytes()[open - indent - 1] == b'\n') {
        return None;
    }
    let line = text[open..].lines().next()?;
    definition(line).map(|_| open + line.len())
}

/// The name of the link reference that a line defines.
///
/// Its address must look like one, because `[Ohio]: us-east-2` is a deletion with a colon behind it.
pub(in crate::deck) fn definition(line: &str) -> Option<&str> {
    let (name, address) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    let mut words = address.split_whitespace();
    let address = words.next()?;
    let title = words.next().is_none_or(|word| word.starts_with(['"', '\'', '(']));
    let looks = address.contains("://") || address.starts_with(['/', '#', '<', '.']) || address.starts_with("mailto:");
    (title && looks && !name.contains(['[', ']'])).then_some(name)
}
