//! What can be wrong with a deck, as data: where it stands, what it is, what would mend it.

use std::{borrow::Cow, path::PathBuf};

use thiserror::Error;

/// One thing wrong at one place of a deck file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The line in the file, from 1, front matter included.
    pub line: usize,
    /// The column in characters, from 1.
    pub col: usize,
    /// What is wrong.
    pub what: ProblemKind,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A card, or what the front matter meant, is lost.
    Error,
    /// Nothing is lost; the card could be a better one.
    Advice,
}

/// What is wrong. `Display` says it without a place; [`ProblemKind::hint`] says what to do.
#[derive(Clone, Debug, PartialEq, Error)]
#[allow(missing_docs, reason = "each field stands named in its variant's sentence")]
pub enum ProblemKind {
    /// `Q:` and nothing that answers it; `slip` is a line that looks like a mistyped `A:`.
    #[error("question without an answer")]
    NoAnswer { slip: Option<(usize, String)> },
    /// `A:` where no question is open.
    #[error("answer without a question")]
    NoQuestion,
    /// `Q:` without text.
    #[error("empty question")]
    EmptyQuestion,
    /// `A:` without text.
    #[error("empty answer")]
    EmptyAnswer,
    /// `C:` without text.
    #[error("empty cloze")]
    EmptyCloze,
    /// `A:` inside a cloze card.
    #[error("answer inside a cloze card")]
    AnswerInCloze,
    /// A field that may stand once stands twice.
    #[error("second `{tag}` in one card")]
    Repeated { tag: &'static str },
    /// A cloze whose text hides nothing.
    #[error("cloze without a deletion")]
    NoDeletion,
    /// `[]` in a cloze, or nothing before its hint.
    #[error("empty deletion")]
    EmptyDeletion,
    /// A deletion inside a deletion.
    #[error("bracket inside a deletion")]
    NestedBracket,
    /// A bracket without its other half in the same paragraph.
    #[error("`{bracket}` without its other half")]
    LoneBracket { bracket: char },
    /// More deletions than one block can carry.
    #[error("{found} deletions in one cloze")]
    TooManyDeletions { found: usize },
    /// An `Id:` that stands in this file already.
    #[error("id `{id}` is taken by line {line}")]
    DuplicateId { id: String, line: usize },
    /// An `Id:` with a letter that no id may have, or too long.
    #[error("`{id}` cannot be an id")]
    BadId { id: String },
    /// A code fence that never closes.
    #[error("code fence is never closed")]
    UnclosedFence,
    /// A line that looks like a mistyped card start, so that its card is not read.
    #[error("`{found}` starts no card")]
    LostCard { found: String, meant: &'static str },
    /// A line that looks like a mistyped field.
    #[error("line {line} looks like `{meant}`, but `{found}` is read as text")]
    Slip { line: usize, found: String, meant: &'static str },
    /// A line that looks like a tag, but for the blanks in front of it.
    #[error("line {line} looks like `{tag}`, but does not begin at the first column")]
    Indented { line: usize, tag: &'static str },
    /// A card, or the name of a topic, holds bytes that are no UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// Bytes that are no UTF-8 where no card is.
    #[error("not UTF-8, in text that belongs to no card")]
    NotUtf8Prose,
    /// Text right under a field of one line.
    #[error("text after `{after}` belongs to no field")]
    StrayText { after: &'static str },
    /// Front matter that is no TOML.
    #[error("front matter is not TOML: {message}")]
    FrontMatter { message: String },
    /// A key of the front matter holds the wrong kind of value.
    #[error("front matter `{key}` is not {wants}")]
    FrontMatterType { key: &'static str, wants: &'static str },
    /// Front matter without its closing line.
    #[error("front matter is never closed")]
    UnclosedFrontMatter,
    /// Front matter in YAML: skipped whole.
    #[error("front matter looks like YAML and is skipped")]
    YamlFrontMatter,
    /// Another file has the same explicit id.
    #[error("id `{id}` is taken by {}:{line}", path.display())]
    IdTaken { id: String, path: PathBuf, line: usize },
    /// Another file asks the same in the same topic.
    #[error("the same question stands in {}:{line}", path.display())]
    AskedElsewhere { path: PathBuf, line: usize },
    /// The front can be answered by yes or no.
    #[error("front begins with `{word}`")]
    OpensWith { word: String },
    /// The front asks for yes or no behind a clause.
    #[error("front asks with `{word}` for yes or no")]
    AsksYesNo { word: String },
    /// The front says its answer among others.
    #[error("front offers `{offer}`")]
    EitherOr { offer: String },
    /// The front asks for a talk, not for an answer.
    #[error("front begins with `{words}`")]
    OpenEnded { words: String },
    /// The front asks for a list nobody recalls whole.
    #[error("front asks for {items} things, 3 at most")]
    AsksList { items: usize },
    /// The front speaks of something that is not on the card.
    #[error("front says `{word}` of something that is not on the card")]
    OffCard { word: String },
    /// More words than one retrieval needs.
    #[error("answer of {words} words, {most} at most")]
    LongAnswer { words: usize, most: usize },
    /// The answer is yes or no.
    #[error("answer begins with `{word}`")]
    YesNo { word: String },
    /// A list nobody recalls whole.
    #[error("list of {items} items, 3 at most")]
    LongList { items: usize },
    /// Code too long to write from memory.
    #[error("code of {lines} lines, 12 at most")]
    LongCode { lines: usize },
    /// A line that cannot be wrapped is wider than a terminal.
    #[error("code or table line {columns} columns wide, 76 at most")]
    WideLine { columns: usize },
    /// TeX, which no terminal shows.
    #[error("TeX: `{found}`")]
    Tex { found: String },
    /// No `Id:` line.
    #[error("no `Id:`")]
    NoId,
    /// No `Source:` line.
    #[error("no `Source:`")]
    NoSource,
    /// Neither `core` nor `extra` among the tags.
    #[error("neither `core` nor `extra` among the tags")]
    NoRank,
    /// The checklist line promises more than the cards keep.
    #[error("`{topic}` promises \"{promise}\" but has {has} cards tagged `{tag}`, {wants} at least")]
    PromiseUnmet { topic: String, promise: String, tag: &'static str, has: usize, wants: usize },
    /// Nearly the same front as another card of the topic.
    #[error("front is nearly that of line {line}")]
    AlikeFronts { line: usize },
    /// A topic with too few or too many cards.
    #[error("`{topic}` has {cards} cards, 8 to 12 wanted")]
    CardCount { topic: String, cards: usize },
    /// A topic with too few core cards.
    #[error("`{topic}` has {core} core cards, 4 at least")]
    FewCore { topic: String, core: usize },
    /// A topic without a card for the error that candidates make.
    #[error("`{topic}` has no card tagged `error`")]
    NoErrorCard { topic: String },
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
            NoAnswer { .. }
            | NoQuestion
            | EmptyQuestion
            | EmptyAnswer
            | EmptyCloze
            | AnswerInCloze
            | Repeated { .. }
            | NoDeletion
            | EmptyDeletion
            | NestedBracket
            | LoneBracket { .. }
            | TooManyDeletions { .. }
            | DuplicateId { .. }
            | BadId { .. }
            | UnclosedFence
            | LostCard { .. }
            | NotUtf8
            | FrontMatter { .. }
            | FrontMatterType { .. }
            | UnclosedFrontMatter
            | IdTaken { .. } => Severity::Error,
            _ => Severity::Advice,
        }
    }

    /// What to do about it, in lower case and without a full stop.
    pub fn hint(&self) -> Cow<'static, str> {
        use ProblemKind::*;
        Cow::Borrowed(match self {
            NoAnswer { slip: Some((line, found)) } => {
                return format!("line {line} begins with `{found}`; write `A:`").into();
            }
            LostCard { found, meant } if found == meant => {
                return format!("let nothing stand before `{meant}`, not even a blank").into();
            }
            Indented { tag, .. } => return format!("let `{tag}` begin its line, if a card is meant").into(),
            LostCard { meant, .. } | Slip { meant, .. } => {
                return format!("write `{meant}` to begin that field").into();
            }
            LoneBracket { bracket } => return format!("write `\\{bracket}` for a bracket that hides nothing").into(),
            PromiseUnmet { tag, .. } => return format!("write the missing cards, or tag them `{tag}`").into(),
            NoAnswer { slip: None } => "add a line that begins with `A:` before the next card",
            NoQuestion => "write the line that begins with `Q:` above it, without a blank line or `---` between cards",
            EmptyQuestion => "write the question after `Q:`",
            EmptyAnswer => "write the answer after `A:`, or after `::` on a single line",
            EmptyCloze => "write a sentence after `C:` and put [brackets] around what it hides",
            AnswerInCloze => "a cloze is its own answer: remove `A:`, or begin the card with `Q:`",
            Repeated { .. } => "keep one; a new card begins with `Q:` or `C:`",
            NoDeletion => "put [brackets] around what the card hides; links, `[x]`, code and math hide nothing",
            EmptyDeletion => "write the hidden text between the brackets, before ` :: ` if a hint follows",
            NestedBracket => "end the first deletion before the next, or write `\\[` and `\\]` for plain brackets",
            TooManyDeletions { .. } => "split the text into several cards",
            DuplicateId { .. } | IdTaken { .. } => "give one of the two cards another id",
            BadId { .. } => "an id is 1 to 64 letters, digits, `-`, `_` or `.`",
            UnclosedFence => "close the code with a line of the same marks, at least as many",
            StrayText { .. } => "put it above, or leave a blank line if it is prose between cards",
            FrontMatter { .. } => "write it like: name = \"My deck\"",
            FrontMatterType { .. } => "write name = \"My deck\" and single_line = true",
            UnclosedFrontMatter => "end the front matter with a line `---`",
            YamlFrontMatter => "drill reads TOML there: name = \"My deck\"",
            AskedElsewhere { .. } | AlikeFronts { .. } => "ask from another angle, or remove one",
            NotUtf8 | NotUtf8Prose => "save the file as UTF-8",
            EitherOr { .. } => "ask for the value, the reason or the contrast, without saying the answer",
            OpenEnded { .. } => "ask one thing that two experts would answer alike",
            OpensWith { .. } | AsksYesNo { .. } => "ask for the value, the reason, the consequence or the contrast",
            OffCard { .. } => "name the thing: the card must stand alone among three hundred",
            LongAnswer { .. } => "keep the one fact and move the explanation to `Note:`",
            YesNo { .. } => "ask why, what or how much instead",
            LongList { .. } | AsksList { .. } => "split the list into several cards",
            LongCode { .. } => "ask for a shorter piece",
            WideLine { .. } => "break the line, or use a smaller example",
            Tex { .. } => "write the formula in plain Unicode",
            NoId => "add `Id:` with a short lasting name",
            NoSource => "add `Source:` with paper, author and year, or `derived`",
            NoRank => "add `Tags: core` or `Tags: extra`",
            CardCount { .. } => "split the topic, or cover more of it",
            FewCore { .. } => "tag as `core` what the box shall depend on",
            NoErrorCard { .. } => "add a card that asks what is wrong with a claim",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ProblemKind::*;

    fn every_kind() -> Vec<ProblemKind> {
        let (text, path) = (|| "x".to_owned(), || PathBuf::from("a.md"));
        vec![
            NoAnswer { slip: None },
            NoAnswer { slip: Some((3, text())) },
            NoQuestion,
            EmptyQuestion,
            EmptyAnswer,
            EmptyCloze,
            AnswerInCloze,
            Repeated { tag: "A:" },
            NoDeletion,
            EmptyDeletion,
            NestedBracket,
            LoneBracket { bracket: '[' },
            TooManyDeletions { found: 200 },
            DuplicateId { id: text(), line: 3 },
            BadId { id: text() },
            UnclosedFence,
            LostCard { found: text(), meant: "Q:" },
            Slip { line: 3, found: text(), meant: "A:" },
            LostCard { found: "Q:".to_owned(), meant: "Q:" },
            Indented { line: 3, tag: "Q:" },
            NotUtf8,
            NotUtf8Prose,
            StrayText { after: "Tags:" },
            FrontMatter { message: text() },
            FrontMatterType { key: "name", wants: "a string" },
            UnclosedFrontMatter,
            YamlFrontMatter,
            IdTaken { id: text(), path: path(), line: 3 },
            AskedElsewhere { path: path(), line: 3 },
            OpensWith { word: text() },
            AsksYesNo { word: text() },
            EitherOr { offer: text() },
            OpenEnded { words: text() },
            AsksList { items: 5 },
            OffCard { word: text() },
            LongAnswer { words: 46, most: 45 },
            YesNo { word: text() },
            LongList { items: 4 },
            LongCode { lines: 13 },
            WideLine { columns: 77 },
            Tex { found: text() },
            NoId,
            NoSource,
            NoRank,
            PromiseUnmet { topic: text(), promise: text(), tag: "code", has: 1, wants: 2 },
            AlikeFronts { line: 3 },
            CardCount { topic: text(), cards: 7 },
            FewCore { topic: text(), core: 3 },
            NoErrorCard { topic: text() },
        ]
    }

    #[test]
    fn every_kind_says_one_thing_and_what_to_do() {
        for what in every_kind() {
            for said in [what.to_string(), what.hint().into_owned()] {
                let first = said.chars().next().expect("a sentence");
                let known = said.starts_with("TeX");
                assert!(known || !first.is_uppercase(), "{said}");
                assert!(!said.ends_with('.') || said.ends_with("`.`"), "{said}");
                assert!(!said.contains("  ") && !said.contains('\n'), "{said}");
            }
        }
    }
}
