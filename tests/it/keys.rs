//! The lines that a test types, with what happens between them.

use std::{collections::VecDeque, rc::Rc, time::Duration};

use drill::face::{Incoming, Lines};

use crate::world::SetClock;

/// Typed lines. Three kinds are not typed but happen: `+30s` and `+31m` let time pass, `^C` is an interrupt, and `@`
/// is the meanwhile of a run.
pub(crate) struct Keys {
    pub(crate) lines: VecDeque<String>,
    pub(crate) clock: Rc<SetClock>,
    pub(crate) meanwhile: VecDeque<Box<dyn FnOnce()>>,
}

impl Lines for Keys {
    fn next(&mut self, wait: Option<Duration>) -> Incoming {
        loop {
            let Some(line) = self.lines.pop_front() else { return Incoming::End };
            if let Some(time) = line.strip_prefix('+').and_then(time) {
                self.clock.pass(time);
                if wait.is_some_and(|wait| wait <= time) {
                    return Incoming::TimeUp;
                }
            } else if line == "^C" {
                return Incoming::Interrupted;
            } else if line == "@" {
                self.meanwhile.pop_front().expect("a meanwhile for each @")();
            } else {
                return Incoming::Line(line);
            }
        }
    }
}

fn time(text: &str) -> Option<Duration> {
    let (count, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        _ => return None,
    };
    Some(Duration::from_secs(count.parse::<u64>().ok()? * seconds))
}
