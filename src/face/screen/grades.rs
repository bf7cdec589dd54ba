//! The grades with their words and next due days, as rich as the window allows.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::theme::Theme;
use crate::{
    face::keys::Scale,
    model::{Grade, view::Choice},
};

/// Columns of a cell that holds a day.
const CELL: usize = 13;
/// Columns of a line that tells all about one grade.
const LINE: usize = 30;

struct Cell {
    grade: Grade,
    label: String,
    due: String,
    when: String,
    short: String,
}

impl Cell {
    fn of(choice: &Choice, scale: Scale) -> Option<Self> {
        let label = scale.label(choice.grade)?;
        let due = choice.due.map_or("no due day".to_owned(), |due| due.to_string());
        let (when, short) = match (choice.due, choice.days) {
            (None, _) => (String::new(), String::new()),
            _ if !choice.counts => ("stays due".to_owned(), String::new()),
            (_, 1) => ("tomorrow".to_owned(), "1 d".to_owned()),
            (_, days) => (format!("in {days} days"), format!("{days} d")),
        };
        Some(Self { grade: choice.grade, label, due, when, short })
    }
}

/// Lines of the grades on so many columns and at most so many rows.
pub(super) fn lay(
    choices: &[Choice],
    scale: Scale,
    proposed: Option<Grade>,
    theme: Theme,
    (width, rows): (usize, usize),
) -> Vec<Line<'static>> {
    let cells: Vec<Cell> = choices.iter().filter_map(|choice| Cell::of(choice, scale)).collect();
    if cells.is_empty() {
        return Vec::new();
    }
    let label = |cell: &Cell| {
        let pointer = if proposed == Some(cell.grade) { theme.pointer() } else { "" };
        let style = theme.grade(cell.grade);
        let style = if pointer.is_empty() { style } else { style.patch(theme.chosen()) };
        Span::styled(format!("{pointer}{}", cell.label), style)
    };
    let cell_width = (width / cells.len()).min(CELL + 6);
    if is_still(choices) {
        let labels = cells.iter().flat_map(|cell| padded(label(cell), cell_width)).collect::<Vec<_>>();
        if cell_width >= CELL {
            return vec![Line::from(labels)];
        }
        return lay_close(&cells, &label, theme, (width, rows));
    }
    if cell_width >= CELL && rows >= 3 {
        let row = |span: &dyn Fn(&Cell) -> Span<'static>| {
            Line::from(cells.iter().flat_map(|cell| padded(span(cell), cell_width)).collect::<Vec<_>>())
        };
        let plain = |cell: &Cell| Span::raw(cell.due.clone());
        let quiet = |cell: &Cell| Span::styled(cell.when.clone(), theme.quiet());
        return vec![row(&label), row(&plain), row(&quiet)];
    }
    if width >= LINE && rows >= cells.len() {
        let widest = cells.iter().map(|cell| cell.label.width()).max().unwrap_or(0) + 3;
        let line = |cell: &Cell| {
            let mut spans = padded(label(cell), widest);
            spans.push(Span::raw(cell.due.clone()));
            spans.push(Span::styled(format!("  {}", cell.when), theme.quiet()));
            Line::from(spans)
        };
        return cells.iter().map(line).collect();
    }
    lay_close(&cells, &label, theme, (width, rows))
}

/// Several grades on a line, each with the days to its due day; without them where even that is too much.
fn lay_close(
    cells: &[Cell],
    label: &dyn Fn(&Cell) -> Span<'static>,
    theme: Theme,
    (width, rows): (usize, usize),
) -> Vec<Line<'static>> {
    for with_days in [true, false] {
        let days = |cell: &Cell| match cell.short.as_str() {
            short if with_days && !short.is_empty() => format!(" {short}"),
            _ => String::new(),
        };
        let size = |cell: &Cell| label(cell).content.width() + days(cell).width();
        for across in (1..=cells.len()).rev().filter(|across| cells.len().div_ceil(*across) <= rows) {
            let column = |at: usize| cells.iter().skip(at).step_by(across).map(size).max().unwrap_or(0);
            let columns: Vec<usize> = (0..across).map(column).collect();
            let bare: usize = columns.iter().sum();
            if bare + across - 1 > width {
                continue;
            }
            let gap = if bare + 3 * (across - 1) <= width { 3 } else { 1 };
            let set = |row: &[Cell]| {
                let cell = |(cell, column): (&Cell, &usize)| {
                    let blanks = column + gap - size(cell);
                    [label(cell), Span::styled(days(cell), theme.quiet()), Span::raw(" ".repeat(blanks))]
                };
                Line::from(row.iter().zip(&columns).flat_map(cell).collect::<Vec<_>>())
            };
            return cells.chunks(across).map(set).collect();
        }
    }
    Vec::new()
}

/// True when no grade moves anything: a further answer on the same day.
fn is_still(choices: &[Choice]) -> bool {
    choices.iter().all(|choice| !choice.counts && choice.due == choices[0].due)
}

/// What holds for several grades together, the longer wording first.
pub(super) fn legends(choices: &[Choice], scale: Scale) -> Vec<String> {
    if choices.is_empty() {
        let shown = "only shown: it comes again today, and that answer counts";
        return vec![shown.to_owned(), "only shown: comes again".to_owned()];
    }
    let keys: Vec<char> = choices
        .iter()
        .filter(|choice| choice.again)
        .filter_map(|choice| scale.label(choice.grade)?.chars().next())
        .collect();
    let again = match keys.as_slice() {
        [] => None,
        [only] => Some(format!("{only} comes again today")),
        [first, .., last] => Some(format!("{first}-{last} come again today")),
    };
    let still = choices[0].due.filter(|_| is_still(choices)).map(|due| format!("stays due {due}"));
    let both = still.iter().chain(&again).cloned().collect::<Vec<_>>().join("; ");
    [Some(both), still, again].into_iter().flatten().filter(|legend| !legend.is_empty()).collect()
}

fn padded(span: Span<'static>, width: usize) -> Vec<Span<'static>> {
    let blanks = width.saturating_sub(span.content.width()).max(1);
    vec![span, Span::styled(" ".repeat(blanks), Style::new())]
}
