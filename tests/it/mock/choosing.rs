//! Which scenario it is, by choice and by name.

use serde_json::Value;

use super::{QUEUE, TABLE, sprint, world};
use crate::world::World;

fn begins(world: &World, line: &str) -> String {
    let done = world.run(line).types("").code(0);
    world.run("drill mock-design --discard").anything().code(0);
    done.err.lines().find(|line| line.starts_with("chosen: ")).unwrap_or_default().to_owned()
}

#[test]
fn the_first_of_the_tracker_then_what_was_never_practised_then_what_is_due() {
    let world = world();
    let first = "chosen: Design a queue (never practised, the first of your tracker)";
    assert_eq!(begins(&world, "drill mock-design"), first);
    world.run("drill mock-design queue --minutes 15").types(&sprint(["", ""], "")).anything().code(0);
    assert_eq!(begins(&world, "drill mock-design"), first.replace("queue", "cache"));
    world.day(3);
    assert_eq!(begins(&world, "drill mock-design"), first.replace("queue", "cache"));
    world.day(4);
    assert_eq!(begins(&world, "drill mock-design"), "chosen: Design a queue (due today)");
    world.day(9);
    assert_eq!(begins(&world, "drill mock-design"), "chosen: Design a queue (due since 2026-03-04)");
    // Set aside, it is not chosen; by its name it is.
    world.run("drill suspend queue").anything().code(0);
    assert_eq!(begins(&world, "drill mock-design"), first.replace("queue", "cache"));
    assert_eq!(begins(&world, "drill mock-design queue"), "");
}

#[test]
fn names_are_found_in_any_case_by_a_part_and_suggested() {
    let world = world();
    for name in ["queue", "MQ", "'Design a QUEUE'", "que", "rag", "recsys", "fraud", "'10k req'"] {
        begins(&world, &format!("drill mock-design {name}"));
    }
    world
        .run("drill mock-design quuee")
        .says("error: no scenario is called 'quuee'")
        .says("did you mean 'Design a queue'?")
        .code(1);
    world.run("drill mock-design design").says("error: 'design' fits 12 scenarios").code(1);
    world.run("drill mock-design zzzz").says("hint: `drill mock-design --list` lists every scenario").code(1);
    world.run("drill mock-design --minutes 20").says("a mock lasts 15, 35, 45 or 60 minutes").code(2);
}

#[test]
fn the_list_has_the_tracker_first_then_the_user_then_ours() {
    let world = world();
    let list = world.json("drill mock-design --list --json");
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!((ids.len(), &ids[..2]), (12, &["queue", "scenario-cache"][..]));
    assert_eq!(list[0]["in_tracker"], true);
    assert_eq!(list[2]["in_tracker"], false, "those that the tracker does not name are offered all the same");
    let cards = world.json("drill cards --kind scenario --json");
    assert_eq!(cards.as_array().unwrap().len(), 12);
    let card = world.card("queue");
    assert_eq!((&card["kind"], &card["question"]), (&"scenario".into(), &"Design a queue".into()));
    assert_eq!(card["review_count"], 0);
    let hidden = world.json("drill topics --all --json").to_string();
    assert!(!hidden.contains("Scenario"), "{hidden}");
    assert!(!world.json("drill cards --json").to_string().contains("scenario"), "a scenario is no card");
}

#[test]
fn phases_are_printed_and_nothing_begins() {
    let world = World::new();
    let phases = world.json("drill mock-design --phases --json");
    assert_eq!(phases.as_array().unwrap().len(), 7);
    assert_eq!((&phases[0]["phase"], &phases[0]["minutes"]), (&"clarify and define success".into(), &5.into()));
    assert_eq!(world.json("drill mock-design --phases --minutes 15 --json").as_array().unwrap().len(), 3);
    assert!(!world.has("home"), "a verb that only looks makes no home");
    world.run("drill config mock_length 60").anything().code(0);
    assert_eq!(world.json("drill mock-design --phases --json")[0]["minutes"], 7);
    // A named scenario's own plan: one of ours, one of the user's with a goal of its own, a row without a file.
    let common = world.json("drill mock-design --phases --minutes 35 --json");
    let own = world.json("drill mock-design rag --phases --minutes 35 --json");
    let minutes = |plan: &Value| plan.as_array().unwrap().iter().map(|it| it["minutes"].clone()).collect::<Vec<_>>();
    assert_eq!(minutes(&own), minutes(&common));
    let queue = QUEUE.replace("## Rubric", "## Phases\n- clarify: who may lose a message\n\n## Rubric");
    world.write("home/decks/scenarios/queue.md", queue);
    let own = world.json("drill mock-design queue --phases --json --minutes 15");
    assert_eq!(own.as_array().unwrap().len(), 3);
    assert_eq!(
        (&own[0]["goal"], &own[1]["goal"]),
        (&"who may lose a message".into(), &common[1]["goal"]),
        "the others keep the common sentence"
    );
    world.run("drill mock-design queue --phases").prints("who may lose a message\n").code(0);
    world.run("drill mock-design quezz --phases").says("no scenario").anything().code(1);
    world.run("drill config mock_length 20").says("mock_length takes 15, 35, 45 or 60").code(1);
}

#[test]
fn files_and_rows_come_and_go_with_their_history() {
    let world = world();
    world.run("drill mock-design cache --minutes 15").types("a note\n+1m\n/end\n/end\ny\n1\n\n\n").anything().code(0);
    // The user writes the file that the row did not have: what was practised stays.
    world.write("home/decks/scenarios/cache.md", QUEUE.replace("queue", "cache").replace("mq", "memo"));
    let list = world.json("drill mock-design --list --json");
    assert_eq!((&list[1]["id"], &list[1]["origin"]), (&"cache".into(), &"deck".into()));
    assert_eq!(list[1]["practised"], "2026-03-01");
    world.run("drill card scenario-cache").prints("cache").code(0);
    world.run("drill tracker sync").anything().code(0);
    // The file goes, the row stays; then the row goes as well.
    std::fs::remove_file(world.path("home/decks/scenarios/cache.md")).unwrap();
    let list = world.json("drill mock-design --list --json");
    assert_eq!(
        (&list[1]["id"], &list[1]["origin"], &list[1]["practised"]),
        (&"cache".into(), &"tracker".into(), &"2026-03-01".into())
    );
    let row = super::row(&world, "cache");
    world.change("tracker.md", &format!("{row}\n"), "").run("drill tracker sync").anything().code(0);
    let list = world.json("drill mock-design --list --json");
    assert!(!list.to_string().contains("cache"), "{list}");
    world.change("tracker.md", TABLE.lines().nth(5).unwrap(), "").change(
        "tracker.md",
        "|---|---|---|\n",
        &format!("|---|---|---|\n{row}\n"),
    );
    let list = world.json("drill mock-design --list --json");
    assert_eq!((&list[0]["id"], &list[0]["practised"]), (&"cache".into(), &"2026-03-01".into()));
    world.run("drill doctor").anything().code(0);
}

#[test]
fn a_file_of_the_users_overrides_and_a_bad_one_is_told() {
    let world = world().deck(
        "scenarios/rag.md",
        &QUEUE
            .replace("id = \"queue\"", "id = \"scenario-rag-1m-documents\"")
            .replace("a queue", "my own RAG")
            .replace("mq", "myrag"),
    );
    world
        .run("drill mock-design myrag")
        .types("")
        .says("overrides the shipped scenario scenario-rag-1m-documents")
        .code(0);
    world.run("drill mock-design --discard").anything().code(0);
    let world = world.deck("scenarios/bad.md", "---\ntitle = \"x\"\n---\nno\n");
    let done = world.run("drill mock-design queue").types("").code(0);
    assert!(done.err.contains("bad.md:"), "{}", done.err);
    world.run("drill doctor").prints("bad.md:").code(1);
}

#[test]
fn a_row_is_added_only_when_it_is_asked_for() {
    let world = world();
    let before = world.read("tracker.md");
    world.run("drill mock-design rag --add-row").prints("+| Design a RAG system for 1M documents | ⬜ |").code(0);
    let after = world.read("tracker.md");
    assert!(after.contains("| Design a cache | ⬜ | |\n| Design a RAG system for 1M documents | ⬜ |"), "{after}");
    assert_eq!(after.lines().count(), before.lines().count() + 1);
    world.run("drill mock-design rag --add-row").prints("has a row for it already").code(0);
    assert_eq!(world.json("drill mock-design --list --json")[2]["id"], "scenario-rag-1m-documents");
    let bare = World::alone("- [ ] Ownership\n");
    bare.run("drill mock-design rag --add-row").says("has no table of scenarios").code(1);
    world.run("drill mock-design --add-row").says("required").code(2);
}

#[test]
fn a_solution_is_printed_whole() {
    let world = World::new();
    world
        .run("drill mock-design --solution rag")
        .prints("# Design a RAG system for 1M documents")
        .prints("Rubric")
        .code(0);
    assert!(!world.has("home"));
}
