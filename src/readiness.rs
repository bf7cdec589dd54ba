//! Am I ready? Expected recall, mocks and stories put into one number whose three parts are always shown beside it.

use std::{collections::HashMap, iter::Sum};

use crate::model::{Day, Effort, Foretold, TopicKey, Trace};
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
    /// Minutes needed and done on the way to the interview; none when no interview is ahead.
    pub effort: Option<Effort>,
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

    /// The forecasts by section and topic.
    pub fn named(&self) -> HashMap<(&str, &str), Forecast> {
        self.topics.iter().map(|(section, topic, it)| ((section.as_str(), topic.as_str()), *it)).collect()
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

impl Sum for Forecast {
    fn sum<I: Iterator<Item = Self>>(forecasts: I) -> Self {
        forecasts.fold(Self::default(), |mut sum, one| {
            sum.add(&one);
            sum
        })
    }
}

/// The forecast of each topic that has a core card, and of all of them: from what was seen (its topic, the day of its
/// last answer, its stability), and how many of each topic were not.
pub fn by_topic(
    seen: &[(TopicKey, Day, f64)],
    unseen: &[(TopicKey, u32)],
    today: Day,
    date: Day,
) -> (Forecast, HashMap<TopicKey, Forecast>) {
    let mut topics: HashMap<TopicKey, Forecast> = HashMap::new();
    for &(topic, last, stability) in seen {
        let trace = Trace { stability, difficulty: 0.0, last };
        let sum = topics.entry(topic).or_default();
        sum.cards += 1;
        sum.today += fsrs::recall(&trace, today);
        sum.on_the_day += fsrs::recall(&trace, date);
    }
    for (topic, count) in unseen {
        let sum = topics.entry(*topic).or_default();
        sum.cards += count;
        sum.unseen += count;
    }
    let mut all = Forecast::default();
    topics.values().for_each(|forecast| all.add(forecast));
    (all, topics)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().unwrap().plus(number)
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
        let seen = [(TopicKey(1), day(0), 10.0), (TopicKey(2), day(0), 3.0)];
        let (all, topics) = by_topic(&seen, &[(TopicKey(1), 1), (TopicKey(3), 1)], day(0), day(10));
        assert_eq!((all.cards, all.unseen, all.recall_today(), all.share_unseen()), (4, 2, Some(0.5), 0.5));
        assert!(all.on_the_day > 1.0 && all.on_the_day < 1.9);
        assert!((topics[&TopicKey(1)].on_the_day - 0.9).abs() < 1e-9);
        assert_eq!((topics[&TopicKey(3)].cards, topics[&TopicKey(3)].unseen), (1, 1));
        assert_eq!(Forecast::default().recall_today(), None);
    }
}
