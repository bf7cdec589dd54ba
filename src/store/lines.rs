//! The checklist lines of the tracker as they were last read, the joins made by hand, and the file's known states.

use serde_json::Value;

use super::{Result, Store};
use crate::model::TopicKey;

/// A checklist line as it was last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// Its ordinal among the checklist lines, from 0.
    pub place: i64,
    /// Its line in the file, from 1.
    pub line: usize,
    /// The heading it stood under.
    pub section: String,
    /// Title and promise.
    pub text: String,
    /// The topic it was joined to.
    pub topic: TopicKey,
    /// Whether its box was ticked.
    pub ticked: bool,
}

/// A line joined to a topic by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingRow {
    /// The heading of the line.
    pub section: String,
    /// Title and promise.
    pub text: String,
    /// The topic.
    pub topic: TopicKey,
}

impl Store {
    /// The checklist lines as they were last read, in file order.
    pub fn lines(&self) -> Result<Vec<LineRow>> {
        self.lines_where("")
    }

    fn lines_where(&self, condition: &str) -> Result<Vec<LineRow>> {
        let columns = "line.place, line.line, line.section, line.text, line.topic, line.ticked";
        let sql = format!("SELECT {columns} FROM line {condition} ORDER BY line.place");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| {
            Ok(LineRow {
                place: row.get(0)?,
                line: row.get::<_, i64>(1)?.try_into().unwrap_or(0),
                section: row.get(2)?,
                text: row.get(3)?,
                topic: TopicKey(row.get(4)?),
                ticked: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The lines whose box in the file is not what it should be.
    pub fn pending_lines(&self) -> Result<Vec<LineRow>> {
        let condition = "JOIN topic ON topic.key = line.topic WHERE line.ticked <> (topic.box <> 'open')";
        self.lines_where(condition)
    }

    /// Notes that the boxes of the file are what they should be.
    pub fn follow_boxes(&self) -> Result<()> {
        let sql = "UPDATE line SET ticked = (SELECT box <> 'open' FROM topic WHERE topic.key = line.topic)";
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    /// Writes the checklist lines as they were read now.
    pub fn set_lines(&self, lines: &[LineRow]) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM line")?.execute([])?;
        let sql = "INSERT INTO line (place, line, section, text, topic, ticked) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for line in lines {
            let number = i64::try_from(line.line).unwrap_or(i64::MAX);
            statement.execute((line.place, number, &line.section, &line.text, line.topic.0, line.ticked))?;
        }
        Ok(())
    }

    /// The lines joined to topics by hand.
    pub fn mappings(&self) -> Result<Vec<MappingRow>> {
        let mut statement = self.connection.prepare_cached("SELECT section, text, topic FROM mapping")?;
        let rows = statement.query_map([], |row| {
            Ok(MappingRow { section: row.get(0)?, text: row.get(1)?, topic: TopicKey(row.get(2)?) })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Lines that were reworded, as they read after it, newest first: section, text, topic; those whose topic has a line
    /// now are left out.
    pub fn former_lines(&self) -> Result<Vec<(String, String, TopicKey)>> {
        let sql = "SELECT detail, topic FROM log INDEXED BY log_of_topic WHERE topic IS NOT NULL AND kind = 'reworded' \
             AND detail IS NOT NULL AND topic NOT IN (SELECT topic FROM line) ORDER BY counter DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let detail: Value = serde_json::from_str(&row.get::<_, String>(0)?).unwrap_or_default();
            // Headings and cards that were reworded have no section there.
            if let (Some(section), Some(text)) = (detail["section"].as_str(), detail["is"].as_str()) {
                found.push((section.to_owned(), text.to_owned(), TopicKey(row.get(1)?)));
            }
        }
        Ok(found)
    }

    /// Joins a line to a topic by hand.
    pub fn set_mapping(&self, mapping: &MappingRow) -> Result<()> {
        let sql = "INSERT INTO mapping (section, text, topic) VALUES (?1, ?2, ?3) \
             ON CONFLICT (section, text) DO UPDATE SET topic = excluded.topic";
        self.connection.prepare_cached(sql)?.execute((&mapping.section, &mapping.text, mapping.topic.0))?;
        Ok(())
    }

    /// True when the tracker was read or written in this very state before.
    pub fn knows_state(&self, hash: u64) -> Result<bool> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM tracker_state WHERE hash = ?1")?
            .exists([hash.cast_signed()])?)
    }

    /// Remembers a state of the tracker.
    pub fn add_state(&self, hash: u64) -> Result<()> {
        let sql = "INSERT INTO tracker_state (hash) VALUES (?1) ON CONFLICT DO NOTHING";
        self.connection.prepare_cached(sql)?.execute([hash.cast_signed()])?;
        Ok(())
    }

    /// Forgets lines and states: another file takes the tracker's place. Joins made by hand stay.
    pub fn forget_tracker(&self) -> Result<()> {
        self.connection.execute_batch(
            "DELETE FROM line; DELETE FROM tracker_state; DELETE FROM scenario_row; DELETE FROM scenario_cell; \
             UPDATE topic SET line_section = NULL, line_title = NULL, line_promise = NULL WHERE line_title IS NOT NULL; \
             UPDATE application SET row = NULL, waits = 1;",
        )?;
        Ok(())
    }
}
