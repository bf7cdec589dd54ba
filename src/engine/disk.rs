//! Deck files that drill itself writes: read whole, replaced whole.

use std::{fs, io::Write, path::Path};

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

/// Writes a page whole, in place of an earlier one that carries the same mark near its beginning, and of nothing else.
pub fn write_page(path: &Path, text: &str, mark: &str) -> Result<()> {
    const NEAR: usize = 4096;
    // A pipe or a device cannot be read first, nor replaced.
    if fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
        let written = fs::File::options().write(true).open(path).and_then(|mut it| it.write_all(text.as_bytes()));
        return written.map_err(|source| Error::Io { verb: "write", path: path.to_owned(), source });
    }
    let present = match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(source) => return Err(Error::Io { verb: "read", path: path.to_owned(), source }),
    };
    let ours = |bytes: &Vec<u8>| String::from_utf8_lossy(&bytes[..bytes.len().min(NEAR)]).contains(mark);
    if present.is_some_and(|bytes| !bytes.is_empty() && !ours(&bytes)) {
        let refusal = format!("{} is no report of drill, so it is not written over; name another file", path.display());
        return Err(Error::Refused(refusal));
    }
    match path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        Some(folder) => Err(Error::Refused(format!("there is no folder {}", folder.display()))),
        None => write_deck(path, text),
    }
}

/// Replaces a deck file whole, or leaves it as it was.
pub(super) fn write_deck(path: &Path, text: &str) -> Result<()> {
    let failed = |source| Error::Io { verb: "write", path: path.to_owned(), source };
    // A link is followed, so that it stays a link, to a file that is not there yet as well.
    let beside = path.parent().unwrap_or(Path::new(""));
    let led = |_| fs::read_link(path).map_or_else(|_| path.to_owned(), |target| beside.join(target));
    let target = fs::canonicalize(path).unwrap_or_else(led);
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut file = new_beside(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
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
