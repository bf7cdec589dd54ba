//! What several verbs say to the person: what was read, what a sync did.

use crate::engine::{Error, Home, News, sync};
use crate::model::{
    BoxChange, Day, Moment,
    text::one_line,
    view::{Notice, Reply, View},
};
use crate::world::World;

/// Says what reading decks and tracker found.
pub(super) fn news(news: &News, world: &mut World) {
    for line in &news.troubles {
        world.face.say(&format!("warning: {}", one_line(line)));
    }
    for line in &news.notes {
        world.face.say(&format!("note: {}", one_line(line)));
    }
}

/// Says which boxes changed.
pub(super) fn boxes(changes: &[BoxChange], world: &mut World) {
    for change in changes {
        world.face.tell(&Notice::Box(change.clone()));
    }
}

/// Reads the tracker before something is recorded, or lets it follow after: true when that went well.
///
/// Nothing that was recorded is lost when the file cannot be written; what went wrong is said.
pub(super) fn sync(home: &Home, now: Moment, today: Day, write: bool, world: &mut World) -> bool {
    match home.sync(now, today, sync::Options { write, choice: sync::Choice::Ask }) {
        Ok(report) => {
            synced(&report, world);
            !report.is_undecided() || (write && decide(home, now, today, world))
        }
        Err(error) => {
            sync_failed(error, world);
            false
        }
    }
}

/// The last sync of a run: what the first one said (`well` is what it answered) is not said again.
pub(super) fn last_sync(home: &Home, now: Moment, today: Day, write: bool, well: bool, world: &mut World) {
    match home.sync(now, today, sync::Options { write, choice: sync::Choice::Ask }) {
        Ok(report) if well || !report.is_undecided() => synced(&report, world),
        Err(error) if well => sync_failed(error, world),
        Ok(_) | Err(_) => {}
    }
}

/// Asks what a restored file means, and does it; off a terminal the hint alone is left, and the answer is false.
pub(super) fn decide(home: &Home, now: Moment, today: Day, world: &mut World) -> bool {
    if !world.face.is_terminal() {
        return false;
    }
    let answer = |key: char, words: &str| (key, words.to_owned());
    let view = View::Choice {
        piped: false,
        question: "what holds?".to_owned(),
        answers: vec![
            answer('l', "decide later"),
            answer('m', "mine: the boxes as drill has them"),
            answer('f', "file: the boxes as the file has them"),
        ],
    };
    let choice = match world.face.ask(&view, None) {
        Reply::Chosen('m') => sync::Choice::Mine,
        Reply::Chosen('f') => sync::Choice::File,
        _ => return false,
    };
    match home.sync(now, today, sync::Options { write: true, choice }) {
        Ok(report) => {
            synced(&report, world);
            true
        }
        Err(error) => {
            sync_failed(error, world);
            false
        }
    }
}

/// Says what a sync found.
pub(super) fn synced(report: &sync::Report, world: &mut World) {
    news(&report.news, world);
    for change in &report.recorded {
        let what = if change.ticked { "ticked by hand: claimed" } else { "unticked by hand: open" };
        world.face.say(&format!("note: line {}: {what}: {}", change.line, one_line(&change.title.name)));
    }
    boxes(&report.boxes, world);
    if report.is_undecided() {
        let path = report.path.display();
        world.face.say(&format!("warning: {path} looks restored, so nothing was taken from it and nothing written:"));
        for change in &report.undecided {
            let what = if change.ticked { "now ticked" } else { "now unticked" };
            world.face.say(&format!("  line {}: {what}: {}", change.line, one_line(&change.title.name)));
        }
        for row in &report.undecided_rows {
            world.face.say(&format!("  {}", one_line(row)));
        }
        if !world.face.is_terminal() {
            world.face.say("hint: `drill tracker sync --mine` keeps drill's boxes, `--file` takes those of the file");
        }
    }
}

fn sync_failed(error: Error, world: &mut World) {
    for line in crate::cli::Failure::from(error).lines() {
        // Only the first line begins so.
        world.face.say(&line.strip_prefix("error:").map_or(line.clone(), |rest| format!("warning:{rest}")));
    }
}
