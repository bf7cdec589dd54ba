//! What today, and in what order: pure functions of where the items stand.

pub mod mocks;

use std::collections::{HashMap, HashSet};

use rand::{Rng, seq::SliceRandom};

use crate::model::{Day, ItemKey, Standing, TopicKey, TopicStanding, view::Why};

pub mod agenda;
pub mod campaign;
pub mod gain;
pub mod pace;
pub mod shares;
pub mod sweep;

/// How many topics have new cards introduced at a time.
pub const OPEN_TOPICS: usize = 3;

/// An item with the reason why it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The item.
    pub standing: Standing,
    /// Why it is shown.
    pub why: Why,
}

/// What may still enter a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Items, repeats left out; none is no limit.
    pub grades: Option<u32>,
    /// New cards.
    pub new: u32,
    /// Seconds; none is no limit.
    pub seconds: Option<u32>,
}

impl Limits {
    /// How many items may still enter.
    pub fn room(&self) -> u32 {
        if self.seconds == Some(0) { 0 } else { self.grades.unwrap_or(u32::MAX) }
    }
}

/// A sitting as planned, before anything is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The items in their order.
    pub items: Vec<Planned>,
    /// Due items that found no room.
    pub left_out: u32,
}

/// What waits: each list in order of value, and how many are due in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Cards that mocks ask for, each with the title of its scenario.
    pub pulled: Vec<(Standing, String)>,
    /// Corrected cards, to be shown once.
    pub corrected: Vec<Standing>,
    /// Due items, most valuable first, at least as many as there is room; then those asked for ahead of their day.
    pub due: Vec<Standing>,
    /// How many are due in all.
    pub due_count: u32,
    /// Asked before an interview though SM-2 does not ask for them yet.
    pub sweep: Vec<Standing>,
    /// True when the new cards come first: before an interview a card never seen has most to gain.
    pub new_first: bool,
    /// The audit of a claim.
    pub audit: Option<Standing>,
    /// New cards in the order of [`introduce`]; at least as many as the limit allows.
    pub new: Vec<Standing>,
}

/// Makes a sitting of what waits: what mocks ask for, corrected cards, the due ones with their topics interleaved, an
/// audit, new cards; those among them that mocks ask for come first.
///
/// The result is a choice from what waits, each item once, never more than the limits let in.
pub fn plan(waiting: Waiting, limits: &Limits, today: Day, dice: &mut impl Rng) -> Plan {
    let mut room = usize::try_from(limits.room()).unwrap_or(usize::MAX);
    let mut taken: HashSet<ItemKey> = HashSet::new();
    let mut take = |list: Vec<(Standing, Why)>, most: usize| -> Vec<Planned> {
        let mut chosen: Vec<Planned> = Vec::new();
        for (standing, why) in list {
            if chosen.len() >= most.min(room) {
                break;
            }
            if taken.insert(standing.key) {
                chosen.push(Planned { standing, why });
            }
        }
        room -= chosen.len();
        chosen
    };
    let because = |list: Vec<Standing>, why: Why| list.into_iter().map(|it| (it, why.clone())).collect::<Vec<_>>();
    let pulled = waiting.pulled.into_iter().map(|(standing, mock)| (standing, Why::Pull { mock }));
    let (known, unseen): (Vec<_>, Vec<_>) = pulled.partition(|(standing, _)| standing.memory.seen.is_some());
    let mut items = take(known, usize::MAX);
    items.extend(take(because(waiting.corrected, Why::Corrected), usize::MAX));
    let new = usize::try_from(limits.new).unwrap_or(usize::MAX);
    let fresh = because(waiting.new, Why::New);
    if waiting.new_first {
        items.extend(introduced(&mut take, unseen.clone(), fresh.clone(), new));
    }
    let is_due = |item: &Planned| item.standing.memory.due.is_some_and(|due| due <= today);
    let mut due = take(because(waiting.due, Why::Due), usize::MAX);
    for item in due.iter_mut().filter(|item| !is_due(item)) {
        item.why = Why::Practice;
    }
    let shown = items.iter().chain(&due).filter(|item| is_due(item)).count();
    due.extend(take(because(waiting.sweep, Why::Sweep), usize::MAX));
    items.extend(interleave(due, dice));
    items.extend(take(because(waiting.audit.into_iter().collect(), Why::Audit), 1));
    if !waiting.new_first {
        items.extend(introduced(&mut take, unseen, fresh, new));
    }
    Plan { items, left_out: waiting.due_count.saturating_sub(u32::try_from(shown).unwrap_or(u32::MAX)) }
}

/// New cards, those that a mock asks for first.
fn introduced(
    take: &mut impl FnMut(Vec<(Standing, Why)>, usize) -> Vec<Planned>,
    pulled: Vec<(Standing, Why)>,
    new: Vec<(Standing, Why)>,
    most: usize,
) -> Vec<Planned> {
    let mut items = take(pulled, most);
    let left = most - items.len();
    items.extend(apart(take(new, left)));
    items
}

/// Shuffles, then deals out so that neighbours differ in topic where possible and siblings of a cloze stand apart.
pub fn interleave(mut items: Vec<Planned>, dice: &mut impl Rng) -> Vec<Planned> {
    items.shuffle(dice);
    let mut piles: HashMap<TopicKey, Vec<Planned>> = HashMap::new();
    let mut order: Vec<TopicKey> = Vec::new();
    for item in items {
        let topic = item.standing.topic_key;
        piles.entry(topic).or_insert_with(|| {
            order.push(topic);
            Vec::new()
        });
        piles.entry(topic).and_modify(|pile| pile.push(item));
    }
    let mut dealt: Vec<Planned> = Vec::new();
    let mut last = None;
    loop {
        // The largest pile first, so that no topic is left over to follow itself; the order of the shuffle breaks ties.
        let next = order
            .iter()
            .filter(|topic| Some(**topic) != last && !piles[*topic].is_empty())
            .max_by_key(|topic| piles[*topic].len())
            .or_else(|| order.iter().find(|topic| !piles[*topic].is_empty()))
            .copied();
        let Some(topic) = next else { break };
        if let Some(item) = piles.get_mut(&topic).and_then(Vec::pop) {
            dealt.push(item);
        }
        last = Some(topic);
    }
    apart(dealt)
}

/// Moves a sibling of the card before it further back, past the next card of another family.
fn apart(mut items: Vec<Planned>) -> Vec<Planned> {
    let family =
        |item: &Planned| (item.standing.topic_key, item.standing.file.map(|(file, _)| file), item.standing.family);
    for at in 1..items.len() {
        if family(&items[at]) == family(&items[at - 1])
            && let Some(other) = (at + 1..items.len()).find(|other| family(&items[*other]) != family(&items[at]))
        {
            let moved = items.remove(other);
            items.insert(at, moved);
        }
    }
    items
}

/// How many topics have their cards introduced at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// A few, so that the first boxes are earned soon.
    Few,
    /// All of them: before an interview for which the days do not suffice, each topic's core in turn.
    All,
}

/// The order in which new cards enter: core first, from at most three open topics at a time, round robin.
///
/// A topic is open while some but not all of its basis was seen. `fetch` gives the unseen cards of a topic, core
/// first, at most so many. Extras come when every core card of these topics was seen.
pub fn introduce<E>(
    topics: &[TopicStanding],
    limit: u32,
    fetch: impl FnMut(TopicKey, u32) -> Result<Vec<Standing>, E>,
) -> Result<Vec<Standing>, E> {
    introduce_in(topics, limit, Breadth::Few, fetch)
}

/// [`introduce`], with another number of topics at a time.
pub fn introduce_in<E>(
    topics: &[TopicStanding],
    limit: u32,
    breadth: Breadth,
    mut fetch: impl FnMut(TopicKey, u32) -> Result<Vec<Standing>, E>,
) -> Result<Vec<Standing>, E> {
    // Twice as many, because a topic's core cards may all have been chosen when its extras are fetched.
    let most = limit.saturating_mul(2);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut turns = Turns::new(topics, breadth);
    let mut chosen: Vec<Standing> = Vec::new();
    for stage in [Stage::Basis, Stage::Extra] {
        turns.begin(stage);
        while chosen.len() < limit {
            match turns.next(&mut |topic| fetch(topic, most))? {
                Some(card) => chosen.push(card),
                None => break,
            }
        }
        // Extras wait until every core card has been seen, and a full sitting may have stopped short of that.
        if chosen.len() >= limit {
            break;
        }
    }
    Ok(chosen)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Basis,
    Extra,
}

/// The topics whose turn it is, and those that follow.
struct Turns<'a> {
    topics: &'a [TopicStanding],
    breadth: Breadth,
    stage: Stage,
    open: Vec<Open<'a>>,
    waiting: Vec<&'a TopicStanding>,
    turn: usize,
}

struct Open<'a> {
    topic: &'a TopicStanding,
    cards: std::vec::IntoIter<Standing>,
}

impl<'a> Turns<'a> {
    fn new(topics: &'a [TopicStanding], breadth: Breadth) -> Self {
        Self { topics, breadth, stage: Stage::Basis, open: Vec::new(), waiting: Vec::new(), turn: 0 }
    }

    fn begin(&mut self, stage: Stage) {
        self.stage = stage;
        self.open.clear();
        self.turn = 0;
        let mut waiting: Vec<&TopicStanding> = self
            .topics
            .iter()
            .filter(|topic| match stage {
                Stage::Basis => topic.counts.basis_seen < topic.counts.basis,
                Stage::Extra => topic.counts.seen < topic.counts.cards,
            })
            .collect();
        // First an earned box with a new core card, then topics in progress, then the rest, each in their own order.
        waiting.sort_by_key(|topic| {
            let begun = match stage {
                Stage::Basis => topic.counts.basis_seen > 0,
                Stage::Extra => topic.counts.seen > topic.counts.basis_seen,
            };
            (!(begun && topic.state.is_ticked()), !begun, topic.place)
        });
        if self.breadth == Breadth::All {
            waiting.sort_by_key(|topic| (topic.counts.basis_seen, topic.place));
        }
        self.waiting = waiting;
    }

    fn next<E>(&mut self, fetch: &mut impl FnMut(TopicKey) -> Result<Vec<Standing>, E>) -> Result<Option<Standing>, E> {
        let most = if self.breadth == Breadth::Few { OPEN_TOPICS } else { usize::MAX };
        while self.open.len() < most {
            let Some(open) = self.open_next(fetch)? else { break };
            self.open.push(open);
        }
        while !self.open.is_empty() {
            self.turn %= self.open.len();
            if let Some(card) = self.open[self.turn].cards.next() {
                self.turn += 1;
                return Ok(Some(card));
            }
            // The topic that opens takes the turn of the one that is through.
            match self.open_next(fetch)? {
                Some(open) => self.open[self.turn] = open,
                None => drop(self.open.remove(self.turn)),
            }
        }
        Ok(None)
    }

    fn open_next<E>(
        &mut self,
        fetch: &mut impl FnMut(TopicKey) -> Result<Vec<Standing>, E>,
    ) -> Result<Option<Open<'a>>, E> {
        while !self.waiting.is_empty() {
            let topic = self.waiting.remove(if self.breadth == Breadth::Few { self.following() } else { 0 });
            let on_basis = |card: &Standing| topic.counts.core == 0 || card.card.core;
            let wanted = |card: &Standing| on_basis(card) == (self.stage == Stage::Basis);
            let cards: Vec<Standing> = fetch(topic.key)?.into_iter().filter(wanted).collect();
            if !cards.is_empty() {
                return Ok(Some(Open { topic, cards: cards.into_iter() }));
            }
        }
        Ok(None)
    }

    /// The next topic to open: one in progress comes before any other, else one of a section that is not open yet.
    fn following(&self) -> usize {
        let first = self.waiting[0];
        if first.counts.basis_seen > 0 && self.stage == Stage::Basis {
            return 0;
        }
        let fresh = |topic: &&TopicStanding| self.open.iter().all(|open| open.topic.section != topic.section);
        self.waiting.iter().position(fresh).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;
    use rand::{SeedableRng, rngs::ChaCha8Rng};

    use super::*;
    use crate::model::{BoxState, Card, Counts, Form, ItemId, ItemKind, Memory, Origin, Title, TopicId};

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
            let cards =
                (counts.seen..counts.cards).map(|n| card(key.0 * 100 + i64::from(n), key.0, 0, n < counts.core));
            Ok::<_, Infallible>(cards.collect())
        };
        let Ok(cards) = introduce_in(&topics, 20, Breadth::All, fetch);
        let keys: Vec<i64> = cards.iter().map(|card| card.key.0).collect();
        assert_eq!(keys, [200, 300, 400, 101, 201, 401, 102, 103]);
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
}
