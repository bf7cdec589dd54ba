//! How likely an item is to be recalled on a day: FSRS-6 with its default parameters, for looking ahead only.
//!
//! SM-2 decides when an item comes again; this model, replayed from the same answers, says how well it would be known
//! on a given day. Grades 0 to 2 are its Again, 3 Hard, 4 Good, 5 Easy; days are study days, and a further answer on
//! the same day follows its short-term rule. Source: the open-spaced-repetition wiki, "The Algorithm", FSRS-6; a test
//! holds every formula to the maintained crate `fsrs`.

use crate::model::{Day, Grade, Trace};

/// Days: no stability lies outside.
const STABILITY: (f64, f64) = (0.001, 36_500.0);
/// No difficulty lies outside.
const DIFFICULTY: (f64, f64) = (1.0, 10.0);
/// The default parameters of FSRS-6: what the memory of most people is like.
const DEFAULT: Model = Model {
    w: [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
        1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ],
};

/// The trace of an item after its answers, given as (study day, grade) in the order of the log; none without any.
pub fn trace(answers: impl IntoIterator<Item = (Day, Grade)>) -> Option<Trace> {
    answers.into_iter().fold(None, |trace, (day, grade)| Some(after(trace, grade, day)))
}

/// What one answer makes of a trace; none is an item never answered. A day before the last one counts as the same.
pub fn after(trace: Option<Trace>, grade: Grade, day: Day) -> Trace {
    DEFAULT.after(trace, grade, day)
}

/// The chance of recalling the item on a day, 0..=1; on the day of its last answer and before it, 1.
pub fn recall(trace: &Trace, day: Day) -> f64 {
    DEFAULT.recall(trace, day)
}

/// Whole days until recall falls to `retention` (0..1, exclusive), at least one: when FSRS itself would ask again.
pub fn interval(trace: &Trace, retention: f64) -> u32 {
    let days = trace.stability / DEFAULT.factor() * (retention.powf(-1.0 / DEFAULT.w[20]) - 1.0);
    days.round().clamp(1.0, STABILITY.1) as u32
}

/// A memory by the formulas of FSRS-6.
#[derive(Clone, Debug)]
pub struct Model {
    w: [f64; 21],
}

impl Default for Model {
    fn default() -> Self {
        DEFAULT
    }
}

impl Model {
    /// A memory of other parameters, in the order of the publication.
    pub const fn new(w: [f64; 21]) -> Self {
        Self { w }
    }

    /// The parameters.
    pub const fn parameters(&self) -> &[f64; 21] {
        &self.w
    }

    /// What one answer makes of a trace, as [`after`].
    pub fn after(&self, trace: Option<Trace>, grade: Grade, day: Day) -> Trace {
        let rating = rating(grade);
        let Some(before) = trace else {
            let difficulty = within(self.first_difficulty(rating), DIFFICULTY);
            return Trace { stability: self.w[rating - 1], difficulty, last: day };
        };
        let days = day.since(before.last).max(0);
        let stability = match (days, rating) {
            (0, _) => self.on_the_same_day(before.stability, rating),
            (_, 1) => self.forgotten(&before, self.recall_after(before.stability, days)),
            _ => self.recalled(&before, self.recall_after(before.stability, days), rating),
        };
        Trace {
            stability: within(stability, STABILITY),
            difficulty: self.next_difficulty(before.difficulty, rating),
            last: day.max(before.last),
        }
    }

    /// The chance of recall on a day, as [`recall`].
    pub fn recall(&self, trace: &Trace, day: Day) -> f64 {
        self.recall_after(trace.stability, day.since(trace.last))
    }

    fn recall_after(&self, stability: f64, days: i64) -> f64 {
        (1.0 + self.factor() * days.max(0) as f64 / stability).powf(-self.w[20])
    }

    /// Makes recall 0.9 when the days gone by equal the stability.
    fn factor(&self) -> f64 {
        0.9_f64.powf(-1.0 / self.w[20]) - 1.0
    }

    fn first_difficulty(&self, rating: usize) -> f64 {
        self.w[4] - (self.w[5] * (rating as f64 - 1.0)).exp() + 1.0
    }

    /// Moves with the rating, less so near the end of the scale, and back a little towards that of a first Easy.
    fn next_difficulty(&self, difficulty: f64, rating: usize) -> f64 {
        let moved = difficulty - self.w[6] * (rating as f64 - 3.0) * (10.0 - difficulty) / 9.0;
        within(moved + self.w[7] * (self.first_difficulty(4) - moved), DIFFICULTY)
    }

    fn recalled(&self, before: &Trace, recall: f64, rating: usize) -> f64 {
        let w = &self.w;
        let hard = if rating == 2 { w[15] } else { 1.0 };
        let easy = if rating == 4 { w[16] } else { 1.0 };
        let growth = w[8].exp()
            * (11.0 - before.difficulty)
            * before.stability.powf(-w[9])
            * ((w[10] * (1.0 - recall)).exp() - 1.0)
            * hard
            * easy;
        before.stability * (1.0 + growth)
    }

    fn forgotten(&self, before: &Trace, recall: f64) -> f64 {
        let w = &self.w;
        let left = w[11]
            * before.difficulty.powf(-w[12])
            * ((before.stability + 1.0).powf(w[13]) - 1.0)
            * (w[14] * (1.0 - recall)).exp();
        left.min(before.stability / (w[17] * w[18]).exp())
    }

    fn on_the_same_day(&self, stability: f64, rating: usize) -> f64 {
        let w = &self.w;
        let change = (w[17] * (rating as f64 - 3.0 + w[18])).exp() * stability.powf(-w[19]);
        stability * if rating >= 2 { change.max(1.0) } else { change }
    }
}

const fn rating(grade: Grade) -> usize {
    match grade.number() {
        0..=2 => 1,
        3 => 2,
        4 => 3,
        _ => 4,
    }
}

fn within(value: f64, (low, high): (f64, f64)) -> f64 {
    value.clamp(low, high)
}

#[cfg(test)]
mod tests {
    use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState, current_retrievability};
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().unwrap().plus(number)
    }

    fn grade(number: u8) -> Grade {
        Grade::new(number).unwrap()
    }

    /// Columns: days since the answer before, grade, then stability and difficulty afterwards.
    #[test]
    fn a_worked_history() {
        let table = [
            (0, 4, 2.3065, 2.1181),
            (1, 5, 11.6875, 1.0),
            (0, 3, 11.6875, 4.0106),
            (9, 1, 1.4843, 8.0166),
            (0, 4, 1.5196, 8.0038),
            (2, 4, 4.2862, 7.9910),
        ];
        let (mut at, mut trace) = (0, None);
        for (gap, number, stability, difficulty) in table {
            at += gap;
            let now = after(trace, grade(number), day(at));
            assert!((now.stability - stability).abs() < 1e-3, "day {at}, grade {number}: {now:?}");
            assert!((now.difficulty - difficulty).abs() < 1e-3, "day {at}, grade {number}: {now:?}");
            trace = Some(now);
        }
    }

    #[test]
    fn recall_falls_from_one_and_is_nine_tenths_at_the_stability() {
        let trace = Trace { stability: 20.0, difficulty: 5.0, last: day(0) };
        assert_eq!((recall(&trace, day(-3)), recall(&trace, day(0))), (1.0, 1.0));
        assert!((recall(&trace, day(20)) - 0.9).abs() < 1e-12);
        assert!(recall(&trace, day(200)) < recall(&trace, day(100)));
        assert_eq!((interval(&trace, 0.9), interval(&trace, 0.999)), (20, 1));
    }

    fn histories() -> impl Strategy<Value = Vec<(i64, u8)>> {
        prop::collection::vec((prop_oneof![2 => Just(0_i64), 5 => 1_i64..30, 1 => 30_i64..2_000], 0_u8..6), 1..25)
    }

    fn close(ours: f64, theirs: f32) -> bool {
        (ours - f64::from(theirs)).abs() <= 1e-4 * ours.abs().max(1.0)
    }

    proptest! {
        /// Theirs counts in 32 bits: where its rounding to whole days hangs on the last of them, a day is no difference.
        #[test]
        fn the_maintained_crate_says_the_same(history in histories(), ahead in 1_i64..400) {
            let model = FSRS::default();
            let (mut at, mut ours, mut reviews) = (0, None, Vec::new());
            for (gap, number) in history {
                let gap = if reviews.is_empty() { 0 } else { gap };
                at += gap;
                let now = after(ours, grade(number), day(at));
                ours = Some(now);
                let delta_t = u32::try_from(gap).unwrap();
                reviews.push(FSRSReview { rating: u32::try_from(rating(grade(number))).unwrap(), delta_t });
                let theirs: MemoryState = model.memory_state(FSRSItem { reviews: reviews.clone() }, None).unwrap();
                prop_assert!(close(now.stability, theirs.stability), "{reviews:?}: {now:?}, {theirs:?}");
                prop_assert!(close(now.difficulty, theirs.difficulty), "{reviews:?}: {now:?}, {theirs:?}");
                let chance = current_retrievability(theirs, ahead as f32, 0.1542);
                prop_assert!(close(recall(&now, day(at + ahead)), chance), "{now:?} after {ahead} days: {chance}");
                for retention in [0.9, 0.8] {
                    let exact = model.next_interval(Some(theirs.stability), retention as f32, 3);
                    let on_the_edge = (exact.fract() - 0.5).abs() < 1e-4 * exact.max(1.0);
                    let days = exact.round().clamp(1.0, 36_500.0) as u32;
                    prop_assert!(on_the_edge || interval(&now, retention) == days, "{now:?}: {exact}");
                }
            }
        }

        #[test]
        fn a_trace_is_the_fold_of_its_answers(history in histories(), at in 0_usize..25) {
            let mut last = 0;
            let answers: Vec<(Day, Grade)> = history.iter().map(|(gap, number)| {
                last += gap;
                (day(last), grade(*number))
            }).collect();
            let at = at.min(answers.len());
            let step = answers[at..].iter().fold(trace(answers[..at].to_vec()), |sum, (day, grade)| Some(after(sum, *grade, *day)));
            prop_assert_eq!(trace(answers), step);
        }
    }
}
