//! The line-by-line face: for a dumb terminal, a pipe, a screen reader.

mod checklist;
mod timed;

use std::{io::Write, rc::Rc, time::Duration};

use super::{
    Face,
    card::{Sheet, draw_back, draw_front, draw_grades, draw_keys},
    keys::{self, Scale},
    lines::{Incoming, Lines},
    width::{Columns, join, prose, wrap},
    words::word_notice,
};
use crate::{
    clock::Clock,
    model::{
        Moment,
        text::{clean, one_line},
        view::{CardView, Notice, Reply, TimedView, View},
    },
};

/// What invites a line.
const PROMPT: &str = "> ";
/// What a terminal rings at.
const BELL: char = '\u{7}';
/// No wait is shorter, so that a clock at odds with the wall cannot make the program spin.
const SHORTEST: Duration = Duration::from_millis(50);
/// The wall is looked at so often, because a machine that slept wakes to another time.
const GLANCE: Duration = Duration::from_secs(30);
/// Key points end by themselves after so many lines.
const MOST_POINTS: usize = 200;

/// What the face stands in.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// How wide it is.
    pub columns: Columns,
    /// True when keys are read from a terminal and prompts are written to one.
    pub terminal: bool,
    /// The setting of four keys; it holds on a terminal only.
    pub four_keys: bool,
}

/// The line-by-line face: prompts go out as lines, and one line comes in for each key.
pub struct Plain {
    lines: Box<dyn Lines>,
    out: Box<dyn Write>,
    frame: Frame,
    clock: Rc<dyn Clock>,
    /// What was drawn last, and what happened since.
    drawn: Option<View>,
    since: Since,
    /// The public name of the last card.
    card: Option<String>,
    /// The cursor stands behind a prompt.
    open: bool,
    /// Key points written before a tick came between.
    points: Vec<String>,
    /// The task against the clock as it was drawn last.
    timed: Option<TimedView>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Since {
    Reply,
    Told,
    Tick,
}

/// How much of a view is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Nothing,
    Keys,
    Grades,
    Back,
    Whole,
}

enum Typed {
    Line(String),
    End,
    Other(Reply),
}

impl Plain {
    /// A face that reads those lines and writes its prompts to `out` (stderr).
    pub fn new(lines: Box<dyn Lines>, out: Box<dyn Write>, frame: Frame, clock: Rc<dyn Clock>) -> Self {
        let points = Vec::new();
        Self {
            lines,
            out,
            frame,
            clock,
            drawn: None,
            since: Since::Reply,
            card: None,
            open: false,
            points,
            timed: None,
        }
    }

    fn sheet(&self) -> Sheet {
        let four = self.frame.terminal && self.frame.four_keys;
        Sheet { columns: self.frame.columns.count(), scale: if four { Scale::Four } else { Scale::Six } }
    }

    fn draw(&mut self, view: &View) {
        let extent = extent(self.drawn.as_ref(), view, self.since);
        if extent != Extent::Nothing {
            let page = draw(view, extent, self.sheet());
            if extent != Extent::Keys {
                self.put(&[String::new()]);
            }
            self.put(&page);
        }
        if let View::Card(card) = view {
            self.card = Some(one_line(&card.id));
        }
        if self.drawn.as_ref() != Some(view) {
            self.drawn = Some(view.clone());
        }
        self.since = Since::Reply;
    }

    /// Writes lines; a closed stderr is no reason to stop.
    fn put(&mut self, lines: &[String]) {
        self.close_prompt();
        for line in lines {
            let _ = writeln!(self.out, "{}", clean(line));
        }
        let _ = self.out.flush();
    }

    fn close_prompt(&mut self) {
        if std::mem::take(&mut self.open) {
            let _ = writeln!(self.out);
        }
    }

    /// Reads one line behind a prompt, at the longest until a moment.
    fn read(&mut self, until: Option<Moment>) -> Typed {
        if !self.open {
            let _ = write!(self.out, "{PROMPT}");
            let _ = self.out.flush();
            self.open = true;
        }
        loop {
            let left = until.map(|moment| self.clock.wait(&moment));
            let wait = left.map(|left| left.clamp(SHORTEST, GLANCE));
            match self.lines.next(wait) {
                Incoming::Line(line) => {
                    // Only a terminal has moved the cursor by itself.
                    self.open &= !self.frame.terminal;
                    self.close_prompt();
                    return Typed::Line(line);
                }
                Incoming::End => {
                    self.close_prompt();
                    return Typed::End;
                }
                Incoming::Interrupted => {
                    self.close_prompt();
                    return Typed::Other(Reply::Interrupted);
                }
                // What stands on the screen is wrapped anew with the next view.
                Incoming::Resized => {}
                Incoming::TimeUp => {
                    let now = until.map(|moment| self.clock.wait(&moment)).unwrap_or_default();
                    // A clock that came no nearer is not waited for.
                    if now.is_zero() || left.is_none_or(|before| now >= before || before <= GLANCE) {
                        self.since = Since::Tick;
                        return Typed::Other(Reply::Tick);
                    }
                }
            }
        }
    }

    fn key(&mut self, until: Option<Moment>, scale: Scale) -> Reply {
        match self.read(until) {
            Typed::Line(line) => keys::reply(&line, scale),
            Typed::End => Reply::Quit,
            Typed::Other(reply) => reply,
        }
    }

    /// After the last card `u` undoes, and anything else ends.
    fn closing(&mut self, until: Option<Moment>) -> Reply {
        match self.key(until, Scale::Six) {
            reply @ (Reply::Undo | Reply::Quit | Reply::Interrupted | Reply::Tick) => reply,
            _ => Reply::Reveal,
        }
    }

    fn collect(&mut self, until: Option<Moment>) -> Reply {
        while self.points.len() < MOST_POINTS {
            match self.read(until) {
                Typed::Line(line) if line.trim() == "." => break,
                Typed::Line(line) => self.points.push(clean(&line).trim_end().to_owned()),
                Typed::End => break,
                Typed::Other(reply) => return reply,
            }
        }
        Reply::Lines(std::mem::take(&mut self.points))
    }

    fn choose(&mut self, view: &View, answers: &[(char, String)], until: Option<Moment>) -> Reply {
        loop {
            let typed = match self.read(until) {
                Typed::Line(line) => line,
                Typed::End => return Reply::Quit,
                Typed::Other(reply) => return reply,
            };
            match (chosen(&typed, answers), keys::reply(&typed, Scale::Six)) {
                (Some(letter), _) => return Reply::Chosen(letter),
                (None, Reply::Quit) => return Reply::Quit,
                _ => self.ask_for_one_of(view, answers),
            }
        }
    }

    /// As a choice, but an empty line says nothing, and `u` goes back.
    fn rate(&mut self, view: &View, answers: &[(char, String)], until: Option<Moment>) -> Reply {
        loop {
            let typed = match self.read(until) {
                Typed::Line(line) => line,
                Typed::End => return Reply::Quit,
                Typed::Other(reply) => return reply,
            };
            let said = if typed.trim().is_empty() { None } else { chosen(&typed, answers) };
            match (said, keys::reply(&typed, Scale::Six)) {
                (Some(letter), _) => return Reply::Chosen(letter),
                (None, reply @ (Reply::Quit | Reply::Undo)) => return reply,
                _ => self.ask_for_one_of(view, answers),
            }
        }
    }

    fn ask_for_one_of(&mut self, view: &View, answers: &[(char, String)]) {
        let known: Vec<String> = answers.iter().map(|(letter, _)| letter.to_string()).collect();
        self.say(&format!("please answer {}", known.join(" or ")));
        self.draw(view);
    }

    fn line(&mut self, until: Option<Moment>) -> Reply {
        match self.read(until) {
            Typed::Line(line) => Reply::Lines(vec![clean(line.trim_start_matches('\u{feff}')).trim_end().to_owned()]),
            Typed::End => Reply::Quit,
            Typed::Other(reply) => reply,
        }
    }

    /// Nobody is there to choose: the first answer is taken, aloud.
    fn choose_aloud(&mut self, question: &str, answers: &[(char, String)]) -> Reply {
        let Some((letter, answer)) = answers.first() else { return Reply::Reveal };
        self.say(&format!("{question} {letter}: {answer}"));
        Reply::Chosen(*letter)
    }
}

impl Face for Plain {
    fn ask(&mut self, view: &View, until: Option<Moment>) -> Reply {
        // Before the prompt, not after it: whoever sees it may press Ctrl-C at once.
        self.lines.ready();
        if !matches!(view, View::Points { .. }) {
            self.points.clear();
        }
        match view {
            View::Choice { question, answers, piped } if answers.is_empty() || !(self.frame.terminal || *piped) => {
                return self.choose_aloud(question, answers);
            }
            // Drawn in pieces, as it changes.
            View::Timed(_) => {}
            _ => self.draw(view),
        }
        match view {
            View::Card(_) => self.key(until, self.sheet().scale),
            View::Closing { .. } => self.closing(until),
            View::Points { .. } => self.collect(until),
            View::Choice { answers, .. } => self.choose(view, answers, until),
            View::Rating { answers, .. } => self.rate(view, answers, until),
            View::Timed(timed) => self.attend(timed, until),
            View::Checklist { items, .. } => self.tick(items, until),
            View::Line { .. } => self.line(until),
        }
    }

    fn tell(&mut self, notice: &Notice) {
        let lines = word_notice(notice, self.card.as_deref(), self.sheet());
        if matches!(notice, Notice::Alarm(_)) && self.frame.terminal {
            let _ = write!(self.out, "{BELL}");
        }
        self.put(&lines);
        self.since = Since::Told;
    }

    fn say(&mut self, line: &str) {
        let lines: Vec<String> = line.split('\n').map(str::to_owned).collect();
        self.put(&lines);
        self.since = Since::Told;
    }

    fn is_terminal(&self) -> bool {
        self.frame.terminal
    }

    fn pause(&mut self) {
        self.close_prompt();
        let _ = self.out.flush();
        self.lines.pause();
    }

    fn resume(&mut self) {
        self.lines.resume();
        self.drawn = None;
        self.timed = None;
    }
}

/// The letter of the answer that was typed: the first for an empty line, else by letter or in full.
fn chosen(typed: &str, answers: &[(char, String)]) -> Option<char> {
    let typed = typed.trim();
    let lower = typed.to_lowercase();
    if typed.is_empty() {
        return answers.first().map(|(letter, _)| *letter);
    }
    let find = |fits: &dyn Fn(&(char, String)) -> bool| answers.iter().find(|it| fits(it)).map(|(letter, _)| *letter);
    find(&|(letter, _)| letter.to_string() == typed).or_else(|| {
        find(&|(letter, answer)| letter.to_lowercase().to_string() == lower || answer.to_lowercase() == lower)
    })
}

fn extent(drawn: Option<&View>, view: &View, since: Since) -> Extent {
    let Some(drawn) = drawn else { return Extent::Whole };
    if drawn == view {
        return match since {
            Since::Tick => Extent::Nothing,
            Since::Told => Extent::Keys,
            Since::Reply => Extent::Grades,
        };
    }
    match (drawn, view) {
        (View::Card(front), View::Card(back)) if is_turned(front, back) => Extent::Back,
        _ => Extent::Whole,
    }
}

/// True when one is the front of the other, which stands on the screen already.
fn is_turned(front: &CardView, back: &CardView) -> bool {
    let same = front.id == back.id && front.question == back.question && front.form == back.form;
    same && front.done == back.done && front.back.is_none() && back.back.is_some()
}

fn draw(view: &View, extent: Extent, sheet: Sheet) -> Vec<String> {
    match view {
        View::Card(card) => draw_card(card, extent, sheet),
        View::Closing { undoable } => {
            let undo = undoable.then(|| "u: undo the last grade".to_owned());
            let keys: Vec<String> = ["enter: end".to_owned()].into_iter().chain(undo).collect();
            let mut page = sheet.line("that was the last card");
            page.extend(join(&keys, prose(sheet.columns)));
            page
        }
        View::Points { title } => {
            sheet.line(&format!("key points for {}: two to five lines, then a lone . to end", title.name))
        }
        // Drawn in pieces, as it changes.
        View::Timed(_) => Vec::new(),
        View::Checklist { question, items, beside } => {
            let beside = if extent == Extent::Whole { beside } else { "" };
            checklist::draw(question, items, beside, sheet)
        }
        View::Line { question } => sheet.line(question),
        View::Choice { question, answers, .. } | View::Rating { question, answers } => {
            let rated = matches!(view, View::Rating { .. });
            let answer = |(at, (letter, answer)): (usize, &(char, String))| {
                let first = if at == 0 && !rated { " (enter)" } else { "" };
                format!("{letter}: {}{first}", one_line(answer))
            };
            let keys: Vec<String> = answers.iter().enumerate().map(answer).collect();
            let mut page = if extent == Extent::Whole { sheet.line(question) } else { Vec::new() };
            let width = prose(sheet.columns);
            page.extend(join(&keys, width).iter().flat_map(|line| wrap(line, width, "", "  ")));
            page
        }
    }
}

fn draw_card(card: &CardView, extent: Extent, sheet: Sheet) -> Vec<String> {
    let mut blocks: Vec<Vec<String>> = Vec::new();
    if extent == Extent::Whole {
        blocks.push(draw_front(card, sheet));
    }
    let mut last = Vec::new();
    if let Some(back) = card.back.as_ref().filter(|_| extent != Extent::Keys) {
        if extent != Extent::Grades {
            blocks.push(draw_back(card, back, sheet));
        }
        last.extend(draw_grades(back, sheet));
    }
    last.extend(draw_keys(card, sheet));
    blocks.push(last);
    blocks.join(&String::new())
}
