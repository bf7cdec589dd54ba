//! What the rest of the day holds, and what comes after it.

use super::counted;
use crate::model::{Day, Limit, More, Outlook};

/// What stands at the end of a sitting, and when there is none: waiting today, a limit that was reached, the next day.
///
/// `today` is the day it is now, which may be later than the day of the sitting.
pub fn lines(outlook: &Outlook, today: Day) -> Vec<String> {
    let due = &outlook.due;
    let mut lines = Vec::new();
    if due.planned > 0 {
        let counts = [(due.due, "due"), (due.new, "new"), (due.learning_again, "learning again"), (due.extra, "extra")];
        let parts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        lines.push(format!("still today: {}; {} planned", parts.join(", "), due.planned));
    }
    match outlook.reached {
        Some(Limit::Minutes(minutes)) => {
            lines.push(format!("today's {} are used up, so no further card enters", counted(minutes, "minute")));
        }
        Some(Limit::Cards(cards)) => {
            lines.push(format!("today's {} are done, so no further card enters", counted(cards, "card")));
        }
        None => {}
    }
    match outlook.next {
        Some((day, count)) => lines.push(format!("next: {} on {day}, {}", counted(count, "card"), when(day, today))),
        None if due.planned == 0 => lines.push("next: nothing is scheduled yet".to_owned()),
        None => {}
    }
    if due.mocks > 0 {
        let mocks = counted(due.mocks, "mock design");
        let wait = if due.mocks == 1 { "waits" } else { "wait" };
        lines.push(format!("{mocks} {wait}: drill mock-design"));
    }
    lines
}

fn when(day: Day, today: Day) -> String {
    match day.since(today) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {}", counted(u64::try_from(days).unwrap_or(0), "day")),
    }
}

/// The ways to go on today, as commands.
pub fn more(outlook: &Outlook) -> Option<String> {
    let commands: Vec<String> = outlook
        .more
        .iter()
        .map(|more| match more {
            More::Due(count) => format!("drill --limit {count}"),
            More::New(count) => format!("drill --new {count}"),
            More::Ahead(days) => format!("drill --ahead {days}"),
            More::Weakest(count) => format!("drill --weakest {count}"),
        })
        .collect();
    (!commands.is_empty()).then(|| format!("more today: {}", commands.join(", ")))
}
