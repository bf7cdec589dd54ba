//! A home with decks and a long history, made quickly.

use std::{
    cell::Cell,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    time::{Duration, Instant},
};

use chrono::DateTime;
use drill::{
    cli::{self, Exit},
    clock::Clock,
    engine::{self, Paths},
    face::Face,
    model::{
        Day, Moment, Weight,
        view::{Notice, Reply, View},
    },
    world::{EnvEditor, Platform, World},
};
use rusqlite::Connection;
use tempfile::TempDir;

use super::{decks, history};

#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) files: usize,
    /// In each file.
    pub(crate) cards: usize,
    /// In all.
    pub(crate) answers: usize,
}

pub(crate) struct Filled {
    _folder: Option<TempDir>,
    pub(crate) root: PathBuf,
    pub(crate) decks: PathBuf,
    pub(crate) now: Moment,
    pub(crate) today: Day,
}

/// The moment at which all is measured.
pub(crate) const NOW: &str = "2026-03-01T09:00:00+00:00";

pub(crate) fn now() -> Moment {
    Moment { wall: DateTime::parse_from_rfc3339(NOW).unwrap(), mono: Duration::ZERO }
}

impl Filled {
    pub(crate) fn new(size: Size) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        Self { _folder: Some(folder), ..Self::in_folder(&path, size) }
    }

    /// A home that stays, to be looked at by hand.
    pub(crate) fn in_folder(folder: &Path, size: Size) -> Self {
        let (root, decks) = (folder.join("home"), folder.join("decks"));
        decks::write(&decks, size.files, size.cards);
        let filled = Self { _folder: None, root, decks, now: now(), today: "2026-03-01".parse().unwrap() };
        filled.run(&["drill", "deck", "add", filled.decks.to_str().unwrap()]);
        filled.run(&["drill", "tracker", "sync"]);
        let database = Paths::under(&filled.root).database;
        history::write(&Connection::open(database).unwrap(), filled.today, size.answers);
        filled
    }

    /// The same home once more, for measurements that write.
    pub(crate) fn copy(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("home");
        let paths = (Paths::under(&self.root), Paths::under(&root));
        fs::create_dir_all(&paths.1.decks).unwrap();
        fs::copy(paths.0.database, paths.1.database).unwrap();
        fs::copy(&paths.0.tracker, &paths.1.tracker).unwrap();
        // As old as the first, so that it is not taken for a changed one.
        let age = fs::metadata(&paths.0.tracker).unwrap().modified().unwrap();
        fs::File::options().write(true).open(&paths.1.tracker).unwrap().set_modified(age).unwrap();
        Self { _folder: Some(folder), root, decks: self.decks.clone(), ..*self }
    }

    /// What was filled in agrees with the log.
    pub(crate) fn assert_sound(&self) {
        let found = engine::doctor::examine(&self.root, self.now, false).unwrap();
        let wrong: Vec<_> = found.iter().filter(|finding| finding.weight > Weight::Fine).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    /// Runs a command line; how long it took until the first card was shown, if any was.
    pub(crate) fn run(&self, arguments: &[&str]) -> Option<Duration> {
        let shown = Rc::new(Cell::new(None));
        let mut world = World {
            opener: Box::new(Platform),
            home: self.root.clone(),
            clock: Rc::new(Still(self.now)),
            face: Box::new(Onlooker { shown: shown.clone() }),
            out: Box::new(Vec::new()),
            editor: Box::new(EnvEditor { command: None }),
            seed: Some(7),
            pace: 1,
            width: 80,
        };
        let began = Instant::now();
        let exit = cli::run(arguments.iter().map(Into::into), &mut world);
        assert_eq!(exit, Exit::Done, "{arguments:?}");
        shown.get().map(|at| at - began)
    }
}

struct Still(Moment);

impl Clock for Still {
    fn now(&self) -> Moment {
        self.0
    }

    fn wait(&self, _: &Moment) -> Duration {
        Duration::ZERO
    }
}

/// Notes when the first card is shown, and quits.
struct Onlooker {
    shown: Rc<Cell<Option<Instant>>>,
}

impl Face for Onlooker {
    fn ask(&mut self, _: &View, _: Option<Moment>) -> Reply {
        self.shown.set(self.shown.get().or_else(|| Some(Instant::now())));
        Reply::Quit
    }

    fn tell(&mut self, _: &Notice) {}

    fn say(&mut self, line: &str) {
        assert!(!line.starts_with("error") && !line.starts_with("warning"), "{line}");
    }

    fn is_terminal(&self) -> bool {
        false
    }

    fn pause(&mut self) {}

    fn resume(&mut self) {}
}

/// Every `*.md` below a folder with its size and time, as a look without reading tells.
pub(crate) fn stamps(folder: &Path) -> Vec<(PathBuf, u64, i64)> {
    let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).unwrap();
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let about = entry.metadata().unwrap();
        if about.is_file() {
            let mtime = since(about.modified().unwrap()).as_nanos();
            found.push((entry.path(), about.len(), i64::try_from(mtime).unwrap()));
        }
    }
    found
}
