//! What the tracker says of its stories becomes items with their texts; what was changed on both sides is kept apart.

use serde_json::json;

use super::{block, kinds, texts};
use crate::engine::{
    Home, Result, Writer,
    mint::{self, entry},
    sync::{self, Choice},
};
use crate::model::{
    Card, Form, ItemId, ItemKey, ItemKind, Standing, StoryType, TopicId, TopicKey, What, name::slug, text::one_line,
};
use crate::store::{ItemFields, PartRow, Placing, StoryRow};
use crate::story::{
    kind::kind_of,
    pair::{Block, pair},
};
use crate::tracker::parts::Parts;

/// The longest heading that an id is made of, in bytes.
const LONGEST_SLUG: usize = 30;
/// What stands before the id of a story.
const PREFIX: &str = "story-";

/// The stories of a file with their items.
#[derive(Debug, Default)]
pub(in crate::engine) struct Reading {
    /// Their items, in the order of the file.
    pub(super) items: Vec<ItemKey>,
    /// Lines for the person.
    pub(in crate::engine) notes: Vec<String>,
    /// What needs a decision.
    pub(in crate::engine) troubles: Vec<String>,
}

/// Reads the stories of the tracker. With `restored` the file stands as it once stood: what it says then is no edit.
pub(in crate::engine) fn take(
    home: &Home,
    writer: &Writer<'_>,
    parts: &Parts,
    restored: bool,
    choice: Choice,
) -> Result<Reading> {
    let store = writer.store;
    let loaded = kinds(store, &home.paths)?;
    let all: Vec<&StoryType> = loaded.all().collect();
    let same_kinds = sync::joined_by(store, &home.config)?.is_some();
    let known = store.stories()?;
    let blocks = block::read(parts);
    let mut before = Vec::new();
    for (row, standing) in &known {
        let texts = texts(&store.story_parts(row.item)?);
        let (heading, section) = (row.heading.clone(), row.section.clone());
        before.push(Block { heading, section, place: row.place, parked: standing.parked, texts });
    }
    let pairs = pair(&before, &blocks);
    let mut reading = Reading::default();
    for (block, known_at) in blocks.iter().zip(&pairs) {
        let old = known_at.map(|at| &known[at]);
        // A heading means what it meant as long as the kinds are the same.
        let meant = old.filter(|(row, _)| same_kinds && row.heading == block.heading);
        let meant = meant.and_then(|(row, _)| all.iter().copied().find(|kind| kind.id == row.kind));
        let kind = meant.or_else(|| kind_of(&block.heading, &all));
        let item = place(writer, block, kind, old, &mut reading)?;
        let side = Side { restored, choice, first: old.is_none() };
        texts_of(writer, item, block, side, &mut reading)?;
        settle(writer, item)?;
        reading.items.push(item);
    }
    for (at, (row, standing)) in known.iter().enumerate() {
        if !standing.parked && !pairs.contains(&Some(at)) {
            for item in store.items_under(standing.topic_key)? {
                store.park(item.key)?;
            }
            reading.notes.push(format!("a story is gone, its history is kept: {}", one_line(&row.heading)));
        }
    }
    Ok(reading)
}

/// Gives a block its item, with its follow-ups.
fn place(
    writer: &Writer<'_>,
    block: &Block,
    kind: Option<&StoryType>,
    old: Option<&(StoryRow, Standing)>,
    reading: &mut Reading,
) -> Result<ItemKey> {
    let store = writer.store;
    let (heading, section) = (block.heading.as_str(), block.section.as_str());
    let title = if heading.is_empty() { "a story without a heading" } else { heading };
    let id = match old {
        Some((_, standing)) => standing.card.id.to_string(),
        None => mint::free(&format!("{PREFIX}{}", short_slug(title)), |id| Ok(store.has_item_id(id)?))?,
    };
    let topic = match old {
        Some((_, standing)) => standing.topic_key,
        None => store.hidden_topic(&format!("stories/{id}"), section, title)?,
    };
    store.rename_hidden_topic(topic, section, title)?;
    let question = kind.and_then(|kind| kind.questions.first()).map_or(title, String::as_str);
    let card = card(&id, ItemKind::Story, question, old.map_or("", |(_, standing)| &standing.card.answer));
    let placing = Placing { file: None, line: 0, place: block.place, family: 0 };
    let fields = ItemFields { card, explicit: true, topic, placing, awake: true };
    let kind_id = kind.map_or("", |kind| kind.id.as_str()).to_owned();
    let (item, mut row) = match old {
        Some((row, standing)) => {
            store.update_item(standing.key, &fields)?;
            if row.heading != block.heading {
                let detail = json!({ "was": row.heading, "is": block.heading, "how": "story" });
                let what = What::Reworded { item: Some(standing.key), topic: None, detail };
                store.append(&entry(writer, what)?)?;
                let (was, is) = (one_line(&row.heading), one_line(&block.heading));
                reading.notes.push(format!("a story was reworded, progress kept: \"{was}\" is now \"{is}\""));
            }
            (standing.key, row.clone())
        }
        None => {
            let item = store.add_item(&fields)?;
            (
                item,
                StoryRow {
                    item,
                    place: 0,
                    section: String::new(),
                    heading: String::new(),
                    kind: String::new(),
                    signals: None,
                    written: None,
                },
            )
        }
    };
    row.place = block.place;
    row.section = section.to_owned();
    row.heading = heading.to_owned();
    row.kind = kind_id;
    store.put_story(&row)?;
    followups(writer, &id, topic, kind)?;
    Ok(item)
}

/// The follow-ups of a kind of story, as items of this story; those of another kind are parked with their history.
fn followups(writer: &Writer<'_>, story: &str, topic: TopicKey, kind: Option<&StoryType>) -> Result<()> {
    let store = writer.store;
    let present: Vec<Standing> =
        store.items_under(topic)?.into_iter().filter(|it| it.card.kind == ItemKind::Followup).collect();
    let wanted = kind.map_or(&[][..], |kind| &kind.followups);
    for (place, followup) in (1..).zip(wanted) {
        let id = format!("{story}.{}", followup.id);
        let card = card(&id, ItemKind::Followup, &followup.question, &followup.answer());
        let placing = Placing { file: None, line: 0, place, family: place };
        let fields = ItemFields { card, explicit: true, topic, placing, awake: true };
        match present.iter().find(|it| it.card.id.as_str() == id) {
            Some(old) => {
                let same = old.card.question == fields.card.question && old.card.answer == fields.card.answer;
                if !same || old.parked {
                    store.update_item(old.key, &fields)?;
                }
            }
            None => {
                store.add_item(&fields)?;
            }
        }
    }
    let is_wanted = |id: &str| wanted.iter().any(|followup| id == format!("{story}.{}", followup.id));
    for old in present.iter().filter(|it| !it.parked && !is_wanted(it.card.id.as_str())) {
        store.park(old.key)?;
    }
    Ok(())
}

fn card(id: &str, kind: ItemKind, question: &str, answer: &str) -> Card {
    Card {
        id: ItemId::new(id),
        kind,
        topic: TopicId::new(String::new()),
        form: Form::Basic,
        question: question.to_owned(),
        answer: answer.to_owned(),
        note: String::new(),
        source: String::new(),
        tags: Vec::new(),
        core: false,
    }
}

/// The slug of a heading, cut at a hyphen.
fn short_slug(heading: &str) -> String {
    let slug: String =
        slug(heading).chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        return "untitled".to_owned();
    }
    if slug.len() <= LONGEST_SLUG {
        return slug.to_owned();
    }
    let cut = &slug[..LONGEST_SLUG];
    cut.rfind('-').map_or(cut, |at| &cut[..at]).trim_end_matches('-').to_owned()
}

/// How a side that differs is to be taken.
#[derive(Clone, Copy)]
struct Side {
    restored: bool,
    choice: Choice,
    first: bool,
}

/// Reads the texts of a block: each part is compared with what was last seen and with what drill has.
fn texts_of(writer: &Writer<'_>, item: ItemKey, block: &Block, side: Side, reading: &mut Reading) -> Result<()> {
    let store = writer.store;
    let mut taken = Vec::new();
    for row in store.story_parts(item)? {
        let after = compare(&row, block.texts.get(row.part), side);
        if after == row {
            continue;
        }
        if after.text != row.text && !side.first {
            taken.push(row.part.word());
            if !row.text.is_empty() {
                // The text that the user's hand replaced is kept in the log.
                let what = format!("the {} of \"{}\"", row.part.word(), one_line(&block.heading));
                let detail = json!({ "what": what, "was": row.text, "is": after.text, "how": "story" });
                store.append(&entry(writer, What::Reworded { item: Some(item), topic: None, detail })?)?;
            }
        }
        if after.theirs.is_some() && after.theirs != row.theirs {
            let (part, heading) = (row.part.word(), one_line(&block.heading));
            reading.troubles.push(format!(
                "the {part} of \"{heading}\" was changed in drill and in the file, so both are kept: \
                 `drill story` shows them, `--mine` or `--file` decides"
            ));
        }
        store.put_story_part(item, &after)?;
    }
    if !taken.is_empty() {
        reading.notes.push(format!("read from the file: {} of \"{}\"", taken.join(", "), one_line(&block.heading)));
    }
    Ok(())
}

/// One part on three sides: as drill has it, as the file had it, as the file has it now.
fn compare(row: &PartRow, now: &str, side: Side) -> PartRow {
    let seen = |own: bool| PartRow { file: Some(now.to_owned()), theirs: None, own, ..row.clone() };
    let unchanged = row.file.as_deref() == Some(now);
    if row.text == now {
        return seen(row.own && unchanged);
    }
    if unchanged {
        // Drill's own text waits to be written, unless the other side was already different and came back.
        return PartRow { theirs: None, ..row.clone() };
    }
    let theirs = PartRow { text: now.to_owned(), ..seen(false) };
    match (side.choice, row.file.as_deref()) {
        (Choice::Mine, _) => seen(false),
        (Choice::File, _) => theirs,
        // Never seen before: an empty field is there to be filled, and a filled one is news where drill has nothing.
        (Choice::Ask, None) if now.is_empty() => seen(false),
        (Choice::Ask, None) if row.text.is_empty() => theirs,
        (Choice::Ask, Some(file)) if file == row.text && !side.restored && row.theirs.is_none() => theirs,
        (Choice::Ask, _) => PartRow { theirs: Some(now.to_owned()), ..row.clone() },
    }
}

/// Lets the item of a story show its text, and keeps since when it can be told.
pub(super) fn settle(writer: &Writer<'_>, item: ItemKey) -> Result<()> {
    let store = writer.store;
    let texts = texts(&store.story_parts(item)?);
    let Some(mut row) = store.story(item)? else { return Ok(()) };
    let written = texts.is_written().then(|| row.written.unwrap_or(writer.today));
    if written != row.written {
        row.written = written;
        store.put_story(&row)?;
    }
    let standing = store.item(item)?;
    let answer = texts.markdown();
    if standing.card.answer != answer {
        let placing = Placing { file: None, line: 0, place: row.place, family: 0 };
        let card = Card { answer, ..standing.card };
        let topic = standing.topic_key;
        store.update_item(item, &ItemFields { card, explicit: true, topic, placing, awake: true })?;
        if standing.parked {
            store.park(item)?;
        }
    }
    Ok(())
}
