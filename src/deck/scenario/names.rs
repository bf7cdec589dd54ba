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

/// Finds a whole name in any case; a part or a slip only suggests.
pub(super) fn named<S: AsRef<str>>(text: &str, known: &[S]) -> Named {
    let wanted = normalise(text);
    if let Some(at) = known.iter().position(|name| normalise(name.as_ref()) == wanted) {
        return Named::One(at);
    }
    Named::None(near(text, known))
}

/// The index of the name that was probably meant.
pub(super) fn near<S: AsRef<str>>(text: &str, known: &[S]) -> Option<usize> {
    match name::find(text, known) {
        Found::One(at) => Some(at),
        Found::Several(found) | Found::None(found) => found.first().copied(),
    }
}
