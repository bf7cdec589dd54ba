//! The applications in the order in which they want something done.

use super::{
    dates,
    status::{Stage, stage},
};
use crate::model::{Application, Day, application::Field};

/// An application in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What is known of it.
    pub application: Application,
    /// Its date, if what stands there is one.
    pub day: Option<Day>,
    /// What its status means.
    pub stage: Stage,
    /// Days that the date of its next step is past; 0 if it is not, or if the application is over.
    pub overdue: i64,
}

impl Listed {
    /// Reads an application on a day.
    pub fn read(application: Application, today: Day) -> Self {
        let day = dates::read_written(&application.fields[Field::Date], today);
        let stage = stage(&application.fields[Field::Status]);
        let past = day.map_or(0, |day| today.since(day).max(0));
        Self { overdue: if stage == Stage::Closed { 0 } else { past }, application, day, stage }
    }
}

/// Next steps first: by date, then those with a step and no date, then those that wait, at last those that are over.
pub fn list(applications: Vec<Application>, today: Day) -> Vec<Listed> {
    let mut listed: Vec<Listed> = applications.into_iter().map(|one| Listed::read(one, today)).collect();
    listed.sort_by_cached_key(|one| {
        let fields = &one.application.fields;
        let over = one.stage == Stage::Closed;
        let turn = match one.day {
            Some(_) if !over => 0,
            _ if over => 3,
            _ if !fields[Field::Next].is_empty() => 1,
            _ => 2,
        };
        let day = if over { None } else { one.day };
        (turn, day, fields[Field::Company].to_lowercase(), fields[Field::Role].to_lowercase())
    });
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_steps_come_first() {
        let one = |company: &str, status: &str, next: &str, date: &str| {
            let mut application = Application::default();
            for (field, text) in
                [(Field::Company, company), (Field::Status, status), (Field::Next, next), (Field::Date, date)]
            {
                application.fields[field] = text.to_owned();
            }
            application
        };
        let all = vec![
            one("closed", "rejected", "", "2026-11-01"),
            one("waits", "applied", "", ""),
            one("asks", "applied", "write to them", "soon"),
            one("later", "onsite", "onsite", "2026-12-03"),
            one("missed", "phone", "call back", "20 Nov"),
            one("today", "phone", "call", "2026-11-22"),
        ];
        let listed = list(all, "2026-11-22".parse().unwrap());
        let found: Vec<(&str, i64)> =
            listed.iter().map(|one| (one.application.fields[Field::Company].as_str(), one.overdue)).collect();
        let wanted = [("missed", 2), ("today", 0), ("later", 0), ("asks", 0), ("waits", 0), ("closed", 0)];
        assert_eq!(found, wanted);
    }
}
