//! A deck as lines, and what a line begins.

/// One line, without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// The byte it begins at.
    pub(super) start: usize,
    /// Its text.
    pub(super) text: &'a str,
}

impl Line<'_> {
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The lines of a text, ended by LF, CRLF or a lone CR; it can be set back to an earlier line.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: usize,
    /// Whether any CR stands in the text: without one a line is found several times faster.
    carriage: bool,
}

impl<'a> Lines<'a> {
    /// The lines from byte `at` on, which begins line `number`.
    pub(super) fn new(text: &'a str, at: usize, number: usize) -> Self {
        Self { text, at, number, carriage: text.contains('\r') }
    }

    /// The lines of a text without any CR, from byte `at` on.
    pub(super) const fn plain(text: &'a str, at: usize) -> Self {
        Self { text, at, number: 1, carriage: false }
    }

    /// The byte where the next line begins.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Goes back to a line that was read before.
    pub(super) const fn set_back(&mut self, start: usize, number: usize) {
        (self.at, self.number) = (start, number);
    }

    /// The text of the line that comes next, if there is one.
    pub(super) fn peek(&self) -> Option<&'a str> {
        self.clone().next().map(|line| line.text)
    }

    /// Whether any CR stands in the text.
    pub(super) const fn has_carriage(&self) -> bool {
        self.carriage
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (length, ending) = if self.carriage { mixed_end(rest) } else { plain_end(rest) };
        let line = Line { number: self.number, start: self.at, text: &rest[..length] };
        self.at += length + ending;
        self.number += 1;
        Some(line)
    }
}

fn plain_end(rest: &str) -> (usize, usize) {
    rest.find('\n').map_or((rest.len(), 0), |end| (end, 1))
}

fn mixed_end(rest: &str) -> (usize, usize) {
    let bytes = rest.as_bytes();
    match bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(end) if bytes[end..].starts_with(b"\r\n") => (end, 2),
        Some(end) => (end, 1),
        None => (bytes.len(), 0),
    }
}

/// A tag at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Question,
    Answer,
    Cloze,
    Note,
    Source,
    Id,
    Tags,
}

impl Tag {
    const ALL: [Self; 7] = [Self::Question, Self::Answer, Self::Cloze, Self::Note, Self::Source, Self::Id, Self::Tags];

    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Question => "Q:",
            Self::Answer => "A:",
            Self::Cloze => "C:",
            Self::Note => "Note:",
            Self::Source => "Source:",
            Self::Id => "Id:",
            Self::Tags => "Tags:",
        }
    }

    /// Whether it starts a card.
    pub(super) const fn starts(self) -> bool {
        matches!(self, Self::Question | Self::Cloze)
    }

    /// Whether it is a field below the sides of a card.
    pub(super) const fn follows(self) -> bool {
        matches!(self, Self::Note | Self::Source | Self::Id | Self::Tags)
    }

    /// The tag that a line begins with, at its very first column.
    pub(super) fn of(line: &str) -> Option<Self> {
        let first = *line.as_bytes().first()?;
        if !matches!(first, b'Q' | b'A' | b'C' | b'N' | b'S' | b'I' | b'T') {
            return None;
        }
        Self::ALL.into_iter().find(|tag| line.starts_with(tag.text()))
    }

    /// The tag that a line was probably meant to begin with.
    ///
    /// Behind blanks only a tag as it is spelt counts: there `note:` is prose.
    pub(super) fn slip(line: &str) -> Option<Slip<'_>> {
        let bare = line.trim_start_matches(|letter: char| letter.is_whitespace() || DAMAGE.contains(&letter));
        let lead = &line[..line.len() - bare.len()];
        let is_damaged = lead.contains(DAMAGE);
        if !lead.is_empty() && !is_damaged {
            let meant = Self::of(bare)?;
            let deep = lead.contains('\t') || lead.chars().count() > 3;
            return Some(Slip { found: meant.text(), meant, lead: if deep { Lead::Code } else { Lead::Blank } });
        }
        let colon = bare.as_bytes().iter().take(LONGEST_SLIP).position(|byte| *byte == b':')?;
        if bare.as_bytes().get(colon + 1) == Some(&b':') {
            return None;
        }
        let word =
            bare.get(..colon)?.trim_end_matches(|letter: char| letter.is_whitespace() || DAMAGE.contains(&letter));
        let meant = match word.to_ascii_lowercase().as_str() {
            "q" | "question" => Self::Question,
            "a" | "answer" | "ans" => Self::Answer,
            "c" | "cloze" => Self::Cloze,
            "note" | "notes" => Self::Note,
            "source" | "sources" => Self::Source,
            "id" => Self::Id,
            "tag" | "tags" => Self::Tags,
            _ => return None,
        };
        let lead = if is_damaged { Lead::Damage } else { Lead::None };
        Some(Slip { found: &bare[..=colon], meant, lead })
    }
}

/// Letters that hide a tag when they stand before it: for a byte that is no text, a byte order mark, a blank of no width.
const DAMAGE: [char; 3] = ['\u{fffd}', '\u{feff}', '\u{200b}'];
/// Bytes in which the colon of a mistyped tag is looked for.
const LONGEST_SLIP: usize = 12;

/// A line that was probably meant to begin with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slip<'a> {
    /// What it begins with instead, blanks left out.
    pub(super) found: &'a str,
    pub(super) meant: Tag,
    pub(super) lead: Lead,
}

/// What stands before the word that looks like a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    None,
    /// Something that is no text.
    Damage,
    /// One to three blanks.
    Blank,
    /// So many blanks that Markdown calls it code.
    Code,
}

/// An opening code fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    mark: u8,
    length: usize,
    /// Whether something stands after its marks: then it closes nothing.
    pub(super) named: bool,
}

impl Fence {
    /// The fence that a line opens: at most three spaces, three marks or more, no backtick after backticks.
    pub(super) fn opened_by(line: &str) -> Option<Self> {
        let bytes = line.as_bytes();
        let indent = bytes.iter().take(4).take_while(|byte| **byte == b' ').count();
        let mark = *bytes.get(indent)?;
        if indent > 3 || !matches!(mark, b'`' | b'~') {
            return None;
        }
        let length = bytes[indent..].iter().take_while(|byte| **byte == mark).count();
        let info = line[indent + length..].trim();
        let fits = length >= 3 && (mark == b'~' || !info.contains('`'));
        fits.then_some(Self { mark, length, named: !info.is_empty() })
    }

    /// Whether a line closes this fence.
    pub(super) fn closed_by(&self, line: &str) -> bool {
        Self::opened_by(line).is_some_and(|other| !other.named && self.is_met_by(&other))
    }

    /// Whether `other` begins with the same marks, at least as many.
    const fn is_met_by(&self, other: &Self) -> bool {
        self.mark == other.mark && other.length >= self.length
    }

    /// Whether a line opens a named fence of the same marks: inside this fence, a sign that its end is missing.
    pub(super) fn doubted_by(&self, line: &str) -> bool {
        Self::opened_by(line).is_some_and(|other| other.named && self.is_met_by(&other))
    }
}

/// What a line outside any fence begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    Blank,
    Tag(Tag),
    /// Its level and its text.
    Heading(usize, &'a str),
    Rule,
    Fence(Fence),
    Text,
}

impl<'a> Mark<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        match line.as_bytes().first() {
            None => Self::Blank,
            Some(b'#') => heading(line).map_or(Self::Text, |(level, text)| Self::Heading(level, text)),
            Some(b'-') if is_rule(line) => Self::Rule,
            Some(b'`' | b'~' | b' ') => Fence::opened_by(line).map_or_else(|| Self::blank_or_text(line), Self::Fence),
            Some(_) => Tag::of(line).map_or_else(|| Self::blank_or_text(line), Self::Tag),
        }
    }

    fn blank_or_text(line: &str) -> Self {
        if line.trim_start().is_empty() { Self::Blank } else { Self::Text }
    }
}

/// Three hyphens or more and nothing else, from the first column.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    line.len() >= 3 && line.bytes().all(|byte| byte == b'-')
}

/// Level and text of an ATX heading at the first column; its closing hashes are no text.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = &line[level..];
    if level > 6 || !(text.is_empty() || text.starts_with([' ', '\t'])) {
        return None;
    }
    let text = text.trim();
    let bare = text.trim_end_matches('#');
    let text = if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim_end() } else { text };
    Some((level, text))
}

/// The text with LF for every line end.
pub(super) fn newlines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_by_any_convention() {
        for text in ["a\n\nb\nc", "a\r\n\r\nb\r\nc\r\n", "a\r\rb\rc\r", "a\n\r\nb\rc"] {
            let lines: Vec<_> = Lines::new(text, 0, 1).map(|line| (line.number, line.text)).collect();
            assert_eq!(lines, [(1, "a"), (2, ""), (3, "b"), (4, "c")], "{text:?}");
        }
        assert_eq!(Lines::new("", 0, 1).count(), 0);
    }

    #[test]
    fn a_line_begins_what_it_says() {
        let fence = |mark, length, named| Mark::Fence(Fence { mark, length, named });
        let table = [
            ("", Mark::Blank),
            (" \t\u{a0}", Mark::Blank),
            ("Q:x", Mark::Tag(Tag::Question)),
            ("Note: y", Mark::Tag(Tag::Note)),
            (" Q: x", Mark::Text),
            ("Quebec", Mark::Text),
            ("# A # b ##", Mark::Heading(1, "A # b")),
            ("## C#", Mark::Heading(2, "C#")),
            ("#tag", Mark::Text),
            ("####### seven", Mark::Text),
            ("##", Mark::Heading(2, "")),
            ("---", Mark::Rule),
            ("-----  ", Mark::Rule),
            ("--- x", Mark::Text),
            ("- item", Mark::Text),
            ("```", fence(b'`', 3, false)),
            ("   ~~~~ python `x`", fence(b'~', 4, true)),
            ("``` a`b", Mark::Text),
            ("    ```", Mark::Text),
        ];
        for (line, mark) in table {
            assert_eq!(Mark::of(line), mark, "{line:?}");
        }
    }

    #[test]
    fn a_fence_is_closed_by_its_own_marks() {
        let fence = Fence::opened_by("````rust").unwrap();
        for (line, closes) in [
            ("````", true),
            ("  ````` ", true),
            ("```", false),
            ("~~~~", false),
            ("```` x", false),
            ("    ````", false),
        ] {
            assert_eq!(fence.closed_by(line), closes, "{line:?}");
        }
    }
}
