//! What is said about mocks: the plan, the list, the closing screen, a past one, and how they went over time.

mod closing;
mod list;
mod show;
mod solution;
#[cfg(test)]
mod tests;
mod trends;

pub use closing::closing;
pub use list::{Row, list, list_json, phases, phases_json};
pub use show::{json, markdown};
pub use solution::solution;
pub use trends::{best, trends, trends_json};

use textwrap::{Options, WordSplitter, wrap};

use crate::model::text::{clean, one_line};

/// Foreign words on lines of their own: `first` stands before the first line, blanks before the others.
fn lines(first: &str, text: &str, width: usize) -> Vec<String> {
    let rest = " ".repeat(first.chars().count());
    let options =
        Options::new(width).initial_indent(first).subsequent_indent(&rest).word_splitter(WordSplitter::NoHyphenation);
    wrap(&one_line(text), options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A text of several lines as a Markdown quotation, so that its headings are none of the page.
fn quoted(text: &str) -> String {
    let text = clean(text.trim());
    let lines = text.lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}
