//! A task against the clock in lines: what is drawn of it, and what a typed line means.

use super::{Plain, Typed};
use crate::{
    face::{
        card::Sheet,
        countdown,
        markdown::lay,
        width::{join, pad, prose, wrap},
    },
    model::{
        Moment,
        text::{clean, one_line},
        view::{Command, Reply, TimedView, View},
    },
};

/// What a typed line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A line for the note.
    Jotted(String),
    /// A command.
    Command(Command),
    /// The commands are asked for.
    Help,
    /// The time is asked for.
    Time,
    /// Nothing at all.
    Nothing,
    /// What is wrong with it.
    Wrong(String),
}

impl Plain {
    /// Lines are noted and commands given until one of them is a reply.
    pub(super) fn attend(&mut self, view: &TimedView, until: Option<Moment>) -> Reply {
        let back = !matches!(self.drawn, None | Some(View::Timed(_)));
        let page = draw(view, self.timed.as_ref(), back, &self.clock.now(), self.sheet());
        if !page.is_empty() {
            self.put(&[String::new()]);
            self.put(&page);
        }
        self.timed = Some(view.clone());
        self.drawn = Some(View::Timed(Box::new(view.clone())));
        loop {
            let typed = match self.read(until) {
                Typed::Line(line) => line,
                Typed::End => return Reply::Quit,
                Typed::Other(reply) => return reply,
            };
            let lines = match meant(&typed, view) {
                Meant::Jotted(line) => return Reply::Jotted(line),
                Meant::Command(command) => return Reply::Command(command),
                Meant::Nothing => continue,
                Meant::Help => help(view, &self.clock.now(), self.sheet()),
                Meant::Time => self.sheet().line(&countdown::told(&view.clock, &self.clock.now())),
                Meant::Wrong(line) => self.sheet().line(&line),
            };
            self.put(&lines);
        }
    }
}

/// The words behind a slash, with the one command each stands for; the others are answered by the face.
fn words() -> impl Iterator<Item = (&'static str, Meant)> {
    let commands = Command::ALL.into_iter().map(|command| (command.word(), Meant::Command(command)));
    commands.chain([("time", Meant::Time), ("help", Meant::Help)])
}

/// What a line means where such a task runs.
pub(super) fn meant(line: &str, view: &TimedView) -> Meant {
    let line = clean(line.trim_start_matches('\u{feff}')).trim_end().to_owned();
    let Some(word) = line.trim_start().strip_prefix('/') else {
        return match &view.note {
            Some(_) => Meant::Jotted(line),
            None if line.trim().is_empty() => Meant::Nothing,
            None => Meant::Wrong(format!("nothing is written here; {}", known(view))),
        };
    };
    if word.starts_with('/') && view.note.is_some() {
        return Meant::Jotted(word.to_owned());
    }
    let typed = word.to_lowercase();
    let exact = words().find(|(word, _)| *word == typed);
    let mut begun: Vec<(&str, Meant)> = words().filter(|(word, _)| word.starts_with(&typed)).collect();
    if let Some((word, meant)) = exact.or_else(|| if begun.len() == 1 { begun.pop() } else { None }) {
        return match meant {
            Meant::Command(command) if !view.commands.contains(&command) => {
                Meant::Wrong(format!("/{word} means nothing now; {}", known(view)))
            }
            meant => meant,
        };
    }
    let shown: String = one_line(word).chars().take(40).collect();
    if typed.is_empty() || begun.is_empty() {
        let slash = if view.note.is_some() { "; two slashes begin a line of the note with one" } else { "" };
        return Meant::Wrong(format!("/{shown} is no command; {}{slash}", known(view)));
    }
    let begun: Vec<String> = begun.iter().map(|(word, _)| format!("/{word}")).collect();
    Meant::Wrong(format!("/{shown} may be {}", begun.join(" or ")))
}

/// The commands that mean something now.
fn known(view: &TimedView) -> String {
    let commands = view.commands.iter().map(|command| command.word());
    let words: Vec<String> = commands.chain(["time", "help"]).map(|word| format!("/{word}")).collect();
    format!("known are {}", words.join(" "))
}

/// What is drawn of a view when `before` was the last one of its kind; all of it if there was none.
///
/// `back` says that another view came between.
pub(super) fn draw(
    view: &TimedView,
    before: Option<&TimedView>,
    back: bool,
    now: &Moment,
    sheet: Sheet,
) -> Vec<String> {
    let before = before.filter(|before| before.title == view.title);
    let time = || sheet.line(&countdown::told(&view.clock, now));
    let mut blocks: Vec<Vec<String>> = Vec::new();
    let mut head = Vec::new();
    let staged = before.is_none_or(|before| before.stage != view.stage || before.goal != view.goal);
    if before.is_none() {
        head.extend(sheet.line(&view.title));
    }
    if staged || back {
        head.extend(sheet.line(&view.stage));
    }
    if staged && !view.goal.trim().is_empty() {
        head.extend(sheet.line(&format!("goal: {}", view.goal)));
    }
    if staged || back {
        head.extend(time());
    }
    blocks.push(head);
    let seen = before.map_or("", |before| before.body.as_str());
    // What was added at the end is all that is new.
    let body = view.body.strip_prefix(seen).unwrap_or(&view.body);
    blocks.push(lay(body.trim_start_matches('\n'), prose(sheet.columns)));
    let paused = before.is_some_and(|before| before.clock.paused.is_some());
    if !staged && !back && paused != view.clock.paused.is_some() {
        let runs = if paused { "the clock runs: " } else { "" };
        blocks.push(sheet.line(&format!("{runs}{}", countdown::told(&view.clock, now))));
    }
    if before.is_none() {
        blocks.push(noted(view, sheet));
    }
    if staged {
        blocks.push(keys(view, sheet));
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join(&String::new())
}

/// How much is written already.
fn noted(view: &TimedView, sheet: Sheet) -> Vec<String> {
    match view.note.as_deref().map_or(0, |note| note.lines().count()) {
        0 => Vec::new(),
        1 => sheet.line("one line is noted"),
        lines => sheet.line(&format!("{lines} lines are noted")),
    }
}

fn keys(view: &TimedView, sheet: Sheet) -> Vec<String> {
    let note = view.note.as_ref().map(|_| "enter: note the line".to_owned());
    let commands = view.commands.iter().map(|command| command.word()).chain(["help"]);
    let commands: Vec<String> = commands.map(|word| format!("/{word}")).collect();
    let keys: Vec<String> = note.into_iter().chain([commands.join(" ")]).collect();
    let width = prose(sheet.columns);
    join(&keys, width).iter().flat_map(|line| wrap(line, width, "", "  ")).collect()
}

/// The commands with what they do, and the time.
pub(super) fn help(view: &TimedView, now: &Moment, sheet: Sheet) -> Vec<String> {
    let mut page = vec!["commands".to_owned()];
    let commands = view.commands.iter().map(|command| (format!("/{}", command.word()), command.does()));
    let note = view.note.as_ref().map(|_| ("//...".to_owned(), "a line of the note that begins with a slash"));
    let time = ("/time".to_owned(), "what is left on the clock");
    for (word, does) in commands.chain([time]).chain(note) {
        let rest = " ".repeat(10.min(sheet.columns / 2));
        page.extend(wrap(does, prose(sheet.columns), &format!("  {}", pad(&word, 8)), &rest));
    }
    let rest = if view.note.is_some() { "any other line is noted; a" } else { "a" };
    page.extend(sheet.line(&format!("{rest} command may be cut short: /n")));
    page.extend(sheet.line(&countdown::told(&view.clock, now)));
    page
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::DateTime;

    use super::*;
    use crate::model::view::Countdown;

    fn view(note: Option<&str>, commands: &[Command]) -> TimedView {
        let wall = DateTime::parse_from_rfc3339("2026-03-02T12:00:00+01:00").unwrap();
        let end = Moment { wall, mono: Duration::ZERO };
        TimedView {
            title: "RAG".to_owned(),
            stage: "phase 1 of 7: clarify".to_owned(),
            goal: String::new(),
            body: String::new(),
            clock: Countdown { stage_ends: end, all_ends: end, stage_seconds: 300, paused: None },
            note: note.map(str::to_owned),
            commands: commands.to_vec(),
        }
    }

    #[test]
    fn a_line_is_noted_or_a_command() {
        let view = view(Some(""), &[Command::Next, Command::Pause, Command::Edit, Command::End]);
        let noted = |line: &str| Meant::Jotted(line.to_owned());
        let wrong = |line: &str| Meant::Wrong(line.to_owned());
        let table = [
            ("10k QPS at peak ", noted("10k QPS at peak")),
            ("  - indented\twith a tab", noted("  - indented\twith a tab")),
            ("", noted("")),
            ("\u{feff}first", noted("first")),
            ("a/b and c", noted("a/b and c")),
            ("//api/v1", noted("/api/v1")),
            ("\u{1b}[31mred\u{7}", noted("[31mred")),
            ("/next", Meant::Command(Command::Next)),
            (" /NEXT ", Meant::Command(Command::Next)),
            ("/n", Meant::Command(Command::Next)),
            ("/pa", Meant::Command(Command::Pause)),
            ("/ed", Meant::Command(Command::Edit)),
            ("/end", Meant::Command(Command::End)),
            ("/h", Meant::Help),
            ("/t", Meant::Time),
            ("/e", wrong("/e may be /edit or /end")),
            ("/ask", wrong("/ask means nothing now; known are /next /pause /edit /end /time /help")),
            (
                "/end of the line",
                wrong(
                    "/end of the line is no command; known are /next /pause /edit /end /time /help; \
                     two slashes begin a line of the note with one",
                ),
            ),
            (
                "/",
                wrong(
                    "/ is no command; known are /next /pause /edit /end /time /help; \
                     two slashes begin a line of the note with one",
                ),
            ),
        ];
        for (line, expected) in table {
            assert_eq!(meant(line, &view), expected, "{line:?}");
        }
    }

    #[test]
    fn where_nothing_is_written_a_line_is_nothing() {
        let view = view(None, &[Command::Next]);
        let wrong = |line: &str| Meant::Wrong(line.to_owned());
        let table = [
            ("", Meant::Nothing),
            (" ", Meant::Nothing),
            ("/next", Meant::Command(Command::Next)),
            ("next", wrong("nothing is written here; known are /next /time /help")),
            ("//x", wrong("//x is no command; known are /next /time /help")),
        ];
        for (line, expected) in table {
            assert_eq!(meant(line, &view), expected, "{line:?}");
        }
    }
}
