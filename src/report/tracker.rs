//! `drill tracker`: its state, and the explanation of its lines.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, lines_within, set},
    topics::mark,
};
use crate::model::{BoxState, text::clean};

/// The state of the tracker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The file.
    pub path: String,
    /// Linked by the user, not the built-in one.
    pub linked: bool,
    /// Whether it can be read, and if not, why.
    pub trouble: Option<String>,
    /// Its checklist lines.
    pub lines: Vec<StatusLine>,
    /// Hand changes that wait for a decision.
    pub undecided: Vec<String>,
}

/// A checklist line joined to its topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLine {
    /// Its line, from 1.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// The topic it is joined to.
    pub topic: String,
    /// The state of the box in the database.
    pub state: BoxState,
    /// Whether the file has a tick.
    pub ticked: bool,
}

impl StatusLine {
    /// Waits for the next sync.
    pub const fn is_pending(&self) -> bool {
        self.ticked != self.state.is_ticked()
    }
}

/// The state in lines.
pub fn text(status: &Status, width: usize) -> String {
    let kind = if status.linked { "linked" } else { "built-in" };
    let mut text = format!("{} ({kind})\n", status.path);
    if let Some(trouble) = &status.trouble {
        text.push_str(&format!("trouble: {trouble}\n"));
    }
    let count = |state| status.lines.iter().filter(|line| line.state == state).count();
    let counts = format!(
        "{}: {} earned, {} claimed, {} open\n",
        counted(status.lines.len(), "topic line"),
        count(BoxState::Earned),
        count(BoxState::Claimed),
        count(BoxState::Open)
    );
    text.push_str(&lines_within(&counts, width));
    let rows: Vec<Vec<String>> = status
        .lines
        .iter()
        .map(|line| {
            let waits = if line.is_pending() { "waits for the next sync" } else { "" };
            let words = [line.line.to_string(), mark(line.state).to_owned(), line.text.clone()];
            let mut row = words.to_vec();
            row.extend([line.state.word().to_owned(), waits.to_owned()]);
            row
        })
        .collect();
    text.push_str(&set(&[Set::Right, Set::Left, Set::Cut, Set::Left, Set::Left], &rows, width));
    for change in &status.undecided {
        text.push_str(&format!("undecided: {change}\n"));
    }
    if !status.undecided.is_empty() {
        text.push_str("hint: `drill tracker sync --mine` keeps drill's boxes, `--file` takes those of the file\n");
    }
    clean(&text).into_owned()
}

/// The state as one document.
pub fn json(status: &Status) -> Value {
    let lines: Vec<Value> = status
        .lines
        .iter()
        .map(|line| {
            json!({
                "line": line.line, "text": line.text, "topic": line.topic, "box": line.state.word(),
                "ticked": line.ticked, "pending": line.is_pending(),
            })
        })
        .collect();
    json!({
        "path": status.path, "linked": status.linked, "trouble": status.trouble, "lines": lines,
        "undecided": status.undecided,
    })
}

/// One explained line of a tracker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub col: usize,
    /// `topic`, `to-do`, `template`, `ignored`, `scenario`, `story`, `application`, `week`, `link`, `no box`, `remark`.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// What decided its kind.
    pub why: String,
    /// For a topic: what it is joined to, and how many cards that has.
    pub joined: Option<String>,
}

/// The explanation, a line each.
pub fn explained(path: &str, lines: &[Explained]) -> String {
    let mut text = String::new();
    for line in lines {
        let Explained { line: number, col, kind, text: words, why, joined } = line;
        let words = crate::model::text::one_line(words);
        let quoted = if words.is_empty() { String::new() } else { format!(" \"{words}\"") };
        let joined = joined.as_ref().map_or(String::new(), |topic| format!("; {topic}"));
        text.push_str(&format!("{path}:{number}:{col}: {kind}{quoted}: {why}{joined}\n"));
    }
    let count = |kind: &str| lines.iter().filter(|line| line.kind == kind).count();
    text.push_str(&format!(
        "{}, {}, {}, {} ignored, {}\n",
        counted(count("topic"), "topic"),
        counted(count("to-do"), "to-do"),
        counted(count("template"), "template"),
        count("ignored"),
        counted(count("scenario"), "scenario row"),
    ));
    clean(&text).into_owned()
}

/// The explanation as documents.
pub fn explained_json(lines: &[Explained]) -> Value {
    lines
        .iter()
        .map(|line| {
            json!({
                "line": line.line, "col": line.col, "kind": line.kind, "text": line.text, "why": line.why,
                "topic": line.joined,
            })
        })
        .collect()
}
