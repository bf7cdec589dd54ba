//! `drill debrief COMPANY`: what was asked in a real interview, and how it went.

use super::{
    super::{Exit, Failure, args::Debrief},
    naming, tell,
};
use crate::engine::{
    self, Error, Home,
    debrief::{Draft, Question},
};
use crate::jobs::dates;
use crate::model::{
    Grade, ItemKey, TopicKey,
    application::Field,
    text::one_line,
    view::{Reply, View},
};
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
    let on = args.date.as_deref().map_or(Ok(today), |date| dates::read(date, today))?;
    let application = home.application(&args.company, args.role.as_deref())?;
    let text = |text: &Option<String>| text.as_deref().map(one_line).unwrap_or_default();
    let mut draft = Draft { application, on, asked: Vec::new(), outcome: text(&args.outcome), note: text(&args.note) };
    let under = args.under.as_deref().map(|name| topic(&home, name)).transpose()?;
    for typed in &args.asked {
        let (name, grade) = graded(typed, "--asked")?;
        let question = known(&home, name, grade, &draft.asked)?;
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
        interview(&home, &mut draft, world)?;
        world.face.leave();
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

/// A topic or a card that is known: of a topic the core card longest untested.
fn known(home: &Home, typed: &str, grade: Grade, asked: &[Question]) -> Result<Question, Failure> {
    let taken: Vec<ItemKey> = asked
        .iter()
        .filter_map(|question| match question {
            Question::Known { item, .. } => Some(*item),
            Question::New { .. } => None,
        })
        .collect();
    let mut near_topics = Vec::new();
    let exact = home.store.has_item_id(typed).map_err(Error::from)?;
    let topics = match naming::topics(&home.store, typed) {
        _ if exact => Vec::new(),
        Ok(keys) => keys,
        Err(Error::Several { what, typed, found }) => return Err(Error::Several { what, typed, found }.into()),
        Err(Error::Unknown { near, .. }) => {
            near_topics = near;
            Vec::new()
        }
        Err(error) => return Err(error.into()),
    };
    let item = match topics[..] {
        [] => {
            let hint = "`--new \"QUESTION=GRADE\"` keeps a question that no card asks";
            let found = home.asked_card(typed).map_err(|error| match error {
                // A slip in the name of a topic is likelier than one in a question.
                Error::Unknown { what, typed, .. } if !near_topics.is_empty() => {
                    Error::Unknown { what, typed, near: near_topics }
                }
                other => other,
            });
            found.map_err(|error| Failure::from(error).hint(hint))?
        }
        [key] => home.asked_card_of(key, &taken)?.ok_or_else(|| {
            Failure::matter(format!("'{typed}' has no further card")).hint("`--new \"QUESTION=GRADE\"` makes one")
        })?,
        _ => {
            let count = topics.len();
            return Err(Failure::matter(format!("'{typed}' is a section of {count} topics")).hint("name one topic"));
        }
    };
    if taken.contains(&item.key) {
        return Err(Failure::matter(format!("the card of '{typed}' was named twice")));
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

/// Asks for it all, line by line; an empty line ends the questions.
fn interview(home: &Home, draft: &mut Draft, world: &mut World) -> Result<(), Failure> {
    const ASKED: &str = "what was asked? a topic, a card or the question itself; empty: that was all";
    while let Some(typed) = line(ASKED, world) {
        let found = known(home, &typed, Grade::GOOD, &draft.asked);
        if let Err(failure) = &found {
            for line in failure.lines() {
                world.face.say(&line);
            }
        }
        let question = match found {
            Ok(question) => question,
            Err(_) if !wants_card(world) => continue,
            Err(_) => {
                let answer = line("its answer in one line; empty: later", world).unwrap_or_default();
                let under = line("its topic; empty: a topic of its own", world);
                let topic = match under.as_deref().map(|name| topic(home, name)).transpose() {
                    Ok(topic) => topic,
                    Err(failure) => {
                        failure.lines().iter().for_each(|line| world.face.say(line));
                        None
                    }
                };
                Question::New { question: typed, answer, topic, grade: Grade::GOOD }
            }
        };
        let Some(rated) = grade(world) else { break };
        draft.asked.push(match question {
            Question::Known { item, typed, .. } => Question::Known { item, typed, grade: rated },
            Question::New { question, answer, topic, .. } => Question::New { question, answer, topic, grade: rated },
        });
    }
    draft.outcome = line("what came of it? empty: not known yet", world).unwrap_or_default();
    draft.note = line("anything else?", world).unwrap_or_default();
    Ok(())
}

fn line(question: &str, world: &mut World) -> Option<String> {
    let view = View::Line { question: question.to_owned() };
    loop {
        match world.face.ask(&view, None) {
            Reply::Lines(lines) => return Some(one_line(&lines.join(" "))).filter(|line| !line.is_empty()),
            Reply::Jotted(text) | Reply::Note(text) => return Some(one_line(&text)).filter(|line| !line.is_empty()),
            Reply::Resized | Reply::Tick => {}
            _ => return None,
        }
    }
}

fn choose(question: &str, answers: Vec<(char, String)>, world: &mut World) -> Option<char> {
    let view = View::Choice { question: question.to_owned(), answers, piped: false };
    loop {
        match world.face.ask(&view, None) {
            Reply::Chosen(key) => return Some(key),
            Reply::Resized | Reply::Tick => {}
            _ => return None,
        }
    }
}

fn wants_card(world: &mut World) -> bool {
    let answers = vec![('y', "yes, a card of mine".to_owned()), ('n', "no, I typed it wrong".to_owned())];
    choose("a new question?", answers, world) == Some('y')
}

fn grade(world: &mut World) -> Option<Grade> {
    let answers = Grade::ALL.iter().rev().filter_map(|grade| {
        let key = char::from_digit(u32::from(grade.number()), 10)?;
        Some((key, grade.word().to_owned()))
    });
    let chosen = choose("how did it go?", answers.collect(), world)?;
    Grade::new(u8::try_from(chosen.to_digit(10)?).ok()?)
}
