//! The pages in `docs/` are held against the program: what they list is what there is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it met by failing")]

mod commands;
mod day;
mod design;
mod exits;
mod json;
mod mock;
mod page;
mod program;
mod schema;
mod settings;
mod sm2;
