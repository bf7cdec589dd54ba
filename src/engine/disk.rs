//! Deck files that drill itself writes: read whole, replaced whole.

use std::{fs, path::Path};

use super::{Error, Result};
use crate::deck;

/// The text of a deck file, none if there is no such file.
///
/// A file that is not UTF-8 is refused: what is written back would lose its bytes.
pub fn read_deck(path: &Path) -> Result<Option<String>> {
    if !path.exists() {
        return Ok(None);
    }
    Ok(Some(deck::load::read_whole(path)?))
}

/// Replaces a deck file whole, or leaves it as it was.
pub(super) fn write_deck(path: &Path, text: &str) -> Result<()> {
    let failed = |source| Error::Io { verb: "write", path: path.to_owned(), source };
    // A link is followed, so that it stays a link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut file = new_beside(folder).map_err(failed)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
    if let Ok(meta) = fs::metadata(&target) {
        file.as_file().set_permissions(meta.permissions()).map_err(failed)?;
    }
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A temporary file that gets the mode of an ordinary new one, not the private one of temporary files.
#[cfg(unix)]
fn new_beside(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn new_beside(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
}

/// Removes a deck file.
pub(super) fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(|source| Error::Io { verb: "remove", path: path.to_owned(), source })
}
