//! The note of a mock in an editor: whatever happens there, nothing that was written is lost.

use std::{
    fs,
    io::{Error as IoError, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use crate::engine::{Error, Result};

/// The largest note that is taken back, in bytes.
const LARGEST: usize = 16 << 20;

/// A file in which the note is written on.
#[derive(Debug)]
pub struct NoteDesk {
    file: NamedTempFile,
    before: String,
}

impl NoteDesk {
    /// A file that holds the note as it stands.
    pub fn new(note: &str) -> Result<Self> {
        let made = || -> std::result::Result<NamedTempFile, IoError> {
            let mut file = Builder::new().prefix("drill-note-").suffix(".md").tempfile()?;
            file.write_all(note.as_bytes())?;
            file.flush()?;
            Ok(file)
        };
        let file = made().map_err(|source| Error::Io { verb: "write", path: std::env::temp_dir(), source })?;
        Ok(Self { file, before: note.to_owned() })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The line to begin at: the last one.
    pub fn line(&self) -> usize {
        self.before.lines().count().max(1)
    }

    /// The note as the editor left it; none if it is as it was.
    ///
    /// What cannot be taken back (no UTF-8, too large) is an error that names the file, which then stays.
    pub fn note(self) -> Result<Option<String>> {
        // Editors may have put another file in its place: the path counts.
        let path = self.path().to_owned();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::Io { verb: "read", path, source }),
        };
        if bytes.len() > LARGEST {
            let kept = self.keep();
            return Err(Error::Refused(format!(
                "what the editor left is too large for a note; it is kept in {}",
                kept.display()
            )));
        }
        let Ok(text) = String::from_utf8(bytes) else {
            let kept = self.keep();
            return Err(Error::Refused(format!("what the editor left is not UTF-8; it is kept in {}", kept.display())));
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
        // Editors end the last line; the note ends where its writer stopped.
        let text = match text.strip_suffix('\n') {
            Some(line) if !self.before.ends_with('\n') => line.to_owned(),
            _ => text,
        };
        Ok((text != self.before).then_some(text))
    }

    fn keep(self) -> PathBuf {
        let path = self.file.path().to_owned();
        // Where it cannot be kept under its name, nothing more can be done.
        self.file.into_temp_path().keep().unwrap_or(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_left_is_the_note() {
        let large = "é\t|\u{1b}[31m\n".repeat(20_000);
        let table: [(&str, &[u8], Option<&str>); 6] = [
            ("a", b"a", None),
            ("a", b"a\n", None),
            ("a", b"a\nb\n", Some("a\nb")),
            ("a\n", b"a\nb\n", Some("a\nb\n")),
            ("", b"\xef\xbb\xbfx\r\ny", Some("x\ny")),
            ("", large.as_bytes(), Some(large.trim_end_matches('\n'))),
        ];
        for (before, left, expected) in table {
            let desk = NoteDesk::new(before).unwrap();
            fs::write(desk.path(), left).unwrap();
            assert_eq!(desk.note().unwrap().as_deref(), expected, "{before:?}");
        }
    }

    #[test]
    fn what_cannot_be_taken_stays_in_its_file() {
        let desk = NoteDesk::new("before").unwrap();
        let path = desk.path().to_owned();
        fs::write(&path, b"caf\xe9").unwrap();
        let error = desk.note().unwrap_err().to_string();
        assert!(error.contains("is not UTF-8") && error.contains(&path.display().to_string()), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"caf\xe9");
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_file_that_was_taken_away_leaves_the_note() {
        let desk = NoteDesk::new("before").unwrap();
        fs::remove_file(desk.path()).unwrap();
        assert_eq!(desk.note().unwrap(), None);
    }
}
