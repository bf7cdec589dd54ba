//! From one view to the next: what is kept, and what begins anew.

use super::{Screen, draft::Draft, listing::Ticks, note::Note};
use crate::model::view::View;

impl Screen {
    /// Prepares for a view; true when it is another than the one on the screen.
    pub(super) fn turn_to(&mut self, view: &View) -> bool {
        let before = self.shown.as_ref();
        if before.is_some_and(|before| is_same(before, view)) {
            self.shown = Some(view.clone());
            return false;
        }
        let is_turned = before.is_some_and(|before| is_turned(before, view));
        self.overlay = None;
        self.said.clear();
        // A rating is never taken for granted.
        self.chosen = (!matches!(view, View::Rating { .. })).then_some(0);
        if !is_turned {
            self.since = Some(self.clock.now());
        }
        match view {
            View::Card(card) => self.card = Some(card.id.clone()),
            View::Checklist { items, .. } => {
                let ticked = items.iter().map(|item| item.ticked).collect();
                self.ticks = Ticks { ticked, ..Ticks::default() };
            }
            View::Line { .. } => self.line = Note::of(""),
            View::Points { title } if self.draft.as_ref().is_none_or(|(of, _)| of != title) => {
                self.draft = Some((title.clone(), Draft::default()));
            }
            _ => {}
        }
        self.shown = Some(view.clone());
        self.scroll = 0;
        self.to_answer = is_turned;
        true
    }
}

/// True when a view is the one on the screen, whatever its counts say.
fn is_same(one: &View, other: &View) -> bool {
    match (one, other) {
        (View::Card(one), View::Card(other)) => {
            let side = one.back.is_some() == other.back.is_some() && one.done == other.done;
            side && one.id == other.id && one.question == other.question && one.back == other.back
        }
        _ => one == other,
    }
}

/// True when one is the front of the other.
fn is_turned(front: &View, back: &View) -> bool {
    match (front, back) {
        (View::Card(front), View::Card(back)) => {
            let same = front.id == back.id && front.question == back.question && front.done == back.done;
            same && front.back.is_none() && back.back.is_some()
        }
        _ => false,
    }
}
