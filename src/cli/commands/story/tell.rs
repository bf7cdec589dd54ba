//! `drill story NAME --tell`: ask the face, step, do the effects.

use std::collections::VecDeque;

use super::{
    super::super::{Exit, Failure, args::Story as Args},
    open,
};
use crate::engine::{
    Home,
    stories::{Rehearsing, Story},
};
use crate::model::{
    Day, Telling, Trait, Unrated,
    view::{Notice, Reply, View},
};
use crate::report::story::closing;
use crate::story::{Effect, Event, Left, Rehearsal};
use crate::world::World;

/// How a telling ended.
enum Ended {
    Told(Box<Telling>),
    Left { left: Left, interrupted: bool },
}

/// Tells a story against the clock, or goes on with the rating of a telling that was left.
pub(super) fn run(name: &str, args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (home, story) = open(name, now, world)?;
    let today = home.day(now);
    if world.pace > 1 {
        world.face.say(&format!("the clock runs {} times as fast", world.pace));
    }
    let begun = begin(&home, &story, args, today, world);
    let ended = match begun {
        Ok(Some((mut rehearsal, rehearsing))) => tell(&mut rehearsal, &home, &story, &rehearsing, today, world),
        Ok(None) => {
            world.face.leave();
            return Ok(Exit::Done);
        }
        Err(failure) => {
            world.face.leave();
            return Err(failure);
        }
    };
    world.face.leave();
    match ended {
        Ended::Told(telling) => {
            let now = world.now();
            let kept = home.writer(now, today).telling(&story, &telling).map_err(|error| {
                Failure::from(error).hint("every level is kept: `drill story NAME --tell` tries to write it once more")
            })?;
            world.print(&closing(&telling, kept.memory.due, world.width))?;
            Ok(Exit::Done)
        }
        Ended::Left { left, interrupted } => {
            match left {
                Left::NotBegun => world.face.say("nothing was told"),
                Left::Untold => world.face.say("left before its end, so it is not kept"),
                Left::Unrated(rated) => world.face.say(&put_aside(rated)),
            }
            Ok(if interrupted { Exit::Interrupted } else { Exit::Done })
        }
    }
}

fn put_aside(rated: usize) -> String {
    let all = Trait::ALL.len();
    format!("put aside with {rated} of {all} rated; `drill story NAME --tell` goes on with the rating")
}

/// A new telling, or one that is still to be rated; none if that one is left for later.
fn begin(
    home: &Home,
    story: &Story,
    args: &Args,
    today: Day,
    world: &mut World,
) -> Result<Option<(Rehearsal, Rehearsing)>, Failure> {
    if let Some(left) = home.unrated(story)? {
        match goes_on(&left, world) {
            Some(true) => {
                let rehearsing = home.rehearsing_again(story, &left)?;
                return Ok(Some((Rehearsal::resume(rehearsing.opening.clone(), left), rehearsing)));
            }
            Some(false) => home.drop_unrated(story)?,
            None => return Ok(None),
        }
    }
    let rehearsing = home.rehearsing(story, args.angle, args.short, today, world.dice())?;
    Ok(Some((Rehearsal::new(rehearsing.opening.clone()), rehearsing)))
}

/// A telling that was not rated to its end comes first; off a terminal it goes on, aloud. None: not now.
fn goes_on(left: &Unrated, world: &mut World) -> Option<bool> {
    let (rated, all, at) = (left.levels.len(), Trait::ALL.len(), left.at.format("%Y-%m-%d %H:%M"));
    let question = format!("the telling of {at} was left with {rated} of {all} rated");
    let answers = vec![
        ('r', "go on with the rating".to_owned()),
        ('n', "tell it anew; that one is dropped".to_owned()),
        ('q', "not now".to_owned()),
    ];
    let view = View::Choice { question, answers, piped: false };
    loop {
        match world.face.ask(&view, None) {
            Reply::Chosen('r') | Reply::Reveal => return Some(true),
            Reply::Chosen('n') => return Some(false),
            Reply::Tick | Reply::Resized => {}
            _ => return None,
        }
    }
}

fn tell(
    rehearsal: &mut Rehearsal,
    home: &Home,
    story: &Story,
    rehearsing: &Rehearsing,
    today: Day,
    world: &mut World,
) -> Ended {
    let mut events = VecDeque::from([Event::Begin]);
    while let Some(event) = events.pop_front() {
        for effect in rehearsal.step(event, world.now()) {
            match effect {
                Effect::Ask(view, until) => events.push_back(Event::Reply(world.face.ask(&view, until))),
                Effect::Tell(notice) => world.face.tell(&notice),
                Effect::Keep(left) => {
                    if let Err(error) = home.writer(world.now(), today).keep_unrated(story, &left) {
                        let why = Failure::from(error).lines().join("; ");
                        world.face.tell(&Notice::Trouble(why));
                    }
                }
                Effect::Grade { grade, seconds, left } => {
                    let Some(item) = rehearsing.followup else { continue };
                    let graded = home.writer(world.now(), today).followup(story, item, (grade, seconds), &left);
                    events.push_back(match graded {
                        Ok(()) => Event::Recorded,
                        Err(error) => Event::Refused(Failure::from(error).lines().join("; ")),
                    });
                }
                Effect::Finish(telling) => return Ended::Told(telling),
                Effect::Leave { left, interrupted } => return Ended::Left { left, interrupted },
            }
        }
    }
    Ended::Left { left: Left::Untold, interrupted: false }
}
