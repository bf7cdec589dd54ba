//! `drill debrief`: a real interview as answers that count, new cards, and one undo.

use crate::{screen::Terminal, world::World};

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
    world.run("drill undo").prints("the debrief of Acme with 1 answer,").anything().code(0);
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
        ("drill debrief acme --note x --date tomorrow", "the interview on Mon 2026-03-02 is still to come"),
    ] {
        world.run(line).says(said).anything().code(1);
    }
    assert!(!world.path("home/decks/debriefs.md").exists());
    assert_eq!(world.json("drill log --json").as_array().unwrap().len(), 1);
}

#[test]
fn on_a_terminal_near_names_are_offered_and_no_grade_is_taken_for_granted() {
    let world = world();
    let keys = "Dropot\n1\n\n2\nWhat is beam search?\nn\nkeeps the best few\nDropot\nDropout\n1\nzzzz\nt\n\nnext round\nfriendly\n";
    let done = world.run("drill debrief acme").on_a_terminal().types(keys);
    done.says("no topic or card is called 'Dropot'")
        .says("1: Dropout")
        .says("the card: ")
        .says("how did it go?\n0: blackout   1: wrong")
        .says("please answer 0 or 1 or 2")
        .says("hint: did you mean 'Dropout'?")
        .prints("next round")
        .anything()
        .code(0);
    let debrief = &world.json("drill log --limit 1 --json")[0]["detail"];
    let grades: Vec<u64> =
        debrief["asked"].as_array().unwrap().iter().map(|it| it["grade"].as_u64().unwrap()).collect();
    assert_eq!((grades, &debrief["note"]), (vec![2, 1], &"friendly".into()));
    let new = world.card(&world.id("What is beam search?"));
    assert_eq!((&new["topic"], &new["answer"]), (&"Dropout".into(), &"keeps the best few".into()));
}

#[test]
fn a_debrief_that_is_interrupted_goes_on_with_what_was_rated() {
    let world = world();
    let mut terminal = Terminal::drill(&world, &["debrief", "acme"], &[]);
    terminal.sees("what was asked?").types("Dropout\r").sees("5: easy").types("2\r").sees("easy\n> \nwhat was asked?");
    terminal.types("batch norm\r").sees("atch").types("\u{3}");
    let (code, page) = terminal.ends();
    assert_eq!(code, 130);
    assert!(page.contains("put aside with 1 question;"), "{page}");
    assert_eq!(world.json("drill log --json").as_array().unwrap().len(), 1, "nothing is written yet");
    // What a script says of another one leaves it alone.
    world.run("drill debrief acme --note x").anything().code(0);
    let again = world.run("drill debrief acme").on_a_terminal().types("q\n").says("was left with 1 question");
    again.anything().code(0);
    world.run("drill debrief acme").on_a_terminal().types("r\n\n\n\n").prints("2 almost").anything().code(0);
    world.run("drill debrief acme").on_a_terminal().types("\n\n\n").never_says("was left").anything().code(0);
    world.run("drill doctor").anything().code(0);
}

#[test]
fn the_report_sets_readiness_beside_outcome() {
    let world = World::alone("## S\n- [ ] T\n").deck("d.md", "# S\n## T\nQ: a?\nA: a\nId: a\n\nQ: b?\nA: b\nId: b\n");
    world.run("drill report").never_prints("interviews  ").code(0);
    assert_eq!(world.json("drill report --json")["interviews"], serde_json::json!([]));
    world.run("drill report --interviews").prints("`drill debrief COMPANY`").code(0);
    world.run("drill jobs add Acme ML --status onsite").anything().code(0);
    world.run("drill grade a 4").anything().code(0);
    world.day(5).run("drill grade a 4").anything().code(0);
    let before = world.json("drill report --json");
    world.day(9);
    // Looked back on later: what was learned since then does not count, nor does the debrief itself.
    world.run("drill grade b 5").anything().code(0);
    let done =
        world.json("drill debrief acme --asked a=2 --asked b=4 --new 'c=3' --date '5 Mar' --outcome 'a no' --json");
    let ready = done["readiness"].as_f64().unwrap();
    // One of seven core cards (five are set aside), known by the second answer on that very day.
    assert!((ready - 0.45 / 7.0).abs() < 1e-3, "{ready} {}", before["readiness"]["recall"]);
    world.run("drill jobs set acme --status rejected").anything().code(0);
    let found = world.json("drill report --json")["interviews"][0].clone();
    assert!((found["readiness"].as_f64().unwrap() - ready).abs() < 1e-4, "{found}");
    for (name, value) in [
        ("on", serde_json::json!("2026-03-05")),
        ("company", "Acme".into()),
        ("asked", 3.into()),
        ("well", 2.into()),
        ("mean", 3.0.into()),
        ("outcome", "a no".into()),
        ("status", "rejected".into()),
    ] {
        assert_eq!(found[name], value, "{name}");
    }
    let line = "interviews  1; last Acme, ML 2026-03-05: ready 6 %, 2 of 3 well, mean 3.00\n";
    world.run("drill report").prints(line).code(0);
    world
        .run("drill report --interviews")
        .out(
            "day         interview  ready  how it went             what came of it\n\
              2026-03-05  Acme, ML     6 %  2 of 3 well, mean 3.00  a no; now rejected\n",
        )
        .code(0);
    let narrow = world.run("drill report --interviews").columns(40).prints("  ready  6 %\n").code(0);
    assert!(narrow.out.lines().all(|line| line.chars().count() <= 40), "{}", narrow.out);
    world.run("drill report --markdown").prints("| 2026-03-05 | Acme, ML | 6 % | 2 of 3 well").code(0);
    world.run("drill report --html /w/r.html").anything().code(0);
    assert!(world.read("r.html").contains("<td>a no; now rejected</td>"));
    world.run("drill undo").anything().code(0);
    world.run("drill undo").anything().code(0);
    assert_eq!(world.json("drill report --json")["interviews"], serde_json::json!([]));
}
