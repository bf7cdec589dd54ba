//! `drill sheet`: one page for the last evening.

use crate::{
    mock::{self, sprint},
    world::World,
};

const FIGURES: &str = "## Envelope\n- messages_per_second = 100 | given\n- messages_per_day = messages_per_second * 86_400 = 8_640_000 | a day\n\n## Rubric";

/// Two failed cards of which one is a formula, a story, and a practised scenario with figures.
fn world() -> World {
    let deck = "# Rust\n\n## Ownership\n\nQ: who owns?\nA: one owner\nId: a\n\nQ: how many?\nA: count = 1\nId: b\n\n\
                Q: known?\nA: yes\nId: c\n\nQ: extra?\nA: yes\nId: d\nTags: extra\n";
    let story = "\n## Stories (STAR)\n\n### Conflict\n**Situation**: Two teams wanted \u{1b}[31mone table. I came late.\n**Task**: \n";
    let world = World::alone(&format!("## Rust\n- [ ] Ownership\n{}{story}", mock::TABLE))
        .deck("rust.md", deck)
        .deck("scenarios/queue.md", &mock::QUEUE.replace("## Rubric", FIGURES));
    world.run("drill deck check").anything().code(0);
    for (id, grade) in [("a", 1), ("b", 2), ("c", 5), ("d", 0)] {
        world.run(&format!("drill grade {id} {grade}")).anything().code(0);
    }
    world.run("drill mock-design queue --minutes 15").types(&sprint(["1", ""], "")).anything().code(0);
    world
}

#[test]
fn the_page_is_as_it_was_read_last() {
    let world = world();
    let wide = world.run("drill sheet").prints("").code(0).out;
    let narrow = world.run("drill sheet").columns(40).prints("").code(0).out;
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    insta::assert_snapshot!("sheet", format!("{wide}\n{narrow}"));
}

#[test]
fn the_page_for_a_printer_is_as_it_was_read_last() {
    let world = world();
    let page = world.run("drill sheet --html -").prints("").code(0).out;
    let body = page.split_once("</style>").unwrap().1;
    insta::assert_snapshot!("sheet_html", body.replace("><", ">\n<"));
    insta::assert_snapshot!("sheet_json", world.run("drill sheet --json").prints("").code(0).out);
    world.run("drill sheet --html /w/sheet.html").out("written to /w/sheet.html\n").code(0);
    assert_eq!(world.read("sheet.html"), page);
    // One page of ours may take the place of another.
    world.run("drill report --html /w/sheet.html").out("written to /w/sheet.html\n").code(0);
    world.write("mine.html", "mine");
    world.run("drill sheet --html /w/mine.html").says("is no report of drill").code(1);
    world.run("drill sheet --html - --json").says("error: ").code(2);
}

#[test]
fn the_document_holds_the_same_and_undo_takes_it_back() {
    let world = world();
    let failed = |world: &World| {
        let sheet = world.json("drill sheet --json");
        let cards = sheet["failed"].as_array().unwrap().iter();
        cards.map(|card| format!("{} {}", card["id"].as_str().unwrap(), card["formula"])).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(failed(&world), "b true, a false", "extras and what was known are not on it");
    let sheet = world.json("drill sheet --json");
    assert_eq!(sheet["more"], 0);
    assert_eq!(sheet["stories"][0]["opening"], "Two teams wanted [31mone table.");
    assert_eq!(sheet["scenarios"][0]["figures"][1]["value"], "8_640_000");
    for _ in 0..5 {
        world.run("drill undo").anything().code(0);
    }
    assert_eq!(failed(&world), "");
}

#[test]
fn of_many_failures_the_first_hundred_are_held_and_the_others_counted() {
    let cards: String = (0..130)
        .map(|at| {
            let answer = if at == 129 { "n = 1" } else { "words" };
            format!("Q: no {at}?\nA: {answer}\nId: n{at:03}\n\n")
        })
        .collect();
    let world =
        World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &format!("# Rust\n\n## Ownership\n\n{cards}"));
    for at in 0..130 {
        world.run(&format!("drill grade n{at:03} 1")).anything().code(0);
    }
    let sheet = world.json("drill sheet --json");
    let ids: Vec<&str> = sheet["failed"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!((ids.len(), ids[0], ids[1], &sheet["more"]), (100, "n129", "n000", &30.into()), "the formula first");
    world.run("drill sheet").prints("more cards: drill --weakest 20").code(0);
}

#[test]
fn looking_leaves_no_trace_before_there_is_a_home() {
    let world = World::new();
    world.run("drill sheet").prints("No core card has failed.").code(0);
    assert!(!world.has("home"));
}
