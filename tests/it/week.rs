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
