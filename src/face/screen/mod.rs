//! The full screen: the face of a terminal that a person lives in.
//!
//! What is shown is one value, a [`Picture`], and [`draw`] sets it into a buffer; here is the loop around it.

mod card;
mod draft;
mod flow;
mod footer;
mod grades;
mod help;
mod input;
mod page;
mod picture;
mod rich;
#[cfg(unix)]
mod signals;
mod strokes;
mod table;
mod theme;
mod window;

#[cfg(test)]
mod tests;

use std::{rc::Rc, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use draft::Draft;
pub use picture::{Drawn, Look, Overlay, Picture, draw};

use super::{Face, card::Sheet, words::word_notice};
use crate::{
    clock::Clock,
    model::{
        Moment, Title,
        view::{Notice, Reply, View},
    },
};
use input::{Arrival, Input, Keyboard};
use window::{Glass, Held, Window};

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
    told: Vec<String>,
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
    chosen: usize,
    drawn: Drawn,
    card: Option<String>,
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
            chosen: 0,
            drawn: Drawn::default(),
            card: None,
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

    /// Prepares for a view; true when it is another than the one on the screen.
    fn turn_to(&mut self, view: &View) -> bool {
        let before = self.shown.as_ref();
        if before.is_some_and(|before| is_same(before, view)) {
            self.shown = Some(view.clone());
            return false;
        }
        let is_turned = before.is_some_and(|before| is_turned(before, view));
        self.overlay = None;
        self.said.clear();
        self.chosen = 0;
        if !is_turned {
            self.since = Some(self.clock.now());
        }
        match view {
            View::Card(card) => self.card = Some(card.id.clone()),
            View::Points { title } if self.draft.as_ref().is_none_or(|(of, _)| of != title) => {
                self.draft = Some((title.clone(), Draft::default()));
            }
            _ => {}
        }
        self.shown = Some(view.clone());
        self.scroll = 0;
        self.to_answer = is_turned;
        true
    }

    fn seconds(&self) -> u32 {
        self.since.map_or(0, |since| self.clock.now().seconds_since(&since))
    }

    /// Draws what is shown; false when the terminal is gone.
    fn paint(&mut self) -> bool {
        let Some(view) = &self.shown else { return true };
        let picture = Picture {
            view,
            look: self.look,
            told: &self.told,
            overlay: self.overlay,
            scroll: if self.overlay.is_some() { self.overlay_scroll } else { self.scroll },
            to_answer: std::mem::take(&mut self.to_answer),
            seconds: self.seconds(),
            said: &self.said,
            draft: self.draft.as_ref().map(|(_, draft)| draft),
            summary: &self.summary,
            chosen: self.chosen,
        };
        let drawn = &mut self.drawn;
        let done = self.glass.paint(&mut |buffer| {
            *drawn = draw(&picture, buffer);
            drawn.cursor.filter(|_| matches!(view, View::Points { .. }))
        });
        if self.overlay.is_some() {
            self.overlay_scroll = self.drawn.scroll;
        } else {
            self.scroll = self.drawn.scroll;
        }
        done.is_ok()
    }

    fn wait(&self, until: Option<Moment>) -> Duration {
        let left = until.map_or(GLANCE, |moment| self.clock.wait(&moment).clamp(SHORTEST, GLANCE));
        let ticking = self.look.clock.is_some() && matches!(self.shown, Some(View::Card(_) | View::Points { .. }));
        if ticking { left.min(SECOND) } else { left }
    }

    /// Waits until the view is answered.
    fn answer(&mut self, until: Option<Moment>) -> Reply {
        loop {
            if !self.paint() {
                return Reply::Interrupted;
            }
            let mut turn = Turn::Stay;
            while matches!(turn, Turn::Stay) {
                turn = match self.input.next(self.wait(until)) {
                    Arrival::TimeUp if until.is_some_and(|moment| self.clock.wait(&moment).is_zero()) => {
                        Turn::Reply(Reply::Tick)
                    }
                    Arrival::TimeUp | Arrival::Resized => Turn::Redraw,
                    Arrival::Interrupted => Turn::Reply(Reply::Interrupted),
                    Arrival::Stop => self.stop(),
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
                KeyCode::Char('z') => return self.stop(),
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
            Some(View::Choice { .. } | View::Timed(_) | View::Checklist { .. } | View::Line { .. }) => {
                self.pressed_on_choice(key)
            }
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
            self.told = vec!["nobody could continue this job, so it does not stop".to_owned()];
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
        if self.turn_to(view) && !matches!(view, View::Points { .. }) {
            self.input.forget();
        }
        let reply = self.answer(until);
        if !matches!(reply, Reply::Tick | Reply::Resized) {
            self.told.clear();
        }
        reply
    }

    fn tell(&mut self, notice: &Notice) {
        if let Notice::Help { .. } = notice {
            self.overlay = Some(Overlay::Help);
            return;
        }
        let sheet = Sheet { columns: UNWRAPPED, scale: self.look.scale() };
        let lines = word_notice(notice, self.card.as_deref(), sheet);
        let line = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        if self.is_inside() {
            self.told.push(line);
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
        self.told.push(line.to_owned());
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

/// True when a view is the one on the screen, whatever its counts say.
fn is_same(one: &View, other: &View) -> bool {
    match (one, other) {
        (View::Card(one), View::Card(other)) => {
            let side = one.back.is_some() == other.back.is_some() && one.done == other.done;
            side && one.id == other.id && one.question == other.question && one.back == other.back
        }
        _ => one == other,
    }
}

/// True when one is the front of the other.
fn is_turned(front: &View, back: &View) -> bool {
    match (front, back) {
        (View::Card(front), View::Card(back)) => {
            let same = front.id == back.id && front.question == back.question && front.done == back.done;
            same && front.back.is_none() && back.back.is_some()
        }
        _ => false,
    }
}
