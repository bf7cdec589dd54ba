//! `drill report`: where one stands.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, set},
    topics::{mark, state},
};
use crate::model::{Day, DayTotal, TopicStanding};
use crate::readiness::{Forecast, Ready};
use crate::stats::{Course, Overview, Progress, Section, Totals};

/// Columns below which a table of topics has fewer of them.
const NARROW: usize = 56;

/// The topics of a section in columns; `expected` is what is known of a topic's recall.
pub(super) fn topics(
    section: &Section,
    expected: &impl Fn(&TopicStanding) -> Option<Forecast>,
    width: usize,
) -> String {
    let mut rows = vec![["", "", "learned", "seen", "new", "due", "recall", "box"].map(str::to_owned).to_vec()];
    for (topic, due) in &section.topics {
        let counts = &topic.counts;
        rows.push(vec![
            mark(topic.state).to_owned(),
            topic.title.name.clone(),
            counts.learned.to_string(),
            counts.seen.to_string(),
            (counts.cards - counts.seen).to_string(),
            due.to_string(),
            expected(topic).and_then(|it| it.recall_on_the_day()).map_or("–".to_owned(), percent),
            state(topic),
        ]);
    }
    let mut columns = vec![Set::Left, Set::Cut];
    columns.extend([Set::Right; 5]);
    columns.push(Set::Cut);
    if width < NARROW {
        // The mark, which the last column says in words, and what was seen, is new and is expected give way to the names.
        for at in [6, 4, 3, 0] {
            columns.remove(at);
            rows.iter_mut().for_each(|row| drop(row.remove(at)));
        }
    }
    set(&columns, &rows, width)
}

/// `3 of 5 boxes ticked (1 firm, 2 fresh)`.
pub(super) fn boxes(totals: &Totals) -> String {
    let mut words = Vec::new();
    for (count, word) in [(totals.firm, "firm"), (totals.fresh, "fresh"), (totals.claimed, "claimed")] {
        if count > 0 {
            words.push(format!("{count} {word}"));
        }
    }
    let parts = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
    format!("{} of {} ticked{parts}", totals.ticked(), counted(totals.topics, "box").replace("boxs", "boxes"))
}

/// A share as `83 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

pub(super) fn retention(progress: &Progress) -> String {
    match progress.retention.percent() {
        Some(percent) => {
            format!("{percent} % of {} over 30 days", counted(progress.retention.reviews, "review"))
        }
        None => "no review yet (a first answer is none)".to_owned(),
    }
}

/// The report as one document.
pub fn json(overview: &Overview, course: &Course) -> Value {
    let progress = &overview.progress;
    let sections: Vec<Value> = progress
        .sections
        .iter()
        .map(|section| {
            let topics: Vec<Value> = section
                .topics
                .iter()
                .map(|(topic, due)| {
                    let mut one = super::topics::json(std::slice::from_ref(topic));
                    let mut object = one[0].take();
                    object["due"] = (*due).into();
                    object
                })
                .collect();
            json!({ "section": section.name, "totals": totals(&section.totals()), "topics": topics })
        })
        .collect();
    let ahead: Vec<Value> =
        progress.ahead.iter().map(|(day, count)| json!({ "day": day.to_string(), "due": count })).collect();
    json!({
        "day": progress.today.to_string(),
        "totals": totals(&progress.totals()),
        "today": super::due::json(&progress.due),
        "next_7_days": ahead,
        "retention_30_days": {
            "reviews": progress.retention.reviews,
            "recalled": progress.retention.recalled,
            "percent": progress.retention.percent(),
        },
        "streak_days": progress.streak,
        "done_today": { "answers": progress.done.answers, "seconds": progress.done.seconds },
        "rewrite": progress.rewrite,
        "readiness": readiness(&overview.ready),
        "days": course.days.iter().map(day).collect::<Value>(),
        "next_30_days": course.load.iter().map(|(day, due)| json!({ "day": day.to_string(), "due": due })).collect::<Value>(),
        "retention_by_topic": course.retention.iter().map(|(section, topic, found)| json!({
            "section": section, "topic": topic, "reviews": found.reviews, "recalled": found.recalled,
            "percent": found.percent(),
        })).collect::<Value>(),
        "sections": sections,
    })
}

/// Shares are numbers from 0 to 1.
fn readiness(ready: &Ready) -> Value {
    let forecast = |it: &Forecast| {
        json!({
            "cards": it.cards, "unseen": it.unseen,
            "recall_today": it.recall_today(), "recall_on_the_day": it.recall_on_the_day(),
        })
    };
    let topics = ready.topics.iter().map(|(section, topic, it)| {
        let mut value = forecast(it);
        value["section"] = section.as_str().into();
        value["topic"] = topic.as_str().into();
        value
    });
    let sections = ready.sections().into_iter().map(|(section, it)| {
        let mut value = forecast(&it);
        value["section"] = section.into();
        value
    });
    let foretold = ready.foretold.percent();
    json!({
        "date": ready.date.to_string(),
        "company": ready.company,
        "readiness": ready.parts.whole(),
        "recall": ready.parts.recall,
        "mocks": ready.parts.mocks,
        "stories": ready.parts.stories,
        "core": forecast(&ready.core),
        "sections": sections.collect::<Value>(),
        "topics": topics.collect::<Value>(),
        "best_mocks": ready.best.iter().map(|(scenario, score)| {
            json!({ "scenario": scenario, "score": f64::from(*score) / 100.0 })
        }).collect::<Value>(),
        "effort": ready.effort.as_ref().map(super::plan::effort_json),
        "predicted": {
            "answers": ready.foretold.answers,
            "said_percent": foretold.map(|(said, _)| said),
            "recalled_percent": foretold.map(|(_, recalled)| recalled),
        },
    })
}

fn day((day, total): &(Day, DayTotal)) -> Value {
    json!({
        "day": day.to_string(),
        "answers": total.answers,
        "seconds": total.seconds,
        "new": total.fresh,
        "reviews": total.retention.reviews,
        "recalled": total.retention.recalled,
    })
}

fn totals(totals: &Totals) -> Value {
    json!({
        "topics": totals.topics,
        "ticked": totals.ticked(),
        "firm": totals.firm,
        "fresh": totals.fresh,
        "claimed": totals.claimed,
        "cards": totals.cards,
        "learned": totals.learned,
        "seen": totals.seen,
        "new": totals.cards - totals.seen,
        "due": totals.due,
    })
}
