//! The other parts of a tracker: stories, applications, weeks, resources; read, and changed at single places.
//!
//! [`parse`] finds them; offsets are offsets into the file, whatever stands in it. No file makes it fail.

mod application;
mod field;
mod label;
mod outline;
mod story;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod write;

use outline::Outline;

pub use self::{
    application::{Applications, Column},
    field::Field,
    story::Story,
    table::{Row, Table, as_cell},
    value::settled,
    write::{Refusal, add_application, add_field, remove_application, set_application, set_field},
};
pub use super::scenario::Cell;
use super::{kind::Rules, source::Source};

/// What stands in a tracker beside its checklist.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Its stories, in the order of the file.
    pub stories: Vec<Story>,
    /// Its application tables, in the order of the file.
    pub applications: Vec<Applications>,
    /// Where each heading begins, its level and its name.
    headings: Vec<(usize, u8, String)>,
}

/// Reads the parts of a tracker.
pub fn parse(bytes: &[u8], rules: &Rules) -> Parts {
    let source = Source::read(bytes);
    let outline = Outline::read(&source);
    let stories = story::find(&outline, rules);
    let applications = application::find(&outline, rules);
    let headings = outline.headings.into_iter().map(|it| (it.range.start, it.level, it.name)).collect();
    Parts { stories, applications, headings }
}
