//! What is odd about a tracker: said by `check`, never a reason to refuse the file.

use thiserror::Error;

/// One oddity and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line it begins on, from 1.
    pub line: usize,
    /// What it is.
    pub what: Oddity,
}

fn foreign(bytes: usize, col: usize) -> String {
    match bytes {
        1 => format!("1 byte is not UTF-8, in column {col}; it stays as it is"),
        _ => format!("{bytes} bytes are not UTF-8, the first in column {col}; they stay as they are"),
    }
}

/// The oddities a tracker may have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Oddity {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is UTF-16; nothing is read from it.
    #[error("the file is UTF-16, so nothing can be read or ticked; save it as UTF-8")]
    Utf16,
    /// Some bytes are not UTF-8; they are left as they are.
    #[error("{}", foreign(*bytes, *col))]
    NotUtf8 {
        /// The column of the first, in characters, from 1.
        col: usize,
        /// How many bytes in the whole file.
        bytes: usize,
    },
    /// NUL characters stand in the text.
    #[error("the line holds a NUL character")]
    Nul,
    /// Lines end with a carriage return alone, as on the oldest Macs.
    #[error("lines end with a carriage return alone; they stay so")]
    LoneCarriageReturns,
    /// A byte order mark stands at the front.
    #[error("the file begins with a byte order mark; it stays")]
    ByteOrderMark,
    /// The last line does not end.
    #[error("no newline at the end of the file; none is added")]
    NoFinalNewline,
    /// A line too long to be a checklist line was passed over.
    #[error("a line of {bytes} bytes is too long for a checklist line and was passed over")]
    HugeLine {
        /// Its length.
        bytes: usize,
    },
    /// A line nested too deeply was passed over.
    #[error("a line nested too deeply was passed over")]
    TooDeep,
    /// A code fence is never closed, so everything below it is code.
    #[error("the code fence opened here is never closed, so everything below it is code")]
    UnclosedFence,
    /// An HTML comment is never closed, so everything below it is hidden.
    #[error("the comment opened here is never closed, so everything below it is hidden")]
    UnclosedComment,
    /// Emoji were damaged: UTF-8 once read as Mac OS Roman.
    #[error("emoji are damaged from here on (UTF-8 once read as Mac OS Roman); `drill tracker repair` mends them")]
    DamagedSymbols,
    /// A row of the scenario table ends before its status cell.
    #[error("the row ends before its status cell")]
    NoStatusCell,
}
