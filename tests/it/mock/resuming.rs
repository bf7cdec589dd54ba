//! A mock that was put aside, one at a time, and the note in an editor.

use super::{mocks, row, sprint, world};
use std::fs;

#[test]
fn a_mock_that_was_put_aside_goes_on_at_the_same_second() {
    let world = world();
    world.run("drill mock-design queue --minutes 15").types("one\n+2m\n^C\n").says("put aside").code(130);
    world
        .run("drill mock-design")
        .says("a mock of \"Design a queue\", begun 2026-03-01 09:00, is not finished")
        .says("--resume")
        .code(1);
    world.run("drill mock-design cache").says("is not finished").code(1);
    world.now("2026-03-01T12:00:00+00:00");
    let rest = format!("two\n{}", sprint(["all", "all"], "").split_once('\n').unwrap().1);
    world.run("drill mock-design --resume").types(&rest).says("03:00 left, 13:00 in all").prints("queue").code(0);
    let mock = &mocks(&world)[0]["detail"];
    assert_eq!(mock["note"], "one\ntwo\n");
    let spent: u64 = mock["phases"].as_array().unwrap().iter().map(|it| it["spent_seconds"].as_u64().unwrap()).sum();
    assert_eq!(spent, 5 * 60, "two minutes before, three after");
    assert!(mock["pauses"]["seconds"].as_u64().unwrap() >= 10_000, "{mock}");
    world.run("drill mock-design --resume").says("error: no mock was put aside").code(1);
}

#[test]
fn what_is_dropped_is_printed() {
    let world = world();
    world.run("drill mock-design --discard").says("error: no mock was put aside").code(1);
    world.run("drill mock-design queue").types("worth a lot\n").says("put aside").code(0);
    world.run("drill mock-design --discard").out("worth a lot\n").says("dropped: Design a queue").code(0);
    assert!(row(&world, "queue").contains('⬜'));
    assert!(mocks(&world).is_empty());
}

#[test]
fn a_second_mock_at_once_is_refused() {
    let world = world();
    let second = |world: &crate::world::World| {
        for line in ["drill mock-design cache", "drill mock-design --resume", "drill mock-design --discard"] {
            world
                .run(line)
                .says("a mock of \"Design a queue\", begun 2026-03-01 09:00, is running in another window")
                .says("--resume")
                .code(1);
        }
    };
    world
        .run("drill mock-design queue --minutes 15")
        .types("one\n@\n")
        .types(&sprint(["", ""], ""))
        .meanwhile(second)
        .anything()
        .code(0);
    assert_eq!(mocks(&world).len(), 1);
}

#[test]
fn the_note_in_an_editor_is_never_lost() {
    let world = world();
    let edit = "one\n/edit\ntwo\n";
    let note = |world: &crate::world::World| world.run("drill mock-design --discard").anything().code(0).out;
    // No editor, one that fails, one that fails and left something all the same.
    world.run("drill mock-design queue").types(edit).says("no editor is set").code(0);
    assert_eq!(note(&world), "one\ntwo\n");
    world.editor(|_, _| 1).run("drill mock-design queue").types(edit).says("failed with status 1").code(0);
    assert_eq!(note(&world), "one\ntwo\n");
    world.editor(|path, _| {
        fs::write(path, "left\n").unwrap();
        3
    });
    world.run("drill mock-design queue").types(edit).code(0);
    assert_eq!(note(&world), "left\ntwo\n");
    // 200 kB with everything that hurts.
    let large = "tab\tpipe|emoji 🦀 escape \u{1b}[2J é\n".repeat(6_000);
    let text = large.clone();
    world.editor(move |path, _| {
        fs::write(path, &text).unwrap();
        0
    });
    world
        .run("drill mock-design queue --minutes 15")
        .types(&sprint(["", ""], "").replacen('\n', "\n/edit\n", 1))
        .never_says("\u{1b}")
        .anything()
        .code(0);
    assert!(mocks(&world)[0]["detail"]["note"] == large, "the whole note, as it is");
    let shown = world.run("drill mock-design --show queue").anything().code(0);
    assert!(!shown.out.contains('\u{1b}') && shown.out.contains("pipe|emoji 🦀"));
    // Bytes that are no text stay in their file.
    world.editor(|path, _| {
        fs::write(path, b"caf\xe9").unwrap();
        0
    });
    let done = world.run("drill mock-design cache").types(edit).says("is not UTF-8; it is kept in").code(0);
    let kept = done.err.split("it is kept in").nth(1).unwrap().split_whitespace().next().unwrap();
    assert_eq!(fs::read(kept).unwrap(), b"caf\xe9");
    fs::remove_file(kept).unwrap();
}
