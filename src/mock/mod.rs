//! The machine of a mock: event and instant in, effects out. No disk and no terminal.
//!
//! While the clock runs the machine is a stopwatch over phases with things to say at certain seconds; after the bell it
//! is a list of questions. All that it knows is in [`crate::model::mock::State`], which it asks to be saved as it
//! changes, so that a mock that was killed goes on where it was. The arithmetic of the rubric is in [`rubric`], what a
//! mock pulls into the drill in [`pulls`].

mod clock;
mod closing;
mod compare;
mod event;
mod machine;
mod marking;
mod page;
pub mod pulls;
pub mod rubric;
mod running;
mod trends;

#[cfg(test)]
mod tests;

pub use compare::{Comparison, Gap, compare, focus, gap};
pub use event::{Effect, Event, Opening};
pub use machine::Mock;
pub use page::minutes;
pub use trends::{Trends, trends};
