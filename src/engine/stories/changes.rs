//! How drill changed the fields of stories in the file, so that what is taken back leaves no byte behind.

use serde_json::{Value, json};

use crate::engine::{Result, kept::Kept, marks::FIELD_CHANGES};
use crate::model::{ItemKey, Part};
use crate::store::Store;
use crate::tracker::parts::Change;

/// So many changes of one field are kept.
const DEEP: usize = 20;

/// The changes of each field, oldest first.
pub(super) struct Changes(Kept);

impl Changes {
    pub(super) fn open(store: &Store) -> Result<Self> {
        Ok(Self(Kept::open(store, FIELD_CHANGES)?))
    }

    pub(super) fn close(&self, store: &Store) -> Result<()> {
        self.0.close(store)
    }

    /// The newest change of a field, if it made the second text of the first.
    pub(super) fn newest(&self, item: ItemKey, part: Part, from: &str, to: &str) -> Option<Change> {
        let newest = self.0.values.get(&key(item, part))?.as_array()?.last()?;
        let bytes = |name: &str| newest[name].as_str().map(|text| text.as_bytes().to_vec());
        let fits = newest["from"] == *from && newest["to"] == *to;
        Some(Change { offset: newest["offset"].as_i64()?, old: bytes("old")?, new: bytes("new")? }).filter(|_| fits)
    }

    /// The newest change of a field, if it made that text, with the text before it.
    pub(super) fn made(&self, item: ItemKey, part: Part, to: &str) -> Option<(String, Change)> {
        let from = self.0.values.get(&key(item, part))?.as_array()?.last()?["from"].as_str()?.to_owned();
        let change = self.newest(item, part, &from, to)?;
        Some((from, change))
    }

    pub(super) fn push(&mut self, item: ItemKey, part: Part, (from, to): (&str, &str), change: &Change) {
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).map(str::to_owned).ok();
        let Some((old, new)) = text(&change.old).zip(text(&change.new)) else { return };
        let all = self.0.values.entry(key(item, part)).or_insert_with(|| Value::Array(Vec::new()));
        if let Some(all) = all.as_array_mut() {
            all.push(json!({ "from": from, "to": to, "offset": change.offset, "old": old, "new": new }));
            all.drain(..all.len().saturating_sub(DEEP));
        }
    }

    pub(super) fn pop(&mut self, item: ItemKey, part: Part) {
        let key = key(item, part);
        let all = self.0.values.get_mut(&key).and_then(Value::as_array_mut);
        if all.is_none_or(|all| all.pop().is_none() || all.is_empty()) {
            self.0.values.remove(&key);
        }
    }
}

fn key(item: ItemKey, part: Part) -> String {
    format!("{} {}", item.0, part.word())
}
