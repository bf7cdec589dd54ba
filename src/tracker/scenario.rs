//! The scenario table: found by the words of its header, columns in any order.

use std::ops::Range;

use super::status::Status;
use crate::model::name::normalise;

/// One row of a scenario table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioRow {
    /// Its line, from 1.
    pub line: usize,
    /// The scenario, Markdown rendered away.
    pub scenario: String,
    /// The cell of its status.
    pub status: Cell,
    /// The cell of its notes, if the table has such a column and the row reaches it.
    pub notes: Option<Cell>,
}

impl ScenarioRow {
    /// What its status cell says.
    pub fn understood(&self) -> Status {
        Status::understand(&self.status.text)
    }
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The bytes between its pipes, padding included, in the original file.
    pub range: Range<usize>,
    /// What stands in it, padding and escapes removed.
    pub text: String,
}

/// Which column holds what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) scenario: usize,
    pub(super) status: usize,
    pub(super) notes: Option<usize>,
}

impl Columns {
    /// The columns of a scenario table by its header, none if it is another table.
    pub(super) fn find(header: &[String]) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|name| normalise(name)).collect();
        let says =
            |name: &str, stem: &str| name.split(' ').any(|word| word == stem || word.strip_suffix('s') == Some(stem));
        let status = names.iter().position(|name| says(name, "statu") || says(name, "status"))?;
        let free = |at: usize, stem: &str| at != status && says(&names[at], stem);
        let mut stems = ["scenario", "szenario", "szenarien", "prompt", "system", "design", "question"].into_iter();
        let scenario = stems.find_map(|stem| (0..names.len()).find(|at| free(*at, stem)))?;
        let notes = "note|comment|remark|notiz|notizen|bemerkung|bemerkungen|kommentar|kommentare".split('|');
        let notes = notes.filter_map(|stem| (0..names.len()).find(|at| free(*at, stem))).find(|at| *at != scenario);
        Some(Self { scenario, status, notes })
    }
}

/// The cells of a row, given its bytes from the first to the last: between unescaped pipes, without the outer ones.
pub(super) fn split(text: &str, row: Range<usize>) -> Vec<Cell> {
    let line = text[row.clone()].trim_end();
    let start = row.start + (line.len() - line.trim_start().len());
    let bytes = text.as_bytes();
    let end = row.start + line.len();
    let mut cells = Vec::new();
    let mut from = start + usize::from(bytes.get(start) == Some(&b'|') && start < end);
    let mut at = from;
    while at < end {
        match bytes[at] {
            b'\\' => at += 1,
            b'|' => {
                cells.push(cell(text, from..at));
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if from < end {
        cells.push(cell(text, from..end));
    }
    cells
}

fn cell(text: &str, range: Range<usize>) -> Cell {
    Cell { text: text[range.clone()].trim().replace("\\|", "|"), range }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_words() {
        let table = [
            ("Scenario|Status|Notes", Some((0, 1, Some(2)))),
            ("Notes|✅ Status|# System design scenarios", Some((2, 1, Some(0)))),
            ("#|Question|Date|STATUS", Some((1, 3, None))),
            ("Design prompt|Design status", Some((0, 1, None))),
            ("Company|Role|Status|Next Step|Date", None),
            ("Scenario|Notes", None),
            ("Status", None),
            ("", None),
        ];
        for (header, columns) in table {
            let header: Vec<String> = header.split('|').map(str::to_owned).collect();
            let found = Columns::find(&header).map(|found| (found.scenario, found.status, found.notes));
            assert_eq!(found, columns, "{header:?}");
        }
    }

    #[test]
    fn cells_stand_between_unescaped_pipes() {
        let table: [(&str, &[&str]); 8] = [
            ("| a | b |", &[" a ", " b "]),
            ("a|b", &["a", "b"]),
            ("|a||", &["a", ""]),
            ("| a \\| b | c", &[" a \\| b ", " c"]),
            ("| a \\\\| b |", &[" a \\\\", " b "]),
            ("  | ⬜ |\r", &[" ⬜ "]),
            ("| a \\", &[" a \\"]),
            ("|", &[]),
        ];
        for (row, cells) in table {
            let found: Vec<&str> = split(row, 0..row.len()).into_iter().map(|cell| &row[cell.range]).collect();
            assert_eq!(found, cells, "{row}");
        }
    }
}
