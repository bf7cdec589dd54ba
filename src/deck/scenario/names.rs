//! Headings and keys as people write them: in any case, and the one that was probably meant.

use crate::model::name::{self, Found, normalise};

/// What a heading was found to mean.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The one at that index.
    One(usize),
    /// None; perhaps the one at that index was meant.
    None(Option<usize>),
}

/// So many problems of a file come with a suggestion: after that nobody looks for one, and each costs time.
pub(super) const PATIENCE: usize = 100;

/// Finds a whole name in any case; a part or a slip only suggests, where not too many were told before.
pub(super) fn named<S: AsRef<str>>(text: &str, known: &[S], told: usize) -> Named {
    let wanted = normalise(text);
    if let Some(at) = known.iter().position(|name| normalise(name.as_ref()) == wanted) {
        return Named::One(at);
    }
    Named::None(near(text, known, told))
}

/// The index of the name that was probably meant, where not too many were told before.
pub(super) fn near<S: AsRef<str>>(text: &str, known: &[S], told: usize) -> Option<usize> {
    if told >= PATIENCE {
        return None;
    }
    match name::find(text, known) {
        Found::One(at) => Some(at),
        Found::Several(found) | Found::None(found) => found.first().copied(),
    }
}
