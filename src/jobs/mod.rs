//! Applications and the dates that belong to them: pure, no disk.

mod calendar;
pub mod dates;
