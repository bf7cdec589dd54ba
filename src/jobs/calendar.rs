//! The words of a date, in English and German.

use chrono::Weekday;
use similar::TextDiff;

/// A span that dates are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A day.
    Day,
    /// Seven of them.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// One word of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A number, and how many digits it was written with.
    Number(u32, usize),
    /// A month, 1..=12.
    Month(u32),
    /// A day of the week.
    Weekday(Weekday),
    /// So many days from today: `tomorrow`.
    Days(i64),
    /// `days`, `weeks`, ..
    Unit(Unit),
    /// `in`
    In,
    /// `next`
    Next,
    /// `this`
    This,
    /// `last`
    Last,
    /// `ago`
    Ago,
    /// `from now`
    FromNow,
    /// `.`, `-` or `/` between numbers.
    Mark(char),
    /// A word that adds nothing: `on`, `the`.
    Filler,
}

const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner"],
    &["february", "februar", "feber"],
    &["march", "märz", "maerz", "marz"],
    &["april"],
    &["may", "mai"],
    &["june", "juni"],
    &["july", "juli"],
    &["august"],
    &["september"],
    &["october", "oktober"],
    &["november"],
    &["december", "dezember"],
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["monday", "montag"]),
    (Weekday::Tue, &["tuesday", "dienstag"]),
    (Weekday::Wed, &["wednesday", "mittwoch"]),
    (Weekday::Thu, &["thursday", "donnerstag"]),
    (Weekday::Fri, &["friday", "freitag"]),
    (Weekday::Sat, &["saturday", "samstag", "sonnabend"]),
    (Weekday::Sun, &["sunday", "sonntag"]),
];

const COUNTS: [&[&str]; 12] = [
    &["a", "an", "one", "ein", "eine", "einem", "einer", "eins"],
    &["two", "zwei"],
    &["three", "drei"],
    &["four", "vier"],
    &["five", "fünf"],
    &["six", "sechs"],
    &["seven", "sieben"],
    &["eight", "acht"],
    &["nine", "neun"],
    &["ten", "zehn"],
    &["eleven", "elf"],
    &["twelve", "zwölf"],
];

/// The words that are known by themselves.
const OTHERS: [(&[&str], Word); 17] = [
    (&["today", "heute"], Word::Days(0)),
    (&["tomorrow", "tmr", "morgen"], Word::Days(1)),
    (&["overmorrow", "übermorgen"], Word::Days(2)),
    (&["yesterday", "gestern"], Word::Days(-1)),
    (&["vorgestern"], Word::Days(-2)),
    (&["d", "day", "days", "tag", "tage", "tagen"], Word::Unit(Unit::Day)),
    (&["w", "wk", "wks", "week", "weeks", "woche", "wochen"], Word::Unit(Unit::Week)),
    (&["month", "months", "monat", "monate", "monaten"], Word::Unit(Unit::Month)),
    (&["y", "year", "years", "jahr", "jahre", "jahren"], Word::Unit(Unit::Year)),
    (&["in"], Word::In),
    (&["next", "nächsten", "nächster", "nächste", "nächstes", "nächstem"], Word::Next),
    (&["this", "coming", "diesen", "diese", "dieser", "kommenden", "kommende"], Word::This),
    (&["last", "letzten", "letzte", "letzter"], Word::Last),
    (&["ago", "vor"], Word::Ago),
    (&["hence", "later"], Word::FromNow),
    (&["on", "the", "of", "by", "until", "am", "den", "der", "bis", "from"], Word::Filler),
    (&["now"], Word::FromNow),
];

/// What a word in lower case means; none if nothing.
///
/// Names of months may be cut to three letters, those of weekdays to two, with or without a dot.
pub(super) fn word(text: &str) -> Option<Word> {
    let bare = text.strip_suffix('.').unwrap_or(text);
    let other = OTHERS.iter().find(|(names, _)| names.contains(&bare)).map(|(_, word)| *word);
    other.or_else(|| weekday(bare)).or_else(|| month(bare)).or_else(|| count(bare))
}

fn weekday(text: &str) -> Option<Word> {
    let long_enough = text.chars().count() >= 2;
    let fits = |names: &[&str]| names.iter().any(|name| name.starts_with(text));
    // "so" and "son" are Sunday: nobody cuts Sonnabend so short.
    if matches!(text, "so" | "son" | "sonn") {
        return Some(Word::Weekday(Weekday::Sun));
    }
    let found = WEEKDAYS.iter().find(|(_, names)| long_enough && fits(names))?;
    Some(Word::Weekday(found.0))
}

fn month(text: &str) -> Option<Word> {
    let long_enough = text.chars().count() >= 3;
    let fits = |names: &&[&str]| long_enough && names.iter().any(|name| name.starts_with(text));
    let at = MONTHS.iter().position(fits)?;
    u32::try_from(at + 1).ok().map(Word::Month)
}

fn count(text: &str) -> Option<Word> {
    let at = COUNTS.iter().position(|names| names.contains(&text))?;
    // Counted as one digit, though `ten` has two: a number in words is never a year.
    u32::try_from(at + 1).ok().map(|count| Word::Number(count, 1))
}

/// True for an hour: `14:00`, `2pm`, `10.30h`.
pub(super) fn is_time(word: &str) -> bool {
    let word = word.to_lowercase();
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let hour = ["am", "pm", "h", "uhr"].iter().find_map(|end| word.strip_suffix(end));
    let clock = |text: &str| text.split_once([':', '.']).is_some_and(|(hour, rest)| digits(hour) && digits(rest));
    match hour {
        Some(hour) => digits(hour) || clock(hour),
        None => word
            .split_once(':')
            .is_some_and(|(hour, rest)| digits(hour) && rest.starts_with(|c: char| c.is_ascii_digit())),
    }
}

/// The known word nearest to one that means nothing, if one is near enough to be meant.
pub(super) fn nearest(word: &str) -> Option<&'static str> {
    const FAR: f32 = 0.6;
    let names = MONTHS.iter().flat_map(|names| names.iter());
    let names = names.chain(WEEKDAYS.iter().flat_map(|(_, names)| names.iter()));
    let names = names.chain(OTHERS.iter().flat_map(|(names, _)| names.iter()));
    let scored =
        names.filter(|name| name.chars().count() > 2).map(|name| (TextDiff::from_chars(word, *name).ratio(), *name));
    scored.filter(|(score, _)| *score > FAR).max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}
