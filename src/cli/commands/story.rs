//! `drill story`: list, look at, write, tell.

mod tell;
mod write;

use super::super::{Exit, Failure, args::Story as Args};
use crate::engine::{self, Error, Home, Result as Answer, stories::Story};
use crate::model::{
    Day, Moment, Part,
    name::{Found, find},
    view::{Reply, View},
};
use crate::report::{self, story as page};
use crate::story::{Overview, overview::matrix};
use crate::world::World;

pub(in crate::cli) fn run(args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let Some(name) = &args.story else { return look_at_all(args, world) };
    let texts = given(args);
    if !texts.is_empty() || args.signals.is_some() {
        return write::set(name, &texts, args, world);
    }
    if args.mine || args.file {
        return write::decide(name, args.mine, world);
    }
    if args.write {
        return write::whole(name, world);
    }
    if is_told(args) {
        return tell::run(name, args, world);
    }
    // On a terminal a bare name asks what is wanted; everywhere else it is looked at.
    if !args.check && !args.guide && !args.json && world.face.is_terminal() {
        return ask(name, args, world);
    }
    look_at_one(name, args, world)
}

/// True when the command line begins a telling, which may fill the window.
pub(in crate::cli) const fn is_told(args: &Args) -> bool {
    args.tell || args.short || args.angle.is_some()
}

fn given(args: &Args) -> Vec<(Part, String)> {
    let texts = &args.texts;
    let all = [&texts.situation, &texts.task, &texts.action, &texts.result, &texts.reflection];
    Part::ALL.into_iter().zip(all).filter_map(|(part, text)| Some((part, text.clone()?))).collect()
}

fn look_at_all(args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (all, today) = engine::look(&world.home, now, |home| Ok((overviews(home, home.day(now))?, home.day(now))))?;
    let text = match (args.matrix, args.json) {
        (true, true) => report::document(&page::matrix_json(&matrix(&all))),
        (true, false) => page::matrix(&matrix(&all), world.width),
        (false, true) => report::document(&page::list_json(&all)),
        (false, false) => page::list(&all, today, world.width),
    };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn look_at_one(name: &str, args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (story, today) = engine::look(&world.home, now, |home| {
        let today = home.day(now);
        Ok((named(home, name, today)?.about, today))
    })?;
    let text = match (args.json, args.guide) {
        (true, _) => report::document(&page::page_json(&story)),
        (_, true) => page::guide(&story, world.width),
        _ => page::page(&story, today, world.width),
    };
    world.print(&text)?;
    let found = args.check && !(story.warnings.is_empty() && story.clashes.is_empty());
    Ok(if found { Exit::Matter } else { Exit::Done })
}

fn overviews(home: &Home, today: Day) -> Answer<Vec<Overview>> {
    Ok(home.stories(today)?.into_iter().map(|story| story.about).collect())
}

/// The story of a typed name: its id, its heading, or a unique part of one of them.
fn named(home: &Home, typed: &str, today: Day) -> Answer<Story> {
    let mut stories = home.stories(today)?;
    if let Some(at) = stories.iter().position(|story| story.about.id == typed.trim()) {
        return Ok(stories.swap_remove(at));
    }
    let headings: Vec<&str> = stories.iter().map(|story| story.about.heading.as_str()).collect();
    let found = match find(typed, &headings) {
        Found::None(near) => {
            let ids: Vec<&str> = stories.iter().map(|story| story.about.id.as_str()).collect();
            match find(typed, &ids) {
                Found::None(_) => Found::None(near),
                found => found,
            }
        }
        found => found,
    };
    let quoted = |all: Vec<usize>| all.into_iter().map(|at| headings[at].to_owned()).collect();
    match found {
        Found::One(at) => Ok(stories.swap_remove(at)),
        Found::None(near) => Err(Error::Unknown { what: "story", typed: typed.to_owned(), near: quoted(near) }),
        Found::Several(all) => Err(Error::Several { what: "storie", typed: typed.to_owned(), found: quoted(all) }),
    }
}

/// On a terminal: what is to be done with it?
fn ask(name: &str, args: &Args, world: &mut World) -> Result<Exit, Failure> {
    look_at_one(name, args, world)?;
    world.out.flush()?;
    let answers = vec![
        ('q', "that is all".to_owned()),
        ('w', "write".to_owned()),
        ('t', "tell it against the clock".to_owned()),
        ('g', "guide: what is asked and probed".to_owned()),
    ];
    let view = View::Choice { question: "what now?".to_owned(), answers, piped: false };
    loop {
        return match world.face.ask(&view, None) {
            Reply::Tick | Reply::Resized => continue,
            Reply::Chosen('w') => write::whole(name, world),
            Reply::Chosen('t') => tell::run(name, args, world),
            Reply::Chosen('g') => {
                let now = world.now();
                let story = engine::look(&world.home, now, |home| named(home, name, home.day(now)))?;
                world.print(&page::guide(&story.about, world.width))?;
                Ok(Exit::Done)
            }
            Reply::Interrupted => Ok(Exit::Interrupted),
            _ => Ok(Exit::Done),
        };
    }
}

/// Opens the home for work on one story: decks, tracker and the user's own kinds of story are read first.
fn open(name: &str, now: Moment, world: &mut World) -> Result<(Home, Story), Failure> {
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    super::tell::news(&home.news, world);
    for trouble in home.read_story_kinds()? {
        world.face.say(&format!("warning: {trouble}"));
    }
    super::tell::sync(&home, now, today, false, world);
    let story = named(&home, name, today)?;
    Ok((home, story))
}
