//! What today, and in what order: pure functions of where the items stand.

pub mod agenda;
pub mod arrivals;
pub mod campaign;
pub mod gain;
mod introduce;
pub mod mocks;
mod order;
pub mod pace;
pub mod shares;
mod sitting;
pub mod sweep;

#[cfg(test)]
mod tests;

pub use introduce::{Breadth, OPEN_TOPICS, introduce, introduce_in};
pub use order::interleave;
pub use sitting::{Limits, Plan, Planned, Waiting, plan};
