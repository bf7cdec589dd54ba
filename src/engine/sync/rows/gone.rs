//! Lines that drill took out of an application table: each is kept as it stood, to come back where it stood.

use serde_json::{Value, json};

use super::Sheet;
use crate::engine::{
    Result,
    kept::Kept,
    marks::{GONE, TEMPLATE},
};
use crate::store::Store;
use crate::tracker::parts::Applications;

/// So many neighbours on either side are kept: one of them may be gone itself by then.
const NEIGHBOURS: usize = 3;

/// A row that was taken out of the tracker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gone {
    /// Its line as it stood, without the line ending.
    pub(super) line: String,
    /// The table it stood in.
    table: Home,
    /// The applications above it, nearest first.
    above: Vec<String>,
    /// Those below it, nearest first.
    below: Vec<String>,
}

/// Which of the tables a line belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    section: String,
    head: Vec<String>,
}

impl Home {
    pub(super) fn of(table: &Applications) -> Self {
        Self { section: table.table.section.clone(), head: table.table.head.clone() }
    }

    fn to_json(&self) -> Value {
        json!({ "section": self.section, "head": self.head })
    }

    fn from_json(value: &Value) -> Self {
        Self { section: value["section"].as_str().unwrap_or_default().to_owned(), head: words(&value["head"]) }
    }

    /// Whether a line of this table means the same in another.
    fn is_headed_like(&self, table: &Applications) -> bool {
        self.head == table.table.head
    }
}

impl Gone {
    /// The row of an application that is about to go; none if its line is no text.
    pub(super) fn of(sheet: &Sheet, bytes: &[u8], row: usize, ids: &[Option<&str>]) -> Option<Self> {
        let (table, _) = sheet.rows[row];
        let line = std::str::from_utf8(bytes.get(sheet.row(row).range.clone())?).ok()?.to_owned();
        let beside = |at: &usize| sheet.rows[*at].0 == table;
        let id = |at: usize| ids[at].map(str::to_owned);
        Some(Self {
            line,
            table: Home::of(sheet.table(row)),
            above: (0..row).rev().take_while(beside).filter_map(id).take(NEIGHBOURS).collect(),
            below: (row + 1..sheet.rows.len()).take_while(beside).filter_map(id).take(NEIGHBOURS).collect(),
        })
    }

    /// The table and the row above which the line comes back: beside a neighbour that still stands, else at the end of
    /// its table; none if there is no such table any more.
    pub(super) fn place(&self, sheet: &Sheet, row_of: impl Fn(&str) -> Option<usize>) -> Option<(usize, usize)> {
        let stands = |id: &String| {
            let (table, row) = sheet.rows[row_of(id)?];
            self.table.is_headed_like(&sheet.parts.applications[table]).then_some((table, row))
        };
        if let Some((table, row)) = self.above.iter().find_map(stands) {
            return Some((table, row + 1));
        }
        if let Some(place) = self.below.iter().find_map(stands) {
            return Some(place);
        }
        let tables = &sheet.parts.applications;
        let same = |table: &Applications| self.table == Home::of(table);
        let at = tables.iter().position(same)?;
        Some((at, tables[at].table.rows.len()))
    }
}

fn words(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
}

/// All rows that were taken out and did not come back, by the ids of their applications.
pub(super) struct Attic(Kept);

impl Attic {
    pub(super) fn open(store: &Store) -> Result<Self> {
        Ok(Self(Kept::open(store, GONE)?))
    }

    pub(super) fn close(&self, store: &Store) -> Result<()> {
        self.0.close(store)
    }

    pub(super) fn get(&self, id: &str) -> Option<Gone> {
        let value = self.0.values.get(id)?;
        let line = value["line"].as_str()?.to_owned();
        let (above, below) = (words(&value["above"]), words(&value["below"]));
        Some(Gone { line, table: Home::from_json(&value["table"]), above, below })
    }

    pub(super) fn put(&mut self, id: &str, gone: &Gone) {
        let value = json!({
            "line": gone.line,
            "table": gone.table.to_json(),
            "above": gone.above,
            "below": gone.below,
        });
        self.0.values.insert(id.to_owned(), value);
    }

    pub(super) fn forget(&mut self, id: &str) {
        self.0.values.remove(id);
    }
}

/// The row that only showed what a row looks like, since an application took its place.
pub(super) struct Template {
    /// The application.
    pub(super) taker: String,
    /// The line, without its ending.
    pub(super) line: String,
    table: Home,
}

impl Template {
    pub(super) fn new(taker: &str, line: &str, table: &Applications) -> Self {
        Self { taker: taker.to_owned(), line: line.to_owned(), table: Home::of(table) }
    }

    /// Those that are kept, one for a table.
    pub(super) fn all(store: &Store) -> Result<Vec<Self>> {
        let all: Option<Value> = store.meta(TEMPLATE)?.and_then(|text| serde_json::from_str(&text).ok());
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let one = |value: &Value| Self {
            taker: word(&value["taker"]),
            line: word(&value["line"]),
            table: Home::from_json(&value["table"]),
        };
        Ok(all.iter().filter_map(Value::as_array).flatten().map(one).collect())
    }

    /// Keeps one, in the place of the one that its table had.
    pub(super) fn keep(self, all: &mut Vec<Self>, store: &Store) -> Result<()> {
        all.retain(|kept| kept.table != self.table);
        all.push(self);
        let json = |it: &Self| json!({ "taker": it.taker, "line": it.line, "table": it.table.to_json() });
        Ok(store.set_meta(TEMPLATE, &Value::Array(all.iter().map(json).collect()).to_string())?)
    }

    /// Whether it stood in this table.
    pub(super) fn belongs_to(&self, table: &Applications) -> bool {
        self.table == Home::of(table)
    }
}
