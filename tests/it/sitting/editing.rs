//! `e`: a card of the user's in place, a shipped one as a copy.

use std::fs;

use super::six;
use crate::world::World;

/// A world with one shipped card of Dropout to be asked: its id and question.
fn shipped() -> (World, String, String) {
    let world = World::new();
    let cards = world.json("drill cards --topic dropout --json");
    let text = |name: &str| cards[0][name].as_str().unwrap().to_owned();
    let (id, question) = (text("id"), text("question"));
    (world, id, question)
}

const SITTING: &str = "drill --topic dropout --new 1";

#[test]
fn a_shipped_card_is_copied_with_its_id_and_overridden() {
    let (world, id, question) = shipped();
    world.run(&format!("drill grade {id} 5")).anything().code(0);
    let asked = question.clone();
    world.editor(move |path, line| {
        let text = fs::read_to_string(path).unwrap();
        let first = text.lines().nth(line - 1).unwrap();
        assert!(first.starts_with("Q: ") && asked.starts_with(&first[3..]), "line {line} of {text}");
        fs::write(path, text.replacen("Q: ", "Q: Mine: ", 1)).unwrap();
        0
    });
    world
        .day(2)
        .run("drill --topic dropout --new 0")
        .types("e\n\n4\n\n")
        .says("Q: Mine: ".trim_start_matches("Q: "))
        .anything()
        .code(0);
    let edits = world.read("home/decks/edits.md");
    assert!(
        edits.contains(&format!("Id: {id}\n")) && edits.starts_with("# Deep Learning\n\n## Dropout\n\nQ: Mine: "),
        "{edits}"
    );
    assert_eq!(edits.matches("Q: ").count(), 1, "that one card: {edits}");
    let card = world.card(&id);
    assert_eq!(card["question"], format!("Mine: {question}"));
    assert_eq!(card["memory"]["repetitions"], 2, "progress is kept");
    // Deleting the copy brings the shipped one back, with its history.
    fs::remove_file(world.path("home/decks/edits.md")).unwrap();
    let card = world.card(&id);
    assert_eq!((card["question"].as_str().unwrap(), &card["memory"]["repetitions"]), (question.as_str(), &2.into()));
    assert_eq!(
        world.topic("Dropout")["cards"],
        world.json("drill cards --topic dropout --json").as_array().unwrap().len()
    );
}

#[test]
fn overriding_is_said() {
    let (world, id, _) = shipped();
    world.editor_replaces("Q: ", "Q: Mine: ");
    world
        .run(SITTING)
        .types("e\nq\n")
        .says(&format!("note: /w/home/decks/edits.md:5 overrides the shipped card {id}\n"))
        .anything()
        .code(0);
}

#[test]
fn an_editor_that_changes_nothing_leaves_no_copy() {
    let (world, ..) = shipped();
    world.editor(|_, _| 0);
    world.run(SITTING).types("e\n\n4\n\n").anything().code(0);
    assert!(!world.has("home/decks/edits.md"));
    world.run("drill log --limit 5").never_prints("edit").code(0);
}

#[test]
fn an_editor_that_fails_changes_nothing_and_the_card_is_asked_again() {
    let (world, id, _) = shipped();
    world.editor(|_, _| 3);
    world
        .run(SITTING)
        .types("e\n\n4\n\n")
        .says("error: the editor `scripted` failed with status 3; hint: nothing was changed")
        .anything()
        .code(0);
    assert!(!world.has("home/decks/edits.md"));
    assert_eq!(world.card(&id)["review_count"], 1);
}

#[test]
fn no_editor_is_said() {
    let (world, ..) = shipped();
    world
        .run(SITTING)
        .types("e\nq\n")
        .says("error: no editor is set; hint: set EDITOR, for example EDITOR=nano")
        .anything()
        .code(0);
    assert!(!world.has("home/decks/edits.md"));
}

#[test]
fn a_card_of_the_users_own_is_edited_in_place() {
    let world = six();
    world.editor_replaces("Q: a?", "Q: a, really?");
    world.run("drill --new 1").types("e\n\n4\n\n").asks("new: a? | new: a, really?").code(0);
    assert!(world.read("home/decks/rust.md").contains("Q: a, really?\nA: aa\nId: a\n"));
    assert!(!world.has("home/decks/edits.md"));
    assert_eq!(world.card("a")["memory"]["repetitions"], 1);
}

#[test]
fn an_editor_that_deletes_the_card_takes_it_from_the_table() {
    let world = six();
    world.editor_replaces("Q: a?\nA: aa\nId: a\n", "");
    world
        .run("drill --new 2")
        .types("e\n")
        .grades("4")
        .types("\n")
        .says("1 card left the decks, history kept")
        .asks("new: a? | new: b?")
        .code(0);
    assert_eq!(world.card("a")["parked"], true);
    world.run("drill undo").anything().code(0);
    world.run("drill undo").anything().code(0);
    assert_eq!(world.card("a")["parked"], false);
}

#[test]
fn an_editor_that_breaks_the_deck_costs_that_card_only() {
    let world = six();
    world.editor_replaces("A: aa\n", "B: aa\n");
    world
        .run("drill --new 2")
        .types("e\n")
        .grades("4")
        .types("\n")
        .says("warning: /w/home/decks/rust.md:5:1: question without an answer")
        .asks("new: a? | new: b?")
        .code(0);
    assert_eq!(world.topic("Ownership")["cards"], 5);
    world.change("home/decks/rust.md", "B: aa\n", "A: aa\n");
    assert_eq!(world.topic("Ownership")["cards"], 6);
}

#[test]
fn an_edit_can_be_taken_back_unless_the_file_moved_on() {
    let world = six();
    world.editor_replaces("Q: a?", "Q: a, really?");
    world.run("drill --new 1").types("e\nq\n").anything().code(0);
    world.run("drill undo").prints("took back: an edit of").anything().code(0);
    assert!(world.read("home/decks/rust.md").contains("Q: a?\n"));
    world.run("drill redo").anything().code(0);
    let edited = world.bytes("home/decks/rust.md");
    for more in [b"\nA: more\n".as_slice(), b"\nin Latin-1: \xe9\n"] {
        let moved_on = [&edited, more].concat();
        world.write("home/decks/rust.md", &moved_on);
        world
            .run("drill undo")
            .prints("took back: an edit of")
            .prints("/w/home/decks/rust.md was changed since and stays as it is\n")
            .anything()
            .code(0);
        assert_eq!(world.bytes("home/decks/rust.md"), moved_on);
        world.write("home/decks/rust.md", &edited).run("drill redo").anything().code(0);
    }
}

#[test]
fn the_editor_of_the_environment_is_opened_on_the_file() {
    let world = six().file("editor.sh", "#!/bin/sh\nsed -i 's/Q: a?/Q: a, by sed?/' \"$1\"\n");
    let path = world.path("editor.sh");
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    world
        .run("drill --new 1")
        .with("EDITOR", "/w/editor.sh")
        .with("PATH", "/usr/bin:/bin")
        .types("e\nq\n")
        .says("a, by sed?")
        .anything()
        .code(0);
    assert_eq!(world.card("a")["question"], "a, by sed?");
}

#[test]
fn a_shipped_answer_that_was_corrected_is_shown_once_and_marked() {
    let (world, id, _) = shipped();
    world.run(&format!("drill grade {id} 5")).anything().code(0);
    world.day(2).run(&format!("drill grade {id} 5")).anything().code(0);
    let memory = world.memory(&id);
    // As if this release had mended the answer.
    let database = rusqlite::Connection::open(world.path("home/drill.db")).unwrap();
    assert_eq!(database.execute("UPDATE item SET answer = 'something wrong' WHERE id = ?1", [&id]).unwrap(), 1);
    assert_eq!(database.execute("DELETE FROM meta WHERE name = 'shipped decks'", []).unwrap(), 1);
    drop(database);
    world.day(3);
    assert_eq!(world.json("drill due --json")["extra"], 1);
    let done = world.run("drill --no-tick").types("\n4\nq\n").anything().code(0);
    assert!(done.err.contains("] corrected"), "{}", done.err);
    assert_eq!(world.memory(&id), memory, "practice: the due day stays");
    let done = world.run("drill").types("q\n").anything().code(0);
    assert!(!done.err.contains("] corrected"), "once: {}", done.err);
    assert_eq!(world.json("drill due --json")["extra"], 0);
}
