//! `drill debrief`: what was written of a real interview.

use serde_json::{Value, json};

use super::table::{Set, set};
use crate::model::{Day, EntryId, Grade, Standing};

/// What a debrief wrote, as values.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    /// Its entry.
    pub entry: EntryId,
    /// The application's id.
    pub application: &'a str,
    /// Company and role.
    pub company: &'a str,
    /// The role.
    pub role: &'a str,
    /// When the interview was.
    pub on: Day,
    /// What came of it.
    pub outcome: &'a str,
    /// Anything else.
    pub note: &'a str,
    /// How ready one was before it, 0..=1.
    pub ready: f64,
    /// The cards, their grades, and whether each is new.
    pub asked: Vec<(&'a Standing, Grade, bool)>,
}

/// The debrief in words.
pub fn text(written: &Written<'_>, width: usize) -> String {
    let role = if written.role.is_empty() { String::new() } else { format!(", {}", written.role) };
    let mut text = format!("{}{role}, {}\n", written.company, crate::jobs::dates::shown(written.on));
    let rows: Vec<Vec<String>> = written
        .asked
        .iter()
        .map(|(standing, grade, new)| {
            let due = standing.memory.due.map_or(String::new(), |due| format!("due {due}"));
            let new = if *new { "new card" } else { "" };
            vec![grade.to_string(), due, new.to_owned(), standing.card.question.clone()]
        })
        .collect();
    let rows = set(&[Set::Left, Set::Left, Set::Left, Set::Cut], &rows, width.saturating_sub(2));
    rows.lines().for_each(|row| text.push_str(&format!("  {row}\n")));
    for (word, said) in [("outcome", written.outcome), ("note", written.note)] {
        if !said.is_empty() {
            text.push_str(&format!("  {word}: {said}\n"));
        }
    }
    text.push_str(&format!(
        "  ready before it: {:.0} %; `drill report --interviews` sets it beside the outcome\n",
        written.ready * 100.0
    ));
    text.push_str("`drill undo` takes all of it back\n");
    text
}

/// The debrief as a document.
pub fn json(written: &Written<'_>) -> Value {
    json!({
        "entry": written.entry.to_string(),
        "application": written.application,
        "company": written.company,
        "role": written.role,
        "on": written.on.to_string(),
        "outcome": written.outcome,
        "note": written.note,
        "readiness": written.ready,
        "asked": written.asked.iter().map(|(standing, grade, new)| json!({
            "id": standing.card.id.as_str(),
            "topic": standing.title.name,
            "question": standing.card.question,
            "grade": grade.number(),
            "new": new,
            "due": standing.memory.due.map(|due| due.to_string()),
        })).collect::<Vec<_>>(),
    })
}
