//! `docs/schema.md`: its tables and columns are those of a database that the program made, its kinds those of the log.

use std::collections::{BTreeMap, BTreeSet};

use drill::model::{Day, Deed, EntryId, Grade, ItemKey, TopicKey, What};
use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use super::{
    page::{tables_with, ticked},
    program::Program,
};

const PAGE: &str = include_str!("../../docs/schema.md");
/// Where the words of the kinds stand in the source.
const ENTRY: &str = include_str!("../../src/model/entry.rs");

#[test]
fn tables_and_columns_are_those_of_the_database() {
    let told: BTreeMap<String, Vec<(String, String)>> = tables_with(PAGE, &["column", "type", "meaning"])
        .into_iter()
        .map(|table| {
            let columns = table.rows.iter().map(|row| (row[0].clone(), row[1].clone())).collect();
            (ticked(&table.heading).to_owned(), columns)
        })
        .collect();
    let program = Program::new();
    assert_eq!(program.run(&["tracker", "sync"], "").1, 0);
    let database = Connection::open(program.home().join("drill.db")).unwrap();
    let names: Vec<String> = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut real = BTreeMap::new();
    for name in names {
        let columns: Vec<(String, String)> = database
            .prepare("SELECT name, type FROM pragma_table_info(?1) ORDER BY cid")
            .unwrap()
            .query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        real.insert(name, columns);
    }
    assert_eq!(told, real);
}

#[test]
fn every_table_is_called_truth_fold_or_reading() {
    let folds = tables_with(PAGE, &["", "tables"]);
    let named = folds[0].column("tables").join(" ");
    for table in tables_with(PAGE, &["column", "type", "meaning"]) {
        let name = table.heading;
        assert!(named.contains(&name), "{name} is in no row of the first table");
    }
}

#[test]
fn a_day_is_counted_as_the_page_says() {
    let told = PAGE.split("(2026-03-01 is ").nth(1).unwrap().split(')').next().unwrap();
    assert_eq!("2026-03-01".parse::<Day>().unwrap().number().to_string(), told);
}

fn deed(deed: Deed) -> What {
    What::Deed { deed, item: None, grade: None, seconds: 0, detail: Value::Null }
}

/// One of each kind that an entry can be.
fn kinds() -> Vec<What> {
    let (item, topic, target) = (ItemKey(1), TopicKey(1), EntryId(Uuid::nil()));
    vec![
        What::Grade { item, grade: Grade::GOOD, seconds: 1, confidence: None },
        What::Learn { item },
        What::Suspend { item, suspended: true },
        What::Suspend { item, suspended: false },
        What::Edit { item, detail: Value::Null },
        deed(Deed::Story),
        deed(Deed::Telling),
        What::Retract { target },
        What::Claim { topic, ticked: true, detail: Value::Null },
        What::Claim { topic, ticked: false, detail: Value::Null },
        What::Earned { topic, cause: target },
        What::Lost { topic, cause: target },
        What::Reworded { item: None, topic: Some(topic), detail: Value::Null },
        What::Deed { deed: Deed::Plan, item: None, grade: None, seconds: 0, detail: Value::Null },
    ]
}

#[test]
fn kinds_of_entries_are_those_of_the_log() {
    let table = &tables_with(PAGE, &["kind", "class", "says", "detail"])[0];
    let told: Vec<(&str, &str)> = table.column("kind").into_iter().zip(table.column("class")).collect();
    let class = |what: &What| match what {
        What::Retract { .. } => "retraction",
        _ if what.is_action() => "action",
        _ => "observation",
    };
    let known: Vec<What> = kinds();
    let known: Vec<(&str, &str)> = known.iter().map(|what| (what.word(), class(what))).collect();
    assert_eq!(told, known);
    // A kind that is added to the source and not to this test is found here.
    let words = ENTRY.split("pub const fn word(&self)").nth(1).unwrap().split("\n    }\n").next().unwrap();
    let words: BTreeSet<&str> = words.split('"').skip(1).step_by(2).collect();
    let plain = known.iter().map(|(word, _)| *word).filter(|word| Deed::from_word(word).is_none());
    assert_eq!(words, plain.collect());
}
