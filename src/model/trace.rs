//! What a forgetting model makes of an item's answers, beside the memory that schedules it.

use super::Day;

/// The state of FSRS for one item: the fold of its answers. It forecasts recall, and schedules nothing.
#[derive(Clone, Copy, Debug)]
pub struct Trace {
    /// Days after which the chance of recall has fallen to 0.9.
    pub stability: f64,
    /// 1 (easy) to 10.
    pub difficulty: f64,
    /// The study day of the last answer.
    pub last: Day,
}

/// Equal to the last bit: both came from the same fold.
impl PartialEq for Trace {
    fn eq(&self, other: &Self) -> bool {
        let bits = |trace: &Self| (trace.stability.to_bits(), trace.difficulty.to_bits(), trace.last);
        bits(self) == bits(other)
    }
}

impl Eq for Trace {}
