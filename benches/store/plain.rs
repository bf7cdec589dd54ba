//! The same work by hand: the SQL that answers the question, the `stat` of the same files, nothing else.

use std::{
    collections::HashMap,
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use drill::model::Day;
use rusqlite::{Connection, OpenFlags, Row, types::Value};

use super::{
    home::{self, Filled},
    meter::Took,
};

const SCHEMA: &str = include_str!("../../src/store/migrations/0001_init.sql");
const ITEM: &str = "SELECT item.*, topic.id, topic.section, topic.title, topic.promise FROM item \
    JOIN topic ON topic.key = item.topic";
const WAITING: &str = "awake = 1 AND suspended = 0 AND parked = 0 AND kind IN ('card', 'followup')";

fn database(root: &Path) -> PathBuf {
    root.join("drill.db")
}

fn open(root: &Path) -> Connection {
    let connection = Connection::open(database(root)).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    connection
}

/// Reads every column of every row, as a program that uses them must.
pub(crate) fn rows(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Vec<Vec<Value>> {
    let mut statement = connection.prepare_cached(sql).unwrap();
    let width = statement.column_count();
    let read = |row: &Row<'_>| (0..width).map(|at| row.get(at)).collect();
    statement.query_map(values, read).unwrap().map(Result::unwrap).collect()
}

fn number(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> i64 {
    connection.prepare_cached(sql).unwrap().query_row(values, |row| row.get(0)).unwrap()
}

/// True when every deck file below the added folders is as it was last read, and the tracker too.
fn is_unchanged(connection: &Connection, root: &Path) -> bool {
    let known = known_files(connection);
    let tracker = fs::metadata(root.join("tracker.md")).unwrap();
    rows(connection, "SELECT name, value FROM meta", []).len() > 1
        && black_box(tracker).is_file()
        && decks_are(connection, root, &known)
}

fn known_files(connection: &Connection) -> HashMap<String, (i64, i64)> {
    let mut statement = connection.prepare_cached("SELECT path, size, mtime FROM deck_file WHERE NOT shipped").unwrap();
    let read = |row: &Row<'_>| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)));
    statement.query_map([], read).unwrap().map(Result::unwrap).collect()
}

fn decks_are(connection: &Connection, root: &Path, known: &HashMap<String, (i64, i64)>) -> bool {
    let mut count = 0;
    let mut folders = vec![root.join("decks").to_string_lossy().into_owned()];
    let mut statement = connection.prepare_cached("SELECT path FROM deck_root").unwrap();
    folders.extend(statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap));
    for folder in folders {
        for (path, size, mtime) in home::stamps(Path::new(&folder)) {
            count += 1;
            if known.get(path.to_str().unwrap()) != Some(&(size.cast_signed(), mtime)) {
                return false;
            }
        }
    }
    count == known.len()
}

/// What waits today: sixty cards that are due, core cards first, fifteen new ones, an audit, and how many in all.
pub(crate) fn waiting(connection: &Connection, today: i32) {
    let due = format!(
        "{ITEM} WHERE item.key IN (SELECT key FROM item WHERE {WAITING} AND core = ?2 AND due <= ?1 \
                       ORDER BY due, topic, key LIMIT ?3)"
    );
    let mut found = rows(connection, &due, (today, 1, 60));
    let room = i64::try_from(60 - found.len()).unwrap();
    found.extend(rows(connection, &due, (today, 0, room)));
    black_box(found);
    let count = format!("SELECT count(*) FROM item WHERE {WAITING} AND due <= ?1 AND due IS NOT NULL");
    black_box(number(connection, &count, [today]));
    black_box(rows(
        connection,
        "SELECT * FROM answer JOIN log ON log.key = answer.entry WHERE answer.day = ?1",
        [today],
    ));
    black_box(rows(connection, "SELECT item FROM log WHERE day = ?1 AND kind = 'learn'", [today]));
    black_box(rows(connection, &format!("{ITEM} WHERE item.corrected = 1"), []));
    let open = "SELECT * FROM topic WHERE awake = 1 AND box <> 'claimed' AND basis_seen < basis \
                ORDER BY basis_seen = 0, place LIMIT 3";
    for topic in rows(connection, open, []) {
        let Value::Integer(key) = topic[0] else { panic!("a key is a number") };
        let new = format!(
            "{ITEM} WHERE item.key IN (SELECT key FROM item WHERE topic = ?1 AND seen IS NULL AND awake = 1 \
                           AND suspended = 0 AND parked = 0 AND kind = 'card' ORDER BY core DESC, place LIMIT 15)"
        );
        black_box(rows(connection, &new, [key]));
    }
    let audit = format!(
        "{ITEM} WHERE topic.box = 'claimed' AND topic.awake = 1 AND item.core = 1 AND item.seen IS NULL LIMIT 1"
    );
    black_box(rows(connection, &audit, []));
}

pub(crate) fn first_card(filled: &Filled) -> Took {
    let began = Instant::now();
    let connection = open(&filled.root);
    assert!(is_unchanged(&connection, &filled.root));
    waiting(&connection, filled.today.number());
    let sitting = "INSERT INTO sitting (at, day, seed) VALUES (0, ?1, 7)";
    connection.execute(sitting, [filled.today.number()]).unwrap();
    began.elapsed()
}

/// Opens the database without a trace, and compares the files.
pub(crate) fn look(root: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let name = format!("file:{}?immutable=1", database(root).display());
    let connection = Connection::open_with_flags(name, flags).unwrap();
    assert!(is_unchanged(&connection, root));
    connection
}

/// Answers `due` without a trace.
pub(crate) fn due(root: &Path, today: i32) {
    waiting(&look(root), today);
}

pub(crate) fn timed_due(filled: &Filled) -> Took {
    let began = Instant::now();
    due(&filled.root, filled.today.number());
    began.elapsed()
}

pub(crate) fn due_process(filled: &Filled, verb: &str) -> Took {
    let mut run = Command::new(std::env::current_exe().unwrap());
    run.arg(verb).arg(&filled.root).arg(filled.today.number().to_string());
    self::run(&mut run)
}

pub(crate) fn run(command: &mut Command) -> Took {
    let began = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap();
    let took = began.elapsed();
    assert!(status.success(), "{command:?}");
    took
}

/// Which card is graded on which day: each when it is due, about fifty a day.
pub(crate) struct Turns {
    due: Vec<(i64, i32)>,
    today: Day,
    at: usize,
}

impl Turns {
    pub(crate) fn of(filled: &Filled) -> Self {
        let connection = Connection::open(database(&filled.root)).unwrap();
        let mut statement =
            connection.prepare("SELECT key, due FROM item WHERE due IS NOT NULL ORDER BY due, key").unwrap();
        let due = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
        Self { due, today: filled.today, at: 0 }
    }

    pub(crate) fn next(&mut self) -> (i64, Day) {
        let (item, due) = self.due[self.at % self.due.len()];
        let round = i64::try_from(self.at / self.due.len()).unwrap() * 100_000;
        let day = self.today.plus(i64::try_from(self.at / 50).unwrap());
        self.at += 1;
        (item, day.max(Day::from_number(due).unwrap()).plus(round))
    }
}

pub(crate) struct Grading {
    connection: Connection,
    turns: Turns,
}

impl Grading {
    pub(crate) fn new(filled: &Filled) -> Self {
        Self { connection: open(&filled.root), turns: Turns::of(filled) }
    }

    /// One bare transaction of the statements that a grade needs.
    pub(crate) fn grade(&mut self) -> Took {
        let (item, day) = self.turns.next();
        let day = day.number();
        let began = Instant::now();
        let connection = &self.connection;
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        let before = rows(connection, &format!("{ITEM} WHERE item.key = ?1"), [item]);
        let Value::Integer(topic) = before[0][4] else { panic!("a topic is a number") };
        let counter = number(connection, "SELECT max(counter) + 1 FROM log", []);
        let device = number(connection, "SELECT key FROM device WHERE name = 'local'", []);
        let id = uuid::Uuid::new_v4();
        let entry = "INSERT INTO log (id, counter, at, offset, day, device, kind, item, grade, seconds) \
                     VALUES (?1, ?2, ?3, 0, ?4, ?5, 'grade', ?6, 4, 9)";
        let values = (id.as_bytes(), counter, counter, day, device, item);
        connection.prepare_cached(entry).unwrap().execute(values).unwrap();
        let key = connection.last_insert_rowid();
        let answer = "INSERT INTO answer (entry, item, day, kind, grade, seconds, first, said) VALUES (?1, ?2, ?3, 0, 4, 9, 0, 9000)";
        connection.prepare_cached(answer).unwrap().execute((key, item, day)).unwrap();
        let memory = "UPDATE item SET repetitions = repetitions + 1, interval = ?2, ease = 250, due = ?3, seen = ?4, \
                      stability = 40, difficulty = 5, corrected = 0, revision = revision + 1 WHERE key = ?1";
        connection.prepare_cached(memory).unwrap().execute((item, 30, day + 30, day)).unwrap();
        let counts =
            "UPDATE topic SET seen = seen + 0, learned = learned + 1, basis_learned = basis_learned + 1 WHERE key = ?1";
        connection.prepare_cached(counts).unwrap().execute([topic]).unwrap();
        black_box(rows(connection, "SELECT * FROM topic WHERE key = ?1", [topic]));
        black_box(rows(connection, &format!("{ITEM} WHERE item.key = ?1"), [item]));
        let done = "SELECT answer.item, answer.grade, answer.seconds, log.counter, answer.first FROM answer \
                    JOIN log ON log.key = answer.entry WHERE answer.day = ?1 ORDER BY log.counter";
        black_box(rows(connection, done, [day]));
        black_box(rows(connection, "SELECT item FROM log WHERE day = ?1 AND kind = 'learn'", [day]));
        connection.execute_batch("COMMIT").unwrap();
        began.elapsed()
    }
}

pub(crate) struct Reloading<'a> {
    filled: &'a Filled,
    connection: Connection,
}

impl<'a> Reloading<'a> {
    pub(crate) fn new(filled: &'a Filled) -> Self {
        Self { filled, connection: open(&filled.root) }
    }

    pub(crate) fn reload(&mut self) -> Took {
        let began = Instant::now();
        assert!(decks_are(&self.connection, &self.filled.root, &known_files(&self.connection)));
        began.elapsed()
    }
}

/// The rows that a first load writes, table by table in the order in which they may be written.
pub(crate) struct Rows(Vec<(&'static str, String, Vec<Vec<Value>>)>);

impl Rows {
    pub(crate) fn of(filled: &Filled) -> Self {
        let connection = Connection::open(database(&filled.root)).unwrap();
        let of_decks = |table: &'static str, condition: &str| {
            let (columns, places) = columns(table);
            let sql = format!("SELECT {columns} FROM {table} WHERE {condition}");
            (table, format!("INSERT INTO {table} ({columns}) VALUES ({places})"), rows(&connection, &sql, []))
        };
        Self(vec![
            of_decks("topic", "origin = 'deck'"),
            of_decks("deck_file", "NOT shipped"),
            of_decks("item", "file IN (SELECT key FROM deck_file WHERE NOT shipped)"),
        ])
    }
}

/// The columns that a deck decides.
fn columns(table: &str) -> (&'static str, String) {
    let columns = match table {
        "topic" => {
            "key, id, section, title, promise, section_name, title_name, origin, place, awake, cards, core, basis"
        }
        "deck_file" => "key, path, shipped, size, mtime, hash, problems",
        _ => {
            "key, id, explicit, kind, topic, file, line, place, family, form, question, answer, note, source, tags, core, awake"
        }
    };
    let count = columns.split(',').count();
    (columns, (1..=count).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", "))
}

/// Reads the same files and writes the same rows in one transaction.
pub(crate) fn first_load(filled: &Filled, rows: &Rows) -> Took {
    let folder = tempfile::tempdir().unwrap();
    let connection = open(folder.path());
    connection.execute_batch(SCHEMA).unwrap();
    let began = Instant::now();
    for (path, ..) in home::stamps(&filled.decks) {
        black_box(fs::read_to_string(path).unwrap());
    }
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    for (_, sql, rows) in &rows.0 {
        let mut statement = connection.prepare_cached(sql).unwrap();
        for row in rows {
            statement.execute(rusqlite::params_from_iter(row)).unwrap();
        }
    }
    connection.execute_batch("COMMIT").unwrap();
    began.elapsed()
}
