//! Lines that look like a mistyped tag: they explain a lost card, or are worth a word.

use super::{Block, Kind, Part, ProblemKind, Scan};
use crate::deck::lines::{Lead, Line, Slip, Tag};

impl<'a> Scan<'a> {
    /// Takes note of a slip; its line is read as text all the same.
    pub(super) fn note_slip(&mut self, line: Line<'a>, slip: &Slip<'a>) {
        match &mut self.open {
            Some(open) if slip.meant == Tag::Answer && open.waits() => {
                open.slip = Some((line.number, slip.found.to_owned()));
            }
            _ if matches!(slip.lead, Lead::Blank | Lead::Code) => self.note_indented(line, slip),
            _ => self.note_mistyped(line, slip),
        }
    }

    /// A tag that is spelt wrong, or stands behind what is no text.
    fn note_mistyped(&mut self, line: Line<'a>, slip: &Slip<'a>) {
        // A byte that is no text begins no line of an answer: there a card was.
        let fresh = self.after_blank
            || slip.lead == Lead::Damage
            || self.open.as_ref().is_none_or(|open| open.part == Part::None);
        let lost = slip.meant == Tag::Question && fresh && self.lines.peek().is_some_and(answers);
        match &mut self.open {
            Some(open) if open.kind == Kind::Orphan => {}
            Some(open) if !(lost && open.is_whole()) => {
                open.after = "";
                let (found, meant) = (slip.found.to_owned(), slip.meant.text());
                self.blame(line.number, 1, ProblemKind::Slip { line: line.number, found, meant });
            }
            _ if lost => self.lose(line, slip),
            _ => {}
        }
    }

    /// A tag behind blanks: text that was moved in on purpose, unless an answer at the first column says otherwise.
    fn note_indented(&mut self, line: Line<'a>, slip: &Slip<'a>) {
        let next = self.lines.peek().unwrap_or_default();
        let answered = slip.meant == Tag::Question && answers(next);
        let tagged = answered && Tag::of(next) == Some(Tag::Answer);
        let card = self.open.as_ref().filter(|open| open.is_card());
        let is_told = match card {
            // In a card it may be text that was moved in so as to be none.
            Some(open) if tagged && open.is_whole() => return self.lose(line, slip),
            Some(open) => answered || (slip.lead == Lead::Blank && slip.meant.follows() && open.is_whole()),
            None if tagged || (answered && slip.lead == Lead::Blank) => return self.lose(line, slip),
            None => slip.meant == Tag::Question || (slip.meant == Tag::Cloze && line.text.contains('[')),
        };
        if is_told {
            let tag = slip.meant.text();
            self.blame(line.number, 1, ProblemKind::Indented { line: line.number, tag });
        }
    }

    /// Tells a card to be lost, and ends the one above it.
    fn lose(&mut self, line: Line<'a>, slip: &Slip<'a>) {
        self.close();
        self.open = Some(Block { inverted: true, ..Block::new(Kind::Orphan, &line) });
        let (found, meant) = (slip.found.to_owned(), slip.meant.text());
        self.blame(line.number, 1, ProblemKind::LostCard { found, meant });
    }
}

/// Whether a line is an answer, well tagged or not.
fn answers(line: &str) -> bool {
    Tag::of(line) == Some(Tag::Answer) || Tag::slip(line).is_some_and(|slip| slip.meant == Tag::Answer)
}
