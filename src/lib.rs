//! drill: a spaced-repetition study engine for interview trackers.
//!
//! Text comes in at one end, a log grows in the middle, a report and a ticked file leave at the other.
//! `docs/design.md` has the map of the rooms.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod boxes;
pub mod cli;
pub mod clock;
pub mod config;
pub mod deck;
pub mod engine;
pub mod face;
pub mod jobs;
pub mod mock;
pub mod model;
pub mod plan;
pub mod readiness;
pub mod report;
pub mod schedule;
pub mod session;
pub mod stats;
pub mod store;
pub mod story;
pub mod tracker;
pub mod world;
