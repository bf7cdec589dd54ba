//! What several verbs do: open the home, refresh decks and tracker, record, retract, sync. Effects in, disk out.

mod applications;
pub mod copies;
pub mod debrief;
pub mod decks;
pub mod disk;
pub mod doctor;
pub mod edit;
mod error;
mod fold;
pub mod home;
mod kept;
mod marks;
mod mint;
pub mod mocks;
mod news;
pub mod open;
mod paths;
pub mod plan;
mod points;
mod progress;
pub mod record;
pub mod resources;
pub mod retract;
mod sheet;
pub mod sitting;
pub mod stories;
pub mod sync;
#[cfg(test)]
mod tests;
pub mod week;
mod writer;

pub use error::{Error, Result};
pub use home::Home;
pub use news::News;
pub use open::{look, look_through, open};
pub use paths::Paths;
pub use points::PointsDesk;
pub use writer::Writer;
