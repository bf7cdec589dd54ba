//! Clocks that jump, days that turn, years without end.

use super::{person::Person, place::Place};

#[test]
fn a_clock_that_went_back_refuses_what_was_seen_later_and_loses_nothing() {
    let mut place = Place::new();
    place.at("2026-03-05T09:00:00Z");
    place.good("bias-variance-decomposition");
    place.at("2026-03-01T09:00:00Z");
    place.run(["grade", "bias-variance-decomposition", "4"]).fails(
        1,
        &[
            "error: the clock stands at 2026-03-01, but this was last answered on 2026-03-05",
            "hint: set the clock right",
        ],
    );
    // Other cards are asked as ever, and an undo works under any clock.
    let done = place.types([""; 0], "\n4\nq\n");
    assert!(done.is_fine().out.starts_with("done: 1 card"), "{}", done.out);
    place.run(["undo"]).is_fine();
    assert_eq!(place.grades(), [("bias-variance-decomposition".to_owned(), 4)]);
    let wrong = place.wrong();
    assert!(wrong.len() == 1 && wrong[0].contains("1 answers are from later days, up to 2026-03-05"), "{wrong:?}");
    place.run(["doctor", "--mend"]).is_fine();
    assert_eq!((place.grades(), place.wrong()), (vec![], vec![]));
    place.run(["undo"]).fails(1, &["there is nothing to take back"]);
    place.good("bias-variance-decomposition");
}

#[test]
fn a_clock_that_went_back_within_the_day_is_no_matter() {
    let mut place = Place::new();
    place.at("2026-03-05T20:00:00Z");
    place.good("bias-variance-decomposition");
    place.at("2026-03-05T08:00:00Z");
    place.good("bias-variance-decomposition");
    let card = place.json(&["card", "bias-variance-decomposition"]);
    assert_eq!((&card["review_count"], &card["reviews"][1]["kind"]), (&2.into(), &"again".into()));
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn the_study_day_follows_the_wall_through_both_clock_changes() {
    let table = [
        ("2026-03-29T01:59:59+01:00", "2026-03-28"),
        ("2026-03-29T03:00:00+02:00", "2026-03-28"),
        ("2026-03-29T03:59:59+02:00", "2026-03-28"),
        ("2026-03-29T04:00:00+02:00", "2026-03-29"),
        ("2026-10-25T02:30:00+02:00", "2026-10-24"),
        ("2026-10-25T02:30:00+01:00", "2026-10-24"),
        ("2026-10-25T03:59:59+01:00", "2026-10-24"),
        ("2026-10-25T04:00:00+01:00", "2026-10-25"),
    ];
    let mut place = Place::new().with("TZ", "Europe/Berlin");
    for (now, day) in table {
        place.at(now);
        assert_eq!(place.json(&["due"])["day"], day, "{now}");
    }
    // Graded in the hour that comes twice: an hour earlier on the wall, later in the log.
    place.at("2026-10-25T02:30:00+02:00");
    place.good("bias-variance-decomposition");
    place.at("2026-10-25T02:30:00+01:00");
    place.good("bias-variance-decomposition");
    let card = place.json(&["card", "bias-variance-decomposition"]);
    assert_eq!((&card["reviews"][0]["day"], &card["reviews"][1]["kind"]), (&"2026-10-24".into(), &"again".into()));
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn a_day_that_turns_in_a_sitting_in_use_does_not_change_it() {
    // Five minutes for each second: the day turns a second later, while the first card lies open.
    let mut place = Place::new().with("DRILL_PACE", "300");
    place.at("2026-03-02T03:55:00Z");
    let mut person = Person::sits(&place, [""; 0]);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    person.types("");
    assert!(person.types("4").contains("[1 done"));
    person.types("");
    assert!(person.types("2").contains("[2 done"));
    let done = person.leaves();
    assert!(done.is_fine().out.starts_with("done: 2 cards"), "{}", done.out);
    place.at("2026-03-02T09:00:00Z");
    let log = place.json(&["log"]);
    let days: Vec<&str> = log.as_array().unwrap().iter().map(|entry| entry["day"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-03-01", "2026-03-01"]);
    assert_eq!(place.json(&["due"])["due"], 2, "both are due on the day that has begun");
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn a_sitting_left_alone_over_the_turn_of_the_day_ends_by_itself() {
    let mut place = Place::new().with("DRILL_PACE", "3600");
    place.at("2026-03-02T03:10:00Z");
    let mut person = Person::sits(&place, [""; 0]);
    person.types("");
    person.types("4");
    let done = person.waits();
    assert!(done.is_fine().out.starts_with("done: 1 card"), "{}", done.out);
    assert!(done.out.contains("a new day has begun"), "{}", done.out);
    assert_eq!(place.grades().len(), 1);
}

#[test]
fn a_clock_that_means_nothing_is_a_matter_of_usage() {
    let table = [
        ("DRILL_NOW", "garbage", "write it like 2026-03-01T09:00:00+01:00"),
        ("DRILL_NOW", "2026-03-01", "write it like"),
        ("DRILL_NOW", "-9999-01-01T00:00:00Z", "write it like"),
        ("DRILL_NOW", "2026-02-30T09:00:00Z", "write it like"),
        ("DRILL_PACE", "fast", "write a whole number"),
        ("DRILL_PACE", "-3", "write a whole number"),
        ("DRILL_PACE", "99999999999999999999999", "write a whole number"),
        ("DRILL_SEED", "six", "write a whole number"),
    ];
    for (name, value, hint) in table {
        let place = Place::new().with(name, value);
        place.run(["due"]).fails(2, &[&format!("error: {name} is '{value}'; "), hint]);
        assert!(!place.home().exists());
    }
}

#[test]
fn an_instant_is_shown_in_the_zone_that_is_set() {
    // In Berlin the clocks go forward at 01:00 UTC; the study day begins at 04:00 of the new time.
    let table = [
        ("Europe/Berlin", "2026-03-29T01:59:00Z", "2026-03-28"),
        ("Europe/Berlin", "2026-03-29T02:01:00Z", "2026-03-29"),
        ("Europe/Berlin", "2026-10-25T02:59:00Z", "2026-10-24"),
        ("Europe/Berlin", "2026-10-25T03:01:00Z", "2026-10-25"),
        ("America/New_York", "2026-03-02T08:59:00Z", "2026-03-01"),
        ("America/New_York", "2026-03-02T05:00:00+00:00", "2026-03-02"),
        ("UTC", "2026-03-02T04:00:00Z", "2026-03-02"),
    ];
    for (zone, now, day) in table {
        let place = Place::new().with("TZ", zone).with("DRILL_NOW", now);
        assert_eq!(place.json(&["due"])["day"], day, "{zone} {now}");
    }
}

#[test]
fn the_ends_of_the_calendar_are_days_like_any_other() {
    for now in
        ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00-12:00", "2026-03-01T09:00:00+23:59"]
    {
        let place = Place::new().with("DRILL_NOW", now).with("DRILL_PACE", "86400");
        place.types([""; 0], "\n4\n\n2\nq\n").is_fine();
        for verb in
            [&["due"][..], &["report"], &["log"], &["cards"], &["card", "bias-variance-decomposition"], &["undo"]]
        {
            place.run(verb).is_fine();
        }
        assert_eq!(place.wrong(), Vec::<String>::new(), "{now}");
    }
}
