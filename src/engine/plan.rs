//! The way to the next interview, put together from the store: what today holds, and what will not be reached.

use std::collections::HashMap;

use super::{Error, Home, Result, Writer, mint::entry};
use crate::config::Config;
use crate::model::{
    Day, Deed, EntryId, ItemKey, ItemKind, Known, Standing, TodayAnswer, TopicKey, TopicStanding, What,
};
use crate::plan::{
    Breadth,
    agenda::{Agenda, Campaign},
    campaign::{Interview, Way, interviews},
    gain, introduce_in,
    pace::Pace,
    shares::{Shares, Week},
    sweep::{Means, Window},
};

/// Days whose answers tell one's own pace.
const PACE_DAYS: i64 = 60;
/// Minutes a day where the settings name no limit.
const UNLIMITED: u32 = 1_440;

impl Home {
    /// All interviews from today on, soonest first.
    pub fn interviews_ahead(&self, today: Day) -> Result<Vec<Interview>> {
        let said = self.store.live_plans()?;
        let mut standing = interviews(said.iter().map(|(day, detail)| (*day, detail)));
        standing.retain(|interview| interview.date >= today);
        Ok(standing)
    }

    /// Seconds that a new card and a review take, by the answers of the last days.
    pub fn pace(&self, today: Day) -> Result<Pace> {
        Ok(Pace::of(&self.store.taken(today.plus(-PACE_DAYS), today.plus(-1))?))
    }

    /// Today on the way to the next interview; none if there is none.
    pub(super) fn campaign(&self, today: Day, done: &[TodayAnswer], minutes: Option<u32>) -> Result<Option<Campaign>> {
        let Some(interview) = self.interviews_ahead(today)?.into_iter().next() else { return Ok(None) };
        let store = &self.store;
        let minutes = minutes.or(interview.minutes).unwrap_or(self.config.minutes);
        let minutes = if minutes == 0 { UNLIMITED } else { minutes };
        let way = Way::new(interview.date, interview.set_on, self.config.stop_days());
        let pace = self.pace(today)?;
        let known = store.known_items()?;
        let topics = store.unseen_topics()?;
        let (unseen_core, unseen) = unseen(&topics, &known);
        let shares = self.shares(&way, today, minutes, &known, &pace, unseen_core)?;
        let mut weights = HashMap::new();
        if !interview.weights.is_empty() {
            for topic in store.awake_topics()? {
                weights.insert(topic.key, interview.weight(topic.id.as_str()));
            }
        }
        let limit = self.config.new;
        let rate = way.new_today(today, limit, unseen);
        let hold = |count: u32| count.min((f64::from(shares.cards) / pace.new) as u32);
        let new = if shares.mock_day { 0 } else { hold(rate) };
        let reachable = way.new_until_the_stop(today, hold(rate).max(1).min(rate));
        let breadth = if unseen_core > reachable { Breadth::All } else { Breadth::Few };
        let reviewed = done.iter().filter(|it| it.grade.is_some() && !it.first).map(|it| it.item);
        let reviewed: std::collections::HashSet<ItemKey> = reviewed.collect();
        let for_new = f64::from(new) * pace.new;
        let seconds = (f64::from(shares.cards) - for_new).max(0.0);
        let means = Means { seconds, each: pace.review, done: reviewed.len() };
        let weigh = |it: &Known| weights.get(&it.topic).copied().unwrap_or(1.0);
        let mut reviews = Window::of(interview.date).reviews(&known, today, &means, &weigh);
        if shares.mock_day {
            let core = |item: &ItemKey| known.iter().any(|it| it.item == *item && it.core);
            reviews.due.retain(core);
            reviews.spare.clear();
        }
        reviews.due = order(&known, &reviews.due, today, interview.date, &weigh);
        Ok(Some(Campaign {
            interview,
            way,
            minutes,
            pace,
            shares,
            reviews,
            new,
            breadth,
            unseen_core,
            unseen,
            reachable,
            known,
            weights,
        }))
    }

    fn shares(
        &self,
        way: &Way,
        today: Day,
        minutes: u32,
        known: &[Known],
        pace: &Pace,
        unseen_core: u32,
    ) -> Result<Shares> {
        let store = &self.store;
        // The weeks of the way are counted back from the date.
        let first = today.plus((way.days_left(today) - 1).max(0) % 7 - 6);
        let soon = |it: &&Known| it.core && it.due.is_some_and(|due| due <= today.plus(6));
        let days = way.new_stops.since(today).max(1);
        let core_new = f64::from(unseen_core) * 7.0 / days.max(7) as f64;
        let core = (core_new * pace.new + known.iter().filter(soon).count() as f64 * pace.review) / 60.0;
        let week = Week {
            minutes,
            scenarios: store.count_of_kind(ItemKind::Scenario)? > 0,
            stories: store.count_of_kind(ItemKind::Story)?,
            mocks_before: store.mocks_between(first, today.plus(-1))?,
            mocks_today: store.mocks_between(today, today)?,
            core: core as u32,
        };
        Ok(Shares::of(&week, today, way.set_on, way.date))
    }

    /// Items by what an answer today is worth on the day of the next interview, a minute of it: new and seen alike.
    pub(super) fn by_worth(&self, campaign: &Campaign, today: Day) -> (Vec<ItemKey>, bool) {
        let date = campaign.interview.date;
        let fresh: Vec<Known> =
            campaign.known.iter().filter(|it| it.trace.is_some_and(|trace| trace.last < today)).copied().collect();
        let weigh = |it: &Known| campaign.weight(it) * if it.core { 1.0 } else { 0.5 };
        let best = gain::best(&fresh, today, date, &weigh);
        let new_is_worth_more = best
            .first()
            .is_none_or(|(_, worth)| gain::of_new(today, date) / campaign.pace.new > worth / campaign.pace.review);
        (best.into_iter().map(|(item, _)| item).collect(), new_is_worth_more)
    }

    /// All that `drill plan` says; `minutes` a day instead of those that were set, to try how it would be.
    pub fn agenda(&self, today: Day, minutes: Option<u32>) -> Result<Agenda> {
        let store = &self.store;
        let done = store.answers_on(today)?;
        let campaign = self.campaign(today, &done, minutes)?;
        let (due, seconds) = self.due_numbers_within(today, minutes)?;
        let never_seen = match &campaign {
            Some(campaign) if campaign.unseen_core > campaign.reachable => self.beyond_reach(campaign)?,
            _ => Vec::new(),
        };
        let before = Pace::of(&store.taken(today.plus(-PACE_DAYS), today.plus(-8))?);
        let week = store.taken(today.plus(-7), today.plus(-1))?;
        let lately = Pace::of(&week);
        let both = |at: fn(&Pace) -> bool| at(&before) && at(&lately);
        let checked = (both(|pace| pace.own.1) || both(|pace| pace.own.0)).then_some((before, lately));
        let total = week.new.1 + week.reviews.1 + week.repeats.1;
        Ok(Agenda {
            today,
            interviews: self.interviews_ahead(today)?,
            campaign,
            due,
            pace: self.pace(today)?,
            checked,
            seconds,
            never_seen,
            done_a_day: u32::try_from(total / 7).unwrap_or(u32::MAX),
            foretold: store.foretold(today.plus(-29), today)?,
        })
    }

    /// The core cards for which the days do not suffice, in the order in which they would have come.
    fn beyond_reach(&self, campaign: &Campaign) -> Result<Vec<Standing>> {
        let topics = self.store.unseen_topics()?;
        let all =
            introduce_in(&topics, campaign.unseen_core, campaign.breadth, |topic, most| -> Result<Vec<Standing>> {
                Ok(self.store.new_items(topic, most)?)
            })?;
        Ok(all.into_iter().skip(usize::try_from(campaign.reachable).unwrap_or(usize::MAX)).collect())
    }
}

/// Cards never seen in topics that are not claimed: those that boxes rest on, and all.
fn unseen(topics: &[TopicStanding], known: &[Known]) -> (u32, u32) {
    let open: std::collections::HashSet<TopicKey> = topics.iter().map(|topic| topic.key).collect();
    let new = || known.iter().filter(|it| it.trace.is_none() && open.contains(&it.topic));
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (number(new().filter(|it| it.core).count()), number(new().count()))
}

/// Some items, core ones first, then by what their review is worth on the date.
fn order(known: &[Known], items: &[ItemKey], today: Day, date: Day, weigh: &impl Fn(&Known) -> f64) -> Vec<ItemKey> {
    let wanted: std::collections::HashSet<ItemKey> = items.iter().copied().collect();
    let worth = |it: &Known| it.trace.map_or(0.0, |trace| weigh(it) * gain::of_review(&trace, today, date));
    let mut found: Vec<(bool, f64, ItemKey)> =
        known.iter().filter(|it| wanted.contains(&it.item)).map(|it| (it.core, worth(it), it.item)).collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    found.into_iter().map(|(.., item)| item).collect()
}

impl Config {
    /// Days without new cards before an interview, if the settings say so.
    fn stop_days(&self) -> Option<u32> {
        u32::try_from(self.new_stop).ok()
    }
}

impl Writer<'_> {
    /// Writes that an interview was set, or changed.
    pub fn set_interview(&self, interview: &Interview) -> Result<EntryId> {
        self.plan(interview.detail())
    }

    /// Writes that an interview was removed; refused when another process removed it first.
    pub fn remove_interview(&self, interview: &Interview) -> Result<EntryId> {
        self.store.transaction(|store| {
            let said = store.live_plans()?;
            if !interviews(said.iter().map(|(day, detail)| (*day, detail))).contains(interview) {
                return Err(Error::Refused("that interview was changed or removed a moment ago".to_owned()));
            }
            self.plan(interview.removal())
        })
    }

    fn plan(&self, detail: serde_json::Value) -> Result<EntryId> {
        self.store.transaction(|store| {
            let what = What::Deed { deed: Deed::Plan, item: None, grade: None, seconds: 0, detail };
            let entry = entry(self, what)?;
            store.append(&entry)?;
            Ok(entry.id)
        })
    }
}
