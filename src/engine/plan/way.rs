//! Today on the way to the next interview: new cards, reviews, mock and story within its minutes.

use std::collections::{HashMap, HashSet};

use super::{FEW, UNLIMITED, number};
use crate::engine::{Home, Result};
use crate::model::{Day, Held, ItemKey, ItemKind, Known, TodayAnswer, TopicKey, Waits};
use crate::plan::{
    Breadth,
    agenda::Campaign,
    arrivals::{Arrivals, Slot},
    campaign::{Interview, Way},
    gain,
    pace::Pace,
    shares::{self, Falls, Shares, Week},
    sweep::{self, Means, Reviews, Window},
};

/// What was done today, as far as a plan heeds it.
struct Done {
    /// Items seen before that were answered.
    reviewed: usize,
    /// New ones that were.
    entered: u32,
    /// Seconds, at most two minutes for each answer.
    spent: u32,
}

impl Done {
    fn of(done: &[TodayAnswer]) -> Self {
        let seen = done.iter().filter(|it| it.grade.is_some() && !it.first).map(|it| it.item);
        Self {
            reviewed: seen.collect::<HashSet<ItemKey>>().len(),
            entered: number(done.iter().filter(|it| it.first).count()),
            spent: done.iter().map(|it| it.seconds.min(120)).sum(),
        }
    }
}

impl Home {
    /// Today on the way to the next interview; none if there is none.
    ///
    /// Of many cards only those are read that may be asked today: what the minutes hold, several times over.
    pub(in crate::engine) fn campaign(
        &self,
        today: Day,
        done: &[TodayAnswer],
        minutes: Option<u32>,
    ) -> Result<Option<Campaign>> {
        let Some(interview) = self.interviews_ahead(today)?.into_iter().next() else { return Ok(None) };
        let minutes = minutes.or(interview.minutes).unwrap_or(self.config.minutes);
        let minutes = if minutes == 0 { UNLIMITED } else { minutes };
        let way = Way::new(interview.date, interview.set_on, self.config.stop_days());
        let (pace, done) = (self.pace(today)?, Done::of(done));
        let (unseen_core, unseen) = self.store.unseen_counts()?;
        let open = unseen_core + done.entered;
        let mut week = self.week_of_the_way(&way, today, minutes, &pace, unseen_core)?;
        let (mut days, mut arrivals) = self.days_of(&way, &week, today, pace.new, unseen);
        if arrivals.reached(open, u32::MAX) < open {
            week.tight = true;
            (days, arrivals) = self.days_of(&way, &week, today, pace.new, unseen);
        }
        let shares = Shares::of(&week, today, way.set_on, way.date);
        let core = arrivals.today(open);
        // Of today what is left of its minutes, from tomorrow on the whole days.
        let mut left = arrivals;
        if let Some(first) = left.slots.first_mut() {
            first.seconds = if core > done.entered { first.seconds.saturating_sub(done.spent) } else { 0 };
        }
        let reachable = left.reached(unseen_core, u32::MAX);
        let mut campaign = Campaign {
            setting: way.new_today(today, self.config.new, unseen),
            breadth: if unseen_core > reachable { Breadth::All } else { Breadth::Few },
            weights: self.weights(&interview)?,
            interview,
            way,
            minutes,
            pace,
            shares,
            reviews: Reviews::default(),
            due: self.due(&Window::of(way.date), today)?,
            asked: 0,
            drawn: 0,
            unswept: 0,
            new: 0,
            unseen_core,
            unseen,
            reachable,
            left,
        };
        campaign.new = self.new_of_the_day(&campaign, core, &done, today)?;
        // What the days after this one have for reviews, when the new core cards that are still to come have had theirs.
        let later: u32 = days.iter().skip(1).map(|of_day| of_day.cards).sum();
        let to_come = f64::from((reachable + done.entered).saturating_sub(core.max(done.entered)));
        let means = Means {
            seconds: (f64::from(campaign.shares.cards) - f64::from(campaign.new) * pace.new).max(0.0),
            later: (f64::from(later) - to_come * pace.new).max(0.0),
            each: pace.review,
            done: done.reviewed,
        };
        self.choose_reviews(&mut campaign, today, &means)?;
        Ok(Some(campaign))
    }

    /// How much each topic counts at an interview, if some count more than others.
    fn weights(&self, interview: &Interview) -> Result<HashMap<TopicKey, f64>> {
        if interview.weights.is_empty() {
            return Ok(HashMap::new());
        }
        let topics = self.store.awake_topics()?;
        Ok(topics.into_iter().map(|topic| (topic.key, interview.weight(topic.id.as_str()))).collect())
    }

    /// New cards of today, `core` core ones among them; those that were introduced already are counted.
    fn new_of_the_day(&self, campaign: &Campaign, core: u32, done: &Done, today: Day) -> Result<u32> {
        let Campaign { shares, pace, .. } = campaign;
        if shares.mock_day {
            return Ok(0);
        }
        let reviews = self.reviews_before_extras(campaign, today)? + number(done.reviewed);
        // New extra cards have what the core cards and the sweep leave, and nothing when the minutes do not reach.
        let left = f64::from(shares.cards) - f64::from(core) * pace.new - f64::from(reviews) * pace.review;
        let extras = if shares.falls.contains(&Falls::Extras) { 0 } else { (left / pace.new).max(0.0) as u32 };
        Ok(campaign.setting.max(core).min(core + extras).min(campaign.unseen + done.entered))
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
    fn reviews_before_extras(&self, campaign: &Campaign, today: Day) -> Result<u32> {
        let window = Window::of(campaign.interview.date);
        if !window.holds(today) {
            return Ok(self.free(&window, today, campaign.due)?.core);
        }
        // However many there are, a day holds no more than this.
        let left = number(self.store.known_weakest(today, &window.held(today), FEW)?.len());
        let days = u32::try_from(campaign.interview.date.since(today)).unwrap_or(1).max(1);
        Ok(left.div_ceil(days))
    }

    /// How many items are due, and how many of them boxes rest on: what was swept is done until the date is over, what
    /// waits for the sweep is due all the same.
    fn due(&self, window: &Window, today: Day) -> Result<Waits> {
        Ok(self.store.due_counts(today, &Held { interval: None, seen: window.held(today).seen })?)
    }

    /// The same without what waits for the sweep on its eve; on other days these are all that are `due`.
    fn free(&self, window: &Window, today: Day, due: Waits) -> Result<Waits> {
        let held = window.held(today);
        if held.interval.is_none() { Ok(due) } else { Ok(self.store.due_counts(today, &held)?) }
    }

    /// The reviews of today, and how many of what SM-2 asks for they are.
    fn choose_reviews(&self, campaign: &mut Campaign, today: Day, means: &Means) -> Result<()> {
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
            (asked, campaign.due.all.saturating_sub(asked + again))
        } else {
            let free = self.free(&window, today, campaign.due)?;
            (if mock_day { free.core } else { free.all }, campaign.due.all.saturating_sub(free.all))
        };
        campaign.reviews = reviews;
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
