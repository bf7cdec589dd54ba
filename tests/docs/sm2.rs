//! `docs/sm2.md`: its worked history comes out of the schedule, row by row.

use drill::{
    model::{Day, Grade, Memory},
    schedule::outcomes,
};

use super::page::{Table, tables_with};

const PAGE: &str = include_str!("../../docs/sm2.md");

#[test]
fn the_worked_history_comes_out_of_the_schedule() {
    let head = ["day", "grade", "kind", "n", "I", "EF", "lapses", "due", "owed"];
    let [Table { rows, .. }] = &tables_with(PAGE, &head)[..] else { panic!("one worked history") };
    assert!(rows.len() >= 10, "a history of {} answers shows little", rows.len());
    let mut memory = Memory::NEW;
    for row in rows {
        let day: Day = row[0].parse().unwrap();
        let grade = Grade::from_word(&row[1]).unwrap();
        let outcome = outcomes(&memory, day).unwrap()[grade];
        memory = outcome.memory;
        let came_out = [
            day.to_string(),
            grade.number().to_string(),
            outcome.kind.word().to_owned(),
            memory.repetitions.to_string(),
            memory.interval.to_string(),
            memory.ease.to_string(),
            memory.lapses.to_string(),
            memory.due.unwrap().to_string(),
            if outcome.owed { "yes" } else { "no" }.to_owned(),
        ];
        assert_eq!(came_out[..], row[..]);
    }
}

#[test]
fn the_grades_have_these_words() {
    let [Table { rows, .. }] = &tables_with(PAGE, &["grade", "word", "what it says"])[..] else {
        panic!("one table of grades")
    };
    let grades: Vec<Vec<String>> = Grade::ALL
        .iter()
        .map(|grade| vec![grade.number().to_string(), grade.word().to_owned(), grade.anchor().to_owned()])
        .collect();
    assert_eq!(*rows, grades);
}
