//! Applications: the fold of their entries, with their rows in the tracker.

use rusqlite::{OptionalExtension, Row};
use serde_json::{Map, Value};

use super::{Result, Store};
use crate::model::{
    Application, Day, Entry,
    application::{Field, Fields},
};

const COLUMNS: &str = "id, company, role, status, next, date, url, note, parked, row";
const KINDS: &str = "(log.kind = 'application' OR log.kind = 'found' OR log.kind = 'debrief')";

impl Store {
    /// All applications in the order in which they were first seen, those put away included.
    pub fn applications(&self) -> Result<Vec<Application>> {
        let sql = format!("SELECT {COLUMNS} FROM application ORDER BY key");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], application)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One application by its id.
    pub fn application(&self, id: &str) -> Result<Option<Application>> {
        let sql = format!("SELECT {COLUMNS} FROM application WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([id], application).optional()?)
    }

    /// Writes an application; with `waits` its row in the tracker is looked at in the next sync.
    pub fn put_application(&self, application: &Application, waits: bool) -> Result<()> {
        let sql = "INSERT INTO application (id, company, role, status, next, date, url, note, parked, row, waits) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
             ON CONFLICT (id) DO UPDATE SET company = excluded.company, role = excluded.role, \
             status = excluded.status, next = excluded.next, date = excluded.date, url = excluded.url, \
             note = excluded.note, parked = excluded.parked, row = excluded.row, waits = excluded.waits";
        let fields = &application.fields;
        let row = application.row.as_deref().map(cells_text);
        self.connection.prepare_cached(sql)?.execute(rusqlite::params![
            application.id,
            fields[Field::Company],
            fields[Field::Role],
            fields[Field::Status],
            fields[Field::Next],
            fields[Field::Date],
            fields[Field::Url],
            fields[Field::Note],
            application.parked,
            row,
            waits,
        ])?;
        Ok(())
    }

    /// Keeps how the row of an application stands, and whether it must follow; nothing is written where that is known.
    pub fn keep_row(&self, id: &str, row: Option<&[(Field, String)]>, waits: bool) -> Result<()> {
        let sql = "UPDATE application SET row = ?2, waits = ?3 WHERE id = ?1 AND (row IS NOT ?2 OR waits <> ?3)";
        self.connection.prepare_cached(sql)?.execute((id, row.map(cells_text), waits))?;
        Ok(())
    }

    /// True when the row of an application may have to follow.
    pub fn applications_wait(&self) -> Result<bool> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM application WHERE waits = 1")?.exists([])?)
    }

    /// What was ever said of applications and of the interviews they led to, in the order of the fold; also what was
    /// taken back.
    pub fn application_entries(&self) -> Result<Vec<Entry>> {
        // Without the index by name SQLite walks the whole log by day, for the order.
        let keys = format!("SELECT log.key FROM log INDEXED BY log_applications WHERE {KINDS}");
        self.entries_where(&format!("log.key IN ({keys}) ORDER BY log.day, log.counter, log.id"), [])
    }

    /// What drill wrote into the fields of a week of the tracker, by the names of the fields.
    pub fn week_fields(&self, week: Day) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached("SELECT field, text FROM week_field WHERE week = ?1")?;
        let rows = statement.query_map([week.number()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps what drill wrote into a field of a week.
    pub fn set_week_field(&self, week: Day, field: &str, text: &str) -> Result<()> {
        let sql = "INSERT INTO week_field (week, field, text) VALUES (?1, ?2, ?3) \
             ON CONFLICT (week, field) DO UPDATE SET text = excluded.text";
        self.connection.prepare_cached(sql)?.execute((week.number(), field, text))?;
        Ok(())
    }
}

fn cells_text(cells: &[(Field, String)]) -> String {
    let cells = cells.iter().map(|(field, text)| (field.word().to_owned(), Value::from(text.as_str())));
    Value::Object(cells.collect::<Map<_, _>>()).to_string()
}

fn application(row: &Row<'_>) -> rusqlite::Result<Application> {
    let mut fields = Fields::default();
    for (at, field) in Field::ALL.into_iter().enumerate() {
        fields[field] = row.get(at + 1)?;
    }
    let cells: Option<String> = row.get(9)?;
    let cells = cells.and_then(|text| serde_json::from_str::<Map<String, Value>>(&text).ok());
    let cell = |(word, text): (String, Value)| Some((Field::from_word(&word)?, text.as_str()?.to_owned()));
    let row_cells = cells.map(|cells| {
        let mut cells: Vec<_> = cells.into_iter().filter_map(cell).collect();
        cells.sort_by_key(|(field, _)| *field);
        cells
    });
    Ok(Application { id: row.get(0)?, fields, parked: row.get(8)?, row: row_cells })
}
