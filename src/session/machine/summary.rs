//! What a sitting leaves behind.

use super::{Given, Session};
use crate::model::{Day, ItemKey, Missed, Summary, text::one_line, view::Why};
use crate::session::debt::is_let_go;

impl Session {
    /// What this sitting leaves behind; the next due day is for the caller to add.
    pub fn summary(&self) -> Summary {
        let is_new = |given: &&Given| match given.why {
            Why::New | Why::Learned => true,
            Why::Pull { .. } => given.before.seen.is_none(),
            _ => false,
        };
        let repeats = self.given.iter().filter(|given| given.why == Why::Again).count();
        let counted =
            |given: &&Given| given.before.seen.is_some_and(|seen| seen < self.today) && counts(given, self.today);
        Summary {
            answers: self.given.len(),
            items: self.given.len() - repeats,
            new: self.given.iter().filter(is_new).count(),
            seconds: self.spent(),
            recalled: (
                self.given.iter().filter(counted).filter(|given| given.grade.passes()).count(),
                self.given.iter().filter(counted).count(),
            ),
            missed: self.missed(),
            boxes: self.given.iter().flat_map(|given| given.boxes.iter().cloned()).collect(),
            owed: self.owed().len(),
            left_out: self.left_out.saturating_add(self.kept_out()),
            outlook: None,
            day_turned: self.day_turned,
        }
    }

    fn missed(&self) -> Vec<Missed> {
        let mut missed: Vec<(ItemKey, Missed)> = Vec::new();
        for given in self.given.iter().filter(|given| !given.grade.passes()) {
            if let Some(standing) = self.known.get(&given.item)
                && !missed.iter().any(|(item, _)| *item == given.item)
            {
                let answer = standing.card.answer.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                missed.push((
                    given.item,
                    Missed {
                        topic: standing.title.name.clone(),
                        question: one_line(&standing.card.question),
                        answer: one_line(answer),
                        let_go: is_let_go(&self.log, given.item, self.bar),
                    },
                ));
            }
        }
        missed.into_iter().map(|(_, missed)| missed).collect()
    }
}

/// Whether an answer was a review: it counted.
fn counts(given: &Given, today: Day) -> bool {
    crate::schedule::answer(&given.before, given.grade, today).kind == crate::model::AnswerKind::Review
}
