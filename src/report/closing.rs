//! The closing screen of a sitting: what was done, what was missed, which boxes changed, what is next.

use super::{counted, table::cut};
use crate::model::{Day, Summary, text::one_line};

/// The summary in lines.
pub fn text(summary: &Summary, today: Day, width: usize) -> String {
    let width = width.clamp(30, 100);
    let mut lines = vec![done(summary)];
    if !summary.missed.is_empty() {
        lines.push(String::new());
        lines.push("missed:".to_owned());
        for missed in &summary.missed {
            lines.push(cut(&format!("  {}: {}", one_line(&missed.topic), missed.question), width));
            if !missed.answer.is_empty() {
                lines.push(cut(&format!("    = {}", missed.answer), width));
            }
            if missed.let_go {
                lines.push("    let go for today: rewrite this card".to_owned());
            }
        }
    }
    if !summary.boxes.is_empty() {
        lines.push(String::new());
        let boxes = summary.boxes.iter();
        lines.extend(boxes.map(|change| format!("box {}: {}", change.turn.word(), one_line(&change.topic.name))));
    }
    lines.push(String::new());
    lines.extend(next(summary, today));
    lines.join("\n") + "\n"
}

fn done(summary: &Summary) -> String {
    if summary.answers == 0 {
        return "nothing was graded".to_owned();
    }
    let mut parts = vec![counted(summary.items, "card")];
    if summary.new > 0 {
        parts.push(format!("{} new", summary.new));
    }
    if summary.answers > summary.items {
        parts.push(counted(summary.answers - summary.items, "repeat"));
    }
    parts.push(format!("{} min", summary.seconds.div_ceil(60)));
    let (recalled, reviewed) = summary.recalled;
    if let Some(percent) = (recalled * 100).checked_div(reviewed) {
        parts.push(format!("recalled {recalled} of {reviewed} ({percent} %)"));
    }
    format!("done: {}", parts.join(", "))
}

fn next(summary: &Summary, today: Day) -> Vec<String> {
    let mut lines = Vec::new();
    if summary.day_turned {
        lines.push("a new day has begun; `drill` starts its sitting".to_owned());
    }
    if summary.owed > 0 {
        let come = if summary.owed == 1 { "comes" } else { "come" };
        lines.push(format!("{} {come} again today", counted(summary.owed, "card")));
    }
    if summary.left_out > 0 {
        let cards = counted(summary.left_out, "due card");
        lines.push(format!("{cards} left out by the limits; the most valuable came first"));
    }
    lines.extend(summary.outlook.iter().flat_map(|outlook| super::outlook::lines(outlook, today)));
    lines
}
