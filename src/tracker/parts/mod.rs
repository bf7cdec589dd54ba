//! The other parts of a tracker: stories, applications, weeks, resources; read, and changed at single places.
//!
//! [`parse`] finds them, at offsets into the file, whatever stands in it; no file makes it fail. Each of the other
//! functions gives one edit of one field, cell, row, heading or block.

mod application;
mod back;
mod calendar;
mod field;
mod label;
mod link;
mod outline;
mod rows;
mod said;
mod story;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod week;
mod write;

use outline::Outline;

pub use self::{
    application::{Applications, Column},
    back::{Change, change_back, change_of},
    field::{Field, is_unfilled},
    link::{Doubt, Link, LinkKind, links_in},
    rows::{RowChange, change_rows},
    story::Story,
    table::{Row, Table, as_cell, worded_cell},
    value::settled,
    week::{Week, WeekName, WeekPart},
    write::{Refusal, add_field, add_scenario, add_week, name_week, set_field, set_week_field},
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
    /// The blocks of its weekly log, in the order of the file.
    pub weeks: Vec<Week>,
    /// Its links, in the order of the file.
    pub links: Vec<Link>,
    /// Where each heading begins, its level and its name.
    headings: Vec<(usize, u8, String)>,
}

/// Reads the parts of a tracker.
pub fn parse(bytes: &[u8], rules: &Rules) -> Parts {
    let source = Source::read(bytes);
    let outline = Outline::read(&source);
    let stories = story::find(&outline, rules);
    let applications = application::find(&outline, rules);
    let weeks = week::find(&outline, rules);
    let links = link::find(&outline, rules);
    let headings = outline.headings.into_iter().map(|it| (it.range.start, it.level, it.name)).collect();
    Parts { stories, applications, weeks, links, headings }
}
