//! `drill resources`: the links of a tracker.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, lines_within, set},
};
use crate::model::text::one_line;

/// Columns below which each link takes lines of its own instead of a row.
const NARROW: usize = 60;

/// A link and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leads {
    /// Its number in the list, from 1.
    pub number: usize,
    /// Its line, from 1.
    pub line: usize,
    /// The heading it stands below.
    pub section: String,
    /// Whether it stands among the resources.
    pub resource: bool,
    /// Its words.
    pub text: String,
    /// Where it leads, as it is written.
    pub target: String,
    /// `web`, `local`, `mail` or `here`.
    pub kind: &'static str,
    /// `ok`, `missing` or `doubtful`.
    pub state: &'static str,
    /// What is wrong with it.
    pub why: Option<String>,
}

/// The links in columns, below their headings; what is wrong with one on a line below it.
pub fn text(leads: &[Leads], width: usize) -> String {
    if leads.is_empty() {
        return "the tracker has no links\n".to_owned();
    }
    if width < NARROW {
        return narrow(leads, width);
    }
    let mut rows = Vec::new();
    let mut section = None;
    for lead in leads {
        if section != Some(&lead.section) {
            rows.push(["", "", &lead.section, "", ""].map(str::to_owned).to_vec());
            section = Some(&lead.section);
        }
        let state = if lead.state == "ok" { "" } else { lead.state };
        let (number, line) = (lead.number.to_string(), format!("line {}", lead.line));
        rows.push(vec![number, state.to_owned(), lead.text.clone(), lead.target.clone(), line]);
        if let Some(why) = &lead.why {
            rows.push(vec![String::new(), String::new(), format!("  {why}"), String::new(), String::new()]);
        }
    }
    let mut text = set(&[Set::Right, Set::Left, Set::Cut, Set::Cut, Set::Left], &rows, width);
    text.push_str(&sum(leads));
    text
}

fn sum(leads: &[Leads]) -> String {
    let wrong = leads.iter().filter(|lead| lead.state != "ok").count();
    let wrong = if wrong > 0 { format!(", {wrong} missing or doubtful") } else { String::new() };
    format!("\n{}{wrong}\n", counted(leads.len(), "link"))
}

/// A link on lines of its own, its address whole.
fn narrow(leads: &[Leads], width: usize) -> String {
    let mut text = String::new();
    for lead in leads {
        let why = lead.why.as_ref().map_or(String::new(), |why| format!(" ({why})"));
        text.push_str(&one_line(&format!("{} {}, line {}{why}", lead.number, lead.text, lead.line)));
        text.push_str(&format!("\n  {}\n", one_line(&lead.target)));
    }
    lines_within(&(text + &sum(leads)), width)
}

/// The links as documents.
pub fn json(leads: &[Leads]) -> Value {
    leads
        .iter()
        .map(|lead| {
            json!({
                "number": lead.number,
                "line": lead.line,
                "section": lead.section,
                "resource": lead.resource,
                "text": lead.text,
                "target": lead.target,
                "kind": lead.kind,
                "state": lead.state,
                "why": lead.why,
            })
        })
        .collect()
}
