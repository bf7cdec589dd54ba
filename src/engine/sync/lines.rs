//! Checklist lines become topics: known ones are found again, new ones made, and what the file names is awake.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::{Report, TELL, mark::is_linked};
use crate::engine::{
    Result, Writer,
    marks::{AFTER_TRACKER, NAMELESS},
    mint::{self, entry},
};
use crate::model::{
    BoxState, Card, Form, ItemId, ItemKind, Origin, Standing, Title, TopicId, TopicKey, TopicStanding, What,
    name::normalise, text::one_line,
};
use crate::store::{ItemFields, LineRow, LineWords, Placing, Store, TopicFields};
use crate::tracker::{
    join::{How, Joined, KnownTopic, LineRef, Mapped, PastLine, join},
    parse::{BoxLine, Tracker},
};

/// The tracker with the topic of each of its checklist lines.
pub(super) struct Lines {
    pub(super) tracker: Tracker,
    topics: Vec<TopicKey>,
    pub(super) past: Vec<LineRow>,
}

impl Lines {
    pub(super) fn joined(&self) -> impl Iterator<Item = (&BoxLine, TopicKey)> {
        self.tracker.topics().zip(self.topics.iter().copied())
    }

    /// True when the line took the place of one whose tick was earned.
    pub(super) fn stands_on_an_earned(&self, store: &Store, line: &BoxLine) -> Result<bool> {
        let place = self.tracker.topics().position(|other| other.line == line.line);
        let gone = self.past.iter().find(|before| {
            usize::try_from(before.place).ok() == place && before.ticked && !self.topics.contains(&before.topic)
        });
        match gone {
            Some(before) => Ok(store.topic(before.topic)?.state == BoxState::Earned),
            None => Ok(false),
        }
    }
}

/// Joins every checklist line to a topic, makes topics of the new ones, and wakes what the file names.
pub(super) fn join_lines(writer: &Writer<'_>, tracker: Tracker, report: &mut Report) -> Result<Lines> {
    let store = writer.store;
    let past = store.lines()?;
    let all = store.topics()?;
    let named = |key: TopicKey| all.iter().find(|topic| topic.key == key);
    let boxes: Vec<&BoxLine> = tracker.topics().collect();
    let joined = joined(store, &boxes, &all, &past)?;
    let mut topics: Vec<TopicKey> = Vec::with_capacity(boxes.len());
    let mut words: HashMap<TopicKey, LineWords<'_>> = HashMap::with_capacity(boxes.len());
    let mut reworded = Vec::new();
    let mut fresh: Vec<(&BoxLine, TopicKey)> = Vec::new();
    for (place, (line, join)) in boxes.iter().zip(&joined).enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let known = join.topic.as_ref().and_then(|id| all.iter().find(|topic| topic.id == *id));
        let again =
            fresh.iter().find(|(other, _)| other.section == line.section && other.title.name == line.title.name);
        let key = match (known, again) {
            (Some(topic), _) => {
                if !words.contains_key(&topic.key) {
                    update_topic(store, topic, line, place)?;
                }
                if let How::Reworded { was } = &join.how {
                    let detail = json!({ "was": was, "is": line.text, "section": line.section, "line": line.line, "how": "line" });
                    store.append(&entry(writer, What::Reworded { item: None, topic: Some(topic.key), detail })?)?;
                    reworded.push(format!(
                        "line {}: reworded, progress kept: \"{}\" is now \"{}\"",
                        line.line,
                        one_line(was),
                        one_line(&line.text)
                    ));
                }
                topic.key
            }
            (None, Some((_, key))) => *key,
            (None, None) => {
                let key = add_topic(store, line, place)?;
                fresh.push((line, key));
                if let Some(near) = join.near.as_ref().and_then(|id| all.iter().find(|topic| topic.id == *id)) {
                    report.proposals.push((line.line, line.title.clone(), near.id.clone(), near.title.name.clone()));
                }
                key
            }
        };
        // Of two lines of one topic the first gives it its words and its turn.
        words.entry(key).or_insert(LineWords { section: &line.section, title: &line.title });
        topics.push(key);
    }
    store.set_line_words(&words)?;
    if reworded.len() > TELL {
        let count = reworded.len();
        report.news.notes.push(format!("{count} lines were reworded, progress kept: `drill log --matches` lists them"));
    } else {
        report.news.notes.append(&mut reworded);
    }
    let ours = topics.iter().filter_map(|key| named(*key)).any(|topic| topic.origin == Origin::Shipped);
    tell_moves(&boxes, &topics, &past, report);
    wake(store, &topics, ours, is_linked(store)?, report)?;
    Ok(Lines { tracker, topics, past })
}

/// Says which lines were moved, given another promise, put in another order, or are gone; all keep their progress.
fn tell_moves(boxes: &[&BoxLine], topics: &[TopicKey], past: &[LineRow], report: &mut Report) {
    let mut told = Vec::new();
    let mut order = Vec::new();
    for (line, key) in boxes.iter().zip(topics) {
        let Some(before) = past.iter().find(|before| before.topic == *key) else { continue };
        order.push(before.place);
        let title = one_line(&line.title.name);
        let renamed = normalise(&Title::parse(&before.text).name) != normalise(&line.title.name);
        if normalise(&before.section) != normalise(&line.section) {
            let (from, to) = (one_line(&before.section), one_line(&line.section));
            told.push(format!("line {}: moved from \"{from}\" to \"{to}\", progress kept: {title}", line.line));
        } else if before.text != line.text && !renamed {
            told.push(format!("line {}: another promise, progress kept: {}", line.line, one_line(&line.text)));
        }
    }
    if told.is_empty() && !order.is_sorted() {
        told.push("the lines stand in another order, progress kept".to_owned());
    }
    // A line whose topic a deck has taken over stands where it stood.
    let stands = |before: &LineRow| boxes.iter().any(|line| line.section == before.section && line.text == before.text);
    for before in past.iter().filter(|before| !topics.contains(&before.topic) && !stands(before)) {
        let title = one_line(&Title::parse(&before.text).name);
        told.push(format!("a line is gone, its topic sleeps with its history: {title}"));
    }
    if told.len() > TELL {
        let count = told.len();
        told = vec![format!("{count} lines were moved, changed or removed; the history of each is kept")];
    }
    report.news.notes.extend(told);
}

fn joined(store: &Store, boxes: &[&BoxLine], all: &[TopicStanding], past: &[LineRow]) -> Result<Vec<Joined>> {
    let id = |key: TopicKey| all.iter().find(|topic| topic.key == key).map(|topic| &topic.id);
    let lines: Vec<LineRef<'_>> =
        boxes.iter().map(|line| LineRef { section: &line.section, title: &line.title }).collect();
    let replaced = replaced(boxes, all, past);
    let known: Vec<KnownTopic<'_>> = all
        .iter()
        .filter(|topic| topic.counts.cards > 0 || past.iter().any(|line| line.topic == topic.key))
        .filter(|topic| !replaced.contains(&topic.key))
        .map(|topic| {
            let (section, title) = topic.deck_words();
            KnownTopic { id: &topic.id, section, title, from_deck: topic.origin != Origin::Tracker }
        })
        .collect();
    let past: Vec<PastLine<'_>> = past
        .iter()
        .filter_map(|line| {
            let place = usize::try_from(line.place).unwrap_or(0);
            Some(PastLine { section: &line.section, title: &line.text, place, topic: id(line.topic)? })
        })
        .collect();
    let mappings = store.mappings()?;
    let mapped: Vec<Mapped<'_>> = mappings
        .iter()
        .filter_map(|map| Some(Mapped { section: &map.section, title: &map.text, topic: id(map.topic)? }))
        .collect();
    let former = store.former_lines()?;
    let former: Vec<PastLine<'_>> = former
        .iter()
        .filter_map(|(section, text, topic)| {
            Some(PastLine { section, title: text, place: usize::MAX, topic: id(*topic)? })
        })
        .collect();
    Ok(join(&lines, &known, &past, &former, &mapped))
}

/// Topics that were made for a line and never used, and whose title a deck has since, in whatever section: the line is
/// that topic's, if it is the only line and the only topic of this title and no other line stands for it.
fn replaced(boxes: &[&BoxLine], all: &[TopicStanding], past: &[LineRow]) -> HashSet<TopicKey> {
    let mut lines: HashMap<String, u32> = HashMap::new();
    for line in boxes {
        *lines.entry(normalise(&line.title.name)).or_default() += 1;
    }
    let mut decks: HashMap<String, Vec<TopicKey>> = HashMap::new();
    for topic in all.iter().filter(|topic| topic.origin != Origin::Tracker && topic.counts.cards > 0) {
        decks.entry(normalise(topic.deck_words().1)).or_default().push(topic.key);
    }
    let past: HashMap<TopicKey, String> =
        past.iter().map(|line| (line.topic, normalise(&Title::parse(&line.text).name))).collect();
    let gives_way = |topic: &&TopicStanding| {
        let title = normalise(topic.deck_words().1);
        let unused = topic.origin == Origin::Tracker && topic.state == BoxState::Open && topic.counts.seen == 0;
        let of_deck = decks.get(&title).map_or(&[][..], Vec::as_slice);
        unused
            && lines.get(&title) == Some(&1)
            && matches!(of_deck, [only] if past.get(only).is_none_or(|said| *said == title))
    };
    all.iter().filter(gives_way).map(|topic| topic.key).collect()
}

/// A joined line wakes its topic and gives it its turn; a topic that is only a line has no other words than its.
fn update_topic(store: &Store, topic: &TopicStanding, line: &BoxLine, place: i64) -> Result<()> {
    if topic.origin == Origin::Tracker {
        store.update_topic(topic.key, &fields(line, place))?;
        return ensure_answerless(store, topic.key, line);
    }
    store.set_place(topic.key, place)?;
    Ok(store.set_awake(topic.key, true)?)
}

fn fields(line: &BoxLine, place: i64) -> TopicFields {
    let (section, title) = (line.section.clone(), line.title.clone());
    TopicFields { section, title, origin: Origin::Tracker, place, awake: true }
}

fn add_topic(store: &Store, line: &BoxLine, place: i64) -> Result<TopicKey> {
    let id = TopicId::new(mint::topic_id(store, &line.section, &line.title.name)?);
    let key = store.add_topic(&id, &fields(line, place))?;
    ensure_answerless(store, key, line)?;
    Ok(key)
}

/// A checklist line without cards is one core card: its front is the line, its bar the promise.
fn ensure_answerless(store: &Store, topic: TopicKey, line: &BoxLine) -> Result<()> {
    let mut placing = Placing { file: None, line: 0, place: 0, family: 0 };
    let card = |id: ItemId| Card {
        id,
        kind: ItemKind::Card,
        topic: TopicId::new(String::new()),
        form: Form::Answerless,
        question: line.text.clone(),
        answer: String::new(),
        note: String::new(),
        source: String::new(),
        tags: Vec::new(),
        core: true,
    };
    let present = store.items_of_topic(topic)?;
    if let Some(own) = present.iter().find(|it| it.card.form == Form::Answerless) {
        if own.card.question != line.text {
            let fields = ItemFields { card: card(own.card.id.clone()), explicit: false, topic, placing, awake: true };
            store.update_item(own.key, &fields)?;
        }
    } else if present.is_empty() {
        placing.line = 0;
        let parked = store.parked_items()?;
        // A card of key points that left the user's deck asks what the line asks.
        let asks = |it: &Standing| it.card.form == Form::Answerless || it.card.question == line.text;
        let old = parked.iter().find(|it| it.topic_key == topic && asks(it));
        match old {
            Some(old) => {
                let fields =
                    ItemFields { card: card(old.card.id.clone()), explicit: false, topic, placing, awake: true };
                store.update_item(old.key, &fields)?;
            }
            None => {
                let id = ItemId::new(mint::item_id(store, &line.section, &line.title.name, &line.text)?);
                store.add_item(&ItemFields { card: card(id), explicit: false, topic, placing, awake: true })?;
            }
        }
        store.recount(topic)?;
    }
    Ok(())
}

/// Awake are the topics that the file names and those of decks that the user added; a file that names none of ours
/// leaves ours awake.
fn wake(store: &Store, named: &[TopicKey], names_ours: bool, linked: bool, report: &mut Report) -> Result<()> {
    let mut asleep = 0;
    for topic in store.topics()? {
        let awake = named.contains(&topic.key)
            || topic.origin == Origin::Deck
            || (topic.origin == Origin::Shipped && !names_ours);
        store.set_awake(topic.key, awake)?;
        if !named.contains(&topic.key) && topic.place < AFTER_TRACKER {
            store.set_place(topic.key, topic.place + AFTER_TRACKER)?;
        }
        asleep += u32::from(topic.origin == Origin::Shipped && !awake && topic.awake);
    }
    let nameless = !names_ours && linked;
    let known = store.meta(NAMELESS)?.is_some();
    if nameless && !known {
        let line = "the tracker names none of the built-in topics, so all of them stay awake".to_owned();
        report.news.notes.push(line);
        store.set_meta(NAMELESS, "yes")?;
    } else if known && !nameless {
        store.forget_meta(NAMELESS)?;
    }
    if asleep > 0 {
        let topics = if asleep == 1 { "topic that" } else { "topics that" };
        report.news.notes.push(format!("{asleep} built-in {topics} the tracker does not name went to sleep"));
    }
    Ok(())
}
