//! `drill tracker`: status, link, sync, check, map, repair.

use std::path::{Path, PathBuf};

use super::{
    super::{
        Exit, Failure,
        args::{Tracker, TrackerVerb},
    },
    naming, tell,
};
use crate::engine::{self, Error, Home, Result as Answer, sync};
use crate::model::{
    Origin, Title,
    name::{Found, find},
    text::one_line,
};
use crate::report::{
    self,
    tracker::{self as page, Explained, Status, StatusLine},
};
use crate::store::MappingRow;
use crate::tracker::{
    file,
    parse::{self, LineKind, Rules},
    parts, patch, repair,
};
use crate::world::World;

pub(in crate::cli) fn run(args: Tracker, world: &mut World) -> Result<Exit, Failure> {
    match args.verb {
        None => status(args.json, world),
        Some(TrackerVerb::Link { file, .. }) => link(file.as_deref(), world),
        Some(TrackerVerb::Sync { dry_run: true, .. }) => dry_run(world),
        Some(TrackerVerb::Sync { mine, file, .. }) => sync(mine, file, world),
        Some(TrackerVerb::Check { file, json }) => check(file, json, world),
        Some(TrackerVerb::Map { line, topic }) => map(&line, &topic, world),
        Some(TrackerVerb::Repair { file, yes }) => mend(file, yes, world),
    }
}

fn status(json: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let status = engine::look(&world.home, now, |home| {
        let path = sync::tracker_path(&home.store, &home.paths)?;
        let mut undecided = Vec::new();
        let mut trouble = None;
        match home.preview(now) {
            Ok(report) => {
                undecided.extend(report.undecided.iter().map(|change| {
                    let what = if change.ticked { "now ticked" } else { "now unticked" };
                    format!("line {}: {what}: {}", change.line, one_line(&change.title.name))
                }));
                undecided.extend(report.undecided_rows);
            }
            Err(Error::Tracker(error)) => trouble = Some(error.to_string()),
            Err(error) => return Err(error),
        }
        let linked = sync::is_linked(&home.store)?;
        Ok(Status { path: path.display().to_string(), linked, trouble, lines: lines(home)?, undecided })
    })?;
    let text = if json { report::document(&page::json(&status)) } else { page::text(&status, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn lines(home: &Home) -> Answer<Vec<StatusLine>> {
    let mut lines = Vec::new();
    for line in home.store.lines()? {
        let topic = home.store.topic(line.topic)?;
        let (number, state, ticked) = (line.line, topic.state, line.ticked);
        // The line's own words stand beside it: to what it is joined is said by the words of the decks.
        let joined_to = topic.deck_words().1.to_owned();
        lines.push(StatusLine { line: number, text: line.text, topic: joined_to, state, ticked });
    }
    Ok(lines)
}

/// Uses a file in place; what could be joined by hand is proposed.
fn link(file: Option<&Path>, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    // The path as the user means it, wherever drill is run from; a link in it stays a link.
    let path = file.map(std::path::absolute).transpose()?;
    if let Some(path) = &path {
        if path.to_str().is_none() {
            return Err(Failure::matter(format!("the path {} is not UTF-8, so it cannot be kept", path.display()))
                .hint("give the file another name"));
        }
        file::read(path)?;
    }
    let home = engine::open(&world.home, now)?;
    tell::news(&home.news, world);
    sync::set_link(&home.store, path.as_deref())?;
    home.place_built_in()?;
    let options = sync::Options { write: true, choice: sync::Choice::Ask };
    let report = home.sync(now, home.day(now), options)?;
    tell::synced(&report, world);
    let mut text = format!("linked: {}\n", report.path.display());
    let count = |origin| -> Answer<usize> {
        let mut count = 0;
        for line in home.store.lines()? {
            count += usize::from((home.store.topic(line.topic)?.origin == Origin::Tracker) == origin);
        }
        Ok(count)
    };
    let (with, without) = (count(false)?, count(true)?);
    text.push_str(&format!("{} joined to cards\n", report::counted(with, "topic line")));
    if without > 0 {
        let lines = report::counted(without, "topic line");
        text.push_str(&format!("{lines} without cards: write their key points in a sitting with `p`\n"));
    }
    text.push_str(&written(&report));
    text.push_str(&passed_over(&home, &report.path)?);
    for (line, title, id, topic) in &report.proposals {
        let title = one_line(&title.name);
        text.push_str(&format!("line {line}: \"{title}\" may be \"{topic}\": drill tracker map {line} {id}\n"));
    }
    world.print(&text)?;
    Ok(Exit::Done)
}

/// What is odd about the file, and the boxes that are no topics, each with its reason.
fn passed_over(home: &Home, path: &Path) -> Result<String, Failure> {
    let snapshot = file::read(path)?;
    let tracker = parse::parse(&snapshot.bytes, &rules(home));
    let mut text = String::new();
    for remark in &tracker.remarks {
        text.push_str(&format!("remark {}:{}: {}\n", path.display(), remark.line, remark.what));
    }
    for stray in &tracker.strays {
        let words = one_line(&stray.text);
        text.push_str(&format!("skipped {}:{}: no box \"{words}\": {}\n", path.display(), stray.line, stray.why));
    }
    for line in tracker.boxes.iter().filter(|line| line.kind != LineKind::Topic) {
        let words = one_line(&line.text);
        text.push_str(&format!(
            "skipped {}:{}: {} \"{words}\": {}\n",
            path.display(),
            line.line,
            line.kind.word(),
            line.why
        ));
    }
    Ok(text)
}

fn rules(home: &Home) -> Rules {
    let (topics, ignore) = home.config.tracker_rules();
    Rules { topics, ignore }
}

fn dry_run(world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let report = engine::look(&world.home, now, |home| home.preview(now))?;
    tell::synced(&report, world);
    let text = if report.diff.is_empty() { "the file would stay as it is\n".to_owned() } else { report.diff };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn sync(mine: bool, file: bool, world: &mut World) -> Result<Exit, Failure> {
    let choice = match (mine, file) {
        (true, _) => sync::Choice::Mine,
        (_, true) => sync::Choice::File,
        _ => sync::Choice::Ask,
    };
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    tell::news(&home.news, world);
    let report = home.sync(now, home.day(now), sync::Options { write: true, choice })?;
    tell::synced(&report, world);
    if report.is_undecided() {
        let decided = tell::decide(&home, now, home.day(now), world);
        return Ok(if decided { Exit::Done } else { Exit::Matter });
    }
    let mut text = written(&report);
    if text.is_empty() {
        text = format!("{} is up to date\n", report.path.display());
    }
    world.print(&text)?;
    Ok(Exit::Done)
}

/// The boxes and rows that were changed in the file, a line each.
fn written(report: &sync::Report) -> String {
    let line = |(line, title, ticked): &(usize, Title, bool)| {
        let what = if *ticked { "ticked" } else { "unticked" };
        format!("line {line}: {what}: {}\n", one_line(&title.name))
    };
    let row = |(line, scenario, status): &(usize, String, String)| {
        format!("line {line}: {}: {}\n", one_line(status), one_line(scenario))
    };
    report.written.iter().map(line).chain(report.rows.iter().map(row)).collect()
}

fn check(path: Option<PathBuf>, json: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (path, rules, joins) = engine::look(&world.home, now, |home| {
        let used = sync::tracker_path(&home.store, &home.paths)?;
        let path = path.clone().unwrap_or_else(|| used.clone());
        let joins = if path == used { lines(home)? } else { Vec::new() };
        Ok((path, rules(home), joins))
    })?;
    let bytes = match file::read(&path) {
        Ok(snapshot) => snapshot.bytes,
        // Before there is a home its tracker is the built-in one.
        Err(file::FileError::Missing { .. }) if path.starts_with(&world.home) => {
            crate::tracker::BUILT_IN.as_bytes().to_vec()
        }
        Err(error) => return Err(error.into()),
    };
    let mut lines = explain(&parse::parse(&bytes, &rules), &joins);
    lines.extend(explain_parts(&parts::parse(&bytes, &rules)));
    lines.sort_by_key(|line| (line.line, line.col));
    let name = path.display().to_string();
    let text = if json { report::document(&page::explained_json(&lines)) } else { page::explained(&name, &lines) };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn explain(tracker: &parse::Tracker, joins: &[StatusLine]) -> Vec<Explained> {
    let mut lines: Vec<Explained> = Vec::new();
    for line in &tracker.boxes {
        let joins = if line.kind == LineKind::Topic { joins } else { &[] };
        let joined = joins.iter().find(|join| join.line == line.line).map(|join| format!("joined to {}", join.topic));
        let (kind, text, why) = (line.kind.word().to_owned(), line.text.clone(), line.why.to_string());
        lines.push(Explained { line: line.line, col: line.col, kind, text, why, joined });
    }
    for row in &tracker.scenarios {
        let status = match row.understood() {
            parse::Status::NotPractised => "not practised",
            parse::Status::Practised => "practised",
            parse::Status::Mastered => "mastered",
            parse::Status::OwnWords => "your own words",
        };
        let why = format!("status understood as {status}");
        let (kind, text) = ("scenario".to_owned(), row.scenario.clone());
        lines.push(Explained { line: row.line, col: 1, kind, text, why, joined: None });
    }
    for stray in &tracker.strays {
        let (kind, text, why) = ("no box".to_owned(), stray.text.clone(), stray.why.to_string());
        lines.push(Explained { line: stray.line, col: stray.col, kind, text, why, joined: None });
    }
    for remark in &tracker.remarks {
        let (kind, why) = ("remark".to_owned(), remark.what.to_string());
        lines.push(Explained { line: remark.line, col: 1, kind, text: String::new(), why, joined: None });
    }
    lines.sort_by_key(|line| (line.line, line.col));
    lines
}

/// Stories, applications, weeks and links: what of each was understood.
fn explain_parts(parts: &parts::Parts) -> Vec<Explained> {
    let explained = |line: usize, kind: &str, text: &str, why: String| Explained {
        line,
        col: 1,
        kind: kind.to_owned(),
        text: text.to_owned(),
        why,
        joined: None,
    };
    let fields = |all: &mut dyn Iterator<Item = (&str, &parts::Field)>| {
        let said = |(name, field): (&str, &parts::Field)| {
            format!("{name} in line {}{}", field.line, if field.is_empty { " (empty)" } else { "" })
        };
        all.map(said).collect::<Vec<_>>().join(", ")
    };
    let mut lines = Vec::new();
    for story in &parts.stories {
        let why = fields(&mut story.fields.iter().map(|(part, field)| (part.word(), field)));
        lines.push(explained(story.line, "story", &story.heading, why));
    }
    for (table, row) in parts.applications.iter().flat_map(|it| it.table.rows.iter().map(move |row| (it, row))) {
        let words = |column| table.words(row, column);
        let why = match (table.is_placeholder(row), words(parts::Column::Status)) {
            (true, _) => "it only shows what a row looks like; the first application takes its place".to_owned(),
            (false, "") => "it has no status".to_owned(),
            (false, status) => format!("its status is `{status}`"),
        };
        let text = format!("{} {}", words(parts::Column::Company), words(parts::Column::Role));
        lines.push(explained(row.line, "application", text.trim(), why));
    }
    for week in &parts.weeks {
        let mut why = fields(&mut week.fields.iter().map(|(_, field)| (field.name.as_str(), field)));
        if week.is_template {
            why = format!("its heading is still to be filled in; {why}");
        }
        lines.push(explained(week.line, "week", &week.heading, why));
    }
    for link in &parts.links {
        let why =
            link.doubt.as_ref().map_or_else(|| format!("to {}", link.target), |doubt| format!("doubtful: {doubt}"));
        lines.push(explained(link.line, "link", &link.text, why));
    }
    lines
}

fn map(line: &str, topic: &str, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    tell::news(&home.news, world);
    tell::sync(&home, now, home.day(now), false, world);
    let rows = home.store.lines()?;
    let names: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let found = match line.parse::<usize>() {
        Ok(number) => rows.iter().position(|row| row.line == number).map_or(Found::None(Vec::new()), Found::One),
        Err(_) => find(line, &names),
    };
    let quoted = |all: Vec<usize>| all.into_iter().map(|at| names[at].to_owned()).collect();
    let at = match found {
        Found::One(at) => at,
        Found::Several(all) => {
            return Err(Error::Several { what: "line", typed: line.to_owned(), found: quoted(all) }.into());
        }
        Found::None(near) => {
            let failure =
                Failure::from(Error::Unknown { what: "topic line", typed: line.to_owned(), near: quoted(near) });
            return Err(failure.hint("`drill tracker check` lists every line with its number"));
        }
    };
    let topics = naming::topics(&home.store, topic)?;
    let [key] = topics[..] else {
        return Err(
            Failure::matter(format!("'{topic}' is a section of {} topics", topics.len())).hint("name one topic")
        );
    };
    let row = &rows[at];
    home.store.set_mapping(&MappingRow { section: row.section.clone(), text: row.text.clone(), topic: key })?;
    sync::read_again(&home.store)?;
    tell::sync(&home, now, home.day(now), true, world);
    let topic = home.store.topic(key)?;
    let title = one_line(topic.deck_words().1);
    world.print(&format!("line {}: \"{}\" is \"{title}\" now\n", row.line, one_line(&row.text)))?;
    Ok(Exit::Done)
}

/// Shows the repair as a diff, and writes it when told to.
fn mend(path: Option<PathBuf>, yes: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let used = engine::look(&world.home, now, |home| sync::tracker_path(&home.store, &home.paths))?;
    let path = path.unwrap_or_else(|| used.clone());
    let snapshot = match file::read(&path) {
        // Before there is a home its tracker is the built-in one, and that is sound.
        Err(file::FileError::Missing { .. }) if !world.home.join("drill.db").exists() && path == used => {
            world.print("nothing is damaged\n")?;
            return Ok(Exit::Done);
        }
        read => read?,
    };
    let text = std::str::from_utf8(&snapshot.bytes)
        .map_err(|error| Failure::matter(format!("{} is not UTF-8 at byte {}", path.display(), error.valid_up_to())))?;
    let Some(mended) = repair::repair(text) else {
        world.out.write_all(b"nothing is damaged\n")?;
        return Ok(Exit::Done);
    };
    let diff = patch::diff(&snapshot.bytes, mended.as_bytes(), &path.to_string_lossy());
    world.print(&diff)?;
    world.out.flush()?;
    let wanted =
        yes || (world.face.is_terminal() && crate::face::forms::confirm("write this?", false)?.unwrap_or(false));
    if !wanted {
        world.face.say("nothing was written; `drill tracker repair --yes` writes it");
        return Ok(Exit::Matter);
    }
    file::replace(&snapshot, mended.as_bytes())?;
    world.face.say(&format!("repaired: {}", path.display()));
    Ok(Exit::Done)
}
