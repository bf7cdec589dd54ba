//! After the bell: the own verdict, the lists, the levels, one line to remember it by.
//!
//! What is asked next follows from what the state has answered, so that a marking that was put aside goes on with the
//! question that was on the screen.

use super::{
    Effect,
    machine::Mock,
    rubric::{self, Proposal},
};
use crate::model::{
    Moment,
    mock::{Level, Mark, Marking},
    scenario::{Criterion, Dimension},
    view::{CheckItem, Notice, Reply, View},
};

/// A longer line does not fit a cell of a table.
const LONGEST_REMARK: usize = 200;

/// A question within a question: what is lost when the mock is put aside.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    /// The dimension whose level is being set.
    setting: Option<Dimension>,
    /// The level that still wants its word why.
    level: Option<Level>,
    /// The finished mock could not be written.
    pub(super) retry: bool,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Hire,
    Weakest,
    List(Dimension),
    Levels,
    Level(Dimension),
    Why(Dimension, Level),
    Remark,
    Retry,
}

impl Mock {
    /// Asks what is to be asked next, or hands the finished mock over.
    pub(super) fn mark(&mut self, now: Moment) -> Vec<Effect> {
        match self.question() {
            Some(question) => vec![Effect::Ask(self.draw(question), None)],
            None => self.finish(now),
        }
    }

    /// An answer after the bell.
    pub(super) fn marked(&mut self, reply: Reply, now: Moment) -> Vec<Effect> {
        let Some(question) = self.question() else { return self.finish(now) };
        let unknown = match &reply {
            Reply::Chosen(key) => key.to_string(),
            Reply::Unknown(key) => key.clone(),
            _ => String::new(),
        };
        let mut effects = match self.answer(question, reply) {
            Some(true) => vec![self.save(now)],
            None if !unknown.is_empty() => vec![Effect::Tell(Notice::UnknownKey(unknown))],
            _ => Vec::new(),
        };
        effects.extend(self.mark(now));
        effects
    }

    fn question(&self) -> Option<Question> {
        let marking = self.state.marking.as_ref()?;
        if self.desk.retry {
            return Some(Question::Retry);
        }
        if marking.hire.is_none() {
            return Some(Question::Hire);
        }
        if marking.weakest.is_none() {
            return Some(Question::Weakest);
        }
        let waiting = self.scenario.rubric.iter().find(|criterion| self.is_list_open(marking, criterion));
        if let Some(criterion) = waiting {
            return Some(Question::List(criterion.dimension));
        }
        if !marking.agreed {
            return Some(match (self.desk.setting, self.desk.level) {
                (Some(dimension), Some(level)) => Question::Why(dimension, level),
                (Some(dimension), None) => Question::Level(dimension),
                (None, _) => Question::Levels,
            });
        }
        marking.remark.is_none().then_some(Question::Remark)
    }

    /// True for a list that is still to be ticked, or whose points changed since it was.
    fn is_list_open(&self, marking: &Marking, criterion: &Criterion) -> bool {
        let reached = rubric::is_reached(criterion.dimension, &rubric::times(&self.state));
        let listed = !criterion.points.is_empty() && criterion.dimension != Dimension::Communication && reached;
        listed && (rubric::ticked(marking, criterion).is_none() || marking.again.contains(&criterion.dimension))
    }

    /// Takes an answer: true when the state changed, false when only the question did, none when it meant nothing.
    fn answer(&mut self, question: Question, reply: Reply) -> Option<bool> {
        let marking = self.state.marking.as_mut()?;
        match (question, reply) {
            (Question::Hire, Reply::Chosen(key @ ('y' | 'n'))) => marking.hire = Some(key == 'y'),
            (Question::Weakest, Reply::Chosen(key)) => marking.weakest = Some(self.phases.get(place(key)?)?.0),
            (Question::List(dimension), Reply::Ticked(mut ticked)) => {
                let criterion = self.scenario.rubric.iter().find(|criterion| criterion.dimension == dimension)?;
                ticked.resize(criterion.points.len(), false);
                marking.ticked.retain(|(known, _)| *known != dimension);
                marking.again.retain(|known| *known != dimension);
                marking.ticked.push((dimension, ticked));
            }
            (Question::Levels, Reply::Chosen('y')) => marking.agreed = true,
            (Question::Levels, Reply::Chosen('b')) => {
                marking.again = marking.ticked.iter().map(|(dimension, _)| *dimension).collect();
            }
            (Question::Levels, Reply::Chosen(key)) => {
                self.desk.setting = Some(*Dimension::ALL.get(place(key)?)?);
                return Some(false);
            }
            (Question::Level(_), Reply::Chosen('k')) => {
                self.desk.setting = None;
                return Some(false);
            }
            (Question::Level(dimension), Reply::Chosen(key)) => {
                let level = *Level::ALL.get(place(key)?)?;
                return Some(self.choose(dimension, level));
            }
            (Question::Why(dimension, level), reply) => {
                let why = line(reply)?;
                self.desk = Desk::default();
                // Without a word the level stays what it was.
                if why.is_empty() {
                    return Some(false);
                }
                marking.levels.retain(|mark| mark.dimension != dimension);
                marking.levels.push(Mark { dimension, level, why });
            }
            (Question::Remark, reply) => marking.remark = Some(line(reply)?.chars().take(LONGEST_REMARK).collect()),
            (Question::Retry, Reply::Chosen('r')) => {
                self.desk.retry = false;
                return Some(false);
            }
            _ => return None,
        }
        Some(true)
    }

    /// A level chosen by hand: the proposed one needs no word, any other does.
    fn choose(&mut self, dimension: Dimension, level: Level) -> bool {
        if self.proposal(dimension).and_then(Proposal::level) == Some(level) {
            self.desk = Desk::default();
            if let Some(marking) = &mut self.state.marking {
                marking.levels.retain(|mark| mark.dimension != dimension);
            }
            return true;
        }
        self.desk.level = Some(level);
        false
    }

    fn proposal(&self, dimension: Dimension) -> Option<Proposal> {
        self.state.marking.as_ref()?;
        Some(rubric::propose(dimension, &self.scenario, &self.state, &rubric::times(&self.state)))
    }

    fn draw(&self, question: Question) -> View {
        match question {
            Question::Hire => choice(
                "your own verdict first, before the rubric: on this interview, would you hire yourself?",
                vec![('y', "hire".to_owned()), ('n', "no hire".to_owned())],
            ),
            Question::Weakest => {
                let phases = self.phases.iter().enumerate();
                choice(
                    "which phase was your weakest?",
                    phases.map(|(at, (phase, _))| (digit(at), phase.to_string())).collect(),
                )
            }
            Question::List(dimension) => self.list(dimension),
            Question::Levels => self.levels(),
            Question::Level(dimension) => self.level(dimension),
            Question::Why(dimension, level) => View::Line {
                question: format!("{}: why level {}, in a word? (empty: it stays)", dimension.name(), level.number()),
            },
            Question::Remark => {
                View::Line { question: "one line to remember this mock by, for the tracker (may be empty)".to_owned() }
            }
            Question::Retry => choice("the mock could not be written", vec![('r', "try again".to_owned())]),
        }
    }

    fn list(&self, dimension: Dimension) -> View {
        let criterion = self.scenario.rubric.iter().find(|criterion| criterion.dimension == dimension);
        let ticked = self.state.marking.as_ref().zip(criterion).and_then(|(all, one)| rubric::ticked(all, one));
        let points = criterion.map_or(&[][..], |criterion| &criterion.points);
        let items = points.iter().enumerate().map(|(at, point)| CheckItem {
            text: if point.senior { format!("★ {}", point.text) } else { point.text.clone() },
            ticked: ticked.as_ref().and_then(|ticked| ticked.get(at)).copied().unwrap_or(false),
        });
        let weight = dimension.weight();
        View::Checklist {
            question: format!("{} ({weight} % of the score): tick what you said or wrote", dimension.name()),
            items: items.collect(),
            beside: self.state.note.clone(),
        }
    }

    fn levels(&self) -> View {
        let mut answers = vec![('y', "these levels stand".to_owned())];
        for (at, dimension) in Dimension::ALL.into_iter().enumerate() {
            let Some(proposal) = self.proposal(dimension) else { continue };
            let words = match (self.mark_of(dimension), proposal.level()) {
                (Some(mark), _) => format!("{}, by hand: {}", said(mark.level), mark.why),
                (None, Some(level)) => format!("{} ({})", said(level), proposal.words()),
                (None, None) => format!("not scored ({})", proposal.words()),
            };
            answers.push((digit(at), format!("{}: {words}", dimension.name())));
        }
        answers.push(('b', "back to the lists".to_owned()));
        choice("the levels that follow; a digit changes one", answers)
    }

    fn level(&self, dimension: Dimension) -> View {
        let proposal = self.proposal(dimension);
        let present = self.mark_of(dimension).map(|mark| mark.level).or(proposal.and_then(Proposal::level));
        let keep = present.map_or("it stays not scored".to_owned(), |level| format!("it stays {}", said(level)));
        let mut answers = vec![('k', keep)];
        let criterion = self.scenario.rubric.iter().find(|criterion| criterion.dimension == dimension);
        for level in Level::ALL {
            let looks = criterion.map_or("", |criterion| criterion.levels[level.index()].trim());
            let looks = if looks.is_empty() { level.word() } else { looks };
            answers.push((digit(level.index()), looks.to_owned()));
        }
        let reason = proposal.map_or(String::new(), |proposal| format!(" ({})", proposal.words()));
        choice(&format!("{}{reason}: which level is it?", dimension.name()), answers)
    }

    fn mark_of(&self, dimension: Dimension) -> Option<&Mark> {
        self.state.marking.as_ref()?.levels.iter().find(|mark| mark.dimension == dimension)
    }
}

fn said(level: Level) -> String {
    format!("{} {}", level.number(), level.word())
}

/// The key of a place in a list, from 1 on.
fn digit(place: usize) -> char {
    u32::try_from(place + 1).ok().and_then(|number| char::from_digit(number, 10)).unwrap_or('0')
}

fn place(key: char) -> Option<usize> {
    usize::try_from(key.to_digit(10)?).ok()?.checked_sub(1)
}

fn choice(question: &str, answers: Vec<(char, String)>) -> View {
    View::Choice { question: question.to_owned(), answers, piped: true }
}

/// A line, whatever the face took it for.
fn line(reply: Reply) -> Option<String> {
    let text = match reply {
        Reply::Jotted(line) | Reply::Note(line) => line,
        Reply::Lines(lines) => lines.join(" "),
        Reply::Reveal => String::new(),
        _ => return None,
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
