//! What comes in at a terminal: keys, pastes, signals, on one channel.

use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};

#[cfg(unix)]
use super::signals::Listener;
use super::window::Held;

/// So many letters that came at one stroke were not typed: a paste, on a terminal that does not mark it.
const MOST_TYPED: usize = 12;
/// Events that are taken at one stroke.
const MOST_AT_ONCE: usize = 1 << 16;
/// What lies there is read within this time: the library takes no time at all for "do not look".
const AT_ONCE: Duration = Duration::from_millis(1);
/// A paste is over when nothing came for so long.
const QUIET: Duration = Duration::from_millis(30);
/// What was typed before is passed over within this time, or not at all.
const PATIENCE: Duration = Duration::from_millis(100);

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// A key.
    Key(KeyEvent),
    /// A text that was pasted.
    Paste(String),
    /// The wait is over.
    TimeUp,
    /// The window changed.
    Resized,
    /// The program is asked to end; also when nothing can be read any more.
    Interrupted,
    /// The program is asked to stop until it is continued.
    Stop,
    /// The program was stopped, and goes on.
    Woken,
}

/// A source of keys.
pub(super) trait Input {
    /// What comes next, within `wait`.
    fn next(&mut self, wait: Duration) -> Arrival;

    /// True when more was typed at one stroke than was given.
    fn has_more(&self) -> bool {
        false
    }

    /// Passes over what was typed until now.
    fn forget(&mut self) {}

    /// Leaves the keyboard to a child process.
    fn pause(&mut self) {}

    /// Takes it back.
    fn resume(&mut self) {}
}

/// The keyboard of the terminal, read by a thread of its own, and the signals of this process.
///
/// It is read only when something was asked for: between two prompts it is free for an editor.
#[derive(Debug)]
pub(super) struct Keyboard {
    requests: Sender<Request>,
    arrivals: Receiver<Message>,
    outstanding: bool,
    waiting: VecDeque<Arrival>,
    #[cfg(unix)]
    listener: Listener,
}

/// What the thread is asked for.
#[derive(Debug)]
enum Request {
    Read,
    Forget,
}

/// What goes over the channel.
#[derive(Debug)]
pub(super) enum Message {
    /// What lay there was passed over.
    Forgotten,
    /// All that was typed since the request.
    Typed(Vec<Arrival>),
    /// A signal.
    Signal(Arrival),
}

impl Keyboard {
    /// The keyboard; what holds the window is let go when a signal ends the program.
    pub(super) fn new(held: Held) -> Self {
        let (sender, arrivals) = channel();
        let (requests, asked) = channel();
        #[cfg(unix)]
        let listener = Listener::new(sender.clone(), held);
        #[cfg(not(unix))]
        drop(held);
        let answer = move || {
            while let Ok(request) = asked.recv() {
                let message = match request {
                    Request::Read => Message::Typed(read()),
                    Request::Forget => forget(),
                };
                if sender.send(message).is_err() {
                    return;
                }
            }
        };
        // Without a thread the channel is closed, and the sitting ends at once.
        let _ = thread::Builder::new().name("keys".to_owned()).spawn(answer);
        Self {
            requests,
            arrivals,
            outstanding: false,
            waiting: VecDeque::new(),
            #[cfg(unix)]
            listener,
        }
    }

    fn accept(&mut self, message: Message) {
        match message {
            Message::Forgotten => {}
            Message::Typed(arrivals) => {
                self.outstanding = false;
                self.waiting.extend(arrivals);
            }
            Message::Signal(arrival) => {
                #[cfg(unix)]
                if arrival == Arrival::Interrupted {
                    self.listener.heard();
                }
                self.waiting.push_back(arrival);
            }
        }
    }
}

impl Input for Keyboard {
    fn next(&mut self, wait: Duration) -> Arrival {
        #[cfg(unix)]
        self.listener.listen();
        loop {
            if let Some(arrival) = self.waiting.pop_front() {
                return arrival;
            }
            if !self.outstanding {
                self.outstanding = self.requests.send(Request::Read).is_ok();
                if !self.outstanding {
                    return Arrival::Interrupted;
                }
            }
            match self.arrivals.recv_timeout(wait) {
                Ok(message) => self.accept(message),
                Err(RecvTimeoutError::Timeout) => return Arrival::TimeUp,
                Err(RecvTimeoutError::Disconnected) => return Arrival::Interrupted,
            }
        }
    }

    fn has_more(&self) -> bool {
        !self.waiting.is_empty()
    }

    fn forget(&mut self) {
        // A read that is under way has taken nothing yet: what it takes will have been typed later.
        if !self.outstanding && self.requests.send(Request::Forget).is_ok() {
            while let Ok(message) = self.arrivals.recv_timeout(PATIENCE) {
                if matches!(message, Message::Forgotten) {
                    break;
                }
                self.accept(message);
            }
        }
        while let Ok(message) = self.arrivals.try_recv() {
            self.accept(message);
        }
        self.waiting.retain(|arrival| !matches!(arrival, Arrival::Key(_) | Arrival::Paste(_)));
    }

    fn pause(&mut self) {
        #[cfg(unix)]
        self.listener.leave_keyboard(true);
    }

    fn resume(&mut self) {
        #[cfg(unix)]
        self.listener.leave_keyboard(false);
        // What was typed into the child is none of ours.
        while let Ok(message) = self.arrivals.try_recv() {
            self.accept(message);
        }
        self.waiting.retain(|arrival| *arrival == Arrival::Interrupted);
    }
}

/// Drops what lies there.
fn forget() -> Message {
    for _ in 0..MOST_AT_ONCE {
        match event::poll(AT_ONCE) {
            Ok(true) => drop(event::read()),
            _ => break,
        }
    }
    Message::Forgotten
}

/// Waits for something, and takes all that came with it.
fn read() -> Vec<Arrival> {
    let mut arrivals = Vec::new();
    while arrivals.is_empty() {
        let Ok(first) = event::read() else { return vec![Arrival::Interrupted] };
        arrivals.extend(arrival(first));
    }
    let rest = |taken: usize| if taken > MOST_TYPED { QUIET } else { AT_ONCE };
    while arrivals.len() < MOST_AT_ONCE && event::poll(rest(arrivals.len())).unwrap_or(false) {
        let Ok(next) = event::read() else { break };
        arrivals.extend(arrival(next));
    }
    unless_pasted(arrivals)
}

fn arrival(event: Event) -> Option<Arrival> {
    match event {
        Event::Key(key) if key.is_press() || key.is_repeat() => Some(Arrival::Key(key)),
        Event::Paste(text) => Some(Arrival::Paste(text)),
        Event::Resize(..) => Some(Arrival::Resized),
        _ => None,
    }
}

/// Many letters at one stroke are a paste.
fn unless_pasted(arrivals: Vec<Arrival>) -> Vec<Arrival> {
    let letter = |arrival: &Arrival| match arrival {
        Arrival::Key(KeyEvent { code, modifiers, .. }) if !modifiers.contains(KeyModifiers::CONTROL) => match code {
            KeyCode::Char(letter) => Some(*letter),
            KeyCode::Enter => Some('\n'),
            KeyCode::Tab => Some('\t'),
            _ => None,
        },
        _ => None,
    };
    let text: String = arrivals.iter().filter_map(letter).collect();
    let first = text.chars().next();
    // A key that is held down over a slow line comes at one stroke as well.
    if text.chars().count() <= MOST_TYPED || text.chars().all(|letter| Some(letter) == first) {
        return arrivals;
    }
    // What stands between the letters keeps its place: an arrow, a command.
    let mut kept: Vec<Arrival> = Vec::new();
    for arrival in arrivals {
        match (letter(&arrival), kept.last_mut()) {
            (Some(letter), Some(Arrival::Paste(text))) => text.push(letter),
            (Some(letter), _) => kept.push(Arrival::Paste(letter.to_string())),
            (None, _) => kept.push(arrival),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_letters_at_one_stroke_are_a_paste() {
        let key = |code| Arrival::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let typed = |text: &str| text.chars().map(|letter| key(KeyCode::Char(letter))).collect::<Vec<_>>();
        assert_eq!(unless_pasted(typed("jj4")), typed("jj4"));
        assert_eq!(unless_pasted(typed(&"j".repeat(40))), typed(&"j".repeat(40)));
        let mut pasted = typed("rm -rf everything");
        pasted.insert(5, key(KeyCode::Enter));
        pasted.push(Arrival::Resized);
        assert_eq!(unless_pasted(pasted), [Arrival::Paste("rm -r\nf everything".to_owned()), Arrival::Resized]);
    }
}
