//! A story with all that is known of it: what lists, checks and reports are made of.

use super::{
    check::{Measure, Warning},
    matrix::{Column, Matrix},
    rubric::{State, Told},
};
use crate::model::{Day, Memory, Part, Signal, StoryType, Telling, Texts};

/// A part that was changed on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The part.
    pub part: Part,
    /// As drill has it, or was told it now.
    pub mine: String,
    /// As the file has it.
    pub theirs: String,
}

/// A story with all that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Its public name.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The heading above that.
    pub section: String,
    /// The kind of story it is; none only if no file says anything of it.
    pub kind: Option<StoryType>,
    /// Its texts.
    pub texts: Texts,
    /// The parts that were changed on both sides.
    pub clashes: Vec<Clash>,
    /// What it is heard as.
    pub signals: Vec<Signal>,
    /// How far it has come.
    pub state: State,
    /// What is to be mended.
    pub warnings: Vec<Warning>,
    /// How long it is.
    pub measure: Measure,
    /// Its tellings that stand, oldest first, each with its day.
    pub tellings: Vec<(Day, Telling)>,
    /// When it is to be told again.
    pub memory: Memory,
    /// Set aside by the user.
    pub suspended: bool,
    /// It can be told, is in use, and was never told or is due.
    pub waiting: bool,
}

impl Overview {
    /// Its tellings in full length.
    pub fn full_tellings(&self) -> Vec<Told> {
        let full = self.tellings.iter().filter(|(_, telling)| !telling.short);
        full.map(|(day, telling)| Told { day: *day, passed: telling.passed }).collect()
    }

    /// The day it was last told in full length.
    pub fn last_told(&self) -> Option<Day> {
        self.full_tellings().last().map(|told| told.day)
    }

    /// How often it passed.
    pub fn passes(&self) -> usize {
        self.full_tellings().iter().filter(|told| told.passed).count()
    }
}

/// Signals x stories.
pub fn matrix(stories: &[Overview]) -> Matrix {
    let column = |story: &Overview| Column {
        title: story.heading.clone(),
        id: story.id.clone(),
        state: story.state,
        signals: story.signals.clone(),
    };
    Matrix::of(stories.iter().map(column).collect())
}
