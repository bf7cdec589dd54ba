//! The ground: plain values that every other room speaks of.

pub mod card;
pub mod confidence;
pub mod day;
pub mod entry;
pub mod finding;
pub mod grade;
pub mod item;
pub mod memory;
pub mod mock;
pub mod name;
pub mod numbers;
pub mod scenario;
pub mod standing;
pub mod story;
pub mod telling;
pub mod text;
pub mod today;
pub mod topic;
pub mod trace;
pub mod view;

pub use card::{Card, Form};
pub use confidence::Confidence;
pub use day::{Day, Moment, study_day};
pub use entry::{AnswerKind, Deed, Entry, EntryId, What};
pub use finding::{Finding, Weight};
pub use grade::{ByGrade, Grade};
pub use item::{ItemId, ItemKey, ItemKind};
pub use memory::{Ease, Memory, Outcome};
pub use numbers::{DayTotal, DueNumbers, Foretold, Retention, Taken};
pub use standing::{Counts, Origin, Standing, TopicStanding};
pub use story::{FollowUp, Part, Signal, StoryType, Texts};
pub use telling::{Ratings, Telling, Timing, Trait};
pub use today::{BoxChange, BoxTurn, Limit, Missed, More, Outlook, Summary, TodayAnswer};
pub use topic::{BoxState, Title, TopicId, TopicKey};
pub use trace::{Known, Trace};
