//! The way to the next interview, put together from the store: what today holds, and what will not be reached.

use std::collections::{HashMap, HashSet};

use super::{Error, Home, Result, Writer, mint::entry};
use crate::config::Config;
use crate::jobs::{interviews::ahead, listing::Listed};
use crate::model::{
    Day, Deed, Effort, EntryId, Held, ItemKey, Known, Standing, TopicKey, TopicStanding, What, application::Asked,
    name::normalise,
};
use crate::plan::{
    agenda::{Agenda, Campaign, Load},
    campaign::{Interview, decided, declined, interviews},
    gain, introduce_in,
    pace::{Pace, check},
    sweep::{self, Window},
};

mod way;

/// Days whose answers tell one's own pace.
const PACE_DAYS: i64 = 60;
/// The days whose minutes are held against those that are needed.
const WEEK: i64 = 7;
/// Up to so many items all are looked at, however few minutes there are.
const FEW: u32 = 1_000;
/// So many cards that will not be seen are named; the rest is counted.
const NAMED: u32 = 500;
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

    /// Interviews that the applications speak of and that were neither planned nor declined, soonest first.
    ///
    /// One that was planned and removed again counts as declined; on another day it is offered anew.
    pub fn interviews_offered(&self, today: Day) -> Result<Vec<Asked>> {
        let said = self.store.live_plans()?;
        let decided = |one: &Asked| decided(said.iter().map(|(_, detail)| detail), one.day, &one.company);
        let listed: Vec<Listed> = self.applications()?.into_iter().map(|one| Listed::read(one, today)).collect();
        let mut offered = ahead(&listed, today);
        offered.retain(|one| !decided(one));
        // Two roles of one company on one day are one interview to prepare for.
        offered.dedup_by(|b, a| a.day == b.day && normalise(&a.company) == normalise(&b.company));
        Ok(offered)
    }

    /// Seconds that things take, by what was done in the last days.
    pub fn pace(&self, today: Day) -> Result<Pace> {
        Ok(Pace::of(&self.store.taken(today.plus(-PACE_DAYS), today.plus(-1))?))
    }

    /// Items by what an answer today is worth on the day of the next interview, a minute of it: new and seen alike.
    ///
    /// Among the weakest, several times as many as `most`.
    pub(super) fn by_worth(&self, campaign: &Campaign, most: u32, today: Day) -> Result<(Vec<ItemKey>, bool)> {
        let date = campaign.interview.date;
        let seen = self.store.known_weakest(today, &Held::default(), FEW.max(most.saturating_mul(4)))?;
        let weigh = |it: &Known| campaign.weight(it) * if it.core { 1.0 } else { 0.5 };
        let best = gain::best(&seen, today, date, &weigh);
        let new_is_worth_more = best
            .first()
            .is_none_or(|(_, worth)| gain::of_new(today, date) / campaign.pace.new > worth / campaign.pace.review);
        Ok((best.into_iter().map(|(item, _)| item).collect(), new_is_worth_more))
    }

    /// How many cards of each awake topic are due, under the meaning of `due`: what a sweep has asked waits.
    pub fn due_by_topic(&self, today: Day) -> Result<HashMap<TopicKey, u32>> {
        let next = self.interviews_ahead(today)?.into_iter().next();
        let swept = next.and_then(|interview| Window::of(interview.date).held(today).seen);
        Ok(self.store.due_by_topic(today, swept)?)
    }

    /// All that `drill plan` says; `minutes` a day instead of those that were set, to try how it would be.
    pub fn agenda(&self, today: Day, minutes: Option<u32>) -> Result<Agenda> {
        let store = &self.store;
        let done = store.answers_on(today)?;
        let mut campaign = self.campaign(today, &done, minutes)?;
        if let Some(campaign) = campaign.as_mut().filter(|it| Window::of(it.interview.date).holds(today)) {
            // Beyond the minutes are those, too, that were not read because they are strong.
            let all = store.unswept(Window::of(campaign.interview.date).begins, today)?;
            campaign.reviews.beyond += usize::try_from(all.saturating_sub(campaign.unswept)).unwrap_or(usize::MAX);
        }
        let (due, limits) = self.due_numbers_of(today, &done, campaign.as_ref())?;
        let effort = campaign.as_ref().map(|it| self.effort(it, today)).transpose()?.flatten();
        let core = campaign.as_ref().map(|it| self.core_forecast(today, it.interview.date)).transpose()?;
        let never_seen = match &campaign {
            Some(campaign) if campaign.unseen_core > campaign.reachable => self.beyond_reach(campaign)?,
            _ => Vec::new(),
        };
        let before = store.taken(today.plus(-PACE_DAYS), today.plus(-8))?;
        let checked = check(&before, &store.taken(today.plus(-7), today.plus(-1))?);
        Ok(Agenda {
            today,
            interviews: self.interviews_ahead(today)?,
            offered: self.interviews_offered(today)?,
            campaign,
            due,
            pace: self.pace(today)?,
            checked,
            seconds: limits.seconds,
            grades: limits.grades,
            never_seen,
            core: core.unwrap_or_default(),
            effort,
            foretold: store.foretold(today.plus(-29), today)?,
        })
    }

    /// What the core cards ask for a day until the interview, what was done lately, and what that leaves unseen.
    pub(super) fn effort(&self, campaign: &Campaign, today: Day) -> Result<Option<Effort>> {
        let store = &self.store;
        let topics = store.awake_topics()?;
        let window = Window::of(campaign.interview.date);
        let seen = if window.holds(today) {
            store.unswept(window.begins, today)?
        } else {
            topics.iter().map(|topic| topic.counts.basis_seen).sum()
        };
        let last = campaign.interview.date.plus(-sweep::DAYS - 1);
        let due = if last < today { 0 } else { store.due_counts(last, &Held::default())?.core.min(seen) };
        let Some(needed) = campaign.needed_a_day(today, &Load { seen, due }) else { return Ok(None) };
        let days = store.first_day()?.map_or(0, |first| today.since(first).clamp(0, WEEK));
        let week = store.taken(today.plus(-WEEK), today.plus(-1))?;
        let total = week.new.1 + week.reviews.1 + week.repeats.1;
        let done = (days > 0).then(|| u32::try_from(total / days.unsigned_abs()).unwrap_or(u32::MAX));
        let reach = campaign.left.reached(campaign.unseen_core, done.unwrap_or(u32::MAX));
        let mut effort = Effort { needed, done, cards: campaign.unseen_core.saturating_sub(reach), topics: Vec::new() };
        if effort.cards > 0 {
            let open = store.unseen_topics()?;
            let reached = introduce_in(&open, reach, campaign.breadth, |topic, most| -> Result<Vec<Standing>> {
                Ok(store.new_items(topic, most)?)
            })?;
            let reached: HashSet<TopicKey> = reached.iter().map(|card| card.topic_key).collect();
            // A topic whose cards are all set aside is not missed.
            let waits: HashSet<TopicKey> = store.unseen_by_topic()?.into_iter().map(|(topic, _)| topic).collect();
            let is_missed = |topic: &TopicStanding| {
                topic.counts.seen == 0 && waits.contains(&topic.key) && !reached.contains(&topic.key)
            };
            let never = open.into_iter().filter(is_missed);
            effort.topics = never.map(|topic| topic.title.name).collect();
        }
        Ok(Some(effort))
    }

    /// The core cards for which the days do not suffice, in the order in which they would have come; the first
    /// [`NAMED`] of them.
    fn beyond_reach(&self, campaign: &Campaign) -> Result<Vec<Standing>> {
        let topics = self.store.unseen_topics()?;
        let most = campaign.unseen_core.min(campaign.reachable.saturating_add(NAMED));
        let all = introduce_in(&topics, most, campaign.breadth, |topic, most| -> Result<Vec<Standing>> {
            Ok(self.store.new_items(topic, most)?)
        })?;
        Ok(all.into_iter().skip(usize::try_from(campaign.reachable).unwrap_or(usize::MAX)).collect())
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
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

    /// Writes that an interview of the applications is not planned for, so that it is not asked again.
    pub fn decline_interview(&self, one: &Asked) -> Result<EntryId> {
        self.plan(declined(one.day, &one.company))
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
