//! Every page as a snapshot, on 80 and on 40 columns.

use super::*;

#[test]
fn a_question() {
    insta::assert_snapshot!(page(&view(front()), 80), @r"
    [3 done, 12 left, 1 again, 14 min] due, core
    ML Fundamentals › Dropout (why it works, training vs inference)

    Why does inverted dropout divide the kept activations by the keep probability
    during training?

    enter: answer   s: skip   u: undo   ?: keys   q: quit
    >
    ");
    insta::assert_snapshot!(page(&view(CardView { learnable: true, last: true, ..front() }), 40), @r"
    [3 done, 12 left, 1 again, 14 min] due,
      core
    ML Fundamentals › Dropout (why it works,
      training vs inference)

    Why does inverted dropout divide the
    kept activations by the keep probability
    during training?

    the only one left: q leaves it for later
    enter: answer   l: learn   s: skip
    u: undo   ?: keys   q: quit
    >
    ");
}

#[test]
fn an_answer() {
    insta::assert_snapshot!(page(&view(back()), 80), @r"
    [3 done, 12 left, 1 again, 14 min] due, core
    ML Fundamentals › Dropout (why it works, training vs inference)

    Why does inverted dropout divide the kept activations by the keep probability
    during training?

    So that the expected activation stays what it was: inference then needs no
    scaling at all.

    Note: E[mask · h / p] = h for a keep probability p. The first paper scaled at
    inference instead.
    Source: Srivastava et al. 2014   Card: dropout-inverted

    0 blackout  again, then 2026-03-02  1 wrong     again, then 2026-03-02
    2 almost    again, then 2026-03-02  3 hard      again, then 2026-03-07
    4 good      2026-03-07, in 6 days   5 easy      2026-03-07, in 6 days
    0-5: rate   s: skip   u: undo   ?: keys   q: quit
    >
    ");
    insta::assert_snapshot!(page(&view(back()), 40), @r"
    [3 done, 12 left, 1 again, 14 min] due,
      core
    ML Fundamentals › Dropout (why it works,
      training vs inference)

    Why does inverted dropout divide the
    kept activations by the keep probability
    during training?

    So that the expected activation stays
    what it was: inference then needs no
    scaling at all.

    Note: E[mask · h / p] = h for a keep
    probability p. The first paper scaled at
    inference instead.
    Source: Srivastava et al. 2014
    Card: dropout-inverted

    0 blackout  again, then 2026-03-02
    1 wrong     again, then 2026-03-02
    2 almost    again, then 2026-03-02
    3 hard      again, then 2026-03-07
    4 good      2026-03-07, in 6 days
    5 easy      2026-03-07, in 6 days
    0-5: rate   s: skip   u: undo   ?: keys
    q: quit
    >
    ");
}

#[test]
fn an_ordinary_card_fits_a_small_screen() {
    let lines = page(&view(back()), 80).lines().count();
    assert!(lines <= 23, "{lines} lines");
}

#[test]
fn a_cloze() {
    insta::assert_snapshot!(page(&view(CardView { back: None, ..cloze() }), 80), @r"
    [3 done, 12 left, 1 again, 14 min] due
    ML Fundamentals › Dropout (why it works, training vs inference)

    Bagging lowers the [… a moment] of a learner; boosting lowers its bias.

    enter: answer   s: skip   u: undo   ?: keys   q: quit
    >
    ");
    insta::assert_snapshot!(page(&view(cloze()), 80), @r"
    [3 done, 12 left, 1 again, 14 min] due
    ML Fundamentals › Dropout (why it works, training vs inference)

    Bagging lowers the [… a moment] of a learner; boosting lowers its bias.

    Bagging lowers the »variance« of a learner; boosting lowers its bias.

    Answer: variance

    Card: dropout-inverted

    0 blackout  again, then 2026-03-02  1 wrong     again, then 2026-03-02
    2 almost    again, then 2026-03-02  3 hard      again, then 2026-03-07
    4 good      2026-03-07, in 6 days   5 easy      2026-03-07, in 6 days
    0-5: rate   s: skip   u: undo   ?: keys   q: quit
    >
    ");
    insta::assert_snapshot!(page(&view(cloze()), 40), @r"
    [3 done, 12 left, 1 again, 14 min] due
    ML Fundamentals › Dropout (why it works,
      training vs inference)

    Bagging lowers the [… a moment] of a
    learner; boosting lowers its bias.

    Bagging lowers the »variance« of a
    learner; boosting lowers its bias.

    Answer: variance

    Card: dropout-inverted

    0 blackout  again, then 2026-03-02
    1 wrong     again, then 2026-03-02
    2 almost    again, then 2026-03-02
    3 hard      again, then 2026-03-07
    4 good      2026-03-07, in 6 days
    5 easy      2026-03-07, in 6 days
    0-5: rate   s: skip   u: undo   ?: keys
    q: quit
    >
    ");
}

#[test]
fn the_deletion_is_put_back_where_it_was() {
    let table = [
        ("a […] b", "a »x« b"),
        ("a […] b [… y]", "a »x« b [… y]"),
        ("f[0] [… a [hint]] b", "f[0] »x« b"),
        ("no gap", "no gap"),
        ("[… open", "[… open"),
    ];
    for (question, filled) in table {
        let mut card = CardView { question: question.to_owned(), ..cloze() };
        card.back.as_mut().unwrap().answer = "x".to_owned();
        let page = page(&view(card), 80);
        assert!(page.contains(&format!("\n{filled}\n\nAnswer: x\n")), "{page}");
    }
}

#[test]
fn a_card_without_an_answer() {
    insta::assert_snapshot!(page(&view(answerless()), 80), @r"
    [0 done, 12 left] new, core
    ML Fundamentals › Backpropagation (can derive for 2-layer net)

    Backpropagation

    bar: can derive for 2-layer net
    no answer is written yet

    enter: rate   l: learn   p: write key points   s: skip   ?: keys   q: quit
    >
    ");
    let back = Back { answer: String::new(), note: String::new(), source: String::new(), choices: reviewed() };
    insta::assert_snapshot!(page(&view(CardView { back: Some(back), ..answerless() }), 40), @r"
    [0 done, 12 left] new, core
    ML Fundamentals › Backpropagation (can
      derive for 2-layer net)

    Backpropagation

    bar: can derive for 2-layer net
    no answer is written yet

    no answer is written yet: rate what you
      could say against the bar

    Card: dropout-inverted

    0 blackout  again, then 2026-03-02
    1 wrong     again, then 2026-03-02
    2 almost    again, then 2026-03-02
    3 hard      again, then 2026-03-07
    4 good      2026-03-07, in 6 days
    5 easy      2026-03-07, in 6 days
    0-5: rate   p: write key points
    s: skip   ?: keys   q: quit
    >
    ");
}

#[test]
fn both_sides_for_learning() {
    insta::assert_snapshot!(page(&view(learning()), 80), @r"
    [3 done, 12 left, 1 again, 14 min] new, core
    ML Fundamentals › Dropout (why it works, training vs inference)

    Why does inverted dropout divide the kept activations by the keep probability
    during training?

    So that the expected activation stays what it was: inference then needs no
    scaling at all.

    Note: E[mask · h / p] = h for a keep probability p. The first paper scaled at
    inference instead.
    Source: Srivastava et al. 2014   Card: dropout-inverted

    nothing to rate now: it comes again in this sitting, and that answer counts
    enter: next   s: skip   u: undo   ?: keys   q: quit
    >
    ");
    insta::assert_snapshot!(page(&view(learning()), 40), @r"
    [3 done, 12 left, 1 again, 14 min] new,
      core
    ML Fundamentals › Dropout (why it works,
      training vs inference)

    Why does inverted dropout divide the
    kept activations by the keep probability
    during training?

    So that the expected activation stays
    what it was: inference then needs no
    scaling at all.

    Note: E[mask · h / p] = h for a keep
    probability p. The first paper scaled at
    inference instead.
    Source: Srivastava et al. 2014
    Card: dropout-inverted

    nothing to rate now: it comes again in
      this sitting, and that answer counts
    enter: next   s: skip   u: undo
    ?: keys   q: quit
    >
    ");
}

#[test]
fn grades_that_move_nothing() {
    let today: Day = "2026-03-01".parse().unwrap();
    let mut card = back();
    let mut draw = |choices: Vec<Choice>, columns| {
        card.back.as_mut().unwrap().choices = choices;
        let page = page(&view(card.clone()), columns);
        page.split("Card: dropout-inverted\n\n").nth(1).unwrap_or_default().to_owned()
    };
    let further = Grade::ALL.map(|grade| choice(grade, today, 6, false)).to_vec();
    insta::assert_snapshot!(draw(further.clone(), 80), @r"
    0 blackout, 1 wrong, 2 almost, 3 hard: again, stays due 2026-03-07
    4 good, 5 easy: stays due 2026-03-07
    0-5: rate   s: skip   u: undo   ?: keys   q: quit
    >
    ");
    insta::assert_snapshot!(draw(further.clone(), 40), @r"
    0 blackout, 1 wrong, 2 almost, 3 hard:
      again, stays due 2026-03-07
    4 good, 5 easy: stays due 2026-03-07
    0-5: rate   s: skip   u: undo   ?: keys
    q: quit
    >
    ");
    let told = further.into_iter().map(|choice| Choice { again: false, ..choice }).collect();
    insta::assert_snapshot!(draw(told, 80), @r"
    0 blackout, 1 wrong, 2 almost, 3 hard, 4 good, 5 easy: stays due 2026-03-07
    0-5: rate   s: skip   u: undo   ?: keys   q: quit
    >
    ");
    let ahead = Grade::ALL.map(|grade| choice(grade, today, if grade.passes() { 4 } else { 1 }, !grade.passes()));
    insta::assert_snapshot!(draw(ahead.to_vec(), 80), @r"
    0 blackout  again, then 2026-03-02  1 wrong     again, then 2026-03-02
    2 almost    again, then 2026-03-02  3 hard      again, stays due 2026-03-05
    4 good      stays due 2026-03-05    5 easy      stays due 2026-03-05
    0-5: rate   s: skip   u: undo   ?: keys   q: quit
    >
    ");
}

#[test]
fn four_keys() {
    let mut desk = Desk::new(80, true, true);
    desk.ask(&view(back()), "?");
    let page = desk.read();
    insta::assert_snapshot!(page.split("Card: dropout-inverted\n\n").nth(1).unwrap_or_default(), @r"
    1 = again (1)  again, then 2026-03-02  2 = hard (3)   again, then 2026-03-07
    3 = good (4)   2026-03-07, in 6 days   4 = easy (5)   2026-03-07, in 6 days
    1-4: rate   s: skip   u: undo   ?: keys   q: quit
    >
    ");
    desk.face.tell(&Notice::Help { revealed: false });
    insta::assert_snapshot!(desk.read(), @r#"
    keys
      enter  show the answer
      1-4    rate the recall, once the answer is shown
      l      learn a new card: both sides, no rating; it comes again
      s      skip: not in this sitting
      u      undo the last grade of this sitting
      e      edit this card
      x      set this card aside
      o      its source and links; o 2 opens one
      p      write the key points of a card without an answer
      q      quit; what was rated is safe
    scale
      1 = again (1)  not recalled
      2 = hard (3)   right, after a real struggle
      3 = good (4)   right, after some hesitation
      4 = easy (5)   right at once
    "again" beside a grade: the card comes back in this sitting. core: its box
      needs this card
    "#);
}

#[test]
fn room_for_key_points() {
    insta::assert_snapshot!(page(&points(), 80), @r"
    key points for Backpropagation: two to five lines, then a lone . to end
    > >
    ");
    insta::assert_snapshot!(page(&points(), 40), @r"
    key points for Backpropagation: two to
      five lines, then a lone . to end
    > >
    ");
}

#[test]
fn the_last_word() {
    insta::assert_snapshot!(page(&View::Closing { undoable: true }, 80), @r"
    that was the last card
    enter: end   u: undo the last grade
    >
    ");
    insta::assert_snapshot!(page(&View::Closing { undoable: false }, 40), @r"
    that was the last card
    enter: end
    >
    ");
}

#[test]
fn a_choice() {
    insta::assert_snapshot!(page(&question(), 80), @r"
    the day has turned: begin a new sitting?
    y: begin (enter)   n: end here
    >
    ");
}
