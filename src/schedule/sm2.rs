//! SM-2, exactly, in integers.
//!
//! Source: P. A. Wozniak, "Application of a computer to improve the results obtained in working with the SuperMemo
//! method" (1990), section 3.2; where that text is open, his published program decides: the ease moves on a failure
//! too, and the ease before the answer multiplies the interval. `docs/sm2.md` has a worked table.

use thiserror::Error;

use crate::model::{AnswerKind, ByGrade, Day, Ease, Grade, Memory, Outcome};

/// No interval is longer, in days: a century.
pub const LONGEST: u32 = 36_500;

/// The day asked for lies before the day the item was last seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the clock stands at {today}, but this was last answered on {seen}")]
pub struct ClockBack {
    /// The study day of the refused answer.
    pub today: Day,
    /// The later day on which the item was seen.
    pub seen: Day,
}

/// What each of the six grades would do to a memory today, all at once.
///
/// What the screen shows beside a grade is what the grade writes, because both come from here.
pub fn outcomes(memory: &Memory, today: Day) -> Result<ByGrade<Outcome>, ClockBack> {
    match memory.seen {
        Some(seen) if today < seen => Err(ClockBack { today, seen }),
        _ => Ok(ByGrade::from_fn(|grade| answer(memory, grade, today))),
    }
}

/// What one grade does to a memory on a day; the fold calls this, and a fold refuses nothing.
pub fn answer(memory: &Memory, grade: Grade, today: Day) -> Outcome {
    let kind = match memory {
        Memory { seen: Some(seen), .. } if today <= *seen => AnswerKind::Again,
        Memory { due: Some(due), .. } if today < *due && grade.passes() => AnswerKind::Practice,
        _ => AnswerKind::Review,
    };
    let after = match kind {
        AnswerKind::Again => *memory,
        AnswerKind::Practice => Memory { seen: Some(today), ..*memory },
        AnswerKind::Review => review(memory, grade, today),
    };
    Outcome { memory: after, kind, owed: grade < Grade::GOOD }
}

fn review(memory: &Memory, grade: Grade, today: Day) -> Memory {
    let failed = !grade.passes();
    let repetitions = if failed { 0 } else { memory.repetitions.saturating_add(1) };
    let interval = match repetitions {
        0 | 1 => 1,
        2 => 6,
        _ => grown(memory.interval, memory.ease),
    };
    Memory {
        repetitions,
        interval,
        ease: memory.ease.moved(ease_change(grade)),
        due: Some(today.plus(i64::from(interval))),
        lapses: memory.lapses + u32::from(failed && memory.repetitions > 0),
        seen: Some(today),
    }
}

/// `min(36500, ceil(interval * ease))`.
fn grown(interval: u32, ease: Ease) -> u32 {
    let hundredths = u64::from(interval) * u64::from(ease.hundredths());
    u32::try_from(hundredths.div_ceil(100)).unwrap_or(LONGEST).min(LONGEST)
}

/// Hundredths by which a grade moves the ease: 0.1 - (5-q) * (0.08 + (5-q) * 0.02).
const fn ease_change(grade: Grade) -> i32 {
    let short = 5 - grade.number() as i32;
    10 - short * (8 + short * 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().expect("a day").plus(number)
    }

    fn grade(number: u8) -> Grade {
        Grade::new(number).expect("a grade")
    }

    #[test]
    fn the_ease_moves_by_the_published_amounts() {
        let moved = [0, 1, 2, 3, 4, 5].map(|number| ease_change(grade(number)));
        assert_eq!(moved, [-80, -54, -32, -14, 0, 10]);
    }

    /// Columns: day, grade, then n, I, ease, lapses, due and kind afterwards.
    #[test]
    fn a_worked_history() {
        use AnswerKind::{Again, Practice, Review};
        let table = [
            (0, 4, 1, 1, 250, 0, 1, Review),
            (0, 5, 1, 1, 250, 0, 1, Again),
            (1, 5, 2, 6, 260, 0, 7, Review),
            (3, 3, 2, 6, 260, 0, 7, Practice),
            (7, 4, 3, 16, 260, 0, 23, Review),
            (30, 3, 4, 42, 246, 0, 72, Review),
            (40, 2, 0, 1, 214, 1, 41, Review),
            (40, 5, 0, 1, 214, 1, 41, Again),
            (41, 0, 0, 1, 134, 1, 42, Review),
            (42, 0, 0, 1, 130, 1, 43, Review),
            (43, 4, 1, 1, 130, 1, 44, Review),
            (44, 4, 2, 6, 130, 1, 50, Review),
            (50, 4, 3, 8, 130, 1, 58, Review),
        ];
        let mut memory = Memory::NEW;
        for (at, number, repetitions, interval, ease, lapses, due, kind) in table {
            let outcome = outcomes(&memory, day(at)).expect("the clock runs on")[grade(number)];
            memory = outcome.memory;
            let expected = Memory {
                repetitions,
                interval,
                ease: Ease::from_hundredths(ease),
                due: Some(day(due)),
                lapses,
                seen: Some(day(at)),
            };
            assert_eq!((memory, outcome.kind), (expected, kind), "day {at}, grade {number}");
            assert_eq!(outcome.owed, number < 4);
        }
    }

    #[test]
    fn intervals_come_from_integers_and_are_capped() {
        assert_eq!(grown(140, Ease::from_hundredths(300)), 420, "floating point says 421");
        assert_eq!(grown(6, Ease::from_hundredths(250)), 15);
        assert_eq!(grown(16, Ease::from_hundredths(246)), 40);
        assert_eq!(grown(36_500, Ease::from_hundredths(130)), LONGEST);
        assert_eq!(grown(u32::MAX, Ease::from_hundredths(u32::MAX)), LONGEST);
    }

    #[test]
    fn a_clock_that_went_back_is_refused() {
        let memory = answer(&Memory::NEW, grade(4), day(5)).memory;
        assert_eq!(outcomes(&memory, day(4)), Err(ClockBack { today: day(4), seen: day(5) }));
    }

    prop_compose! {
        fn memories()(answers in prop::collection::vec((0_i64..400, 0_u8..6), 0..12)) -> (Memory, i64) {
            let mut at = 0;
            let mut memory = Memory::NEW;
            for (gap, number) in answers {
                at += gap;
                memory = answer(&memory, grade(number), day(at)).memory;
            }
            (memory, at)
        }
    }

    proptest! {
        #[test]
        fn a_worse_grade_never_gives_a_longer_interval((memory, at) in memories(), gap in 0_i64..100) {
            let table = outcomes(&memory, day(at + gap)).expect("later than all answers");
            for pair in Grade::ALL.windows(2) {
                prop_assert!(table[pair[0]].memory.interval <= table[pair[1]].memory.interval);
                prop_assert!(table[pair[0]].memory.ease <= table[pair[1]].memory.ease);
            }
        }

        #[test]
        fn every_memory_stays_in_bounds((memory, _) in memories()) {
            prop_assert!(memory.ease >= Ease::FLOOR && memory.interval <= LONGEST);
            prop_assert_eq!(memory.due.is_some(), memory.interval > 0);
            prop_assert!(memory.repetitions == 0 || memory.lapses <= 12);
        }
    }
}
