//! Which story of the tracker is which of those known, after headings were reworded and blocks were moved.

use crate::model::{
    Part, Texts,
    name::{likeness, normalise},
};

/// How alike two headings at one place must be.
const CLOSE: f32 = 0.5;
/// Fewer words say nothing about whose they are.
const TELLING_WORDS: usize = 5;

/// A story, known or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its heading.
    pub heading: String,
    /// The heading above it.
    pub section: String,
    /// Its turn in the tracker.
    pub place: i64,
    /// It left the tracker.
    pub parked: bool,
    /// What is written.
    pub texts: Texts,
}

/// Whether a known story and a block may be one.
type Round<'a> = &'a dyn Fn(&Block, &Block) -> bool;

/// For each block that was read the index of the known story that it is: by its heading, then by a text of it, then
/// by its place and close words.
pub fn pair(known: &[Block], read: &[Block]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; read.len()];
    let named = |one: &Block, other: &Block| normalise(&one.heading) == normalise(&other.heading);
    let below = |one: &Block, other: &Block| normalise(&one.section) == normalise(&other.section);
    let near = |one: &Block, other: &Block| likeness(&one.heading, &other.heading) >= CLOSE;
    let rounds: [Round<'_>; 7] = [
        &|one, other| named(one, other) && below(one, other) && one.place == other.place,
        &|one, other| named(one, other) && below(one, other) && !one.parked,
        &|one, other| named(one, other) && !one.parked,
        &named,
        &|one, other| !one.parked && says_the_same(&one.texts, &other.texts),
        &|one, other| !one.parked && one.place == other.place && near(one, other),
        &|one, other| !one.parked && below(one, other) && near(one, other),
    ];
    for fits in rounds {
        for (at, block) in read.iter().enumerate() {
            if pairs[at].is_none() {
                pairs[at] =
                    (0..known.len()).find(|index| !pairs.contains(&Some(*index)) && fits(&known[*index], block));
            }
        }
    }
    pairs
}

/// One part says the same in so many words that it can be no accident.
fn says_the_same(one: &Texts, other: &Texts) -> bool {
    let same = |part: Part| one.get(part) == other.get(part) && super::count(one.get(part)) >= TELLING_WORDS;
    Part::ALL.into_iter().any(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(heading: &str, place: i64, situation: &str) -> Block {
        let mut texts = Texts::default();
        texts.set(Part::Situation, situation);
        Block { heading: heading.into(), section: "Stories".into(), place, parked: false, texts }
    }

    #[test]
    fn stories_are_known_again() {
        let long = "a ledger that lost every tenth write";
        let known = [block("Technical Challenge", 0, ""), block("Outage", 1, long), block("Conflict", 2, "")];
        let table: [(Vec<Block>, &[Option<usize>]); 6] = [
            (known.to_vec(), &[Some(0), Some(1), Some(2)]),
            (vec![block("conflict", 0, ""), block("Technical  challenge", 1, "")], &[Some(2), Some(0)]),
            (vec![block("The night of the ledger", 0, long)], &[Some(1)]),
            (vec![block("Technical Challenge: ledger", 0, "")], &[Some(0)]),
            (vec![block("Something else entirely", 0, "")], &[None]),
            (vec![block("Outage", 0, ""), block("Outage", 1, "")], &[None, Some(1)]),
        ];
        for (read, wanted) in table {
            assert_eq!(pair(&known, &read), wanted, "{read:?}");
        }
    }
}
