//! All that a tracker says, so that a change can be tried out: what was meant must be read back, and nothing else.

use std::ops::Range;

use super::{Field, Parts, Refusal, Row, Story, Week, WeekPart, story};
use crate::{
    model::Part,
    tracker::{
        kind::Rules,
        parse,
        patch::{Edit, apply},
    },
};

/// The first of some edits after which the file says what was wanted.
pub(super) fn tried(bytes: &[u8], rules: &Rules, ways: Vec<Edit>, wanted: &Said) -> Result<Edit, Refusal> {
    let fits = |edit: &Edit| fits(bytes, rules, std::slice::from_ref(edit), wanted);
    ways.into_iter().find(fits).ok_or(Refusal::Unreadable)
}

/// Whether the file says what was wanted once some edits are made.
pub(super) fn fits(bytes: &[u8], rules: &Rules, edits: &[Edit], wanted: &Said) -> bool {
    let after = apply(bytes, edits).ok();
    after.is_some_and(|after| Said::of(&after, &super::parse(&after, rules), rules, None) == *wanted)
}

/// Whether the file says one of some things once an edit is made; lines and headings in what it writes do not count.
pub(super) fn fits_without(bytes: &[u8], rules: &Rules, edit: &Edit, wanted: &[Said]) -> bool {
    let Ok(after) = apply(bytes, std::slice::from_ref(edit)) else { return false };
    let added = edit.range.start..edit.range.start + edit.with.len();
    wanted.contains(&Said::of(&after, &super::parse(&after, rules), rules, Some(&added)))
}

/// Heading, names and texts of its fields.
type SaidWeek = (String, Vec<(String, String)>);

/// Section, heading, fields.
type SaidStory = (String, String, Vec<(Part, String)>);

/// All that a tracker says, without where it says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Checklist lines and scenarios.
    pub(super) lines: Vec<String>,
    pub(super) headings: Vec<(u8, String)>,
    stories: Vec<SaidStory>,
    /// Headings of weeks, and their fields.
    pub(super) weeks: Vec<SaidWeek>,
    /// Tables, rows, cells; empty cells at the end of a row are left out.
    pub(super) tables: Vec<Vec<Vec<String>>>,
}

impl Said {
    /// What a file says; checklist lines and headings that stand in `without` do not count.
    pub(super) fn of(bytes: &[u8], parts: &Parts, rules: &Rules, without: Option<&Range<usize>>) -> Self {
        let counts = |at: usize| without.is_none_or(|range| !range.contains(&at));
        let tracker = parse::parse(bytes, rules);
        let boxes = tracker.boxes.iter().filter(|line| counts(line.mark));
        let mut lines: Vec<String> =
            boxes.map(|line| format!("{} {:?} {} > {}", line.ticked, line.kind, line.section, line.text)).collect();
        lines.extend(tracker.scenarios.iter().map(|row| {
            let notes = row.notes.as_ref().map_or("", |notes| &notes.text);
            format!("{} | {} | {notes}", row.scenario, row.status.text)
        }));
        let field = |(part, field): &(Part, Field)| (*part, field.text.clone());
        let story = |it: &Story| (it.section.clone(), it.heading.clone(), it.fields.iter().map(field).collect());
        let said = |(_, field): &(Option<WeekPart>, Field)| (field.name.clone(), field.text.clone());
        let week = |it: &Week| (it.heading.clone(), it.fields.iter().map(said).collect());
        let row = |row: &Row| {
            let mut cells: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
            trim(&mut cells);
            cells
        };
        Self {
            lines,
            headings: parts.headings.iter().filter(|it| counts(it.0)).map(|it| (it.1, it.2.clone())).collect(),
            stories: parts.stories.iter().map(story).collect(),
            weeks: parts.weeks.iter().map(week).collect(),
            tables: parts.applications.iter().map(|it| it.table.rows.iter().map(row).collect()).collect(),
        }
    }

    pub(super) fn write(&mut self, story: usize, part: Part, text: &str) {
        let fields = self.stories.get_mut(story).into_iter().flat_map(|story| story.2.iter_mut());
        fields.filter(|field| field.0 == part).for_each(|field| field.1 = text.to_owned());
    }

    pub(super) fn remove(&mut self, story: usize, part: Part) {
        self.stories.get_mut(story).into_iter().for_each(|story| story.2.retain(|field| field.0 != part));
    }

    /// Adds an empty field behind the last of those that are told before it.
    pub(super) fn insert(&mut self, story: usize, part: Part) {
        let Some((_, _, fields)) = self.stories.get_mut(story) else { return };
        let at = story::place_of(fields.iter().map(|field| field.0), part);
        fields.insert(at, (part, String::new()));
    }
}

/// Leaves out the empty cells at the end of a row.
pub(super) fn trim(cells: &mut Vec<String>) {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
}
