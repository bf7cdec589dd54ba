//! `drill log`: what happened, newest first.

use std::collections::HashMap;

use chrono::SecondsFormat;
use serde_json::{Value, json};

use super::table::{Set, set};
use crate::model::{ApplicationChange, Deed, Entry, EntryId, ItemKey, TopicKey, What, mock::Attempt};
use crate::plan::campaign::described;

/// An entry with what is known about it now.
#[derive(Clone, Debug)]
pub struct Line {
    /// The entry.
    pub entry: Entry,
    /// False when it was taken back.
    pub live: bool,
}

/// The names behind the keys of entries.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The id and question of each item.
    pub items: HashMap<ItemKey, (String, String)>,
    /// The title of each topic.
    pub topics: HashMap<TopicKey, String>,
    /// The entries that others retract.
    pub targets: HashMap<EntryId, What>,
}

/// The entries in columns.
pub fn text(lines: &[Line], names: &Names, width: usize) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in lines {
        let entry = &line.entry;
        let word = if line.live { entry.what.word().to_owned() } else { format!("({})", entry.what.word()) };
        rows.push(vec![entry.at.format("%Y-%m-%d %H:%M").to_string(), word, about(&entry.what, names)]);
        // What it was has a line of its own, so that neither is cut short by the other.
        if let What::Reworded { detail, .. } = &entry.what
            && detail["was"] != detail["is"]
        {
            rows.push(vec![String::new(), "was".to_owned(), detail["was"].as_str().unwrap_or_default().to_owned()]);
        }
    }
    set(&[Set::Left, Set::Left, Set::Cut], &rows, width)
}

fn about(what: &What, names: &Names) -> String {
    let item = |key: &ItemKey| {
        let (id, question) = names.items.get(key).cloned().unwrap_or_default();
        format!("{id}  {question}")
    };
    let topic = |key: &TopicKey| names.topics.get(key).cloned().unwrap_or_default();
    match what {
        What::Grade { item: key, grade, .. } => format!("{grade}  {}", item(key)),
        What::Learn { item: key } | What::Suspend { item: key, .. } => item(key),
        What::Edit { item: key, detail } => format!("{}  in {}", item(key), detail["path"].as_str().unwrap_or("")),
        What::Retract { target } => match names.targets.get(target) {
            Some(What::Retract { target }) => {
                let undone = names.targets.get(target).map_or(String::new(), |what| about(what, names));
                format!("the undoing of {undone}")
            }
            Some(what) => format!("{} {}", what.word(), about(what, names)),
            None => target.to_string(),
        },
        What::Claim { topic: key, .. } | What::Earned { topic: key, .. } | What::Lost { topic: key, .. } => topic(key),
        What::Deed { deed: Deed::Mock, item: key, detail, .. } => {
            let named = key.as_ref().map_or(String::new(), item);
            match Attempt::from_value(detail) {
                Ok(mock) => {
                    let score = mock.score.map_or("not scored".to_owned(), |score| score.to_string());
                    format!("{score} {} in {} min  {named}", mock.judgement.word(), mock.length.minutes())
                }
                Err(_) => named,
            }
        }
        What::Deed { deed: Deed::Application | Deed::Found, detail, .. } => {
            let change = ApplicationChange::from_json(detail);
            format!("{}: {}", change.about(), change.words())
        }
        What::Deed { deed: Deed::Debrief, detail, .. } => {
            let said = |name: &str| detail[name].as_str().unwrap_or_default().to_owned();
            let answers = super::counted(detail["asked"].as_array().map_or(0, Vec::len), "answer");
            let outcome = said("outcome");
            let dots = if outcome.is_empty() { "" } else { ": " };
            format!("{}, {answers}{dots}{outcome}", said("company"))
        }
        What::Deed { deed: Deed::Asked, item: Some(key), grade: Some(grade), .. } => {
            format!("{grade}  {}", item(key))
        }
        What::Deed { deed: Deed::Plan, detail, .. } => described(detail),
        What::Deed { item: key, .. } => key.as_ref().map_or(String::new(), item),
        What::Reworded { detail, .. } => {
            let text = |name: &str| detail[name].as_str().unwrap_or_default().to_owned();
            match (text("was"), text("is")) {
                (was, is) if was == is => format!("{}: {is}", text("what")),
                (_, is) => is,
            }
        }
    }
}

/// An entry as a document.
pub fn json(line: &Line, names: &Names) -> Value {
    let entry = &line.entry;
    let mut value = json!({
        "id": entry.id.to_string(),
        "counter": entry.counter,
        "at": entry.at.to_rfc3339_opts(SecondsFormat::Millis, false),
        "day": entry.day.to_string(),
        "device": entry.device,
        "kind": entry.what.word(),
        "action": entry.what.is_action(),
        "live": line.live,
    });
    if let Some((id, _)) = entry.what.item().and_then(|key| names.items.get(&key)) {
        value["item"] = id.as_str().into();
    }
    if let Some(title) = entry.what.topic().and_then(|key| names.topics.get(&key)) {
        value["topic"] = title.as_str().into();
    }
    if let Some(target) = entry.what.target() {
        value["target"] = target.to_string().into();
    }
    match &entry.what {
        What::Grade { grade, seconds, confidence, .. } => {
            value["grade"] = grade.number().into();
            value["seconds"] = (*seconds).into();
            if let Some(confidence) = confidence {
                value["confidence"] = confidence.word().into();
            }
        }
        What::Edit { detail, .. } => value["path"] = detail["path"].clone(),
        What::Deed { grade, seconds, detail, .. } => {
            if let Some(grade) = grade {
                value["grade"] = grade.number().into();
            }
            value["seconds"] = (*seconds).into();
            value["detail"] = detail.clone();
        }
        What::Claim { detail, .. } | What::Reworded { detail, .. } => value["detail"] = detail.clone(),
        _ => {}
    }
    value
}
