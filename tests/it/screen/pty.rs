//! drill on a pseudo-terminal, and what a person would see on it.

use std::{
    io::{ErrorKind, Write},
    num::NonZeroU16,
    process::Command,
    time::Duration,
};

use expectrl::{
    Session,
    process::unix::{PtyStream, Signal, UnixProcess, WaitStatus},
};
use vt100::Parser;

use crate::world::World;

/// While nothing is written, it is looked for so often, and so many times: half a minute, for the slowest machine.
const NAP: Duration = Duration::from_millis(5);
const PATIENCE: usize = 6000;

/// A terminal with a program on it.
pub(crate) struct Terminal {
    session: Session<UnixProcess, PtyStream>,
    parser: Parser,
    /// Looks in vain since something was written.
    naps: usize,
}

fn size(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

impl Terminal {
    /// `drill` itself, on 80x24.
    pub(crate) fn drill(world: &World, args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_drill"));
        command.args(args);
        Self::start(world, command, env)
    }

    /// A command line of the shell, in which `drill` can be called.
    pub(crate) fn shell(world: &World, script: Option<&str>, env: &[(&str, &str)]) -> Self {
        let mut command = Command::new("sh");
        match script {
            Some(script) => command.args(["-c", script]),
            None => command.arg("-i"),
        };
        Self::start(world, command, env)
    }

    fn start(world: &World, mut command: Command, env: &[(&str, &str)]) -> Self {
        let folder = std::path::Path::new(env!("CARGO_BIN_EXE_drill")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .env_clear()
            .env("PATH", format!("{}:{path}", folder.display()))
            .env("TERM", "xterm-256color")
            .env("PS1", "ready> ")
            .env("DRILL_HOME", world.path("home"))
            .env("DRILL_SEED", "7")
            .env("DRILL_NOW", "2026-03-01T09:00:00+00:00")
            .envs(env.iter().copied())
            .current_dir(world.path(""));
        let mut session = Session::spawn(command).unwrap();
        session.get_process_mut().set_window_size(80, 24).unwrap();
        Self { session, parser: Parser::new(size(24), size(80), 500), naps: 0 }
    }

    /// Takes in what was written; false when nothing more will come, or has not come for long.
    fn read(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.session.try_read(&mut bytes) {
            Ok(0) => false,
            Ok(count) => {
                self.parser.process(&bytes[..count]);
                true
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                std::thread::sleep(NAP);
                self.naps += 1;
                self.naps < PATIENCE
            }
            // A terminal whose program has ended.
            Err(_) => false,
        }
    }

    fn until(&mut self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        self.naps = 0;
        while !seen(self.parser.screen()) {
            let more = self.read();
            assert!(more || seen(self.parser.screen()), "{what} was not seen on\n{}", self.page());
        }
        self
    }

    /// Waits until a text stands on the screen.
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?}"), |screen| screen.contents().contains(text))
    }

    /// Waits until a text stands there no longer.
    pub(crate) fn misses(&mut self, text: &str) -> &mut Self {
        self.until(&format!("the end of {text:?}"), |screen| !screen.contents().contains(text))
    }

    /// Waits until the window is taken, or given back.
    pub(crate) fn is_full(&mut self, full: bool) -> &mut Self {
        self.until(if full { "a full screen" } else { "the normal screen" }, |screen| screen.alternate_screen() == full)
    }

    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        self.session.write_all(keys.as_bytes()).unwrap();
        self.session.flush().unwrap();
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser.screen_mut().set_size(size(rows), size(columns));
        self.session.get_process_mut().set_window_size(columns, rows).unwrap();
        self
    }

    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        self.session.get_process_mut().signal(signal).unwrap();
        self
    }

    /// What is seen now.
    pub(crate) fn page(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits for the end; gives the exit code and what stands on the normal screen then.
    pub(crate) fn ends(&mut self) -> (i32, String) {
        self.naps = 0;
        while self.read() {}
        assert!(self.naps < PATIENCE, "it did not end:\n{}", self.page());
        let code = match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, code) => code,
            other => panic!("it ended as {other:?}"),
        };
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the normal screen is back");
        assert!(!screen.hide_cursor(), "the cursor is seen");
        assert!(!screen.bracketed_paste(), "pastes are plain again");
        (code, screen.contents())
    }
}
