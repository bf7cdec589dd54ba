//! Changes of single places, each tried out before it is handed over: what is read back must be what was meant, and
//! everything else what it was.

use thiserror::Error;

use super::{
    Field, Outline, Source, Story, Table, Week, WeekName, WeekPart,
    field::{self, newline_at},
    said::{Said, tried},
    settled, story, week,
};
use crate::{
    model::Part,
    tracker::{
        kind::{Judge, Rules},
        patch::{Edit, apply},
        scenario::Columns,
        status::Status,
    },
};

/// Why a place is not changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The story or the table is no longer what it was when it was read, or never had such a place.
    #[error("there is no such place in the file")]
    NoPlace,
    /// Something else stands there than what may be replaced.
    #[error("something else stands there")]
    Taken {
        /// What stands there.
        found: String,
    },
    /// However it is written, Markdown would read something else, or the rest of the file would be read otherwise.
    #[error("the text cannot stand there without changing how the rest of the file is read")]
    Unreadable,
}

/// The edit that writes a text into a field of a story; none if it says so already.
///
/// Written over is only an empty field, one that is still to be filled in, and one that says `old`. An empty text
/// empties the field.
pub fn set_field(
    bytes: &[u8],
    rules: &Rules,
    story: &Story,
    part: Part,
    (old, text): (&str, &str),
) -> Result<Option<Edit>, Refusal> {
    let parts = super::parse(bytes, rules);
    let at = parts.stories.iter().position(|known| known == story).ok_or(Refusal::NoPlace)?;
    let field = story.field(part).ok_or(Refusal::NoPlace)?;
    let text = settled(text);
    if !may_replace(field, old, &text)? {
        return Ok(None);
    }
    let mut wanted = Said::of(bytes, &parts, rules, Some(&field.value));
    wanted.write(at, part, &text);
    let newline = newline_at(bytes, field.value.end);
    let ways = field::edits(field, &text, newline, &story::is_field);
    tried(bytes, rules, ways, &wanted).map(Some)
}

/// Whether a value may be replaced, and need be.
fn may_replace(field: &Field, old: &str, text: &str) -> Result<bool, Refusal> {
    if field.text == text {
        return Ok(false);
    }
    match field.is_empty || field.text == settled(old) {
        true => Ok(true),
        false => Err(Refusal::Taken { found: field.text.clone() }),
    }
}

/// The edit that gives a story a field that it has not, in the dress of the others and at its place among them.
pub fn add_field(bytes: &[u8], rules: &Rules, story: &Story, part: Part, text: &str) -> Result<Edit, Refusal> {
    let parts = super::parse(bytes, rules);
    let at = parts.stories.iter().position(|known| known == story).ok_or(Refusal::NoPlace)?;
    if let Some(field) = story.field(part) {
        return Err(Refusal::Taken { found: field.text.clone() });
    }
    let text = settled(text);
    let mut wanted = Said::of(bytes, &parts, rules, None);
    wanted.insert(at, part);
    for edit in story::new_fields(bytes, story, part) {
        let Some(after) = apply(bytes, std::slice::from_ref(&edit)).ok() else { continue };
        let parts = super::parse(&after, rules);
        // A field that is a heading of its own is one heading more.
        let added = edit.range.start..edit.range.start + edit.with.len();
        if Said::of(&after, &parts, rules, Some(&added)) != wanted {
            continue;
        }
        let Some(added) = parts.stories.get(at) else { continue };
        let Some(second) = set_field(&after, rules, added, part, ("", &text))? else { return Ok(edit) };
        if let Some(both) = joined(&edit, &second) {
            return Ok(both);
        }
    }
    Err(Refusal::Unreadable)
}

/// Two edits as one, the second made in what the first inserted.
fn joined(first: &Edit, second: &Edit) -> Option<Edit> {
    let from = second.range.start.checked_sub(first.range.start)?;
    let to = second.range.end.checked_sub(first.range.start)?;
    let mut with = first.with.get(..from)?.to_vec();
    with.extend_from_slice(&second.with);
    with.extend_from_slice(first.with.get(to..)?);
    Some(Edit { range: first.range.clone(), with })
}

/// The edit that adds a scenario, not practised yet, to the scenario table.
pub fn add_scenario(bytes: &[u8], rules: &Rules, scenario: &str) -> Result<Edit, Refusal> {
    let parts = super::parse(bytes, rules);
    let source = Source::read(bytes);
    let outline = Outline::read(&source);
    let judged = outline.judged();
    let judge = Judge::new(&judged, rules);
    let mut tables = outline.tables.iter().filter(|raw| judge.holds_scenarios(raw.heading));
    let found = tables.find_map(|raw| Some((Columns::find(&raw.rows.first()?.1)?, Table::read(&outline, raw)?)));
    let (columns, table) = found.ok_or(Refusal::NoPlace)?;
    let glyph = Status::NotPractised.glyph().unwrap_or_default();
    let texts = [(columns.scenario, scenario), (columns.status, glyph)];
    let before = Said::of(bytes, &parts, rules, None);
    let fits = |edit: &Edit| {
        let Ok(after) = apply(bytes, std::slice::from_ref(edit)) else { return false };
        let mut said = Said::of(&after, &super::parse(&after, rules), rules, None);
        let new = said.lines.iter().zip(&before.lines).position(|(new, old)| new != old).unwrap_or(before.lines.len());
        let added = new < said.lines.len() && said.lines.remove(new).ends_with(&format!(" | {glyph} | "));
        added && said == before
    };
    let mut ways = [false, true].into_iter().map(|closed| table.append(bytes, &texts, 0, closed));
    ways.find(fits).ok_or(Refusal::Unreadable)
}

/// The edit that writes a text into a field of a week, by its place among the week's fields; none if it says so
/// already. Written over is only an empty field, and one that says `old`.
pub fn set_week_field(
    bytes: &[u8],
    rules: &Rules,
    week: &Week,
    at: usize,
    (old, text): (&str, &str),
) -> Result<Option<Edit>, Refusal> {
    let parts = super::parse(bytes, rules);
    let week_at = parts.weeks.iter().position(|known| known == week).ok_or(Refusal::NoPlace)?;
    let (_, field) = week.fields.get(at).ok_or(Refusal::NoPlace)?;
    let text = settled(text);
    if !may_replace(field, old, &text)? {
        return Ok(None);
    }
    let mut wanted = Said::of(bytes, &parts, rules, Some(&field.value));
    let said = wanted.weeks.get_mut(week_at).and_then(|week| week.1.get_mut(at)).ok_or(Refusal::NoPlace)?;
    said.1.clone_from(&text);
    let newline = newline_at(bytes, field.value.end);
    tried(bytes, rules, field::edits(field, &text, newline, &week::is_field), &wanted).map(Some)
}

/// The edit that makes a week of a template's heading, or another week of a real one.
pub fn name_week(bytes: &[u8], rules: &Rules, week: &Week, name: &WeekName) -> Result<Edit, Refusal> {
    let parts = super::parse(bytes, rules);
    let at = parts.weeks.iter().position(|known| known == week).ok_or(Refusal::NoPlace)?;
    let edit = week::rename(bytes, &parts.weeks, week, name).ok_or(Refusal::NoPlace)?;
    let after = apply(bytes, std::slice::from_ref(&edit)).map_err(|_| Refusal::NoPlace)?;
    let read = super::parse(&after, rules);
    let (mut wanted, mut said) = (Said::of(bytes, &parts, rules, None), Said::of(&after, &read, rules, None));
    let named = read.weeks.get(at).filter(|named| named.begins(name.first) && !named.is_template);
    let named = named.ok_or(Refusal::Unreadable)?.heading.clone();
    for said in [&mut wanted, &mut said] {
        said.headings.retain(|heading| heading.1 != week.heading && heading.1 != named);
        said.weeks.get_mut(at).into_iter().for_each(|week| week.0.clear());
    }
    if said == wanted { Ok(edit) } else { Err(Refusal::Unreadable) }
}

/// The edit that adds a week in the style of the one beside it, or the first of a log that has none. `text` says what
/// stands in a field, given its name and what it is about.
pub fn add_week(
    bytes: &[u8],
    rules: &Rules,
    name: &WeekName,
    text: impl Fn(&str, Option<WeekPart>) -> String,
) -> Result<Edit, Refusal> {
    let parts = super::parse(bytes, rules);
    let source = Source::read(bytes);
    let edit = week::append(bytes, &parts.weeks, name);
    let edit = edit.or_else(|| week::begin(bytes, &Outline::read(&source), name)).ok_or(Refusal::NoPlace)?;
    let after = apply(bytes, std::slice::from_ref(&edit)).map_err(|_| Refusal::NoPlace)?;
    let read = super::parse(&after, rules);
    let at = read.weeks.iter().position(|week| edit.range.start <= week.range.start && week.begins(name.first));
    let at = at.filter(|_| read.weeks.len() == parts.weeks.len() + 1).ok_or(Refusal::Unreadable)?;
    let added = edit.range.start..edit.range.start + edit.with.len();
    let mut said = Said::of(&after, &read, rules, Some(&added));
    said.weeks.remove(at);
    if said != Said::of(bytes, &parts, rules, None) {
        return Err(Refusal::Unreadable);
    }
    let (mut edit, mut after) = (edit, after);
    for field_at in 0..read.weeks[at].fields.len() {
        let week = super::parse(&after, rules).weeks.swap_remove(at);
        let Some((part, field)) = week.fields.get(field_at) else { continue };
        let Some(second) = set_week_field(&after, rules, &week, field_at, ("", &text(&field.name, *part)))? else {
            continue;
        };
        edit = joined(&edit, &second).ok_or(Refusal::Unreadable)?;
        after = apply(bytes, std::slice::from_ref(&edit)).map_err(|_| Refusal::NoPlace)?;
    }
    Ok(edit)
}
