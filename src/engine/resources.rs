//! The links of the tracker and of a card, and which of them lead nowhere; nothing is fetched.

use std::path::{Path, PathBuf};

use super::{Home, Result, sync};
use crate::model::{Standing, Target, name::normalise};
use crate::tracker::{
    self,
    file::{self, FileError},
    parse::Rules,
    parts::{self, Doubt, Link, LinkKind, links_in},
};

/// A link with what is known of where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The link.
    pub link: Link,
    /// It leads to a file that is not there.
    pub missing: bool,
    /// What can be opened; none for what drill does not open.
    pub target: Option<Target>,
}

impl Resource {
    /// A link of a file in this folder; none where there is no folder, as for what is compiled in.
    fn of(link: Link, folder: Option<&Path>) -> Self {
        let path = link.path().filter(|path| !path.is_empty()).and_then(|path| Some(folder?.join(path)));
        let missing = match (&path, link.kind) {
            (Some(path), _) => !path.exists(),
            (None, kind) => kind == LinkKind::Local,
        };
        let filled = !matches!(link.doubt, Some(Doubt::Placeholder | Doubt::Undefined | Doubt::Nowhere));
        let target = match link.kind {
            LinkKind::Web if filled => Target::page(&link.target),
            LinkKind::Local if filled => path.and_then(|path| opens(&path)),
            _ => None,
        };
        Self { link, missing, target }
    }

    /// What is wrong with it, in words; none if nothing is known to be.
    pub fn trouble(&self) -> Option<String> {
        match &self.link.doubt {
            Some(doubt) => Some(doubt.to_string()),
            None if self.missing => Some("there is no such file".to_owned()),
            None => None,
        }
    }

    /// Why it is not opened.
    pub fn refusal(&self) -> String {
        self.trouble().unwrap_or_else(|| "drill opens pages of the web and documents, nothing else".to_owned())
    }
}

/// A file that is there and of a known kind, by its own name: what a link in the file system leads to counts.
fn opens(path: &Path) -> Option<Target> {
    let path = path.canonicalize().ok()?;
    if path.is_file() { Target::file(&path) } else { None }
}

impl Home {
    /// The links of the tracker in the order of the file. A local one is looked for beside it.
    pub fn resources(&self) -> Result<Vec<Resource>> {
        let path = sync::tracker_path(&self.store, &self.paths)?;
        let bytes = match file::read(&path) {
            Ok(snapshot) => snapshot.bytes,
            // Before there is a home its tracker is the built-in one.
            Err(FileError::Missing { .. }) if path == self.paths.tracker => tracker::BUILT_IN.as_bytes().to_vec(),
            Err(error) => return Err(error.into()),
        };
        let (topics, ignore) = self.config.tracker_rules();
        let folder = path.parent().unwrap_or(Path::new("."));
        let links = parts::parse(&bytes, &Rules { topics, ignore }).links;
        Ok(links.into_iter().map(|link| Resource::of(link, Some(folder))).collect())
    }

    /// The links of a card: of its source, of the sides that are shown, then those below the heading of its section in the
    /// tracker, else the tracker's resources. Those of the card lead from its deck.
    pub fn links_of(&self, standing: &Standing, revealed: bool) -> Result<Vec<Resource>> {
        let card = &standing.card;
        let folder = self.deck_folder(standing)?;
        let sides = [card.question.as_str(), &card.answer, &card.note];
        let sides = sides.into_iter().take(if revealed { 3 } else { 1 });
        let own = links_in(&card.source, true).into_iter().chain(sides.flat_map(|text| links_in(text, false)));
        let mut found: Vec<Resource> = own.map(|link| Resource::of(link, folder.as_deref())).collect();
        // A tracker that cannot be read is told elsewhere; the card's own links are told all the same.
        let all = self.resources().unwrap_or_default();
        let sections = [&standing.section, standing.deck_words().0].map(normalise);
        let below = |it: &&Resource| it.link.above.iter().any(|heading| sections.contains(&normalise(heading)));
        let mut of_section: Vec<Resource> = all.iter().filter(below).cloned().collect();
        if of_section.is_empty() {
            of_section = all.into_iter().filter(|it| it.link.is_resource).collect();
        }
        found.extend(of_section);
        let mut known: Vec<(String, Option<Target>)> = Vec::new();
        found.retain(|it| {
            let key = (it.link.target.clone(), it.target.clone());
            let new = !known.contains(&key);
            known.push(key);
            new
        });
        Ok(found)
    }

    fn deck_folder(&self, standing: &Standing) -> Result<Option<PathBuf>> {
        let Some((key, _)) = standing.file else { return Ok(None) };
        let file = self.store.deck_files()?.into_iter().find(|file| file.key == key && !file.shipped);
        Ok(file.and_then(|file| Some(Path::new(&file.path).parent()?.to_owned())))
    }
}
