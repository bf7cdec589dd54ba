//! Deck files read from disk, and the decks that are part of the program.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};
use thiserror::Error;

use super::{bytes::Text, walk::is_deck};

/// The largest deck file that is read, in bytes.
pub const LARGEST: u64 = 16 << 20;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/decks");

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
