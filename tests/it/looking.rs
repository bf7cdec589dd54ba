//! The verbs that only look: what they print, and that they leave no trace.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{sitting::topic, world::World};

/// Every verb that only looks.
const LOOKING: [&str; 24] = [
    "drill due",
    "drill due --short",
    "drill due --json",
    "drill topics",
    "drill topics --all --json",
    "drill cards",
    "drill cards --json",
    "drill cards --topic dropout",
    "drill cards --kind scenario --json",
    "drill report",
    "drill report --json",
    "drill log",
    "drill log --json",
    "drill tracker",
    "drill tracker --json",
    "drill tracker check",
    "drill tracker check --json",
    "drill tracker sync --dry-run",
    "drill deck list",
    "drill deck list --json",
    "drill deck check",
    "drill doctor --json",
    "drill config",
    "drill config --json",
];

/// A home with some history, a deck and a tracker of its own.
fn used() -> World {
    let world = World::alone("## Rust\n- [ ] Ownership\n- [ ] Borrowing (explain)\n")
        .deck("rust.md", &topic("Rust", "Ownership", "a b c"));
    for grade in ["a 4", "b 2", "c 5"] {
        world.run(&format!("drill grade {grade}")).anything().code(0);
    }
    world.day(2).run("drill grade b 4").anything().code(0);
    world
}

#[test]
fn before_there_is_a_home_nothing_is_created() {
    for line in LOOKING {
        let world = World::new();
        world.run(line).anything().code(0);
        assert!(world.tree().is_empty(), "{line}: {:?}", world.tree().keys());
    }
}

#[test]
fn looking_leaves_no_trace() {
    let world = used();
    let before = world.tree();
    for line in
        LOOKING.into_iter().chain(["drill card a", "drill card a --json", "drill completions bash", "drill man"])
    {
        world.run(line).anything().code(0);
        assert!(world.tree() == before, "{line}");
    }
    // Nor when there is something to be read: a changed deck and a changed tracker.
    world.change("home/decks/rust.md", "Q: a?", "Q: a, again?").change(
        "tracker.md",
        "- [ ] Ownership",
        "- [x] Ownership",
    );
    let before = world.tree();
    for line in LOOKING {
        world.run(line).anything().code(0);
        assert!(world.tree() == before, "{line}");
    }
    assert_eq!(world.card("a")["question"], "a, again?", "what changed is seen");
    assert_eq!(world.state("Ownership"), "claimed");
}

#[test]
fn looking_works_on_a_read_only_home() {
    let world = used();
    if !world.is_root() {
        return;
    }
    let told: BTreeMap<&str, String> =
        LOOKING.into_iter().map(|line| (line, world.run(line).anything().code(0).out)).collect();
    world.freeze();
    let before = world.tree();
    for (line, out) in told {
        world.run(line).by_a_stranger().out(&out).anything().code(0);
    }
    assert!(world.tree() == before);
    // What must write says why it cannot.
    world
        .run("drill grade a 4")
        .by_a_stranger()
        .says("error: ")
        .says("hint: set DRILL_HOME to a folder that can be written")
        .code(1);
    assert!(world.tree() == before);
}

#[test]
fn looking_without_a_home_where_none_can_be_made() {
    let world = World::new();
    if !world.is_root() {
        return;
    }
    world.freeze();
    for line in LOOKING {
        world.run(line).by_a_stranger().anything().code(0);
    }
    world.run("drill").by_a_stranger().says("error: cannot create /w/home").says("hint: ").code(1);
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The pinned fields, each with its type; more may follow.
fn holds(value: &Value, fields: &[(&str, &str)]) {
    for (name, kind) in fields {
        let found = match &value[*name] {
            Value::Null if keys(value).contains(name) => "null",
            Value::Null => panic!("no {name} in {value}"),
            Value::Bool(_) => "bool",
            Value::Number(number) if number.is_u64() => "count",
            Value::Number(_) => "number",
            Value::String(text) if is_day(text) => "day",
            Value::String(_) => "text",
            Value::Array(_) => "list",
            Value::Object(_) => "object",
        };
        assert!(kind.split('|').any(|kind| kind == found), "{name} is {found}, not {kind}: {value}");
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

const TOPIC: [(&str, &str); 8] = [
    ("section", "text"),
    ("title", "text"),
    ("promise", "text|null"),
    ("box", "text"),
    ("awake", "bool"),
    ("cards", "count"),
    ("core", "count"),
    ("learned", "count"),
];

const CARD: [(&str, &str); 10] = [
    ("id", "text"),
    ("kind", "text"),
    ("topic", "text"),
    ("section", "text"),
    ("question", "text"),
    ("answer", "text"),
    ("core", "bool"),
    ("suspended", "bool"),
    ("memory", "object"),
    ("review_count", "count"),
];

const MEMORY: [(&str, &str); 5] = [
    ("repetitions", "count"),
    ("interval_days", "count"),
    ("ease", "number|count"),
    ("due", "day|null"),
    ("lapses", "count"),
];

const DUE: [(&str, &str); 8] = [
    ("day", "day"),
    ("due", "count"),
    ("new", "count"),
    ("learning_again", "count"),
    ("mocks", "count"),
    ("stories", "count"),
    ("extra", "count"),
    ("planned", "count"),
];

#[test]
fn the_pinned_fields_stay() {
    for world in [World::new(), used()] {
        for topic in world.json("drill topics --all --json").as_array().unwrap() {
            holds(topic, &TOPIC);
            assert!(["open", "earned", "claimed"].contains(&topic["box"].as_str().unwrap()));
        }
        let cards = world.json("drill cards --json");
        for card in cards.as_array().unwrap() {
            holds(card, &CARD);
            holds(&card["memory"], &MEMORY);
            assert_eq!(card["kind"], "card");
        }
        let one = world.card(cards[0]["id"].as_str().unwrap());
        holds(&one, &CARD);
        holds(&one, &[("reviews", "list")]);
        holds(&world.json("drill due --json"), &DUE);
    }
    let world = used();
    let card = world.card("b");
    for review in card["reviews"].as_array().unwrap() {
        holds(review, &[("at", "text"), ("day", "day"), ("grade", "count"), ("kind", "text")]);
    }
    assert_eq!(card["memory"]["ease"].as_f64(), Some(2.18));
    assert_eq!(card["review_count"], card["reviews"].as_array().unwrap().len());
}

#[test]
fn ease_is_a_number() {
    let world = used();
    assert_eq!(world.card("a")["memory"]["ease"], serde_json::json!(2.5));
    assert!(world.card("a")["memory"]["ease"].is_f64());
    assert_eq!(world.card("c")["memory"]["due"], "2026-03-02");
    assert_eq!(world.card(&world.id("Borrowing (explain)"))["memory"]["due"], Value::Null);
}

#[test]
fn cards_lists_cloze_and_answerless_cards_and_other_kinds_only_when_asked() {
    let world = World::alone("## Rust\n- [ ] Ownership\n- [ ] Borrowing (explain)\n")
        .deck("o.md", "# Rust\n## Ownership\nC: [one] of [two]\nId: x\n");
    let cards = world.json("drill cards --topic rust --json");
    let found: Vec<String> = cards
        .as_array()
        .unwrap()
        .iter()
        .map(|card| format!("{} {}", card["form"].as_str().unwrap(), card["kind"].as_str().unwrap()))
        .collect();
    assert_eq!(found, ["cloze card", "cloze card", "answerless card"]);
    assert_eq!(world.json("drill cards --kind scenario --json").as_array().unwrap().len(), 10);
    for kind in ["story", "followup"] {
        assert_eq!(world.json(&format!("drill cards --kind {kind} --json")), serde_json::json!([]));
    }
    world.run("drill cards --kind cards").says("error: invalid value 'cards'").code(2);
}

#[test]
fn due_counts_have_one_meaning() {
    let world = used();
    let due = world.json("drill due --json");
    // a 4, b failed and then passed today, c 5; a and c are due today, b was passed today; the line is new.
    assert_eq!(
        due,
        serde_json::json!({"day": "2026-03-02", "due": 2, "new": 1, "learning_again": 0, "mocks": 0, "stories": 0, "extra": 0, "planned": 3})
    );
    world.run("drill due --short").out("drill 3\n").code(0);
    world.run("drill suspend a").anything().code(0);
    assert_eq!(world.json("drill due --json")["due"], 1, "suspended is not due");
    world.run("drill grade c 1").anything().code(0);
    let due = world.json("drill due --json");
    assert_eq!((&due["due"], &due["learning_again"], &due["planned"]), (&0.into(), &1.into(), &2.into()));
    world.run("drill due").prints("due").prints("learning again").prints("planned").code(0);
    let report = world.json("drill report --json");
    assert_eq!(report["today"], world.json("drill due --json"), "the same numbers on every screen");
}

#[test]
fn due_is_uncapped_and_planned_is_capped() {
    let world = used();
    world.run("drill config grades 1").anything().code(0);
    world.day(3);
    let due = world.json("drill due --json");
    assert_eq!((&due["due"], &due["planned"]), (&3.into(), &1.into()));
    world.run("drill due --short").out("drill 1\n").code(0);
}

#[test]
fn nothing_to_do_is_nothing_in_a_prompt() {
    World::alone("").run("drill due --short").out("").code(0);
}

#[test]
fn a_mistyped_name_is_an_error_with_a_suggestion() {
    let world = used();
    world
        .run("drill cards --topic ownrship")
        .err("error: no topic is called 'ownrship'\nhint: did you mean 'Ownership'?\n")
        .code(1);
    world.run("drill cards --topic batch").says("error: 'batch' fits 2 topics: Batch normalization, ").code(1);
    world
        .run("drill card zzzzzzz")
        .says("error: no card is called 'zzzzzzz'\nhint: `drill cards` lists every card with its id\n")
        .code(1);
    for verb in ["card", "suspend", "resume"] {
        world.run(&format!("drill {verb} nosuchcard")).says("error: no card is called 'nosuchcard'").code(1);
    }
    world.run("drill grade nosuchcard 4").says("error: no card is called 'nosuchcard'").code(1);
    world.run("drill log --card nosuchcard").says("error: no card is called 'nosuchcard'").code(1);
    world.run("drill topcis").says("hint: a similar subcommand exists: 'topics'").code(2);
    assert_eq!(world.answered().len(), 4, "nothing was graded by mistake");
}

#[test]
fn a_unique_part_of_an_id_is_accepted_and_several_are_listed() {
    let deck = "# Rust\n## Ownership\nQ: one?\nA: 1\nId: move-one\nTags: core\n\nQ: two?\nA: 2\nId: move-two\n\nQ: three?\nA: 3\nId: move\n";
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck("o.md", deck);
    assert_eq!(world.card("move-o")["question"], "one?");
    assert_eq!(world.card("move")["question"], "three?", "a whole name before a part");
    world
        .run("drill card mov")
        .err("error: 'mov' fits 3 cards: move, move-one, move-two\nhint: type more of the name\n")
        .code(1);
    world.run("drill grade move-t 4").prints("move-two: 4 good").code(0);
}

#[test]
fn names_are_matched_in_any_case_whole_or_by_part() {
    let world = World::new();
    let count = |name: &str| world.json(&format!("drill cards --topic '{name}' --json")).as_array().unwrap().len();
    let dropout = count("Dropout");
    assert!(dropout >= 4);
    for name in ["dropout", "DROPOUT", "dropo", " Dropout "] {
        assert_eq!(count(name), dropout, "{name}");
    }
    assert!(count("deep learning") > dropout);
    assert_eq!(count("regularization l1 vs l2"), count("Regularization: L1 vs L2"));
}

#[test]
fn ids_never_change() {
    let world = World::alone("## Rust\n- [ ] Ownership\n").deck(
        "o.md",
        "# Rust\n## Ownership\nQ: What does a move leave behind in the old variable?\nA: nothing that may be used\n",
    );
    let question = "What does a move leave behind in the old variable?";
    let before = world.id(question);
    world.run("drill --new 1").types("q\n").anything().code(0);
    assert_eq!(world.id(question), before, "seen before the first run and after");
    world.run(&format!("drill grade {before} 4")).anything().code(0);
    world.change("home/decks/o.md", "leave behind in", "leave in");
    assert_eq!(world.id("What does a move leave in the old variable?"), before, "looked at only");
    world.run("drill due").anything().code(0);
    world.run("drill tracker sync").anything().code(0);
    let card = world.card(&before);
    assert_eq!(
        (&card["question"], &card["review_count"]),
        (&"What does a move leave in the old variable?".into(), &1.into())
    );
}

#[test]
fn ids_are_the_same_in_two_homes() {
    let ids = |seed: u64| {
        let world = World::new().deck("x.md", "Q: some question?\nA: b\n");
        world.seed(seed);
        world.run("drill --new 1").types("q\n").anything().code(0);
        let cards = world.json("drill cards --json");
        cards.as_array().unwrap().iter().map(|card| card["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(1), ids(2));
}

#[test]
fn card_spells_out_the_arithmetic_of_its_interval() {
    let world = used();
    world.day(8).run("drill grade a 4").anything().code(0);
    world.day(14).run("drill grade a 5").anything().code(0);
    world.day(29).run("drill grade a 2").anything().code(0);
    world
        .run("drill card a")
        .prints("a  card, core\nRust › Ownership\nin /w/home/decks/rust.md:5\n\na?\n\naa\n")
        .prints("2026-03-01  4 good      n = 1: I = 1; EF 2.50 -> 2.50; due 2026-03-02\n")
        .prints("2026-03-08  4 good      n = 2: I = 6; EF 2.50 -> 2.50; due 2026-03-14\n")
        .prints("2026-03-14  5 easy      n = 3: I = ceil(6 x 2.50) = 15; EF 2.50 -> 2.60; due 2026-03-29\n")
        .prints("2026-03-29  2 almost    failed: n = 0, I = 1; EF 2.60 -> 2.28; due 2026-03-30\n")
        .prints("n = 0, I = 1 day, EF = 2.28, lapses = 1; due 2026-03-30, in 1 day")
        .code(0);
}

#[test]
fn the_report_holds_what_it_promises() {
    let world = used();
    let report = world.run("drill report").anything().code(0).out;
    for part in ["boxes ticked", "learned", "seen", "new", "due", "retention", "streak      2 days", "next 7 days"] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert!(report.lines().all(|line| line.chars().count() <= 80), "{report}");
    let json = world.json("drill report --json");
    assert_eq!(json["next_7_days"].as_array().unwrap().len(), 7);
    assert_eq!(json["streak_days"], 2);
    // A first answer is no review: only b's second one is.
    assert_eq!(json["retention_30_days"], serde_json::json!({"reviews": 1, "recalled": 1, "percent": 100}));
}

#[test]
fn forty_columns_are_enough() {
    let world = used();
    for line in ["drill topics", "drill log"] {
        let done = world.run(line).columns(40).anything().code(0);
        let wide: Vec<&str> =
            done.out.lines().filter(|line| line.chars().count() > 40 && !line.contains("/w/")).collect();
        assert!(wide.is_empty(), "{line}: {wide:?}");
    }
}

#[test]
fn no_colour_in_a_pipe() {
    let world = used();
    for line in ["drill", "drill report", "drill topics", "drill --help", "drill due", "drill tpoics"] {
        let done = world.run(line).really().types("\n").anything();
        let done = if line == "drill tpoics" { done.code(2) } else { done.code(0) };
        assert!(!done.out.contains('\u{1b}') && !done.err.contains('\u{1b}'), "{line}");
    }
}
