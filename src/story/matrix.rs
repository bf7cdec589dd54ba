//! The matrix of signals and stories, which shows what no story shows.

use crate::model::Signal;

use super::rubric::State;

/// How a story covers a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cover {
    /// It is not about it.
    None,
    /// It would be, and is not written.
    Planned,
    /// It is written.
    Written,
    /// It was told and passed.
    Passed,
}

impl Cover {
    /// Its word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Planned => "planned",
            Self::Written => "written",
            Self::Passed => "passed",
        }
    }
}

/// A story as the matrix sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Its public name.
    pub id: String,
    /// How far it has come.
    pub state: State,
    /// What it is heard as.
    pub signals: Vec<Signal>,
}

/// Signals x stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The stories.
    pub columns: Vec<Column>,
    /// For each signal, how each story covers it.
    pub rows: Vec<(Signal, Vec<Cover>)>,
}

impl Matrix {
    /// The matrix of some stories.
    pub fn of(columns: Vec<Column>) -> Self {
        let row = |signal| (signal, columns.iter().map(|column| cover(column, signal)).collect());
        Self { rows: Signal::ALL.into_iter().map(row).collect(), columns }
    }

    /// The signals that no written story shows.
    pub fn holes(&self) -> Vec<Signal> {
        let open = |covers: &[Cover]| covers.iter().all(|cover| *cover < Cover::Written);
        self.rows.iter().filter(|(_, covers)| open(covers)).map(|(signal, _)| *signal).collect()
    }
}

fn cover(column: &Column, signal: Signal) -> Cover {
    if !column.signals.contains(&signal) {
        return Cover::None;
    }
    match column.state {
        State::Empty | State::Draft => Cover::Planned,
        State::Written | State::Told => Cover::Written,
        State::Passed | State::Ready => Cover::Passed,
    }
}
