//! What is told between two prompts.

use super::*;
use crate::model::{BoxChange, BoxTurn};

#[test]
fn help() {
    let told = |columns, revealed| {
        let mut desk = Desk::new(columns, true, false);
        desk.face.tell(&Notice::Help { revealed });
        desk.read()
    };
    insta::assert_snapshot!(told(80, false), @r#"
    keys
      enter  show the answer
      0-5    rate the recall, once the answer is shown
      l      learn a new card: both sides, no rating; it comes again
      s      skip: not in this sitting
      u      undo the last grade of this sitting
      e      edit this card
      x      set this card aside
      o      its source and links; o 2 opens one
      p      write the key points of a card without an answer
      q      quit; what was rated is safe
    scale
      0 blackout  nothing came, not even on seeing the answer
      1 wrong     wrong, but the answer was recognised
      2 almost    wrong, but the answer then seemed easy
      3 hard      right, after a real struggle
      4 good      right, after some hesitation
      5 easy      right at once
    "again" beside a grade: the card comes back in this sitting. core: its box
      needs this card
    "#);
    insta::assert_snapshot!(told(40, true), @r#"
    keys
      enter  show grades and keys again
      0-5    rate the recall
      l      learn a new card: both sides,
             no rating; it comes again
      s      skip: not in this sitting
      u      undo the last grade of this
             sitting
      e      edit this card
      x      set this card aside
      o      its source and links; o 2 opens
             one
      p      write the key points of a card
             without an answer
      q      quit; what was rated is safe
    scale
      0 blackout  nothing came, not even on
                  seeing the answer
      1 wrong     wrong, but the answer was
                  recognised
      2 almost    wrong, but the answer then
                  seemed easy
      3 hard      right, after a real
                  struggle
      4 good      right, after some
                  hesitation
      5 easy      right at once
    "again" beside a grade: the card comes
      back in this sitting. core: its box
      needs this card
    "#);
}

#[test]
fn notices() {
    let mut desk = Desk::piped();
    desk.ask(&view(front()), "");
    desk.read();
    let turned = |turn| {
        let topic = Title { name: "Dropout".to_owned(), promise: None };
        Notice::Box(BoxChange { section: "ML Fundamentals".to_owned(), topic, turn })
    };
    let notices = [
        Notice::RevealFirst,
        Notice::NothingToGrade,
        Notice::UnknownKey("qq".to_owned()),
        Notice::UnknownKey(String::new()),
        Notice::NothingToUndo,
        Notice::Undone("4 good for 'Why dropout?'".to_owned()),
        Notice::GradedElsewhere,
        Notice::NotNew,
        Notice::HasAnswer,
        Notice::Suspended,
        Notice::LetGo,
        Notice::Trouble("cannot write: no space left on device".to_owned()),
        turned(BoxTurn::Earned),
        turned(BoxTurn::Lost),
        turned(BoxTurn::Refuted),
        turned(BoxTurn::Restored),
        turned(BoxTurn::Reopened),
    ];
    for notice in notices {
        desk.face.tell(&notice);
    }
    insta::assert_snapshot!(desk.read(), @r"
    press enter to see the answer first; then rate it 0..5
    nothing to rate here: both sides are only shown; enter goes on
    'qq' means nothing here; ? lists the keys
    that key means nothing here; ? lists the keys
    no grade of this sitting to take back; 'drill undo' reaches further
    taken back: 4 good for 'Why dropout?'
    another drill acted on this card first: nothing was written here
    only a card that was never answered can be learned
    this card has its answer; p writes key points where there is none
    set aside; 'drill resume dropout-inverted' brings it back
    let go for today after three failed repeats: card dropout-inverted wants
      rewriting
    cannot write: no space left on device
    box earned: Dropout (ML Fundamentals)
    box lost: Dropout (ML Fundamentals)
    box lost (failed twice since your tick): Dropout (ML Fundamentals)
    box ticked again: Dropout (ML Fundamentals)
    box open again: Dropout (ML Fundamentals)
    ");
}
