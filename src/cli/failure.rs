//! What a person is told when something could not be done.

use std::{fmt::Display, io};

use crate::config::ConfigError;
use crate::engine::Error;
use crate::jobs::dates::DateError;
use crate::model::text::clean;
use crate::tracker::file::FileError;

/// How a run ended; its number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is done.
    Done = 0,
    /// The user's matter, or a check that found something.
    Matter = 1,
    /// The command line was off.
    Usage = 2,
    /// Our fault.
    Ours = 70,
    /// Ctrl-C, or a terminal that went away.
    Interrupted = 130,
}

/// A failure in the words of the person who meets it.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
    /// It ends the run as its exit says, without a word.
    quiet: bool,
}

impl Failure {
    /// Something the user can mend.
    pub fn matter(message: impl Into<String>) -> Self {
        Self { exit: Exit::Matter, message: message.into(), causes: vec![], hints: vec![], quiet: false }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// What lies behind it.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// True where nothing is to be said: nobody reads on, or the user left a question.
    pub const fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// How the run ends.
    pub const fn exit(&self) -> Exit {
        self.exit
    }

    /// `error: ..`, `caused by: ..`, `hint: ..`, safe for a terminal.
    pub fn lines(&self) -> Vec<String> {
        let line = |word: &str, text: &String| format!("{word}: {}", clean(text));
        let mut lines = vec![line("error", &self.message)];
        lines.extend(self.causes.iter().map(|cause| line("caused by", cause)));
        lines.extend(self.hints.iter().map(|hint| line("hint", hint)));
        lines
    }

    fn caused(mut self, mut source: Option<&dyn std::error::Error>) -> Self {
        while let Some(cause) = source {
            let text = lower(cause);
            // SQLite says a thing twice: once in words, once with a number before the same words.
            let said = |line: &String| line.ends_with(&text) || text.ends_with(line.as_str());
            if !said(&self.message) && !self.causes.last().is_some_and(said) {
                self.causes.push(text);
            }
            source = cause.source();
        }
        self
    }
}

/// Messages of other libraries in our own manner: lower case, on one line.
fn lower(error: impl Display) -> String {
    let text = error.to_string().replace('\n', ", ");
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        // An abbreviation stays: "UTF-8 ..".
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text,
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let failure = Self::matter("cannot write the output");
        match error.kind() {
            // A reader that has seen enough, as in `drill cards | head`.
            io::ErrorKind::BrokenPipe => Self { exit: Exit::Done, quiet: true, ..failure },
            // Ctrl-C at a question.
            io::ErrorKind::Interrupted => Self { exit: Exit::Interrupted, quiet: true, ..failure },
            _ => failure.caused(Some(&error)),
        }
    }
}

impl From<crate::store::Error> for Failure {
    fn from(error: crate::store::Error) -> Self {
        Self::from(Error::from(error))
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::from(Error::from(error))
    }
}

impl From<DateError> for Failure {
    fn from(error: DateError) -> Self {
        Self::matter(error.to_string()).hint(error.hint())
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::from(Error::from(error))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let exit = if is_ours(&error) { Exit::Ours } else { Exit::Matter };
        let hints = hints(&error);
        let failure = Self { exit, hints, ..Self::matter(error.to_string()) };
        failure.caused(std::error::Error::source(&error))
    }
}

/// A database that holds what drill never writes, or a migration that fails, is our fault.
fn is_ours(error: &Error) -> bool {
    use crate::store::Error as Stored;
    match error {
        Error::Store(stored)
            if stored.is_busy() || stored.is_full() || stored.is_read_only() || stored.is_garbage() =>
        {
            false
        }
        Error::Store(Stored::Strange { .. } | Stored::Refused(_) | Stored::Migrate { .. }) => true,
        _ => false,
    }
}

fn hints(error: &Error) -> Vec<String> {
    use crate::store::Error as Stored;
    let hint = match error {
        Error::Store(stored) if stored.is_busy() => "another drill is writing; try again in a moment".to_owned(),
        Error::Store(stored) if stored.is_full() => {
            "free some room on the disk; nothing that was graded is lost".to_owned()
        }
        Error::Store(stored) if stored.is_garbage() => {
            "move the file away and run `drill restore FILE` with a backup, or begin anew without it".to_owned()
        }
        Error::Store(Stored::Foreign { .. }) => {
            "set DRILL_HOME to a folder of its own, or move that file away".to_owned()
        }
        Error::Store(Stored::Replaced { .. }) => {
            "quit and start again; what was graded before lies in backups/".to_owned()
        }
        Error::Store(Stored::Newer { .. }) => "update drill; the file was not touched".to_owned(),
        Error::Store(stored) if stored.is_read_only() => {
            "set DRILL_HOME to a folder that can be written; verbs that only look work anyway".to_owned()
        }
        Error::Store(Stored::Migrate { .. }) => "the copy made before lies in backups/".to_owned(),
        Error::Store(Stored::Copy { .. }) => {
            "name a file that does not exist yet, in a folder that can be written".to_owned()
        }
        Error::Store(_) => "`drill doctor` checks the database".to_owned(),
        Error::Config(ConfigError::Unknown { near, .. }) if !near.is_empty() => {
            format!("did you mean {}?", quoted(near))
        }
        Error::Config(ConfigError::Unknown { .. }) => "`drill config` lists every setting".to_owned(),
        Error::Config(ConfigError::Syntax { .. }) => "write it like: minutes = 20".to_owned(),
        Error::Config(ConfigError::Io { verb: "read", .. }) => "let the file be read, or set DRILL_HOME".to_owned(),
        Error::Config(ConfigError::Io { .. }) => "set DRILL_HOME to a folder that can be written".to_owned(),
        Error::Config(_) => "`drill config` shows every setting with its value".to_owned(),
        Error::Tracker(file) => tracker_hint(file),
        Error::Deck(error) => error.hint().to_owned(),
        Error::Walk(_) => "check the path".to_owned(),
        Error::Clock(_) => {
            "set the clock right, or let `drill doctor --mend` take back answers from the future".to_owned()
        }
        Error::Overtaken(_) => "look at it again with `drill card`".to_owned(),
        Error::Unknown { near, .. } if !near.is_empty() => format!("did you mean {}?", quoted(near)),
        Error::Unknown { what: "company" | "role", .. } => "`drill jobs` lists every application".to_owned(),
        Error::Unknown { what: "topic", .. } => "`drill topics --all` lists every topic".to_owned(),
        Error::Unknown { what: "section", .. } => "`drill report --all` shows every section".to_owned(),
        Error::Unknown { what: "story", .. } => "`drill story` lists every story of the tracker".to_owned(),
        Error::Unknown { what: "link", .. } => "`drill resources` lists every link".to_owned(),
        Error::Unknown { what: "signal", .. } => return Vec::new(),
        Error::Unknown { what: "scenario", .. } => "`drill mock-design --list` lists every scenario".to_owned(),
        Error::Unknown { .. } => "`drill cards` lists every card with its id".to_owned(),
        Error::Several { what: "role", .. } => "name the role after the company".to_owned(),
        Error::Several { .. } => "type more of the name".to_owned(),
        Error::NoEditor => "set EDITOR, for example EDITOR=nano".to_owned(),
        Error::EditorFailed { .. } => "nothing was changed".to_owned(),
        Error::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
            "set DRILL_HOME to a folder that can be written; verbs that only look work anyway".to_owned()
        }
        Error::Io { .. } | Error::AlreadyTakenBack | Error::Refused(_) => return Vec::new(),
    };
    vec![hint]
}

fn tracker_hint(error: &FileError) -> String {
    let hint = match error {
        FileError::Missing { .. } | FileError::DanglingLink { .. } => {
            "put it back, or name where it is now: `drill tracker link FILE`"
        }
        FileError::ReadOnly { .. } | FileError::ReadOnlyFolder { .. } => {
            "make it writable; the boxes wait for the next `drill tracker sync`"
        }
        FileError::Full { .. } => "free some room; the boxes wait for the next `drill tracker sync`",
        FileError::Unwritable { .. } => "the boxes wait for the next `drill tracker sync`",
        FileError::Unreadable { .. } | FileError::LinkLoop { .. } => {
            "let it be read, or name where it is now: `drill tracker link FILE`"
        }
        FileError::Changed { .. } => "close what writes it, then `drill tracker sync`",
        FileError::NotAFile { .. } | FileError::TooLarge { .. } => "name a Markdown file",
    };
    hint.to_owned()
}

fn quoted(names: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{}'", name.as_ref())).collect();
    match &quoted[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
