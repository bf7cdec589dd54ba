//! Dates as people write them, read relative to a study day.
//!
//! The rules, in one place: a day and month without a year are the nearest such day that is not past (today counts);
//! a weekday is the coming one (today counts), `next Thu` the one of the week after this one (weeks begin on Monday);
//! dots put the day first, slashes and hyphens may mean either and are refused when both readings exist and differ.
//! Names are English or German. Hours are no part of a date.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::calendar::{self, Unit, Word};
use crate::model::Day;

/// Why a text is no date. Every day in it is a reading that the user may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Nothing was written.
    Empty,
    /// No calendar has that day: `31 Nov`.
    Impossible {
        /// What was written.
        typed: String,
        /// The three nearest days, earliest first.
        near: [Day; 3],
    },
    /// Day and month may stand either way round: `3/12`.
    TwoReadings {
        /// What was written.
        typed: String,
        /// Read day first and month first, earliest first.
        readings: [Day; 2],
    },
    /// The weekday and the date do not belong together: `Mon 3 Dec`.
    OtherWeekday {
        /// What was written.
        typed: String,
        /// The date as it is, and the two days nearest to it that fall on that weekday; earliest first.
        near: [Day; 3],
    },
    /// It has an hour, which a date cannot hold.
    WithTime {
        /// What was written.
        typed: String,
    },
    /// A word that means nothing in a date.
    Unknown {
        /// What was written.
        typed: String,
        /// The word that was not understood.
        word: String,
        /// The nearest word that is, if one is near.
        near: Option<&'static str>,
    },
    /// Words that are known, but are no date together.
    NotADate {
        /// What was written.
        typed: String,
    },
}

impl fmt::Display for DateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(out, "no date was given"),
            Self::Impossible { typed, .. } => write!(out, "there is no day '{typed}'"),
            Self::TwoReadings { typed, .. } => write!(out, "'{typed}' can be read in two ways"),
            Self::OtherWeekday { typed, .. } => write!(out, "'{typed}' does not fall on that weekday"),
            Self::WithTime { typed } => write!(out, "'{typed}' has an hour; a date is a day"),
            Self::Unknown { typed, word, .. } if typed == word => write!(out, "'{typed}' is no date"),
            Self::Unknown { typed, word, .. } => write!(out, "'{typed}' is no date: '{word}' is not understood"),
            Self::NotADate { typed } => write!(out, "'{typed}' is no date"),
        }
    }
}

impl std::error::Error for DateError {}

impl DateError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Impossible { near, .. } | Self::OtherWeekday { near, .. } => {
                format!("did you mean {}, {} or {}?", shown(near[0]), shown(near[1]), shown(near[2]))
            }
            Self::TwoReadings { readings, .. } => {
                format!("did you mean {} or {}? write it so, or with the month's name", readings[0], readings[1])
            }
            Self::WithTime { .. } => "write the hour into the next step".to_owned(),
            Self::Unknown { near: Some(near), .. } => format!("did you mean '{near}'?"),
            _ => "write it like 2026-12-03, 3 Dec, Thu, tomorrow or 'in 2 weeks'".to_owned(),
        }
    }
}

/// A day as it is echoed: `Thu 2026-12-03`.
pub fn shown(day: Day) -> String {
    format!("{} {day}", day.date().format("%a"))
}

/// Reads a date that was typed today.
pub fn read(text: &str, today: Day) -> Result<Day, DateError> {
    Reader { typed: text.trim(), today: today.date(), year: Year::Coming }.read().map(Day::new)
}

/// Reads the date of something that was: without a year, or a bare weekday, it is the latest that is not to come.
pub fn read_past(text: &str, today: Day) -> Result<Day, DateError> {
    Reader { typed: text.trim(), today: today.date(), year: Year::Latest }.read().map(Day::new)
}

/// Reads a date that stands in a file: nobody knows when it was written, so only one that holds on any day is read.
///
/// Without a year it is the one nearest to today, past or to come; an hour behind it is passed over.
pub fn read_written(text: &str, today: Day) -> Option<Day> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.iter().any(|word| word.chars().any(|letter| letter.is_ascii_digit())) {
        while words.last().is_some_and(|word| calendar::is_time(word) || matches!(*word, "at" | "um" | "uhr")) {
            words.pop();
        }
        let typed = words.join(" ");
        let reader = Reader { typed: &typed, today: today.date(), year: Year::Nearest };
        return reader.fixed().map(Day::new);
    }
    None
}

/// Which year a date without one belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    /// The first that makes it today or later.
    Coming,
    /// The last that makes it today or earlier.
    Latest,
    /// The one that brings it nearest to today.
    Nearest,
}

struct Reader<'a> {
    typed: &'a str,
    today: NaiveDate,
    year: Year,
}

type Read = Result<NaiveDate, DateError>;

impl Reader<'_> {
    fn read(&self) -> Read {
        let words = self.words()?;
        if words.is_empty() {
            return Err(if self.typed.is_empty() { DateError::Empty } else { self.no_date() });
        }
        match words[..] {
            [Word::Weekday(weekday), ref rest @ ..] if !rest.is_empty() => self.on(weekday, self.dated(rest)?),
            [ref rest @ .., Word::Weekday(weekday)] if rest.len() > 1 => self.on(weekday, self.dated(rest)?),
            _ => self.dated(&words).or_else(|error| match error {
                DateError::NotADate { .. } => self.relative(&words),
                other => Err(other),
            }),
        }
    }

    /// Only what means the same day whenever it is read.
    fn fixed(&self) -> Option<NaiveDate> {
        let words = self.words().ok()?;
        let rest = match &words[..] {
            [Word::Weekday(_), rest @ ..] => rest,
            all => all,
        };
        self.dated(rest).ok()
    }

    fn words(&self) -> Result<Vec<Word>, DateError> {
        let typed = self.typed.to_lowercase();
        let mut words = Vec::new();
        for word in typed.split([' ', ',', '\t', '\n', '\r', '\u{a0}']).filter(|word| !word.is_empty()) {
            if calendar::is_time(word) || word == "uhr" {
                return Err(DateError::WithTime { typed: self.typed.to_owned() });
            }
            match calendar::word(word) {
                Some(Word::Filler) => {}
                Some(known) => words.push(known),
                None => words.extend(parts(word).ok_or_else(|| self.unknown(word))?),
            }
        }
        Ok(words)
    }

    /// A day of a month, with or without a year, in any of its orders.
    fn dated(&self, words: &[Word]) -> Read {
        match *words {
            [
                Word::Number(year, 4),
                Word::Mark('-' | '/' | '.'),
                Word::Number(month, _),
                Word::Mark('-' | '/' | '.'),
                Word::Number(day, _),
            ] => self.day(Some(year), month, day),
            [Word::Number(all, 8)] => self.day(Some(all / 10_000), all / 100 % 100, all % 100),
            [Word::Number(day, 1 | 2), Word::Mark('.'), Word::Number(month, 1 | 2)]
            | [Word::Number(day, 1 | 2), Word::Mark('.'), Word::Number(month, 1 | 2), Word::Mark('.')] => {
                self.day(None, month, day)
            }
            [
                Word::Number(day, 1 | 2),
                Word::Mark('.'),
                Word::Number(month, 1 | 2),
                Word::Mark('.'),
                Word::Number(year, digits @ (2 | 4)),
            ] => self.day(Some(full(year, digits)), month, day),
            [Word::Number(one, 1 | 2), Word::Mark('/'), Word::Number(other, 1 | 2)] => self.either(None, one, other),
            [
                Word::Number(one, 1 | 2),
                Word::Mark('/' | '-'),
                Word::Number(other, 1 | 2),
                Word::Mark('/' | '-'),
                Word::Number(year, digits @ (2 | 4)),
            ] => self.either(Some(full(year, digits)), one, other),
            _ => self.named(words),
        }
    }

    /// A day and the name of its month.
    fn named(&self, words: &[Word]) -> Read {
        let plain: Vec<Word> =
            words.iter().copied().filter(|word| !matches!(word, Word::Mark('.' | '-' | '/'))).collect();
        match plain[..] {
            [Word::Number(day, 1 | 2), Word::Month(month)] | [Word::Month(month), Word::Number(day, 1 | 2)] => {
                self.day(None, month, day)
            }
            [Word::Number(day, 1 | 2), Word::Month(month), Word::Number(year, digits @ (2 | 4))]
            | [Word::Month(month), Word::Number(day, 1 | 2), Word::Number(year, digits @ 4)]
            | [Word::Number(year, digits @ 4), Word::Month(month), Word::Number(day, 1 | 2)]
            | [Word::Number(year, digits @ 4), Word::Number(day, 1 | 2), Word::Month(month)] => {
                self.day(Some(full(year, digits)), month, day)
            }
            _ => Err(self.no_date()),
        }
    }

    /// Words that count from today.
    fn relative(&self, words: &[Word]) -> Read {
        let day = match *words {
            [Word::Days(days)] => self.moved(days, Unit::Day),
            [Word::Weekday(weekday)] | [Word::This, Word::Weekday(weekday)] => Some(self.bare(weekday)),
            [Word::Next, Word::Weekday(weekday)] => {
                let monday = self.today.week(Weekday::Mon).first_day();
                monday.checked_add_days(Days::new(7 + u64::from(weekday.num_days_from_monday())))
            }
            [Word::Last, Word::Weekday(weekday)] => {
                let back = (7 + self.today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
                self.today.checked_sub_days(Days::new(u64::from(if back == 0 { 7 } else { back })))
            }
            [Word::Next, Word::Unit(unit)] => self.moved(1, unit),
            [Word::Last, Word::Unit(unit)] => self.moved(-1, unit),
            [Word::In, Word::Number(count, _), Word::Unit(unit)]
            | [Word::Number(count, _), Word::Unit(unit)]
            | [Word::Number(count, _), Word::Unit(unit), Word::FromNow] => self.moved(i64::from(count), unit),
            [Word::Number(count, _), Word::Unit(unit), Word::Ago]
            | [Word::Ago, Word::Number(count, _), Word::Unit(unit)] => self.moved(-i64::from(count), unit),
            _ => None,
        };
        day.ok_or_else(|| self.no_date())
    }

    fn bare(&self, weekday: Weekday) -> NaiveDate {
        if self.year == Year::Latest {
            let back = (7 + self.today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
            return self.today.checked_sub_days(Days::new(u64::from(back))).unwrap_or(self.today);
        }
        let ahead = (7 + weekday.num_days_from_monday() - self.today.weekday().num_days_from_monday()) % 7;
        self.today.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(self.today)
    }

    /// So many units from today; a month keeps its day where it has one, else it is its last.
    fn moved(&self, count: i64, unit: Unit) -> Option<NaiveDate> {
        let days = |days: i64| {
            let many = Days::new(days.unsigned_abs());
            if days < 0 { self.today.checked_sub_days(many) } else { self.today.checked_add_days(many) }
        };
        let months = |months: i64| {
            let many = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
            if months < 0 { self.today.checked_sub_months(many) } else { self.today.checked_add_months(many) }
        };
        let moved = match unit {
            Unit::Day => days(count),
            Unit::Week => days(count.checked_mul(7)?),
            Unit::Month => months(count),
            Unit::Year => months(count.checked_mul(12)?),
        };
        // A year of five digits is a slip, and could not be written back.
        moved.filter(|day| (1..=9999).contains(&day.year()))
    }

    /// A weekday that stands beside a date must be its own.
    fn on(&self, weekday: Weekday, date: NaiveDate) -> Read {
        if date.weekday() == weekday {
            return Ok(date);
        }
        let ahead = (7 + weekday.num_days_from_monday() - date.weekday().num_days_from_monday()) % 7;
        let day = Day::new(date);
        let near = [day.plus(i64::from(ahead) - 7), day, day.plus(i64::from(ahead))];
        Err(DateError::OtherWeekday { typed: self.typed.to_owned(), near })
    }

    /// Two numbers of which either may be the month.
    fn either(&self, year: Option<u32>, one: u32, other: u32) -> Read {
        if one > 12 || one == other {
            return self.day(year, other, one);
        }
        if other > 12 {
            return self.day(year, one, other);
        }
        let mut readings = [Day::new(self.day(year, other, one)?), Day::new(self.day(year, one, other)?)];
        readings.sort_unstable();
        Err(DateError::TwoReadings { typed: self.typed.to_owned(), readings })
    }

    fn day(&self, year: Option<u32>, month: u32, day: u32) -> Read {
        match year {
            Some(year) => date(year, month, day).ok_or_else(|| self.impossible(year, month, day)),
            None => self.yearless(month, day),
        }
    }

    fn yearless(&self, month: u32, day: u32) -> Read {
        let this = u32::try_from(self.today.year()).unwrap_or(2000);
        // Eight years hold a leap day even around 1900 and 2100.
        let past = if self.year == Year::Latest { 8 } else { 1 };
        let years = this.saturating_sub(past)..=this + 8;
        let mut dates = years.clone().filter_map(|year| date(year, month, day));
        let found = match self.year {
            Year::Coming => dates.find(|date| *date >= self.today),
            Year::Latest => dates.rfind(|date| *date <= self.today),
            Year::Nearest => dates.min_by_key(|date| (*date - self.today).num_days().abs()),
        };
        found.ok_or_else(|| {
            let ends = |year: &u32| last_of(*year, month).is_some_and(|end| end >= self.today);
            self.impossible(years.clone().find(ends).unwrap_or(this), month, day)
        })
    }

    /// What may have been meant by a day that no calendar has.
    fn impossible(&self, year: u32, month: u32, day: u32) -> DateError {
        let mut near: Vec<NaiveDate> = if (1..=12).contains(&month) {
            let first = date(year, month, 1);
            let next = first.and_then(|first| first.checked_add_months(Months::new(1)));
            // Past its last day, or before its first: the days around that edge, and the day it would be by counting on.
            let counted = first.and_then(|first| match day {
                0 => first.checked_add_days(Days::new(1)),
                _ => first.checked_add_days(Days::new(u64::from(day) - 1)),
            });
            let edge = if day == 0 { first } else { next };
            let before = edge.and_then(|edge| edge.pred_opt());
            let same = next.and_then(|next| date(u32::try_from(next.year()).ok()?, next.month(), day));
            [before, edge, counted, same].into_iter().flatten().collect()
        } else {
            let (before, after) =
                if month == 0 { ((year.saturating_sub(1), 12), (year, 1)) } else { ((year, 12), (year + 1, 1)) };
            let swapped = date(year, day, month);
            [swapped, date(before.0, before.1, day), date(after.0, after.1, day)].into_iter().flatten().collect()
        };
        let mut kept: Vec<Day> = Vec::new();
        // Fill up with the days that follow, so that there are always three.
        near.extend(last_of(year, month.clamp(1, 12)).into_iter().flat_map(|last| last.iter_days().take(4)));
        for day in near.into_iter().map(Day::new) {
            if kept.len() < 3 && !kept.contains(&day) {
                kept.push(day);
            }
        }
        kept.sort_unstable();
        match <[Day; 3]>::try_from(kept) {
            Ok(near) => DateError::Impossible { typed: self.typed.to_owned(), near },
            Err(_) => self.no_date(),
        }
    }

    fn unknown(&self, word: &str) -> DateError {
        let near = calendar::nearest(word);
        DateError::Unknown { typed: self.typed.to_owned(), word: word.to_owned(), near }
    }

    fn no_date(&self) -> DateError {
        DateError::NotADate { typed: self.typed.to_owned() }
    }
}

/// A word of several pieces: `3.12.2026`, `3rd`, `3-dec-2026`, `2w`; none if a piece means nothing.
fn parts(word: &str) -> Option<Vec<Word>> {
    let mut parts = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let like = |letter: char| match first {
            _ if first.is_ascii_digit() => letter.is_ascii_digit(),
            _ if first.is_alphabetic() => letter.is_alphabetic(),
            _ => false,
        };
        let end = rest.find(|letter| !like(letter)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        match piece {
            "." | "-" | "/" => parts.push(Word::Mark(first)),
            "+" if parts.is_empty() => parts.push(Word::In),
            "st" | "nd" | "rd" | "th" if matches!(parts.last(), Some(Word::Number(..))) => {}
            _ if first.is_ascii_digit() => parts.push(Word::Number(piece.parse().ok()?, piece.len())),
            _ => parts.push(match calendar::word(piece)? {
                Word::Filler => return None,
                known => known,
            }),
        }
    }
    Some(parts)
}

/// A year of two digits is one of this century.
const fn full(year: u32, digits: usize) -> u32 {
    if digits == 2 { 2000 + year } else { year }
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok().filter(|year| (1..=9999).contains(year))?, month, day)
}

fn last_of(year: u32, month: u32) -> Option<NaiveDate> {
    date(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests;
