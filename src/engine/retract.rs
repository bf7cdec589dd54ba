//! Undo and redo: a retraction is appended, and what it touches is folded anew.

use std::path::PathBuf;

use serde_json::Value;

use super::{Error, Result, Writer, applications, debrief, disk, fold, mint::entry, mocks, stories};
use crate::model::{
    ApplicationChange, BoxChange, Deed, Entry, EntryId, ItemKey, ItemKind, Part, Standing, TodayAnswer, What,
    text::one_line,
};
use crate::plan::campaign::described;
use crate::store::Search;

/// What was taken back, or brought back.
#[derive(Clone, Debug)]
pub struct Retracted {
    /// The action.
    pub action: Entry,
    /// In words: what it was, of which card, when.
    pub what: String,
    /// The item as it stands now; none for an action that is about no item.
    pub standing: Option<Standing>,
    /// What was answered today.
    pub today: Vec<TodayAnswer>,
    /// Boxes that changed with it.
    pub boxes: Vec<BoxChange>,
    /// A deck file that was put back, to be read again.
    pub file: Option<PathBuf>,
}

impl Writer<'_> {
    /// Takes back the newest action not yet taken back; none if there is none.
    pub fn undo(&self) -> Result<Option<Retracted>> {
        self.store.transaction(|store| {
            let newest = store.newest(|entry| {
                let found = entry.what.is_action() && store.is_live(entry.id)?;
                Ok(if found { Search::Found } else { Search::On })
            })?;
            newest.map(|action| self.take_back(action)).transpose()
        })
    }

    /// Takes back one action of this sitting; refused when it was taken back meanwhile.
    pub fn retract(&self, id: EntryId) -> Result<Retracted> {
        self.store.transaction(|store| match store.entry(id)? {
            Some(action) if store.is_live(id)? => self.take_back(action),
            _ => Err(Error::AlreadyTakenBack),
        })
    }

    fn take_back(&self, action: Entry) -> Result<Retracted> {
        let swap = swap_file(&action, "after", "before")?;
        self.store.append(&entry(self, What::Retract { target: action.id })?)?;
        // What stands and falls with it falls, each by an entry of its own.
        for part in debrief::parts(&action) {
            if self.store.is_live(part)? {
                self.store.append(&entry(self, What::Retract { target: part })?)?;
            }
        }
        let kept = stories::swap(self, &action, "is", "was")?;
        self.refold(action, swap, &kept)
    }

    /// Brings back what the last undo took; none if something new was done since, or nothing was undone.
    pub fn redo(&self) -> Result<Option<Retracted>> {
        self.store.transaction(|store| {
            let mut action = None;
            let undo = store.newest(|entry| match entry.what {
                What::Retract { target } => {
                    let aimed = store.entry(target)?;
                    let is_undo = aimed.as_ref().is_some_and(|aimed| aimed.what.is_action());
                    if is_undo && store.is_live(entry.id)? {
                        action = aimed;
                        return Ok(Search::Found);
                    }
                    Ok(Search::On)
                }
                // Done after all that was undone before it, whether it was itself undone since and brought back or not.
                _ if entry.what.is_action() && store.is_live(entry.id)? => Ok(Search::Stop),
                _ => Ok(Search::On),
            })?;
            let (Some(undo), Some(action)) = (undo, action) else { return Ok(None) };
            let swap = swap_file(&action, "before", "after")?;
            store.append(&entry(self, What::Retract { target: undo.id })?)?;
            for part in debrief::parts(&action) {
                if let Some(fall) = store.live_retraction(part)? {
                    store.append(&entry(self, What::Retract { target: fall })?)?;
                }
            }
            let kept = stories::swap(self, &action, "was", "is")?;
            self.refold(action, swap, &kept).map(Some)
        })
    }

    fn refold(&self, action: Entry, swap: Swap, kept: &[Part]) -> Result<Retracted> {
        let (mut boxes, standing) = match action.what.item() {
            Some(item) => (self.refold_item(item)?, Some(self.store.item(item)?)),
            None => (Vec::new(), None),
        };
        if let What::Deed { deed: Deed::Application, detail, .. } = &action.what {
            applications::refold(self.store, &ApplicationChange::from_json(detail).id)?;
        }
        for part in debrief::parts(&action) {
            if let Some(item) = self.store.entry(part)?.and_then(|entry| entry.what.item()) {
                boxes.extend(self.refold_item(item)?);
            }
        }
        if let What::Deed { deed: Deed::Mock, item: Some(item), .. } = action.what {
            mocks::refold(self.store, item)?;
        }
        let mut what = describe(&action, standing.as_ref());
        for part in kept {
            what.push_str(&format!("; the {} was changed since and stays as it is", part.word()));
        }
        let file = match swap {
            Swap::None => None,
            Swap::Done(path) => Some(path),
            Swap::Kept(path) => {
                what.push_str(&format!("; {} was changed since and stays as it is", path.display()));
                None
            }
        };
        Ok(Retracted { what, today: self.store.answers_on(self.today)?, action, standing, boxes, file })
    }

    /// Folds an item and the box of its topic anew.
    pub(super) fn refold_item(&self, item: ItemKey) -> Result<Vec<BoxChange>> {
        fold::refold_item(self.store, item, self.bar)?;
        let topic = self.store.item(item)?.topic_key;
        Ok(fold::refold_box(self, topic)?.into_iter().collect())
    }
}

/// An action in words: `grade 4 good of "Why ..." (id), 2026-03-01 09:00`.
pub fn describe(action: &Entry, standing: Option<&Standing>) -> String {
    let what = match &action.what {
        What::Grade { grade, .. } => format!("grade {grade} of"),
        What::Learn { .. } => "a first look at".to_owned(),
        What::Suspend { suspended: true, .. } => "setting aside".to_owned(),
        What::Suspend { suspended: false, .. } => "taking back into use".to_owned(),
        What::Edit { .. } => "an edit of".to_owned(),
        What::Deed { deed: Deed::Plan, detail, .. } => described(detail),
        What::Deed { deed: Deed::Story, .. } => "a change of the story".to_owned(),
        What::Deed { deed: Deed::Telling, .. } => "a telling of".to_owned(),
        What::Deed { deed: Deed::Debrief, detail, .. } => {
            let company = one_line(detail["company"].as_str().unwrap_or_default());
            let answers = match detail["asked"].as_array().map_or(0, Vec::len) {
                0 => "no answer".to_owned(),
                1 => "1 answer".to_owned(),
                count => format!("{count} answers"),
            };
            format!("the debrief of {company} with {answers}")
        }
        What::Deed { deed: Deed::Application, detail, .. } => {
            let change = ApplicationChange::from_json(detail);
            one_line(&format!("{}: {}", change.about(), change.words()))
        }
        other => other.word().to_owned(),
    };
    let at = action.at.format("%Y-%m-%d %H:%M");
    let Some(standing) = standing else { return format!("{what}, {at}") };
    // A story is known by its heading, whatever is asked for it.
    let name = if standing.card.kind == ItemKind::Story { &standing.title.name } else { &standing.card.question };
    let question = one_line(name);
    let short: String = question.chars().take(60).collect();
    let dots = if short.len() < question.len() { "…" } else { "" };
    format!("{what} \"{short}{dots}\" ({}), {at}", standing.card.id)
}

/// What became of the file of an edit that was taken or brought back.
enum Swap {
    /// It was no edit of a file.
    None,
    /// The other text is in place.
    Done(PathBuf),
    /// The file was changed since, or is too large to be kept twice: it stays as it is.
    Kept(PathBuf),
}

/// For an edit: puts the other text of the file in place, if the file still is what the edit left.
fn swap_file(action: &Entry, from: &str, to: &str) -> Result<Swap> {
    let detail = match &action.what {
        What::Edit { detail, .. } => detail,
        What::Deed { deed: Deed::Debrief, detail, .. } if detail["deck"].is_object() => &detail["deck"],
        _ => return Ok(Swap::None),
    };
    let path = PathBuf::from(detail["path"].as_str().unwrap_or_default());
    let present = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        // Not UTF-8: what the edit left was.
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => return Ok(Swap::Kept(path)),
        Err(source) => return Err(Error::Io { verb: "read", path, source }),
    };
    if detail["large"] == true || present.as_deref() != detail[from].as_str() {
        return Ok(Swap::Kept(path));
    }
    match &detail[to] {
        Value::String(text) => disk::write_deck(&path, text)?,
        _ => disk::remove(&path)?,
    }
    Ok(Swap::Done(path))
}
