//! Decks: text becomes cards, and cards are known again after an edit.

pub mod across;
mod alike;
pub mod bytes;
mod cloze;
mod front;
mod lines;
pub mod lint;
pub mod load;
pub mod matching;
pub mod parse;
pub mod print;
pub mod problem;
pub mod scenario;
pub mod story;
pub mod walk;

#[cfg(test)]
mod dialects;
#[cfg(test)]
mod format;

pub use across::across;
pub use bytes::parse_file;
pub use lint::lint;
pub use matching::{How, KnownCard, Match, NewCard, match_cards};
pub use parse::{Parsed, ParsedCard, parse};
pub use print::print;
pub use problem::{Problem, ProblemKind, Severity};
