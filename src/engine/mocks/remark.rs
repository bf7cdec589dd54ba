//! The one line that a mock leaves in the notes of its row.

use crate::mock::rubric;
use crate::model::{Day, mock::Attempt};

/// `2026-03-01: 3.12 passed, weakest estimates`, or with the user's own words for it.
pub(in crate::engine) fn line(day: Day, attempt: &Attempt) -> String {
    let mut line = format!("{day}:");
    if !attempt.length.is_full() {
        line.push_str(" sprint");
    }
    match attempt.score {
        Some(score) if attempt.length.is_full() => {
            line.push_str(&format!(" {score} {}", attempt.judgement.word()));
        }
        Some(score) => line.push_str(&format!(" {score}")),
        None => line.push_str(" not scored"),
    }
    // A semicolon parts the notes from what stood there before.
    let remark = attempt.remark.trim().replace(';', ",");
    if !remark.is_empty() {
        line.push_str(&format!(", {remark}"));
    } else if let Some(weakest) = rubric::weakest(&attempt.rubric) {
        line.push_str(&format!(", weakest {}", weakest.name().to_lowercase()));
    }
    line
}
