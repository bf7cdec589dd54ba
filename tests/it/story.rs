//! `drill story`: the stories of the tracker, written, checked and told.

use serde_json::Value;

use crate::{screen::Terminal, world::World};

const TRACKER: &str = "# T\r\n\r\n## Rust\r\n- [ ] Ownership  \r\n\r\n## \u{f8ff}üéØ Stories (STAR)\r\n\r\n\
    ### Technical Challenge\r\n**Situation**: \r\n**Task**: \r\n**Action**: \r\n**Result**: \r\n\r\n\
    ### Conflict with a user\r\n- **Situation:** a user was angry\r\n- **Task:**\r\n- **Action:** TBD\r\n\r\n---\r\n\r\n## End\r\n";

fn world() -> World {
    World::new().tracker(TRACKER)
}

/// The four parts that a story cannot do without, written.
fn written() -> World {
    let world = world();
    let line = "drill story technical --situation 'it was slow in 2024' --task 'below 200 ms' \
                --action 'I cut it and I measured it' --result 'from 900 ms to 200 ms'";
    world.run(line).prints("situation, task, action, result written\n").code(0);
    world
}

fn story(world: &World, name: &str) -> Value {
    world.json(&format!("drill story {name} --json"))
}

fn part(world: &World, name: &str, part: &str) -> String {
    story(world, name)["parts"][part]["text"].as_str().unwrap().to_owned()
}

/// All that is typed to tell a story: on through its parts, the follow-up, its grade, seven levels.
fn told(grade: &str, levels: &str) -> String {
    let levels: String = levels.chars().map(|level| format!("{level}\n")).collect();
    format!("{}{grade}\n{levels}", "/next\n".repeat(6))
}

#[test]
fn the_stories_of_the_tracker_are_listed() {
    let world = world();
    let list = world.json("drill story --json");
    let told: Vec<String> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} | {} | {} | {} | {}", it["id"], it["title"], it["type"], it["state"], it["filled"]))
        .collect();
    assert_eq!(
        told,
        [
            "\"story-technical-challenge\" | \"Technical Challenge\" | \"technical-challenge\" | \"empty\" | 0",
            "\"story-conflict-with-a-user\" | \"Conflict with a user\" | \"general\" | \"draft\" | 1",
        ]
    );
    assert_eq!(list[1]["signals"], serde_json::json!(["conflict", "customer"]));
    world.run("drill story").prints("Technical Challenge   empty").code(0);
    assert_eq!(world.read("tracker.md"), TRACKER, "looking writes nothing");
}

#[test]
fn looking_leaves_no_trace_before_there_is_a_home() {
    let world = World::new();
    for line in ["drill story", "drill story --json", "drill story --matrix", "drill story technical --check"] {
        let code = if line.ends_with("check") { 1 } else { 0 };
        world.run(line).anything().code(code);
        assert!(!world.has("home"), "{line}");
    }
    assert_eq!(world.json("drill story --json").as_array().unwrap().len(), 4);
}

#[test]
fn a_text_lands_in_its_field_and_nowhere_else() {
    let world = written();
    let after = TRACKER
        .replacen("**Situation**: \r", "**Situation**: it was slow in 2024\r", 1)
        .replacen("**Task**: \r", "**Task**: below 200 ms\r", 1)
        .replacen("**Action**: \r", "**Action**: I cut it and I measured it\r", 1)
        .replacen("**Result**: \r", "**Result**: from 900 ms to 200 ms\r", 1);
    assert_eq!(world.read("tracker.md"), after);
    assert_eq!(story(&world, "technical")["state"], "written");
    // A field that is not there is added, and said.
    world
        .run("drill story technical --reflection 'measure first'")
        .says("\"Technical Challenge\" had no field Reflection, so one was added to the tracker\n")
        .prints("reflection written")
        .code(0);
    let added = after.replacen("200 ms\r\n\r\n", "200 ms\r\n**Reflection**: measure first\r\n\r\n", 1);
    assert_eq!(world.read("tracker.md"), added);
    // Several lines, and what would be a heading or a field, come back as they were written.
    let odd = "one\n\n# two\n- **Task**: three\n**Result**: four";
    world.run(&format!("drill story conflict --action '{odd}'")).anything().code(0);
    assert_eq!(part(&world, "conflict", "action"), odd);
    assert_eq!(world.json("drill story --json").as_array().unwrap().len(), 2);
}

#[test]
fn undo_and_redo_take_the_text_with_the_file() {
    let world = written();
    let after = world.read("tracker.md");
    world.run("drill undo").prints("took back: a change of the story \"Technical Challenge\"").code(0);
    assert_eq!(world.read("tracker.md"), TRACKER);
    assert_eq!(story(&world, "technical")["state"], "empty");
    world.run("drill redo").prints("brought back").code(0);
    assert_eq!(world.read("tracker.md"), after);
    // What the hand wrote since is never written over.
    world.change("tracker.md", "it was slow", "it was very slow");
    world.run("drill undo").says("read from the file: situation").prints("the situation was changed since").code(0);
    assert!(
        world.read("tracker.md").contains("it was very slow") && !world.read("tracker.md").contains("below 200 ms")
    );
    world.run("drill doctor").anything().code(0);
}

#[test]
fn what_is_written_in_the_file_is_read_back() {
    let world = written();
    world.change("tracker.md", "it was slow in 2024", "by hand\r\n\r\n- a list\r\n- of two");
    world.run("drill due").anything().code(0);
    world
        .run("drill tracker sync")
        .says("read from the file: situation of \"Technical Challenge\"\n")
        .anything()
        .code(0);
    assert_eq!(part(&world, "technical", "situation"), "by hand\n\n- a list\n- of two");
    // A looking verb reads it too, and writes nothing.
    world.change("tracker.md", "a user was angry", "a user was furious");
    assert_eq!(part(&world, "conflict", "situation"), "a user was furious");
}

#[test]
fn the_users_own_words_are_not_written_over() {
    let world = written();
    world.change("tracker.md", "it was slow in 2024", "by hand");
    let before = world.tree();
    world
        .run("drill story technical --situation other --task 'below 100 ms'")
        .says("error: the situation of \"Technical Challenge\" was written in the file by hand: nothing was changed\n")
        .says("situation in the file: by hand\n")
        .says("situation in drill: other\n")
        .says("hint: `--replace`")
        .code(1);
    assert_eq!(before["tracker.md"].2, world.bytes("tracker.md"));
    assert_eq!(part(&world, "technical", "task"), "below 200 ms");
    world.run("drill story technical --situation other --replace").prints("situation written").code(0);
    assert!(world.read("tracker.md").contains("**Situation**: other\r\n"));
    // What drill wrote itself may be changed by drill.
    world.run("drill story technical --situation again").prints("situation written").code(0);
    assert!(world.read("tracker.md").contains("**Situation**: again\r\n"));
}

#[test]
fn the_whole_story_is_written_in_the_editor() {
    let world = world();
    world.run("drill story technical --write").says("error: no editor is set\n").says("--situation TEXT").code(1);
    world.editor_replaces("## Situation\n", "## Situation\nfrom the editor\n");
    world.run("drill story technical --write").prints("situation written\n").code(0);
    assert!(world.read("tracker.md").contains("**Situation**: from the editor\r\n"));
    world.editor(|_, _| 3).run("drill story technical --write").says("failed with status 3").code(1);
    world.editor(|_, _| 0).run("drill story technical --write").prints("nothing changed\n").code(0);
    // The words of the user's own hand were shown, so a change of them is meant.
    world.change("tracker.md", "from the editor", "by hand");
    world.editor_replaces("by hand", "by both");
    world.run("drill story technical --write").says("read from the file").prints("situation written\n").code(0);
    assert!(world.read("tracker.md").contains("**Situation**: by both\r\n"));
}

#[test]
fn a_part_changed_on_both_sides_is_kept_twice_and_decided() {
    for (flag, holds) in [("--mine", "by drill"), ("--file", "by hand")] {
        let world = written();
        let tracker = world.path("tracker.md");
        world.editor(move |path, _| {
            let text = std::fs::read_to_string(path).unwrap();
            std::fs::write(path, text.replace("it was slow in 2024", "by drill")).unwrap();
            let text = std::fs::read_to_string(&tracker).unwrap();
            std::fs::write(&tracker, text.replace("it was slow in 2024", "by hand")).unwrap();
            0
        });
        world
            .run("drill story technical --write")
            .says("error: the situation of \"Technical Challenge\" was changed on both sides, so both are kept\n")
            .says("situation in the file: by hand\n")
            .says("situation in drill: by drill\n")
            .says("--mine")
            .code(1);
        assert!(world.read("tracker.md").contains("**Situation**: by hand\r\n"));
        let found = story(&world, "technical");
        assert_eq!(found["conflicts"], serde_json::json!(["situation"]));
        assert_eq!(
            (&found["parts"]["situation"]["text"], &found["parts"]["situation"]["file"]),
            (&"by drill".into(), &"by hand".into())
        );
        world.run("drill story technical --check").prints("situation in the file:\nby hand\n").code(1);
        world.run(&format!("drill story technical {flag}")).prints("1 part").code(0);
        assert!(world.read("tracker.md").contains(&format!("**Situation**: {holds}\r\n")), "{flag}");
        assert_eq!(part(&world, "technical", "situation"), holds);
        world.run(&format!("drill story technical {flag}")).out("nothing stands in two versions\n").code(0);
    }
}

#[test]
fn a_restored_file_takes_no_text_away() {
    let world = written();
    world.write("tracker.md", TRACKER);
    world.run("drill tracker sync").says("was changed in drill and in the file").anything().code(0);
    assert_eq!(part(&world, "technical", "situation"), "it was slow in 2024");
    world.run("drill story technical --mine").prints("4 parts").code(0);
    assert!(world.read("tracker.md").contains("**Result**: from 900 ms to 200 ms\r\n"));
}

#[test]
fn a_story_that_is_reworded_moved_or_gone_keeps_its_history() {
    let world = written();
    world.run("drill story technical --tell").types(&told("4", "3333333")).anything().code(0);
    world.change("tracker.md", "### Technical Challenge", "### The slow ledger");
    world
        .run("drill tracker sync")
        .says("a story was reworded, progress kept: \"Technical Challenge\" is now \"The slow ledger\"\n")
        .anything()
        .code(0);
    assert_eq!(story(&world, "ledger")["id"], "story-technical-challenge");
    assert_eq!(story(&world, "ledger")["passes"], 1);
    let text = world.read("tracker.md");
    let (start, end) = (text.find("### The slow").unwrap(), text.find("### Conflict").unwrap());
    world.write("tracker.md", [&text[..start], &text[end..]].concat());
    world.run("drill tracker sync").says("a story is gone, its history is kept: The slow ledger\n").anything().code(0);
    assert_eq!(world.json("drill story --json").as_array().unwrap().len(), 1);
    assert_eq!(world.json("drill cards --kind followup --json").as_array().unwrap().len(), 12);
    world.write("tracker.md", text);
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(
        (story(&world, "ledger")["passes"].clone(), part(&world, "ledger", "task")),
        (1.into(), "below 200 ms".into())
    );
    world.run("drill doctor").anything().code(0);
}

#[test]
fn a_linked_file_gets_what_was_written_before_it_was_linked() {
    let world = World::new();
    world.run("drill story technical --situation 'written first'").anything().code(0);
    world.write("own.md", TRACKER);
    world.run("drill tracker link /w/own.md").anything().code(0);
    assert!(world.read("own.md").contains("**Situation**: written first\r\n"), "{}", world.read("own.md"));
}

#[test]
fn a_story_is_told_and_comes_again_when_it_is_due() {
    let world = written();
    assert_eq!(world.json("drill due --json")["stories"], 1);
    let done = world
        .run("drill story technical --tell")
        .types(&told("4", "3333332"))
        .says("part 5 of 5: reflection")
        .says("follow-up")
        .says("your telling, 7 of 7: delivery")
        .prints("mean 2.85: not passed\n")
        .prints("next: 2026-03-02\n")
        .code(0);
    assert!(done.out.contains("work on: delivery (2 of 4)"), "{}", done.out);
    let found = story(&world, "technical");
    assert_eq!(
        (&found["state"], &found["last_told"], &found["waiting"]),
        (&"told".into(), &"2026-03-01".into(), &false.into())
    );
    assert_eq!((&found["history"][0]["mean"], &found["history"][0]["grade"]), (&2.85.into(), &2.into()));
    assert_eq!(world.json("drill due --json")["stories"], 0);
    // The follow-up is an item of its own, and comes in the daily sitting.
    let log = world.json("drill log --limit 2 --json");
    assert_eq!(
        (&log[0]["kind"], &log[0]["grade"], &log[1]["kind"], &log[1]["grade"]),
        (&"telling".into(), &2.into(), &"grade".into(), &4.into())
    );
    let followup = log[1]["item"].as_str().unwrap().to_owned();
    assert_eq!(found["history"][0]["followup"], followup.as_str());
    world.day(2);
    let due = world.json("drill due --json");
    assert_eq!((&due["due"], &due["stories"]), (&1.into(), &1.into()));
    world.run("drill --limit 1").types("\n5\n\n").says("Strong: ").anything().code(0);
    assert_eq!(world.card(&followup)["memory"]["repetitions"], 2);
    assert_eq!(world.card(&followup)["kind"], "followup");
    // Two passes on two days.
    for (day, levels, state) in [(2, "3333333", "passed"), (8, "4333333", "ready")] {
        world.day(day).run("drill story technical --tell").types(&told("3", levels)).prints("passed\n").code(0);
        assert_eq!(story(&world, "technical")["state"], state);
    }
    assert_eq!(world.memory("story-technical-challenge"), "n 2, 6 days, 1.9, 2026-03-14, lapses 0");
    world.run("drill doctor").anything().code(0);
}

#[test]
fn undo_takes_the_telling_then_the_follow_up() {
    let world = written();
    let before = (world.memory("story-technical-challenge"), world.json("drill due --json"));
    world.run("drill story technical --tell").types(&told("1", "4444444")).anything().code(0);
    world
        .run("drill undo")
        .prints("took back: a telling of \"Technical Challenge\" (story-technical-challenge)")
        .code(0);
    world.run("drill undo").prints("took back: grade 1 wrong of").code(0);
    assert_eq!((world.memory("story-technical-challenge"), world.json("drill due --json")), before);
    assert_eq!(story(&world, "technical")["history"], serde_json::json!([]));
    world.run("drill redo").anything().code(0);
    world.run("drill redo").anything().code(0);
    assert_eq!(story(&world, "technical")["passes"], 1);
}

#[test]
fn a_minute_is_practice_and_an_angle_is_another_question() {
    let world = written();
    let levels = "/next\n".repeat(5) + &"4\n".repeat(7);
    world
        .run("drill story technical --short")
        .types(&levels)
        .prints("mean 4.00: practice\n")
        .never_prints("passed")
        .code(0);
    assert_eq!(story(&world, "technical")["history"][0]["passed"], false);
    assert_eq!(
        (&story(&world, "technical")["state"], &story(&world, "technical")["tellings"]),
        (&"written".into(), &1.into())
    );
    assert_eq!(world.memory("story-technical-challenge"), "n 0, 0 days, 2.5, never, lapses 0");
    let asked = |flag: &str| {
        world.run(&format!("drill story technical --angle{flag}")).types(&told("4", "3333333")).anything().code(0);
        story(&world, "technical")["history"].as_array().unwrap().last().unwrap()["angle"].as_u64().unwrap()
    };
    assert_eq!((asked(" 3"), asked(""), asked(""), asked("")), (3, 4, 5, 1));
    world.run("drill story technical --angle 9").says("there is no angle 9").code(1);
}

fn kinds(world: &World) -> Vec<String> {
    let log = world.json("drill log --json");
    log.as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_telling_that_is_left_goes_on_with_its_rating() {
    let world = written();
    world.run("drill story technical --tell").types("/next\n/next\n").says("left before its end").code(0);
    let left = world.run("drill story technical --tell").types(&told("4", "34"));
    left.says("put aside with 2 of 7 rated; `drill story NAME --tell` goes on with the rating\n").code(0);
    assert_eq!(kinds(&world), ["grade", "story"], "the answer to the follow-up was given and stays");
    assert_eq!(story(&world, "technical")["tellings"], 0);
    // Off a terminal it goes on, aloud; the day is the one on which it is rated to its end.
    world
        .day(2)
        .run("drill story technical --tell")
        .types("3\n3\n3\n3\n3\n")
        .says("the telling of 2026-03-01 09:00 was left with 2 of 7 rated")
        .says("your telling, 3 of 7: task and target")
        .never_says("part 1 of 5")
        .prints("mean 3.14: passed\n")
        .code(0);
    let told_then = &story(&world, "technical")["history"][0];
    assert_eq!((&told_then["day"], &told_then["followup_grade"]), (&"2026-03-02".into(), &4.into()));
    // Nothing is left over: the next one begins with the story.
    let next = world.run("drill story technical --tell").says("part 1 of 5").says("left before its end");
    next.never_says("was left with").code(0);
    world.run("drill doctor").anything().code(0);
}

#[test]
fn a_telling_left_at_its_follow_up_asks_it_again() {
    let world = written();
    world.run("drill story technical --tell").types(&"/next\n".repeat(6)).says("put aside with 0 of 7").code(0);
    assert_eq!(kinds(&world), ["story"]);
    let rest = format!("/next\n5\n{}", "4\n".repeat(7));
    world.run("drill story technical --tell").types(&rest).says("follow-up").prints("mean 4.00: passed\n").code(0);
    assert_eq!(kinds(&world), ["telling", "grade", "story"]);
}

#[test]
fn on_a_terminal_a_telling_that_was_left_may_be_dropped() {
    let world = written();
    world.run("drill story technical --tell").types(&told("4", "1")).says("put aside with 1 of 7").code(0);
    let tell = |keys: &str| world.run("drill story technical --tell --plain").on_a_terminal().types(keys);
    tell("q\n").says("was left with 1 of 7 rated").never_says("part 1").code(0);
    tell("n\nb\n").says("part 1 of 5").says("left before its end").code(0);
    tell("b\n").never_says("was left with").says("part 1 of 5").anything().code(0);
}

#[test]
fn an_empty_line_rates_nothing() {
    let world = written();
    let keys = format!("{}\n \n9\n4\n{}", "/next\n".repeat(6), "\n3\n".repeat(7));
    let done = world.run("drill story technical --tell").types(&keys).says("please answer 0 or 1 or 2 or 3 or 4 or 5");
    done.says("please answer 1 or 2 or 3 or 4").prints("mean 3.00: passed\n").code(0);
    let told_then = story(&world, "technical")["history"][0].clone();
    assert_eq!((&told_then["followup_grade"], &told_then["ratings"]["situation"]), (&4.into(), &3.into()));
    // What was rated can be taken back, one level after the other.
    world
        .day(2)
        .run("drill story technical --tell")
        .types(&told("4", "12uu3333333"))
        .prints("mean 3.00: passed\n")
        .code(0);
}

#[test]
fn check_says_what_is_to_be_mended() {
    let world = written();
    world
        .run("drill story technical --check")
        .prints("- no reflection\n")
        .prints("- the situation takes 23 % of the words, 20 % at most\n")
        .prints("- too short: 21 words (0:09 min), 260 at least\n")
        .never_prints("target")
        .code(1);
    let warnings: Vec<Value> = story(&world, "technical")["warnings"].as_array().unwrap().clone();
    assert_eq!(warnings.last().unwrap()["kind"], "too_short");
    world.days_later(45);
    world.run("drill story technical --check").prints("- not rehearsed for 45 days\n").code(1);
}

#[test]
fn names_are_found_or_suggested() {
    let world = world();
    world.run("drill story tecnical --check").says("hint: did you mean 'Technical Challenge'?\n").code(1);
    world
        .run("drill story c --check")
        .says("error: 'c' fits 2 stories: Technical Challenge, Conflict with a user\n")
        .code(1);
    world.run("drill story STORY-technical-challenge --guide").prints("asked as:\n").code(0);
    world.run("drill story technical --signals speed,moot").says("no signal is called 'moot'").code(1);
    world.run("drill story technical --signals 'speed, conflict'").anything().code(0);
    assert_eq!(story(&world, "technical")["signals"], serde_json::json!(["speed", "conflict"]));
    world.run("drill undo").anything().code(0);
    assert_eq!(story(&world, "technical")["signals"].as_array().unwrap().len(), 5);
    for wrong in
        ["drill story --check", "drill story a --check --tell", "drill story --situation x", "drill story a --matrix"]
    {
        world.run(wrong).anything().code(2);
    }
}

#[test]
fn the_matrix_shows_the_holes() {
    let world = written();
    let matrix = world.json("drill story --matrix --json");
    assert_eq!(matrix["signals"][0]["signal"], "ownership");
    assert_eq!(matrix["signals"][0]["stories"]["story-technical-challenge"], "written");
    let holes: Vec<&str> = matrix["holes"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    assert_eq!(holes, ["learning", "speed", "influence", "conflict", "mentoring", "customer", "responsibility"]);
    world
        .run("drill story --matrix")
        .prints("ownership        w  .\n")
        .prints("7 signals without a written story:\n")
        .code(0);
}

#[test]
fn kinds_of_story_of_ones_own() {
    let world = world();
    let own = "---\nid = \"conflict\"\ntitle = \"Conflict\"\naliases = [\"Conflict with a user\"]\n---\n## Questions\n- Who was angry?\n\
        ## Probed\n- conflict: at once\n## Follow-ups\n### why\nWhy?\n- strong: because\n";
    world.write("home/decks/stories/conflict.md", own);
    world.run("drill tracker sync").anything().code(0);
    world.run("drill story conflict --situation 'a user shouted' --replace").anything().code(0);
    let found = story(&world, "conflict");
    assert_eq!((&found["type"], &found["questions"][0]), (&"conflict".into(), &"Who was angry?".into()));
    let followups = world.json("drill cards --kind followup --topic conflict --json");
    let ids: Vec<&str> = followups.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["story-conflict-with-a-user.why"]);
    world.write("home/decks/stories/conflict.md", own.replace("Probed", "Probbed"));
    world
        .run("drill story conflict --task 'calm them'")
        .says("conflict.md:8:1: unknown section `Probbed`")
        .anything()
        .code(0);
}

#[test]
fn kinds_of_story_are_checked_like_decks() {
    let world = World::new();
    let good = "---\nid = \"a\"\ntitle = \"A\"\n---\n## Questions\n- Why?\n";
    world.write("home/decks/stories/a.md", good).write("own/stories/b.md", good.replace("Questions", "Qestions"));
    world.run("drill deck check").anything().code(0);
    world.run("drill deck check --strict").prints("a.md:1:1: advice: no weak signals\n").code(1);
    for path in ["/w/own", "/w/own/stories", "/w/own/stories/b.md"] {
        world
            .run(&format!("drill deck check {path}"))
            .prints("/w/own/stories/b.md:5:1: error: unknown section `Qestions`\n    hint: did you mean `Questions`?\n")
            .code(1);
    }
    world.run("drill deck add /w/own").anything().code(0);
}

#[test]
fn the_report_shows_the_matrix_once_a_story_is_written() {
    world().run("drill report").prints("stories     0 of 2 written").code(0);
    let world = written();
    world.run("drill report").prints("stories     1 of 2 written; 7 signals without a written story\n").code(0);
    world.run("drill report --stories").prints("7 signals without a written story:").code(0);
    assert_eq!(world.json("drill report --json")["stories"]["holes"].as_array().unwrap().len(), 7);
}

#[test]
fn stories_are_cards_of_their_kind() {
    let world = written();
    let stories = world.json("drill cards --kind story --json");
    let first = &stories[0];
    assert_eq!(
        (&first["id"], &first["kind"], &first["topic"], &first["section"]),
        (&"story-technical-challenge".into(), &"story".into(), &"Technical Challenge".into(), &"Stories (STAR)".into())
    );
    assert!(first["question"].as_str().unwrap().starts_with("Tell me about the hardest"));
    assert!(first["answer"].as_str().unwrap().starts_with("**Situation**: it was slow in 2024\n\n**Task**"));
    assert_eq!(world.json("drill cards --kind followup --json").as_array().unwrap().len(), 25);
    for list in ["drill cards --json", "drill topics --all --json"] {
        assert!(!world.run(list).anything().code(0).out.contains("story-"), "{list}");
    }
    world.run("drill suspend story-technical-challenge").anything().code(0);
    assert_eq!(world.json("drill due --json")["stories"], 0);
}

#[test]
fn a_person_is_asked_on_a_terminal() {
    let world = written();
    world.change("tracker.md", "it was slow in 2024", "by hand");
    world
        .run("drill story technical --situation mine")
        .on_a_terminal()
        .types("m\n")
        .says("which holds?")
        .prints("situation written\n")
        .code(0);
    assert!(world.read("tracker.md").contains("**Situation**: mine\r\n"));
    world
        .run("drill story conflict --write")
        .on_a_terminal()
        .types("t\ncalm them down\n")
        .prints("task written\n")
        .code(0);
    assert!(world.read("tracker.md").contains("- **Task:** calm them down\r\n"));
    world.run("drill story conflict").on_a_terminal().types("g\n").prints("asked as:").code(0);
}

#[test]
fn a_story_is_told_on_a_real_terminal() {
    let world = written();
    let mut terminal = Terminal::drill(&world, &["story", "technical", "--tell", "--plain"], &[("DRILL_PACE", "60")]);
    terminal.types("b\r");
    terminal.sees("part 1 of 5");
    // A minute passes in a second: the clock speaks by itself.
    terminal.sees("on to the task");
    terminal.types("/end\r");
    terminal.sees("follow-up");
    terminal.types("/next\r");
    terminal.sees("how was your answer");
    terminal.types("3\r");
    for at in 1..=7 {
        terminal.sees(&format!("{at} of 7"));
        terminal.types("3\r");
    }
    terminal.sees("passed");
    assert_eq!(terminal.ends().0, 0);
    assert_eq!(story(&world, "technical")["state"], "passed");
}

#[test]
fn a_story_is_told_on_the_full_screen_of_any_size() {
    for (columns, rows) in [(80, 24), (40, 10)] {
        let world = written();
        let mut terminal = Terminal::drill(&world, &["story", "technical", "--tell"], &[]);
        terminal.resize(columns, rows).is_full(true).sees("b  begin").types("b").sees("of 5: situation");
        for part in ["task", "action", "result", "reflection"] {
            terminal.types("\u{e}").sees(&format!("of 5: {part}"));
        }
        terminal.types("\u{e}").sees("follow-up").types("\u{e}").sees("0-5 rate");
        // Neither enter nor a space rates.
        terminal.types("\r \r").types("4").sees("1 of 7").types("\r").types("3").sees("2 of 7").types("u");
        terminal.sees("1 of 7").types("3").sees("2 of 7").types("\u{3}").is_full(false);
        assert_eq!(terminal.ends().0, 130);
        let mut terminal = Terminal::drill(&world, &["story", "technical", "--tell"], &[]);
        terminal.resize(columns, rows).sees("1 of 7 rated").types("\r");
        for at in 2..=7 {
            terminal.sees(&format!("{at} of 7")).types("3");
        }
        terminal.is_full(false).sees("passed");
        assert_eq!(terminal.ends().0, 0);
    }
}

#[test]
fn what_the_clock_said_of_a_part_goes_with_it() {
    let world = written();
    let args = ["story", "technical", "--tell"];
    let mut terminal = Terminal::drill(&world, &args, &[("DRILL_PACE", "60")]);
    terminal.sees("b  begin").types("b").sees("on to the task").types("\u{e}").sees("2 of 5").misses("on to the task");
    terminal.sees("on to the action").types("\u{4}").sees("follow-up").misses("on to the action").types("\u{3}");
    terminal.ends();
}

#[test]
fn a_stopped_telling_goes_on() {
    let world = written();
    let mut terminal = Terminal::shell(&world, None, &[]);
    terminal.sees("ready>").types("drill story technical --tell\r").sees("b  begin").types("b").sees("1 of 5");
    terminal.types("\u{1a}").is_full(false).sees("topped").types("echo between $((20 + 3))\r").sees("between 23");
    terminal.types("fg\r").is_full(true).sees("1 of 5: situation").types("\u{4}").sees("follow-up").types("\u{3}");
    terminal.is_full(false).sees("put aside with 0 of 7 rated").types("exit\r");
    terminal.ends();
}

#[test]
fn an_undo_leaves_no_byte_of_a_text_behind() {
    for fields in [
        "**Situation**: \n**Task**: \n**Result**: 5 ms\n",
        "**Situation**:\n**Task**:  \n**Result**: 5 ms\n",
        "- **Situation:**\n- **Task:**\n- **Result:** 5 ms\n",
        "#### Situation\n\n#### Task\n#### Result\n5 ms\n",
    ] {
        let before =
            format!("## Deep Learning\n- [ ] Dropout\n\n## Stories\n### One\n{fields}\n## End\n").replace('\n', "\r\n");
        let world = World::new().tracker(&before);
        // A list, a quote, two paragraphs, a text that is written over, and a field that is not there yet.
        for texts in [
            &["--task=- a\n- b"][..],
            &["--situation=> a"],
            &["--task=a\n\nb", "--task=c"],
            &["--action=x", "--action=- y"],
        ] {
            let mut states = vec![world.read("tracker.md")];
            for text in texts {
                world.run(&format!("drill story one '{text}'")).anything().code(0);
                states.push(world.read("tracker.md"));
            }
            let last = states.pop().unwrap();
            for state in states.iter().rev() {
                world.run("drill undo").anything().code(0);
                assert_eq!(world.read("tracker.md"), *state, "{texts:?}");
            }
            for _ in texts {
                world.run("drill redo").anything().code(0);
            }
            assert_eq!(world.read("tracker.md"), last);
            for _ in texts {
                world.run("drill undo").anything().code(0);
            }
            assert_eq!(world.read("tracker.md"), before);
        }
    }
}

#[test]
fn pipes_and_ticks_need_no_empty_line() {
    let before = "## Stories\n### One\n**Situation**: \n**Task**: \n**Result**: 5 ms\n";
    let world = World::new().tracker(before);
    world.run("drill story one '--situation=a | `b`'").anything().code(0);
    assert_eq!(world.read("tracker.md"), before.replace("Situation**: ", "Situation**: a | `b`"));
}
