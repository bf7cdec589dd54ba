//! Am I ready? Expected recall, mocks and stories put into one number whose three parts are always shown beside it.

use crate::model::{Day, Foretold, Known, TopicKey};
use crate::schedule::fsrs;

/// The sentence that stands wherever the number stands.
pub const SENTENCE: &str = "readiness = 45 % expected recall of the core cards on the day, 35 % mean best mock against 3.2, \
     20 % stories passed twice";
/// The mean of the best mocks that counts in full, in hundredths.
const MOCK_BAR: f64 = 320.0;

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

/// Where one stands for a day: the number with its parts, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// The day it speaks of.
    pub date: Day,
    /// The company of the interview on that day; none when no interview is set, empty when it has no company.
    pub company: Option<String>,
    /// The three parts.
    pub parts: Parts,
    /// The core cards, all of them.
    pub core: Forecast,
    /// The forecast of each topic: section, title, core cards; in the order of the topics.
    pub topics: Vec<(String, String, Forecast)>,
    /// Scenarios practised in a scored mock, with the best score of each in hundredths.
    pub best: Vec<(String, u32)>,
    /// Stories passed twice, of how many.
    pub stories: (u32, u32),
    /// How the predictions of the last 30 days turned out.
    pub foretold: Foretold,
}

impl Ready {
    /// The topics of which least will be recalled on the day, of those that were begun, weakest first.
    pub fn weakest(&self, most: usize) -> Vec<&(String, String, Forecast)> {
        let mut begun: Vec<_> = self.topics.iter().filter(|(.., it)| it.unseen < it.cards).collect();
        let recall = |forecast: &Forecast| forecast.recall_on_the_day().unwrap_or(1.0);
        begun.sort_by(|a, b| recall(&a.2).total_cmp(&recall(&b.2)));
        begun.truncate(most);
        begun
    }

    /// The forecast of each section, in the order of its first topic.
    pub fn sections(&self) -> Vec<(String, Forecast)> {
        let mut sections: Vec<(String, Forecast)> = Vec::new();
        for (section, _, found) in &self.topics {
            match sections.iter_mut().find(|(name, _)| name == section) {
                Some((_, sum)) => sum.add(found),
                None => sections.push((section.clone(), *found)),
            }
        }
        sections
    }
}

/// The part of the mocks: `best` are the best scores of the scenarios practised, in hundredths. Without one it is nothing.
pub fn mocks(best: &[u32]) -> f64 {
    let sum: u32 = best.iter().sum();
    (f64::from(sum) / best.len().max(1) as f64 / MOCK_BAR).min(1.0)
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

    fn add(&mut self, other: &Self) {
        self.cards += other.cards;
        self.unseen += other.unseen;
        self.today += other.today;
        self.on_the_day += other.on_the_day;
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
    fn the_mean_of_the_best_counts() {
        assert_eq!((mocks(&[320]), mocks(&[160]), mocks(&[160, 320])), (1.0, 0.5, 0.75));
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
