//! A person whose memory follows FSRS-6, by the default parameters or by others.

use drill::model::{Day, Grade, Memory, Trace};
use drill::schedule::{self, fsrs};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

/// What kind of memory a learner has, and how fast he is.
#[derive(Clone)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) model: fsrs::Model,
    /// Shares of the first answers: again, hard, good, easy.
    pub(crate) first: [f64; 4],
}

impl Kind {
    pub(crate) fn new(name: &'static str, change: impl FnOnce(&mut [f64; 21])) -> Self {
        let mut w = *fsrs::Model::default().parameters();
        change(&mut w);
        Self { name, model: fsrs::Model::new(w), first: [0.24, 0.10, 0.49, 0.17] }
    }
}

/// Seconds on a card: never seen, recalled, failed, repeated on the same day.
pub(crate) const SECONDS: [f64; 4] = [60.0, 25.0, 40.0, 15.0];

/// One card in a learner's head, and what drill knows of it.
#[derive(Clone)]
pub(crate) struct Card {
    pub(crate) memory: Memory,
    /// What drill makes of the answers.
    pub(crate) trace: Option<Trace>,
    /// How it is in truth.
    truth: Option<Trace>,
}

impl Card {
    pub(crate) const NEW: Self = Self { memory: Memory::NEW, trace: None, truth: None };

    pub(crate) fn is_seen(&self) -> bool {
        self.truth.is_some()
    }
}

pub(crate) struct Learner {
    kind: Kind,
    dice: ChaCha8Rng,
}

impl Learner {
    pub(crate) fn new(kind: &Kind, seed: u64) -> Self {
        Self { kind: kind.clone(), dice: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// The chance that a card is recalled on a day; a card never seen is not.
    pub(crate) fn recall(&self, card: &Card, day: Day) -> f64 {
        card.truth.as_ref().map_or(0.0, |truth| self.kind.model.recall(truth, day))
    }

    /// Answers a card until it is recalled well, as a sitting asks for; the seconds it took.
    pub(crate) fn answer(&mut self, card: &mut Card, day: Day) -> f64 {
        let grade = self.grade(card, day);
        let mut seconds = match (card.is_seen(), grade.passes()) {
            (false, _) => SECONDS[0],
            (true, true) => SECONDS[1],
            (true, false) => SECONDS[2],
        };
        self.note(card, grade, day);
        let mut owed = grade < Grade::GOOD;
        let mut failed = 0;
        while owed && failed < 3 {
            seconds += SECONDS[3];
            let grade = if self.dice.random_bool(0.9) { Grade::GOOD } else { Grade::ALL[1] };
            self.note(card, grade, day);
            owed = grade < Grade::GOOD;
            failed += u32::from(owed);
        }
        seconds
    }

    fn note(&self, card: &mut Card, grade: Grade, day: Day) {
        card.memory = schedule::answer(&card.memory, grade, day).memory;
        card.trace = Some(fsrs::after(card.trace, grade, day));
        card.truth = Some(self.kind.model.after(card.truth, grade, day));
    }

    fn grade(&mut self, card: &Card, day: Day) -> Grade {
        let roll: f64 = self.dice.random();
        if !card.is_seen() {
            let [again, hard, good, _] = self.kind.first;
            return match roll {
                r if r < again => Grade::ALL[1],
                r if r < again + hard => Grade::ALL[3],
                r if r < again + hard + good => Grade::GOOD,
                _ => Grade::ALL[5],
            };
        }
        let recalled = self.dice.random_bool(self.recall(card, day).clamp(0.0, 1.0));
        match (recalled, roll) {
            (false, r) => Grade::ALL[if r < 0.5 { 1 } else { 2 }],
            (true, r) if r < 0.12 => Grade::ALL[3],
            (true, r) if r < 0.85 => Grade::GOOD,
            (true, _) => Grade::ALL[5],
        }
    }
}
