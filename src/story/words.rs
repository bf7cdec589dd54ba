//! Words, and how long it takes to say them.

use unicode_segmentation::UnicodeSegmentation;

/// Words a minute of a calm teller; people say 130 to 150.
const PACE: usize = 140;

/// How many words a text has, in any script: what Unicode calls a word, so that marks and emoji are none.
pub fn count(text: &str) -> usize {
    text.unicode_words().count()
}

/// The seconds it takes to say so many words at 140 a minute, rounded.
pub fn spoken_seconds(words: usize) -> usize {
    (words * 60 + PACE / 2) / PACE
}

/// The words of a text in lower case, with straight apostrophes.
pub(super) fn lower(text: &str) -> Vec<String> {
    text.unicode_words().map(|word| word.to_lowercase().replace('’', "'")).collect()
}

/// How often one of some words stands in a text, alone or before an apostrophe: `we`, `we'd`.
pub(super) fn how_often(text: &str, wanted: &[&str]) -> usize {
    let is = |word: &String| wanted.contains(&word.split('\'').next().unwrap_or_default());
    lower(text).iter().filter(|word| is(word)).count()
}
