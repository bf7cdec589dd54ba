//! Checks everything, and mends what can be mended: the log is the truth, all else is folded from it again.

use std::{collections::HashMap, path::Path};

use super::{Home, Paths, Result, applications, fold, mocks, open, sync};
use crate::config::Config;
use crate::model::{Finding, Moment, Title, TopicKey, Weight, What};
use crate::store::{LineWords, Store};

/// Looks at database, folds, clock, decks and tracker; with `mend` it puts right what it can.
pub fn examine(root: &Path, now: Moment, mend: bool) -> Result<Vec<Finding>> {
    let paths = Paths::under(root);
    // A broken setting is one finding; the rest needs the settings.
    if let Err(error) = Config::load(&paths.config) {
        return Ok(vec![finding("settings", Weight::Wrong, error.to_string(), "mend it in the file by hand")]);
    }
    if !paths.database.exists() && !mend {
        return Ok(vec![fine("home", format!("nothing is in {} yet", paths.root.display()))]);
    }
    if mend {
        let home = open::open(root, now)?;
        return examine_home(&home, now, true);
    }
    open::look(root, now, |home| examine_home(home, now, false))
}

fn examine_home(home: &Home, now: Moment, mend: bool) -> Result<Vec<Finding>> {
    let mut found = database(&home.store)?;
    found.push(folds(home, now, mend)?);
    found.push(future(home, now, mend)?);
    found.extend(decks(home)?);
    found.push(tracker(home, now, mend)?);
    Ok(found)
}

fn fine(about: &'static str, message: impl Into<String>) -> Finding {
    finding(about, Weight::Fine, message, "")
}

fn finding(about: &'static str, weight: Weight, message: impl Into<String>, hint: &str) -> Finding {
    Finding { about, weight, message: message.into(), hint: hint.to_owned() }
}

fn database(store: &Store) -> Result<Vec<Finding>> {
    let damage = store.integrity()?;
    if damage.is_empty() {
        return Ok(vec![fine("database", "sound")]);
    }
    let hint = "put a backup in its place: `drill restore FILE`";
    Ok(damage.into_iter().map(|line| finding("database", Weight::Wrong, line, hint)).collect())
}

/// Every memory, every cached answer, every count and every box must come out of the log as they stand.
fn folds(home: &Home, now: Moment, mend: bool) -> Result<Finding> {
    let store = &home.store;
    let today = home.day(now);
    let mut wrong = Vec::new();
    for item in store.logged_items()? {
        let answers = store.live_answers(item)?;
        let (memory, kinds) = fold::memory(&answers);
        let standing = store.item(item)?;
        let cached = store.answers_of(item)?;
        let same = cached.len() == answers.len()
            && cached
                .iter()
                .zip(answers.iter().zip(&kinds))
                .all(|((have, kind), (want, folded))| have.id == want.id && kind == folded);
        let suspended = store.live_suspension(item)? == standing.suspended;
        let (trace, said) = fold::traced(&answers);
        let traced = fold::is_same_trace(store.trace(item)?.as_ref(), trace.as_ref()) && {
            let kept = store.said_of(item)?;
            let near = |(a, b): (&Option<u32>, &Option<u32>)| match (a, b) {
                (Some(a), Some(b)) => a.abs_diff(*b) <= 1,
                (a, b) => a == b,
            };
            kept.len() == said.len() && kept.iter().zip(&said).all(near)
        };
        if !traced || standing.memory != memory || !same || !suspended {
            wrong.push(standing.card.id.to_string());
            if mend {
                store.transaction(|_| home.writer(now, today).refold_item(item))?;
            }
        }
    }
    for topic in store.topics()? {
        let same = fold::folded_box(store, &topic)? == (topic.state, topic.opened);
        if !same || store.counted(topic.key)? != topic.counts {
            wrong.push(topic.title.name.clone());
            if mend {
                store.transaction(|_| fold::refold_box(&home.writer(now, today), topic.key))?;
            }
        }
    }
    for application in applications::misfolded(store)? {
        wrong.push(application.name());
        if mend {
            applications::refold(store, &application.id)?;
        }
    }
    for item in store.scenario_items()? {
        let stored = store.scenario(item)?.map(|scenario| scenario.practice);
        if stored.is_some_and(|stored| mocks::fold(store, item).is_ok_and(|folded| folded != stored)) {
            wrong.push(store.item(item)?.card.id.to_string());
            if mend {
                store.transaction(|store| mocks::refold(store, item))?;
            }
        }
    }
    if !mocks::are_folded(store)? {
        wrong.push("the cards that mocks ask for".to_owned());
        if mend {
            store.transaction(mocks::refold_pulls)?;
        }
    }
    wrong.extend(shown(store, mend)?);
    let days = store.wrong_days()?;
    wrong.extend(days.iter().map(|day| format!("the sums of {day}")));
    if mend && !days.is_empty() {
        store.sum_days()?;
    }
    Ok(match (wrong.is_empty(), mend) {
        (true, _) => fine("log", "every memory and every box comes out of the log as it stands"),
        (false, true) => finding("log", Weight::Mended, format!("folded again: {}", wrong.join(", ")), ""),
        (false, false) => {
            let message = format!("not what the log says: {}", wrong.join(", "));
            finding("log", Weight::Wrong, message, "`drill doctor --mend` folds them again")
        }
    })
}

/// The topics that are not shown by the words of their first line, or by those of one that is gone.
fn shown(store: &Store, mend: bool) -> Result<Vec<String>> {
    let lines: Vec<(TopicKey, String, Title)> =
        store.lines()?.into_iter().map(|line| (line.topic, line.section, Title::parse(&line.text))).collect();
    let mut expected: HashMap<TopicKey, LineWords<'_>> = HashMap::new();
    for (topic, section, title) in &lines {
        expected.entry(*topic).or_insert(LineWords { section, title });
    }
    let kept = store.line_words()?;
    let mut wrong = Vec::new();
    for topic in store.topics()? {
        let is = kept.get(&topic.key).map(|(section, title)| LineWords { section, title });
        if is.as_ref() != expected.get(&topic.key) {
            wrong.push(format!("the words of {}", topic.title.name));
        }
    }
    if mend && !wrong.is_empty() {
        store.transaction(|store| store.set_line_words(&expected))?;
    }
    Ok(wrong)
}

/// Entries of a day after today: the clock stood wrong when they were made, or stands wrong now.
fn future(home: &Home, now: Moment, mend: bool) -> Result<Finding> {
    let today = home.day(now);
    let mut ahead = Vec::new();
    for entry in home.store.entries_after(today)? {
        if matches!(entry.what, What::Grade { .. } | What::Learn { .. }) && home.store.is_live(entry.id)? {
            ahead.push(entry);
        }
    }
    let Some(last) = ahead.last().map(|entry| entry.day) else {
        return Ok(fine("clock", format!("today is {today}, no answer is from the future")));
    };
    let count = ahead.len();
    if mend {
        for entry in ahead {
            home.writer(now, today).retract(entry.id)?;
        }
        return Ok(finding(
            "clock",
            Weight::Mended,
            format!("{count} answers from the future taken back"),
            "`drill log` shows them",
        ));
    }
    let message = format!("today is {today}, but {count} answers are from later days, up to {last}");
    Ok(finding("clock", Weight::Wrong, message, "set the clock right, or take them back: `drill doctor --mend`"))
}

fn decks(home: &Home) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let rows = home.store.deck_files()?;
    for row in rows.iter().filter(|row| row.problems != "[]") {
        let message = format!("{} has cards that cannot be read", row.path);
        found.push(finding("decks", Weight::Wrong, message, "`drill deck check` shows each with its place"));
    }
    for trouble in super::decks::out_of_reach(&home.store, &home.paths)? {
        found.push(finding("decks", Weight::Wrong, trouble, ""));
    }
    for problem in mocks::files::problems(&super::decks::roots(&home.store, &home.paths)?) {
        found.push(finding("decks", Weight::Wrong, problem, "`drill deck check` shows each with its place"));
    }
    if found.is_empty() {
        found.push(fine("decks", format!("{} files, every card read", rows.len())));
    }
    Ok(found)
}

fn tracker(home: &Home, now: Moment, mend: bool) -> Result<Finding> {
    let pending = sync::pending(&home.store)?.len();
    let rows = home.store.waiting_rows()?;
    let report = if mend {
        home.sync(now, home.day(now), sync::Options { write: true, choice: sync::Choice::Ask })
    } else {
        home.preview(now)
    };
    match report {
        Err(error) => {
            Ok(finding("tracker", Weight::Wrong, error.to_string(), "`drill tracker link FILE` names another place"))
        }
        Ok(report) if report.is_undecided() => Ok(finding(
            "tracker",
            Weight::Wrong,
            restored(&report),
            "`drill tracker sync --mine` keeps drill's boxes, `--file` takes those of the file",
        )),
        Ok(_) if pending > 0 && !mend => {
            let boxes = if pending == 1 { "1 box waits" } else { &format!("{pending} boxes wait") };
            Ok(finding("tracker", Weight::Note, format!("{boxes} for the next sync"), ""))
        }
        Ok(_) if rows > 0 && !mend => {
            let rows = if rows == 1 { "1 row waits" } else { &format!("{rows} rows wait") };
            Ok(finding("tracker", Weight::Note, format!("{rows} of the scenario table for the next sync"), ""))
        }
        Ok(report) => Ok(fine("tracker", format!("{} agrees with the log", report.path.display()))),
    }
}

/// `TRACKER.md looks restored: 1 box and 2 applications differ`.
fn restored(report: &sync::Report) -> String {
    let counted = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {several}")),
    };
    let all = [
        counted(report.undecided.len(), "box", "boxes"),
        counted(report.undecided_rows.len(), "application", "applications"),
    ];
    let differ = if report.undecided.len() + report.undecided_rows.len() == 1 { "differs" } else { "differ" };
    let words = all.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    format!("{} looks restored: {words} {differ}", report.path.display())
}
