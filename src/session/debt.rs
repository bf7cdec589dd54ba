//! What is owed today, read from the log, so that a restart changes nothing.

use crate::model::{Grade, ItemKey, TodayAnswer};

/// Others that must come between two showings of the same card.
pub(super) const GAP: usize = 3;
/// Failed repeats after which a card is let go for the day.
pub(super) const PATIENCE: usize = 3;

/// A card that comes again in this sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debt {
    /// The card.
    pub item: ItemKey,
    /// Other cards seen since it was last on the table.
    pub since: usize,
    /// True when it was only learned, and its first answer is still to come.
    pub learned: bool,
}

impl Debt {
    /// Whether enough others came between.
    pub const fn is_ripe(&self) -> bool {
        self.since >= GAP
    }
}

/// The debts of a day, longest waiting first. `bar` is the grade that pays a debt: 4, or 3 by setting.
///
/// An item is owed while its last answer today is below the bar and no more than three answers today failed to
/// repeat it; a learned card is owed its first answer.
pub fn debts(today: &[TodayAnswer], bar: Grade) -> Vec<Debt> {
    let mut owed: Vec<Debt> = Vec::new();
    for (at, last) in today.iter().enumerate() {
        let is_last = !today[at + 1..].iter().any(|later| later.item == last.item);
        let pays = last.grade.is_some_and(|grade| grade >= bar);
        if !is_last || pays || is_let_go(today, last.item, bar) {
            continue;
        }
        let mut others: Vec<ItemKey> = today[at + 1..].iter().map(|later| later.item).collect();
        others.sort_unstable();
        others.dedup();
        owed.push(Debt { item: last.item, since: others.len(), learned: last.grade.is_none() });
    }
    owed
}

/// True when three repeats of an item failed today: it is let go, and wants rewriting.
pub(super) fn is_let_go(today: &[TodayAnswer], item: ItemKey, bar: Grade) -> bool {
    is_let_go_after(failures(today, item, bar))
}

/// Answers below the bar that an item had today.
pub(super) fn failures(today: &[TodayAnswer], item: ItemKey, bar: Grade) -> usize {
    today.iter().filter(|answer| answer.item == item && answer.grade.is_some_and(|grade| grade < bar)).count()
}

/// True when so many failures on one day mean that a card is let go: the first, and three failed repeats.
pub fn is_let_go_after(failures: usize) -> bool {
    failures > PATIENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(item, grade)`; a grade of 9 stands for learned.
    fn today(list: &[(i64, u8)]) -> Vec<TodayAnswer> {
        let answer = |(at, (item, grade)): (usize, &(i64, u8))| TodayAnswer {
            item: ItemKey(*item),
            grade: Grade::new(*grade),
            seconds: 5,
            counter: at as u64,
            first: false,
        };
        list.iter().enumerate().map(answer).collect()
    }

    #[test]
    fn debts_are_read_from_the_log() {
        let four = Grade::GOOD;
        let owed = |list: &[(i64, u8)]| -> Vec<(i64, usize, bool)> {
            debts(&today(list), four).iter().map(|debt| (debt.item.0, debt.since, debt.is_ripe())).collect()
        };
        assert_eq!(owed(&[]), []);
        assert_eq!(owed(&[(1, 4), (2, 5)]), []);
        assert_eq!(owed(&[(1, 2)]), [(1, 0, false)]);
        assert_eq!(owed(&[(1, 3), (2, 4), (3, 4), (4, 4)]), [(1, 3, true)]);
        assert_eq!(owed(&[(1, 3), (2, 4), (2, 4), (2, 4)]), [(1, 1, false)], "three others, not three answers");
        assert_eq!(owed(&[(1, 2), (2, 1), (1, 4)]), [(2, 1, false)]);
        assert_eq!(owed(&[(1, 2), (2, 1), (1, 3)]), [(2, 1, false), (1, 0, false)]);
        assert_eq!(owed(&[(1, 0), (1, 0), (1, 0)]), [(1, 0, false)]);
        assert_eq!(owed(&[(1, 0), (1, 0), (1, 0), (1, 0)]), [], "let go after three failed repeats");
        assert_eq!(owed(&[(1, 9), (2, 4)]), [(1, 1, false)]);
        assert!(debts(&today(&[(1, 9)]), four)[0].learned);
    }

    #[test]
    fn the_bar_is_a_setting() {
        assert_eq!(debts(&today(&[(1, 3)]), Grade::PASS), []);
        assert_eq!(debts(&today(&[(1, 2)]), Grade::PASS).len(), 1);
    }
}
