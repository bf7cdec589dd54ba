//! When a box is earned, claimed, opened and lost: pure functions of what the log says.
//!
//! A box is a latch: `earned` and `lost` are entries that name the review that caused them, and taking that review
//! back voids them. What is here decides only which entry comes next.

use std::collections::BTreeSet;

use crate::model::{BoxState, Counts, ItemKey};

/// One thing that bears on a box, in the order of the log; entries that were taken back are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A counted answer to a card that the box rests on.
    Answer {
        /// The card.
        item: ItemKey,
        /// Graded 3 or more.
        passed: bool,
    },
    /// The user ticked or unticked the box by hand.
    Hand {
        /// True when ticked.
        ticked: bool,
    },
    /// The box was earned.
    Earned,
    /// The box was lost.
    Lost,
}

/// A box as the log leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Open, earned or claimed.
    pub state: BoxState,
    /// Unticked by hand, and not earned anew since.
    pub opened: bool,
    /// Cards that passed since the user unticked it; only kept while it is `opened`.
    pub passed_since: BTreeSet<ItemKey>,
    /// While claimed: the card whose failure put the claim in doubt.
    pub doubt: Option<ItemKey>,
    /// While claimed: a second failure confirmed the doubt.
    pub refuted: bool,
    /// While earned: a card of its basis failed since.
    pub failed: bool,
}

/// What an answer does to a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The box is earned.
    Earned,
    /// The box is lost.
    Lost,
}

/// Folds what the log says of a box whose topic rests on `basis` cards.
pub fn fold(events: impl IntoIterator<Item = Event>, basis: u32) -> Standing {
    events.into_iter().fold(Standing::default(), |mut standing, event| {
        standing.take(event, basis);
        standing
    })
}

impl Standing {
    fn take(&mut self, event: Event, basis: u32) {
        match event {
            Event::Hand { ticked: true } => *self = Self { state: BoxState::Claimed, ..Self::default() },
            Event::Hand { ticked: false } => *self = Self { opened: true, ..Self::default() },
            Event::Earned => *self = Self { state: BoxState::Earned, ..Self::default() },
            Event::Lost => *self = Self::default(),
            Event::Answer { item, passed } => self.answer(item, passed, basis),
        }
    }

    fn answer(&mut self, item: ItemKey, passed: bool, basis: u32) {
        if self.opened && passed {
            self.passed_since.insert(item);
        }
        self.failed |= self.state == BoxState::Earned && !passed;
        if self.state == BoxState::Claimed {
            match (passed, self.doubt) {
                (false, Some(_)) => self.refuted = true,
                (false, None) => self.doubt = Some(item),
                // Only another card can clear a doubt, unless there is no other.
                (true, Some(card)) if card != item || basis <= 1 => self.doubt = None,
                (true, _) => {}
            }
        }
    }
}

/// Which entry a box needs next, after the answers in `standing` were counted.
pub fn verdict(standing: &Standing, counts: &Counts) -> Option<Verdict> {
    let all_learned = counts.basis > 0 && counts.basis_learned == counts.basis;
    let passed_since = u32::try_from(standing.passed_since.len()).unwrap_or(u32::MAX);
    match standing.state {
        BoxState::Earned if standing.failed => Some(Verdict::Lost),
        BoxState::Claimed if standing.refuted => Some(Verdict::Lost),
        BoxState::Claimed if all_learned => Some(Verdict::Earned),
        BoxState::Open if all_learned && (!standing.opened || passed_since >= counts.basis) => Some(Verdict::Earned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CARD: [ItemKey; 3] = [ItemKey(1), ItemKey(2), ItemKey(3)];

    fn pass(card: usize) -> Event {
        Event::Answer { item: CARD[card], passed: true }
    }

    fn fail(card: usize) -> Event {
        Event::Answer { item: CARD[card], passed: false }
    }

    fn counts(learned: u32) -> Counts {
        Counts { cards: 3, core: 3, basis: 3, basis_learned: learned, ..Counts::default() }
    }

    const TICKED: Event = Event::Hand { ticked: true };
    const UNTICKED: Event = Event::Hand { ticked: false };

    /// Columns: events, learned cards of three, the state, the verdict.
    #[test]
    fn boxes_open_claim_earn_and_lose() {
        use BoxState::{Claimed, Earned, Open};
        let table = [
            ("nothing yet", vec![], 0, Open, None),
            ("one card short", vec![pass(0), pass(1)], 2, Open, None),
            ("every core card learned", vec![pass(2)], 3, Open, Some(Verdict::Earned)),
            ("a latch stays", vec![Event::Earned, pass(0)], 2, Earned, None),
            ("a failure loses it", vec![Event::Earned, fail(0)], 2, Earned, Some(Verdict::Lost)),
            ("lost is open", vec![Event::Earned, fail(0), Event::Lost], 2, Open, None),
            ("and can be earned again", vec![Event::Earned, Event::Lost, pass(0)], 3, Open, Some(Verdict::Earned)),
            ("a claim is respected", vec![TICKED], 0, Claimed, None),
            ("one failed audit is a doubt", vec![TICKED, fail(0)], 0, Claimed, None),
            ("a second failure loses it", vec![TICKED, fail(0), fail(1)], 0, Claimed, Some(Verdict::Lost)),
            ("of the same card as well", vec![TICKED, fail(0), fail(0)], 0, Claimed, Some(Verdict::Lost)),
            ("whose pass clears nothing", vec![TICKED, fail(0), pass(0), fail(1)], 0, Claimed, Some(Verdict::Lost)),
            ("a pass of another clears it", vec![TICKED, fail(0), pass(1), fail(1)], 0, Claimed, None),
            ("a failure before the claim is no audit", vec![fail(0), TICKED, fail(1)], 0, Claimed, None),
            ("a claim is turned into earned", vec![TICKED, pass(0)], 3, Claimed, Some(Verdict::Earned)),
            ("unticked by hand", vec![Event::Earned, UNTICKED], 3, Open, None),
            ("not before each has passed", vec![UNTICKED, pass(0), pass(1)], 3, Open, None),
            ("once more each", vec![UNTICKED, pass(0), pass(1), pass(2)], 3, Open, Some(Verdict::Earned)),
            ("passes before do not count", vec![pass(2), UNTICKED, pass(0), pass(1)], 3, Open, None),
        ];
        for (name, events, learned, state, expected) in table {
            let standing = fold(events, 3);
            assert_eq!(standing.state, state, "{name}");
            assert_eq!(verdict(&standing, &counts(learned)), expected, "{name}");
        }
    }

    #[test]
    fn a_topic_of_one_card_settles_its_own_doubt() {
        let one = Counts { cards: 1, core: 1, basis: 1, ..Counts::default() };
        assert_eq!(verdict(&fold([TICKED, fail(0), fail(0)], 1), &one), Some(Verdict::Lost));
        assert_eq!(verdict(&fold([TICKED, fail(0), pass(0), fail(0)], 1), &one), None);
    }

    #[test]
    fn a_topic_without_cards_is_never_earned() {
        assert_eq!(verdict(&Standing::default(), &Counts::default()), None);
    }

    proptest! {
        #[test]
        fn the_last_word_of_the_hand_holds_until_the_next_verdict(
            before in prop::collection::vec((0_usize..3, any::<bool>()), 0..8),
            ticked in any::<bool>(),
            after in prop::collection::vec((0_usize..3, any::<bool>()), 0..8),
        ) {
            let answers = |list: Vec<(usize, bool)>| list.into_iter().map(|(card, passed)| Event::Answer { item: CARD[card], passed });
            let events: Vec<Event> = answers(before).chain([Event::Hand { ticked }]).chain(answers(after)).collect();
            let standing = fold(events, 3);
            prop_assert_eq!(standing.state.is_ticked(), ticked);
            prop_assert_eq!(standing.opened, !ticked);
        }
    }
}
