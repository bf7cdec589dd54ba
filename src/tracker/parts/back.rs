//! A text of a story is taken back, with every byte that came with it: blanks, empty lines, the field itself.

use super::{
    Parts, Refusal, Story,
    said::{Said, fits_without},
    settled,
};
use crate::{
    model::Part,
    tracker::{kind::Rules, patch::Edit},
};

/// How a field was changed, so that it can be changed back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where the change begins, from the beginning of the field's line on.
    pub offset: i64,
    /// What stood there.
    pub old: Vec<u8>,
    /// What stands there now.
    pub new: Vec<u8>,
}

/// What an edit changed in a field; `after` is the file once it is made, `story` the place of the story in it.
pub fn change_of(before: &[u8], edit: &Edit, after: &Parts, story: usize, part: Part) -> Option<Change> {
    let field = after.stories.get(story)?.field(part)?;
    let offset = i64::try_from(edit.range.start).ok()? - i64::try_from(field.line_start()).ok()?;
    Some(Change { offset, old: before.get(edit.range.clone())?.to_vec(), new: edit.with.clone() })
}

/// The edit that changes a field back, after which it says `text` or, with an empty one, may be gone.
///
/// Refused when its bytes are no longer those that were written.
pub fn change_back(
    bytes: &[u8],
    rules: &Rules,
    story: &Story,
    part: Part,
    (change, text): (&Change, &str),
) -> Result<Edit, Refusal> {
    let parts = super::parse(bytes, rules);
    let at = parts.stories.iter().position(|known| known == story).ok_or(Refusal::NoPlace)?;
    let field = story.field(part).ok_or(Refusal::NoPlace)?;
    let start = i64::try_from(field.line_start()).ok().and_then(|line| usize::try_from(line + change.offset).ok());
    let start = start.ok_or(Refusal::NoPlace)?;
    let range = start..start + change.new.len();
    if bytes.get(range.clone()) != Some(change.new.as_slice()) {
        return Err(Refusal::NoPlace);
    }
    let edit = Edit { range: range.clone(), with: change.old.clone() };
    let mut kept = Said::of(bytes, &parts, rules, Some(&range));
    kept.write(at, part, &settled(text));
    let mut gone = kept.clone();
    gone.remove(at, part);
    let ways = if text.is_empty() { vec![kept, gone] } else { vec![kept] };
    match fits_without(bytes, rules, &edit, &ways) {
        true => Ok(edit),
        false => Err(Refusal::Unreadable),
    }
}
