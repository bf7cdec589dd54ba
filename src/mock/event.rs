//! What the machine is told, and what it asks to be done.

use crate::model::{
    Moment,
    mock::{Attempt, Length, State},
    scenario::Scenario,
    view::{Notice, Reply, View},
};

/// All that a mock begins with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What is practised.
    pub scenario: Scenario,
    /// How long.
    pub length: Length,
    /// What to look out for, from the last mock: see [`super::focus`].
    pub focus: Option<String>,
    /// Mocks of this scenario so far; each begins at another curveball.
    pub earlier: usize,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The mock begins, or goes on after it was put aside.
    Begin,
    /// The person answered.
    Reply(Reply),
    /// The editor was closed, and this is the note it left.
    Noted(String),
    /// The editor could not be used, or the finished mock could not be written; the reason in words.
    Refused(String),
    /// The state could not be saved; the reason in words. Nothing is asked: whatever was asked still stands.
    Unsaved(String),
}

/// What is to be done, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the person, at the longest until a moment.
    Ask(View, Option<Moment>),
    /// Tell the person.
    Tell(Notice),
    /// Keep the state, in place of the one kept before.
    Save(Box<State>),
    /// Open the note in an editor: [`Event::Noted`] or [`Event::Refused`] follows.
    Edit(String),
    /// The marking is done: write it. Only when that fails, [`Event::Refused`] follows.
    Finish(Box<Attempt>),
    /// Put aside; what was saved last is where it goes on.
    Leave {
        /// Asked for by a signal.
        interrupted: bool,
    },
}
