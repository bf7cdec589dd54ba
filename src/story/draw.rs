//! Which follow-up is asked after a telling.

use rand::{Rng, seq::IndexedRandom};

use crate::model::{Day, Standing};

/// One follow-up at random: of those never asked, else of those that are due, else of those not asked today.
pub fn draw<'a>(followups: &'a [Standing], today: Day, rng: &mut impl Rng) -> Option<&'a Standing> {
    let open: Vec<&Standing> = followups.iter().filter(|it| !it.suspended && !it.parked).collect();
    let pick = |fits: &dyn Fn(&Standing) -> bool, rng: &mut _| {
        let fitting: Vec<&Standing> = open.iter().copied().filter(|it| fits(it)).collect();
        fitting.choose(rng).copied()
    };
    pick(&|it| it.memory.seen.is_none(), rng)
        .or_else(|| pick(&|it| it.memory.due.is_some_and(|due| due <= today), rng))
        .or_else(|| pick(&|it| it.memory.seen != Some(today), rng))
}
