//! A long history, simulated and written in bulk so that every fold of the log comes out as it stands.

use chrono::DateTime;
use drill::{
    model::{Day, Grade, Memory, Trace},
    schedule::{self, fsrs},
};
use rand::{Rng, RngExt, SeedableRng, rngs::ChaCha8Rng};
use rusqlite::Connection;

/// One answer, on a day counted from the common era.
struct Answer {
    day: i32,
    item: i64,
    grade: u8,
    kind: u8,
    first: bool,
    /// What drill keeps of its prediction, in ten-thousandths.
    said: Option<u32>,
}

/// What the answers of a card come to.
struct Ended {
    item: i64,
    memory: Memory,
    trace: Option<Trace>,
}

struct Topic {
    key: i64,
    /// Its cards in their order, with whether they are core.
    cards: Vec<(i64, bool)>,
    fate: Fate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Never begun.
    Fresh,
    /// Ticked by hand, a third of it tested since.
    Claimed,
    /// Every card answered, one of them failed at last.
    Open,
    /// Every card learned.
    Earned,
}

impl Fate {
    fn of(topic: usize) -> Self {
        match topic % 50 {
            7 => Self::Claimed,
            19 | 39 => Self::Fresh,
            at if at % 3 == 0 => Self::Open,
            _ => Self::Earned,
        }
    }
}

/// Writes so many answers, up to yesterday, to the cards of the decks that a person added.
pub(crate) fn write(connection: &Connection, today: Day, answers: usize) {
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;").unwrap();
    let topics = topics(connection);
    let seen: usize = topics.iter().map(|topic| seen_of(topic).len()).sum();
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let mut log = Vec::with_capacity(answers);
    let mut memories = Vec::with_capacity(seen);
    let mut left = (answers, seen);
    for topic in &topics {
        for (at, (item, _)) in seen_of(topic).iter().enumerate() {
            let share = left.0 / left.1;
            left = (left.0 - share, left.1 - 1);
            let failed = topic.fate == Fate::Open && at == 0;
            memories.push(simulate(&mut log, *item, share, failed, today, &mut dice));
        }
    }
    log.sort_by_key(|answer| answer.day);
    connection.execute_batch("BEGIN").unwrap();
    let indexes = drop_indexes(connection);
    write_log(connection, &log);
    write_memories(connection, &memories);
    for index in indexes {
        connection.execute_batch(&index).unwrap();
    }
    write_boxes(connection, &topics, today, log.first().map_or(today.number(), |answer| answer.day));
    connection.execute_batch(RECOUNT).unwrap();
    connection.execute_batch("COMMIT; PRAGMA wal_checkpoint (TRUNCATE);").unwrap();
}

fn topics(connection: &Connection) -> Vec<Topic> {
    let sql = "SELECT topic.key, item.key, item.core FROM topic JOIN item ON item.topic = topic.key \
               WHERE topic.origin = 'deck' ORDER BY topic.key, item.place";
    let mut statement = connection.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut topics: Vec<Topic> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let key = row.get(0).unwrap();
        if topics.last().is_none_or(|topic| topic.key != key) {
            topics.push(Topic { key, cards: Vec::new(), fate: Fate::of(topics.len()) });
        }
        topics.last_mut().unwrap().cards.push((row.get(1).unwrap(), row.get(2).unwrap()));
    }
    topics
}

/// The cards of a topic that were answered.
fn seen_of(topic: &Topic) -> &[(i64, bool)] {
    match topic.fate {
        Fate::Fresh => &[],
        Fate::Claimed => &topic.cards[..topic.cards.len() / 3],
        Fate::Open | Fate::Earned => &topic.cards,
    }
}

/// Answers a card `count` times, each time near its due day, and moves it all so that it ends before today.
fn simulate(log: &mut Vec<Answer>, item: i64, count: usize, failed: bool, today: Day, dice: &mut impl Rng) -> Ended {
    let begin = log.len();
    let mut memory = Memory::NEW;
    let mut trace: Option<Trace> = None;
    let mut day = Day::from_number(700_000).unwrap();
    for at in 0..count {
        // Two good answers at the end make it learned.
        let grade = match dice.random_range(0..10) {
            _ if at + 1 == count && failed => 1,
            0 | 1 if at + 2 < count => dice.random_range(0..3),
            2 => 3,
            3 => 5,
            _ => 4,
        };
        let first = memory.seen.is_none();
        let outcome = schedule::answer(&memory, Grade::new(grade).unwrap(), day);
        memory = outcome.memory;
        let said = trace.filter(|it| it.last < day).map(|it| (fsrs::recall(&it, day) * 10_000.0).round() as u32);
        trace = Some(fsrs::after(trace, Grade::new(grade).unwrap(), day));
        log.push(Answer { day: day.number(), item, grade, kind: outcome.kind as u8, first, said });
        let again = grade < 3 && at + 3 < count;
        day = if again { day } else { memory.due.unwrap().plus(dice.random_range(0..2)) };
    }
    // Most wait for a day to come, one in twenty is overdue.
    let interval = i64::from(memory.interval);
    let ago =
        if dice.random_range(0..20) == 0 { interval + dice.random_range(0..5) } else { dice.random_range(0..interval) };
    let shift = today.plus(-ago - 1).since(memory.seen.unwrap());
    for answer in &mut log[begin..] {
        answer.day += i32::try_from(shift).unwrap();
    }
    let moved = |day: Option<Day>| day.map(|day| day.plus(shift));
    Ended { item, memory: Memory { due: moved(memory.due), seen: moved(memory.seen), ..memory }, trace }
}

/// Takes the indexes away while rows are written in bulk; the statements that make them again.
fn drop_indexes(connection: &Connection) -> Vec<String> {
    let sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL \
               AND tbl_name IN ('log', 'answer', 'item')";
    let mut statement = connection.prepare(sql).unwrap();
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let found: Vec<(String, String)> = found.map(Result::unwrap).collect();
    for (name, _) in &found {
        connection.execute_batch(&format!("DROP INDEX {name}")).unwrap();
    }
    found.into_iter().map(|(_, sql)| sql).collect()
}

fn write_log(connection: &Connection, log: &[Answer]) {
    let (key, counter) = last_entry(connection);
    connection.execute("INSERT INTO device (name) VALUES ('local') ON CONFLICT DO NOTHING", []).unwrap();
    let device = "(SELECT key FROM device WHERE name = 'local')";
    let mut entry = connection
        .prepare(&format!(
            "INSERT INTO log (key, id, counter, at, offset, day, device, kind, item, grade, seconds) \
             VALUES (?1, ?2, ?3, ?4, 0, ?5, {device}, 'grade', ?6, ?7, 9)"
        ))
        .unwrap();
    let mut answer = connection
        .prepare(
            "INSERT INTO answer (entry, item, day, kind, grade, seconds, first, said) \
             VALUES (?1, ?2, ?3, ?4, ?5, 9, ?6, ?7)",
        )
        .unwrap();
    for (at, it) in (1..).zip(log) {
        let (key, counter): (i64, i64) = (key + at, counter + at);
        entry.execute((key, id(counter), counter, micros(it.day), it.day, it.item, it.grade)).unwrap();
        answer.execute((key, it.item, it.day, it.kind, it.grade, it.first, it.said)).unwrap();
    }
}

fn last_entry(connection: &Connection) -> (i64, i64) {
    let sql = "SELECT coalesce(max(key), 0), coalesce(max(counter), 0) FROM log";
    connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

/// Ids in rising order: they only have to differ.
fn id(counter: i64) -> [u8; 16] {
    u128::from(counter.unsigned_abs()).to_be_bytes()
}

/// Nine in the morning of a day.
fn micros(day: i32) -> i64 {
    let date = Day::from_number(day).unwrap().date();
    date.and_hms_opt(9, 0, 0).unwrap().and_utc().signed_duration_since(DateTime::UNIX_EPOCH).num_microseconds().unwrap()
}

fn write_memories(connection: &Connection, memories: &[Ended]) {
    let sql = "UPDATE item SET repetitions = ?2, interval = ?3, ease = ?4, due = ?5, lapses = ?6, seen = ?7, \
               stability = ?8, difficulty = ?9 WHERE key = ?1";
    let mut statement = connection.prepare(sql).unwrap();
    for Ended { item, memory, trace } in memories {
        let (due, seen) = (memory.due.map(Day::number), memory.seen.map(Day::number));
        let Memory { repetitions, interval, ease, lapses, .. } = memory;
        let (stability, difficulty) = (trace.map(|it| it.stability), trace.map(|it| it.difficulty));
        let values = (item, repetitions, interval, ease.hundredths(), due, lapses, seen, stability, difficulty);
        statement.execute(values).unwrap();
    }
}

/// What the log says of the boxes: claims before all answers, earned boxes after them.
fn write_boxes(connection: &Connection, topics: &[Topic], today: Day, first: i32) {
    let (mut key, mut counter) = last_entry(connection);
    let sql = "INSERT INTO log (key, id, counter, at, offset, day, device, kind, topic, target, detail) \
               VALUES (?1, ?2, ?3, ?4, 0, ?5, 1, ?6, ?7, ?8, ?9)";
    let mut entry = connection.prepare(sql).unwrap();
    let mut set = connection.prepare("UPDATE topic SET box = ?2 WHERE key = ?1").unwrap();
    for topic in topics {
        let last = || topic.cards.iter().rfind(|(_, core)| *core).map(|(item, _)| last_review(connection, *item));
        let (word, state, day, cause, detail) = match topic.fate {
            Fate::Claimed => ("claim", "claimed", first - 1, None, Some("{}")),
            Fate::Earned => ("earned", "earned", today.number() - 1, last(), None),
            Fate::Fresh | Fate::Open => continue,
        };
        key += 1;
        counter += 1;
        entry.execute((key, id(counter), counter, micros(day), day, word, topic.key, cause, detail)).unwrap();
        set.execute((topic.key, state)).unwrap();
    }
}

fn last_review(connection: &Connection, item: i64) -> [u8; 16] {
    let sql = "SELECT log.id FROM log JOIN answer ON answer.entry = log.key WHERE log.key = \
               (SELECT max(entry) FROM answer WHERE item = ?1 AND kind = 0)";
    connection.prepare_cached(sql).unwrap().query_row([item], |row| row.get(0)).unwrap()
}

const RECOUNT: &str = "
    UPDATE topic SET (cards, core, seen, learned, basis, basis_seen, basis_learned, basis_firm) = (
        SELECT count(*), coalesce(sum(core), 0), count(seen), coalesce(sum(repetitions >= 2), 0),
               coalesce(sum(on_it), 0), count(iif(on_it, seen, NULL)),
               coalesce(sum(on_it AND repetitions >= 2), 0), coalesce(sum(on_it AND repetitions >= 3), 0)
        FROM (SELECT core, seen, repetitions, core = max(core) OVER () AS on_it
              FROM item WHERE topic = topic.key AND parked = 0 AND kind = 'card'))";
