//! Questions with a cursor, for a terminal only: a yes or no, one of many names.
//!
//! The caller asks [`super::Face::is_terminal`] first; elsewhere a question answers itself or is an error. Each
//! gives none when the person leaves it (escape), and an error of the kind `Interrupted` at Ctrl-C.

use std::{
    io,
    sync::{Arc, atomic::AtomicBool},
};

use dialoguer::{Confirm, FuzzySelect, console::Term};

use crate::model::text::one_line;

/// Names that are shown at once.
const ROWS: usize = 10;

/// Asks yes or no; enter is `default`.
pub fn confirm(question: &str, default: bool) -> io::Result<Option<bool>> {
    with_cursor(|term| Confirm::new().with_prompt(one_line(question)).default(default).interact_on_opt(term))
}

/// Asks for one of several names by typing a part of it; gives its index. None when there are no names.
pub fn choose(question: &str, names: &[&str]) -> io::Result<Option<usize>> {
    if names.is_empty() {
        return Ok(None);
    }
    let names: Vec<String> = names.iter().map(|name| one_line(name)).collect();
    let select = FuzzySelect::new()
        .with_prompt(one_line(question))
        .items(names)
        .default(0)
        .max_length(ROWS)
        .highlight_matches(false);
    with_cursor(|term| select.interact_on_opt(term))
}

/// Runs a form on stderr; whatever becomes of it, the cursor is seen again afterwards.
fn with_cursor<T>(form: impl FnOnce(&Term) -> dialoguer::Result<Option<T>>) -> io::Result<Option<T>> {
    let term = Term::stderr();
    let interrupt = catch_interrupt();
    let given = form(&term).map_err(|dialoguer::Error::IO(error)| error);
    let _ = term.show_cursor();
    release_interrupt(interrupt);
    given
}

/// The form raises SIGINT at Ctrl-C, which must not end the program before the cursor is back.
#[cfg(unix)]
fn catch_interrupt() -> Option<signal_hook::SigId> {
    signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::new(AtomicBool::new(false))).ok()
}

#[cfg(unix)]
fn release_interrupt(caught: Option<signal_hook::SigId>) {
    caught.map(signal_hook::low_level::unregister);
}

#[cfg(not(unix))]
fn catch_interrupt() {}

#[cfg(not(unix))]
fn release_interrupt((): ()) {}
