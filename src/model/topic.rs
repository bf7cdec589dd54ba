//! A checklist line: its title, the promise in its parentheses, and the state of its box.

use std::fmt;

/// The lasting name of a topic, minted from section and title when it is first seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(String);

impl TopicId {
    /// Wraps a name that was read or minted elsewhere.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TopicId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The place of a topic in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicKey(pub i64);

/// A line taken apart: the title, and the promise that stood in parentheses at its end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Title {
    /// The words before the parentheses.
    pub name: String,
    /// The words inside them, none if the line has no parentheses at its end.
    pub promise: Option<String>,
}

impl Title {
    /// Takes a checklist line or a deck heading apart: `Dropout (why it works)`.
    ///
    /// Only parentheses that close at the very end are a promise, and only after some title.
    pub fn parse(line: &str) -> Self {
        let line = line.trim();
        let whole = || Self { name: line.to_owned(), promise: None };
        if !line.ends_with(')') {
            return whole();
        }
        let mut depth = 0_usize;
        for (at, letter) in line.char_indices().rev() {
            match letter {
                ')' => depth += 1,
                '(' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let name = line[..at].trim_end();
                let promise = line[at + 1..line.len() - 1].trim();
                if name.is_empty() || promise.is_empty() || !line[..at].ends_with(char::is_whitespace) {
                    return whole();
                }
                return Self { name: name.to_owned(), promise: Some(promise.to_owned()) };
            }
        }
        whole()
    }
}

/// The state of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum BoxState {
    /// Not done.
    #[default]
    Open,
    /// Ticked by evidence.
    Earned,
    /// Ticked by the user's own hand.
    Claimed,
}

impl BoxState {
    /// Its word in JSON and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Earned => "earned",
            Self::Claimed => "claimed",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Earned, Self::Claimed].into_iter().find(|state| state.word() == word)
    }

    /// Whether the box in the file should carry a tick.
    pub const fn is_ticked(self) -> bool {
        !matches!(self, Self::Open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_taken_apart() {
        let table: [(&str, &str, Option<&str>); 8] = [
            ("Dropout (why it works, training vs inference)", "Dropout", Some("why it works, training vs inference")),
            ("Metrics: precision, recall, F1, AUC-ROC", "Metrics: precision, recall, F1, AUC-ROC", None),
            ("Vector (HNSW) databases", "Vector (HNSW) databases", None),
            ("A (b (c) d)", "A", Some("b (c) d")),
            ("(all of it)", "(all of it)", None),
            ("f(x)", "f(x)", None),
            ("Odd )", "Odd )", None),
            ("Empty ()", "Empty ()", None),
        ];
        for (line, name, promise) in table {
            let title = Title::parse(line);
            assert_eq!((title.name.as_str(), title.promise.as_deref()), (name, promise), "{line}");
        }
    }
}
