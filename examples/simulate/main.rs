//! What the plan is worth: learners whose memory follows FSRS-6 prepare for an interview under several policies.
//!
//! Seeded, so that the same figures come out again: `cargo run --release --example simulate`. The table stands in
//! `docs/plan.md`. The schedule, the sweep and its window are those of the program.
#![allow(clippy::unwrap_used, clippy::disallowed_macros, reason = "a table on standard output")]

mod learner;

use drill::model::{Day, ItemKey, Known, Taken, TopicKey};
use drill::plan::{
    arrivals::{Arrivals, Slot},
    campaign::Way,
    gain,
    pace::Pace,
    sweep::{Means, Window},
};
use drill::schedule::fsrs;
use learner::{Card, Kind, Learner};

const LEARNERS: u64 = 40;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Policy {
    Never,
    Sm2,
    Sweep,
    Spare,
    Fsrs,
}

#[derive(Clone, Copy)]
struct Case {
    cards: usize,
    minutes: f64,
    days: i64,
    /// New cards a day by the setting.
    new: u32,
}

fn known(cards: &[Card]) -> Vec<Known> {
    let one = |(at, card): (usize, &Card)| {
        Some(Known {
            item: ItemKey(i64::try_from(at).ok()?),
            topic: TopicKey(1),
            core: true,
            due: Some(card.memory.due?),
            interval: i64::from(card.memory.interval),
            learned: card.memory.repetitions > 1,
            trace: card.trace,
        })
    };
    cards.iter().enumerate().filter_map(one).collect()
}

fn places(items: &[ItemKey]) -> Vec<usize> {
    items.iter().filter_map(|item| usize::try_from(item.0).ok()).collect()
}

/// The cards of a day in their order: new ones first, then the reviews.
fn day(policy: Policy, case: Case, cards: &[Card], today: Day, start: Day, pace: &Pace) -> Vec<usize> {
    let date = start.plus(case.days);
    let way = Way::new(date, start, None);
    let known = known(cards);
    let planned = matches!(policy, Policy::Sweep | Policy::Spare);
    let unseen: Vec<usize> = (0..cards.len()).filter(|at| !cards[*at].is_seen()).collect();
    let waiting = u32::try_from(unseen.len()).unwrap();
    let seconds = case.minutes * 60.0;
    let slot = |at: i64| Slot { seconds: seconds as u32, usual: way.new_today(today.plus(at), case.new, waiting) };
    let slots = (0..way.new_stops.since(today).max(0)).map(slot).collect();
    let arrivals = Arrivals { slots, each: pace.new, most: u32::MAX };
    let rate = if planned { arrivals.today(waiting) } else { case.new };
    let mut list: Vec<usize> = unseen.into_iter().take(usize::try_from(rate).unwrap()).collect();
    // What the days after this one have for reviews, when the new cards that are still to come have had theirs.
    let to_come = arrivals.reached(waiting, u32::MAX).saturating_sub(rate);
    let later = (date.since(today) - 1) as f64 * seconds - f64::from(to_come) * pace.new;
    let mut due: Vec<&Known> = known.iter().filter(|it| it.due.is_some_and(|due| due <= today)).collect();
    due.sort_by_key(|it| (it.due, it.item));
    match policy {
        Policy::Never => {}
        Policy::Sm2 => list.extend(places(&due.iter().map(|it| it.item).collect::<Vec<_>>())),
        Policy::Fsrs => {
            let ripe = |it: &&Known| {
                it.trace.is_some_and(|trace| today.since(trace.last) >= i64::from(fsrs::interval(&trace, 0.9)))
            };
            let mut ripe: Vec<&Known> = known.iter().filter(ripe).collect();
            let recall = |it: &Known| it.trace.map_or(1.0, |trace| fsrs::recall(&trace, today));
            ripe.sort_by(|a, b| recall(a).total_cmp(&recall(b)));
            list.extend(places(&ripe.iter().map(|it| it.item).collect::<Vec<_>>()));
        }
        Policy::Sweep | Policy::Spare => {
            let seconds = (seconds - list.len() as f64 * pace.new).max(0.0);
            let means = Means { seconds, later: later.max(0.0), each: pace.review, done: 0 };
            let reviews = Window::of(date).reviews(&known, today, &means, &|_| 1.0);
            let asked: Vec<Known> = known.iter().filter(|it| reviews.due.contains(&it.item)).copied().collect();
            list.extend(places(&gain::best(&asked, today, date, &|_| 1.0).iter().map(|it| it.0).collect::<Vec<_>>()));
            list.extend(places(&reviews.swept));
            if policy == Policy::Spare {
                list.extend(places(&reviews.spare));
            }
        }
    }
    list
}

/// Recall on the day in percent, minutes in all, cards never seen, recall of the worst tenth.
fn prepare(policy: Policy, case: Case, kind: &Kind, seed: u64) -> [f64; 4] {
    let start: Day = "2026-03-02".parse().unwrap();
    let mut learner = Learner::new(kind, seed);
    let mut cards = vec![Card::NEW; case.cards];
    let mut taken = Taken::default();
    let mut total = 0.0;
    for today in (0..case.days).map(|days| start.plus(days)) {
        let mut spent = 0.0;
        for at in day(policy, case, &cards, today, start, &Pace::of(&taken)) {
            if spent >= case.minutes * 60.0 {
                break;
            }
            let seen = cards[at].is_seen();
            let seconds = learner.answer(&mut cards[at], today);
            let place = if seen { &mut taken.reviews } else { &mut taken.new };
            *place = (place.0 + 1, place.1 + seconds as u64);
            spent += seconds;
        }
        total += spent;
    }
    let mut recall: Vec<f64> = cards.iter().map(|card| learner.recall(card, start.plus(case.days))).collect();
    recall.sort_by(f64::total_cmp);
    let unseen = cards.iter().filter(|card| !card.is_seen()).count();
    let mean = |list: &[f64]| 100.0 * list.iter().sum::<f64>() / list.len() as f64;
    [mean(&recall), total / 60.0, unseen as f64, mean(&recall[..recall.len() / 10])]
}

fn table(kind: &Kind, case: Case) {
    let Case { cards, minutes, days, new } = case;
    for policy in [Policy::Never, Policy::Sm2, Policy::Sweep, Policy::Spare, Policy::Fsrs] {
        let mut sum = [0.0; 4];
        for seed in 0..LEARNERS {
            let found = prepare(policy, case, kind, seed);
            sum.iter_mut().zip(found).for_each(|(sum, found)| *sum += found / LEARNERS as f64);
        }
        let [recall, spent, unseen, worst] = sum;
        let name = kind.name;
        let policy = match policy {
            Policy::Never => "never reviewing",
            Policy::Sm2 => "plain SM-2",
            Policy::Sweep => "SM-2, sweep",
            Policy::Spare => "and spare minutes",
            Policy::Fsrs => "FSRS at 0.90",
        };
        println!(
            "| {name} | {cards} | {minutes} | {days} | {new} | {policy} | {recall:.2} | {spent:.0} | {unseen:.1} | {worst:.1} |"
        );
    }
}

fn main() {
    println!("| learner | cards | minutes | days | new | policy | recall | spent | unseen | worst tenth |");
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let usual = Kind::new("default", |_| ());
    let base = Case { cards: 160, minutes: 20.0, days: 42, new: 8 };
    table(&usual, base);
    for (cards, minutes, days, new) in [
        (160, 10.0, 28, 8),
        (160, 10.0, 42, 8),
        (160, 20.0, 28, 8),
        (160, 30.0, 42, 8),
        (160, 20.0, 56, 8),
        (230, 10.0, 42, 8),
        (230, 20.0, 42, 8),
        (290, 20.0, 28, 8),
        (290, 20.0, 42, 8),
        (290, 10.0, 56, 8),
        (290, 20.0, 28, 15),
        (140, 25.0, 10, 15),
        (140, 20.0, 14, 15),
        (140, 20.0, 7, 15),
        (140, 15.0, 21, 15),
    ] {
        table(&usual, Case { cards, minutes, days, new });
    }
    let unlike = [
        Kind::new("forgets twice as fast", |w| w[..4].iter_mut().for_each(|it| *it *= 0.5)),
        Kind::new("remembers twice as long", |w| w[..4].iter_mut().for_each(|it| *it *= 2.0)),
        Kind::new("grows slowly", |w| w[8] -= 0.5),
        Kind::new("loses more by a lapse", |w| w[11] *= 0.5),
    ];
    for kind in unlike {
        table(&kind, base);
    }
}
