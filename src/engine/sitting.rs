//! What waits today, and the opening of a sitting.

use std::collections::HashMap;

use rand::{SeedableRng, rngs::ChaCha8Rng};

use super::{Home, Result};
use crate::model::{
    Day, DueNumbers, ItemKey, Limit, Moment, More, Outlook, Standing, TodayAnswer, TopicKey, TopicStanding,
};
use crate::plan::{Breadth, Limits, Plan, Planned, Waiting, agenda::Campaign, introduce, introduce_in, plan};
use crate::session::{Opening, debts};

/// A card that a mock asks for is shown on the day of the mock and so many days after it.
const PULL_DAYS: i64 = 7;

/// A sitting that has no other limit chooses what is worth most among four times so many.
const REACH: u32 = 1_000;

/// What a sitting was asked for. All empty is the bare daily sitting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Minutes of this sitting.
    pub minutes: Option<u32>,
    /// Items of this sitting, repeats left out.
    pub limit: Option<u32>,
    /// New cards of this sitting.
    pub new: Option<u32>,
    /// Only these topics.
    pub topics: Vec<TopicKey>,
    /// Practise what falls due within so many days.
    pub ahead: Option<u32>,
    /// Practise the so many weakest.
    pub weakest: Option<u32>,
}

impl Request {
    /// True for the daily sitting, which the limits of the day govern.
    pub fn is_bare(&self) -> bool {
        *self == Self::default()
    }

    /// True for a sitting of so many minutes and nothing else: before an interview it takes what is worth most.
    fn is_short(&self) -> bool {
        self.minutes.is_some() && Self { minutes: None, ..self.clone() }.is_bare()
    }
}

impl Home {
    /// The numbers of a day.
    pub fn due_numbers(&self, today: Day) -> Result<DueNumbers> {
        let done = self.store.answers_on(today)?;
        let campaign = self.campaign(today, &done, None)?;
        Ok(self.due_numbers_of(today, &done, campaign.as_ref())?.0)
    }

    /// The numbers of a day on which so much was done, on the way to an interview if there is one, and the limits of
    /// what may still enter.
    pub(super) fn due_numbers_of(
        &self,
        today: Day,
        done: &[TodayAnswer],
        campaign: Option<&Campaign>,
    ) -> Result<(DueNumbers, Limits)> {
        let request = Request::default();
        let limits = self.limits(&request, done, campaign)?;
        let waiting = self.waiting(&request, &limits, done, campaign, today)?;
        let owed = self.owed(done)?.len();
        // A corrected card that is due anyway is counted there.
        let is_ahead = |it: &&Standing| it.memory.due.is_none_or(|due| due > today);
        let mut ahead: Vec<ItemKey> = waiting.corrected.iter().filter(is_ahead).map(|it| it.key).collect();
        let (known, unseen): (Vec<&Standing>, Vec<&Standing>) =
            waiting.pulled.iter().map(|(it, _)| it).partition(|it| it.memory.seen.is_some());
        ahead.extend(known.into_iter().filter(is_ahead).map(|it| it.key));
        ahead.extend(waiting.audit.iter().map(|it| it.key));
        ahead.sort_unstable();
        ahead.dedup();
        let extra = ahead.len() + waiting.sweep.len();
        // A new card that a mock asks for is a new card, counted once.
        let others = waiting.new.iter().filter(|it| unseen.iter().all(|pulled| pulled.key != it.key)).count();
        let new = (unseen.len() + others).min(count(limits.new));
        let due = waiting.due_count;
        // The order of the cards does not change their number, so any dice will do.
        let planned = plan(waiting, &limits, today, &mut ChaCha8Rng::seed_from_u64(0)).items.len() + owed;
        let numbers = DueNumbers {
            day: today,
            due,
            new: number(new),
            learning_again: number(owed),
            mocks: self.mocks_waiting(today)?,
            stories: self.store.stories_waiting(today)?,
            extra: number(extra),
            planned: number(planned),
        };
        Ok((numbers, limits))
    }

    /// What the rest of the day holds, and what comes after it.
    pub fn outlook(&self, today: Day) -> Result<Outlook> {
        let done = self.store.answers_on(today)?;
        let campaign = self.campaign(today, &done, None)?;
        let (due, limits) = self.due_numbers_of(today, &done, campaign.as_ref())?;
        let minutes = campaign.map_or(self.config.minutes, |campaign| campaign.shares.cards.div_ceil(60));
        let reached = match limits {
            Limits { seconds: Some(0), .. } => Some(Limit::Minutes(minutes)),
            Limits { grades: Some(0), .. } => Some(Limit::Cards(self.config.grades)),
            _ => None,
        };
        let tomorrow = today.plus(1);
        let left = due.due.saturating_sub(due.planned);
        let next = match self.store.next_due(today)? {
            Some((day, count)) if left == 0 || day == tomorrow => Some((day, count + left)),
            _ if left > 0 => Some((tomorrow, left)),
            none => none,
        };
        Ok(Outlook { more: self.more(&due, next, today)?, due, reached, next })
    }

    /// What would show more cards when nothing is planned.
    fn more(&self, due: &DueNumbers, next: Option<(Day, u32)>, today: Day) -> Result<Vec<More>> {
        const FEW: u32 = 5;
        let mut more = Vec::new();
        if due.planned > 0 {
            return Ok(more);
        }
        if due.due > 0 {
            more.push(More::Due(due.due.min(10)));
        }
        let open = self.introduced(FEW, &self.store.answers_on(today)?, Breadth::Few)?;
        if !open.is_empty() {
            more.push(More::New(number(open.len())));
        }
        // What was answered today is not shown ahead of its day.
        if let Some((day, _)) = next
            && let Ok(days) = u32::try_from(day.since(today))
            && !self.store.items_ahead(today, today.plus(i64::from(days.max(3))), 1)?.is_empty()
        {
            more.push(More::Ahead(days.max(3)));
        }
        if !self.store.weakest_items(today, 1)?.is_empty() {
            more.push(More::Weakest(10));
        }
        Ok(more)
    }

    /// All that a sitting begins with; the same seed gives the same order.
    pub fn opening(&self, request: &Request, today: Day, seed: u64) -> Result<Opening> {
        let done = self.store.answers_on(today)?;
        let follows = request.is_bare() || request.is_short();
        let campaign = if follows { self.campaign(today, &done, None)? } else { None };
        let limits = self.limits(request, &done, campaign.as_ref())?;
        let waiting = self.waiting(request, &limits, &done, campaign.as_ref(), today)?;
        let Plan { items, left_out } = plan(waiting, &limits, today, &mut ChaCha8Rng::seed_from_u64(seed));
        let mut owed = self.owed(&done)?;
        if !request.topics.is_empty() {
            owed.retain(|standing| request.topics.contains(&standing.topic_key));
        }
        Ok(Opening {
            today,
            rollover: self.config.rollover,
            bar: self.bar(),
            seconds: limits.seconds,
            queue: items.into_iter().map(|Planned { standing, why }| (standing, why)).collect(),
            known: owed,
            log: done,
            left_out,
        })
    }

    /// Keeps the seed of a sitting that begins.
    pub fn begin_sitting(&self, now: Moment, today: Day, seed: u64) -> Result<()> {
        Ok(self.store.add_sitting(now, today, seed)?)
    }

    /// The items that are owed today, whatever limit was reached.
    fn owed(&self, done: &[TodayAnswer]) -> Result<Vec<Standing>> {
        let mut owed = Vec::new();
        for debt in debts(done, self.bar()) {
            let standing = self.store.item(debt.item)?;
            if standing.card.kind.owes() && !standing.suspended && !standing.parked {
                owed.push(standing);
            }
        }
        Ok(owed)
    }

    /// What may still enter: the limits of the day less what was done, or those of the flags for this sitting alone.
    fn limits(&self, request: &Request, done: &[TodayAnswer], campaign: Option<&Campaign>) -> Result<Limits> {
        let config = &self.config;
        let unless_zero = |limit: u32| (limit > 0).then_some(limit);
        if !request.is_bare() {
            let practice = request.ahead.is_some() || request.weakest.is_some();
            return Ok(Limits {
                grades: request.limit.or_else(|| unless_zero(config.grades)),
                new: request.new.unwrap_or(if practice { 0 } else { config.new }),
                seconds: request
                    .minutes
                    .or_else(|| unless_zero(config.minutes))
                    .map(|minutes| minutes.saturating_mul(60)),
            });
        }
        let mut entered: HashMap<ItemKey, bool> = HashMap::new();
        for answer in done {
            let new = answer.grade.is_none() || (answer.first && self.store.is_introduced(answer.item)?);
            *entered.entry(answer.item).or_default() |= new;
        }
        let new = number(entered.values().filter(|new| **new).count());
        let spent: u32 = done.iter().map(|answer| answer.seconds.min(120)).sum();
        let grades = unless_zero(config.grades).map(|limit| limit.saturating_sub(number(entered.len())));
        if let Some(campaign) = campaign {
            let seconds = Some(campaign.shares.cards.saturating_sub(spent));
            return Ok(Limits { grades, new: campaign.new.saturating_sub(new), seconds });
        }
        Ok(Limits {
            grades,
            new: config.new.saturating_sub(new),
            seconds: unless_zero(config.minutes).map(|minutes| (minutes * 60).saturating_sub(spent)),
        })
    }

    fn waiting(
        &self,
        request: &Request,
        limits: &Limits,
        done: &[TodayAnswer],
        campaign: Option<&Campaign>,
        today: Day,
    ) -> Result<Waiting> {
        if !request.topics.is_empty() {
            return self.waiting_of(request, limits, done, today);
        }
        let room = limits.room();
        // Asked for again are cards of today's work; who practises something else is not interrupted.
        let practice = request.ahead.is_some() || request.weakest.is_some();
        let pulled = if practice || room == 0 { Vec::new() } else { self.pulled(done, today)? };
        if let Some(most) = request.weakest {
            let due = self.store.weakest_items(today, most)?;
            return Ok(Waiting { due_count: 0, due, ..Waiting::default() });
        }
        if let Some(campaign) = campaign {
            return self.waiting_for(campaign, request, limits, done, today);
        }
        let mut due = self.store.due_items(today, room)?;
        if let Some(days) = request.ahead {
            let left = room.saturating_sub(number(due.len()));
            due.extend(self.store.items_ahead(today, today.plus(i64::from(days)), left)?);
        }
        let new = self.introduced(limits.new.min(room), done, Breadth::Few)?;
        let bare = request.is_bare();
        Ok(Waiting {
            pulled,
            corrected: if bare { self.store.corrected_items()? } else { Vec::new() },
            due,
            due_count: self.store.due_count(today)?,
            audit: if bare { self.store.audit(today)? } else { None },
            new,
            ..Waiting::default()
        })
    }

    /// What waits on the way to an interview: new cards first, then the reviews of the day, best first.
    fn waiting_for(
        &self,
        campaign: &Campaign,
        request: &Request,
        limits: &Limits,
        done: &[TodayAnswer],
        today: Day,
    ) -> Result<Waiting> {
        let room = limits.room();
        let new = self.introduced(limits.new.min(room), done, campaign.breadth)?;
        if request.is_short() {
            let (best, new_first) = self.by_worth(campaign, room.min(REACH), today)?;
            let due = self.standings(&best, room)?;
            let due_count = campaign.due.all;
            return Ok(Waiting { due, due_count, new, new_first, ..Waiting::default() });
        }
        let reviews = &campaign.reviews;
        let swept: Vec<ItemKey> = reviews.swept.iter().chain(&reviews.spare).copied().collect();
        Ok(Waiting {
            pulled: self.pulled(done, today)?,
            corrected: self.store.corrected_items()?,
            due: self.standings(&reviews.due, room)?,
            due_count: campaign.due.all,
            sweep: self.standings(&swept, room)?,
            audit: if campaign.shares.mock_day { None } else { self.store.audit(today)? },
            new,
            new_first: true,
        })
    }

    /// Items in the given order, at most so many.
    fn standings(&self, items: &[ItemKey], most: u32) -> Result<Vec<Standing>> {
        let wanted = &items[..items.len().min(count(most))];
        let mut found: HashMap<ItemKey, Standing> =
            self.store.items_of_keys(wanted)?.into_iter().map(|standing| (standing.key, standing)).collect();
        Ok(wanted.iter().filter_map(|item| found.remove(item)).collect())
    }

    /// The cards that mocks of the last days ask for.
    fn pulled(&self, done: &[TodayAnswer], today: Day) -> Result<Vec<(Standing, String)>> {
        let mut pulled = self.store.pulled_items(today.plus(-PULL_DAYS), today)?;
        // A card that was learned today is owed.
        pulled.retain(|(standing, _)| !done.iter().any(|answer| answer.item == standing.key));
        Ok(pulled)
    }

    /// The next new cards of the awake topics, at most so many.
    fn introduced(&self, most: u32, done: &[TodayAnswer], breadth: Breadth) -> Result<Vec<Standing>> {
        let open = self.store.unseen_topics()?;
        introduce_in(&open, most, breadth, |topic, most| -> Result<Vec<Standing>> {
            let mut new = self.store.new_items(topic, most.saturating_add(number(done.len())))?;
            // A card that was learned today is owed, and not new any more.
            new.retain(|standing| !done.iter().any(|answer| answer.item == standing.key));
            Ok(new)
        })
    }

    /// What waits in some topics, asleep and claimed ones too: they were asked for by name.
    fn waiting_of(&self, request: &Request, limits: &Limits, done: &[TodayAnswer], today: Day) -> Result<Waiting> {
        let mut cards: Vec<Standing> = Vec::new();
        let mut topics: Vec<TopicStanding> = Vec::new();
        for key in &request.topics {
            topics.push(self.store.topic(*key)?);
            cards.extend(self.store.items_of_topic(*key)?.into_iter().filter(|it| !it.suspended));
        }
        let last = today.plus(request.ahead.map_or(0, i64::from));
        let seen_before = |it: &&Standing| it.memory.seen.is_some_and(|seen| seen < today);
        let mut due: Vec<Standing> = match request.weakest {
            Some(_) => cards.iter().filter(seen_before).cloned().collect(),
            None => cards.iter().filter(|it| it.memory.due.is_some_and(|due| due <= last)).cloned().collect(),
        };
        if request.ahead.is_some() {
            due.retain(|it| it.memory.seen.is_some_and(|seen| seen < today));
        }
        match request.weakest {
            Some(most) => {
                let weakness =
                    |it: &Standing| (it.memory.ease, std::cmp::Reverse(it.memory.lapses), it.memory.repetitions);
                due.sort_by_key(weakness);
                due.truncate(count(most));
            }
            None => due.sort_by_key(|it| (!it.card.core, it.memory.due, it.key)),
        }
        let due_count = number(due.iter().filter(|it| it.memory.due.is_some_and(|due| due <= today)).count());
        let fetch = |topic: TopicKey, most: u32| -> Result<Vec<Standing>> {
            let is_new = |it: &&Standing| {
                let learned = done.iter().any(|answer| answer.item == it.key);
                it.topic_key == topic && it.memory.seen.is_none() && !learned
            };
            let mut new: Vec<Standing> = cards.iter().filter(is_new).cloned().collect();
            new.sort_by_key(|it| !it.card.core);
            new.truncate(count(most));
            Ok(new)
        };
        let new = introduce(&topics, limits.new, fetch)?;
        Ok(Waiting { due, due_count, new, ..Waiting::default() })
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
