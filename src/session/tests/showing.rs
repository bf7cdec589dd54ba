//! What lies on the table: the sides of a card, and what stands beside each grade.

use super::bench::Bench;
use crate::model::{Form, view::Back};

fn back(bench: &mut Bench) -> Back {
    bench.play("_");
    bench.table().back.clone().expect("a back")
}

/// Days until it is due, and whether the answer counts, for each grade.
fn choices(bench: &mut Bench) -> Vec<(i64, bool)> {
    back(bench).choices.iter().map(|choice| (choice.days, choice.counts)).collect()
}

#[test]
fn what_each_grade_would_do_stands_beside_it() {
    let due = [(1, true), (1, true), (1, true), (15, true), (15, true), (15, true)];
    assert_eq!(choices(&mut Bench::of("a")), due);
    assert_eq!(choices(&mut Bench::of("A")), [(1, true); 6]);
    let ahead =
        |bench: Bench| bench.card('a', |standing| standing.memory.due = standing.memory.due.map(|day| day.plus(3)));
    let practice = [(1, true), (1, true), (1, true), (3, false), (3, false), (3, false)];
    assert_eq!(choices(&mut ahead(Bench::of("a"))), practice);
    let mut repeat = Bench::of("a");
    repeat.play("_ 1");
    assert_eq!(choices(&mut repeat), [(1, false); 6], "a further answer on the same day moves nothing");
    let back = back(&mut Bench::of("a"));
    let days: Vec<String> = back.choices.iter().filter_map(|choice| Some(choice.due?.to_string())).collect();
    assert_eq!((days[0].as_str(), days[5].as_str(), days.len()), ("2026-03-03", "2026-03-17", 6));
    assert_eq!(back.choices.iter().map(|choice| choice.grade.number()).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
}

#[test]
fn the_front_keeps_the_back_to_itself_and_the_back_has_all_of_it() {
    let mut bench = Bench::of("a").card('a', |standing| {
        standing.card.form = Form::Cloze;
        standing.card.core = false;
        standing.card.note = "a note".to_owned();
        standing.card.source = "a book".to_owned();
    });
    bench.play("");
    let front = bench.table().clone();
    assert_eq!((front.section.as_str(), front.topic.name.as_str(), front.id.as_str()), ("section", "topic", "a"));
    assert_eq!((front.form, front.core, front.question.as_str(), front.back), (Form::Cloze, false, "what is\na", None));
    let back = back(&mut bench);
    assert_eq!(
        (back.answer.as_str(), back.note.as_str(), back.source.as_str()),
        ("\na itself\nand more", "a note", "a book")
    );
}

#[test]
fn only_what_was_never_answered_nor_learned_can_be_learned() {
    for (plan, earlier, learnable) in [("A", "", true), ("a", "", false), ("A", "A2", false), ("A", "A-", false)] {
        let mut bench = Bench::of(plan).earlier(earlier);
        bench.play("");
        assert_eq!(bench.table().learnable, learnable, "{plan}, earlier {earlier}");
    }
}
