//! A sitting as a pure machine: events and instants in, effects out.

mod debt;
mod machine;
#[cfg(test)]
mod tests;

pub use debt::{Debt, debts, is_let_go_after};
pub use machine::{Effect, Event, Opening, Session};
