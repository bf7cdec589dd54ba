//! What a face draws and what a person answers: the sitting in the domain's words, free of any widget.

mod timed;

use std::borrow::Cow;

pub use timed::{Command, Countdown, Left, TimedView};

use super::{BoxChange, Confidence, Day, Form, Grade, Title, text::one_line};

/// Why a card is shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A mock asks for it: a point was missed that rests on it.
    Pull {
        /// The title of its scenario.
        mock: String,
    },
    /// A shipped answer that was corrected after it was learned; shown once.
    Corrected,
    /// Its due day was reached.
    Due,
    /// One core card of a claimed topic, to test the claim.
    Audit,
    /// Never answered before.
    New,
    /// Once more before an interview, though it is not due yet.
    Sweep,
    /// Asked for ahead of its due day.
    Practice,
    /// Graded below the bar today, so it comes again.
    Again,
    /// Looked at on both sides today; its first answer counts now.
    Learned,
}

impl Why {
    /// Its words on screens.
    pub fn word(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Pull { mock } => return Cow::Owned(format!("because of mock {}", one_line(mock))),
            Self::Corrected => "corrected",
            Self::Due => "due",
            Self::Audit => "audit of your tick",
            Self::New => "new",
            Self::Sweep => "before the interview",
            Self::Practice => "practice",
            Self::Again => "again",
            Self::Learned => "new, learned a moment ago",
        })
    }
}

/// What pressing a grade would do, in the words that stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The grade.
    pub grade: Grade,
    /// The due day it leaves.
    pub due: Option<Day>,
    /// Days from today to it.
    pub days: i64,
    /// False when the answer moves nothing but the day last seen.
    pub counts: bool,
    /// True when the card would come again in this sitting.
    pub again: bool,
}

/// A card on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardView {
    /// Cards answered in this sitting.
    pub done: usize,
    /// Cards that are still to come, this one included, repeats left out.
    pub left: usize,
    /// Cards owed: they come again.
    pub again: usize,
    /// Minutes until nothing new enters; none without a limit.
    pub minutes_left: Option<u32>,
    /// The section of its topic.
    pub section: String,
    /// The title and promise of its topic.
    pub topic: Title,
    /// The public name of the card.
    pub id: String,
    /// Why it is shown.
    pub why: Why,
    /// How it asks.
    pub form: Form,
    /// True when it holds a box: a core card.
    pub core: bool,
    /// The front, as Markdown.
    pub question: String,
    /// The back, once it is revealed.
    pub back: Option<Back>,
    /// True when it is the only card left and may be left for later.
    pub last: bool,
    /// True when `l` may show both sides without an answer.
    pub learnable: bool,
}

/// The back of a card, with what each grade would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The answer, as Markdown; empty for an answerless card.
    pub answer: String,
    /// Shown under it, ungraded; empty if there is none.
    pub note: String,
    /// Where the fact comes from; empty if not said.
    pub source: String,
    /// What each of the six grades would do; empty when both sides are shown for learning.
    pub choices: Vec<Choice>,
}

/// A line of a list to be ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckItem {
    /// Its words.
    pub text: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What a face is asked to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// A card, front only or both sides.
    Card(Box<CardView>),
    /// Room for two to five key points, ended by the user.
    Points {
        /// The line whose answer is to be written.
        title: Title,
    },
    /// Nothing is left: one more word before the sitting ends.
    Closing {
        /// True when the last grade can still be taken back.
        undoable: bool,
    },
    /// A task against the clock: answered by [`Reply::Note`], [`Reply::Jotted`] and [`Reply::Command`].
    Timed(Box<TimedView>),
    /// A list to be ticked, with a text beside it to be compared: answered by [`Reply::Ticked`].
    Checklist {
        /// What is asked of the list.
        question: String,
        /// Its lines.
        items: Vec<CheckItem>,
        /// What was written, as Markdown; empty if there is nothing to compare.
        beside: String,
    },
    /// Room for one line: answered by [`Reply::Lines`] with that one line, without its end.
    Line {
        /// What is asked; an empty line is an answer too.
        question: String,
    },
    /// A question with an answer for each key; the first choice is the default.
    Choice {
        /// The question.
        question: String,
        /// The answers, each with the letter that chooses it.
        answers: Vec<(char, String)>,
        /// True when it is asked off a terminal too; else the first answer is taken there.
        piped: bool,
    },
    /// A question without a default, asked off a terminal too: only the key of an answer gives it, as
    /// [`Reply::Chosen`]; [`Reply::Undo`] goes back to the one before.
    Rating {
        /// What is rated.
        question: String,
        /// The answers, each with the letter that chooses it.
        answers: Vec<(char, String)>,
    },
}

/// A line told between two prompts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A grade was typed before the answer was shown.
    RevealFirst,
    /// A grade was typed where both sides are only shown.
    NothingToGrade,
    /// What was typed means nothing here.
    UnknownKey(String),
    /// The keys and the scale, for the front or the back of a card.
    Help {
        /// True when the answer is shown.
        revealed: bool,
    },
    /// There is no grade of this sitting to take back.
    NothingToUndo,
    /// What was taken back.
    Undone(String),
    /// Another process acted on the card first.
    GradedElsewhere,
    /// Only a card that was never answered can be learned.
    NotNew,
    /// Only a card without an answer takes key points.
    HasAnswer,
    /// The card was set aside.
    Suspended,
    /// A card failed so often today that it is let go.
    LetGo,
    /// A box changed.
    Box(BoxChange),
    /// The clock or the interviewer has something to say: told with a bell where there is one.
    Alarm(String),
    /// Any other line, already worded.
    Said(String),
    /// Something could not be done; the reason in words.
    Trouble(String),
}

/// What a person answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Show the other side (or simply: go on).
    Reveal,
    /// Show the other side, having said how sure one is.
    Sure(Confidence),
    /// Rate the recall.
    Grade(Grade),
    /// Take the last grade back.
    Undo,
    /// Not now.
    Skip,
    /// Set this card aside.
    Suspend,
    /// Where this card comes from, and the links of its section.
    Links,
    /// Open one of those links, by its number from 1.
    Open(usize),
    /// Change this card in an editor.
    Edit,
    /// Show both sides of a new card, without an answer.
    Learn,
    /// Write the key points of a card without an answer.
    Points,
    /// The lines that were written; one where a single line was asked for.
    Lines(Vec<String>),
    /// Write on in an editor, from these lines.
    Write(Vec<String>),
    /// The whole note as it stands now, while a task runs against the clock: sent a second after the last key, every
    /// two seconds while keys go on, and before any other reply.
    ///
    /// The next view carries the same text back; any other one replaces what stands in the face, unless it is the
    /// text of the view before: then whoever asks has only not taken it yet.
    Note(String),
    /// A line to be added to the note, where only whole lines are typed.
    Jotted(String),
    /// A command while the clock runs.
    Command(Command),
    /// The list as it was ticked: a value for each item, in their order.
    Ticked(Vec<bool>),
    /// One of the offered answers, by its letter.
    Chosen(char),
    /// What do the keys mean?
    Help,
    /// Enough; end of input is the same.
    Quit,
    /// The program is asked to end at once: Ctrl-C, a closed terminal.
    Interrupted,
    /// A key that means nothing here.
    Unknown(String),
    /// The moment asked for has come.
    Tick,
    /// The window changed.
    Resized,
}
