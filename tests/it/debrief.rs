//! `drill debrief`: a real interview as answers that count, new cards, and one undo.

use crate::world::World;

const ASKED: &str = "drill debrief acme --asked Dropout=2 --asked 'batch norm=4' \
    --new 'Why is decoding memory bound? :: every token reads all weights=1' --new 'What is beam search=3' \
    --under dropout --outcome 'next round' --note friendly --date yesterday";

fn world() -> World {
    let world = World::new().tracker(include_str!("../data/INTERVIEW_TRACKER.md"));
    world.run("drill jobs add Acme 'ML Engineer' --status onsite").anything().code(0);
    world
}

/// Question, answer and counts of a card that a question names.
fn told(world: &World, question: &str) -> (String, i64, String) {
    let card = world.card(&world.id(question));
    let text = |name: &str| card[name].as_str().unwrap().to_owned();
    (text("topic"), card["review_count"].as_i64().unwrap(), text("answer"))
}

#[test]
fn what_was_asked_is_an_answer_and_one_undo_takes_all_of_it() {
    let world = world();
    let before = world.json("drill cards --json");
    world.run(ASKED).prints("Sat 2026-02-28").prints("new card").prints("next round").anything().code(0);
    assert_eq!(
        told(&world, "Why is decoding memory bound?"),
        ("Dropout".to_owned(), 1, "every token reads all weights".to_owned())
    );
    assert_eq!(told(&world, "What is beam search").2, "still to be written");
    let log = world.json("drill log --json");
    let kinds: Vec<&str> = log.as_array().unwrap().iter().take(5).map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["debrief", "asked", "asked", "asked", "asked"]);
    assert_eq!((&log[0]["detail"]["outcome"], &log[0]["detail"]["on"]), (&"next round".into(), &"2026-02-28".into()));
    assert_eq!((&log[1]["detail"]["real"], &log[1]["action"]), (&true.into(), &false.into()));
    world.run("drill doctor").anything().code(0);

    world.days_later(1);
    world.run("drill undo").prints("the debrief of Acme with 4 answers").anything().code(0);
    assert_eq!(world.json("drill cards --json"), before);
    assert!(!world.path("home/decks/debriefs.md").exists());
    world.run("drill doctor").anything().code(0);
    world.run("drill redo").anything().code(0);
    assert_eq!(told(&world, "Why is decoding memory bound?").1, 1);
    assert_eq!(
        world
            .json("drill cards --topic dropout --json")
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["review_count"] == 1)
            .count(),
        3
    );
    world.run("drill doctor").anything().code(0);
    world.run("drill undo").anything().code(0);
    assert_eq!(world.json("drill cards --json"), before);
}

#[test]
fn a_failed_question_loses_its_box_and_undo_gives_it_back() {
    let world = World::alone("## S\n- [ ] T\n").deck("d.md", "# S\n## T\nQ: a?\nA: a\nId: a\n");
    world.run("drill jobs add Acme ML").anything().code(0);
    for day in [1, 2] {
        world.day(day).run("drill grade a 4").anything().code(0);
    }
    assert_eq!(world.state("T"), "earned");
    world.day(3).run("drill debrief acme --asked a=1").says("lost").anything().code(0);
    assert_eq!(world.state("T"), "open");
    assert!(world.read("tracker.md").contains("- [ ] T"));
    world.run("drill undo").anything().code(0);
    assert_eq!(world.state("T"), "earned");
    assert!(world.read("tracker.md").contains("- [x] T"));
}

#[test]
fn slips_are_told_and_nothing_is_written() {
    let world = world();
    for (line, said) in [
        ("drill debrief acme", "nothing was said of the interview"),
        ("drill debrief acme --asked Dropot=3", "did you mean 'Dropout'?"),
        ("drill debrief acme --asked Dropout", "--asked takes a name and a grade"),
        ("drill debrief acme --asked Dropout=6", "--asked takes a name and a grade"),
        ("drill debrief acme --asked 'deep learning=3'", "is a section of 6 topics"),
        ("drill debrief acme --asked =3", "--asked takes a name and a grade"),
        ("drill debrief acme --new ' =3'", "--new takes a name and a grade"),
        ("drill debrief acme --new 'q=3' --under Dropot", "did you mean 'Dropout'?"),
        ("drill debrief zeta --note x", "no company is called 'zeta'"),
        ("drill debrief acme --note x --date '31 Nov'", "there is no day '31 Nov'"),
    ] {
        world.run(line).says(said).anything().code(1);
    }
    assert!(!world.path("home/decks/debriefs.md").exists());
    assert_eq!(world.json("drill log --json").as_array().unwrap().len(), 1);
}
