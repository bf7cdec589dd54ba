//! The scenario table of the tracker: its rows are joined to scenarios, and their cells show the newest mock.
//!
//! As with boxes, what a cell should show is in the database, committed with the mock; the file follows. A row is
//! touched only when its scenario has another newest mock than the one it shows: whatever the user writes into his
//! cells in between stays.

use std::collections::HashMap;

use crate::engine::{Result, Writer, mint};
use crate::model::{
    ItemId, ItemKey, Origin, Standing, Title, TopicId,
    mock::{Attempt, Mastery},
    name::{normalise, slug},
    text::one_line,
};
use crate::store::{CellRow, ScenarioRow, Store, TableRow};
use crate::tracker::{
    join::{KnownTopic, LineRef, PastLine, join},
    parse::{ScenarioRow as Row, Status},
    patch::Edit,
    row,
};

use super::{practice, shelf};

/// After the rows of the tracker come the user's own files, then the shipped ones.
const AFTER_ROWS: i64 = 1_000_000;

/// Joins the rows of the table to scenarios, makes scenarios of those that no file knows, and keeps the rows.
pub(in crate::engine) fn take(writer: &Writer<'_>, rows: &[Row]) -> Result<()> {
    let store = writer.store;
    let past = store.table_rows()?;
    let rows: Vec<&Row> = rows.iter().collect();
    if rows.is_empty() && past.is_empty() {
        return Ok(());
    }
    let joined = joined(store, &rows, &past)?;
    let now = store.next_counter()?;
    let mut kept: Vec<TableRow> = Vec::with_capacity(rows.len());
    let mut fresh: HashMap<String, ItemKey> = HashMap::new();
    for (place, (row, known)) in rows.iter().zip(joined).enumerate() {
        let item = match known {
            Some(item) => item,
            None => match fresh.get(&normalise(&row.scenario)) {
                Some(item) => *item,
                None => {
                    let item = without_a_file(store, &row.scenario)?;
                    fresh.insert(normalise(&row.scenario), item);
                    item
                }
            },
        };
        let nth = kept.iter().filter(|other| other.item == item).count();
        let before = past.iter().filter(|other| other.item == item).nth(nth);
        kept.push(TableRow {
            place: i64::try_from(place).unwrap_or(i64::MAX),
            line: row.line,
            text: row.scenario.clone(),
            item,
            standing: said(row.understood()).map(str::to_owned),
            written: before.and_then(|before| before.written),
            since: before.map_or(now, |before| before.since),
        });
    }
    settle(store, &kept)?;
    if kept != past {
        store.set_table_rows(&kept)?;
    }
    Ok(())
}

/// How far a row says its scenario has come; none for a user's own words.
fn said(status: Status) -> Option<&'static str> {
    match status {
        Status::NotPractised | Status::OwnWords => None,
        Status::Practised => Some(Mastery::Practised.word()),
        Status::Mastered => Some(Mastery::Mastered.word()),
    }
}

/// The scenario of each row: by its words, by what it was last time, by close words.
fn joined(store: &Store, rows: &[&Row], past: &[TableRow]) -> Result<Vec<Option<ItemKey>>> {
    let mut known: Vec<(ScenarioRow, Standing)> = Vec::new();
    for item in store.scenario_items()? {
        if let Some(scenario) = store.scenario(item)? {
            known.push((scenario, store.item(item)?));
        }
    }
    let by_name = |text: &str| {
        let said = [subject(text), subject(&Title::parse(text).name)];
        let named = known.iter().filter(|(_, standing)| shelf::names(standing).any(|name| said.contains(&name)));
        named
            .min_by_key(|(scenario, standing)| (standing.parked, scenario.origin == Origin::Tracker))
            .map(|it| it.1.key)
    };
    let exact: Vec<Option<ItemKey>> = rows.iter().map(|row| by_name(&row.scenario)).collect();
    // What the words alone do not say is asked as for topics; a scenario that has its row is no candidate.
    let ids: Vec<TopicId> = known.iter().map(|(_, standing)| TopicId::new(standing.card.id.as_str())).collect();
    let titles: Vec<String> = known.iter().map(|(_, standing)| subject(&standing.card.question)).collect();
    let free = |item: ItemKey| !exact.contains(&Some(item));
    let candidates: Vec<KnownTopic<'_>> = known
        .iter()
        .enumerate()
        .filter(|(_, (_, standing))| free(standing.key) && !standing.parked)
        .map(|(at, (scenario, _))| KnownTopic {
            id: &ids[at],
            section: "",
            title: &titles[at],
            from_deck: scenario.origin != Origin::Tracker,
        })
        .collect();
    let past_titles: Vec<String> = past.iter().map(|row| subject(&row.text)).collect();
    let past: Vec<PastLine<'_>> = past
        .iter()
        .zip(&past_titles)
        .filter(|(row, _)| free(row.item))
        .filter_map(|(row, title)| {
            let at = known.iter().position(|(_, standing)| standing.key == row.item)?;
            let place = usize::try_from(row.place).unwrap_or(0);
            Some(PastLine { section: "", title, place, topic: &ids[at] })
        })
        .collect();
    let open: Vec<Title> = rows.iter().map(|row| Title { name: subject(&row.scenario), promise: None }).collect();
    // Rows that are joined already keep their place in the order, under a name that fits nothing.
    let nothing = Title { name: String::new(), promise: None };
    let lines: Vec<LineRef<'_>> = open
        .iter()
        .zip(&exact)
        .map(|(title, exact)| LineRef { section: "", title: if exact.is_some() { &nothing } else { title } })
        .collect();
    let found = join(&lines, &candidates, &past, &[], &[]);
    let key = |id: &TopicId| ids.iter().position(|other| other == id).map(|at| known[at].1.key);
    Ok(exact
        .into_iter()
        .zip(found)
        .map(|(exact, close)| exact.or_else(|| close.topic.as_ref().or(close.near.as_ref()).and_then(key)))
        .collect())
}

/// What a scenario is about, as it is compared: without the words that most of them begin with.
pub(super) fn subject(text: &str) -> String {
    let name = normalise(text);
    let mut rest = name.as_str();
    for word in ["design ", "build ", "a ", "an ", "the "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest.to_owned()
}

/// A scenario that is only a row: practised with the common phases and rubric.
fn without_a_file(store: &Store, title: &str) -> Result<ItemKey> {
    let id = mint::free(&format!("scenario-{}", slug(&subject(title))), |id| Ok(store.has_item_id(id)?))?;
    shelf::put(store, None, &shelf::Words::bare(ItemId::new(id), one_line(title)), Origin::Tracker, None)
}

/// Gives each scenario its turn; one that was only a row, and has lost it, is offered no more, its history is kept.
fn settle(store: &Store, rows: &[TableRow]) -> Result<()> {
    for item in store.scenario_items()? {
        let Some(scenario) = store.scenario(item)? else { continue };
        let row = rows.iter().find(|row| row.item == item);
        let place = row.map_or_else(|| shelf::turn(scenario.origin, item), |row| row.place);
        if place != scenario.place {
            store.put_scenario(item, scenario.origin, scenario.path.as_deref(), place)?;
        }
        let standing = store.item(item)?;
        match (row, standing.parked) {
            (None, false) if scenario.origin == Origin::Tracker => store.park(item)?,
            (Some(row), true) => {
                let words = shelf::Words::bare(standing.card.id.clone(), one_line(&row.text));
                shelf::put(store, Some(item), &words, Origin::Tracker, None)?;
                store.put_scenario(item, Origin::Tracker, None, place)?;
            }
            (Some(row), false) if scenario.origin == Origin::Tracker && standing.card.question != row.text => {
                let words = shelf::Words::bare(standing.card.id.clone(), one_line(&row.text));
                shelf::put(store, Some(item), &words, Origin::Tracker, None)?;
                store.put_scenario(item, Origin::Tracker, None, place)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The base of a turn that no row gives.
pub(super) const fn base(origin: Origin) -> i64 {
    match origin {
        Origin::Tracker => 0,
        Origin::Deck => AFTER_ROWS,
        Origin::Shipped => 2 * AFTER_ROWS,
    }
}

/// Lets the rows that wait be written anew: the file was restored, and drill's cells hold.
pub(in crate::engine) fn insist(store: &Store, rows: &[Row]) -> Result<()> {
    for (kept, row) in store.table_rows()?.iter().zip(rows) {
        let standing = store.scenario(kept.item)?.and_then(|scenario| scenario.practice.standing);
        if kept.written.is_some() && standing.is_some_and(|standing| status(&standing) != row.understood()) {
            store.set_written(kept.place, None)?;
        }
    }
    Ok(())
}

/// A row whose cells do not show the newest mock: what they will show, and what is to be kept once they do.
pub(in crate::engine) struct Turn {
    /// Its line, from 1.
    pub(in crate::engine) line: usize,
    /// The words of its scenario.
    pub(in crate::engine) text: String,
    /// The status that it will show, as it stands in the file.
    pub(in crate::engine) status: String,
    /// The bytes that change, none if nothing does.
    pub(in crate::engine) edits: Vec<Edit>,
    place: i64,
    shows: Option<i64>,
    put_back: Option<(i64, usize)>,
    keep: Option<CellRow>,
}

/// The rows that wait, each with its change.
pub(in crate::engine) fn turns(store: &Store, bytes: &[u8], rows: &[Row]) -> Result<Vec<Turn>> {
    if store.waiting_rows()? == 0 {
        return Ok(Vec::new());
    }
    let kept = store.table_rows()?;
    let mut turns = Vec::new();
    for (at, (row, known)) in rows.iter().zip(&kept).enumerate() {
        let Some(scenario) = store.scenario(known.item)? else { continue };
        if known.written == scenario.practice.mock {
            continue;
        }
        let nth = kept[..at].iter().filter(|other| other.item == known.item).count();
        turns.push(turn(store, bytes, (row, known, nth), &scenario)?);
    }
    Ok(turns)
}

/// Keeps what was written.
pub(in crate::engine) fn follow(store: &Store, turns: &[Turn]) -> Result<()> {
    for turn in turns {
        if let Some((mock, nth)) = turn.put_back {
            store.forget_cell(mock, nth)?;
        }
        if let Some(cell) = &turn.keep {
            store.put_cell(cell)?;
        }
        store.set_written(turn.place, turn.shows)?;
        store.set_row_standing(turn.place, said(Status::understand(&turn.status)))?;
    }
    Ok(())
}

fn turn(
    store: &Store,
    bytes: &[u8],
    (row, known, nth): (&Row, &TableRow, usize),
    scenario: &ScenarioRow,
) -> Result<Turn> {
    let newest = scenario.practice.mock;
    let mut turn = Turn {
        line: row.line,
        text: row.scenario.clone(),
        status: row.status.text.clone(),
        edits: Vec::new(),
        place: known.place,
        shows: newest,
        put_back: None,
        keep: None,
    };
    let Some(mut cells) = Cells::of(bytes, row) else { return Ok(turn) };
    let mut older = None;
    if let Some(shown) = known.written {
        let part = part_of(store, shown)?;
        if practice::stands(store, shown)? {
            older = part;
        } else if let Some(cell) = store.cell(shown, nth)? {
            cells.put_back(&cell, part.as_deref());
            turn.put_back = Some((shown, nth));
        }
    }
    if let Some(mock) = newest
        && store.cell(mock, nth)?.is_none()
        && let Some(part) = part_of(store, mock)?
    {
        let before = cells.clone();
        // A row that was first seen after the mock: what the user says there of himself holds.
        let late = store.mock(mock)?.is_some_and(|entry| entry.counter < known.since);
        let has_its_say = late && Status::understand(&row::words(&cells.status)) != Status::NotPractised;
        if let Some(glyph) = glyph(scenario).filter(|_| !has_its_say) {
            cells.status = row::with_words(&cells.status, glyph);
        }
        if let Some(notes) = &mut cells.notes {
            *notes = row::with_words(notes, &row::with_part(&row::words(notes), older.as_deref(), &part));
        }
        turn.keep = Some(before.became(&cells, mock, nth));
    }
    turn.status = row::words(&cells.status);
    turn.edits.extend(row::set_raw(bytes, &row.status, &cells.status));
    if let (Some(cell), Some(notes)) = (&row.notes, &cells.notes) {
        turn.edits.extend(row::set_raw(bytes, cell, notes));
    }
    Ok(turn)
}

/// The two cells of a row as their bytes stand between the pipes.
#[derive(Clone)]
struct Cells {
    status: String,
    notes: Option<String>,
}

impl Cells {
    fn of(bytes: &[u8], row: &Row) -> Option<Self> {
        let status = row::raw(bytes, &row.status)?.to_owned();
        let notes = match &row.notes {
            Some(cell) => Some(row::raw(bytes, cell)?.to_owned()),
            None => None,
        };
        Some(Self { status, notes })
    }

    /// Undoes what a mock wrote, unless the user has changed it since.
    fn put_back(&mut self, cell: &CellRow, part: Option<&str>) {
        if self.status.trim() == cell.status.1.trim() {
            self.status.clone_from(&cell.status.0);
        }
        let Some(notes) = &mut self.notes else { return };
        if notes.trim() == cell.notes.1.trim() {
            notes.clone_from(&cell.notes.0);
        } else if let Some(part) = part {
            *notes = row::with_words(notes, &row::without_part(&row::words(notes), part));
        }
    }

    fn became(self, after: &Self, mock: i64, nth: usize) -> CellRow {
        CellRow {
            mock,
            nth,
            status: (self.status, after.status.clone()),
            notes: (self.notes.unwrap_or_default(), after.notes.clone().unwrap_or_default()),
        }
    }
}

fn glyph(scenario: &ScenarioRow) -> Option<&'static str> {
    scenario.practice.standing.as_deref().and_then(|standing| status(standing).glyph())
}

fn status(standing: &str) -> Status {
    if standing == Mastery::Mastered.word() { Status::Mastered } else { Status::Practised }
}

/// What a mock writes into the notes: its day, its score, one line.
fn part_of(store: &Store, mock: i64) -> Result<Option<String>> {
    let Some(entry) = store.mock(mock)? else { return Ok(None) };
    let crate::model::What::Deed { detail, .. } = &entry.what else { return Ok(None) };
    Ok(Attempt::from_value(detail).ok().map(|attempt| super::remark::line(entry.day, &attempt)))
}
