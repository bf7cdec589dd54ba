//! The terminal taken over and given back: whatever happens, it is left as it was found.

use std::{
    io::{self, BufWriter, Stderr, Write},
    panic,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use crossterm::{
    cursor, event, execute,
    terminal::{
        self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend, buffer::Buffer, layout::Position};

use crate::model::text::clean;

/// Something that can be drawn on.
pub(super) trait Glass {
    /// Takes the window; drawn on, it is blank at first.
    fn enter(&mut self) -> io::Result<()>;

    /// Gives the window back.
    fn leave(&mut self);

    /// Draws a whole picture; the cursor stands where `draw` says.
    fn paint(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Option<Position>) -> io::Result<()>;

    /// Rings the bell of the terminal.
    fn ring(&mut self);

    /// Writes a line to the normal screen, while the window is not taken.
    fn print(&mut self, line: &str);
}

/// Whether the terminal is held; who lets it go restores it, once.
#[derive(Clone, Debug, Default)]
pub(super) struct Held(Arc<AtomicBool>);

impl Held {
    /// Takes the terminal.
    fn take(&self) -> io::Result<()> {
        // After a stop the mode of the terminal may be another than it is taken for.
        terminal::disable_raw_mode()?;
        self.0.store(true, Ordering::SeqCst);
        terminal::enable_raw_mode()?;
        execute!(
            io::stderr(),
            EnterAlternateScreen,
            event::EnableBracketedPaste,
            Clear(ClearType::All),
            cursor::MoveTo(0, 0),
            cursor::Hide
        )
    }

    /// Restores the terminal, if it is held.
    pub(super) fn release(&self) {
        if self.0.swap(false, Ordering::SeqCst) {
            let _ = execute!(io::stderr(), event::DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
            let _ = terminal::disable_raw_mode();
        }
    }
}

/// The window on stderr.
pub(super) struct Window {
    held: Held,
    terminal: Option<Terminal<CrosstermBackend<BufWriter<Stderr>>>>,
    hooked: bool,
}

impl Window {
    pub(super) fn new(held: Held) -> Self {
        Self { held, terminal: None, hooked: false }
    }

    /// True when the terminal says how large it is.
    pub(super) fn is_possible() -> bool {
        terminal::size().is_ok_and(|(columns, rows)| columns > 0 && rows > 0)
    }

    /// A panic is told on a terminal that can show it.
    fn hook(&mut self) {
        if !std::mem::replace(&mut self.hooked, true) {
            let held = self.held.clone();
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                held.release();
                before(info);
            }));
        }
    }
}

impl Glass for Window {
    fn enter(&mut self) -> io::Result<()> {
        self.hook();
        self.held.take()?;
        self.terminal = Some(Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stderr())))?);
        Ok(())
    }

    fn leave(&mut self) {
        self.terminal = None;
        self.held.release();
    }

    fn paint(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let Some(terminal) = &mut self.terminal else { return Err(io::Error::other("the window is not taken")) };
        execute!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
        terminal.draw(|frame| {
            if let Some(position) = draw(frame.buffer_mut()) {
                frame.set_cursor_position(position);
            }
        })?;
        execute!(terminal.backend_mut(), EndSynchronizedUpdate)
    }

    fn ring(&mut self) {
        let mut err = io::stderr();
        let _ = err.write_all(b"\x07").and_then(|()| err.flush());
    }

    fn print(&mut self, line: &str) {
        // A closed stderr is no reason to stop.
        let _ = writeln!(io::stderr(), "{}", clean(line));
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.leave();
    }
}
