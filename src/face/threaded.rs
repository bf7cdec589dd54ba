//! Lines read beside the program, so that a clock and a signal can come first.

use std::{
    io::{BufReader, Read},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

use super::lines::{Incoming, LineReader, Lines};
#[cfg(unix)]
use super::signals::Listener;

/// Lines of a terminal or a pipe, read by a thread of its own, and signals, on one channel.
///
/// A line is read only when one was asked for: between two prompts the terminal is free for an editor. A request
/// that timed out stands, and the next call is answered by it.
#[derive(Debug)]
pub struct Threaded {
    requests: Sender<()>,
    arrivals: Receiver<Incoming>,
    outstanding: bool,
    #[cfg(unix)]
    listener: Option<Listener>,
}

impl Threaded {
    /// The lines of a source, without signals.
    pub fn new(source: impl Read + Send + 'static) -> Self {
        Self::on(source, channel())
    }

    /// The lines of a source and the signals of this process: once the first line was asked for, SIGINT, SIGTERM and
    /// SIGHUP are [`Incoming::Interrupted`]. A second one that nobody has taken meanwhile ends the program at once.
    pub fn with_signals(source: impl Read + Send + 'static) -> Self {
        let (sender, arrivals) = channel();
        #[cfg(unix)]
        let listener = Listener::new(sender.clone());
        let threaded = Self::on(source, (sender, arrivals));
        #[cfg(unix)]
        let threaded = Self { listener: Some(listener), ..threaded };
        threaded
    }

    fn on(source: impl Read + Send + 'static, (sender, arrivals): (Sender<Incoming>, Receiver<Incoming>)) -> Self {
        let (requests, asked) = channel();
        let mut lines = LineReader::new(BufReader::new(source));
        let answer = move || {
            while asked.recv().is_ok() {
                let incoming = lines.read().map_or(Incoming::End, Incoming::Line);
                if sender.send(incoming).is_err() {
                    return;
                }
            }
        };
        // Without a thread the channel is closed, and every line is the end of input.
        let _ = thread::Builder::new().name("lines".to_owned()).spawn(answer);
        Self {
            requests,
            arrivals,
            outstanding: false,
            #[cfg(unix)]
            listener: None,
        }
    }
}

impl Lines for Threaded {
    fn ready(&mut self) {
        #[cfg(unix)]
        if let Some(listener) = &mut self.listener {
            listener.listen();
        }
    }

    fn next(&mut self, wait: Option<Duration>) -> Incoming {
        self.ready();
        if !self.outstanding {
            self.outstanding = self.requests.send(()).is_ok();
            if !self.outstanding {
                return Incoming::End;
            }
        }
        let incoming = match wait {
            Some(wait) => self.arrivals.recv_timeout(wait),
            None => self.arrivals.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let incoming = match incoming {
            Ok(incoming) => incoming,
            Err(RecvTimeoutError::Timeout) => Incoming::TimeUp,
            Err(RecvTimeoutError::Disconnected) => Incoming::End,
        };
        match incoming {
            Incoming::Line(_) | Incoming::End => self.outstanding = false,
            #[cfg(unix)]
            Incoming::Interrupted => self.listener.iter().for_each(Listener::heard),
            _ => {}
        }
        incoming
    }

    fn pause(&mut self) {
        #[cfg(unix)]
        self.listener.iter().for_each(|listener| listener.leave_keyboard(true));
    }

    fn resume(&mut self) {
        #[cfg(unix)]
        self.listener.iter().for_each(|listener| listener.leave_keyboard(false));
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Write, pipe};

    use super::*;

    const SOON: Option<Duration> = Some(Duration::from_millis(20));

    #[test]
    fn a_request_outlives_a_tick() {
        let (reader, mut writer) = pipe().unwrap();
        let mut lines = Threaded::new(reader);
        assert_eq!(lines.next(SOON), Incoming::TimeUp);
        assert_eq!(lines.next(SOON), Incoming::TimeUp);
        writer.write_all(b"4\r\n\nq").unwrap();
        assert_eq!(lines.next(None), Incoming::Line("4".to_owned()));
        assert_eq!(lines.next(None), Incoming::Line(String::new()));
        assert_eq!(lines.next(SOON), Incoming::TimeUp);
        drop(writer);
        assert_eq!(lines.next(None), Incoming::Line("q".to_owned()));
        assert_eq!(lines.next(None), Incoming::End);
        assert_eq!(lines.next(None), Incoming::End);
    }

    #[test]
    fn nothing_is_read_that_was_not_asked_for() {
        let (reader, mut writer) = pipe().unwrap();
        let mut child = reader.try_clone().unwrap();
        let mut lines = Threaded::new(reader);
        // Two waits in vain are one request.
        assert_eq!([lines.next(SOON), lines.next(SOON)], [Incoming::TimeUp, Incoming::TimeUp]);
        writer.write_all(b"a\n").unwrap();
        assert_eq!(lines.next(None), Incoming::Line("a".to_owned()));
        // What comes between two prompts is the child's.
        writer.write_all(b"b\n").unwrap();
        let mut taken = [0; 2];
        child.read_exact(&mut taken).unwrap();
        assert_eq!(&taken, b"b\n");
        writer.write_all(b"c\n").unwrap();
        assert_eq!(lines.next(None), Incoming::Line("c".to_owned()));
    }
    #[test]
    #[cfg(unix)]
    fn a_signal_comes_in_beside_the_lines() {
        let (reader, mut writer) = pipe().unwrap();
        let mut lines = Threaded::with_signals(reader);
        assert_eq!(lines.next(SOON), Incoming::TimeUp);
        signal_hook::low_level::raise(signal_hook::consts::SIGWINCH).unwrap();
        assert_eq!(lines.next(None), Incoming::Resized);
        writer.write_all(b"4\n").unwrap();
        assert_eq!(lines.next(None), Incoming::Line("4".to_owned()));
    }
}
