//! `drill mock-design --list` and `--phases`.

use serde_json::{Value, json};

use crate::model::{
    Day, Origin,
    mock::{Mastery, Phase},
    scenario::Scenario,
    text::one_line,
};
use crate::report::table::{Set, set};

/// Columns from which there is room for more than what must be known.
const ROOMY: usize = 60;

/// A scenario that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its short names.
    pub aliases: Vec<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// True when the tracker's table has a row for it.
    pub in_tracker: bool,
    /// How far it has been practised.
    pub mastery: Mastery,
    /// The day it was last practised.
    pub practised: Option<Day>,
    /// Its newest score, in hundredths.
    pub score: Option<u32>,
    /// The day from which it is offered again.
    pub due: Option<Day>,
    /// Set aside by the user.
    pub suspended: bool,
}

/// The scenarios in columns.
pub fn list(rows: &[Row], today: Day, width: usize) -> String {
    let roomy = width >= ROOMY;
    let cells = |name: &str, title: &str, standing: &str, score: &str, next: &str| {
        let all = [name, title, standing, score, next].map(str::to_owned);
        if roomy { all.to_vec() } else { vec![all[0].clone(), all[1].clone(), all[4].clone()] }
    };
    let mut table = vec![cells("name", "scenario", "standing", "score", "next")];
    for row in rows {
        let name = row.aliases.first().unwrap_or(&row.id);
        let score = row.score.map_or(String::new(), |score| format!("{}.{:02}", score / 100, score % 100));
        let next = match row.due {
            _ if row.suspended => "suspended".to_owned(),
            None => "new".to_owned(),
            Some(day) if day <= today => "due".to_owned(),
            Some(day) => day.to_string(),
        };
        table.push(cells(name, &row.title, row.mastery.word(), &score, &next));
    }
    let columns = [Set::Cut, Set::Cut, Set::Left, Set::Right, Set::Left];
    let narrow = [Set::Cut, Set::Cut, Set::Left];
    set(if roomy { &columns } else { &narrow }, &table, width)
}

/// The scenarios as documents.
pub fn list_json(rows: &[Row]) -> Value {
    let one = |row: &Row| {
        json!({
            "id": row.id, "title": row.title, "aliases": row.aliases, "origin": row.origin.word(),
            "in_tracker": row.in_tracker, "standing": row.mastery.word(),
            "practised": row.practised.map(|day| day.to_string()),
            "score": row.score.map(|score| f64::from(score) / 100.0),
            "due": row.due.map(|day| day.to_string()), "suspended": row.suspended,
        })
    };
    rows.iter().map(one).collect()
}

/// The phases with their minutes, and what must exist at the end of each.
pub fn phases(phases: &[(Phase, u32)], scenario: Option<&Scenario>, width: usize) -> String {
    let width = width.clamp(20, 100);
    let mut lines = Vec::new();
    for (at, (phase, minutes)) in phases.iter().enumerate() {
        lines.extend(super::lines(&format!("{}  {minutes:>2} min  ", at + 1), phase.name(), width));
        lines.extend(super::lines("           ", &goal(*phase, scenario), width));
    }
    let all: u32 = phases.iter().map(|(_, minutes)| minutes).sum();
    lines.push(format!("  {all:>3} min  in all"));
    lines.join("\n") + "\n"
}

/// The phases as documents.
pub fn phases_json(phases: &[(Phase, u32)], scenario: Option<&Scenario>) -> Value {
    let document = |(phase, minutes): &(Phase, u32)| json!({ "phase": phase.name(), "minutes": minutes, "goal": goal(*phase, scenario) });
    phases.iter().map(document).collect()
}

/// What must exist at the end of a phase: in this scenario, or in any.
fn goal(phase: Phase, scenario: Option<&Scenario>) -> String {
    one_line(scenario.map_or(phase.goal(), |scenario| scenario.goal(phase)))
}
