//! Real interviews: how ready one was before each, beside what came of it.

use maud::{Markup, html};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::table::{Set, cut, lines_within, set};
use crate::model::text::one_line;
use crate::stats::Interview;

/// Columns below which each interview takes lines of its own instead of a row.
const NARROW: usize = 64;

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn ready(interview: &Interview) -> String {
    interview.readiness.map_or("–".to_owned(), |parts| percent(parts.whole()))
}

fn name(interview: &Interview) -> String {
    let role = if interview.role.is_empty() { String::new() } else { format!(", {}", interview.role) };
    one_line(&format!("{}{role}", interview.company))
}

/// `3 of 4 well, mean 3.25`.
fn went(interview: &Interview) -> String {
    match interview.mean() {
        Some(mean) => {
            format!("{} of {} well, mean {}.{:02}", interview.passed(), interview.grades.len(), mean / 100, mean % 100)
        }
        None => "no question kept".to_owned(),
    }
}

/// What is known of its end: the user's words, and where the application stands.
fn end(interview: &Interview) -> String {
    let words = [&interview.outcome, &interview.status].map(|it| one_line(it));
    let [outcome, status] = &words;
    match (outcome.is_empty(), status.is_empty()) {
        (false, false) if outcome != status => format!("{outcome}; now {status}"),
        (false, _) => outcome.clone(),
        (true, false) => format!("now {status}"),
        (true, true) => "–".to_owned(),
    }
}

/// What the first screen says of the last of them in so many columns, and the same in fewer words; none without one.
pub(super) fn last(interviews: &[Interview], columns: usize) -> Option<(String, String)> {
    let last = interviews.last()?;
    let (all, name, ready) = (interviews.len(), name(last), ready(last));
    let rest = format!(" {}: ready {ready}, {}", last.on, went(last));
    let begin = format!("{all}; last ");
    // The name is cut before a number is.
    let long = format!("{begin}{}{rest}", cut(&name, columns.saturating_sub(begin.width() + rest.width())));
    Some((long, format!("interviews: {all}; last {}: ready {ready}", last.on)))
}

/// A row for each of them.
pub fn text(interviews: &[Interview], width: usize) -> String {
    if interviews.is_empty() {
        let none = "no real interview was looked back on yet: `drill debrief COMPANY`\n";
        return lines_within(none, width.clamp(40, 100));
    }
    let width = width.clamp(40, 100);
    if width < NARROW {
        let lines = interviews.iter().map(|it| {
            format!("{}  {}\n  ready  {}\n  went   {}\n  end    {}\n", it.on, name(it), ready(it), went(it), end(it))
        });
        return lines_within(&lines.collect::<String>(), width);
    }
    let mut rows = vec![["day", "interview", "ready", "how it went", "what came of it"].map(str::to_owned).to_vec()];
    rows.extend(interviews.iter().map(|it| vec![it.on.to_string(), name(it), ready(it), went(it), end(it)]));
    set(&[Set::Left, Set::Cut, Set::Right, Set::Left, Set::Cut], &rows, width)
}

/// The section of a Markdown report; nothing without one. `plain` makes a text that is no Markdown.
pub(super) fn markdown(interviews: &[Interview], plain: impl Fn(&str) -> String) -> String {
    if interviews.is_empty() {
        return String::new();
    }
    let mut text =
        "\n### Interviews\n\n| day | interview | ready | how it went | what came of it |\n|---|---|--:|---|---|\n"
            .to_owned();
    for it in interviews.iter().rev() {
        let (name, end) = (plain(&name(it)), plain(&end(it)));
        text.push_str(&format!("| {} | {name} | {} | {} | {end} |\n", it.on, ready(it), went(it)));
    }
    text
}

/// The section of a page; nothing without one.
pub(super) fn section(interviews: &[Interview]) -> Markup {
    html! {
        @if !interviews.is_empty() {
            h2 { "Readiness and outcome" }
            div.scroll tabindex="0" role="region" aria-label="Readiness and outcome" { table.words {
                thead { tr {
                    @for head in ["day", "interview", "ready", "how it went", "what came of it"] {
                        th scope="col" { (head) }
                    }
                } }
                tbody {
                    @for it in interviews.iter().rev() {
                        tr {
                            th scope="row" { span.whole { (it.on) } } td { (name(it)) } td { (ready(it)) }
                            td { (went(it)) } td { (end(it)) }
                        }
                    }
                }
            } }
        }
    }
}

/// The interviews as documents; shares are numbers from 0 to 1.
pub fn json(interviews: &[Interview]) -> Value {
    interviews
        .iter()
        .map(|it| {
            json!({
                "on": it.on.to_string(),
                "company": it.company,
                "role": it.role,
                "readiness": it.readiness.map(|parts| parts.whole()),
                "recall": it.readiness.map(|parts| parts.recall),
                "mocks": it.readiness.map(|parts| parts.mocks),
                "stories": it.readiness.map(|parts| parts.stories),
                "asked": it.grades.len(),
                "well": it.passed(),
                "mean": it.mean().map(|mean| f64::from(mean) / 100.0),
                "outcome": it.outcome,
                "status": it.status,
            })
        })
        .collect()
}
