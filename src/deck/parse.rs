//! Deck text into cards: one pass over its lines, every problem kept with its place, no text that stops it.

use std::{borrow::Cow, cell::OnceCell, collections::HashSet, ops::Range};

use super::{
    cloze, front,
    lines::{Fence, Line, Lines, Mark, Tag, newlines},
    problem::{Problem, ProblemKind},
};
use crate::model::{Form, Title, name::normalise};

mod block;
mod fences;
mod finish;
mod slips;

use block::{Block, Kind, Part};
use fences::{OpenFence, Return};

/// What a deck file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The name that its front matter gives it.
    pub name: Option<String>,
    /// Its cards, in file order.
    pub cards: Vec<ParsedCard>,
    /// All that is wrong with it, in file order.
    pub problems: Vec<Problem>,
}

/// One card as its deck says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedCard {
    /// The line its block begins at, from 1, front matter included.
    pub line: usize,
    /// The section it stands under.
    pub section: String,
    /// The topic it stands under.
    pub topic: Title,
    /// Its `Id:`; later deletions of one block carry `.2`, `.3`, ... behind it.
    pub explicit_id: Option<String>,
    /// Which block of the file it comes from; the deletions of one cloze share it.
    pub block: usize,
    /// Which deletion of its block it is, from 0; 0 for other cards.
    pub ordinal: usize,
    /// Basic or cloze.
    pub form: Form,
    /// The front, Markdown, with line feeds only.
    pub question: String,
    /// The back, Markdown, with line feeds only.
    pub answer: String,
    /// Shown under the answer; empty if there is none.
    pub note: String,
    /// Where the fact comes from; empty if not said.
    pub source: String,
    /// Its tags, `core` and `extra` left out.
    pub tags: Vec<String>,
    /// Whether the box of its topic depends on it: unless tagged `extra`.
    pub core: bool,
    /// Whether its tags say `core` or `extra` at all.
    pub ranked: bool,
    /// The bytes of its block in the text, from its first tag to its last line, without that line's end.
    pub raw: Range<usize>,
}

/// Reads a deck.
///
/// `file_stem` names the topic where neither a heading nor the front matter does. A byte order mark, CRLF and lone
/// CR are understood. A bad card costs itself and is told in `problems`.
pub fn parse(text: &str, file_stem: &str) -> Parsed {
    let scan = scan(text, file_stem, false);
    if !scan.ambiguous {
        return scan.parsed;
    }
    // A fence is open at the end, and an earlier one held cards: whichever is to blame, keep more cards.
    let other = self::scan(text, file_stem, true);
    if other.parsed.cards.len() > scan.parsed.cards.len() { other.parsed } else { scan.parsed }
}

fn scan<'a>(text: &'a str, file_stem: &str, doubting: bool) -> Scan<'a> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let front = front::read(text, start);
    let name = front.name.clone();
    let whole = name.clone().unwrap_or_else(|| file_stem.to_owned());
    let mut scan = Scan {
        text,
        lines: Lines::new(text, front.end, front.lines + 1),
        single_line: front.single_line,
        place: Place { topic: Title::parse(&whole), section: whole },
        parsed: Parsed { name, cards: Vec::new(), problems: front.problem.into_iter().collect() },
        doubting,
        ..Scan::default()
    };
    scan.run();
    scan
}

/// Section and topic that the next card belongs to.
#[derive(Clone, Debug)]
struct Place {
    section: String,
    topic: Title,
}

struct Scan<'a> {
    text: &'a str,
    lines: Lines<'a>,
    single_line: bool,
    place: Place,
    open: Option<Block>,
    fence: Option<OpenFence>,
    /// The first closed fence that held something like a card: the one to doubt if a later fence never closes.
    doubted: Option<Return>,
    /// Whether to doubt it before the fence that is open at the end.
    doubting: bool,
    /// Whether the end came inside a fence while there was one to doubt.
    ambiguous: bool,
    returns: usize,
    /// Whether the line before was blank, a heading, a rule, or none at all.
    after_blank: bool,
    blocks: usize,
    definitions: OnceCell<HashSet<String>>,
    parsed: Parsed,
}

impl Default for Scan<'_> {
    fn default() -> Self {
        Self {
            text: "",
            lines: Lines::plain("", 0),
            single_line: false,
            place: Place { section: String::new(), topic: Title { name: String::new(), promise: None } },
            open: None,
            fence: None,
            doubted: None,
            doubting: false,
            ambiguous: false,
            returns: 0,
            after_blank: true,
            blocks: 0,
            definitions: OnceCell::new(),
            parsed: Parsed::default(),
        }
    }
}

impl<'a> Scan<'a> {
    fn run(&mut self) {
        loop {
            while let Some(line) = self.lines.next() {
                self.line(line);
            }
            if !self.recover() {
                break;
            }
        }
        self.close();
        self.refuse_doubles();
        self.parsed.problems.sort_by_key(|problem| (problem.line, problem.col));
    }

    fn line(&mut self, line: Line<'a>) {
        if self.fence.is_some() {
            self.fenced(line);
            return;
        }
        let blank = match Mark::of(line.text) {
            Mark::Blank => {
                if let Some(open) = &mut self.open {
                    open.pass_blank();
                }
                true
            }
            Mark::Heading(level, text) => {
                self.close();
                self.enter(level, text);
                true
            }
            Mark::Rule => {
                self.close();
                true
            }
            Mark::Fence(fence) => {
                self.add_text(line);
                self.open_fence(fence, line, 1);
                false
            }
            Mark::Tag(tag) => {
                self.tag(tag, line);
                false
            }
            Mark::Text => {
                self.plain(line);
                false
            }
        };
        self.after_blank = blank;
    }

    /// Takes a heading; one of level 3 and deeper, or without text, only ends a card.
    fn enter(&mut self, level: usize, text: &str) {
        match level {
            1 if !text.is_empty() => {
                self.place = Place { section: text.to_owned(), topic: Title::parse(text) };
            }
            2 if !text.is_empty() => self.place.topic = Title::parse(text),
            _ => {}
        }
    }

    fn plain(&mut self, line: Line<'a>) {
        if let Some((left, right)) = self.sides(line.text) {
            self.close();
            self.open = Some(Block::single(&line, left, right));
            return;
        }
        if let Some(slip) = Tag::slip(line.text) {
            self.note_slip(line, &slip);
        }
        self.add_text(line);
    }

    fn add_text(&mut self, line: Line<'a>) {
        let Some(open) = &mut self.open else { return };
        if let Some(after) = open.add(&line, self.after_blank) {
            self.blame(line.number, 1, ProblemKind::StrayText { after });
        }
    }

    fn tag(&mut self, tag: Tag, line: Line<'a>) {
        match tag {
            Tag::Question | Tag::Cloze => {
                let inverted = !self.after_blank && self.open.as_ref().is_some_and(|open| open.kind == Kind::Orphan);
                self.close();
                let kind = if tag == Tag::Cloze { Kind::Cloze } else { Kind::Basic };
                self.open = Some(Block { inverted, ..Block::new(kind, &line) });
            }
            Tag::Answer => self.answer(line),
            Tag::Note | Tag::Source | Tag::Id | Tag::Tags => {
                let twice = self.open.as_mut().is_some_and(|open| open.set(tag, &line));
                if twice {
                    self.spoil(line, ProblemKind::Repeated { tag: tag.text() });
                }
            }
        }
        let rest = &line.text[tag.text().len()..];
        if let Some(fence) = Fence::opened_by(rest.trim_start()) {
            let col = line.text.len() - rest.trim_start().len() + 1;
            self.open_fence(fence, line, col);
        }
    }

    /// Takes an `A:`: the answer of the open question, or one that has no question.
    ///
    /// After a blank line a second answer is the slip of another card, and the card above stays whole.
    fn answer(&mut self, line: Line<'a>) {
        let after_blank = self.after_blank;
        match &mut self.open {
            Some(open) if open.waits() && !(open.inverted && after_blank) => open.answer(&line),
            Some(open) if open.kind == Kind::Basic && !after_blank => {
                self.spoil(line, ProblemKind::Repeated { tag: Tag::Answer.text() });
            }
            Some(open) if open.kind == Kind::Cloze && !after_blank => self.spoil(line, ProblemKind::AnswerInCloze),
            // The answer of a question that was told to be lost.
            Some(open) if open.kind == Kind::Orphan && open.inverted && !after_blank => open.inverted = false,
            _ => {
                self.close();
                self.open = Some(Block::new(Kind::Orphan, &line));
                self.blame(line.number, 1, ProblemKind::NoQuestion);
            }
        }
    }

    fn spoil(&mut self, line: Line<'a>, what: ProblemKind) {
        if let Some(open) = &mut self.open {
            open.spoilt = true;
            open.part = Part::None;
        }
        self.blame(line.number, 1, what);
    }

    fn blame(&mut self, line: usize, col: usize, what: ProblemKind) {
        self.parsed.problems.push(Problem { line, col, what });
    }

    /// The two sides of a single-line card, as bytes of the line.
    ///
    /// Inside the running text of another card a line is text.
    fn sides(&self, text: &str) -> Option<(Range<usize>, Range<usize>)> {
        let free = match &self.open {
            None => true,
            Some(open) => open.yields(self.after_blank),
        };
        let at = if free { single_parting(text, self.single_line)? } else { return None };
        Some((0..at, at + 2..text.len()))
    }

    /// Whether the file defines a link reference of that name.
    fn defines(&self, name: &str) -> bool {
        let read = || {
            let lines = Lines::new(self.text, 0, 1).filter(|line| line.text.trim_start().starts_with('['));
            lines.filter_map(|line| cloze::definition(line.text)).map(normalise).collect()
        };
        self.definitions.get_or_init(read).contains(&normalise(name))
    }
}

/// Where a line is parted if it is a single-line card; `tight` ones need no blanks around the colons.
pub(super) fn single_parting(text: &str, tight: bool) -> Option<usize> {
    if !text.contains("::") || text.starts_with([' ', '\t', '|', '>']) {
        return None;
    }
    parting(text, true).or_else(|| if tight { parting(text, false) } else { None })
}

/// Where `::` parts a single line, outside code and brackets; `spaced` asks for blanks on both sides.
fn parting(text: &str, spaced: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut skim = cloze::Skim::new(text);
    let (mut at, mut depth) = (0, 0_usize);
    while at < bytes.len() {
        if depth == 0 && bytes[at..].starts_with(b"::") {
            let blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
            let fits = !spaced || (at > 0 && blank(at - 1) && blank(at + 2));
            if fits {
                return Some(at);
            }
        }
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'`' => {
                at = skim.span_end(at).unwrap_or(at + 1);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// A field without its outer blanks; the indent of an indented first line of code stays.
pub(super) fn trim(text: &str) -> &str {
    let text = text.trim_end();
    let first = text.find(|letter: char| !letter.is_whitespace()).unwrap_or(0);
    let line = text[..first].rfind('\n').map_or(first, |at| at + 1);
    let indent = &text[line..first];
    if indent.contains('\t') || indent.len() >= 4 { &text[line..] } else { &text[first..] }
}

#[cfg(test)]
mod tests;
