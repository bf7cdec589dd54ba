//! Reading the decks: which files changed, which of their cards are known, what is new and what has gone.

use std::path::{Path, PathBuf};

use super::{News, Paths, Result, Writer, marks, mocks};
use crate::deck::{
    self, Problem, ProblemKind, Severity,
    load::fingerprint,
    parse::Parsed,
    walk::{DeckFile, WalkError},
};
use crate::store::{FileRow, Store};

mod adopt;

/// The decks a user writes through drill itself: they wake no topic by being there.
pub(super) const OWN_FILES: [&str; 2] = ["edits.md", "own.md"];

/// True when a deck file, or the decks in the program, differ from what was last read.
pub fn is_stale(store: &Store, paths: &Paths) -> Result<bool> {
    Ok(!scan(store, paths)?.is_unchanged())
}

/// Reads the decks that changed; one transaction, nothing if nothing changed.
pub fn refresh(writer: &Writer<'_>, paths: &Paths) -> Result<News> {
    let found = scan(writer.store, paths)?;
    let mut news = News {
        notes: Vec::new(),
        troubles: found.troubles.iter().map(|trouble| format!("{trouble}; {AWAY}")).collect(),
    };
    if !found.touched.is_empty() {
        writer.store.touch_deck_files(&found.touched)?;
    }
    if !found.is_unchanged() {
        news.extend(writer.store.transaction(|_| take(writer, paths, found))?);
    }
    Ok(news)
}

/// The time of a file that could not be read: none has it, so the file counts as changed.
const UNREAD: i64 = i64::MIN;

/// What the added folders hide: those that are not there, and what in them cannot be looked into.
pub fn out_of_reach(store: &Store, paths: &Paths) -> Result<Vec<String>> {
    let found = scan(store, paths)?;
    Ok(found.troubles.iter().map(|trouble| format!("{trouble}; {AWAY}")).collect())
}

/// What to do about a folder that is away.
const AWAY: &str = "its cards stay; put it back, or `drill deck remove` it";

/// What a look at all deck files tells, unread.
struct Scan {
    shipped: bool,
    changed: Vec<DeckFile>,
    /// Files with another time and the same content: their place in the store, and the time.
    touched: Vec<(i64, i64)>,
    gone: Vec<FileRow>,
    /// The others, as they were last read.
    rows: Vec<FileRow>,
    /// Where the user's scenarios lie, with what tells that one changed; none if none did.
    scenarios: Option<(Vec<PathBuf>, String)>,
    troubles: Vec<WalkError>,
}

impl Scan {
    fn is_unchanged(&self) -> bool {
        self.holds_decks_still() && self.scenarios.is_none()
    }

    fn holds_decks_still(&self) -> bool {
        !self.shipped && self.changed.is_empty() && self.gone.is_empty()
    }
}

fn scan(store: &Store, paths: &Paths) -> Result<Scan> {
    let rows = store.deck_files()?;
    let known = store.meta(marks::SHIPPED)?;
    let shipped = known != Some(deck::load::shipped_fingerprint().to_string());
    let mut troubles = Vec::new();
    let mut files: Vec<(String, DeckFile)> = Vec::new();
    let mut scenarios: Vec<DeckFile> = Vec::new();
    let mut unreachable: Vec<PathBuf> = Vec::new();
    let roots = roots(store, paths)?;
    for root in &roots {
        let found = deck::walk::walk(root);
        scenarios.extend(found.scenarios.files);
        for trouble in found.decks.problems {
            // The home's own folder may not be there yet; anything else that cannot be reached is said, and its
            // cards stay as they are: a drive that is not plugged in takes nothing away.
            if *root != paths.decks {
                unreachable.push(root.clone());
                troubles.push(trouble);
            }
        }
        files.extend(found.decks.files.into_iter().map(|file| (file.path.to_string_lossy().into_owned(), file)));
    }
    // In the order of the rows, and a file below two roots once.
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files.dedup_by(|one, other| one.0 == other.0);
    let reachable = |row: &FileRow| !unreachable.iter().any(|root| Path::new(&row.path).starts_with(root));
    let is_gone = |row: &FileRow| {
        let present = || files.binary_search_by(|(name, _)| name.cmp(&row.path)).is_ok();
        !row.shipped && !present() && reachable(row)
    };
    let (gone, rows): (Vec<FileRow>, Vec<FileRow>) = rows.into_iter().partition(is_gone);
    let (mut changed, mut touched) = (Vec::new(), Vec::new());
    for (name, file) in files {
        match row_of(&rows, &name).filter(|row| row.size == file.size) {
            Some(row) if row.mtime == file.mtime_ns => {}
            Some(row) if holds_still(row, &file) => touched.push((row.key, file.mtime_ns)),
            _ => changed.push(file),
        }
    }
    let mark = mocks::files::mark(&deck::scenario::settled(scenarios));
    let scenarios = (store.meta(marks::SCENARIOS)?.as_ref() != Some(&mark)).then_some((roots, mark));
    Ok(Scan { shipped, changed, touched, gone, rows, scenarios, troubles })
}

/// True when a file was only touched, as by a checkout or a restored backup: its bytes are those that were read.
fn holds_still(row: &FileRow, file: &DeckFile) -> bool {
    deck::load::read(&file.path).is_ok_and(|read| fingerprint(read.text.as_bytes()) == row.hash)
}

/// The row of a path among rows in their order.
fn row_of<'a>(rows: &'a [FileRow], path: &str) -> Option<&'a FileRow> {
    rows.binary_search_by(|row| row.path.as_str().cmp(path)).ok().map(|at| &rows[at])
}

/// The folders and files that hold the user's decks: his home's own, then those he added.
pub(super) fn roots(store: &Store, paths: &Paths) -> Result<Vec<PathBuf>> {
    let mut roots = vec![paths.decks.clone()];
    roots.extend(store.deck_roots()?);
    Ok(roots)
}

/// A deck file that was read.
pub(super) struct Source {
    /// Its place in the store.
    pub(super) key: i64,
    /// Its path, or the name of a shipped deck.
    pub(super) path: String,
    pub(super) shipped: bool,
    pub(super) parsed: Parsed,
}

fn take(writer: &Writer<'_>, paths: &Paths, mut found: Scan) -> Result<News> {
    let mut news = News::default();
    if let Some((roots, mark)) = found.scenarios.take() {
        news.extend(mocks::files::read(writer, &roots)?);
        writer.store.set_meta(marks::SCENARIOS, &mark)?;
        // Rows of the tracker may be joined to others now.
        writer.store.forget_meta(marks::JOINED)?;
    }
    if !found.holds_decks_still() {
        news.extend(take_decks(writer, paths, found)?);
    }
    Ok(news)
}

fn take_decks(writer: &Writer<'_>, paths: &Paths, found: Scan) -> Result<News> {
    let store = writer.store;
    let mut news = News::default();
    let mut sources = Vec::new();
    for (name, text) in deck::load::shipped() {
        let parsed = deck::parse::parse(text, name.trim_end_matches(".md"));
        sources.push(keep(store, name, true, (text.len() as u64, 0), text, parsed)?);
    }
    let mut recheck: Vec<DeckFile> = Vec::new();
    for row in found.rows.iter().filter(|row| row.problems.contains("\"taken\":true")) {
        recheck.push(DeckFile { path: PathBuf::from(&row.path), size: row.size, mtime_ns: row.mtime });
    }
    recheck.retain(|file| !found.changed.contains(file));
    for file in found.changed.into_iter().chain(recheck) {
        let name = file.path.to_string_lossy().into_owned();
        match deck::load::read(&file.path) {
            Ok(read) => {
                let stem = file.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                let parsed = deck::parse_file(&read, &stem);
                sources.push(keep(store, &name, false, (file.size, file.mtime_ns), &read.text, parsed)?);
            }
            // A file that cannot be read keeps the cards it had, and is tried again at every run.
            Err(error) => {
                let known = row_of(&found.rows, &name).is_some_and(|row| row.problems.contains("\"unread\":true"));
                let problem = serde_json::json!([{
                    "line": 1, "col": 1, "message": error.to_string(), "hint": error.hint(), "unread": true,
                }]);
                let row = FileRow {
                    key: 0,
                    path: name,
                    shipped: false,
                    size: file.size,
                    mtime: UNREAD,
                    hash: 0,
                    problems: problem.to_string(),
                };
                store.put_deck_file(&row)?;
                if !known {
                    news.troubles.push(format!("{error}; {}", error.hint()));
                }
            }
        }
    }
    news.extend(adopt::adopt(writer, paths, &mut sources, &found.gone)?);
    for source in &sources {
        let lost: Vec<&Problem> =
            source.parsed.problems.iter().filter(|problem| problem.severity() == Severity::Error).collect();
        store.set_deck_problems(source.key, &as_json(&lost))?;
        news.troubles.extend(lost.iter().map(|problem| told(&source.path, problem)));
    }
    for row in &found.gone {
        store.remove_deck_file(row.key)?;
    }
    store.set_meta(marks::SHIPPED, &deck::load::shipped_fingerprint().to_string())?;
    // The tracker's lines may join other topics now.
    store.forget_meta(marks::JOINED)?;
    Ok(news)
}

fn keep(
    store: &Store,
    path: &str,
    shipped: bool,
    (size, mtime): (u64, i64),
    text: &str,
    parsed: Parsed,
) -> Result<Source> {
    let hash = fingerprint(text.as_bytes());
    let row = FileRow { key: 0, path: path.to_owned(), shipped, size, mtime, hash, problems: "[]".to_owned() };
    Ok(Source { key: store.put_deck_file(&row)?, path: path.to_owned(), shipped, parsed })
}

/// One problem in one line: place, what is wrong, what to do.
pub fn told(path: &str, problem: &Problem) -> String {
    format!("{path}:{}:{}: {}; {}", problem.line, problem.col, problem.what, problem.hint())
}

fn as_json(problems: &[&Problem]) -> String {
    let list: Vec<serde_json::Value> = problems
        .iter()
        .map(|problem| {
            serde_json::json!({
                "line": problem.line,
                "col": problem.col,
                "message": problem.what.to_string(),
                "hint": problem.hint(),
                "taken": matches!(problem.what, ProblemKind::IdTaken { .. }),
            })
        })
        .collect();
    serde_json::Value::Array(list).to_string()
}
