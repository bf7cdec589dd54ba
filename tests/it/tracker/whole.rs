//! Every verb that writes into the tracker, through the command line: what is left is read alike by an empty home.

use proptest::prelude::*;
use serde_json::Value;

use crate::world::World;

const SEED: &str = include_str!("../../data/INTERVIEW_TRACKER.md");

/// What drill says of a tracker's topics, stories, scenarios and applications.
fn said(world: &World) -> Vec<Value> {
    let topics = world.json("drill topics --json");
    let boxes = |topic: &Value| (topic["title"].clone(), topic["section"].clone(), topic["box"] != "open");
    let topics: Vec<_> = topics.as_array().unwrap().iter().map(boxes).collect();
    let stories = world.json("drill story --json");
    let texts = |story: &Value| {
        let title = story["title"].as_str().unwrap();
        let page = world.json(&format!("drill story '{title}' --json"));
        let parts = ["situation", "task", "action", "result", "reflection"];
        (title.to_owned(), parts.map(|part| page["parts"][part]["text"].clone()))
    };
    let stories: Vec<_> = stories.as_array().unwrap().iter().map(texts).collect();
    let jobs = world.json("drill jobs --json");
    let cells = |job: &Value| ["company", "role", "status", "next", "date"].map(|name| job[name].clone());
    let mut jobs: Vec<_> = jobs.as_array().unwrap().iter().map(cells).collect();
    jobs.sort_by_key(|cells| format!("{cells:?}"));
    vec![
        serde_json::to_value(topics).unwrap(),
        serde_json::to_value(stories).unwrap(),
        serde_json::to_value(jobs).unwrap(),
    ]
}

/// An empty home reads the same out of the file, and leaves it as it is.
fn assert_round_trip(world: &World) {
    let after = world.read("tracker.md");
    let other = World::new().tracker(&after);
    assert_eq!(other.read("tracker.md"), after);
    assert_eq!(said(&other), said(world));
    other.run("drill tracker sync").anything().code(0);
    assert_eq!(other.read("tracker.md"), after);
}

#[test]
fn a_tracker_in_which_everything_was_used_is_read_alike_by_an_empty_home() {
    let world = World::new().tracker(SEED);
    let cards = world.json("drill cards --topic dropout --json");
    let core: Vec<&str> = cards
        .as_array()
        .unwrap()
        .iter()
        .filter(|card| card["core"] == true)
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    for day in [2, 3] {
        for id in &core {
            world.day(day).run(&format!("drill grade {id} 5")).anything().code(0);
        }
    }
    let marked = format!("a note\n{}y\n1\nall\nall\nall\n\nso\n\n\n", "+1m\n/next\n/next\n".repeat(3));
    world.run("drill mock-design rag --minutes 15").types(&marked).anything().code(0);
    for line in [
        "drill story technical --situation 'Our ledger lost 4 of 100 writes' '--action=I measured | I cut\n\n- one\n- two'",
        "drill story debugging '--result=```\n# no heading\n```' --reflection 'measure first'",
        "drill jobs add 'Acme | Sons' 'ML Engineer' --next 'Call | Bob' --date '5 Mar'",
        "drill jobs add Beta Backend --status saved",
        "drill jobs add Gamma Ops",
        "drill jobs set beta --status onsite --next ''",
        "drill jobs remove gamma",
        "drill week --write",
    ] {
        world.run(line).anything().code(0);
    }
    world.day(10).run("drill jobs set acme --status offer").anything().code(0);
    world.run("drill week --write").anything().code(0);
    let text = world.read("tracker.md");
    for part in ["- [x] Dropout", "🟨", "Acme \\| Sons", "| Beta | Backend | Onsite |", "### Week 10", "### Week 11"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_round_trip(&world);
    // Both say that nothing is to be written.
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.read("tracker.md"), text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_verbs_leaves_what_an_empty_home_reads_alike(
        crlf in any::<bool>(),
        steps in proptest::collection::vec((0..9_usize, 0..3_usize, "[a-z |*`-]{0,8}"), 1..9),
    ) {
        let before = if crlf { SEED.replace('\n', "\r\n") } else { SEED.to_owned() };
        let world = World::new().tracker(&before);
        for (verb, which, text) in steps {
            let company = ["Acme", "Beta & Co", "C++ Works"][which];
            let line = match verb {
                0 => format!("drill jobs add '{company}' Dev '--next={text}'"),
                1 => format!("drill jobs set '{company}' --status onsite --date 2026-04-01"),
                2 => format!("drill jobs remove '{company}'"),
                3 => format!("drill story {} '--task={text}'", ["technical", "debugging", "leading"][which]),
                4 => format!("drill story technical '--action=- {text}\n- b'"),
                5 => "drill week --write".to_owned(),
                6 => "drill redo".to_owned(),
                7 => {
                    // The user's own hand, elsewhere in the file.
                    let text = world.read("tracker.md");
                    world.write("tracker.md", format!("{text}{}", if crlf { "more\r\n" } else { "more\n" }));
                    continue;
                }
                _ => "drill undo".to_owned(),
            };
            world.run(&line).anything().whatever();
        }
        let after = world.read("tracker.md");
        // No line ending of another kind came in, and no box was touched.
        prop_assert_eq!(after.matches("\r\n").count() == after.matches('\n').count(), crlf);
        prop_assert_eq!(after.matches("- [ ]").count(), before.matches("- [ ]").count());
        assert_round_trip(&world);
        world.run("drill doctor").anything().code(0);
    }
}
