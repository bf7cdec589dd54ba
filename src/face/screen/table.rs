//! A table fitted into so many columns: cells are wrapped; where even that is too narrow, a row becomes a list.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    flow::{Margin, Piece, flow, measure},
    theme::Theme,
};

/// Columns between two cells.
const GUTTER: usize = 3;

/// The cells of a table, row by row; the first row is its head.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<Vec<Piece>>>,
    row: Vec<Vec<Piece>>,
}

impl Table {
    pub(super) fn push(&mut self, cell: Vec<Piece>) {
        self.row.push(cell);
    }

    pub(super) fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// The lines of the table, at most `width` columns each.
    pub(super) fn lay(&self, width: usize, theme: Theme) -> Vec<Line<'static>> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |size: &dyn Fn(&Vec<Piece>) -> usize| -> Vec<usize> {
            let column = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(size).max().unwrap_or(0).max(1);
            (0..count).map(column).collect()
        };
        match fit(widest(&|cell| measure(cell)), &widest(&|cell| longest_word(cell)), width) {
            Some(columns) => self.lay_grid(&columns, theme),
            None => self.lay_lists(width, theme),
        }
    }

    fn lay_grid(&self, columns: &[usize], theme: Theme) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            lines.extend(lay_row(row, columns, theme));
            if at == 0 {
                let dashes: Vec<String> = columns.iter().map(|width| theme.rule().repeat(*width)).collect();
                let rule = dashes.join(&format!("{0}{1}{0}", theme.rule(), theme.cross()));
                lines.push(Line::from(Span::styled(rule, theme.quiet())));
            }
        }
        lines
    }

    /// Each row as lines of "head: cell".
    fn lay_lists(&self, width: usize, theme: Theme) -> Vec<Line<'static>> {
        let Some((head, rows)) = self.rows.split_first() else { return Vec::new() };
        if rows.is_empty() {
            return head.iter().flat_map(|cell| flow(cell, width, &Margin::default())).collect();
        }
        let mut lines = Vec::new();
        for row in rows {
            for (at, cell) in row.iter().enumerate() {
                let mut pieces = head.get(at).cloned().unwrap_or_default();
                pieces.push(Piece::new(": ", Style::new()));
                pieces.extend(cell.iter().cloned());
                let marker = if at == 0 { theme.bullet() } else { "  " };
                let margin = Margin {
                    first: vec![Piece::new(marker, theme.quiet())],
                    rest: vec![Piece::new("  ", Style::new())],
                };
                lines.extend(flow(&pieces, width, &margin));
            }
        }
        lines
    }
}

/// Columns of the longest word of a cell: narrower, it would be broken.
fn longest_word(cell: &[Piece]) -> usize {
    let text: String = cell.iter().map(|piece| piece.text.as_str()).collect();
    text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// The widths of the columns, the widest ones narrowed until all fit; none when words would be broken.
fn fit(mut columns: Vec<usize>, narrowest: &[usize], width: usize) -> Option<Vec<usize>> {
    let gutters = GUTTER * columns.len().saturating_sub(1);
    while columns.iter().sum::<usize>() + gutters > width {
        let shrinkable = columns.iter_mut().zip(narrowest).filter(|(column, least)| **column > **least);
        let (widest, _) = shrinkable.max_by_key(|(column, _)| **column)?;
        *widest -= 1;
    }
    Some(columns)
}

fn lay_row(row: &[Vec<Piece>], columns: &[usize], theme: Theme) -> Vec<Line<'static>> {
    let empty = Vec::new();
    let cells: Vec<Vec<Line<'static>>> = columns
        .iter()
        .enumerate()
        .map(|(at, width)| flow(row.get(at).unwrap_or(&empty), *width, &Margin::default()))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let mut spans: Vec<Span<'static>> = Vec::new();
        for (column, (cell, width)) in cells.iter().zip(columns).enumerate() {
            if column > 0 {
                spans.push(Span::styled(format!(" {} ", theme.bar()), theme.quiet()));
            }
            let shown = cell.get(at).cloned().unwrap_or_default();
            let used: usize = shown.spans.iter().map(|span| span.content.width()).sum();
            spans.extend(shown.spans);
            if column + 1 < columns.len() {
                spans.push(Span::raw(" ".repeat(width.saturating_sub(used))));
            }
        }
        Line::from(spans)
    };
    (0..height).map(line).collect()
}
