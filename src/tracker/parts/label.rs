//! One line that names a field: `**Situation**: ...`, `- **Task:** ...`, `Action: ...`. What the name means is for others.

use std::ops::Range;

use crate::{model::name::normalise, tracker::heading::spoken};

/// Longer names are sentences.
const LONGEST: usize = 60;

/// How a field is dressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    /// A heading of its own, the value below it.
    Heading,
    /// In emphasis, with a colon or a dash: `**Task**:`, `**Task:**`, `**T**ask:`.
    Marked,
    /// In emphasis and nothing else: `**Task** We had to ...`.
    Bare,
    /// `Task: ...`.
    Plain,
}

/// A line that names a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) dress: Dress,
    /// The name as it is written, emphasis away.
    pub(super) name: String,
    /// The name as it is compared.
    pub(super) words: String,
    /// Its line, without the line ending.
    pub(super) line: Range<usize>,
    pub(super) lead: Lead,
    /// Behind colon or dash and all emphasis.
    pub(super) after: usize,
    /// What a backslash would have to stand before to make the line an ordinary one.
    pub(super) hinge: usize,
}

impl Label {
    /// Whether the line says nothing more.
    pub(super) fn is_alone(&self, text: &str) -> bool {
        text[self.after..self.line.end].trim().is_empty()
    }
}

/// What stands before the words of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lead {
    /// The marks of quotes, `> `.
    pub(super) quote: Range<usize>,
    /// Columns of blanks after them.
    pub(super) indent: usize,
    /// The columns at which the text of a list item stands; none if the line begins no item.
    pub(super) hanging: Option<usize>,
    /// Where its words begin.
    pub(super) words: usize,
}

impl Lead {
    pub(super) fn read(text: &str, start: usize, end: usize) -> Self {
        Self::within(text, start, end, usize::MAX)
    }

    /// The same with at most so many quotes around each other: further marks are words.
    pub(super) fn within(text: &str, start: usize, end: usize, quotes: usize) -> Self {
        let quoted = after_quotes(text, start, end, quotes);
        let (words, indent) = after_blanks(text, quoted, end);
        let mut lead = Self { quote: start..quoted, indent, hanging: None, words };
        if let Some(marker) = marker(&text[words..end]) {
            let (behind, blanks) = after_blanks(text, words + marker, end);
            // Five blanks and more are one, and then code.
            let blanks = if blanks > 4 || behind == end { 1 } else { blanks };
            lead.hanging = Some(indent + marker + blanks);
            lead.words = behind;
        }
        lead
    }
}

/// Behind the marks of quotes at the beginning of a line.
fn after_quotes(text: &str, start: usize, end: usize, quotes: usize) -> usize {
    let mut at = start;
    for _ in 0..quotes {
        let rest = &text[at..end];
        let inner = rest.trim_start_matches(' ');
        let blanks = rest.len() - inner.len();
        match inner.strip_prefix('>') {
            Some(behind) if blanks < 4 => at += blanks + 1 + usize::from(behind.starts_with(' ')),
            _ => break,
        }
    }
    at
}

/// Behind some blanks, and how many columns they take.
fn after_blanks(text: &str, start: usize, end: usize) -> (usize, usize) {
    let mut columns = 0;
    for (at, byte) in text.as_bytes()[start..end].iter().enumerate() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            _ => return (start + at, columns),
        }
    }
    (end, columns)
}

/// The length of a list marker at the beginning of a text, blanks not counted.
pub(super) fn marker(text: &str) -> Option<usize> {
    let length = match text.bytes().next()? {
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let ends = matches!(text.as_bytes().get(digits), Some(b'.' | b')'));
            (digits <= 9 && ends).then_some(digits + 1)?
        }
        _ => return None,
    };
    matches!(text.as_bytes().get(length), None | Some(b' ' | b'\t')).then_some(length)
}

/// Reads a line as the beginning of a field; none if it has not the shape of one.
pub(super) fn read(text: &str, start: usize, end: usize) -> Option<Label> {
    let lead = Lead::read(text, start, end);
    let from = begin(text, &lead, end);
    let rest = &text[from..end];
    let shape = match rest.as_bytes().first()? {
        b'*' | b'_' => emphasised(rest)?,
        _ => plain(rest)?,
    };
    let name = spoken(&shape.name);
    let words = normalise(without_remark(&name));
    let label = Label {
        dress: shape.dress,
        words,
        name,
        line: start..end,
        lead,
        after: from + shape.after,
        hinge: from + shape.hinge,
    };
    (!label.words.is_empty()).then_some(label)
}

/// Where the name of a field begins: behind a box, and behind an emoji.
pub(super) fn begin(text: &str, lead: &Lead, end: usize) -> usize {
    let mut rest = &text[lead.words..end];
    let boxed = ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| rest.strip_prefix(mark));
    if lead.hanging.is_some() {
        rest = boxed.unwrap_or(rest);
    }
    let rest = rest.trim_start_matches(|letter: char| !letter.is_ascii() && !letter.is_alphanumeric());
    end - rest.trim_start().len()
}

struct Shape {
    dress: Dress,
    name: String,
    after: usize,
    hinge: usize,
}

/// `**Task**:`, `**Task:**`, `**T**ask:`, `**Task** (20 s):`, `**Task** -`, `**Task**`.
fn emphasised(rest: &str) -> Option<Shape> {
    let sign = rest.chars().next()?;
    let run = rest.chars().take_while(|letter| *letter == sign).count();
    if run > 3 {
        return None;
    }
    let marks = &rest[..run];
    let length = rest[run..].find(marks).filter(|length| (1..=LONGEST).contains(length))?;
    let inner = &rest[run..run + length];
    let closed = run + length + run;
    let tail = &rest[closed..];
    if inner.starts_with(char::is_whitespace) || tail.starts_with(sign) {
        return None;
    }
    let shape = |dress, name: &str, after, hinge| Some(Shape { dress, name: name.to_owned(), after, hinge });
    if let Some(name) = inner.strip_suffix([':', '：']) {
        return (!name.ends_with('\\')).then(|| shape(Dress::Marked, name, closed, run + name.len()))?;
    }
    if let Some(colon) = tail.find([':', '：']).filter(|colon| *colon <= LONGEST) {
        let between = &tail[..colon];
        let letters = inner.chars().count() == 1 && between.chars().all(char::is_alphabetic);
        let remark = between.trim();
        let remark_is_short = letters || remark.is_empty();
        let remark = remark.is_empty() || (remark.starts_with('(') && remark.ends_with(')'));
        if letters || remark {
            let colon = closed + colon;
            let after = colon + rest[colon..].chars().next().map_or(1, char::len_utf8);
            let name = if letters { format!("{inner}{between}") } else { inner.to_owned() };
            let hinge = if remark_is_short { colon } else { 0 };
            return Some(Shape { dress: Dress::Marked, name, after, hinge });
        }
    }
    let behind = tail.trim_start();
    let blank = behind.is_empty() || behind.len() < tail.len();
    if let Some(value) = behind.strip_prefix(['-', '–', '—']).filter(|value| blank && value.starts_with([' ', '\t']))
    {
        return shape(Dress::Marked, inner, rest.len() - value.len(), 0);
    }
    if matches!(behind, "-" | "–" | "—") && blank {
        return shape(Dress::Marked, inner, rest.len(), 0);
    }
    blank.then(|| shape(Dress::Bare, inner, closed, 0))?
}

/// `Task: ...`, beginning with a capital where the script has them.
fn plain(rest: &str) -> Option<Shape> {
    let colon = rest.find([':', '：']).filter(|colon| (1..=LONGEST).contains(colon))?;
    let name = &rest[..colon];
    let capital = name.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    let bare = !name.contains(['*', '_', '`', '[', ']', '<', '>', '|', '\\', '#', '"']);
    let after = colon + rest[colon..].chars().next().map_or(1, char::len_utf8);
    let apart = !rest[after..].starts_with(['/', ':']);
    (capital && bare && apart).then(|| Shape { dress: Dress::Plain, name: name.to_owned(), after, hinge: colon })
}

/// A name without the remark in parentheses behind it: `Situation (20 s)`.
pub(super) fn without_remark(name: &str) -> &str {
    match name.split_once(" (") {
        Some((bare, remark)) if remark.ends_with(')') => bare,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line; its dress, its name and what stands behind them.
    type Line<'a> = (&'a str, Option<(Dress, &'a str, &'a str)>);

    #[test]
    fn fields_come_in_many_dresses() {
        use Dress::{Bare, Marked, Plain};
        let table: [Line<'_>; 30] = [
            ("**Situation**: ", Some((Marked, "Situation", " "))),
            ("**Situation**:", Some((Marked, "Situation", ""))),
            ("**Situation:** we", Some((Marked, "Situation", " we"))),
            ("- **Situation:** we", Some((Marked, "Situation", " we"))),
            ("  * __Situation__ : we", Some((Marked, "Situation", " we"))),
            ("1. _Situation_: we", Some((Marked, "Situation", " we"))),
            ("> - [ ] **S:** we", Some((Marked, "S", " we"))),
            ("**S**ituation: we", Some((Marked, "Situation", " we"))),
            ("**Situation** (20 s): we", Some((Marked, "Situation", " we"))),
            ("**Situation (20 s):** we", Some((Marked, "Situation (20 s)", " we"))),
            ("**Situation** – we", Some((Marked, "Situation", " we"))),
            ("**Situation** -", Some((Marked, "Situation", ""))),
            ("**Situation**", Some((Bare, "Situation", ""))),
            ("**Situation** we", Some((Bare, "Situation", " we"))),
            ("🔹 **Situation**: we", Some((Marked, "Situation", " we"))),
            ("Situation: we", Some((Plain, "Situation", " we"))),
            ("Situation：we", Some((Plain, "Situation", "we"))),
            ("+ Situation:we", Some((Plain, "Situation", "we"))),
            ("Übung: a", Some((Plain, "Übung", " a"))),
            ("状況: a", Some((Plain, "状況", " a"))),
            ("Situation\\: we", None),
            ("**Situation**\\: we", None),
            ("**Situation\\:** we", None),
            ("\\**Situation**: we", None),
            ("situation: we", None),
            ("Http://a", None),
            ("`Situation`: we", None),
            ("**Situation**s: we", None),
            ("** Situation**: we", None),
            ("", None),
        ];
        for (line, wanted) in table {
            let found = read(line, 0, line.len());
            let found = found.as_ref().map(|it| (it.dress, it.name.as_str(), &line[it.after..]));
            assert_eq!(found, wanted, "{line}");
        }
    }

    #[test]
    fn a_remark_in_parentheses_is_no_part_of_a_name() {
        for (line, words) in
            [("**Situation (20 s):**", "situation"), ("S (Situation): a", "s"), ("A (b) c: d", "a b c")]
        {
            assert_eq!(read(line, 0, line.len()).unwrap().words, words);
        }
    }

    #[test]
    fn what_stands_before_the_words_is_measured() {
        for (line, wanted) in [
            ("a", (0, 0, None, 0)),
            ("  - a", (0, 2, Some(4), 4)),
            ("> > 10.  a", (4, 0, Some(5), 9)),
            (">\t-  a", (1, 4, Some(7), 5)),
            ("-      a", (0, 0, Some(2), 7)),
            ("-", (0, 0, Some(2), 1)),
            ("-a", (0, 0, None, 0)),
            ("    > a", (0, 4, None, 4)),
        ] {
            let lead = Lead::read(line, 0, line.len());
            assert_eq!((lead.quote.end, lead.indent, lead.hanging, lead.words), wanted, "{line}");
        }
    }
}
