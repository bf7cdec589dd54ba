//! `drill card ID`: one card, its history, and the arithmetic of its interval.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde_json::{Value, json};
use textwrap::{Options, fill};

use super::{cards, counted};
use crate::model::{
    AnswerKind, Day, Form, Grade, Memory, Standing,
    text::{clean, one_line},
};
use crate::schedule;

/// One answer of a card's history.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Its study day.
    pub day: Day,
    /// The grade.
    pub grade: Grade,
    /// The kind that the fold found.
    pub kind: AnswerKind,
}

/// The card and its history with every step of the arithmetic.
pub fn text(standing: &Standing, place: Option<&str>, answers: &[Answered], today: Day, width: usize) -> String {
    let card = &standing.card;
    let mut lines = vec![format!("{}  {}", card.id, one_line(&kinds(standing)))];
    let promise = standing.title.promise.as_ref().map_or(String::new(), |promise| format!(" ({promise})"));
    lines.push(one_line(&format!("{} › {}{promise}", standing.section, standing.title.name)));
    lines.extend(place.map(|place| one_line(&format!("in {place}"))));
    lines.push(String::new());
    lines.push(body("", &card.question, width));
    lines.push(String::new());
    match card.form {
        Form::Answerless => lines.push("no answer yet: write its key points with `p` in a sitting".to_owned()),
        _ => lines.push(body("", &card.answer, width)),
    }
    for (word, text) in [("Note: ", &card.note), ("Source: ", &card.source)] {
        if !text.is_empty() {
            lines.push(body(word, text, width));
        }
    }
    lines.push(String::new());
    lines.push(memory(&standing.memory, today));
    if !answers.is_empty() {
        lines.push(String::new());
        lines.extend(arithmetic(answers));
    }
    lines.join("\n") + "\n"
}

fn kinds(standing: &Standing) -> String {
    let mut words = vec![standing.card.kind.word(), if standing.card.core { "core" } else { "extra" }];
    let marks = [
        (standing.suspended, "suspended"),
        (standing.parked, "parked: gone from its deck"),
        (!standing.awake, "asleep"),
        (standing.rewrite, "wants rewriting: let go after failed repeats"),
        (standing.corrected, "corrected since you learned it"),
    ];
    words.extend(marks.into_iter().filter(|(marked, _)| *marked).map(|(_, word)| word));
    words.join(", ")
}

/// Text of a card: prose is wrapped, fenced code is left as it is.
fn body(word: &str, text: &str, width: usize) -> String {
    let text = clean(text);
    if text.contains("```") || text.contains("~~~") {
        return format!("{word}{text}");
    }
    let options = Options::new(width.clamp(20, 78));
    fill(&format!("{word}{text}"), options)
}

fn memory(memory: &Memory, today: Day) -> String {
    let Memory { repetitions, interval, ease, lapses, .. } = memory;
    let due = match memory.due {
        None => "never answered".to_owned(),
        Some(day) if day <= today => format!("due since {day}"),
        Some(day) => format!("due {day}, in {}", counted(day.since(today), "day")),
    };
    let interval = counted(*interval, "day");
    format!("n = {repetitions}, I = {interval}, EF = {ease}, lapses = {lapses}; {due}")
}

/// Each answer with what it did, spelled out.
fn arithmetic(answers: &[Answered]) -> Vec<String> {
    let mut before = Memory::NEW;
    let mut lines = Vec::new();
    for answer in answers {
        let after = schedule::answer(&before, answer.grade, answer.day).memory;
        let step = match answer.kind {
            AnswerKind::Again => "again: nothing moves".to_owned(),
            AnswerKind::Practice => {
                format!("practice: due day stays {}", after.due.map_or(String::new(), |day| day.to_string()))
            }
            AnswerKind::Review => spelled(&before, &after, answer.grade),
        };
        lines.push(format!("{}  {:<10}  {step}", answer.day, answer.grade.to_string()));
        before = after;
    }
    lines
}

fn spelled(before: &Memory, after: &Memory, grade: Grade) -> String {
    let interval = match (grade.passes(), after.repetitions) {
        (false, _) => "failed: n = 0, I = 1".to_owned(),
        (true, 1) => "n = 1: I = 1".to_owned(),
        (true, 2) => "n = 2: I = 6".to_owned(),
        (true, n) => format!("n = {n}: I = ceil({} x {}) = {}", before.interval, before.ease, after.interval),
    };
    let ease = format!("EF {} -> {}", before.ease, after.ease);
    format!("{interval}; {ease}; due {}", after.due.map_or(String::new(), |day| day.to_string()))
}

/// The pinned document.
pub fn json(standing: &Standing, answers: &[Answered]) -> Value {
    let count = u32::try_from(answers.len()).unwrap_or(u32::MAX);
    let mut object = cards::object(standing, count);
    let reviews = answers.iter().map(|answer| {
        json!({
            "at": answer.at.to_rfc3339_opts(SecondsFormat::Millis, false),
            "day": answer.day.to_string(),
            "grade": answer.grade.number(),
            "kind": answer.kind.word(),
        })
    });
    object.insert("reviews".to_owned(), reviews.collect());
    object.insert("parked".to_owned(), standing.parked.into());
    Value::Object(object)
}
