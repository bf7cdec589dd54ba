use super::six;

#[test]
fn today_is_fixed_for_a_sitting_in_use() {
    let world = six();
    world.now("2026-03-02T03:50:00+00:00");
    world.run("drill --new 3").types("\n4\n+12m\n\n4\n+12m\n\n4\n\n").asks("new: a? | new: b? | new: c?").code(0);
    for id in ["a", "b", "c"] {
        assert_eq!(world.card(id)["reviews"][0]["day"], "2026-03-01", "{id}");
        assert_eq!(world.memory(id), "n 1, 1 days, 2.5, 2026-03-02, lapses 0");
    }
}

#[test]
fn a_sitting_left_alone_over_the_boundary_ends_with_its_summary() {
    let world = six();
    world.now("2026-03-02T03:50:00+00:00");
    world
        .run("drill --new 3")
        .types("\n4\n+31m\n\n4\n")
        .asks("new: a? | new: b?")
        .prints("done: 1 card, 1 new")
        .prints("a new day has begun; `drill` starts its sitting\n")
        .code(0);
    assert_eq!(world.card("b")["review_count"], 0);
}

#[test]
fn half_an_hour_within_a_day_ends_nothing() {
    let world = six();
    world.run("drill --new 2").types("\n4\n+90m\n\n4\n\n").asks("new: a? | new: b?").code(0);
}

#[test]
fn a_day_starts_at_four_or_where_the_setting_says() {
    // Instant, rollover, study day.
    let table = [
        ("2026-03-02T03:59:59+01:00", "4", "2026-03-01"),
        ("2026-03-02T04:00:00+01:00", "4", "2026-03-02"),
        ("2026-03-02T00:30:00+01:00", "0", "2026-03-02"),
        ("2026-03-02T05:30:00+01:00", "6", "2026-03-01"),
        ("2026-03-29T03:30:00+02:00", "4", "2026-03-28"),
        ("2026-03-01T23:59:00-08:00", "4", "2026-03-01"),
    ];
    for (instant, rollover, day) in table {
        let world = crate::world::World::new().at(instant);
        world.run(&format!("drill config rollover {rollover}")).anything().code(0);
        assert_eq!(world.json("drill due --json")["day"], day, "{instant}");
    }
}

#[test]
fn on_a_terminal_the_new_day_is_offered() {
    for (answer, fronts) in
        [("y", "new: a? | new: b? | due: a?"), ("n", "new: a? | new: b?"), ("", "new: a? | new: b?")]
    {
        let world = six();
        world.run("drill config new 2").anything().code(0);
        world.now("2026-03-02T03:50:00+00:00");
        world
            .run("drill")
            .on_a_terminal()
            .types(&format!("\n4\n+31m\n{answer}\n"))
            .asks(fronts)
            .says("a new day has begun: its sitting?")
            .code(0);
    }
}
