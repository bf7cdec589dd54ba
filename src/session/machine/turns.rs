//! Whose turn it is: the planned cards that still enter, and the debts between them.

use std::collections::HashSet;

use super::{Effect, LONGEST_SECONDS, Session, Shown, Stage, is_here};
use crate::model::{
    ItemKey, Moment,
    view::{Notice, Why},
};
use crate::schedule::outcomes;
use crate::session::debt::{Debt, debts};

impl Session {
    pub(super) fn next(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.shown = None;
        while let Some((item, why)) = self.choose() {
            match self.known.get(&item).map(|standing| outcomes(&standing.memory, self.today)) {
                Some(Err(clock)) => {
                    self.skipped.insert(item);
                    effects.push(Effect::Tell(Notice::Trouble(clock.to_string())));
                }
                _ => {
                    self.show(item, why, now);
                    effects.extend(self.ask(now));
                    return effects;
                }
            }
        }
        if self.given.is_empty() {
            effects.extend(self.finish(false));
        } else {
            self.stage = Stage::Closing;
            effects.extend(self.ask(now));
        }
        effects
    }

    /// The next card: a debt that is ripe, else what enters, else the debt that waited longest.
    pub(super) fn choose(&mut self) -> Option<(ItemKey, Why)> {
        let repeats = self.repeats();
        let repeat = |debt: &Debt| (debt.item, if debt.learned { Why::Learned } else { Why::Again });
        if let Some(debt) = repeats.iter().find(|debt| debt.is_ripe()) {
            return Some(repeat(debt));
        }
        let entering = self.coming().next().cloned();
        let at = entering.and_then(|entering| self.queue.iter().position(|waiting| *waiting == entering));
        at.and_then(|at| self.queue.remove(at)).or_else(|| repeats.first().map(repeat))
    }

    pub(super) fn show(&mut self, item: ItemKey, why: Why, now: Moment) {
        self.shown = Some(Shown { item, why, since: now, confidence: None });
        self.stage = Stage::Front;
    }

    /// The planned cards that still enter: another process may have answered one, or the time may be up.
    pub(super) fn coming(&self) -> impl Iterator<Item = &(ItemKey, Why)> {
        let entering = if self.is_time_up() { 0 } else { usize::MAX };
        self.standing_by().take(entering)
    }

    pub(super) fn standing_by(&self) -> impl Iterator<Item = &(ItemKey, Why)> {
        let answered: HashSet<ItemKey> = self.log.iter().map(|answer| answer.item).collect();
        self.queue.iter().filter(move |(item, why)| {
            let Some(standing) = self.known.get(item).filter(|standing| is_here(standing)) else { return false };
            // A corrected answer is shown once, even on a day on which the card was answered before.
            let unseen = !answered.contains(item) || (*why == Why::Corrected && standing.corrected);
            unseen && !self.skipped.contains(item)
        })
    }

    /// Due items that were planned and did not enter because the time was up.
    pub(super) fn kept_out(&self) -> u32 {
        let due = self.standing_by().filter(|(_, why)| *why == Why::Due && self.is_time_up()).count();
        u32::try_from(due).unwrap_or(u32::MAX)
    }

    pub(super) fn is_time_up(&self) -> bool {
        self.seconds.is_some_and(|seconds| self.spent() >= seconds)
    }

    /// What is owed today, whether or not it comes again in this sitting.
    pub(super) fn owed(&self) -> Vec<Debt> {
        let mut owed = debts(&self.log, self.bar);
        owed.retain(|debt| self.known.get(&debt.item).is_some_and(|it| is_here(it) && it.card.kind.owes()));
        owed
    }

    /// What is owed and comes again in this sitting, longest waiting first.
    pub(super) fn repeats(&self) -> Vec<Debt> {
        let mut owed = self.owed();
        owed.retain(|debt| !self.skipped.contains(&debt.item));
        owed
    }

    pub(super) fn spent(&self) -> u32 {
        self.given.iter().map(|given| given.seconds.min(LONGEST_SECONDS)).sum()
    }
}
