//! Am I ready? Expected recall, mocks and stories put into one number whose three parts are always shown beside it.

use crate::model::{Day, Known, TopicKey};
use crate::schedule::fsrs;

/// The sentence that stands wherever the number stands.
pub const SENTENCE: &str = "readiness = 45 % expected recall of the core cards on the day, 35 % mean best mock against 3.2, \
     20 % stories passed twice";
/// The mean of the best mocks that counts in full, in hundredths.
const MOCK_BAR: f64 = 320.0;
/// So many scenarios must have been practised before the mean stands on its own; what is missing counts as nothing.
const FEWEST_SCENARIOS: usize = 3;

/// The three parts, each 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parts {
    /// Expected recall of the core cards on the day; a card never seen counts as not recalled.
    pub recall: f64,
    /// The mean best mock against its bar.
    pub mocks: f64,
    /// The share of the stories that were passed twice.
    pub stories: f64,
}

impl Parts {
    /// The whole, 0..=1.
    pub fn whole(&self) -> f64 {
        0.45 * self.recall + 0.35 * self.mocks + 0.20 * self.stories
    }
}

/// The part of the mocks: `best` are the best scores of the scenarios practised, in hundredths.
pub fn mocks(best: &[u32]) -> f64 {
    let sum: u32 = best.iter().sum();
    (f64::from(sum) / best.len().max(FEWEST_SCENARIOS) as f64 / MOCK_BAR).min(1.0)
}

/// The part of the stories: how many were passed twice, of how many. Without stories it is nothing.
pub fn stories(passed_twice: u32, all: u32) -> f64 {
    if all == 0 { 0.0 } else { f64::from(passed_twice.min(all)) / f64::from(all) }
}

/// What is known of some cards: all of them, a topic's, a section's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Forecast {
    /// Cards.
    pub cards: u32,
    /// Of those, never answered.
    pub unseen: u32,
    /// The sum of their chances of recall today.
    pub today: f64,
    /// The sum of their chances of recall on the day, if none of them were asked any more.
    pub on_the_day: f64,
}

impl Forecast {
    /// The forecast for some cards. A card never answered counts as not recalled.
    pub fn of<'a>(cards: impl IntoIterator<Item = &'a Known>, today: Day, date: Day) -> Self {
        cards.into_iter().fold(Self::default(), |mut sum, card| {
            sum.cards += 1;
            match &card.trace {
                None => sum.unseen += 1,
                Some(trace) => {
                    sum.today += fsrs::recall(trace, today);
                    sum.on_the_day += fsrs::recall(trace, date);
                }
            }
            sum
        })
    }

    /// The mean chance of recall today, 0..=1; none without cards.
    pub fn recall_today(&self) -> Option<f64> {
        (self.cards > 0).then(|| self.today / f64::from(self.cards))
    }

    /// The mean chance of recall on the day, 0..=1; none without cards.
    pub fn recall_on_the_day(&self) -> Option<f64> {
        (self.cards > 0).then(|| self.on_the_day / f64::from(self.cards))
    }

    /// The share never answered, 0..=1.
    pub fn share_unseen(&self) -> f64 {
        f64::from(self.unseen) / f64::from(self.cards.max(1))
    }
}

/// The forecast of each topic, in the order in which they are met.
pub fn by_topic(cards: &[Known], today: Day, date: Day) -> Vec<(TopicKey, Forecast)> {
    let mut topics: Vec<(TopicKey, Vec<&Known>)> = Vec::new();
    for card in cards {
        match topics.iter_mut().find(|(topic, _)| *topic == card.topic) {
            Some((_, cards)) => cards.push(card),
            None => topics.push((card.topic, vec![card])),
        }
    }
    topics.into_iter().map(|(topic, cards)| (topic, Forecast::of(cards, today, date))).collect()
}

/// The weakest topics on the day, weakest first: those of which at least one card was seen.
pub fn weakest(topics: &[(TopicKey, Forecast)], most: usize) -> Vec<(TopicKey, Forecast)> {
    let mut seen: Vec<(TopicKey, Forecast)> =
        topics.iter().filter(|(_, forecast)| forecast.unseen < forecast.cards).copied().collect();
    let recall = |forecast: &Forecast| forecast.recall_on_the_day().unwrap_or(1.0);
    seen.sort_by(|a, b| recall(&a.1).total_cmp(&recall(&b.1)).then(a.0.cmp(&b.0)));
    seen.truncate(most);
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ItemKey, Trace};

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().unwrap().plus(number)
    }

    fn card(topic: i64, stability: Option<f64>) -> Known {
        let trace = stability.map(|stability| Trace { stability, difficulty: 5.0, last: day(0) });
        let due = trace.map(|_| day(6));
        Known { item: ItemKey(1), topic: TopicKey(topic), core: true, due, interval: 6, lapsed: false, trace }
    }

    #[test]
    fn the_whole_is_the_weighted_parts() {
        let parts = Parts { recall: 0.9, mocks: mocks(&[320, 280, 300]), stories: stories(1, 4) };
        assert!((parts.mocks - 0.9375).abs() < 1e-9);
        assert!((parts.whole() - (0.405 + 0.328_125 + 0.05)).abs() < 1e-9);
        assert_eq!(Parts { recall: 1.0, mocks: mocks(&[400; 3]), stories: stories(4, 4) }.whole(), 1.0);
    }

    #[test]
    fn one_good_mock_is_a_third_of_the_way() {
        assert!((mocks(&[320]) - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!((mocks(&[]), stories(0, 0), stories(9, 4)), (0.0, 0.0, 1.0));
    }

    #[test]
    fn cards_never_seen_count_as_not_recalled() {
        let cards = [card(1, Some(10.0)), card(1, None), card(2, Some(3.0)), card(3, None)];
        let all = Forecast::of(&cards, day(0), day(10));
        assert_eq!((all.cards, all.unseen, all.recall_today(), all.share_unseen()), (4, 2, Some(0.5), 0.5));
        assert!(all.on_the_day > 1.0 && all.on_the_day < 1.9);
        let topics = by_topic(&cards, day(0), day(10));
        assert_eq!(topics.iter().map(|(topic, _)| topic.0).collect::<Vec<_>>(), [1, 2, 3]);
        assert!((topics[0].1.on_the_day - 0.9).abs() < 1e-9);
        // Half of topic 1 was never seen; topic 3 is not weak, it has not begun.
        assert_eq!(weakest(&topics, 5).iter().map(|(topic, _)| topic.0).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(Forecast::default().recall_today(), None);
    }
}
