//! The numbers of a report, read from the store.

use std::collections::HashMap;

use super::{Home, Result, mocks::Past, stories::Story};
use crate::model::{Day, TopicKey, TopicStanding, Trace, mock::Judgement, scenario::Dimension};
use crate::plan::campaign::interviews;
use crate::readiness::{self, Forecast, Parts, Ready, by_topic};
use crate::schedule::fsrs;
use crate::stats::{AHEAD, Course, MockLine, Overview, Progress, Section};
use crate::store::CoreCards;

/// Steps of the forecast of recall.
const POINTS: i64 = 60;

impl Home {
    /// All that `drill report` says.
    pub fn progress(&self, today: Day) -> Result<Progress> {
        let store = &self.store;
        Ok(Progress {
            today,
            sections: self.sections(today)?,
            due: self.due_numbers(today)?,
            ahead: self.load(today, 7)?,
            retention: store.retention(today.plus(-29), today)?,
            streak: store.streak(today)?,
            done: store.day_total(today)?,
            sure_and_wrong: self.sure_and_wrong()?,
            rewrite: store.count_to_rewrite()?,
        })
    }

    /// Where one stands as a whole.
    pub fn whole_progress(&self, today: Day) -> Result<Overview> {
        let mocks = self.mock_lines()?;
        let ready = self.ready_with(today, &mocks)?;
        Ok(Overview { progress: self.progress(today)?, ready, mocks, interviews: self.interviews_held()? })
    }

    /// How it came and how it goes on.
    pub fn course(&self, today: Day) -> Result<Course> {
        let store = &self.store;
        Ok(Course {
            days: store.days(Course::first_day(today), today)?,
            load: self.load(today, AHEAD)?,
            retention: store.retention_by_topic(today.plus(-29), today)?,
        })
    }

    /// The awake topics with cards by section, each with the cards due.
    pub fn sections(&self, today: Day) -> Result<Vec<Section>> {
        let mut topics = self.store.awake_topics()?;
        topics.retain(|topic| topic.counts.cards > 0);
        Ok(Section::group(topics, &self.due_by_topic(today)?))
    }

    /// What falls due on each of the next days, tomorrow first.
    fn load(&self, today: Day, days: i64) -> Result<Vec<(Day, u32)>> {
        let counted: HashMap<Day, u32> = self.store.due_between(today, today.plus(days))?.into_iter().collect();
        let due_on = |day: Day| (day, counted.get(&day).copied().unwrap_or(0));
        Ok((1..=days).map(|ahead| due_on(today.plus(ahead))).collect())
    }

    /// How ready one is for the next interview, or for the day 30 days ahead when none is set.
    pub fn ready(&self, today: Day) -> Result<Ready> {
        self.ready_with(today, &self.mock_lines()?)
    }

    fn ready_with(&self, today: Day, mocks: &[MockLine]) -> Result<Ready> {
        let store = &self.store;
        let said = store.live_plans()?;
        let ahead = interviews(said.iter().map(|(day, detail)| (*day, detail)));
        let next = ahead.into_iter().find(|interview| interview.date >= today);
        let date = next.as_ref().map_or(today.plus(AHEAD), |interview| interview.date);
        let (core, forecasts) = forecast(&store.core_cards()?, today, date);
        let named = |topic: TopicStanding| {
            let forecast = forecasts.get(&topic.key)?;
            Some((topic.section, topic.title.name, *forecast))
        };
        let best = best(mocks);
        let scores: Vec<u32> = best.iter().map(|(_, score)| *score).collect();
        let stories = self.stories_told(today)?;
        let parts = Parts {
            recall: core.recall_on_the_day().unwrap_or(0.0),
            mocks: readiness::mocks(&scores),
            stories: readiness::stories(stories.0, stories.1),
        };
        Ok(Ready {
            date,
            company: next.map(|interview| interview.company),
            parts,
            core,
            topics: store.awake_topics()?.into_iter().filter_map(named).collect(),
            best,
            stories,
            foretold: store.foretold(today.plus(-29), today)?,
            effort: self
                .campaign(today, &store.answers_on(today)?, None)?
                .map_or(Ok(None), |it| self.effort(&it, today))?,
        })
    }

    /// What the core cards come to on a day.
    pub(super) fn core_forecast(&self, today: Day, date: Day) -> Result<Forecast> {
        Ok(forecast(&self.store.core_cards()?, today, date).0)
    }

    /// The stories that passed on two different days up to one, of how many.
    pub(super) fn stories_told(&self, up_to: Day) -> Result<(u32, u32)> {
        let stories = self.stories(up_to)?;
        let twice = |story: &&Story| {
            let told = story.about.full_tellings().into_iter().filter(|it| it.passed && it.day <= up_to);
            let mut days: Vec<Day> = told.map(|it| it.day).collect();
            days.dedup();
            days.len() > 1
        };
        let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
        Ok((count(stories.iter().filter(twice).count()), count(stories.len())))
    }

    /// Expected recall of the core cards on some days from `today` to `last`, both among them, 0..=1, if none of them were
    /// asked any more: on each day of two months, on fewer of a longer time.
    pub fn recall_ahead(&self, today: Day, last: Day) -> Result<Vec<(Day, f64)>> {
        let CoreCards { seen, unseen } = self.store.core_cards()?;
        if seen.is_empty() {
            return Ok(Vec::new());
        }
        let unseen: u32 = unseen.iter().map(|(_, count)| count).sum();
        let all = seen.len() as f64 + f64::from(unseen);
        let sum = |day: Day| -> f64 {
            let trace = |&(_, last, stability): &(TopicKey, Day, f64)| Trace { stability, difficulty: 0.0, last };
            seen.iter().map(|one| fsrs::recall(&trace(one), day)).sum()
        };
        let ahead = last.since(today).max(0);
        let step = ((ahead + POINTS - 1) / POINTS).max(1);
        let days = (0..ahead).step_by(usize::try_from(step).unwrap_or(1)).chain([ahead]).map(|at| today.plus(at));
        Ok(days.map(|day| (day, sum(day) / all)).collect())
    }

    /// The best score of each scenario in the mocks that passed or failed, in hundredths.
    pub fn best_mocks(&self) -> Result<Vec<(String, u32)>> {
        Ok(best(&self.mock_lines()?))
    }

    /// The mocks that stand, oldest first.
    pub(super) fn mock_lines(&self) -> Result<Vec<MockLine>> {
        let line = |past: Past| MockLine {
            day: past.day,
            minutes: past.attempt.length.minutes(),
            score: past.attempt.score.map(|score| score.hundredths()),
            judgement: past.attempt.judgement,
            levels: Dimension::ALL.map(|it| (it, past.attempt.level(it).map(|level| level.number()))).to_vec(),
            title: past.attempt.title,
        };
        Ok(self.past_mocks()?.into_iter().map(line).collect())
    }

    fn sure_and_wrong(&self) -> Result<Vec<(String, u32)>> {
        let mut topics: Vec<(String, u32)> = Vec::new();
        for item in self.store.sure_and_wrong()? {
            let title = self.store.item(item)?.title.name;
            match topics.iter_mut().find(|(known, _)| *known == title) {
                Some((_, count)) => *count += 1,
                None => topics.push((title, 1)),
            }
        }
        topics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(topics)
    }
}

/// What some cards come to, all of them and those of each topic.
pub(super) fn forecast(cards: &CoreCards, today: Day, date: Day) -> (Forecast, HashMap<TopicKey, Forecast>) {
    by_topic(&cards.seen, &cards.unseen, today, date)
}

/// The best score of each scenario in the mocks that passed or failed, in the order in which they were first scored.
///
/// A sprint shows too little of a design to be ready by, and so does a mock of which too little could be scored.
pub(super) fn best(mocks: &[MockLine]) -> Vec<(String, u32)> {
    let mut best: Vec<(String, u32)> = Vec::new();
    for mock in mocks.iter().filter(|mock| mock.judgement != Judgement::Practised) {
        let Some(score) = mock.score else { continue };
        match best.iter_mut().find(|(known, _)| *known == mock.title) {
            Some((_, known)) => *known = (*known).max(score),
            None => best.push((mock.title.clone(), score)),
        }
    }
    best
}
