//! The questions that are asked every day take as much work of a large collection as of a small one.

use rusqlite::Connection;

use super::{Home, at, decks, open};
use crate::engine::sitting::Request;
use crate::plan::campaign::Interview;

const TOPICS: usize = 5;
const DUE: u32 = 40;

/// Its name, and how it is asked.
type Question = (&'static str, fn(&Home));

/// A home whose topics have so many cards each, all answered five times within a month; of all of them only [`DUE`] are
/// due on day 0.
fn home(cards: usize) -> (tempfile::TempDir, Home) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("decks")).unwrap();
    let mut deck = "# Own\n".to_owned();
    for topic in 0..TOPICS {
        deck.push_str(&format!("## Topic {topic}\n"));
        for card in 0..cards {
            deck.push_str(&format!("Q: {topic}, {card}?\nA: a\nId: own-{topic}-{card}\n\n"));
        }
    }
    std::fs::write(folder.path().join("decks/own.md"), deck).unwrap();
    let today = {
        let home = open(folder.path(), at(0)).unwrap();
        home.day(at(0)).number()
    };
    let database = Connection::open(folder.path().join("drill.db")).unwrap();
    let seen = "UPDATE item SET seen = ?1 - 9, due = ?1 + 30 + key, repetitions = 3, interval = 30, stability = 30, difficulty = 5 \
                WHERE id LIKE 'own-%'";
    database.execute(seen, [today]).unwrap();
    let due = "UPDATE item SET due = ?1 WHERE key IN (SELECT key FROM item WHERE id LIKE 'own-%' LIMIT ?2)";
    database.execute(due, (today, DUE)).unwrap();
    database.execute("UPDATE topic SET seen = cards, basis_seen = basis", []).unwrap();
    database.execute("INSERT INTO device (name) VALUES ('of old')", []).unwrap();
    let log = "WITH nth (n) AS (VALUES (1), (2), (3), (4), (5)) \
               INSERT INTO log (id, counter, at, offset, day, device, kind, item, grade, seconds) \
               SELECT randomblob(16), 1000 + row_number() OVER (), 0, 0, ?1 - 9 - 4 * n, device.key, 'grade', item.key, 4, 9 \
               FROM nth, item, device WHERE item.id LIKE 'own-%' AND device.name = 'of old'";
    database.execute(log, [today]).unwrap();
    let answers = "INSERT INTO answer (entry, item, day, kind, grade, seconds, first) \
                   SELECT key, item, day, 0, grade, seconds, 0 FROM log WHERE kind = 'grade'";
    database.execute(answers, []).unwrap();
    let home = open(folder.path(), at(0)).unwrap();
    (folder, home)
}

#[test]
fn the_questions_of_every_day_do_not_grow_with_the_collection() {
    let questions: [Question; 11] = [
        ("due", |home| assert_eq!(home.due_numbers(home.day(at(0))).unwrap().due, DUE)),
        ("what a sitting begins with", |home| {
            let opening = home.opening(&Request::default(), home.day(at(0)), 1).unwrap();
            assert_eq!(opening.queue.len(), DUE as usize);
        }),
        ("what comes after it", |home| drop(home.outlook(home.day(at(0))).unwrap())),
        ("whether the decks changed", |home| assert!(!decks::is_stale(&home.store, &home.paths).unwrap())),
        ("the stories", |home| drop(home.stories(home.day(at(0))).unwrap())),
        ("past mocks", |home| assert!(home.past_mocks().unwrap().is_empty())),
        ("the week", |home| drop(home.week(home.week_of(home.day(at(0)))).unwrap())),
        ("the scenarios", |home| assert!(!home.scenarios().unwrap().is_empty())),
        ("the numbers of a report", |home| {
            assert!(home.progress(home.day(at(0))).unwrap().retention.reviews > 0);
        }),
        ("interviews held", |home| assert!(home.interviews_held().unwrap().is_empty())),
        ("best mocks", |home| assert!(home.best_mocks().unwrap().is_empty())),
    ];
    let (small, large) = (home(20), home(400));
    hold(&questions, &small.1, &large.1);
}

/// On the way to an interview, before its last week and in it: of many cards those are looked at that may be asked.
#[test]
fn neither_do_they_on_the_way_to_an_interview() {
    let questions: [Question; 4] = [
        ("due", |home| assert!(home.due_numbers(home.day(at(0))).unwrap().planned > 0)),
        ("what a sitting begins with", |home| drop(home.opening(&Request::default(), home.day(at(0)), 1).unwrap())),
        ("a short sitting", |home| {
            let request = Request { minutes: Some(15), ..Request::default() };
            drop(home.opening(&request, home.day(at(0)), 1).unwrap());
        }),
        ("what comes after it", |home| drop(home.outlook(home.day(at(0))).unwrap())),
    ];
    let (small, large) = (home(250), home(1_000));
    for days in [30, 5] {
        for (_, home) in [&small, &large] {
            let today = home.day(at(0));
            let date = today.plus(days);
            let interview =
                Interview { date, company: String::new(), minutes: Some(10), weights: Vec::new(), set_on: today };
            home.writer(at(0), today).set_interview(&interview).unwrap();
        }
        hold(&questions, &small.1, &large.1);
    }
}

fn hold(questions: &[Question], small: &Home, large: &Home) {
    for (what, ask) in questions {
        let (few, many) = (small.store.steps(|| ask(small)), large.store.steps(|| ask(large)));
        assert!(few > 0, "{what} asks the database nothing");
        assert!(many < few + few / 5, "{what}: {few} steps among few cards, {many} among many");
    }
}
