//! An application: a company, a role, where it stands, and what is to be done next.

use std::ops::{Index, IndexMut};

use serde_json::{Map, Value, json};

use super::Day;

/// What is known of an application, one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Who.
    Company,
    /// For what.
    Role,
    /// How far it has come: a known word in lower case, or the user's own words.
    Status,
    /// What is to be done next.
    Next,
    /// When; `YYYY-MM-DD` where drill wrote it, else as it stands in the file.
    Date,
    /// Where it was found.
    Url,
    /// Remarks.
    Note,
}

impl Field {
    /// All of them, in the order of a table.
    pub const ALL: [Self; 7] = [Self::Company, Self::Role, Self::Status, Self::Next, Self::Date, Self::Url, Self::Note];

    /// Its word in the log, in JSON and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Role => "role",
            Self::Status => "status",
            Self::Next => "next",
            Self::Date => "date",
            Self::Url => "url",
            Self::Note => "note",
        }
    }

    /// The field of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }
}

/// A text for each field; empty where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields([String; 7]);

impl Index<Field> for Fields {
    type Output = String;

    fn index(&self, field: Field) -> &String {
        &self.0[field as usize]
    }
}

impl IndexMut<Field> for Fields {
    fn index_mut(&mut self, field: Field) -> &mut String {
        &mut self.0[field as usize]
    }
}

/// An application as the log leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Application {
    /// Its lasting name, made of company and role when it was first seen.
    pub id: String,
    /// What is known of it.
    pub fields: Fields,
    /// Removed, with its history kept.
    pub parked: bool,
    /// Its row as the tracker had it when it was last read or written, for the columns that the table has;
    /// none where it has no row.
    pub row: Option<Vec<(Field, String)>>,
}

impl Application {
    /// `Acme, ML Engineer`
    pub fn name(&self) -> String {
        name(&self.fields[Field::Company], &self.fields[Field::Role])
    }
}

fn name(company: &str, role: &str) -> String {
    if role.is_empty() { company.to_owned() } else { format!("{company}, {role}") }
}

/// One change of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which.
    pub field: Field,
    /// Before.
    pub was: String,
    /// After.
    pub is: String,
}

/// What one entry of the log changed in an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicationChange {
    /// The application.
    pub id: String,
    /// Its company, for whoever reads the entry alone.
    pub company: String,
    /// Its role.
    pub role: String,
    /// The fields that changed.
    pub turns: Vec<Turn>,
    /// Whether it was put away (true), or begun or taken back into use (false).
    pub parked: Option<bool>,
}

/// A day on which somebody will ask questions, as an application says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its day.
    pub day: Day,
    /// Whose.
    pub company: String,
    /// For what.
    pub role: String,
    /// The next step, or else the status.
    pub step: String,
}

impl ApplicationChange {
    /// True when the entry leaves everything as it was.
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty() && self.parked.is_none()
    }

    /// The change of a field, if it changed.
    pub fn turn(&self, field: Field) -> Option<&Turn> {
        self.turns.iter().find(|turn| turn.field == field)
    }

    /// How an entry carries it.
    pub fn to_json(&self) -> Value {
        let set: Map<String, Value> =
            self.turns.iter().map(|turn| (turn.field.word().to_owned(), json!([turn.was, turn.is]))).collect();
        let mut value =
            json!({ "application": self.id, "company": self.company, "role": self.role, "set": Value::Object(set) });
        if let Some(parked) = self.parked {
            value["parked"] = parked.into();
        }
        value
    }

    /// Reads what an entry carries; whatever it does not know it passes over.
    pub fn from_json(value: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let turn = |(word, pair): (&String, &Value)| {
            Some(Turn { field: Field::from_word(word)?, was: text(&pair[0]), is: text(&pair[1]) })
        };
        let mut turns: Vec<Turn> = value["set"].as_object().into_iter().flatten().filter_map(turn).collect();
        turns.sort_by_key(|turn| turn.field);
        let (id, company, role) = (text(&value["application"]), text(&value["company"]), text(&value["role"]));
        Self { id, company, role, turns, parked: value["parked"].as_bool() }
    }

    /// Which application it is about: `Acme, ML Engineer`.
    pub fn about(&self) -> String {
        name(&self.company, &self.role)
    }

    /// What changed, in words: `added; status applied`, `status applied → phone; date 2026-12-03`.
    pub fn words(&self) -> String {
        let begun = self.turn(Field::Company).is_some_and(|turn| turn.was.is_empty());
        let mut words = match self.parked {
            Some(true) => vec!["removed".to_owned()],
            Some(false) if begun => vec!["added".to_owned()],
            Some(false) => vec!["taken back into use".to_owned()],
            None => Vec::new(),
        };
        let named = |turn: &&Turn| !(begun && matches!(turn.field, Field::Company | Field::Role));
        words.extend(self.turns.iter().filter(named).map(|turn| {
            let word = turn.field.word();
            match (turn.was.as_str(), turn.is.as_str()) {
                (_, "") => format!("{word} cleared"),
                ("", is) => format!("{word} {is}"),
                (was, is) if turn.field == Field::Note && is.starts_with(was) => {
                    format!("note {}", is[was.len()..].trim_start_matches([';', ' ']))
                }
                (was, is) => format!("{word} {was} → {is}"),
            }
        }));
        words.join("; ")
    }
}

/// The applications' fold: what the entries that stand, oldest first, leave of an application; none if there is none.
pub fn fold<'a>(changes: impl IntoIterator<Item = &'a ApplicationChange>) -> Option<(Fields, bool)> {
    let mut folded = None;
    for change in changes {
        let (fields, parked) = folded.get_or_insert_with(|| (Fields::default(), false));
        for turn in &change.turns {
            fields[turn.field].clone_from(&turn.is);
        }
        *parked = change.parked.unwrap_or(*parked);
        // An entry whose beginning was taken back on another machine still says whom it is about.
        for (field, name) in [(Field::Company, &change.company), (Field::Role, &change.role)] {
            if fields[field].is_empty() {
                fields[field].clone_from(name);
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(turns: &[(Field, &str, &str)], parked: Option<bool>) -> ApplicationChange {
        let turn =
            |(field, was, is): &(Field, &str, &str)| Turn { field: *field, was: (*was).into(), is: (*is).into() };
        let turns = turns.iter().map(turn).collect();
        ApplicationChange { id: "acme-ml".into(), company: "Acme".into(), role: "ML".into(), turns, parked }
    }

    #[test]
    fn changes_are_worded_and_carried() {
        use Field::{Company, Date, Next, Note, Role, Status};
        let table = [
            (
                change(&[(Company, "", "Acme"), (Role, "", "ML"), (Status, "", "applied")], Some(false)),
                "added; status applied",
            ),
            (
                change(&[(Status, "applied", "phone"), (Date, "", "2026-12-03")], None),
                "status applied → phone; date 2026-12-03",
            ),
            (change(&[(Next, "call", "")], None), "next cleared"),
            (change(&[(Note, "a", "a; b")], None), "note b"),
            (change(&[], Some(true)), "removed"),
            (change(&[], Some(false)), "taken back into use"),
        ];
        for (change, words) in table {
            assert_eq!(change.words(), words);
            assert_eq!(ApplicationChange::from_json(&change.to_json()), change);
            assert_eq!(change.about(), "Acme, ML");
        }
        assert!(ApplicationChange::from_json(&json!([1, "a"])).is_empty());
    }

    #[test]
    fn the_last_word_on_each_field_holds() {
        use Field::{Company, Status};
        let added = change(&[(Company, "", "Acme"), (Status, "", "applied")], Some(false));
        let moved = change(&[(Status, "applied", "phone")], None);
        let gone = change(&[], Some(true));
        let status =
            |all: &[&ApplicationChange]| fold(all.iter().copied()).map(|(it, gone)| (it[Status].clone(), gone));
        assert_eq!(status(&[]), None);
        assert_eq!(status(&[&added, &moved]), Some(("phone".to_owned(), false)));
        assert_eq!(status(&[&added, &moved, &gone]), Some(("phone".to_owned(), true)));
        assert_eq!(status(&[&added, &gone, &added]), Some(("applied".to_owned(), false)));
        assert_eq!(fold([&moved]).unwrap().0[Company], "Acme");
    }
}
