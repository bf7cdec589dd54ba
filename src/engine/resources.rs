//! The links of the tracker, and which of them lead nowhere; nothing is fetched.

use std::path::Path;

use super::{Home, Result, sync};
use crate::tracker::{
    self,
    file::{self, FileError},
    parse::Rules,
    parts::{self, Link},
};

/// A link with what is known of where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The link.
    pub link: Link,
    /// It leads to a file that is not there.
    pub missing: bool,
}

impl Resource {
    /// What is wrong with it, in words; none if nothing is known to be.
    pub fn trouble(&self) -> Option<String> {
        match &self.link.doubt {
            Some(doubt) => Some(doubt.to_string()),
            None if self.missing => Some("there is no such file".to_owned()),
            None => None,
        }
    }
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
        let resource = |link: Link| {
            let missing = link.path().is_some_and(|path| !folder.join(path).exists());
            Resource { link, missing }
        };
        Ok(links.into_iter().map(resource).collect())
    }
}
