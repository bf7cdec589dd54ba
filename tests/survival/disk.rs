//! A disk that may not be written, or has no room left.

use std::{
    fs::{self, File, Permissions},
    io::Write,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    person::Person,
    place::{Place, STRANGER, is_root, state},
    shelf,
};

const LOOKING: [&[&str]; 19] = [
    &["due"],
    &["due", "--json"],
    &["due", "--short"],
    &["topics", "--all"],
    &["cards"],
    &["card", "bias-variance-decomposition"],
    &["report"],
    &["log"],
    &["tracker"],
    &["tracker", "check"],
    &["tracker", "sync", "--dry-run"],
    &["tracker", "repair"],
    &["deck", "list"],
    &["deck", "check"],
    &["config"],
    &["doctor"],
    &["completions", "zsh"],
    &["man"],
    &["--help"],
];
const WRITING: [&[&str]; 9] = [
    &[],
    &["grade", "bias-variance-decomposition", "4"],
    &["undo"],
    &["redo"],
    &["suspend", "bias-variance-decomposition"],
    &["tracker", "sync"],
    &["config", "minutes", "10"],
    &["doctor", "--mend"],
    &["tracker", "link", "--built-in"],
];

fn lock(folder: &Path) {
    for (path, ..) in state(folder) {
        chown(&path, Some(STRANGER), Some(STRANGER)).unwrap();
        let mode = if path.is_dir() { 0o555 } else { 0o444 };
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    }
    chown(folder, Some(STRANGER), Some(STRANGER)).unwrap();
    fs::set_permissions(folder, Permissions::from_mode(0o555)).unwrap();
}

fn only_looking_works(place: &Place) {
    let before = state(place.home());
    for verb in LOOKING {
        let done = place.run(verb);
        done.is_fine();
        assert_eq!(done.err, "", "{verb:?}");
        assert!(!done.out.is_empty() || verb == ["log"], "{verb:?}");
        assert!(state(place.home()) == before, "{verb:?} left a trace");
    }
    for verb in WRITING {
        let done = place.types(verb, "\n4\nq\n");
        done.fails(1, &["error: cannot ", "caused by: ", "hint: set DRILL_HOME to a folder that can be written"]);
        assert!(done.err.contains(&*place.home().to_string_lossy()), "{verb:?}: {}", done.err);
        assert!(state(place.home()) == before, "{verb:?} left a trace");
    }
}

#[test]
fn a_home_that_may_only_be_read_is_only_looked_at() {
    let Some(place) = Place::new().for_a_stranger() else { return };
    fs::set_permissions(place.path(""), Permissions::from_mode(0o777)).unwrap();
    place.types([""; 0], "\n4\nq\n").is_fine();
    lock(place.home());
    only_looking_works(&place);
    assert_eq!(place.grades().len(), 1);
}

#[test]
fn before_there_is_a_home_looking_works_where_none_can_be_made() {
    let Some(place) = Place::new().for_a_stranger() else { return };
    fs::create_dir(place.home()).unwrap();
    lock(place.home());
    only_looking_works(&place);
    let home = place.home().join("deeper");
    let place = place.home_at(home);
    place.run(["due"]).is_fine();
    place.run([""; 0]).fails(1, &["error: cannot create "]);
}

#[test]
fn a_journal_left_by_a_crash_is_read_where_nothing_may_be_written() {
    let Some(place) = Place::new().for_a_stranger() else { return };
    fs::set_permissions(place.path(""), Permissions::from_mode(0o777)).unwrap();
    let mut person = Person::sits(&place, [""; 0]);
    person.types("");
    person.types("4");
    person.dies();
    assert!(place.home().join("drill.db-wal").exists());
    let index = place.home().join("drill.db-shm");
    if index.exists() {
        fs::remove_file(index).unwrap();
    }
    lock(place.home());
    only_looking_works(&place);
    assert_eq!(place.grades().len(), 1);
}

#[test]
fn files_that_may_not_be_read_are_named() {
    let Some(place) = Place::new().for_a_stranger() else { return };
    fs::set_permissions(place.path(""), Permissions::from_mode(0o777)).unwrap();
    place.types([""; 0], "q\n").is_fine();
    let shut = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    let database = place.home().join("drill.db");
    shut(&database, 0);
    for verb in [&["due"][..], &[], &["doctor"]] {
        place.run(verb).fails(1, &["error: cannot open the database ", "drill.db\n", "hint: "]);
    }
    shut(&database, 0o644);
    fs::write(place.home().join("config.toml"), "minutes = 20\n").unwrap();
    for path in [place.home().join("config.toml"), place.home().to_owned()] {
        shut(&path, 0);
        for verb in [&["due"][..], &[]] {
            place.run(verb).fails(1, &["error: cannot read ", "config.toml\n", "hint: let the file be read"]);
        }
        let doctor = place.run(["doctor"]);
        doctor.fails(1, &[]);
        assert!(doctor.out.contains("settings: cannot read "), "{}", doctor.out);
        shut(&path, 0o755);
    }
}

/// A small disk of its own, taken away at the end.
struct Disk(PathBuf);

impl Disk {
    /// None, with the reason said, where nothing can be mounted.
    fn mounted(at: PathBuf) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"]).arg(&at).output();
        if is_root() && mount.is_ok_and(|done| done.status.success()) {
            return Some(Self(at));
        }
        eprintln!("skipped: no disk can be mounted here");
        None
    }

    /// Leaves so many bytes free.
    fn fill(&self, free: u64) {
        let mut filler = File::create(self.0.join("filler")).unwrap();
        while filler.write_all(&[b'x'; 4096]).is_ok() {}
        let size = filler.metadata().unwrap().len();
        filler.set_len(size.saturating_sub(free)).unwrap();
    }

    fn free(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_grade_on_a_full_disk_is_refused_whole_and_can_be_given_again() {
    let place = Place::new();
    let Some(disk) = Disk::mounted(place.path("disk")) else { return };
    let home = disk.0.join("home");
    let place = place.home_at(home);
    place.types([""; 0], "q\n").is_fine();
    for (round, free) in [0, 4096, 16_384].into_iter().enumerate() {
        let mut person = Person::sits(&place, [""; 0]);
        person.types("");
        disk.fill(free);
        let told = person.types("4");
        assert!(told.contains("error: the database refused") && told.contains("disk is full"), "{told}");
        assert!(told.contains("nothing that was graded is lost"), "{told}");
        assert_eq!(place.grades().len(), round, "nothing is half recorded");
        assert_eq!(place.wrong(), Vec::<String>::new());
        place.run(["grade", "bias-variance-decomposition", "4"]).fails(1, &["disk is full", "hint: free some room"]);
        disk.free();
        // The card still lies open.
        let told = person.types("4");
        assert!(told.contains("[1 done"), "{told}");
        person.leaves().is_fine();
        assert_eq!(place.grades().len(), round + 1);
        assert_eq!(place.wrong(), Vec::<String>::new());
    }
}

#[test]
fn a_first_run_on_a_full_disk_leaves_nothing_in_the_way_of_the_next() {
    let place = Place::new();
    let Some(disk) = Disk::mounted(place.path("disk")) else { return };
    let home = disk.0.join("home");
    let place = place.home_at(&home);
    for free in [0, 4096, 65_536, 300_000] {
        disk.fill(free);
        let done = place.types([""; 0], "\n4\nq\n");
        done.fails(1, &["hint: free some room on the disk"]);
        assert!(!done.err.contains("CREATE TABLE"), "{}", done.err);
        place.run(["due"]).is_fine();
        disk.free();
        place.types([""; 0], "\n4\nq\n").is_fine();
        assert_eq!(place.wrong(), Vec::<String>::new());
        assert_eq!(place.grades().len(), 1);
        fs::remove_dir_all(&home).unwrap();
    }
}

#[test]
fn a_tracker_on_a_full_or_locked_disk_waits_for_its_boxes() {
    let mut place = Place::new();
    let Some(disk) = Disk::mounted(place.path("disk")) else { return };
    // The link leads to another disk: the file is replaced there, and the link stays one.
    fs::write(disk.0.join("real.md"), shelf::REAL).unwrap();
    std::os::unix::fs::symlink(disk.0.join("real.md"), place.path("t.md")).unwrap();
    place.run(["tracker", "link", "t.md"]).is_fine();
    let last = shelf::nearly_learned(&mut place, "dropout");
    disk.fill(0);
    place.good(&last).fails(0, &["the disk is full, and the file stays as it is", "hint: free some room"]);
    assert_eq!(fs::read(disk.0.join("real.md")).unwrap(), shelf::REAL);
    assert_eq!(fs::read_dir(&disk.0).unwrap().count(), 2, "nothing is left behind");
    assert_eq!(place.wrong(), Vec::<String>::new(), "a box that only waits is no fault");
    disk.free();
    let remount = |mode: &str| Command::new("mount").args(["-o", mode]).arg(&disk.0).status().unwrap();
    assert!(remount("remount,ro").success());
    place.run(["tracker", "sync"]).fails(1, &["takes no new file", "read-only file system", "hint: make it writable"]);
    assert!(remount("remount,rw").success());
    place.run(["tracker", "sync"]).is_fine();
    assert_eq!(fs::read(disk.0.join("real.md")).unwrap(), shelf::ticked(shelf::REAL, shelf::DROPOUT));
    assert!(fs::symlink_metadata(place.path("t.md")).unwrap().is_symlink());
}
