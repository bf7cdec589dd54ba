//! The blocks of a weekly log: `### Week 3 (2026-03-02 – 2026-03-08)` and the fields below.

use std::{cmp::Ordering, ops::Range};

use super::{
    calendar::{self, Written},
    field::{self, Field, Reach, newline_at},
    label::{Dress, Label, Lead, without_remark},
    outline::{Heading, Outline},
};
use crate::{
    model::{Day, name::normalise},
    tracker::{
        kind::{Judge, Rules},
        patch::{Edit, apply},
        placeholder,
    },
};

/// What a field of a week is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeekPart {
    /// Technical topics studied.
    Studied,
    /// System designs practised.
    Designed,
    /// Mock interviews done.
    Mocks,
    /// Applications sent and moved.
    Applications,
    /// Time spent.
    Time,
}

/// The words that tell what a field is about; the first row that has one decides.
const WORDS: [(WeekPart, &str); 5] = [
    (WeekPart::Mocks, "mock|mocks|probeinterview|probeinterviews"),
    (WeekPart::Applications, "application|applications|applied|bewerbung|bewerbungen|beworben"),
    (WeekPart::Designed, "design|designs|scenario|scenarios|entwurf|entwürfe"),
    (
        WeekPart::Studied,
        "technical|studied|study|topics|topic|learned|learnt|learning|cards|flashcards|gelernt|themen|technik",
    ),
    (WeekPart::Time, "time|hours|minutes|zeit|stunden|minuten"),
];
/// The fields of a log that has no week yet to take them from.
const FIELDS: [&str; 4] = ["Technical studied", "System design practiced", "Mock interviews done", "Applications sent"];
const WEEK: &str = "week|wk|woche|kw|semaine|semana";

/// Which week a block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekName {
    /// Its number; none: one above the week before it.
    pub number: Option<u32>,
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
}

/// One block of the weekly log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its heading without emoji.
    pub heading: String,
    /// The line of its heading, from 1.
    pub line: usize,
    /// Its bytes, from the heading to the last line that is not empty.
    pub range: Range<usize>,
    /// Whether its heading is still to be filled in: `Week X (Date Range)`.
    pub is_template: bool,
    /// The number in its heading.
    pub number: Option<u32>,
    /// Its fields in the order of the file, and what they are about where that is known.
    pub fields: Vec<(Option<WeekPart>, Field)>,
    level: u8,
    /// The lines of its heading, and the words in it.
    head: Range<usize>,
    inner: Range<usize>,
    /// The dates in its heading, at offsets from its words on.
    dates: Vec<Written>,
}

impl Week {
    /// The field about something; the first if there are several.
    pub fn field(&self, part: WeekPart) -> Option<&Field> {
        self.fields.iter().find(|(known, _)| *known == Some(part)).map(|(_, field)| field)
    }

    /// Whether its heading says that it begins on this day. A date without a year is every year's.
    pub fn begins(&self, first: Day) -> bool {
        self.dates.first().is_some_and(|date| date.is(first))
    }

    /// Whether its heading names a day at all.
    pub fn is_dated(&self) -> bool {
        !self.dates.is_empty()
    }
}

/// What the name of a field is about.
fn part_of(words: &str) -> Option<WeekPart> {
    let has = |list: &str| words.split(' ').any(|word| list.split('|').any(|known| known == word));
    WORDS.iter().find(|(_, list)| has(list)).map(|(part, _)| *part)
}

/// Whether a line would be read as a field of a week.
pub(super) fn is_field(label: &Label) -> bool {
    label.dress == Dress::Marked || part_of(&label.words).is_some()
}

/// Whether a heading holds a weekly log: "Weekly Progress", "Week log".
fn holds_weeks(name: &str) -> bool {
    let name = normalise(name);
    let has = |word: &str| name.split(' ').any(|other| other == word);
    let log = ["log", "progress", "journal", "review", "reviews", "tracker", "fortschritt"].into_iter().any(has);
    has("weekly")
        || has("wochenlog")
        || has("wochenfortschritt")
        || has("wöchentlich")
        || (log && (has("week") || has("weeks")))
}

/// Whether a heading names one week.
fn names_week(name: &str) -> bool {
    let words = normalise(name);
    let mut words = words.split(' ');
    let first = words.next().unwrap_or_default();
    let letters = first.trim_end_matches(|letter: char| letter.is_ascii_digit());
    WEEK.split('|').any(|week| week == letters)
}

/// Finds the weeks of a tracker, in the order of the file.
pub(super) fn find(outline: &Outline<'_>, rules: &Rules) -> Vec<Week> {
    let judged = outline.judged();
    let judge = Judge::new(&judged, rules);
    let logs = outline.below(|it| holds_weeks(&it.name));
    let mut weeks: Vec<Week> = Vec::new();
    for (at, heading) in outline.headings.iter().enumerate() {
        let logged = heading.parent.is_some_and(|at| logs[at]);
        let inside = weeks.last().is_some_and(|week| week.range.contains(&heading.range.start));
        let inner = &outline.text()[heading.inner.clone()];
        let dates = calendar::find(inner);
        if inside || !(names_week(&heading.name) || (logged && !dates.is_empty())) || judge.is_ignored(Some(at)) {
            continue;
        }
        let fields = fields(outline, at);
        if !logged && fields.iter().all(|(part, _)| part.is_none()) {
            continue;
        }
        weeks.push(Week {
            heading: heading.name.clone(),
            line: outline.number(heading.range.start),
            range: heading.range.start..end_of(outline, at),
            is_template: (placeholder::find(&heading.name).is_some() || blank_number_at(&heading.name).is_some())
                && dates.is_empty(),
            number: number_at(inner).and_then(|range| inner[range].parse().ok()),
            fields,
            level: heading.level,
            head: heading.range.clone(),
            inner: heading.inner.clone(),
            dates,
        });
    }
    weeks
}

/// Where the lines below a heading must end: at a rule, or at the next heading as high.
fn limit_of(outline: &Outline<'_>, at: usize) -> usize {
    let heading = &outline.headings[at];
    let next = outline.headings[at + 1..].iter().find(|next| next.level <= heading.level);
    let next = next.map_or(outline.text().len(), |next| next.range.start);
    let rule = outline.rules.get(outline.rules.partition_point(|rule| *rule < heading.range.end));
    next.min(rule.copied().unwrap_or(next))
}

fn end_of(outline: &Outline<'_>, at: usize) -> usize {
    let heading = &outline.headings[at];
    let limit = limit_of(outline, at).max(heading.range.end);
    let first = outline.lines.partition_point(|line| line.start < heading.range.end);
    let last = outline.lines.partition_point(|line| line.start < limit);
    let text = outline.text();
    let below = outline.lines.get(first..last).unwrap_or_default().iter().rev();
    let mut full = below.filter(|line| !text[line.start..line.end].trim_matches([' ', '\t', '>']).is_empty());
    full.next().map_or(heading.range.end, |line| line.end)
}

/// The fields below a heading, those that are headings themselves included.
fn fields(outline: &Outline<'_>, at: usize) -> Vec<(Option<WeekPart>, Field)> {
    let limit = limit_of(outline, at);
    let mut labels: Vec<(Label, usize)> = Vec::new();
    let below = outline.headings[at..].iter().enumerate().take_while(|(_, it)| it.range.start < limit);
    for (below, heading) in below {
        if below > 0 {
            labels.extend(as_field(outline, heading, limit_of(outline, at + below)));
        }
        let next = outline.headings.get(at + below + 1).map_or(limit, |next| next.range.start.min(limit));
        let named = field::labels(outline, heading.range.end..next);
        labels.extend(named.into_iter().filter(is_field_ref).map(|label| (label, next)));
    }
    let Some(indent) = labels.first().map(|(label, _)| label.lead.indent) else { return Vec::new() };
    labels.retain(|(label, _)| label.lead.indent <= indent + 1);
    let starts: Vec<usize> = labels.iter().map(|(label, _)| label.line.start).collect();
    let field = |(at, (label, limit)): (usize, &(Label, usize))| {
        let limit = starts.get(at + 1).map_or(*limit, |next| *limit.min(next));
        (part_of(&label.words), field::read(outline, label, limit, Reach::Item, &is_field))
    };
    labels.iter().enumerate().map(field).collect()
}

fn is_field_ref(label: &Label) -> bool {
    is_field(label)
}

fn as_field(outline: &Outline<'_>, heading: &Heading, limit: usize) -> Option<(Label, usize)> {
    let words = normalise(without_remark(&heading.name));
    part_of(&words)?;
    let lead = Lead::read(outline.text(), heading.range.start, heading.range.end);
    let lead = Lead { indent: 0, hanging: None, ..lead };
    let (line, after) = (heading.range.clone(), heading.range.end);
    Some((Label { dress: Dress::Heading, name: heading.name.clone(), words, line, lead, after, hinge: after }, limit))
}

/// Where the number of a week stands in the words of its heading: `3`, or the letter that waits for it.
fn number_at(inner: &str) -> Option<Range<usize>> {
    let lower = inner.to_ascii_lowercase();
    let from = WEEK.split('|').filter_map(|week| Some(lower.find(week)? + week.len())).min()?;
    let rest = inner[from..].trim_start_matches([' ', '#', '.', '\u{a0}']);
    let start = inner.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    // `Week 2026-03-02` has no number.
    let counts = (1..=3).contains(&digits) && !rest[digits..].starts_with(['-', '.', '/']);
    counts.then_some(start..start + digits)
}

/// The letter that waits for a number: `Week X`.
fn blank_number_at(inner: &str) -> Option<Range<usize>> {
    let lower = inner.to_ascii_lowercase();
    let from = WEEK.split('|').filter_map(|week| Some(lower.find(week)? + week.len())).min()?;
    let rest = inner[from..].trim_start_matches([' ', '#']);
    let start = inner.len() - rest.len();
    let length = rest.find([' ', '(', '[', ':', '-', '–']).unwrap_or(rest.len());
    let blank = matches!(&rest[..length], "X" | "N" | "x" | "n" | "XX" | "NN" | "Y" | "_" | "__" | "___" | "?" | "#");
    blank.then_some(start..start + length)
}

/// What a heading says of dates that are still to come: `(Date Range)`, `[dates]`.
fn blank_dates_at(inner: &str) -> Option<Range<usize>> {
    let open = inner.find(['(', '[', '<', '{'])?;
    let close = inner[open..].find([')', ']', '>', '}'])? + open;
    let words = normalise(&inner[open + 1..close]);
    let waits = words.is_empty()
        || words.contains("date")
        || words.contains("datum")
        || words.contains("zeitraum")
        || words.contains("range")
        || placeholder::find(&inner[open + 1..close]).is_some();
    // Round brackets are kept around the dates, the others only say that something is missing.
    waits.then(|| if inner[open..].starts_with('(') { open + 1..close } else { open..close + 1 })
}

/// The words of a heading for another week, byte for byte what they were beside number and dates.
fn renamed(bytes: &[u8], week: &Week, name: &WeekName, number: u32) -> Option<Vec<u8>> {
    let raw = bytes.get(week.inner.clone())?;
    // Bytes that are no text are not looked at, but they keep their places.
    let text: String =
        raw.utf8_chunks().map(|it| format!("{}{}", it.valid(), "?".repeat(it.invalid().len()))).collect();
    let mut edits: Vec<Edit> = Vec::new();
    let mut put = |range: Range<usize>, with: String| edits.push(Edit { range, with: with.into_bytes() });
    if let Some(range) = blank_number_at(&text).or_else(|| number_at(&text)) {
        put(range, number.to_string());
    }
    let dates = calendar::find(&text);
    for (at, date) in dates.iter().take(2).enumerate() {
        put(date.range.clone(), date.like(if at == 0 { name.first } else { name.last }, name.last));
    }
    let both = format!("{} – {}", name.first, name.last);
    match (dates.is_empty(), blank_dates_at(&text)) {
        (true, Some(range)) => put(range, both),
        (true, None) => put(text.len()..text.len(), format!(" ({both})")),
        (false, _) => {}
    }
    apply(raw, &edits).ok()
}

/// The number of a new week: what is asked for, else counted on from one that is known.
fn number_for(weeks: &[Week], name: &WeekName) -> u32 {
    let counted = || {
        let before = weeks.iter().filter(|week| !week.is_template).filter_map(|week| {
            let number = week.number?;
            let weeks_on = (1..=520_i64).find(|weeks| week.begins(name.first.plus(-7 * weeks)));
            Some((weeks_on.and_then(|weeks| u32::try_from(weeks).ok()), number))
        });
        let dated = before.clone().filter_map(|(on, number)| Some((on?, number))).min();
        let counted = dated.map(|(on, number)| number.saturating_add(on));
        counted.or_else(|| before.map(|(_, number)| number.saturating_add(1)).max())
    };
    name.number.or_else(counted).unwrap_or(1)
}

/// The edit that gives the block of a template the name of a week.
pub(super) fn rename(bytes: &[u8], weeks: &[Week], week: &Week, name: &WeekName) -> Option<Edit> {
    let with = renamed(bytes, week, name, number_for(weeks, name))?;
    Some(Edit { range: week.inner.clone(), with })
}

/// The edit that adds a week with empty fields: below the last one, or above the first if the newest stand on top.
pub(super) fn append(bytes: &[u8], weeks: &[Week], name: &WeekName) -> Option<Edit> {
    let (first, last) = (weeks.first()?, weeks.last()?);
    let downwards = newest_first(weeks);
    let model = if downwards { first } else { last };
    let newline = newline_at(bytes, model.head.start).as_bytes();
    let mut block = bytes.get(model.head.start..model.inner.start)?.to_vec();
    block.extend(renamed(bytes, model, name, number_for(weeks, name))?);
    block.extend_from_slice(bytes.get(model.inner.end..model.head.end)?);
    let fields: Vec<&Field> = model.fields.iter().map(|(_, field)| field).collect();
    for (at, field) in fields.iter().enumerate() {
        let apart = match at.checked_sub(1) {
            None => field.is_below_gap(bytes, model.head.end),
            Some(above) => fields[above].is_apart(bytes, field),
        };
        block.extend([newline].repeat(1 + usize::from(apart)).concat());
        block.extend(field.named(bytes, &field.name, &field.name)?);
    }
    let gap = match weeks {
        [.., one, other] => bytes.get(one.range.end..other.range.start).filter(|gap| is_gap(gap)),
        _ => None,
    };
    let gap = gap.map_or_else(|| [newline, newline].concat(), <[u8]>::to_vec);
    let (at, with) = match downwards {
        true => (model.head.start, [block, gap].concat()),
        false => (model.range.end, [gap, block].concat()),
    };
    Some(Edit { range: at..at, with })
}

/// Blank lines and rules only.
fn is_gap(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'-' | b'*' | b'_'))
}

/// Whether later weeks stand above earlier ones. Numbers begin anew with each year, so dates tell first.
fn newest_first(weeks: &[Week]) -> bool {
    let dates = weeks.iter().filter_map(|week| week.dates.first()?.key());
    let numbers = weeks.iter().filter_map(|week| week.number);
    let (down, up) = steps(dates);
    let (down, up) = if down + up > 0 { (down, up) } else { steps(numbers) };
    down > up
}

/// How often the next is smaller, and how often it is larger.
fn steps<T: Ord>(values: impl Iterator<Item = T>) -> (usize, usize) {
    let (mut down, mut up) = (0, 0);
    let mut last: Option<T> = None;
    for value in values {
        match last.as_ref().map(|last| value.cmp(last)) {
            Some(Ordering::Less) => down += 1,
            Some(Ordering::Greater) => up += 1,
            _ => {}
        }
        last = Some(value);
    }
    (down, up)
}

/// The edit that adds a first week to a log that has none, below the last line of its section.
pub(super) fn begin(bytes: &[u8], outline: &Outline<'_>, name: &WeekName) -> Option<Edit> {
    let at = outline.headings.iter().position(|heading| holds_weeks(&heading.name))?;
    let heading = &outline.headings[at];
    let newline = newline_at(bytes, heading.range.start);
    let marks = "#".repeat(usize::from(heading.level + 1).min(6));
    let number = name.number.unwrap_or(1);
    let fields: String = FIELDS.iter().map(|field| format!("{newline}- **{field}**: ")).collect();
    let block = format!("{newline}{newline}{marks} Week {number} ({} – {}){fields}", name.first, name.last);
    let end = end_of(outline, at);
    Some(Edit { range: end..end, with: block.into_bytes() })
}
