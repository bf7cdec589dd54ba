//! A table of the tracker, and rows written in its own style.

use std::ops::Range;

use pulldown_cmark::Alignment;
use unicode_width::UnicodeWidthStr;

use super::{
    field::newline_at,
    label::Lead,
    outline::{Line, Outline, RawTable},
    said::trim,
};
use crate::{
    model::{name::normalise, text::one_line},
    tracker::{
        patch::{Edit, escape_pipes, set_cell},
        scenario::{Cell, split},
        source::Source,
    },
};

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The line of its head, from 1.
    pub line: usize,
    /// The heading it stands below; empty if there is none.
    pub section: String,
    /// Its column names.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    style: Style,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its line, from 1.
    pub line: usize,
    /// Its line in the file, without the line ending.
    pub range: Range<usize>,
    /// Its cells; fewer than columns if the row ends early.
    pub cells: Vec<Cell>,
    /// What the cells say, Markdown rendered away.
    pub words: Vec<String>,
}

impl Row {
    /// The words of a cell; nothing where the row does not reach it.
    pub fn say(&self, column: usize) -> &str {
        self.words.get(column).map_or("", String::as_str)
    }
}

/// How the rows of a table are written.
#[derive(Clone, Debug, PartialEq)]
struct Style {
    /// Blanks and quote marks before a row.
    prefix: String,
    /// Whether rows begin and end with a pipe.
    outer: (bool, bool),
    /// Whether blanks stand between a text and its pipes.
    padded: bool,
    /// How wide each column is on the screen, if the table is lined up.
    widths: Vec<usize>,
    alignments: Vec<Alignment>,
    /// Where the line of the last row ends, or that of the rule if there is no row.
    end: usize,
}

/// What a cell says after this was written into it: one line, a pipe without its backslash.
pub fn as_cell(text: &str) -> String {
    escape_pipes(&one_line(text)).replace("\\|", "|")
}

/// A text as it is written into a cell that is read by its words: escaped where Markdown would read other ones, as of
/// `Acme <b>`, `A &amp; B` and `[Acme](https://a.org)`.
pub fn worded_cell(text: &str) -> String {
    let plain = one_line(text);
    let meant = normalise(&plain);
    let reads = |cell: &str| {
        let source = Source::read(format!("| a |\n|---|\n| {} |\n", escape_pipes(cell)).as_bytes());
        let outline = Outline::read(&source);
        let words = outline.tables.first().and_then(|table| table.rows.get(1)).and_then(|(_, words)| words.first());
        words.is_some_and(|words| normalise(words) == meant)
    };
    if !plain.contains(['<', '&', '[', '\\', '`', '*', '_', '~']) || reads(&plain) {
        return plain;
    }
    let mut escaped = String::with_capacity(plain.len() + 8);
    for letter in plain.chars() {
        // A pipe gets its backslash where cells are written.
        if letter.is_ascii_punctuation() && letter != '|' {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    if reads(&escaped) { escaped } else { plain }
}

impl Table {
    pub(super) fn read(outline: &Outline<'_>, raw: &RawTable) -> Option<Self> {
        let text = outline.text();
        let line_of = |at: usize| outline.line_at(at);
        let cut = |at: usize| split(text, at..outline.lines[line_of(at)].end);
        let ((head_at, head), rows) = raw.rows.split_first()?;
        let rule = outline.lines.get(line_of(*head_at) + 1)?;
        let row = |(at, words): &(usize, Vec<String>)| {
            let number = line_of(*at);
            let Line { start, end } = outline.lines[number];
            let cells = cut(*at);
            let piped = cells.first().is_none_or(|cell| cell.range.len() < text[*at..end].trim().len());
            let words = words[..words.len().min(cells.len())].to_vec();
            // A line of text right below a table is a row to Markdown and to nobody else.
            piped.then_some(Row { line: number + 1, range: start..end, cells, words })
        };
        let rows: Vec<Row> = rows.iter().filter_map(row).collect();
        let style = Style::read(text, raw, *rule, (&cut(*head_at), &rows));
        let (line, section) = (line_of(*head_at) + 1, outline.name(raw.heading));
        Some(Self { line, section, head: head.clone(), rows, style })
    }

    /// The edit that writes a text into a cell of a row, whether the row reaches it or not; none if it says so already.
    pub(super) fn set(&self, bytes: &[u8], row: &Row, column: usize, text: &str) -> Option<Edit> {
        if let Some(cell) = row.cells.get(column) {
            let edit = set_cell(bytes, cell, text)?;
            let (old, new) = (cell.text.is_empty(), one_line(text).is_empty());
            // Between an empty cell and a full one nothing of its padding tells how the other is written.
            return Some(match old != new {
                true => Edit { range: cell.range.clone(), with: self.style.cell(column, text).into_bytes() },
                false => edit,
            });
        }
        if one_line(text).is_empty() {
            return None;
        }
        let line = bytes.get(row.range.clone())?;
        let end = row.range.start + line.trim_ascii_end().len();
        let closed = row.cells.last().is_some_and(|cell| cell.range.end < end);
        let missing = (row.cells.len()..=column).map(|at| {
            let cell = self.style.cell(at, if at == column { text } else { "" });
            if closed { format!("{cell}|") } else { format!("|{cell}") }
        });
        Some(Edit { range: end..end, with: missing.collect::<String>().into_bytes() })
    }

    /// The edit that adds a row below the last one.
    ///
    /// `nth` rows are written before it at once: a column that numbers its rows counts them.
    pub(super) fn append(&self, bytes: &[u8], texts: &[(usize, &str)], nth: u32, closed: bool) -> Edit {
        let at = self.style.end;
        let row = format!("{}{}{}", newline_at(bytes, at), self.style.prefix, self.row(texts, nth, closed));
        Edit { range: at..at, with: row.into_bytes() }
    }

    /// The edit that puts other cells in the place of all cells of a row.
    pub(super) fn replace(&self, row: &Row, texts: &[(usize, &str)], nth: u32, closed: bool) -> Option<Edit> {
        let start = row.cells.first().map(|cell| cell.range.start)?;
        let start = if self.style.outer.0 && start > row.range.start { start - 1 } else { start };
        Some(Edit { range: start..row.range.end, with: self.row(texts, nth, closed).into_bytes() })
    }

    /// The edit that puts a line above a row, or below the last one.
    pub(super) fn insert(&self, bytes: &[u8], above: Option<&Row>, line: &str) -> Edit {
        let newline = newline_at(bytes, self.style.end);
        match above.map(|row| row.range.start) {
            Some(at) => Edit { range: at..at, with: format!("{line}{newline}").into_bytes() },
            None => Edit { range: self.style.end..self.style.end, with: format!("{newline}{line}").into_bytes() },
        }
    }

    /// What the cells of a line would say in this table; none if the line cannot stand in it.
    pub(super) fn cells_of(&self, line: &str) -> Option<Vec<String>> {
        let row = line.strip_prefix(&self.style.prefix).filter(|_| !line.contains(['\n', '\r']))?;
        let mut cells = split(row, 0..row.len()).into_iter().map(|cell| cell.text).collect();
        trim(&mut cells);
        Some(cells)
    }

    /// The edit that takes the line of a row out of the file.
    pub(super) fn remove(&self, bytes: &[u8], row: &Row) -> Edit {
        let Range { start, end } = row.range;
        let ending = bytes.get(end..).unwrap_or_default();
        let length = if ending.starts_with(b"\r\n") { 2 } else { ending.len().min(1) };
        // The last line of a file may have no ending; then the one before it must go, or a line would be left over.
        let above = bytes.get(..start).unwrap_or_default();
        let before = if above.ends_with(b"\r\n") { 2 } else { above.len().min(1) };
        let range = if length == 0 { start - before..end } else { start..end + length };
        Edit { range, with: Vec::new() }
    }

    /// What the cells of a new row will say.
    pub(super) fn texts(&self, texts: &[(usize, &str)], nth: u32) -> Vec<String> {
        let mut cells: Vec<String> = self.cells(texts, nth).iter().map(|text| as_cell(text)).collect();
        trim(&mut cells);
        cells
    }

    fn cells(&self, texts: &[(usize, &str)], nth: u32) -> Vec<String> {
        let text = |at: usize| texts.iter().find(|(column, _)| *column == at).map_or("", |(_, text)| text);
        (0..self.head.len()).map(|at| self.numbered(at, text(at), nth)).collect()
    }

    /// A row as it is written; `closed` between two pipes, whatever the others have.
    fn row(&self, texts: &[(usize, &str)], nth: u32, closed: bool) -> String {
        let texts = self.cells(texts, nth);
        let cells: Vec<String> = texts.iter().enumerate().map(|(at, text)| self.style.cell(at, text)).collect();
        // Without a pipe before it a first cell must not be taken for something else.
        let plain = texts.first().is_some_and(|text| text.starts_with(char::is_alphabetic));
        let full = cells.last().is_some_and(|cell| !cell.trim().is_empty());
        let outer = if plain && full && !closed { self.style.outer } else { (true, true) };
        let bar = |wanted: bool| if wanted { "|" } else { "" };
        let inner = cells.join("|");
        let inner = if outer.0 { &inner } else { inner.trim_start() };
        let inner = if outer.1 { inner } else { inner.trim_end() };
        format!("{}{inner}{}", bar(outer.0), bar(outer.1))
    }

    /// A column that numbers its rows goes on counting.
    fn numbered(&self, column: usize, text: &str, nth: u32) -> String {
        let counts = self.head.get(column).is_some_and(|name| matches!(normalise(name).as_str(), "#" | "no" | "nr"));
        let last = self.rows.last().and_then(|row| row.say(column).parse::<u32>().ok());
        match last {
            Some(last) if counts && text.is_empty() => last.saturating_add(nth).saturating_add(1).to_string(),
            _ => text.to_owned(),
        }
    }
}

impl Style {
    fn read(text: &str, raw: &RawTable, rule: Line, (head, rows): (&[Cell], &[Row])) -> Self {
        let lead = Lead::read(text, rule.start, rule.end);
        let prefix = text[rule.start..rule.end].trim_start_matches([' ', '\t', '>']);
        let prefix = text[rule.start..rule.end - prefix.len()].to_owned();
        let first = lead.quote.end.max(rule.start + prefix.len());
        let rules = split(text, first..rule.end);
        let width = |cell: &Cell| text[cell.range.clone()].width();
        let wide: Vec<usize> = head.iter().map(width).collect();
        let drawn = rules.iter().map(width).eq(wide.iter().copied());
        let lined_up = |row: &&Row| {
            let cells = || row.cells.iter().zip(&wide);
            let fits = |(cell, wide): (&Cell, &usize)| width(cell) == *wide || cell.text.width() + 2 > *wide;
            cells().all(fits) && cells().any(|(cell, wide)| width(cell) == *wide)
        };
        let neat = drawn && rows.iter().filter(lined_up).count() * 2 >= rows.len();
        let widths = if neat { wide } else { Vec::new() };
        let last = rows.last().map_or(rule, |row| Line { start: row.range.start, end: row.range.end });
        let model = rows.last().map_or(head, |row| &row.cells);
        let piped = |edge: Option<&Cell>, at: fn(&Cell) -> usize, step: isize| {
            edge.map(at).and_then(|at| at.checked_add_signed(step)).and_then(|at| text.as_bytes().get(at))
                == Some(&b'|')
        };
        let outer = (piped(model.first(), |cell| cell.range.start, -1), piped(model.last(), |cell| cell.range.end, 0));
        let padded = head.iter().all(|cell| text[cell.range.clone()].starts_with([' ', '\t']) || cell.range.is_empty())
            || !outer.0 && head.iter().skip(1).any(|cell| text[cell.range.clone()].starts_with(' '));
        Self { prefix, outer, padded, widths, alignments: raw.alignments.clone(), end: last.end }
    }

    /// A text between two pipes, as wide as its column where the columns are lined up.
    fn cell(&self, column: usize, text: &str) -> String {
        let text = escape_pipes(&one_line(text));
        let blank = if self.padded { " " } else { "" };
        let bare = match text.is_empty() {
            true => blank.to_owned(),
            // Without a blank behind it a last backslash would swallow the pipe.
            false if !self.padded && text.ends_with('\\') => format!("{text} "),
            false => format!("{blank}{text}{blank}"),
        };
        let wide = self.widths.get(column).copied().unwrap_or(0);
        let free = wide.saturating_sub(bare.width());
        let left = match self.alignments.get(column) {
            Some(Alignment::Right) => free,
            Some(Alignment::Center) => free / 2,
            _ => 0,
        };
        format!("{}{bare}{}", " ".repeat(left), " ".repeat(free - left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_cell_are_read_as_they_were_meant() {
        for (text, cell) in [
            ("Acme", "Acme"),
            ("A & B", "A & B"),
            ("snake_case *Labs* `x`", "snake_case *Labs* `x`"),
            ("Vec<T> GmbH", "Vec<T> GmbH"),
            ("Acme <b>Sons</b>", "Acme \\<b\\>Sons\\<\\/b\\>"),
            ("A &amp; B", "A \\&amp\\; B"),
            ("[Acme](https://a.org)", "\\[Acme\\]\\(https\\:\\/\\/a\\.org\\)"),
            ("<!-- x -->|y", "\\<\\!\\-\\- x \\-\\-\\>|y"),
            ("🚀", "🚀"),
        ] {
            assert_eq!(worded_cell(text), cell, "{text}");
        }
    }
}
