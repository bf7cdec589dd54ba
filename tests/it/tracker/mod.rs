//! `drill tracker`, and what every verb does to the file.

mod bytes;
mod checking;
mod hand;
mod joining;
mod judged;
mod linking;
mod odd;
mod whole;
mod words;

/// A real tracker, damaged emoji and all.
pub(crate) const REAL: &[u8] = include_bytes!("../../data/INTERVIEW_TRACKER.md");

/// The lines that differ, as `12: before -> after`; both texts have as many lines.
pub(crate) fn changes(before: &[u8], after: &[u8]) -> Vec<String> {
    let lines = |text: &[u8]| -> Vec<Vec<u8>> { text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect() };
    let (before, after) = (lines(before), lines(after));
    assert_eq!(before.len(), after.len(), "lines were added or removed");
    let both = before.iter().zip(&after).enumerate().filter(|(_, (one, other))| one != other);
    let word = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    both.map(|(at, (one, other))| format!("{}: {} -> {}", at + 1, word(one), word(other))).collect()
}
