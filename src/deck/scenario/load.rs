//! The scenarios in use: those in the program, and those of the user's beside his decks.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use super::{Parsed, Problem, ProblemKind, parse, parse_file};
use crate::deck::{
    Severity, load,
    walk::{DeckFile, walk},
};
use crate::model::{ItemId, name::normalise, scenario::Scenario};

/// A scenario file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its path; for one in the program its name there, `scenarios/fraud-detection.md`.
    pub path: String,
    /// True when it is part of the program.
    pub shipped: bool,
    /// What it says. A scenario that another file replaces, or whose id is taken, is taken out.
    pub parsed: Parsed,
}

/// All scenarios in use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The files, shipped ones first.
    pub files: Vec<File>,
    /// Ids of shipped scenarios that a file of the user's replaces, with that file.
    pub overrides: Vec<(ItemId, String)>,
}

impl Loaded {
    /// The scenarios, each with its file.
    pub fn scenarios(&self) -> impl Iterator<Item = (&Scenario, &File)> {
        self.files.iter().filter_map(|file| Some((file.parsed.scenario.as_ref()?, file)))
    }

    /// What is lost, as `path:line:col: what; hint`.
    pub fn troubles(&self) -> Vec<String> {
        let problems = self.files.iter().flat_map(|file| file.parsed.problems.iter().map(move |it| (&file.path, it)));
        let lost = problems.filter(|(_, problem)| problem.severity() == Severity::Error);
        lost.map(|(path, it)| format!("{path}:{}:{}: {}; {}", it.line, it.col, it.what, it.hint())).collect()
    }
}

/// The scenario files in the program, each with its name and its text, sorted by name.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    load::shipped_in("scenarios")
}

/// The scenario files below some folders, sorted, each once; their sizes and times tell whether one changed.
pub fn files(roots: &[PathBuf]) -> Vec<DeckFile> {
    settled(roots.iter().flat_map(|root| walk(root).scenarios.files).collect())
}

/// Files of several folders, sorted, each once.
pub fn settled(mut files: Vec<DeckFile>) -> Vec<DeckFile> {
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup_by(|one, other| one.path == other.path);
    files
}

/// Reads all scenarios: those in the program and those below the folders of the user's decks.
pub fn load(roots: &[PathBuf]) -> Loaded {
    let mut files: Vec<File> =
        shipped().map(|(path, text)| File { path: path.to_owned(), shipped: true, parsed: parse(text) }).collect();
    files.extend(self::files(roots).into_iter().map(|file| read(&file.path)));
    settle(files)
}

/// Reads one file of the user's; one that cannot be read is a problem at its first line.
pub fn read(path: &Path) -> File {
    let parsed = match load::read(path) {
        Ok(text) => parse_file(&text),
        Err(error) => {
            let what = ProblemKind::Unreadable { message: error.to_string(), hint: error.hint() };
            Parsed { line: 1, problems: vec![Problem { line: 1, col: 1, what }], ..Parsed::default() }
        }
    };
    File { path: path.to_string_lossy().into_owned(), shipped: false, parsed }
}

/// Holds files against each other: one id means one scenario.
///
/// A file of the user's takes the place of the shipped one with its id; of two of his the first is used.
pub fn settle(mut files: Vec<File>) -> Loaded {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut overrides = Vec::new();
    for at in 0..files.len() {
        let Some(id) = files[at].parsed.scenario.as_ref().map(|scenario| scenario.id.clone()) else { continue };
        // Ids are typed in any case, so two that differ in nothing else are one.
        let Some(first) = taken.insert(id.as_str().to_lowercase(), at) else { continue };
        if files[first].shipped && !files[at].shipped {
            overrides.push((id, files[at].path.clone()));
            files[first].parsed.scenario = None;
            continue;
        }
        taken.insert(id.as_str().to_lowercase(), first);
        let what = ProblemKind::IdTaken {
            id: id.as_str().to_owned(),
            path: PathBuf::from(&files[first].path),
            line: files[first].parsed.line,
        };
        let line = files[at].parsed.line;
        files[at].parsed.scenario = None;
        files[at].parsed.problems.push(Problem { line, col: 1, what });
    }
    tell_shared_names(&mut files);
    for file in &mut files {
        file.parsed.problems.sort_by_key(|problem| (problem.line, problem.col));
    }
    Loaded { files, overrides }
}

/// Tells a title or an alias by which two scenarios are found.
fn tell_shared_names(files: &mut [File]) {
    let mut names: HashMap<String, usize> = HashMap::new();
    for at in 0..files.len() {
        let Some(scenario) = &files[at].parsed.scenario else { continue };
        let mut shared: Vec<(String, usize)> = Vec::new();
        for name in std::iter::once(&scenario.title).chain(&scenario.aliases) {
            let first = *names.entry(normalise(name)).or_insert(at);
            if first != at {
                shared.push((name.clone(), first));
            }
        }
        let line = files[at].parsed.line;
        for (name, first) in shared {
            let what = ProblemKind::NameTaken { name, path: PathBuf::from(&files[first].path) };
            files[at].parsed.problems.push(Problem { line, col: 1, what });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const SHIPPED: &str = "scenario-fraud-detection";

    fn scenario(id: &str, title: &str) -> String {
        format!("---\nid = \"{id}\"\ntitle = \"{title}\"\n---\n## Prompt\nDo.\n")
    }

    #[test]
    fn files_of_the_user_stand_beside_the_shipped_ones_or_in_their_place() {
        let home = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            path.to_string_lossy().into_owned()
        };
        let fraud = write("scenarios/a.md", &scenario(SHIPPED, "Fraud"));
        let cache = write("scenarios/b.md", &scenario("cache", "Design a cache"));
        let second = write("x/scenarios/c.md", &scenario("Cache", "Another"));
        let named = write("x/scenarios/d.md", &scenario("other", "design a  CACHE"));
        let broken = write("x/scenarios/e.md", "nothing");
        let before = load(&[]);
        assert!(before.files.iter().all(|file| file.shipped) && before.scenarios().count() >= 10);
        assert_eq!((before.overrides.len(), before.troubles()), (0, vec![]));

        let loaded = load(&[home.path().to_owned(), home.path().join("x")]);
        assert_eq!(loaded.overrides, [(ItemId::new(SHIPPED), fraud.clone())]);
        assert_eq!(loaded.files.len(), before.files.len() + 5, "a file below two folders is read once");
        assert_eq!(loaded.scenarios().count(), before.scenarios().count() + 2);
        let own: Vec<_> =
            loaded.scenarios().filter(|(_, file)| !file.shipped).map(|(it, _)| it.title.as_str()).collect();
        assert_eq!(own, ["Fraud", "Design a cache", "design a CACHE"]);
        let problems = |path: &str| {
            let file = loaded.files.iter().find(|file| file.path == path).unwrap();
            let kinds = file.parsed.problems.iter().map(|problem| problem.what.clone());
            kinds.filter(|what| !matches!(what, ProblemKind::NoSection { .. })).collect::<Vec<_>>()
        };
        let path = || PathBuf::from(&cache);
        assert_eq!(problems(&second), [ProblemKind::IdTaken { id: "Cache".into(), path: path(), line: 2 }]);
        assert_eq!(problems(&named), [ProblemKind::NameTaken { name: "design a CACHE".into(), path: path() }]);
        assert_eq!(problems(&broken), [ProblemKind::NoFrontMatter, ProblemKind::NoPrompt]);
        assert_eq!(loaded.troubles().len(), 3, "{:?}", loaded.troubles());
    }
}
