//! The plain face, driven as a sitting drives it: views in, text and replies out.

mod behaviour;
mod hostile;
mod pages;
#[cfg(unix)]
mod terminal;
mod timed;
mod told;

use std::{cell::RefCell, collections::VecDeque, io, rc::Rc, time::Duration};

use super::*;
use crate::{
    clock::Clock,
    model::{
        Day, Form, Grade, Title,
        view::{Back, CardView, Choice, Why},
    },
};

/// A source that gives what it was told to, and notes how long it was asked to wait.
#[derive(Clone, Default)]
struct Queue {
    incoming: Rc<RefCell<VecDeque<Incoming>>>,
    waits: Rc<RefCell<Vec<Option<Duration>>>>,
}

impl Lines for Queue {
    fn next(&mut self, wait: Option<Duration>) -> Incoming {
        self.waits.borrow_mut().push(wait);
        self.incoming.borrow_mut().pop_front().unwrap_or(Incoming::End)
    }
}

/// A clock that passes a minute whenever it is asked.
struct Minutes(RefCell<u64>);

impl Clock for Minutes {
    fn now(&self) -> Moment {
        moment(*self.0.borrow())
    }

    fn wait(&self, until: &Moment) -> Duration {
        let now = self.now();
        *self.0.borrow_mut() += 60;
        (until.wall - now.wall).to_std().unwrap_or_default()
    }
}

/// A moment so many seconds after nine o'clock.
fn moment(seconds: u64) -> Moment {
    let nine = chrono::DateTime::parse_from_rfc3339("2026-03-01T09:00:00+01:00").unwrap();
    let mono = Duration::from_secs(seconds);
    Moment { wall: nine + mono, mono }
}

/// What was written.
#[derive(Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A face on paper.
struct Desk {
    face: Plain,
    paper: Paper,
    queue: Queue,
}

impl Desk {
    fn new(columns: usize, terminal: bool, four_keys: bool) -> Self {
        let (paper, queue) = (Paper::default(), Queue::default());
        let frame = Frame { columns: Columns::Fixed(columns), terminal, four_keys };
        let clock = Rc::new(Minutes(RefCell::new(0)));
        let face = Plain::new(Box::new(queue.clone()), Box::new(paper.clone()), frame, clock);
        Self { face, paper, queue }
    }

    fn piped() -> Self {
        Self::new(80, false, false)
    }

    /// Lets something come in next.
    fn comes(&self, incoming: impl IntoIterator<Item = Incoming>) {
        self.queue.incoming.borrow_mut().extend(incoming);
    }

    /// Asks once, with a line typed.
    fn ask(&mut self, view: &View, line: &str) -> Reply {
        self.comes([Incoming::Line(line.to_owned())]);
        self.face.ask(view, None)
    }

    /// What was written since the last time.
    fn read(&self) -> String {
        String::from_utf8(std::mem::take(&mut self.paper.0.borrow_mut())).unwrap()
    }
}

/// The first page of a view on so many columns, up to its prompt.
fn page(view: &View, columns: usize) -> String {
    let mut desk = Desk::new(columns, true, false);
    desk.ask(view, "q");
    desk.read()
}

fn view(card: CardView) -> View {
    View::Card(Box::new(card))
}

fn front() -> CardView {
    CardView {
        done: 3,
        left: 12,
        again: 1,
        minutes_left: Some(14),
        section: "ML Fundamentals".to_owned(),
        topic: Title { name: "Dropout".to_owned(), promise: Some("why it works, training vs inference".to_owned()) },
        id: "dropout-inverted".to_owned(),
        why: Why::Due,
        form: Form::Basic,
        core: true,
        question: "Why does inverted dropout divide the kept activations by the keep probability during training?"
            .to_owned(),
        back: None,
        last: false,
        learnable: false,
    }
}

/// Outcomes of a review: failures tomorrow, passes in six days, below good again today.
fn reviewed() -> Vec<Choice> {
    let today: Day = "2026-03-01".parse().unwrap();
    Grade::ALL.map(|grade| choice(grade, today, if grade.passes() { 6 } else { 1 }, true)).to_vec()
}

fn choice(grade: Grade, today: Day, days: i64, counts: bool) -> Choice {
    Choice { grade, due: Some(today.plus(days)), days, counts, again: grade < Grade::GOOD }
}

fn back() -> CardView {
    let back = Back {
        answer: "So that the expected activation stays what it was: inference then needs no scaling at all.".to_owned(),
        note: "E[mask · h / p] = h for a keep probability p. The first paper scaled at inference instead.".to_owned(),
        source: "Srivastava et al. 2014".to_owned(),
        choices: reviewed(),
    };
    CardView { back: Some(back), ..front() }
}

fn learning() -> CardView {
    let card = back();
    let back = card.back.map(|back| Back { choices: Vec::new(), ..back });
    CardView { why: Why::New, back, ..card }
}

fn cloze() -> CardView {
    let back = Back { answer: "variance".to_owned(), note: String::new(), source: String::new(), choices: reviewed() };
    CardView {
        form: Form::Cloze,
        core: false,
        question: "Bagging lowers the [… a moment] of a learner; boosting lowers its bias.".to_owned(),
        back: Some(back),
        ..front()
    }
}

fn answerless() -> CardView {
    CardView {
        done: 0,
        again: 0,
        minutes_left: None,
        why: Why::New,
        form: Form::Answerless,
        question: "Backpropagation".to_owned(),
        topic: Title { name: "Backpropagation".to_owned(), promise: Some("can derive for 2-layer net".to_owned()) },
        learnable: true,
        ..front()
    }
}

fn points() -> View {
    View::Points { title: Title { name: "Backpropagation".to_owned(), promise: None } }
}

fn question() -> View {
    let answers = vec![('y', "begin".to_owned()), ('n', "end here".to_owned())];
    View::Choice { question: "the day has turned: begin a new sitting?".to_owned(), answers, piped: false }
}

fn all_views() -> Vec<View> {
    let cards = [front(), back(), learning(), cloze(), answerless()].map(view);
    cards.into_iter().chain([points(), View::Closing { undoable: true }, question()]).collect()
}
