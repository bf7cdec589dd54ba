//! A scenario file as sections of lines: headings outside code, each line with its number in the file.

use crate::deck::lines::{Fence, Lines, Mark};

/// A line of a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// Its text, without its end.
    pub(super) text: &'a str,
    /// Whether it is code, its fence included.
    pub(super) is_code: bool,
}

impl<'a> Row<'a> {
    /// Level and text of the heading that the line is.
    pub(super) fn heading(&self) -> Option<(usize, &'a str)> {
        match Mark::of(self.text) {
            Mark::Heading(level, text) if !self.is_code => Some((level, text)),
            _ => None,
        }
    }
}

/// What stands under a heading of level 2.
#[derive(Debug)]
pub(super) struct Section<'a> {
    /// The text of the heading.
    pub(super) heading: &'a str,
    /// Its line in the file, from 1.
    pub(super) line: usize,
    /// The lines below it.
    pub(super) rows: Vec<Row<'a>>,
}

impl Section<'_> {
    /// The section as Markdown, line feeds only, without blank lines around it.
    pub(super) fn body(&self) -> String {
        let lines: Vec<&str> = self.rows.iter().map(|row| row.text).collect();
        crate::deck::parse::trim(&lines.join("\n")).to_owned()
    }
}

/// The body of a file.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    /// Text and line of the first heading of level 1.
    pub(super) title: Option<(&'a str, usize)>,
    /// Its sections, in file order.
    pub(super) sections: Vec<Section<'a>>,
    /// The line of a code fence that never closes.
    pub(super) open_fence: Option<usize>,
}

/// Takes the lines apart; a code fence that never closes hides no heading.
pub(super) fn outline(lines: Lines<'_>) -> Outline<'_> {
    let outline = read(lines.clone(), usize::MAX);
    match outline.open_fence {
        Some(line) => Outline { open_fence: Some(line), ..read(lines, line) },
        None => outline,
    }
}

/// As [`outline`], fences read up to line `end` only.
fn read(lines: Lines<'_>, end: usize) -> Outline<'_> {
    let mut outline = Outline::default();
    let mut fence: Option<(Fence, usize)> = None;
    for line in lines {
        let mut row = Row { number: line.number, text: line.text, is_code: fence.is_some() };
        match fence {
            Some((open, _)) if open.closed_by(line.text) => fence = None,
            Some(_) => {}
            None if line.number < end => {
                fence = Fence::opened_by(line.text).map(|open| (open, line.number));
                row.is_code = fence.is_some();
            }
            None => {}
        }
        match row.heading() {
            Some((1, text)) if outline.title.is_none() => outline.title = Some((text, row.number)),
            Some((2, heading)) => outline.sections.push(Section { heading, line: row.number, rows: Vec::new() }),
            _ => outline.sections.last_mut().into_iter().for_each(|section| section.rows.push(row)),
        }
    }
    outline.open_fence = fence.map(|(_, line)| line);
    outline
}
