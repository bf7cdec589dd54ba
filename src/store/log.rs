//! The log: appended to, read, never changed.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rusqlite::{OptionalExtension, Row};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Error, Result, Store};
use crate::model::{Confidence, Day, Deed, Entry, EntryId, Grade, ItemKey, TopicKey, What};

const COLUMNS: &str = "log.id, log.counter, log.at, log.offset, log.day, device.name, log.kind, log.item, log.topic, \
    log.grade, log.seconds, log.target, log.detail";

/// An answer as the log has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoggedAnswer {
    /// Its place in the store.
    pub key: i64,
    /// Its entry.
    pub id: EntryId,
    /// The item answered.
    pub item: ItemKey,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Its study day.
    pub day: Day,
    /// Its counter.
    pub counter: u64,
    /// The grade.
    pub grade: Grade,
    /// Seconds from question to grade.
    pub seconds: u32,
}

impl Store {
    /// One above the highest counter in the log.
    pub fn next_counter(&self) -> Result<u64> {
        let mut statement = self.connection.prepare_cached("SELECT coalesce(max(counter), 0) + 1 FROM log")?;
        Ok(statement.query_row([], |row| row.get::<_, i64>(0))?.cast_unsigned())
    }

    /// Appends an entry; its place in the store.
    pub fn append(&self, entry: &Entry) -> Result<i64> {
        let (grade, seconds) = match entry.what {
            What::Grade { grade, seconds, .. } => (Some(grade.number()), Some(seconds)),
            What::Deed { grade, seconds, .. } => (grade.map(Grade::number), Some(seconds)),
            _ => (None, None),
        };
        let detail = match &entry.what {
            What::Edit { detail, .. }
            | What::Claim { detail, .. }
            | What::Reworded { detail, .. }
            | What::Deed { detail, .. } => Some(detail.to_string()),
            What::Grade { confidence: Some(confidence), .. } => {
                Some(json!({ "confidence": confidence.word() }).to_string())
            }
            _ => None,
        };
        let sql = "INSERT INTO log (id, counter, at, offset, day, device, kind, item, topic, grade, seconds, target, detail) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
        self.connection.prepare_cached(sql)?.execute(rusqlite::params![
            entry.id.0.as_bytes(),
            entry.counter.cast_signed(),
            entry.at.timestamp_micros(),
            entry.at.offset().local_minus_utc(),
            entry.day.number(),
            self.device(&entry.device)?,
            entry.what.word(),
            entry.what.item().map(|key| key.0),
            entry.what.topic().map(|key| key.0),
            grade,
            seconds,
            entry.what.target().map(|id| *id.0.as_bytes()),
            detail,
        ])?;
        Ok(self.connection.last_insert_rowid())
    }

    fn device(&self, name: &str) -> Result<i64> {
        let mut find = self.connection.prepare_cached("SELECT key FROM device WHERE name = ?1")?;
        if let Some(key) = find.query_row([name], |row| row.get(0)).optional()? {
            return Ok(key);
        }
        self.connection.prepare_cached("INSERT INTO device (name) VALUES (?1)")?.execute([name])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// One entry.
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>> {
        Ok(self.entries_where("log.id = ?1", [id.0.as_bytes()])?.pop())
    }

    /// The newest entries that `wanted` keeps, newest first, at most `limit`.
    pub fn entries(&self, limit: usize, mut wanted: impl FnMut(&Entry) -> bool) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        if limit > 0 {
            self.newest(|entry| {
                if wanted(entry) {
                    entries.push(entry.clone());
                }
                Ok(if entries.len() < limit { Search::On } else { Search::Stop })
            })?;
        }
        Ok(entries)
    }

    /// At most `limit` entries older than this one, or the newest ones, newest first.
    pub fn entries_before(&self, entry: Option<(u64, EntryId)>, limit: usize) -> Result<Vec<Entry>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let order = "ORDER BY log.counter DESC, log.id DESC LIMIT";
        match entry {
            None => self.entries_where(&format!("1 {order} ?1"), [limit]),
            Some((counter, id)) => {
                let older = "log.counter <= ?1 AND (log.counter < ?1 OR log.id < ?2)";
                let values = rusqlite::params![counter.cast_signed(), id.0.as_bytes(), limit];
                self.entries_where(&format!("{older} {order} ?3"), values)
            }
        }
    }

    /// The newest entry that `wanted` accepts, looking back no further than it.
    pub fn newest(&self, mut wanted: impl FnMut(&Entry) -> Result<Search>) -> Result<Option<Entry>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM log JOIN device ON device.key = log.device ORDER BY log.counter DESC, log.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let entry = entry(row)?;
            match wanted(&entry)? {
                Search::Found => return Ok(Some(entry)),
                Search::On => {}
                Search::Stop => return Ok(None),
            }
        }
        Ok(None)
    }

    /// The items that failed though the user had said he was sure, each as often as it did, newest first.
    pub fn sure_and_wrong(&self) -> Result<Vec<ItemKey>> {
        let sql = "SELECT id, item FROM log INDEXED BY log_sure WHERE kind = 'grade' AND grade < 3 AND detail IS NOT NULL \
             AND item IS NOT NULL AND json_extract(detail, '$.confidence') = 'sure' ORDER BY counter DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((EntryId(Uuid::from_bytes(row.get(0)?)), ItemKey(row.get(1)?))))?;
        let mut items = Vec::new();
        for row in rows {
            let (id, item) = row?;
            if self.is_live(id)? {
                items.push(item);
            }
        }
        Ok(items)
    }

    /// Entries of a day later than `day`, oldest first.
    pub fn entries_after(&self, day: Day) -> Result<Vec<Entry>> {
        self.entries_where("log.day > ?1 ORDER BY log.day, log.counter, log.id", [day.number()])
    }

    /// The entries of some days, both included, that are no grades, in the order of the fold.
    pub fn deeds_between(&self, first: Day, last: Day) -> Result<Vec<Entry>> {
        let condition = "log.key IN (SELECT key FROM log INDEXED BY log_deeds WHERE kind <> 'grade' \
             AND day BETWEEN ?1 AND ?2) ORDER BY log.day, log.counter, log.id";
        self.entries_where(condition, [first.number(), last.number()])
    }

    /// The entries from a counter on, oldest first.
    pub fn entries_since(&self, counter: u64) -> Result<Vec<Entry>> {
        self.entries_where("log.counter >= ?1 ORDER BY log.counter, log.id", [counter.cast_signed()])
    }

    /// False when the entry was taken back, and the taking back was not.
    pub fn is_live(&self, id: EntryId) -> Result<bool> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM log WHERE target = ?1 AND kind = 'retract'")?;
        let retractions: Vec<[u8; 16]> =
            statement.query_map([id.0.as_bytes()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        drop(statement);
        for retraction in retractions {
            if self.is_live(EntryId(Uuid::from_bytes(retraction)))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The retraction by which an entry does not stand, if it does not.
    pub fn live_retraction(&self, id: EntryId) -> Result<Option<EntryId>> {
        for entry in self.entries_where("log.target = ?1 AND log.kind = 'retract'", [id.0.as_bytes()])? {
            if self.is_live(entry.id)? {
                return Ok(Some(entry.id));
            }
        }
        Ok(None)
    }

    /// Whether an entry still stands: it was not taken back, and neither was the review that caused it.
    pub fn stands(&self, entry: &Entry) -> Result<bool> {
        let caused = match entry.what {
            What::Earned { cause, .. } | What::Lost { cause, .. } => self.is_live(cause)?,
            _ => true,
        };
        Ok(caused && self.is_live(entry.id)?)
    }

    /// The answers to an item that were not taken back, in the order of the fold.
    pub fn live_answers(&self, item: ItemKey) -> Result<Vec<LoggedAnswer>> {
        let sql = "SELECT key, id, item, at, offset, day, counter, grade, seconds FROM log \
             WHERE item = ?1 AND grade IS NOT NULL ORDER BY day, counter, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([item.0])?;
        let mut answers = Vec::new();
        while let Some(row) = rows.next()? {
            let answer = logged_answer(row)?;
            if self.is_live(answer.id)? {
                answers.push(answer);
            }
        }
        Ok(answers)
    }

    /// Whether the last live word on an item's suspension was to set it aside.
    pub fn live_suspension(&self, item: ItemKey) -> Result<bool> {
        let entries = self.entries_where(
            "log.item = ?1 AND log.kind IN ('suspend', 'resume') ORDER BY log.day DESC, log.counter DESC, log.id DESC",
            [item.0],
        )?;
        for entry in entries {
            if let What::Suspend { suspended, .. } = entry.what
                && self.is_live(entry.id)?
            {
                return Ok(suspended);
            }
        }
        Ok(false)
    }

    /// What was read or concluded about a box and still holds, in the order of the fold.
    ///
    /// An `earned` or `lost` holds as long as the review that caused it does.
    pub fn live_box_entries(&self, topic: TopicKey) -> Result<Vec<Entry>> {
        let condition = "log.topic = ?1 AND log.kind IN ('claim', 'unclaim', 'earned', 'lost') \
             ORDER BY log.day, log.counter, log.id";
        let mut live = Vec::new();
        for entry in self.entries_where(condition, [topic.0])? {
            if self.stands(&entry)? {
                live.push(entry);
            }
        }
        Ok(live)
    }

    /// The items that anything was ever said of: what a whole fold covers.
    pub fn logged_items(&self) -> Result<Vec<ItemKey>> {
        let sql = "SELECT DISTINCT item FROM log WHERE item IS NOT NULL ORDER BY item";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get(0).map(ItemKey))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(super) fn entries_where(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<Entry>> {
        Ok(self.keyed_entries(condition, values)?.into_iter().map(|(_, entry)| entry).collect())
    }

    /// Entries, each with its place in the store.
    pub(super) fn keyed_entries(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<(i64, Entry)>> {
        let sql =
            format!("SELECT {COLUMNS}, log.key FROM log JOIN device ON device.key = log.device WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push((row.get(13)?, entry(row)?));
        }
        Ok(entries)
    }
}

/// What a search through the log does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// This is the entry.
    Found,
    /// Look further back.
    On,
    /// There is none.
    Stop,
}

/// Columns 0..=8: key, id, item, at, offset, day, counter, grade, seconds.
pub(super) fn logged_answer(row: &Row<'_>) -> Result<LoggedAnswer> {
    let grade: u8 = row.get(7)?;
    Ok(LoggedAnswer {
        key: row.get(0)?,
        id: EntryId(Uuid::from_bytes(row.get(1)?)),
        item: ItemKey(row.get(2)?),
        at: instant(row.get(3)?, row.get(4)?)?,
        day: day(row.get(5)?)?,
        counter: row.get::<_, i64>(6)?.cast_unsigned(),
        grade: Grade::new(grade).ok_or(Error::Strange { what: "a grade", value: grade.to_string() })?,
        seconds: row.get::<_, Option<u32>>(8)?.unwrap_or(0),
    })
}

fn entry(row: &Row<'_>) -> Result<Entry> {
    Ok(Entry {
        id: EntryId(Uuid::from_bytes(row.get(0)?)),
        counter: row.get::<_, i64>(1)?.cast_unsigned(),
        at: instant(row.get(2)?, row.get(3)?)?,
        day: day(row.get(4)?)?,
        device: row.get(5)?,
        what: what(row)?,
    })
}

fn what(row: &Row<'_>) -> Result<What> {
    let kind: String = row.get(6)?;
    let item: Option<ItemKey> = row.get::<_, Option<i64>>(7)?.map(ItemKey);
    let topic: Option<TopicKey> = row.get::<_, Option<i64>>(8)?.map(TopicKey);
    let grade: Option<Grade> = row.get::<_, Option<u8>>(9)?.and_then(Grade::new);
    let seconds: u32 = row.get::<_, Option<u32>>(10)?.unwrap_or(0);
    let target: Option<EntryId> = row.get::<_, Option<[u8; 16]>>(11)?.map(|bytes| EntryId(Uuid::from_bytes(bytes)));
    let detail: Option<String> = row.get(12)?;
    let detail = || detail.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null);
    let what = match (kind.as_str(), item, topic, target) {
        ("grade", Some(item), ..) => {
            let confidence = detail()["confidence"].as_str().and_then(Confidence::from_word);
            grade.map(|grade| What::Grade { item, grade, seconds, confidence })
        }
        ("learn", Some(item), ..) => Some(What::Learn { item }),
        ("suspend" | "resume", Some(item), ..) => Some(What::Suspend { item, suspended: kind == "suspend" }),
        ("edit", Some(item), ..) => Some(What::Edit { item, detail: detail() }),
        ("retract", _, _, Some(target)) => Some(What::Retract { target }),
        ("claim" | "unclaim", _, Some(topic), _) => {
            Some(What::Claim { topic, ticked: kind == "claim", detail: detail() })
        }
        ("earned", _, Some(topic), Some(cause)) => Some(What::Earned { topic, cause }),
        ("lost", _, Some(topic), Some(cause)) => Some(What::Lost { topic, cause }),
        ("reworded", item, topic, _) => Some(What::Reworded { item, topic, detail: detail() }),
        (word, item, ..) => Deed::from_word(word).map(|deed| {
            let detail = detail();
            What::Deed { deed, item, grade, seconds, detail }
        }),
    };
    what.ok_or(Error::Strange { what: "an entry", value: kind })
}

fn day(number: i32) -> Result<Day> {
    Day::from_number(number).ok_or(Error::Strange { what: "a day", value: number.to_string() })
}

fn instant(micros: i64, offset: i32) -> Result<DateTime<FixedOffset>> {
    let strange = || Error::Strange { what: "an instant", value: format!("{micros} {offset}") };
    let offset = FixedOffset::east_opt(offset).ok_or_else(strange)?;
    let utc = DateTime::UNIX_EPOCH.checked_add_signed(TimeDelta::microseconds(micros)).ok_or_else(strange)?;
    Ok(utc.with_timezone(&offset))
}
