//! What enters, in which order, within which limits.

use std::convert::Infallible;

use proptest::prelude::*;
use rand::{SeedableRng, rngs::ChaCha8Rng};

use super::*;
use crate::model::{
    BoxState, Card, Counts, Day, Form, ItemId, ItemKey, ItemKind, Memory, Origin, Standing, Title, TopicId, TopicKey,
    TopicStanding, view::Why,
};

fn card(key: i64, topic: i64, family: i64, core: bool) -> Standing {
    Standing {
        key: ItemKey(key),
        topic_key: TopicKey(topic),
        card: Card {
            id: ItemId::new(format!("c{key}")),
            kind: ItemKind::Card,
            topic: TopicId::new(format!("t{topic}")),
            form: Form::Basic,
            question: String::new(),
            answer: String::new(),
            note: String::new(),
            source: String::new(),
            tags: vec![],
            core,
        },
        section: String::new(),
        title: Title { name: String::new(), promise: None },
        heading: None,
        file: Some((1, 1)),
        explicit: true,
        family,
        suspended: false,
        parked: false,
        corrected: false,
        rewrite: false,
        awake: true,
        revision: 0,
        memory: Memory::NEW,
    }
}

fn today() -> Day {
    "2026-03-01".parse().unwrap()
}

fn due(standing: Standing) -> Standing {
    let memory = Memory { due: Some(today()), ..standing.memory };
    Standing { memory, ..standing }
}

fn topic(key: i64, section: &str, core: u32, seen: u32, cards: u32) -> TopicStanding {
    TopicStanding {
        key: TopicKey(key),
        id: TopicId::new(format!("t{key}")),
        section: section.to_owned(),
        title: Title { name: format!("t{key}"), promise: None },
        heading: None,
        origin: Origin::Shipped,
        place: key,
        awake: true,
        state: BoxState::Open,
        opened: false,
        counts: Counts { cards, core, basis: core, seen, basis_seen: seen, ..Counts::default() },
    }
}

/// Cards of topic t are t*100 + n, the core ones first.
fn order(topics: &[TopicStanding], limit: u32) -> Vec<i64> {
    let fetch = |key: TopicKey, most: u32| {
        let found = topics.iter().find(|topic| topic.key == key).unwrap().counts;
        let unseen = (found.basis_seen..found.cards)
            .map(|n| card(key.0 * 100 + i64::from(n), key.0, i64::from(n), n < found.core))
            .take(most as usize)
            .collect();
        Ok::<_, Infallible>(unseen)
    };
    let Ok(cards) = introduce(topics, limit, fetch);
    cards.iter().map(|card| card.key.0).collect()
}

#[test]
fn new_cards_come_from_three_topics_of_different_sections() {
    let topics = [
        topic(1, "a", 2, 0, 3),
        topic(2, "a", 2, 0, 2),
        topic(3, "b", 2, 0, 2),
        topic(4, "c", 2, 0, 2),
        topic(5, "d", 1, 0, 1),
    ];
    // 1, 3 and 4 open; when 1 is through, 5 opens, being of a section that is not open; then 2.
    assert_eq!(order(&topics, 20), [100, 300, 400, 101, 301, 401, 500, 200, 201, 102]);
    assert_eq!(order(&topics, 4), [100, 300, 400, 101]);
}

#[test]
fn topics_in_progress_go_on_first() {
    let topics = [topic(1, "a", 2, 0, 2), topic(2, "a", 3, 1, 3), topic(3, "a", 3, 2, 3)];
    assert_eq!(order(&topics, 4), [201, 302, 100, 202]);
}

#[test]
fn in_breadth_each_topic_gives_one_card_in_turn() {
    let topics = [topic(1, "a", 3, 1, 4), topic(2, "a", 2, 0, 2), topic(3, "a", 1, 0, 1), topic(4, "a", 2, 0, 2)];
    let fetch = |key: TopicKey, _| {
        let counts = topics.iter().find(|topic| topic.key == key).unwrap().counts;
        let cards = (counts.seen..counts.cards).map(|n| card(key.0 * 100 + i64::from(n), key.0, 0, n < counts.core));
        Ok::<_, Infallible>(cards.collect())
    };
    let Ok(cards) = introduce_in(&topics, 20, Breadth::All, fetch);
    let keys: Vec<i64> = cards.iter().map(|card| card.key.0).collect();
    assert_eq!(keys, [200, 300, 400, 101, 201, 401, 102, 103]);
}

#[test]
fn of_very_many_topics_only_those_are_read_whose_cards_are_wanted() {
    let topics: Vec<TopicStanding> = (1..=5_000).map(|key| topic(key, "a", 2, 0, 2)).collect();
    for breadth in [Breadth::Few, Breadth::All] {
        let mut read = 0;
        let Ok(cards) = introduce_in(&topics, 20, breadth, |key, _| {
            read += 1;
            Ok::<_, Infallible>((0..2).map(|n| card(key.0 * 100 + n, key.0, 0, true)).collect())
        });
        assert_eq!(cards.len(), 20, "{breadth:?}");
        assert!(read <= 20, "{breadth:?}: {read} topics were read");
    }
}

proptest::proptest! {
    /// Fetching a few cards of a topic at a time, and more when it has its turn again, chooses the same as fetching all.
    #[test]
    fn a_topic_that_is_fetched_in_parts_gives_the_same_cards(
        made in proptest::collection::vec((0_u32..6, 0_u32..4, 0_u32..4, proptest::bool::ANY), 1..12),
        limit in 0_u32..30,
    ) {
        let topics: Vec<TopicStanding> = (1..)
            .zip(&made)
            .map(|(key, (core, seen, extra, _))| topic(key, "a", *core, (*seen).min(*core), core + extra))
            .collect();
        for breadth in [Breadth::Few, Breadth::All] {
            let chosen = |whole: bool| {
                let fetch = |key: TopicKey, most: u32| {
                    let at = topics.iter().position(|topic| topic.key == key).unwrap();
                    let counts = topics[at].counts;
                    // The cards of some topics are all set aside.
                    let seen = if made[at].3 { counts.cards } else { counts.basis_seen };
                    let unseen = (seen..counts.cards).map(|n| card(key.0 * 100 + i64::from(n), key.0, 0, n < counts.core));
                    let most = if whole { usize::MAX } else { most as usize };
                    Ok::<_, Infallible>(unseen.take(most).collect())
                };
                let Ok(cards) = introduce_in(&topics, limit, breadth, fetch);
                cards.iter().map(|card| card.key.0).collect::<Vec<_>>()
            };
            proptest::prop_assert_eq!(chosen(false), chosen(true));
        }
    }
}

#[test]
fn a_new_core_card_of_an_earned_topic_comes_first() {
    let earned = TopicStanding { state: BoxState::Earned, ..topic(9, "z", 3, 2, 3) };
    let topics = [topic(1, "a", 2, 1, 2), earned];
    assert_eq!(order(&topics, 1), [902]);
}

#[test]
fn extras_wait_for_every_core_card() {
    let topics = [topic(1, "a", 1, 1, 3), topic(2, "b", 2, 0, 2)];
    assert_eq!(order(&topics, 2), [200, 201]);
    assert_eq!(order(&topics, 9), [200, 201, 101, 102]);
}

fn planned(key: i64, topic: i64, family: i64) -> Planned {
    Planned { standing: card(key, topic, family, true), why: Why::Due }
}

#[test]
fn topics_are_interleaved_and_siblings_kept_apart() {
    let items: Vec<Planned> = (0..12).map(|n| planned(n, n % 3, n)).collect();
    let mut dice = ChaCha8Rng::seed_from_u64(7);
    let dealt = interleave(items, &mut dice);
    assert!(dealt.windows(2).all(|pair| pair[0].standing.topic_key != pair[1].standing.topic_key));
    let siblings = vec![planned(1, 1, 5), planned(2, 1, 5), planned(3, 1, 6), planned(4, 1, 7)];
    for seed in 0..20 {
        let dealt = interleave(siblings.clone(), &mut ChaCha8Rng::seed_from_u64(seed));
        let at = |key| dealt.iter().position(|item| item.standing.key == ItemKey(key)).unwrap();
        let last_two = at(1).min(at(2)) == 2;
        assert!(at(1).abs_diff(at(2)) > 1 || last_two, "seed {seed}: {dealt:?}");
    }
}

#[test]
fn limits_stop_what_enters() {
    let waiting = || Waiting {
        due: (0..5).map(|n| due(card(n, n, n, true))).collect(),
        due_count: 9,
        audit: Some(card(50, 50, 0, true)),
        new: (60..70).map(|n| card(n, n, n, true)).collect(),
        ..Waiting::default()
    };
    let count = |limits: Limits| {
        let plan = plan(waiting(), &limits, today(), &mut ChaCha8Rng::seed_from_u64(1));
        let of = |why| plan.items.iter().filter(|item| item.why == why).count();
        (of(Why::Due), of(Why::Audit), of(Why::New), plan.left_out)
    };
    assert_eq!(count(Limits { grades: None, new: 3, seconds: None }), (5, 1, 3, 4));
    assert_eq!(count(Limits { grades: Some(4), new: 3, seconds: Some(60) }), (4, 0, 0, 5));
    assert_eq!(count(Limits { grades: Some(7), new: 3, seconds: Some(60) }), (5, 1, 1, 4));
    assert_eq!(count(Limits { grades: Some(7), new: 3, seconds: Some(0) }), (0, 0, 0, 9));
}

proptest! {
    #[test]
    fn interleaving_is_a_permutation(list in prop::collection::vec((0_i64..6, 0_i64..4), 0..30), seed: u64) {
        let items: Vec<Planned> = list.iter().enumerate().map(|(n, (topic, family))| planned(n as i64, *topic, *family)).collect();
        let dealt = interleave(items.clone(), &mut ChaCha8Rng::seed_from_u64(seed));
        let keys = |list: &[Planned]| { let mut keys: Vec<i64> = list.iter().map(|item| item.standing.key.0).collect(); keys.sort_unstable(); keys };
        prop_assert_eq!(keys(&items), keys(&dealt));
    }

    #[test]
    fn a_plan_is_a_choice_from_what_waits(due_cards in 0_i64..20, fresh in 0_i64..20, grades in 0_u32..30, new in 0_u32..30, seed: u64) {
        let waiting = Waiting {
            due: (0..due_cards).map(|n| due(card(n, n % 4, n, true))).collect(),
            due_count: due_cards as u32,
            new: (100..100 + fresh).map(|n| card(n, n % 4, n, true)).collect(),
            ..Waiting::default()
        };
        let limits = Limits { grades: Some(grades), new, seconds: None };
        let plan = plan(waiting, &limits, today(), &mut ChaCha8Rng::seed_from_u64(seed));
        let mut keys: Vec<i64> = plan.items.iter().map(|item| item.standing.key.0).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), count);
        prop_assert_eq!(count as u32, grades.min(due_cards as u32 + new.min(fresh as u32)));
    }
}
