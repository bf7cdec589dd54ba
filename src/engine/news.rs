//! What reading decks and tracker found.

/// What reading decks and tracker found, in lines for the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// What was read, matched, earned, claimed; for information.
    pub notes: Vec<String>,
    /// What went wrong and cost something.
    pub troubles: Vec<String>,
}

impl News {
    /// Adds what another reading found.
    pub fn extend(&mut self, other: Self) {
        self.notes.extend(other.notes);
        self.troubles.extend(other.troubles);
    }
}
