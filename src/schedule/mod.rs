//! When an item comes again, and how well it would be known: pure functions of a memory and a day.

pub mod fsrs;
pub mod sm2;

pub use sm2::{ClockBack, answer, outcomes};
