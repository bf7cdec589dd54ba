//! The way to the next interview, put together from the store: what today holds, and what will not be reached.

use std::collections::{HashMap, HashSet};

use super::{Error, Home, Result, Writer, mint::entry};
use crate::config::Config;
use crate::jobs::{interviews::ahead, listing::Listed};
use crate::model::{
    Day, Deed, Effort, EntryId, Held, ItemKey, ItemKind, Known, Standing, TodayAnswer, TopicKey, TopicStanding, What,
    application::Asked, name::normalise,
};
use crate::plan::{
    Breadth,
    agenda::{Agenda, Campaign, Load},
    arrivals::{Arrivals, Slot},
    campaign::{Interview, Way, decided, declined, interviews},
    gain, introduce_in,
    pace::{Pace, check},
    shares::{self, Falls, Shares, Week},
    sweep::{self, Means, Reviews, Window},
};

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

    /// Today on the way to the next interview; none if there is none.
    ///
    /// Of many cards only those are read that may be asked today: what the minutes hold, several times over.
    pub(super) fn campaign(&self, today: Day, done: &[TodayAnswer], minutes: Option<u32>) -> Result<Option<Campaign>> {
        let Some(interview) = self.interviews_ahead(today)?.into_iter().next() else { return Ok(None) };
        let store = &self.store;
        let minutes = minutes.or(interview.minutes).unwrap_or(self.config.minutes);
        let minutes = if minutes == 0 { UNLIMITED } else { minutes };
        let way = Way::new(interview.date, interview.set_on, self.config.stop_days());
        let pace = self.pace(today)?;
        let (unseen_core, unseen) = store.unseen_counts()?;
        let mut weights = HashMap::new();
        if !interview.weights.is_empty() {
            for topic in store.awake_topics()? {
                weights.insert(topic.key, interview.weight(topic.id.as_str()));
            }
        }
        let rate = way.new_today(today, self.config.new, unseen);
        let reviewed: HashSet<ItemKey> =
            done.iter().filter(|it| it.grade.is_some() && !it.first).map(|it| it.item).collect();
        let entered = number(done.iter().filter(|it| it.first).count());
        let spent: u32 = done.iter().map(|it| it.seconds.min(120)).sum();
        let mut week = self.week_of_the_way(&way, today, minutes, &pace, unseen_core)?;
        let (mut days, mut arrivals) = self.days_of(&way, &week, today, pace.new, unseen);
        if arrivals.reached(unseen_core + entered, u32::MAX) < unseen_core + entered {
            week.tight = true;
            (days, arrivals) = self.days_of(&way, &week, today, pace.new, unseen);
        }
        let shares = Shares::of(&week, today, way.set_on, way.date);
        let core = arrivals.today(unseen_core + entered);
        // Of today what is left of its minutes, from tomorrow on the whole days.
        let mut left = arrivals.clone();
        if let Some(first) = left.slots.first_mut() {
            first.seconds = if core > entered { first.seconds.saturating_sub(spent) } else { 0 };
        }
        let due = self.due(&Window::of(interview.date), today)?;
        let reachable = left.reached(unseen_core, u32::MAX);
        let breadth = if unseen_core > reachable { Breadth::All } else { Breadth::Few };
        let new = if shares.mock_day {
            0
        } else {
            let reviews = self.reviews_before_extras(&interview, today, due)? + number(reviewed.len());
            // New extra cards have what the core cards and the sweep leave, and nothing when the minutes do not reach.
            let left = f64::from(shares.cards) - f64::from(core) * pace.new - f64::from(reviews) * pace.review;
            let extras = if !shares.falls.contains(&Falls::Extras) { (left / pace.new).max(0.0) as u32 } else { 0 };
            rate.max(core).min(core + extras).min(unseen + entered)
        };
        // What the days after this one have for reviews, when the new core cards that are still to come have had theirs.
        let later: u32 = days.iter().skip(1).map(|of_day| of_day.cards).sum();
        let to_come = f64::from((reachable + entered).saturating_sub(core.max(entered)));
        let later = (f64::from(later) - to_come * pace.new).max(0.0);
        let for_new = f64::from(new) * pace.new;
        let seconds = (f64::from(shares.cards) - for_new).max(0.0);
        let means = Means { seconds, later, each: pace.review, done: reviewed.len() };
        let mut campaign = Campaign {
            interview,
            way,
            minutes,
            pace,
            shares,
            reviews: Reviews::default(),
            due: 0,
            asked: 0,
            drawn: 0,
            unswept: 0,
            new,
            setting: rate,
            breadth,
            unseen_core,
            unseen,
            reachable,
            left,
            weights,
        };
        self.choose_reviews(&mut campaign, today, &means, due)?;
        Ok(Some(campaign))
    }

    /// The minutes of the days from today until the date, and what they hold for new cards of `each` seconds.
    fn days_of(&self, way: &Way, week: &Week, today: Day, each: f64, unseen: u32) -> (Vec<Shares>, Arrivals) {
        let days: Vec<Shares> = shares::ahead(week, today, way.set_on, way.date).collect();
        let slot = |(at, of_day): (i64, &Shares)| Slot {
            seconds: if of_day.mock_day { 0 } else { of_day.cards },
            usual: way.new_today(today.plus(at), self.config.new, unseen),
        };
        let ahead = usize::try_from(way.new_stops.since(today)).unwrap_or(0);
        let slots = (0..).zip(&days).take(ahead).map(slot).collect();
        let most = if self.config.grades == 0 { u32::MAX } else { self.config.grades };
        (days, Arrivals { slots, each, most })
    }

    /// The reviews of today that no new extra card may displace: the core ones that are due, and in the last days the
    /// share of the sweep.
    fn reviews_before_extras(&self, interview: &Interview, today: Day, due: (u32, u32)) -> Result<u32> {
        let window = Window::of(interview.date);
        if !window.holds(today) {
            return Ok(self.free(&window, today, due)?.1);
        }
        // However many there are, a day holds no more than this.
        let left = number(self.store.known_weakest(today, &window.held(today), FEW)?.len());
        let days = u32::try_from(interview.date.since(today)).unwrap_or(1).max(1);
        Ok(left.div_ceil(days))
    }

    /// How many items are due, and how many of them boxes rest on: what was swept is done until the date is over, what
    /// waits for the sweep is due all the same.
    fn due(&self, window: &Window, today: Day) -> Result<(u32, u32)> {
        Ok(self.store.due_counts(today, &Held { interval: None, seen: window.held(today).seen })?)
    }

    /// The same without what waits for the sweep on its eve; on other days these are all that are `due`.
    fn free(&self, window: &Window, today: Day, due: (u32, u32)) -> Result<(u32, u32)> {
        let held = window.held(today);
        if held.interval.is_none() { Ok(due) } else { Ok(self.store.due_counts(today, &held)?) }
    }

    /// The reviews of today, and how many of what SM-2 asks for they are.
    fn choose_reviews(&self, campaign: &mut Campaign, today: Day, means: &Means, due: (u32, u32)) -> Result<()> {
        let store = &self.store;
        let window = Window::of(campaign.interview.date);
        let held = window.held(today);
        let a_day = (f64::from(campaign.minutes) * 60.0 / campaign.pace.review) as u32;
        let known = if window.holds(today) {
            let most = FEW.max(a_day.saturating_mul(2 * u32::try_from(sweep::DAYS).unwrap_or(7)));
            let mut known = store.known_weakest(today, &held, most)?;
            let others = store.known_weakest(today, &Held::default(), most)?;
            let left: HashSet<ItemKey> = known.iter().map(|it| it.item).collect();
            known.extend(others.into_iter().filter(|it| !left.contains(&it.item)));
            known
        } else {
            store.known_due(today, &held, FEW.max(a_day.saturating_mul(4)))?
        };
        let weigh = |it: &Known| campaign.weight(it);
        let mut reviews = window.reviews(&known, today, means, &weigh);
        let mock_day = campaign.shares.mock_day;
        if mock_day {
            // Beside a mock only core cards that are due, as many as its few minutes hold.
            let waits = |it: &&Known| it.core && it.due.is_some_and(|due| due <= today);
            let core: Vec<Known> = known.iter().filter(waits).copied().collect();
            let beyond = reviews.beyond;
            reviews = window.reviews(&core, today, &Means { later: 0.0, ..*means }, &weigh);
            reviews = Reviews { due: reviews.due, drawn: reviews.drawn, beyond, ..Reviews::default() };
        }
        reviews.due = order(&known, &reviews.due, today, campaign.interview.date, &weigh);
        (campaign.asked, campaign.drawn) = if window.holds(today) {
            campaign.unswept = number(known.iter().filter(|it| !window.is_done(it)).count());
            let spare = reviews.spare.iter().collect::<HashSet<_>>();
            let again = |it: &&Known| spare.contains(&it.item) && it.due.is_some_and(|due| due <= today);
            let again = number(known.iter().filter(again).filter(|it| !window.is_done(it)).count());
            let asked = number(reviews.due.len());
            (asked, due.0.saturating_sub(asked + again))
        } else {
            let (free, free_core) = self.free(&window, today, due)?;
            (if mock_day { free_core } else { free }, due.0 - free)
        };
        (campaign.reviews, campaign.due) = (reviews, due.0);
        Ok(())
    }

    fn week_of_the_way(&self, way: &Way, today: Day, minutes: u32, pace: &Pace, unseen_core: u32) -> Result<Week> {
        let store = &self.store;
        // The weeks of the way are counted back from the date.
        let first = today.plus((way.days_left(today) - 1).max(0) % 7 - 6);
        // More than a week holds are as many as it takes to say that they do not fit.
        let most = (f64::from(7 * minutes) * 60.0 / pace.review) as u32 + 1;
        let soon = store.due_core_up_to(today.plus(6), most)?;
        let days = way.new_stops.since(today).max(1);
        let core_new = f64::from(unseen_core) * 7.0 / days.max(7) as f64;
        let core = (core_new * pace.new + f64::from(soon) * pace.review) / 60.0;
        Ok(Week {
            minutes,
            scenarios: store.count_of_kind(ItemKind::Scenario)? > 0,
            stories: store.count_of_kind(ItemKind::Story)?,
            mocks_before: store.mocks_between(first, today.plus(-1))?,
            mocks_today: store.mocks_between(today, today)?,
            core: core as u32,
            tight: false,
            mock: (pace.mock / 60.0).round() as u32,
            telling: pace.telling.round() as u32,
        })
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
    pub fn due_by_topic(&self, today: Day) -> Result<Vec<(TopicKey, u32)>> {
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
        let due = if last < today { 0 } else { store.due_counts(last, &Held::default())?.1.min(seen) };
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

/// Some items, core ones first, then by what their review is worth on the date.
fn order(known: &[Known], items: &[ItemKey], today: Day, date: Day, weigh: &impl Fn(&Known) -> f64) -> Vec<ItemKey> {
    let wanted: HashSet<ItemKey> = items.iter().copied().collect();
    let worth = |it: &Known| it.trace.map_or(0.0, |trace| weigh(it) * gain::of_review(&trace, today, date));
    let mut found: Vec<(bool, f64, ItemKey)> =
        known.iter().filter(|it| wanted.contains(&it.item)).map(|it| (it.core, worth(it), it.item)).collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    found.into_iter().map(|(.., item)| item).collect()
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
