//! `drill plan`

use super::{
    super::{Exit, Failure, args::Plan},
    naming, tell,
};
use crate::engine::{self, Error, Home};
use crate::jobs::dates;
use crate::model::{Day, name::normalise};
use crate::plan::campaign::Interview;
use crate::report::{self, plan};
use crate::world::World;

/// No weight of a topic is above it.
const HEAVIEST: f64 = 10.0;

pub(in crate::cli) fn run(args: &Plan, world: &mut World) -> Result<Exit, Failure> {
    if args.interview.is_some() || args.remove {
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
    Ok(Exit::Done)
}

fn change(args: &Plan, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    tell::news(&home.news, world);
    tell::sync(&home, now, today, true, world);
    let date = args.interview.as_deref().map(|text| date(text, today)).transpose()?;
    let said = if args.remove {
        let gone = chosen(&home, date, args.company.as_deref(), today)?;
        home.writer(now, today).remove_interview(&gone)?;
        format!("removed: the interview on {}", dates::shown(gone.date))
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
