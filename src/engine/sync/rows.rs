//! The application table both ways: rows are matched by company and role, hand changes are read, rows follow.
//!
//! As with boxes, a cell that equals drill's intention is no hand change, and neither is one that still stands as it
//! was last seen: that one waits to be written.

use super::{Choice, Report, TELL};
use crate::engine::{
    Error, News, Result, Writer,
    applications::{begin, live_changes},
    marks::TEMPLATE,
};
use crate::jobs::{
    pairing::{Known, Meaning, Named, pair},
    status,
};
use crate::model::{Application, Deed, application::Field, name::normalise, text::one_line};
use crate::store::Store;
use crate::tracker::{
    parse::Rules,
    parts::{self, Applications, Column, Refusal, Row},
    patch::{self, Edit},
};

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
    tables: Vec<Applications>,
    /// The table and the row of each row that stands for an application.
    rows: Vec<(usize, Row)>,
    /// What each of them says, for the columns that its table has.
    said: Vec<Vec<(Field, String)>>,
}

impl Sheet {
    fn read(bytes: &[u8], rules: &Rules) -> Self {
        let tables = parts::parse(bytes, rules).applications;
        let rows: Vec<(usize, Row)> =
            tables.iter().enumerate().flat_map(|(at, table)| table.rows().map(move |row| (at, row.clone()))).collect();
        let said = rows.iter().map(|(at, row)| said(&tables[*at], row)).collect();
        Self { tables, rows, said }
    }

    fn text(&self, row: usize, field: Field) -> &str {
        self.said[row].iter().find(|(known, _)| *known == field).map_or("", |(_, text)| text)
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

    /// The row of an application.
    fn row_of(&self, application: usize, all: &[Application]) -> Option<usize> {
        self.meanings(all).iter().position(|meaning| *meaning == Meaning::Is(application))
    }

    fn table(&self, row: usize) -> &Applications {
        &self.tables[self.rows[row].0]
    }

    /// The table that takes new rows: the first that waits for its first row, else the first.
    fn open_table(&self) -> Option<&Applications> {
        self.tables.iter().find(|table| table.placeholder().is_some()).or_else(|| self.tables.first())
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
    bytes: &[u8],
    rules: &Rules,
    (choice, restored): (Choice, bool),
    report: &mut Report,
) -> Result<Vec<String>> {
    let store = writer.store;
    let sheet = Sheet::read(bytes, rules);
    let known = store.applications()?;
    if sheet.tables.is_empty() {
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
    let meanings = sheet.meanings(&known);
    for (at, mut one) in known.into_iter().enumerate() {
        let row = meanings.iter().position(|meaning| *meaning == Meaning::Is(at)).map(|row| sheet.said[row].clone());
        let waits = match &row {
            _ if sheet.tables.is_empty() => false,
            Some(said) => one.parked || said.iter().any(|(field, text)| !is_written(&one, *field, text)),
            None => !one.parked,
        };
        one.row = row;
        store.put_application(&one, waits)?;
    }
    Ok(())
}

/// The file with its rows as they should be; what was done, and what could not be, is told.
pub(super) fn follow(store: &Store, bytes: Vec<u8>, rules: &Rules, told: &mut News) -> Result<Vec<u8>> {
    let all = store.applications()?;
    if all.is_empty() {
        return Ok(bytes);
    }
    let mut sheet = Pen { all, bytes, rules, told };
    sheet.set_cells()?;
    sheet.take_out(store)?;
    sheet.add(store)?;
    Ok(sheet.bytes)
}

/// A file that is being written, one place after the other: each is looked up in the file as the last one left it.
struct Pen<'a> {
    all: Vec<Application>,
    bytes: Vec<u8>,
    rules: &'a Rules,
    told: &'a mut News,
}

impl Pen<'_> {
    /// Makes one change, or says why it cannot be made.
    fn write(&mut self, edit: Result<Option<Edit>, Refusal>, about: &str, done: String) -> Result<()> {
        match edit {
            Ok(Some(edit)) => {
                self.bytes =
                    patch::apply(&self.bytes, &[edit]).map_err(|overlap| Error::Refused(overlap.to_string()))?;
                self.told.notes.push(done);
            }
            Ok(None) => {}
            Err(refusal) => self.told.troubles.push(format!("the row of {about} stays as it is: {refusal}")),
        }
        Ok(())
    }

    fn set_cells(&mut self) -> Result<()> {
        for at in 0..self.all.len() {
            let sheet = Sheet::read(&self.bytes, self.rules);
            let Some(row) = sheet.row_of(at, &self.all).filter(|_| !self.all[at].parked) else { continue };
            for (field, text) in sheet.said[row].clone() {
                if !is_written(&self.all[at], field, &text) {
                    let sheet = Sheet::read(&self.bytes, self.rules);
                    let Some(row) = sheet.row_of(at, &self.all) else { continue };
                    let place = (sheet.table(row), &sheet.rows[row].1);
                    let new = shown(&self.all[at], field);
                    let edit = parts::set_application(&self.bytes, self.rules, place, column(field), &new);
                    let about = one_line(&self.all[at].name());
                    let done = format!("line {}: {about}: {} is {}", place.1.line, field.word(), worded(&new));
                    self.write(edit, &about, done)?;
                }
            }
        }
        Ok(())
    }

    fn take_out(&mut self, store: &Store) -> Result<()> {
        if !self.all.iter().any(|one| one.parked && one.row.is_some()) {
            return Ok(());
        }
        let changes = live_changes(store)?;
        for at in 0..self.all.len() {
            if !self.all[at].parked || self.all[at].row.is_none() {
                continue;
            }
            let sheet = Sheet::read(&self.bytes, self.rules);
            let Some(row) = sheet.row_of(at, &self.all) else { continue };
            let (table, line) = (sheet.table(row), &sheet.rows[row].1);
            let id = &self.all[at].id;
            let template = store.meta(TEMPLATE)?;
            let template = template.as_deref().and_then(|kept| kept.split_once('\n'));
            // The last row goes, or the one that took the template's place was never to be: it stands there again.
            let undone = |taker: &str| taker == id && !changes.iter().any(|(_, change)| change.id == *id);
            let edit = match template {
                Some((taker, template)) if table.table.rows.len() == 1 || undone(taker) => {
                    Ok(Some(Edit { range: line.range.clone(), with: template.as_bytes().to_vec() }))
                }
                _ => parts::remove_application(&self.bytes, self.rules, (table, line)).map(Some),
            };
            let about = one_line(&self.all[at].name());
            let done = format!("line {}: row removed: {about}", line.line);
            self.write(edit, &about, done)?;
        }
        Ok(())
    }

    fn add(&mut self, store: &Store) -> Result<()> {
        for at in 0..self.all.len() {
            let sheet = Sheet::read(&self.bytes, self.rules);
            let Some(table) = sheet.open_table() else { break };
            if self.all[at].parked || sheet.row_of(at, &self.all).is_some() {
                continue;
            }
            let one = &self.all[at];
            let cells: Vec<(Column, String)> =
                Field::ALL.into_iter().map(|field| (column(field), shown(one, field))).collect();
            let cells: Vec<(Column, &str)> = cells.iter().map(|(column, text)| (*column, text.as_str())).collect();
            if let Some(row) = table.placeholder()
                && let Ok(template) = std::str::from_utf8(&self.bytes[row.range.clone()])
            {
                store.set_meta(TEMPLATE, &format!("{}\n{template}", one.id))?;
            }
            let edit = parts::add_application(&self.bytes, self.rules, table, &cells).map(Some);
            let about = one_line(&one.name());
            let done = format!("row added: {about}");
            self.write(edit, &about, done)?;
        }
        Ok(())
    }
}

/// What is written into the cell of a field.
fn shown(one: &Application, field: Field) -> String {
    let text = one_line(&one.fields[field]);
    if field == Field::Status { status::written(&text) } else { text }
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
