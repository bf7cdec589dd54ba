//! What is said about mocks: the plan, the list, the closing screen, a past one, and how they went over time.

mod closing;
mod list;
mod show;
#[cfg(test)]
mod tests;
mod trends;

pub use closing::closing;
pub use list::{Row, list, list_json, phases, phases_json};
pub use show::{json, markdown};
pub use trends::{trends, trends_json};

use textwrap::{Options, WordSplitter, wrap};

use crate::model::text::one_line;

/// Foreign words on lines of their own: `first` stands before the first line, blanks before the others.
fn lines(first: &str, text: &str, width: usize) -> Vec<String> {
    let rest = " ".repeat(first.chars().count());
    let options =
        Options::new(width).initial_indent(first).subsequent_indent(&rest).word_splitter(WordSplitter::NoHyphenation);
    wrap(&one_line(text), options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}
