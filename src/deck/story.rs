//! A file of a kind of story: what is asked, what is probed, which follow-ups come. Read in one pass, every slip
//! told at its place; what can still be used is used.

mod fault;
mod front;
mod load;
#[cfg(test)]
mod tests;

use crate::model::{FollowUp, Signal, StoryType};

pub use fault::{Fault, FaultKind};
pub use load::{Found, Loaded, find, fingerprint, is_story, load, load_files, shipped};

use fault::near;

/// A file of a kind of story, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedStory {
    /// The kind of story; none if the file lacks what it cannot do without.
    pub story: Option<StoryType>,
    /// What is wrong, in the order of the file.
    pub faults: Vec<Fault>,
}

/// The sections that a file may have.
const SECTIONS: [&str; 5] = ["Questions", "Probed", "Follow-ups", "Weak signals", "Guide"];
/// Follow-ups that make it worth while to draw one.
const ENOUGH: usize = 8;

/// Reads a file of a kind of story.
pub fn parse(text: &str) -> ParsedStory {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Vec::new();
    let front = front::read(text, &mut faults);
    let mut reader = Reader { faults, ..Reader::default() };
    for (at, line) in text.lines().enumerate().skip(front.lines) {
        reader.line(at + 1, line);
    }
    reader.close_followup();
    reader.finish(front)
}

/// Where in the file the reader stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Before,
    Questions,
    Probed,
    FollowUps,
    Weak,
    Guide,
    /// Under a heading that means nothing: told once, then passed over.
    Unknown,
}

#[derive(Debug, Default)]
struct Reader {
    place: Place,
    met: Vec<Place>,
    fence: bool,
    questions: Vec<String>,
    signals: Vec<(Signal, String)>,
    followups: Vec<FollowUp>,
    weak: Vec<String>,
    guide: String,
    /// The follow-up that is being read, with its line.
    open: Option<(usize, FollowUp, Field)>,
    faults: Vec<Fault>,
}

/// The field of a follow-up that an indented line goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Question,
    Strong,
    Weak,
    /// A field that means nothing.
    Lost,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            self.fence = !self.fence;
        }
        let heading = trimmed.trim_start_matches('#');
        let level = trimmed.len() - heading.len();
        if !self.fence && (1..=6).contains(&level) && heading.starts_with(' ') {
            match level {
                1 => return,
                2 => return self.section(number, heading.trim()),
                3 if self.place == Place::FollowUps => return self.followup(number, heading.trim()),
                _ => {}
            }
        }
        if self.place == Place::Guide {
            self.guide.push_str(line.trim_end());
            self.guide.push('\n');
            return;
        }
        if trimmed.is_empty() {
            return;
        }
        let bullet = trimmed.strip_prefix("- ").or_else(|| trimmed.strip_prefix("* ")).map(str::trim);
        let indented = line.starts_with([' ', '\t']);
        match (self.place, bullet) {
            (Place::Questions, Some(text)) => self.questions.push(text.to_owned()),
            (Place::Weak, Some(text)) => self.weak.push(text.to_owned()),
            (Place::Probed, Some(text)) => self.signal(number, text),
            (Place::FollowUps, bullet) => self.followup_line(number, trimmed, bullet, indented),
            (Place::Unknown, _) => {}
            (place, None) if indented && self.go_on(place, trimmed) => {}
            _ => self.fault(number, FaultKind::Stray),
        }
    }

    /// An indented line goes on with the item above it.
    fn go_on(&mut self, place: Place, text: &str) -> bool {
        let last = match place {
            Place::Questions => self.questions.last_mut(),
            Place::Weak => self.weak.last_mut(),
            Place::Probed => self.signals.last_mut().map(|(_, how)| how),
            _ => None,
        };
        last.is_some_and(|item| {
            item.push(' ');
            item.push_str(text);
            true
        })
    }

    fn section(&mut self, number: usize, heading: &str) {
        self.close_followup();
        self.place = match SECTIONS.iter().position(|name| name.eq_ignore_ascii_case(heading)) {
            Some(0) => Place::Questions,
            Some(1) => Place::Probed,
            Some(2) => Place::FollowUps,
            Some(3) => Place::Weak,
            Some(_) => Place::Guide,
            None => {
                let near = near(heading, &SECTIONS);
                self.fault(number, FaultKind::UnknownSection { found: heading.to_owned(), near });
                Place::Unknown
            }
        };
        if self.place != Place::Unknown && self.met.contains(&self.place) {
            self.fault(number, FaultKind::SecondSection { found: heading.to_owned() });
        }
        self.met.push(self.place);
    }

    fn signal(&mut self, number: usize, text: &str) {
        let (word, how) = text.split_once(':').unwrap_or((text, ""));
        match Signal::from_word(word) {
            Some(signal) if self.signals.iter().any(|(other, _)| *other == signal) => {
                self.fault(number, FaultKind::SecondSignal { found: signal.word() });
            }
            Some(signal) => self.signals.push((signal, how.trim().to_owned())),
            None => {
                let known: Vec<&str> = Signal::ALL.iter().map(|signal| signal.word()).collect();
                let near = near(word, &known);
                self.fault(number, FaultKind::UnknownSignal { found: word.trim().to_owned(), near });
            }
        }
    }

    fn followup(&mut self, number: usize, id: &str) {
        self.close_followup();
        let id = id.to_owned();
        let followup = FollowUp { id, question: String::new(), strong: String::new(), weak: String::new() };
        self.open = Some((number, followup, Field::Question));
    }

    fn followup_line(&mut self, number: usize, line: &str, bullet: Option<&str>, indented: bool) {
        let Some((_, followup, field)) = &mut self.open else { return self.fault(number, FaultKind::Stray) };
        if let Some(bullet) = bullet {
            let (name, text) = bullet.split_once(':').unwrap_or((bullet, ""));
            let to = match name.trim().to_ascii_lowercase().as_str() {
                "strong" => Field::Strong,
                "weak" => Field::Weak,
                _ => Field::Lost,
            };
            *field = to;
            let text = text.trim().to_owned();
            match to {
                Field::Strong => followup.strong = text,
                Field::Weak => followup.weak = text,
                _ => {
                    let found = name.trim().to_owned();
                    let near = near(&found, &["strong", "weak"]);
                    self.fault(number, FaultKind::UnknownField { found, near });
                }
            }
            return;
        }
        let text = match field {
            Field::Question => &mut followup.question,
            Field::Strong if indented => &mut followup.strong,
            Field::Weak if indented => &mut followup.weak,
            Field::Lost if indented => return,
            _ => return self.fault(number, FaultKind::Stray),
        };
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }

    fn close_followup(&mut self) {
        let Some((line, followup, _)) = self.open.take() else { return };
        let id = &followup.id;
        let fits = (1..=24).contains(&id.len())
            && id.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
        if !fits {
            self.fault(line, FaultKind::BadId { id: id.clone() });
        } else if self.followups.iter().any(|other| other.id == *id) {
            self.fault(line, FaultKind::DuplicateId { id: id.clone() });
        } else if followup.question.is_empty() {
            self.fault(line, FaultKind::NoQuestion { id: id.clone() });
        } else {
            if followup.strong.is_empty() {
                self.fault(line, FaultKind::NoStrong { id: id.clone() });
            }
            self.followups.push(followup);
        }
    }

    fn fault(&mut self, line: usize, what: FaultKind) {
        self.faults.push(Fault { line, col: 1, what });
    }

    fn finish(mut self, front: front::Front) -> ParsedStory {
        let lost = self.questions.is_empty();
        if lost {
            self.fault(1, FaultKind::NoQuestions);
        }
        if self.followups.len() < ENOUGH {
            let found = self.followups.len();
            self.fault(1, FaultKind::FewFollowUps { found });
        }
        if self.weak.is_empty() {
            self.fault(1, FaultKind::NoWeakSignals);
        }
        if self.signals.is_empty() && !front.general {
            self.fault(1, FaultKind::NoSignals);
        }
        self.faults.sort_by_key(|fault| (fault.line, fault.col));
        let story = match (front.id, front.title) {
            (Some(id), Some(title)) if !lost => Some(StoryType {
                id,
                title,
                aliases: front.aliases,
                general: front.general,
                questions: self.questions,
                signals: self.signals,
                followups: self.followups,
                weak: self.weak,
                guide: self.guide.trim().to_owned(),
            }),
            _ => None,
        };
        ParsedStory { story, faults: self.faults }
    }
}
