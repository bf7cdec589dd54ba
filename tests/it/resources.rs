//! `drill resources`: the links of the tracker, without any network.

use crate::world::World;

#[test]
fn links_are_listed_and_those_that_lead_nowhere_are_marked() {
    let world = World::new().file("docs/here.md", "x").tracker(
        "## Deep Learning\n- [ ] Dropout\n\n## Resources\n- [Here](docs/here.md)\n- [Gone](docs/gone.md#part)\n\
         - [Primer](https://github.com/donnemartin/system-design-primer)\n- [Slip](htps://a.example)\n- [Later](URL)\n",
    );
    let links = world.json("drill resources --json");
    let found: Vec<(&str, &str)> = links
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["text"].as_str().unwrap(), it["state"].as_str().unwrap()))
        .collect();
    let wanted = [("Here", "ok"), ("Gone", "missing"), ("Primer", "ok"), ("Slip", "doubtful"), ("Later", "doubtful")];
    assert_eq!(found, wanted);
    world.run("drill resources").prints("there is no such file").prints("5 links, 3 missing or doubtful").code(0);
    world.run("drill resources --check").anything().code(1);
    world.write("docs/gone.md", "x");
    assert_eq!(world.json("drill resources --json")[1]["state"], "ok");
}

#[test]
fn a_tracker_without_links_says_so() {
    World::new()
        .tracker("## Deep Learning\n- [ ] Dropout\n")
        .run("drill resources --check")
        .out("the tracker has no links\n")
        .code(0);
}

#[test]
fn one_key_of_a_sitting_tells_the_source_of_a_card_and_the_links_of_its_section() {
    let world =
        World::alone("## S\n- [ ] T\n- [Notes on S](notes.md)\n\n## Resources\n- [Elsewhere](https://b.example)\n")
            .deck("d.md", "# S\n## T\nQ: a?\nA: a\nSource: a book\nId: a\n");
    let sitting = world.run("drill --topic T").types("o\n\n4\n\n").says("source: a book").says("Notes on S: notes.md");
    sitting.never_says("Elsewhere").anything().code(0);
    assert_eq!(world.answered(), ["a"]);
}
