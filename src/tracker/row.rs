//! What drill writes into the cells of a scenario's row: the text alone, padding and everything else stay.
//!
//! A cell is handled as its bytes between the pipes, padding included, so that what stood there can be put back as it
//! was.

use super::{
    parse::Cell,
    patch::{Edit, escape_pipes},
};
use crate::model::text::one_line;

/// Stands between what was there and what drill adds.
const BETWEEN: &str = "; ";

/// The bytes of a cell, padding included; none if they are no UTF-8, so that nobody could put them back.
pub fn raw<'a>(bytes: &'a [u8], cell: &Cell) -> Option<&'a str> {
    bytes.get(cell.range.clone()).and_then(|raw| std::str::from_utf8(raw).ok())
}

/// What a cell says: without its padding, pipes as they are read.
pub fn words(raw: &str) -> String {
    raw.trim().replace("\\|", "|")
}

/// A cell with another text in the same padding: pipes are escaped, line breaks become blanks.
pub fn with_words(raw: &str, text: &str) -> String {
    let text = escape_pipes(&one_line(text));
    let inner = raw.trim();
    if inner.is_empty() {
        return if text.is_empty() { raw.to_owned() } else { format!(" {text} ") };
    }
    let start = raw.len() - raw.trim_start().len();
    let after = &raw[start + inner.len()..];
    // Without padding a last backslash would swallow the pipe that ends the cell.
    let guard = if after.is_empty() && text.ends_with('\\') { " " } else { "" };
    format!("{}{text}{guard}{after}", &raw[..start])
}

/// Notes with `part` in them: in the place of what an older mock wrote, else after what stands there.
pub fn with_part(notes: &str, older: Option<&str>, part: &str) -> String {
    let (part, older) = (one_line(part), older.map(one_line).filter(|older| !older.is_empty()));
    if notes.contains(&part) {
        return notes.to_owned();
    }
    match older {
        Some(older) if notes.contains(&older) => notes.replacen(&older, &part, 1),
        _ if notes.trim().is_empty() => part,
        _ => format!("{}{BETWEEN}{part}", notes.trim_end().trim_end_matches(';')),
    }
}

/// Notes without `part`, and without the mark that stood between it and the rest.
pub fn without_part(notes: &str, part: &str) -> String {
    let part = one_line(part);
    for found in [format!("{BETWEEN}{part}"), format!("{part}{BETWEEN}"), part] {
        if !found.is_empty() && notes.contains(&found) {
            return notes.replacen(&found, "", 1);
        }
    }
    notes.to_owned()
}

/// The edit that gives a cell these bytes; none if it has them.
pub fn set_raw(bytes: &[u8], cell: &Cell, raw: &str) -> Option<Edit> {
    let same = bytes.get(cell.range.clone()) == Some(raw.as_bytes());
    (!same).then(|| Edit { range: cell.range.clone(), with: raw.as_bytes().to_vec() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_padding_stays() {
        let table = [
            (" ⬜ ", "🟨", " 🟨 "),
            ("  ⬜\t", "🟨", "  🟨\t"),
            ("⬜", "🟨", "🟨"),
            (" ", "🟨", " 🟨 "),
            ("", "a|b", " a\\|b "),
            ("", "", ""),
            ("x", "ends\\", "ends\\ "),
            (" old ", "", "  "),
        ];
        for (raw, text, expected) in table {
            assert_eq!(with_words(raw, text), expected, "{raw:?} {text:?}");
        }
    }

    #[test]
    fn the_part_of_a_newer_mock_takes_the_place_of_the_older() {
        let table = [
            ("", None, "b", "b"),
            ("mine", None, "b", "mine; b"),
            ("mine;", None, "b", "mine; b"),
            ("mine; a", Some("a"), "b", "mine; b"),
            ("mine; a; more", Some("a"), "b", "mine; b; more"),
            ("mine", Some("a"), "b", "mine; b"),
            ("mine; b", Some("a"), "b", "mine; b"),
        ];
        for (notes, older, part, expected) in table {
            assert_eq!(with_part(notes, older, part), expected, "{notes:?}");
        }
        for (notes, part, expected) in
            [("mine; b", "b", "mine"), ("b; mine", "b", "mine"), ("b", "b", ""), ("mine", "b", "mine"), ("a", "", "a")]
        {
            assert_eq!(without_part(notes, part), expected, "{notes:?}");
        }
    }

    proptest! {
        #[test]
        fn a_part_that_was_added_can_be_taken_away(notes in "([a-z |;é]{0,10}[a-zé])?", part in "[A-Z0-9 :|]{1,8}[A-Z]") {
            let notes = notes.trim();
            prop_assert_eq!(without_part(&with_part(notes, None, &part), &part), notes);
        }

        #[test]
        fn what_is_written_is_read(raw in "[ \\t]{0,2}([a-z]{1,4}[ \\t]{0,2})?", text in "[a-zé🟨| ]{0,12}") {
            prop_assert_eq!(words(&with_words(&raw, &text)), one_line(&text));
        }
    }
}
