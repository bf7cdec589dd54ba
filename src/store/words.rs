//! The words of a topic: those its decks know it by, and those of the checklist line that stands for it.
//!
//! The line's are shown and typed while it stands there; decks and lines are joined by the decks'.

use std::collections::HashMap;

use rusqlite::{Row, params};

use super::{Result, Store};
use crate::model::{Heading, Title, TopicKey};

/// The columns that [`words`] reads, in its order.
pub(super) const WORDS: &str = "topic.section, topic.title, topic.promise, \
    topic.line_section, topic.line_title, topic.line_promise";
/// The section and title that are shown, where nothing else of a topic is asked.
pub(super) const SHOWN: &str = "coalesce(topic.line_section, topic.section), coalesce(topic.line_title, topic.title)";

/// The words of a checklist line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineWords<'a> {
    /// The heading it stands under.
    pub section: &'a str,
    /// Its title and promise.
    pub title: &'a Title,
}

/// What is shown of a topic, and where its decks say otherwise.
pub(super) struct Words {
    pub(super) section: String,
    pub(super) title: Title,
    pub(super) heading: Option<Heading>,
}

/// Six columns from one on, in the order of [`WORDS`].
pub(super) fn words(row: &Row<'_>, from: usize) -> Result<Words> {
    let Some(name) = row.get::<_, Option<String>>(from + 4)? else {
        let title = Title { name: row.get(from + 1)?, promise: row.get(from + 2)? };
        return Ok(Words { section: row.get(from)?, title, heading: None });
    };
    let section: String = row.get(from + 3)?;
    // Compared where they lie: most lines say what their deck says.
    let says = |at: usize, shown: &str| row.get_ref(at).is_ok_and(|value| value.as_str() == Ok(shown));
    let same = says(from, &section) && says(from + 1, &name);
    let heading = if same { None } else { Some(Heading { section: row.get(from)?, title: row.get(from + 1)? }) };
    Ok(Words { section, title: Title { name, promise: row.get(from + 5)? }, heading })
}

impl Store {
    /// Writes how a deck spells a topic that it is known by already; a heading without a promise takes none away.
    pub fn set_deck_words(&self, key: TopicKey, section: &str, title: &Title) -> Result<()> {
        let sql = "UPDATE topic SET section = ?2, title = ?3, promise = coalesce(?4, promise) WHERE key = ?1 \
             AND (section <> ?2 OR title <> ?3 OR promise IS NOT coalesce(?4, promise))";
        self.connection.prepare_cached(sql)?.execute(params![key.0, section, title.name, title.promise])?;
        Ok(())
    }

    /// Shows these topics by the words of their lines, and all others by those of their decks.
    pub fn set_line_words(&self, lines: &HashMap<TopicKey, LineWords<'_>>) -> Result<()> {
        let mut stale: Vec<TopicKey> = Vec::new();
        let mut worded = self.connection.prepare_cached("SELECT key FROM topic WHERE line_title IS NOT NULL")?;
        for key in worded.query_map([], |row| row.get(0).map(TopicKey))? {
            let key = key?;
            if !lines.contains_key(&key) {
                stale.push(key);
            }
        }
        let sql = "UPDATE topic SET line_section = ?2, line_title = ?3, line_promise = ?4 WHERE key = ?1 \
             AND (line_section IS NOT ?2 OR line_title IS NOT ?3 OR line_promise IS NOT ?4)";
        let mut set = self.connection.prepare_cached(sql)?;
        for key in stale {
            set.execute(params![key.0, None::<&str>, None::<&str>, None::<&str>])?;
        }
        for (key, words) in lines {
            set.execute(params![key.0, words.section, words.title.name, words.title.promise])?;
        }
        Ok(())
    }

    /// The topics that a line stands for, with its words as they are kept: what `doctor` compares.
    pub fn line_words(&self) -> Result<HashMap<TopicKey, (String, Title)>> {
        let sql = "SELECT key, line_section, line_title, line_promise FROM topic WHERE line_title IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok((TopicKey(row.get(0)?), (row.get(1)?, Title { name: row.get(2)?, promise: row.get(3)? })))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
