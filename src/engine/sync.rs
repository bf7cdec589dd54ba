//! The tracker both ways: its lines are joined to topics, hand changes are read, and the boxes follow.
//!
//! The state a box should have is in the database, committed with the review that decided it; the file follows. A box
//! that equals this intention is never taken for an edit, so a crash between the two mends itself at the next sync.

mod change;
mod hand;
mod lines;
mod mark;
pub(in crate::engine) mod refusals;
mod rows;

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{
    Error, Home, News, Result, Writer, disk, fold,
    marks::{REMARKS, STAMP},
    mint::entry,
    mocks, stories,
};
use crate::model::{BoxChange, Day, Moment, Title, TopicId, TopicKey, What};
use crate::store::{LineRow, Store};
use crate::tracker::{
    self,
    file::{self, FileError, Snapshot},
    parse::{Rules, Tracker},
    parts::{self, Parts},
    patch,
};
use hand::{hand_changes, keep};
use lines::{Lines, join_lines};
use mark::{NOWHERE, forget, remember, stamp_text};

pub(super) use mark::joined_by;

pub use change::Changed;
pub use mark::{is_linked, is_stale, read_again, set_link, tracker_path};

/// The section of lines that stand under no heading at all.
const NO_HEADING: &str = "Checklist";
/// More reworded lines than these are told in one line.
const TELL: usize = 5;
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
    Undecided(Vec<HandChange>, Vec<String>),
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
    /// Parts of stories in the file that were written to follow drill.
    pub stories: usize,
    /// Rows of the scenario table that were changed to show the newest mock: line, scenario, status.
    pub rows: Vec<(usize, String, String)>,
    /// Hand changes that were recorded.
    pub recorded: Vec<HandChange>,
    /// Hand changes that look like a restored file and were not recorded.
    pub undecided: Vec<HandChange>,
    /// What else such a file says, in words.
    pub undecided_rows: Vec<String>,
    /// Boxes that changed because of a hand change.
    pub boxes: Vec<BoxChange>,
    /// The change of the file as a unified diff; only when it was asked for and not written.
    pub diff: String,
    /// Lines for the person.
    pub news: News,
    /// Near matches that the user may want to join by hand: line, its words, the topic.
    pub proposals: Vec<(usize, Title, TopicId, String)>,
}

/// What a file says, taken over.
struct Taken {
    lines: Lines,
    parts: Parts,
    stories: stories::Reading,
    rules: Rules,
}

impl Report {
    /// True when the file looks restored, and nothing was recorded or written.
    pub fn is_undecided(&self) -> bool {
        !self.undecided.is_empty() || !self.undecided_rows.is_empty()
    }
}

/// Boxes that wait to be written at the next sync.
pub fn pending(store: &Store) -> Result<Vec<LineRow>> {
    Ok(store.pending_lines()?)
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
                let taken = self.take(&writer, &snapshot, options, &mut report)?;
                Ok((snapshot, taken))
            });
            let (snapshot, taken) = match taken {
                Ok(both) => both,
                Err(Stop::Failed(error)) => return Err(error),
                Err(Stop::Undecided(undecided, undecided_rows)) => {
                    return Ok(Report { path, undecided, undecided_rows, news: report.news, ..Report::default() });
                }
            };
            match self.store.transaction(|_| self.follow(&writer, &snapshot, &taken, options, &mut report)) {
                Err(Error::Tracker(FileError::Changed { .. })) => {}
                other => return other.map(|()| report),
            }
        }
        Err(FileError::Changed { path }.into())
    }

    /// True when the file is as it was left, its lines are joined, and neither box nor row waits.
    fn is_settled(&self, path: &Path) -> Result<bool> {
        let Ok(stamp) = file::stamp(path) else { return Ok(false) };
        let same =
            self.store.meta(STAMP)? == Some(stamp_text(stamp)) && joined_by(&self.store, &self.config)?.is_some();
        let waits =
            self.store.waiting_rows()? > 0 || self.store.applications_wait()? || self.store.has_waiting_stories()?;
        Ok(same && !waits && self.store.pending_lines()?.is_empty())
    }

    /// Puts the built-in tracker in place when it is the one in use and is not there; its boxes follow at the sync.
    pub fn place_built_in(&self) -> Result<()> {
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
    ) -> Result<Taken, Stop> {
        let (topics, ignore) = self.config.tracker_rules();
        let rules = Rules { topics, ignore };
        let mut tracker = tracker::parse::parse(&snapshot.bytes, &rules);
        for line in tracker.boxes.iter_mut().filter(|line| line.section.is_empty()) {
            NO_HEADING.clone_into(&mut line.section);
        }
        self.tell_remarks(&tracker, snapshot, report)?;
        let lines = join_lines(writer, tracker, report)?;
        let changes = hand_changes(&self.store, &lines, options.choice)?;
        let by_hand = changes.iter().filter(|change| !change.first_sight).count();
        let known = self.store.knows_state(snapshot.hash)?;
        let restored = by_hand > 1 || (by_hand == 1 && known);
        let parts = parts::parse(&snapshot.bytes, &rules);
        let rows = rows::take(writer, &parts, (options.choice, known || restored), report)?;
        if options.choice == Choice::Ask && (restored || !rows.is_empty()) {
            return Err(Stop::Undecided(changes, rows));
        }
        for change in changes {
            let detail = json!({ "line": change.line, "text": change.title.name });
            let what = What::Claim { topic: change.topic, ticked: change.ticked, detail };
            self.store.append(&entry(writer, what)?)?;
            report.boxes.extend(fold::refold_box(writer, change.topic)?.filter(|it| it.turn.is_judged()));
            report.recorded.push(change);
        }
        let stories = stories::take(self, writer, &parts, known, options.choice)?;
        report.news.notes.extend(stories.notes.iter().cloned());
        report.news.troubles.extend(stories.troubles.iter().cloned());
        mocks::table::take(writer, &lines.tracker.scenarios)?;
        if options.choice == Choice::Mine {
            mocks::table::insist(&self.store, &lines.tracker.scenarios)?;
        }
        keep(&self.store, &lines, snapshot, &self.config)?;
        Ok(Taken { lines, parts, stories, rules })
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

    /// Writes the boxes and rows that differ from what they should be; in a transaction, so that what they should be stays.
    fn follow(
        &self,
        writer: &Writer<'_>,
        snapshot: &Snapshot,
        taken: &Taken,
        options: Options,
        report: &mut Report,
    ) -> Result<()> {
        let mut edits = Vec::new();
        for (line, key) in taken.lines.joined() {
            let ticked = writer.store.topic(key)?.state.is_ticked();
            if let Some(edit) = patch::set_box(line, ticked) {
                edits.push(edit);
                report.written.push((line.line, line.title.clone(), ticked));
            }
        }
        let turns = mocks::table::turns(writer.store, &snapshot.bytes, &taken.lines.tracker.scenarios)?;
        for turn in turns.iter().filter(|turn| !turn.edits.is_empty()) {
            edits.extend(turn.edits.iter().cloned());
            report.rows.push((turn.line, turn.text.clone(), turn.status.clone()));
        }
        let bytes = patch::apply(&snapshot.bytes, &edits).map_err(|overlap| Error::Refused(overlap.to_string()))?;
        let parts = if edits.is_empty() { taken.parts.clone() } else { parts::parse(&bytes, &taken.rules) };
        let (bytes, told) = rows::follow(writer.store, bytes, parts, &taken.rules)?;
        let written = stories::rewrite(writer.store, &bytes, &taken.rules, &taken.stories)?;
        let bytes = written.bytes.unwrap_or(bytes);
        refusals::tell(writer.store, &[told.refused, written.refused].concat(), &mut report.news)?;
        if bytes == snapshot.bytes {
            if options.write {
                mocks::table::follow(writer.store, &turns)?;
                writer.store.follow_stories(&written.parts)?;
            }
            return Ok(());
        }
        if !options.write {
            report.diff = patch::diff(&snapshot.bytes, &bytes, &snapshot.path.to_string_lossy());
            return Ok(());
        }
        let after = file::replace(snapshot, &bytes)?;
        writer.store.follow_boxes()?;
        writer.store.follow_stories(&written.parts)?;
        report.news.notes.extend(written.notes);
        report.stories = written.parts.len();
        mocks::table::follow(writer.store, &turns)?;
        rows::followed(writer.store, &after.bytes, &taken.rules)?;
        report.news.notes.extend(told.notes);
        remember(writer.store, &after, &self.config)
    }
}
