//! Settings: `config.toml`, with a default for every key and a clear word for every slip.

use std::path::{Path, PathBuf};

use chrono::Weekday;
use thiserror::Error;
use toml_edit::{DocumentMut, Item, Value};

use crate::model::{
    mock::Length,
    name::{Found, find},
};

/// How many keys rate a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// 0..5.
    Six,
    /// 1 again, 2 hard, 3 good, 4 easy; on a terminal only.
    Four,
}

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Minutes a day; no card enters after them. 0 is no limit.
    pub minutes: u32,
    /// Cards a day, repeats left out. 0 is no limit.
    pub grades: u32,
    /// New cards a day.
    pub new: u32,
    /// Days before an interview on which no new card enters; -1 is the usual: seven, or a quarter of the days there were.
    pub new_stop: i32,
    /// The hour at which a day starts, local time, 0..=23.
    pub rollover: u32,
    /// A grade below it brings a card back in the same sitting: 4 or 3.
    pub repeat_below: u8,
    /// How many keys rate a card.
    pub keys: Keys,
    /// Seconds that a card should take, shown beside the clock of the screen. 0 is no clock.
    pub clock: u32,
    /// Minutes of a mock, unless it is said: 15, 35, 45 or 60.
    pub mock_length: Length,
    /// Whether the screen asks how sure one is before it shows the answer.
    pub confidence: bool,
    /// The day on which a week of the weekly log begins.
    pub week_start: Weekday,
    /// The name of this machine in the log; empty for one that is minted.
    pub device: String,
    /// Headings whose checklist lines are topics.
    pub tracker_topics: Vec<String>,
    /// Headings whose checklist lines are none.
    pub tracker_ignore: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            minutes: 20,
            grades: 60,
            new: 15,
            new_stop: -1,
            rollover: 4,
            repeat_below: 4,
            keys: Keys::Six,
            clock: 60,
            mock_length: Length::Usual,
            confidence: false,
            week_start: Weekday::Mon,
            device: String::new(),
            tracker_topics: Vec::new(),
            tracker_ignore: Vec::new(),
        }
    }
}

/// A key with what `drill config` says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its dotted name.
    pub key: &'static str,
    /// Its value, as TOML writes it.
    pub value: String,
    /// True when it stands in the file.
    pub from_file: bool,
    /// What it does, in one line.
    pub about: &'static str,
}

/// Every key with its meaning; `read` and `show` below know how to take and give each.
const KEYS: [(&str, &str); 14] = [
    ("minutes", "minutes a day, after which no further card enters (0: no limit)"),
    ("grades", "cards a day, repeats left out (0: no limit)"),
    ("new", "new cards a day"),
    ("new_stop", "days without new cards before an interview (-1: seven, or a quarter of the days if less)"),
    ("rollover", "hour at which a day starts, 0 to 23, local time"),
    ("repeat_below", "a grade below it brings the card back in the same sitting (4 or 3)"),
    ("keys", "keys that rate a card on a terminal: \"six\" (0..5) or \"four\" (again, hard, good, easy)"),
    ("clock", "seconds a card should take, beside the clock of the full screen (0: no clock)"),
    ("mock_length", "minutes of a mock, unless it is said: 15, 35, 45 or 60"),
    ("confidence", "say sure, maybe or no before the answer, on the full screen (true or false)"),
    ("week_start", "day on which a week begins: \"monday\", \"sunday\", .."),
    ("device", "name of this machine in the log (empty: one is made up at the first run)"),
    ("tracker.topics", "headings whose checklist lines are topics, whatever their words say"),
    ("tracker.ignore", "headings whose checklist lines are never topics"),
];

/// What is wrong with a setting.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read or written.
    #[error("cannot {verb} {}", path.display())]
    Io {
        /// `read` or `write`.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file is no TOML.
    #[error("{}:{line}:{col}: {message}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        col: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// No such key.
    #[error("{place}no setting is called '{key}'")]
    Unknown {
        /// `path:line:col: `, or nothing when the key was typed.
        place: String,
        /// The key.
        key: String,
        /// The nearest keys.
        near: Vec<&'static str>,
    },
    /// A value of the wrong kind or out of range.
    #[error("{place}{key} takes {wanted}, not {found}")]
    Value {
        /// `path:line:col: `, or nothing when the value was typed.
        place: String,
        /// The key.
        key: &'static str,
        /// What it takes.
        wanted: &'static str,
        /// What it was given.
        found: String,
    },
}

impl Config {
    /// Reads the settings of a file; a missing file is all defaults.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        Ok(read_file(path)?.0)
    }

    /// The rules by which checklist lines are told apart, as headings.
    pub fn tracker_rules(&self) -> (Vec<String>, Vec<String>) {
        (self.tracker_topics.clone(), self.tracker_ignore.clone())
    }

    /// Takes a value for a key; what it takes is said when it does not.
    fn take(&mut self, key: &str, value: &Value) -> Result<(), &'static str> {
        let number = |low: i64, high: i64| value.as_integer().filter(|number| (low..=high).contains(number));
        let small = |high: i64, wanted| number(0, high).and_then(|number| u32::try_from(number).ok()).ok_or(wanted);
        let words = || -> Option<Vec<String>> {
            value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect()
        };
        match key {
            "minutes" => self.minutes = small(1_440, "a number of minutes from 0 to 1440")?,
            "grades" => self.grades = small(100_000, "a number from 0 to 100000")?,
            "new" => self.new = small(100_000, "a number from 0 to 100000")?,
            "new_stop" => {
                let days = number(-1, 365).and_then(|days| i32::try_from(days).ok());
                self.new_stop = days.ok_or("a number of days from 0 to 365, or -1")?;
            }
            "rollover" => self.rollover = small(23, "an hour from 0 to 23")?,
            "repeat_below" => self.repeat_below = if number(3, 4).ok_or("3 or 4")? == 3 { 3 } else { 4 },
            "keys" => {
                self.keys = match value.as_str() {
                    Some("six") => Keys::Six,
                    Some("four") => Keys::Four,
                    _ => return Err("\"six\" or \"four\""),
                }
            }
            "clock" => self.clock = small(3_600, "a number of seconds from 0 to 3600")?,
            "mock_length" => {
                let minutes = number(0, 60).and_then(|number| u32::try_from(number).ok());
                self.mock_length = minutes.and_then(Length::from_minutes).ok_or("15, 35, 45 or 60")?;
            }
            "confidence" => self.confidence = value.as_bool().ok_or("true or false")?,
            "week_start" => {
                let day = value.as_str().and_then(|day| day.parse().ok());
                self.week_start = day.ok_or("a day of the week, as \"monday\" or \"sunday\"")?;
            }
            "device" => {
                let name = value.as_str().filter(|name| name.len() <= 64);
                name.ok_or("a name of at most 64 bytes")?.clone_into(&mut self.device);
            }
            "tracker.topics" => self.tracker_topics = words().ok_or("a list of headings, [\"..\"]")?,
            "tracker.ignore" => self.tracker_ignore = words().ok_or("a list of headings, [\"..\"]")?,
            _ => {}
        }
        Ok(())
    }

    /// The value of a key, as TOML writes it.
    fn show(&self, key: &str) -> String {
        let words = |list: &[String]| Value::from_iter(list.iter().map(String::as_str)).to_string();
        match key {
            "minutes" => self.minutes.to_string(),
            "grades" => self.grades.to_string(),
            "new" => self.new.to_string(),
            "new_stop" => self.new_stop.to_string(),
            "rollover" => self.rollover.to_string(),
            "repeat_below" => self.repeat_below.to_string(),
            "keys" => Value::from(if self.keys == Keys::Six { "six" } else { "four" }).to_string(),
            "clock" => self.clock.to_string(),
            "mock_length" => self.mock_length.minutes().to_string(),
            "confidence" => self.confidence.to_string(),
            "week_start" => Value::from(weekday(self.week_start)).to_string(),
            "device" => Value::from(self.device.as_str()).to_string(),
            "tracker.topics" => words(&self.tracker_topics),
            "tracker.ignore" => words(&self.tracker_ignore),
            _ => String::new(),
        }
    }
}

/// A day of the week as the settings say it.
const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

/// Every key with its value and where it comes from.
pub fn settings(path: &Path) -> Result<Vec<Setting>, ConfigError> {
    let (config, set) = read_file(path)?;
    let setting = |(key, about): (&'static str, &'static str)| Setting {
        key,
        value: config.show(key),
        from_file: set.iter().any(|name| name == key),
        about,
    };
    Ok(KEYS.map(setting).into())
}

/// The key that a typed name means.
pub fn key_named(typed: &str) -> Result<&'static str, ConfigError> {
    known(typed).ok_or_else(|| ConfigError::Unknown { place: String::new(), key: typed.to_owned(), near: near(typed) })
}

/// Writes one value into the file, leaving every other byte of it alone; an empty text removes the key.
pub fn set(path: &Path, key: &'static str, text: &str) -> Result<(), ConfigError> {
    let before = read_text(path)?;
    let mut document = parse(path, &before)?;
    let value = text.parse::<Value>().unwrap_or_else(|_| Value::from(text));
    let mut probe = Config::default();
    if text.is_empty() {
        remove(&mut document, key);
    } else {
        probe.take(key, &value).map_err(|wanted| ConfigError::Value {
            place: String::new(),
            key,
            wanted,
            found: text.to_owned(),
        })?;
        insert(&mut document, key, value);
    }
    let after = document.to_string();
    // Nothing is written into a file that is broken elsewhere: it would be refused at the next reading.
    read_text_of(path, &after)?;
    write(path, &after)
}

fn insert(document: &mut DocumentMut, key: &str, value: Value) {
    let (table, name) = match key.split_once('.') {
        Some((table, name)) => (document.entry(table).or_insert(toml_edit::table()).as_table_like_mut(), name),
        None => (Some(document.as_table_mut() as &mut dyn toml_edit::TableLike), key),
    };
    if let Some(table) = table {
        match table.get_mut(name).and_then(Item::as_value_mut) {
            // The comment behind the old value stays.
            Some(old) => {
                let decor = old.decor().clone();
                *old = value;
                *old.decor_mut() = decor;
            }
            None => {
                table.insert(name, Item::Value(value));
            }
        }
    }
}

fn remove(document: &mut DocumentMut, key: &str) {
    match key.split_once('.') {
        Some((table, name)) => {
            document.get_mut(table).and_then(Item::as_table_like_mut).and_then(|table| table.remove(name))
        }
        None => document.remove(key),
    };
}

fn write(path: &Path, text: &str) -> Result<(), ConfigError> {
    let failed = |source| ConfigError::Io { verb: "write", path: path.into(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

fn read_file(path: &Path) -> Result<(Config, Vec<String>), ConfigError> {
    read_text_of(path, &read_text(path)?)
}

fn read_text_of(path: &Path, text: &str) -> Result<(Config, Vec<String>), ConfigError> {
    let document = toml_edit::Document::parse(text).map_err(|error| syntax(path, text, &error))?;
    let mut config = Config::default();
    let mut set = Vec::new();
    for (key, value, at) in leaves(document.as_table()) {
        let place = format!("{}:{}", path.display(), place(text, at));
        let Some(name) = known(&key).filter(|name| *name == key) else {
            return Err(ConfigError::Unknown { place: format!("{place}: "), near: near(&key), key });
        };
        let place = format!("{place}: ");
        let wrong =
            |wanted| ConfigError::Value { place, key: name, wanted, found: value.to_string().trim().to_owned() };
        config.take(name, &value).map_err(wrong)?;
        set.push(key);
    }
    Ok((config, set))
}

fn read_text(path: &Path) -> Result<String, ConfigError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(source) => Err(ConfigError::Io { verb: "read", path: path.into(), source }),
    }
}

fn parse(path: &Path, text: &str) -> Result<DocumentMut, ConfigError> {
    text.parse::<DocumentMut>().map_err(|error| syntax(path, text, &error))
}

fn syntax(path: &Path, text: &str, error: &toml_edit::TomlError) -> ConfigError {
    let (line, col) = line_col(text, error.span().map_or(0, |span| span.start));
    let message = error.message().trim().to_lowercase().replace('\n', ", ");
    ConfigError::Syntax { path: path.into(), line, col, message }
}

/// Every value of the file with its dotted key and the byte where its key stands; one level of tables is known.
fn leaves(table: &toml_edit::Table) -> Vec<(String, Value, usize)> {
    let mut found = Vec::new();
    for (name, item) in table {
        let at = table.key(name).and_then(toml_edit::Key::span).map_or(0, |span| span.start);
        match item {
            Item::Value(Value::InlineTable(inner)) => {
                found.extend(inner.iter().map(|(leaf, value)| (format!("{name}.{leaf}"), value.clone(), at)));
            }
            Item::Value(value) => found.push((name.to_owned(), value.clone(), at)),
            Item::Table(inner) => {
                let leaf = |(key, value, at): (String, Value, usize)| (format!("{name}.{key}"), value, at);
                found.extend(leaves(inner).into_iter().map(leaf));
            }
            Item::ArrayOfTables(_) => found.push((name.to_owned(), Value::from("[[..]]"), at)),
            Item::None => {}
        }
    }
    found
}

fn place(text: &str, at: usize) -> String {
    let (line, col) = line_col(text, at);
    format!("{line}:{col}")
}

fn line_col(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let col = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, col)
}

fn known(typed: &str) -> Option<&'static str> {
    let plain = typed.trim().to_lowercase().replace('-', "_");
    KEYS.iter().map(|(key, _)| *key).find(|key| *key == plain)
}

fn near(typed: &str) -> Vec<&'static str> {
    let names: Vec<&'static str> = KEYS.iter().map(|(key, _)| *key).collect();
    match find(typed, &names) {
        Found::One(at) => vec![names[at]],
        Found::Several(all) | Found::None(all) => all.into_iter().map(|at| names[at]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn values_are_read_and_the_rest_is_default() {
        let (_folder, path) = file("minutes = 35 # long\nkeys = \"four\"\n[tracker]\nignore = [\"Chores\"]\n");
        let config = Config::load(&path).unwrap();
        let expected =
            Config { minutes: 35, keys: Keys::Four, tracker_ignore: vec!["Chores".to_owned()], ..Config::default() };
        assert_eq!(config, expected);
        assert_eq!(Config::load(Path::new("/nowhere/config.toml")).unwrap(), Config::default());
    }

    #[test]
    fn slips_are_told_with_their_place() {
        for (text, message) in [
            ("minuts = 3\n", "1:1: no setting is called 'minuts'"),
            ("new = 3\n  rollover = 24\n", "2:3: rollover takes an hour from 0 to 23, not 24"),
            ("minutes = \"many\"\n", "1:1: minutes takes a number of minutes from 0 to 1440, not \"many\""),
            ("[tracker]\nignroe = []\n", "2:1: no setting is called 'tracker.ignroe'"),
            ("new = \n", "1:7: "),
        ] {
            let (_folder, path) = file(text);
            let said = Config::load(&path).unwrap_err().to_string();
            let said = said.strip_prefix(&format!("{}:", path.display())).unwrap_or(&said).to_owned();
            assert!(said.starts_with(message), "{text:?} gave {said:?}");
        }
        assert!(matches!(key_named("minuts"), Err(ConfigError::Unknown { near, .. }) if near == ["minutes"]));
    }

    #[test]
    fn one_value_is_written_and_nothing_else() {
        let (_folder, path) = file("# mine\nminutes = 35 # long\n");
        set(&path, "minutes", "40").unwrap();
        set(&path, "tracker.topics", "[\"Rust\"]").unwrap();
        set(&path, "keys", "four").unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# mine\nminutes = 40 # long\n"), "{text}");
        let config = Config::load(&path).unwrap();
        assert_eq!((config.minutes, config.keys, config.tracker_topics.len()), (40, Keys::Four, 1));
        set(&path, "minutes", "").unwrap();
        assert_eq!(Config::load(&path).unwrap().minutes, 20);
        assert!(set(&path, "minutes", "soon").is_err());
    }
}
