//! Changes of single places, each tried out before it is handed over: what is read back must be what was meant, and
//! everything else what it was.

use std::ops::Range;

use thiserror::Error;

use super::{
    Applications, Column, Field, Parts, Row, Story, as_cell,
    field::{self, newline_at},
    settled, story,
};
use crate::{
    model::Part,
    tracker::{
        kind::Rules,
        parse,
        patch::{Edit, apply},
    },
};

/// Why a place is not changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The story or the table is no longer what it was when it was read, or never had such a place.
    #[error("there is no such place in the file")]
    NoPlace,
    /// Something else stands there than what may be replaced.
    #[error("something else stands there")]
    Taken {
        /// What stands there.
        found: String,
    },
    /// However it is written, Markdown would read something else, or the rest of the file would be read otherwise.
    #[error("the text cannot stand there without changing how the rest of the file is read")]
    Unreadable,
}

/// The edit that writes a text into a field of a story; none if it says so already.
///
/// Written over is only an empty field, one that is still to be filled in, and one that says `old`. An empty text
/// empties the field.
pub fn set_field(
    bytes: &[u8],
    rules: &Rules,
    story: &Story,
    part: Part,
    (old, text): (&str, &str),
) -> Result<Option<Edit>, Refusal> {
    let parts = super::parse(bytes, rules);
    let at = parts.stories.iter().position(|known| known == story).ok_or(Refusal::NoPlace)?;
    let field = story.field(part).ok_or(Refusal::NoPlace)?;
    let text = settled(text);
    if !may_replace(field, old, &text)? {
        return Ok(None);
    }
    let mut wanted = Said::of(bytes, &parts, rules, Some(&field.value));
    wanted.write(at, part, &text);
    let newline = newline_at(bytes, field.value.end);
    let ways = field::edits(field, &text, newline, &story::is_field);
    tried(bytes, rules, ways, &wanted).map(Some)
}

/// Whether a value may be replaced, and need be.
fn may_replace(field: &Field, old: &str, text: &str) -> Result<bool, Refusal> {
    if field.text == text {
        return Ok(false);
    }
    match field.is_empty || field.text == settled(old) {
        true => Ok(true),
        false => Err(Refusal::Taken { found: field.text.clone() }),
    }
}

/// The edit that gives a story a field that it has not, in the dress of the others and at its place among them.
pub fn add_field(bytes: &[u8], rules: &Rules, story: &Story, part: Part, text: &str) -> Result<Edit, Refusal> {
    let parts = super::parse(bytes, rules);
    let at = parts.stories.iter().position(|known| known == story).ok_or(Refusal::NoPlace)?;
    if let Some(field) = story.field(part) {
        return Err(Refusal::Taken { found: field.text.clone() });
    }
    let text = settled(text);
    let mut wanted = Said::of(bytes, &parts, rules, None);
    wanted.insert(at, part);
    for edit in story::new_fields(bytes, story, part) {
        let Some(after) = apply(bytes, std::slice::from_ref(&edit)).ok() else { continue };
        let parts = super::parse(&after, rules);
        // A field that is a heading of its own is one heading more.
        let added = edit.range.start..edit.range.start + edit.with.len();
        if Said::of(&after, &parts, rules, Some(&added)) != wanted {
            continue;
        }
        let Some(added) = parts.stories.get(at) else { continue };
        let Some(second) = set_field(&after, rules, added, part, ("", &text))? else { return Ok(edit) };
        if let Some(both) = joined(&edit, &second) {
            return Ok(both);
        }
    }
    Err(Refusal::Unreadable)
}

/// Two edits as one, the second made in what the first inserted.
fn joined(first: &Edit, second: &Edit) -> Option<Edit> {
    let from = second.range.start.checked_sub(first.range.start)?;
    let to = second.range.end.checked_sub(first.range.start)?;
    let mut with = first.with.get(..from)?.to_vec();
    with.extend_from_slice(&second.with);
    with.extend_from_slice(first.with.get(to..)?);
    Some(Edit { range: first.range.clone(), with })
}

/// The edit that writes a text into a cell of a row; none if it says so already.
pub fn set_application(
    bytes: &[u8],
    rules: &Rules,
    (table, row): (&Applications, &Row),
    column: Column,
    text: &str,
) -> Result<Option<Edit>, Refusal> {
    let (mut wanted, at) = known(bytes, rules, table)?;
    let row_at = table.table.rows.iter().position(|known| known == row).ok_or(Refusal::NoPlace)?;
    let column = table.column(column).ok_or(Refusal::NoPlace)?;
    let Some(edit) = table.table.set(bytes, row, column, text) else { return Ok(None) };
    let cells = wanted.row(at, row_at).ok_or(Refusal::NoPlace)?;
    cells.resize(cells.len().max(column + 1), String::new());
    cells[column] = as_cell(text);
    trim(cells);
    tried(bytes, rules, vec![edit], &wanted).map(Some)
}

/// The edit that adds an application: in the place of the row that only shows what a row looks like, else below the
/// last row. Columns that the table has not are passed over.
pub fn add_application(
    bytes: &[u8],
    rules: &Rules,
    table: &Applications,
    cells: &[(Column, &str)],
) -> Result<Edit, Refusal> {
    let (mut wanted, at) = known(bytes, rules, table)?;
    let texts: Vec<(usize, &str)> =
        cells.iter().filter_map(|(column, text)| Some((table.column(*column)?, *text))).collect();
    let taken = table.placeholder().and_then(|row| Some((table.table.rows.iter().position(|it| it == row)?, row)));
    let rows = wanted.tables.get_mut(at).ok_or(Refusal::NoPlace)?;
    let said = table.table.texts(&texts);
    let ways = match taken {
        Some((place, row)) => {
            rows[place] = said;
            [false, true].into_iter().filter_map(|closed| table.table.replace(row, &texts, closed)).collect()
        }
        None => {
            rows.push(said);
            [false, true].into_iter().map(|closed| table.table.append(bytes, &texts, closed)).collect()
        }
    };
    tried(bytes, rules, ways, &wanted)
}

/// The edit that takes the row of an application out of the file.
pub fn remove_application(bytes: &[u8], rules: &Rules, (table, row): (&Applications, &Row)) -> Result<Edit, Refusal> {
    let (mut wanted, at) = known(bytes, rules, table)?;
    let row_at = table.table.rows.iter().position(|known| known == row).ok_or(Refusal::NoPlace)?;
    wanted.tables.get_mut(at).ok_or(Refusal::NoPlace)?.remove(row_at);
    tried(bytes, rules, vec![table.table.remove(bytes, row)], &wanted)
}

fn known(bytes: &[u8], rules: &Rules, table: &Applications) -> Result<(Said, usize), Refusal> {
    let parts = super::parse(bytes, rules);
    let at = parts.applications.iter().position(|known| known == table).ok_or(Refusal::NoPlace)?;
    Ok((Said::of(bytes, &parts, rules, None), at))
}

/// The first of some edits after which the file says what was wanted.
pub(super) fn tried(bytes: &[u8], rules: &Rules, ways: Vec<Edit>, wanted: &Said) -> Result<Edit, Refusal> {
    let fits = |edit: &Edit| {
        let after = apply(bytes, std::slice::from_ref(edit)).ok();
        after.is_some_and(|after| Said::of(&after, &super::parse(&after, rules), rules, None) == *wanted)
    };
    ways.into_iter().find(fits).ok_or(Refusal::Unreadable)
}

/// Section, heading, fields.
type SaidStory = (String, String, Vec<(Part, String)>);

/// All that a tracker says, without where it says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Checklist lines and scenarios.
    lines: Vec<String>,
    headings: Vec<(u8, String)>,
    stories: Vec<SaidStory>,
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
        let row = |row: &Row| {
            let mut cells: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
            trim(&mut cells);
            cells
        };
        Self {
            lines,
            headings: parts.headings.iter().filter(|it| counts(it.0)).map(|it| (it.1, it.2.clone())).collect(),
            stories: parts.stories.iter().map(story).collect(),
            tables: parts.applications.iter().map(|it| it.table.rows.iter().map(row).collect()).collect(),
        }
    }

    fn write(&mut self, story: usize, part: Part, text: &str) {
        let fields = self.stories.get_mut(story).into_iter().flat_map(|story| story.2.iter_mut());
        fields.filter(|field| field.0 == part).for_each(|field| field.1 = text.to_owned());
    }

    /// Adds an empty field behind the last of those that are told before it.
    fn insert(&mut self, story: usize, part: Part) {
        let Some((_, _, fields)) = self.stories.get_mut(story) else { return };
        let at = story::place_of(fields.iter().map(|field| field.0), part);
        fields.insert(at, (part, String::new()));
    }

    fn row(&mut self, table: usize, row: usize) -> Option<&mut Vec<String>> {
        self.tables.get_mut(table)?.get_mut(row)
    }
}

/// Leaves out the empty cells at the end of a row.
pub(super) fn trim(cells: &mut Vec<String>) {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
}
