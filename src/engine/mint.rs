//! New names: entries from the system's randomness, cards and topics from their own words.

use uuid::Uuid;

use super::{Result, Writer};
use crate::model::{Entry, EntryId, What, name::slug};
use crate::store::Store;

/// Letters of an id minted for a card.
const LENGTH: usize = 10;
/// The name space of minted ids; any fixed value does, and it never changes.
const NAME_SPACE: Uuid = Uuid::from_u128(0x6472_696c_6c20_6361_7264_2069_6473_2031);

/// An entry made now: a fresh id, a counter one above the highest in the log.
pub(super) fn entry(writer: &Writer<'_>, what: What) -> Result<Entry> {
    Ok(Entry {
        id: EntryId(Uuid::new_v4()),
        counter: writer.store.next_counter()?,
        at: writer.now.wall,
        day: writer.today,
        device: writer.device.to_owned(),
        what,
    })
}

/// A name for this machine.
pub(super) fn device() -> String {
    format!("device-{}", &Uuid::new_v4().simple().to_string()[..8])
}

/// An id for a card without one: made of its first words and topic, so that two machines mint the same, and kept.
pub(super) fn item_id(store: &Store, section: &str, title: &str, question: &str) -> Result<String> {
    let words = format!("{section}\n{title}\n{question}");
    let digits = Uuid::new_v5(&NAME_SPACE, words.as_bytes()).simple().to_string();
    free(&digits[..LENGTH], |id| Ok(store.has_item_id(id)?))
}

/// An id for a topic: its section and title as a slug.
pub(super) fn topic_id(store: &Store, section: &str, title: &str) -> Result<String> {
    let words = format!("{}/{}", slug(section), slug(title));
    free(&words, |id| Ok(store.has_topic_id(id)?))
}

/// An id for an application: its company and role as a slug, so that two machines mint the same.
pub(super) fn application_id(store: &Store, company: &str, role: &str) -> Result<String> {
    let words = slug(&format!("{company} {role}"));
    free(&words, |id| Ok(store.application(id)?.is_some()))
}

/// The name itself, or with the first number that makes it free.
pub(super) fn free(name: &str, taken: impl Fn(&str) -> Result<bool>) -> Result<String> {
    let mut id = name.to_owned();
    let mut number = 2;
    while taken(&id)? {
        id = format!("{name}-{number}");
        number += 1;
    }
    Ok(id)
}
