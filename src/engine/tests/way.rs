//! Ways to an interview gone to their end: what was said on the first day is what happens.

use super::{Home, at, open};
use crate::engine::sitting::Request;
use crate::model::{Grade, ItemKind};
use crate::plan::{agenda::Part, campaign::Interview};

/// A new home with the shipped cards, and an interview in so many days.
fn home(days: i64, minutes: u32) -> (tempfile::TempDir, Home) {
    let folder = tempfile::tempdir().unwrap();
    let home = open(folder.path(), at(0)).unwrap();
    let today = home.day(at(0));
    let interview = Interview {
        date: today.plus(days),
        company: String::new(),
        minutes: Some(minutes),
        weights: Vec::new(),
        set_on: today,
    };
    home.writer(at(0), today).set_interview(&interview).unwrap();
    (folder, home)
}

/// A sitting to its end: 70 seconds a new card, 30 a review; each sixth fails and is repeated in 15.
fn sit(home: &Home, day: u64, answers: &mut u32) {
    let today = home.day(at(day));
    let opening = home.opening(&Request::default(), today, 1).unwrap();
    let mut left = i64::from(opening.seconds.unwrap());
    for (standing, _) in opening.queue {
        if left <= 0 {
            break;
        }
        *answers += 1;
        let mut writer = |grade: Grade, seconds: u32| {
            home.writer(at(day), today).grade(standing.key, grade, seconds, None).unwrap();
            left -= i64::from(seconds);
        };
        let seconds = if standing.memory.seen.is_none() { 70 } else { 30 };
        if answers.is_multiple_of(6) {
            writer(Grade::ALL[1], seconds);
            writer(Grade::GOOD, 15);
        } else {
            writer(Grade::GOOD, seconds);
        }
    }
}

/// Goes the way to its end; the core cards that were said never to be seen, and those that were not.
fn gone(days: i64, minutes: u32, home: &Home) -> (u32, u32) {
    let said = home.agenda(home.day(at(0)), None).unwrap();
    let campaign = said.campaign.unwrap();
    let never = campaign.unseen_core - campaign.reachable;
    assert_eq!(said.effort.unwrap().cards, never, "{days} days of {minutes} minutes");
    let mut answers = 0;
    for day in 0..days.unsigned_abs() {
        let agenda = home.agenda(home.day(at(day)), None).unwrap();
        let blocks = agenda.blocks();
        let campaign = agenda.campaign.unwrap();
        let spare = blocks.iter().any(|block| block.part == Part::Spare);
        let left = campaign.unseen_core > campaign.reachable && home.day(at(day)) < campaign.way.new_stops;
        assert!(!(spare && left), "{days} days of {minutes} minutes, day {day}: {blocks:?}");
        let seconds: u32 = blocks.iter().filter(|it| it.part != Part::Mock).map(|it| it.seconds).sum();
        assert!(seconds <= minutes * 60 + 73, "{days} days of {minutes} minutes, day {day}: {blocks:?}");
        sit(home, day, &mut answers);
    }
    (never, home.store.unseen_counts().unwrap().0)
}

/// Columns: days, minutes, and whether some core cards are never seen.
#[test]
fn as_many_core_cards_stay_unseen_as_was_said() {
    for (days, minutes, some) in [(10, 18, true), (10, 25, false), (14, 20, false), (7, 20, true), (28, 20, false)] {
        let (_folder, home) = home(days, minutes);
        // Without scenarios there is no mock that could be missed.
        for scenario in home.store.items(ItemKind::Scenario).unwrap() {
            home.writer(at(0), home.day(at(0))).suspend(scenario.key, true).unwrap();
        }
        let (never, unseen) = gone(days, minutes, &home);
        assert_eq!((never > 0, unseen > 0), (some, some), "{days} days of {minutes} minutes: {never}, {unseen}");
        // The shipped seconds are a little less than it takes: that is a card a day at the most.
        assert!(
            i64::from(never.abs_diff(unseen)) <= days,
            "{days} days of {minutes} minutes: {never} were said, {unseen} are unseen"
        );
    }
}

/// The estimate takes it that mocks are done; who misses them all has their minutes for more core cards.
#[test]
fn mocks_that_are_missed_leave_no_more_cards_unseen_than_was_said() {
    for (days, minutes) in [(10, 25), (10, 30), (14, 20), (7, 20), (21, 15)] {
        let (_folder, home) = home(days, minutes);
        let (never, unseen) = gone(days, minutes, &home);
        assert!(unseen <= never, "{days} days of {minutes} minutes: {never} were said, {unseen} are unseen");
    }
}
