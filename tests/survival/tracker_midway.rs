//! An editor at work on the tracker while a sitting runs.

use std::{fs, os::unix::fs::symlink, path::Path};

use super::{
    person::Person,
    place::Place,
    shelf::{self, REAL},
};

/// What happens to the file between the answer and its grade, what is said of it, whether a sync ticks it at once,
/// and how the file comes back otherwise.
struct Case {
    name: &'static str,
    happens: fn(&Path),
    said: &'static [&'static str],
    mended: Option<fn(&Path)>,
}

fn again(mine: &Path) {
    fs::write(mine, REAL).unwrap();
}

fn with(line: &str, instead: &str) -> Vec<u8> {
    let at = REAL.windows(line.len()).position(|window| window == line.as_bytes()).unwrap();
    [&REAL[..at], instead.as_bytes(), &REAL[at + line.len()..]].concat()
}

const CASES: [Case; 11] = [
    Case { name: "nothing", happens: |_| {}, said: &[], mended: None },
    Case {
        name: "text added",
        happens: |mine| fs::write(mine, [REAL, b"\nmore\n"].concat()).unwrap(),
        said: &[],
        mended: None,
    },
    Case {
        name: "another box ticked by hand",
        happens: |mine| fs::write(mine, shelf::ticked(REAL, "- [ ] Bias")).unwrap(),
        said: &["line 10: ticked by hand: claimed: Bias-variance trade-off"],
        mended: None,
    },
    Case {
        name: "replaced by a renamed file, its line reworded",
        happens: |mine| {
            let beside = mine.with_extension("new");
            fs::write(&beside, with("- [ ] Dropout", "- [ ] Dropout again")).unwrap();
            fs::rename(beside, mine).unwrap();
        },
        said: &["line 20: reworded, progress kept"],
        mended: None,
    },
    Case {
        name: "two boxes ticked at once",
        happens: |mine| fs::write(mine, shelf::ticked(&shelf::ticked(REAL, "- [ ] Bias"), "- [ ] LSTM")).unwrap(),
        said: &["looks restored", "line 10: now ticked", "line 22: now ticked", "hint: `drill tracker sync --mine`"],
        mended: Some(again),
    },
    Case {
        name: "deleted",
        happens: |mine| fs::remove_file(mine).unwrap(),
        said: &["t.md: there is no such file", "hint: put it back, or name where it is now"],
        mended: Some(again),
    },
    Case {
        name: "its folder gone",
        happens: |mine| fs::remove_dir_all(mine.parent().unwrap()).unwrap(),
        said: &["t.md: there is no such file", "hint: put it back, or name where it is now"],
        mended: Some(|mine| {
            fs::create_dir(mine.parent().unwrap()).unwrap();
            again(mine);
        }),
    },
    Case {
        name: "a folder in its place",
        happens: |mine| {
            fs::remove_file(mine).unwrap();
            fs::create_dir(mine).unwrap();
        },
        said: &["t.md: this is a folder, not a file"],
        mended: Some(|mine| {
            fs::remove_dir(mine).unwrap();
            again(mine);
        }),
    },
    Case {
        name: "a dangling link in its place",
        happens: |mine| {
            fs::remove_file(mine).unwrap();
            symlink("gone.md", mine).unwrap();
        },
        said: &["t.md: this link leads to ", "gone.md, which does not exist"],
        mended: Some(|mine| fs::write(mine.with_file_name("gone.md"), REAL).unwrap()),
    },
    Case {
        name: "emptied",
        happens: |mine| fs::write(mine, "").unwrap(),
        said: &["names none of the built-in topics"],
        mended: Some(again),
    },
    Case {
        name: "half-written",
        happens: |mine| fs::write(mine, &REAL[..500]).unwrap(),
        said: &["built-in topics that the tracker does not name went to sleep"],
        mended: Some(again),
    },
];

#[test]
fn whatever_an_editor_does_the_grade_stays_and_the_box_follows() {
    for Case { name, happens, said, mended } in CASES {
        let mut place = Place::new();
        let mine = place.write("mine/t.md", REAL);
        place.run(["tracker", "link", "mine/t.md"]).is_fine();
        let last = shelf::nearly_learned(&mut place, "dropout");
        let before = place.grades().len();
        let mut person = Person::sits(&place, ["--topic", "dropout"]);
        let back = person.types("");
        assert!(back.contains(&format!("Card: {last}")), "{name}: {back}");
        happens(&mine);
        let told = person.types("4");
        said.iter().for_each(|line| assert!(told.contains(line), "{name}: not said: {line}\n{told}"));
        assert!(told.contains("box earned: Dropout"), "{name}: {told}");
        let done = person.leaves();
        done.is_fine();
        assert!(done.out.contains("box earned: Dropout"), "{name}: {}", done.out);
        assert_eq!(place.grades().len(), before + 1, "{name}");
        if let Some(mended) = mended {
            mended(&mine);
            place.run(["tracker", "sync"]).is_fine();
        }
        let bytes = fs::read(&mine).unwrap();
        let at = bytes.windows(7).position(|window| window == b"Dropout").unwrap();
        assert_eq!(&bytes[at - 6..at], b"- [x] ", "{name}");
        let untouched = bytes.len() == REAL.len()
            && (0..REAL.len()).filter(|at| bytes[*at] != REAL[*at]).count()
                <= 1 + usize::from(name.contains("another"));
        assert!(untouched || bytes.len() > REAL.len(), "{name}: changed elsewhere");
        assert_eq!(place.wrong(), Vec::<String>::new(), "{name}");
    }
}
