//! `drill mock-design`: timed mocks on the plain face, and what they leave behind.

mod choosing;
mod finishing;
mod pulling;
mod resuming;
mod table;
mod whole;

use serde_json::Value;

use crate::world::World;

/// A scenario with few points, which rest on the cards a and b, and on a topic.
pub(crate) const QUEUE: &str = "---\nid = \"queue\"\ntitle = \"Design a queue\"\naliases = [\"mq\"]\ntopics = [\"Ownership\"]\n---\n\
    # Design a queue\n\n## Prompt\nDesign a queue that loses nothing.\n\n## Rubric\n### Scope and success | 15\n\
    - Asks what may be lost {a}\n- \u{2605} Names a metric {b}\n1: a\n2: b\n3: c\n4: d\n\
    ### Estimates | 10\n- \u{2605} Counts the messages {topic: Ownership}\n1: a\n2: b\n3: c\n4: d\n\
    ### Data and features | 20\n- \u{2605} Says what a message holds\n1: a\n2: b\n3: c\n4: d\n\
    ### Evaluation and operations | 20\n- \u{2605} Watches the lag\n1: a\n2: b\n3: c\n4: d\n";

/// The scenario table of a tracker.
pub(crate) const TABLE: &str = "\n## System Design\n\n| Scenario | Status | Notes |\n|---|---|---|\n| Design a queue | ⬜ | |\n| Design a cache | ⬜ | |\n";

/// Six cards of one topic, a scenario of the user's, and a table with it and one that has no file.
pub(crate) fn world() -> World {
    World::alone(&format!("## Rust\n- [ ] Ownership\n{TABLE}"))
        .deck("rust.md", &crate::sitting::topic("Rust", "Ownership", "a b c d e f"))
        .deck("scenarios/queue.md", QUEUE)
}

/// What is typed in a sprint: a note, then each phase at once, a verdict, the two lists, and a line to remember it by.
pub(crate) fn sprint(lists: [&str; 2], remark: &str) -> String {
    let [scope, estimates] = lists;
    format!("a note | with a pipe\n{}y\n1\n{scope}\n{estimates}\n\n{remark}\n", "+1m\n/next\n/next\n".repeat(3))
}

/// The same for a mock of 35 minutes, in which the whole clock runs; nothing was missed.
pub(crate) fn passed(remark: &str) -> String {
    let minutes = ["+5m", "+3m", "+6m", "+5m", "+9m", "+5m", "+2m"];
    let phases: String = minutes.iter().map(|minutes| format!("{minutes}\n/next\n")).collect();
    format!("a note\n{phases}y\n1\nall\nall\nall\nall\n\n{remark}\n")
}

/// The mocks that stand in the log, newest first.
pub(crate) fn mocks(world: &World) -> Vec<Value> {
    let log = world.json("drill log --limit 100000 --json");
    let mocks = log.as_array().unwrap().iter().filter(|entry| entry["kind"] == "mock" && entry["live"] == true);
    mocks.cloned().collect()
}

/// The row of a scenario as the tracker has it.
pub(crate) fn row(world: &World, scenario: &str) -> String {
    let text = world.read("tracker.md");
    text.lines().find(|line| line.contains(scenario)).unwrap().to_owned()
}
