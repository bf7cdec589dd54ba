//! What lies on the table, and until when it is waited for.

use chrono::TimeDelta;

use super::{Effect, IDLE, Session, Stage};
use crate::model::{
    AnswerKind, Grade, Moment,
    view::{Back, CardView, Choice, Notice, View, Why},
};
use crate::schedule::{ClockBack, outcomes};
use crate::session::debt::{failures, is_let_go_after};

impl Session {
    pub(super) fn ask(&mut self, now: Moment) -> Vec<Effect> {
        let until = self.last_answer.and_then(|last| self.abandoned_at(last, now));
        let title = || self.shown.as_ref().and_then(|shown| self.known.get(&shown.item)).map(|it| it.title.clone());
        match self.stage {
            Stage::Over => Vec::new(),
            Stage::Closing => vec![Effect::Ask(View::Closing { undoable: !self.given.is_empty() }, until)],
            Stage::Points => match title() {
                // Whoever writes is not interrupted: half a text would be lost.
                Some(title) => vec![Effect::Ask(View::Points { title }, None)],
                None => self.next(now),
            },
            Stage::Front | Stage::Back | Stage::Learning => match self.card() {
                Some(Ok(view)) => vec![Effect::Ask(View::Card(Box::new(view)), until)],
                Some(Err(clock)) => {
                    self.skipped.extend(self.shown.take().map(|shown| shown.item));
                    self.after(vec![Effect::Tell(Notice::Trouble(clock.to_string()))], now)
                }
                None => self.next(now),
            },
        }
    }

    pub(super) fn card(&self) -> Option<Result<CardView, ClockBack>> {
        let shown = self.shown.as_ref()?;
        let standing = self.known.get(&shown.item)?;
        let table = match outcomes(&standing.memory, self.today) {
            Ok(table) => table,
            Err(clock) => return Some(Err(clock)),
        };
        let failed = failures(&self.log, shown.item, self.bar);
        let comes_again = standing.card.kind.owes() && !is_let_go_after(failed + 1);
        let choice = |grade: Grade| {
            let after = table[grade];
            let due = after.memory.due;
            Choice {
                grade,
                due,
                days: due.map_or(0, |due| due.since(self.today)),
                counts: after.kind == AnswerKind::Review,
                again: comes_again && grade < self.bar,
            }
        };
        let revealed = self.stage != Stage::Front;
        let choices = if self.stage == Stage::Back { Grade::ALL.map(choice).to_vec() } else { Vec::new() };
        let again = self.repeats().iter().filter(|debt| debt.item != shown.item).count();
        let minutes_left = self.seconds.map(|seconds| seconds.saturating_sub(self.spent()).div_ceil(60));
        let card = &standing.card;
        let repeats = matches!(shown.why, Why::Again | Why::Learned);
        let coming = self.coming().count();
        Some(Ok(CardView {
            done: self.given.len(),
            left: coming + usize::from(!repeats),
            again,
            minutes_left,
            section: standing.section.clone(),
            topic: standing.title.clone(),
            id: card.id.to_string(),
            why: shown.why.clone(),
            form: card.form,
            core: card.core,
            question: card.question.clone(),
            back: revealed.then(|| Back {
                answer: card.answer.clone(),
                note: card.note.clone(),
                source: card.source.clone(),
                choices,
            }),
            last: repeats && again == 0 && coming == 0,
            learnable: self.is_learnable(standing),
        }))
    }

    /// The moment at which this sitting ends by itself: the day has turned, and half an hour has passed.
    ///
    /// The offset is that of now: with that of the last answer, a clock that was put back in the night would make
    /// the moment come an hour early, again and again.
    fn abandoned_at(&self, last: Moment, now: Moment) -> Option<Moment> {
        let turn = self.today.plus(1).date().and_hms_opt(self.rollover, 0, 0)?;
        let turn = turn.and_local_timezone(*now.wall.offset()).single()?;
        let idle = last.wall.checked_add_signed(TimeDelta::from_std(IDLE).ok()?)?;
        let wall = turn.max(idle);
        let ahead = (wall - last.wall).to_std().unwrap_or_default();
        Some(Moment { wall, mono: last.mono.saturating_add(ahead) })
    }
}
