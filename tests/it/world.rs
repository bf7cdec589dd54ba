//! A world of one's own: a home, files, a clock, an editor, and the runs of drill in it.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    fs,
    io::{self, Write},
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::ExitStatusExt,
    },
    path::{Path, PathBuf},
    process::ExitStatus,
    rc::Rc,
    sync::OnceLock,
    time::Duration,
};

use chrono::{DateTime, FixedOffset, TimeDelta};
use drill::{
    clock::Clock,
    model::{Moment, Target},
    world::{Editor, Opened, Opener},
};
use serde_json::Value;
use tempfile::TempDir;

use crate::run::Run;

/// What a scripted editor does with a file: path and line in, exit status out.
type Scripted = Box<dyn FnMut(&Path, usize) -> i32>;

/// A learner's world in a temporary folder. In arguments and in all that drill prints that folder is called `/w`:
/// the home is `/w/home`, and everything else lies beside it.
#[derive(Clone)]
pub(crate) struct World(Rc<Inner>);

pub(crate) struct Inner {
    root: PathBuf,
    _folder: TempDir,
    pub(crate) clock: Rc<SetClock>,
    pub(crate) seed: Cell<u64>,
    pub(crate) editor: Rc<RefCell<Option<Scripted>>>,
    pub(crate) opened: Rc<RefCell<Vec<String>>>,
}

impl World {
    /// An empty folder, on the first of March 2026, at nine in the morning.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let clock = Rc::new(SetClock::at("2026-03-01T09:00:00+00:00"));
        Self(Rc::new(Inner {
            root,
            _folder: folder,
            clock,
            seed: Cell::new(7),
            editor: Rc::default(),
            opened: Rc::default(),
        }))
    }

    /// The clock stands at this instant.
    pub(crate) fn at(self, instant: &str) -> Self {
        self.now(instant);
        self
    }

    /// A deck in the home.
    pub(crate) fn deck(self, name: &str, text: &str) -> Self {
        self.write(&format!("home/decks/{name}"), text);
        self
    }

    /// A file beside the home.
    pub(crate) fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(name, text);
        self
    }

    /// A tracker of the user's own at `/w/tracker.md`, linked.
    pub(crate) fn tracker(self, text: impl AsRef<[u8]>) -> Self {
        self.write("tracker.md", text);
        self.run("drill tracker link /w/tracker.md").anything().code(0);
        self
    }

    /// Cards that are alone in the world: the built-in topics sleep, but for one whose cards are set aside.
    ///
    /// `lines` are further checklist lines of the tracker.
    pub(crate) fn alone(lines: &str) -> Self {
        static HOME: OnceLock<Vec<u8>> = OnceLock::new();
        // The same for every test, and made once: it costs ten runs.
        let database = HOME.get_or_init(|| {
            let world = Self::new().tracker("## Deep Learning\n- [ ] Dropout\n");
            for card in world.json("drill cards --topic dropout --json").as_array().unwrap() {
                world.run(&format!("drill suspend {}", card["id"].as_str().unwrap())).anything().code(0);
            }
            world.bytes("home/drill.db")
        });
        let world = Self::new();
        world.write("home/drill.db", database);
        world.tracker(format!("## Deep Learning\n- [ ] Dropout\n{lines}"))
    }

    /// A command line, to be run when its exit code is named.
    pub(crate) fn run(&self, line: &str) -> Run {
        Run::new(self.clone(), line)
    }

    /// What a command prints as JSON; it must go well and say nothing.
    pub(crate) fn json(&self, line: &str) -> Value {
        let done = self.run(line).prints("").code(0);
        serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{line}: {error}: {}", done.out))
    }

    /// One card as `card ID --json` has it.
    pub(crate) fn card(&self, id: &str) -> Value {
        self.json(&format!("drill card {id} --json"))
    }

    /// The memory of a card: repetitions, interval, ease, due day, lapses.
    pub(crate) fn memory(&self, id: &str) -> String {
        let memory = &self.card(id)["memory"];
        let due = memory["due"].as_str().unwrap_or("never");
        let (n, days, ease, lapses) =
            (&memory["repetitions"], &memory["interval_days"], &memory["ease"], &memory["lapses"]);
        format!("n {n}, {days} days, {ease}, {due}, lapses {lapses}")
    }

    /// The id of the card with this question.
    pub(crate) fn id(&self, question: &str) -> String {
        let cards = self.json("drill cards --json");
        let card = cards.as_array().unwrap().iter().find(|card| card["question"] == question);
        card.unwrap_or_else(|| panic!("no card asks {question}"))["id"].as_str().unwrap().to_owned()
    }

    /// The ids of all graded cards, in the order of their answers; what was taken back is left out.
    pub(crate) fn answered(&self) -> Vec<String> {
        let log = self.json("drill log --limit 100000 --json");
        let graded = log.as_array().unwrap().iter().rev().filter(|it| it["kind"] == "grade" && it["live"] == true);
        graded.map(|it| it["item"].as_str().unwrap().to_owned()).collect()
    }

    /// The state of the box of a topic.
    pub(crate) fn state(&self, title: &str) -> String {
        self.topic(title)["box"].as_str().unwrap().to_owned()
    }

    /// One topic as `topics --all --json` has it.
    pub(crate) fn topic(&self, title: &str) -> Value {
        let topics = self.json("drill topics --all --json");
        let topic = topics.as_array().unwrap().iter().find(|topic| topic["title"] == title);
        topic.unwrap_or_else(|| panic!("no topic is called {title}")).clone()
    }

    /// Sets the clock; time passes on both of its hands.
    pub(crate) fn now(&self, instant: &str) -> &Self {
        self.0.clock.set(instant);
        self
    }

    /// Nine in the morning of a day of March 2026.
    pub(crate) fn day(&self, day: u32) -> &Self {
        self.now(&format!("2026-03-{day:02}T09:00:00+00:00"))
    }

    /// Nine in the morning, so many days after the first of March 2026.
    pub(crate) fn days_later(&self, days: i64) -> &Self {
        let first = DateTime::parse_from_rfc3339("2026-03-01T09:00:00+00:00").unwrap();
        self.now(&(first + TimeDelta::days(days)).to_rfc3339())
    }

    /// The dice of the runs from now on.
    pub(crate) fn seed(&self, seed: u64) -> &Self {
        self.0.seed.set(seed);
        self
    }

    /// The editor from now on.
    pub(crate) fn editor(&self, does: impl FnMut(&Path, usize) -> i32 + 'static) -> &Self {
        *self.0.editor.borrow_mut() = Some(Box::new(does));
        self
    }

    /// An editor that puts one text in the place of another.
    pub(crate) fn editor_replaces(&self, from: &'static str, to: &'static str) -> &Self {
        self.editor(move |path, _| {
            let text = fs::read_to_string(path).unwrap();
            assert!(text.contains(from), "{from} is not in {text}");
            fs::write(path, text.replacen(from, to, 1)).unwrap();
            0
        })
    }

    /// What was opened outside so far.
    pub(crate) fn opened(&self) -> Vec<String> {
        self.0.opened.borrow().iter().map(|target| self.told(target)).collect()
    }

    /// Where something lies really.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.root.join(name)
    }

    /// Writes a file, its folders as well.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// The text of a file.
    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Puts one text of a file in the place of another.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) -> &Self {
        let text = self.read(name);
        assert!(text.contains(from), "{from:?} is not in {name}: {text}");
        self.write(name, text.replacen(from, to, 1))
    }

    /// True if there is such a file or folder.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// True if this test may act as somebody else; says so if not.
    pub(crate) fn is_root(&self) -> bool {
        let root = fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0);
        if !root {
            let mut stderr = io::stderr();
            writeln!(stderr, "skipped: only root can act as another user").unwrap();
        }
        root
    }

    /// A copy of the binary where everybody can read it.
    pub(crate) fn own_binary(&self) -> PathBuf {
        static BINARY: OnceLock<TempDir> = OnceLock::new();
        let folder = BINARY.get_or_init(|| {
            let folder = TempDir::new().unwrap();
            fs::copy(env!("CARGO_BIN_EXE_drill"), folder.path().join("drill")).unwrap();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
            folder
        });
        folder.path().join("drill")
    }

    /// Everybody may read everything, and nobody may write.
    pub(crate) fn freeze(&self) -> &Self {
        for (name, (mode, ..)) in self.tree() {
            let readable = if mode & 0o040_000 == 0 { 0o444 } else { 0o555 };
            fs::set_permissions(self.path(&name), fs::Permissions::from_mode(readable)).unwrap();
        }
        fs::set_permissions(self.path(""), fs::Permissions::from_mode(0o555)).unwrap();
        self
    }

    /// Every file and folder with its mode, the time it was last written, and its bytes.
    pub(crate) fn tree(&self) -> BTreeMap<String, (u32, std::time::SystemTime, Vec<u8>)> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.0.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let meta = fs::symlink_metadata(&path).unwrap();
                let name = path.strip_prefix(&self.0.root).unwrap().display().to_string();
                let bytes = if meta.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
                found.insert(name, (meta.permissions().mode(), meta.modified().unwrap(), bytes));
                if meta.is_dir() {
                    folders.push(path);
                }
            }
        }
        found
    }

    /// Text in which `/w` stands for the folder, made real.
    pub(crate) fn real(&self, text: &str) -> String {
        text.replace("/w/", &format!("{}/", self.0.root.display()))
    }

    /// Text in which the folder is called `/w`.
    pub(crate) fn told(&self, text: &str) -> String {
        text.replace(&self.0.root.display().to_string(), "/w")
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

/// A clock that stands still until a test sets it.
pub(crate) struct SetClock(Cell<Moment>);

impl SetClock {
    fn at(instant: &str) -> Self {
        let wall = DateTime::parse_from_rfc3339(instant).unwrap();
        Self(Cell::new(Moment { wall, mono: Duration::from_secs(1_000) }))
    }

    fn set(&self, instant: &str) {
        let wall = DateTime::parse_from_rfc3339(instant).unwrap();
        let before = self.0.get();
        let gone = (wall - before.wall).to_std().unwrap_or_default();
        self.0.set(Moment { wall, mono: before.mono + gone });
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, time: Duration) {
        let Moment { wall, mono } = self.0.get();
        self.0.set(Moment { wall: wall + time, mono: mono + time });
    }

    pub(crate) fn wall(&self) -> DateTime<FixedOffset> {
        self.0.get().wall
    }
}

impl Clock for SetClock {
    fn now(&self) -> Moment {
        self.0.get()
    }

    fn wait(&self, moment: &Moment) -> Duration {
        (moment.wall - self.wall()).to_std().unwrap_or_default()
    }
}

/// The opener of a test: notes what it is given.
pub(crate) struct ScriptedOpener(pub(crate) Rc<RefCell<Vec<String>>>);

impl Opener for ScriptedOpener {
    fn open(&mut self, target: &Target) -> Opened {
        self.0.borrow_mut().push(target.as_os_str().to_string_lossy().into_owned());
        Opened::Done
    }
}

/// The editor of a test; none is set until it has one.
pub(crate) struct ScriptedEditor(pub(crate) Rc<RefCell<Option<Scripted>>>);

impl Editor for ScriptedEditor {
    fn edit(&mut self, path: &Path, line: usize) -> Option<(String, io::Result<ExitStatus>)> {
        let status = self.0.borrow_mut().as_mut()?(path, line);
        Some(("scripted".to_owned(), Ok(ExitStatus::from_raw(status << 8))))
    }
}
