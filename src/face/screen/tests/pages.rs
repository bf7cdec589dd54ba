//! Every screen as text.

use super::*;
use crate::face::screen::{Draft, Overlay};

const QUESTION: &str = "Why does *inverted* dropout divide by the keep probability `p` while training?";
const ANSWER: &str = "So that **expected** activations are the same in training and at inference:\n\n\
    ```python\nif training:\n    mask = rng.random(h.shape) < p\n    h = h * mask / p\n```\n\n\
    | phase | scale | mask |\n|---|---|---|\n| training | 1/p | yes |\n| inference | 1 | no |\n\n\
    > E[mask · h / p] = h\n\nSee [the paper](https://jmlr.org/papers/v15/srivastava14a.html).";
const POINTS: &str = "- units cannot rely on one another\n- a sample of many thinned nets\n- noise acts as a regulariser\n- no cost at inference";

macro_rules! snap {
    ($name:literal, $text:expr) => {
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

/// A view at both sizes.
fn both(view: &View) -> String {
    format!("{}\n\n== 40x10\n{}", page(view, 80, 24), page(view, 40, 10))
}

#[test]
fn fronts() {
    snap!("front", both(&shown(card(QUESTION))));
    let new = CardView { why: Why::New, learnable: true, done: 0, again: 0, minutes_left: None, ..card(QUESTION) };
    snap!("front_new", both(&shown(new)));
    let last = CardView { why: Why::Again, last: true, left: 0, again: 0, ..card(QUESTION) };
    snap!("front_last", both(&shown(last)));
    let own = CardView {
        form: Form::Answerless,
        topic: Title::parse("Backpropagation (can derive for 2-layer net)"),
        why: Why::New,
        ..card("Backpropagation")
    };
    snap!("front_answerless", both(&shown(own.clone())));
    snap!(
        "back_answerless",
        both(&shown(CardView { back: Some(Back { note: String::new(), source: String::new(), ..back("") }), ..own }))
    );
}

#[test]
fn backs() {
    snap!("back", both(&revealed("What does dropout do at inference?", "Nothing: all units stay.")));
    snap!("back_rich", both(&revealed(QUESTION, ANSWER)));
    let learning = Back { choices: Vec::new(), ..back("Nothing: all units stay.") };
    snap!("back_learning", both(&shown(CardView { back: Some(learning), why: Why::New, ..card("What happens?") })));
    let still = choices().into_iter().map(|it| Choice { due: Some(day("2026-03-08")), days: 6, counts: false, ..it });
    let again = Back { choices: still.collect(), ..back("Nothing: all units stay.") };
    snap!("back_again", both(&shown(CardView { back: Some(again), why: Why::Again, ..card("What happens?") })));
}

#[test]
fn cloze_gaps_are_shown_and_filled() {
    let cloze = CardView {
        form: Form::Cloze,
        ..card("Batch norm divides by √([… which moment?] + **ε**) for each channel.")
    };
    let front = paint(&Picture::of(&shown(cloze.clone()), LOOK), 80, 8);
    let filled = CardView {
        back: Some(Back { note: String::new(), source: String::new(), ..back("σ² of the *batch*") }),
        ..cloze
    };
    let back = paint(&Picture::of(&shown(filled), LOOK), 80, 14);
    snap!("cloze", [text(&front), tints(&front), text(&back), tints(&back)].join("\n---\n"));
}

#[test]
fn points_are_ticked_and_propose_a_grade() {
    let view = revealed("Why does dropout regularise?", POINTS);
    let ticked = |said: &[bool]| text(&paint(&Picture { said, ..Picture::of(&view, LOOK) }, 80, 24));
    snap!("ticks_three", ticked(&[true, true, true]));
    for (said, row) in [
        ([true; 4].as_slice(), "▸4 good"),
        (&[true, true, true, false], "▸3 hard"),
        (&[true, false, true, false], "▸2 almost"),
        (&[false, false, false, true], "▸1 wrong"),
    ] {
        assert!(ticked(said).contains(row), "{said:?}");
    }
    assert!(!ticked(&[false; 4]).contains('▸'));
}

#[test]
fn overlays_and_ends() {
    let view = revealed(QUESTION, ANSWER);
    let over = |overlay, width, height| {
        text(&paint(&Picture { overlay: Some(overlay), ..Picture::of(&view, LOOK) }, width, height))
    };
    snap!("help", format!("{}\n\n== 40x10\n{}", over(Overlay::Help, 80, 24), over(Overlay::Help, 40, 10)));
    let summary = "done: 5 cards, 2 new, 1 repeat, 4 min, recalled 2 of 3 (66 %)\n\nmissed:\n  \
        Dropout: why does inverted dropout divide by the keep probability?\n    = so that expected activations stay\n\n\
        box earned: Dropout\n\nnext: 4 cards on 2026-03-03, tomorrow\n";
    let closing = View::Closing { undoable: true };
    let at = |width, height| text(&paint(&Picture { summary, ..Picture::of(&closing, LOOK) }, width, height));
    snap!("closing", format!("{}\n\n== 40x10\n{}", at(80, 24), at(40, 10)));
    let start = View::Choice {
        piped: false,
        question: "nothing is due\nnext: 3 cards on 2026-03-03".to_owned(),
        answers: vec![
            ('a', "ahead: practise what falls due within 3 days".to_owned()),
            ('q', "that is all".to_owned()),
        ],
    };
    snap!("start", both(&start));
}

#[test]
fn key_points_are_written() {
    let view = View::Points { title: Title::parse("Backpropagation (can derive for 2-layer net)") };
    let mut draft = Draft::default();
    draft.paste("chain rule from the loss backwards\n日本語 of the second point, which is long enough to be wrapped on any narrow window\n");
    let at = |width, height| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let drawn = draw(&Picture { draft: Some(&draft), seconds: 75, ..Picture::of(&view, LOOK) }, &mut buffer);
        format!("{}\ncursor {:?}", text(&buffer), drawn.cursor.map(|at| (at.x, at.y)))
    };
    snap!("points", format!("{}\n\n== 40x10\n{}", at(80, 24), at(40, 10)));
}

#[test]
fn told_lines_stand_above_the_keys() {
    let view = shown(card(QUESTION));
    let told = ["box earned: Dropout (Deep Learning)".to_owned(), "note: a second line".to_owned()];
    let at = |width, height| text(&paint(&Picture { told: &told, ..Picture::of(&view, LOOK) }, width, height));
    snap!("told", format!("{}\n\n== 40x10\n{}", at(80, 24), at(40, 10)));
}

#[test]
fn colours_are_the_terminals_own_and_can_be_left_out() {
    let view = revealed(QUESTION, ANSWER);
    snap!("tints", tints(&paint(&Picture::of(&view, LOOK), 80, 40)));
    let grey = paint(&Picture::of(&view, Look { colour: false, ..LOOK }), 80, 40);
    assert!(grey.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    assert_eq!(text(&grey), page(&view, 80, 40), "nothing is told by colour alone");
}

#[test]
fn plain_marks_are_ascii() {
    let ascii = Look { ascii: true, four_keys: true, ..LOOK };
    let card = CardView { topic: Title::parse("Dropout"), ..card("Why?") };
    let own = "- one\n- two\n\n> three\n\n| a | b |\n|---|---|\n| c | d |\n\n---\n\n`x`";
    let view = shown(CardView { back: Some(back(own)), ..card });
    let said = [true];
    let buffer = paint(&Picture { said: &said, ..Picture::of(&view, ascii) }, 80, 26);
    snap!("ascii_four_keys", text(&buffer));
    assert!(text(&buffer).is_ascii());
}
