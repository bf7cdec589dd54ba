//! What missed points pull into the drill.

use super::{bench::scenario, rubric::finished_with};
use crate::mock::pulls::{MOST, pulls, wanted};
use crate::model::{
    Card, Ease, Form, ItemId, ItemKey, ItemKind, Memory, Standing, Title, TopicId, TopicKey, mock::Attempt,
    scenario::RestsOn,
};

/// A card `name`, with its repetitions and lapses; a capital is core.
fn card(name: &str, key: i64, repetitions: u32, lapses: u32) -> Standing {
    Standing {
        key: ItemKey(key),
        topic_key: TopicKey(1),
        card: Card {
            id: ItemId::new(name),
            kind: ItemKind::Card,
            topic: TopicId::new("topic"),
            form: Form::Basic,
            question: String::new(),
            answer: String::new(),
            note: String::new(),
            source: String::new(),
            tags: Vec::new(),
            core: name.starts_with(char::is_uppercase),
        },
        section: "section".to_owned(),
        title: Title { name: "Vector Databases".to_owned(), promise: None },
        heading: None,
        file: None,
        explicit: true,
        family: key,
        suspended: false,
        parked: false,
        corrected: false,
        rewrite: false,
        awake: true,
        revision: 0,
        memory: Memory { repetitions, lapses, ease: Ease::START, ..Memory::NEW },
    }
}

/// A sprint in which one point, resting on this, was missed beside one that rests on nothing.
fn missed(rests_on: RestsOn) -> Attempt {
    let mut scenario = scenario();
    scenario.rubric[0].points[0].rests_on = rests_on;
    finished_with(15, scenario, "+5m next +3m next +7m next y 2 tick:001 tick:111 tick:111 y line:")
}

fn names(mock: &Attempt, cards: &[Standing]) -> String {
    let of = |item| cards.iter().find(|card| card.key == item).map(|card| card.card.id.to_string()).unwrap();
    pulls(mock, cards).into_iter().map(|pull| of(pull.item)).collect::<Vec<_>>().join(" ")
}

fn named(ids: &str) -> RestsOn {
    RestsOn::Cards(ids.split_whitespace().map(ItemId::new).collect())
}

#[test]
fn core_and_weakest_come_first() {
    let cards = [
        card("firm", 1, 4, 0),
        card("Fair", 2, 2, 0),
        card("New", 3, 0, 0),
        card("Lost", 4, 0, 2),
        card("fresh", 5, 0, 0),
    ];
    assert_eq!(names(&missed(named("firm Fair New Lost fresh")), &cards), "Lost New Fair fresh firm");
    assert_eq!(names(&missed(named("fresh unknown")), &cards), "fresh");
    let topic = missed(RestsOn::Topic("vector databases".to_owned()));
    assert_eq!(names(&topic, &cards), "Lost New");
    assert_eq!(names(&missed(RestsOn::Topic("other".to_owned())), &cards), "");
    assert_eq!(names(&missed(RestsOn::Nothing), &cards), "");
    assert_eq!(pulls(&topic, &cards)[0].point, "scope 1");
}

#[test]
fn a_topic_adds_to_what_other_points_pulled() {
    let cards = [card("Lost", 1, 0, 2), card("New", 2, 0, 0), card("Fair", 3, 1, 0), card("Firm", 4, 3, 0)];
    let mut scenario = scenario();
    scenario.rubric[0].points[0].rests_on = named("Lost");
    scenario.rubric[0].points[1].rests_on = RestsOn::Topic("Vector databases".to_owned());
    let mock = finished_with(15, scenario, "+5m next +3m next +7m next y 2 tick: tick:111 tick:111 y line:");
    assert_eq!(names(&mock, &cards), "Lost New Fair");
    let points: Vec<String> = pulls(&mock, &cards).into_iter().map(|pull| pull.point).collect();
    assert_eq!(points, ["scope 1", "scope 2", "scope 2"]);
}

#[test]
fn what_is_set_aside_is_never_pulled() {
    let mut cards = [card("A", 1, 0, 0), card("B", 2, 0, 0), card("C", 3, 0, 0), card("D", 4, 0, 0)];
    cards[0].suspended = true;
    cards[1].parked = true;
    cards[2].awake = false;
    assert_eq!(names(&missed(named("A B C D")), &cards), "D");
}

#[test]
fn a_mock_pulls_twelve_at_the_most_and_each_card_once() {
    let cards: Vec<Standing> = (1..=30).map(|key| card(&format!("C{key}"), key, 0, 0)).collect();
    let all: Vec<String> = cards.iter().map(|card| card.card.id.to_string()).collect();
    let mut scenario = scenario();
    for point in &mut scenario.rubric[0].points {
        point.rests_on = named(&all.join(" "));
    }
    let mock = finished_with(15, scenario, "+5m next +3m next +7m next y 2 tick: tick: tick: y line:");
    let found = pulls(&mock, &[cards.clone(), cards].concat());
    assert_eq!(found.len(), MOST);
    let mut items: Vec<ItemKey> = found.iter().map(|pull| pull.item).collect();
    items.dedup();
    assert_eq!(items.len(), MOST);
}

#[test]
fn what_is_wanted_is_named_once() {
    let mut scenario = scenario();
    scenario.rubric[0].points[0].rests_on = named("b a b");
    scenario.rubric[1].points[1].rests_on = named("a");
    scenario.rubric[1].points[2].rests_on = RestsOn::Topic("T".to_owned());
    scenario.rubric[3].points[0].rests_on = named("ticked");
    let mock = finished_with(15, scenario, "+5m next +3m next +7m next y 2 tick: tick: tick:111 y line:");
    assert_eq!(wanted(&mock), (vec![ItemId::new("a"), ItemId::new("b")], vec!["T".to_owned()]));
}
