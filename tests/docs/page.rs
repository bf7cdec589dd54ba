//! Reading a Markdown page as far as these tests need it: its tables, each below its heading.

/// A table of a page.
#[derive(Debug)]
pub(crate) struct Table {
    /// The nearest heading above it, of any level, without its marks.
    pub(crate) heading: String,
    /// The head's cells.
    pub(crate) head: Vec<String>,
    /// The rows below, each with its cells trimmed.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// The cells of the column with this head.
    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let at =
            self.head.iter().position(|head| head == name).unwrap_or_else(|| panic!("no column {name} in {self:?}"));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }
}

/// Every table of a page.
pub(crate) fn tables(page: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut heading = String::new();
    let mut inside = false;
    for line in page.lines() {
        let cells = cells(line);
        match (cells, inside) {
            (Some(cells), true) if cells.iter().all(|cell| cell.chars().all(|letter| "-:".contains(letter))) => {}
            (Some(cells), true) => tables.last_mut().unwrap().rows.push(cells),
            (Some(head), false) => tables.push(Table { heading: heading.clone(), head, rows: Vec::new() }),
            (None, _) if line.starts_with('#') => heading = line.trim_start_matches('#').trim().to_owned(),
            (None, _) => {}
        }
        inside = line.starts_with('|');
    }
    tables
}

/// The tables whose head is exactly this.
pub(crate) fn tables_with(page: &str, head: &[&str]) -> Vec<Table> {
    let found: Vec<Table> = tables(page).into_iter().filter(|table| table.head == head).collect();
    assert!(!found.is_empty(), "the page has no table with the head {head:?}");
    found
}

/// The text between the first two code ticks of a cell, or the cell itself.
pub(crate) fn ticked(cell: &str) -> &str {
    cell.split('`').nth(1).unwrap_or(cell)
}

fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix('|')?.trim_end().strip_suffix('|')?;
    // An escaped pipe belongs to its cell.
    let inner = inner.replace("\\|", "\u{0}");
    Some(inner.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect())
}
