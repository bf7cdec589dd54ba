//! `drill story NAME --write` and its like: texts and signals come in, the tracker follows.

use super::{
    super::{
        super::{Exit, Failure, args::Story as Args},
        editor, tell,
    },
    named, open,
};
use crate::engine::{
    Error, Home,
    stories::{Asked, Story, StoryDesk, Written},
};
use crate::model::{
    Moment, Part, Signal,
    name::{Found, find},
    text::one_line,
    view::{Reply, View},
};
use crate::report::story::versions;
use crate::story::Clash;
use crate::world::World;

/// Writes the texts and signals of the command line.
pub(super) fn set(name: &str, texts: &[(Part, String)], args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let signals = args.signals.as_deref().map(signals).transpose()?;
    let now = world.now();
    let (home, story) = open(name, now, world)?;
    let asked = if args.replace { Asked::Over } else { Asked::Blind };
    let mut done = Vec::new();
    if !texts.is_empty() && keep(&home, &story, texts, &asked, now, world)? {
        done.extend(texts.iter().map(|(part, _)| part.word()));
    }
    if let Some(signals) = signals
        && home.set_story_signals(&story, signals, now)?.is_some()
    {
        done.push("signals");
    }
    finish(&home, &story, &done, now, world)
}

/// Decides the parts that were changed on both sides.
pub(super) fn decide(name: &str, mine: bool, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (home, story) = open(name, now, world)?;
    let decided = home.decide_story(&story, mine, now)?;
    if decided == 0 {
        world.print("nothing stands in two versions\n")?;
        return Ok(Exit::Done);
    }
    let whose = if mine { "drill" } else { "the file" };
    follow(&home, now, world);
    let parts = crate::report::counted(decided, "part");
    world.print(&format!("{parts} of \"{}\" as {whose} has them\n", one_line(&story.about.heading)))?;
    Ok(Exit::Done)
}

/// Writes the whole story in an editor; on a terminal one part at a time, if that is wanted.
pub(super) fn whole(name: &str, world: &mut World) -> Result<Exit, Failure> {
    let now = world.now();
    let (home, story) = open(name, now, world)?;
    if !world.face.is_terminal() {
        return in_editor(&home, &story, world);
    }
    let mut answers = vec![('e', "all of it in $EDITOR".to_owned())];
    for (key, part) in KEYS {
        let state = if story.about.texts.has(part) { "written" } else { "empty" };
        answers.push((key, format!("{} ({state})", part.word())));
    }
    answers.push(('q', "nothing".to_owned()));
    let view = View::Choice { question: "write what?".to_owned(), answers, piped: false };
    loop {
        let key = match world.face.ask(&view, None) {
            Reply::Tick | Reply::Resized => continue,
            Reply::Chosen('e') => return in_editor(&home, &story, world),
            Reply::Chosen(key) => key,
            Reply::Interrupted => return Ok(Exit::Interrupted),
            _ => return Ok(Exit::Done),
        };
        return match KEYS.iter().find(|(letter, _)| *letter == key) {
            Some((_, part)) => inline(&home, &story, *part, now, world),
            None => Ok(Exit::Done),
        };
    }
}

const KEYS: [(char, Part); 5] =
    [('s', Part::Situation), ('t', Part::Task), ('a', Part::Action), ('r', Part::Result), ('f', Part::Reflection)];

/// One part, typed in one line.
fn inline(home: &Home, story: &Story, part: Part, now: Moment, world: &mut World) -> Result<Exit, Failure> {
    let present = story.about.texts.get(part);
    if !present.is_empty() {
        world.face.say(&format!("{} now: {}", part.word(), one_line(present)));
    }
    let question = format!("{}: {} (an empty line changes nothing)", part.word(), part.goal());
    let view = View::Line { question };
    let typed = loop {
        match world.face.ask(&view, None) {
            Reply::Tick | Reply::Resized => {}
            Reply::Lines(lines) => break lines.join("\n"),
            Reply::Interrupted => return Ok(Exit::Interrupted),
            _ => return Ok(Exit::Done),
        }
    };
    if typed.trim().is_empty() {
        return finish(home, story, &[], now, world);
    }
    // The present text was shown a line above.
    let asked = Asked::Seeing(story.about.texts.clone());
    let changed = keep(home, story, &[(part, typed)], &asked, now, world)?;
    let done: &[&str] = if changed { &[part.word()] } else { &[] };
    finish(home, story, done, now, world)
}

fn in_editor(home: &Home, story: &Story, world: &mut World) -> Result<Exit, Failure> {
    let desk = StoryDesk::new(story)?;
    editor::open(desk.path(), desk.line(), world).map_err(|error| {
        let missing = matches!(error, Error::NoEditor);
        let failure = Failure::from(error);
        if missing {
            return failure.hint("or write one part at a time: `drill story NAME --situation TEXT`, and so on");
        }
        failure
    })?;
    let written = desk.texts()?;
    let now = world.now();
    // The file may have been changed while the editor was open.
    tell::sync(home, now, home.day(now), false, world);
    let changes: Vec<(Part, String)> = Part::ALL
        .into_iter()
        .filter(|part| written.get(*part).trim() != desk.shown.get(*part).trim())
        .map(|part| (part, written.get(part).to_owned()))
        .collect();
    let asked = Asked::Seeing(desk.shown.clone());
    let done = keep(home, story, &changes, &asked, now, world)?;
    let words: Vec<&str> = if done { changes.iter().map(|(part, _)| part.word()).collect() } else { Vec::new() };
    finish(home, story, &words, now, world)
}

/// Writes texts; where both sides changed a person is asked, and a script gets an error that names both versions.
/// True when anything was different.
fn keep(
    home: &Home,
    story: &Story,
    texts: &[(Part, String)],
    asked: &Asked,
    now: Moment,
    world: &mut World,
) -> Result<bool, Failure> {
    match home.write_story(story, texts, asked, now)? {
        Written::Same => Ok(false),
        Written::Done(_) => Ok(true),
        Written::Refused(clashes) => match choose(&clashes, world) {
            Some(true) => keep(home, story, texts, &Asked::Over, now, world),
            Some(false) => Ok(false),
            None => {
                let heading = one_line(&story.about.heading);
                let parts = words(&clashes);
                let message =
                    format!("the {parts} of \"{heading}\" was written in the file by hand: nothing was changed");
                Err(both_versions(Failure::matter(message), &clashes)
                    .hint("`--replace` lets your text hold; leave it out to keep what the file says"))
            }
        },
        Written::Clashing(clashes) => match choose(&clashes, world) {
            Some(mine) => {
                home.decide_story(story, mine, now)?;
                Ok(true)
            }
            None => {
                let heading = one_line(&story.about.heading);
                let parts = words(&clashes);
                let message = format!("the {parts} of \"{heading}\" was changed on both sides, so both are kept");
                Err(both_versions(Failure::matter(message), &clashes)
                    .hint("`drill story NAME --mine` takes yours, `--file` what the file says"))
            }
        },
    }
}

fn words(clashes: &[Clash]) -> String {
    clashes.iter().map(|clash| clash.part.word()).collect::<Vec<_>>().join(", ")
}

fn both_versions(failure: Failure, clashes: &[Clash]) -> Failure {
    clashes.iter().fold(failure, |failure, clash| {
        let (part, mine, theirs) = (clash.part.word(), one_line(&clash.mine), one_line(&clash.theirs));
        failure.cause(format!("{part} in the file: {theirs}")).cause(format!("{part} in drill: {mine}"))
    })
}

/// Shows both versions and asks which holds; none off a terminal.
fn choose(clashes: &[Clash], world: &mut World) -> Option<bool> {
    if !world.face.is_terminal() {
        return None;
    }
    for clash in clashes {
        for line in versions(clash, world.width).lines() {
            world.face.say(line);
        }
    }
    let answers = vec![('f', "the file's".to_owned()), ('m', "mine".to_owned())];
    let view = View::Choice { question: "which holds?".to_owned(), answers, piped: false };
    loop {
        match world.face.ask(&view, None) {
            Reply::Tick | Reply::Resized => {}
            Reply::Chosen('m') => return Some(true),
            Reply::Chosen('f') => return Some(false),
            _ => return None,
        }
    }
}

/// Lets the file follow and says what was written and what is to be mended.
fn finish(home: &Home, story: &Story, done: &[&str], now: Moment, world: &mut World) -> Result<Exit, Failure> {
    follow(home, now, world);
    let after = named(home, &story.about.id, home.day(now))?.about;
    let heading = one_line(&after.heading);
    let mut text = match done {
        [] => format!("\"{heading}\": nothing changed\n"),
        done => format!("\"{heading}\": {} written\n", done.join(", ")),
    };
    if !after.warnings.is_empty() {
        text.push_str(&format!("{}:\n", crate::report::counted(after.warnings.len(), "warning")));
        for warning in &after.warnings {
            text.push_str(&format!("- {warning}\n"));
        }
    }
    world.print(&text)?;
    Ok(Exit::Done)
}

fn follow(home: &Home, now: Moment, world: &mut World) {
    tell::sync(home, now, home.day(now), true, world);
}

/// The signals of a list; none goes back to those of the kind.
fn signals(list: &str) -> Result<Option<Vec<Signal>>, Failure> {
    let words: Vec<&str> = list.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Ok(None);
    }
    let known: Vec<&str> = Signal::ALL.iter().map(|signal| signal.word()).collect();
    let mut signals = Vec::new();
    for word in words {
        match find(word, &known) {
            Found::One(at) => signals.push(Signal::ALL[at]),
            Found::Several(all) => {
                let found = all.into_iter().map(|at| known[at].to_owned()).collect();
                return Err(Error::Several { what: "signal", typed: word.to_owned(), found }.into());
            }
            Found::None(near) => {
                let near: Vec<String> = near.into_iter().map(|at| known[at].to_owned()).collect();
                let failure = Failure::from(Error::Unknown { what: "signal", typed: word.to_owned(), near });
                return Err(failure.hint(format!("the signals are {}", known.join(", "))));
            }
        }
    }
    signals.sort_unstable();
    signals.dedup();
    Ok(Some(signals))
}
