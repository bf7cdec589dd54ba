//! The list items of a section, each with the place of every character of it.

use super::{
    outline::Row,
    problem::{Problem, ProblemKind},
};

/// One item, its continued lines joined by spaces.
#[derive(Debug)]
pub(super) struct Item {
    /// Its text, without bullet and outer blanks.
    pub(super) text: String,
    /// The pieces it was joined from: the byte of `text` where each begins, and its line and column in the file.
    pieces: Vec<(usize, usize, usize)>,
}

impl Item {
    /// Line and column, from 1, of a byte of the text.
    pub(super) fn place(&self, byte: usize) -> (usize, usize) {
        let piece = self.pieces.iter().rev().find(|piece| piece.0 <= byte).or(self.pieces.first());
        piece.map_or((1, 1), |(start, line, col)| {
            let before = self.text.get(*start..byte).unwrap_or_default();
            (*line, col + before.chars().count())
        })
    }

    /// The line it begins at.
    pub(super) fn line(&self) -> usize {
        self.place(0).0
    }

    /// A problem of the item as a whole.
    pub(super) fn problem(&self, what: ProblemKind) -> Problem {
        Problem { line: self.line(), col: 1, what }
    }

    /// A problem at a byte of the text.
    pub(super) fn problem_at(&self, byte: usize, what: ProblemKind) -> Problem {
        let (line, col) = self.place(byte);
        Problem { line, col, what }
    }

    fn join(&mut self, text: &str, line: usize, col: usize) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.pieces.push((self.text.len(), line, col));
        self.text.push_str(text);
    }
}

/// What a row of a list is.
pub(super) enum Listed<'a> {
    /// It begins an item, whose text begins at that byte of the line.
    Item(usize, &'a str),
    /// It goes on with the item above: indented below it.
    More(&'a str),
    /// Nothing stands there.
    Blank,
    /// Something else.
    Other(&'a str),
}

impl<'a> Listed<'a> {
    pub(super) fn of(row: &Row<'a>) -> Self {
        let text = row.text.trim();
        if text.is_empty() {
            return Self::Blank;
        }
        match bullet(row.text) {
            Some(at) if !row.is_code => Self::Item(at, text_from(row.text, at)),
            _ if row.text.starts_with([' ', '\t']) => Self::More(text),
            _ => Self::Other(text),
        }
    }
}

/// Where the text of an item begins, if a line begins one: at most three blanks, a bullet, a blank or the end.
fn bullet(line: &str) -> Option<usize> {
    let bare = line.trim_start_matches(' ');
    let indent = line.len() - bare.len();
    let rest = bare.strip_prefix(['-', '*', '+']).filter(|_| indent <= 1)?;
    let fits = rest.is_empty() || rest.starts_with([' ', '\t']);
    fits.then(|| line.len() - rest.trim_start().len())
}

fn text_from(line: &str, at: usize) -> &str {
    line.get(at..).unwrap_or_default().trim_end()
}

/// Begins an item with a row that [`Listed::Item`] says begins one.
pub(super) fn begin(row: &Row<'_>, at: usize, text: &str) -> Item {
    let col = row.text.get(..at).unwrap_or_default().chars().count() + 1;
    Item { text: text.to_owned(), pieces: vec![(0, row.number, col)] }
}

/// Goes on with an item.
pub(super) fn go_on(item: &mut Item, row: &Row<'_>, text: &str) {
    let indent = row.text.chars().take_while(|letter| letter.is_whitespace()).count();
    item.join(text, row.number, indent + 1);
}

/// The items of a section; each run of other text is told once.
pub(super) fn items(rows: &[Row<'_>], problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let (mut open, mut stray) = (false, false);
    for row in rows {
        match Listed::of(row) {
            Listed::Item(at, text) => {
                items.push(begin(row, at, text));
                (open, stray) = (true, false);
            }
            Listed::More(text) | Listed::Other(text) if open => {
                items.last_mut().into_iter().for_each(|item| go_on(item, row, text));
            }
            Listed::Blank => open = false,
            // Indented again after a blank line: a further paragraph of the item.
            Listed::More(text) if !stray => {
                match items.last_mut() {
                    Some(item) => go_on(item, row, text),
                    None => problems.push(Problem { line: row.number, col: 1, what: ProblemKind::StrayText }),
                }
                open = true;
            }
            Listed::More(_) | Listed::Other(_) => {
                if !stray {
                    problems.push(Problem { line: row.number, col: 1, what: ProblemKind::StrayText });
                }
                stray = true;
            }
        }
    }
    items
}

/// The two sides of ` -> ` or ` → `; none if there is no arrow.
pub(super) fn sides(text: &str) -> Option<(&str, &str)> {
    let arrow = ["->", "→"].into_iter().filter_map(|arrow| find_apart(text, arrow).map(|at| (at, arrow.len()))).min();
    arrow.map(|(at, length)| (text[..at].trim_end(), text[at + length..].trim_start()))
}

/// Where a mark stands with a blank or an end on both sides.
pub(super) fn find_apart(text: &str, mark: &str) -> Option<usize> {
    let blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    text.match_indices(mark)
        .map(|(at, _)| at)
        .find(|at| blank(text[..*at].chars().next_back()) && blank(text[at + mark.len()..].chars().next()))
}
