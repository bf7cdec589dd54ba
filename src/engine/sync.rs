//! The tracker both ways: its lines are joined to topics, hand changes are read, and the boxes follow.
//!
//! The state a box should have is in the database, committed with the review that decided it; the file follows. A box
//! that equals this intention is never taken for an edit, so a crash between the two mends itself at the next sync.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{
    Error, Home, News, Paths, Result, Writer, disk, fold,
    marks::{AFTER_TRACKER, JOINED, LINKED, NAMELESS, REMARKS, STAMP},
    mint::{self, entry},
};
use crate::config::Config;
use crate::model::{
    BoxChange, BoxState, Card, Day, Form, ItemId, ItemKind, Moment, Origin, Standing, Title, TopicId, TopicKey,
    TopicStanding, What, name::normalise, text::one_line,
};
use crate::store::{ItemFields, LineRow, Placing, Store, TopicFields};
use crate::tracker::{
    self,
    file::{self, FileError, Snapshot},
    join::{How, Joined, KnownTopic, LineRef, Mapped, PastLine, join},
    parse::{BoxLine, Rules, Tracker},
    patch,
};

/// The section of lines that stand under no heading at all.
const NO_HEADING: &str = "Checklist";
/// More reworded lines than these are told in one line.
const TELL: usize = 5;
/// The stamp of the built-in tracker while it lies in no file yet.
const NOWHERE: file::Stamp = file::Stamp { size: 0, mtime_ns: 0 };
/// How often a file that changes all the time is read again.
const TRIES: usize = 5;

/// What a sync does with changes that look like a restored file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Ask: nothing is recorded, nothing is written.
    Ask,
    /// The file is wrong: write drill's boxes into it.
    Mine,
    /// The file is right: take its boxes as the user's own hand.
    File,
}

/// What a sync may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether the file may be written.
    pub write: bool,
    /// What a restored file means.
    pub choice: Choice,
}

/// A box in the file that the user changed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandChange {
    /// The line, from 1.
    pub line: usize,
    /// Its words.
    pub title: Title,
    /// Ticked or unticked.
    pub ticked: bool,
    /// The topic of the box.
    pub topic: TopicKey,
    /// The line was never seen before: no change, but a claim from the start.
    pub first_sight: bool,
}

/// Why the database keeps nothing of a sync.
enum Stop {
    Undecided(Vec<HandChange>),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// What a sync found and did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The tracker.
    pub path: PathBuf,
    /// Boxes in the file that were changed to follow drill: line, title, ticked.
    pub written: Vec<(usize, Title, bool)>,
    /// Hand changes that were recorded.
    pub recorded: Vec<HandChange>,
    /// Hand changes that look like a restored file and were not recorded.
    pub undecided: Vec<HandChange>,
    /// Boxes that changed because of a hand change.
    pub boxes: Vec<BoxChange>,
    /// The change of the file as a unified diff; only when it was asked for and not written.
    pub diff: String,
    /// Lines for the person.
    pub news: News,
    /// Near matches that the user may want to join by hand: line, its words, the topic.
    pub proposals: Vec<(usize, Title, TopicId, String)>,
}

/// Where the tracker is: the linked file, else the home's own.
pub fn tracker_path(store: &Store, paths: &Paths) -> Result<PathBuf> {
    Ok(store.meta(LINKED)?.map_or_else(|| paths.tracker.clone(), PathBuf::from))
}

/// True when the user linked a file of his own.
pub fn is_linked(store: &Store) -> Result<bool> {
    Ok(store.meta(LINKED)?.is_some())
}

/// Links the user's own file; its lines are read at the next sync. None goes back to the home's own.
pub fn set_link(store: &Store, path: Option<&Path>) -> Result<()> {
    store.transaction(|store| {
        match path {
            Some(path) => store.set_meta(LINKED, &path.to_string_lossy())?,
            None => store.forget_meta(LINKED)?,
        }
        forget(store)
    })
}

/// Forgets how the tracker stood: another file, or a new one, is read next.
fn forget(store: &Store) -> Result<()> {
    store.forget_tracker()?;
    for name in [NAMELESS, JOINED, STAMP] {
        store.forget_meta(name)?;
    }
    Ok(())
}

/// True when the tracker, the rules it is read by, or what its lines may be joined to, changed since the last sync.
pub fn is_stale(store: &Store, paths: &Paths, config: &Config) -> Result<bool> {
    let Some(joined) = joined_by(store, config)? else { return Ok(true) };
    let path = tracker_path(store, paths)?;
    Ok(match file::stamp(&path) {
        Ok(stamp) if store.meta(STAMP)? == Some(stamp_text(stamp)) => false,
        // Changed, or only touched: its content tells.
        Ok(_) => file::read(&path).map_or(true, |seen| joined != joined_text(seen.hash, config)),
        // A tracker that is away changes nothing.
        Err(_) => false,
    })
}

/// The mark of the last join; none when the lines must be joined anew, or were told apart by other rules.
fn joined_by(store: &Store, config: &Config) -> Result<Option<String>> {
    Ok(store.meta(JOINED)?.filter(|joined| joined.ends_with(&rules_text(config))))
}

fn joined_text(hash: u64, config: &Config) -> String {
    format!("{hash}{}", rules_text(config))
}

fn rules_text(config: &Config) -> String {
    let (topics, ignore) = config.tracker_rules();
    format!(" {topics:?} {ignore:?}")
}

/// Lets the next sync read and join the tracker anew, though its file did not change.
pub fn read_again(store: &Store) -> Result<()> {
    Ok(store.forget_meta(JOINED)?)
}

/// Boxes that wait to be written at the next sync.
pub fn pending(store: &Store) -> Result<Vec<LineRow>> {
    Ok(store.pending_lines()?)
}

fn stamp_text(stamp: file::Stamp) -> String {
    format!("{} {}", stamp.size, stamp.mtime_ns)
}

/// Reads the tracker without writing any file: for verbs that only look. Changes by hand are read as they stand.
pub(super) fn read_only(home: &Home, now: Moment, today: Day) -> Result<News> {
    match home.sync(now, today, Options { write: false, choice: Choice::Ask }) {
        Ok(report) => Ok(report.news),
        Err(Error::Tracker(error)) => {
            Ok(News { notes: Vec::new(), troubles: vec![format!("the tracker could not be read: {error}")] })
        }
        Err(error) => Err(error),
    }
}

impl Home {
    /// What a sync would do, with the diff that it would write: tried out on a copy in memory.
    pub fn preview(&self, now: Moment) -> Result<Report> {
        let store = self.store.copy_in_memory()?;
        let (paths, config, device) = (self.paths.clone(), self.config.clone(), self.device.clone());
        let copy = Self { paths, config, store, device, is_new: self.is_new, news: News::default() };
        if !is_linked(&copy.store)? && !copy.paths.tracker.exists() {
            // The next run puts the built-in tracker back.
            forget(&copy.store)?;
        }
        copy.sync(now, copy.day(now), Options { write: false, choice: Choice::Ask })
    }

    /// Reads the tracker, records hand changes, and lets the boxes of the file follow.
    ///
    /// A tracker that cannot be read or written is an error;
    /// what was recorded before stays recorded, and the boxes wait.
    pub fn sync(&self, now: Moment, today: Day, options: Options) -> Result<Report> {
        let path = tracker_path(&self.store, &self.paths)?;
        if options.choice == Choice::Ask && self.is_settled(&path)? {
            return Ok(Report { path, ..Report::default() });
        }
        let writer = self.writer(now, today);
        for _ in 0..TRIES {
            let mut report = Report { path: path.clone(), ..Report::default() };
            // Read under the lock of the database: what another drill ticks meanwhile is never taken for a hand edit.
            let taken = self.store.transaction(|_| {
                let snapshot = self.snapshot(&path)?;
                let lines = self.take(&writer, &snapshot, options, &mut report)?;
                Ok((snapshot, lines))
            });
            let (snapshot, lines) = match taken {
                Ok(taken) => taken,
                Err(Stop::Failed(error)) => return Err(error),
                Err(Stop::Undecided(changes)) => {
                    return Ok(Report { path, undecided: changes, news: report.news, ..Report::default() });
                }
            };
            match self.store.transaction(|_| self.follow(&writer, &snapshot, &lines, options, &mut report)) {
                Err(Error::Tracker(FileError::Changed { .. })) => {}
                other => return other.map(|()| report),
            }
        }
        Err(FileError::Changed { path }.into())
    }

    /// True when the file is as it was left, its lines are joined, and no box waits.
    fn is_settled(&self, path: &Path) -> Result<bool> {
        let Ok(stamp) = file::stamp(path) else { return Ok(false) };
        let same =
            self.store.meta(STAMP)? == Some(stamp_text(stamp)) && joined_by(&self.store, &self.config)?.is_some();
        Ok(same && self.store.pending_lines()?.is_empty())
    }

    /// Puts the built-in tracker in place when it is the one in use and is not there; its boxes follow at the sync.
    pub(super) fn place_built_in(&self) -> Result<()> {
        if !is_linked(&self.store)? && !self.paths.tracker.exists() {
            disk::write_deck(&self.paths.tracker, tracker::BUILT_IN)?;
            self.store.transaction(forget)?;
        }
        Ok(())
    }

    fn is_first_run(&self) -> Result<bool> {
        let stamp = self.store.meta(STAMP)?;
        Ok(!is_linked(&self.store)? && stamp.is_none_or(|stamp| stamp == stamp_text(NOWHERE)))
    }

    /// The tracker as it stands; before the first run the built-in one.
    fn snapshot(&self, path: &Path) -> Result<Snapshot> {
        match file::read(path) {
            Err(FileError::Missing { .. }) if self.is_first_run()? => {
                let bytes = tracker::BUILT_IN.as_bytes().to_vec();
                let hash = file::hash(&bytes);
                Ok(Snapshot { hash, bytes, path: path.into(), target: path.into(), stamp: NOWHERE })
            }
            other => Ok(other?),
        }
    }

    /// Reads what the file says into the database; nothing of it is kept when its changes are undecided.
    fn take(
        &self,
        writer: &Writer<'_>,
        snapshot: &Snapshot,
        options: Options,
        report: &mut Report,
    ) -> Result<Lines, Stop> {
        let (topics, ignore) = self.config.tracker_rules();
        let mut tracker = tracker::parse::parse(&snapshot.bytes, &Rules { topics, ignore });
        for line in tracker.boxes.iter_mut().filter(|line| line.section.is_empty()) {
            NO_HEADING.clone_into(&mut line.section);
        }
        self.tell_remarks(&tracker, snapshot, report)?;
        let lines = join_lines(writer, tracker, report)?;
        let changes = hand_changes(&self.store, &lines, options.choice)?;
        let by_hand = changes.iter().filter(|change| !change.first_sight).count();
        let restored = by_hand > 1 || (by_hand == 1 && self.store.knows_state(snapshot.hash)?);
        if restored && options.choice == Choice::Ask {
            return Err(Stop::Undecided(changes));
        }
        for change in changes {
            let detail = json!({ "line": change.line, "text": change.title.name });
            let what = What::Claim { topic: change.topic, ticked: change.ticked, detail };
            self.store.append(&entry(writer, what)?)?;
            report.boxes.extend(fold::refold_box(writer, change.topic)?.filter(|it| it.turn.is_judged()));
            report.recorded.push(change);
        }
        keep(&self.store, &lines, snapshot, &self.config)?;
        Ok(lines)
    }

    /// Says what is odd about the file, once.
    fn tell_remarks(&self, tracker: &Tracker, snapshot: &Snapshot, report: &mut Report) -> Result<()> {
        let path = snapshot.path.display();
        let remarks: Vec<String> =
            tracker.remarks.iter().map(|remark| format!("{path}:{}: {}", remark.line, remark.what)).collect();
        let all = remarks.join("\n");
        if self.store.meta(REMARKS)?.unwrap_or_default() != all {
            self.store.set_meta(REMARKS, &all)?;
            report.news.notes.extend(remarks);
        }
        Ok(())
    }

    /// Writes the boxes that differ from what they should be; in a transaction, so that what they should be stays.
    fn follow(
        &self,
        writer: &Writer<'_>,
        snapshot: &Snapshot,
        lines: &Lines,
        options: Options,
        report: &mut Report,
    ) -> Result<()> {
        let mut edits = Vec::new();
        for (line, key) in lines.joined() {
            let ticked = writer.store.topic(key)?.state.is_ticked();
            if let Some(edit) = patch::set_box(line, ticked) {
                edits.push(edit);
                report.written.push((line.line, line.title.clone(), ticked));
            }
        }
        if edits.is_empty() {
            return Ok(());
        }
        let bytes = patch::apply(&snapshot.bytes, &edits).map_err(|overlap| Error::Refused(overlap.to_string()))?;
        if !options.write {
            report.diff = patch::diff(&snapshot.bytes, &bytes, &snapshot.path.to_string_lossy());
            return Ok(());
        }
        let after = file::replace(snapshot, &bytes)?;
        writer.store.follow_boxes()?;
        remember(writer.store, &after, &self.config)
    }
}

/// The tracker with the topic of each of its checklist lines.
struct Lines {
    tracker: Tracker,
    topics: Vec<TopicKey>,
    past: Vec<LineRow>,
}

impl Lines {
    fn joined(&self) -> impl Iterator<Item = (&BoxLine, TopicKey)> {
        self.tracker.topics().zip(self.topics.iter().copied())
    }
}

impl Lines {
    /// True when the line took the place of one whose tick was earned.
    fn stands_on_an_earned(&self, store: &Store, line: &BoxLine) -> Result<bool> {
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
fn join_lines(writer: &Writer<'_>, tracker: Tracker, report: &mut Report) -> Result<Lines> {
    let store = writer.store;
    let past = store.lines()?;
    let all = store.topics()?;
    let named = |key: TopicKey| all.iter().find(|topic| topic.key == key);
    let boxes: Vec<&BoxLine> = tracker.topics().collect();
    let joined = joined(store, &boxes, &all, &past)?;
    let mut topics = Vec::with_capacity(boxes.len());
    let mut reworded = Vec::new();
    let mut fresh: Vec<(&BoxLine, TopicKey)> = Vec::new();
    for (place, (line, join)) in boxes.iter().zip(&joined).enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let known = join.topic.as_ref().and_then(|id| all.iter().find(|topic| topic.id == *id));
        let again =
            fresh.iter().find(|(other, _)| other.section == line.section && other.title.name == line.title.name);
        let key = match (known, again) {
            (Some(topic), _) => {
                update_topic(store, topic, line, place)?;
                if let How::Reworded { was } = &join.how {
                    let detail = json!({ "was": was, "is": line.text, "line": line.line, "how": "line" });
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
        topics.push(key);
    }
    if reworded.len() > TELL {
        let count = reworded.len();
        report.news.notes.push(format!("{count} lines were reworded, progress kept: `drill log --matches` lists them"));
    } else {
        report.news.notes.append(&mut reworded);
    }
    let ours = topics.iter().filter_map(|key| named(*key)).any(|topic| topic.origin == Origin::Shipped);
    tell_moves(store, &boxes, &topics, &past, report)?;
    wake(store, &topics, ours, is_linked(store)?, report)?;
    Ok(Lines { tracker, topics, past })
}

/// Says which lines were moved, given another promise, put in another order, or are gone; all keep their progress.
fn tell_moves(
    store: &Store,
    boxes: &[&BoxLine],
    topics: &[TopicKey],
    past: &[LineRow],
    report: &mut Report,
) -> Result<()> {
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
    for before in past.iter().filter(|before| !topics.contains(&before.topic)) {
        let title = store.topic(before.topic)?.title.name;
        told.push(format!("a line is gone, its topic sleeps with its history: {}", one_line(&title)));
    }
    if told.len() > TELL {
        let count = told.len();
        told = vec![format!("{count} lines were moved, changed or removed; the history of each is kept")];
    }
    report.news.notes.extend(told);
    Ok(())
}

fn joined(store: &Store, boxes: &[&BoxLine], all: &[TopicStanding], past: &[LineRow]) -> Result<Vec<Joined>> {
    let id = |key: TopicKey| all.iter().find(|topic| topic.key == key).map(|topic| &topic.id);
    let lines: Vec<LineRef<'_>> =
        boxes.iter().map(|line| LineRef { section: &line.section, title: &line.title }).collect();
    let known: Vec<KnownTopic<'_>> = all
        .iter()
        .filter(|topic| topic.counts.cards > 0 || past.iter().any(|line| line.topic == topic.key))
        .map(|topic| KnownTopic {
            id: &topic.id,
            section: &topic.section,
            title: &topic.title.name,
            from_deck: topic.origin != Origin::Tracker,
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
    Ok(join(&lines, &known, &past, &mapped))
}

/// A joined line gives its topic its turn and its promise; a topic that is only a line takes its words as well.
fn update_topic(store: &Store, topic: &TopicStanding, line: &BoxLine, place: i64) -> Result<()> {
    let bare = topic.origin == Origin::Tracker;
    let fields = TopicFields {
        section: if bare { line.section.clone() } else { topic.section.clone() },
        title: Title {
            name: if bare { line.title.name.clone() } else { topic.title.name.clone() },
            promise: line.title.promise.clone().or_else(|| if bare { None } else { topic.title.promise.clone() }),
        },
        origin: topic.origin,
        place,
        awake: true,
    };
    store.update_topic(topic.key, &fields)?;
    if bare {
        ensure_answerless(store, topic.key, line)?;
    }
    Ok(())
}

fn add_topic(store: &Store, line: &BoxLine, place: i64) -> Result<TopicKey> {
    let id = TopicId::new(mint::topic_id(store, &line.section, &line.title.name)?);
    let fields = TopicFields {
        section: line.section.clone(),
        title: line.title.clone(),
        origin: Origin::Tracker,
        place,
        awake: true,
    };
    let key = store.add_topic(&id, &fields)?;
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

/// What the user's own hand changed since the last sync.
///
/// A box that equals drill's intention is none, and neither is one that still stands as it was last seen: that one
/// waits to be written. The first sight of a ticked line is a claim, not a change that may be a restored file.
fn hand_changes(store: &Store, lines: &Lines, choice: Choice) -> Result<Vec<HandChange>> {
    let mut changes: Vec<HandChange> = Vec::new();
    for (line, key) in lines.joined() {
        let intended = store.topic(key)?.state.is_ticked();
        let seen: Vec<bool> = lines.past.iter().filter(|past| past.topic == key).map(|past| past.ticked).collect();
        let by_hand = match seen[..] {
            // A tick that drill had earned for a line that stood here and is gone says nothing of the new one.
            [] => line.ticked && !lines.stands_on_an_earned(store, line)?,
            _ => choice != Choice::Mine && !seen.contains(&line.ticked),
        };
        if by_hand && line.ticked != intended && !changes.iter().any(|change| change.topic == key) {
            let (title, ticked) = (line.title.clone(), line.ticked);
            changes.push(HandChange { line: line.line, title, ticked, topic: key, first_sight: seen.is_empty() });
        }
    }
    Ok(changes)
}

/// Keeps the lines as they were read; their boxes as the file has them.
fn keep(store: &Store, lines: &Lines, snapshot: &Snapshot, config: &Config) -> Result<()> {
    let rows: Vec<LineRow> = lines
        .joined()
        .enumerate()
        .map(|(place, (line, topic))| LineRow {
            place: i64::try_from(place).unwrap_or(i64::MAX),
            line: line.line,
            section: line.section.clone(),
            text: line.text.clone(),
            topic,
            ticked: line.ticked,
        })
        .collect();
    if rows != lines.past {
        store.set_lines(&rows)?;
    }
    remember(store, snapshot, config)
}

fn remember(store: &Store, snapshot: &Snapshot, config: &Config) -> Result<()> {
    store.add_state(snapshot.hash)?;
    store.set_meta(JOINED, &joined_text(snapshot.hash, config))?;
    Ok(store.set_meta(STAMP, &stamp_text(snapshot.stamp))?)
}
