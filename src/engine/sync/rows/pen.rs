//! The rows of a file as they should be: what waits is written together, and one by one where that cannot be.

use super::{
    Sheet, column,
    gone::{Attic, Gone, Template},
    is_written, shown, worded,
};
use crate::engine::{Error, Result, applications::is_live, sync::refusals::Refused};
use crate::model::{Application, application::Field, text::one_line};
use crate::store::Store;
use crate::tracker::{
    parse::Rules,
    parts::{self, Parts, Refusal, RowChange},
    patch::{self, Edit},
};

/// What was done to the rows of a file, and what could not be.
#[derive(Default)]
pub(in crate::engine::sync) struct Done {
    /// Lines for the person.
    pub(in crate::engine::sync) notes: Vec<String>,
    /// What cannot be written.
    pub(in crate::engine::sync) refused: Vec<Refused>,
}

/// The file with its rows as they should be; `parts` is what was read of it.
pub(in crate::engine::sync) fn follow(
    store: &Store,
    bytes: Vec<u8>,
    parts: Parts,
    rules: &Rules,
) -> Result<(Vec<u8>, Done)> {
    let all = store.applications()?;
    if all.is_empty() || parts.applications.is_empty() {
        return Ok((bytes, Done::default()));
    }
    let sheet = Sheet::of(parts);
    let rows = sheet.rows_of(&all);
    let (attic, templates) = (Attic::open(store)?, Template::all(store)?);
    let mut pen = Pen { store, rules, all, bytes, sheet, rows, attic, templates, done: Done::default() };
    let every = 0..pen.all.len();
    let out: Vec<Wish> =
        every.clone().filter(|at| pen.all[*at].parked && pen.all[*at].row.is_some()).map(Wish::Out).collect();
    pen.grant(&out)?;
    let mut new = Vec::new();
    for at in every.clone() {
        if pen.all[at].parked || pen.rows[at].is_some() {
            continue;
        }
        match pen.attic.get(&pen.all[at].id) {
            // Each has its place beside another one, which may have come back just now.
            Some(gone) if pen.put_back(at, &gone)? => {}
            _ => new.push(Wish::In(at)),
        }
    }
    pen.grant(&new)?;
    let in_use = every.filter(|at| !pen.all[*at].parked);
    let cells = in_use.flat_map(|at| Field::ALL.map(|field| Wish::Cell(at, field))).collect::<Vec<_>>();
    pen.grant(&cells)?;
    pen.attic.close(store)?;
    Ok((pen.bytes, pen.done))
}

/// Something that a file should say, about one of the applications.
#[derive(Clone, Copy, Debug)]
enum Wish {
    /// A cell of its row.
    Cell(usize, Field),
    /// No row.
    Out(usize),
    /// A row.
    In(usize),
}

/// The change that grants a wish.
struct Planned {
    change: RowChange,
    /// What it is about, and the text that it writes.
    about: String,
    text: String,
    /// What is said once it is made.
    note: String,
    after: After,
}

/// What is to be kept once a change is made.
enum After {
    Nothing,
    /// A line went.
    Went(String, Option<Gone>),
    /// A line came back, or was written anew.
    Came(String, Option<Template>),
}

struct Pen<'a> {
    store: &'a Store,
    rules: &'a Rules,
    all: Vec<Application>,
    bytes: Vec<u8>,
    /// The file as it stands.
    sheet: Sheet,
    /// The row of each application in it.
    rows: Vec<Option<usize>>,
    attic: Attic,
    templates: Vec<Template>,
    done: Done,
}

impl Pen<'_> {
    /// Grants some wishes at once; where they cannot all be, each half of them by itself.
    fn grant(&mut self, wishes: &[Wish]) -> Result<()> {
        let planned = self.plan(wishes)?;
        if planned.is_empty() {
            return Ok(());
        }
        let changes: Vec<RowChange> = planned.iter().map(|it| it.change.clone()).collect();
        let edits = parts::change_rows(&self.bytes, self.rules, &self.sheet.parts, &changes);
        let edits = match edits {
            Ok(edits) if self.turn_with(&edits, wishes)? => Ok(()),
            Ok(_) => Err(Refusal::Unreadable),
            Err(refusal) => Err(refusal),
        };
        match edits {
            Ok(()) => {
                for one in planned {
                    self.done.notes.push(one.note);
                    self.keep(one.after)?;
                }
                Ok(())
            }
            Err(refusal) => match (wishes, planned.into_iter().next()) {
                ([_], Some(one)) => {
                    let why = format!("the row of {} stays as it is: {refusal}", one.about);
                    self.done.refused.push(Refused::new(&one.about, &one.text, why));
                    Ok(())
                }
                _ => {
                    let (one, other) = wishes.split_at(wishes.len() / 2);
                    self.grant(one)?;
                    self.grant(other)
                }
            },
        }
    }

    /// Makes some edits; false, and none is made, where a row that they add would not be read as its application: it
    /// would be added again at every sync.
    fn turn_with(&mut self, edits: &[Edit], wishes: &[Wish]) -> Result<bool> {
        let (with, before) = (self.with(edits)?, self.bytes.clone());
        self.turn_to(with);
        let lost = |wish: &Wish| matches!(wish, Wish::In(at) if self.rows[*at].is_none());
        if wishes.iter().any(lost) {
            self.turn_to(before);
            return Ok(false);
        }
        Ok(true)
    }

    /// The file with some edits made.
    fn with(&self, edits: &[Edit]) -> Result<Vec<u8>> {
        patch::apply(&self.bytes, edits).map_err(|overlap| Error::Refused(overlap.to_string()))
    }

    fn turn_to(&mut self, bytes: Vec<u8>) {
        self.sheet = Sheet::read(&bytes, self.rules);
        self.rows = self.sheet.rows_of(&self.all);
        self.bytes = bytes;
    }

    fn keep(&mut self, after: After) -> Result<()> {
        match after {
            After::Nothing => {}
            After::Went(id, Some(gone)) => self.attic.put(&id, &gone),
            After::Went(id, None) => self.attic.forget(&id),
            After::Came(id, template) => {
                self.attic.forget(&id);
                if let Some(template) = template {
                    template.keep(&mut self.templates, self.store)?;
                }
            }
        }
        Ok(())
    }

    fn plan(&self, wishes: &[Wish]) -> Result<Vec<Planned>> {
        let mut planned = Vec::new();
        for (nth, wish) in wishes.iter().enumerate() {
            let one = match wish {
                Wish::Cell(at, field) => self.set(*at, *field),
                Wish::Out(at) => self.take_out(*at, &wishes[nth + 1..])?,
                Wish::In(at) => self.add(*at, nth == 0),
            };
            planned.extend(one);
        }
        Ok(planned)
    }

    fn set(&self, at: usize, field: Field) -> Option<Planned> {
        let (one, row) = (&self.all[at], self.rows[at]?);
        let said = self.sheet.says(row, field)?;
        if is_written(one, field, said) {
            return None;
        }
        let ((table, place), text) = (self.sheet.rows[row], shown(one, field));
        let about = one_line(&one.name());
        let note = format!("line {}: {about}: {} is {}", self.sheet.row(row).line, field.word(), worded(&text));
        let change = RowChange::Set { table, row: place, column: column(field), text: text.clone() };
        Some(Planned { change, about: format!("{about} ({})", field.word()), text, note, after: After::Nothing })
    }

    /// `next` are the wishes that are granted together with this one, and come after it.
    fn take_out(&self, at: usize, next: &[Wish]) -> Result<Option<Planned>> {
        let Some(row) = self.rows[at] else { return Ok(None) };
        let (one, (table, place)) = (&self.all[at], self.sheet.rows[row]);
        let holder = self.sheet.table(row);
        let stays = holder.table.rows.len() > 1 + self.going(table, at);
        let is_last = !next.iter().any(|wish| matches!(wish, Wish::Out(other) if self.table_of(*other) == Some(table)));
        let line = match self.templates.iter().find(|kept| kept.belongs_to(holder)) {
            // The last row goes, or the one that took the template's place was never to be: it stands there again.
            Some(kept) => {
                let undone = kept.taker == one.id && !is_live(self.store, &one.id)?;
                (undone || (!stays && is_last)).then(|| kept.line.clone())
            }
            None => None,
        };
        let change = match line {
            Some(line) => RowChange::Replace { table, row: place, line },
            None => RowChange::Remove { table, row: place },
        };
        let about = one_line(&one.name());
        let note = format!("line {}: row removed: {about}", self.sheet.row(row).line);
        let mut ids: Vec<Option<&str>> = vec![None; self.sheet.rows.len()];
        for (one, row) in self.all.iter().zip(&self.rows) {
            if let Some(row) = row {
                ids[*row] = Some(&one.id);
            }
        }
        let gone = Gone::of(&self.sheet, &self.bytes, row, &ids);
        Ok(Some(Planned { change, about, text: String::new(), note, after: After::Went(one.id.clone(), gone) }))
    }

    fn table_of(&self, at: usize) -> Option<usize> {
        self.rows[at].map(|row| self.sheet.rows[row].0)
    }

    /// How many other rows of a table go.
    fn going(&self, table: usize, but: usize) -> usize {
        let goes = |at: &usize| *at != but && self.all[*at].parked && self.all[*at].row.is_some();
        (0..self.all.len()).filter(goes).filter(|at| self.table_of(*at) == Some(table)).count()
    }

    /// Puts the line that was taken out back where it stood; false where it cannot stand there any more, or would be
    /// another application's there.
    fn put_back(&mut self, at: usize, gone: &Gone) -> Result<bool> {
        let id = self.all[at].id.clone();
        let row_of = |id: &str| self.all.iter().position(|it| it.id == id).and_then(|at| self.rows[at]);
        let Some((table, row)) = gone.place(&self.sheet, row_of) else { return Ok(false) };
        let holder = &self.sheet.tables()[table];
        let blank = holder.table.rows.iter().position(|row| holder.is_placeholder(row));
        let template = blank.and_then(|blank| self.template_of(table, blank, &id));
        let line = gone.line.clone();
        let change = match blank {
            Some(row) => RowChange::Replace { table, row, line },
            None => RowChange::Insert { table, row, line },
        };
        let edits = parts::change_rows(&self.bytes, self.rules, &self.sheet.parts, &[change]);
        let Ok(edits) = edits else { return Ok(false) };
        let (with, before) = (self.with(&edits)?, self.bytes.clone());
        self.turn_to(with);
        if self.rows[at].is_none() {
            self.turn_to(before);
            return Ok(false);
        }
        self.done.notes.push(format!("row put back: {}", one_line(&self.all[at].name())));
        self.keep(After::Came(id, template))?;
        Ok(true)
    }

    /// The row that only shows what a row looks like, when an application takes its place.
    fn template_of(&self, table: usize, row: usize, id: &str) -> Option<Template> {
        let holder = &self.sheet.tables()[table];
        let line = std::str::from_utf8(self.bytes.get(holder.table.rows[row].range.clone())?).ok()?;
        // A line that comes back takes nothing: who was first stays the one whose undo puts the template back.
        let first = self.templates.iter().find(|kept| kept.line == line && kept.belongs_to(holder));
        let taker = first.filter(|_| self.attic.get(id).is_some()).map_or(id, |kept| &kept.taker);
        Some(Template::new(taker, line, holder))
    }

    fn add(&self, at: usize, first: bool) -> Option<Planned> {
        let one = &self.all[at];
        if self.rows[at].is_some() {
            return None;
        }
        let table = self.sheet.open_table()?;
        let holder = &self.sheet.tables()[table];
        let blank = holder.table.rows.iter().position(|row| holder.is_placeholder(row)).filter(|_| first);
        let template = blank.and_then(|blank| self.template_of(table, blank, &one.id));
        let cells = Field::ALL.into_iter().map(|field| (column(field), shown(one, field))).collect();
        let about = one_line(&one.name());
        let note = format!("row added: {about}");
        let change = RowChange::Add { table, cells };
        let text = Field::ALL.map(|field| one.fields[field].as_str()).join("\n");
        Some(Planned { change, about, text, note, after: After::Came(one.id.clone(), template) })
    }
}
