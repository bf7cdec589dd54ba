//! What one more answer would be worth on the day of an interview.

use crate::model::{Day, Grade, ItemKey, Known, Trace};
use crate::schedule::fsrs;

/// By how much one review today raises the chance of recall on `date`, 0..=1; nothing where it was seen today.
///
/// A recall is taken for a Good. A failure is asked again the same day until it is recalled, as every sitting does.
pub fn of_review(trace: &Trace, today: Day, date: Day) -> f64 {
    if trace.last >= today {
        return 0.0;
    }
    let recalled = fsrs::after(Some(*trace), Grade::GOOD, today);
    let forgotten = fsrs::after(Some(*trace), Grade::ALL[1], today);
    let relearned = fsrs::after(Some(forgotten), Grade::GOOD, today);
    let chance = fsrs::recall(trace, today);
    let after = chance * fsrs::recall(&recalled, date) + (1.0 - chance) * fsrs::recall(&relearned, date);
    (after - fsrs::recall(trace, date)).max(0.0)
}

/// What a new card would be worth: recall on `date` after a first Good today.
pub fn of_new(today: Day, date: Day) -> f64 {
    fsrs::recall(&fsrs::after(None, Grade::GOOD, today), date)
}

/// The items seen before whose next review raises recall on the date most, best first, those without a gain left out.
pub fn best(items: &[Known], today: Day, date: Day, weight: &impl Fn(&Known) -> f64) -> Vec<(ItemKey, f64)> {
    let worth = |it: &Known| it.trace.map_or(0.0, |trace| weight(it) * of_review(&trace, today, date));
    let mut gains: Vec<(ItemKey, f64)> = items.iter().map(|it| (it.item, worth(it))).filter(|it| it.1 > 0.0).collect();
    gains.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    gains
}
