//! Several processes on one home: nobody grades a card twice unknowingly, and nobody is sent away.

use std::{fs, process::Child};

use super::{person::Person, place::Place, shelf};

fn all_end_well(children: Vec<Child>) {
    for child in children {
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{said}");
        assert!(!said.contains("warning"), "{said}");
    }
}

#[test]
fn two_hundred_grades_at_once_all_end_well() {
    let place = Place::new();
    place.run(["suspend", "bias-variance-decomposition"]).is_fine();
    let grade = |_| place.command(["grade", "bias-variance-decomposition", "4"]).spawn().unwrap();
    all_end_well((0..200).map(grade).collect());
    assert_eq!(place.grades().len(), 200);
    let card = place.json(&["card", "bias-variance-decomposition"]);
    assert_eq!((&card["review_count"], &card["memory"]["repetitions"]), (&200.into(), &1.into()));
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn twenty_first_runs_at_once_all_end_well() {
    let place = Place::new();
    all_end_well((0..20).map(|_| place.command([""; 0]).spawn().unwrap()).collect());
    assert_eq!(place.wrong(), Vec::<String>::new());
    assert_eq!(place.json(&["topics"]).as_array().unwrap().len(), 28);
}

#[test]
fn the_second_of_two_sittings_is_told_that_it_was_overtaken() {
    let place = Place::new();
    let (mut one, mut two) = (Person::sits(&place, [""; 0]), Person::sits(&place, [""; 0]));
    one.types("");
    two.types("");
    assert!(!one.types("4").contains("another drill"));
    let told = two.types("2");
    assert!(told.contains("another drill acted on this card first: nothing was written here"), "{told}");
    assert!(told.contains("[0 done"), "the next card comes: {told}");
    assert_eq!(place.grades().iter().map(|(_, grade)| *grade).collect::<Vec<_>>(), [4]);
    two.types("");
    assert!(two.types("5").contains("[1 done"));
    one.leaves().is_fine();
    two.leaves().is_fine();
    assert_eq!(place.grades().len(), 2);
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn a_script_may_grade_and_undo_during_a_sitting() {
    let place = Place::new();
    let mut person = Person::sits(&place, [""; 0]);
    let back = person.types("");
    let card = back.split("Card: ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    place.good(&card);
    assert!(person.types("1").contains("another drill acted on this card first"));
    person.types("");
    person.types("4");
    // The script takes back what the sitting gave: then there is nothing of it left to undo.
    place.run(["undo"]).is_fine();
    let told = person.types("u");
    assert!(told.contains("taken back already"), "{told}");
    person.leaves().is_fine();
    assert_eq!(place.grades(), [(card, 4)]);
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn a_restore_waits_until_nobody_sits() {
    let place = Place::new();
    place.run(["grade", "bias-variance-decomposition", "4"]).is_fine();
    place.run(["backup", "copy.db"]).is_fine();
    let mut person = Person::sits(&place, [""; 0]);
    person.types("");
    place.run(["restore", "copy.db"]).fails(1, &["error: another drill is at work in this home; end it first"]);
    assert!(person.types("4").contains("[1 done"));
    person.leaves().is_fine();
    assert_eq!(place.grades().len(), 2);
    place.run(["restore", "copy.db"]).is_fine();
    assert_eq!(place.grades().len(), 1);
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn two_processes_tick_one_tracker() {
    let mut place = Place::new();
    let mine = place.write("t.md", shelf::REAL);
    place.run(["tracker", "link", "t.md"]).is_fine();
    let cards: Vec<String> =
        ["dropout", "lstm", "chunking", "rerank"].map(|topic| shelf::nearly_learned(&mut place, topic)).into();
    all_end_well(cards.iter().map(|card| place.command(["grade", card, "4"]).spawn().unwrap()).collect());
    place.run(["tracker", "sync"]).is_fine();
    let mut wanted = shelf::REAL.to_vec();
    for line in [shelf::DROPOUT, "- [ ] LSTM", "- [ ] Chunking", "- [ ] Reranking"] {
        wanted = shelf::ticked(&wanted, line);
    }
    assert_eq!(fs::read(&mine).unwrap(), wanted);
    assert_eq!(place.wrong(), Vec::<String>::new());
}
