//! The kinds of story: those in the program, and those of the user's in folders named `stories`.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use super::{Fault, FaultKind, ParsedStory, parse};
use crate::deck::{
    Severity,
    load::{self, fingerprint as fingerprint_of},
    walk::is_deck,
};
use crate::model::StoryType;

/// The folder that holds them, beside decks.
const FOLDER: &str = "stories";

/// A kind of story, and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The kind.
    pub story: StoryType,
    /// Its file; the name of a shipped one.
    pub path: String,
    /// True when it is part of the program.
    pub shipped: bool,
}

/// All kinds of story in use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The kinds, shipped ones first; one of the user's stands in the place of the shipped one of its id.
    pub types: Vec<Found>,
    /// Ids of shipped ones that a file of the user's replaces, with that file.
    pub overrides: Vec<(String, String)>,
    /// What is wrong with the user's files.
    pub faults: Vec<(String, Fault)>,
}

impl Loaded {
    /// What costs something, as `path:line:col: what; hint`.
    pub fn troubles(&self) -> Vec<String> {
        let lost = self.faults.iter().filter(|(_, fault)| fault.severity() == Severity::Error);
        lost.map(|(path, it)| format!("{path}:{}:{}: {}; {}", it.line, it.col, it.what, it.hint())).collect()
    }

    /// The kinds themselves.
    pub fn all(&self) -> impl Iterator<Item = &StoryType> {
        self.types.iter().map(|found| &found.story)
    }
}

/// The files in the program, each with its name and its text, sorted by name.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    load::shipped_in(FOLDER)
}

/// A number that changes whenever one of the files in the program does.
pub fn fingerprint() -> u64 {
    shipped().fold(0, |sum, (name, text)| {
        sum.rotate_left(7) ^ fingerprint_of(name.as_bytes()) ^ fingerprint_of(text.as_bytes()).rotate_left(31)
    })
}

/// The files of the user's below a folder of decks, sorted: all Markdown in folders named `stories`.
pub fn find(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entered = HashSet::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let fresh = fs::canonicalize(&folder).is_ok_and(|real| entered.insert(real));
        let Some(entries) = fresh.then(|| fs::read_dir(&folder).ok()).flatten() else { continue };
        let holds = folder.file_name().is_some_and(|name| name == FOLDER);
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            // Of a thousand decks beside such a folder none is looked at.
            if entry.file_name().as_encoded_bytes().starts_with(b".") || (kind.is_file() && !holds) {
                continue;
            }
            let path = entry.path();
            match fs::metadata(&path) {
                Ok(about) if about.is_dir() => folders.push(path),
                Ok(about) if about.is_file() && holds && is_deck(&path) => files.push(path),
                _ => {}
            }
        }
    }
    files.sort_unstable();
    files
}

/// True when a file lies where kinds of story do.
pub fn is_story(file: &Path) -> bool {
    is_deck(file) && file.parent().and_then(Path::file_name).is_some_and(|name| name == FOLDER)
}

/// All kinds of story: those in the program and those below the given folders.
pub fn load(roots: &[PathBuf]) -> Loaded {
    let files: Vec<PathBuf> = roots.iter().flat_map(|root| find(root)).collect();
    load_files(&files)
}

/// All kinds of story: those in the program and those in the given files.
pub fn load_files(files: &[PathBuf]) -> Loaded {
    let mut loaded = Loaded::default();
    for (name, text) in shipped() {
        if let Some(story) = parse(text).story {
            loaded.types.push(Found { story, path: name.to_owned(), shipped: true });
        }
    }
    for file in files {
        take(file, &mut loaded);
    }
    loaded
}

fn take(file: &Path, loaded: &mut Loaded) {
    let path = file.to_string_lossy().into_owned();
    let parsed = match load::read_whole(file) {
        Ok(text) => parse(&text),
        Err(error) => {
            let what = FaultKind::Unreadable { message: error.to_string(), hint: error.hint() };
            ParsedStory { story: None, faults: vec![Fault { line: 1, col: 1, what }] }
        }
    };
    loaded.faults.extend(parsed.faults.into_iter().map(|fault| (path.clone(), fault)));
    let Some(story) = parsed.story else { return };
    match loaded.types.iter_mut().find(|found| found.story.id == story.id) {
        Some(found) if found.shipped => {
            loaded.overrides.push((story.id.clone(), path.clone()));
            *found = Found { story, path, shipped: false };
        }
        Some(found) if found.path == path => {}
        Some(found) => {
            let what = FaultKind::IdTaken { id: story.id, path: found.path.clone() };
            loaded.faults.push((path, Fault { line: 1, col: 1, what }));
        }
        None => loaded.types.push(Found { story, path, shipped: false }),
    }
}
