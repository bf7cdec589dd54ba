//! Where lines come from.

use std::{
    io::{BufRead, ErrorKind, Read},
    time::Duration,
};

/// Bytes after which a line is cut.
const LONGEST: usize = 1 << 20;
/// Bytes of the rest of a cut line that are passed over; what is longer was not typed by a person.
const PATIENCE: usize = 64 << 20;

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// A line, without its end.
    Line(String),
    /// Nothing more will come.
    End,
    /// The wait is over, and no line came.
    TimeUp,
    /// The program is asked to end.
    Interrupted,
    /// The window changed.
    Resized,
}

/// A source of lines.
pub trait Lines {
    /// The next line; [`Incoming::TimeUp`] if none comes within `wait`.
    fn next(&mut self, wait: Option<Duration>) -> Incoming;

    /// Somebody is about to be asked: from now on a signal is something that comes in.
    fn ready(&mut self) {}

    /// Leaves the terminal to a child process; an interrupt from the keyboard is the child's until [`Self::resume`].
    fn pause(&mut self) {}

    /// Takes the terminal back.
    fn resume(&mut self) {}
}

/// Lines of anything that can be read; it never times out and hears no signals.
#[derive(Debug)]
pub struct Scripted<R>(LineReader<R>);

impl<R: BufRead> Scripted<R> {
    /// The lines of a reader.
    pub fn new(from: R) -> Self {
        Self(LineReader::new(from))
    }
}

impl<R: BufRead> Lines for Scripted<R> {
    fn next(&mut self, _wait: Option<Duration>) -> Incoming {
        self.0.read().map_or(Incoming::End, Incoming::Line)
    }
}

/// Cuts bytes into lines: any bytes, lines of any length, in bounded memory.
#[derive(Debug)]
pub(super) struct LineReader<R> {
    from: R,
    cut: bool,
}

impl<R: BufRead> LineReader<R> {
    /// The lines of a reader.
    pub(super) fn new(from: R) -> Self {
        Self { from, cut: false }
    }

    /// The next line, read lossily; none at the end of input and when it cannot be read.
    pub(super) fn read(&mut self) -> Option<String> {
        if self.cut && !self.pass_over_rest() {
            return None;
        }
        let mut bytes = Vec::new();
        let read = (&mut self.from).take(LONGEST as u64).read_until(b'\n', &mut bytes);
        if bytes.is_empty() || read.is_err() {
            return None;
        }
        self.cut = bytes.len() == LONGEST && !bytes.ends_with(b"\n");
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Some(String::from_utf8_lossy(line).into_owned())
    }

    /// Passes over what is left of a cut line; false when it never ends.
    fn pass_over_rest(&mut self) -> bool {
        let mut passed = 0;
        while passed < PATIENCE {
            let seen = match self.from.fill_buf() {
                Ok([]) => return false,
                Ok(bytes) => bytes,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => return false,
            };
            let end = seen.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(seen.len(), |at| at + 1);
            self.from.consume(used);
            if end.is_some() {
                self.cut = false;
                return true;
            }
            passed += used;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor, repeat};

    use super::*;

    fn read_all(bytes: &[u8]) -> Vec<String> {
        let mut lines = LineReader::new(bytes);
        std::iter::from_fn(|| lines.read()).collect()
    }

    #[test]
    fn lines_end_as_files_end_them() {
        assert_eq!(read_all(b""), Vec::<String>::new());
        assert_eq!(read_all(b"\n4\r\n q \nlast"), ["", "4", " q ", "last"]);
        assert_eq!(read_all(b"\xff4\n\xc3\n"), ["\u{fffd}4", "\u{fffd}"]);
        let mut scripted = Scripted::new(Cursor::new("a\n"));
        assert_eq!(scripted.next(Some(Duration::ZERO)), Incoming::Line("a".to_owned()));
        assert_eq!(scripted.next(None), Incoming::End);
        assert_eq!(scripted.next(None), Incoming::End);
    }

    #[test]
    fn a_long_line_is_cut_and_the_next_one_is_whole() {
        let mut text = vec![b'x'; LONGEST * 2 + 5];
        text.extend(b"\n4\n");
        let lines = read_all(&text);
        assert_eq!((lines.len(), lines[0].len(), lines[1].as_str()), (2, LONGEST, "4"));
        let exact = [vec![b'x'; LONGEST - 1], b"\n4\n".to_vec()].concat();
        assert_eq!(read_all(&exact)[1], "4");
    }

    #[test]
    fn an_endless_line_comes_to_an_end() {
        let mut lines = LineReader::new(BufReader::with_capacity(1 << 16, repeat(b'x')));
        assert_eq!(lines.read().map(|line| line.len()), Some(LONGEST));
        assert_eq!(lines.read(), None);
    }
}
