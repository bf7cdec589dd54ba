//! The reports, beside the plain aggregation that each of them needs.

use std::{collections::HashMap, hint::black_box, time::Instant};

use chrono::Datelike;
use drill::{
    model::{Day, Trace},
    schedule::fsrs,
};
use rusqlite::Connection;

use super::{
    home::Filled,
    meter::{Meter, Question, Took},
    plain::{self, rows},
};

/// What a report needs of the database.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// The boxes, what is due of each topic, and what is expected of each.
    Topics,
    /// That, and all the numbers of the first screen.
    Screen,
    /// That, and the mocks, the stories and the calendar.
    All,
    /// The first screen, and how it came and goes on.
    Course,
    /// That, with the forecast of recall for each day.
    Page,
    Calendar,
    Mocks,
    Stories,
    Sheet,
}

const REPORTS: [(&str, &[&str], Needs); 13] = [
    ("report", &["report"], Needs::Screen),
    ("report --section", &["report", "--section", "Section 0"], Needs::Topics),
    ("report --topic", &["report", "--topic", "Topic 0: "], Needs::Topics),
    ("report --mocks", &["report", "--mocks"], Needs::Mocks),
    ("report --stories", &["report", "--stories"], Needs::Stories),
    ("report --calendar", &["report", "--calendar"], Needs::Calendar),
    ("report --all", &["report", "--all"], Needs::All),
    ("report --json", &["report", "--json"], Needs::Course),
    ("report --markdown", &["report", "--markdown"], Needs::Screen),
    ("report --html", &["report", "--html", "-"], Needs::Page),
    ("sheet", &["sheet"], Needs::Sheet),
    ("sheet --json", &["sheet", "--json"], Needs::Sheet),
    ("sheet --html", &["sheet", "--html", "-"], Needs::Sheet),
];

/// Measures every report; the target is for a long history, for of a short one the fixed work is most.
pub(crate) fn measure(meter: &mut Meter, home: &'static str, filled: &Filled) {
    for (what, line, needs) in REPORTS {
        let line: Vec<&str> = std::iter::once("drill").chain(line.iter().copied()).collect();
        let question = Question { what, home, at_most: (home == "big").then_some(2.0) };
        meter.compare(question, || drill(filled, &line), || by_hand(filled, needs));
    }
}

fn drill(filled: &Filled, line: &[&str]) -> Took {
    let began = Instant::now();
    filled.run(line);
    began.elapsed()
}

/// The same rows by the same indexes and the same daily sums, added up; no word is set.
fn by_hand(filled: &Filled, needs: Needs) -> Took {
    let began = Instant::now();
    let connection = plain::look(&filled.root);
    let today = filled.today;
    match needs {
        Needs::Topics => topics(&connection, today),
        Needs::Screen => screen(&connection, today),
        Needs::All => {
            screen(&connection, today);
            calendar(&connection, today);
            mocks(&connection);
        }
        Needs::Course | Needs::Page => {
            screen(&connection, today);
            calendar(&connection, today);
            mocks(&connection);
            course(&connection, today);
            if needs == Needs::Page {
                days_of_recall(&connection, today);
            }
        }
        Needs::Calendar => calendar(&connection, today),
        Needs::Mocks => mocks(&connection),
        Needs::Stories => stories(&connection),
        Needs::Sheet => sheet(&connection),
    }
    began.elapsed()
}

fn screen(connection: &Connection, today: Day) {
    plain::waiting(connection, today.number());
    topics(connection, today);
    let month = [today.number() - 29, today.number()];
    let sums = "SELECT sum(reviews), sum(recalled), sum(foretold), sum(said), sum(kept) FROM day_sum WHERE day BETWEEN ?1 AND ?2";
    black_box(rows(connection, sums, month));
    let streak = "SELECT count(*) FROM (SELECT day + row_number() OVER (ORDER BY day DESC) AS run FROM day_sum \
                  WHERE day <= ?1) GROUP BY run ORDER BY run DESC LIMIT 1";
    black_box(rows(connection, streak, [today.number()]));
    let wrong = "SELECT item FROM log INDEXED BY log_sure WHERE kind = 'grade' AND grade < 3 AND detail IS NOT NULL";
    black_box(rows(connection, wrong, []));
    black_box(rows(connection, "SELECT count(*) FROM item INDEXED BY item_rewrite WHERE rewrite = 1", []));
    black_box(due_days(connection, today, 7));
    mocks(connection);
    stories(connection);
}

/// Each topic with what is due of it, and the chances of its core cards today and in thirty days.
fn topics(connection: &Connection, today: Day) {
    black_box(rows(connection, "SELECT * FROM topic WHERE awake = 1 AND hidden = 0 ORDER BY place, key", []));
    let due = "SELECT topic, count(*) FROM item INDEXED BY item_due WHERE due <= ?1 AND due IS NOT NULL AND awake = 1 \
               AND suspended = 0 AND parked = 0 AND kind IN ('card', 'followup') GROUP BY topic";
    black_box(rows(connection, due, [today.number()]));
    let mut sums: HashMap<i64, (u32, f64, f64)> = HashMap::new();
    each_core_card(connection, |topic, trace| {
        let sum = sums.entry(topic).or_default();
        sum.0 += 1;
        if let Some(trace) = trace {
            sum.1 += fsrs::recall(&trace, today);
            sum.2 += fsrs::recall(&trace, today.plus(30));
        }
    });
    black_box(sums);
}

fn each_core_card(connection: &Connection, mut told: impl FnMut(i64, Option<Trace>)) {
    let sql = "SELECT topic, seen, stability FROM item INDEXED BY item_strength WHERE seen IS NOT NULL \
               AND stability IS NOT NULL AND awake = 1 AND suspended = 0 AND parked = 0 \
               AND kind IN ('card', 'followup') AND kind = 'card' \
               AND (core = 1 OR topic IN (SELECT key FROM topic WHERE core = 0))";
    let mut statement = connection.prepare_cached(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let last = Day::from_number(row.get(1).unwrap()).unwrap();
        told(row.get(0).unwrap(), Some(Trace { stability: row.get(2).unwrap(), difficulty: 0.0, last }));
    }
    let unseen = "SELECT topic, count(*) FROM item INDEXED BY item_new WHERE seen IS NULL AND awake = 1 \
                  AND suspended = 0 AND parked = 0 AND kind = 'card' \
                  AND (core = 1 OR topic IN (SELECT key FROM topic WHERE core = 0)) GROUP BY topic";
    for row in self::rows(connection, unseen, []) {
        if let rusqlite::types::Value::Integer(topic) = row[0] {
            told(topic, None);
        }
    }
}

fn due_days(connection: &Connection, today: Day, days: i32) -> Vec<Vec<rusqlite::types::Value>> {
    let sql = "SELECT due, count(*) FROM item INDEXED BY item_due WHERE due > ?1 AND due <= ?2 AND due IS NOT NULL \
               AND awake = 1 AND suspended = 0 AND parked = 0 AND kind IN ('card', 'followup') GROUP BY due";
    rows(connection, sql, [today.number(), today.number() + days])
}

fn course(connection: &Connection, today: Day) {
    black_box(due_days(connection, today, 30));
    let sql = "SELECT topic.section, topic.title, count(*), sum(grade >= 3) FROM answer INDEXED BY answer_on_day \
               CROSS JOIN item INDEXED BY item_topic ON item.key = answer.item AND item.kind = 'card' \
               JOIN topic ON topic.key = item.topic AND topic.awake = 1 \
               WHERE day BETWEEN ?1 AND ?2 AND answer.kind = 0 AND first = 0 GROUP BY topic.key ORDER BY topic.place";
    black_box(rows(connection, sql, [today.number() - 29, today.number()]));
}

fn days_of_recall(connection: &Connection, today: Day) {
    let mut sums = [0.0; 31];
    each_core_card(connection, |_, trace| {
        for (ahead, sum) in (0..).zip(&mut sums) {
            *sum += trace.map_or(0.0, |trace| fsrs::recall(&trace, today.plus(ahead)));
        }
    });
    black_box(sums);
}

fn calendar(connection: &Connection, today: Day) {
    let monday = today.number() - i32::try_from(today.date().weekday().num_days_from_monday()).unwrap();
    black_box(rows(connection, "SELECT * FROM day_sum WHERE day >= ?1 ORDER BY day", [monday - 7 * 25]));
}

fn mocks(connection: &Connection) {
    let sql = "SELECT * FROM log INDEXED BY log_mock WHERE kind = 'mock' AND item IS NOT NULL ORDER BY day, counter";
    black_box(rows(connection, sql, []));
}

fn stories(connection: &Connection) {
    let sql = "SELECT * FROM story JOIN item ON item.key = story.item JOIN story_part ON story_part.item = item.key";
    black_box(rows(connection, sql, []));
}

fn sheet(connection: &Connection) {
    let sql = "SELECT item.id, topic.section, topic.title, item.question, item.answer, item.lapses FROM item \
               JOIN topic ON topic.key = item.topic WHERE item.kind = 'card' AND item.core = 1 AND item.parked = 0 \
               AND item.suspended = 0 AND item.awake = 1 AND item.seen IS NOT NULL \
               AND (item.lapses > 0 OR item.repetitions = 0) ORDER BY item.lapses DESC, item.ease, item.key";
    black_box(rows(connection, sql, []));
    stories(connection);
    mocks(connection);
}
