//! A person at a sitting: types a line, waits for the next prompt.

use std::{
    ffi::OsStr,
    io::{Read, Write},
    process::{Child, ChildStdin, Command},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use super::place::{Outcome, Place};

/// Nothing that is asked of the program takes so long, on however busy a machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// What invites a line.
const PROMPT: &str = "\n> ";

pub(crate) struct Person {
    child: Child,
    keys: Option<ChildStdin>,
    heard: Receiver<Vec<u8>>,
    unread: String,
    all: String,
}

impl Person {
    /// Sits down and waits for the first prompt.
    pub(crate) fn sits<I: AsRef<OsStr>>(place: &Place, args: impl IntoIterator<Item = I>) -> Self {
        let mut child = place.command(args).spawn().unwrap();
        let keys = child.stdin.take();
        let mut voice = child.stderr.take().unwrap();
        let (sender, heard) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = voice.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut person = Self { child, keys, heard, unread: String::new(), all: String::new() };
        person.listens();
        person
    }

    /// Types a line; what was said up to the next prompt.
    pub(crate) fn types(&mut self, line: &str) -> String {
        let keys = self.keys.as_mut().unwrap();
        keys.write_all(format!("{line}\n").as_bytes()).unwrap();
        self.listens()
    }

    fn listens(&mut self) -> String {
        loop {
            if let Some(at) = self.unread.find(PROMPT) {
                let rest = self.unread.split_off(at + PROMPT.len());
                return std::mem::replace(&mut self.unread, rest);
            }
            let bytes = self.heard.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no prompt after: {}", self.all));
            // A letter may be cut in two here; the prompts and sentences looked for are plain.
            let text = String::from_utf8_lossy(&bytes);
            self.unread.push_str(&text);
            self.all.push_str(&text);
        }
    }

    /// Sends a signal, with the keyboard still there.
    pub(crate) fn is_sent(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    pub(crate) fn dies(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for the end with the keyboard still there.
    pub(crate) fn waits(mut self) -> Outcome {
        let keys = self.keys.take();
        let outcome = self.outcome();
        drop(keys);
        outcome
    }

    /// Leaves: the input ends.
    pub(crate) fn leaves(mut self) -> Outcome {
        drop(self.keys.take());
        self.outcome()
    }

    fn outcome(mut self) -> Outcome {
        let mut out = String::new();
        self.child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        let code = self.child.wait().unwrap().code();
        while let Ok(bytes) = self.heard.recv_timeout(PATIENCE) {
            self.unread.push_str(&String::from_utf8_lossy(&bytes));
        }
        Outcome { code, out, err: self.unread }
    }
}
