//! Bytes of a deck file into text: what is no UTF-8 costs the card that it stands in, never the file.

use std::collections::HashSet;

use super::{
    lines::{Lines, Mark},
    parse::{Parsed, parse},
    problem::{Problem, ProblemKind},
};

/// What stands in the text for bytes that are no UTF-8.
const STAND_IN: &str = "\u{fffd}";

/// The text of a deck file, and where its bytes were no UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text, with U+FFFD for each run of bytes that is none.
    pub text: String,
    /// The first such place of each line, in file order; empty for a sound file.
    pub bad: Vec<BadByte>,
}

/// A byte that is no UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadByte {
    /// The byte in [`Text::text`] where its U+FFFD begins.
    pub at: usize,
    /// Its line in the file, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub col: usize,
}

impl Text {
    /// Reads bytes as UTF-8; without a copy if they are.
    pub fn decode(bytes: Vec<u8>) -> Self {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return Self { text, bad: Vec::new() },
            Err(error) => error.into_bytes(),
        };
        let (mut text, mut places) = (String::with_capacity(bytes.len()), Vec::new());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                places.push(text.len());
                text.push_str(STAND_IN);
            }
        }
        let bad = first_of_lines(&text, &places);
        Self { text, bad }
    }
}

/// The first of some places in each line of a text, the places in order.
fn first_of_lines(text: &str, places: &[usize]) -> Vec<BadByte> {
    let (mut bad, mut places) = (Vec::new(), places.iter().copied().peekable());
    for line in Lines::new(text, 0, 1) {
        if let Some(at) = places.next_if(|at| *at < line.end()) {
            bad.push(BadByte { at, line: line.number, col: text[line.start..at].chars().count() + 1 });
        }
        while places.next_if(|at| *at < line.end()).is_some() {}
    }
    bad
}

/// Reads a deck file as [`parse`] does, without the cards that hold a byte that is no UTF-8.
///
/// Each of them is told once. In a heading or the name of the deck such a byte is an error as well, for the cards
/// below stand under a name that nobody gave; in prose it is advice.
pub fn parse_file(file: &Text, file_stem: &str) -> Parsed {
    let mut parsed = parse(&file.text, file_stem);
    if file.bad.is_empty() {
        return parsed;
    }
    let (mut lost, mut found, mut stray) = (HashSet::new(), Vec::new(), None);
    for bad in &file.bad {
        let next = parsed.cards.partition_point(|card| card.raw.end <= bad.at);
        match parsed.cards.get(next).filter(|card| card.raw.contains(&bad.at)) {
            Some(card) if !lost.insert(card.block) => {}
            Some(_) => found.push(bad.problem(ProblemKind::NotUtf8)),
            None if bad.is_in_name(&file.text, &parsed) => found.push(bad.problem(ProblemKind::NotUtf8)),
            // One is enough: what mends it mends the file.
            None => stray = stray.or_else(|| Some(bad.problem(ProblemKind::NotUtf8Prose))),
        }
    }
    parsed.cards.retain(|card| !lost.contains(&card.block));
    parsed.problems.extend(found.into_iter().chain(stray));
    parsed.problems.sort_by_key(|problem| (problem.line, problem.col));
    parsed
}

impl BadByte {
    const fn problem(self, what: ProblemKind) -> Problem {
        Problem { line: self.line, col: self.col, what }
    }

    /// Whether it stands in a heading that names cards, or in the name of the deck.
    fn is_in_name(self, text: &str, parsed: &Parsed) -> bool {
        let start = text[..self.at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
        let named = parsed.name.as_ref().is_some_and(|name| name.contains(STAND_IN));
        matches!(Mark::of(line), Mark::Heading(1 | 2, _)) || (named && line.trim_start().starts_with("name"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let parsed = parse_file(&Text::decode(bytes.to_vec()), "stem");
        let told = |problem: &Problem| {
            let rank = if problem.severity() == crate::deck::Severity::Error { "error" } else { "advice" };
            format!("{}:{} {rank} {}", problem.line, problem.col, problem.what)
        };
        let cards = parsed.cards.iter().map(|card| format!("{}: {}", card.topic.name, card.question));
        (cards.collect(), parsed.problems.iter().map(told).collect())
    }

    #[test]
    fn a_bad_byte_costs_its_card_and_no_other() {
        const LOST: &str = "error not UTF-8";
        const PROSE: &str = "advice not UTF-8, in text that belongs to no card";
        type Row = (&'static [u8], &'static [&'static str], Vec<String>);
        let at = |place: &str, what: &str| format!("{place} {what}");
        let table: Vec<Row> = vec![
            (b"Q: a\nA: b\n\nQ: c\xe9\nA: d\n\nQ: e\nA: f", &["stem: a", "stem: e"], vec![at("4:5", LOST)]),
            (b"Q: a\r\nA: b\r\n\r\nQ: c\r\nA: \xc3\xa4\xff\r\n", &["stem: a"], vec![at("5:5", LOST)]),
            (b"Q: a\rA: b\r\rQ: c\rA: \xff\r", &["stem: a"], vec![at("5:4", LOST)]),
            // Told once for a card, however many it holds; a cloze goes with all its deletions.
            (b"Q: a\xff\xfe\nA: \xe9\nTags: \xe9\n\nx :: y", &["stem: x"], vec![at("1:5", LOST)]),
            (b"C: [a] \xff [b]\n\nC: [c]", &["stem: […]"], vec![at("1:8", LOST)]),
            (b"l\xff :: r\nm :: s", &["stem: m"], vec![at("1:2", LOST)]),
            (b"# S\n## Caf\xe9\nQ: a\nA: b", &["Caf\u{fffd}: a"], vec![at("2:7", LOST)]),
            (b"---\nname = \"N\xe9\"\n---\nQ: a\nA: b", &["N\u{fffd}: a"], vec![at("2:10", LOST)]),
            (b"prose \xe9\nmore \xe9\n\nQ: a\nA: b\nTags: t\n\n\xe9", &["stem: a"], vec![at("1:7", PROSE)]),
            // A byte before the tag hides that card, not the one above.
            (
                b"Q: a\nA: b\n\xffQ: c\nA: d\n\nQ: e\nA: f",
                &["stem: a", "stem: e"],
                vec![at("3:1", "error `Q:` starts no card"), at("3:1", PROSE)],
            ),
            (b"Q: a\nA: \xef\xbf\xbd", &["stem: a"], vec![]),
        ];
        for (bytes, cards, told) in table {
            let shown = String::from_utf8_lossy(bytes);
            let cards: Vec<String> = cards.iter().map(|&card| card.to_owned()).collect();
            assert_eq!(read(bytes), (cards, told), "{shown:?}");
        }
    }

    proptest! {
        #[test]
        fn a_sound_file_is_read_as_it_stands(text in "(Q: a\n|A: b\n|\r|\u{fffd}|[ -~é]{0,6}\n?){0,12}") {
            let file = Text::decode(text.clone().into_bytes());
            prop_assert_eq!(&file, &Text { text: text.clone(), bad: Vec::new() });
            prop_assert_eq!(parse_file(&file, "stem"), parse(&text, "stem"));
        }

        #[test]
        fn no_bytes_stop_it(bytes in proptest::collection::vec(prop_oneof![
            any::<u8>(), Just(b'\n'), Just(b'\r'), Just(b'Q'), Just(b':'), Just(b'A'), Just(b'['), Just(b']')
        ], 0..60)) {
            let file = Text::decode(bytes.clone());
            let is_sound = std::str::from_utf8(&bytes).is_ok();
            prop_assert_eq!(file.bad.is_empty(), is_sound);
            for bad in &file.bad {
                prop_assert!(file.text[bad.at..].starts_with(STAND_IN));
            }
            let parsed = parse_file(&file, "stem");
            for card in &parsed.cards {
                prop_assert!(file.bad.iter().all(|bad| !card.raw.contains(&bad.at)));
            }
            let told = |problem: &Problem| {
                matches!(problem.what, ProblemKind::NotUtf8 | ProblemKind::NotUtf8Prose)
            };
            prop_assert_eq!(parsed.problems.iter().any(told), !is_sound);
        }
    }
}
