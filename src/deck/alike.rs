//! How alike two texts are, with cheap bounds in front of the dear comparison.

use std::hash::{DefaultHasher, Hash, Hasher};

use similar::TextDiff;

use crate::model::name::{likeness, normalise};

/// Texts longer than this are compared by the words they share only.
const LONG: usize = 4000;

/// A text prepared for comparison.
#[derive(Debug)]
pub(super) struct Sketch {
    /// The text as names are compared.
    pub(super) plain: String,
    /// Its words as sorted hashes.
    words: Vec<u64>,
    /// How often each letter stands in it, several letters sharing one count.
    letters: [u32; 32],
}

impl Sketch {
    pub(super) fn new(text: &str) -> Self {
        let plain = normalise(text);
        let mut words: Vec<u64> = plain.split_whitespace().map(hash).collect();
        words.sort_unstable();
        let mut letters = [0; 32];
        for byte in plain.bytes() {
            letters[usize::from(byte % 32)] += 1;
        }
        Self { plain, words, letters }
    }

    pub(super) fn word_count(&self) -> usize {
        self.words.len()
    }

    /// Its words as hashes, sorted.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// A number that [`Sketch::likeness`] hardly ever exceeds, found without comparing their order.
    pub(super) fn bound(&self, other: &Self) -> f32 {
        let shared = self.shared(other);
        // Between words stand blanks, which the word comparison counts as well.
        let gaps = self.words.len().min(other.words.len()).saturating_sub(1);
        let all = (2 * self.words.len()).saturating_sub(1) + (2 * other.words.len()).saturating_sub(1);
        let letters: u32 = self.letters.iter().zip(&other.letters).map(|(one, other)| one.min(other)).sum();
        share(letters as usize, self.plain.len() + other.plain.len()).midpoint(share(shared + gaps, all))
    }

    /// How alike the texts are, 0.0 to 1.0.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        if self.plain.len().max(other.plain.len()) > LONG {
            return share(self.shared(other), self.words.len() + other.words.len());
        }
        likeness(&self.plain, &other.plain)
    }

    /// Whether the texts differ by mistyped words only: as many words, each the same or nearly so.
    pub(super) fn is_mended(&self, other: &Self) -> bool {
        let unequal = self.plain.split(' ').zip(other.plain.split(' ')).filter(|(one, other)| one != other);
        let close = |(one, other): (&str, &str)| {
            let counted = one.contains(|letter: char| letter.is_numeric()) || one.len().min(other.len()) < 3;
            !counted && TextDiff::from_chars(one, other).ratio() >= 0.8
        };
        self.words.len() == other.words.len()
            && unequal.clone().count() * 4 <= self.words.len()
            && unequal.clone().all(close)
    }

    fn shared(&self, other: &Self) -> usize {
        let (mut one, mut two, mut shared) = (0, 0, 0);
        while let (Some(left), Some(right)) = (self.words.get(one), other.words.get(two)) {
            one += usize::from(left <= right);
            two += usize::from(right <= left);
            shared += usize::from(left == right);
        }
        shared
    }
}

/// Twice the shared parts among all parts, 1.0 for nothing at all.
fn share(shared: usize, all: usize) -> f32 {
    if all == 0 { 1.0 } else { (2 * shared) as f32 / all as f32 }
}

/// A number for anything that can be hashed, the same all through one run.
pub(super) fn hash(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_bound_holds(one in "[a-e ]{0,30}", other in "[a-e ]{0,30}") {
            let (one, other) = (Sketch::new(&one), Sketch::new(&other));
            prop_assert!(one.bound(&other) + 1e-4 >= one.likeness(&other), "{:?} {:?}", one.plain, other.plain);
        }
    }

    #[test]
    fn a_mended_word_is_told_from_another() {
        let table = [
            ("Why does dropout regularise a netwrok", "Why does dropout regularise a network", true),
            ("What does precision measure here", "What does recall measure here", false),
            ("Give the gradient of L1 here", "Give the gradient of L2 here", false),
            ("one two three", "one two three four", false),
        ];
        for (one, other, mended) in table {
            assert_eq!(Sketch::new(one).is_mended(&Sketch::new(other)), mended, "{one} / {other}");
        }
    }
}
