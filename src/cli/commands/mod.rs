//! One file a verb: read the arguments, ask the engine, hand the values to a report.

pub(super) mod backup;
pub(super) mod card;
pub(super) mod cards;
pub(super) mod config;
pub(super) mod debrief;
pub(super) mod deck;
pub(super) mod doctor;
pub(super) mod due;
pub(super) mod grade;
pub(super) mod jobs;
pub(super) mod log;
pub(super) mod mock_design;
mod naming;
pub(super) mod packaging;
pub(super) mod plan;
pub(super) mod report;
pub(super) mod resources;
pub(super) mod sheet;
pub(super) mod sitting;
mod start;
pub(super) mod story;
pub(super) mod suspend;
mod tell;
pub(super) mod topics;
pub(super) mod tracker;
pub(super) mod undo;
pub(super) mod week;
