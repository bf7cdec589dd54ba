//! What can be wrong with a file of a kind of story, as data.

use thiserror::Error;

use crate::deck::Severity;
use crate::model::name::{Found, find};

/// One thing wrong at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line in the file, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub col: usize,
    /// What is wrong.
    pub what: FaultKind,
}

/// What is wrong. `Display` says it without a place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "each field stands named in its variant's sentence")]
pub enum FaultKind {
    /// No TOML between two lines `---` at the top.
    #[error("no front matter")]
    NoFrontMatter,
    /// It begins and never ends.
    #[error("front matter is never closed")]
    UnclosedFrontMatter,
    /// It is no TOML.
    #[error("front matter is not TOML: {message}")]
    FrontMatter { message: String },
    /// A key that the file cannot do without.
    #[error("front matter has no `{key}`")]
    MissingKey { key: &'static str },
    /// A key that means nothing.
    #[error("front matter has an unknown key `{found}`")]
    UnknownKey { found: String, near: Option<String> },
    /// A key with a value of the wrong kind.
    #[error("front matter `{key}` is not {wants}")]
    KeyType { key: &'static str, wants: &'static str },
    /// An id with a letter that no id may have, or too long.
    #[error("`{id}` cannot be an id")]
    BadId { id: String },
    /// The same id twice in one file.
    #[error("follow-up `{id}` stands twice")]
    DuplicateId { id: String },
    /// Another file of the user's has the same id.
    #[error("the id `{id}` is taken by {path}")]
    IdTaken { id: String, path: String },
    /// A heading that means nothing.
    #[error("unknown section `{found}`")]
    UnknownSection { found: String, near: Option<String> },
    /// A heading that stands twice; what stands under both counts.
    #[error("second section `{found}`")]
    SecondSection { found: String },
    /// A signal that the matrix does not know.
    #[error("unknown signal `{found}`")]
    UnknownSignal { found: String, near: Option<String> },
    /// A signal that stands twice.
    #[error("second line for the signal `{found}`")]
    SecondSignal { found: &'static str },
    /// A field of a follow-up that means nothing.
    #[error("unknown field `{found}` in a follow-up")]
    UnknownField { found: String, near: Option<String> },
    /// A follow-up that asks nothing.
    #[error("follow-up `{id}` has no question")]
    NoQuestion { id: String },
    /// No question at all.
    #[error("no question to be asked")]
    NoQuestions,
    /// The file could not be read.
    #[error("{message}")]
    Unreadable { message: String, hint: &'static str },
    /// Text that belongs to nothing.
    #[error("text that belongs to no list")]
    Stray,
    /// A follow-up without what a strong answer holds.
    #[error("follow-up `{id}` does not say what is strong")]
    NoStrong { id: String },
    /// Too few follow-ups to draw from.
    #[error("{found} follow-ups, 8 or more wanted")]
    FewFollowUps { found: usize },
    /// Nothing that makes an interviewer doubt.
    #[error("no weak signals")]
    NoWeakSignals,
    /// Nothing that is probed, so that the matrix stays empty.
    #[error("no signals under `Probed`")]
    NoSignals,
}

impl Fault {
    /// Whether something is lost, or could only be better.
    pub const fn severity(&self) -> Severity {
        use FaultKind::*;
        match self.what {
            Stray | NoStrong { .. } | FewFollowUps { .. } | NoWeakSignals | NoSignals | SecondSection { .. } => {
                Severity::Advice
            }
            _ => Severity::Error,
        }
    }

    /// What to do about it, in lower case and without a full stop.
    pub fn hint(&self) -> String {
        use FaultKind::*;
        let fixed = match &self.what {
            UnknownKey { near: Some(near), .. }
            | UnknownSection { near: Some(near), .. }
            | UnknownSignal { near: Some(near), .. }
            | UnknownField { near: Some(near), .. } => return format!("did you mean `{near}`?"),
            NoFrontMatter => "begin with `---`, id = \"my-story\", title = \"My story\", and `---`",
            UnclosedFrontMatter => "end the front matter with a line `---`",
            FrontMatter { .. } | MissingKey { .. } => "write it like: id = \"my-story\", title = \"My story\"",
            UnknownKey { .. } => "the keys are `id`, `title`, `aliases` and `general`",
            KeyType { key: "aliases", .. } => "write it like: aliases = [\"one\", \"other\"]",
            KeyType { .. } => "write id = \"my-story\" and general = true",
            BadId { .. } => "an id is 1 to 24 letters, digits, `-` or `_`",
            DuplicateId { .. } => "give one of the two another id",
            IdTaken { .. } => "give one of the two files another id",
            UnknownSection { .. } => "the sections are Questions, Probed, Follow-ups, Weak signals and Guide",
            SecondSection { .. } => "write both under one heading",
            UnknownSignal { .. } => {
                let known: Vec<&str> = crate::model::Signal::ALL.iter().map(|signal| signal.word()).collect();
                return format!("the signals are {}", known.join(", "));
            }
            SecondSignal { .. } => "write both in one line",
            UnknownField { .. } => "a follow-up has `- strong:` and `- weak:`",
            NoQuestion { .. } => "write the question under its heading",
            NoQuestions => "add a section `## Questions` with a list of them",
            Unreadable { hint, .. } => hint,
            Stray => "begin it with `- `, or indent it under the line it goes on with",
            NoStrong { .. } => "add a line `- strong:` with what a strong answer holds",
            FewFollowUps { .. } => "add more under `## Follow-ups`, each under a heading `### its-id`",
            NoWeakSignals => "add a section `## Weak signals` with a list of them",
            NoSignals => "add lines like `- ownership: how it shows` under `## Probed`",
        };
        fixed.to_owned()
    }
}

/// The one known name that a mistyped one most likely means.
pub(super) fn near(typed: &str, known: &[&str]) -> Option<String> {
    match find(typed, known) {
        Found::One(at) => Some(known[at].to_owned()),
        Found::Several(all) | Found::None(all) => all.first().map(|at| known[*at].to_owned()),
    }
}
