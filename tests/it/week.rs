//! `drill week`: a week told from the log.

use crate::world::World;

fn world() -> World {
    let world = World::alone("## S\n- [ ] T\n").deck("d.md", "# S\n## T\nQ: a?\nA: a\nId: a\n");
    // A Wednesday, a Thursday and the Monday after.
    for (day, grade) in [("2026-03-04", 4), ("2026-03-05", 5), ("2026-03-11", 1)] {
        world.now(&format!("{day}T09:00:00+00:00")).run(&format!("drill grade a {grade}")).anything().code(0);
    }
    world
}

#[test]
fn a_week_holds_its_own_days_only() {
    let world = world();
    world.now("2026-03-06T09:00:00+00:00");
    for line in
        ["drill jobs add Acme ML", "drill jobs set acme --status phone", "drill jobs add Beta Dev --status saved"]
    {
        world.run(line).anything().code(0);
    }
    let week = world.json("drill week --json");
    assert_eq!(
        (&week["week"], &week["first"], &week["last"]),
        (&"2026-W10".into(), &"2026-03-02".into(), &"2026-03-08".into())
    );
    assert_eq!(
        (&week["answers"], &week["technical"][0]["grades"]),
        (&2.into(), &serde_json::json!([0, 0, 0, 0, 1, 1]))
    );
    assert_eq!((&week["earned"], &week["lost"]), (&serde_json::json!(["T"]), &serde_json::json!([])));
    // What was sent and moved in one week is sent, as it stands; what is only saved is neither.
    assert_eq!(week["applications_sent"], serde_json::json!([{ "name": "Acme, ML", "was": "", "is": "phone" }]));
    assert_eq!(week["applications_moved"], serde_json::json!([]));
    world.now("2026-03-12T09:00:00+00:00").run("drill jobs set acme --status onsite").anything().code(0);
    let next = world.json("drill week --json");
    assert_eq!((&next["answers"], &next["lost"]), (&1.into(), &serde_json::json!(["T"])));
    assert_eq!(next["applications_moved"][0]["is"], "onsite");
    assert_eq!(world.json("drill week --last --json"), world.json("drill week --of '5 March 2026' --json"));
    world
        .run("drill week --last")
        .prints("week 10 of 2026: Mon 2026-03-02 to Sun 2026-03-08")
        .prints("box earned: T")
        .code(0);
    world.run("drill week --of 2026-02-30").says("Sat 2026-02-28").anything().code(1);
    world.run("drill week --of 2020-01-01").prints("nothing in the log").code(0);
}

#[test]
fn what_was_taken_back_is_in_no_week() {
    let world = world();
    world.run("drill undo").anything().code(0);
    let week = world.json("drill week --json");
    assert_eq!((&week["answers"], &week["lost"]), (&0.into(), &serde_json::json!([])));
}

#[test]
fn a_week_may_begin_on_another_day() {
    let world = world();
    world.run("drill config week_start sunday").anything().code(0);
    let week = world.json("drill week --json");
    assert_eq!((&week["first"], &week["last"]), (&"2026-03-08".into(), &"2026-03-14".into()));
    world.run("drill config week_start someday").says("a day of the week").anything().code(1);
}

#[test]
fn looking_at_a_week_leaves_no_trace() {
    let world = World::new();
    world.run("drill week").prints("nothing in the log").code(0);
    world.run("drill jobs").prints("no applications yet").code(0);
    assert!(!world.path("home").exists());
}

const SEED: &str = include_str!("../data/INTERVIEW_TRACKER.md");

#[test]
fn the_template_becomes_the_first_week_and_later_ones_are_added() {
    let world = World::new().tracker(SEED);
    world.now("2026-03-03T09:00:00+00:00").run("drill jobs add Acme 'ML Engineer'").anything().code(0);
    world.run("drill week --write").says("has a block for the week of 2026-03-02").prints("sent: Acme").code(0);
    let first = world.read("tracker.md");
    assert!(!first.contains("Week X"), "{first}");
    assert!(first.contains("- **Applications sent**: 1: Acme, ML Engineer\n"), "{first}");
    assert!(first.contains("- **Technical studied**: \n"), "{first}");
    // Again: nothing changes. After more was done: what drill wrote is written anew, what is the user's own stays.
    world.run("drill week --write").says("stays as it is").anything().code(0);
    assert_eq!(world.read("tracker.md"), first);
    world.write("tracker.md", first.replace("done**: ", "done**: one with Bob"));
    world.run("drill jobs add Beta Dev").anything().code(0);
    world.run("drill debrief acme --note x").anything().code(0);
    world.run("drill week --write").says("\"Mock interviews done\" says something of your own").anything().code(0);
    let second = world.read("tracker.md");
    assert!(
        second.contains("done**: one with Bob\n") && second.contains("2: Acme, ML Engineer; Beta, Dev\n"),
        "{second}"
    );
    // What was undone is taken out again.
    world.run("drill undo").anything().code(0);
    world.run("drill undo").anything().code(0);
    world.run("drill week --write").anything().code(0);
    assert!(world.read("tracker.md").contains("- **Applications sent**: 1: Acme, ML Engineer\n"));
    // The next week is a block of its own, in the style of the first; a week without anything is none.
    world.now("2026-03-10T09:00:00+00:00").run("drill week --write").says("stays as it is").anything().code(0);
    world.run("drill jobs set acme --status phone").anything().code(0);
    let before = world.read("tracker.md");
    world.run("drill week --write").anything().code(0);
    let after = world.read("tracker.md");
    let added: Vec<&str> = after.lines().filter(|line| !before.lines().any(|old| old == *line)).collect();
    // The field that holds the user's own words in the first week is empty in the second.
    assert_eq!(added[..2], ["### Week 11 (2026-03-09 – 2026-03-15)", "- **Mock interviews done**: "]);
    assert_eq!(added[2], "- **Applications sent**: moved: Acme, ML Engineer applied → phone");
    // Read into another home it is the same file: nothing is to be written.
    let other = World::new().tracker(&after);
    assert_eq!(other.read("tracker.md"), after);
}

#[test]
fn a_tracker_without_a_weekly_log_gets_one() {
    let world = World::new().tracker("## Deep Learning\r\n- [ ] Dropout\r\n");
    world.run("drill jobs add Acme ML").anything().code(0);
    world.run("drill week --write").anything().code(0);
    let text = world.read("tracker.md");
    assert!(text.starts_with("## Deep Learning\r\n- [ ] Dropout\r\n\r\n## Weekly Progress\r\n"), "{text}");
    assert!(text.contains("1: Acme, ML\r\n") && !text.replace("\r\n", "").contains('\n'), "{text}");
    world.run("drill week --write").says("stays as it is").anything().code(0);
    assert_eq!(world.read("tracker.md"), text);
}

#[test]
fn an_application_that_was_sent_and_moved_in_one_week_says_where_it_stands() {
    let world = World::new().tracker("## S\n- [ ] T\n");
    world.day(3).run("drill jobs add Acme ML").anything().code(0);
    world.run("drill jobs add Beta ML").anything().code(0);
    world.day(4).run("drill jobs set acme --status onsite").anything().code(0);
    for text in ["first", "second"] {
        world.run(&format!("drill debrief acme --note {text}")).anything().code(0);
    }
    let week = world.day(5).run("drill week --write");
    week.prints("  sent: Acme, ML (now onsite)\n  sent: Beta, ML\n")
        .prints("  real: Acme, ML (2 times)\n")
        .anything()
        .code(0);
    let log = world.read("tracker.md");
    assert!(log.contains("2: Acme, ML (now onsite); Beta, ML\n"), "{log}");
    assert!(log.contains("2 (real: Acme, ML (2 times))\n"), "{log}");
}

#[test]
fn rows_of_a_tracker_that_is_linked_were_sent_before() {
    let table = "| Company | Role | Status | Date |\n|---|---|---|---|\n| Old | Eng | Applied | 2026-01-15 |\n\
                 | Far | Eng | Onsite | |\n| New | Eng | Applied | 2026-03-01 |\n";
    let world = World::alone(&format!("## Rust\n- [ ] T\n\n## Applications\n\n{table}"));
    world.run("drill tracker sync").anything().code(0);
    world.run("drill jobs add Beta SWE --status applied").anything().code(0);
    let names = |list: &serde_json::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    let week = world.json("drill week --json");
    assert_eq!(names(&week["applications_sent"]), ["New, Eng", "Beta, SWE"]);
    world.run("drill jobs set Old --status phone").anything().code(0);
    let week = world.json("drill week --json");
    assert_eq!(names(&week["applications_moved"]), ["Old, Eng"]);
}

#[test]
fn a_german_template_becomes_the_week_too() {
    let world =
        World::alone("## Rust\n- [ ] T\n\n## Fortschritt\n\n### Woche X (Zeitraum)\n- **Applications sent**: \n");
    world.run("drill jobs add Acme ML --status applied").anything().code(0);
    world.run("drill week --write").anything().code(0);
    let text = world.read("tracker.md");
    assert!(text.contains("### Woche 9 (2026-02-23 – 2026-03-01)\n- **Applications sent**: 1: Acme, ML\n"), "{text}");
    assert!(!text.contains("Zeitraum"), "{text}");
}
