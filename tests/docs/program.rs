//! The real program in a home of its own.

use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

/// A home in a temporary folder, with a clock that stands where it is told.
pub(crate) struct Program {
    folder: tempfile::TempDir,
    now: String,
}

impl Program {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), now: "2026-03-01T09:00:00+00:00".to_owned() }
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Writes a file into the folder and says where it is.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn at(&mut self, now: &str) {
        now.clone_into(&mut self.now);
    }

    /// Runs it with these lines on stdin; stdout, and the exit code.
    pub(crate) fn run(&self, args: &[&str], typed: &str) -> (String, i32) {
        let (out, _, code) = self.run_whole(args, typed);
        (out, code)
    }

    /// Runs it with these lines on stdin; stdout, stderr, and the exit code.
    pub(crate) fn run_whole(&self, args: &[&str], typed: &str) -> (String, String, i32) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_drill"))
            .args(args)
            .env_clear()
            .env("DRILL_HOME", self.home())
            .env("DRILL_NOW", &self.now)
            .env("DRILL_SEED", "7")
            .env("COLUMNS", "80")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end before it has read all.
        child.stdin.take().unwrap().write_all(typed.as_bytes()).ok();
        let done = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(done.stdout), text(done.stderr), done.status.code().unwrap())
    }

    /// Runs it and reads its one JSON document.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let (out, _) = self.run(args, "");
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{args:?}: {error}: {out}"))
    }
}
