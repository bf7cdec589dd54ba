//! What a strong answer to a scenario holds, for after the mock.

use super::quoted;
use crate::model::{
    mock::Level,
    scenario::{Criterion, Figure, Scenario},
    text::{clean, one_line},
};

/// A scenario whole, as Markdown: prompt, questions, figures, solution, curveballs, rubric. What it has nothing of is
/// left out.
pub fn solution(scenario: &Scenario) -> String {
    let mut parts = vec![format!("# {}", one_line(&scenario.title)), quoted(&scenario.prompt)];
    let questions = scenario.questions.iter().map(|question| pair(&question.ask, &question.answer));
    parts.extend(section("To be asked first", questions.collect()));
    parts.extend(figures(&scenario.envelope));
    for part in &scenario.parts {
        parts.push(format!("## {}\n\n{}", one_line(&part.heading), clean(part.body.trim())));
    }
    let curveballs = scenario.curveballs.iter().map(|curveball| pair(&curveball.event, &curveball.answer));
    parts.extend(section("Curveballs", curveballs.collect()));
    if !scenario.rubric.is_empty() {
        parts.push("## Rubric".to_owned());
        parts.extend(scenario.rubric.iter().map(criterion));
    }
    parts.join("\n\n") + "\n"
}

fn section(heading: &str, items: Vec<String>) -> Option<String> {
    (!items.is_empty()).then(|| format!("## {heading}\n\n{}", items.join("\n")))
}

fn pair(first: &str, second: &str) -> String {
    let second = one_line(second);
    let second = if second.is_empty() { String::new() } else { format!("\n  - {second}") };
    format!("- {}{second}", one_line(first))
}

fn figures(figures: &[Figure]) -> Option<String> {
    let cell = |text: &str| one_line(text).replace('|', "\\|");
    let row = |figure: &Figure| {
        let from = figure.expression.as_ref().map_or("given".to_owned(), |from| format!("`{}`", cell(from)));
        format!("| {} | {} | {from} | {} |", cell(&figure.name), cell(&figure.value), cell(&figure.remark))
    };
    let rows: Vec<String> = figures.iter().map(row).collect();
    let head = "## Envelope\n\n| figure | value | from | remark |\n|---|---:|---|---|\n";
    (!rows.is_empty()).then(|| format!("{head}{}", rows.join("\n")))
}

fn criterion(criterion: &Criterion) -> String {
    let dimension = criterion.dimension;
    let mut lines = vec![format!("### {} ({} %)", dimension.name(), dimension.weight()), String::new()];
    let star = |senior: bool| if senior { "★ " } else { "" };
    lines.extend(criterion.points.iter().map(|point| format!("- {}{}", star(point.senior), one_line(&point.text))));
    if !criterion.points.is_empty() {
        lines.push(String::new());
    }
    for level in Level::ALL {
        let looks = one_line(&criterion.levels[level.index()]);
        if !looks.is_empty() {
            lines.push(format!("{}. {looks}", level.number()));
        }
    }
    lines.join("\n").trim_end().to_owned()
}
