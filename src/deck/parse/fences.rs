//! Code fences while a deck is read, and the way back when one turns out unclosed.

use super::{Block, Place, ProblemKind, Scan};
use crate::deck::lines::{Fence, Line, Mark, Tag};

/// How often a text may be read again because a fence turned out unclosed only at its end.
const MOST_RETURNS: usize = 16;

/// An open fence, and where to go on if its end turns out to be missing.
pub(super) struct OpenFence {
    fence: Fence,
    line: usize,
    col: usize,
    /// The first line inside that would begin a card or a topic.
    doubt: Option<Return>,
}

/// A point to go on from, with all that was known there.
pub(super) struct Return {
    start: usize,
    line: usize,
    cards: usize,
    problems: usize,
    blocks: usize,
    open: Option<Block>,
    place: Place,
    /// The fence that is to blame.
    blame: (usize, usize),
}

impl<'a> Scan<'a> {
    pub(super) fn open_fence(&mut self, fence: Fence, line: Line<'a>, col: usize) {
        self.fence = Some(OpenFence { fence, line: line.number, col, doubt: None });
    }

    /// A line inside a fence: text, unless it shows that the fence should have ended before.
    pub(super) fn fenced(&mut self, line: Line<'a>) {
        let Some(mut open) = self.fence.take() else { return };
        if open.fence.closed_by(line.text) {
            self.doubted = self.doubted.take().or(open.doubt);
            self.add_text(line);
            self.after_blank = false;
            return;
        }
        let starts = Tag::of(line.text).is_some_and(Tag::starts);
        if open.doubt.is_none() && (starts || self.is_topic_line(line.text)) {
            open.doubt = Some(self.point(&line, (open.line, open.col)));
        }
        let must_yield = starts && self.returns >= MOST_RETURNS;
        if (must_yield || open.fence.doubted_by(line.text)) && open.doubt.is_some() {
            self.go_back(open.doubt);
            return;
        }
        self.add_text(line);
        self.after_blank = line.text.trim().is_empty();
        self.fence = Some(open);
    }

    /// A heading as decks write it, with blank lines around: in code that would be a rare comment.
    fn is_topic_line(&self, text: &str) -> bool {
        matches!(Mark::of(text), Mark::Heading(1 | 2, _))
            && self.after_blank
            && self.lines.peek().is_some_and(|next| next.trim().is_empty())
    }

    fn point(&self, line: &Line<'a>, blame: (usize, usize)) -> Return {
        Return {
            start: line.start,
            line: line.number,
            cards: self.parsed.cards.len(),
            problems: self.parsed.problems.len(),
            blocks: self.blocks,
            open: self.open.clone(),
            place: self.place.clone(),
            blame,
        }
    }

    /// Goes on from an earlier line as if the fence open there had been closed; its card is lost.
    fn go_back(&mut self, to: Option<Return>) {
        let Some(to) = to else { return };
        self.lines.set_back(to.start, to.line);
        self.parsed.cards.truncate(to.cards);
        self.parsed.problems.truncate(to.problems);
        (self.blocks, self.open, self.place) = (to.blocks, to.open, to.place);
        (self.fence, self.doubted, self.after_blank) = (None, None, true);
        self.blame(to.blame.0, to.blame.1, ProblemKind::UnclosedFence);
        if let Some(open) = &mut self.open {
            open.spoilt = true;
        }
    }

    /// At the end of the text: if a fence is still open, goes back to where it, or one before it, went wrong.
    pub(super) fn recover(&mut self) -> bool {
        let Some(open) = self.fence.take() else { return false };
        self.ambiguous |= self.doubted.is_some();
        let to = self.doubted.take().filter(|_| self.doubting).or(open.doubt);
        if to.is_none() {
            self.blame(open.line, open.col, ProblemKind::UnclosedFence);
            if let Some(block) = &mut self.open {
                block.spoilt = true;
            }
            return false;
        }
        self.returns += 1;
        self.go_back(to);
        true
    }
}
