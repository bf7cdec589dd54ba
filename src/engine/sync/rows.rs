//! The application table both ways: rows are matched by company and role, hand changes are read, rows follow.
//!
//! As with boxes, a cell that equals drill's intention is no hand change, and neither is one that still stands as it
//! was last seen: that one waits to be written.

mod gone;
mod pen;

use super::{Choice, Report, TELL};
use crate::engine::{Result, Writer, applications::begin};
use crate::jobs::{
    pairing::{Known, Meaning, Named, pair},
    status,
};
use crate::model::{Application, Deed, application::Field, name::normalise, text::one_line};
use crate::store::Store;
use crate::tracker::{
    parse::Rules,
    parts::{self, Applications, Column, Parts, Row},
};

pub(super) use pen::follow;

const fn column(field: Field) -> Column {
    match field {
        Field::Company => Column::Company,
        Field::Role => Column::Role,
        Field::Status => Column::Status,
        Field::Next => Column::Next,
        Field::Date => Column::Date,
        Field::Url => Column::Url,
        Field::Note => Column::Notes,
    }
}

/// The rows of all application tables of a file.
struct Sheet {
    parts: Parts,
    /// The table, and the row in it, of each row that stands for an application.
    rows: Vec<(usize, usize)>,
    /// What each of them says, for the columns that its table has.
    said: Vec<Vec<(Field, String)>>,
}

impl Sheet {
    fn read(bytes: &[u8], rules: &Rules) -> Self {
        Self::of(parts::parse(bytes, rules))
    }

    fn of(parts: Parts) -> Self {
        let (mut rows, mut words) = (Vec::new(), Vec::new());
        for (at, table) in parts.applications.iter().enumerate() {
            for (place, row) in table.table.rows.iter().enumerate().filter(|(_, row)| !table.is_placeholder(row)) {
                rows.push((at, place));
                words.push(said(table, row));
            }
        }
        Self { parts, rows, said: words }
    }

    fn tables(&self) -> &[Applications] {
        &self.parts.applications
    }

    fn says(&self, row: usize, field: Field) -> Option<&str> {
        self.said[row].iter().find(|(known, _)| *known == field).map(|(_, text)| text.as_str())
    }

    fn text(&self, row: usize, field: Field) -> &str {
        self.says(row, field).unwrap_or_default()
    }

    /// What each row is among the applications.
    fn meanings(&self, known: &[Application]) -> Vec<Meaning> {
        let named = |row: usize| Named { company: self.text(row, Field::Company), role: self.text(row, Field::Role) };
        let rows: Vec<Named<'_>> = (0..self.rows.len()).map(named).collect();
        let known: Vec<Known<'_>> = known
            .iter()
            .map(|one| {
                let (company, role) = (one.fields[Field::Company].as_str(), one.fields[Field::Role].as_str());
                Known { name: Named { company, role }, had_row: one.row.is_some() }
            })
            .collect();
        pair(&rows, &known)
    }

    /// The row of each application.
    fn rows_of(&self, all: &[Application]) -> Vec<Option<usize>> {
        let mut rows = vec![None; all.len()];
        for (row, meaning) in self.meanings(all).into_iter().enumerate() {
            if let Meaning::Is(at) = meaning {
                rows[at] = Some(row);
            }
        }
        rows
    }

    fn table(&self, row: usize) -> &Applications {
        &self.parts.applications[self.rows[row].0]
    }

    fn row(&self, row: usize) -> &Row {
        &self.table(row).table.rows[self.rows[row].1]
    }

    /// The table that takes new rows: the first that waits for its first row, else the first.
    fn open_table(&self) -> Option<usize> {
        let waits = self.tables().iter().position(|table| table.placeholder().is_some());
        waits.or_else(|| (!self.tables().is_empty()).then_some(0))
    }
}

/// What a row says, as the log keeps it.
fn said(table: &Applications, row: &Row) -> Vec<(Field, String)> {
    let cell = |field: Field| {
        table.column(column(field))?;
        let text = match field {
            // A link in these is dress; in the others it is what was written.
            Field::Company | Field::Role | Field::Date => one_line(table.words(row, column(field))),
            Field::Status => status::canonical(&one_line(table.words(row, column(field)))),
            Field::Next | Field::Url | Field::Note => one_line(table.text(row, column(field))),
        };
        Some((field, text))
    };
    Field::ALL.into_iter().filter_map(cell).collect()
}

/// What a row wants changed in an application: fields, and whether it is in use.
type Wanted = (Application, Vec<(Field, String)>, Option<bool>);

/// Reads what the rows say into the database; with `restored` the file is one that was seen before, and what it says is
/// only told: the lines that a decision is needed for.
pub(super) fn take(
    writer: &Writer<'_>,
    parts: &Parts,
    (choice, restored): (Choice, bool),
    report: &mut Report,
) -> Result<Vec<String>> {
    let store = writer.store;
    let sheet = Sheet::of(parts.clone());
    let known = store.applications()?;
    if sheet.tables().is_empty() {
        // A table that is gone takes nothing with it.
        keep(store, &sheet)?;
        return Ok(Vec::new());
    }
    let meanings = sheet.meanings(&known);
    let mut changes: Vec<Wanted> = Vec::new();
    let mut fresh = 0;
    for (row, meaning) in meanings.iter().enumerate() {
        match meaning {
            Meaning::Nothing => {}
            Meaning::New => {
                fresh += 1;
                let one = begin(store, sheet.text(row, Field::Company), sheet.text(row, Field::Role))?;
                // Kept at once, so that the next row with a like name gets another id.
                store.put_application(&one, false)?;
                let fields = sheet.said[row].iter().filter(|(_, text)| !text.is_empty()).cloned().collect();
                changes.push((one, fields, Some(false)));
            }
            Meaning::Is(at) if choice != Choice::Mine => {
                let one = &known[*at];
                let fields = hand_changes(one, &sheet.said[row]);
                // A row that was put back, or changed while it waited to be taken out, is wanted.
                let wanted = one.parked && (one.row.is_none() || !fields.is_empty());
                if wanted || (!one.parked && !fields.is_empty()) {
                    changes.push((one.clone(), fields, wanted.then_some(false)));
                }
            }
            Meaning::Is(_) => {}
        }
    }
    let has_row = |at: usize| meanings.contains(&Meaning::Is(at));
    if choice != Choice::Mine {
        let gone = known.iter().enumerate().filter(|(at, one)| one.row.is_some() && !one.parked && !has_row(*at));
        changes.extend(gone.map(|(_, one)| (one.clone(), Vec::new(), Some(true))));
    }
    let by_hand = changes.len() - fresh;
    let mut told = Vec::new();
    for (one, fields, parked) in changes {
        let (_, change) = writer.write_change(one, &fields, parked, Deed::Found)?;
        told.push(format!("{}: {}", one_line(&change.about()), one_line(&change.words())));
    }
    if restored && by_hand > 0 && choice == Choice::Ask {
        return Ok(told);
    }
    keep(store, &sheet)?;
    if told.len() > TELL {
        let count = told.len();
        told = vec![format!("{count} applications were read from the tracker: `drill jobs` lists them")];
    } else {
        told.iter_mut().for_each(|line| line.push_str(" (in the tracker)"));
    }
    report.news.notes.append(&mut told);
    Ok(Vec::new())
}

/// The cells that the user changed: neither as they were seen last, nor as they should be.
fn hand_changes(one: &Application, said: &[(Field, String)]) -> Vec<(Field, String)> {
    let seen = |field: Field| one.row.as_ref()?.iter().find(|(known, _)| *known == field).map(|(_, text)| text);
    let changed = |(field, text): &&(Field, String)| match seen(*field) {
        Some(seen) => seen != text && !is_same(*field, &one.fields[*field], text),
        // A column or a row that is new: what it does not say is written into it.
        None => !text.is_empty() && !is_same(*field, &one.fields[*field], text),
    };
    said.iter().filter(changed).cloned().collect()
}

/// Keeps the rows as they stand.
fn keep(store: &Store, sheet: &Sheet) -> Result<()> {
    let known = store.applications()?;
    let rows = sheet.rows_of(&known);
    for (one, row) in known.iter().zip(rows) {
        let row = row.map(|row| &sheet.said[row]);
        let waits = match row {
            _ if sheet.tables().is_empty() => false,
            Some(said) => one.parked || said.iter().any(|(field, text)| !is_written(one, *field, text)),
            None => !one.parked,
        };
        store.keep_row(&one.id, row.map(Vec::as_slice), waits)?;
    }
    Ok(())
}

/// What is written into the cell of a field.
fn shown(one: &Application, field: Field) -> String {
    let text = one_line(&one.fields[field]);
    match field {
        Field::Status => status::written(&text),
        // What is read by its words is written so that they are read again.
        Field::Company | Field::Role | Field::Date => parts::worded_cell(&text),
        Field::Next | Field::Url | Field::Note => text,
    }
}

fn worded(text: &str) -> &str {
    if text.is_empty() { "empty" } else { text }
}

/// Whether a cell says what it should. Whom a row is about is the user's to say.
fn is_written(one: &Application, field: Field, text: &str) -> bool {
    matches!(field, Field::Company | Field::Role) || is_same(field, &one.fields[field], text)
}

/// Whether two texts of a field mean the same: where dress does not count, the words do.
fn is_same(field: Field, one: &str, other: &str) -> bool {
    let words = || normalise(one);
    let dressed = matches!(field, Field::Company | Field::Role | Field::Status | Field::Date);
    one == other || (dressed && !words().is_empty() && words() == normalise(other))
}

/// Notes how the rows stand in a file that was just written.
pub(super) fn followed(store: &Store, bytes: &[u8], rules: &Rules) -> Result<()> {
    keep(store, &Sheet::read(bytes, rules))
}
