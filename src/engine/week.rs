//! A week of the log.

mod write;

use serde_json::Value;

use super::{Home, Result};
use crate::jobs::{
    dates, status,
    week::{Practised, Span, Spoken, Studied, Week},
};
use crate::model::{ApplicationChange, Day, Deed, Entry, What, application::Field};

pub use write::WeekWritten;

impl Home {
    /// The week that a day belongs to, by this home's first day of the week.
    pub fn week_of(&self, day: Day) -> Span {
        Span::of(day, self.config.week_start)
    }

    /// What was done in a week; what was taken back is no part of it.
    pub fn week(&self, span: Span) -> Result<Week> {
        let store = &self.store;
        let mut week = Week::new(span);
        let days = store.days(span.first, span.last)?;
        week.seconds = days.iter().fold(0, |sum, (_, total)| sum.saturating_add(total.seconds));
        for (section, topic, grades) in store.grades_by_topic(span.first, span.last)? {
            week.studied.push(Studied { section, topic, grades });
        }
        week.studied.sort_by_key(|studied| std::cmp::Reverse(studied.answers()));
        for entry in store.deeds_between(span.first, span.last)? {
            if store.stands(&entry)? {
                self.tell(&mut week, &entry)?;
            }
        }
        Ok(week)
    }

    fn tell(&self, week: &mut Week, entry: &Entry) -> Result<()> {
        match &entry.what {
            What::Earned { topic, .. } => push_new(&mut week.earned, self.store.topic(*topic)?.title.name),
            What::Lost { topic, .. } => push_new(&mut week.lost, self.store.topic(*topic)?.title.name),
            What::Deed { deed, seconds, detail, .. } => match deed {
                Deed::Mock => {
                    week.seconds = week.seconds.saturating_add(*seconds);
                    week.designs.push(practised(entry.day, detail));
                }
                Deed::Telling => {
                    week.seconds = week.seconds.saturating_add(*seconds);
                    week.told.push(Spoken { name: text(&detail["title"]), day: entry.day });
                }
                Deed::Debrief => {
                    let (company, role) = (text(&detail["company"]), text(&detail["role"]));
                    let name = if role.is_empty() { company } else { format!("{company}, {role}") };
                    week.real.push(Spoken { name, day: entry.day });
                }
                Deed::Application => moved(week, &ApplicationChange::from_json(detail)),
                Deed::Found => {
                    let change = ApplicationChange::from_json(detail);
                    if !is_older(&change, entry.day, week.span) {
                        moved(week, &change);
                    }
                }
                // A card that was asked in an interview is among the answers.
                Deed::Asked | Deed::Story | Deed::Plan => {}
            },
            _ => {}
        }
        Ok(())
    }
}

fn push_new(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn practised(day: Day, detail: &Value) -> Practised {
    let score = detail["score"].as_f64().map(|score| (score * 100.0).round());
    // A score of a rubric lies between 1 and 4.
    let score = score.filter(|score| (0.0..=1000.0).contains(score)).map(|score| score as u32);
    let minutes = detail["minutes"].as_u64().and_then(|minutes| u32::try_from(minutes).ok()).unwrap_or(0);
    Practised { scenario: text(&detail["title"]), day, minutes, score, result: text(&detail["result"]) }
}

/// True for a row that the file had when drill first saw it, and that was sent in some week before: by its date, or
/// because an answer to it has come already.
fn is_older(change: &ApplicationChange, seen: Day, span: Span) -> bool {
    let is = |field| change.turn(field).filter(|turn| turn.was.is_empty()).map(|turn| turn.is.as_str());
    let is_dated_before = || {
        let date = is(Field::Date).and_then(|date| dates::read_written(date, seen));
        date.is_some_and(|date| date < span.first)
    };
    is(Field::Status).is_some_and(|it| status::stage(it) == status::Stage::Interview || is_dated_before())
}

/// An application was sent when it was added as such, or moved to it from a mere interest.
fn moved(week: &mut Week, change: &ApplicationChange) {
    let name = change.about();
    let Some(turn) = change.turn(Field::Status) else { return };
    let before = ["", "interested", "saved", "referred"].contains(&turn.was.as_str());
    if before && turn.is != "interested" && turn.is != "saved" && !turn.is.is_empty() {
        let (was, is) = (String::new(), turn.is.clone());
        if !week.sent.iter().any(|it| it.name == name) && status::stage(&is) != status::Stage::Closed {
            week.sent.push(crate::jobs::week::Moved { name, was, is });
        }
    } else if !turn.was.is_empty() {
        week.change(&name, &turn.was, &turn.is);
    }
}
