//! A sitting as a pure machine: events and instants in, effects out.

mod debt;
mod machine;

pub use debt::{Debt, debts};
pub use machine::{Effect, Event, Opening, Session};
