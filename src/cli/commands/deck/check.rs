//! `drill deck check`: decks, scenarios and kinds of story held against their grammar, and against each other.

use std::path::{Path, PathBuf};

use super::super::super::{Exit, Failure};
use crate::deck::{
    self, Parsed, Problem, ProblemKind, Severity,
    scenario::{self, File, Known},
    story,
};
use crate::engine::{self, Error, Home, Result as Answer};
use crate::model::{ItemKind, Title};
use crate::report::{
    self,
    check::{self, Checked, Finding},
};
use crate::tracker;
use crate::world::World;

/// What is checked.
#[derive(Default)]
struct Read {
    decks: Vec<(String, Parsed)>,
    /// How many of the decks are in the program; they come first.
    shipped: usize,
    scenarios: Vec<File>,
    /// The user's files of kinds of story.
    stories: Vec<PathBuf>,
}

/// Checks one path, or all decks and scenarios in use; creates nothing.
pub(super) fn run(path: Option<PathBuf>, strict: bool, json: bool, world: &mut World) -> Result<Exit, Failure> {
    let mut checked = Checked::default();
    let mut read = Read::default();
    let mut away = false;
    match path {
        Some(path) => read_root(&path, &mut read, &mut checked)?,
        None => {
            read_shipped(&mut read);
            for root in engine::look(&world.home, world.now(), super::roots)? {
                if let Err(error) = read_root(&root, &mut read, &mut checked) {
                    // An added folder that is away is told, and the others are checked all the same.
                    for line in error.lines() {
                        world.face.say(&line);
                    }
                    away = true;
                }
            }
        }
    }
    examine_decks(&read, &mut checked);
    examine_stories(&mut read, &mut checked);
    examine_scenarios(read, &mut checked, world);
    let text = if json { report::document(&check::json(&checked)) } else { check::text(&checked, strict) };
    world.print(&text)?;
    let found = away || checked.errors() > 0 || (strict && checked.advice() > 0);
    Ok(if found { Exit::Matter } else { Exit::Done })
}

fn read_shipped(read: &mut Read) {
    for (name, text) in deck::load::shipped() {
        read.decks.push((name.to_owned(), deck::parse(text, name.trim_end_matches(".md"))));
    }
    read.shipped = read.decks.len();
    let file =
        |(name, text): (&str, &str)| File { path: name.to_owned(), shipped: true, parsed: scenario::parse(text) };
    read.scenarios.extend(scenario::shipped().map(file));
}

fn read_root(root: &Path, read: &mut Read, checked: &mut Checked) -> Result<(), Failure> {
    let deck::walk::Found { decks: walked, scenarios } = deck::walk::walk(root);
    for problem in walked.problems.into_iter().chain(scenarios.problems) {
        if !root.exists() {
            return Err(Error::from(problem).into());
        }
        // What cannot be reached below a folder is one finding among others.
        let (path, message) = (root.to_string_lossy().into_owned(), problem.to_string());
        let hint = "remove it, or put back what it leads to".to_owned();
        checked.findings.push(Finding { path, line: 1, col: 1, is_error: true, message, hint });
    }
    read.stories.extend(story::find(root));
    for file in walked.files {
        let path = file.path.to_string_lossy().into_owned();
        if story::is_story(&file.path) {
            read.stories.push(file.path);
            continue;
        }
        match deck::load::read(&file.path) {
            Ok(text) if scenario::is_scenario(&text.text) => {
                let mut misplaced = scenario::read(&file.path);
                misplaced.parsed.scenario = None;
                let what = scenario::ProblemKind::Misplaced;
                misplaced.parsed.problems.insert(0, scenario::Problem { line: 1, col: 1, what });
                read.scenarios.push(misplaced);
            }
            Ok(text) => {
                let stem = file.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                read.decks.push((path, deck::parse_file(&text, &stem)));
            }
            Err(error) => {
                let (message, hint) = (error.to_string(), error.hint().to_owned());
                checked.findings.push(Finding { path, line: 1, col: 1, is_error: true, message, hint });
            }
        }
    }
    for file in scenarios.files {
        let path = file.path.to_string_lossy();
        // A file below two roots is read once.
        if !read.scenarios.iter().any(|known| known.path == path) {
            read.scenarios.push(scenario::read(&file.path));
        }
    }
    Ok(())
}

/// Checks the decks; a card of the user's with the id of a shipped one replaces it.
fn examine_decks(read: &Read, checked: &mut Checked) {
    let (decks, shipped) = (&read.decks, read.shipped);
    let promises = promises();
    checked.files += decks.len();
    checked.cards += decks.iter().map(|(_, parsed)| parsed.cards.len()).sum::<usize>();
    let files: Vec<(&Path, &Parsed)> = decks.iter().map(|(path, parsed)| (Path::new(path), parsed)).collect();
    let mut across = deck::across(&files);
    let ours = |path: &Path| files[..shipped].iter().any(|(name, _)| *name == path);
    let before = across.len();
    across.retain(|(file, problem)| match &problem.what {
        ProblemKind::IdTaken { path, .. } => *file < shipped || !ours(path),
        _ => true,
    });
    checked.overrides = before - across.len();
    checked.cards -= checked.overrides;
    for (at, (path, parsed)) in decks.iter().enumerate() {
        let mut problems: Vec<Problem> = parsed.problems.clone();
        problems.extend(deck::lint(parsed, |_, title| {
            promises.iter().find(|known| known.name == title).and_then(|known| known.promise.clone())
        }));
        problems.extend(across.iter().filter(|(file, _)| *file == at).map(|(_, problem)| problem.clone()));
        problems.sort_by_key(|problem| (problem.line, problem.col));
        checked.findings.extend(problems.iter().map(|problem| finding(path, problem)));
    }
}

/// The promises of the built-in tracker's lines: its topics must keep them.
fn promises() -> Vec<Title> {
    let tracker = tracker::parse::parse(tracker::BUILT_IN.as_bytes(), &tracker::parse::Rules::default());
    tracker.topics().map(|line| line.title.clone()).collect()
}

fn finding(path: &str, problem: &Problem) -> Finding {
    Finding {
        path: path.to_owned(),
        line: problem.line,
        col: problem.col,
        is_error: problem.severity() == Severity::Error,
        message: problem.what.to_string(),
        hint: problem.hint().into_owned(),
    }
}

/// Checks the user's kinds of story, each by itself and among the others; those in the program are sound.
fn examine_stories(read: &mut Read, checked: &mut Checked) {
    read.stories.sort_unstable();
    read.stories.dedup();
    checked.files += read.stories.len();
    for (path, fault) in story::load_files(&read.stories).faults {
        checked.findings.push(Finding {
            path,
            line: fault.line,
            col: fault.col,
            is_error: fault.severity() == Severity::Error,
            message: fault.what.to_string(),
            hint: fault.hint(),
        });
    }
}

/// Checks the scenarios, each by itself and among the others, and whether what they name exists.
fn examine_scenarios(mut read: Read, checked: &mut Checked, world: &mut World) {
    let known = if read.scenarios.is_empty() { Known::default() } else { known(&read.decks, world) };
    for file in &mut read.scenarios {
        let unknown = scenario::check(&file.parsed, &known);
        file.parsed.problems.extend(unknown);
    }
    let loaded = scenario::settle(read.scenarios);
    checked.files += loaded.files.len();
    checked.scenarios = loaded.scenarios().count();
    checked.replaced = loaded.overrides.iter().map(|(id, path)| (id.as_str().to_owned(), path.clone())).collect();
    for file in &loaded.files {
        checked.findings.extend(file.parsed.problems.iter().map(|problem| Finding {
            path: file.path.clone(),
            line: problem.line,
            col: problem.col,
            is_error: problem.severity() == Severity::Error,
            message: problem.what.to_string(),
            hint: problem.hint().into_owned(),
        }));
    }
}

/// The cards and topics that a scenario may name: of the program, of the decks that are checked, and of the home.
fn known(decks: &[(String, Parsed)], world: &mut World) -> Known {
    let mut known = Known::default();
    let mut add_deck = |parsed: &Parsed| {
        for card in &parsed.cards {
            card.explicit_id.iter().for_each(|id| known.add_card(id));
            known.add_topic(&card.topic.name);
        }
    };
    deck::load::shipped().for_each(|(name, text)| add_deck(&deck::parse(text, name.trim_end_matches(".md"))));
    decks.iter().for_each(|(_, parsed)| add_deck(parsed));
    promises().iter().for_each(|title| known.add_topic(&title.name));
    let home = |home: &Home| -> Answer<(Vec<String>, Vec<String>)> {
        let cards = home.store.items(ItemKind::Card)?.into_iter().map(|standing| standing.card.id.as_str().to_owned());
        let topics =
            home.store.topics()?.into_iter().flat_map(|topic| [topic.deck_words().1.to_owned(), topic.title.name]);
        Ok((cards.collect(), topics.collect()))
    };
    // A home that cannot be looked at only knows less: that is the doctor's matter.
    if let Ok((cards, topics)) = engine::look(&world.home, world.now(), home) {
        cards.iter().for_each(|id| known.add_card(id));
        topics.iter().for_each(|title| known.add_topic(title));
    }
    known
}
