//! What can be wrong with a scenario file, as data: where it stands, what it is, what would mend it.

use std::{borrow::Cow, path::PathBuf};

use thiserror::Error;

use super::sum::SumError;
use crate::deck::Severity;

/// One thing wrong at one place of a scenario file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The line in the file, from 1, front matter included.
    pub line: usize,
    /// The column in characters, from 1.
    pub col: usize,
    /// What is wrong.
    pub what: ProblemKind,
}

/// What is wrong. `Display` says it without a place; [`ProblemKind::hint`] says what to do.
#[derive(Clone, Debug, PartialEq, Error)]
#[allow(missing_docs, reason = "each field stands named in its variant's sentence")]
pub enum ProblemKind {
    /// The disk refused, or the file is none that can be read.
    #[error("{message}")]
    Unreadable { message: String, hint: &'static str },
    /// It lies among decks, where nobody looks for it.
    #[error("a scenario outside a folder `scenarios`")]
    Misplaced,
    /// The file does not begin with front matter.
    #[error("no front matter")]
    NoFrontMatter,
    /// Front matter without its closing line.
    #[error("front matter is never closed")]
    UnclosedFrontMatter,
    /// Front matter that is no TOML; the keys that could be read count.
    #[error("front matter is not TOML: {message}")]
    NotToml { message: String },
    /// Front matter as other tools write it.
    #[error("front matter looks like YAML")]
    Yaml,
    /// A key that means nothing.
    #[error("unknown key `{key}`")]
    UnknownKey { key: String, near: Option<&'static str> },
    /// A key with the wrong kind of value.
    #[error("`{key}` is not {wants}")]
    WrongType { key: &'static str, wants: &'static str },
    /// `id` or `title` is not there: the file cannot be practised.
    #[error("no `{key}`")]
    NoKey { key: &'static str },
    /// An id with a letter that no id may have, or too long.
    #[error("`{id}` cannot be an id")]
    BadId { id: String },
    /// A phase that does not exist.
    #[error("unknown phase `{found}`")]
    UnknownPhase { found: String, near: Option<&'static str> },
    /// A phase that stands above already.
    #[error("second line for the phase `{phase}`")]
    SecondPhase { phase: &'static str },
    /// A code fence that never closes.
    #[error("code fence is never closed")]
    UnclosedFence,
    /// Bytes that are no UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// No `## Prompt`, or nothing below it: the file cannot be practised.
    #[error("no prompt")]
    NoPrompt,
    /// A section that no mock shows.
    #[error("unknown section `{found}`")]
    UnknownSection { found: String, near: Option<&'static str> },
    /// A section that stands above already.
    #[error("second section `{name}`, the first is line {line}")]
    SecondSection { name: &'static str, line: usize },
    /// A line of the envelope that is no figure.
    #[error("not `name = number`")]
    NoFigure,
    /// A name that no figure may have.
    #[error("`{found}` cannot be the name of a figure")]
    BadName { found: String },
    /// A name that a line above has.
    #[error("`{name}` is line {line} already")]
    SecondFigure { name: String, line: usize },
    /// A value that is no number.
    #[error("`{found}` is not a number")]
    BadNumber { found: String },
    /// A sum that has no value.
    #[error("{0}")]
    BadSum(SumError),
    /// A sum with another value than the one written.
    #[error("`{name}` comes to {is}, not {says}")]
    WrongFigure { name: String, is: String, says: String },
    /// A heading of the rubric that is none of the six dimensions.
    #[error("unknown dimension `{found}`")]
    UnknownDimension { found: String, near: Option<&'static str> },
    /// A dimension that stands above already.
    #[error("second dimension `{name}`, the first is line {line}")]
    SecondDimension { name: &'static str, line: usize },
    /// Another weight than the rubric's.
    #[error("weight `{found}` of `{name}`, which weighs {weight}")]
    BadWeight { found: String, name: &'static str, weight: u32 },
    /// A level that is none of 1 to 4.
    #[error("unknown level `{found}`")]
    UnknownLevel { found: String },
    /// A level that stands above already.
    #[error("second level {level} of one dimension")]
    SecondLevel { level: usize },
    /// A dimension with some of its levels.
    #[error("`{name}` has no level {level}")]
    NoLevel { name: &'static str, level: usize },
    /// A level or a point that says nothing.
    #[error("nothing stands after `{mark}`")]
    Empty { mark: String },
    /// Braces of a point that cannot be read.
    #[error("braces are never closed")]
    OpenBraces,
    /// Points where the clock is what counts.
    #[error("`{name}` is scored by the clock and has no points")]
    PointOfClock { name: &'static str },
    /// A point that names a card no deck has.
    #[error("unknown card `{id}`")]
    UnknownCard { id: String, near: Option<String> },
    /// A topic that neither a deck nor the tracker has.
    #[error("unknown topic `{title}`")]
    UnknownTopic { title: String, near: Option<String> },
    /// Another scenario file has the same id.
    #[error("id `{id}` is taken by {}:{line}", path.display())]
    IdTaken { id: String, path: PathBuf, line: usize },
    /// A card has the same id.
    #[error("id `{id}` is taken by a card")]
    IdOfCard { id: String },

    /// Another scenario is found by the same name.
    #[error("`{name}` is a name of {} too", path.display())]
    NameTaken { name: String, path: PathBuf },
    /// A section that a complete scenario has.
    #[error("no section `{name}`")]
    NoSection { name: &'static str },
    /// Text where only list items count.
    #[error("text that belongs to no item")]
    StrayText,
    /// A question or curveball without what would answer it.
    #[error("no answer behind ` -> `")]
    NoAnswer,
    /// A failure without how it shows, or without what the design does.
    #[error("not `what breaks -> how it shows -> what the design does`")]
    NoFailure,
    /// A figure without its reason.
    #[error("`{name}` has no remark")]
    NoRemark { name: String },
    /// Fewer or more of something than a complete scenario has.
    #[error("{has} {things}, {least} at least")]
    TooFew { has: usize, things: &'static str, least: usize },
    /// A dimension whose list is too short or too long to be ticked.
    #[error("`{name}` has {has} points, 4 to 7 wanted")]
    PointCount { name: &'static str, has: usize },
    /// A dimension in which nobody can show more than the expected.
    #[error("`{name}` has no point marked ★")]
    NoSenior { name: &'static str },
    /// A dimension that is missing: the common levels take its place.
    #[error("no dimension `{name}`")]
    NoDimension { name: &'static str },
    /// A dimension without any level of its own.
    #[error("`{name}` has no levels of its own")]
    NoLevels { name: &'static str },
    /// A point too long to be ticked at a glance.
    #[error("point of {words} words, 20 at most")]
    LongPoint { words: usize },
    /// A point that pulls nothing when it was missed.
    #[error("point that rests on no card and no topic")]
    NoReference,
    /// A point that names too many cards.
    #[error("point that rests on {has} cards, 3 at most")]
    ManyReferences { has: usize },
    /// The heading of the file says another title than the front matter.
    #[error("heading says `{heading}`, the front matter another title")]
    OtherTitle { heading: String },
}

impl Problem {
    /// Whether something is lost, or could only be better.
    pub fn severity(&self) -> Severity {
        self.what.severity()
    }

    /// What to do about it.
    pub fn hint(&self) -> Cow<'static, str> {
        self.what.hint()
    }
}

impl ProblemKind {
    /// Whether something is lost, or could only be better.
    pub fn severity(&self) -> Severity {
        use ProblemKind::*;
        match self {
            NameTaken { .. }
            | NoSection { .. }
            | StrayText
            | NoAnswer
            | NoFailure
            | NoRemark { .. }
            | TooFew { .. }
            | PointCount { .. }
            | NoSenior { .. }
            | NoDimension { .. }
            | NoLevels { .. }
            | LongPoint { .. }
            | NoReference
            | ManyReferences { .. }
            | OtherTitle { .. } => Severity::Advice,
            _ => Severity::Error,
        }
    }

    /// What to do about it, in lower case and without a full stop.
    pub fn hint(&self) -> Cow<'static, str> {
        use ProblemKind::*;
        Cow::Borrowed(match self {
            UnknownKey { near: Some(near), .. }
            | UnknownPhase { near: Some(near), .. }
            | UnknownSection { near: Some(near), .. } => {
                return format!("write `{near}`").into();
            }
            UnknownDimension { near: Some(near), .. } => return format!("write `{near}`").into(),
            UnknownCard { near: Some(near), .. }
            | UnknownTopic { near: Some(near), .. }
            | BadSum(
                SumError::UnknownName { near: Some(near), .. } | SumError::UnknownFunction { near: Some(near), .. },
            ) => {
                return format!("did you mean `{near}`?").into();
            }
            BadWeight { name, weight, .. } => return format!("write `### {name} | {weight}`").into(),
            NoLevel { level, .. } => return format!("write a line that begins with `{level}: `").into(),
            WrongFigure { is, .. } => return format!("write {is}, or mend the sum; half a percent is let pass").into(),
            BadNumber { found } if found.contains(',') => "write thousands with `_`, as in 4_285_714",
            Unreadable { hint, .. } => hint,
            Misplaced => "move it into a folder named `scenarios`, or name the file itself: `drill deck add FILE`",
            NoKey { key: "id" } => "write id = \"my-scenario\" between the two lines `---` at the top",
            NoKey { .. } => "write title = \"Design ...\" between the two lines `---` at the top",
            NoFrontMatter => "begin the file with `---`, id = \"my-scenario\", title = \"Design ...\", `---`",
            UnclosedFrontMatter => "end the front matter with a line `---`",
            NotToml { .. } | Yaml => "write it like: id = \"my-scenario\"",
            UnknownKey { near: None, .. } => "the keys are id, title, aliases and topics",
            WrongType { .. } => "write id = \"a\", title = \"b\", aliases = [\"c\"], topics = [\"d\"]",
            BadId { .. } => "an id is 1 to 64 letters, digits, `-`, `_` or `.`",
            UnknownPhase { near: None, .. } => "the phases are clarify, estimate, frame, data, dive, evaluate and wrap",
            SecondPhase { .. } => "keep one, or join the two",
            UnclosedFence => "close the code with a line of the same marks, at least as many",
            NotUtf8 => "save the file as UTF-8",
            NoPrompt => "write `## Prompt` and below it what the interviewer says",
            UnknownSection { near: None, .. } => {
                "the sections are Prompt, Clarify, Envelope, Design, Deep dives, Curveballs, Failure modes, Evaluation, \
                 Rubric and Phases; use `###` inside one of them"
            }
            SecondSection { .. } | SecondDimension { .. } | SecondFigure { .. } | SecondLevel { .. } => {
                "keep one, or join the two"
            }
            NoFigure => "write `- name = number | remark` or `- name = sum = value | remark`",
            BadName { .. } => "a name begins with a letter and holds letters, digits and `_`",
            BadNumber { .. } => "write digits alone, and the unit into the remark behind ` | `",
            BadSum(SumError::UnknownName { .. }) => "a sum may use the names of earlier lines",
            BadSum(SumError::UnknownFunction { .. }) => "the functions are round, ceil, log2 and sqrt",
            BadSum(_) => "a sum is made of numbers, earlier names, + - * / ** ( ) and round, ceil, log2, sqrt",
            UnknownDimension { .. } => {
                "the dimensions are Scope and success, Estimates, Data and features, Core design and depth, Evaluation \
                 and operations, Communication and clock"
            }
            UnknownLevel { .. } => "the levels are 1 (no hire) to 4 (strong)",
            Empty { .. } => "write something there, or remove the line",
            OpenBraces => "end the point with `{card-id}` or `{topic: Title}`",
            PointOfClock { .. } => "move the point to another dimension",
            UnknownCard { .. } => "name the `Id:` of a card, as `drill cards` shows it, or `{topic: Title}`",
            UnknownTopic { .. } => "`drill topics --all` lists the topics",
            IdTaken { .. } | IdOfCard { .. } => "give the scenario another id",
            NameTaken { .. } => "give one of the two another title or alias, so that the name finds one",
            NoSection { .. } | NoDimension { .. } => "write it; until then a mock goes without",
            StrayText => "begin an item with `- `, and indent what continues it",
            NoAnswer => "write `- question -> answer`",
            NoFailure => "write both arrows",
            NoRemark { .. } => "say behind ` | ` where the number comes from, or what follows from it",
            TooFew { .. } => "write the missing ones",
            PointCount { .. } => "keep what decides the level, and say each once",
            NoSenior { .. } => "begin a point with `- ★ ` that only a senior candidate makes: level 4 asks for one",
            NoLevels { .. } => "write four lines that begin with `1: ` to `4: `; until then the common ones count",
            LongPoint { .. } => "say it shorter, or make two points of it",
            NoReference => "end the point with `{card-id}` or `{topic: Title}`, so that a miss brings cards",
            ManyReferences { .. } => "keep the three that matter",
            OtherTitle { .. } => "say the same in both",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ProblemKind::*, *};

    fn every_kind() -> Vec<ProblemKind> {
        let (text, path) = (|| "x".to_owned(), || PathBuf::from("a.md"));
        let near = || Some("estimate");
        let name = "Estimates";
        vec![
            Unreadable { message: text(), hint: "y" },
            Misplaced,
            NoFrontMatter,
            UnclosedFrontMatter,
            NotToml { message: text() },
            Yaml,
            UnknownKey { key: text(), near: None },
            UnknownKey { key: text(), near: near() },
            WrongType { key: "id", wants: "a string" },
            NoKey { key: "id" },
            NoKey { key: "title" },
            BadId { id: text() },
            UnknownPhase { found: text(), near: None },
            UnknownPhase { found: text(), near: near() },
            SecondPhase { phase: "estimate" },
            UnclosedFence,
            NotUtf8,
            NoPrompt,
            UnknownSection { found: text(), near: None },
            UnknownSection { found: text(), near: near() },
            SecondSection { name, line: 3 },
            NoFigure,
            BadName { found: text() },
            SecondFigure { name: text(), line: 3 },
            BadNumber { found: text() },
            BadNumber { found: "1,000".to_owned() },
            BadSum(SumError::UnknownName { name: text(), near: None }),
            BadSum(SumError::UnknownName { name: text(), near: Some(text()) }),
            BadSum(SumError::UnknownFunction { name: text(), near: None }),
            BadSum(SumError::TooDeep),
            WrongFigure { name: text(), is: text(), says: text() },
            UnknownDimension { found: text(), near: None },
            UnknownDimension { found: text(), near: near() },
            SecondDimension { name, line: 3 },
            BadWeight { found: text(), name, weight: 10 },
            UnknownLevel { found: text() },
            SecondLevel { level: 1 },
            NoLevel { name, level: 1 },
            Empty { mark: text() },
            OpenBraces,
            PointOfClock { name },
            UnknownCard { id: text(), near: None },
            UnknownCard { id: text(), near: Some(text()) },
            UnknownTopic { title: text(), near: None },
            UnknownTopic { title: text(), near: Some(text()) },
            IdTaken { id: text(), path: path(), line: 3 },
            IdOfCard { id: text() },
            NameTaken { name: text(), path: path() },
            NoSection { name },
            StrayText,
            NoAnswer,
            NoFailure,
            NoRemark { name: text() },
            TooFew { has: 1, things: "figures", least: 10 },
            PointCount { name, has: 1 },
            NoSenior { name },
            NoDimension { name },
            NoLevels { name },
            LongPoint { words: 21 },
            NoReference,
            ManyReferences { has: 4 },
            OtherTitle { heading: text() },
        ]
    }

    #[test]
    fn every_kind_says_one_thing_and_what_to_do() {
        for what in every_kind() {
            for said in [what.to_string(), what.hint().into_owned()] {
                let first = said.chars().next().expect("a sentence");
                assert!(!first.is_uppercase(), "{said}");
                assert!(!said.ends_with('.') && !said.contains("  ") && !said.contains('\n'), "{said}");
            }
        }
    }
}
