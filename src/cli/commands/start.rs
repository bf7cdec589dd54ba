//! `drill` when nothing would be shown: why, what is next, and what else could be done, in one key each.

use std::ops::ControlFlow;

use super::super::{Exit, Failure};
use crate::engine::{Home, sitting::Request};
use crate::face::forms;
use crate::model::{
    Day, More, Outlook, TopicStanding,
    view::{Reply, View},
};
use crate::report;
use crate::world::World;

/// Says that nothing would be shown; a face that fills the window offers other sittings, all others name the flags.
pub(super) fn nothing(
    home: &Home,
    asked: &Request,
    today: Day,
    world: &mut World,
) -> Result<ControlFlow<Exit, Request>, Failure> {
    let outlook = home.outlook(today)?;
    let first = if asked.is_bare() { "nothing is due" } else { "no card fits what was asked for" };
    let mut lines = if outlook.reached.is_some() { Vec::new() } else { vec![first.to_owned()] };
    lines.extend(report::outlook::lines(&outlook, today));
    if world.face.is_full() && asked.is_bare() {
        match offer(lines.join("\n"), &outlook, home, today, world)? {
            ControlFlow::Break(Exit::Done) => {}
            other => return Ok(other),
        }
    }
    lines.extend(report::outlook::more(&outlook));
    world.print(&(lines.join("\n") + "\n"))?;
    Ok(ControlFlow::Break(Exit::Done))
}

/// Offers other sittings, in one key each.
fn offer(
    question: String,
    outlook: &Outlook,
    home: &Home,
    today: Day,
    world: &mut World,
) -> Result<ControlFlow<Exit, Request>, Failure> {
    let mut offers: Vec<(char, String, Option<Request>)> = outlook.more.iter().map(worded).collect();
    offers.push(('t', "topic: one of your choice".to_owned(), None));
    let mut answers: Vec<(char, String)> = offers.iter().map(|(key, words, _)| (*key, words.clone())).collect();
    answers.push(('q', "that is all".to_owned()));
    let view = View::Choice { question, answers, piped: false };
    loop {
        let chosen = match world.face.ask(&view, None) {
            Reply::Chosen(key) => offers.iter().find(|(letter, ..)| *letter == key),
            Reply::Interrupted => return Ok(ControlFlow::Break(Exit::Interrupted)),
            Reply::Resized | Reply::Tick => continue,
            _ => None,
        };
        let request = match chosen {
            None => {
                world.face.leave();
                return Ok(ControlFlow::Break(Exit::Done));
            }
            Some((.., Some(request))) => Some(request.clone()),
            Some(_) => topic(home, world)?,
        };
        if let Some(request) = request {
            if !home.opening(&request, today, 0)?.queue.is_empty() {
                return Ok(ControlFlow::Continue(request));
            }
            world.face.say("no card fits that");
        }
    }
}

fn worded(more: &More) -> (char, String, Option<Request>) {
    let none = Request::default();
    let (key, words, request) = match *more {
        More::Due(count) => ('d', format!("due: {count} more"), Request { limit: Some(count), ..none }),
        More::New(count) => ('n', format!("new: {count} more new cards"), Request { new: Some(count), ..none }),
        More::Ahead(days) => {
            let within = report::counted(days, "day");
            ('a', format!("ahead: practise what falls due within {within}"), Request { ahead: Some(days), ..none })
        }
        More::Weakest(count) => {
            ('w', format!("weakest: practise your {count} weakest cards"), Request { weakest: Some(count), ..none })
        }
    };
    (key, words, Some(request))
}

/// One topic, found by typing a part of its name; none when the person leaves the list.
fn topic(home: &Home, world: &mut World) -> Result<Option<Request>, Failure> {
    let topics: Vec<TopicStanding> = home.store.awake_topics()?.into_iter().filter(|it| it.counts.cards > 0).collect();
    let names: Vec<String> = topics.iter().map(|topic| format!("{} › {}", topic.section, topic.title.name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    world.face.pause();
    let chosen = forms::choose("topic (type a part of its name)", &names);
    world.face.resume();
    let chosen = chosen?.and_then(|at| topics.get(at));
    Ok(chosen.map(|topic| Request { topics: vec![topic.key], ..Request::default() }))
}
