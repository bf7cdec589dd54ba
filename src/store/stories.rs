//! Stories: what the tracker says of them, their texts on both sides, their tellings.

use rusqlite::{Row, params};

use super::{Error, Result, Store};
use crate::model::{Day, Entry, ItemKey, Part, Signal, Standing, TopicKey};

/// A story beside its item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryRow {
    /// Its item.
    pub item: ItemKey,
    /// Its turn in the tracker.
    pub place: i64,
    /// The heading above its own.
    pub section: String,
    /// Its heading.
    pub heading: String,
    /// The kind of story, by the id of its file.
    pub kind: String,
    /// The signals the user named; none: those of its kind.
    pub signals: Option<Vec<Signal>>,
    /// The day since which it can be told; none while a part is missing.
    pub written: Option<Day>,
}

/// The text of a part on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// The part.
    pub part: Part,
    /// The text as it should be.
    pub text: String,
    /// As the file had it when it was last read or written; empty without such a field, none if no file was read.
    pub file: Option<String>,
    /// What the file says now, where both sides changed.
    pub theirs: Option<String>,
    /// What the file has was written by drill.
    pub own: bool,
}

impl PartRow {
    /// A part of which nothing is known.
    pub const fn new(part: Part) -> Self {
        Self { part, text: String::new(), file: None, theirs: None, own: false }
    }

    /// True when the file says something else, and may be written.
    pub fn is_waiting(&self) -> bool {
        self.theirs.is_none() && self.file.as_ref().is_some_and(|file| *file != self.text)
    }
}

impl Store {
    /// The stories of the tracker in their order, then those that left it.
    pub fn stories(&self) -> Result<Vec<(StoryRow, Standing)>> {
        let sql = "SELECT item, place, section, heading, kind, signals, written FROM story \
             ORDER BY (SELECT parked FROM item WHERE item.key = story.item), place, item";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut stories = Vec::new();
        while let Some(row) = rows.next()? {
            let story = story(row)?;
            let standing = self.item(story.item)?;
            stories.push((story, standing));
        }
        Ok(stories)
    }

    /// One story; none if the item is no story.
    pub fn story(&self, item: ItemKey) -> Result<Option<StoryRow>> {
        let sql = "SELECT item, place, section, heading, kind, signals, written FROM story WHERE item = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([item.0])?;
        rows.next()?.map(story).transpose()
    }

    /// Writes what is known of a story.
    pub fn put_story(&self, row: &StoryRow) -> Result<()> {
        let sql = "INSERT INTO story (item, place, section, heading, kind, signals, written) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (item) DO UPDATE SET place = excluded.place, \
             section = excluded.section, heading = excluded.heading, kind = excluded.kind, \
             signals = excluded.signals, written = excluded.written";
        let signals =
            row.signals.as_ref().map(|signals| signals.iter().map(|it| it.word()).collect::<Vec<_>>().join(","));
        let written = row.written.map(Day::number);
        self.connection.prepare_cached(sql)?.execute(params![
            row.item.0,
            row.place,
            row.section,
            row.heading,
            row.kind,
            signals,
            written
        ])?;
        Ok(())
    }

    /// The five parts of a story, in their order; one that was never seen is empty.
    pub fn story_parts(&self, item: ItemKey) -> Result<[PartRow; 5]> {
        let mut parts = Part::ALL.map(PartRow::new);
        let sql = "SELECT part, text, file, theirs, own FROM story_part WHERE item = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([item.0])?;
        while let Some(row) = rows.next()? {
            let word: String = row.get(0)?;
            let part = Part::from_word(&word).ok_or(Error::Strange { what: "a part of a story", value: word })?;
            parts[part.place()] =
                PartRow { part, text: row.get(1)?, file: row.get(2)?, theirs: row.get(3)?, own: row.get(4)? };
        }
        Ok(parts)
    }

    /// Writes a part of a story.
    pub fn put_story_part(&self, item: ItemKey, row: &PartRow) -> Result<()> {
        let sql = "INSERT INTO story_part (item, part, text, file, theirs, own) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (item, part) DO UPDATE SET text = excluded.text, file = excluded.file, \
             theirs = excluded.theirs, own = excluded.own";
        let PartRow { part, text, file, theirs, own } = row;
        self.connection.prepare_cached(sql)?.execute(params![item.0, part.word(), text, file, theirs, own])?;
        Ok(())
    }

    /// Forgets how the tracker stood, before another one is read: no text is lost by it.
    pub fn forget_story_files(&self) -> Result<()> {
        self.connection.execute("UPDATE story_part SET file = NULL, theirs = NULL, own = 0", [])?;
        Ok(())
    }

    /// True when a text waits to be written to the file.
    pub fn has_waiting_stories(&self) -> Result<bool> {
        let sql = "SELECT 1 FROM story_part INDEXED BY story_part_waiting \
             WHERE file IS NOT NULL AND theirs IS NULL AND file <> text \
             AND EXISTS (SELECT 1 FROM item WHERE item.key = story_part.item AND item.parked = 0)";
        Ok(self.connection.prepare_cached(sql)?.exists([])?)
    }

    /// Keeps that the file says these parts as drill has them.
    pub fn follow_stories(&self, written: &[(ItemKey, Part)]) -> Result<()> {
        let sql = "UPDATE story_part SET file = text, own = 1 WHERE item = ?1 AND part = ?2";
        for (item, part) in written {
            self.connection.prepare_cached(sql)?.execute((item.0, part.word()))?;
        }
        Ok(())
    }

    /// How many stories wait to be told: written, in use, and never told or due.
    pub fn stories_waiting(&self, today: Day) -> Result<u32> {
        let sql = "SELECT count(*) FROM story CROSS JOIN item ON item.key = story.item WHERE story.written IS NOT NULL \
             AND item.parked = 0 AND item.suspended = 0 AND (item.due IS NULL OR item.due <= ?1)";
        Ok(self.connection.prepare_cached(sql)?.query_row([today.number()], |row| row.get(0))?)
    }

    /// The tellings of a story that stand, oldest first.
    pub fn tellings_of(&self, item: ItemKey) -> Result<Vec<Entry>> {
        let sql = "log.kind = 'telling' AND log.item = ?1 ORDER BY log.day, log.counter, log.id";
        let mut live = Vec::new();
        for (_, entry) in self.keyed_entries(sql, [item.0])? {
            if self.is_live(entry.id)? {
                live.push(entry);
            }
        }
        Ok(live)
    }

    /// All items of a hidden topic, parked ones too, in their order.
    pub fn items_under(&self, topic: TopicKey) -> Result<Vec<Standing>> {
        let mut statement =
            self.connection.prepare_cached("SELECT key FROM item WHERE topic = ?1 ORDER BY place, key")?;
        let keys: Vec<ItemKey> =
            statement.query_map([topic.0], |row| row.get(0).map(ItemKey))?.collect::<rusqlite::Result<_>>()?;
        keys.into_iter().map(|key| self.item(key)).collect()
    }

    /// Gives a hidden topic another section and title.
    pub fn rename_hidden_topic(&self, key: TopicKey, section: &str, title: &str) -> Result<()> {
        let sql = "UPDATE topic SET section = ?2, title = ?3 WHERE key = ?1 AND hidden = 1 \
             AND (section <> ?2 OR title <> ?3)";
        self.connection.prepare_cached(sql)?.execute((key.0, section, title))?;
        Ok(())
    }
}

fn story(row: &Row<'_>) -> Result<StoryRow> {
    let signals: Option<String> = row.get(5)?;
    let words = |text: String| text.split(',').filter_map(Signal::from_word).collect();
    Ok(StoryRow {
        item: ItemKey(row.get(0)?),
        place: row.get(1)?,
        section: row.get(2)?,
        heading: row.get(3)?,
        kind: row.get(4)?,
        signals: signals.map(words),
        written: row.get::<_, Option<i32>>(6)?.and_then(Day::from_number),
    })
}
