//! The TOML between two `---` lines at the very top of a deck.

use super::{
    lines::{Lines, Tag, is_rule},
    problem::{Problem, ProblemKind},
};

/// What the front matter says, and where the cards begin after it.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) name: Option<String>,
    pub(super) single_line: bool,
    /// The byte after the front matter.
    pub(super) end: usize,
    /// How many lines it takes.
    pub(super) lines: usize,
    pub(super) problem: Option<Problem>,
}

/// Reads the front matter that begins at byte `at`, if there is any there.
///
/// A `---` that no second one answers before the first card is a rule, not front matter: no card is ever lost to it.
pub(super) fn read(text: &str, at: usize) -> Front {
    let mut lines = Lines::new(text, at, 1);
    let none = Front { end: at, ..Front::default() };
    let Some(first) = lines.next().filter(|line| line.text.trim_end() == "---") else { return none };
    let (mut body_end, mut written) = (None, false);
    let carriage = lines.has_carriage();
    let body_start = lines.at();
    for line in lines.by_ref() {
        if is_rule(line.text) && line.text.trim_end().len() == 3 {
            body_end = Some(line);
            break;
        }
        if Tag::of(line.text).is_some_and(Tag::starts) {
            break;
        }
        written |= says_key(line.text);
    }
    let Some(close) = body_end else {
        let what = ProblemKind::UnclosedFrontMatter;
        return Front { problem: written.then_some(Problem { line: first.number, col: 1, what }), ..none };
    };
    let body = text.get(body_start..close.start).unwrap_or_default();
    let body = if carriage { super::lines::newlines(body) } else { body.to_owned() };
    let mut front = Front { end: lines.at(), lines: close.number, ..Front::default() };
    fill(&mut front, &body);
    front
}

/// Whether a line gives one of our own keys a value.
fn says_key(line: &str) -> bool {
    ["name", "single_line"]
        .iter()
        .any(|key| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')))
}

fn fill(front: &mut Front, body: &str) {
    let table = match toml::from_str::<toml::Table>(body) {
        Ok(table) => table,
        Err(_) if is_yaml(body) => {
            front.problem = Some(Problem { line: 1, col: 1, what: ProblemKind::YamlFrontMatter });
            return;
        }
        Err(error) => {
            let before = body.get(..error.span().map_or(0, |span| span.start)).unwrap_or(body);
            let col = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let message = error.message().trim_end_matches('.').replace('\n', ", ");
            let what = ProblemKind::FrontMatter { message };
            front.problem = Some(Problem { line: before.matches('\n').count() + 2, col, what });
            return;
        }
    };
    let mut wrong = |key: &'static str, wants| {
        let line = body.lines().position(|line| line.trim_start().starts_with(key)).unwrap_or(0) + 2;
        front.problem = Some(Problem { line, col: 1, what: ProblemKind::FrontMatterType { key, wants } });
    };
    match table.get("single_line") {
        Some(toml::Value::Boolean(on)) => front.single_line = *on,
        Some(_) => wrong("single_line", "true or false"),
        None => {}
    }
    match table.get("name") {
        Some(toml::Value::String(name)) if name.trim().is_empty() => {}
        Some(toml::Value::String(name)) => front.name = Some(name.trim().to_owned()),
        Some(_) => wrong("name", "a string"),
        None => {}
    }
}

/// Whether each line is `key: value`, an item, a comment or a continuation, as other tools write it.
pub(super) fn is_yaml(body: &str) -> bool {
    let is_key = |line: &str| {
        let colon = line.find(':').filter(|at| *at > 0);
        colon.is_some_and(|at| {
            let after = &line[at + 1..];
            line[..at].chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ' '))
                && (after.is_empty() || after.starts_with(' '))
        })
    };
    let mut lines = body.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', ' ', '\t', '-']));
    lines.clone().next().is_some() && lines.all(is_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read_or_blamed_at_its_place() {
        let bad = |message: &str| Some(ProblemKind::FrontMatter { message: message.into() });
        let mut table = vec![
            ("---\nname = \"A b\"\n---\nx", Some("A b"), false, 3, None),
            ("---\r\nsingle_line = true\r\nother = [1]\r\n---\r\n", None, true, 4, None),
            ("---\rname = \"A\"\r---\r", Some("A"), false, 3, None),
            ("---\n---\nx", None, false, 2, None),
            ("---\n\nQ: a\nA: b\n---\n", None, false, 0, None),
            ("---\n", None, false, 0, None),
            (" ---\nname = \"A\"\n---\n", None, false, 0, None),
            ("---\nname = \"A\"\nQ: a\n", None, false, 0, Some(ProblemKind::UnclosedFrontMatter)),
            ("---\ntitle: x\ntags:\n  - a\n---\n", None, false, 5, Some(ProblemKind::YamlFrontMatter)),
        ];
        let wants = ProblemKind::FrontMatterType { key: "name", wants: "a string" };
        table.push(("---\n\nname = 3\n---\n", None, false, 4, Some(wants)));
        for (text, name, single_line, lines, what) in table {
            let front = read(text, 0);
            assert_eq!((front.name.as_deref(), front.single_line, front.lines), (name, single_line, lines), "{text:?}");
            assert_eq!(front.problem.map(|problem| problem.what), what, "{text:?}");
        }
        let problem = read("---\nother = 1\nname = oops\n---\n", 0).problem.expect("a problem");
        assert_eq!((problem.line, problem.col), (3, 8));
        assert_ne!(Some(problem.what), bad(""));
    }
}
