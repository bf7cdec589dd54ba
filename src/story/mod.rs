//! Stories as pure values: what is wrong with a written one, how one is told against the clock, what a telling is
//! worth, and which signals have no story.

pub mod check;
pub mod draw;
mod events;
pub mod kind;
mod machine;
pub mod matrix;
mod numbers;
pub mod overview;
pub mod pair;
pub mod rubric;
#[cfg(test)]
mod tests;
mod watch;
mod words;

pub use events::{Asked, Effect, Event, Left, Opening};
pub use machine::Rehearsal;
pub use overview::{Clash, Overview};
pub use words::{count, spoken_seconds};
