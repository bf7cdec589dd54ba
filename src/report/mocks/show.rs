//! `drill mock-design --show`: a past mock, whole.

use serde_json::{Value, json};

use super::quoted;
use crate::mock::{gap, minutes};
use crate::model::{
    Day,
    mock::{Attempt, Judged},
    text::{clean, one_line},
};

/// A mock as Markdown: prompt, times, what was thrown in, notes, rubric.
pub fn markdown(id: &str, day: Day, mock: &Attempt) -> String {
    let mut parts = vec![format!("# {}", one_line(&mock.title)), facts(id, day, mock)];
    parts.push(format!("## Prompt\n\n{}", quoted(&mock.prompt)));
    parts.push(format!("## Times\n\n{}", times(mock)));
    if !mock.curveballs.is_empty() {
        parts.push(format!("## Curveballs\n\n{}", curveballs(mock)));
    }
    parts.push(format!("## Notes\n\n{}", fenced(&mock.note)));
    parts.push(format!("## Rubric\n\n{}", rubric(mock)));
    parts.extend(mock.rubric.iter().map(dimension));
    parts.join("\n\n") + "\n"
}

fn facts(id: &str, day: Day, mock: &Attempt) -> String {
    let score = mock.score.map_or("not scored".to_owned(), |score| format!("{score} of 4"));
    let grade = mock.grade.map_or("none: it moves no memory".to_owned(), |grade| grade.to_string());
    let word = |hire: bool| if hire { "hire" } else { "no hire" };
    let mut lines = vec![
        format!("- mock `{}` of {day}, {} minutes, begun {}", one_line(id), mock.length.minutes(), at(mock)),
        format!("- result: {}, {score}; SM-2 grade {grade}", mock.judgement.word()),
        format!("- own verdict: {}, weakest phase {}", word(mock.verdict.hire), mock.verdict.weakest),
    ];
    if let Some(gap) = gap(mock) {
        lines.push(format!("- the rubric: {}, weakest dimension {}", word(gap.rubric), gap.weakest.name()));
    }
    if !mock.remark.is_empty() {
        lines.push(format!("- to remember: {}", one_line(&mock.remark)));
    }
    lines.join("\n")
}

fn at(mock: &Attempt) -> String {
    mock.started_at.format("%Y-%m-%d %H:%M %:z").to_string()
}

fn times(mock: &Attempt) -> String {
    let mut lines = vec!["| phase | planned | took | over |".to_owned(), "|---|---:|---:|---:|".to_owned()];
    let clock = |seconds: u32| minutes(u64::from(seconds));
    for time in &mock.phases {
        let took = if time.reached { clock(time.spent_seconds) } else { "not reached".to_owned() };
        let over = if time.overrun() > 0 { clock(time.overrun()) } else { String::new() };
        lines.push(format!("| {} | {} | {took} | {over} |", time.phase, clock(time.planned_seconds)));
    }
    let over = mock.seconds().saturating_sub(mock.length.seconds());
    let over = if over > 0 { clock(over) } else { String::new() };
    lines.push(format!("| all | {} | {} | {over} |", clock(mock.length.seconds()), clock(mock.seconds())));
    let mut text = lines.join("\n");
    let times = if mock.pauses.count == 1 { "once".to_owned() } else { format!("{} times", mock.pauses.count) };
    if mock.pauses.count > 0 || mock.pauses.seconds > 0 {
        text.push_str(&format!("\n\nPaused {times}, {} in all.", clock(mock.pauses.seconds)));
    }
    if let Some(at) = mock.questions_shown_at {
        text.push_str(&format!("\n\nThe questions to have asked were looked at after {}.", clock(at)));
    }
    if mock.ended_early {
        text.push_str("\n\nEnded before its last phase.");
    }
    text
}

fn curveballs(mock: &Attempt) -> String {
    let lines = mock.curveballs.iter().map(|thrown| {
        let at = minutes(u64::from(thrown.at_seconds));
        let answer = one_line(&thrown.answer);
        let answer = if answer.is_empty() { String::new() } else { format!("\n  - a strong answer: {answer}") };
        format!("- at {at}: {}{answer}", one_line(&thrown.event))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn rubric(mock: &Attempt) -> String {
    let mut lines =
        vec!["| dimension | weight | level | proposed | points |".to_owned(), "|---|---:|---|---:|---:|".to_owned()];
    for judged in &mock.rubric {
        let unscored = judged.unscored.map_or("not scored", |unscored| unscored.words());
        let level = judged.level.map_or(unscored.to_owned(), |level| format!("{} {}", level.number(), level.word()));
        let proposed = judged.proposed.map_or(String::new(), |level| level.number().to_string());
        let (ticked, all) = judged.ticked();
        let points = if all > 0 { format!("{ticked} of {all}") } else { String::new() };
        let name = judged.dimension.name();
        lines.push(format!("| {name} | {} % | {level} | {proposed} | {points} |", judged.dimension.weight()));
    }
    lines.join("\n")
}

/// A dimension with its points, ticked or not.
fn dimension(judged: &Judged) -> String {
    let mut lines = vec![format!("### {}", judged.dimension.name()), String::new()];
    for point in &judged.points {
        let (mark, star) = (if point.ticked { "x" } else { " " }, if point.senior { "★ " } else { "" });
        lines.push(format!("- [{mark}] {star}{}", one_line(&point.text)));
    }
    if !judged.points.is_empty() {
        lines.push(String::new());
    }
    if let Some(why) = &judged.why {
        lines.push(format!("Set by hand: {}", one_line(why)));
        lines.push(String::new());
    }
    let looks = judged.level.map(|level| (level.number(), one_line(&judged.levels[level.index()])));
    match looks.filter(|(_, looks)| !looks.is_empty()) {
        Some((number, looks)) => lines.push(format!("Level {number}: {looks}")),
        None if judged.level.is_none() => lines.push("Not scored.".to_owned()),
        None => {}
    }
    lines.join("\n").trim_end().to_owned()
}

/// A text between fences longer than any run of their mark inside, so that nothing in it ends them.
fn fenced(text: &str) -> String {
    let text = clean(text);
    let text = text.trim_end_matches('\n');
    if text.is_empty() {
        return "Nothing was written.".to_owned();
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{text}\n{fence}")
}

/// A mock as a document: what the log keeps, with what follows from it.
pub fn json(id: &str, day: Day, mock: &Attempt) -> Value {
    let mut value = mock.to_value();
    value["id"] = id.into();
    value["day"] = day.to_string().into();
    value["seconds"] = mock.seconds().into();
    value["within_clock"] = mock.is_within_clock().into();
    for (at, time) in mock.phases.iter().enumerate() {
        value["phases"][at]["overrun_seconds"] = time.overrun().into();
    }
    for (at, judged) in mock.rubric.iter().enumerate() {
        value["rubric"][at]["name"] = judged.dimension.name().into();
        value["rubric"][at]["weight"] = judged.dimension.weight().into();
    }
    value["gap"] = gap(mock).map_or(Value::Null, |gap| {
        json!({
            "own_hire": gap.own,
            "rubric_hire": gap.rubric,
            "own_weakest": gap.own_weakest.name(),
            "rubric_weakest": gap.weakest.word(),
        })
    });
    value
}
