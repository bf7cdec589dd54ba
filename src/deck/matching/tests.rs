use proptest::prelude::*;

use super::*;

const BASIC: KnownCard<'_> = KnownCard {
    id: "",
    explicit: false,
    parked: false,
    form: Form::Basic,
    section: "S",
    title: "T",
    question: "",
    answer: "",
};

fn known<'a>(id: &'a str, question: &'a str, answer: &'a str) -> KnownCard<'a> {
    KnownCard { id, question, answer, ..BASIC }
}

fn named<'a>(id: &'a str, question: &'a str, answer: &'a str) -> KnownCard<'a> {
    KnownCard { explicit: true, ..known(id, question, answer) }
}

fn new<'a>(question: &'a str, answer: &'a str) -> NewCard<'a> {
    NewCard { explicit_id: None, ordinal: 0, form: Form::Basic, section: "S", title: "T", question, answer }
}

fn with_id<'a>(id: &'a str, question: &'a str, answer: &'a str) -> NewCard<'a> {
    NewCard { explicit_id: Some(id), ..new(question, answer) }
}

fn gap<'a>(id: Option<&'a str>, ordinal: usize, question: &'a str, answer: &'a str) -> NewCard<'a> {
    NewCard { explicit_id: id, ordinal, form: Form::Cloze, ..new(question, answer) }
}

/// The known id and the way of each incoming card.
fn found<'a>(known: &[KnownCard<'a>], incoming: &[NewCard<'a>]) -> Vec<Option<(&'a str, How)>> {
    let matches = match_cards(known, incoming);
    matches.into_iter().map(|found| found.map(|found| (known[found.known].id, found.how))).collect()
}

#[test]
fn one_card_is_known_again_or_is_new() {
    let (why, because) = ("Why does dropout regularise a network?", "It trains an ensemble of thinned networks");
    let table: Vec<(&str, KnownCard<'_>, NewCard<'_>, Option<How>)> = vec![
        ("unchanged", known("a", why, because), new(why, because), Some(How::Question)),
        ("mended answer", known("a", why, because), new(why, "Quite another text"), Some(How::Question)),
        (
            "case and marks",
            known("a", why, because),
            new("why does dropout regularise a network", "x"),
            Some(How::Question),
        ),
        ("moved", KnownCard { title: "U", ..known("a", why, because) }, new(why, because), Some(How::Question)),
        (
            "moved and mended",
            KnownCard { section: "R", ..known("a", why, because) },
            new(why, "x"),
            Some(How::Question),
        ),
        (
            "short, moved, other answer",
            KnownCard { title: "U", ..known("a", "Define it", "x") },
            new("Define it", "y"),
            None,
        ),
        ("parked", KnownCard { parked: true, ..known("a", why, because) }, new(why, because), Some(How::Question)),
        (
            "typo",
            known("a", "Why does dropuot regularise a network?", "ensemble"),
            new(why, "ensemble"),
            Some(How::Alike),
        ),
        (
            "typo, answer mended",
            known("a", "Why does dropuot regularise a network?", "It trains an ensemble of thin networks"),
            new(why, because),
            Some(How::Alike),
        ),
        (
            "words changed",
            known("a", "Why does dropout help a network to generalise?", "ensemble"),
            new("Why does dropout make a network generalise better?", "ensemble"),
            Some(How::Alike),
        ),
        ("rewritten", known("a", "Give the ensemble view", because), new(why, because), Some(How::Answer)),
        ("short answer", known("a", "Is it convex", "Yes"), new("Does training terminate", "Yes"), None),
        (
            "order of growth",
            known("a", "Cost of a lookup in a trie", "O(n)"),
            new("Which bound holds for counting sort", "O(n)"),
            None,
        ),
        (
            "another card of the same cut",
            known("a", "What does precision measure?", "TP/(TP+FP)"),
            new("What does recall measure?", "TP/(TP+FN)"),
            None,
        ),
        (
            "another number asked of one table",
            known("a", "TP 40, FP 10, FN 20 and TN 30: what is the precision?", "40/50 = 0.8"),
            new("TP 40, FP 10, FN 20 and TN 30: what is the recall?", "40/60 = 0.667"),
            None,
        ),
        (
            "other sign",
            known("a", "What holds if x < y here, in words", "f(x) < f(y)"),
            new("Which bound is meant", "f(x) > f(y)"),
            None,
        ),
        (
            "likeness elsewhere",
            KnownCard { title: "U", ..known("a", "Why does dropuot help?", because) },
            new(why, because),
            None,
        ),
        ("id, all else new", named("a", why, because), with_id("a", "x", "y"), Some(How::Id)),
        ("minted id written down", known("a", why, because), with_id("a", "x", "y"), Some(How::Id)),
        (
            "id of a parked card",
            KnownCard { parked: true, ..named("a", why, because) },
            with_id("a", "x", "y"),
            Some(How::Id),
        ),
        ("id line added", known("a", why, because), with_id("b", why, because), Some(How::Question)),
        ("id line lost", named("a", why, because), new(why, because), Some(How::Question)),
        ("two ids", named("a", why, because), with_id("b", why, because), None),
        ("two ids, reworded", named("a", "Give the ensemble view", because), with_id("b", why, because), None),
        ("another form", known("a", "Give the ensemble view", because), gap(None, 0, "Dropout: […]", because), None),
        ("only signs", known("a", "∂ ?", "1"), new("∫ ?", "2"), None),
        ("empty answers", known("a", "one thing", ""), new("quite another", ""), None),
    ];
    for (name, old, card, how) in table {
        assert_eq!(found(&[old], &[card]), [how.map(|how| ("a", how))], "{name}");
    }
}

#[test]
fn the_best_pairing_wins() {
    let old = [
        known("insert", "What does an insert into a heap cost?", "O(log n)"),
        known("delete", "What does a delete from a heap cost?", "O(log n)"),
        known("build", "What does building a heap cost?", "O(n)"),
    ];
    let new = [
        new("What does building a binary heap cost?", "O(n)"),
        new("What does a delete from a binary heap cost?", "O(log n)"),
        new("What does an insert into a binary heap cost?", "O(log n)"),
    ];
    assert_eq!(found(&old, &new), ["build", "delete", "insert"].map(|id| Some((id, How::Alike))));
}

#[test]
fn a_claimed_id_goes_to_nobody_else() {
    let old = [named("a", "One question of some length", "one"), known("b", "Another question", "two")];
    let cards = [new("One question of some length", "one"), with_id("a", "Now about something else", "three")];
    assert_eq!(found(&old, &cards), [None, Some(("a", How::Id))]);
}

#[test]
fn equal_questions_are_told_apart_by_topic_then_answer() {
    let there = |card: KnownCard<'static>| KnownCard { title: "U", ..card };
    let old = [
        known("a", "What is the loss?", "hinge"),
        known("b", "What is the loss?", "log"),
        there(known("c", "What is the loss?", "mse")),
    ];
    let cards =
        [new("What is the loss", "mse"), new("What is the loss?", "log"), new("What is the loss?", "hinge loss")];
    assert_eq!(
        found(&old, &cards),
        [Some(("c", How::Question)), Some(("b", How::Question)), Some(("a", How::Question))]
    );
    let one = [known("a", "Why?", "x < y"), known("b", "Why?", "x > y")];
    assert_eq!(found(&one, &[new("why", "x > y"), new("Why?", "x < y")])[1], Some(("a", How::Question)));
    let parked = [KnownCard { parked: true, ..known("old", "Why so?", "x") }, known("live", "Why so?", "x")];
    assert_eq!(found(&parked, &[new("Why so?", "x")]), [Some(("live", How::Question))]);
}

#[test]
fn a_deletion_added_in_front_shifts_nobody() {
    let cloze = |card: KnownCard<'static>| KnownCard { form: Form::Cloze, ..card };
    let old = [
        cloze(named("r", "Ridge shrinks by […] and λ is large", "d/(d+λ)")),
        cloze(named("r.2", "Ridge shrinks by d/(d+λ) and λ is […]", "large")),
    ];
    let more = [
        gap(Some("r"), 0, "[…] shrinks by d/(d+λ) and λ is large", "Ridge"),
        gap(Some("r.2"), 1, "Ridge shrinks by […] and λ is large", "d/(d+λ)"),
        gap(Some("r.3"), 2, "Ridge shrinks by d/(d+λ) and λ is […]", "large"),
    ];
    assert_eq!(found(&old, &more), [None, Some(("r", How::Id)), Some(("r.2", How::Id))]);
    assert_eq!(
        found(&old, &[gap(Some("r"), 0, "Ridge shrinks by d/(d+λ) and λ is […]", "large")]),
        [Some(("r.2", How::Id))]
    );
    let mended = [
        gap(Some("r"), 0, "Ridge regression shrinks by […] and λ is big", "d/(d + λ)"),
        gap(Some("r.2"), 1, "Ridge regression shrinks by d/(d + λ) and λ is […]", "big"),
    ];
    assert_eq!(found(&old, &mended), [Some(("r", How::Id)), Some(("r.2", How::Id))]);
    let unnamed = old.map(|card| KnownCard { explicit: false, ..card });
    let plain = more.map(|card| NewCard { explicit_id: None, ..card });
    assert_eq!(found(&unnamed, &plain), [None, Some(("r", How::Question)), Some(("r.2", How::Question))]);
}

#[test]
fn a_basic_card_turned_cloze_keeps_its_id() {
    let old = [named("r", "By what does ridge shrink?", "d/(d+λ)")];
    let cards = [
        gap(Some("r"), 0, "Ridge shrinks by […] here", "a lot"),
        gap(Some("r.2"), 1, "Ridge shrinks by a lot […]", "here"),
    ];
    assert_eq!(found(&old, &cards), [Some(("r", How::Id)), None]);
}

#[test]
fn a_large_topic_is_paired_by_its_rarer_words() {
    let text =
        |at: usize, verb: &str| format!("What does item number{at} of the large topic {verb} in the usual case?");
    let questions: Vec<String> = (0..600).map(|at| text(at, "cost")).collect();
    let reworded: Vec<String> = (0..600).map(|at| text(at, "take")).collect();
    let answers: Vec<String> = (0..600).map(|at| format!("answer{at}")).collect();
    let old: Vec<KnownCard<'_>> = (0..600).map(|at| known(&answers[at], &questions[at], &answers[at])).collect();
    let cards: Vec<NewCard<'_>> = (0..600).rev().map(|at| new(&reworded[at], &answers[at])).collect();
    for (card, found) in cards.iter().zip(found(&old, &cards)) {
        assert_eq!(found, Some((card.answer, How::Alike)));
    }
}

fn side() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop_oneof!["a", "b", "dropout", "network", "why", "x < y", "O(n)"], 0..7)
        .prop_map(|words| words.join(" "))
}

#[derive(Clone, Debug)]
struct Drawn {
    id: Option<u8>,
    cloze: Option<usize>,
    title: &'static str,
    question: String,
    answer: String,
    parked: bool,
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let card = (
        proptest::option::of(0..6_u8),
        proptest::option::weighted(0.2, 0..3_usize),
        0..2_usize,
        side(),
        side(),
        any::<bool>(),
    );
    let card = card.prop_map(|(id, cloze, topic, question, answer, parked)| Drawn {
        id,
        cloze,
        title: ["T", "U"][topic],
        question,
        answer,
        parked,
    });
    proptest::collection::vec(card, 0..10)
}

fn ids(cards: &[Drawn]) -> Vec<String> {
    let name = |(at, card): (usize, &Drawn)| match (card.id, card.cloze.unwrap_or(0)) {
        (None, _) => format!("m{at}"),
        (Some(id), 0) => format!("e{id}"),
        (Some(id), ordinal) => format!("e{id}.{}", ordinal + 1),
    };
    cards.iter().enumerate().map(name).collect()
}

fn as_known<'a>(cards: &'a [Drawn], ids: &'a [String]) -> Vec<KnownCard<'a>> {
    let mut seen = std::collections::HashSet::new();
    let cards = cards.iter().zip(ids).filter(|(_, id)| seen.insert(*id));
    let form = |card: &Drawn| if card.cloze.is_some() { Form::Cloze } else { Form::Basic };
    cards
        .map(|(card, id)| KnownCard {
            explicit: card.id.is_some(),
            parked: card.parked,
            form: form(card),
            title: card.title,
            ..known(id, &card.question, &card.answer)
        })
        .collect()
}

fn as_new<'a>(cards: &'a [Drawn], ids: &'a [String]) -> Vec<NewCard<'a>> {
    let form = |card: &Drawn| if card.cloze.is_some() { Form::Cloze } else { Form::Basic };
    let cards = cards.iter().zip(ids);
    cards
        .map(|(card, id)| NewCard {
            explicit_id: card.id.map(|_| id.as_str()),
            ordinal: card.cloze.unwrap_or(0),
            form: form(card),
            title: card.title,
            ..new(&card.question, &card.answer)
        })
        .collect()
}

/// What an incoming card is, apart from where it stands.
fn content<'a>(card: &NewCard<'a>) -> (Option<&'a str>, usize, bool, &'a str, &'a str, &'a str) {
    (card.explicit_id, card.ordinal, card.form == Form::Cloze, card.title, card.question, card.answer)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn cards_are_matched_one_to_one_in_any_order(old in drawn(), cards in drawn(), turn in 0..10_usize) {
        let (old_ids, new_ids) = (ids(&old), ids(&cards));
        let (old, cards) = (as_known(&old, &old_ids), as_new(&cards, &new_ids));
        let matches = match_cards(&old, &cards);
        let mut given: Vec<usize> = matches.iter().flatten().map(|found| found.known).collect();
        given.sort_unstable();
        let count = given.len();
        given.dedup();
        prop_assert_eq!(given.len(), count);
        for (card, found) in cards.iter().zip(&matches) {
            if let (Some(id), Some(found)) = (card.explicit_id, found) {
                prop_assert!(!old[found.known].explicit || found.how == How::Id, "{} {:?}", id, found);
            }
        }
        let mut turned = cards.clone();
        turned.reverse();
        let middle = turn.min(turned.len());
        turned.rotate_left(middle);
        let mut one: Vec<_> = cards.iter().zip(&matches).map(|(card, found)| (content(card), found.map(|found| (found.known, found.how)))).collect();
        let again = match_cards(&old, &turned);
        let mut other: Vec<_> = turned.iter().zip(&again).map(|(card, found)| (content(card), found.map(|found| (found.known, found.how)))).collect();
        one.sort_unstable();
        other.sort_unstable();
        prop_assert_eq!(one, other);
    }

    #[test]
    fn the_same_cards_are_all_known(cards in drawn()) {
        let mut seen = std::collections::HashSet::new();
        let cards: Vec<Drawn> =
            ids(&cards).into_iter().zip(cards).filter(|(id, _)| seen.insert(id.clone())).map(|(_, card)| card).collect();
        let new_ids = ids(&cards);
        let old = as_known(&cards, &new_ids);
        let matches = match_cards(&old, &as_new(&cards, &new_ids));
        for (card, found) in cards.iter().zip(&matches) {
            prop_assert!(matches!(found, Some(Match { how: How::Id | How::Question, .. })), "{:?} {:?}", card, found);
        }
    }
}
