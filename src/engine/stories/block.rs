//! The stories of a tracker file as plain blocks, and the file in which waiting texts stand in their fields.

use super::{Reading, changes::Changes};
use crate::engine::{Error, Result, sync::refusals::Refused};
use crate::model::{ItemKey, Part, Texts, text::one_line};
use crate::store::Store;
use crate::story::pair::Block;
use crate::tracker::{
    parse::Rules,
    parts::{self, Parts, Story},
    patch::{self, Edit},
};

/// The stories of a file, in its order. A part that has no field says nothing.
pub(super) fn read(parts: &Parts) -> Vec<Block> {
    let block = |(place, story): (i64, &Story)| {
        let texts = Texts(Part::ALL.map(|part| parts::settled(story.text(part))));
        Block { heading: story.heading.clone(), section: story.section.clone(), place, parked: false, texts }
    };
    (0..).zip(&parts.stories).map(block).collect()
}

/// A file in which every waiting text stands in its field, and what was written where.
#[derive(Default)]
pub(in crate::engine) struct Rewritten {
    /// The file, if it is another one.
    pub(in crate::engine) bytes: Option<Vec<u8>>,
    /// The parts that are written.
    pub(in crate::engine) parts: Vec<(ItemKey, Part)>,
    /// For the person: fields that were added.
    pub(in crate::engine) notes: Vec<String>,
    /// Texts that cannot stand there.
    pub(in crate::engine) refused: Vec<Refused>,
}

/// Puts the texts that wait into a file that says what was read; each is tried out before it is taken.
pub(in crate::engine) fn rewrite(store: &Store, bytes: &[u8], rules: &Rules, reading: &Reading) -> Result<Rewritten> {
    let mut done = Rewritten::default();
    let mut changes = Changes::open(store)?;
    for (at, item) in reading.items.iter().enumerate() {
        for row in store.story_parts(*item)?.iter().filter(|row| row.is_waiting()) {
            let now = done.bytes.as_deref().unwrap_or(bytes);
            let stories = parts::parse(now, rules).stories;
            let Some(story) = stories.get(at) else { continue };
            let old = row.file.as_deref().unwrap_or_default();
            let (part, heading) = (row.part, one_line(&story.heading));
            let place = format!("the {} of \"{heading}\"", part.word());
            if let Some(change) = changes.newest(*item, part, &row.text, old)
                && let Ok(edit) = parts::change_back(now, rules, story, part, (&change, &row.text))
            {
                done.bytes = Some(made(now, &edit)?);
                done.parts.push((*item, part));
                changes.pop(*item, part);
                continue;
            }
            let missing = story.field(part).is_none();
            // A text of drill's own gives way to the next as if it had never stood: the field is first what it was.
            let before = changes.made(*item, part, old).and_then(|(from, change)| {
                let edit = parts::change_back(now, rules, story, part, (&change, &from)).ok()?;
                Some((from, made(now, &edit).ok()?))
            });
            let taken_back = before.is_some();
            let (old, now) = before.as_ref().map_or((old, now), |(from, bytes)| (from.as_str(), bytes.as_slice()));
            let stories = parts::parse(now, rules).stories;
            let Some(story) = stories.get(at) else { continue };
            let edit = if story.field(part).is_none() {
                parts::add_field(now, rules, story, part, &row.text).map(Some)
            } else {
                parts::set_field(now, rules, story, part, (old, &row.text))
            };
            match edit {
                Ok(Some(edit)) => {
                    let after = made(now, &edit)?;
                    if taken_back {
                        changes.pop(*item, part);
                    }
                    if let Some(change) = parts::change_of(now, &edit, &parts::parse(&after, rules), at, part) {
                        changes.push(*item, part, (old, &row.text), &change);
                    }
                    done.bytes = Some(after);
                    done.parts.push((*item, part));
                    if missing {
                        let name = part.name();
                        done.notes.push(format!("\"{heading}\" had no field {name}, so one was added to the tracker"));
                    }
                }
                Ok(None) => done.parts.push((*item, part)),
                Err(refusal) => {
                    done.refused.push(Refused::new(&place, &row.text, format!("{place} stays in drill: {refusal}")));
                }
            }
        }
    }
    changes.close(store)?;
    Ok(done)
}

fn made(bytes: &[u8], edit: &Edit) -> Result<Vec<u8>> {
    patch::apply(bytes, std::slice::from_ref(edit)).map_err(|overlap| Error::Refused(overlap.to_string()))
}
