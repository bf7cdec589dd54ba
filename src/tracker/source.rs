//! A copy of the file that a Markdown parser can read, byte for byte as long as the original.

use super::remark::{Oddity, Remark};

/// Longer lines are no checklist lines; without them no crafted line can keep the parser busy for minutes.
const HUGE: usize = 64 * 1024;
/// No checklist is nested deeper than this many quotes and lists.
const DEEP: usize = 200;
/// List markers indented further than this many columns are nested too deeply.
const FAR_RIGHT: usize = 400;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The readable copy: every offset below the original's length is an offset into the original.
///
/// One newline is added if the last line had none.
pub(super) struct Source {
    /// Invalid bytes are `?`, lone carriage returns line feeds; byte order mark, NUL, front matter, huge and
    /// too deep lines are spaces.
    pub(super) text: String,
    /// Where the front matter ends; 0 if there is none.
    pub(super) front_matter_end: usize,
    /// What had to be mended or passed over, in line order.
    pub(super) remarks: Vec<Remark>,
}

impl Source {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut source = Self { text: String::new(), front_matter_end: 0, remarks: Vec::new() };
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            source.remark(1, Oddity::Utf16);
            return source;
        }
        if bytes.strip_prefix(BOM).unwrap_or(bytes).is_empty() {
            source.remark(1, Oddity::Empty);
            return source;
        }
        let mut text = source.decode(bytes);
        source.mend_controls(&mut text);
        if !matches!(bytes.last(), Some(b'\n' | b'\r')) {
            text.push(b'\n');
            let line = count_lines(&text);
            source.remark(line, Oddity::NoFinalNewline);
        }
        source.blank_front_matter(&mut text);
        source.blank_monsters(&mut text);
        source.remarks.sort_by_key(|remark| remark.line);
        // Every step above writes ASCII over whole characters, so nothing is lost here.
        source.text = String::from_utf8(text).unwrap_or_default();
        source
    }

    fn remark(&mut self, line: usize, what: Oddity) {
        self.remarks.push(Remark { line, what });
    }

    /// Copies the bytes with a `?` for each that is not UTF-8.
    fn decode(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::with_capacity(bytes.len() + 1);
        let mut first = None;
        let mut bad = 0;
        for chunk in bytes.utf8_chunks() {
            text.extend_from_slice(chunk.valid().as_bytes());
            let invalid = chunk.invalid().len();
            if invalid > 0 {
                first.get_or_insert(text.len());
                bad += invalid;
                text.resize(text.len() + invalid, b'?');
            }
        }
        if let Some(at) = first {
            let (line, col) = place(&text, at);
            self.remark(line, Oddity::NotUtf8 { col, bytes: bad });
        }
        text
    }

    fn mend_controls(&mut self, text: &mut [u8]) {
        if text.starts_with(BOM) {
            text[..BOM.len()].fill(b' ');
            self.remark(1, Oddity::ByteOrderMark);
        }
        let mut nul = None;
        let mut lone = None;
        for at in 0..text.len() {
            match text[at] {
                b'\r' if text.get(at + 1) != Some(&b'\n') => {
                    text[at] = b'\n';
                    lone.get_or_insert(at);
                }
                0 => {
                    text[at] = b' ';
                    nul.get_or_insert(at);
                }
                _ => {}
            }
        }
        for (at, what) in [(lone, Oddity::LoneCarriageReturns), (nul, Oddity::Nul)] {
            if let Some(at) = at {
                self.remark(place(text, at).0, what);
            }
        }
    }

    /// A YAML or TOML block at the very top is no Markdown: its rules would turn its last line into a heading.
    fn blank_front_matter(&mut self, text: &mut [u8]) {
        let mut lines = Lines::new(text).map(|(start, end)| (start, end, text[start..end].trim_ascii()));
        let Some((_, _, fence @ (b"---" | b"+++"))) = lines.next() else { return };
        let sign = if fence == b"---" { b':' } else { b'=' };
        let mut keyed = false;
        for (_, end, line) in lines {
            if line == fence || (line == b"..." && fence == b"---") {
                if keyed {
                    self.front_matter_end = end;
                }
                break;
            }
            // A rule followed by a heading or a list is a rule, not front matter.
            let first = !keyed && !line.is_empty();
            if first && !(line[0].is_ascii_alphabetic() && line.contains(&sign)) {
                break;
            }
            keyed |= first;
        }
        blank(&mut text[..self.front_matter_end]);
    }

    fn blank_monsters(&mut self, text: &mut [u8]) {
        let mut monsters = Vec::new();
        for (number, (start, end)) in Lines::new(text).enumerate() {
            let line = &text[start..end];
            if line.len() > HUGE {
                monsters.push((start, end, number + 1, Oddity::HugeLine { bytes: line.len() }));
            } else if line.len() > DEEP && is_too_deep(line) {
                monsters.push((start, end, number + 1, Oddity::TooDeep));
            }
        }
        // One remark for each kind is enough; a file of nothing else would be answered with a wall of text.
        for (start, end, line, what) in monsters {
            blank(&mut text[start..end]);
            let said = |old: &Remark| std::mem::discriminant(&old.what) == std::mem::discriminant(&what);
            if !self.remarks.iter().any(said) {
                self.remark(line, what);
            }
        }
    }
}

/// The lines of a text as (start, end without the line feed).
pub(super) struct Lines<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Lines<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        self.at = start + length + 1;
        Some((start, start + length))
    }
}

fn blank(text: &mut [u8]) {
    text.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
}

fn is_too_deep(line: &[u8]) -> bool {
    let (mut at, mut depth, mut blanks) = (0, 0, 0);
    while let Some(byte) = line.get(at) {
        let marker = match byte {
            b' ' | b'\t' => {
                blanks += if *byte == b'\t' { 4 } else { 1 };
                at += 1;
                continue;
            }
            b'>' => 1,
            b'-' | b'*' | b'+' => 1,
            b'0'..=b'9' => line[at..].iter().take_while(|byte| byte.is_ascii_digit()).count() + 1,
            _ => break,
        };
        // A rule of many dashes is not a list in a list in a list.
        if *byte != b'>' && !line.get(at + marker).is_some_and(u8::is_ascii_whitespace) {
            break;
        }
        depth += 1;
        at += marker;
    }
    depth > DEEP || (depth > 0 && blanks > FAR_RIGHT)
}

fn count_lines(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'\n').count().max(1)
}

/// Line and column, in characters, of an offset, both from 1.
pub(super) fn place(text: &[u8], at: usize) -> (usize, usize) {
    let before = &text[..at.min(text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    (line, column(&before[start..]))
}

/// The column, from 1, that follows so much of a line; bytes that continue a character do not count.
pub(super) fn column(before: &[u8]) -> usize {
    before.iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A file, its copy, what is said.
    type Mended<'a> = (&'a [u8], &'a str, &'a [(usize, Oddity)]);

    #[test]
    fn the_copy_says_what_it_mended() {
        let table: [Mended<'_>; 13] = [
            (b"# a\n", "# a\n", &[]),
            (b"", "", &[(1, Oddity::Empty)]),
            (b"\xef\xbb\xbf", "", &[(1, Oddity::Empty)]),
            (b"\xff\xfe#\0", "", &[(1, Oddity::Utf16)]),
            (b"a", "a\n", &[(1, Oddity::NoFinalNewline)]),
            (b"\xef\xbb\xbf# a\r\n", "   # a\r\n", &[(1, Oddity::ByteOrderMark)]),
            (b"a\rb\r", "a\nb\n", &[(1, Oddity::LoneCarriageReturns)]),
            (b"a\nb\xc3\xa4\xff\xfe\n", "a\nb\u{e4}??\n", &[(2, Oddity::NotUtf8 { col: 3, bytes: 2 })]),
            (b"\n\0\n", "\n \n", &[(2, Oddity::Nul)]),
            (b"---\ntitle: a\n---\n# b\n", "   \n        \n   \n# b\n", &[]),
            (b"---\n\n---\na: b\n", "---\n\n---\na: b\n", &[]),
            (b"+++\na = 1\n+++\nb\n", "   \n     \n   \nb\n", &[]),
            (b"---\n# a\n---\n# b\n", "---\n# a\n---\n# b\n", &[]),
        ];
        for (bytes, text, remarks) in table {
            let source = Source::read(bytes);
            assert_eq!(source.text, text);
            let found: Vec<(usize, Oddity)> = source.remarks.into_iter().map(|one| (one.line, one.what)).collect();
            assert_eq!(found, remarks, "{text}");
        }
    }

    #[test]
    fn monsters_are_passed_over() {
        let huge = format!("a\n- [ ] {}\n- [ ] b\n", "x".repeat(HUGE));
        let source = Source::read(huge.as_bytes());
        assert!(source.text.starts_with("a\n     ") && source.text.ends_with(" \n- [ ] b\n"));
        assert_eq!(source.remarks, [Remark { line: 2, what: Oddity::HugeLine { bytes: HUGE + 6 } }]);
        for (prefix, deep) in [
            ("> ".repeat(DEEP + 1), true),
            (" ".repeat(FAR_RIGHT + 1), true),
            ("- ".repeat(90), false),
            ("-".repeat(300), false),
        ] {
            let found = Source::read(format!("{prefix}- [ ] a\n").as_bytes());
            assert_eq!(found.text.trim().is_empty(), deep, "{}", found.text);
        }
    }

    proptest! {
        #[test]
        fn the_copy_is_as_long_as_the_file(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let source = Source::read(&bytes);
            if !source.text.is_empty() {
                prop_assert!(source.text.len() - bytes.len() <= 1);
                // What a line is stays the same: a file patched at these offsets is patched where it was read.
                for (at, byte) in source.text.bytes().take(bytes.len()).enumerate() {
                    prop_assert!(byte == bytes[at] || matches!(byte, b' ' | b'?' | b'\n'));
                }
            }
        }
    }
}
