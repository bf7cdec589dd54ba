//! Temporary files that a killed drill left beside a tracker.

use std::{fs, path::Path, time::Duration};

/// What the temporary file beside a tracker is called at its end.
const TEMPORARY: &str = ".drill-tmp";
/// So many letters and digits stand before that.
const NAME: usize = 6;
/// One that is so much older than the one just made is no other drill's that is writing now.
const OLD: Duration = Duration::from_secs(60);

/// A temporary file in a folder, under a name that is known again.
pub(super) fn temporary_in(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".").rand_bytes(NAME).suffix(TEMPORARY).tempfile_in(folder)
}

/// Removes those that an earlier drill left behind when it was killed: files of our own name only, and clearly older
/// than the one in use. What cannot be removed stays.
pub(super) fn sweep(folder: &Path, in_use: &Path) {
    let Some(now) = fs::metadata(in_use).and_then(|own| own.modified()).ok() else { return };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !entry.file_name().to_str().is_some_and(is_ours) || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let age = entry.metadata().and_then(|meta| meta.modified()).map(|then| now.duration_since(then));
        if matches!(age, Ok(Ok(age)) if age > OLD) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_ours(name: &str) -> bool {
    let middle = name.strip_prefix('.').and_then(|rest| rest.strip_suffix(TEMPORARY));
    middle.is_some_and(|middle| middle.len() == NAME && middle.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use std::{fs::File, time::Duration};

    use super::*;

    #[test]
    fn only_old_files_of_our_name_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let own = temporary_in(folder.path()).unwrap();
        let now = fs::metadata(own.path()).unwrap().modified().unwrap();
        assert!(is_ours(own.path().file_name().unwrap().to_str().unwrap()), "{own:?}");
        let made = |name: &str, age: u64| {
            let path = folder.path().join(name);
            File::create(&path).unwrap().set_modified(now - Duration::from_secs(age)).unwrap();
            path
        };
        let swept = [made(".aB3xY9.drill-tmp", 3_600), made(".zzzzzz.drill-tmp", 61)];
        let kept = [
            made(".fresh1.drill-tmp", 5),
            made(".longer-than-ours.drill-tmp", 3_600),
            made("notes.drill-tmp", 3_600),
            made(".tmpaB3.md", 3_600),
            made("tracker.md", 3_600),
        ];
        fs::create_dir(folder.path().join(".folder.drill-tmp")).unwrap();
        sweep(folder.path(), own.path());
        assert!(swept.iter().all(|path| !path.exists()) && kept.iter().all(|path| path.exists()));
        assert!(own.path().exists() && folder.path().join(".folder.drill-tmp").exists());
    }
}
