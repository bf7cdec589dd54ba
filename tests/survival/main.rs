//! What drill must survive, tried on real processes: killed, interrupted, crossed by others, starved of disk, and
//! handed files of every kind.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_macros, reason = "a test that is skipped says why")]

mod clock;
mod database;
mod decks;
mod disk;
mod escapes;
mod killed;
mod mock_killed;
mod person;
mod place;
mod shelf;
mod signals;
mod story_killed;
mod streams;
mod terminal;
mod together;
mod tracker_file;
mod tracker_midway;
