//! `drill topics`: the checklist with its boxes.

use serde_json::{Value, json};

use super::table::{Set, set};
use crate::model::{BoxState, TopicStanding, text::clean};

/// The topics under their sections.
pub fn text(topics: &[TopicStanding], width: usize) -> String {
    let mut text = String::new();
    let mut sections: Vec<&str> = Vec::new();
    for topic in topics {
        if !sections.contains(&topic.section.as_str()) {
            sections.push(&topic.section);
        }
    }
    for (at, section) in sections.iter().enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        text.push_str(&format!("{gap}{}\n", clean(section)));
        let mut rows = Vec::new();
        for topic in topics.iter().filter(|topic| topic.section == **section) {
            rows.push(vec![
                mark(topic.state).to_owned(),
                topic.title.name.clone(),
                format!("{}/{}", topic.counts.learned, topic.counts.cards),
                state(topic),
            ]);
        }
        text.push_str(&set(&[Set::Left, Set::Cut, Set::Right, Set::Left], &rows, width));
    }
    text
}

/// The box as the tracker writes it.
pub(super) const fn mark(state: BoxState) -> &'static str {
    if state.is_ticked() { "[x]" } else { "[ ]" }
}

/// The state of a box in words: how firm it is, what is new in it, whether its topic sleeps.
pub(super) fn state(topic: &TopicStanding) -> String {
    let counts = &topic.counts;
    let new = counts.basis - counts.basis_seen;
    let mut words = vec![match topic.state {
        BoxState::Earned if counts.basis_firm == counts.basis => "earned, firm".to_owned(),
        BoxState::Earned if new > 0 => format!("earned, {} new", super::counted(new, "core card")),
        BoxState::Earned => "earned, fresh".to_owned(),
        other => other.word().to_owned(),
    }];
    if !topic.awake {
        words.push("asleep".to_owned());
    }
    words.join(", ")
}

/// The pinned documents.
pub fn json(topics: &[TopicStanding]) -> Value {
    topics
        .iter()
        .map(|topic| {
            json!({
                "id": topic.id.as_str(),
                "section": topic.section,
                "title": topic.title.name,
                "promise": topic.title.promise,
                "box": topic.state.word(),
                "awake": topic.awake,
                "cards": topic.counts.cards,
                "core": topic.counts.core,
                "seen": topic.counts.seen,
                "learned": topic.counts.learned,
                "core_new": topic.counts.basis - topic.counts.basis_seen,
                "firm": topic.state == BoxState::Earned && topic.counts.basis_firm == topic.counts.basis,
            })
        })
        .collect()
}
