//! The terminal in the domain's words: what is drawn, what is told, what a person answers.

mod card;
mod countdown;
pub mod forms;
mod grades;
mod keys;
mod lines;
mod markdown;
mod plain;
pub mod screen;
#[cfg(unix)]
mod signals;
mod threaded;
mod width;
mod words;

#[cfg(test)]
mod tests;

use crate::model::{
    Moment,
    view::{Notice, Reply, View},
};

pub use lines::{Incoming, Lines, Scripted};
pub use plain::{Frame, Plain};
pub use screen::{Look, Screen};
pub use threaded::Threaded;
pub use width::Columns;

/// A face: it draws a view and brings back what the person answered, whatever the terminal is made of.
pub trait Face {
    /// Draws the view and waits for one reply: [`Reply::Tick`] when `until` comes first.
    ///
    /// A view that was just drawn is not drawn again in full.
    fn ask(&mut self, view: &View, until: Option<Moment>) -> Reply;

    /// Tells the person something between two prompts.
    fn tell(&mut self, notice: &Notice);

    /// Any other line for the person, already worded.
    fn say(&mut self, line: &str);

    /// A line that is wanted on the normal screen, such as a link to be copied, where a window is filled meanwhile.
    fn keep(&mut self, _line: &str) {}

    /// True when a person sits there: keys are read from a terminal and the answer is drawn on one.
    fn is_terminal(&self) -> bool;

    /// Leaves the terminal to a child process, such as an editor.
    fn pause(&mut self);

    /// Takes the terminal back; the next view is drawn in full.
    fn resume(&mut self);

    /// True when it fills the window: it shows a start and an end of its own.
    fn is_full(&self) -> bool {
        false
    }

    /// What a closing view tells where it fills the window, already worded.
    fn summarize(&mut self, _text: &str) {}

    /// Gives the window back: what follows is read on the normal screen.
    fn leave(&mut self) {}
}
