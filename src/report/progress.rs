//! `drill report`: where one stands.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, set},
    topics::{mark, state},
};
use crate::model::text::one_line;
use crate::stats::{Progress, Totals};

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The report; `width` is at least 40 in effect.
pub fn text(progress: &Progress, width: usize) -> String {
    let width = width.clamp(40, 100);
    let mut text = headline(progress);
    for section in &progress.sections {
        let totals = section.totals();
        text.push_str(&format!("\n{}  {}\n", one_line(&section.name), boxes(&totals)));
        let mut rows = vec![["", "", "learned", "seen", "new", "due", "box"].map(str::to_owned).to_vec()];
        for (topic, due) in &section.topics {
            let counts = &topic.counts;
            rows.push(vec![
                mark(topic.state).to_owned(),
                topic.title.name.clone(),
                counts.learned.to_string(),
                counts.seen.to_string(),
                (counts.cards - counts.seen).to_string(),
                due.to_string(),
                state(topic),
            ]);
        }
        let columns = [Set::Left, Set::Cut, Set::Right, Set::Right, Set::Right, Set::Right, Set::Left];
        text.push_str(&set(&columns, &rows, width));
    }
    text
}

fn headline(progress: &Progress) -> String {
    let totals = progress.totals();
    let due = &progress.due;
    let mut lines = vec![
        format!("{}  {}", progress.today, boxes(&totals)),
        format!("cards       {} learned, {} seen, {} new", totals.learned, totals.seen, totals.cards - totals.seen),
        format!(
            "today       {} due, {} new, {} learning again, {} extra; {} planned",
            due.due, due.new, due.learning_again, due.extra, due.planned
        ),
        format!("next 7 days {}  {}", bars(progress), week(progress)),
        format!("retention   {}", retention(progress)),
        format!("streak      {}", streak(progress)),
    ];
    if !progress.sure_and_wrong.is_empty() {
        let topics =
            progress.sure_and_wrong.iter().take(3).map(|(topic, count)| format!("{} ({count})", one_line(topic)));
        lines.push(format!("sure, wrong {}", topics.collect::<Vec<_>>().join(", ")));
    }
    if progress.rewrite > 0 {
        let cards = counted(progress.rewrite, "card");
        lines.push(format!("rewrite     {cards} let go after failed repeats"));
    }
    lines.join("\n") + "\n"
}

fn boxes(totals: &Totals) -> String {
    let mut words = Vec::new();
    for (count, word) in [(totals.firm, "firm"), (totals.fresh, "fresh"), (totals.claimed, "claimed")] {
        if count > 0 {
            words.push(format!("{count} {word}"));
        }
    }
    let parts = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
    format!("{} of {} ticked{parts}", totals.ticked(), counted(totals.topics, "box").replace("boxs", "boxes"))
}

fn bars(progress: &Progress) -> String {
    let most = progress.ahead.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let bar = |count: u32| BARS[usize::try_from((count * 7).div_ceil(most)).unwrap_or(0).min(7)];
    progress.ahead.iter().map(|(_, count)| bar(*count)).collect()
}

fn week(progress: &Progress) -> String {
    let days = progress.ahead.iter().map(|(day, count)| format!("{} {count}", day.date().format("%a")));
    days.collect::<Vec<_>>().join(", ")
}

fn retention(progress: &Progress) -> String {
    match progress.retention.percent() {
        Some(percent) => {
            format!("{percent} % of {} over 30 days", counted(progress.retention.reviews, "review"))
        }
        None => "no review yet (a first answer is none)".to_owned(),
    }
}

fn streak(progress: &Progress) -> String {
    let today = if progress.done.answers > 0 {
        format!("today {}, {} min", counted(progress.done.answers, "answer"), progress.done.seconds.div_ceil(60))
    } else {
        "nothing yet today".to_owned()
    };
    format!("{}; {today}", counted(progress.streak, "day"))
}

/// The report as one document.
pub fn json(progress: &Progress) -> Value {
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
        "sections": sections,
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
