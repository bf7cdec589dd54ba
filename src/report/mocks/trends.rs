//! How mocks went over time, for `drill report`.

use serde_json::{Value, json};

use crate::mock::Trends;
use crate::report::table::{Set, lines_within, set};

/// Mocks that fit a line.
const SHOWN: usize = 8;
/// Columns under which fewer of them do.
const ROOMY: usize = 60;

/// The newest mocks, oldest to the left: levels of each dimension, and minutes of each phase over its plan. Empty when
/// there was none.
pub fn trends(trends: &Trends, width: usize) -> String {
    let count = trends.mocks.len();
    if count == 0 {
        return String::new();
    }
    let shown = if width < ROOMY { SHOWN / 2 } else { SHOWN };
    let from = count.saturating_sub(shown);
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let row = |name: &str, cells: Vec<String>| {
        let mut row = vec![name.to_owned()];
        row.extend(cells);
        row
    };
    let days = trends.mocks[from..].iter().map(|(day, _)| day.date().format("%m-%d").to_string());
    let mut rows = vec![row("mocks", days.collect())];
    let scores = trends.scores[from..].iter().map(|score| or_dash(score.map(|score| score.to_string())));
    rows.push(row("score", scores.collect()));
    rows.push(row("minutes", trends.minutes[from..].iter().map(u32::to_string).collect()));
    for (dimension, levels) in &trends.dimensions {
        let cells = levels[from..].iter().map(|level| or_dash(level.map(|level| level.number().to_string())));
        rows.push(row(dimension.name(), cells.collect()));
    }
    for (phase, overs) in &trends.phases {
        if overs[from..].iter().any(Option::is_some) {
            let cells = overs[from..].iter().map(|over| or_dash(over.map(signed)));
            rows.push(row(&format!("time: {}", phase.word()), cells.collect()));
        }
    }
    let mut columns = vec![Set::Cut];
    columns.extend(vec![Set::Right; count - from]);
    set(&columns, &rows, width)
}

/// The best score of each scenario in a mock of full length, against what counts in full.
pub fn best(best: &[(String, u32)], width: usize) -> String {
    let head = lines_within("\nbest of each scenario in a mock of full length, against 3.20\n", width);
    if best.is_empty() {
        return format!("{head}none yet: a sprint does not count\n");
    }
    let rows: Vec<Vec<String>> =
        best.iter().map(|(title, score)| vec![format!("{:.2}", f64::from(*score) / 100.0), title.clone()]).collect();
    head + &set(&[Set::Right, Set::Cut], &rows, width)
}

/// `+1:05`, `-0:30`, `0:00`: over the plan, under it.
fn signed(seconds: i64) -> String {
    let sign = match seconds {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    format!("{sign}{}", crate::mock::minutes(seconds.unsigned_abs()))
}

/// The mocks with levels and times, oldest first.
pub fn trends_json(trends: &Trends) -> Value {
    let mocks = trends.mocks.iter().enumerate().map(|(at, (day, title))| {
        let levels = trends.dimensions.iter().map(|(dimension, levels)| {
            (dimension.word().to_owned(), levels[at].map_or(Value::Null, |level| level.number().into()))
        });
        let overs = trends.phases.iter().map(|(phase, overs)| (phase.name().to_owned(), overs[at].into()));
        json!({
            "day": day.to_string(),
            "title": title,
            "minutes": trends.minutes[at],
            "result": trends.judgements[at].word(),
            "score": trends.scores[at].map(f64::from),
            "levels": levels.collect::<serde_json::Map<_, _>>(),
            "over_seconds": overs.collect::<serde_json::Map<_, _>>(),
        })
    });
    mocks.collect()
}
