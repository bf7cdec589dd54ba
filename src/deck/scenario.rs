//! Scenario files: text becomes a prompt with its clock-side questions, its numbers, its solution and its rubric.
//!
//! One pass over the lines keeps every problem with its place. What can still be practised is kept: a bad line costs
//! that line; only a file without id, title or prompt is lost whole.

use super::{
    Severity,
    bytes::Text,
    lines::{Lines, Mark},
};
use crate::model::{
    ItemId,
    mock::Phase,
    name::{Found, find},
    scenario::{Curveball, Part, Question, Scenario},
};

mod check;
mod envelope;
mod front;
mod items;
mod load;
mod names;
mod outline;
pub mod problem;
mod rubric;
mod sum;

pub use check::{Known, check};
use items::{Item, items, sides};
pub use load::{File, Loaded, files, load, read, settle, settled, shipped};
use names::{Named, PATIENCE, named};
use outline::{Outline, Section};
pub use problem::{Problem, ProblemKind};

/// The sections of a file, in their order.
const SECTIONS: [&str; 10] = [
    "Prompt",
    "Clarify",
    "Envelope",
    "Design",
    "Deep dives",
    "Curveballs",
    "Failure modes",
    "Evaluation",
    "Rubric",
    "Phases",
];
const PROMPT: usize = 0;
const CLARIFY: usize = 1;
const ENVELOPE: usize = 2;
/// The sections that are shown as they stand.
const PARTS: [usize; 4] = [3, DIVES, FAILURES, 7];
const DIVES: usize = 4;
const CURVEBALLS: usize = 5;
const FAILURES: usize = 6;
const RUBRIC: usize = 8;
/// Not even a complete scenario needs it.
const PHASES: usize = 9;
/// What a complete scenario has of each.
const LEAST_QUESTIONS: usize = 6;
const LEAST_FIGURES: usize = 10;
const LEAST_DIVES: usize = 3;
const LEAST_CURVEBALLS: usize = 3;
const LEAST_FAILURES: usize = 4;

/// What a scenario file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The scenario; none if id, title or prompt are missing.
    pub scenario: Option<Scenario>,
    /// The line of its id, from 1.
    pub line: usize,
    /// The cards and topics that it names, in file order.
    pub references: Vec<Reference>,
    /// All that is wrong with it, in file order.
    pub problems: Vec<Problem>,
}

/// A card or a topic that a scenario file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The line in the file, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub col: usize,
    /// What is named.
    pub to: Target,
}

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The card of this id.
    Card(ItemId),
    /// The topic of this title.
    Topic(String),
}

/// Reads a scenario file as [`parse`] does; bytes that are no UTF-8 are told once.
pub fn parse_file(file: &Text) -> Parsed {
    let mut parsed = parse(&file.text);
    if let Some(bad) = file.bad.first() {
        parsed.problems.push(Problem { line: bad.line, col: bad.col, what: ProblemKind::NotUtf8 });
        parsed.problems.sort_by_key(|problem| (problem.line, problem.col));
    }
    parsed
}

/// Reads a scenario. A byte order mark, CRLF and lone CR are understood.
pub fn parse(text: &str) -> Parsed {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut problems = Vec::new();
    let mut lines = Lines::new(text, start, 1);
    let front = front::front(text, &mut lines, &mut problems);
    let outline = outline::outline(lines);
    if let Some(line) = outline.open_fence {
        problems.push(Problem { line, col: 1, what: ProblemKind::UnclosedFence });
    }
    let sections = sorted(&outline, &mut problems);
    let section = |at: usize| sections.get(at).copied().flatten();

    let prompt = section(PROMPT).map(Section::body).filter(|body| !body.is_empty());
    if prompt.is_none() {
        let line = section(PROMPT).map_or(1, |section| section.line);
        problems.push(Problem { line, col: 1, what: ProblemKind::NoPrompt });
    }
    let questions = answered(section(CLARIFY), ("clarifying questions", LEAST_QUESTIONS), &mut problems);
    let curveballs = answered(section(CURVEBALLS), ("curveballs", LEAST_CURVEBALLS), &mut problems);
    let goals = section(PHASES).map(|section| goals(section, &mut problems)).unwrap_or_default();
    let envelope = section(ENVELOPE).map(|section| {
        let figures = envelope::envelope(section, &mut problems);
        too_few(section, ("figures", LEAST_FIGURES), figures.len(), &mut problems);
        figures
    });
    advise_parts(section(DIVES), section(FAILURES), &mut problems);
    let rubric = rubric::rubric(section(RUBRIC), &mut problems);
    let title = title(&front, &outline, &mut problems);
    if front.id.is_none() {
        front.require("id", &mut problems);
    }
    if title.is_none() {
        front.require("title", &mut problems);
    }
    let part = |at: &usize| {
        let body = section(*at).map(Section::body).filter(|body| !body.is_empty())?;
        Some(Part { heading: SECTIONS.get(*at)?.to_string(), body })
    };
    let (id_line, topics, mut references) = (front.id_line, front.topic_titles(), front.topics);
    let scenario = front.id.zip(title).zip(prompt).map(|((id, title), prompt)| Scenario {
        id: ItemId::new(id),
        title,
        aliases: front.aliases,
        topics,
        prompt,
        questions: questions.into_iter().map(|(ask, answer)| Question { ask, answer }).collect(),
        goals,
        envelope: envelope.unwrap_or_default(),
        parts: PARTS.iter().filter_map(part).collect(),
        curveballs: curveballs.into_iter().map(|(event, answer)| Curveball { event, answer }).collect(),
        rubric: rubric.criteria,
    });
    references.extend(rubric.references);
    if scenario.is_some() {
        // A file that is lost has other worries than what would make it complete.
        advise_sections(&sections, &mut problems);
    } else {
        problems.retain(|problem| problem.severity() == Severity::Error);
    }
    problems.sort_by_key(|problem| (problem.line, problem.col));
    Parsed { scenario, line: id_line.max(1), references, problems }
}

/// Whether a file that lies among decks is a scenario: by the keys of its front matter, its prompt, and no card.
pub fn is_scenario(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = Lines::new(text, 0, 1).map(|line| line.text);
    let opens = lines.next().is_some_and(|line| line.trim_end() == "---");
    let says = |line: &str| line.split_once('=').is_some_and(|(key, _)| front::KEYS.contains(&key.trim()));
    let is_prompt = |line: &str| match Mark::of(line) {
        Mark::Heading(2, heading) => matches!(named(heading, &SECTIONS, PATIENCE), Named::One(PROMPT)),
        _ => false,
    };
    let (mut keyed, mut prompted) = (false, false);
    for line in lines {
        if matches!(Mark::of(line), Mark::Tag(tag) if tag.starts()) {
            return false;
        }
        keyed |= says(line);
        prompted |= is_prompt(line);
    }
    opens && keyed && prompted
}

/// The title of the front matter, else the heading of the file.
fn title(front: &front::Front, outline: &Outline<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let heading = outline.title.filter(|(heading, _)| !heading.is_empty());
    if let (Some(title), Some((heading, line))) = (&front.title, heading)
        && title != heading
    {
        problems.push(Problem { line, col: 1, what: ProblemKind::OtherTitle { heading: heading.to_owned() } });
    }
    front.title.clone().or_else(|| heading.map(|(heading, _)| heading.to_owned()))
}

/// The sections of the outline in the order of [`SECTIONS`]; unknown and second ones are told.
fn sorted<'o, 'a>(outline: &'o Outline<'a>, problems: &mut Vec<Problem>) -> [Option<&'o Section<'a>>; 10] {
    let mut sorted: [Option<&Section<'_>>; 10] = [None; 10];
    for section in &outline.sections {
        let told = problems.len();
        let mut tell = |what| problems.push(Problem { line: section.line, col: 1, what });
        match named(section.heading, &SECTIONS, told) {
            Named::One(at) => match sorted[at] {
                Some(first) => tell(ProblemKind::SecondSection { name: SECTIONS[at], line: first.line }),
                None => sorted[at] = Some(section),
            },
            Named::None(near) => {
                let near = near.and_then(|at| SECTIONS.get(at).copied());
                tell(ProblemKind::UnknownSection { found: section.heading.to_owned(), near });
            }
        }
    }
    sorted
}

fn advise_sections(sections: &[Option<&Section<'_>>; 10], problems: &mut Vec<Problem>) {
    for (name, _) in SECTIONS.into_iter().zip(sections).take(PHASES).skip(1).filter(|(_, section)| section.is_none()) {
        problems.push(Problem { line: 1, col: 1, what: ProblemKind::NoSection { name } });
    }
}

/// The items of a section, each with what stands behind its arrow.
fn answered(
    section: Option<&Section<'_>>,
    least: (&'static str, usize),
    problems: &mut Vec<Problem>,
) -> Vec<(String, String)> {
    let Some(section) = section else { return Vec::new() };
    let items = items(&section.rows, problems);
    let mut pairs = Vec::new();
    for item in &items {
        let (ask, answer) = sides(&item.text).unwrap_or((&item.text, ""));
        if ask.is_empty() {
            problems.push(item.problem(ProblemKind::Empty { mark: "-".to_owned() }));
            continue;
        }
        if answer.is_empty() {
            problems.push(item.problem(ProblemKind::NoAnswer));
        }
        pairs.push((ask.to_owned(), answer.to_owned()));
    }
    too_few(section, least, pairs.len(), problems);
    pairs
}

/// What must exist at the end of a phase: `- estimate: the size of the hot set`.
fn goals(section: &Section<'_>, problems: &mut Vec<Problem>) -> Vec<(Phase, String)> {
    let mut goals: Vec<(Phase, String)> = Vec::new();
    for item in items(&section.rows, problems) {
        let (name, goal) = item.text.split_once(':').unwrap_or((&item.text, ""));
        let (name, goal) = (name.trim(), goal.trim());
        let names: Vec<&str> = Phase::ALL.iter().map(|phase| phase.name()).collect();
        let words: Vec<&str> = Phase::ALL.iter().map(|phase| phase.word()).collect();
        let found = match named(name, &words, problems.len()) {
            Named::One(at) => Ok(at),
            Named::None(near) if problems.len() >= PATIENCE => Err(near),
            // A part of the full name will do: `deep dive`.
            Named::None(near) => match find(name, &names) {
                Found::One(at) => Ok(at),
                Found::Several(found) | Found::None(found) => Err(found.first().copied().or(near)),
            },
        };
        let what = match found.map(|at| Phase::ALL[at]) {
            Err(near) => {
                let near = near.and_then(|at| Phase::ALL.get(at)).map(|phase| phase.word());
                ProblemKind::UnknownPhase { found: name.to_owned(), near }
            }
            Ok(phase) if goals.iter().any(|(known, _)| *known == phase) => {
                ProblemKind::SecondPhase { phase: phase.word() }
            }
            Ok(phase) if goal.is_empty() => ProblemKind::Empty { mark: format!("{}:", phase.word()) },
            Ok(phase) => {
                goals.push((phase, goal.to_owned()));
                continue;
            }
        };
        problems.push(item.problem(what));
    }
    goals
}

fn too_few(section: &Section<'_>, (things, least): (&'static str, usize), has: usize, problems: &mut Vec<Problem>) {
    if has < least {
        problems.push(Problem { line: section.line, col: 1, what: ProblemKind::TooFew { has, things, least } });
    }
}

/// What deep dives and failure modes of a complete scenario have.
fn advise_parts(dives: Option<&Section<'_>>, failures: Option<&Section<'_>>, problems: &mut Vec<Problem>) {
    if let Some(section) = dives {
        let has = section.rows.iter().filter(|row| matches!(row.heading(), Some((3, _)))).count();
        too_few(section, ("deep dives", LEAST_DIVES), has, problems);
    }
    if let Some(section) = failures {
        let items = items(&section.rows, problems);
        too_few(section, ("failure modes", LEAST_FAILURES), items.len(), problems);
        let is_half = |item: &&Item| sides(&item.text).and_then(|(_, rest)| sides(rest)).is_none();
        problems.extend(items.iter().filter(is_half).map(|item| item.problem(ProblemKind::NoFailure)));
    }
}

#[cfg(test)]
mod format;
#[cfg(test)]
mod tests;
