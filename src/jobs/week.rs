//! A week of work, put together from the entries of the log.

use chrono::{Datelike, Days, Weekday};

use crate::model::Day;

/// The seven days of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
}

impl Span {
    /// The week that a day belongs to, when weeks begin on `start`.
    pub fn of(day: Day, start: Weekday) -> Self {
        let back = day.date().weekday().days_since(start);
        let first = day.date().checked_sub_days(Days::new(u64::from(back))).map_or(day, Day::new);
        Self { first, last: first.plus(6) }
    }

    /// The week before.
    #[must_use]
    pub fn before(self) -> Self {
        Self { first: self.first.plus(-7), last: self.last.plus(-7) }
    }

    /// Its year and number by ISO 8601; a week that begins on another day than Monday is the one that holds most of it.
    pub fn number(self) -> (i32, u32) {
        let week = self.first.plus(3).date().iso_week();
        (week.year(), week.week())
    }
}

/// A topic that was studied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Studied {
    /// Its section.
    pub section: String,
    /// Its title.
    pub topic: String,
    /// How often each grade was given, 0 to 5.
    pub grades: [u32; 6],
}

impl Studied {
    /// All answers.
    pub fn answers(&self) -> u32 {
        self.grades.iter().sum()
    }

    /// The mean grade, in hundredths.
    pub fn mean(&self) -> u32 {
        mean(&self.grades)
    }
}

/// The mean grade of some answers, in hundredths; 0 without any.
pub fn mean(grades: &[u32; 6]) -> u32 {
    let sum: u32 = grades.iter().zip(0..).map(|(count, grade): (&u32, u32)| count * grade).sum();
    (sum * 100).checked_div(grades.iter().sum()).unwrap_or(0)
}

/// A scenario that was practised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practised {
    /// Its title.
    pub scenario: String,
    /// When.
    pub day: Day,
    /// How long the mock was meant to be, in minutes.
    pub minutes: u32,
    /// Its score in hundredths; none where nothing was scored.
    pub score: Option<u32>,
    /// What it counts as: `pass`, ..; empty if not said.
    pub result: String,
}

impl Practised {
    /// A full mock; a shorter one is a sprint.
    pub const fn is_full(&self) -> bool {
        self.minutes >= 35
    }
}

/// Something else that was spoken: a story told, a real interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The story, or company and role.
    pub name: String,
    /// When.
    pub day: Day,
}

/// An application that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Company and role.
    pub name: String,
    /// Its status before; empty for one that was sent.
    pub was: String,
    /// Its status after.
    pub is: String,
}

/// A week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its days.
    pub span: Span,
    /// Seconds of study, at most two minutes for each answer.
    pub seconds: u32,
    /// The topics studied, most answers first.
    pub studied: Vec<Studied>,
    /// The topics whose box was earned.
    pub earned: Vec<String>,
    /// The topics whose box was lost.
    pub lost: Vec<String>,
    /// The scenarios practised, in the order of the log.
    pub designs: Vec<Practised>,
    /// The stories told.
    pub told: Vec<Spoken>,
    /// The real interviews looked back on.
    pub real: Vec<Spoken>,
    /// The applications sent.
    pub sent: Vec<Moved>,
    /// The applications whose status changed.
    pub moved: Vec<Moved>,
}

impl Week {
    /// A week in which nothing happened yet.
    pub const fn new(span: Span) -> Self {
        Self {
            span,
            seconds: 0,
            studied: Vec::new(),
            earned: Vec::new(),
            lost: Vec::new(),
            designs: Vec::new(),
            told: Vec::new(),
            real: Vec::new(),
            sent: Vec::new(),
            moved: Vec::new(),
        }
    }

    /// Notes a change of an application's status; several in one week are one.
    pub fn change(&mut self, name: &str, was: &str, is: &str) {
        if let Some(sent) = self.sent.iter_mut().find(|it| it.name == name) {
            is.clone_into(&mut sent.is);
            return;
        }
        match self.moved.iter_mut().find(|it| it.name == name) {
            Some(moved) => is.clone_into(&mut moved.is),
            None => self.moved.push(Moved { name: name.to_owned(), was: was.to_owned(), is: is.to_owned() }),
        }
        self.moved.retain(|it| it.was != it.is);
    }

    /// All grades of the week, 0 to 5.
    pub fn grades(&self) -> [u32; 6] {
        let mut all = [0; 6];
        for studied in &self.studied {
            all.iter_mut().zip(studied.grades).for_each(|(sum, count)| *sum += count);
        }
        all
    }

    /// True when there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::new(self.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_one_of_the_calendar() {
        let table = [
            ("2026-11-22", Weekday::Mon, "2026-11-16", "2026-11-22", (2026, 47)),
            ("2026-11-22", Weekday::Sun, "2026-11-22", "2026-11-28", (2026, 48)),
            ("2026-11-23", Weekday::Mon, "2026-11-23", "2026-11-29", (2026, 48)),
            ("2027-01-01", Weekday::Mon, "2026-12-28", "2027-01-03", (2026, 53)),
            ("2024-12-31", Weekday::Mon, "2024-12-30", "2025-01-05", (2025, 1)),
            ("2026-11-20", Weekday::Sat, "2026-11-14", "2026-11-20", (2026, 47)),
        ];
        for (day, start, first, last, number) in table {
            let span = Span::of(day.parse().unwrap(), start);
            assert_eq!((span.first.to_string().as_str(), span.last.to_string().as_str()), (first, last), "{day}");
            assert_eq!(span.number(), number, "{day}");
            assert_eq!(span.before().last.plus(1), span.first);
        }
    }

    #[test]
    fn answers_and_moves_are_put_together() {
        let mut week = Week::new(Span::of("2026-11-22".parse().unwrap(), Weekday::Mon));
        assert!(week.is_empty());
        let (section, topic) = ("Deep Learning".to_owned(), "Dropout".to_owned());
        week.studied.push(Studied { section, topic, grades: [0, 0, 0, 0, 1, 1] });
        week.change("Acme", "applied", "phone");
        week.change("Acme", "phone", "onsite");
        week.change("Beta", "applied", "phone");
        week.change("Beta", "phone", "applied");
        assert_eq!((week.grades(), week.studied[0].answers(), week.studied[0].mean()), ([0, 0, 0, 0, 1, 1], 2, 450));
        assert_eq!(week.moved, [Moved { name: "Acme".into(), was: "applied".into(), is: "onsite".into() }]);
    }
}
