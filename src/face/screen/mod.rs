//! The full screen: the face of a terminal that a person lives in.
//!
//! What is shown is one value, a [`Picture`], and [`draw`] sets it into a buffer; here is the loop around it.

mod card;
mod checklist;
mod draft;
mod flow;
mod footer;
mod grades;
mod help;
mod input;
mod listing;
mod note;
mod page;
mod picture;
mod rich;
#[cfg(unix)]
mod signals;
mod strokes;
mod table;
mod theme;
mod timed;
mod told;
mod turning;
mod window;
mod wrap;
mod writing;

#[cfg(test)]
mod tests;

use std::{rc::Rc, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use checklist::Ticking;
pub use draft::Draft;
pub use note::{Note, Stroke, Top};
pub use picture::{Drawn, Look, Overlay, Picture, draw};
pub use timed::Running;

use super::{Face, card::Sheet, words::word_notice};
use crate::{
    clock::Clock,
    model::{
        Moment, Title,
        view::{Notice, Reply, View},
    },
};
use input::{Arrival, Input, Keyboard};
use listing::Ticks;
use told::Told;
use window::{Glass, Held, Window};
use writing::Writing;

/// No wait is shorter, so that a clock at odds with the wall cannot make the program spin.
const SHORTEST: Duration = Duration::from_millis(50);
/// The clock is drawn anew so often.
const SECOND: Duration = Duration::from_secs(1);
/// The wall and the window are looked at so often: a machine that slept wakes to another time, or to no terminal.
const GLANCE: Duration = Duration::from_secs(30);
/// Columns no notice reaches: the screen wraps by itself.
const UNWRAPPED: usize = 10_000;

/// The full-screen face. It takes the window with the first view, and gives it back at [`Face::leave`] and at its end.
pub struct Screen {
    glass: Box<dyn Glass>,
    input: Box<dyn Input>,
    clock: Rc<dyn Clock>,
    look: Look,
    entered: bool,
    /// The window is a child's for a while.
    lent: bool,
    /// The view on the screen, and since when.
    shown: Option<View>,
    since: Option<Moment>,
    told: Vec<Told>,
    /// Lines for the normal screen, once it is there again.
    kept: Vec<String>,
    overlay: Option<Overlay>,
    scroll: usize,
    /// The next picture brings the answer into sight.
    to_answer: bool,
    overlay_scroll: usize,
    said: Vec<bool>,
    draft: Option<(Title, Draft)>,
    summary: String,
    chosen: Option<usize>,
    drawn: Drawn,
    card: Option<String>,
    /// A task against the clock, from one view of it to the next; and where its text was scrolled to.
    writing: Option<Writing>,
    body_scroll: usize,
    ticks: Ticks,
    line: Note,
}

/// What a key led to.
#[derive(Debug)]
enum Turn {
    /// An answer for the one who asked.
    Reply(Reply),
    /// Something on the screen changed.
    Redraw,
    /// Everything is drawn anew.
    Repaint,
    /// Nothing.
    Stay,
}

impl Screen {
    /// The screen of this process's terminal; it reads keys and listens to signals from the first view on.
    pub fn new(look: Look, clock: Rc<dyn Clock>) -> Self {
        let held = Held::default();
        Self::on(Box::new(Window::new(held.clone())), Box::new(Keyboard::new(held)), look, clock)
    }

    /// True when the terminal has a size to draw on.
    pub fn is_possible() -> bool {
        Window::is_possible()
    }

    fn on(glass: Box<dyn Glass>, input: Box<dyn Input>, look: Look, clock: Rc<dyn Clock>) -> Self {
        Self {
            glass,
            input,
            clock,
            look,
            entered: false,
            lent: false,
            shown: None,
            since: None,
            told: Vec::new(),
            kept: Vec::new(),
            overlay: None,
            scroll: 0,
            to_answer: false,
            overlay_scroll: 0,
            said: Vec::new(),
            draft: None,
            summary: String::new(),
            chosen: None,
            drawn: Drawn::default(),
            card: None,
            writing: None,
            body_scroll: 0,
            ticks: Ticks::default(),
            line: Note::of(""),
        }
    }

    fn enter(&mut self) -> bool {
        if !self.entered {
            self.entered = self.glass.enter().is_ok();
        }
        self.lent = false;
        self.entered
    }

    /// True when the next view will be drawn in the window: what is told now is read there.
    fn is_inside(&self) -> bool {
        self.entered || self.lent
    }

    fn seconds(&self) -> u32 {
        self.since.map_or(0, |since| self.clock.now().seconds_since(&since))
    }

    /// Draws what is shown; false when the terminal is gone.
    fn paint(&mut self) -> bool {
        let Some(view) = &self.shown else { return true };
        let told: Vec<String> = self.told.iter().map(|told| told.line.clone()).collect();
        let running = match (view, &self.writing) {
            (View::Timed(timed), Some(writing)) => Some(writing.running(timed, &self.clock.now())),
            _ => None,
        };
        let ticks = &self.ticks;
        let running_note = running.is_some_and(|running| running.note.is_some());
        let picture = Picture {
            view,
            look: self.look,
            told: &told,
            overlay: self.overlay,
            scroll: if self.overlay.is_some() { self.overlay_scroll } else { self.scroll },
            to_answer: std::mem::take(&mut self.to_answer),
            seconds: self.seconds(),
            said: &self.said,
            draft: self.draft.as_ref().map(|(_, draft)| draft),
            summary: &self.summary,
            chosen: self.chosen,
            running,
            ticking: Some(Ticking { ticked: &ticks.ticked, at: ticks.at, turned: ticks.turned }),
            line: Some(&self.line),
        };
        let drawn = &mut self.drawn;
        let done = self.glass.paint(&mut |buffer| {
            *drawn = draw(&picture, buffer);
            drawn.cursor.filter(|_| matches!(view, View::Points { .. } | View::Timed(_) | View::Line { .. }))
        });
        if let (Some(writing), true) = (&mut self.writing, running_note) {
            (writing.top, writing.width) = (self.drawn.top, self.drawn.measure);
        }
        if self.overlay.is_some() {
            self.overlay_scroll = self.drawn.scroll;
        } else {
            self.scroll = self.drawn.scroll;
        }
        done.is_ok()
    }

    fn wait(&self, until: Option<Moment>) -> Duration {
        let left = until.map_or(GLANCE, |moment| self.clock.wait(&moment).clamp(SHORTEST, GLANCE));
        if let Some(View::Timed(timed)) = &self.shown {
            return self.quiet(timed).map_or(left, |quiet| left.min(quiet.max(SHORTEST)));
        }
        let ticking = self.look.clock.is_some() && matches!(self.shown, Some(View::Card(_) | View::Points { .. }));
        if ticking { left.min(SECOND) } else { left }
    }

    /// Waits until the view is answered.
    fn answer(&mut self, until: Option<Moment>) -> Reply {
        loop {
            // Of keys that come at one stroke in a note the last one is drawn.
            let drawn_later = matches!(self.shown, Some(View::Timed(_))) && self.input.has_more();
            if !drawn_later && !self.paint() {
                return Reply::Interrupted;
            }
            let mut turn = Turn::Stay;
            while matches!(turn, Turn::Stay) {
                turn = match self.input.next(self.wait(until)) {
                    Arrival::TimeUp if until.is_some_and(|moment| self.clock.wait(&moment).is_zero()) => {
                        Turn::Reply(Reply::Tick)
                    }
                    Arrival::TimeUp => self.note_due().unwrap_or(Turn::Redraw),
                    Arrival::Resized => Turn::Redraw,
                    Arrival::Interrupted => Turn::Reply(Reply::Interrupted),
                    Arrival::Stop => self.stop_written(),
                    Arrival::Woken => Turn::Repaint,
                    Arrival::Paste(text) => self.pasted(&text),
                    Arrival::Key(key) => self.pressed(key),
                };
            }
            match turn {
                Turn::Reply(reply) => return reply,
                Turn::Repaint => {
                    self.entered = self.glass.enter().is_ok();
                }
                Turn::Redraw | Turn::Stay => {}
            }
        }
    }

    fn pressed(&mut self, key: KeyEvent) -> Turn {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            match key.code {
                KeyCode::Char('c') => return Turn::Reply(Reply::Interrupted),
                KeyCode::Char('z') => return self.stop_written(),
                KeyCode::Char('l') => return Turn::Repaint,
                _ => {}
            }
        }
        if self.overlay.is_some() {
            return self.pressed_over(key);
        }
        match &self.shown {
            Some(View::Card(_)) => self.pressed_on_card(key),
            Some(View::Points { .. }) => self.pressed_on_draft(key),
            Some(View::Timed(_)) => self.pressed_on_timed(key),
            Some(View::Checklist { .. }) => self.pressed_on_checklist(key),
            Some(View::Line { .. }) => self.pressed_on_line(key),
            Some(View::Choice { .. } | View::Rating { .. }) => self.pressed_on_choice(key),
            Some(View::Closing { .. }) => self.pressed_at_end(key),
            None => Turn::Stay,
        }
    }

    #[cfg(unix)]
    fn stop(&mut self) -> Turn {
        self.glass.leave();
        let stopped = signals::stop_job();
        self.entered = self.glass.enter().is_ok();
        if !stopped {
            self.told.clear();
            self.tell_now("nobody could continue this job, so it does not stop");
        }
        Turn::Redraw
    }

    #[cfg(not(unix))]
    fn stop(&mut self) -> Turn {
        Turn::Stay
    }

    fn print_kept(&mut self) {
        for line in std::mem::take(&mut self.kept) {
            self.glass.print(&line);
        }
    }
}

impl Face for Screen {
    fn ask(&mut self, view: &View, until: Option<Moment>) -> Reply {
        if !self.enter() {
            self.glass.print("error: the terminal cannot be taken over");
            self.glass.print("hint: `drill --plain` asks line by line");
            return Reply::Interrupted;
        }
        let held = match view {
            // Typing goes on from one phase to the next.
            View::Timed(timed) => self.take_up(timed),
            _ => {
                let held = self.set_down();
                if self.turn_to(view) && !matches!(view, View::Points { .. }) {
                    self.input.forget();
                }
                held
            }
        };
        if let Some(reply) = held {
            return reply;
        }
        let reply = self.answer(until);
        if !matches!(reply, Reply::Tick | Reply::Resized) && !matches!(view, View::Timed(_)) {
            self.forget_told();
        }
        if matches!(reply, Reply::Command(_)) {
            self.told_was_answered();
        }
        self.note_first(reply)
    }

    fn tell(&mut self, notice: &Notice) {
        if let Notice::Help { .. } = notice {
            self.overlay = Some(Overlay::Help);
            return;
        }
        let sheet = Sheet { columns: UNWRAPPED, scale: self.look.scale() };
        let lines = word_notice(notice, self.card.as_deref(), sheet);
        let line = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let is_alarm = matches!(notice, Notice::Alarm(_));
        if is_alarm {
            self.glass.ring();
        }
        if self.is_inside() {
            self.tell_for_a_while(&line, is_alarm);
        } else {
            self.glass.print(&line);
        }
    }

    fn say(&mut self, line: &str) {
        if self.is_inside() {
            self.kept.push(line.to_owned());
        } else {
            self.glass.print(line);
        }
        self.tell_for_a_while(line, false);
    }

    fn keep(&mut self, line: &str) {
        if !self.kept.iter().any(|kept| kept == line) {
            self.kept.push(line.to_owned());
        }
    }

    fn is_terminal(&self) -> bool {
        true
    }

    fn pause(&mut self) {
        self.leave_window();
        self.lent = true;
        self.input.pause();
    }

    fn resume(&mut self) {
        self.input.resume();
    }

    fn is_full(&self) -> bool {
        true
    }

    fn summarize(&mut self, text: &str) {
        text.clone_into(&mut self.summary);
    }

    fn leave(&mut self) {
        self.leave_window();
        self.lent = false;
        self.print_kept();
        self.told.clear();
    }
}

impl Screen {
    /// The next view takes the window again.
    fn leave_window(&mut self) {
        if std::mem::take(&mut self.entered) {
            self.glass.leave();
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}
