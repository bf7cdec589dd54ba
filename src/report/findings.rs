//! `drill doctor`: what was found, what was mended, what only waits.

use serde_json::{Value, json};

use crate::model::{Finding, text::clean};

/// The findings, a line each.
pub fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&format!("{:<7} {}: {}\n", finding.weight.word(), finding.about, finding.message));
        if !finding.hint.is_empty() {
            text.push_str(&format!("        hint: {}\n", finding.hint));
        }
    }
    clean(&text).into_owned()
}

/// The findings as documents.
pub fn json(findings: &[Finding]) -> Value {
    findings
        .iter()
        .map(|finding| {
            json!({
                "about": finding.about, "weight": finding.weight.word(), "message": finding.message,
                "hint": finding.hint,
            })
        })
        .collect()
}
