//! The TOML at the top of a file of a kind of story.

use toml::Value;

use super::fault::{Fault, FaultKind, near};

/// What the front matter says.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) general: bool,
    /// How many lines it takes.
    pub(super) lines: usize,
}

const KEYS: [&str; 4] = ["id", "title", "aliases", "general"];

/// Reads the front matter; what is wrong with it is added to `faults`.
pub(super) fn read(text: &str, faults: &mut Vec<Fault>) -> Front {
    let mut fault = |line, col, what| faults.push(Fault { line, col, what });
    let mut front = Front::default();
    let mut lines = text.lines();
    if lines.next().map(str::trim_end) != Some("---") {
        fault(1, 1, FaultKind::NoFrontMatter);
        return front;
    }
    let body: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != "---").collect();
    if text.lines().nth(body.len() + 1).is_none() {
        fault(1, 1, FaultKind::UnclosedFrontMatter);
        return front;
    }
    front.lines = body.len() + 2;
    let body = body.join("\n");
    let table = match toml::from_str::<toml::Table>(&body) {
        Ok(table) => table,
        Err(error) => {
            let before = body.get(..error.span().map_or(0, |span| span.start)).unwrap_or(&body);
            let col = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let message = error.message().trim_end_matches('.').replace('\n', ", ");
            fault(before.matches('\n').count() + 2, col, FaultKind::FrontMatter { message });
            return front;
        }
    };
    let line_of = |key: &str| body.lines().position(|line| line.trim_start().starts_with(key)).unwrap_or(0) + 2;
    for key in table.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        fault(line_of(key), 1, FaultKind::UnknownKey { found: key.clone(), near: near(key, &KEYS) });
    }
    let mut text_of = |key: &'static str| match table.get(key) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Some(Value::String(_)) | None => {
            fault(1, 1, FaultKind::MissingKey { key });
            None
        }
        Some(_) => {
            fault(line_of(key), 1, FaultKind::KeyType { key, wants: "a text" });
            None
        }
    };
    front.id = text_of("id");
    front.title = text_of("title");
    if let Some(id) = &front.id
        && !fits(id)
    {
        fault(line_of("id"), 1, FaultKind::BadId { id: id.clone() });
        front.id = None;
    }
    match table.get("aliases") {
        Some(Value::Array(all)) if all.iter().all(Value::is_str) => {
            front.aliases = all.iter().filter_map(Value::as_str).map(|alias| alias.trim().to_owned()).collect();
        }
        Some(_) => fault(line_of("aliases"), 1, FaultKind::KeyType { key: "aliases", wants: "a list of texts" }),
        None => {}
    }
    match table.get("general") {
        Some(Value::Boolean(general)) => front.general = *general,
        Some(_) => fault(line_of("general"), 1, FaultKind::KeyType { key: "general", wants: "true or false" }),
        None => {}
    }
    front
}

/// An id stands in ids of items, and is kept short for that.
fn fits(id: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    (1..=40).contains(&id.len()) && id.chars().all(letters)
}
