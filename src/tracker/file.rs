//! Reads a tracker and replaces it atomically: links followed, mode kept, never half-written.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use thiserror::Error;

use super::leftover::{sweep, temporary_in};

/// Larger files are no trackers.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// No chain of links is longer.
const HOPS: usize = 40;

/// Size and time of a file: if both are the same, it was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; negative before.
    pub mtime_ns: i64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        let nanos = |time: std::time::Duration| i64::try_from(time.as_nanos()).unwrap_or(i64::MAX);
        let mtime_ns = metadata.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
            Ok(since) => nanos(since),
            Err(before) => -nanos(before.duration()),
        });
        Self { size: metadata.len(), mtime_ns }
    }
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its content.
    pub bytes: Vec<u8>,
    /// How the user named it.
    pub path: PathBuf,
    /// The file itself, links followed.
    pub target: PathBuf,
    /// Its size and time when it was read.
    pub stamp: Stamp,
    /// [`hash`] of its content.
    pub hash: u64,
}

/// Why a tracker cannot be read or replaced. Every variant carries the path as the user named it.
#[derive(Debug, Error)]
pub enum FileError {
    /// No such file.
    #[error("{}: there is no such file", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder, a device or a pipe.
    #[error("{}: this is {what}, not a file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// "a folder", ...
        what: &'static str,
    },
    /// A link that leads nowhere.
    #[error("{}: this link leads to {}, which does not exist", path.display(), leads_to.display())]
    DanglingLink {
        /// The link.
        path: PathBuf,
        /// What it says.
        leads_to: PathBuf,
    },
    /// Links that lead to each other.
    #[error("{}: this link leads back to itself", path.display())]
    LinkLoop {
        /// The link.
        path: PathBuf,
    },
    /// Larger than [`LARGEST`].
    #[error("{}: {size} bytes are more than a tracker may have ({LARGEST})", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        size: u64,
    },
    /// It cannot be read.
    #[error("{}: it cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is no longer what it was when it was read.
    #[error("{}: it was changed by something else in the meantime", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The user locked it.
    #[error("{}: it is read-only, and stays as it is", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The folder takes no new file, so nothing can be replaced in it.
    #[error("{}: its folder {} takes no new file", path.display(), folder.display())]
    ReadOnlyFolder {
        /// The file.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No room for a second copy.
    #[error("{}: the disk is full, and the file stays as it is", path.display())]
    Full {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It cannot be replaced for another reason.
    #[error("{}: it cannot be replaced, and stays as it is", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// A stable number for a content: FNV-1a over 64 bits.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Size and time of a file, links followed, without reading it.
pub fn stamp(path: &Path) -> Result<Stamp, FileError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Stamp::of(&metadata)),
        Err(error) => Err(unreadable(path, error)),
    }
}

/// Reads a file whole.
pub fn read(path: &Path) -> Result<Snapshot, FileError> {
    let target = follow(path)?;
    let metadata = fs::metadata(&target).map_err(|error| unreadable(path, error))?;
    if !metadata.is_file() {
        let what = if metadata.is_dir() { "a folder" } else { "a device or a pipe" };
        return Err(FileError::NotAFile { path: path.to_owned(), what });
    }
    let mut seen = read_once(path, &target)?;
    // An editor that writes in place may be in the middle of it: then the stamp moves under the reading.
    for _ in 0..3 {
        if stamp(&target)? == seen.stamp {
            break;
        }
        seen = read_once(path, &target)?;
    }
    Ok(seen)
}

fn read_once(path: &Path, target: &Path) -> Result<Snapshot, FileError> {
    let failed = |error| unreadable(path, error);
    let file = File::open(target).map_err(failed)?;
    let stamp = Stamp::of(&file.metadata().map_err(failed)?);
    let too_large = |size| FileError::TooLarge { path: path.to_owned(), size };
    if stamp.size > LARGEST {
        return Err(too_large(stamp.size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(stamp.size).unwrap_or_default());
    // A file may grow while it is read.
    let size = file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)? as u64;
    if size > LARGEST {
        return Err(too_large(size));
    }
    let hash = hash(&bytes);
    Ok(Snapshot { bytes, path: path.to_owned(), target: target.to_owned(), stamp, hash })
}

/// The file behind a name, all links followed.
fn follow(path: &Path) -> Result<PathBuf, FileError> {
    let error = match fs::canonicalize(path) {
        Ok(target) => return Ok(target),
        Err(error) => error,
    };
    let mut at = path.to_owned();
    for hop in 0..HOPS {
        let Ok(next) = fs::read_link(&at) else {
            let nowhere = hop > 0 && error.kind() == io::ErrorKind::NotFound;
            return Err(match nowhere {
                true => FileError::DanglingLink { path: path.to_owned(), leads_to: at },
                false => unreadable(path, error),
            });
        };
        at = at.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    Err(FileError::LinkLoop { path: path.to_owned() })
}

fn unreadable(path: &Path, source: io::Error) -> FileError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound => FileError::Missing { path },
        _ => FileError::Unreadable { path, source },
    }
}

/// Replaces a file that still is what it was when it was read; otherwise nothing is changed.
///
/// The new content goes to a temporary file in the same folder, to the disk, and then takes the file's name at once.
/// Mode is kept, owner where the system lets us.
pub fn replace(seen: &Snapshot, bytes: &[u8]) -> Result<Snapshot, FileError> {
    let now = read(&seen.path)?;
    let path = || seen.path.clone();
    if now.target != seen.target || now.bytes != seen.bytes {
        return Err(FileError::Changed { path: path() });
    }
    let metadata = fs::metadata(&now.target).map_err(|error| unreadable(&seen.path, error))?;
    // The system says who may write, not the mode: a copy of a read-only file is no lock for its administrator.
    if let Err(error) = fs::OpenOptions::new().write(true).open(&now.target)
        && error.kind() == io::ErrorKind::PermissionDenied
    {
        return Err(FileError::ReadOnly { path: path() });
    }
    let folder = now.target.parent().unwrap_or(Path::new("."));
    let mut temporary = temporary_in(folder).map_err(|error| unplaced(seen, folder, error))?;
    sweep(folder, temporary.path());
    let written = fill(temporary.as_file_mut(), bytes, &metadata);
    written.map_err(|error| unwritten(seen, error))?;
    // The narrowest gap that can be had: an editor that saved while we wrote is not written over.
    if stamp(&now.target)? != now.stamp {
        return Err(FileError::Changed { path: path() });
    }
    temporary.persist(&now.target).map_err(|error| unwritten(seen, error.error))?;
    sync_folder(folder);
    let stamp = stamp(&now.target)?;
    Ok(Snapshot { bytes: bytes.to_vec(), path: path(), target: now.target, stamp, hash: hash(bytes) })
}

/// Writes the content to the disk, under the mode and owner of the file it will replace.
fn fill(file: &mut File, bytes: &[u8], old: &Metadata) -> io::Result<()> {
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            // Only root may give a file away; for all others it stays theirs.
            let _ = fchown(&*file, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(&*file, None, Some(old.gid())));
        }
    }
    file.set_permissions(old.permissions())?;
    file.sync_all()
}

/// Makes the new name itself last; not every system can.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn unplaced(seen: &Snapshot, folder: &Path, source: io::Error) -> FileError {
    match source.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            FileError::ReadOnlyFolder { path: seen.path.clone(), folder: folder.to_owned(), source }
        }
        _ => unwritten(seen, source),
    }
}

fn unwritten(seen: &Snapshot, source: io::Error) -> FileError {
    let path = seen.path.clone();
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileError::Full { path, source },
        _ => FileError::Unwritable { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.md");
        fs::write(&path, "one").unwrap();
        let seen = read(&path).unwrap();
        let next = replace(&seen, b"two").unwrap();
        assert_eq!(next, read(&path).unwrap());
        assert!(matches!(replace(&seen, b"three"), Err(FileError::Changed { .. })));
        fs::remove_file(&path).unwrap();
        assert!(matches!(replace(&next, b"three"), Err(FileError::Missing { .. })));
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_file_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert!(matches!(read(&at("none")), Err(FileError::Missing { .. })));
        assert!(matches!(stamp(&at("none")), Err(FileError::Missing { .. })));
        assert!(matches!(read(folder.path()), Err(FileError::NotAFile { what: "a folder", .. })));
        File::create(at("huge")).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(matches!(read(&at("huge")), Err(FileError::TooLarge { size, .. }) if size == LARGEST + 1));
        assert_eq!(hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_modes_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("in")).unwrap();
        fs::write(at("in/t.md"), "one").unwrap();
        fs::set_permissions(at("in/t.md"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("in/t.md", at("link")).unwrap();
        symlink("link", at("second")).unwrap();
        replace(&read(&at("second")).unwrap(), b"two").unwrap();
        assert_eq!(fs::read(at("in/t.md")).unwrap(), b"two");
        assert_eq!(fs::metadata(at("in/t.md")).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
        assert_eq!(names(&at("in")), ["t.md"]);

        symlink("gone", at("dangling")).unwrap();
        assert!(
            matches!(read(&at("dangling")), Err(FileError::DanglingLink { leads_to, .. }) if leads_to.ends_with("gone"))
        );
        symlink("b", at("a")).unwrap();
        symlink("a", at("b")).unwrap();
        assert!(matches!(read(&at("a")), Err(FileError::LinkLoop { .. })));
        assert!(matches!(read(Path::new("/dev/null")), Err(FileError::NotAFile { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_locked_file_stays() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.md");
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let replaced = replace(&read(&path).unwrap(), b"two");
        // An administrator may write it all the same, and its mode is kept.
        let may_write = fs::OpenOptions::new().write(true).open(&path).is_ok();
        let expected = if may_write { b"two" } else { b"one" };
        assert_eq!(replaced.is_ok(), may_write);
        assert!(may_write || matches!(replaced, Err(FileError::ReadOnly { .. })));
        assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (expected.to_vec(), vec!["t.md".to_owned()]));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o444);
    }

    #[test]
    fn what_the_system_refuses_gets_its_own_name() {
        let seen = Snapshot {
            bytes: Vec::new(),
            path: PathBuf::from("t.md"),
            target: PathBuf::from("/d/t.md"),
            stamp: Stamp { size: 0, mtime_ns: 0 },
            hash: 0,
        };
        let folder = Path::new("/d");
        let full = unwritten(&seen, io::ErrorKind::StorageFull.into());
        assert_eq!(full.to_string(), "t.md: the disk is full, and the file stays as it is");
        let locked = unplaced(&seen, folder, io::ErrorKind::ReadOnlyFilesystem.into());
        assert_eq!(locked.to_string(), "t.md: its folder /d takes no new file");
        assert!(matches!(unplaced(&seen, folder, io::ErrorKind::StorageFull.into()), FileError::Full { .. }));
    }
}
