//! Changes of application tables, made together and tried out together: cells, rows that go, rows that come.

use std::collections::BTreeMap;

use super::{
    Applications, Column, Parts, Refusal, Row, as_cell,
    said::{Said, fits, trim},
};
use crate::tracker::{kind::Rules, patch::Edit};

/// One change of an application table. Tables and rows are named by their places in [`Parts::applications`] and in
/// [`super::Table::rows`], as they stood before any of the changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// A text goes into a cell.
    Set {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
        /// The column; the table must have it.
        column: Column,
        /// What the cell shall say.
        text: String,
    },
    /// A row goes.
    Remove {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
    },
    /// Another line takes the place of a row.
    Replace {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
        /// The line, without its ending.
        line: String,
    },
    /// A line comes that stood in the table before.
    Insert {
        /// The table.
        table: usize,
        /// The row above which it comes; as many as there are rows: below the last.
        row: usize,
        /// The line, without its ending.
        line: String,
    },
    /// A row is written: in the place of the one that only shows what a row looks like, else below the last.
    Add {
        /// The table.
        table: usize,
        /// What it says; columns that the table has not are passed over.
        cells: Vec<(Column, String)>,
    },
}

/// The edits that make some changes of application tables, all or none.
///
/// `parts` is what was read of `bytes`.
pub fn change_rows(bytes: &[u8], rules: &Rules, parts: &Parts, changes: &[RowChange]) -> Result<Vec<Edit>, Refusal> {
    let mut wanted = Said::of(bytes, parts, rules, None);
    let rows = wanted.tables.clone();
    let mut plans: Vec<Plan> = rows.into_iter().map(Plan::new).collect();
    let mut ways = [Vec::new(), Vec::new()];
    for change in changes {
        let at = change.table();
        let (table, plan) = parts.applications.get(at).zip(plans.get_mut(at)).ok_or(Refusal::NoPlace)?;
        let edits = plan.take(bytes, table, change)?;
        for (way, edit) in ways.iter_mut().zip(edits) {
            way.extend(edit);
        }
    }
    wanted.tables = plans.into_iter().map(Plan::rows).collect();
    ways.into_iter().find(|way| fits(bytes, rules, way, &wanted)).ok_or(Refusal::Unreadable)
}

impl RowChange {
    const fn table(&self) -> usize {
        match self {
            Self::Set { table, .. }
            | Self::Remove { table, .. }
            | Self::Replace { table, .. }
            | Self::Insert { table, .. }
            | Self::Add { table, .. } => *table,
        }
    }
}

/// What a table shall say.
struct Plan {
    /// Its rows; none where one goes.
    rows: Vec<Option<Vec<String>>>,
    /// Rows that come, by the row above which they do.
    new: BTreeMap<usize, Vec<Vec<String>>>,
    /// How many rows were written; the first takes the place of the row that only showed what a row looks like.
    added: u32,
}

impl Plan {
    fn new(rows: Vec<Vec<String>>) -> Self {
        Self { rows: rows.into_iter().map(Some).collect(), new: BTreeMap::new(), added: 0 }
    }

    fn rows(mut self) -> Vec<Vec<String>> {
        let mut all = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.into_iter().enumerate() {
            all.extend(self.new.remove(&at).unwrap_or_default());
            all.extend(row);
        }
        all.extend(self.new.into_values().flatten());
        all
    }

    /// Notes what a change wants, and gives the edit that makes it, as the other rows are written and between two
    /// pipes; none if nothing is to be done.
    fn take(&mut self, bytes: &[u8], holder: &Applications, change: &RowChange) -> Result<[Option<Edit>; 2], Refusal> {
        let table = &holder.table;
        let row_at = |at: usize| table.rows.get(at).ok_or(Refusal::NoPlace);
        let both = |edit: Option<Edit>| Ok([edit.clone(), edit]);
        match change {
            RowChange::Set { row, column, text, .. } => {
                let column = holder.column(*column).ok_or(Refusal::NoPlace)?;
                let Some(edit) = table.set(bytes, row_at(*row)?, column, text) else { return Ok([None, None]) };
                let cells = self.rows.get_mut(*row).and_then(Option::as_mut).ok_or(Refusal::NoPlace)?;
                cells.resize(cells.len().max(column + 1), String::new());
                cells[column] = as_cell(text);
                trim(cells);
                both(Some(edit))
            }
            RowChange::Remove { row, .. } => {
                let edit = table.remove(bytes, row_at(*row)?);
                *self.rows.get_mut(*row).ok_or(Refusal::NoPlace)? = None;
                both(Some(edit))
            }
            RowChange::Replace { row, line, .. } => {
                let cells = table.cells_of(line).ok_or(Refusal::NoPlace)?;
                *self.rows.get_mut(*row).ok_or(Refusal::NoPlace)? = Some(cells);
                both(Some(Edit { range: row_at(*row)?.range.clone(), with: line.clone().into_bytes() }))
            }
            RowChange::Insert { row, line, .. } => {
                let cells = table.cells_of(line).ok_or(Refusal::NoPlace)?;
                self.new.entry((*row).min(table.rows.len())).or_default().push(cells);
                both(Some(table.insert(bytes, table.rows.get(*row), line)))
            }
            RowChange::Add { cells, .. } => {
                let texts: Vec<(usize, &str)> =
                    cells.iter().filter_map(|(column, text)| Some((holder.column(*column)?, text.as_str()))).collect();
                let blank = |(_, row): &(usize, &Row)| holder.is_placeholder(row);
                let taken = table.rows.iter().enumerate().find(blank).filter(|_| self.added == 0);
                let nth = self.added;
                self.added += 1;
                match taken {
                    Some((at, row)) => {
                        *self.rows.get_mut(at).ok_or(Refusal::NoPlace)? = Some(table.texts(&texts, nth));
                        Ok([false, true].map(|closed| table.replace(row, &texts, nth, closed)))
                    }
                    None => {
                        self.new.entry(table.rows.len()).or_default().push(table.texts(&texts, nth));
                        Ok([false, true].map(|closed| Some(table.append(bytes, &texts, nth, closed))))
                    }
                }
            }
        }
    }
}
