//! `drill deck`: list, check, add, remove.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{
    super::{
        Exit, Failure,
        args::{Deck, DeckVerb},
    },
    tell,
};
use crate::deck::{self, Severity};
use crate::engine::{self, Error, Home, Result as Answer};
use crate::report::{
    self, counted,
    decks::{self, DeckLine},
};
use crate::world::World;

mod check;

pub(in crate::cli) fn run(args: Deck, world: &mut World) -> Result<Exit, Failure> {
    match args.verb {
        DeckVerb::List { json } => list(json, world),
        DeckVerb::Check { path, strict, json } => check::run(path, strict, json, world),
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
        scenario: None,
        problems: serde_json::from_str(&row.problems).unwrap_or_default(),
    };
    let mut found: Vec<DeckLine> = home.store.deck_files()?.into_iter().map(line).collect();
    found.extend(scenario_lines(&roots(home)?));
    Ok(found)
}

/// The scenario files; those in the program are sound, so they are read only where a file of the user's may replace one.
fn scenario_lines(roots: &[PathBuf]) -> Vec<DeckLine> {
    let line = |path: String, shipped: bool, scenario: bool, problems: Vec<Value>| DeckLine {
        path,
        shipped,
        cards: 0,
        scenario: Some(scenario),
        problems,
    };
    if deck::scenario::files(roots).is_empty() {
        return deck::scenario::shipped().map(|(name, _)| line(name.to_owned(), true, true, Vec::new())).collect();
    }
    let problem = |problem: &deck::scenario::Problem| {
        let (message, hint) = (problem.what.to_string(), problem.hint());
        json!({ "line": problem.line, "col": problem.col, "message": message, "hint": hint })
    };
    let lines = deck::scenario::load(roots).files.into_iter().map(|file| {
        let lost = file.parsed.problems.iter().filter(|problem| problem.severity() == Severity::Error);
        let problems = lost.map(problem).collect();
        line(file.path, file.shipped, file.parsed.scenario.is_some(), problems)
    });
    lines.collect()
}

/// Where the user's decks and scenarios lie: in his home, if they are there, and in what he added.
fn roots(home: &Home) -> Answer<Vec<PathBuf>> {
    let mut roots = home.store.deck_roots()?;
    if home.paths.decks.exists() {
        roots.insert(0, home.paths.decks.clone());
    }
    Ok(roots)
}

fn add(path: &Path, world: &mut World) -> Result<Exit, Failure> {
    let full =
        std::fs::canonicalize(path).map_err(|source| Error::Io { verb: "read", path: path.to_owned(), source })?;
    if full.to_str().is_none() {
        return Err(Failure::matter(format!("the path {} is not UTF-8, so it cannot be kept", full.display()))
            .hint("give it another name"));
    }
    let found = deck::walk::walk(&full);
    if let Some(problem) = found.decks.problems.into_iter().next() {
        return Err(Error::from(problem).into());
    }
    let scenarios = found.scenarios.files.len();
    if found.decks.files.is_empty() && scenarios == 0 && deck::story::find(&full).is_empty() {
        return Err(Failure::matter(format!("{} holds no deck and no scenario", path.display()))
            .hint("both are Markdown files, *.md; scenarios lie in a folder named `scenarios`"));
    }
    let now = world.now();
    let mut home = engine::open(&world.home, now)?;
    let added = home.store.add_deck_root(&full)?;
    home.refresh(now)?;
    tell::news(&home.news, world);
    tell::sync(&home, now, home.day(now), true, world);
    let word = if added { "added" } else { "already in use" };
    let cards = counted(cards_under(&home, &full)?, "card");
    let files = counted(found.decks.files.len() + scenarios, "file");
    let scenarios = if scenarios == 0 { String::new() } else { format!(", {}", counted(scenarios, "scenario")) };
    world.print(&format!("{word}: {} ({files}, {cards}{scenarios})\n", full.display()))?;
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
