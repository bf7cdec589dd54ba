//! The front matter of a scenario file: TOML between two `---` lines at its very top.

use toml::de::{DeTable, DeValue};

use super::{
    Reference, Target,
    names::{PATIENCE, near},
    problem::{Problem, ProblemKind},
};
use crate::deck::lines::{Lines, Mark, is_rule};

pub(super) const KEYS: [&str; 4] = ["id", "title", "aliases", "topics"];
/// No list is read further: each topic has a place, and finding it costs time.
const MOST_WORDS: usize = 100;
/// As for cards.
const LONGEST_ID: usize = 64;

/// What the front matter says.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) id: Option<String>,
    /// The line of the id, from 1.
    pub(super) id_line: usize,
    pub(super) title: Option<String>,
    pub(super) aliases: Vec<String>,
    /// The topics, each with its place.
    pub(super) topics: Vec<Reference>,
    /// Whether it could not be read as a whole, so that a missing key is no further news.
    is_broken: bool,
    /// Keys that are missing for a reason that was told.
    told: Vec<&'static str>,
}

impl Front {
    /// The titles of its topics.
    pub(super) fn topic_titles(&self) -> Vec<String> {
        let title = |reference: &Reference| match &reference.to {
            Target::Topic(title) => Some(title.clone()),
            Target::Card(_) => None,
        };
        self.topics.iter().filter_map(title).collect()
    }

    /// Tells a key that the file cannot do without.
    pub(super) fn require(&self, key: &'static str, problems: &mut Vec<Problem>) {
        if !self.is_broken && !self.told.contains(&key) {
            problems.push(Problem { line: 1, col: 1, what: ProblemKind::NoKey { key } });
        }
    }
}

/// Reads the front matter and leaves `lines` behind it.
pub(super) fn front(text: &str, lines: &mut Lines<'_>, problems: &mut Vec<Problem>) -> Front {
    let before = lines.clone();
    let broken = Front { is_broken: true, ..Front::default() };
    let opens = lines.next().is_some_and(|line| line.text.trim_end() == "---");
    if !opens {
        *lines = before;
        problems.push(Problem { line: 1, col: 1, what: ProblemKind::NoFrontMatter });
        return broken;
    }
    let start = lines.at();
    let (end, closed) = loop {
        let here = lines.clone();
        match lines.next() {
            Some(line) if is_rule(line.text) && line.text.trim_end().len() == 3 => break (line.start, true),
            // A `# ` alone may be a comment of TOML.
            Some(line) if matches!(Mark::of(line.text), Mark::Heading(level, _) if level > 1) => {
                *lines = here;
                break (line.start, false);
            }
            Some(_) => {}
            None => break (text.len(), false),
        }
    };
    if !closed {
        problems.push(Problem { line: 1, col: 1, what: ProblemKind::UnclosedFrontMatter });
    }
    let body = text.get(start..end).unwrap_or_default();
    read(&crate::deck::lines::newlines(body), closed, problems)
}

/// Reads what stands between the two lines; the first of it is line 2 of the file.
fn read(body: &str, closed: bool, problems: &mut Vec<Problem>) -> Front {
    let (table, errors) = DeTable::parse_recoverable(body);
    let mut reader = Reader { body, front: Front { is_broken: !closed, ..Front::default() }, problems };
    if !errors.is_empty() && crate::deck::front::is_yaml(body) {
        reader.problems.push(Problem { line: 1, col: 1, what: ProblemKind::Yaml });
        reader.front.is_broken = true;
        return reader.front;
    }
    // Where the end is missing, prose stands among the keys, and that is said already.
    for error in errors.iter().filter(|_| closed) {
        let message = error.message().trim_end_matches('.').replace('\n', ", ");
        reader.tell(error.span().map_or(0, |span| span.start), ProblemKind::NotToml { message });
        reader.front.is_broken = true;
    }
    for (key, value) in table.into_inner() {
        let at = key.span().start;
        let key = key.into_inner();
        reader.key(&key, at, value.span().start, value.get_ref());
    }
    reader.front
}

struct Reader<'a> {
    body: &'a str,
    front: Front,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    /// Line and column in the file of a byte between the two lines.
    fn place(&self, at: usize) -> (usize, usize) {
        let before = self.body.get(..at).unwrap_or(self.body);
        let col = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (before.matches('\n').count() + 2, col)
    }

    fn tell(&mut self, at: usize, what: ProblemKind) {
        // Finding a place costs time, and nobody reads the hundredth.
        if self.problems.len() < PATIENCE {
            let (line, col) = self.place(at);
            self.problems.push(Problem { line, col, what });
        }
    }

    fn key(&mut self, key: &str, at: usize, value_at: usize, value: &DeValue<'_>) {
        match (key, value) {
            ("id", DeValue::String(id)) => self.id(id.trim(), value_at),
            ("title", DeValue::String(title)) if !title.trim().is_empty() => {
                self.front.title = Some(one_line(title));
            }
            ("title", DeValue::String(_)) => {}
            ("aliases", DeValue::Array(_)) => {
                let words = self.words("aliases", value);
                self.front.aliases = words.into_iter().map(|(_, word)| word).collect();
            }
            ("topics", DeValue::Array(_)) => {
                for (at, title) in self.words("topics", value) {
                    let (line, col) = self.place(at);
                    self.front.topics.push(Reference { line, col, to: Target::Topic(title) });
                }
            }
            ("id" | "title", _) => self.wrong(key, value_at, "a string"),
            ("aliases" | "topics", _) => self.wrong(key, value_at, "a list of strings"),
            _ => {
                let near = near(key, &KEYS, self.problems.len()).and_then(|at| KEYS.get(at).copied());
                self.tell(at, ProblemKind::UnknownKey { key: key.to_owned(), near });
                self.front.told.extend(near);
            }
        }
    }

    fn wrong(&mut self, key: &str, at: usize, wants: &'static str) {
        if let Some(key) = KEYS.into_iter().find(|known| *known == key) {
            self.tell(at, ProblemKind::WrongType { key, wants });
            self.front.told.push(key);
        }
    }

    fn id(&mut self, id: &str, at: usize) {
        self.front.id_line = self.place(at).0;
        let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
        if id.is_empty() {
            return;
        }
        if id.chars().count() > LONGEST_ID || !id.chars().all(fits) {
            let shown = id.chars().take(LONGEST_ID).collect();
            self.tell(at, ProblemKind::BadId { id: shown });
            self.front.told.push("id");
            return;
        }
        self.front.id = Some(id.to_owned());
    }

    /// The strings of a list, each with its place; others are told.
    fn words(&mut self, key: &'static str, value: &DeValue<'_>) -> Vec<(usize, String)> {
        let mut words = Vec::new();
        for word in value.as_array().into_iter().flat_map(|list| list.iter()).take(MOST_WORDS) {
            match word.get_ref() {
                DeValue::String(text) if text.trim().is_empty() => {}
                DeValue::String(text) => words.push((word.span().start, one_line(text))),
                _ => self.tell(word.span().start, ProblemKind::WrongType { key, wants: "a list of strings" }),
            }
        }
        words
    }
}

/// A name on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
