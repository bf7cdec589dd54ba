//! The examples of the format's own page, read from there.

use std::fmt::Write;

use super::{Parsed, Reference, Severity, Target, parse};
use crate::model::scenario::{Dimension, RestsOn};

const PAGE: &str = include_str!("../../../docs/format-scenarios.md");

/// Info string and text of each fence of the page.
fn fences() -> Vec<(&'static str, &'static str)> {
    let parts = PAGE.split("```").skip(1).step_by(2);
    parts.map(|fence| fence.split_once('\n').expect("an info string")).collect()
}

fn said(parsed: &Parsed) -> String {
    let scenario = parsed.scenario.as_ref().expect("a scenario");
    let mut out = format!("{}: {}\n", scenario.id, scenario.title);
    let mut line = |what: &str, text: &str| writeln!(out, "{what}: {text}").expect("memory");
    scenario.aliases.iter().for_each(|alias| line("alias", alias));
    line("prompt", &scenario.prompt);
    for question in &scenario.questions {
        let answer = if question.answer.is_empty() { "(none)" } else { &question.answer };
        line("question", &format!("{} -> {answer}", question.ask));
    }
    for figure in &scenario.envelope {
        let sum = figure.expression.as_ref().map_or(String::new(), |sum| format!("{sum} = "));
        line("figure", &format!("{} = {sum}{}", figure.name, figure.value));
    }
    scenario.curveballs.iter().for_each(|curveball| line("curveball", &curveball.event));
    scenario.goals.iter().for_each(|(phase, goal)| line("phase", &format!("{}: {goal}", phase.word())));
    for criterion in &scenario.rubric {
        for point in &criterion.points {
            let rests_on = match &point.rests_on {
                RestsOn::Cards(ids) => ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", "),
                RestsOn::Topic(title) => format!("topic {title}"),
                RestsOn::Nothing => "nothing".to_owned(),
            };
            let star = if point.senior { "★ " } else { "" };
            line("point", &format!("{}: {star}{} ({rests_on})", criterion.dimension.name(), point.text));
        }
    }
    out
}

fn problems(parsed: &Parsed) -> String {
    let lost = parsed.problems.iter().filter(|problem| problem.severity() == Severity::Error);
    lost.map(|it| format!("{}:{} {}; {}\n", it.line, it.col, it.what, it.hint())).collect()
}

#[test]
fn every_example_of_the_page_holds() {
    let (mut parsed, mut held) = (Parsed::default(), 0);
    let fences = fences();
    for (info, text) in &fences {
        match *info {
            "scenario" => parsed = parse(text),
            "read" => assert_eq!((said(&parsed).as_str(), problems(&parsed).as_str()), (*text, "")),
            "problems" => assert_eq!(problems(&parsed), *text),
            other => panic!("a fence of {other:?}"),
        }
        held += usize::from(*info != "scenario");
    }
    assert_eq!((held, fences.len()), (4, 8));
}

#[test]
fn what_the_page_names_exists() {
    let decks: String = crate::deck::load::shipped().map(|(_, text)| text).collect();
    let named =
        fences().into_iter().filter(|(info, _)| *info == "scenario").flat_map(|(_, text)| parse(text).references);
    for Reference { to, .. } in named {
        let line = match to {
            Target::Card(id) => format!("\nId: {id}\n"),
            Target::Topic(title) => format!("\n## {title}"),
        };
        assert!(decks.contains(&line), "{line}");
    }
    for dimension in Dimension::ALL {
        let row = format!("| {} | {} |\n", dimension.name(), dimension.weight());
        assert!(PAGE.contains(&row), "{row}");
    }
    for section in super::SECTIONS {
        assert!(PAGE.contains(&format!("\n| `{section}` | ")), "{section}");
    }
}
