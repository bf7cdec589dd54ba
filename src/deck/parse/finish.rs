//! A block that has been read becomes cards, or tells why not.

use std::{collections::HashMap, ops::Range};

use super::{Block, Cow, Form, Kind, ParsedCard, Problem, ProblemKind, Scan, newlines, trim};
use crate::deck::cloze::Cloze;

/// The longest explicit id, in characters.
const LONGEST_ID: usize = 64;

impl<'a> Scan<'a> {
    /// Ends the open block.
    pub(super) fn close(&mut self) {
        let Some(block) = self.open.take() else { return };
        if !block.is_card() {
            return;
        }
        let known = self.parsed.problems.len();
        let id = self.id(&block);
        if block.kind == Kind::Cloze {
            self.close_cloze(&block, id, known);
        } else {
            self.close_basic(&block, id, known);
        }
        self.blocks += 1;
    }

    fn close_basic(&mut self, block: &Block, id: Option<String>, known: usize) {
        let question = self.field(&block.question);
        if question.is_empty() && !block.spoilt {
            self.blame(block.line, 1, ProblemKind::EmptyQuestion);
        }
        let answer = match &block.answer {
            Some(answer) => self.field(answer),
            None => {
                if !block.spoilt && !block.inverted {
                    self.blame(block.line, 1, ProblemKind::NoAnswer { slip: block.slip.clone() });
                }
                return;
            }
        };
        if answer.is_empty() && !block.spoilt {
            self.blame(self.answer_line(block), 1, ProblemKind::EmptyAnswer);
        }
        if block.spoilt || self.has_error_since(known) {
            return;
        }
        let card = self.card(block, id);
        self.parsed.cards.push(ParsedCard { question, answer, ..card });
    }

    fn close_cloze(&mut self, block: &Block, id: Option<String>, known: usize) {
        if block.spoilt {
            return;
        }
        let raw = self.part(&block.question);
        if raw.trim().is_empty() {
            self.blame(block.line, 1, ProblemKind::EmptyCloze);
            return;
        }
        let cloze = match Cloze::read(&raw, |name| self.defines(name)) {
            Ok(cloze) => cloze,
            Err(flaw) => {
                let before = &raw[..flaw.at];
                let below = before.matches('\n').count();
                let col = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
                let tag = if below == 0 && flaw.at > 0 { 2 } else { 0 };
                self.blame(block.line + below, col + tag + 1, flaw.what);
                return;
            }
        };
        if self.has_error_since(known) {
            return;
        }
        for ordinal in 0..cloze.deletions.len() {
            let id = id.as_ref().map(|id| if ordinal == 0 { id.clone() } else { format!("{id}.{}", ordinal + 1) });
            let card = self.card(block, id);
            let question = trim(&cloze.question(&raw, ordinal)).to_owned();
            let answer = cloze.answer(&raw, ordinal);
            self.parsed.cards.push(ParsedCard { question, answer, ordinal, form: Form::Cloze, ..card });
        }
    }

    /// The line of `A:`, found by counting up from the block's own.
    fn answer_line(&self, block: &Block) -> usize {
        let start = block.answer.as_ref().map_or(block.raw.start, |answer| answer.start);
        block.line + newlines(&self.text[block.raw.start..start]).matches('\n').count()
    }

    fn has_error_since(&self, known: usize) -> bool {
        self.parsed.problems[known..].iter().any(|problem| problem.severity() == crate::deck::Severity::Error)
    }

    /// The explicit id, if it can be one.
    fn id(&mut self, block: &Block) -> Option<String> {
        let (range, line) = block.id.clone()?;
        let id = self.text[range.clone()].trim();
        let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
        if id.is_empty() {
            return None;
        }
        if id.chars().all(fits) && id.chars().count() <= LONGEST_ID {
            return Some(id.to_owned());
        }
        let blanks = self.text[range].chars().take_while(|letter| letter.is_whitespace()).count();
        let shown = id.chars().take(LONGEST_ID).collect();
        self.blame(line, "Id:".len() + blanks + 1, ProblemKind::BadId { id: shown });
        None
    }

    /// A card of the block but for its sides.
    fn card(&self, block: &Block, explicit_id: Option<String>) -> ParsedCard {
        let (mut tags, mut core, mut ranked) = (Vec::new(), true, false);
        for range in block.tags.ranges() {
            for tag in self.text[range.clone()].split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
                if tag.eq_ignore_ascii_case("extra") {
                    (core, ranked) = (false, true);
                } else if tag.eq_ignore_ascii_case("core") {
                    ranked = true;
                } else {
                    tags.push(tag.to_owned());
                }
            }
        }
        ParsedCard {
            line: block.line,
            section: self.place.section.clone(),
            topic: self.place.topic.clone(),
            explicit_id,
            block: self.blocks,
            ordinal: 0,
            form: Form::Basic,
            question: String::new(),
            answer: String::new(),
            note: self.fields(block.note.ranges(), "\n\n"),
            source: self.fields(block.source.ranges(), "; "),
            tags,
            core,
            ranked,
            raw: block.raw.clone(),
        }
    }

    fn fields<'r>(&self, mut ranges: impl Iterator<Item = &'r Range<usize>>, joint: &str) -> String {
        let mut out = ranges.next().map_or_else(String::new, |range| self.field(range));
        for range in ranges {
            // Behind the end of a fence a line of its own, or the fence would not end there.
            let fenced = out.rsplit_once('\n').is_some_and(|(_, last)| last.trim_start().starts_with(['`', '~']));
            out.push_str(if fenced && !joint.starts_with('\n') { "\n" } else { joint });
            out.push_str(&self.field(range));
        }
        out
    }

    fn field(&self, range: &Range<usize>) -> String {
        match self.part(range) {
            Cow::Borrowed(text) => trim(text).to_owned(),
            Cow::Owned(text) => trim(&text).to_owned(),
        }
    }

    fn part(&self, range: &Range<usize>) -> Cow<'a, str> {
        let text = &self.text[range.clone()];
        if self.lines.has_carriage() { Cow::Owned(newlines(text)) } else { Cow::Borrowed(text) }
    }

    /// Refuses each card whose explicit id stands above already, with its siblings.
    pub(super) fn refuse_doubles(&mut self) {
        let mut first: HashMap<&str, (usize, usize)> = HashMap::new();
        let mut refused: Vec<(usize, Problem)> = Vec::new();
        for card in &self.parsed.cards {
            let Some(id) = card.explicit_id.as_deref() else { continue };
            let (line, block) = *first.entry(id).or_insert((card.line, card.block));
            if block != card.block && refused.last().is_none_or(|(last, _)| *last != card.block) {
                let what = ProblemKind::DuplicateId { id: id.to_owned(), line };
                refused.push((card.block, Problem { line: card.line, col: 1, what }));
            }
        }
        if refused.is_empty() {
            return;
        }
        let blocks: std::collections::HashSet<usize> = refused.iter().map(|(block, _)| *block).collect();
        self.parsed.cards.retain(|card| !blocks.contains(&card.block));
        self.parsed.problems.extend(refused.into_iter().map(|(_, problem)| problem));
    }
}
