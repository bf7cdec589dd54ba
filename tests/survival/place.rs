//! A home in a folder of its own, and the program run on it.

use std::{
    ffi::{OsStr, OsString},
    fs,
    io::Write,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A user that owns nothing: whatever a folder's mode forbids is forbidden to him.
pub(crate) const STRANGER: u32 = 54_321;

/// A folder with a home in it, at a fixed time.
pub(crate) struct Place {
    folder: TempDir,
    home: PathBuf,
    env: Vec<(OsString, OsString)>,
    stranger: Option<PathBuf>,
}

/// How a run ended and what it said.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        let place = Self { folder, home, env: Vec::new(), stranger: None };
        place
            .with("PATH", "/usr/bin:/bin")
            .with("TZ", "UTC")
            .with("COLUMNS", "80")
            .with("DRILL_SEED", "7")
            .with("DRILL_NOW", "2026-03-01T09:00:00Z")
    }

    /// With a variable set.
    pub(crate) fn with(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.set(name, value);
        self
    }

    /// The home elsewhere than in the folder.
    pub(crate) fn home_at(mut self, home: impl Into<PathBuf>) -> Self {
        self.home = home.into();
        self
    }

    pub(crate) fn set(&mut self, name: &str, value: impl AsRef<OsStr>) {
        self.env.retain(|(old, _)| old != name);
        self.env.push((name.into(), value.as_ref().to_owned()));
    }

    pub(crate) fn at(&mut self, now: &str) {
        self.set("DRILL_NOW", now);
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn command<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>) -> Command {
        use std::os::unix::process::CommandExt;
        let program = self.stranger.as_deref().unwrap_or(Path::new(env!("CARGO_BIN_EXE_drill")));
        let mut command = Command::new(program);
        command.args(args).env_clear().envs(self.env.iter().cloned()).env("DRILL_HOME", &self.home);
        command.current_dir(self.folder.path());
        if self.stranger.is_some() {
            command.uid(STRANGER).gid(STRANGER);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program on those lines.
    pub(crate) fn types<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>, lines: &str) -> Outcome {
        let mut child = self.command(args).spawn().unwrap();
        // A program that does not read is no failure here.
        let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
        let output = child.wait_with_output().unwrap();
        Outcome {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the program without input.
    pub(crate) fn run<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>) -> Outcome {
        self.types(args, "")
    }

    /// Runs a verb that must go well, and reads its document.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let done = self.run(args.iter().chain(&["--json"]));
        assert_eq!(done.code, Some(0), "{args:?}: {}", done.err);
        serde_json::from_str(&done.out).unwrap()
    }

    /// What `doctor` finds wrong.
    pub(crate) fn wrong(&self) -> Vec<String> {
        let done = self.run(["doctor", "--json"]);
        let found: Value =
            serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("doctor: {} {}", done.out, done.err));
        let wrong = found.as_array().unwrap().iter().filter(|one| one["weight"] == "wrong");
        let wrong: Vec<String> = wrong.map(|one| format!("{}: {}", one["about"], one["message"])).collect();
        assert_eq!(done.code, Some(i32::from(!wrong.is_empty())), "{}", done.out);
        wrong
    }

    /// The grades that stand in the log, oldest first.
    pub(crate) fn grades(&self) -> Vec<(String, u64)> {
        let log = self.json(&["log", "--limit", "100000"]);
        let mut grades = Vec::new();
        for entry in log.as_array().unwrap() {
            if entry["kind"] == "grade" && entry["live"] == true {
                grades.push((entry["item"].as_str().unwrap().to_owned(), entry["grade"].as_u64().unwrap()));
            }
        }
        grades.reverse();
        grades
    }

    /// The ids of the core cards of a topic.
    pub(crate) fn core(&self, topic: &str) -> Vec<String> {
        let cards = self.json(&["cards", "--topic", topic]);
        let core = cards.as_array().unwrap().iter().filter(|card| card["core"] == true);
        core.map(|card| card["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Grades a card good, off a sitting.
    pub(crate) fn good(&self, card: &str) -> Outcome {
        let done = self.run(["grade", card, "4"]);
        assert_eq!(done.code, Some(0), "{}", done.err);
        done
    }

    /// Runs the program as a user that owns nothing; none, with the reason said, where this cannot be done.
    pub(crate) fn for_a_stranger(mut self) -> Option<Self> {
        use std::os::unix::fs::PermissionsExt;
        if !is_root() {
            eprintln!("skipped: only root can run the program as another user");
            return None;
        }
        // The program, where that user can reach it. Copied by another process: a file that a thread of ours still
        // held open for writing while another one forks could not be run.
        let program = self.path("drill");
        assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_drill")).arg(&program).status().unwrap().success());
        fs::set_permissions(self.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        self.stranger = Some(program);
        if self.run(["--version"]).code != Some(0) {
            eprintln!("skipped: another user cannot run a program in {}", self.folder.path().display());
            return None;
        }
        Some(self)
    }
}

impl Outcome {
    /// Ends so, and says this on standard error.
    #[track_caller]
    pub(crate) fn fails(&self, code: i32, says: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        for line in says {
            assert!(self.err.contains(line), "not said: {line}\n{}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }

    #[track_caller]
    pub(crate) fn is_fine(&self) -> &Self {
        self.fails(0, &[]);
        self
    }
}

pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Every file below a folder with its content and time.
pub(crate) fn state(folder: &Path) -> Vec<(PathBuf, Vec<u8>, i64)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let meta = fs::symlink_metadata(&path).unwrap();
            let content = if meta.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
            if meta.is_dir() {
                folders.push(path.clone());
            }
            all.push((path, content, meta.mtime_nsec() + meta.mtime()));
        }
    }
    all.sort();
    all
}
