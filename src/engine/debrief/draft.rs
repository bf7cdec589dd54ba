//! A debrief that is being typed: what was rated is kept until it is written.

use serde_json::{Value, json};

use super::{Draft, Question};
use crate::engine::{Home, Result, marks::DEBRIEF};
use crate::model::{Application, Grade, ItemKey, TopicKey};

impl Home {
    /// Keeps the questions of a debrief as they stand: on disk when this returns.
    pub fn keep_debrief(&self, draft: &Draft) -> Result<()> {
        let value = json!({
            "on": draft.on.to_string(),
            "asked": draft.asked.iter().map(to_value).collect::<Vec<_>>(),
        });
        self.store.transaction(|store| Ok(store.set_meta(&mark(&draft.application), &value.to_string())?))
    }

    /// The debrief of an application that was begun and not written; questions whose card is gone are left out.
    pub fn debrief_begun(&self, application: &Application) -> Result<Option<Draft>> {
        let Some(text) = self.store.meta(&mark(application))? else { return Ok(None) };
        let Ok(value) = serde_json::from_str::<Value>(&text) else { return Ok(None) };
        let Some(on) = value["on"].as_str().and_then(|on| on.parse().ok()) else { return Ok(None) };
        let mut asked = Vec::new();
        for question in value["asked"].as_array().into_iter().flatten().filter_map(from_value) {
            let here = match &question {
                Question::Known { item, .. } => self.store.item(*item).is_ok_and(|card| !card.parked),
                Question::New { topic, .. } => topic.is_none_or(|topic| self.store.topic(topic).is_ok()),
            };
            if here {
                asked.push(question);
            }
        }
        let application = application.clone();
        let (outcome, note) = (String::new(), String::new());
        Ok((!asked.is_empty()).then_some(Draft { application, on, asked, outcome, note, typed: true }))
    }

    /// Forgets what was typed of it.
    pub fn drop_debrief(&self, application: &Application) -> Result<()> {
        Ok(self.store.forget_meta(&mark(application))?)
    }
}

/// The name under which it is kept.
pub(super) fn mark(application: &Application) -> String {
    format!("{DEBRIEF}{}", application.id)
}

fn to_value(question: &Question) -> Value {
    match question {
        Question::Known { item, typed, grade } => json!({ "item": item.0, "typed": typed, "grade": grade.number() }),
        Question::New { question, answer, topic, grade } => json!({
            "question": question, "answer": answer, "topic": topic.map(|topic| topic.0), "grade": grade.number(),
        }),
    }
}

fn from_value(value: &Value) -> Option<Question> {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    let grade = Grade::new(u8::try_from(value["grade"].as_u64()?).ok()?)?;
    Some(match value["item"].as_i64() {
        Some(item) => Question::Known { item: ItemKey(item), typed: text("typed")?, grade },
        None => {
            let topic = value["topic"].as_i64().map(TopicKey);
            Question::New { question: text("question")?, answer: text("answer")?, topic, grade }
        }
    })
}
