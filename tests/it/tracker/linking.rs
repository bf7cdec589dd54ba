use super::{REAL, changes};
use crate::world::World;

#[test]
fn the_first_run_puts_the_built_in_tracker_in_the_home() {
    let world = World::new();
    world.run("drill").types("q\n").anything().code(0);
    let text = world.read("home/tracker.md");
    assert_eq!(text.matches("- [ ] ").count(), 28, "every line of the checklist");
    assert!(text.contains("## 📊 Technical Depth Checklist"), "undamaged");
    world
        .run("drill tracker")
        .prints("/w/home/tracker.md (built-in)\n28 topic lines: 0 earned, 0 claimed, 28 open\n")
        .code(0);
    assert_eq!(world.json("drill topics --json").as_array().unwrap().len(), 28);
}

#[test]
fn a_real_tracker_is_used_in_place_and_not_changed_by_that() {
    let world = World::new().file("mine/INTERVIEW_TRACKER.md", REAL);
    world
        .run("drill tracker link /w/mine/INTERVIEW_TRACKER.md")
        .err(
            "note: /w/mine/INTERVIEW_TRACKER.md:7: emoji are damaged from here on (UTF-8 once read as Mac OS Roman); \
             `drill tracker repair` mends them\n",
        )
        .prints("linked: /w/mine/INTERVIEW_TRACKER.md\n28 topic lines joined to cards\n")
        .code(0);
    assert_eq!(world.bytes("mine/INTERVIEW_TRACKER.md"), REAL);
    let topics = world.json("drill topics --json");
    assert_eq!(topics.as_array().unwrap().len(), 28);
    assert!(topics.as_array().unwrap().iter().all(|topic| topic["cards"].as_u64() >= Some(4)));
}

/// Days of nothing but good grades tick exactly the boxes that are earned, and change nothing else.
#[test]
fn all_good_grades_tick_exactly_the_right_boxes() {
    let world = World::new().file("t.md", REAL);
    world.run("drill tracker link /w/t.md").anything().code(0);
    let mut ticked = 0;
    for day in [0, 1, 2, 7, 8] {
        world.days_later(day);
        world.run("drill").grades(&"4".repeat(80)).anything().code(0);
        let topics = world.json("drill topics --json");
        let earned: Vec<String> = topics
            .as_array()
            .unwrap()
            .iter()
            .filter(|topic| topic["box"] == "earned")
            .map(|topic| topic["title"].as_str().unwrap().to_owned())
            .collect();
        let changed = changes(REAL, &world.bytes("t.md"));
        assert_eq!(changed.len(), earned.len(), "day {day}: {changed:?}");
        for line in &changed {
            let (before, after) = line.split_once(": ").unwrap().1.split_once(" -> ").unwrap();
            assert_eq!(before.replacen("- [ ] ", "- [x] ", 1), after);
            assert!(earned.iter().any(|title| after.starts_with(&format!("- [x] {title}"))), "{after}: {earned:?}");
        }
        ticked = earned.len();
    }
    assert!(ticked >= 2, "a box is earned within days: {ticked}");
}

#[test]
fn the_first_box_is_earned_on_the_second_day() {
    let world = World::new();
    world.run("drill").grades(&"4".repeat(40)).anything().code(0);
    world.day(2).run("drill").grades(&"4".repeat(60)).prints("box earned: ").anything().code(0);
}

#[test]
fn a_second_link_and_the_way_back() {
    let world = World::new().tracker("## A\n- [ ] Dropout\n").file("other.md", "## A\n- [x] Tokenization strategies\n");
    world.run("drill tracker link /w/other.md").prints("linked: /w/other.md\n").anything().code(0);
    assert_eq!(world.state("Tokenization strategies"), "claimed");
    assert_eq!(world.topic("Dropout")["awake"], false);
    world.run("drill tracker link --built-in").prints("linked: /w/home/tracker.md\n").anything().code(0);
    world.run("drill tracker").prints("(built-in)").anything().code(0);
    assert_eq!(world.topic("Dropout")["awake"], true);
}

#[test]
fn a_file_that_is_not_there_is_an_error_and_links_nothing() {
    let world = World::new();
    world.run("drill tracker link /w/none.md").says("error: ").says("/w/none.md").says("hint: ").code(1);
    assert!(!world.has("home"), "nothing was created");
    world.run("drill tracker link /w/").says("error: ").code(1);
    world.run("drill tracker link").says("error: ").code(2);
}

#[test]
fn what_was_skipped_is_said_with_its_place_and_why() {
    let text = "## Topics\n- [ ] Dropout\n## To do\n- [ ] Send thank-you email\n## LinkedIn\n- [ ] Post 1: [Title + Key Takeaway]\n";
    let world = World::new().file("t.md", text);
    world
        .run("drill tracker link /w/t.md")
        .prints("1 topic line joined to cards\n")
        .prints("skipped /w/t.md:4: to-do \"Send thank-you email\": ")
        .prints("skipped /w/t.md:6: template \"Post 1: [Title + Key Takeaway]\": ")
        .anything()
        .code(0);
}

#[test]
fn a_tracker_that_names_none_of_ours_leaves_ours_awake_and_says_so() {
    let world = World::new().file("t.md", "## Baking\n- [ ] Sourdough (why it rises)\n");
    world
        .run("drill tracker link /w/t.md")
        .says("the tracker names none of the built-in topics, so all of them stay awake")
        .prints("1 topic line without cards")
        .anything()
        .code(0);
    let topics = world.json("drill topics --json");
    assert_eq!(topics.as_array().unwrap().len(), 29);
}

#[test]
fn topics_that_an_own_tracker_does_not_name_are_asleep() {
    let world = World::new().tracker("## A\n- [ ] Dropout\n- [ ] Tokenization strategies\n");
    let awake = world.json("drill topics --json");
    assert_eq!(awake.as_array().unwrap().len(), 2);
    assert_eq!(world.json("drill topics --all --json").as_array().unwrap().len(), 28);
    let report = world.json("drill report --json");
    assert_eq!(report["totals"]["topics"], 2, "not in the totals");
    world.run("drill").grades(&"4".repeat(15)).anything().code(0);
    for id in world.answered() {
        let topic = &world.card(&id)["topic"];
        assert!(topic == "Dropout" || topic == "Tokenization strategies", "{topic} is asleep");
    }
    // What was learned of a topic asleep is not due.
    let id = world.json("drill cards --topic 'batch normalization' --json")[0]["id"].as_str().unwrap().to_owned();
    world.run(&format!("drill grade {id} 4")).anything().code(0);
    let before = world.day(2).json("drill due --json")["due"].clone();
    world.run("drill undo").anything().code(0);
    assert_eq!(world.json("drill due --json")["due"], before);
}

#[test]
fn the_built_in_tracker_comes_back_when_it_was_removed() {
    let world = World::new().file("t.md", REAL);
    world.run("drill due").anything().code(0);
    world.run("drill tracker link /w/t.md").anything().code(0);
    std::fs::remove_file(world.path("home/tracker.md")).unwrap();
    world.run("drill tracker link --built-in").prints("linked: /w/home/tracker.md\n28 topic lines").anything().code(0);
    assert!(world.read("home/tracker.md").contains("- [ ] Dropout"));
}
