//! The live answers with their kinds: a cache of the log.

use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::{Error, LoggedAnswer, Result, Store, words::SHOWN};
use crate::model::{AnswerKind, Day, EntryId, Grade, ItemKey, TodayAnswer, TopicKey};

impl Store {
    /// Adds a live answer to the cache, with what was predicted before it: the chance of recall in ten-thousandths.
    pub fn add_answer(&self, answer: &LoggedAnswer, kind: AnswerKind, first: bool, said: Option<u32>) -> Result<()> {
        let sql = "INSERT INTO answer (entry, item, day, kind, grade, seconds, first, said) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.connection.prepare_cached(sql)?.execute((
            answer.key,
            answer.item.0,
            answer.day.number(),
            kind as u8,
            answer.grade.number(),
            answer.seconds,
            first,
            said,
        ))?;
        Ok(())
    }

    /// Removes the answers of an item from the cache, before they are folded anew.
    pub fn forget_answers(&self, item: ItemKey) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM answer WHERE item = ?1")?.execute([item.0])?;
        Ok(())
    }

    /// The cached answers of an item with their kinds, in the order of the fold.
    pub fn answers_of(&self, item: ItemKey) -> Result<Vec<(LoggedAnswer, AnswerKind)>> {
        let sql = "SELECT answer.entry, log.id, answer.item, log.at, log.offset, answer.day, log.counter, answer.grade, \
             answer.seconds, answer.kind FROM answer JOIN log ON log.key = answer.entry WHERE answer.item = ?1 \
             ORDER BY log.day, log.counter, log.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([item.0])?;
        let mut answers = Vec::new();
        while let Some(row) = rows.next()? {
            answers.push((super::log::logged_answer(row)?, kind(row.get(9)?)?));
        }
        Ok(answers)
    }

    /// How many answers to an item on a day were below a grade.
    pub fn failures_on(&self, item: ItemKey, day: Day, bar: Grade) -> Result<usize> {
        let sql = "SELECT count(*) FROM answer WHERE item = ?1 AND day = ?2 AND grade < ?3";
        let values = (item.0, day.number(), bar.number());
        let count: i64 = self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// How many answers an item has.
    pub fn answer_count(&self, item: ItemKey) -> Result<u32> {
        let mut statement = self.connection.prepare_cached("SELECT count(*) FROM answer WHERE item = ?1")?;
        Ok(statement.query_row([item.0], |row| row.get(0))?)
    }

    /// How many answers each item has that has any.
    pub fn answer_counts(&self) -> Result<std::collections::HashMap<ItemKey, u32>> {
        let mut statement = self.connection.prepare_cached("SELECT item, count(*) FROM answer GROUP BY item")?;
        let rows = statement.query_map([], |row| Ok((ItemKey(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What was answered and learned on a day, in the order of the log; a mock or a telling is no card of a sitting.
    pub fn answers_on(&self, day: Day) -> Result<Vec<TodayAnswer>> {
        let sql = "SELECT answer.item, answer.grade, answer.seconds, log.counter, answer.first \
             FROM answer JOIN log ON log.key = answer.entry WHERE answer.day = ?1 AND log.kind NOT IN ('mock', 'telling') \
             ORDER BY log.counter, log.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([day.number()])?;
        let mut answers = Vec::new();
        while let Some(row) = rows.next()? {
            let grade: u8 = row.get(1)?;
            answers.push(TodayAnswer {
                item: ItemKey(row.get(0)?),
                grade: Some(Grade::new(grade).ok_or(Error::Strange { what: "a grade", value: grade.to_string() })?),
                seconds: row.get(2)?,
                counter: row.get::<_, i64>(3)?.cast_unsigned(),
                first: row.get(4)?,
            });
        }
        answers.extend(self.learned_on(day)?);
        answers.sort_by_key(|answer| answer.counter);
        Ok(answers)
    }

    fn learned_on(&self, day: Day) -> Result<Vec<TodayAnswer>> {
        let sql = "SELECT item, id, counter FROM log WHERE day = ?1 AND kind = 'learn' AND item IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([day.number()], |row| {
            Ok((ItemKey(row.get(0)?), EntryId(Uuid::from_bytes(row.get(1)?)), row.get::<_, i64>(2)?.cast_unsigned()))
        })?;
        let mut learned = Vec::new();
        for row in rows {
            let (item, id, counter) = row?;
            if self.is_live(id)? {
                learned.push(TodayAnswer { item, grade: None, seconds: 0, counter, first: false });
            }
        }
        Ok(learned)
    }

    /// The counted answers to the cards of a topic's basis, in the order of the fold: item, passed or not, entry.
    pub fn basis_reviews(&self, topic: TopicKey) -> Result<Vec<(ItemKey, bool, LoggedAnswer)>> {
        let sql = "SELECT answer.entry, log.id, answer.item, log.at, log.offset, answer.day, log.counter, answer.grade, \
             answer.seconds FROM item JOIN answer ON answer.item = item.key JOIN log ON log.key = answer.entry \
             WHERE item.topic = ?1 AND item.parked = 0 AND item.kind = 'card' AND answer.kind = 0 \
             AND item.core = (SELECT max(core) FROM item WHERE topic = ?1 AND parked = 0 AND kind = 'card') \
             ORDER BY log.day, log.counter, log.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([topic.0])?;
        let mut reviews = Vec::new();
        while let Some(row) = rows.next()? {
            let answer = super::log::logged_answer(row)?;
            reviews.push((answer.item, answer.grade.passes(), answer));
        }
        Ok(reviews)
    }

    /// How often each grade was given to the cards of each section and topic from `first` to `last`, both included, in
    /// the order in which they first came.
    pub fn grades_by_topic(&self, first: Day, last: Day) -> Result<Vec<(String, String, [u32; 6])>> {
        let sql = format!(
            "SELECT {SHOWN}, sum(grade = 0), sum(grade = 1), sum(grade = 2), sum(grade = 3), sum(grade = 4), \
             sum(grade = 5) FROM answer INDEXED BY answer_on_day \
             CROSS JOIN item INDEXED BY item_topic ON item.key = answer.item AND item.kind = 'card' \
             JOIN topic ON topic.key = item.topic WHERE day BETWEEN ?1 AND ?2 GROUP BY 1, 2 ORDER BY min(answer.entry)"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([first.number(), last.number()], |row| {
            let mut grades = [0; 6];
            for (at, count) in grades.iter_mut().enumerate() {
                *count = row.get(2 + at)?;
            }
            Ok((row.get(0)?, row.get(1)?, grades))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The latest day on which anything was answered.
    pub fn last_answer_day(&self) -> Result<Option<Day>> {
        let mut statement = self.connection.prepare_cached("SELECT max(day) FROM answer")?;
        let day: Option<i32> = statement.query_row([], |row| row.get(0)).optional()?.flatten();
        Ok(day.and_then(Day::from_number))
    }
}

fn kind(number: u8) -> Result<AnswerKind> {
    match number {
        0 => Ok(AnswerKind::Review),
        1 => Ok(AnswerKind::Practice),
        2 => Ok(AnswerKind::Again),
        _ => Err(Error::Strange { what: "a kind of answer", value: number.to_string() }),
    }
}
