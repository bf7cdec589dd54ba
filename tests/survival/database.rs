//! Databases that are none, no longer, or not ours.

use std::{
    fs::{self, File, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::Path,
};

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use rusqlite::Connection;

use super::place::{Place, state};

const GARBAGE: &[&str] = &["drill.db is not a drill database, or it is damaged", "hint: move the file away"];

fn noise(bytes: usize) -> Vec<u8> {
    let mut noise = vec![0; bytes];
    ChaCha8Rng::seed_from_u64(3).fill_bytes(&mut noise);
    noise
}

fn cut(database: &Path, to: impl Fn(u64) -> u64) {
    let file = OpenOptions::new().write(true).open(database).unwrap();
    file.set_len(to(file.metadata().unwrap().len())).unwrap();
}

fn says(database: &Path, sql: &str) {
    Connection::open(database).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_database_that_cannot_be_used_is_said_and_left_as_it_is() {
    type Damage = fn(&Path);
    let table: [(&str, Damage, &[&str]); 8] = [
        ("garbage", |database| fs::write(database, noise(20_000)).unwrap(), GARBAGE),
        ("a word", |database| fs::write(database, "hello").unwrap(), GARBAGE),
        ("half", |database| cut(database, |size| size / 2 / 4096 * 4096), GARBAGE),
        ("a hundred bytes", |database| cut(database, |_| 100), GARBAGE),
        (
            "pages of noise",
            |database| {
                let mut file = OpenOptions::new().write(true).open(database).unwrap();
                file.seek(SeekFrom::Start(4096)).unwrap();
                file.write_all(&noise(4096 * 40)).unwrap();
            },
            GARBAGE,
        ),
        (
            "a folder",
            |database| {
                fs::remove_file(database).unwrap();
                fs::create_dir(database).unwrap();
            },
            GARBAGE,
        ),
        (
            "another program's",
            |database| {
                fs::remove_file(database).unwrap();
                says(database, "CREATE TABLE theirs (a)");
            },
            &["drill.db is a database of another program", "hint: set DRILL_HOME to a folder of its own"],
        ),
        (
            "a newer drill's",
            |database| says(database, "PRAGMA user_version = 99"),
            &["drill.db was written by a newer drill (schema 99, this one knows ", "hint: update drill"],
        ),
    ];
    for (name, damage, said) in table {
        let place = Place::new();
        place.types([""; 0], "\n4\nq\n").is_fine();
        let copy = place.path("copy.db");
        place.run(["backup", copy.to_str().unwrap()]).is_fine();
        let database = place.home().join("drill.db");
        damage(&database);
        // The journal of a sound run may still be there, empty; it may go.
        let state = |home: &Path| -> Vec<_> {
            let kept = |path: &Path| !path.to_string_lossy().contains(".db-");
            state(home).into_iter().filter(|file| kept(&file.0)).collect()
        };
        let before = state(place.home());
        for verb in [&[][..], &["due"], &["grade", "x", "4"], &["log"], &["doctor"], &["doctor", "--mend"], &["undo"]] {
            place.types(verb, "\n4\nq\n").fails(1, said);
            let now = state(place.home());
            let changed: Vec<_> = now.iter().filter(|file| !before.contains(file)).map(|file| &file.0).collect();
            assert!(now == before, "{name}: {verb:?} changed {changed:?}");
        }
        place.run(["backup", "bad.db"]).fails(1, &["error: "]);
        assert!(!place.path("bad.db").exists(), "{name}: a copy of a damaged database is no backup");
        if name == "garbage" {
            // The way out that the hint names.
            place.run(["restore", copy.to_str().unwrap()]).is_fine();
            assert_eq!(place.grades().len(), 1);
            assert_eq!(place.wrong(), Vec::<String>::new());
            assert_eq!(fs::read_dir(place.home().join("backups")).unwrap().count(), 1, "the damaged one is kept");
        }
    }
}

#[test]
fn an_empty_database_beside_a_tracker_is_said() {
    let place = Place::new();
    place.types([""; 0], "\n4\nq\n").is_fine();
    File::create(place.home().join("drill.db")).unwrap();
    let done = place.types([""; 0], "\n4\nq\n");
    done.fails(0, &["warning: ", "drill.db was empty, so it begins anew; `drill restore FILE`"]);
    assert!(!place.types([""; 0], "q\n").err.contains("was empty"));
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn damage_deep_inside_is_found_by_the_doctor_and_never_restored() {
    let place = Place::new();
    place.types([""; 0], "\n4\nq\n").is_fine();
    let database = place.home().join("drill.db");
    // An index that says something else than its table.
    says(
        &database,
        "PRAGMA writable_schema = ON; \
         UPDATE sqlite_master SET sql = 'CREATE INDEX log_by_day ON log (offset, at)' WHERE name = 'log_by_day';",
    );
    fs::copy(&database, place.path("bad.db")).unwrap();
    assert!(!place.wrong().is_empty());
    let before = state(place.home());
    place.run(["restore", "bad.db"]).fails(1, &["bad.db"]);
    assert!(state(place.home()).iter().all(|file| before.contains(file) || file.0.ends_with("backups")));
    place.run(["backup", "worse.db"]).fails(1, &["error: "]);
}
