//! Foreign text is data: nothing a terminal obeys comes out of any verb.

use std::{fs, os::unix::ffi::OsStrExt, path::PathBuf};

use super::place::Place;

/// Colour, title, a bell, both kinds of eight-bit controls, a backspace, and marks that turn the writing round.
const EVIL: &str = "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J\u{9d}0;x\u{9c}\u{90}\u{8}\u{7f}\u{202e}back\u{2066}";

/// What a terminal would obey, and bytes that are no text.
fn obeyed(bytes: &[u8]) -> Vec<char> {
    let text = String::from_utf8_lossy(bytes);
    let direction = |letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffd}');
    text.chars().filter(|it| direction(*it) || (it.is_control() && !matches!(it, '\n' | '\t'))).collect()
}

#[track_caller]
fn is_clean(place: &Place, args: &[&str], lines: &str) {
    use std::io::Write;
    let mut child = place.command(args).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let done = child.wait_with_output().unwrap();
    assert_eq!(obeyed(&done.stdout), [], "{args:?}: {}", String::from_utf8_lossy(&done.stdout).escape_debug());
    assert_eq!(obeyed(&done.stderr), [], "{args:?}: {}", String::from_utf8_lossy(&done.stderr).escape_debug());
    assert!([Some(0), Some(1), Some(2)].contains(&done.status.code()), "{args:?}: {:?}", done.status);
}

fn deck() -> String {
    let front = EVIL.chars().map(|letter| format!("\\u{:04x}", u32::from(letter))).collect::<String>();
    format!(
        "---\nname = \"{front}\"\n---\n# Sec{EVIL}\n## Top{EVIL} (promise{EVIL})\n\nQ: quest{EVIL}ion\nA: ans{EVIL}wer\n\
         Note: no{EVIL}te\nSource: so{EVIL}urce\nTags: core, ta{EVIL}g\n\nQ: broken {EVIL}\nId: x{EVIL}\n\n\
         C: a [gap {EVIL}] of text\n\nQ: code\nA: ```\n{EVIL}\n```\n"
    )
}

fn tracker() -> String {
    format!(
        "# T\n### ML Fundamentals\n- [ ] Bias-variance trade-off (can explain with examples)\n- [ ] Line {EVIL} (promise \
         {EVIL})\n- [ ] Top{EVIL} (p)\n\n| Scenario | Status | Notes |\n|---|---|---|\n| Design {EVIL} | {EVIL} | {EVIL} |\n"
    )
}

const LOOKING: [&[&str]; 22] = [
    &["due"],
    &["due", "--json"],
    &["topics", "--all"],
    &["topics", "--all", "--json"],
    &["cards"],
    &["cards", "--json"],
    &["report"],
    &["report", "--json"],
    &["log"],
    &["log", "--json"],
    &["log", "--matches"],
    &["tracker"],
    &["tracker", "--json"],
    &["tracker", "check"],
    &["tracker", "check", "--json"],
    &["tracker", "sync", "--dry-run"],
    &["tracker", "repair"],
    &["deck", "list"],
    &["deck", "list", "--json"],
    &["config"],
    &["config", "--json"],
    &["doctor", "--json"],
];

fn sweep(place: &Place) {
    for verb in LOOKING {
        is_clean(place, verb, "");
    }
    is_clean(place, &["doctor"], "");
    is_clean(place, &["deck", "check", "--strict"], "");
    is_clean(place, &["deck", "check", "--json"], "");
    for card in place.json(&["cards"]).as_array().unwrap().iter().filter(|card| card["topic"] != "Dropout") {
        let id = card["id"].as_str().unwrap();
        if card["section"].as_str().unwrap().starts_with("Sec") || card["topic"].as_str().unwrap().starts_with("Line") {
            is_clean(place, &["card", id], "");
            is_clean(place, &["card", id, "--json"], "");
            is_clean(place, &["grade", id, "4"], "");
            is_clean(place, &["undo"], "");
            is_clean(place, &["redo"], "");
            is_clean(place, &["suspend", id], "");
            is_clean(place, &["resume", id], "");
        }
    }
}

#[test]
fn no_verb_lets_an_escape_sequence_through() {
    let place = Place::new();
    let folder = format!("decks{EVIL}");
    let evil_deck = place.write(PathBuf::from(&folder).join(format!("deck{EVIL}.md")), deck());
    let evil_tracker = place.write(format!("t{EVIL}.md"), tracker());
    is_clean(&place, &["deck", "check", &folder], "");
    is_clean(&place, &["deck", "add", &folder], "");
    is_clean(&place, &["tracker", "check", evil_tracker.to_str().unwrap()], "");
    is_clean(&place, &["tracker", "link", evil_tracker.to_str().unwrap()], "");
    let keys = format!("\n?\n2\n{EVIL}\n\n1\n\n4\n\n4\n\n2\n\n2\n\n2\nu\nx\nq\n");
    is_clean(&place, &["--topic", "sec"], &keys);
    is_clean(&place, &["--topic", "line"], &format!("p\npoint {EVIL}\nanother\n.\n\n2\nu\nq\n"));
    is_clean(&place, &[], &keys);
    sweep(&place);
    // Reworded, renamed, ticked by hand, away: each is told in words of theirs.
    fs::write(&evil_deck, deck().replace("quest", "the quest").replace("Note: no", "Note: new")).unwrap();
    fs::write(&evil_tracker, tracker().replace("- [ ] Line", "- [x] This line")).unwrap();
    is_clean(&place, &["tracker", "sync"], "");
    is_clean(&place, &[], "q\n");
    sweep(&place);
    fs::remove_file(&evil_deck).unwrap();
    fs::remove_file(&evil_tracker).unwrap();
    is_clean(&place, &["tracker", "sync"], "");
    is_clean(&place, &["deck", "remove", &folder], "");
    is_clean(&place, &[], "q\n");
    sweep(&place);
}

#[test]
fn what_is_typed_or_set_comes_back_clean() {
    let place = Place::new();
    place.types([""; 0], "\n4\nq\n").is_fine();
    let typed: [&[&str]; 20] = [
        &[EVIL],
        &["--topic", EVIL],
        &["--limit", EVIL],
        &["card", EVIL],
        &["grade", EVIL, "4"],
        &["grade", "bias-variance-decomposition", EVIL],
        &["cards", "--topic", EVIL],
        &["config", EVIL],
        &["config", "minutes", EVIL],
        &["config", "device", EVIL],
        &["config", "device"],
        &["config"],
        &["deck", "add", EVIL],
        &["deck", "remove", EVIL],
        &["deck", "check", EVIL],
        &["tracker", "link", EVIL],
        &["tracker", "check", EVIL],
        &["tracker", "map", EVIL, EVIL],
        &["backup", EVIL],
        &["restore", EVIL],
    ];
    for args in typed {
        is_clean(&place, args, "");
    }
    for variable in ["DRILL_NOW", "DRILL_PACE", "DRILL_SEED", "COLUMNS", "TERM"] {
        let place = Place::new().with(variable, EVIL);
        is_clean(&place, &[], "e\nq\n");
        is_clean(&place, &["due"], "");
    }
    let home = Place::new().path(format!("home{EVIL}"));
    let place = Place::new().home_at(home);
    is_clean(&place, &[], "\n4\nq\n");
    sweep(&place);
    fs::write(place.home().join("config.toml"), format!("minutes = \"{EVIL}\"\n")).unwrap();
    is_clean(&place, &["due"], "");
    fs::write(place.home().join("config.toml"), format!("# {EVIL}\nminute = 3\n")).unwrap();
    is_clean(&place, &["config"], "");
}

#[test]
fn names_of_files_that_are_no_text_come_out_as_text() {
    let place = Place::new();
    let name = std::ffi::OsStr::from_bytes(b"deck\xff\x1b[31m.md");
    fs::create_dir(place.path("decks")).unwrap();
    if fs::write(place.path("decks").join(name), "Q: a\nA: b\n\nQ: c\n").is_err() {
        eprintln!("skipped: this disk takes no such names");
        return;
    }
    for verb in [&["deck", "add", "decks"][..], &["deck", "check", "decks"], &[], &["deck", "list"], &["due"]] {
        let done = place.command(verb).output().unwrap();
        let controls = |bytes: &[u8]| obeyed(bytes).into_iter().filter(|it| *it != '\u{fffd}').collect::<Vec<_>>();
        assert_eq!((controls(&done.stdout), controls(&done.stderr)), (vec![], vec![]), "{verb:?}");
    }
}
