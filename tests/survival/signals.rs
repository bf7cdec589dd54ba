//! Ctrl-C, a terminal that goes away, a machine that shuts down: the sitting ends with its summary, exit 130.

use super::{person::Person, place::Place};

#[test]
fn a_signal_at_a_prompt_ends_the_sitting_with_its_summary() {
    let moments: [(&str, &[&str], usize); 4] =
        [("question", &[], 0), ("answer", &[""], 0), ("second card", &["", "4"], 1), ("key", &["?", "", "x"], 0)];
    for signal in ["-INT", "-TERM", "-HUP"] {
        for (moment, keys, grades) in moments {
            let place = Place::new();
            let mut person = Person::sits(&place, [""; 0]);
            keys.iter().for_each(|key| drop(person.types(key)));
            person.is_sent(signal);
            let done = person.waits();
            done.fails(130, &[]);
            let summary = if grades > 0 { "done: 1 card, 1 new" } else { "nothing was graded" };
            assert!(done.out.starts_with(summary), "{signal} at the {moment}: {}", done.out);
            assert_eq!(place.grades().len(), grades, "{signal} at the {moment}");
            assert_eq!(place.wrong(), Vec::<String>::new());
        }
    }
}

#[test]
fn a_signal_at_the_closing_prompt_loses_nothing() {
    let place = Place::new();
    let mut person = Person::sits(&place, ["--limit", "1"]);
    person.types("");
    assert!(person.types("4").contains("that was the last card"));
    person.is_sent("-INT");
    let done = person.waits();
    done.fails(130, &[]);
    assert!(done.out.starts_with("done: 1 card"), "{}", done.out);
    assert_eq!(place.grades().len(), 1);
}

#[test]
fn an_impatient_second_signal_ends_it_as_well() {
    let place = Place::new();
    let mut person = Person::sits(&place, [""; 0]);
    person.types("");
    person.types("4");
    person.is_sent("-INT");
    person.is_sent("-INT");
    let done = person.waits();
    assert!([Some(130), None].contains(&done.code), "{done:?}");
    assert_eq!(place.grades().len(), 1);
    assert_eq!(place.wrong(), Vec::<String>::new());
}
