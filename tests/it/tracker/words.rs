//! What is shown and typed of a topic: the words of its line while one stands for it, else those of its deck.

use serde_json::Value;

use crate::{sitting::topic, world::World};

/// A deck with sections and titles of its own, and a tracker that says all of it in other words.
fn world() -> World {
    let nets = format!("{}\n{}", topic("Learning", "Dropout rates", "a b"), topic("Learning", "Convolution", "c"));
    World::alone("").deck("nets.md", &nets).tracker(
        "## Deep Learning\n- [ ] Dropout\n## Neural nets\n- [ ] DROPOUT rates (p, scaling)\n\n## Faltung & Co.\n- [ ] Convolution\n",
    )
}

/// Section, title and promise of a topic, as `topics` has them.
fn words(world: &World, title: &str) -> String {
    let topic = world.topic(title);
    ["section", "title", "promise"].map(|field| topic[field].as_str().unwrap_or("none").to_owned()).join(" | ")
}

fn ids(world: &World, name: &str) -> Vec<String> {
    let cards = world.json(&format!("drill cards --topic {} --json", name.replace(' ', "-")));
    cards.as_array().unwrap().iter().map(|card| card["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_topic_is_shown_by_the_words_of_its_line() {
    let world = world();
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(words(&world, "DROPOUT rates"), "Neural nets | DROPOUT rates | p, scaling");
    assert_eq!(words(&world, "Convolution"), "Faltung & Co. | Convolution | none");
    let card = world.card("a");
    assert_eq!((&card["section"], &card["topic"]), (&"Neural nets".into(), &"DROPOUT rates".into()));
    let listed = world.json("drill cards --json");
    let listed = listed.as_array().unwrap().iter().find(|card| card["id"] == "a").unwrap();
    assert_eq!((&listed["section"], &listed["topic"]), (&"Neural nets".into(), &"DROPOUT rates".into()));
    world.run("drill card a").prints("Neural nets › DROPOUT rates (p, scaling)\n").code(0);
    for grade in [1, 2] {
        world.day(grade).run("drill grade a 4").anything().code(0);
    }
    world.run("drill grade b 4").anything().code(0);
    world.day(3).run("drill grade b 4").says("box earned: DROPOUT rates (Neural nets)").anything().code(0);
    let earned = world.json("drill log --json").as_array().unwrap().iter().find(|it| it["kind"] == "earned").cloned();
    assert_eq!(earned.unwrap()["topic"], "DROPOUT rates");
    let report = world.json("drill report --json");
    let sections: Vec<&Value> = report["sections"].as_array().unwrap().iter().map(|it| &it["section"]).collect();
    assert!(sections.contains(&&"Neural nets".into()) && !sections.contains(&&"Learning".into()), "{sections:?}");
    assert!(world.json("drill week --json").to_string().contains("\"DROPOUT rates\""));
    // An undo takes the box back, and not the words.
    world.run("drill undo").says("box open again: DROPOUT rates (Neural nets)").anything().code(0);
    assert!(words(&world, "DROPOUT rates").starts_with("Neural nets |"));
    world.run("drill doctor").anything().code(0);
}

#[test]
fn a_topic_is_found_by_either_words_and_first_by_those_of_the_line() {
    let world = world();
    for name in ["neural", "Neural nets", "dropout RATES", "learning", "Faltung"] {
        let expected: &[&str] = match name {
            "learning" => &["a", "b", "c"],
            "Faltung" => &["c"],
            _ => &["a", "b"],
        };
        assert_eq!(if name == "learning" { ids(&world, "Learning") } else { ids(&world, name) }, expected, "{name}");
    }
    world.run("drill report --section neural-nets").prints("DROPOUT rates").code(0);
    // What the decks call one topic and a line calls another is the line's.
    world.write("tracker.md", "## Deep Learning\n- [ ] Dropout\n## Learning\n- [ ] Something else\n## Nets\n- [ ] Dropout rates\n- [ ] Convolution\n");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(ids(&world, "Learning").len(), 1);
    world.run("drill cards --topic lerning").says("no topic").anything().code(1);
}

#[test]
fn the_words_follow_the_line_and_go_with_it() {
    let world = world();
    world.run("drill grade a 4").anything().code(0);
    world.change("tracker.md", "## Neural nets", "## Netze");
    assert!(words(&world, "DROPOUT rates").starts_with("Netze |"), "a verb that only looks reads the file as well");
    world.run("drill tracker sync").says("moved from \"Neural nets\" to \"Netze\", progress kept").anything().code(0);
    assert!(words(&world, "DROPOUT rates").starts_with("Netze |"));
    world.change("tracker.md", "- [ ] DROPOUT rates (p, scaling)", "- [ ] DROPOUT rates of layers");
    world.run("drill tracker sync").says("reworded, progress kept").anything().code(0);
    assert_eq!(words(&world, "DROPOUT rates of layers"), "Netze | DROPOUT rates of layers | none");
    assert_eq!((&world.card("a")["review_count"], ids(&world, "Dropout rates").len()), (&1.into(), 2));
    world.change("tracker.md", "- [ ] DROPOUT rates of layers\n", "");
    world
        .run("drill tracker sync")
        .says("its topic sleeps with its history: DROPOUT rates of layers")
        .anything()
        .code(0);
    assert_eq!(words(&world, "Dropout rates"), "Learning | Dropout rates | none");
    assert_eq!(world.card("a")["review_count"], 1);
    world.run("drill doctor").anything().code(0);
    // Put back word for word it is the same topic, though no deck calls it so.
    world.change("tracker.md", "## Netze\n", "## Netze\n- [ ] DROPOUT rates of layers\n");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(words(&world, "DROPOUT rates of layers"), "Netze | DROPOUT rates of layers | none");
    assert_eq!(ids(&world, "DROPOUT rates of layers").len(), 2);
}

#[test]
fn another_tracker_has_other_words_and_the_built_in_one_none_of_them() {
    let world = world();
    world.run("drill grade a 4").anything().code(0);
    world.write("other.md", "# Notes\n## Réseaux\n- [ ] Dropout rates (again)\n- [ ] Dropout\n");
    world.run("drill tracker link /w/other.md").anything().code(0);
    assert_eq!(words(&world, "Dropout rates"), "Réseaux | Dropout rates | again");
    assert!(words(&world, "Convolution").starts_with("Learning |"));
    world.write("home/tracker.md", super::REAL);
    world.run("drill tracker link --built-in").anything().code(0);
    assert_eq!(words(&world, "Dropout rates"), "Learning | Dropout rates | none");
    assert_eq!(world.card("a")["review_count"], 1);
}

#[test]
fn of_two_lines_of_one_topic_the_first_gives_the_words() {
    let world = world();
    world.write(
        "tracker.md",
        "## Deep Learning\n- [ ] Dropout\n## Mine\n- [ ] How to drop (first)\n## Neural nets\n- [ ] DROPOUT rates (p)\n",
    );
    world.run("drill tracker sync").anything().code(0);
    world.run("drill tracker map how-to-drop dropout-rates").prints("is \"Dropout rates\" now").anything().code(0);
    assert_eq!(words(&world, "How to drop"), "Mine | How to drop | first");
    assert_eq!(ids(&world, "dropout rates"), ["a", "b"]);
    for day in [1, 2] {
        for id in ["a", "b"] {
            world.day(day).run(&format!("drill grade {id} 4")).anything().code(0);
        }
    }
    assert_eq!(world.read("tracker.md").matches("[x]").count(), 2, "they share the box");
    world.run("drill doctor").anything().code(0);
}

#[test]
fn a_deck_that_is_edited_keeps_its_topic_whatever_the_line_says() {
    let world = world();
    world.run("drill grade a 4").anything().code(0);
    let id = world.topic("DROPOUT rates")["id"].clone();
    world.change("home/decks/nets.md", "Q: b?", "Q: and what is b?");
    world.run("drill due").anything().code(0);
    world.run("drill tracker sync").anything().code(0);
    assert_eq!((&world.topic("DROPOUT rates")["id"], &world.topic("DROPOUT rates")["cards"]), (&id, &2.into()));
    let topics = world.json("drill topics --all --json").as_array().unwrap().len();
    world.change("home/decks/nets.md", "## Dropout rates", "## Dropout layers");
    world
        .run("drill tracker sync")
        .says("topic renamed, progress kept: \"Dropout rates\" is now \"Dropout layers\"")
        .anything()
        .code(0);
    world.write("home/decks/nets.md", world.read("home/decks/nets.md").replace("# Learning\n", "# Netzwerke\n"));
    let done = world.run("drill tracker sync").anything().code(0);
    assert_eq!(done.err.matches("section renamed, progress kept: \"Learning\" is now \"Netzwerke\"").count(), 1);
    assert_eq!(world.json("drill topics --all --json").as_array().unwrap().len(), topics, "no new topic");
    assert_eq!((&world.topic("DROPOUT rates")["id"], &world.card("a")["review_count"]), (&id, &1.into()));
    world.run("drill doctor").anything().code(0);
}

#[test]
fn what_is_written_into_decks_stands_under_their_own_heading() {
    let world = World::alone("")
        .deck("nets.md", &topic("Learning", "Convolution", "c"))
        .tracker("## Deep Learning\n- [ ] Dropout\n## Neural nets\n- [ ] Convolution\n- [ ] Bare one (say it)\n");
    let bare = world.id("Bare one (say it)");
    world.run("drill --topic bare-one").types("p\nfirst point\nsecond point\n.\nq\n").anything().code(0);
    let own = world.read("home/decks/own.md");
    assert!(own.contains("# Neural nets\n\n## Bare one\n\nQ: Bare one (say it)\n"), "{own}");
    assert_eq!(world.card(&bare)["answer"], "- first point\n- second point");
    // A shipped card is copied under the heading that its deck has.
    world.write("tracker.md", "## Netze\n- [ ] Dropout (bei uns)\n");
    world.run("drill tracker sync").anything().code(0);
    let shipped = ids(&world, "Netze")[0].clone();
    world.run(&format!("drill resume {shipped}")).anything().code(0);
    world.editor_replaces("Tags: core", "Tags: core, mine");
    world.run("drill --topic netze --limit 1 --new 1").types("\ne\nq\n").anything().code(0);
    let edits = world.read("home/decks/edits.md");
    assert!(edits.contains("# Deep Learning\n\n## Dropout\n"), "{edits}");
    assert_eq!(world.card(&shipped)["section"], "Netze");
    assert_eq!(words(&world, "Dropout"), "Netze | Dropout | bei uns");
}

#[test]
fn looking_at_other_words_leaves_no_trace() {
    let world = world();
    world.run("drill tracker sync").anything().code(0);
    world.change("tracker.md", "## Neural nets", "## Netze");
    let before = world.tree();
    assert!(words(&world, "DROPOUT rates").starts_with("Netze |"));
    assert_eq!(world.card("a")["section"], "Netze");
    assert_eq!(world.tree(), before);
}

#[test]
fn a_line_that_was_there_first_gets_the_cards_of_a_deck_that_comes_later() {
    let world = World::alone("").tracker("## Neural nets\n- [ ] Raft leases\n- [ ] Twice\n## B\n- [ ] Twice\n");
    world.run("drill tracker sync").anything().code(0);
    assert_eq!(world.topic("Raft leases")["cards"], 1, "the line itself is asked");
    let decks = format!("{}\n{}", topic("Learning", "Raft leases", "a b"), topic("Learning", "Twice", "c"));
    std::fs::create_dir_all(world.path("home/decks")).unwrap();
    world.write("home/decks/nets.md", decks);
    let said = world.run("drill tracker sync").anything().code(0);
    assert!(!said.err.contains("is gone"), "{}", said.err);
    let raft = world.topic("Raft leases");
    assert_eq!((&raft["section"], &raft["cards"], &raft["awake"]), (&"Neural nets".into(), &2.into(), &true.into()));
    // Which of two lines is meant nobody knows: they stay what they are, however often the file is read.
    let topics = || world.json("drill topics --json").as_array().unwrap().len();
    let before = topics();
    for text in ["## Neural nets\n- [ ] Raft leases\n- [ ] Twice\n## B\n- [ ] Twice\n- [ ] New\n"; 2] {
        world.write("tracker.md", format!("{text}\n"));
        world.run("drill tracker sync").anything().code(0);
        assert_eq!(topics(), before + 1);
    }
    assert_eq!(world.card("a")["section"], "Neural nets");
}
