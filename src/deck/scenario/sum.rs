//! The arithmetic of an envelope: numbers, earlier names, `+ - * / **`, brackets and four functions.

use std::collections::HashMap;

use thiserror::Error;

use super::names::PATIENCE;
use crate::model::name;

/// Brackets, signs and powers inside each other.
const DEEPEST: usize = 60;
const FUNCTIONS: [&str; 4] = ["round", "ceil", "log2", "sqrt"];

/// The numbers that stand above a line; none where a line could not be computed.
pub(super) type Names = HashMap<String, Option<f64>>;

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "each field stands named in its variant's sentence")]
pub enum SumError {
    /// A name that no line above has.
    #[error("`{name}` stands in no line above")]
    UnknownName { name: String, near: Option<String> },
    /// A function that is none of the four.
    #[error("`{name}` is no function")]
    UnknownFunction { name: String, near: Option<String> },
    /// Something that belongs into no sum.
    #[error("`{found}` was not expected")]
    Unexpected { found: String },
    /// The expression ends where a number must follow.
    #[error("the sum ends too early")]
    Ends,
    /// A bracket that never closes.
    #[error("a bracket is never closed")]
    OpenBracket,
    /// More inside each other than anybody reads.
    #[error("too many brackets inside each other")]
    TooDeep,
    /// Divided by zero, a root of less, or larger than any number here.
    #[error("the sum has no value")]
    NoValue,
    /// A line above could not be computed, and is told there.
    #[error("a line above has no value")]
    Unknowable,
}

/// The value of an expression, or why it has none and at which character, from 0.
///
/// `told` problems of the file came before: after too many of them no name is suggested.
pub(super) fn evaluate(text: &str, names: &Names, told: usize) -> Result<f64, (usize, SumError)> {
    let mut sum = Sum { letters: text.chars().collect(), at: 0, depth: 0, names, told, unknowable: false };
    let value = sum.terms()?;
    if let Some(found) = sum.peek() {
        return Err((sum.at, SumError::Unexpected { found: found.to_string() }));
    }
    match value {
        _ if sum.unknowable => Err((0, SumError::Unknowable)),
        value if value.is_finite() => Ok(value),
        _ => Err((0, SumError::NoValue)),
    }
}

/// The number that a text is as a whole: `4_285_714`, `-0.5`, `1.5e6`.
pub(super) fn number(text: &str) -> Option<f64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let letters: Vec<char> = digits.chars().collect();
    let end = number_end(&letters, 0)?;
    let value = read(&letters[..end]).filter(|_| end == letters.len())?;
    value.is_finite().then_some(sign * value)
}

/// A number as a file would write it: whole ones with `_` between thousands, others with four digits that count.
pub(super) fn shown(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        let digits = format!("{:.0}", value.abs());
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push('_');
            }
            out.push(digit);
        }
        return if value < 0.0 { format!("-{out}") } else { out };
    }
    let size = value.abs().log10().floor();
    if (-4.0..4.0).contains(&size) {
        // Between -4 and 3 by the test above, so that 0 to 7 places are left.
        let places = ((3.0 - size) as usize).max(1);
        format!("{value:.places$}").trim_end_matches('0').trim_end_matches('.').to_owned()
    } else if (4.0..15.0).contains(&size) {
        shown(value.round())
    } else {
        format!("{value:.3e}")
    }
}

/// Where the number that begins at `at` ends; none if none begins there.
fn number_end(letters: &[char], at: usize) -> Option<usize> {
    let digits = |from: usize| {
        let more = letters[from..].iter().take_while(|letter| letter.is_ascii_digit() || **letter == '_').count();
        letters.get(from).is_some_and(char::is_ascii_digit).then_some(from + more)
    };
    let mut end = digits(at)?;
    if letters.get(end) == Some(&'.') {
        end = digits(end + 1)?;
    }
    if matches!(letters.get(end), Some('e' | 'E')) {
        let sign = usize::from(matches!(letters.get(end + 1), Some('+' | '-')));
        end = digits(end + 1 + sign)?;
    }
    Some(end)
}

fn read(letters: &[char]) -> Option<f64> {
    letters.iter().filter(|letter| **letter != '_').collect::<String>().parse().ok()
}

struct Sum<'a> {
    letters: Vec<char>,
    at: usize,
    depth: usize,
    names: &'a Names,
    told: usize,
    /// Whether a name was used whose own line has no value.
    unknowable: bool,
}

type Answer = Result<f64, (usize, SumError)>;

impl Sum<'_> {
    fn peek(&mut self) -> Option<char> {
        while self.letters.get(self.at).is_some_and(|letter| letter.is_whitespace()) {
            self.at += 1;
        }
        self.letters.get(self.at).copied()
    }

    /// Takes a mark if it comes next; `*` is not half of `**`.
    fn take(&mut self, mark: &str) -> bool {
        let next = self.peek();
        let rest = &self.letters[self.at..];
        let fits = mark.chars().enumerate().all(|(at, letter)| rest.get(at) == Some(&letter));
        let fits = fits && !(mark == "*" && rest.get(1) == Some(&'*'));
        if next.is_some() && fits {
            self.at += mark.chars().count();
        }
        next.is_some() && fits
    }

    fn terms(&mut self) -> Answer {
        let mut value = self.factors()?;
        loop {
            if self.take("+") {
                value += self.factors()?;
            } else if self.take("-") {
                value -= self.factors()?;
            } else {
                return Ok(value);
            }
        }
    }

    fn factors(&mut self) -> Answer {
        let mut value = self.signed()?;
        loop {
            if self.take("*") {
                value *= self.signed()?;
            } else if self.take("/") {
                value /= self.signed()?;
            } else {
                return Ok(value);
            }
        }
    }

    /// A power with the sign before it: `-2 ** 2` is -4.
    fn signed(&mut self) -> Answer {
        self.deeper(|sum| {
            if sum.take("-") {
                return Ok(-sum.signed()?);
            }
            let base = sum.atom()?;
            if sum.take("**") { Ok(base.powf(sum.signed()?)) } else { Ok(base) }
        })
    }

    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Answer) -> Answer {
        if self.depth == DEEPEST {
            return Err((self.at, SumError::TooDeep));
        }
        self.depth += 1;
        let value = inner(self);
        self.depth -= 1;
        value
    }

    fn atom(&mut self) -> Answer {
        let Some(first) = self.peek() else { return Err((self.at, SumError::Ends)) };
        let start = self.at;
        if first == '(' {
            return self.bracket();
        }
        if first.is_ascii_digit() {
            let unexpected = (start, SumError::Unexpected { found: first.to_string() });
            let end = number_end(&self.letters, start).ok_or_else(|| unexpected.clone())?;
            self.at = end;
            return read(&self.letters[start..end]).ok_or(unexpected);
        }
        if !is_name_start(first) {
            return Err((start, SumError::Unexpected { found: first.to_string() }));
        }
        let length = self.letters[start..].iter().take_while(|letter| is_name(**letter)).count();
        let name: String = self.letters[start..start + length].iter().collect();
        self.at += length;
        if self.peek() == Some('(') {
            return self.call(&name, start);
        }
        match self.names.get(&name) {
            Some(Some(value)) => Ok(*value),
            Some(None) => {
                self.unknowable = true;
                Ok(1.0)
            }
            None => Err((start, SumError::UnknownName { near: nearest(&name, self.names.keys(), self.told), name })),
        }
    }

    fn bracket(&mut self) -> Answer {
        let open = self.at;
        self.at += 1;
        let value = self.terms()?;
        if self.take(")") {
            return Ok(value);
        }
        Err(match self.peek() {
            Some(found) => (self.at, SumError::Unexpected { found: found.to_string() }),
            None => (open, SumError::OpenBracket),
        })
    }

    fn call(&mut self, name: &str, start: usize) -> Answer {
        let value = self.bracket()?;
        match name {
            // As Python does, with which many will check.
            "round" => Ok(value.round_ties_even()),
            "ceil" => Ok(value.ceil()),
            "log2" => Ok(value.log2()),
            "sqrt" => Ok(value.sqrt()),
            _ => {
                let near = nearest(name, FUNCTIONS.iter(), self.told);
                Err((start, SumError::UnknownFunction { name: name.to_owned(), near }))
            }
        }
    }
}

/// Whether a name of a figure may begin with that letter.
pub(super) fn is_name_start(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

/// Whether that letter may stand in the name of a figure.
pub(super) fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The one that was probably meant.
fn nearest<S: AsRef<str>>(typed: &str, known: impl Iterator<Item = S>, told: usize) -> Option<String> {
    if told >= PATIENCE {
        return None;
    }
    let mut known: Vec<S> = known.take(1_000).collect();
    known.sort_unstable_by(|one, other| one.as_ref().cmp(other.as_ref()));
    let at = match name::find(typed, &known) {
        name::Found::One(at) => at,
        name::Found::Several(found) | name::Found::None(found) => *found.first()?,
    };
    known.get(at).map(|name| name.as_ref().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        [("docs".to_owned(), Some(1e6)), ("lost".to_owned(), None)].into()
    }

    #[test]
    fn sums_are_computed_as_they_are_written() {
        let table = [
            ("1 + 2 * 3", 7.0),
            ("(1 + 2) * 3", 9.0),
            ("10 - 2 - 3", 5.0),
            ("100 / 10 / 5", 2.0),
            ("2 ** 3 ** 2", 512.0),
            ("-2 ** 2", -4.0),
            ("2 ** -1", 0.5),
            ("2*-3", -6.0),
            ("1_500 * docs", 1.5e9),
            ("1.5e3", 1_500.0),
            ("2e-1 * 5E+1", 10.0),
            ("ceil(docs / 999_999) + round(2.5) + round(3.5)", 8.0),
            ("log2(8) + sqrt (16)", 7.0),
        ];
        for (text, value) in table {
            assert_eq!(evaluate(text, &names(), 0), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_has_no_value_says_why_and_where() {
        let found = |text: &str| SumError::Unexpected { found: text.to_owned() };
        let unknown = |name: &str, near: Option<&str>| SumError::UnknownName {
            name: name.to_owned(),
            near: near.map(str::to_owned),
        };
        let function = SumError::UnknownFunction { name: "ciel".to_owned(), near: Some("ceil".to_owned()) };
        let table = [
            ("", 0, SumError::Ends),
            ("1 +", 3, SumError::Ends),
            ("2 * doc", 4, unknown("doc", Some("docs"))),
            ("zzz", 0, unknown("zzz", None)),
            ("1 + ciel(2)", 4, function),
            ("3 ^ 2", 2, found("^")),
            ("3 4", 2, found("4")),
            ("1.", 0, found("1")),
            ("(1 + 2", 0, SumError::OpenBracket),
            ("(1 + 2 3)", 7, found("3")),
            (")", 0, found(")")),
            ("1 / 0", 0, SumError::NoValue),
            ("sqrt(0 - 1)", 0, SumError::NoValue),
            ("10 ** 400", 0, SumError::NoValue),
            ("2 * lost", 0, SumError::Unknowable),
        ];
        for (text, at, error) in table {
            assert_eq!(evaluate(text, &names(), 0), Err((at, error)), "{text}");
        }
        for text in ["(".repeat(10_000), "-".repeat(10_000), "2**".repeat(10_000), "sqrt(".repeat(10_000)] {
            assert!(matches!(evaluate(&text, &names(), 0), Err((_, SumError::TooDeep))), "{}", &text[..9]);
        }
    }

    #[test]
    fn numbers_are_read_whole_and_shown_as_written() {
        for (text, value) in [("4_285_714", 4_285_714.0), ("-0.5", -0.5), ("2.78", 2.78), ("1e3", 1_000.0)] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in ["", "-", "13 GB", "4,285", ".5", "1.", "_1", "1e", "0x10", "1e999", "--1"] {
            assert_eq!(number(text), None, "{text}");
        }
        let table = [
            (0.0, "0"),
            (4_285_714.0, "4_285_714"),
            (-1_000.0, "-1_000"),
            (999.0, "999"),
            (2.777_777, "2.778"),
            (0.012_345_6, "0.01235"),
            (123_456.7, "123_457"),
            (9_999.6, "9999.6"),
            (1.0e20, "1.000e20"),
        ];
        for (value, text) in table {
            assert_eq!(shown(value), text);
        }
    }
}
