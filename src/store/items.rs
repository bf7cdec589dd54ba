//! Items: cards and whatever else SM-2 schedules, each with its memory.

use rusqlite::{OptionalExtension, Params, Row};

use super::{
    Error, Result, Store,
    words::{WORDS, words},
};
use crate::model::{Card, Day, Ease, Form, ItemId, ItemKey, ItemKind, Memory, Standing, TopicId, TopicKey, Trace};

const COLUMNS: &str = "item.key, item.id, item.kind, item.topic, item.file, item.line, item.family, item.form, \
    item.question, item.answer, item.note, item.source, item.tags, item.core, item.suspended, item.parked, \
    item.corrected, item.awake, item.revision, item.repetitions, item.interval, item.ease, item.due, item.lapses, \
    item.seen, topic.id, item.rewrite, item.explicit";
pub(super) const WAITING: &str = "awake = 1 AND suspended = 0 AND parked = 0 AND kind IN ('card', 'followup')";

impl Store {
    /// One item.
    pub fn item(&self, key: ItemKey) -> Result<Standing> {
        let found = self.items_where("item.key = ?1", [key.0])?;
        found.into_iter().next().ok_or(rusqlite::Error::QueryReturnedNoRows.into())
    }

    /// All items of a kind (cards, unless said otherwise), parked ones left out, in the order of topics and decks.
    pub fn items(&self, kind: ItemKind) -> Result<Vec<Standing>> {
        let order = "item.kind = ?1 AND item.parked = 0 ORDER BY topic.place, topic.key, item.place, item.key";
        self.items_where(order, [kind.word()])
    }

    /// The cards of a topic, parked ones left out, in their order.
    pub fn items_of_topic(&self, topic: TopicKey) -> Result<Vec<Standing>> {
        self.items_where("item.topic = ?1 AND item.parked = 0 ORDER BY item.place, item.key", [topic.0])
    }

    /// The items that stand in a deck file.
    pub fn items_of_file(&self, file: i64) -> Result<Vec<Standing>> {
        self.items_where("item.file = ?1 ORDER BY item.place, item.key", [file])
    }

    /// The cards that left their deck.
    pub fn parked_items(&self) -> Result<Vec<Standing>> {
        self.items_where("item.parked = 1 AND item.kind = 'card' ORDER BY item.key", [])
    }

    /// Shipped cards whose answer was corrected after it was learned, not yet shown.
    pub fn corrected_items(&self) -> Result<Vec<Standing>> {
        let condition =
            "item.corrected = 1 AND item.awake = 1 AND item.suspended = 0 AND item.parked = 0 ORDER BY item.key";
        self.items_where(condition, [])
    }

    /// Some items, in the order of their keys.
    pub fn items_of_keys(&self, keys: &[ItemKey]) -> Result<Vec<Standing>> {
        let keys = serde_json::Value::from(keys.iter().map(|key| key.0).collect::<Vec<_>>()).to_string();
        self.items_where("item.key IN (SELECT value FROM json_each(?1)) ORDER BY item.key", [keys])
    }

    /// The ids that a typed id may mean: the whole id or an old name of it, else all that begin with it, else all in
    /// which it stands, in any case.
    pub fn ids_like(&self, typed: &str) -> Result<Vec<(ItemKey, ItemId)>> {
        let whole = "SELECT key, id FROM item WHERE id = ?1 \
             UNION SELECT item.key, item.id FROM alias JOIN item ON item.key = alias.item WHERE alias.id = ?1";
        let found = self.ids(whole, [typed])?;
        if !found.is_empty() || typed.is_empty() {
            return Ok(found);
        }
        let past = format!("{typed}\u{10ffff}");
        let found = self.ids("SELECT key, id FROM item WHERE id >= ?1 AND id < ?2 ORDER BY id", [typed, &past])?;
        if !found.is_empty() {
            return Ok(found);
        }
        let part = typed.to_lowercase();
        self.ids("SELECT key, id FROM item WHERE parked = 0 AND instr(lower(id), ?1) > 0 ORDER BY id", [&part])
    }

    /// The item that has an id, or had it.
    pub fn item_of_id(&self, id: &str) -> Result<Option<ItemKey>> {
        let sql = "SELECT key FROM item WHERE id = ?1 UNION ALL SELECT item FROM alias WHERE id = ?1 LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([id], |row| row.get(0).map(ItemKey)).optional()?)
    }

    /// The deck file and line where an id stands, none if no card in a deck has it.
    pub fn place_of(&self, id: &str) -> Result<Option<(i64, usize)>> {
        let sql = "SELECT file, line FROM item WHERE id = ?1 AND file IS NOT NULL AND explicit = 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([id], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?))).optional()?;
        Ok(found.map(|(file, line)| (file, usize::try_from(line).unwrap_or(0))))
    }

    /// Whether a first answer to an item took one of the day's new cards: a scenario, a story and a follow-up are no
    /// cards, and a card of a topic that carries the user's own tick was an audit.
    pub fn is_introduced(&self, key: ItemKey) -> Result<bool> {
        let sql = "SELECT 1 FROM item JOIN topic ON topic.key = item.topic \
             WHERE item.key = ?1 AND item.kind = 'card' AND topic.box <> 'claimed'";
        Ok(self.connection.prepare_cached(sql)?.exists([key.0])?)
    }

    /// Every id, for suggestions after a typo.
    pub fn all_ids(&self) -> Result<Vec<(ItemKey, ItemId)>> {
        self.ids("SELECT key, id FROM item WHERE parked = 0 ORDER BY id", [])
    }

    fn ids(&self, sql: &str, values: impl Params) -> Result<Vec<(ItemKey, ItemId)>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows =
            statement.query_map(values, |row| Ok((ItemKey(row.get(0)?), ItemId::new(row.get::<_, String>(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Marks a card that was let go, or clears the mark.
    pub fn set_rewrite(&self, key: ItemKey, rewrite: bool) -> Result<()> {
        let sql = "UPDATE item SET rewrite = ?2 WHERE key = ?1 AND rewrite <> ?2";
        self.connection.prepare_cached(sql)?.execute((key.0, rewrite))?;
        Ok(())
    }

    /// How many cards were let go and not edited since.
    pub fn count_to_rewrite(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM item WHERE rewrite = 1 AND parked = 0";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Writes the folds of an item's answers, its memory and its trace, and counts the action.
    pub fn set_memory(&self, key: ItemKey, memory: &Memory, trace: Option<&Trace>) -> Result<()> {
        let sql = "UPDATE item SET repetitions = ?2, interval = ?3, ease = ?4, due = ?5, lapses = ?6, seen = ?7, \
             stability = ?8, difficulty = ?9, corrected = 0, revision = revision + 1 WHERE key = ?1";
        self.connection.prepare_cached(sql)?.execute((
            key.0,
            memory.repetitions,
            memory.interval,
            memory.ease.hundredths(),
            memory.due.map(Day::number),
            memory.lapses,
            memory.seen.map(Day::number),
            trace.map(|it| it.stability),
            trace.map(|it| it.difficulty),
        ))?;
        Ok(())
    }

    /// Sets an item aside or takes it back, and counts the action.
    pub fn set_suspended(&self, key: ItemKey, suspended: bool) -> Result<()> {
        let sql = "UPDATE item SET suspended = ?2, revision = revision + 1 WHERE key = ?1";
        self.connection.prepare_cached(sql)?.execute((key.0, suspended))?;
        Ok(())
    }

    /// Counts an action that changed nothing else.
    pub fn bump(&self, key: ItemKey) -> Result<()> {
        self.connection.prepare_cached("UPDATE item SET revision = revision + 1 WHERE key = ?1")?.execute([key.0])?;
        Ok(())
    }

    /// Puts another answer in place, as if an older deck had said so.
    #[cfg(test)]
    pub(crate) fn rewrite_answer_for_test(&self, key: ItemKey, answer: &str) -> Result<()> {
        self.connection.execute("UPDATE item SET answer = ?2 WHERE key = ?1", (key.0, answer))?;
        Ok(())
    }

    pub(super) fn items_where(&self, condition: &str, values: impl Params) -> Result<Vec<Standing>> {
        let sql = format!("SELECT {COLUMNS}, {WORDS} FROM item JOIN topic ON topic.key = item.topic WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            items.push(standing(row)?);
        }
        Ok(items)
    }
}

fn standing(row: &Row<'_>) -> Result<Standing> {
    let kind: String = row.get(2)?;
    let form: String = row.get(7)?;
    let tags: String = row.get(12)?;
    let file: Option<i64> = row.get(4)?;
    let line: usize = row.get::<_, i64>(5)?.try_into().unwrap_or(0);
    let topic = words(row, 28)?;
    Ok(Standing {
        key: ItemKey(row.get(0)?),
        topic_key: TopicKey(row.get(3)?),
        card: Card {
            id: ItemId::new(row.get::<_, String>(1)?),
            kind: ItemKind::from_word(&kind).ok_or(Error::Strange { what: "a kind of item", value: kind })?,
            topic: TopicId::new(row.get::<_, String>(25)?),
            form: Form::from_word(&form).ok_or(Error::Strange { what: "a form", value: form })?,
            question: row.get(8)?,
            answer: row.get(9)?,
            note: row.get(10)?,
            source: row.get(11)?,
            tags: tags.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
            core: row.get(13)?,
        },
        section: topic.section,
        title: topic.title,
        heading: topic.heading,
        file: file.map(|file| (file, line)),
        explicit: row.get(27)?,
        family: row.get(6)?,
        suspended: row.get(14)?,
        parked: row.get(15)?,
        corrected: row.get(16)?,
        rewrite: row.get(26)?,
        awake: row.get(17)?,
        revision: row.get(18)?,
        memory: Memory {
            repetitions: row.get(19)?,
            interval: row.get(20)?,
            ease: Ease::from_hundredths(row.get(21)?),
            due: row.get::<_, Option<i32>>(22)?.and_then(Day::from_number),
            lapses: row.get(23)?,
            seen: row.get::<_, Option<i32>>(24)?.and_then(Day::from_number),
        },
    })
}
