//! `drill plan`

use std::io::ErrorKind;

use super::{
    super::{Exit, Failure, args::Plan},
    naming, tell,
};
use crate::engine::{self, Error, Home};
use crate::face::forms;
use crate::jobs::dates;
use crate::model::{Day, Moment, application::Asked, name::normalise};
use crate::plan::campaign::Interview;
use crate::report::{self, plan};
use crate::world::World;

/// No weight of a topic is above it.
const HEAVIEST: f64 = 10.0;

pub(in crate::cli) fn run(args: &Plan, world: &mut World) -> Result<Exit, Failure> {
    if args.interview.is_some() || args.remove || args.from_jobs {
        return change(args, world);
    }
    if args.company.is_some() {
        return Err(Failure::matter("a company needs the day of its interview")
            .hint("`drill plan --interview DATE --company NAME`"));
    }
    let now = world.now();
    let agenda = engine::look(&world.home, now, |home| home.agenda(home.day(now), args.minutes))?;
    let text = if args.json { report::document(&plan::json(&agenda)) } else { plan::text(&agenda, world.width) };
    world.out.write_all(text.as_bytes())?;
    if !args.json && world.face.is_terminal() && !agenda.offered.is_empty() {
        // What is asked about is read first.
        world.out.flush()?;
        return ask(&agenda.offered, world);
    }
    Ok(Exit::Done)
}

/// Asks about each interview of the applications; what was answered is written, and the plan shown anew. Escape and
/// Ctrl-C leave the rest for another time.
fn ask(offered: &[Asked], world: &mut World) -> Result<Exit, Failure> {
    let mut answers = Vec::new();
    let mut exit = Exit::Done;
    for one in offered {
        match forms::confirm(&format!("plan for {}?", plan::about(one)), true) {
            Ok(Some(answer)) => answers.push((one, answer)),
            Ok(None) => break,
            // What was answered before is written all the same.
            Err(error) if error.kind() == ErrorKind::Interrupted => {
                exit = Exit::Interrupted;
                break;
            }
            Err(error) => return Err(error.into()),
        }
    }
    if answers.is_empty() {
        return Ok(exit);
    }
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    tell::news(&home.news, world);
    tell::sync(&home, now, today, true, world);
    for (one, answer) in &answers {
        match answer {
            true => drop(home.writer(now, today).set_interview(&of_application(one, None, Vec::new(), today))?),
            false => drop(home.writer(now, today).decline_interview(one)?),
        }
    }
    if answers.iter().any(|(_, answer)| *answer) {
        world.print(&format!("\n{}", plan::text(&home.agenda(today, None)?, world.width)))?;
    }
    Ok(exit)
}

fn of_application(one: &Asked, minutes: Option<u32>, weights: Vec<(String, f64)>, today: Day) -> Interview {
    Interview { date: one.day, company: one.company.clone(), minutes, weights, set_on: today }
}

fn change(args: &Plan, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    // What is typed wrong is told before anything is written.
    let date = args.interview.as_deref().map(|text| date(text, today)).transpose()?;
    tell::news(&home.news, world);
    tell::sync(&home, now, today, true, world);
    let said = if args.remove {
        let gone = chosen(&home, date, args.company.as_deref(), today)?;
        home.writer(now, today).remove_interview(&gone)?;
        format!("removed: the interview on {}", dates::shown(gone.date))
    } else if args.from_jobs {
        from_jobs(args, &home, now, today)?
    } else {
        let Some(date) = date else { return Ok(Exit::Done) };
        let interview = Interview {
            date,
            company: args.company.as_deref().unwrap_or_default().trim().to_owned(),
            minutes: args.minutes,
            weights: weights(args, &home)?,
            set_on: today,
        };
        home.writer(now, today).set_interview(&interview)?;
        format!("the interview is on {}", dates::shown(date))
    };
    let agenda = home.agenda(today, None)?;
    if args.json {
        world.face.say(&said);
        world.print(&report::document(&plan::json(&agenda)))?;
    } else {
        world.print(&format!("{said}\n\n{}", plan::text(&agenda, world.width)))?;
    }
    Ok(Exit::Done)
}

/// Plans for every interview of the applications that was neither planned nor declined; what was done, in words.
fn from_jobs(args: &Plan, home: &Home, now: Moment, today: Day) -> Result<String, Failure> {
    let weights = weights(args, home)?;
    let offered = home.interviews_offered(today)?;
    if offered.is_empty() {
        return Ok("no application speaks of an interview ahead that is not planned".to_owned());
    }
    let mut said = Vec::new();
    for one in offered {
        home.writer(now, today).set_interview(&of_application(&one, args.minutes, weights.clone(), today))?;
        said.push(format!("planned: {}", plan::about(&one)));
    }
    Ok(said.join("\n"))
}

/// A day as it was typed, not past.
fn date(text: &str, today: Day) -> Result<Day, Failure> {
    let date = dates::read(text, today).map_err(|error| Failure::matter(error.to_string()).hint(error.hint()))?;
    if date < today {
        return Err(Failure::matter(format!("{} is past; today is {today}", dates::shown(date)))
            .hint("an interview is planned for a day to come"));
    }
    Ok(date)
}

/// The one interview ahead that date and company mean.
fn chosen(home: &Home, date: Option<Day>, company: Option<&str>, today: Day) -> Result<Interview, Failure> {
    let mut ahead = home.interviews_ahead(today)?;
    let all: Vec<String> = ahead.iter().map(described).collect();
    if let Some(date) = date {
        ahead.retain(|interview| interview.date == date);
    }
    if let Some(company) = company {
        let typed = normalise(company);
        let whole = |interview: &Interview| normalise(&interview.company) == typed;
        let exact = ahead.iter().any(whole);
        ahead.retain(|it| if exact { whole(it) } else { normalise(&it.company).contains(&typed) });
    }
    match (ahead.len(), all.is_empty()) {
        (1, _) => Ok(ahead.remove(0)),
        (_, true) => Err(Failure::matter("no interview is set").hint("`drill plan --interview DATE` sets one")),
        (0, _) => Err(Failure::matter("no such interview is set").hint(format!("set are: {}", all.join(", ")))),
        _ => {
            let found: Vec<String> = ahead.iter().map(described).collect();
            Err(Failure::matter(format!("{} interviews fit: {}", found.len(), found.join(", ")))
                .hint("name its day with --interview, and its --company"))
        }
    }
}

fn described(interview: &Interview) -> String {
    match interview.company.as_str() {
        "" => interview.date.to_string(),
        company => format!("{} ({company})", interview.date),
    }
}

/// `rag=2`: topics or sections with what they count there.
fn weights(args: &Plan, home: &Home) -> Result<Vec<(String, f64)>, Failure> {
    let mut weights: Vec<(String, f64)> = Vec::new();
    for text in &args.topic {
        let wrong = || {
            Failure::matter(format!("'{text}' is no weight of a topic"))
                .hint("write it like `--topic \"Vector databases=2\"`: from 0 to 10, 1 is as usual")
        };
        let (name, weight) = text.rsplit_once('=').ok_or_else(wrong)?;
        let weight: f64 = weight.trim().parse().map_err(|_| wrong())?;
        if !(0.0..=HEAVIEST).contains(&weight) {
            return Err(wrong());
        }
        for key in naming::topics(&home.store, name.trim())? {
            let id = home.store.topic(key).map_err(Error::from)?.id.to_string();
            weights.retain(|(known, _)| *known != id);
            weights.push((id, weight));
        }
    }
    Ok(weights)
}
