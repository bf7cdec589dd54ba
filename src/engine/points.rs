//! Key points written in an editor: a file that lives as long as the editor.

use std::{
    io::{Error as IoError, Write},
    path::Path,
};

use tempfile::{Builder, NamedTempFile};

use super::{Error, Result, disk::read_deck};

/// What stands above the points; it is not taken for one of them.
const HINT: &str = "<!-- two to five points, one on a line; an empty file leaves everything as it is -->";

/// A file in which key points are written.
#[derive(Debug)]
pub struct PointsDesk {
    file: NamedTempFile,
    heading: String,
}

impl PointsDesk {
    /// A file that holds the points written so far.
    pub fn new(title: &str, lines: &[String]) -> Result<Self> {
        let heading = format!("# {title}");
        let made = || -> std::result::Result<NamedTempFile, IoError> {
            let mut file = Builder::new().prefix("key-points-").suffix(".md").tempfile()?;
            writeln!(file, "{heading}\n{HINT}\n\n{}", lines.join("\n"))?;
            file.flush()?;
            Ok(file)
        };
        let file = made().map_err(|source| Error::Io { verb: "write", path: std::env::temp_dir(), source })?;
        Ok(Self { file, heading })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The line on which the points begin, from 1.
    pub fn line(&self) -> usize {
        4
    }

    /// The points it holds now.
    pub fn lines(&self) -> Result<Vec<String>> {
        let text = read_deck(self.path())?.unwrap_or_default();
        let is_point = |line: &&str| !line.is_empty() && *line != HINT && *line != self.heading;
        Ok(text.lines().map(str::trim).filter(is_point).map(str::to_owned).collect())
    }
}
