//! A day as it is planned: values that the engine fills and a report draws.

use std::collections::HashMap;

use super::{
    Breadth,
    arrivals::Arrivals,
    campaign::{Interview, Way},
    pace::{Checked, Pace},
    shares::Shares,
    sweep::Reviews,
};
use crate::model::{Day, DueNumbers, Effort, Foretold, Known, Standing, TopicKey, Waits, application::Asked};
use crate::readiness::Forecast;

/// Today on the way to the next interview.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The interview.
    pub interview: Interview,
    /// Its days.
    pub way: Way,
    /// Minutes a day.
    pub minutes: u32,
    /// How long things take.
    pub pace: Pace,
    /// The minutes of today.
    pub shares: Shares,
    /// The reviews of today.
    pub reviews: Reviews,
    /// How many SM-2 asks for today, those left out that were swept.
    pub due: Waits,
    /// How many of those are today's reviews, as far as the minutes reach.
    pub asked: u32,
    /// How many of those the sweep asks on another day.
    pub drawn: u32,
    /// Of the items that were read, those that wait for the sweep; there may be stronger ones that were not read.
    pub unswept: u32,
    /// New cards of today, those that were introduced already included.
    pub new: u32,
    /// How many the setting gives: its limit, and what the days without new cards would have held.
    pub setting: u32,
    /// Whether the days do not suffice for every core card, so that new ones come from all topics in turn.
    pub breadth: Breadth,
    /// Core cards never seen, claimed topics left out.
    pub unseen_core: u32,
    /// All cards never seen, claimed topics left out.
    pub unseen: u32,
    /// How many of the core cards never seen will be before new cards stop.
    pub reachable: u32,
    /// What is left of today, and the days after it, for them.
    pub left: Arrivals,
    /// How much each topic counts at the interview, where it is not as usual.
    pub weights: HashMap<TopicKey, f64>,
}

impl Campaign {
    /// How much an item counts at the interview.
    pub fn weight(&self, item: &Known) -> f64 {
        self.weights.get(&item.topic).copied().unwrap_or(1.0)
    }
}

/// What the core cards that were seen still ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// To be swept once more.
    pub seen: u32,
    /// Of those, asked for by SM-2 before the sweep begins.
    pub due: u32,
}

impl Campaign {
    /// Seconds a day that the way to the interview takes: new cards until they stop, each with the reviews that follow
    /// it, and once more what was seen, spread over the days that are left. None on the day itself.
    pub fn needed_a_day(&self, today: Day, load: &Load) -> Option<u32> {
        let days = self.way.days_left(today);
        if days == 0 {
            return None;
        }
        // SM-2 asks for a card that is recalled on days 1, 7, 22 and 60 after the first.
        let asked = |days: i64| [1, 7, 22, 60].iter().filter(|at| **at < days).count() as f64;
        let stop = self.way.new_stops.since(today).max(1);
        let new = self.pace.new + (1.0 + asked(days - stop / 2)) * self.pace.review;
        let seconds = f64::from(self.unseen_core) * new + f64::from(load.seen + load.due) * self.pace.review;
        Some((seconds / days as f64).round() as u32)
    }
}

/// All that `drill plan` says of a day.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// The study day.
    pub today: Day,
    /// All interviews ahead, soonest first.
    pub interviews: Vec<Interview>,
    /// Those that the applications speak of and that were neither planned nor declined.
    pub offered: Vec<Asked>,
    /// The way to the next one; none without.
    pub campaign: Option<Campaign>,
    /// What waits, under the names that every screen uses.
    pub due: DueNumbers,
    /// How long things take.
    pub pace: Pace,
    /// What was reckoned a week ago, and what the last seven days took.
    pub checked: Vec<Checked>,
    /// Seconds left for cards today; none without a limit.
    pub seconds: Option<u32>,
    /// Cards that may still enter today by the settings; none without a limit.
    pub grades: Option<u32>,
    /// What the core cards come to, for the day of the interview.
    pub core: Forecast,
    /// What the way takes a day, what was done, and what that leaves unseen; none without an interview ahead.
    pub effort: Option<Effort>,
    /// Core cards that will never be seen before the date, the first of them.
    pub never_seen: Vec<Standing>,
    /// How the predictions of the last thirty days turned out.
    pub foretold: Foretold,
}

/// What a part of the day is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Owed since earlier today.
    Again,
    /// New cards.
    New,
    /// Due cards and follow-ups.
    Reviews,
    /// The last look before the interview.
    Sweep,
    /// What the minutes that are left are best spent on.
    Spare,
    /// Corrected cards and an audit.
    Extra,
    /// A mock design.
    Mock,
    /// A story to be told.
    Story,
}

impl Part {
    /// Its word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::New => "new",
            Self::Reviews => "reviews",
            Self::Sweep => "sweep",
            Self::Spare => "spare",
            Self::Extra => "extra",
            Self::Mock => "mock",
            Self::Story => "story",
        }
    }
}

/// One part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub part: Part,
    /// How many.
    pub count: u32,
    /// How long it takes, as estimated.
    pub seconds: u32,
    /// How many more found no room today.
    pub left_out: u32,
    /// What there was no room in.
    pub want: Want,
}

/// What a day has too little of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Want {
    /// Its minutes.
    #[default]
    Minutes,
    /// The cards that the settings let into a day.
    Cards,
}

impl Agenda {
    /// The parts of today in the order in which they come, those with nothing in them left out.
    pub fn blocks(&self) -> Vec<Block> {
        let due = &self.due;
        let mut room = self.seconds.map_or(f64::INFINITY, f64::from);
        let mut places = self.grades.unwrap_or(u32::MAX);
        let mut blocks = Vec::new();
        let mut cards = |part: Part, count: u32, each: f64| {
            // A card enters as long as any time is left.
            let timely = if room <= 0.0 { 0 } else { ((room / each).ceil() as u32).min(count) };
            let fits = timely.min(places);
            let seconds = f64::from(fits) * each;
            room -= seconds;
            places -= fits;
            let want = if fits < timely { Want::Cards } else { Want::Minutes };
            if count > 0 {
                blocks.push(Block { part, count: fits, seconds: seconds.round() as u32, left_out: count - fits, want });
            }
        };
        let review = self.pace.review;
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        match &self.campaign {
            Some(campaign) => {
                let sweep = number(campaign.reviews.swept.len());
                let spare = number(campaign.reviews.spare.len());
                cards(Part::New, due.new, self.pace.new);
                cards(Part::Reviews, campaign.asked, review);
                cards(Part::Sweep, sweep, review);
                cards(Part::Extra, due.extra.saturating_sub(sweep + spare), review);
                cards(Part::Spare, spare, review);
            }
            None => {
                cards(Part::Reviews, due.due, review);
                cards(Part::Extra, due.extra, review);
                cards(Part::New, due.new, self.pace.new);
            }
        }
        if due.learning_again > 0 {
            let seconds = (f64::from(due.learning_again) * review).round() as u32;
            let (part, count) = (Part::Again, due.learning_again);
            blocks.insert(0, Block { part, count, seconds, left_out: 0, want: Want::default() });
        }
        if let Some(campaign) = &self.campaign {
            let want = Want::default();
            let mut one = |part: Part, seconds: u32| blocks.push(Block { part, count: 1, seconds, left_out: 0, want });
            if campaign.shares.mock {
                one(Part::Mock, self.pace.mock.round() as u32);
            }
            if campaign.shares.story {
                one(Part::Story, self.pace.telling.round() as u32);
            }
        }
        blocks
    }
}
