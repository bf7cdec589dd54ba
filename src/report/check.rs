//! `drill deck check`: what is wrong with decks, and what could be better.

use serde_json::{Value, json};

use super::counted;
use crate::model::text::clean;

/// One finding in a deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1.
    pub col: usize,
    /// True when something is lost, false for advice.
    pub is_error: bool,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// What a check of some decks found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Files read.
    pub files: usize,
    /// Cards that came out of them, overridden ones left out.
    pub cards: usize,
    /// Scenarios that came out of them, overridden ones left out.
    pub scenarios: usize,
    /// Shipped cards that a card of the user's replaces.
    pub overrides: usize,
    /// Shipped scenarios that a file of the user's replaces, each with that file.
    pub replaced: Vec<(String, String)>,
    /// All findings, in file order.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// How many things are lost.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.is_error).count()
    }

    /// How much could be better.
    pub fn advice(&self) -> usize {
        self.findings.len() - self.errors()
    }
}

/// The findings as `path:line:col`, then one line of counts; advice is listed only when asked for.
pub fn text(checked: &Checked, strict: bool) -> String {
    let mut text = String::new();
    for finding in checked.findings.iter().filter(|finding| finding.is_error || strict) {
        let Finding { path, line, col, is_error, message, hint } = finding;
        let word = if *is_error { "error" } else { "advice" };
        text.push_str(&format!("{path}:{line}:{col}: {word}: {message}\n    hint: {hint}\n"));
    }
    let advice = if checked.advice() > 0 && !strict { " (--strict lists it)" } else { "" };
    if checked.overrides > 0 {
        text.push_str(&format!("{} of yours in place of shipped ones\n", counted(checked.overrides, "card")));
    }
    for (id, path) in &checked.replaced {
        text.push_str(&format!("{path} in place of the shipped {id}\n"));
    }
    let scenarios = match checked.scenarios {
        0 => String::new(),
        some => format!("{}, ", counted(some, "scenario")),
    };
    text.push_str(&format!(
        "{}, {}, {scenarios}{}, {} of advice{advice}\n",
        counted(checked.files, "file"),
        counted(checked.cards, "card"),
        counted(checked.errors(), "error"),
        counted(checked.advice(), "piece"),
    ));
    clean(&text).into_owned()
}

/// The findings as one document.
pub fn json(checked: &Checked) -> Value {
    let findings: Vec<Value> = checked
        .findings
        .iter()
        .map(|finding| {
            json!({
                "path": finding.path, "line": finding.line, "col": finding.col,
                "severity": if finding.is_error { "error" } else { "advice" },
                "message": finding.message, "hint": finding.hint,
            })
        })
        .collect();
    json!({
        "files": checked.files,
        "cards": checked.cards,
        "scenarios": checked.scenarios,
        "overrides": checked.overrides + checked.replaced.len(),
        "errors": checked.errors(),
        "advice": checked.advice(),
        "findings": findings,
    })
}
