//! Trackers of every kind: read, said, ticked at one byte, otherwise left as they are.

use std::{
    fs::{self, Permissions},
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, chown, symlink},
    },
    process::Command,
};

use super::{
    place::{Place, STRANGER},
    shelf::{self, DROPOUT, REAL},
};

fn replaced(bytes: &[u8], from: &str, to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

fn lines_end_with(end: &str) -> Vec<u8> {
    REAL.iter().flat_map(|byte| if *byte == b'\n' { end.as_bytes().to_vec() } else { vec![*byte] }).collect()
}

/// Files that hold the topic, what `check` and `link` remark, and where.
fn with_the_topic() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let damaged = ":7: emoji are damaged from here on (UTF-8 once read as Mac OS Roman)";
    vec![
        ("real", REAL.to_vec(), damaged),
        ("CRLF", lines_end_with("\r\n"), damaged),
        ("CR only", lines_end_with("\r"), ":1: lines end with a carriage return alone; they stay so"),
        ("BOM", [b"\xef\xbb\xbf", REAL].concat(), ":1: the file begins with a byte order mark; it stays"),
        (
            "not UTF-8",
            replaced(REAL, "trade-off", b"trade\xffoff"),
            ":10: 1 byte is not UTF-8, in column 26; it stays as it is",
        ),
        ("no newline", [REAL, b"last"].concat(), ": no newline at the end of the file; none is added"),
        ("NUL", [REAL, b"\0\n"].concat(), ": the line holds a NUL character"),
        (
            "huge line",
            [REAL, b"- [ ] ", &vec![b'x'; 3 << 20], b"\n"].concat(),
            ": a line of 3145734 bytes is too long for a checklist line and was passed over",
        ),
        (
            "fence below",
            [REAL, b"```\n- [ ] Dropout\n"].concat(),
            ": the code fence opened here is never closed, so everything below it is code",
        ),
    ]
}

#[test]
fn an_odd_tracker_is_ticked_at_one_byte_and_its_oddity_said() {
    for (name, bytes, remark) in with_the_topic() {
        let mut place = Place::new();
        let mine = place.write("mine/t.md", &bytes);
        fs::set_permissions(&mine, Permissions::from_mode(0o640)).unwrap();
        let check = place.run(["tracker", "check", "mine/t.md"]);
        assert!(check.is_fine().out.replace(":1: remark", "").contains(remark), "{name}: {}", check.out);
        let link = place.run(["tracker", "link", "mine/t.md"]);
        assert!(link.is_fine().out.contains("28 topic lines joined to cards"), "{name}: {}", link.out);
        assert!(link.out.contains(remark), "{name}: {}", link.out);
        shelf::learned(&mut place, "dropout");
        assert!(fs::read(&mine).unwrap() == shelf::ticked(&bytes, DROPOUT), "{name}: changed elsewhere");
        assert_eq!(fs::metadata(&mine).unwrap().permissions().mode() & 0o777, 0o640, "{name}");
        assert_eq!(fs::read_dir(place.path("mine")).unwrap().count(), 1, "{name}");
        assert_eq!(place.wrong(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_tracker_that_names_nothing_leaves_the_built_in_topics_awake() {
    let one_line: Vec<u8> = REAL.iter().map(|byte| if *byte == b'\n' { b' ' } else { *byte }).collect();
    let utf16 = b"\xff\xfe#\0 \0a\0\n\0".to_vec();
    let table = [
        ("empty", Vec::new(), ":1: the file is empty"),
        ("only a newline", b"\n".to_vec(), ""),
        ("one line", one_line, ":1: no newline at the end of the file"),
        ("UTF-16", utf16, ":1: the file is UTF-16, so nothing can be read or ticked; save it as UTF-8"),
        ("all in a fence", [b"```\n", REAL].concat(), ":1: the code fence opened here is never closed"),
    ];
    for (name, bytes, remark) in table {
        let mut place = Place::new();
        let mine = place.write("t.md", &bytes);
        let link = place.run(["tracker", "link", "t.md"]);
        link.fails(0, &["names none of the built-in topics, so all of them stay awake"]);
        assert!(link.out.contains(remark), "{name}: {}", link.out);
        shelf::learned(&mut place, "dropout");
        assert_eq!(fs::read(&mine).unwrap(), bytes, "{name}");
        place.types([""; 0], "\n4\nq\n").is_fine();
        assert_eq!(place.wrong(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn fifty_megabytes_are_read_and_larger_files_refused() {
    let mut place = Place::new();
    let line = [&b"Lorem ipsum dolor sit amet, consectetur adipiscing elit. ".repeat(70)[..], b"\n\n"].concat();
    let prose = line.repeat((50 << 20) / line.len() + 1);
    let bytes = [REAL, &prose].concat();
    assert!(bytes.len() > 50 << 20);
    let mine = place.write("t.md", &bytes);
    place.run(["tracker", "link", "t.md"]).is_fine();
    shelf::learned(&mut place, "dropout");
    assert!(fs::read(&mine).unwrap() == shelf::ticked(&bytes, DROPOUT));
    fs::File::options().write(true).open(&mine).unwrap().set_len(65 << 20).unwrap();
    let done = place.run(["tracker", "check", "t.md"]);
    done.fails(1, &["t.md: 68157440 bytes are more than a tracker may have (67108864)", "hint: name a Markdown file"]);
}

#[test]
fn what_is_no_tracker_is_refused_with_a_sentence() {
    let place = Place::new();
    place.write("real.md", REAL);
    let at = |name: &str| place.path(name);
    symlink("nowhere.md", at("dangling")).unwrap();
    symlink("b", at("a")).unwrap();
    symlink("a", at("b")).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    let table = [
        ("none.md", "none.md: there is no such file"),
        (".", ": this is a folder, not a file"),
        ("dangling", "dangling: this link leads to "),
        ("a", "a: this link leads back to itself"),
        ("pipe", "pipe: this is a device or a pipe, not a file"),
        ("/dev/zero", "/dev/zero: this is a device or a pipe, not a file"),
        ("real.md/t.md", "t.md: it cannot be read"),
    ];
    for (name, said) in table {
        for verb in ["check", "link"] {
            place.run(["tracker", verb, name]).fails(1, &["error: ", said, "hint: "]);
        }
    }
    place.run(["tracker", "link", "real.md"]).is_fine();
    let odd = at("").join(std::ffi::OsStr::from_bytes(b"t\xff.md"));
    if fs::write(&odd, REAL).is_ok() {
        let done = place.command(["tracker", "link"]).arg(&odd).output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!((done.status.code(), said.contains("is not UTF-8")), (Some(1), true), "{said}");
    }
    assert_eq!(place.json(&["tracker"])["path"], at("real.md").to_str().unwrap(), "a refused link changes nothing");
}

#[test]
fn a_tracker_that_may_not_be_read_or_written_is_named() {
    let Some(place) = Place::new().for_a_stranger() else { return };
    fs::set_permissions(place.path(""), Permissions::from_mode(0o777)).unwrap();
    let mine = place.write("t.md", REAL);
    chown(&mine, Some(STRANGER), Some(STRANGER)).unwrap();
    let shut = |mode| fs::set_permissions(&mine, Permissions::from_mode(mode)).unwrap();
    shut(0);
    for verb in ["check", "link"] {
        let done = place.run(["tracker", verb, "t.md"]);
        done.fails(1, &["t.md: it cannot be read\ncaused by: permission denied", "hint: let it be read"]);
    }
    shut(0o644);
    let mut place = place;
    place.run(["tracker", "link", "t.md"]).is_fine();
    let last = shelf::nearly_learned(&mut place, "dropout");
    shut(0o444);
    place.good(&last).fails(0, &["warning: ", "t.md: it is read-only, and stays as it is", "hint: make it writable"]);
    shut(0o644);
    place.run(["tracker", "sync"]).is_fine();
    assert_eq!(fs::read(&mine).unwrap(), shelf::ticked(REAL, DROPOUT));
}

#[test]
fn a_tracker_that_was_checked_out_again_is_asked_about() {
    let mut place = Place::new();
    let mine = place.write("t.md", REAL);
    place.run(["tracker", "link", "t.md"]).is_fine();
    shelf::learned(&mut place, "dropout");
    shelf::learned(&mut place, "lstm");
    let both = fs::read(&mine).unwrap();
    for (state, changes) in [(REAL.to_vec(), 2), (shelf::ticked(REAL, DROPOUT), 1)] {
        fs::write(&mine, &state).unwrap();
        let log = place.json(&["log", "--limit", "1000"]);
        for verb in [&[][..], &["tracker", "sync"]] {
            let done = place.types(verb, "q\n");
            done.fails(
                i32::from(verb == ["tracker", "sync"]),
                &["looks restored", "hint: `drill tracker sync --mine`"],
            );
            assert_eq!(done.err.matches("now unticked").count(), changes, "{}", done.err);
            assert_eq!(fs::read(&mine).unwrap(), state, "nothing is written");
        }
        let claims = |log: &serde_json::Value| log.to_string().matches("\"kind\":\"claim").count();
        assert_eq!(claims(&place.json(&["log", "--limit", "1000"])), claims(&log), "nothing is recorded");
        place.run(["tracker", "sync", "--mine"]).is_fine();
        assert_eq!(fs::read(&mine).unwrap(), both);
    }
    assert_eq!(place.wrong(), Vec::<String>::new());
}

#[test]
fn a_built_in_tracker_that_was_deleted_comes_again_with_its_boxes() {
    let mut place = Place::new();
    shelf::learned(&mut place, "dropout");
    let own = place.home().join("tracker.md");
    let text = fs::read(&own).unwrap();
    assert!(String::from_utf8_lossy(&text).contains("- [x] Dropout"));
    fs::remove_file(&own).unwrap();
    place.run(["tracker", "sync"]).is_fine();
    assert_eq!(fs::read(&own).unwrap(), text);
    assert_eq!(place.wrong(), Vec::<String>::new());
}
