//! Takes the time with criterion, and sets each pair side by side at the end.

use std::{
    io::{Write, stdout},
    time::Duration,
};

use criterion::Criterion;

/// How long one run of a routine took, its preparations left out.
pub(crate) type Took = Duration;

/// What is compared, on which home, and how many times as long as the plain program drill may take, if that is said.
pub(crate) struct Question {
    pub(crate) what: &'static str,
    pub(crate) home: &'static str,
    pub(crate) at_most: Option<f64>,
}

struct Row {
    question: Question,
    drill: Took,
    plain: Took,
    ratio: f64,
}

pub(crate) struct Meter {
    criterion: Criterion,
    rows: Vec<Row>,
}

impl Meter {
    pub(crate) fn from_arguments() -> Self {
        let criterion = Criterion::default()
            .sample_size(10)
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_secs(2))
            .configure_from_args();
        Self { criterion, rows: Vec::new() }
    }

    /// Measures drill, and the plain program in turn with it, so that whatever else the machine does slows both.
    pub(crate) fn compare(
        &mut self,
        question: Question,
        mut drill: impl FnMut() -> Took,
        mut plain: impl FnMut() -> Took,
    ) {
        let mut pairs: Vec<(Took, Took)> = Vec::new();
        let Question { what, home, .. } = question;
        self.criterion.bench_function(&format!("{what}, {home}"), |bencher| {
            bencher.iter_custom(|times| {
                let mut sum = Took::ZERO;
                for _ in 0..times {
                    let pair = (drill(), plain());
                    sum += pair.0;
                    pairs.push(pair);
                }
                sum
            });
        });
        if !pairs.is_empty() {
            self.rows.push(Row {
                question,
                drill: middle(pairs.iter().map(|pair| pair.0)),
                plain: middle(pairs.iter().map(|pair| pair.1)),
                ratio: middle(pairs.iter().map(|(drill, plain)| drill.as_secs_f64() / plain.as_secs_f64())),
            });
        }
    }

    /// Prints the table.
    pub(crate) fn finish(self) {
        self.criterion.final_summary();
        let mut out = stdout().lock();
        let head = ("", "home", "drill ms", "plain ms", "ratio", "target");
        writeln!(out, "{:<20} {:<6} {:>10} {:>10} {:>6}  {}", head.0, head.1, head.2, head.3, head.4, head.5).unwrap();
        for Row { question: Question { what, home, at_most }, drill, plain, ratio } in self.rows {
            let [drill, plain] = [drill, plain].map(|took| took.as_secs_f64() * 1e3);
            let (target, word) = match at_most {
                Some(most) if ratio > most => (format!("{most:.1}"), "  missed"),
                Some(most) => (format!("{most:.1}"), ""),
                None => ("-".to_owned(), ""),
            };
            writeln!(out, "{what:<20} {home:<6} {drill:>10.3} {plain:>10.3} {ratio:>6.2}  {target}{word}").unwrap();
        }
    }
}

fn middle<T: PartialOrd + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable_by(|one, other| one.partial_cmp(other).unwrap());
    values[values.len() / 2]
}
