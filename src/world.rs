//! The adapters to the real world as one struct: clock, face, disk places, editor, output.

mod opener;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    rc::Rc,
};

pub use opener::{Opened, Opener, Platform};

use crate::clock::Clock;
use crate::face::Face;
use crate::model::{Moment, text::clean};

/// Everything outside that a run may touch.
pub struct World {
    /// `$DRILL_HOME`, or the platform's data directory.
    pub home: PathBuf,
    /// What time it is.
    pub clock: Rc<dyn Clock>,
    /// Who asks and tells: prompts, progress and errors.
    pub face: Box<dyn Face>,
    /// Where results go.
    pub out: Box<dyn Write>,
    /// Opens a file for the person to change.
    pub editor: Box<dyn Editor>,
    /// Opens a page or a file outside, when it is asked for.
    pub opener: Box<dyn Opener>,
    /// The seed of the dice, if one was set; the system's randomness otherwise.
    pub seed: Option<u64>,
    /// How many seconds pass in a real one.
    pub pace: u32,
    /// Columns of the terminal, or of `$COLUMNS`; 80 where nobody says.
    pub width: usize,
}

impl World {
    /// Reads the clock.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Writes a result, safe for a terminal: names of files and lines of a tracker are anybody's text.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(clean(text).as_bytes())
    }

    /// The seed of a sitting.
    pub fn dice(&self) -> u64 {
        self.seed.unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0)
    }
}

/// Opens a file for the person to change, and waits until he is done.
pub trait Editor {
    /// Opens `path` at a line, from 1; none when no editor is set.
    fn edit(&mut self, path: &Path, line: usize) -> Option<(String, io::Result<ExitStatus>)>;
}

/// The editor of `$VISUAL` or `$EDITOR`.
#[derive(Clone, Debug, Default)]
pub struct EnvEditor {
    /// The command as the variable says it, flags included.
    pub command: Option<String>,
}

impl Editor for EnvEditor {
    fn edit(&mut self, path: &Path, line: usize) -> Option<(String, io::Result<ExitStatus>)> {
        let command = self.command.clone()?;
        let program = command.split_whitespace().next()?;
        let name = Path::new(program).file_name().unwrap_or_default().to_string_lossy().into_owned();
        // The editors that are known to take a line; any other gets the path alone.
        let takes_line =
            ["vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne"].contains(&name.as_str());
        // The variable is a piece of shell, as git and others read it: quotes and flags in it hold.
        let mut run = Command::new("sh");
        run.arg("-c").arg(format!("{command} \"$@\"")).arg("sh");
        if takes_line {
            run.arg(format!("+{line}"));
        }
        let status = run.arg(path).status();
        Some((command, status))
    }
}
