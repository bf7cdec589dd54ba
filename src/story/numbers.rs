//! The numbers in a text, as people write them: `1,200 req/s`, `3.5x`, `40 %`, `$2M`.

/// A number with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    /// As it was written.
    pub(super) written: String,
    /// Its value in the form in which two ways of writing it are equal.
    pub(super) value: String,
    /// What is counted; empty if nothing is said.
    pub(super) unit: String,
}

impl Number {
    /// A year is a date, not a target.
    pub(super) fn is_year(&self) -> bool {
        self.unit.is_empty() && self.value.parse::<u32>().is_ok_and(|year| (1990..=2039).contains(&year))
    }

    /// A number that says what it is: with a unit, or a share between 0 and 1.
    pub(super) fn has_unit(&self) -> bool {
        !self.unit.is_empty() || self.value.starts_with("0.")
    }
}

/// Words that follow a number without being what is counted.
const NO_UNIT: [&str; 42] = [
    "and", "to", "of", "in", "on", "at", "or", "the", "a", "an", "with", "for", "by", "from", "after", "before",
    "than", "when", "while", "is", "was", "were", "are", "which", "that", "as", "within", "into", "it", "we", "i",
    "but", "so", "instead", "und", "auf", "von", "bis", "zu", "im", "statt", "oder",
];
/// Numbers that are written as words; small ones are too common to mean much.
const WORDS: [&str; 17] = [
    "zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "hundred",
    "thousand", "half", "twice", "dozen",
];

/// The numbers in digits, in their order.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_numeric() {
            at += 1;
            continue;
        }
        let start = at;
        while at < letters.len() && (letters[at].is_numeric() || is_inside(&letters, at)) {
            at += 1;
        }
        // `p99`, `Q3`, `v2.1` are names.
        let before = start.checked_sub(1).map(|before| letters[before]);
        if before.is_some_and(|letter| letter.is_alphabetic() || letter == '_') {
            while at < letters.len() && (letters[at].is_alphanumeric() || letters[at] == '.') {
                at += 1;
            }
            continue;
        }
        let written: String = letters[start..at].iter().collect();
        let (attached, rest) = attached(&letters, at);
        at = rest;
        let (value, attached) = scaled(&written, &attached);
        let unit = match before {
            Some(sign @ ('$' | '€' | '£' | '¥' | '×' | '#')) => sign.to_string(),
            _ if attached.is_empty() => following(&letters, at),
            _ => attached,
        };
        found.push(Number { written, value, unit });
    }
    found
}

/// True when the text says some amount, in digits or in words.
pub(super) fn has_any(text: &str) -> bool {
    let year = |number: &Number| number.is_year();
    numbers(text).iter().any(|number| !year(number))
        || super::words::lower(text).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// A separator within a number.
fn is_inside(letters: &[char], at: usize) -> bool {
    let digit = |at: usize| letters.get(at).is_some_and(|letter| letter.is_numeric());
    matches!(letters[at], '.' | ',' | '_' | '\u{202f}' | '\'') && at > 0 && digit(at - 1) && digit(at + 1)
}

/// Letters right behind a number, `ms`, `x`, `K`, and the sign of a share; and where they end.
fn attached(letters: &[char], mut at: usize) -> (String, usize) {
    let start = at;
    while at < letters.len()
        && (letters[at].is_alphabetic() || matches!(letters[at], '%' | '‰' | '°' | '×' | '€' | '$'))
    {
        at += 1;
    }
    (letters[start..at].iter().collect(), at)
}

/// The value without separators, `K`, `M` and `B` multiplied in; what is left of the letters behind it.
fn scaled(written: &str, attached: &str) -> (String, String) {
    let plain = plain(written);
    let (zeros, rest) = match attached {
        "k" | "K" => (3, ""),
        "M" | "m" => (6, ""),
        "B" | "bn" => (9, ""),
        other => (0, other),
    };
    if zeros == 0 || plain.contains('.') && plain.len() > 12 {
        return (plain, attached.to_owned());
    }
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let part = format!("{part:0<zeros$}");
    let (into, left) = part.split_at(zeros);
    let value = format!("{whole}{into}");
    let value = value.trim_start_matches('0');
    let left = left.trim_end_matches('0');
    let value = if left.is_empty() { value.to_owned() } else { format!("{value}.{left}") };
    (value, rest.to_owned())
}

/// `1,200` and `1_200` are `1200`; `3,5` and `3.50` are `3.5`.
fn plain(written: &str) -> String {
    let text: String = written.chars().filter(|letter| !matches!(letter, '_' | '\u{202f}' | '\'')).collect();
    let groups: Vec<&str> = text.split([',', '.']).collect();
    let thousands = groups.len() > 1 && !groups[0].starts_with('0') && groups[1..].iter().all(|group| group.len() == 3);
    // One point is a decimal point, whatever follows it; a comma before three digits parts thousands.
    if thousands && (groups.len() > 2 || text.contains(',')) {
        return groups.concat();
    }
    let text = text.replace(',', ".");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// The word or sign after a blank, if it is what is counted.
fn following(letters: &[char], at: usize) -> String {
    let rest: String = letters[at..].iter().take(40).collect();
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    if let Some(sign) = rest.chars().next().filter(|sign| matches!(sign, '%' | '‰' | '€' | '$' | '£' | '×' | '°'))
    {
        return sign.to_string();
    }
    let word: String = rest.chars().take_while(|letter| letter.is_alphabetic() || *letter == '/').collect();
    let word = word.to_lowercase();
    if NO_UNIT.contains(&word.as_str()) { String::new() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let table: [(&str, &[(&str, &str)]); 14] = [
            ("from 900 ms to 200ms", &[("900", "ms"), ("200", "ms")]),
            ("1,200 req/s or 1_200", &[("1200", "req/s"), ("1200", "")]),
            ("40 % and 40%", &[("40", "%"), ("40", "%")]),
            ("$2.5M", &[("2500000", "$")]),
            ("10K requests", &[("10000", "requests")]),
            ("3x faster", &[("3", "x")]),
            ("p99, Q3, v2.1 and S3", &[]),
            ("in 2024.", &[("2024", "")]),
            ("0.71 to 0.83", &[("0.71", ""), ("0.83", "")]),
            ("3,5 Stunden", &[("3.5", "stunden")]),
            ("1.000.000 Nutzer", &[("1000000", "nutzer")]),
            ("12-day", &[("12", "day")]),
            ("5 of 8 teams", &[("5", ""), ("8", "teams")]),
            ("", &[]),
        ];
        for (text, wanted) in table {
            let found = numbers(text);
            let found: Vec<(&str, &str)> = found.iter().map(|it| (it.value.as_str(), it.unit.as_str())).collect();
            assert_eq!(found, wanted, "{text}");
        }
        assert!(has_any("twice as fast") && has_any("40 %") && !has_any("in 2024, much better"));
    }
}
