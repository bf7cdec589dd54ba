//! Fields of a block, a name and its value each, and the edit that gives one another value.

use std::ops::Range;

use super::{
    label::{self, Dress, Label, Lead},
    outline::{Line, Outline},
    value::{self, IsField},
};
use crate::tracker::{patch::Edit, placeholder};

/// A field of a story or a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its line, from 1.
    pub line: usize,
    /// Its name as it is written, without emphasis.
    pub name: String,
    /// The bytes of its value in the file, blanks around it not included; where a value would go if there is none.
    pub value: Range<usize>,
    /// Its value as Markdown, one line feed at the end of each line but the last.
    pub text: String,
    /// Whether there is no value, or one that only says what shall stand there.
    pub is_empty: bool,
    pub(super) place: Place,
}

/// All that is known of where the value of a field stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    dress: Dress,
    /// Where its line begins.
    line_start: usize,
    /// The bytes of the name, as far as they are one stretch.
    name: Option<Range<usize>>,
    /// Behind the name; for a heading the end of its line.
    after: usize,
    /// Where the line of the name ends.
    line_end: usize,
    /// The marks of the quote that it stands in.
    quote: String,
    /// The columns by which the lines of its value are indented.
    hanging: usize,
    /// Its first line stands on the line of its name.
    inline: bool,
    /// What follows next stands on the very next line.
    crowded: bool,
    /// A blank line stands between the name and what follows.
    spaced: bool,
}

/// How far the value of a field reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the next field, the next heading or a rule.
    Block,
    /// To the end of its paragraph or list item.
    Item,
}

/// Reads the value of a field that no other field, heading or rule interrupts before `limit`.
pub(super) fn read(outline: &Outline<'_>, label: &Label, limit: usize, reach: Reach, is_field: IsField<'_>) -> Field {
    let text = outline.text();
    let first = outline.line_at(label.line.end);
    let hanging = match label.dress {
        Dress::Heading => 0,
        _ => label.lead.hanging.unwrap_or(label.lead.indent),
    };
    let below = outline.lines.get(first + 1..).unwrap_or_default();
    let below = &below[..below.partition_point(|line| line.start < limit)];
    let reached = match (label.dress, reach) {
        (Dress::Heading, _) => below.len(),
        _ => reached(outline, label, below, reach),
    };
    let own = &text[label.after..label.line.end];
    let inline = !own.trim().is_empty();
    let mut lines = vec![own.trim_start()];
    let quotes = quotes(text, label);
    lines.extend(below[..reached].iter().map(|line| inner(text, *line, quotes, hanging)));
    let said = value::decode(&lines, inline, is_field);

    let full = |line: &&Line| !inner(text, **line, quotes, 0).trim().is_empty();
    let value_line = Line { start: label.after, end: label.line.end };
    let first_full = if inline { Some(&value_line) } else { below[..reached].iter().find(full) };
    let last_full = below[..reached].iter().rev().find(full).or(first_full);
    let value = match (first_full, last_full) {
        (Some(from), Some(to)) => {
            let start = if inline { from.start } else { from.end - inner(text, *from, quotes, usize::MAX).len() };
            let start = from.end - text[start..from.end].trim_start().len();
            start..to.start + text[to.start..to.end].trim_end().len()
        }
        _ => {
            // After `**Task**: ` and not before its blank.
            let at = label.after + usize::from(own.len() == 1);
            at..at
        }
    };
    let last = outline.line_at(value.end);
    let next = outline.lines.get(last + 1);
    let blank = |line: &Line| inner(text, *line, quotes, 0).trim().is_empty();
    let place = Place {
        dress: label.dress,
        line_start: label.line.start,
        name: text[label.line.start..label.after].rfind(&label.name).map(|at| {
            let at = label.line.start + at;
            at..at + label.name.len()
        }),
        after: label.after,
        line_end: label.line.end,
        quote: text[label.lead.quote.clone()].to_owned(),
        hanging,
        inline,
        crowded: next.is_some_and(|line| !blank(line)),
        spaced: below.first().is_some_and(blank),
    };
    let is_empty = is_unfilled(&said);
    Field { line: first + 1, name: label.name.clone(), value, text: said, is_empty, place }
}

impl Field {
    /// Where its line begins.
    pub(super) const fn line_start(&self) -> usize {
        self.place.line_start
    }

    /// The line of this field under another name, with nothing behind it; `short` where this one has a letter only.
    pub(super) fn named(&self, bytes: &[u8], name: &str, short: &str) -> Option<Vec<u8>> {
        let place = &self.place;
        let own = place.name.clone()?;
        let name = if own.len() == 1 { short } else { name };
        let blank: &[u8] = if place.dress == Dress::Heading { b"" } else { b" " };
        Some(
            [bytes.get(place.line_start..own.start)?, name.as_bytes(), bytes.get(own.end..place.after)?, blank]
                .concat(),
        )
    }

    /// Whether an empty line stands between the end of this field and another one below it.
    pub(super) fn is_apart(&self, bytes: &[u8], next: &Self) -> bool {
        let end = self.value.end.max(self.place.after);
        is_gap(bytes.get(end..next.place.line_start).unwrap_or_default())
    }

    /// Whether an empty line stands between an offset above it and this field.
    pub(super) fn is_below_gap(&self, bytes: &[u8], above: usize) -> bool {
        is_gap(bytes.get(above..self.place.line_start).unwrap_or_default())
    }

    /// The edit that adds a line below this field, or above it, with an empty line between or without.
    pub(super) fn beside(&self, bytes: &[u8], line: &[u8], below: bool, spaced: bool) -> Edit {
        let newline = newline_at(bytes, self.place.line_end).as_bytes();
        let quote = self.place.quote.trim_end().as_bytes();
        let gap = if spaced { [newline, quote].concat() } else { Vec::new() };
        let (at, with) = match below {
            true => (self.value.end.max(self.place.line_end), [&gap, newline, line].concat()),
            false => (self.place.line_start, [line, &gap, newline].concat()),
        };
        Edit { range: at..at, with }
    }
}

/// Whether more than one line ends in some bytes.
fn is_gap(between: &[u8]) -> bool {
    let ends = |byte: u8| between.iter().filter(|other| **other == byte).count();
    ends(b'\n').max(ends(b'\r')) > 1
}

/// Whether a value says nothing but what shall stand there: `[what you did]`, `TBD`, a comment.
pub fn is_unfilled(text: &str) -> bool {
    let bare = text.trim_matches(['*', '_', '`', ' ']);
    let comment = text.starts_with("<!--") && text.find("-->").is_some_and(|at| at + 3 == text.len());
    let blank = || placeholder::find(bare).is_some_and(|blank| blank.len() == bare.len());
    bare.is_empty() || comment || (!bare.contains('\n') && bare.len() < 200 && blank())
}

/// How many quotes a field stands in.
fn quotes(text: &str, label: &Label) -> usize {
    text[label.lead.quote.clone()].matches('>').count()
}

/// A line without the marks of quotes and at most so many columns of blanks.
fn inner(text: &str, line: Line, quotes: usize, hanging: usize) -> &str {
    let start = Lead::within(text, line.start, line.end, quotes).quote.end;
    let rest = &text[start..line.end];
    let mut columns = 0;
    let blanks = rest.bytes().take_while(|byte| {
        let fits = matches!(byte, b' ' | b'\t') && columns < hanging;
        columns += if *byte == b'\t' { 4 } else { 1 };
        fits
    });
    let blanks = blanks.count();
    &rest[blanks..]
}

/// How many of the lines below a name belong to its value.
fn reached(outline: &Outline<'_>, label: &Label, below: &[Line], reach: Reach) -> usize {
    let text = outline.text();
    let mut gap = false;
    let mut listed = false;
    let mut inside: Option<Range<usize>> = None;
    for (at, line) in below.iter().enumerate() {
        let lead = Lead::within(text, line.start, line.end, quotes(text, label));
        if inside.as_ref().is_some_and(|mask| mask.contains(&line.start)) {
            gap = false;
            continue;
        }
        if lead.words == line.end && lead.hanging.is_none() {
            gap = true;
            continue;
        }
        let item = lead.hanging.is_some();
        if lead.quote.is_empty() && !label.lead.quote.is_empty() {
            return at;
        }
        let over = match (label.lead.hanging, reach) {
            (Some(hanging), Reach::Block) => {
                (gap && lead.indent < hanging && !item) || (item && lead.indent < label.lead.indent)
            }
            (Some(hanging), Reach::Item) => {
                (item && lead.indent <= label.lead.indent + 1) || (gap && lead.indent < hanging)
            }
            (None, Reach::Block) => false,
            // A name alone may have its list below an empty line.
            (None, Reach::Item) => gap && !(item && (listed || label.is_alone(text))),
        };
        if over {
            return at;
        }
        listed |= item;
        gap = false;
        inside = outline.mask_at(lead.words).cloned();
    }
    below.len()
}

/// The ways of writing a text into a field, the plainest first; which of them Markdown reads back is for the caller.
pub(super) fn edits(field: &Field, text: &str, newline: &str, is_field: IsField<'_>) -> Vec<Edit> {
    let text = value::settled(text);
    if text.is_empty() {
        return vec![clear(field)];
    }
    let roomy = value::draws_in(&text) && field.place.hanging == 0;
    let ways = [(roomy, false), (true, false), (true, true)];
    ways.into_iter().map(|(roomy, strict)| edit(field, &text, newline, roomy, strict, is_field)).collect()
}

fn clear(field: &Field) -> Edit {
    let place = &field.place;
    let from = if place.inline { field.value.start } else { place.line_end };
    Edit { range: from.min(field.value.end)..field.value.end, with: Vec::new() }
}

fn edit(field: &Field, text: &str, newline: &str, roomy: bool, strict: bool, is_field: IsField<'_>) -> Edit {
    let place = &field.place;
    let alone = matches!(place.dress, Dress::Heading)
        || (place.dress == Dress::Bare && !place.inline)
        || value::is_block(text.lines().next().unwrap_or_default());
    let had_value = !field.value.is_empty();
    // What stands below its name stays there.
    let inline = !alone && (place.inline || !had_value);
    let mut with = String::new();
    let mut range = field.value.clone();
    let begin_line = |with: &mut String, line: &str| {
        with.push_str(newline);
        match line.is_empty() {
            true => with.push_str(place.quote.trim_end()),
            false => with.extend([place.quote.as_str(), &" ".repeat(place.hanging), line]),
        }
    };
    let lines = value::encode(text, inline, strict, is_field);
    if inline {
        let blanks = field.value.start - place.after;
        let trailing = place.line_end - place.after;
        if had_value || blanks == 1 && trailing == 1 {
            with.push_str(&lines[0]);
        } else {
            // Two blanks at the end of a line are a line break: they stay where they are, behind the text.
            range = place.after..place.after;
            with.extend([" ", &lines[0]]);
        }
        lines[1..].iter().for_each(|line| begin_line(&mut with, line));
    } else {
        // Below the name: from the end of its line on, but an empty line under a heading stays.
        let (start, spaced) = match (had_value && !place.inline, place.dress == Dress::Heading && place.spaced) {
            (true, _) => (field.value.start, false),
            (false, spaced) => (place.line_end, spaced),
        };
        range = if place.inline { place.after..field.value.end } else { start..field.value.end.max(start) };
        if spaced {
            begin_line(&mut with, "");
        }
        if had_value && !place.inline {
            with.push_str(&lines[0]);
            lines[1..].iter().for_each(|line| begin_line(&mut with, line));
        } else {
            lines.iter().for_each(|line| begin_line(&mut with, line));
        }
    }
    if roomy && place.crowded {
        begin_line(&mut with, "");
    }
    Edit { range, with: with.into_bytes() }
}

/// The fields of a stretch of prose: each line with the shape of a name, in order.
pub(super) fn labels(outline: &Outline<'_>, range: Range<usize>) -> Vec<Label> {
    let first = outline.lines.partition_point(|line| line.start < range.start);
    let lines = outline.lines[first..].iter().take_while(|line| line.start < range.end);
    let prose = lines.filter(|line| {
        let words = Lead::read(outline.text(), line.start, line.end).words;
        outline.mask_at(words).is_none()
    });
    prose.filter_map(|line| label::read(outline.text(), line.start, line.end)).collect()
}

/// The line ending that stands at an offset or first in the file.
pub(super) fn newline_at(bytes: &[u8], at: usize) -> &'static str {
    let ending = |from: usize| {
        let end = bytes.get(from..)?.iter().position(|byte| matches!(byte, b'\n' | b'\r'))? + from;
        Some(match (bytes[end], bytes.get(end + 1)) {
            (b'\r', Some(b'\n')) => "\r\n",
            (b'\r', _) => "\r",
            _ => "\n",
        })
    };
    ending(at).or_else(|| ending(0)).unwrap_or("\n")
}
