//! `drill jobs`: the applications, next steps first.

use super::{
    super::{
        Exit, Failure,
        args::{JobFields, Jobs, JobsVerb},
    },
    tell,
};
use crate::engine::{self, Home};
use crate::jobs::{
    dates,
    listing::{Listed, list},
    status,
};
use crate::model::{
    ApplicationChange, Day, Moment,
    application::{Asked, Field},
    text::one_line,
};
use crate::report::{self, jobs as page, plan};
use crate::world::World;

pub(in crate::cli) fn run(args: Jobs, world: &mut World) -> Result<Exit, Failure> {
    let json = args.json;
    match args.verb {
        None => show(json, world),
        Some(JobsVerb::History { company, role }) => history(&company, role.as_deref(), json, world),
        Some(JobsVerb::Table) => table(world),
        Some(verb) => change(verb, json, world),
    }
}

fn show(json: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let listed = engine::look(&world.home, now, |home| Ok(list(home.applications()?, home.day(now))))?;
    let text = if json { report::document(&page::json(&listed)) } else { page::text(&listed, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}

fn history(company: &str, role: Option<&str>, json: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let found = engine::look(&world.home, now, |home| {
        // All of a company's, where no role is named.
        let all = home.applications_of(company, role)?;
        all.into_iter().map(|one| Ok((home.application_history(&one.id)?, one))).collect::<engine::Result<Vec<_>>>()
    })?;
    let text = if json { report::document(&page::history_json(&found)) } else { page::history(&found, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}

/// Adds the one block that makes a table, and lets the rows follow.
fn table(world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    tell::news(&home.news, world);
    let well = tell::sync(&home, now, today, false, world);
    if !home.add_application_table()?.written {
        return Err(Failure::matter("the tracker has an application table already").hint("`drill jobs add` adds a row"));
    }
    tell::last_sync(&home, now, today, true, well, world);
    world.print("an application table was added at the end of the tracker\n")?;
    Ok(Exit::Done)
}

fn change(verb: JobsVerb, json: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    // What is typed wrong is told before anything is read or written.
    let typed = typed(&verb, today)?;
    tell::news(&home.news, world);
    // Hand changes first, so that what was written into the file is not overtaken.
    let well = tell::sync(&home, now, today, false, world);
    let change = write(&home, verb, typed, now, today)?;
    tell::last_sync(&home, now, today, true, well, world);
    let Some((id, change)) = change else {
        world.print("it says so already\n")?;
        return Ok(Exit::Done);
    };
    let application = home.store.application(&id)?.unwrap_or_default();
    if !application.parked && application.row.is_none() && well {
        world.face.say("note: the tracker has no application table, so this lies in drill alone");
        world.face.say("hint: `drill jobs table` adds one at the end of the tracker");
    }
    let text = if json {
        report::document(&page::one_json(&Listed::read(application.clone(), today)))
    } else {
        format!("{}: {}\n", one_line(&change.about()), one_line(&echoed(&change)))
    };
    world.print(&text)?;
    offer_plan(&home, &change, today, world)?;
    Ok(Exit::Done)
}

/// What changed in words, each date with its weekday, so that a wrong reading is seen.
fn echoed(change: &ApplicationChange) -> String {
    let mut change = change.clone();
    for turn in change.turns.iter_mut().filter(|turn| turn.field == Field::Date) {
        if let Ok(day) = turn.is.parse::<Day>() {
            turn.is = dates::shown(day);
        }
    }
    change.words()
}

/// The typed fields, each as it is kept.
fn typed(verb: &JobsVerb, today: Day) -> Result<Vec<(Field, String)>, Failure> {
    let (JobsVerb::Add { fields, .. } | JobsVerb::Set { fields, .. }) = verb else { return Ok(Vec::new()) };
    let JobFields { status, next, date, url } = fields;
    let mut typed = Vec::new();
    if let Some(status) = status {
        let kept = status::read(&one_line(status)).map_err(|near| {
            Failure::matter(format!("no status is called '{status}'"))
                .hint(format!("did you mean '{near}'? a status of your own may have several words"))
        })?;
        typed.push((Field::Status, kept));
    }
    if let Some(date) = date {
        let kept = if date.trim().is_empty() { String::new() } else { dates::read(date, today)?.to_string() };
        typed.push((Field::Date, kept));
    }
    let plain = [(Field::Next, next), (Field::Url, url)];
    typed.extend(plain.into_iter().filter_map(|(field, text)| Some((field, one_line(text.as_ref()?)))));
    if typed.is_empty() && matches!(verb, JobsVerb::Set { .. }) {
        return Err(Failure::matter("nothing to set was named").hint("name --status, --next, --date or --url"));
    }
    Ok(typed)
}

/// Writes what a verb says; the id of the application and the change, none if nothing had to change.
fn write(
    home: &Home,
    verb: JobsVerb,
    typed: Vec<(Field, String)>,
    now: Moment,
    today: Day,
) -> Result<Option<(String, ApplicationChange)>, Failure> {
    let writer = home.writer(now, today);
    let change = match verb {
        JobsVerb::Add { company, role, .. } => {
            let (company, role) = (one_line(&company), one_line(&role));
            if company.is_empty() {
                return Err(Failure::matter("an application needs a company"));
            }
            let mut fields = vec![(Field::Company, company), (Field::Role, role)];
            fields.extend(typed);
            if !fields.iter().any(|(field, _)| *field == Field::Status) {
                fields.push((Field::Status, status::FIRST.to_owned()));
            }
            let added = writer.add_application(&fields);
            let (_, change) = added.map_err(|error| Failure::from(error).hint("`drill jobs set` changes it"))?;
            change
        }
        JobsVerb::Set { company, role, .. } => {
            let one = home.application(&company, role.as_deref())?;
            match writer.set_application(&one.id, &typed)? {
                Some((_, change)) => change,
                None => return Ok(None),
            }
        }
        JobsVerb::Note { company, text } => {
            let (role, text) = match &text[..] {
                [role, text] => (Some(role.as_str()), text),
                _ => (None, &text[0]),
            };
            let one = home.application(&company, role)?;
            let text = one_line(text);
            if text.is_empty() {
                return Err(Failure::matter("the remark is empty"));
            }
            writer.note_application(&one.id, &text)?.1
        }
        JobsVerb::Remove { company, role } => {
            let one = home.application(&company, role.as_deref())?;
            writer.park_application(&one.id)?.1
        }
        JobsVerb::History { .. } | JobsVerb::Table => return Ok(None),
    };
    Ok(Some((change.id.clone(), change)))
}

/// A day to come on which people will ask questions is one to plan for, unless it is planned.
fn offer_plan(home: &Home, change: &ApplicationChange, today: Day, world: &mut World) -> Result<(), Failure> {
    if change.turns.iter().any(|turn| matches!(turn.field, Field::Date | Field::Status | Field::Next)) {
        let of_this = |one: &Asked| (&one.company, &one.role) == (&change.company, &change.role);
        for one in home.interviews_offered(today)?.into_iter().filter(of_this) {
            world.face.say(&format!("hint: `{}` plans for that day", plan::command(&one)));
        }
    }
    Ok(())
}
