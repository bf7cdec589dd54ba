//! Matching by the ids that decks write.

use std::{cmp::Reverse, collections::HashMap};

use super::{How, Matching, of_words};
use crate::{
    deck::alike::Sketch,
    model::{Form, name::normalise},
};

impl Matching<'_> {
    /// Gives each explicit id to the card that has it, parked or not.
    ///
    /// The deletions of one block share its id, and adding one in front moves the numbers behind it: among them the
    /// hidden text decides before the number.
    pub(super) fn by_id(&mut self) {
        let ids: HashMap<&str, usize> = self.known.iter().enumerate().map(|(at, card)| (card.id, at)).collect();
        let mut claims: Vec<(usize, usize)> = Vec::new();
        let mut blocks: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, card) in self.incoming.iter().enumerate() {
            let Some(id) = card.explicit_id else { continue };
            if card.form == Form::Cloze {
                blocks.entry(base(id, card.ordinal)).or_default().push(at);
            } else if let Some(known) = ids.get(id) {
                claims.push((*known, at));
            }
        }
        self.settle(claims);
        self.by_block(blocks, &ids);
    }

    /// Of several cards that claim one id, the one whose question is the same wins, then the first by content.
    fn settle(&mut self, mut claims: Vec<(usize, usize)>) {
        claims.sort_by(|(one_known, one), (other_known, other)| {
            let changed = |known: &usize, new: &usize| self.known[*known].question != self.incoming[*new].question;
            let questions = || changed(one_known, one).cmp(&changed(other_known, other));
            let contents = || self.incoming[*one].order(&self.incoming[*other]);
            one_known.cmp(other_known).then_with(questions).then_with(contents)
        });
        for (known, new) in claims {
            if !self.taken[known] {
                self.give(new, known, How::Id);
            }
        }
    }

    fn by_block(&mut self, blocks: HashMap<&str, Vec<usize>>, ids: &HashMap<&str, usize>) {
        if blocks.is_empty() {
            return;
        }
        let mut siblings: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, card) in self.known.iter().enumerate().filter(|(_, card)| card.form == Form::Cloze) {
            let numbered = card.id.rsplit_once('.').filter(|(_, number)| number.parse::<usize>().is_ok());
            if let Some((base, _)) = numbered {
                siblings.entry(base).or_default().push(at);
            }
        }
        let mut blocks: Vec<(&str, Vec<usize>)> = blocks.into_iter().collect();
        blocks.sort_unstable();
        for (base, mut new) in blocks {
            new.sort_by(|one, other| self.incoming[*one].order(&self.incoming[*other]));
            let first = ids.get(base).copied();
            let known: Vec<usize> = first.into_iter().chain(siblings.remove(base).unwrap_or_default()).collect();
            self.by_deletion(&new, &known);
            let numbered: Vec<(usize, usize)> = new
                .iter()
                .filter(|at| self.matches[**at].is_none())
                .filter_map(|at| Some((*ids.get(self.incoming[*at].explicit_id?)?, *at)))
                .collect();
            self.settle(numbered);
        }
    }

    /// Pairs the deletions of one block that hide the same text, the most alike sentences first.
    fn by_deletion(&mut self, new: &[usize], known: &[usize]) {
        let mut pairs: Vec<(Reverse<u32>, usize, usize, usize)> = Vec::new();
        for (order, at) in new.iter().enumerate() {
            for other in known.iter().filter(|other| !self.taken[**other]) {
                let (card, old) = (&self.incoming[*at], &self.known[*other]);
                let same = card.answer == old.answer || hidden(card.answer) == hidden(old.answer);
                if same {
                    let close = Sketch::new(card.question).likeness(&Sketch::new(old.question));
                    let exact = u32::from(card.question == old.question);
                    pairs.push((Reverse(exact * 2_000_000 + (close * 1e6) as u32), order, *other, *at));
                }
            }
        }
        pairs.sort_unstable();
        for (_, _, known, at) in pairs {
            if !self.taken[known] && self.matches[at].is_none() {
                self.give(at, known, How::Id);
            }
        }
    }
}

fn hidden(answer: &str) -> u64 {
    of_words(answer, &normalise(answer))
}

/// The id of the block that a deletion stands in.
fn base(id: &str, ordinal: usize) -> &str {
    if ordinal == 0 {
        return id;
    }
    id.rsplit_once('.').map_or(id, |(base, _)| base)
}
