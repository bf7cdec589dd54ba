//! `drill week`: a week on a screen, as a document, and in the words of the tracker's weekly log.

use serde_json::{Value, json};

use super::counted;
use crate::jobs::{
    dates,
    week::{Moved, Practised, Spoken, Week, mean},
};

/// More names than these are counted.
const NAMED: usize = 8;

/// The week in words, a line for each of its parts, wrapped within `width`.
pub fn text(week: &Week, width: usize) -> String {
    let options = textwrap::Options::new(width.clamp(40, 100)).subsequent_indent("    ");
    let wrapped = |line: &str| textwrap::fill(line, &options) + "\n";
    told(week).lines().map(wrapped).collect()
}

fn told(week: &Week) -> String {
    let (year, number) = week.span.number();
    let (first, last) = (dates::shown(week.span.first), dates::shown(week.span.last));
    let mut text = format!("week {number} of {year}: {first} to {last}, {}\n", counted(minutes(week), "minute"));
    if week.is_empty() {
        text.push_str("nothing in the log yet\n");
        return text;
    }
    text.push_str("\ntechnical studied\n");
    for studied in &week.studied {
        let answers = counted(studied.answers(), "answer");
        let line = format!("{answers}, mean grade {}", decimal(studied.mean()));
        text.push_str(&format!("  {} › {}: {line}\n", studied.section, studied.topic));
    }
    for (word, topics) in [("earned", &week.earned), ("lost", &week.lost)] {
        topics.iter().for_each(|topic| text.push_str(&format!("  box {word}: {topic}\n")));
    }
    if week.studied.is_empty() && week.earned.is_empty() && week.lost.is_empty() {
        text.push_str("  nothing\n");
    }
    let part = |title: &str, lines: Vec<String>| {
        let lines = if lines.is_empty() { vec!["nothing".to_owned()] } else { lines };
        format!("\n{title}\n{}", lines.iter().map(|line| format!("  {line}\n")).collect::<String>())
    };
    text.push_str(&part("system design practised", week.designs.iter().map(scored).collect()));
    text.push_str(&part("mock interviews done", interviews(week)));
    let mut applications: Vec<String> = week.sent.iter().map(|it| format!("sent: {}", sent(it))).collect();
    applications.extend(week.moved.iter().map(|it| format!("moved: {}: {} → {}", it.name, it.was, it.is)));
    text.push_str(&part("applications sent and moved", applications));
    text
}

fn minutes(week: &Week) -> u32 {
    week.seconds.div_ceil(60)
}

fn decimal(hundredths: u32) -> String {
    format!("{}.{}", hundredths / 100, hundredths % 100 / 10)
}

/// `Design a RAG system (35 minutes, 3.12)`
fn scored(practised: &Practised) -> String {
    let score = practised.score.map(|score| format!(", {}.{:02}", score / 100, score % 100)).unwrap_or_default();
    let length = if practised.is_full() { format!("{} minutes", practised.minutes) } else { "sprint".to_owned() };
    format!("{} ({length}{score})", practised.scenario)
}

/// An application that was sent, and where it stands if it moved in the same week.
fn sent(sent: &Moved) -> String {
    let stayed = sent.is.is_empty() || sent.is.eq_ignore_ascii_case("applied");
    if stayed { sent.name.clone() } else { format!("{} (now {})", sent.name, sent.is) }
}

/// What was done several times is one line.
fn interviews(week: &Week) -> Vec<String> {
    let full = week.designs.iter().filter(|it| it.is_full()).map(|it| format!("system design: {}", it.scenario));
    let told = week.told.iter().map(|it| format!("story: {}", it.name));
    let real = week.real.iter().map(|it| format!("real: {}", it.name));
    let mut found: Vec<(String, u32)> = Vec::new();
    for line in full.chain(told).chain(real) {
        match found.iter_mut().find(|(known, _)| *known == line) {
            Some((_, times)) => *times += 1,
            None => found.push((line, 1)),
        }
    }
    let times = |(line, times): (String, u32)| if times > 1 { format!("{line} ({times} times)") } else { line };
    found.into_iter().map(times).collect()
}

/// What the fields of the tracker's weekly log say of a week; empty where there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Technical studied.
    pub technical: String,
    /// System design practised.
    pub design: String,
    /// Mock interviews done.
    pub mocks: String,
    /// Applications sent.
    pub applications: String,
    /// Time spent, where a log has a field for it.
    pub time: String,
}

/// The week in the words of the tracker's weekly log.
pub fn lines(week: &Week) -> Lines {
    let mut technical = Vec::new();
    if !week.studied.is_empty() {
        let topics: Vec<&str> = week.studied.iter().map(|it| it.topic.as_str()).collect();
        let grades = week.grades();
        let answers = counted(grades.iter().sum::<u32>(), "answer");
        let (mean, spent) = (decimal(mean(&grades)), minutes(week));
        technical.push(format!("{} ({answers}, mean grade {mean}, {spent} min)", few(&topics)));
    }
    for (word, topics) in [("earned", &week.earned), ("lost", &week.lost)] {
        if !topics.is_empty() {
            technical.push(format!("{word}: {}", few(topics)));
        }
    }
    let design: Vec<String> = week.designs.iter().map(scored).collect();
    let mut applications = Vec::new();
    if !week.sent.is_empty() {
        let names: Vec<String> = week.sent.iter().map(sent).collect();
        applications.push(format!("{}: {}", week.sent.len(), names.join("; ")));
    }
    if !week.moved.is_empty() {
        let moved: Vec<String> = week.moved.iter().map(|it| format!("{} {} → {}", it.name, it.was, it.is)).collect();
        applications.push(format!("moved: {}", moved.join("; ")));
    }
    let mocks = interviews(week);
    let held = week.designs.iter().filter(|it| it.is_full()).count() + week.told.len() + week.real.len();
    Lines {
        technical: technical.join("; "),
        design: few(&design),
        mocks: if mocks.is_empty() { String::new() } else { format!("{held} ({})", few(&mocks)) },
        applications: applications.join("; "),
        time: if week.seconds == 0 { String::new() } else { format!("{} min", minutes(week)) },
    }
}

fn few(names: &[impl AsRef<str>]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The week as a document.
pub fn json(week: &Week) -> Value {
    let (year, number) = week.span.number();
    let score = |score: u32| f64::from(score) / 100.0;
    let spoken = |all: &[Spoken], kind: &str| -> Vec<Value> {
        all.iter().map(|it| json!({ "kind": kind, "name": it.name, "day": it.day.to_string() })).collect()
    };
    let moved = |all: &[Moved]| -> Vec<Value> {
        all.iter().map(|it| json!({ "name": it.name, "was": it.was, "is": it.is })).collect()
    };
    let full = week.designs.iter().filter(|it| it.is_full());
    let mut interviews: Vec<Value> =
        full.map(|it| json!({ "kind": "design", "name": it.scenario, "day": it.day.to_string() })).collect();
    interviews.extend(spoken(&week.told, "story"));
    interviews.extend(spoken(&week.real, "real"));
    json!({
        "week": format!("{year}-W{number:02}"),
        "first": week.span.first.to_string(),
        "last": week.span.last.to_string(),
        "minutes": minutes(week),
        "answers": week.grades().iter().sum::<u32>(),
        "technical": week.studied.iter().map(|it| json!({
            "section": it.section,
            "topic": it.topic,
            "answers": it.answers(),
            "grades": it.grades,
            "mean": score(it.mean()),
        })).collect::<Vec<_>>(),
        "earned": week.earned,
        "lost": week.lost,
        "system_design": week.designs.iter().map(|it| json!({
            "scenario": it.scenario,
            "day": it.day.to_string(),
            "minutes": it.minutes,
            "score": it.score.map(score),
            "result": it.result,
        })).collect::<Vec<_>>(),
        "mock_interviews": interviews,
        "applications_sent": moved(&week.sent),
        "applications_moved": moved(&week.moved),
    })
}
