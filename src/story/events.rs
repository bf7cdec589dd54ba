//! What a telling begins with, what happens to it, and what it wants done.

use crate::model::{
    Grade, Moment, Telling, Unrated,
    view::{Notice, Reply, View},
};

/// A follow-up that is asked afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its public name.
    pub id: String,
    /// The question.
    pub question: String,
    /// What is strong and what is weak, as Markdown.
    pub answer: String,
}

/// All that a telling begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The heading of the story.
    pub title: String,
    /// The question as the interviewer asks it.
    pub question: String,
    /// Which of the questions it is, from 1; none for one of the teller's own.
    pub angle: Option<usize>,
    /// Told in 60 seconds, without a follow-up.
    pub short: bool,
    /// The follow-up, if there is one to ask.
    pub followup: Option<Asked>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The telling begins.
    Begin,
    /// The person answered.
    Reply(Reply),
    /// The grade of the follow-up is on disk.
    Recorded,
    /// It was not written, and why.
    Refused(String),
}

/// How far a telling had come when it was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing was told.
    NotBegun,
    /// Some parts were told: nothing of it is kept.
    Untold,
    /// All was told, and so many levels were given: it waits to be rated to its end.
    Unrated(usize),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the person, at the longest until a moment.
    Ask(View, Option<Moment>),
    /// Tell the person.
    Tell(Notice),
    /// Keep what was rated so far: it is on disk before the next question is asked.
    Keep(Box<Unrated>),
    /// Write the grade of the follow-up, and keep what was rated with it.
    Grade {
        /// The teller's own rating of his answer.
        grade: Grade,
        /// Seconds it took.
        seconds: u32,
        /// The telling with it.
        left: Box<Unrated>,
    },
    /// It is told and rated.
    Finish(Box<Telling>),
    /// It is left before.
    Leave {
        /// How far it had come.
        left: Left,
        /// Asked for by a signal.
        interrupted: bool,
    },
}
