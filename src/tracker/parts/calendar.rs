//! Dates in a heading, found where they stand and written anew in their own shape.

use std::ops::Range;

use crate::model::Day;
use chrono::Datelike;

const MONTHS: [(&str, &str); 12] = [
    ("January", "januar"),
    ("February", "februar"),
    ("March", "märz"),
    ("April", "april"),
    ("May", "mai"),
    ("June", "juni"),
    ("July", "juli"),
    ("August", "august"),
    ("September", "september"),
    ("October", "oktober"),
    ("November", "november"),
    ("December", "dezember"),
];

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `2026-03-02`.
    Iso,
    /// `2 March`, `2 Mar 2026`.
    DayFirst,
    /// `March 2`, `Mar 2, 2026`.
    MonthFirst,
    /// `2–8 March`, `Mar 2-8`: two days in one.
    Span,
}

/// A date and where it stands in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) range: Range<usize>,
    year: Option<i32>,
    month: u32,
    day: u32,
    shape: Shape,
    /// The month was cut to three letters.
    short: bool,
}

impl Written {
    /// Whether it may be this day: one without a year is every year's.
    pub(super) fn is(&self, day: Day) -> bool {
        let date = day.date();
        (date.month(), date.day()) == (self.month, self.day) && self.year.is_none_or(|year| year == date.year())
    }

    /// By what it is put in order with others; none without a year.
    pub(super) fn key(&self) -> Option<(i32, u32, u32)> {
        Some((self.year?, self.month, self.day))
    }

    /// Another day in the same shape; `last` ends a span.
    pub(super) fn like(&self, day: Day, last: Day) -> String {
        let date = day.date();
        let name = MONTHS.get(date.month0() as usize).map_or("", |month| month.0);
        let name = if self.short { &name[..3] } else { name };
        let year = |sign: &str| self.year.map_or_else(String::new, |_| format!("{sign} {}", date.year()));
        match self.shape {
            Shape::Iso => day.to_string(),
            Shape::DayFirst => format!("{} {name}{}", date.day(), year("")),
            Shape::MonthFirst => format!("{name} {}{}", date.day(), year(",")),
            Shape::Span => format!("{day} – {last}"),
        }
    }
}

/// A number or a word.
struct Token<'a> {
    range: Range<usize>,
    text: &'a str,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let kind = |letter: char| match letter {
        letter if letter.is_ascii_digit() => 1,
        letter if letter.is_alphabetic() => 2,
        _ => 0,
    };
    let mut last = 0;
    for (at, letter) in text.char_indices() {
        let now = kind(letter);
        let end = at + letter.len_utf8();
        match tokens.last_mut() {
            Some(token) if now == last && now > 0 => {
                token.range.end = end;
                token.text = &text[token.range.clone()];
            }
            _ if now > 0 => tokens.push(Token { range: at..end, text: &text[at..end] }),
            _ => {}
        }
        last = now;
    }
    tokens
}

/// The dates of a text, in order.
pub(super) fn find(text: &str) -> Vec<Written> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date(text, &tokens[at..]) {
            Some((length, written)) => {
                found.push(written);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The date that the first tokens are, and how many they are.
fn date(text: &str, tokens: &[Token<'_>]) -> Option<(usize, Written)> {
    let between = |at: usize| tokens.get(at + 1).map(|next| &text[tokens[at].range.end..next.range.start]);
    let number = |at: usize, digits: Range<usize>| {
        let text = tokens.get(at)?.text;
        digits.contains(&text.len()).then(|| text.parse::<u32>().ok())?
    };
    let month = |at: usize| {
        let name = tokens.get(at)?.text.to_lowercase();
        let fits = |month: &(&str, &str)| {
            let english = month.0.to_lowercase();
            let cut = name.chars().count() >= 3 && (english.starts_with(&name) || month.1.starts_with(&name));
            cut || (name == "sept" && english == "september")
        };
        Some((u32::try_from(MONTHS.iter().position(fits)?).ok()? + 1, name.chars().count() == 3))
    };
    let valid = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    let near =
        |at: usize| between(at).is_some_and(|gap| matches!(gap.trim(), "" | "." | "," | "th" | "st") && gap.len() < 4);
    let dash = |at: usize| between(at).is_some_and(|gap| matches!(gap.trim(), "-" | "–" | "—" | "to"));
    let year = |at: usize| number(at + 1, 4..5).filter(|_| near(at)).and_then(|year| i32::try_from(year).ok());
    let made = |length: usize, shape, year, month, day, short| {
        let range = tokens[0].range.start..tokens[length - 1].range.end;
        valid(month, day).then_some((length, Written { range, year, month, day, shape, short }))
    };
    if let Some(year) = number(0, 4..5)
        && let (Some(month), Some(day)) = (number(1, 1..3), number(2, 1..3))
        && (between(0), between(1)) == (Some("-"), Some("-"))
    {
        return made(3, Shape::Iso, i32::try_from(year).ok(), month, day, false);
    }
    if let Some(day) = number(0, 1..3) {
        if near(0)
            && let Some((month, short)) = month(1)
        {
            let year = year(1);
            return made(2 + usize::from(year.is_some()), Shape::DayFirst, year, month, day, short);
        }
        if dash(0)
            && number(1, 1..3).is_some()
            && near(1)
            && let Some((month, short)) = month(2)
        {
            let year = year(2);
            return made(3 + usize::from(year.is_some()), Shape::Span, year, month, day, short);
        }
    }
    let (month, short) = month(0)?;
    let day = number(1, 1..3).filter(|_| near(0))?;
    if dash(1) && number(2, 1..3).is_some() {
        let year = year(2);
        return made(3 + usize::from(year.is_some()), Shape::Span, year, month, day, short);
    }
    let year = year(1);
    made(2 + usize::from(year.is_some()), Shape::MonthFirst, year, month, day, short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_anew_in_their_own_shape() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (text, first, wanted) in [
            ("Week 3 (2026-03-02 – 2026-03-08)", "2026-03-02", "Week 3 (2026-03-09 – 2026-03-09)"),
            ("Week of 2 March", "2026-03-02", "Week of 9 March"),
            ("Week of Mar 2, 2026", "2026-03-02", "Week of Mar 9, 2026"),
            ("2 Mar - 8 Mar 2026", "2027-03-02", "9 Mar - 9 Mar 2026"),
            ("2–8 March 2026", "2026-03-02", "2026-03-09 – 2026-03-15"),
            ("Mar 2-8", "2025-03-02", "2026-03-09 – 2026-03-15"),
            ("May", "2026-05-01", "May"),
            ("Week 10", "2026-03-02", "Week 10"),
            ("32 March", "2026-03-02", "32 March"),
        ] {
            let found = find(text);
            let mut anew = text.to_owned();
            for written in found.iter().rev() {
                anew.replace_range(written.range.clone(), &written.like(day("2026-03-09"), day("2026-03-15")));
            }
            assert_eq!(anew, wanted);
            assert_eq!(found.first().is_some_and(|it| it.is(day(first))), text != wanted, "{text}");
        }
    }
}
