//! Deck files on disk, and the decks that are part of the program.

use std::{
    collections::HashSet,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use include_dir::{Dir, include_dir};
use thiserror::Error;

use super::bytes::Text;

/// The largest deck file that is read, in bytes.
pub const LARGEST: u64 = 16 << 20;
/// So many bytes tell whether a file is a scenario.
const HEAD: u64 = 64 << 10;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/decks");

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
pub struct Walked {
    /// The deck files, sorted by path, each once however many links lead to it.
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

/// Why a deck file was not read.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "each field stands named in its variant's sentence")]
pub enum LoadError {
    /// The disk refused.
    #[error("cannot read {}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    /// It is no regular file.
    #[error("{} is no file", path.display())]
    NoFile { path: PathBuf },
    /// It is larger than [`LARGEST`].
    #[error("{} has {size} bytes, {LARGEST} at most", path.display())]
    TooLarge { path: PathBuf, size: u64 },
    /// It begins with the mark of UTF-16.
    #[error("{} is UTF-16, not UTF-8", path.display())]
    Utf16 { path: PathBuf },
    /// Its bytes are no UTF-8 at that place (line and column from 1), and it would be written back.
    #[error("{}:{line}:{col}: not UTF-8", path.display())]
    NotUtf8 { path: PathBuf, line: usize, col: usize },
}

impl LoadError {
    /// What to do about it, in lower case and without a full stop.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "check that it exists and may be read",
            Self::NoFile { .. } => "name a Markdown file",
            Self::TooLarge { .. } => "split it into several decks",
            Self::Utf16 { .. } | Self::NotUtf8 { .. } => "save it as UTF-8",
        }
    }
}

/// Finds the deck files below a folder, or the one file that `root` is.
///
/// Only `*.md` and `*.markdown` count, in any case; what is hidden, folders named `scenarios` or `stories`, and a single
/// file that is a scenario are passed over. Links are followed, never in a circle.
pub fn walk(root: &Path) -> Walked {
    Walk::default().from(root)
}

/// Finds the scenario files below a folder, those in folders named `scenarios` (in such a folder all), or the one file
/// that `root` is.
///
/// As [`walk`], but a `README` is nothing of that kind, and only what is wrong inside those folders is told.
pub fn walk_scenarios(root: &Path) -> Walked {
    Walk { scenarios: true, ..Walk::default() }.from(root)
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
    walked: Walked,
    /// Whether scenarios are looked for, not decks.
    scenarios: bool,
    /// Files reached over a link, by what they really are.
    linked: Vec<(PathBuf, DeckFile)>,
    /// Folders that were entered, by what they really are.
    entered: HashSet<PathBuf>,
}

impl Walk {
    fn from(mut self, root: &Path) -> Walked {
        match fs::metadata(root) {
            Ok(about) if about.is_dir() => self.folder(root),
            Ok(about) if about.is_file() => {
                if is_scenario_file(root) == self.scenarios {
                    self.add(root.to_owned(), &about);
                }
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

    /// Keeps a problem, unless it is the other walk's; `inside` a folder of scenarios or not.
    fn fail(&mut self, error: WalkError, inside: bool) {
        if inside == self.scenarios {
            self.walked.problems.push(error);
        }
    }

    /// Whether a folder is entered, and then whether what lies in it is a scenario.
    fn enters(&self, folder: &Path, inside: bool) -> Option<bool> {
        match folder.file_name() {
            Some(name) if name == "stories" => None,
            Some(_) if is_scenarios(folder) => self.scenarios.then_some(true),
            _ => Some(inside),
        }
    }

    fn takes(&self, path: &Path, inside: bool) -> bool {
        inside == self.scenarios && is_deck(path) && !(inside && is_readme(path))
    }

    fn add(&mut self, path: PathBuf, about: &fs::Metadata) {
        self.walked.files.push(look(path, about));
    }

    /// Walks a folder and all below it, real entries before links so that a file keeps its own path.
    fn folder(&mut self, root: &Path) {
        let holds = is_scenarios(root);
        let mut folders: Vec<Place> =
            if holds && !self.scenarios { Vec::new() } else { vec![(root.to_owned(), holds)] };
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
                folders.extend(self.enters(&path, inside).map(|inside| (path, inside)));
            } else if kind.is_file() && self.takes(&path, inside) {
                match entry.metadata() {
                    Ok(about) => self.add(path, &about),
                    Err(source) => self.fail(WalkError::Unreadable { path, source }, inside),
                }
            }
        }
        Ok(())
    }

    fn link(&mut self, (path, inside): Place, folders: &mut Vec<Place>) {
        match (fs::metadata(&path), fs::canonicalize(&path)) {
            (Ok(about), Ok(_)) if about.is_dir() => {
                folders.extend(self.enters(&path, inside).map(|inside| (path, inside)));
            }
            (Ok(about), Ok(real)) if about.is_file() && self.takes(&path, inside) => {
                self.linked.push((real, look(path, &about)));
            }
            (Err(error), _) if error.kind() == io::ErrorKind::NotFound => {
                let missed = may_be_deck(&path).then_some(WalkError::Dangling { path });
                missed.into_iter().for_each(|error| self.fail(error, inside));
            }
            (Err(source), _) | (_, Err(source)) => self.fail(WalkError::Unreadable { path, source }, inside),
            _ => {}
        }
    }

    fn finish(mut self) -> Walked {
        if !self.linked.is_empty() {
            let files = &self.walked.files;
            let mut real: HashSet<PathBuf> =
                files.iter().filter_map(|file| fs::canonicalize(&file.path).ok()).collect();
            for (target, file) in self.linked {
                if real.insert(target) {
                    self.walked.files.push(file);
                }
            }
        }
        self.walked.files.sort_unstable_by(|one, other| one.path.as_os_str().cmp(other.path.as_os_str()));
        self.walked
    }
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

/// Reads a deck file; bytes that are no UTF-8 are told in [`Text::bad`].
///
/// # Errors
/// If the disk refuses, if it is no regular file, larger than [`LARGEST`], or UTF-16.
pub fn read(path: &Path) -> Result<Text, LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: path.to_owned(), source };
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(LoadError::NoFile { path: path.to_owned() });
    }
    if about.len() > LARGEST {
        return Err(LoadError::TooLarge { path: path.to_owned(), size: about.len() });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    if matches!(bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Err(LoadError::Utf16 { path: path.to_owned() });
    }
    Ok(Text::decode(bytes))
}

/// Reads a deck file that will be written back: each of its bytes must be understood.
///
/// # Errors
/// As [`read`], and if any byte is no UTF-8.
pub fn read_whole(path: &Path) -> Result<String, LoadError> {
    let Text { text, bad } = read(path)?;
    match bad.first() {
        None => Ok(text),
        Some(bad) => Err(LoadError::NotUtf8 { path: path.to_owned(), line: bad.line, col: bad.col }),
    }
}

/// The decks in the program, each with its file name and its text, sorted by name.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = SHIPPED.files().filter(|file| is_deck(file.path()));
    let mut decks: Vec<_> = files.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))).collect();
    decks.sort_unstable();
    decks.into_iter()
}

/// The Markdown files of one folder in the program, `stories/general.md`, each with its text, sorted by name.
pub(super) fn shipped_in(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = SHIPPED.get_dir(folder).into_iter().flat_map(|dir| dir.files()).filter(|file| is_deck(file.path()));
    let mut found: Vec<_> = files.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))).collect();
    found.sort_unstable();
    found.into_iter()
}

/// A number that changes whenever a deck in the program does.
pub fn shipped_fingerprint() -> u64 {
    shipped().fold(0, |sum, (name, text)| {
        sum.rotate_left(7) ^ fingerprint(name.as_bytes()) ^ fingerprint(text.as_bytes()).rotate_left(31)
    })
}

/// A number of some bytes, the same on every machine and in every release: FNV-1a over words of eight bytes.
///
/// It tells whether a file changed; it does not resist somebody who wants it not to.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(PRIME).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = mix(0xcbf2_9ce4_8422_2325, bytes.len() as u64);
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)))
}

#[cfg(test)]
mod tests;
