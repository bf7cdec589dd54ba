//! Decks and scenarios found on disk: both in one walk, because they lie in the same folders.

use std::{
    collections::HashSet,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use thiserror::Error;

/// So many bytes tell whether a file is a scenario.
const HEAD: u64 = 64 << 10;

/// A deck file as a look at it tells, unread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeckFile {
    /// Where it is, as reached from the root that was asked for.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 if the disk does not say.
    pub mtime_ns: i64,
}

/// What was found below a root.
#[derive(Debug, Default)]
pub struct Found {
    /// The decks, and what is wrong outside the folders of scenarios.
    pub decks: Walked,
    /// The scenarios, and what is wrong inside their folders.
    pub scenarios: Walked,
}

impl Found {
    fn of(&mut self, scenario: bool) -> &mut Walked {
        if scenario { &mut self.scenarios } else { &mut self.decks }
    }
}

/// Files of one kind.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files, sorted by path, each once however many links lead to it.
    pub files: Vec<DeckFile>,
    /// What could not be looked at.
    pub problems: Vec<WalkError>,
}

/// Why a part of a root was passed over.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "each field stands named in its variant's sentence")]
pub enum WalkError {
    /// Nothing is there.
    #[error("{} does not exist", path.display())]
    Missing { path: PathBuf },
    /// A link that leads nowhere.
    #[error("{} is a link to nothing", path.display())]
    Dangling { path: PathBuf },
    /// The root is neither a file nor a folder.
    #[error("{} is neither a file nor a folder", path.display())]
    NoFile { path: PathBuf },
    /// The disk refused.
    #[error("cannot look into {}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
}

/// Finds the decks and the scenarios below a folder, or the one file that `root` is.
///
/// Only `*.md` and `*.markdown` count, in any case; what is hidden and folders named `stories` are passed over. In a
/// folder named `scenarios` all but a `README` is a scenario, elsewhere all is a deck; a file alone is told by its first
/// lines. Links are followed, never in a circle.
pub fn walk(root: &Path) -> Found {
    Walk::default().from(root)
}

/// Whether the file of that path is a scenario by its place, or else by its first lines.
fn is_scenario_file(path: &Path) -> bool {
    let real = fs::canonicalize(path);
    let folder = real.as_deref().unwrap_or(path).parent();
    folder.is_some_and(is_scenarios) || head(path).is_ok_and(|head| super::scenario::is_scenario(&head))
}

/// The beginning of a file: more than any front matter takes.
fn head(path: &Path) -> io::Result<String> {
    let mut head = Vec::new();
    fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}
/// A path, and whether it lies in a folder of scenarios.
type Place = (PathBuf, bool);

#[derive(Default)]
struct Walk {
    found: Found,
    /// Files reached over a link, by what they really are, and whether each is a scenario.
    linked: Vec<(PathBuf, DeckFile, bool)>,
    /// Folders that were entered, by what they really are.
    entered: HashSet<PathBuf>,
}

impl Walk {
    fn from(mut self, root: &Path) -> Found {
        match fs::metadata(root) {
            Ok(about) if about.is_dir() => self.folder(root),
            Ok(about) if about.is_file() => {
                self.add(root.to_owned(), &about, is_scenario_file(root));
            }
            Ok(_) => self.fail(WalkError::NoFile { path: root.to_owned() }, false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let path = root.to_owned();
                let linked = fs::symlink_metadata(root).is_ok();
                self.fail(if linked { WalkError::Dangling { path } } else { WalkError::Missing { path } }, false);
            }
            Err(source) => self.fail(WalkError::Unreadable { path: root.to_owned(), source }, false),
        }
        self.finish()
    }

    fn fail(&mut self, error: WalkError, inside: bool) {
        self.found.of(inside).problems.push(error);
    }

    fn add(&mut self, path: PathBuf, about: &fs::Metadata, inside: bool) {
        self.found.of(inside).files.push(look(path, about));
    }

    /// Walks a folder and all below it, real entries before links so that a file keeps its own path.
    fn folder(&mut self, root: &Path) {
        let mut folders: Vec<Place> = vec![(root.to_owned(), is_scenarios(root))];
        let mut links = Vec::new();
        loop {
            while let Some(folder) = folders.pop() {
                let looked = fs::canonicalize(&folder.0).and_then(|real| {
                    let fresh = self.entered.insert(real);
                    if fresh { self.entries(&folder, &mut folders, &mut links) } else { Ok(()) }
                });
                if let Err(source) = looked {
                    self.fail(WalkError::Unreadable { path: folder.0, source }, folder.1);
                }
            }
            // In order of path, so that of two links to one file the same one is always taken.
            links.sort_unstable_by(|one: &Place, other| other.cmp(one));
            let Some(link) = links.pop() else { break };
            self.link(link, &mut folders);
        }
    }

    fn entries(
        &mut self,
        (folder, inside): &Place,
        folders: &mut Vec<Place>,
        links: &mut Vec<Place>,
    ) -> io::Result<()> {
        let inside = *inside;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (name, path) = (entry.file_name(), entry.path());
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let kind = entry.file_type()?;
            if kind.is_symlink() {
                links.push((path, inside));
            } else if kind.is_dir() {
                folders.extend(below(path, inside));
            } else if kind.is_file() && takes(&path, inside) {
                match entry.metadata() {
                    Ok(about) => self.add(path, &about, inside),
                    Err(source) => self.fail(WalkError::Unreadable { path, source }, inside),
                }
            }
        }
        Ok(())
    }

    fn link(&mut self, (path, inside): Place, folders: &mut Vec<Place>) {
        match (fs::metadata(&path), fs::canonicalize(&path)) {
            (Ok(about), Ok(_)) if about.is_dir() => {
                folders.extend(below(path, inside));
            }
            (Ok(about), Ok(real)) if about.is_file() && takes(&path, inside) => {
                self.linked.push((real, look(path, &about), inside));
            }
            (Err(error), _) if error.kind() == io::ErrorKind::NotFound => {
                let missed = may_be_deck(&path).then_some(WalkError::Dangling { path });
                missed.into_iter().for_each(|error| self.fail(error, inside));
            }
            (Err(source), _) | (_, Err(source)) => self.fail(WalkError::Unreadable { path, source }, inside),
            _ => {}
        }
    }

    fn finish(mut self) -> Found {
        for scenario in [false, true] {
            let linked: Vec<_> = self.linked.extract_if(.., |(.., inside)| *inside == scenario).collect();
            let files = &mut self.found.of(scenario).files;
            if !linked.is_empty() {
                let mut real: HashSet<PathBuf> =
                    files.iter().filter_map(|file| fs::canonicalize(&file.path).ok()).collect();
                files
                    .extend(linked.into_iter().filter(|(target, ..)| real.insert(target.clone())).map(|(_, it, _)| it));
            }
            files.sort_unstable_by(|one, other| one.path.as_os_str().cmp(other.path.as_os_str()));
        }
        self.found
    }
}

/// A folder that is entered, and then whether what lies in it is a scenario.
fn below(folder: PathBuf, inside: bool) -> Option<Place> {
    if folder.file_name().is_some_and(|name| name == "stories") {
        return None;
    }
    let inside = inside || is_scenarios(&folder);
    Some((folder, inside))
}

fn takes(path: &Path, inside: bool) -> bool {
    is_deck(path) && !(inside && is_readme(path))
}

fn look(path: PathBuf, about: &fs::Metadata) -> DeckFile {
    let since = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let mtime_ns = since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0);
    DeckFile { path, size: about.len(), mtime_ns }
}

pub(super) fn is_deck(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md") || end.eq_ignore_ascii_case("markdown"))
}

/// Whether a link to nothing may have led to a deck, or to a folder of them.
fn may_be_deck(path: &Path) -> bool {
    is_deck(path) || path.extension().is_none()
}

fn is_scenarios(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name == "scenarios")
}

fn is_readme(path: &Path) -> bool {
    path.file_stem().is_some_and(|name| name.eq_ignore_ascii_case("readme"))
}

#[cfg(test)]
mod tests;
