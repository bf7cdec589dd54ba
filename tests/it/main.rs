//! drill as a person and a script meet it: one binary, a module for each verb, told in the language of [`world`].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may say so loudly")]

mod backup;
mod config;
mod debrief;
mod deck;
mod doctor;
mod errors;
mod grade;
mod house;
mod jobs;
mod keys;
mod log;
mod looking;
mod mock;
mod packaging;
mod plan;
mod report;
mod resources;
mod run;
mod scenario;
mod screen;
mod sheet;
mod sitting;
mod story;
mod tracker;
mod undo;
mod week;
mod world;
