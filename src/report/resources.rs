//! `drill resources`: the links of a tracker.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, set},
};

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
    let wrong = leads.iter().filter(|lead| lead.state != "ok").count();
    text.push_str(&format!("\n{}", counted(leads.len(), "link")));
    if wrong > 0 {
        text.push_str(&format!(", {wrong} missing or doubtful"));
    }
    text.push('\n');
    text
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
