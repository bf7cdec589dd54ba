//! `drill jobs`: the applications as a table, next steps first, and the history of each.

use chrono::SecondsFormat;
use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, set},
};
use crate::jobs::{dates, listing::Listed, status::Stage};
use crate::model::{Application, ApplicationChange, Deed, Entry, What, application::Field};

/// An application with its history.
pub type History = (Vec<(Entry, ApplicationChange)>, Application);

/// The applications in columns.
pub fn text(listed: &[Listed], width: usize) -> String {
    if listed.is_empty() {
        return "no applications yet: drill jobs add COMPANY ROLE\n".to_owned();
    }
    let mut rows = vec![["DATE", "NEXT STEP", "COMPANY", "ROLE", "STATUS"].map(str::to_owned).to_vec()];
    for one in listed {
        let fields = &one.application.fields;
        let said = |field: Field| fields[field].clone();
        let date = match (one.day, one.overdue) {
            (Some(day), 0) => dates::shown(day),
            (Some(day), _) => format!("{} overdue", dates::shown(day)),
            (None, _) => said(Field::Date),
        };
        rows.push(vec![date, said(Field::Next), said(Field::Company), said(Field::Role), said(Field::Status)]);
    }
    let mut text = set(&[Set::Cut, Set::Cut, Set::Cut, Set::Cut, Set::Cut], &rows, width);
    let over = listed.iter().filter(|one| one.stage == Stage::Closed).count();
    let overdue = listed.iter().filter(|one| one.overdue > 0).count();
    text.push_str(&format!("\n{} open", listed.len() - over));
    if over > 0 {
        text.push_str(&format!(", {over} closed"));
    }
    if overdue > 0 {
        text.push_str(&format!(", {} overdue", counted(overdue, "step")));
    }
    text.push('\n');
    text
}

/// The applications as documents.
pub fn json(listed: &[Listed]) -> Value {
    listed.iter().map(one_json).collect()
}

/// One application as a document.
pub fn one_json(one: &Listed) -> Value {
    let fields = &one.application.fields;
    json!({
        "id": one.application.id,
        "company": fields[Field::Company],
        "role": fields[Field::Role],
        "status": fields[Field::Status],
        "next": fields[Field::Next],
        "date": one.day.map(|day| day.to_string()),
        "date_text": fields[Field::Date],
        "overdue": one.overdue > 0,
        "overdue_days": one.overdue,
        "url": fields[Field::Url],
        "note": fields[Field::Note],
        "closed": one.stage == Stage::Closed,
        "in_tracker": one.application.row.is_some(),
    })
}

/// What happened to some applications, oldest first.
pub fn history(all: &[History], width: usize) -> String {
    let mut text = String::new();
    for (entries, application) in all {
        text.push_str(&format!("{}\n", application.name()));
        let rows: Vec<Vec<String>> = entries
            .iter()
            .map(|(entry, change)| {
                let hand = if is_found(entry) { " (in the tracker)" } else { "" };
                vec![format!("  {}", entry.day), format!("{}{hand}", change.words())]
            })
            .collect();
        text.push_str(&set(&[Set::Left, Set::Cut], &rows, width));
    }
    text
}

/// What happened to some applications as documents: one for each change, oldest first.
pub fn history_json(all: &[History]) -> Value {
    let documents = all.iter().flat_map(|(entries, application)| {
        entries.iter().map(|(entry, change)| {
            let set = change
                .turns
                .iter()
                .map(|turn| (turn.field.word().to_owned(), json!({ "was": turn.was, "is": turn.is })));
            json!({
                "application": application.id,
                "company": application.fields[Field::Company],
                "role": application.fields[Field::Role],
                "entry": entry.id.to_string(),
                "at": entry.at.to_rfc3339_opts(SecondsFormat::Millis, false),
                "day": entry.day.to_string(),
                "by": if is_found(entry) { "tracker" } else { "drill" },
                "what": change.words(),
                "set": set.collect::<serde_json::Map<_, _>>(),
                "removed": change.parked,
            })
        })
    });
    documents.collect()
}

const fn is_found(entry: &Entry) -> bool {
    matches!(entry.what, What::Deed { deed: Deed::Found, .. })
}
