//! What the first screen says, line by line.

use unicode_width::UnicodeWidthStr;

use super::{
    super::{
        counted, interviews,
        progress::{boxes, percent, retention},
        table::cut,
    },
    LABEL,
};
use crate::model::{Day, DueNumbers, text::one_line};
use crate::readiness::{Ready, SENTENCE};
use crate::stats::{MockLine, Overview, Progress};

/// Columns of a name that had to be cut, at the least.
const LEAST_NAME: usize = 8;
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// One line of the first screen.
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) text: String,
    /// The same in fewer words, its name among them.
    pub(super) short: Option<String>,
    /// Lines of the screen that it may take; what finds no room is cut.
    pub(super) most: usize,
}

fn line(name: &'static str, text: String) -> Line {
    Line { name, text, short: None, most: 1 }
}

fn shortened(name: &'static str, text: String, short: String) -> Line {
    Line { short: Some(short), ..line(name, text) }
}

/// All lines, the most wanted first.
pub(super) fn lines(overview: &Overview, stories: &str, width: usize, ascii: bool) -> Vec<Line> {
    let mut lines = ready(&overview.ready, width);
    let columns = width.saturating_sub(LABEL);
    lines.extend(progress(&overview.progress, columns, ascii));
    lines.extend(mocks(&overview.mocks));
    let told = interviews::last(&overview.interviews, columns);
    lines.extend(told.map(|(long, short)| shortened("interviews", long, short)));
    if !stories.is_empty() {
        let short = format!("stories: {}", stories.split([':', ';']).next().unwrap_or_default());
        lines.push(shortened("stories", stories.to_owned(), short));
    }
    lines
}

/// The number with its parts and its sentence, the weakest topics, and how far the predictions held.
fn ready(ready: &Ready, width: usize) -> Vec<Line> {
    let parts = &ready.parts;
    let whole = percent(parts.whole());
    let day = match ready.company.as_deref() {
        None => format!("{whole} for {} (no interview is set)", ready.date),
        Some("") => format!("{whole} for the interview on {}", ready.date),
        Some(company) => format!("{whole} on {} for {}", ready.date, one_line(company)),
    };
    let three =
        format!("recall {}, mocks {}, stories {}", percent(parts.recall), percent(parts.mocks), percent(parts.stories));
    let or_dash = |share: Option<f64>| share.map_or("–".to_owned(), percent);
    let core = &ready.core;
    let (today, then) = (or_dash(core.recall_today()), or_dash(core.recall_on_the_day()));
    let unseen = percent(core.share_unseen());
    let mut lines = vec![
        shortened("ready", day, format!("ready: {whole} for {}", ready.date)),
        shortened("parts", three.clone(), three),
        Line { most: usize::MAX, ..line("", format!("({SENTENCE})")) },
        shortened(
            "core cards",
            format!("recalled today {today}, on the day {then}; never seen {unseen}"),
            format!("core cards: {today} today, {then} then"),
        ),
    ];
    let weakest: Vec<(String, String)> = ready
        .weakest(3)
        .into_iter()
        .map(|(_, topic, it)| (one_line(topic), it.recall_on_the_day().map_or(String::new(), percent)))
        .collect();
    if !weakest.is_empty() {
        // As many of them as can be told by their names.
        let columns = width.saturating_sub(LABEL);
        let shown = &weakest[..weakest.len().min(columns / 20).max(1)];
        lines.push(line("weakest", side_by_side(shown, columns)));
    }
    if let Some(effort) = &ready.effort {
        lines.push(Line { most: 2, ..line("minutes", super::super::plan::effort(effort)) });
    }
    if let Some((said, recalled)) = ready.foretold.percent() {
        let of = ready.foretold.answers;
        lines.push(shortened(
            "predicted",
            format!("we said {said} %, you recalled {recalled} % of {of}"),
            format!("said {said} %, recalled {recalled} % of {of}"),
        ));
    }
    lines
}

/// Names with a number each in so many columns: the names are cut before a number is, the longest of them first.
fn side_by_side(named: &[(String, String)], columns: usize) -> String {
    let joined = |longest: usize| {
        let parts: Vec<String> =
            named.iter().map(|(name, number)| format!("{} {number}", cut(name, longest))).collect();
        parts.join(", ")
    };
    let widest = named.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let fits = (LEAST_NAME..=widest.min(columns)).rev().map(joined).find(|line| line.width() <= columns);
    fits.unwrap_or_else(|| joined(LEAST_NAME))
}

/// Boxes, cards, what waits, recall, the days running.
fn progress(progress: &Progress, columns: usize, ascii: bool) -> Vec<Line> {
    let totals = progress.totals();
    let due = &progress.due;
    let rewrite = match progress.rewrite {
        0 => String::new(),
        count => format!("; {count} to rewrite"),
    };
    let cards = format!("{} learned, {} seen, {} new", totals.learned, totals.seen, totals.cards - totals.seen);
    let sum: u32 = progress.ahead.iter().map(|(_, count)| count).sum();
    let bars = bars(progress, ascii);
    let mut lines = vec![
        shortened(
            "boxes",
            format!("{} on {}", boxes(&totals), progress.today),
            format!("boxes: {} of {} ticked", totals.ticked(), totals.topics),
        ),
        shortened("cards", cards.clone() + &rewrite, format!("cards: {cards}")),
        Line {
            most: 2,
            ..shortened(
                "today",
                today(due),
                format!("today: {} due, {} new; {} planned", due.due, due.new, due.planned),
            )
        },
        shortened(
            "next 7 days",
            week(progress, &bars, columns),
            format!("next 7 days: {bars} {sum} due").replace("  ", " "),
        ),
        shortened("retention", retention(progress), {
            let reviews = counted(progress.retention.reviews, "review");
            let found = progress.retention.percent();
            found.map_or("no review yet".to_owned(), |percent| format!("retention: {percent} % of {reviews}"))
        }),
        line("streak", streak(progress)),
    ];
    if !progress.sure_and_wrong.is_empty() {
        let topics =
            progress.sure_and_wrong.iter().take(3).map(|(topic, count)| format!("{} ({count})", one_line(topic)));
        lines.push(line("sure, wrong", topics.collect::<Vec<_>>().join(", ")));
    }
    lines
}

/// What waits today, under the names that it has everywhere.
pub(in crate::report) fn today(due: &DueNumbers) -> String {
    format!(
        "{} due, {} new, {} learning again, {} extra; {} planned; {}, {} {}",
        due.due,
        due.new,
        due.learning_again,
        due.extra,
        due.planned,
        counted(due.mocks, "mock"),
        due.stories,
        if due.stories == 1 { "story" } else { "stories" }
    )
}

fn bars(progress: &Progress, ascii: bool) -> String {
    if ascii {
        return String::new();
    }
    let most = progress.ahead.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let bar = |count: u32| BARS[usize::try_from((count * 7).div_ceil(most)).unwrap_or(0).min(7)];
    progress.ahead.iter().map(|(_, count)| bar(*count)).collect()
}

/// `▁▃█  Tue 0, Wed 3, Thu 9`; the days go before a number is cut.
fn week(progress: &Progress, bars: &str, columns: usize) -> String {
    let said = |number: &dyn Fn(&(Day, u32)) -> String| {
        let numbers: Vec<String> = progress.ahead.iter().map(number).collect();
        format!("{bars}  {}", numbers.join(", "))
    };
    let named = said(&|(day, count)| format!("{} {count}", day.date().format("%a")));
    if named.width() <= columns { named } else { said(&|(_, count)| count.to_string()) }
}

fn streak(progress: &Progress) -> String {
    let today = if progress.done.answers > 0 {
        format!("today {}, {} min", counted(progress.done.answers, "answer"), progress.done.seconds.div_ceil(60))
    } else {
        "nothing yet today".to_owned()
    };
    format!("{}; {today}", counted(progress.streak, "day"))
}

fn mocks(mocks: &[MockLine]) -> Option<Line> {
    let last = mocks.last()?;
    let score = last.score.map_or("not scored".to_owned(), |score| format!("{:.2}", f64::from(score) / 100.0));
    let short = format!("{}; last {score} on {}", mocks_counted(mocks), last.day);
    let long = format!("{short}, {}", one_line(&last.title));
    Some(shortened("mocks", long, format!("mocks: {short}")))
}

/// `2 mocks, 1 sprint`: sprints apart, for readiness does not count them.
pub(in crate::report) fn mocks_counted(mocks: &[MockLine]) -> String {
    let full = mocks.iter().filter(|mock| mock.is_full()).count();
    let counts: Vec<String> = [(full, "mock"), (mocks.len() - full, "sprint")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(count as u64, word))
        .collect();
    counts.join(", ")
}
