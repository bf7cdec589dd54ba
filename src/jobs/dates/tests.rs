use proptest::prelude::*;

use super::*;

/// A Sunday.
const TODAY: &str = "2026-11-22";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn dates_are_read_as_people_write_them() {
    let table = [
        ("2026-12-03", "2026-12-03"),
        ("2026-1-9", "2026-01-09"),
        ("2026/12/03", "2026-12-03"),
        ("20261203", "2026-12-03"),
        ("3 Dec", "2026-12-03"),
        ("Dec 3", "2026-12-03"),
        ("dec. 3rd", "2026-12-03"),
        ("the 3rd of December", "2026-12-03"),
        ("December 3, 2027", "2027-12-03"),
        ("3 Dec 27", "2027-12-03"),
        ("3-Dec-2026", "2026-12-03"),
        ("3.12.", "2026-12-03"),
        ("3.12", "2026-12-03"),
        ("03.12.2026", "2026-12-03"),
        ("3. 12. 2026", "2026-12-03"),
        ("3.12.26", "2026-12-03"),
        ("3. Dezember", "2026-12-03"),
        ("3. Dez. 2026", "2026-12-03"),
        ("1. März", "2027-03-01"),
        ("12/31", "2026-12-31"),
        ("31/12/2026", "2026-12-31"),
        ("11/11", "2027-11-11"),
        // Without a year: the nearest that is not past.
        ("22 Nov", "2026-11-22"),
        ("21 Nov", "2027-11-21"),
        ("29 Feb", "2028-02-29"),
        // A weekday beside a date is checked, and our own echo is understood.
        ("Thu 2026-12-03", "2026-12-03"),
        ("Thursday, 3 December", "2026-12-03"),
        ("Do, 3.12.", "2026-12-03"),
        // From today.
        ("today", "2026-11-22"),
        ("Tomorrow", "2026-11-23"),
        ("übermorgen", "2026-11-24"),
        ("gestern", "2026-11-21"),
        ("Sun", "2026-11-22"),
        ("Thu", "2026-11-26"),
        ("on Thursday", "2026-11-26"),
        ("Donnerstag", "2026-11-26"),
        ("this thu", "2026-11-26"),
        ("next Thu", "2026-11-26"),
        ("next Sunday", "2026-11-29"),
        ("last Thu", "2026-11-19"),
        ("last Sun", "2026-11-15"),
        ("in 2 weeks", "2026-12-06"),
        ("in 3 days", "2026-11-25"),
        ("in a week", "2026-11-29"),
        ("in two weeks", "2026-12-06"),
        ("2 weeks from now", "2026-12-06"),
        ("3 days", "2026-11-25"),
        ("+3d", "2026-11-25"),
        ("2w", "2026-12-06"),
        ("3 days ago", "2026-11-19"),
        ("in 2 Wochen", "2026-12-06"),
        ("vor 3 Tagen", "2026-11-19"),
        ("next week", "2026-11-29"),
        ("next month", "2026-12-22"),
        ("in 3 months", "2027-02-22"),
        ("nächsten Freitag", "2026-11-27"),
    ];
    for (text, wanted) in table {
        assert_eq!(read(text, day(TODAY)), Ok(day(wanted)), "{text}");
        assert_eq!(read(&format!("  {} ", text.to_uppercase()), day(TODAY)), Ok(day(wanted)), "{text}");
    }
}

#[test]
fn the_next_thursday_is_one_of_the_next_week() {
    // From Monday to Sunday of one week.
    for (today, plain, next) in [
        ("2026-11-23", "2026-11-26", "2026-12-03"),
        ("2026-11-26", "2026-11-26", "2026-12-03"),
        ("2026-11-27", "2026-12-03", "2026-12-03"),
        ("2026-11-29", "2026-12-03", "2026-12-03"),
    ] {
        assert_eq!(read("Thu", day(today)), Ok(day(plain)), "{today}");
        assert_eq!(read("next Thu", day(today)), Ok(day(next)), "{today}");
    }
}

#[test]
fn an_impossible_day_names_the_three_nearest() {
    let table = [
        ("31 Nov", ["2026-11-30", "2026-12-01", "2026-12-31"]),
        ("2026-02-30", ["2026-02-28", "2026-03-01", "2026-03-02"]),
        ("30 Feb", ["2027-02-28", "2027-03-01", "2027-03-02"]),
        ("2027-02-29", ["2027-02-28", "2027-03-01", "2027-03-29"]),
        ("2026-13-05", ["2026-05-13", "2026-12-05", "2027-01-05"]),
        ("2026-12-32", ["2026-12-31", "2027-01-01", "2027-01-02"]),
        ("2026-12-00", ["2026-11-30", "2026-12-01", "2026-12-02"]),
        ("32.1.2026", ["2026-01-31", "2026-02-01", "2026-02-02"]),
        ("45.45.2026", ["2026-12-31", "2027-01-01", "2027-01-02"]),
        ("0/0/2026", ["2026-01-31", "2026-02-01", "2026-02-02"]),
    ];
    for (text, near) in table {
        let wanted = DateError::Impossible { typed: text.to_owned(), near: near.map(day) };
        assert_eq!(read(text, day(TODAY)), Err(wanted), "{text}");
    }
    let error = read("31 Nov", day(TODAY)).unwrap_err();
    assert_eq!(error.to_string(), "there is no day '31 Nov'");
    assert_eq!(error.hint(), "did you mean Mon 2026-11-30, Tue 2026-12-01 or Thu 2026-12-31?");
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    let refused = |text: &str| read(text, day(TODAY)).unwrap_err();
    for text in ["12/3", "3/12/2026", "03-12-2026"] {
        assert!(matches!(refused(text), DateError::TwoReadings { .. }), "{text}");
    }
    let DateError::TwoReadings { readings, .. } = refused("12/3") else { panic!("one reading") };
    assert_eq!(readings, [day("2026-12-03"), day("2027-03-12")]);
    let near = ["2026-11-30", "2026-12-03", "2026-12-07"].map(day);
    assert_eq!(refused("Mon 3 Dec"), DateError::OtherWeekday { typed: "Mon 3 Dec".to_owned(), near });
    assert!(matches!(refused("Thu 14:00"), DateError::WithTime { .. }));
    assert!(matches!(refused("3 Dec 2pm"), DateError::WithTime { .. }));
    assert!(matches!(refused("3 Decmeber"), DateError::Unknown { near: Some("december"), .. }));
    assert!(matches!(refused("tomorow"), DateError::Unknown { near: Some("tomorrow"), .. }));
    assert!(matches!(refused("soonish"), DateError::Unknown { .. }));
    for text in ["", "   "] {
        assert_eq!(refused(text), DateError::Empty);
    }
    for text in
        ["Dec", "Dec 2026", "2026", "in", "in weeks", "next", "3", "on the", "99999 years", "3 Dec 4 5", "-", "."]
    {
        assert!(matches!(refused(text), DateError::NotADate { .. }), "{text}: {:?}", refused(text));
    }
}

#[test]
fn a_date_in_a_file_is_the_nearest_one() {
    let table = [
        ("2026-12-03", Some("2026-12-03")),
        ("20 Nov", Some("2026-11-20")),
        ("3 Jan", Some("2027-01-03")),
        ("Fri 20 Nov", Some("2026-11-20")),
        // The wrong weekday does not hide a date that was written down.
        ("Mon 20 Nov", Some("2026-11-20")),
        ("2026-12-03 14:00", Some("2026-12-03")),
        ("3 Dec at 2pm", Some("2026-12-03")),
        ("12/3", None),
        ("tomorrow", None),
        ("in 2 weeks", None),
        ("Thu", None),
        ("TBD", None),
        ("", None),
    ];
    for (text, wanted) in table {
        assert_eq!(read_written(text, day(TODAY)), wanted.map(day), "{text}");
    }
}

#[test]
fn what_was_is_not_to_come() {
    let today = day("2026-11-19");
    let table = [
        ("20 Nov", "2025-11-20"),
        ("19 Nov", "2026-11-19"),
        ("3.12.", "2025-12-03"),
        ("29 Feb", "2024-02-29"),
        ("Thu", "2026-11-19"),
        ("this Fri", "2026-11-13"),
        ("yesterday", "2026-11-18"),
        ("3 days ago", "2026-11-16"),
        ("2026-12-03", "2026-12-03"),
    ];
    for (text, wanted) in table {
        assert_eq!(read_past(text, today), Ok(day(wanted)), "{text}");
    }
}

proptest! {
    #[test]
    fn every_day_is_read_back_however_it_is_written(number in 730_000i32..760_000, from in 730_000i32..760_000) {
        let (written, today) = (Day::from_number(number).unwrap(), Day::from_number(from).unwrap());
        for form in ["%Y-%m-%d", "%d.%m.%Y", "%-d %b %Y", "%B %-d, %Y", "%A %-d %B %Y", "%a %Y-%m-%d", "%Y%m%d"] {
            let text = written.date().format(form).to_string();
            prop_assert_eq!(read(&text, today), Ok(written), "{}", text);
        }
        prop_assert_eq!(read(&shown(written), today), Ok(written));
        // Without a year it is never past, and at most eight years away.
        let coming = read(&written.date().format("%-d %b").to_string(), today).unwrap();
        prop_assert!((0..=8 * 366).contains(&coming.since(today)));
        prop_assert_eq!(read(&format!("in {} days", from % 1000), today), Ok(today.plus(i64::from(from % 1000))));
    }

    #[test]
    fn nothing_makes_it_fail(text in "[0-9a-zäöü./ ,:+-]{0,24}", any in any::<String>(), from in 1i32..3_652_059) {
        let today = Day::from_number(from).unwrap();
        for text in [&text, &any] {
            match read(text, today) {
                Err(error) => prop_assert!(!error.to_string().is_empty() && !error.hint().is_empty()),
                Ok(found) => prop_assert!((1..=9999).contains(&found.date().year())),
            }
            read_written(text, today);
        }
    }
}
