//! `drill story NAME --tell`: ask the face, step, do the effects.

use std::collections::VecDeque;

use super::{
    super::super::{Exit, Failure, args::Story as Args},
    open,
};
use crate::engine::{Home, stories::Rehearsing};
use crate::model::{Day, Telling, view::Notice};
use crate::report::story::closing;
use crate::story::{Effect, Event, Rehearsal};
use crate::world::World;

/// Tells a story against the clock.
pub(super) fn run(name: &str, args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (home, story) = open(name, now, world)?;
    let today = home.day(now);
    if world.pace > 1 {
        world.face.say(&format!("the clock runs {} times as fast", world.pace));
    }
    let rehearsing = home.rehearsing(&story, args.angle, args.short, today, world.dice())?;
    let told = tell(&home, &rehearsing, today, world);
    world.face.leave();
    let (telling, interrupted) = told?;
    let Some(telling) = telling else { return Ok(if interrupted { Exit::Interrupted } else { Exit::Done }) };
    let now = world.now();
    let kept = home.writer(now, today).telling(&story, &telling)?;
    world.print(&closing(&telling, kept.memory.due, world.width))?;
    Ok(Exit::Done)
}

/// The telling, if it was told and rated, and whether a signal ended it.
fn tell(
    home: &Home,
    rehearsing: &Rehearsing,
    today: Day,
    world: &mut World,
) -> Result<(Option<Box<Telling>>, bool), Failure> {
    let mut rehearsal = Rehearsal::new(rehearsing.opening.clone());
    let mut events = VecDeque::from([Event::Begin]);
    while let Some(event) = events.pop_front() {
        for effect in rehearsal.step(event, world.now()) {
            match effect {
                Effect::Ask(view, until) => events.push_back(Event::Reply(world.face.ask(&view, until))),
                Effect::Tell(notice) => world.face.tell(&notice),
                Effect::Grade { grade, seconds } => {
                    let Some(item) = rehearsing.followup else { continue };
                    let graded = home.writer(world.now(), today).grade(item, grade, seconds, None);
                    events.push_back(match graded {
                        Ok(_) => Event::Recorded,
                        Err(error) => Event::Refused(Failure::from(error).lines().join("; ")),
                    });
                }
                Effect::Finish { telling, interrupted } => return Ok((telling, interrupted)),
            }
        }
    }
    world.face.tell(&Notice::Trouble("the telling stopped".to_owned()));
    Ok((None, false))
}
