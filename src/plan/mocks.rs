//! Which scenario to practise next, and why.

use crate::model::{Day, Memory, mock::Mastery};

/// A scenario rests for so many days after it was practised.
pub const REST_DAYS: i64 = 3;

/// What is known of a scenario when one is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its memory.
    pub memory: Memory,
    /// The day it was last practised; none if never.
    pub practised: Option<Day>,
    /// Its newest score, in hundredths.
    pub score: Option<u32>,
    /// How far it has been practised.
    pub mastery: Mastery,
    /// Set aside by the user.
    pub suspended: bool,
}

/// Why a scenario was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its due day was reached.
    Due(Day),
    /// Never practised, and the first of those.
    Never,
    /// None was practised less: the tracker says how far it has come, and no mock of it is known.
    Unheard(Mastery),
    /// None is due, and this one went worst.
    Weakest {
        /// Its newest score, in hundredths; none if it has none.
        score: Option<u32>,
    },
}

impl Offer {
    /// The day on which it waits to be practised again: due by its memory, and rested; none if never practised.
    pub fn waits_from(&self) -> Option<Day> {
        waits_from(self.practised, &self.memory)
    }
}

/// The day on which a scenario waits that was last practised on a day; none if never.
pub fn waits_from(practised: Option<Day>, memory: &Memory) -> Option<Day> {
    let rested = practised?.plus(REST_DAYS);
    Some(memory.due.map_or(rested, |due| due.max(rested)))
}

/// Chooses among scenarios given in their turn: what waits longest, else what was never practised, else what the tracker
/// says was practised though no mock of it is known, else the weakest of those that have rested. None if every one was
/// practised in these days.
pub fn choose(offers: &[Offer], today: Day) -> Option<(usize, Reason)> {
    let open = || offers.iter().enumerate().filter(|(_, offer)| !offer.suspended);
    let waiting = open().filter_map(|(at, offer)| Some((offer.waits_from().filter(|day| *day <= today)?, at)));
    if let Some((day, at)) = waiting.min() {
        return Some((at, Reason::Due(day)));
    }
    let unheard = open().filter(|(_, offer)| offer.practised.is_none());
    if let Some((at, offer)) = unheard.min_by_key(|(at, offer)| (offer.mastery, *at)) {
        let never = offer.mastery == Mastery::NotPractised;
        return Some((at, if never { Reason::Never } else { Reason::Unheard(offer.mastery) }));
    }
    let rested = open().filter(|(_, offer)| offer.practised.is_some_and(|day| day.plus(REST_DAYS) <= today));
    // Mastered ones last; a scenario without a score was only sprinted.
    let weakness = |offer: &Offer| (offer.mastery, offer.score.unwrap_or(0), offer.memory.ease, offer.practised);
    let (at, offer) = rested.min_by_key(|(at, offer)| (weakness(offer), *at))?;
    Some((at, Reason::Weakest { score: offer.score }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().unwrap().plus(number)
    }

    fn never() -> Offer {
        Offer { memory: Memory::NEW, practised: None, score: None, mastery: Mastery::NotPractised, suspended: false }
    }

    /// Practised on a day, due on another (none after a sprint), with a score.
    fn practised(on: i64, due: Option<i64>, score: u32) -> Offer {
        let memory = Memory { due: due.map(day), ..Memory::NEW };
        Offer { memory, practised: Some(day(on)), score: Some(score), mastery: Mastery::Practised, suspended: false }
    }

    #[test]
    fn due_then_never_practised_then_the_weakest() {
        let aside = Offer { suspended: true, ..never() };
        let said = |mastery| Offer { mastery, ..never() };
        let mastered = Offer { mastery: Mastery::Mastered, ..practised(0, Some(60), 200) };
        let table = [
            ("nothing", vec![], 9, None),
            ("the first of the tracker", vec![never(), never()], 0, Some((0, Reason::Never))),
            ("not what was set aside", vec![aside, never()], 0, Some((1, Reason::Never))),
            (
                "not first what the tracker says was practised",
                vec![said(Mastery::Mastered), never()],
                0,
                Some((1, Reason::Never)),
            ),
            (
                "of that the less practised",
                vec![said(Mastery::Mastered), said(Mastery::Practised), practised(0, Some(30), 250)],
                9,
                Some((1, Reason::Unheard(Mastery::Practised))),
            ),
            ("it rests", vec![practised(0, Some(1), 200), never()], 2, Some((1, Reason::Never))),
            ("due on the third day", vec![never(), practised(0, Some(1), 200)], 3, Some((1, Reason::Due(day(3))))),
            ("a sprint waits too", vec![never(), practised(0, None, 200)], 3, Some((1, Reason::Due(day(3))))),
            ("not before its day", vec![practised(0, Some(6), 350), never()], 5, Some((1, Reason::Never))),
            (
                "what waits longest",
                vec![practised(3, Some(9), 200), practised(0, Some(6), 350)],
                9,
                Some((1, Reason::Due(day(6)))),
            ),
            (
                "the weakest",
                vec![practised(0, Some(30), 350), practised(0, Some(30), 250)],
                9,
                Some((1, Reason::Weakest { score: Some(250) })),
            ),
            (
                "mastered last",
                vec![mastered, practised(0, Some(30), 350)],
                9,
                Some((1, Reason::Weakest { score: Some(350) })),
            ),
            ("all rest", vec![practised(8, Some(30), 250)], 9, None),
        ];
        for (name, offers, today, chosen) in table {
            assert_eq!(choose(&offers, day(today)), chosen, "{name}");
        }
    }
}
