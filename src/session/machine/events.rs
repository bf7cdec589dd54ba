//! What a sitting begins with, what happens to it, and what it wants done.

use crate::model::{
    BoxChange, Confidence, Day, EntryId, Grade, ItemKey, Moment, Standing, TodayAnswer,
    view::{Notice, Reply, View, Why},
};

/// All that a sitting begins with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The study day, fixed for the whole sitting.
    pub today: Day,
    /// The hour at which a day starts.
    pub rollover: u32,
    /// The lowest grade that pays a debt.
    pub bar: Grade,
    /// Seconds until nothing new enters; none without a limit.
    pub seconds: Option<u32>,
    /// What was planned, in its order.
    pub queue: Vec<(Standing, Why)>,
    /// The items answered or learned today before, for those that are still owed.
    pub known: Vec<Standing>,
    /// What was answered today before.
    pub log: Vec<TodayAnswer>,
    /// Due items that the plan left out.
    pub left_out: u32,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The sitting begins.
    Begin,
    /// The person answered.
    Reply(Reply),
    /// A grade is on disk.
    Recorded {
        /// Its entry.
        entry: EntryId,
        /// The grade.
        grade: Grade,
        /// The item as it stands now.
        standing: Standing,
        /// What was answered today.
        today: Vec<TodayAnswer>,
        /// Boxes that changed with it.
        boxes: Vec<BoxChange>,
    },
    /// An entry was taken back.
    Retracted {
        /// The item as it stands now.
        standing: Standing,
        /// What was answered today.
        today: Vec<TodayAnswer>,
        /// Boxes that changed with it.
        boxes: Vec<BoxChange>,
        /// What was taken back, in words.
        what: String,
    },
    /// The card was edited, learned, suspended or given points; none when it is gone.
    Changed {
        /// The item as it stands now.
        standing: Option<Standing>,
        /// What was answered today.
        today: Vec<TodayAnswer>,
    },
    /// Cards that were read anew from their decks; nothing is asked.
    Read(Vec<Standing>),
    /// Another process acted on the item first; nothing was written.
    Overtaken {
        /// The item as it stands now.
        standing: Standing,
        /// What was answered today.
        today: Vec<TodayAnswer>,
    },
    /// The person looked at something else, and is back.
    Looked,
    /// Nothing was written, and why.
    Refused(String),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the person, at the longest until a moment.
    Ask(View, Option<Moment>),
    /// Write a grade, decided on this revision of the item.
    Record {
        /// The item.
        item: ItemKey,
        /// The revision on which it was decided.
        revision: i64,
        /// The grade.
        grade: Grade,
        /// Seconds from the question to the grade.
        seconds: u32,
        /// How sure the person was before the answer was shown, if it was said.
        confidence: Option<Confidence>,
    },
    /// Take an entry back.
    Retract {
        /// The entry.
        entry: EntryId,
        /// Its item.
        item: ItemKey,
    },
    /// Write that a new card was looked at on both sides.
    Learn(ItemKey),
    /// Set an item aside.
    Suspend(ItemKey),
    /// Tell where a card comes from, and the links of its section; one of them may be opened: [`Event::Looked`] follows.
    Links {
        /// The card.
        item: ItemKey,
        /// Its answer is shown.
        revealed: bool,
        /// The link to be opened, by its number from 1.
        open: Option<usize>,
    },
    /// Open the card in an editor.
    Edit(ItemKey),
    /// Make these lines the answer of a card that had none.
    Points(ItemKey, Vec<String>),
    /// Let the key points of a card be written in an editor, from these lines on.
    Write(ItemKey, Vec<String>),
    /// Tell the person.
    Tell(Notice),
    /// The sitting is over.
    Finish {
        /// Asked for by a signal.
        interrupted: bool,
    },
}
