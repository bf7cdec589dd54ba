//! Signals as something that comes in, beside the lines.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread,
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::lines::Incoming;

/// Turns the signals of this process into what came in.
#[derive(Debug)]
pub(super) struct Listener {
    sender: Option<Sender<Incoming>>,
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The keyboard belongs to a child process, and with it SIGINT.
    left: AtomicBool,
    /// An interrupt was sent that the program has not taken yet.
    unheard: AtomicBool,
}

impl Listener {
    /// A listener that sends there, once it listens.
    pub(super) fn new(sender: Sender<Incoming>) -> Self {
        Self { sender: Some(sender), state: Arc::default() }
    }

    /// Begins to listen; before that the signals do what they always do, so that a long start can be broken off.
    pub(super) fn listen(&mut self) {
        let Some(sender) = self.sender.take() else { return };
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGWINCH]) else { return };
        let state = Arc::clone(&self.state);
        let hear = move || {
            for signal in &mut signals {
                state.pass_on(signal, &sender);
            }
        };
        let _ = thread::Builder::new().name("signals".to_owned()).spawn(hear);
    }

    /// The program has taken the interrupt.
    pub(super) fn heard(&self) {
        self.state.unheard.store(false, Ordering::SeqCst);
    }

    /// Leaves the keyboard's interrupt to a child process, or takes it back.
    pub(super) fn leave_keyboard(&self, left: bool) {
        self.state.left.store(left, Ordering::SeqCst);
    }
}

/// What is to be done about a signal.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    Resized,
    Interrupted,
    /// It was meant for the child process.
    Another,
    /// The program is busy and was asked twice: the signal does what it always does.
    Again,
}

impl State {
    fn hear(&self, signal: i32) -> Heard {
        match signal {
            SIGWINCH => Heard::Resized,
            SIGINT if self.left.load(Ordering::SeqCst) => Heard::Another,
            _ if self.unheard.swap(true, Ordering::SeqCst) => Heard::Again,
            _ => Heard::Interrupted,
        }
    }

    fn pass_on(&self, signal: i32, sender: &Sender<Incoming>) {
        let heard = match self.hear(signal) {
            Heard::Another => return,
            Heard::Resized => return drop(sender.send(Incoming::Resized)),
            Heard::Interrupted => sender.send(Incoming::Interrupted).is_ok(),
            Heard::Again => false,
        };
        // Where nobody listens any more, the signal does what it always does too.
        if !heard {
            let _ = emulate_default_handler(signal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupt_is_passed_on_once_until_it_is_taken() {
        let listener = Listener::new(std::sync::mpsc::channel().0);
        let hear = |signal| listener.state.hear(signal);
        assert_eq!([hear(SIGINT), hear(SIGINT), hear(SIGTERM)], [Heard::Interrupted, Heard::Again, Heard::Again]);
        listener.heard();
        assert_eq!([hear(SIGWINCH), hear(SIGHUP)], [Heard::Resized, Heard::Interrupted]);
    }

    #[test]
    fn an_editor_keeps_its_own_interrupts() {
        let listener = Listener::new(std::sync::mpsc::channel().0);
        let hear = |signal| listener.state.hear(signal);
        listener.leave_keyboard(true);
        assert_eq!([hear(SIGINT), hear(SIGINT), hear(SIGTERM)], [Heard::Another, Heard::Another, Heard::Interrupted]);
        listener.leave_keyboard(false);
        listener.heard();
        assert_eq!(hear(SIGINT), Heard::Interrupted);
    }
}
