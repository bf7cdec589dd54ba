//! Mocks: which scenarios are offered, the one that runs, and what a finished one does to schedule and tracker.

pub(in crate::engine) mod files;
mod note;
mod offers;
mod practice;
mod pulls;
mod remark;
mod row;
mod running;
mod shelf;
pub(in crate::engine) mod table;

pub use crate::plan::mocks::Reason;
pub use note::NoteDesk;
pub use offers::{Offered, Past};
pub(in crate::engine) use practice::{fold, refold};
pub(in crate::engine) use pulls::{are_folded, refold_all as refold_pulls};
pub use running::{Finished, Running, Seat};
