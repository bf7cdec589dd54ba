//! `drill story`: the stories in a list, one of them whole, and the matrix of their signals.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, set},
};
use crate::model::{Day, Part, Signal, Telling, Trait, text::clean};
use crate::story::{
    Clash, Overview, check,
    matrix::{Cover, Matrix},
    rubric,
};

/// The stories in columns.
pub fn list(stories: &[Overview], today: Day, width: usize) -> String {
    if stories.is_empty() {
        return "the tracker has no stories: a heading with the fields Situation, Task, Action and Result is one\n"
            .to_owned();
    }
    let head = ["story", "state", "parts", "words", "time", "warnings", "told", "passes", "due"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for story in stories {
        let words = story.measure.total();
        rows.push(vec![
            story.heading.clone(),
            state(story),
            format!("{}/5", story.texts.filled()),
            words.to_string(),
            if words == 0 { "-".to_owned() } else { check::minutes(words).replace(" min", "") },
            story.warnings.len().to_string(),
            story.last_told().map_or("never".to_owned(), |day| day.to_string()),
            story.passes().to_string(),
            due(story, today),
        ]);
    }
    let right = Set::Right;
    let columns = [Set::Cut, Set::Left, right, right, right, right, Set::Left, right, Set::Left];
    // In a narrow window the state and the due day matter most.
    if width < 70 {
        let few = |row: &Vec<String>| [0, 1, 5, 8].map(|at| row[at].clone()).to_vec();
        let rows: Vec<Vec<String>> = rows.iter().map(few).collect();
        return set(&[Set::Cut, Set::Left, right, Set::Left], &rows, width);
    }
    set(&columns, &rows, width)
}

fn state(story: &Overview) -> String {
    match (story.suspended, story.clashes.is_empty()) {
        (_, false) => "two versions".to_owned(),
        (true, _) => "suspended".to_owned(),
        _ => story.state.word().to_owned(),
    }
}

fn due(story: &Overview, today: Day) -> String {
    match story.memory.due {
        Some(day) if day > today => day.to_string(),
        _ if story.waiting => "now".to_owned(),
        Some(day) => day.to_string(),
        None => "-".to_owned(),
    }
}

/// One story: its texts, its measures, what is to be mended, how it was told.
pub fn page(story: &Overview, today: Day, width: usize) -> String {
    let mut out = format!("{}  ({}, {})\n", story.heading, story.id, state(story));
    let mut rows = vec![["part", "words", "share", "said in"].map(str::to_owned).to_vec()];
    for part in Part::ALL {
        let words = story.measure.of_part(part);
        let share = format!("{} %", story.measure.percent(part));
        rows.push(vec![part.word().to_owned(), words.to_string(), share, clock(words)]);
    }
    let total = story.measure.total();
    rows.push(vec!["all".to_owned(), total.to_string(), String::new(), clock(total)]);
    out.push('\n');
    out.push_str(&set(&[Set::Left, Set::Right, Set::Right, Set::Right], &rows, width));
    for part in Part::ALL.into_iter().filter(|part| story.texts.has(*part)) {
        out.push_str(&format!("\n{}:\n{}", part.name(), wrapped(story.texts.get(part), width)));
    }
    for clash in &story.clashes {
        out.push_str(&format!("\n{}", versions(clash, width)));
    }
    out.push('\n');
    match story.warnings.len() {
        0 => out.push_str("nothing to mend\n"),
        count => {
            out.push_str(&format!("{}:\n", counted(count, "warning")));
            for warning in &story.warnings {
                out.push_str(&wrapped(&format!("- {warning}"), width));
            }
        }
    }
    for (day, telling) in story.tellings.iter().rev().take(5) {
        out.push_str(&told(*day, telling));
    }
    out.push_str(&format!("next: {}\n", due(story, today)));
    out
}

fn clock(words: usize) -> String {
    check::minutes(words)
}

/// A minute is practice: it neither passes nor fails.
fn verdict(telling: &Telling) -> &'static str {
    match (telling.short, telling.passed) {
        (true, _) => "practice",
        (false, true) => "passed",
        (false, false) => "not passed",
    }
}

fn told(day: Day, telling: &Telling) -> String {
    let (seconds, mean) = (telling.seconds(), telling.ratings.mean());
    let word = verdict(telling);
    let short = if telling.short { ", in one minute" } else { "" };
    let time = format!("{}:{:02}", seconds / 60, seconds % 60);
    format!("told {day}: {word}, mean {}.{:02}, {time} min{short}\n", mean / 100, mean % 100)
}

/// Both versions of a part, named.
pub fn versions(clash: &Clash, width: usize) -> String {
    let side = |name: &str, text: &str| {
        let text = if text.is_empty() { "(empty)" } else { text };
        format!("{} in {name}:\n{}", clash.part.word(), wrapped(text, width))
    };
    side("drill", &clash.mine) + &side("the file", &clash.theirs)
}

/// What is asked, probed and asked afterwards.
pub fn guide(story: &Overview, width: usize) -> String {
    let Some(kind) = &story.kind else { return "nothing is known of this kind of story\n".to_owned() };
    let mut out = format!("{}\n\nasked as:\n", story.heading);
    for (number, question) in (1..).zip(&kind.questions) {
        out.push_str(&wrapped(&format!("{number}. {question}"), width));
    }
    let list = |title: &str, lines: Vec<String>| {
        let lines: String = lines.iter().map(|line| wrapped(&format!("- {line}"), width)).collect();
        if lines.is_empty() { String::new() } else { format!("\n{title}:\n{lines}") }
    };
    let heard = story.signals.iter().map(|signal| {
        let how = kind.signals.iter().find(|(known, _)| known == signal).map(|(_, how)| how.as_str());
        how.map_or(signal.word().to_owned(), |how| format!("{}: {how}", signal.word()))
    });
    out.push_str(&list("probed", heard.collect()));
    out.push_str(&list("weak signals", kind.weak.clone()));
    out.push_str(&list("asked afterwards", kind.followups.iter().map(|it| it.question.clone()).collect()));
    if !kind.guide.is_empty() {
        out.push_str(&format!("\n{}", wrapped(&kind.guide, width)));
    }
    out
}

fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in clean(text).lines() {
        let hang = if line.starts_with("- ") { "  " } else { "" };
        let options = textwrap::Options::new(width.clamp(20, 100)).subsequent_indent(hang);
        for line in textwrap::wrap(line, options) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if line.trim().is_empty() {
            out.push('\n');
        }
    }
    out.replace("\n\n\n", "\n\n")
}

/// The matrix with its holes.
pub fn matrix(matrix: &Matrix, width: usize) -> String {
    let mut head = vec!["signal".to_owned()];
    head.extend((1..=matrix.columns.len()).map(|number| number.to_string()));
    let mut rows = vec![head];
    let holes = matrix.holes();
    for (signal, covers) in &matrix.rows {
        let mut row = vec![signal.word().to_owned()];
        row.extend(covers.iter().map(|cover| mark(*cover).to_owned()));
        rows.push(row);
    }
    let columns: Vec<Set> = std::iter::once(Set::Left).chain(matrix.columns.iter().map(|_| Set::Left)).collect();
    let mut out = set(&columns, &rows, width);
    out.push('\n');
    for (number, column) in (1..).zip(&matrix.columns) {
        out.push_str(&wrapped(&format!("{number} {} ({})", column.title, column.state.word()), width));
    }
    let legend = "P passed, w written, o planned but not written, . not about it\n";
    out.push_str(&super::table::lines_within(legend, width));
    if holes.is_empty() {
        out.push_str("no holes: every signal has a written story\n");
    } else {
        out.push_str(&format!("\n{} without a written story:\n", counted(holes.len(), "signal")));
        for signal in holes {
            out.push_str(&wrapped(&format!("- {}: {}", signal.word(), signal.question()), width));
        }
    }
    out
}

/// The stories in one line of the report; nothing where there are none.
pub fn line(stories: &Matrix) -> String {
    let count = stories.columns.len();
    let written = stories.columns.iter().filter(|column| column.state >= rubric::State::Written).count();
    match (count, written) {
        (0, _) => String::new(),
        (_, 0) => format!("0 of {count} written: `drill story` lists them"),
        _ => {
            let holes = counted(stories.holes().len(), "signal");
            format!("{written} of {count} written; {holes} without a written story")
        }
    }
}

const fn mark(cover: Cover) -> &'static str {
    match cover {
        Cover::None => ".",
        Cover::Planned => "o",
        Cover::Written => "w",
        Cover::Passed => "P",
    }
}

/// The stories as documents.
pub fn list_json(stories: &[Overview]) -> Value {
    stories.iter().map(brief).collect()
}

fn brief(story: &Overview) -> Value {
    let words = |signals: &[Signal]| signals.iter().map(|signal| signal.word()).collect::<Vec<_>>();
    let parts: serde_json::Map<String, Value> = Part::ALL
        .iter()
        .map(|part| {
            let (words, filled) = (story.measure.of_part(*part), story.texts.has(*part));
            let share = story.measure.percent(*part);
            (part.word().to_owned(), json!({ "filled": filled, "words": words, "percent": share }))
        })
        .collect();
    json!({
        "id": story.id,
        "title": story.heading,
        "section": story.section,
        "type": story.kind.as_ref().map(|kind| kind.id.as_str()),
        "state": story.state.word(),
        "parts": parts,
        "filled": story.texts.filled(),
        "words": story.measure.total(),
        "minutes": (story.measure.seconds() as f64 / 60.0 * 100.0).round() / 100.0,
        "warnings": story.warnings.iter().map(|it| json!({ "kind": it.word(), "message": it.to_string() })).collect::<Vec<_>>(),
        "signals": words(&story.signals),
        "conflicts": story.clashes.iter().map(|it| it.part.word()).collect::<Vec<_>>(),
        "tellings": story.tellings.len(),
        "last_told": story.last_told().map(|day| day.to_string()),
        "passes": story.passes(),
        "due": story.memory.due.map(|day| day.to_string()),
        "waiting": story.waiting,
        "suspended": story.suspended,
    })
}

/// One story as a document: the list's, with its texts and its tellings.
pub fn page_json(story: &Overview) -> Value {
    let mut value = brief(story);
    for part in Part::ALL {
        value["parts"][part.word()]["text"] = story.texts.get(part).into();
        let clash = story.clashes.iter().find(|clash| clash.part == part);
        if let Some(clash) = clash {
            value["parts"][part.word()]["file"] = clash.theirs.as_str().into();
        }
    }
    let telling = |(day, telling): &(Day, Telling)| {
        let mut value = telling.to_json();
        value["day"] = day.to_string().into();
        value["grade"] = if telling.short { Value::Null } else { rubric::grade(&telling.ratings).number().into() };
        value
    };
    value["history"] = story.tellings.iter().map(telling).collect();
    if let Some(kind) = &story.kind {
        value["questions"] = kind.questions.iter().map(String::as_str).collect();
        value["followups"] = kind.followups.iter().map(|it| it.question.as_str()).collect();
    }
    value
}

/// The matrix as a document.
pub fn matrix_json(matrix: &Matrix) -> Value {
    let stories: Vec<Value> =
        matrix.columns.iter().map(|it| json!({ "id": it.id, "title": it.title, "state": it.state.word() })).collect();
    let holes = matrix.holes();
    let row = |(signal, covers): &(Signal, Vec<Cover>)| {
        let cover: serde_json::Map<String, Value> =
            matrix.columns.iter().zip(covers).map(|(column, cover)| (column.id.clone(), cover.word().into())).collect();
        json!({ "signal": signal.word(), "stories": cover, "hole": holes.contains(signal), "question": signal.question() })
    };
    json!({
        "stories": stories,
        "signals": matrix.rows.iter().map(row).collect::<Vec<_>>(),
        "holes": holes.iter().map(|signal| signal.word()).collect::<Vec<_>>(),
    })
}

/// What a finished telling says at its end.
pub fn closing(telling: &Telling, next: Option<Day>, width: usize) -> String {
    let mut rows = vec![["part", "planned", "told"].map(str::to_owned).to_vec()];
    for timing in &telling.timings {
        let over = match timing.spent.checked_sub(timing.planned) {
            Some(over) if over > 0 => format!("  (+{over} s)"),
            _ => String::new(),
        };
        rows.push(vec![
            timing.part.word().to_owned(),
            format!("{} s", timing.planned),
            format!("{} s{over}", timing.spent),
        ]);
    }
    let mut out = set(&[Set::Left, Set::Right, Set::Left], &rows, width);
    let (seconds, mean) = (telling.seconds(), telling.ratings.mean());
    let word = verdict(telling);
    out.push_str(&format!(
        "\n{}:{:02} min, mean {}.{:02}: {word}\n",
        seconds / 60,
        seconds % 60,
        mean / 100,
        mean % 100
    ));
    let weakest = Trait::ALL.iter().zip(telling.ratings.0).min_by_key(|(_, level)| *level);
    if let Some((weak, level)) = weakest.filter(|(_, level)| *level < 4) {
        let better = weak.levels()[usize::from(level).min(3)];
        out.push_str(&wrapped(&format!("work on: {} ({level} of 4); the next level: {better}", weak.name()), width));
    }
    match (telling.short, next) {
        (true, _) => out.push_str("told in one minute: the due day stays\n"),
        (false, Some(day)) => out.push_str(&format!("next: {day}\n")),
        _ => {}
    }
    out
}
