//! `drill cards`: every card in one line.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::table::{Set, set};
use crate::model::{Day, Form, ItemKey, Standing};

/// The cards in columns.
pub fn text(cards: &[Standing], today: Day, width: usize) -> String {
    let head = ["id", "question", "due", "n"].map(str::to_owned).to_vec();
    let mut rows = vec![head];
    for standing in cards {
        let due = match standing.memory.due {
            _ if standing.suspended => "suspended".to_owned(),
            None => "new".to_owned(),
            Some(day) if day <= today => "due".to_owned(),
            Some(day) => day.to_string(),
        };
        let id = standing.card.id.to_string();
        rows.push(vec![id, standing.card.question.clone(), due, standing.memory.repetitions.to_string()]);
    }
    // An id that was cut is no id: only a window that could not show the question beside it cuts both.
    let ids = if width < 60 { Set::Cut } else { Set::Left };
    set(&[ids, Set::Cut, Set::Left, Set::Right], &rows, width)
}

/// The pinned documents; `counts` are the answers of each card.
pub fn json(cards: &[Standing], counts: &HashMap<ItemKey, u32>) -> Value {
    let count = |standing: &Standing| counts.get(&standing.key).copied().unwrap_or(0);
    cards.iter().map(|standing| Value::Object(object(standing, count(standing)))).collect()
}

/// One card as its pinned document.
pub(super) fn object(standing: &Standing, review_count: u32) -> Map<String, Value> {
    let card = &standing.card;
    let memory = &standing.memory;
    let value = json!({
        "id": card.id.as_str(),
        "kind": card.kind.word(),
        "topic": standing.title.name,
        "section": standing.section,
        "question": card.question,
        "answer": card.answer,
        "note": card.note,
        "source": card.source,
        "tags": card.tags,
        "form": card.form.word(),
        "core": card.core,
        "suspended": standing.suspended,
        "awake": standing.awake,
        "answerless": card.form == Form::Answerless,
        "rewrite": standing.rewrite,
        "memory": {
            "repetitions": memory.repetitions,
            "interval_days": memory.interval,
            "ease": f64::from(memory.ease.hundredths()) / 100.0,
            "due": memory.due.map(|day| day.to_string()),
            "lapses": memory.lapses,
            "seen": memory.seen.map(|day| day.to_string()),
        },
        "review_count": review_count,
    });
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
