//! Scenarios that are offered, and the rows of the tracker's table that stand for them.

use rusqlite::{OptionalExtension, Row};

use super::{Error, Result, Store};
use crate::model::{Day, ItemKey, Origin};

/// A scenario that is offered as a mock; its words and its memory are those of its item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioRow {
    /// Its item.
    pub item: ItemKey,
    /// Where it comes from; [`Origin::Tracker`] is a row without a file.
    pub origin: Origin,
    /// Its file, or the name of a shipped one.
    pub path: Option<String>,
    /// Its turn: the rows of the tracker, the user's own files, the shipped ones.
    pub place: i64,
    /// What its mocks that stand come to.
    pub practice: Practice,
}

/// What the mocks of a scenario that stand come to: a fold of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practice {
    /// The newest, by its place in the log.
    pub mock: Option<i64>,
    /// The day of it.
    pub day: Option<Day>,
    /// The newest score, in hundredths.
    pub score: Option<u32>,
    /// How far it has been practised, as a word.
    pub standing: Option<String>,
}

/// A row of the tracker's scenario table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Its ordinal among the rows, from 0.
    pub place: i64,
    /// Its line in the file, from 1.
    pub line: usize,
    /// The words of its scenario.
    pub text: String,
    /// The scenario it stands for.
    pub item: ItemKey,
    /// How far it says that one has come, as a word; none if it says nothing that is understood.
    pub standing: Option<String>,
    /// The mock that its cells show, by its place in the log.
    pub written: Option<i64>,
    /// The counter of the log when the row was first seen.
    pub since: u64,
}

/// What a mock wrote into the cells of a row, and what had stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRow {
    /// The mock, by its place in the log.
    pub mock: i64,
    /// Which of the rows of its scenario, from 0.
    pub nth: usize,
    /// The status before, and after.
    pub status: (String, String),
    /// The notes before, and after.
    pub notes: (String, String),
}

impl Store {
    /// The scenarios that are offered, in their turn.
    pub fn scenarios(&self) -> Result<Vec<ScenarioRow>> {
        let sql = "SELECT scenario.item, scenario.origin, scenario.path, scenario.place, scenario.mock, \
             scenario.practised, scenario.score, scenario.standing FROM scenario \
             CROSS JOIN item ON item.key = scenario.item WHERE item.parked = 0 ORDER BY scenario.place, scenario.item";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut scenarios = Vec::new();
        while let Some(row) = rows.next()? {
            scenarios.push(scenario(row)?);
        }
        Ok(scenarios)
    }

    /// What is kept of one scenario, parked or not.
    pub fn scenario(&self, item: ItemKey) -> Result<Option<ScenarioRow>> {
        let sql = "SELECT item, origin, path, place, mock, practised, score, standing FROM scenario WHERE item = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([item.0])?;
        rows.next()?.map(scenario).transpose()
    }

    /// Every item that is or was a scenario, parked ones too.
    pub fn scenario_items(&self) -> Result<Vec<ItemKey>> {
        let sql = "SELECT key FROM item INDEXED BY item_scenario WHERE kind = 'scenario' ORDER BY key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0).map(ItemKey))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes where a scenario comes from; what its mocks come to stays.
    pub fn put_scenario(&self, item: ItemKey, origin: Origin, path: Option<&str>, place: i64) -> Result<()> {
        let sql = "INSERT INTO scenario (item, origin, path, place) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (item) \
             DO UPDATE SET origin = excluded.origin, path = excluded.path, place = excluded.place";
        self.connection.prepare_cached(sql)?.execute((item.0, origin.word(), path, place))?;
        Ok(())
    }

    /// Writes what the mocks of a scenario come to.
    pub fn set_practice(&self, item: ItemKey, practice: &Practice) -> Result<()> {
        let sql = "UPDATE scenario SET mock = ?2, practised = ?3, score = ?4, standing = ?5 WHERE item = ?1";
        let day = practice.day.map(Day::number);
        self.connection.prepare_cached(sql)?.execute((
            item.0,
            practice.mock,
            day,
            practice.score,
            &practice.standing,
        ))?;
        Ok(())
    }

    /// How many scenarios were practised, are due, and rest no more: last practised on `rested` or before.
    pub fn mocks_waiting(&self, today: Day, rested: Day) -> Result<u32> {
        let sql = "SELECT count(*) FROM scenario CROSS JOIN item ON item.key = scenario.item \
             WHERE item.parked = 0 AND item.suspended = 0 AND coalesce(item.due, 0) <= ?1 \
             AND max(coalesce(scenario.practised, 0), coalesce(item.seen, 0)) BETWEEN 1 AND ?2";
        Ok(self.connection.prepare_cached(sql)?.query_row([today.number(), rested.number()], |row| row.get(0))?)
    }

    /// The rows of the tracker's table as they were last read, in file order.
    pub fn table_rows(&self) -> Result<Vec<TableRow>> {
        let sql = "SELECT place, line, text, item, written, since, standing FROM scenario_row ORDER BY place";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(TableRow {
                place: row.get(0)?,
                line: usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
                text: row.get(2)?,
                item: ItemKey(row.get(3)?),
                written: row.get(4)?,
                since: row.get::<_, i64>(5)?.cast_unsigned(),
                standing: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes the rows of the tracker's table as they were read now.
    pub fn set_table_rows(&self, rows: &[TableRow]) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM scenario_row")?.execute([])?;
        let sql = "INSERT INTO scenario_row (place, line, text, item, written, since, standing) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for row in rows {
            let line = i64::try_from(row.line).unwrap_or(i64::MAX);
            let since = row.since.cast_signed();
            statement.execute((row.place, line, &row.text, row.item.0, row.written, since, &row.standing))?;
        }
        Ok(())
    }

    /// How many rows of the tracker's table do not show the newest mock of their scenario, or show one taken back.
    pub fn waiting_rows(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM scenario_row CROSS JOIN scenario ON scenario.item = scenario_row.item \
             WHERE scenario_row.written IS NOT scenario.mock";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Notes how far a row says its scenario has come.
    pub fn set_row_standing(&self, place: i64, standing: Option<&str>) -> Result<()> {
        let sql = "UPDATE scenario_row SET standing = ?2 WHERE place = ?1";
        self.connection.prepare_cached(sql)?.execute((place, standing))?;
        Ok(())
    }

    /// Notes which mock the cells of a row show.
    pub fn set_written(&self, place: i64, mock: Option<i64>) -> Result<()> {
        let sql = "UPDATE scenario_row SET written = ?2 WHERE place = ?1";
        self.connection.prepare_cached(sql)?.execute((place, mock))?;
        Ok(())
    }

    /// What a mock wrote into a row, and what had stood there; none if it wrote nothing.
    pub fn cell(&self, mock: i64, nth: usize) -> Result<Option<CellRow>> {
        let sql = "SELECT status_before, status_after, notes_before, notes_after FROM scenario_cell \
             WHERE mock = ?1 AND nth = ?2";
        let found = self.connection.prepare_cached(sql)?.query_row((mock, nth_number(nth)), |row| {
            Ok(CellRow { mock, nth, status: (row.get(0)?, row.get(1)?), notes: (row.get(2)?, row.get(3)?) })
        });
        Ok(found.optional()?)
    }

    /// Keeps what a mock wrote into a row, and what had stood there.
    pub fn put_cell(&self, cell: &CellRow) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO scenario_cell \
             (mock, nth, status_before, status_after, notes_before, notes_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let CellRow { mock, nth, status, notes } = cell;
        let values = (mock, nth_number(*nth), &status.0, &status.1, &notes.0, &notes.1);
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Forgets what a mock wrote into a row: it was put back.
    pub fn forget_cell(&self, mock: i64, nth: usize) -> Result<()> {
        let sql = "DELETE FROM scenario_cell WHERE mock = ?1 AND nth = ?2";
        self.connection.prepare_cached(sql)?.execute((mock, nth_number(nth)))?;
        Ok(())
    }
}

fn nth_number(nth: usize) -> i64 {
    i64::try_from(nth).unwrap_or(i64::MAX)
}

fn scenario(row: &Row<'_>) -> Result<ScenarioRow> {
    let origin: String = row.get(1)?;
    Ok(ScenarioRow {
        item: ItemKey(row.get(0)?),
        origin: Origin::from_word(&origin).ok_or(Error::Strange { what: "an origin", value: origin })?,
        path: row.get(2)?,
        place: row.get(3)?,
        practice: Practice {
            mock: row.get(4)?,
            day: row.get::<_, Option<i32>>(5)?.and_then(Day::from_number),
            score: row.get(6)?,
            standing: row.get(7)?,
        },
    })
}
