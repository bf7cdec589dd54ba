//! The final sweep: in the last days before an interview every item that was ever seen comes once more.
//!
//! It is a view of the schedule and changes no memory: an answer in it is an ordinary review or practice, and after
//! the date SM-2 goes on from what it knows. `docs/plan.md` has the figures that chose its length and its order.

use super::gain;
use crate::model::{Day, Held, ItemKey, Known, Trace};
use crate::schedule::fsrs;

/// The days of a sweep. Longer ones were simulated: what is seen earlier fades again, and the minutes are missed later.
pub const DAYS: i64 = 7;
/// An item that is due so shortly before the sweep waits for it, if its interval is long enough to bear it.
const DRAWN: i64 = 1;

/// Minutes to spare are not spent on an item that would gain less: half a point of recall.
const LEAST_GAIN: f64 = 0.005;

/// Of a sum of seconds that is a whole number of items but for the last bit of a float.
const NEARLY: f64 = 1e-9;

/// The last days before an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day of the sweep.
    pub begins: Day,
    /// The interview; the sweep ends the day before.
    pub date: Day,
}

/// What a day has for reviews.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Means {
    /// Seconds of the day for them.
    pub seconds: f64,
    /// Seconds for them on the days after it until the date.
    pub later: f64,
    /// Seconds that one takes.
    pub each: f64,
    /// Items seen before that were answered today already.
    pub done: usize,
}

/// The reviews of a day on the way to an interview. No item stands in two of the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    /// Due by SM-2, and asked today.
    pub due: Vec<ItemKey>,
    /// Swept today, strongest first, though SM-2 does not ask for them yet.
    pub swept: Vec<ItemKey>,
    /// For the minutes that are left: those whose recall on the date gains most.
    pub spare: Vec<ItemKey>,
    /// Due by SM-2, but drawn into the sweep: done already, or on a later day of it.
    pub drawn: Vec<ItemKey>,
    /// For which the days and minutes of the sweep do not suffice.
    pub beyond: usize,
}

impl Window {
    /// The window of a date.
    pub fn of(date: Day) -> Self {
        Self { begins: date.plus(-DAYS), date }
    }

    /// True on its days.
    pub fn holds(&self, today: Day) -> bool {
        self.begins <= today && today < self.date
    }

    /// What is held back of that which SM-2 asks for today.
    ///
    /// On the eve of the window items whose interval is long enough to bear it wait for the sweep; in it and on the date
    /// itself what was swept is done.
    pub fn held(&self, today: Day) -> Held {
        let eve = today < self.begins && self.begins <= today.plus(DRAWN);
        let swept = self.begins <= today && today <= self.date;
        Held { interval: eve.then_some(DAYS), seen: swept.then_some(self.begins) }
    }

    /// True when an item was swept: seen in the window, and recalled twice running by now. SM-2's due day then waits until
    /// the date is over. One that was first seen in the window, or failed in it, is not done by one recall.
    pub fn is_done(&self, item: &Known) -> bool {
        item.trace.is_some_and(|trace| trace.last >= self.begins) && item.learned
    }

    /// The reviews of today within `means`; `weight` is how much an item's topic counts on the date.
    ///
    /// In the window, what is left is dealt over the days that are left, evenly by their minutes, the strongest first,
    /// so that the weakest have the least time to be forgotten; one that fails is dealt once more. If it is more than
    /// the minutes hold, room is kept for those that will fail, and others stay out: first what no box rests on, then
    /// those whose review would gain least.
    pub fn reviews(&self, items: &[Known], today: Day, means: &Means, weight: &impl Fn(&Known) -> f64) -> Reviews {
        let &Means { seconds, later, each, done } = means;
        let waits = |it: &&Known| it.due.is_some_and(|due| due <= today);
        let fresh = |it: &&Known| it.trace.is_some_and(|trace| trace.last < today);
        let keys = |list: Vec<&Known>| list.into_iter().map(|it| it.item).collect::<Vec<_>>();
        if !self.holds(today) {
            let held = self.held(today);
            let long = |it: &Known| held.interval.is_some_and(|least| it.interval >= least);
            let swept = |it: &Known| held.seen.is_some() && self.is_done(it);
            let (drawn, due) = items.iter().filter(waits).partition(|it| it.learned && (long(it) || swept(it)));
            return Reviews { due: keys(due), drawn: keys(drawn), ..Reviews::default() };
        }
        let mut left: Vec<(&Known, Trace)> =
            items.iter().filter(fresh).filter(|it| !self.is_done(it)).filter_map(|it| Some((it, it.trace?))).collect();
        let all = left.len();
        let room = (((seconds + later) / each.max(1.0) + NEARLY) as usize).saturating_sub(done);
        let mut turns = left.len() as f64;
        if left.len() > room {
            let worth = |(it, trace): &(&Known, Trace)| weight(it) * gain::of_review(trace, today, self.date);
            let mut valued: Vec<(f64, (&Known, Trace))> = left.into_iter().map(|one| (worth(&one), one)).collect();
            let key = |(_, (it, _)): &(f64, (&Known, Trace))| (!it.core, it.item);
            valued.sort_by(|a, b| key(a).0.cmp(&key(b).0).then(b.0.total_cmp(&a.0)).then(key(a).1.cmp(&key(b).1)));
            // One that fails comes once more, unless this is the last day.
            let again = |trace: &Trace| if later > 0.0 { 1.0 - fsrs::recall(trace, today) } else { 0.0 };
            turns = 0.0;
            left = Vec::new();
            for (_, (it, trace)) in valued {
                let more = turns + 1.0 + again(&trace);
                if more > room as f64 {
                    break;
                }
                turns = more;
                left.push((it, trace));
            }
        }
        let beyond = all - left.len();
        let strength = |trace: &Trace| fsrs::recall(trace, self.date);
        left.sort_by(|a, b| strength(&b.1).total_cmp(&strength(&a.1)).then(a.0.item.cmp(&b.0.item)));
        // What was answered today belongs to today's share.
        let of_today = if seconds > 0.0 { seconds / (seconds + later) } else { 0.0 };
        let share = ((turns + done as f64) * of_today - NEARLY).ceil() as usize;
        left.truncate(share.saturating_sub(done));
        let (due, swept): (Vec<&Known>, Vec<&Known>) = left.into_iter().map(|(it, _)| it).partition(|it| waits(it));
        let asked = |it: &Known| due.iter().chain(&swept).any(|other| other.item == it.item);
        let drawn = items.iter().filter(waits).filter(|it| !asked(it)).collect();
        let used = (due.len() + swept.len() + done) as f64 * each;
        let open: Vec<Known> = items.iter().filter(fresh).filter(|it| !asked(it)).copied().collect();
        let spare_room = ((seconds - used) / each.max(1.0)).max(0.0) as usize;
        let spare: Vec<ItemKey> = gain::best(&open, today, self.date, weight)
            .into_iter()
            .take_while(|(_, gain)| *gain >= LEAST_GAIN)
            .take(spare_room)
            .map(|(item, _)| item)
            .collect();
        let mut drawn = keys(drawn);
        drawn.retain(|item| !spare.contains(item));
        Reviews { due: keys(due), swept: keys(swept), spare, drawn, beyond }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Grade, Memory, TopicKey};
    use crate::schedule;

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().unwrap().plus(number)
    }

    /// A card with its memory and its trace, both folds of the same answers.
    #[derive(Clone, Debug)]
    struct Card {
        memory: Memory,
        trace: Option<Trace>,
    }

    impl Card {
        const NEW: Self = Self { memory: Memory::NEW, trace: None };

        fn answer(&mut self, grade: Grade, today: Day) {
            self.memory = schedule::answer(&self.memory, grade, today).memory;
            self.trace = Some(fsrs::after(self.trace, grade, today));
        }
    }

    fn known(cards: &[Card]) -> Vec<Known> {
        let one = |(at, card): (usize, &Card)| Known {
            item: ItemKey(i64::try_from(at).unwrap()),
            topic: TopicKey(1),
            core: true,
            due: card.memory.due,
            interval: i64::from(card.memory.interval),
            learned: card.memory.repetitions > 1,
            trace: card.trace,
        };
        cards.iter().enumerate().map(one).collect()
    }

    fn same(_: &Known) -> f64 {
        1.0
    }

    /// So many seconds on each day of the window that is left.
    fn means(seconds: f64, each: f64, today: i64) -> Means {
        Means { seconds, later: seconds * (6 - today).max(0) as f64, each, done: 0 }
    }

    fn grade(number: u8) -> Grade {
        Grade::new(number).unwrap()
    }

    /// Ten cards, each seen once, on the days -30, -29, ..: the longest ago is the weakest.
    fn ten() -> Vec<Card> {
        let one = |at: i64| {
            let mut card = Card::NEW;
            card.answer(Grade::GOOD, day(-30 + at));
            card.answer(Grade::GOOD, day(-28 + at));
            card
        };
        (0..10).map(one).collect()
    }

    #[test]
    fn the_strongest_come_first_and_evenly() {
        let window = Window::of(day(7));
        let mut cards = ten();
        let mut order = Vec::new();
        for today in 0..7 {
            let reviews = window.reviews(&known(&cards), day(today), &means(600.0, 60.0, today), &same);
            let asked: Vec<ItemKey> = reviews.due.iter().chain(&reviews.swept).copied().collect();
            assert!(asked.len() <= 2, "day {today}: {asked:?}");
            for item in &asked {
                cards[usize::try_from(item.0).unwrap()].answer(Grade::GOOD, day(today));
            }
            order.extend(asked.into_iter().map(|item| item.0));
        }
        assert_eq!(order, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    }

    #[test]
    fn a_second_sitting_of_a_day_asks_no_further_share() {
        let window = Window::of(day(7));
        let mut cards = ten();
        for at in [9, 8] {
            cards[at].answer(Grade::GOOD, day(0));
        }
        let reviews = window.reviews(&known(&cards), day(0), &Means { done: 2, ..means(120.0, 60.0, 0) }, &same);
        assert_eq!((reviews.due.len(), reviews.swept.len(), reviews.spare.len()), (0, 0, 0));
    }

    #[test]
    fn one_that_fails_in_the_sweep_comes_until_it_is_learned_again() {
        let window = Window::of(day(7));
        let mut cards = ten();
        cards.truncate(1);
        cards[0].answer(grade(1), day(1));
        let asked =
            |cards: &[Card], today| window.reviews(&known(cards), day(today), &means(600.0, 60.0, today), &same);
        assert_eq!(asked(&cards, 1), Reviews::default(), "not again on the same day");
        for today in [2, 3] {
            assert_eq!(asked(&cards, today).due, [ItemKey(0)], "day {today}");
            cards[0].answer(Grade::GOOD, day(today));
        }
        let after = asked(&cards, 4);
        assert!(after.due.is_empty() && after.swept.is_empty(), "{after:?}");
    }

    #[test]
    fn one_that_was_first_seen_in_the_sweep_is_due_on_its_day() {
        let window = Window::of(day(7));
        let mut card = Card::NEW;
        card.answer(Grade::GOOD, day(1));
        let reviews =
            |card: &Card| window.reviews(&known(std::slice::from_ref(card)), day(2), &means(600.0, 60.0, 2), &same);
        assert_eq!(reviews(&card).due, [ItemKey(0)]);
        card.answer(Grade::GOOD, day(2));
        let after = window.reviews(&known(&[card]), day(3), &means(600.0, 60.0, 3), &same);
        assert_eq!((after.due.len(), after.swept.len()), (0, 0));
    }

    /// Twelve cards, of which six are extra, and minutes for eight.
    #[test]
    fn core_cards_stay_in_before_others_and_room_is_kept_for_those_that_fail() {
        let window = Window::of(day(7));
        let mut items: Vec<Known> = known(&ten().into_iter().chain(ten()).take(12).collect::<Vec<_>>());
        (0..6).for_each(|at| items[at].core = false);
        let last = window.reviews(&items, day(6), &means(8.0 * 60.0, 60.0, 6), &same);
        let core = |list: &[ItemKey]| list.iter().filter(|item| item.0 >= 6).count();
        assert_eq!((last.swept.len() + last.due.len(), core(&last.swept) + core(&last.due)), (8, 6));
        assert_eq!(last.beyond, 4);
        // On the first day some of the seven minutes are kept for what will fail.
        let first = window.reviews(&items, day(0), &means(67.0, 60.0, 0), &same);
        assert!((5..=8).contains(&first.beyond), "{first:?}");
    }

    #[test]
    fn a_swept_card_is_done_until_the_date_and_due_after_it() {
        let window = Window::of(day(7));
        let mut cards = ten();
        cards.truncate(1);
        cards[0].answer(Grade::GOOD, day(0));
        // Recalled twice in counted answers it would be due on day 6; on the date it still waits.
        let mut item = known(&cards);
        item[0].due = Some(day(6));
        let reviews = |today| window.reviews(&item, day(today), &means(0.0, 60.0, today), &same);
        assert_eq!(reviews(6).drawn, [ItemKey(0)]);
        assert_eq!(reviews(7).drawn, [ItemKey(0)]);
        assert_eq!(reviews(8).due, [ItemKey(0)]);
    }

    /// Columns: day of the missed sweep days, then how many are asked on the next one.
    #[test]
    fn missed_days_are_dealt_out_over_the_rest() {
        let window = Window::of(day(7));
        for (today, asked) in [(0, 2), (3, 3), (5, 5), (6, 10)] {
            let reviews = window.reviews(&known(&ten()), day(today), &means(1_200.0, 60.0, today), &same);
            assert_eq!(reviews.due.len() + reviews.swept.len(), asked, "day {today}");
        }
        // The minutes of one day hold four; the rest is said, not doubled.
        let late = window.reviews(&known(&ten()), day(6), &means(240.0, 60.0, 6), &same);
        assert_eq!((late.due.len() + late.swept.len(), late.beyond), (4, 6));
    }

    prop_compose! {
        fn shelf()(histories in prop::collection::vec(prop::collection::vec((1_i64..12, 0_u8..6), 0..6), 0..40)) -> Vec<Card> {
            histories.into_iter().map(|history| {
                let mut card = Card::NEW;
                let mut at = -80;
                for (gap, number) in history {
                    at += gap;
                    card.answer(grade(number), day(at));
                }
                card
            }).collect()
        }
    }

    fn all(reviews: &Reviews) -> Vec<ItemKey> {
        [&reviews.due, &reviews.swept, &reviews.spare, &reviews.drawn].into_iter().flatten().copied().collect()
    }

    proptest! {
        #[test]
        fn each_item_stands_in_one_list_and_none_is_made_up(cards in shelf(), today in -12_i64..9, seconds in 0.0_f64..3_000.0) {
            let items = known(&cards);
            let reviews = Window::of(day(7)).reviews(&items, day(today), &means(seconds, 30.0, today), &same);
            let listed = all(&reviews);
            let different: BTreeSet<ItemKey> = listed.iter().copied().collect();
            prop_assert_eq!(different.len(), listed.len());
            let seen = |item: &ItemKey| items.iter().any(|it| it.item == *item && it.trace.is_some());
            prop_assert!(listed.iter().all(seen));
            // What SM-2 asks for is asked, or said to be drawn.
            for item in items.iter().filter(|it| it.due.is_some_and(|due| due <= day(today))) {
                prop_assert!(different.contains(&item.item));
            }
        }

        #[test]
        fn the_sweep_stays_within_the_minutes(cards in shelf(), today in 0_i64..7, seconds in 0.0_f64..3_000.0) {
            let reviews = Window::of(day(7)).reviews(&known(&cards), day(today), &means(seconds, 30.0, today), &same);
            let asked = reviews.due.len() + reviews.swept.len() + reviews.spare.len();
            prop_assert!(asked as f64 * 30.0 <= seconds + 30.0, "{asked} in {seconds} s");
        }

        #[test]
        fn every_seen_card_is_swept_if_the_minutes_allow(cards in shelf(), seed: u64) {
            let window = Window::of(day(7));
            let mut cards = cards;
            let before = cards.len();
            let mut dice = seed;
            for today in 0..7 {
                let reviews = window.reviews(&known(&cards), day(today), &means(600.0, 30.0, today), &same);
                prop_assert_eq!(reviews.beyond, 0);
                for item in reviews.due.iter().chain(&reviews.swept) {
                    dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let number = if dice >> 61 == 0 { 1 } else { 4 };
                    cards[usize::try_from(item.0).unwrap()].answer(grade(number), day(today));
                }
            }
            prop_assert_eq!(cards.len(), before);
            prop_assert!(cards.iter().all(|card| card.trace.is_none_or(|trace| trace.last >= window.begins)));
        }
    }
}
