//! A mock is begun or gone on with: ask the face, step, do the effects, until it is finished or put aside.

use std::collections::VecDeque;

use super::{
    super::super::{Exit, Failure, args::MockDesign},
    super::editor,
    naming, tell,
};
use crate::engine::{
    self, Error, Home,
    mocks::{Finished, NoteDesk, Offered, Past, Reason, Running, Seat},
};
use crate::mock::{Effect, Event, Mock, Opening, focus};
use crate::model::{
    Day, ItemKey,
    mock::Attempt,
    text::one_line,
    view::{Reply, View},
};
use crate::report::{self, mocks as page};
use crate::world::World;

/// How a run of a mock ended.
enum Ended {
    Finished(Box<Attempt>, Box<Finished>),
    PutAside { interrupted: bool },
}

pub(super) fn play(args: &MockDesign, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    tell::news(&home.news, world);
    if world.pace > 1 {
        world.face.say(&format!("the clock runs {} times as fast", world.pace));
    }
    let well = tell::sync(&home, now, today, true, world);
    let Some(seat) = home.take_seat()? else { return Err(taken(&home)) };
    let (item, mut mock) = match home.running_mock()? {
        Some(running) if args.resume || wants_to_resume(&running, world)? => resumed(&home, running, world)?,
        Some(_) => return Ok(Exit::Done),
        None if args.resume => return Err(nothing_put_aside()),
        None => begun(&home, args, today, world)?,
    };
    let ended = run(&mut mock, item, &home, today, world);
    world.face.leave();
    drop::<Seat>(seat);
    match ended {
        Ended::PutAside { interrupted } => {
            world.face.say("put aside; `drill mock-design --resume` goes on at the same second");
            Ok(if interrupted { Exit::Interrupted } else { Exit::Done })
        }
        Ended::Finished(attempt, finished) => {
            tell::last_sync(&home, world.now(), today, true, well, world);
            let is_earlier = |past: &Past| past.entry != finished.entry && past.attempt.scenario == attempt.scenario;
            let last = home.past_mocks()?.into_iter().rfind(is_earlier);
            let last = last.as_ref().map(|past| (past.day, &past.attempt));
            let mut left = left_behind(&finished);
            let name = one_line(&attempt.scenario.to_string());
            left.push(format!("all of it: `drill mock-design --show {name}`"));
            left.push(format!("what a strong answer holds: `drill mock-design --solution {name}`"));
            let text = page::closing(&attempt, last, &left, world.width);
            world.print(&text)?;
            Ok(Exit::Done)
        }
    }
}

/// Another process runs a mock.
pub(super) fn taken(home: &Home) -> Failure {
    let running = home.running_mock().ok().flatten();
    let which = running.map_or("a mock".to_owned(), |running| {
        format!("a mock of \"{}\", begun {},", running.state.title, running.state.started_at.format("%Y-%m-%d %H:%M"))
    });
    Failure::matter(format!("{which} is running in another window"))
        .hint("go on there; when that window is gone, `drill mock-design --resume` goes on with it")
}

pub(super) fn nothing_put_aside() -> Failure {
    Failure::matter("no mock was put aside").hint("`drill mock-design` begins one")
}

/// An unfinished mock comes first: on a terminal it is offered, elsewhere it is for the user to say.
fn wants_to_resume(running: &Running, world: &mut World) -> Result<bool, Failure> {
    let state = &running.state;
    let begun = state.started_at.format("%Y-%m-%d %H:%M");
    let what = format!("a mock of \"{}\", begun {begun}, is not finished", one_line(&state.title));
    if !world.face.is_terminal() {
        return Err(Failure::matter(what)
            .hint("`drill mock-design --resume` goes on with it, `--discard` drops it and prints its note"));
    }
    let answers = vec![
        ('r', "resume it at the same second".to_owned()),
        ('q', "not now (`drill mock-design --discard` drops it)".to_owned()),
    ];
    let view = View::Choice { question: what, answers, piped: false };
    loop {
        match world.face.ask(&view, None) {
            Reply::Chosen('r') | Reply::Reveal => return Ok(true),
            Reply::Tick | Reply::Resized => {}
            _ => {
                world.face.leave();
                return Ok(false);
            }
        }
    }
}

fn resumed(home: &Home, running: Running, world: &World) -> Result<(ItemKey, Mock), Failure> {
    let scenario = home.scenario_of(running.item, &running.state)?;
    Ok((running.item, Mock::resume(scenario, running.state, world.now())))
}

fn begun(home: &Home, args: &MockDesign, today: Day, world: &mut World) -> Result<(ItemKey, Mock), Failure> {
    let offered = match &args.scenario {
        Some(typed) => naming::scenario(home, typed)?,
        None => chosen(home, today, world)?,
    };
    let length = args.minutes.unwrap_or(home.config.mock_length);
    let past = home.past_mocks()?;
    let earlier = past.iter().filter(|past| past.attempt.scenario == offered.standing.card.id).count();
    let focus = past.last().and_then(|past| focus(&past.attempt));
    let scenario = home.scenario(&offered)?;
    let mock = Mock::new(Opening { scenario, length, focus, earlier }, world.now());
    Ok((offered.standing.key, mock))
}

/// The scenario that is due, never practised or weakest; why is said.
fn chosen(home: &Home, today: Day, world: &mut World) -> Result<Offered, Failure> {
    let Some((offered, reason)) = home.next_scenario(today)? else {
        return Err(Failure::matter("every scenario was practised in these three days")
            .hint("name one to practise it anyway: `drill mock-design --list` lists them"));
    };
    let why = match reason {
        Reason::Due(day) if day == today => "due today".to_owned(),
        Reason::Due(day) => format!("due since {day}"),
        Reason::Never if offered.in_table => "never practised, the first of your tracker".to_owned(),
        Reason::Never => "never practised".to_owned(),
        Reason::Unheard(mastery) => format!("{} by your tracker, no mock of it yet", mastery.word()),
        Reason::Weakest { score: Some(score) } => format!("your weakest, {}.{:02}", score / 100, score % 100),
        Reason::Weakest { score: None } => "your weakest, not scored yet".to_owned(),
    };
    world.face.say(&format!("chosen: {} ({why})", one_line(&offered.standing.card.question)));
    Ok(offered)
}

/// Ask the face, step, do the effects.
fn run(mock: &mut Mock, item: ItemKey, home: &Home, today: Day, world: &mut World) -> Ended {
    let mut events = VecDeque::from([Event::Begin]);
    while let Some(event) = events.pop_front() {
        for effect in mock.step(event, world.now()) {
            match effect {
                Effect::Ask(view, until) => events.push_back(Event::Reply(world.face.ask(&view, until))),
                Effect::Tell(notice) => world.face.tell(&notice),
                Effect::Save(state) => {
                    if let Err(error) = home.save_mock(item, &state, world.now()) {
                        events.push_back(Event::Unsaved(worded(error)));
                    }
                }
                Effect::Edit(note) => events.push_back(match edited(&note, world) {
                    Ok(note) => Event::Noted(note),
                    Err(error) => Event::Refused(worded(error)),
                }),
                Effect::Finish(attempt) => match home.writer(world.now(), today).finish_mock(item, &attempt) {
                    Ok(finished) => return Ended::Finished(attempt, Box::new(finished)),
                    Err(error) => events.push_back(Event::Refused(worded(error))),
                },
                Effect::Leave { interrupted } => return Ended::PutAside { interrupted },
            }
        }
    }
    Ended::PutAside { interrupted: false }
}

/// All that a failure says, in one line.
fn worded(error: Error) -> String {
    Failure::from(error).lines().join("; ")
}

/// The note as the editor left it: whatever the editor said, what it left on disk counts.
fn edited(note: &str, world: &mut World) -> engine::Result<String> {
    let desk = NoteDesk::new(note)?;
    let opened = editor::open(desk.path(), desk.line(), world);
    match desk.note()? {
        Some(changed) => Ok(changed),
        None => opened.map(|()| note.to_owned()),
    }
}

/// What a mock does to the days that follow, a line each.
fn left_behind(finished: &Finished) -> Vec<String> {
    let mut lines = Vec::new();
    if !finished.pulls.is_empty() {
        let cards = report::counted(finished.pulls.len(), "card");
        lines.push(format!("{cards} asked for by what was missed: first in the next `drill`"));
    }
    lines.extend(finished.again.map(|day| format!("offered again from {day}")));
    lines
}
