//! `drill debrief COMPANY`: what was asked in a real interview, and how it went.

mod interview;

use super::{
    super::{Exit, Failure, args::Debrief},
    naming, tell,
};
use crate::engine::{
    self, Error, Home,
    debrief::{Draft, Question},
};
use crate::jobs::dates;
use crate::model::{Grade, ItemKey, TopicKey, application::Field, text::one_line};
use crate::report::{
    self,
    debrief::{self as page, Written},
};
use crate::world::World;

pub(in crate::cli) fn run(args: &Debrief, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let mut home = engine::open(&world.home, now)?;
    let today = home.day(now);
    tell::news(&home.news, world);
    let well = tell::sync(&home, now, today, false, world);
    let on = args.date.as_deref().map_or(Ok(today), |date| dates::read_past(date, today))?;
    if on > today {
        let day = dates::shown(on);
        return Err(Failure::matter(format!("the interview on {day} is still to come; today is {today}"))
            .hint("`drill plan --interview DATE` prepares for it"));
    }
    let application = home.application(&args.company, args.role.as_deref())?;
    let text = |text: &Option<String>| text.as_deref().map(one_line).unwrap_or_default();
    let mut draft = Draft {
        application,
        on,
        asked: Vec::new(),
        outcome: text(&args.outcome),
        note: text(&args.note),
        typed: false,
    };
    let under = args.under.as_deref().map(|name| topic(&home, name)).transpose()?;
    for typed in &args.asked {
        let (name, grade) = graded(typed, "--asked")?;
        let question = known(&home, name, grade, &draft.asked).map_err(|slip| slip.failure)?;
        draft.asked.push(question);
    }
    for typed in &args.new {
        let (text, grade) = graded(typed, "--new")?;
        draft.asked.push(new(text, under, grade)?);
    }
    let said = !draft.asked.is_empty() || !draft.outcome.is_empty() || !draft.note.is_empty();
    if !said {
        if !world.face.is_terminal() {
            return Err(Failure::matter("nothing was said of the interview")
                .hint("name --asked, --new, --outcome or --note, or run it on a terminal"));
        }
        draft.typed = true;
        let done = interview::hold(&home, &mut draft, world)?;
        world.face.leave();
        if let Some(exit) = done {
            return Ok(exit);
        }
    }
    if draft.asked.is_empty() && draft.outcome.is_empty() && draft.note.is_empty() {
        world.face.say("nothing was written");
        return Ok(Exit::Done);
    }
    let done = home.debrief(&draft, now)?;
    tell::boxes(&done.boxes, world);
    tell::last_sync(&home, now, today, true, well, world);
    let fields = &draft.application.fields;
    let written = Written {
        entry: done.entry,
        application: &draft.application.id,
        company: &fields[Field::Company],
        role: &fields[Field::Role],
        on: draft.on,
        outcome: &draft.outcome,
        note: &draft.note,
        ready: done.ready.whole(),
        asked: done.asked.iter().map(|it| (&it.standing, it.grade, it.new)).collect(),
    };
    let text = if args.json { report::document(&page::json(&written)) } else { page::text(&written, world.width) };
    world.print(&text)?;
    Ok(Exit::Done)
}

/// `NAME=GRADE`; a name may itself hold the sign.
fn graded<'a>(typed: &'a str, flag: &str) -> Result<(&'a str, Grade), Failure> {
    let wrong = || {
        Failure::matter(format!("{flag} takes a name and a grade, not '{typed}'"))
            .hint(format!("write it like {flag} \"Dropout=4\"; grades are 0 to 5"))
    };
    let (name, grade) = typed.rsplit_once('=').ok_or_else(wrong)?;
    let grade = Grade::from_word(grade.trim()).ok_or_else(wrong)?;
    if name.trim().is_empty() { Err(wrong()) } else { Ok((name.trim(), grade)) }
}

fn topic(home: &Home, name: &str) -> Result<TopicKey, Failure> {
    match naming::topics(&home.store, name)?[..] {
        [key] => Ok(key),
        ref keys => {
            let count = keys.len();
            Err(Failure::matter(format!("'{name}' is a section of {count} topics")).hint("name one topic"))
        }
    }
}

const MAKES: &str = "`--new \"QUESTION=GRADE\"` keeps a question that no card asks";

/// A name that means no one card, and what may have been meant.
struct Slip {
    failure: Failure,
    near: Vec<String>,
}

impl Slip {
    fn of(error: impl Into<Error>) -> Self {
        let error = error.into();
        let near = match &error {
            Error::Unknown { near, .. } => near.clone(),
            Error::Several { found, .. } => found.clone(),
            _ => Vec::new(),
        };
        Self { failure: error.into(), near }
    }
}

/// A topic or a card that is known: of a topic the core card longest untested.
fn known(home: &Home, typed: &str, grade: Grade, asked: &[Question]) -> Result<Question, Slip> {
    let taken: Vec<ItemKey> = asked
        .iter()
        .filter_map(|question| match question {
            Question::Known { item, .. } => Some(*item),
            Question::New { .. } => None,
        })
        .collect();
    let said = |message: String| Slip { failure: Failure::matter(message), near: Vec::new() };
    let mut near_topics: Vec<String> = Vec::new();
    let exact = home.store.has_item_id(typed).map_err(Slip::of)?;
    let topics = match naming::topics(&home.store, typed) {
        _ if exact => Vec::new(),
        Ok(keys) => keys,
        Err(Error::Unknown { near, .. }) => {
            near_topics = near;
            Vec::new()
        }
        Err(error) => return Err(Slip::of(error)),
    };
    let item = match topics[..] {
        [] => home.asked_card(typed).map_err(|error| {
            let slip = match error {
                // A slip in the name of a topic is likelier than one in a question; a person is offered both.
                Error::Unknown { what, typed, near } if !near_topics.is_empty() => {
                    let all = near_topics.iter().cloned().chain(near).collect();
                    Slip { near: all, ..Slip::of(Error::Unknown { what, typed, near: near_topics }) }
                }
                error => Slip::of(error),
            };
            Slip { failure: slip.failure.hint(MAKES), ..slip }
        })?,
        [key] => home.asked_card_of(key, &taken).map_err(Slip::of)?.ok_or_else(|| Slip {
            failure: Failure::matter(format!("'{typed}' has no further card")).hint(MAKES),
            near: Vec::new(),
        })?,
        ref several => {
            let titles = several.iter().filter_map(|key| home.store.topic(*key).ok()).map(|it| it.title.name);
            let failure = Failure::matter(format!("'{typed}' is a section of {} topics", several.len()));
            return Err(Slip { failure: failure.hint("name one topic"), near: titles.collect() });
        }
    };
    if taken.contains(&item.key) {
        return Err(said(format!("the card of '{typed}' was named twice")));
    }
    Ok(Question::Known { item: item.key, typed: one_line(typed), grade })
}

fn new(text: &str, topic: Option<TopicKey>, grade: Grade) -> Result<Question, Failure> {
    let (question, answer) = text.split_once(" :: ").unwrap_or((text, ""));
    let (question, answer) = (one_line(question), one_line(answer));
    if question.is_empty() {
        return Err(Failure::matter("a new question is empty"));
    }
    Ok(Question::New { question, answer, topic, grade })
}
