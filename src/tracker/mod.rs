//! The user's Markdown file: read by words, changed only at the bytes that mean "done".
//!
//! [`parse`] finds boxes and scenario rows, [`parts`] stories, applications, weeks and links, [`join`] knows lines again,
//! [`patch`] changes single bytes, [`mod@file`] reads and replaces, [`repair`] undoes damaged emoji.

pub mod file;
mod heading;
pub mod join;
mod kind;
mod leftover;
mod near;
pub mod parse;
pub mod parts;
pub mod patch;
mod placeholder;
mod remark;
pub mod repair;
pub mod row;
#[cfg(test)]
mod samples;
mod scenario;
mod source;
mod status;
mod stray;
mod title;
mod words;

/// The tracker that a first run puts to `$DRILL_HOME/tracker.md`.
pub const BUILT_IN: &str = include_str!("built_in.md");
