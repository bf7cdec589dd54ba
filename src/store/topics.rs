//! Topics: checklist lines with the counts of their cards.

use rusqlite::{OptionalExtension, Row};

use super::{
    Error, Result, Store,
    words::{WORDS, words},
};
use crate::model::{BoxState, Counts, Memory, Origin, Title, TopicId, TopicKey, TopicStanding, name::normalise};

const COLUMNS: &str = "key, id, origin, place, awake, box, opened, \
    cards, core, seen, learned, basis, basis_seen, basis_learned, basis_firm";

/// The counts of topic ?1, from its cards.
const COUNTED: &str = "
    SELECT cards, core, seen, learned, iif(core > 0, core, cards), iif(core > 0, core_seen, seen),
           iif(core > 0, core_learned, learned), iif(core > 0, core_firm, firm)
    FROM (SELECT count(*) AS cards, count(seen) AS seen, coalesce(sum(repetitions >= 2), 0) AS learned,
                 coalesce(sum(repetitions >= 3), 0) AS firm, coalesce(sum(core), 0) AS core,
                 count(iif(core, seen, NULL)) AS core_seen,
                 coalesce(sum(core AND repetitions >= 2), 0) AS core_learned,
                 coalesce(sum(core AND repetitions >= 3), 0) AS core_firm
          FROM item WHERE topic = ?1 AND parked = 0 AND kind = 'card')";

/// What a deck or a tracker says of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicFields {
    /// The heading it stands under.
    pub section: String,
    /// Its title and promise.
    pub title: Title,
    /// Where it came from.
    pub origin: Origin,
    /// Its turn when new cards are introduced.
    pub place: i64,
    /// Whether today's work draws on it.
    pub awake: bool,
}

impl Store {
    /// All topics, in their order; hidden ones are none of them.
    pub fn topics(&self) -> Result<Vec<TopicStanding>> {
        self.topics_where("hidden = 0 ORDER BY place, key")
    }

    /// The topics that today's work draws on, in their order.
    pub fn awake_topics(&self) -> Result<Vec<TopicStanding>> {
        self.topics_where("awake = 1 AND hidden = 0 ORDER BY place, key")
    }

    /// The awake topics whose box carries the user's own tick.
    pub fn claimed_topics(&self) -> Result<Vec<TopicStanding>> {
        self.topics_where("awake = 1 AND box = 'claimed' ORDER BY place, key")
    }

    /// The awake topics with cards never answered, claimed ones left out, in their order.
    pub fn unseen_topics(&self) -> Result<Vec<TopicStanding>> {
        self.topics_where("awake = 1 AND box <> 'claimed' AND seen < cards ORDER BY place, key")
    }

    /// The claimed topics, those in doubt first, then those longest untested.
    pub(super) fn claimed_by_need(&self) -> Result<Vec<TopicKey>> {
        let sql = "SELECT key FROM topic INDEXED BY topic_claimed WHERE awake = 1 AND box = 'claimed' ORDER BY \
             EXISTS (SELECT 1 FROM item INDEXED BY item_failed WHERE item.topic = topic.key AND item.parked = 0 \
                     AND item.repetitions = 0 AND item.seen IS NOT NULL) DESC, \
             (SELECT item.seen FROM item INDEXED BY item_of_topic WHERE item.topic = topic.key AND item.parked = 0 \
              ORDER BY item.seen DESC LIMIT 1), \
             place, key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0).map(TopicKey))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn topics_where(&self, condition: &str) -> Result<Vec<TopicStanding>> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT {COLUMNS}, {WORDS} FROM topic WHERE {condition}"))?;
        let mut rows = statement.query([])?;
        let mut topics = Vec::new();
        while let Some(row) = rows.next()? {
            topics.push(topic(row)?);
        }
        Ok(topics)
    }

    /// One topic.
    pub fn topic(&self, key: TopicKey) -> Result<TopicStanding> {
        let sql = format!("SELECT {COLUMNS}, {WORDS} FROM topic WHERE key = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([key.0])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        topic(row)
    }

    /// The topic that decks know by a section and title, compared by their words.
    pub fn topic_named(&self, section: &str, title: &str) -> Result<Option<TopicKey>> {
        let sql = "SELECT key FROM topic WHERE title_name = ?1 AND section_name = ?2 ORDER BY origin = 'tracker', key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let names = (normalise(title), normalise(section));
        Ok(statement.query_row(names, |row| row.get(0).map(TopicKey)).optional()?)
    }

    /// Adds a topic under an id that no other has.
    pub fn add_topic(&self, id: &TopicId, fields: &TopicFields) -> Result<TopicKey> {
        let sql = "INSERT INTO topic (id, section, title, promise, section_name, title_name, origin, place, awake) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        self.connection.prepare_cached(sql)?.execute((
            id.as_str(),
            &fields.section,
            &fields.title.name,
            &fields.title.promise,
            normalise(&fields.section),
            normalise(&fields.title.name),
            fields.origin.word(),
            fields.place,
            fields.awake,
        ))?;
        Ok(TopicKey(self.connection.last_insert_rowid()))
    }

    /// The hidden topic of an id: no checklist line, but the home of items that are no cards. Made if it is not there.
    pub fn hidden_topic(&self, id: &str, section: &str, title: &str) -> Result<TopicKey> {
        let mut find = self.connection.prepare_cached("SELECT key FROM topic WHERE id = ?1 AND hidden = 1")?;
        if let Some(key) = find.query_row([id], |row| row.get(0).map(TopicKey)).optional()? {
            return Ok(key);
        }
        let sql = "INSERT INTO topic (id, section, title, section_name, title_name, origin, place, awake, hidden) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, 1)";
        // No name that is compared: no line and no deck can ever be joined to it.
        let origin = Origin::Shipped.word();
        self.connection.prepare_cached(sql)?.execute((id, section, title, "", "", origin))?;
        Ok(TopicKey(self.connection.last_insert_rowid()))
    }

    /// Writes what a deck or a tracker says of a topic now; its id, box and history stay.
    pub fn update_topic(&self, key: TopicKey, fields: &TopicFields) -> Result<()> {
        let sql = "UPDATE topic SET section = ?2, title = ?3, promise = ?4, section_name = ?5, title_name = ?6, \
                   origin = ?7, place = ?8 WHERE key = ?1";
        self.connection.prepare_cached(sql)?.execute((
            key.0,
            &fields.section,
            &fields.title.name,
            &fields.title.promise,
            normalise(&fields.section),
            normalise(&fields.title.name),
            fields.origin.word(),
            fields.place,
        ))?;
        self.set_awake(key, fields.awake)
    }

    /// Gives a topic its turn when new cards are introduced.
    pub fn set_place(&self, key: TopicKey, place: i64) -> Result<()> {
        self.connection.prepare_cached("UPDATE topic SET place = ?2 WHERE key = ?1")?.execute((key.0, place))?;
        Ok(())
    }

    /// Wakes a topic with its cards, or puts it to sleep.
    pub fn set_awake(&self, key: TopicKey, awake: bool) -> Result<()> {
        let changed = self
            .connection
            .prepare_cached("UPDATE topic SET awake = ?2 WHERE key = ?1 AND awake <> ?2")?
            .execute((key.0, awake))?;
        if changed > 0 {
            self.connection.prepare_cached("UPDATE item SET awake = ?2 WHERE topic = ?1")?.execute((key.0, awake))?;
        }
        Ok(())
    }

    /// Writes where the cards of a topic come from: a deck of the user's before a shipped one, neither for a bare line.
    ///
    /// The files in `own` are written through drill itself and count for neither.
    pub fn set_origin(&self, key: TopicKey, own: &[String]) -> Result<()> {
        let sql = "SELECT coalesce(max(NOT shipped), 0), coalesce(max(shipped), 0) FROM item \
             JOIN deck_file ON deck_file.key = item.file WHERE item.topic = ?1 AND deck_file.path NOT IN (?2, ?3)";
        let path = |at: usize| own.get(at).map_or("", String::as_str);
        let (deck, shipped): (bool, bool) = self
            .connection
            .prepare_cached(sql)?
            .query_row((key.0, path(0), path(1)), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let origin = match (deck, shipped) {
            (true, _) => Some(Origin::Deck),
            (false, true) => Some(Origin::Shipped),
            (false, false) => None,
        };
        // A topic whose cards were all edited by the user keeps the origin it had.
        let own_cards: u32 = self
            .connection
            .prepare_cached("SELECT count(*) FROM item WHERE topic = ?1 AND file IS NOT NULL")?
            .query_row([key.0], |row| row.get(0))?;
        let origin = match origin {
            None if own_cards > 0 => return Ok(()),
            None => Origin::Tracker,
            Some(origin) => origin,
        };
        self.connection
            .prepare_cached("UPDATE topic SET origin = ?2 WHERE key = ?1")?
            .execute((key.0, origin.word()))?;
        Ok(())
    }

    /// Gives the cards of a topic its wakefulness.
    pub fn sync_awake(&self, key: TopicKey) -> Result<()> {
        let sql = "UPDATE item SET awake = (SELECT awake FROM topic WHERE key = ?1) \
             WHERE topic = ?1 AND awake <> (SELECT awake FROM topic WHERE key = ?1)";
        self.connection.prepare_cached(sql)?.execute([key.0])?;
        Ok(())
    }

    /// True when some topic has this id.
    pub fn has_topic_id(&self, id: &str) -> Result<bool> {
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM topic WHERE id = ?1")?;
        Ok(statement.exists([id])?)
    }

    /// Writes the state of a box.
    pub fn set_box(&self, key: TopicKey, state: BoxState, opened: bool) -> Result<()> {
        let sql = "UPDATE topic SET box = ?2, opened = ?3 WHERE key = ?1";
        self.connection.prepare_cached(sql)?.execute((key.0, state.word(), opened))?;
        Ok(())
    }

    /// Moves the counts of a topic by what one counted answer to a card of it changed.
    pub fn count_answer(&self, key: TopicKey, core: bool, before: &Memory, after: &Memory) -> Result<()> {
        let sql = "UPDATE topic SET seen = seen + ?3, learned = learned + ?4, \
             basis_seen = basis_seen + ?3 * (?2 OR core = 0), basis_learned = basis_learned + ?4 * (?2 OR core = 0), \
             basis_firm = basis_firm + ?5 * (?2 OR core = 0) WHERE key = ?1";
        let more = |is: fn(&Memory) -> bool| i64::from(is(after)) - i64::from(is(before));
        let changes = (more(|it| it.seen.is_some()), more(Memory::is_learned), more(Memory::is_firm));
        self.connection.prepare_cached(sql)?.execute((key.0, core, changes.0, changes.1, changes.2))?;
        Ok(())
    }

    /// Counts the cards of a topic anew.
    pub fn recount(&self, key: TopicKey) -> Result<()> {
        let sql = format!(
            "UPDATE topic SET (cards, core, seen, learned, basis, basis_seen, basis_learned, basis_firm) = ({COUNTED}) \
             WHERE key = ?1"
        );
        self.connection.prepare_cached(&sql)?.execute([key.0])?;
        Ok(())
    }

    /// What [`Store::recount`] would write: what `doctor` compares.
    pub fn counted(&self, key: TopicKey) -> Result<Counts> {
        Ok(self.connection.prepare_cached(COUNTED)?.query_row([key.0], |row| counts(row, 0))?)
    }
}

fn topic(row: &Row<'_>) -> Result<TopicStanding> {
    let origin: String = row.get(2)?;
    let state: String = row.get(5)?;
    let words = words(row, 15)?;
    Ok(TopicStanding {
        key: TopicKey(row.get(0)?),
        id: TopicId::new(row.get::<_, String>(1)?),
        section: words.section,
        title: words.title,
        heading: words.heading,
        origin: Origin::from_word(&origin).ok_or(Error::Strange { what: "an origin", value: origin })?,
        place: row.get(3)?,
        awake: row.get(4)?,
        state: BoxState::from_word(&state).ok_or(Error::Strange { what: "a box", value: state })?,
        opened: row.get(6)?,
        counts: counts(row, 7)?,
    })
}

/// Eight counts from a column on, in the order of [`COUNTED`].
fn counts(row: &Row<'_>, from: usize) -> rusqlite::Result<Counts> {
    Ok(Counts {
        cards: row.get(from)?,
        core: row.get(from + 1)?,
        seen: row.get(from + 2)?,
        learned: row.get(from + 3)?,
        basis: row.get(from + 4)?,
        basis_seen: row.get(from + 5)?,
        basis_learned: row.get(from + 6)?,
        basis_firm: row.get(from + 7)?,
    })
}
