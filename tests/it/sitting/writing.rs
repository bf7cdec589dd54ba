//! Key points: the answer of a checklist line that had none.

use crate::world::World;

fn line() -> World {
    World::alone("## Rust\n- [ ] Borrowing (can explain lifetimes)\n")
}

#[test]
fn a_line_without_cards_is_one_core_card_whose_bar_is_its_promise() {
    let world = line();
    let topic = world.topic("Borrowing");
    assert_eq!(
        (&topic["cards"], &topic["core"], &topic["promise"]),
        (&1.into(), &1.into(), &"can explain lifetimes".into())
    );
    world
        .run("drill")
        .types("\n4\n\n")
        .asks("new: Borrowing (can explain lifetimes)")
        .says("bar: can explain lifetimes\n")
        .code(0);
    world.day(2).run("drill").grades("4").types("\n").says("box earned: Borrowing (Rust)").anything().code(0);
}

#[test]
fn key_points_become_an_ordinary_card_of_own_md() {
    let world = line();
    let id = world.id("Borrowing (can explain lifetimes)");
    world
        .run("drill")
        .types("p\nfirst point\n\n- second point\n.\n\n4\n\n")
        .says("- first point\n- second point\n")
        .anything()
        .code(0);
    let own = format!(
        "# Rust\n\n## Borrowing\n\nQ: Borrowing (can explain lifetimes)\nA:\n- first point\n- second point\nId: {id}\nTags: core\n"
    );
    assert_eq!(world.read("home/decks/own.md"), own);
    let card = world.card(&id);
    assert_eq!(card["answer"], "- first point\n- second point");
    assert_eq!((&card["core"], &card["memory"]["repetitions"]), (&true.into(), &1.into()));
    assert_eq!(world.topic("Borrowing")["cards"], 1);
    world.run(&format!("drill card {id}")).prints("own.md:5").anything().code(0);
    // It stays the card's back when another point is written by hand.
    world.change("home/decks/own.md", "- second point", "- second point\n- third point");
    assert_eq!(world.card(&id)["memory"]["repetitions"], 1);
    assert_eq!(world.card(&id)["answer"], "- first point\n- second point\n- third point");
}

#[test]
fn one_point_is_the_whole_answer_and_none_writes_nothing() {
    let world = line();
    let id = world.id("Borrowing (can explain lifetimes)");
    world.run("drill").types("p\n.\np\n\n\n.\nq\n").anything().code(0);
    assert!(!world.has("home/decks/own.md"));
    // End of input ends the points, and what was written is kept.
    world.run("drill").types("p\nonly this\n").anything().code(0);
    assert_eq!(world.card(&id)["answer"], "only this");
}

#[test]
fn points_can_be_taken_back() {
    let world = line();
    let id = world.id("Borrowing (can explain lifetimes)");
    world.run("drill").types("p\nfirst\n.\n\n4\n\n").anything().code(0);
    world.run("drill undo").prints("took back: grade 4 good").code(0);
    world.run("drill undo").prints("took back: an edit of").anything().code(0);
    assert_eq!(world.card(&id)["answer"], "");
    assert!(!world.has("home/decks/own.md"));
    world.run("drill redo").prints("brought back: an edit of").anything().code(0);
    assert_eq!(world.card(&id)["answer"], "first");
}

#[test]
fn points_survive_a_reworded_line() {
    let world = line();
    let id = world.id("Borrowing (can explain lifetimes)");
    world.run("drill").types("p\nfirst\n.\n\n4\n\n").anything().code(0);
    world.change("tracker.md", "Borrowing (can explain lifetimes)", "Borrowing rules (can explain lifetimes)");
    world.run("drill tracker sync").anything().code(0);
    let card = world.card(&id);
    assert_eq!((&card["answer"], &card["memory"]["repetitions"]), (&"first".into(), &1.into()));
    assert_eq!(card["awake"], true);
}
