//! A running task on the screen: what each key means, and the note on its way to whoever asks.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    Screen, Turn,
    note::{Note, Stroke, Top},
    picture::Overlay,
    strokes::{Move, movement},
    timed::Running,
};
use crate::model::{
    Moment,
    view::{Command, Reply, TimedView, View},
};

/// A note is sent when nothing was typed for so long.
const PAUSE: Duration = Duration::from_secs(1);
/// While keys go on, it is sent so often.
const LATEST: Duration = Duration::from_secs(2);
/// The clock is drawn no more often, however fast it runs.
const FLICKER: Duration = Duration::from_millis(100);

/// What the screen keeps of a task from one view of it to the next.
#[derive(Debug)]
pub(super) struct Writing {
    title: String,
    stage: String,
    body: String,
    note: Option<Note>,
    /// The text that whoever asks has, as far as the screen knows: sent last, and shown last.
    sent: String,
    given: String,
    /// The changes that were sent.
    edits: u64,
    /// When the note is to be sent: after a pause, and at the latest.
    due: Option<(Moment, Moment)>,
    /// What was held back until the note was taken.
    held: Option<Held>,
    /// The row of the note at the top of its window, and that window's columns.
    pub(super) top: Top,
    pub(super) width: usize,
    /// From which byte on the body is new.
    added: usize,
    reading: bool,
}

/// What waits until the note was taken.
#[derive(Debug)]
enum Held {
    Reply(Reply),
    Stop,
}

impl Writing {
    fn new(view: &TimedView) -> Self {
        let given = view.note.clone().unwrap_or_default();
        Self {
            title: view.title.clone(),
            stage: view.stage.clone(),
            body: view.body.clone(),
            note: view.note.as_deref().map(Note::of),
            sent: given.clone(),
            given,
            edits: 0,
            due: None,
            held: None,
            top: Top::default(),
            width: 80,
            added: 0,
            reading: true,
        }
    }

    /// Takes over what a view of the same task says; true when its text has grown.
    fn follow(&mut self, view: &TimedView) -> bool {
        match (&view.note, &self.note) {
            (None, _) => self.note = None,
            // The text of the view before: it was not taken yet, and is not lost here.
            (Some(text), Some(_)) if *text == self.sent || *text == self.given => {}
            (Some(text), _) => {
                let note = Note::of(text);
                (self.edits, self.due, self.top) = (note.edits(), None, Top::default());
                self.note = Some(note);
                self.sent.clone_from(text);
            }
        }
        self.given = view.note.clone().unwrap_or_default();
        if self.stage != view.stage {
            self.stage.clone_from(&view.stage);
        }
        let grown = self.body != view.body;
        if grown {
            let kept = view.body.starts_with(&self.body);
            self.added = if kept { self.body.len() } else { 0 };
            self.body.clone_from(&view.body);
            self.reading = true;
        }
        grown
    }

    /// What is drawn of it.
    pub(super) fn running(&self, view: &TimedView, now: &Moment) -> Running<'_> {
        Running {
            note: self.note.as_ref(),
            top: self.top,
            left: view.clock.left(now),
            added: self.added,
            reading: self.reading,
        }
    }

    fn is_dirty(&self) -> bool {
        self.note.as_ref().is_some_and(|note| note.edits() != self.edits)
    }
}

impl Screen {
    /// Prepares for a view of a task. A reply that was held back until the note was taken is given now.
    pub(super) fn take_up(&mut self, view: &TimedView) -> Option<Reply> {
        if matches!(&self.shown, Some(View::Timed(before)) if before.stage != view.stage) {
            self.forget_answered();
        }
        match &mut self.writing {
            Some(writing) if writing.title == view.title => {
                if writing.follow(view) {
                    self.to_answer = true;
                }
            }
            writing => {
                *writing = Some(Writing::new(view));
                self.body_scroll = 0;
            }
        }
        if !matches!(self.shown, Some(View::Timed(_))) {
            self.overlay = None;
            self.scroll = self.body_scroll;
        }
        self.shown = Some(View::Timed(Box::new(view.clone())));
        match self.writing.as_mut().and_then(|writing| writing.held.take())? {
            Held::Reply(reply) => Some(reply),
            Held::Stop => {
                self.stop();
                None
            }
        }
    }

    /// Another view comes: what was held back is given if it ends the task, and forgotten otherwise.
    pub(super) fn set_down(&mut self) -> Option<Reply> {
        if matches!(self.shown, Some(View::Timed(_))) {
            self.body_scroll = self.scroll;
            self.forget_answered();
        }
        match self.writing.as_mut().and_then(|writing| writing.held.take()) {
            Some(Held::Reply(reply @ (Reply::Interrupted | Reply::Quit))) => Some(reply),
            _ => None,
        }
    }

    /// The note comes before any other reply, which is held back.
    pub(super) fn note_first(&mut self, reply: Reply) -> Reply {
        let Some(note) = self.note_to_send() else { return reply };
        // The moment is past when it is asked for again, and the window is looked at again.
        if let (Some(writing), false) = (&mut self.writing, matches!(reply, Reply::Tick | Reply::Resized)) {
            writing.held = Some(Held::Reply(reply));
        }
        note
    }

    /// The note, if it was changed since it was sent.
    fn note_to_send(&mut self) -> Option<Reply> {
        if !matches!(self.shown, Some(View::Timed(_))) {
            return None;
        }
        let writing = self.writing.as_mut().filter(|writing| writing.is_dirty())?;
        let note = writing.note.as_ref()?;
        (writing.edits, writing.due) = (note.edits(), None);
        writing.sent = note.text();
        Some(Reply::Note(writing.sent.clone()))
    }

    /// The note, if it is time to send it.
    pub(super) fn note_due(&mut self) -> Option<Turn> {
        let (pause, latest) = self.writing.as_ref()?.due?;
        let is_past = |moment: &Moment| self.clock.wait(moment).is_zero();
        if !(is_past(&pause) || is_past(&latest)) {
            return None;
        }
        self.note_to_send().map(Turn::Reply)
    }

    /// The note as it stands on the screen.
    #[cfg(test)]
    pub(super) fn written_text(&self) -> Option<String> {
        self.writing.as_ref()?.note.as_ref().map(Note::text)
    }

    /// Stops the job, once the note is safe.
    pub(super) fn stop_written(&mut self) -> Turn {
        let Some(note) = self.note_to_send() else { return self.stop() };
        if let Some(writing) = &mut self.writing {
            writing.held = Some(Held::Stop);
        }
        Turn::Reply(note)
    }

    /// How long nothing changes by itself: until the clock shows another second, or the note is to be sent.
    pub(super) fn quiet(&self, view: &TimedView) -> Option<Duration> {
        let now = self.clock.now();
        let flip = (view.clock.stage_ends.wall - now.wall).num_milliseconds().rem_euclid(1000);
        let flip = Duration::from_millis(u64::try_from(flip).ok().filter(|flip| *flip > 0).unwrap_or(1000));
        let flip = view.clock.paused.is_none().then(|| self.clock.wait(&now.plus(flip)).max(FLICKER));
        let due = self.writing.as_ref().and_then(|writing| writing.due);
        let due = due.map(|(pause, latest)| self.clock.wait(&pause).min(self.clock.wait(&latest)));
        [flip, due].into_iter().flatten().min()
    }

    /// A change of the note is sent a little later.
    fn written(&mut self, fits: bool) -> Turn {
        if !fits {
            self.tell_now("the note is full: it takes a megabyte");
        }
        let (pause, latest) = (self.clock.after(PAUSE), self.clock.after(LATEST));
        let Some(writing) = &mut self.writing else { return Turn::Stay };
        writing.reading = false;
        if writing.is_dirty() {
            writing.due = Some((pause, writing.due.map_or(latest, |(_, latest)| latest)));
        }
        self.note_due().unwrap_or(Turn::Redraw)
    }

    pub(super) fn pasted_on_timed(&mut self, text: &str) -> Turn {
        let Some(note) = self.writing.as_mut().and_then(|writing| writing.note.as_mut()) else {
            self.tell_now("nothing is written here: the paste was dropped");
            return Turn::Redraw;
        };
        let fits = note.paste(text);
        self.written(fits)
    }

    pub(super) fn pressed_on_timed(&mut self, key: KeyEvent) -> Turn {
        self.forget_told();
        let Some(View::Timed(view)) = &self.shown else { return Turn::Stay };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        let command = Command::ALL.into_iter().find(|it| control && key.code == KeyCode::Char(it.letter()));
        if let Some(command) = command {
            if view.commands.contains(&command) {
                return Turn::Reply(Reply::Command(command));
            }
            self.tell_now(&format!("ctrl-{} means nothing now", command.letter()));
            return Turn::Redraw;
        }
        match key.code {
            KeyCode::F(1) => return self.lay_over(Overlay::Help),
            KeyCode::Char('o') if control => return self.lay_over(Overlay::Help),
            KeyCode::PageDown => return self.read_on(&Move::Pages(1)),
            KeyCode::PageUp => return self.read_on(&Move::Pages(-1)),
            KeyCode::Down if shift => return self.read_on(&Move::Lines(1)),
            KeyCode::Up if shift => return self.read_on(&Move::Lines(-1)),
            _ => {}
        }
        let Some(writing) = &mut self.writing else { return Turn::Stay };
        let Some(note) = &mut writing.note else { return self.pressed_unwritten(key) };
        let Some(stroke) = stroke(key) else { return Turn::Stay };
        let fits = note.stroke(stroke, writing.width);
        self.written(fits)
    }

    /// Where nothing is written, keys only scroll.
    fn pressed_unwritten(&mut self, key: KeyEvent) -> Turn {
        match (key.code, movement(key)) {
            (_, Some(to)) => self.read_on(&to),
            (KeyCode::Char(' '), _) => self.read_on(&Move::Pages(1)),
            (KeyCode::Char('?'), _) => self.lay_over(Overlay::Help),
            (KeyCode::Char(_) | KeyCode::Enter, _) if !key.modifiers.contains(KeyModifiers::CONTROL) => {
                self.tell_now("nothing is written here; F1 lists the keys");
                Turn::Redraw
            }
            _ => Turn::Stay,
        }
    }

    fn read_on(&mut self, to: &Move) -> Turn {
        if let Some(writing) = &mut self.writing {
            writing.reading = true;
        }
        self.scroll_by(to)
    }
}

/// What a key does to the note.
pub(super) fn stroke(key: KeyEvent) -> Option<Stroke> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(match key.code {
        KeyCode::Char('a') if control => Stroke::Home,
        KeyCode::Char('k') if control => Stroke::CutBehind,
        KeyCode::Char('u') if control => Stroke::CutBefore,
        KeyCode::Char('w') if control => Stroke::CutWord,
        KeyCode::Char('h') if control => Stroke::Backspace,
        KeyCode::Char('j') if control => Stroke::Break,
        KeyCode::Char('b') if alt => Stroke::WordLeft,
        KeyCode::Char('f') if alt => Stroke::WordRight,
        KeyCode::Char(_) if control || alt => return None,
        KeyCode::Char(letter) => Stroke::Letter(letter),
        KeyCode::Tab => Stroke::Letter('\t'),
        KeyCode::Enter => Stroke::Break,
        KeyCode::Backspace if control || alt => Stroke::CutWord,
        KeyCode::Backspace => Stroke::Backspace,
        KeyCode::Delete => Stroke::Delete,
        KeyCode::Left if control || alt => Stroke::WordLeft,
        KeyCode::Right if control || alt => Stroke::WordRight,
        KeyCode::Left => Stroke::Left,
        KeyCode::Right => Stroke::Right,
        KeyCode::Up => Stroke::Rows(-1),
        KeyCode::Down => Stroke::Rows(1),
        KeyCode::Home if control => Stroke::First,
        KeyCode::End if control => Stroke::Last,
        KeyCode::Home => Stroke::Home,
        KeyCode::End => Stroke::End,
        _ => return None,
    })
}
