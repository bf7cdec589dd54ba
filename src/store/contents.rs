//! What decks say of items, written into the store.

use super::{Result, Store};
use crate::model::{Card, ItemId, ItemKey, Standing, TopicKey};

/// What a deck says of an item, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFields {
    /// The content; its topic is given by key beside it.
    pub card: Card,
    /// Whether the deck names it with `Id:`.
    pub explicit: bool,
    /// Its topic.
    pub topic: TopicKey,
    /// Where it stands.
    pub placing: Placing,
    /// Whether its topic is awake.
    pub awake: bool,
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The deck file; none for a checklist line without cards.
    pub file: Option<i64>,
    /// The line in it, counted from 1.
    pub line: usize,
    /// Its turn within its topic.
    pub place: i64,
    /// Siblings of one cloze share it.
    pub family: i64,
}

impl Store {
    /// Checklist lines without cards, that wait for an answer.
    pub fn answerless_items(&self) -> Result<Vec<Standing>> {
        self.items_where("item.form = 'answerless' AND item.parked = 0 ORDER BY item.key", [])
    }

    /// Parks the answerless card of a topic that has real cards now.
    pub fn retire_answerless(&self, topic: TopicKey) -> Result<()> {
        let sql = "UPDATE item SET parked = 1 WHERE topic = ?1 AND form = 'answerless' AND parked = 0 \
             AND EXISTS (SELECT 1 FROM item AS other WHERE other.topic = ?1 AND other.parked = 0 AND other.form <> 'answerless')";
        self.connection.prepare_cached(sql)?.execute([topic.0])?;
        Ok(())
    }

    /// Adds an item that was never answered.
    pub fn add_item(&self, fields: &ItemFields) -> Result<ItemKey> {
        let sql = "INSERT INTO item (id, explicit, kind, topic, file, line, place, family, form, question, answer, note, \
             source, tags, core, awake) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
        let Placing { file, line, place, family } = fields.placing;
        let card = &fields.card;
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        self.connection.prepare_cached(sql)?.execute(rusqlite::params![
            card.id.as_str(),
            fields.explicit,
            card.kind.word(),
            fields.topic.0,
            file,
            line,
            place,
            family,
            card.form.word(),
            card.question,
            card.answer,
            card.note,
            card.source,
            card.tags.join(","),
            card.core,
            fields.awake,
        ])?;
        Ok(ItemKey(self.connection.last_insert_rowid()))
    }

    /// Writes what a deck says of an item now; it is parked no more, and its memory stays.
    pub fn update_item(&self, key: ItemKey, fields: &ItemFields) -> Result<()> {
        let sql = "UPDATE item SET id = ?2, explicit = ?3, kind = ?4, topic = ?5, file = ?6, line = ?7, place = ?8, \
             family = ?9, form = ?10, question = ?11, answer = ?12, note = ?13, source = ?14, tags = ?15, core = ?16, \
             awake = ?17, parked = 0, \
             rewrite = rewrite AND question = ?10 AND answer = ?11, \
             revision = revision + (question <> ?10 OR answer <> ?11) WHERE key = ?1";
        let Placing { file, line, place, family } = fields.placing;
        let card = &fields.card;
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        self.connection.prepare_cached(sql)?.execute(rusqlite::params![
            key.0,
            card.id.as_str(),
            fields.explicit,
            card.kind.word(),
            fields.topic.0,
            file,
            line,
            place,
            family,
            card.form.word(),
            card.question,
            card.answer,
            card.note,
            card.source,
            card.tags.join(","),
            card.core,
            fields.awake,
        ])?;
        Ok(())
    }

    /// Keeps the name an item had before, so that scripts that know it still find it.
    pub fn add_alias(&self, old: &ItemId, key: ItemKey) -> Result<()> {
        let sql = "INSERT INTO alias (id, item) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET item = excluded.item";
        self.connection.prepare_cached(sql)?.execute((old.as_str(), key.0))?;
        Ok(())
    }

    /// True when an item has this id, or had it.
    pub fn has_item_id(&self, id: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM item WHERE id = ?1 UNION ALL SELECT 1 FROM alias WHERE id = ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([id])?)
    }

    /// Parks an item: gone from its deck, history kept.
    pub fn park(&self, key: ItemKey) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE item SET parked = 1, file = NULL, revision = revision + 1 WHERE key = ?1")?
            .execute([key.0])?;
        Ok(())
    }

    /// Marks a shipped card as corrected, or as shown since.
    pub fn set_corrected(&self, key: ItemKey, corrected: bool) -> Result<()> {
        self.connection.prepare_cached("UPDATE item SET corrected = ?2 WHERE key = ?1")?.execute((key.0, corrected))?;
        Ok(())
    }
}
