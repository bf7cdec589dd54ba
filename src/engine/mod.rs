//! What several verbs do: open the home, refresh decks and tracker, record, retract, sync. Effects in, disk out.

pub mod copies;
pub mod decks;
pub mod doctor;
pub mod edit;
mod error;
mod fold;
pub mod home;
mod mint;
mod progress;
pub mod record;
pub mod retract;
pub mod sitting;
pub mod sync;

pub use error::{Error, Result};
pub use home::{Home, Paths, look, open};
