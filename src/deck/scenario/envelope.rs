//! The envelope of a scenario file: each figure is read, and computed again from the lines above it.

use std::collections::HashMap;

use super::{
    items::{Item, items},
    outline::Section,
    problem::{Problem, ProblemKind},
    sum::{self, Names, SumError},
};
use crate::model::scenario::Figure;

/// A written value may be this share of the true one away: a figure is rounded for the head.
const TOLERANCE: f64 = 0.005;

/// Reads the section `Envelope`; a line that is no figure costs itself.
pub(super) fn envelope(section: &Section<'_>, problems: &mut Vec<Problem>) -> Vec<Figure> {
    let list = items(&section.rows, problems);
    let mut reader = Reader { names: Names::new(), lines: HashMap::new(), problems };
    list.iter().filter_map(|item| reader.figure(item)).collect()
}

struct Reader<'a> {
    names: Names,
    /// The line in which each name stands.
    lines: HashMap<String, usize>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    /// Reads `name = number | remark` or `name = sum = value | remark`.
    fn figure(&mut self, item: &Item) -> Option<Figure> {
        let (figure, remark) = item.text.split_once('|').unwrap_or((&item.text, ""));
        let mut cells = Vec::new();
        let mut at = 0;
        for cell in figure.split('=') {
            cells.push((at + cell.len() - cell.trim_start().len(), cell.trim()));
            at += cell.len() + 1;
        }
        let (name, written, value) = match cells[..] {
            [name, value] => (name, None, value),
            [name, sum, value] => (name, Some(sum), value),
            _ => {
                self.problems.push(item.problem(ProblemKind::NoFigure));
                return None;
            }
        };
        let known = self.name(item, name)?;
        let says = sum::number(value.1);
        if says.is_none() {
            self.problems.push(item.problem_at(value.0, bad_number(value.1)));
        }
        let is = match written {
            Some(written) => self.compute(item, name.1, written, value, says),
            None => says,
        };
        if known {
            self.names.insert(name.1.to_owned(), is.or(says));
        }
        if remark.trim().is_empty() {
            self.problems.push(item.problem(ProblemKind::NoRemark { name: name.1.to_owned() }));
        }
        says?;
        Some(Figure {
            name: name.1.to_owned(),
            expression: written.map(|(_, text)| text.to_owned()),
            value: value.1.to_owned(),
            remark: remark.trim().to_owned(),
        })
    }

    /// Whether the name is a new one; none if it cannot be a name at all.
    fn name(&mut self, item: &Item, (at, name): (usize, &str)) -> Option<bool> {
        let fits = name.starts_with(sum::is_name_start) && name.chars().all(sum::is_name);
        if !fits {
            let what =
                if name.is_empty() { ProblemKind::NoFigure } else { ProblemKind::BadName { found: name.to_owned() } };
            self.problems.push(item.problem_at(at, what));
            return None;
        }
        if let Some(line) = self.lines.get(name) {
            self.problems.push(item.problem_at(at, ProblemKind::SecondFigure { name: name.to_owned(), line: *line }));
            return Some(false);
        }
        self.lines.insert(name.to_owned(), item.line());
        Some(true)
    }

    /// The value of a sum, held against the one that was written.
    fn compute(
        &mut self,
        item: &Item,
        name: &str,
        (at, text): (usize, &str),
        value: (usize, &str),
        says: Option<f64>,
    ) -> Option<f64> {
        let is = match sum::evaluate(text, &self.names, self.problems.len()) {
            Ok(is) => is,
            Err((_, SumError::Unknowable)) => return None,
            Err((letter, error)) => {
                let byte = text.char_indices().nth(letter).map_or(text.len(), |(byte, _)| byte);
                self.problems.push(item.problem_at(at + byte, ProblemKind::BadSum(error)));
                return None;
            }
        };
        if says.is_some_and(|says| !agrees(is, says)) {
            let (name, says) = (name.to_owned(), value.1.to_owned());
            self.problems.push(item.problem_at(value.0, ProblemKind::WrongFigure { name, is: sum::shown(is), says }));
        }
        Some(is)
    }
}

/// Whether a written value is the true one, or rounded so that nobody is misled.
fn agrees(is: f64, says: f64) -> bool {
    (is - says).abs() <= TOLERANCE * is.abs() * (1.0 + 1e-9)
}

fn bad_number(found: &str) -> ProblemKind {
    if found.is_empty() { ProblemKind::NoFigure } else { ProblemKind::BadNumber { found: found.to_owned() } }
}
