//! A debrief by question and answer, on a terminal: whatever ends it, what was rated is kept.

use super::{
    super::super::{Exit, Failure},
    Slip, known, topic,
};
use crate::engine::{
    Error, Home,
    debrief::{Draft, Question},
};
use crate::model::{
    Grade,
    text::one_line,
    view::{Reply, View},
};
use crate::report::counted;
use crate::world::World;

/// Near misses that are offered.
const OFFERED: usize = 9;

/// An answer, or the signal that ends it all.
enum Said<T> {
    Word(T),
    Nothing,
    Interrupted,
}

/// Asks for it all, line by line; an empty line ends the questions. How drill ends, if nothing is to be written.
pub(super) fn hold(home: &Home, draft: &mut Draft, world: &mut World) -> Result<Option<Exit>, Failure> {
    match taken_up(home, draft, world)? {
        Said::Interrupted => return Ok(Some(Exit::Interrupted)),
        Said::Nothing => return Ok(Some(Exit::Done)),
        Said::Word(()) => {}
    }
    match questions(home, draft, world)? {
        Said::Interrupted => Ok(Some(put_aside(draft, world))),
        _ => {
            for (question, into) in [("what came of it? empty: not known yet", 0), ("anything else? empty: no", 1)] {
                let said = match line(question, world) {
                    Said::Word(said) => said,
                    Said::Nothing => String::new(),
                    Said::Interrupted => return Ok(Some(put_aside(draft, world))),
                };
                if into == 0 { draft.outcome = said } else { draft.note = said }
            }
            Ok(None)
        }
    }
}

fn put_aside(draft: &Draft, world: &mut World) -> Exit {
    match draft.asked.len() {
        0 => world.face.say("nothing was written"),
        asked => world
            .face
            .say(&format!("put aside with {}; `drill debrief COMPANY` goes on with it", counted(asked, "question"))),
    }
    Exit::Interrupted
}

/// A debrief that was begun before comes first.
fn taken_up(home: &Home, draft: &mut Draft, world: &mut World) -> Result<Said<()>, Failure> {
    let Some(begun) = home.debrief_begun(&draft.application)? else { return Ok(Said::Word(())) };
    let asked = counted(begun.asked.len(), "question");
    let answers = vec![
        ('r', "go on with it".to_owned()),
        ('n', "begin anew; that one is dropped".to_owned()),
        ('q', "not now".to_owned()),
    ];
    Ok(match choose(&format!("the debrief of {} was left with {asked}", begun.on), answers, world) {
        Said::Word('r') => {
            *draft = begun;
            Said::Word(())
        }
        Said::Word('n') => {
            home.drop_debrief(&draft.application)?;
            Said::Word(())
        }
        Said::Interrupted => Said::Interrupted,
        _ => Said::Nothing,
    })
}

fn questions(home: &Home, draft: &mut Draft, world: &mut World) -> Result<Said<()>, Failure> {
    const ASKED: &str = "what was asked? a topic, a card or the question itself; empty: that was all";
    loop {
        let typed = match line(ASKED, world) {
            Said::Word(typed) => typed,
            Said::Nothing => return Ok(Said::Nothing),
            Said::Interrupted => return Ok(Said::Interrupted),
        };
        let question = match meant(home, typed, &draft.asked, world)? {
            Said::Word(question) => question,
            Said::Nothing => continue,
            Said::Interrupted => return Ok(Said::Interrupted),
        };
        let rated = match grade(world) {
            Said::Word(rated) => rated,
            Said::Nothing => continue,
            Said::Interrupted => return Ok(Said::Interrupted),
        };
        draft.asked.push(match question {
            Question::Known { item, typed, .. } => Question::Known { item, typed, grade: rated },
            Question::New { question, answer, topic, .. } => Question::New { question, answer, topic, grade: rated },
        });
        home.keep_debrief(draft)?;
    }
}

/// The card that was meant: known by its name, by a near one, or a new one. Nothing: typed wrong.
fn meant(home: &Home, typed: String, asked: &[Question], world: &mut World) -> Result<Said<Question>, Failure> {
    let mut wanted = typed.clone();
    loop {
        let Slip { failure, near } = match known(home, &wanted, Grade::GOOD, asked) {
            Ok(question) => {
                if let Question::Known { item, .. } = &question {
                    let card = home.store.item(*item).map_err(Error::from)?.card.question;
                    world.face.say(&format!("the card: {}", one_line(&card)));
                }
                return Ok(Said::Word(question));
            }
            Err(slip) => slip,
        };
        let question = failure.lines().first().map_or(String::new(), |line| line.replacen("error: ", "", 1));
        let near: Vec<String> = near.into_iter().take(OFFERED).collect();
        let mut answers: Vec<(char, String)> = ('1'..='9').zip(near.iter().cloned()).collect();
        answers.push(('n', "a new question: make it a card of mine".to_owned()));
        answers.push(('t', "typed wrong: ask again".to_owned()));
        match choose(&question, answers, world) {
            Said::Word('n') => return new(home, typed, world),
            Said::Word(key) => match key.to_digit(10).and_then(|at| near.get(usize::try_from(at).ok()? - 1)) {
                Some(name) if *name != wanted => wanted = name.trim_end_matches('…').to_owned(),
                _ => return Ok(Said::Nothing),
            },
            Said::Nothing => return Ok(Said::Nothing),
            Said::Interrupted => return Ok(Said::Interrupted),
        }
    }
}

fn new(home: &Home, question: String, world: &mut World) -> Result<Said<Question>, Failure> {
    let answer = match line("its answer in one line; empty: later", world) {
        Said::Word(answer) => answer,
        Said::Nothing => String::new(),
        Said::Interrupted => return Ok(Said::Interrupted),
    };
    loop {
        let under = match line("its topic; empty: a topic of its own", world) {
            Said::Word(name) => topic(home, &name).map(Some),
            Said::Nothing => Ok(None),
            Said::Interrupted => return Ok(Said::Interrupted),
        };
        match under {
            Ok(topic) => return Ok(Said::Word(Question::New { question, answer, topic, grade: Grade::GOOD })),
            Err(failure) => failure.lines().iter().for_each(|line| world.face.say(line)),
        }
    }
}

fn line(question: &str, world: &mut World) -> Said<String> {
    let view = View::Line { question: question.to_owned() };
    loop {
        let text = match world.face.ask(&view, None) {
            Reply::Lines(lines) => lines.join(" "),
            Reply::Jotted(text) | Reply::Note(text) => text,
            Reply::Resized | Reply::Tick => continue,
            Reply::Interrupted => return Said::Interrupted,
            _ => return Said::Nothing,
        };
        let text = one_line(&text);
        return if text.is_empty() { Said::Nothing } else { Said::Word(text) };
    }
}

fn choose(question: &str, answers: Vec<(char, String)>, world: &mut World) -> Said<char> {
    let view = View::Choice { question: question.to_owned(), answers, piped: false };
    loop {
        match world.face.ask(&view, None) {
            Reply::Chosen(key) => return Said::Word(key),
            Reply::Resized | Reply::Tick => {}
            Reply::Interrupted => return Said::Interrupted,
            _ => return Said::Nothing,
        }
    }
}

/// How it went: no grade is taken for granted. Nothing: this question is left out.
fn grade(world: &mut World) -> Said<Grade> {
    let answers = Grade::ALL.iter().filter_map(|grade| {
        let key = char::from_digit(u32::from(grade.number()), 10)?;
        Some((key, grade.word().to_owned()))
    });
    let view = View::Rating { question: "how did it go?".to_owned(), answers: answers.collect() };
    loop {
        match world.face.ask(&view, None) {
            Reply::Chosen(key) => {
                let number = key.to_digit(10).and_then(|number| u8::try_from(number).ok());
                if let Some(grade) = number.and_then(Grade::new) {
                    return Said::Word(grade);
                }
            }
            Reply::Resized | Reply::Tick => {}
            Reply::Interrupted => return Said::Interrupted,
            _ => return Said::Nothing,
        }
    }
}
