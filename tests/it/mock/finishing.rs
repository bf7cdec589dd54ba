//! What a finished mock does: log, memory, tracker, and all of it taken back.

use super::{mocks, passed, row, sprint, world};

#[test]
fn a_sprint_is_practised_and_moves_no_memory() {
    let world = world();
    let tracker = world.read("tracker.md");
    let done =
        world.run("drill mock-design mq --minutes 15").types(&sprint(["1", ""], "too slow")).prints("queue").code(0);
    assert!(done.out.contains("cards"), "{}", done.out);
    let mock = &mocks(&world)[0];
    assert_eq!((mock["item"].as_str(), mock["grade"].is_null()), (Some("queue"), true));
    assert_eq!(mock["detail"]["note"], "a note | with a pipe\n");
    assert_eq!(mock["detail"]["minutes"], 15);
    assert_eq!(world.memory("queue"), "n 0, 0 days, 2.5, never, lapses 0");
    let row = row(&world, "queue");
    assert!(row.starts_with("| Design a queue | 🟨 | 2026-03-01: sprint ") && row.ends_with(", too slow |"), "{row}");
    assert_eq!(world.read("tracker.md").replace(&row, "| Design a queue | ⬜ | |"), tracker, "nothing else is changed");
    world.run("drill doctor").prints("ok      tracker").code(0);
}

#[test]
fn undo_takes_the_whole_mock_back() {
    let world = world();
    let state = || {
        let cards = world.json("drill cards --kind scenario --json");
        let due = world.json("drill due --json");
        format!("{cards} {due} {} {}", world.json("drill mock-design --list --json"), world.read("tracker.md"))
    };
    let before = state();
    world.run("drill mock-design queue").types(&passed("well")).prints("queue").code(0);
    let after = state();
    assert_ne!(before, after);
    world.run("drill undo").prints("took back: mock \"Design a queue\" (queue)").code(0);
    assert_eq!(state(), before);
    world.run("drill redo").prints("brought back: mock \"Design a queue\" (queue)").code(0);
    assert_eq!(state(), after);
    world.run("drill doctor").prints("ok      log").code(0);
}

#[test]
fn a_full_mock_moves_the_memory_and_two_passes_master() {
    let world = world();
    world.run("drill mock-design queue").types(&passed("")).prints("passed").code(0);
    assert_eq!(world.memory("queue"), "n 1, 1 days, 2.6, 2026-03-02, lapses 0");
    assert!(row(&world, "queue").contains("| 🟨 |"));
    // Due on the next day by SM-2, and not before the third.
    for (day, waiting) in [(2, 0), (3, 0), (4, 1), (9, 1)] {
        assert_eq!(world.day(day).json("drill due --json")["mocks"], waiting, "on day {day}");
    }
    world.day(4).run("drill mock-design queue").types(&passed("again")).prints("passed").code(0);
    assert_eq!(world.memory("queue"), "n 2, 6 days, 2.7, 2026-03-10, lapses 0");
    let mastered = row(&world, "queue");
    assert!(mastered.contains("| ✅ | 2026-03-04: 4.00 passed, again |"), "{mastered}");
    // A failed later mock.
    let failed = passed("").replace("all", "none");
    world.day(10).run("drill mock-design queue").types(&failed).prints("failed").code(0);
    assert!(row(&world, "queue").contains("| 🟨 | 2026-03-10: "), "{}", row(&world, "queue"));
    world.run("drill undo").anything().code(0);
    assert_eq!(row(&world, "queue"), mastered);
}

#[test]
fn a_past_mock_is_shown_by_entry_and_by_name() {
    let world = world();
    world.run("drill mock-design --show mq").says("error: no mock of 'Design a queue' was finished yet").code(1);
    world.run("drill mock-design queue --minutes 15").types(&sprint(["all", "all"], "")).anything().code(0);
    let mock = world.json("drill mock-design --show mq --json");
    let id = mocks(&world)[0]["id"].as_str().unwrap().to_owned();
    assert_eq!((&mock["note"], &mock["scenario"]), (&"a note | with a pipe\n".into(), &"queue".into()));
    for name in ["queue", "MQ", "design a q", &id, &id[..8]] {
        world.run(&format!("drill mock-design --show '{name}'")).prints("a note | with a pipe").code(0);
    }
    world.run("drill mock-design --show nothing").says("error: no scenario is called 'nothing'").code(1);
}

#[test]
fn a_clock_that_went_back_loses_no_mock() {
    let world = world();
    world.day(9).run("drill mock-design queue").types(&passed("")).anything().code(0);
    // On the day before, a full mock cannot be counted; it is kept until it can.
    let done = world.day(8).run("drill mock-design queue").types(&passed("")).code(0);
    assert!(done.err.contains("clock"), "{}", done.err);
    assert_eq!(mocks(&world).len(), 1);
    world.day(12).run("drill mock-design --resume").types("p\n\n\n").anything().code(0);
    assert_eq!(mocks(&world).len(), 2, "it was only put aside");
}

#[test]
fn what_a_strong_answer_holds_is_printed_and_leaves_no_trace() {
    let world = world();
    let shown = world.run("drill mock-design --solution rag").anything().code(0);
    for heading in ["# Design a RAG system", "## To be asked first", "## Envelope", "## Deep dives", "## Rubric"] {
        assert!(shown.out.contains(heading), "no {heading} in {}", shown.out);
    }
    world.run("drill mock-design --solution nothing").says("error: no scenario is called 'nothing'").code(1);
}

#[test]
fn a_mock_of_which_too_little_could_be_scored_makes_nobody_ready() {
    let world = world();
    let ready = || world.json("drill report --json")["readiness"]["mocks"].as_f64().unwrap();
    // A row without a file has no points: all that is left to score is the communication.
    let phases: String = ["+5m", "+3m", "+6m", "+5m", "+9m", "+5m", "+2m"].map(|it| format!("{it}\n/next\n")).concat();
    world.run("drill mock-design cache").types(&format!("a note\n{phases}y\n1\n\n\n\n\n\n\n\n")).anything().code(0);
    let mock = &mocks(&world)[0];
    assert_eq!((&mock["item"], &mock["detail"]["result"]), (&"scenario-cache".into(), &"practised".into()), "{mock}");
    assert_eq!(ready(), 0.0);
    world.run("drill mock-design queue").types(&passed("well")).anything().code(0);
    assert_eq!(ready(), 1.0);
}
