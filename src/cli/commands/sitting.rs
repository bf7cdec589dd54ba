//! `drill`: today's sitting.

mod links;

use std::{collections::VecDeque, ops::ControlFlow};

use super::{
    super::{Exit, Failure, args::Sitting},
    editor, naming, start, tell,
};
use crate::engine::{self, Error, Home, PointsDesk, edit::Edited, sitting::Request};
use crate::model::{
    Day, EntryId, ItemKey, Summary, TopicKey,
    view::{Reply, View},
};
use crate::report::closing;
use crate::session::{Effect, Event, Session};
use crate::world::World;

pub(in crate::cli) fn run(args: &Sitting, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let mut home = engine::open(&world.home, now)?;
    let today = home.day(now);
    greet(&home, world);
    tell::news(&home.news, world);
    let well = tell::sync(&home, now, today, !args.no_tick, world);
    let request = request(args, &home)?;
    let seed = world.dice();
    let mut session = Session::new(home.opening(&request, today, seed)?);
    while session.waiting() == 0 {
        match start::nothing(&home, &request, today, world)? {
            ControlFlow::Continue(request) => session = Session::new(home.opening(&request, today, seed)?),
            ControlFlow::Break(exit) => return Ok(exit),
        }
    }
    home.begin_sitting(now, today, seed)?;
    // A file that could not follow at the beginning is tried again at the end, not at every box.
    let interrupted = sit(&mut session, &mut home, well && !args.no_tick, world);
    world.face.leave();
    let interrupted = interrupted?;
    let now = world.now();
    tell::last_sync(&home, now, today, !args.no_tick, well, world);
    let summary = Summary { outlook: Some(home.outlook(today)?), ..session.summary() };
    // A sitting may have ended on the day after its own.
    world.print(&closing::text(&summary, home.day(now), world.width))?;
    match interrupted {
        true => Ok(Exit::Interrupted),
        // The day turned while nobody was there: its sitting is offered to whoever comes back.
        false if summary.day_turned && wants_the_new_day(world) => run(args, world),
        false => Ok(Exit::Done),
    }
}

/// Off a terminal the closing screen alone says that a new day has begun.
fn wants_the_new_day(world: &mut World) -> bool {
    let answers = vec![('n', "no, that is all".to_owned()), ('y', "yes, begin".to_owned())];
    let view = View::Choice { question: "a new day has begun: its sitting?".to_owned(), answers, piped: false };
    let wanted = world.face.is_terminal() && world.face.ask(&view, None) == Reply::Chosen('y');
    world.face.leave();
    wanted
}

/// Ask the face, step, do the effects, until the sitting is over; true when a signal ended it.
fn sit(session: &mut Session, home: &mut Home, tick: bool, world: &mut World) -> Result<bool, Failure> {
    let mut events = VecDeque::from([Event::Begin]);
    while let Some(event) = events.pop_front() {
        for effect in session.step(event, world.now()) {
            if let Effect::Finish { interrupted } = effect {
                return Ok(interrupted);
            }
            if let Effect::Ask(View::Closing { .. }, _) = &effect {
                let summary = Summary { outlook: Some(home.outlook(session.today())?), ..session.summary() };
                let today = home.day(world.now());
                world.face.summarize(&closing::text(&summary, today, world.width));
            }
            events.extend(perform(effect, session.today(), home, tick, world));
        }
    }
    Ok(false)
}

/// Does one effect; what came of it are the next events.
fn perform(effect: Effect, today: Day, home: &mut Home, tick: bool, world: &mut World) -> Vec<Event> {
    let done = match effect {
        Effect::Ask(view, until) => Ok(vec![Event::Reply(world.face.ask(&view, until))]),
        Effect::Tell(notice) => {
            world.face.tell(&notice);
            Ok(Vec::new())
        }
        Effect::Finish { .. } => Ok(Vec::new()),
        Effect::Record { item, revision, grade, seconds, confidence } => {
            let now = world.now();
            home.writer(now, today).grade_with(item, grade, seconds, confidence, Some(revision)).map(|done| {
                follow(home, today, !done.boxes.is_empty() && tick, world);
                let (entry, standing, today, boxes) = (done.entry, done.standing, done.today, done.boxes);
                vec![Event::Recorded { entry, grade, standing, today, boxes }]
            })
        }
        Effect::Retract { entry, item } => retract(home, entry, item, today, tick, world),
        Effect::Learn(item) => home.writer(world.now(), today).learn(item).and_then(|_| changed(home, item, today)),
        Effect::Suspend(item) => {
            home.writer(world.now(), today).suspend(item, true).and_then(|_| changed(home, item, today))
        }
        Effect::Links { item, revealed, open } => links::look(home, item, revealed, open, world),
        Effect::Edit(item) => edit(home, item, today, world),
        Effect::Points(item, lines) => points(home, item, &lines, today, world),
        Effect::Write(item, lines) => write_points(home, item, &lines, today, world),
    };
    match done {
        Ok(events) => events,
        Err(Error::Overtaken(standing)) => match home.store.answers_on(today) {
            Ok(today) => vec![Event::Overtaken { standing: *standing, today }],
            Err(error) => vec![refused(error.into())],
        },
        Err(error) => vec![refused(error)],
    }
}

fn retract(
    home: &Home,
    entry: EntryId,
    item: ItemKey,
    today: Day,
    tick: bool,
    world: &mut World,
) -> engine::Result<Vec<Event>> {
    match home.writer(world.now(), today).retract(entry) {
        Ok(done) => {
            follow(home, today, !done.boxes.is_empty() && tick, world);
            let (today, boxes, what) = (done.today, done.boxes, done.what);
            Ok(vec![Event::Retracted { standing: home.store.item(item)?, today, boxes, what }])
        }
        // Another process was faster; the card is asked again as it stands.
        Err(Error::AlreadyTakenBack) => {
            let (standing, today) = (home.store.item(item)?, home.store.answers_on(today)?);
            let what = "it was taken back already".to_owned();
            Ok(vec![Event::Retracted { standing, today, boxes: Vec::new(), what }])
        }
        Err(error) => Err(error),
    }
}

/// Nothing was written: all that a failure says, in one line.
fn refused(error: Error) -> Event {
    Event::Refused(Failure::from(error).lines().join("; "))
}

/// A box changed: the file follows at once, not only at the end.
fn follow(home: &Home, today: Day, changed: bool, world: &mut World) {
    if changed {
        tell::last_sync(home, world.now(), today, true, true, world);
    }
}

fn changed(home: &Home, item: ItemKey, today: Day) -> engine::Result<Vec<Event>> {
    Ok(vec![Event::Changed { standing: Some(home.store.item(item)?), today: home.store.answers_on(today)? }])
}

fn edit(home: &mut Home, item: ItemKey, today: Day, world: &mut World) -> engine::Result<Vec<Event>> {
    let standing = home.store.item(item)?;
    let desk = home.desk(&standing)?;
    let copied = engine::disk::read_deck(&desk.path)?.filter(|text| Some(text) != desk.before.as_ref());
    let opened = editor::open(&desk.path, desk.line, world);
    // Whatever the editor said, what it left on disk counts.
    let edited = home.edited(&standing, &desk, copied.as_deref(), world.now())?;
    match opened {
        Err(failure) if edited.entry.is_none() => Err(failure),
        _ => after_edit(home, standing.topic_key, edited, today, world),
    }
}

fn points(
    home: &mut Home,
    item: ItemKey,
    lines: &[String],
    today: Day,
    world: &mut World,
) -> engine::Result<Vec<Event>> {
    let standing = home.store.item(item)?;
    let edited = home.write_points(&standing, lines, world.now())?;
    after_edit(home, standing.topic_key, edited, today, world)
}

/// Lets the key points be written in an editor, in a file of their own.
fn write_points(
    home: &mut Home,
    item: ItemKey,
    lines: &[String],
    today: Day,
    world: &mut World,
) -> engine::Result<Vec<Event>> {
    let title = home.store.item(item)?.title.name;
    let desk = PointsDesk::new(&title, lines)?;
    editor::open(desk.path(), desk.line(), world)?;
    let lines = desk.lines()?;
    if lines.is_empty() {
        return Err(Error::Refused("no key points were written".to_owned()));
    }
    points(home, item, &lines, today, world)
}

/// The siblings of an edited cloze, and whatever else its deck changed, are read anew with it.
fn after_edit(
    home: &Home,
    topic: TopicKey,
    edited: Edited,
    today: Day,
    world: &mut World,
) -> engine::Result<Vec<Event>> {
    tell::news(&edited.news, world);
    let around = home.store.items_of_topic(topic)?;
    let changed = Event::Changed { standing: edited.standing, today: home.store.answers_on(today)? };
    Ok(vec![Event::Read(around), changed])
}

fn request(args: &Sitting, home: &Home) -> Result<Request, Failure> {
    let mut topics = Vec::new();
    for name in &args.topic {
        topics.extend(naming::topics(&home.store, name)?);
    }
    topics.sort_unstable();
    topics.dedup();
    Ok(Request {
        minutes: args.minutes,
        limit: args.limit,
        new: args.new,
        topics,
        ahead: args.ahead,
        weakest: args.weakest,
    })
}

/// On the first run three lines, no question: where the data lie, how to link a tracker, how to quit.
fn greet(home: &Home, world: &mut World) {
    if home.is_new {
        world.face.say(&format!("your data lie in {}", home.paths.root.display()));
        world.face.say("your own tracker: drill tracker link FILE (until then the built-in one is used)");
        world.face.say("q quits at any time; every grade is kept the moment it is given");
    }
    if world.pace > 1 {
        world.face.say(&format!("the clock runs {} times as fast", world.pace));
    }
}
