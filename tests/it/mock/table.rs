//! The cells of the tracker's scenario table, in whatever shape it is.

use super::{QUEUE, mocks, row, sprint};
use crate::world::World;

fn world(table: &str) -> World {
    World::alone(&format!("\n## System Design\n\n{table}")).deck("scenarios/queue.md", QUEUE)
}

fn mock(world: &World, remark: &str) {
    world.run("drill mock-design queue --minutes 15").types(&sprint(["all", "all"], remark)).anything().code(0);
}

const PART: &str = "2026-03-01: sprint 4.00, so";

#[test]
fn every_shape_of_a_table() {
    let head = "| Scenario | Status | Notes |\n|---|---|---|\n";
    let table = [
        (format!("{head}| Design a queue | ⬜ | |\n"), format!("| Design a queue | 🟨 | {PART} |")),
        (format!("{head}| Design a queue |  |  |\n"), format!("| Design a queue | 🟨 | {PART} |")),
        (format!("{head}|Design a queue|[ ]|read \\| write|\n"), format!("|Design a queue|🟨|read \\| write; {PART}|")),
        (
            format!("{head}| Design a queue | asked at Acme | mine | extra |\n"),
            format!("| Design a queue | 🟨 | mine; {PART} | extra |"),
        ),
        (
            "| Notes | Status | Date | Scenario |\n|---|---|---|---|\n| mine | ‚¨ú | May | Design a queue |\n"
                .to_owned(),
            format!("| mine; {PART} | 🟨 | May | Design a queue |"),
        ),
        (
            "| Status | Szenario | Notizen |\n|---|---|---|\n| ⬜ | Design a queue | meins |\n".to_owned(),
            format!("| 🟨 | Design a queue | meins; {PART} |"),
        ),
        (
            "| Scenario | Status |\n|---|---|\n| Design a queue | ⬜ |\n".to_owned(),
            "| Design a queue | 🟨 |".to_owned(),
        ),
        (format!("{head}| **A queue** (with Kafka) | ⬜ | |\n"), format!("| **A queue** (with Kafka) | 🟨 | {PART} |")),
    ];
    for (before, after) in table {
        let world = world(&before);
        let whole = world.read("tracker.md");
        mock(&world, "so");
        assert_eq!(row(&world, "queue"), after, "{before}");
        world.run("drill undo").anything().code(0);
        assert_eq!(world.read("tracker.md"), whole, "byte for byte as it was");
    }
}

#[test]
fn without_a_table_nothing_is_written() {
    let world = world("- a list\n");
    let before = world.read("tracker.md");
    mock(&world, "");
    assert_eq!(world.read("tracker.md"), before);
    assert_eq!(mocks(&world).len(), 1);
    // A table that comes later shows what was practised; what the user says there of himself holds.
    world.change(
        "tracker.md",
        "- a list\n",
        "| Scenario | Status | Notes |\n|---|---|---|\n| Design a queue | ⬜ | |\n",
    );
    world.run("drill tracker sync").prints("🟨: Design a queue").code(0);
    assert!(row(&world, "queue").contains("🟨"));
}

#[test]
fn two_rows_of_one_scenario_both_show_it() {
    let world = world("| Scenario | Status | Notes |\n|---|---|---|\n| Design a queue | ⬜ | x |\n| MQ | Done | |\n");
    let before = world.read("tracker.md");
    mock(&world, "so");
    let text = world.read("tracker.md");
    assert!(text.contains(&format!("| Design a queue | 🟨 | x; {PART} |\n| MQ | 🟨 | {PART} |")), "{text}");
    world.run("drill undo").anything().code(0);
    assert_eq!(world.read("tracker.md"), before);
}

#[test]
fn a_newer_mock_replaces_its_own_words_only() {
    let world = world("| Scenario | Status | Notes |\n|---|---|---|\n| Design a queue | ⬜ | mine |\n");
    mock(&world, "one | two");
    assert_eq!(row(&world, "queue"), "| Design a queue | 🟨 | mine; 2026-03-01: sprint 4.00, one \\| two |");
    world.change("tracker.md", "one \\| two |", "one \\| two; and more |");
    world.day(2);
    mock(&world, "three");
    assert_eq!(row(&world, "queue"), "| Design a queue | 🟨 | mine; 2026-03-02: sprint 4.00, three; and more |");
    world.run("drill undo").anything().code(0);
    assert_eq!(row(&world, "queue"), "| Design a queue | 🟨 | mine; 2026-03-01: sprint 4.00, one \\| two; and more |");
    world.run("drill undo").anything().code(0);
    assert_eq!(row(&world, "queue"), "| Design a queue | ⬜ | mine; and more |");
}

#[test]
fn the_users_own_hand_stays_until_the_next_mock() {
    let world = world("| Scenario | Status | Notes |\n|---|---|---|\n| Design a queue | ⬜ | |\n");
    mock(&world, "");
    world.change("tracker.md", "🟨", "weak on sharding");
    world.run("drill tracker sync").prints("is up to date").code(0);
    assert!(row(&world, "queue").contains("weak on sharding"));
    // Undo leaves what the user has changed since.
    world.run("drill undo").anything().code(0);
    assert!(row(&world, "queue").contains("weak on sharding"));
    world.day(2);
    mock(&world, "");
    assert!(row(&world, "queue").contains("🟨"));
    world.run("drill undo").anything().code(0);
    assert!(row(&world, "queue").contains("weak on sharding"));
}

#[test]
fn cells_wait_for_a_file_that_is_away() {
    let world = world("| Scenario | Status | Notes |\n|---|---|---|\n| Design a queue | ⬜ | |\n");
    let text = world.read("tracker.md");
    let away = move |world: &World| std::fs::remove_file(world.path("tracker.md")).unwrap();
    world
        .run("drill mock-design queue --minutes 15")
        .types("@\n")
        .types(&sprint(["all", "all"], "so"))
        .meanwhile(away)
        .says("there is no such file")
        .prints("queue")
        .code(0);
    assert_eq!(mocks(&world).len(), 1, "the mock is safe");
    world.write("tracker.md", &text);
    world.run("drill doctor").prints("note    tracker: 1 row waits of the scenario table for the next sync").code(0);
    world.run("drill tracker sync --dry-run").prints(&format!("+| Design a queue | 🟨 | {PART} |")).code(0);
    assert_eq!(world.read("tracker.md"), text);
    world.run("drill tracker sync").prints("🟨: Design a queue").code(0);
    assert_eq!(row(&world, "queue"), format!("| Design a queue | 🟨 | {PART} |"));
}

#[test]
fn the_file_in_use_may_be_linked_again_and_nothing_of_it_is_forgotten() {
    let table = "| Scenario | Status | Notes |\n|---|---|---|\n| Design a queue | my words | mine |\n";
    let world = world(table);
    let before = world.read("tracker.md");
    mock(&world, "so");
    let practised = world.read("tracker.md");
    assert!(practised.contains("| 🟨 |") && practised.contains("mine"), "{practised}");
    world.run("drill tracker link /w/tracker.md").anything().code(0);
    assert_eq!(world.read("tracker.md"), practised);
    world.run("drill undo").anything().code(0);
    assert_eq!(world.read("tracker.md"), before);
}

#[test]
fn what_the_table_says_holds_until_there_is_a_mock() {
    let head = "| Scenario | Status | Notes |\n|---|---|---|\n";
    let rows = "| Design a queue | ✅ | |\n| Design a cache | WIP | |\n| Design a feed | asked at Acme | |\n| Design a lock | ‚¨ú | |\n";
    let world = world(&format!("{head}{rows}"));
    let standings = || {
        let list = world.json("drill mock-design --list --json");
        let own = list.as_array().unwrap().iter().filter(|it| it["in_tracker"] == true);
        own.map(|it| it["standing"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = ["mastered", "practised", "not practised", "not practised"];
    assert_eq!(standings(), before);
    let chosen = "chosen: Design a feed (never practised, the first of your tracker)";
    world.run("drill mock-design --minutes 15").types("").says(chosen).anything().code(0);
    world.run("drill mock-design --discard").anything().code(0);
    // A mock says more than the tracker did; what it wrote is no word of the user's once it is taken back.
    mock(&world, "so");
    assert_eq!(standings(), ["practised", "practised", "not practised", "not practised"]);
    world.run("drill undo").anything().code(0);
    assert_eq!(standings(), before);
    world.write("tracker.md", world.read("tracker.md").replace("WIP", "Done").replace("✅", "later"));
    assert_eq!(standings(), ["not practised", "mastered", "not practised", "not practised"]);
}
