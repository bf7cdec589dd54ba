//! Signals beside the keys: ended, stopped, continued.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread,
};

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::{
    input::{Arrival, Message},
    window::Held,
};

/// Turns the signals of this process into what came in.
#[derive(Debug)]
pub(super) struct Listener {
    sender: Option<Sender<Message>>,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    held: Held,
    /// The keyboard belongs to a child process, and with it what the keyboard raises.
    left: AtomicBool,
    /// An interrupt was sent that the program has not taken yet.
    unheard: AtomicBool,
}

impl Listener {
    /// A listener that sends there, once it listens.
    pub(super) fn new(sender: Sender<Message>, held: Held) -> Self {
        let state = State { held, left: AtomicBool::default(), unheard: AtomicBool::default() };
        Self { sender: Some(sender), state: Arc::new(state) }
    }

    /// Begins to listen; before that the signals do what they always do.
    pub(super) fn listen(&mut self) {
        let Some(sender) = self.sender.take() else { return };
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT]) else { return };
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

    /// Leaves the keyboard to a child process, or takes it back.
    pub(super) fn leave_keyboard(&self, left: bool) {
        self.state.left.store(left, Ordering::SeqCst);
    }
}

impl State {
    fn pass_on(&self, signal: i32, sender: &Sender<Message>) {
        let left = self.left.load(Ordering::SeqCst);
        let arrival = match signal {
            SIGINT | SIGCONT if left => return,
            SIGTSTP if left => {
                let _ = emulate_default_handler(signal);
                return;
            }
            SIGTSTP => Arrival::Stop,
            SIGCONT => Arrival::Woken,
            _ => Arrival::Interrupted,
        };
        let is_end = arrival == Arrival::Interrupted;
        let again = is_end && self.unheard.swap(true, Ordering::SeqCst);
        // Asked twice while busy, or nobody listens any more: the signal does what it always does.
        if (again || sender.send(Message::Signal(arrival)).is_err()) && is_end {
            self.held.release();
            let _ = emulate_default_handler(signal);
        }
    }
}

/// Stops this job until it is continued; false where nobody could continue it.
///
/// A job whose process group leads its session was not started by a shell that watches over jobs.
pub(super) fn stop_job() -> bool {
    match getsid(None) {
        Ok(session) if session != getpgrp() => kill_current_process_group(Signal::STOP).is_ok(),
        _ => false,
    }
}
