//! `drill deck`: list, check, add, remove.

use std::path::{Path, PathBuf};

use super::{
    super::{
        Exit, Failure,
        args::{Deck, DeckVerb},
    },
    tell,
};
use crate::deck::{self, Parsed, Problem, ProblemKind, Severity};
use crate::engine::{self, Error, Home, Result as Answer};
use crate::model::Title;
use crate::report::{
    self,
    check::{self, Checked, Finding},
    counted,
    decks::{self, DeckLine},
};
use crate::tracker;
use crate::world::World;

pub(in crate::cli) fn run(args: Deck, world: &mut World) -> Result<Exit, Failure> {
    match args.verb {
        DeckVerb::List { json } => list(json, world),
        DeckVerb::Check { path, strict, json } => check(path, strict, json, world),
        DeckVerb::Add { path } => add(&path, world),
        DeckVerb::Remove { path } => remove(&path, world),
    }
}

fn list(json: bool, world: &mut World) -> Result<Exit, Failure> {
    let found = engine::look(&world.home, world.now(), lines)?;
    let text = if json { report::document(&decks::json(&found)) } else { decks::text(&found, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn lines(home: &Home) -> Answer<Vec<DeckLine>> {
    let counts = home.store.cards_by_file()?;
    let line = |row: crate::store::FileRow| DeckLine {
        cards: counts.get(&row.key).copied().unwrap_or(0),
        path: row.path,
        shipped: row.shipped,
        problems: serde_json::from_str(&row.problems).unwrap_or_default(),
    };
    Ok(home.store.deck_files()?.into_iter().map(line).collect())
}

/// Checks one path, or all decks in use; creates nothing.
fn check(path: Option<PathBuf>, strict: bool, json: bool, world: &mut World) -> Result<Exit, Failure> {
    let mut checked = Checked::default();
    let mut read: Vec<(String, Parsed)> = Vec::new();
    let mut shipped = 0;
    let mut away = false;
    match path {
        Some(path) => read_root(&path, &mut read, &mut checked)?,
        None => {
            for (name, text) in deck::load::shipped() {
                read.push((name.to_owned(), deck::parse(text, name.trim_end_matches(".md"))));
            }
            shipped = read.len();
            let roots = engine::look(&world.home, world.now(), |home| {
                let mut roots = home.store.deck_roots()?;
                if home.paths.decks.exists() {
                    roots.insert(0, home.paths.decks.clone());
                }
                Ok(roots)
            })?;
            for root in roots {
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
    examine(&read, shipped, &mut checked);
    let text = if json { report::document(&check::json(&checked)) } else { check::text(&checked, strict) };
    world.print(&text)?;
    let found = away || checked.errors() > 0 || (strict && checked.advice() > 0);
    Ok(if found { Exit::Matter } else { Exit::Done })
}

fn read_root(root: &Path, read: &mut Vec<(String, Parsed)>, checked: &mut Checked) -> Result<(), Failure> {
    let walked = deck::load::walk(root);
    for problem in walked.problems {
        if !root.exists() {
            return Err(Error::from(problem).into());
        }
        // What cannot be reached below a folder is one finding among others.
        let (path, message) = (root.to_string_lossy().into_owned(), problem.to_string());
        let hint = "remove it, or put back what it leads to".to_owned();
        checked.findings.push(Finding { path, line: 1, col: 1, is_error: true, message, hint });
    }
    for file in walked.files {
        let path = file.path.to_string_lossy().into_owned();
        match deck::load::read(&file.path) {
            Ok(text) => {
                let stem = file.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                read.push((path, deck::parse_file(&text, &stem)));
            }
            Err(error) => {
                let (message, hint) = (error.to_string(), error.hint().to_owned());
                checked.findings.push(Finding { path, line: 1, col: 1, is_error: true, message, hint });
            }
        }
    }
    Ok(())
}

/// Checks what was read; the first `shipped` decks are ours, and a card of the user's with an id of ours replaces it.
fn examine(read: &[(String, Parsed)], shipped: usize, checked: &mut Checked) {
    let promises = promises();
    checked.files += read.len();
    checked.cards += read.iter().map(|(_, parsed)| parsed.cards.len()).sum::<usize>();
    let files: Vec<(&Path, &Parsed)> = read.iter().map(|(path, parsed)| (Path::new(path), parsed)).collect();
    let mut across = deck::across(&files);
    let ours = |path: &Path| files[..shipped].iter().any(|(name, _)| *name == path);
    let before = across.len();
    across.retain(|(file, problem)| match &problem.what {
        ProblemKind::IdTaken { path, .. } => *file < shipped || !ours(path),
        _ => true,
    });
    checked.overrides = before - across.len();
    checked.cards -= checked.overrides;
    for (at, (path, parsed)) in read.iter().enumerate() {
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

fn add(path: &Path, world: &mut World) -> Result<Exit, Failure> {
    let full =
        std::fs::canonicalize(path).map_err(|source| Error::Io { verb: "read", path: path.to_owned(), source })?;
    if full.to_str().is_none() {
        return Err(Failure::matter(format!("the path {} is not UTF-8, so it cannot be kept", full.display()))
            .hint("give it another name"));
    }
    let walked = deck::load::walk(&full);
    if let Some(problem) = walked.problems.into_iter().next() {
        return Err(Error::from(problem).into());
    }
    if walked.files.is_empty() {
        return Err(
            Failure::matter(format!("{} holds no deck", path.display())).hint("a deck is a Markdown file, *.md")
        );
    }
    let now = world.now();
    let mut home = engine::open(&world.home, now)?;
    let added = home.store.add_deck_root(&full)?;
    home.refresh(now)?;
    tell::news(&home.news, world);
    tell::sync(&home, now, home.day(now), true, world);
    let word = if added { "added" } else { "already in use" };
    let cards = counted(cards_under(&home, &full)?, "card");
    let files = counted(walked.files.len(), "file");
    world.print(&format!("{word}: {} ({files}, {cards})\n", full.display()))?;
    Ok(Exit::Done)
}

/// How many cards came out of the files under a path.
fn cards_under(home: &Home, root: &Path) -> Answer<u32> {
    let counts = home.store.cards_by_file()?;
    let files =
        home.store.deck_files()?.into_iter().filter(|row| !row.shipped && Path::new(&row.path).starts_with(root));
    Ok(files.map(|row| counts.get(&row.key).copied().unwrap_or(0)).sum())
}

fn remove(path: &Path, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let mut home = engine::open(&world.home, now)?;
    // A folder that is gone already is named as it was added.
    let full = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if !home.store.remove_deck_root(&full)? && !home.store.remove_deck_root(path)? {
        let roots = home.store.deck_roots()?;
        let names: Vec<String> = roots.iter().map(|root| root.display().to_string()).collect();
        let failure = Failure::matter(format!("{} was not added", path.display()));
        return Err(if names.is_empty() { failure } else { failure.hint(format!("added are: {}", names.join(", "))) });
    }
    home.refresh(now)?;
    tell::news(&home.news, world);
    tell::sync(&home, now, home.day(now), true, world);
    world.print(&format!("removed: {}; history kept\n", full.display()))?;
    Ok(Exit::Done)
}
