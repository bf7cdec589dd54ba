//! The application table: found by the words of its head, columns in any order, others left alone.

use super::{
    outline::Outline,
    table::{Row, Table},
};
use crate::{
    model::name::normalise,
    tracker::{
        kind::{Judge, Rules},
        placeholder,
        scenario::{self, Cell},
    },
};

/// What a column of the application table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Where.
    Company,
    /// As what.
    Role,
    /// How far it has come.
    Status,
    /// What is to be done.
    Next,
    /// When.
    Date,
    /// The posting.
    Url,
    /// Anything else.
    Notes,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Company, Self::Role, Self::Status, Self::Next, Self::Date, Self::Url, Self::Notes];
}

/// The words of a head, the better ones first; a column is taken by the first that has one.
const HEADS: [(Column, &str); 7] = [
    (
        Column::Company,
        "company|companies|company name|firm|employer|organisation|organization|org|startup|firma|unternehmen|\
         arbeitgeber|entreprise|société|empresa|azienda|会社",
    ),
    (
        Column::Role,
        "role|roles|position|job title|title|job|opening|vacancy|stelle|rolle|positionen|poste|puesto|cargo|ruolo|職種",
    ),
    (
        Column::Next,
        "next step|next steps|next action|next|action|to do|todo|follow up|nächster schritt|nächstes|prochaine étape",
    ),
    (Column::Status, "status|stage|state|phase|round|progress|stand|stufe|statut|étape|estado|stato"),
    (
        Column::Date,
        "date|when|updated|last update|last updated|due|due date|deadline|applied|applied on|date applied|datum|wann|\
         frist|fecha|data",
    ),
    (Column::Url, "url|link|links|posting|job posting|job link|job ad|website|anzeige|lien"),
    (Column::Notes, "notes|note|comments|comment|remarks|notizen|bemerkung|bemerkungen|kommentar|notas"),
];

/// One application table of a tracker.
#[derive(Clone, Debug, PartialEq)]
pub struct Applications {
    /// The table itself.
    pub table: Table,
    columns: Vec<(Column, usize)>,
}

impl Applications {
    /// The place of a column, if the table has it.
    pub fn column(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, at)| *at)
    }

    /// The cell of a row, if table and row reach so far.
    pub fn cell<'a>(&self, row: &'a Row, column: Column) -> Option<&'a Cell> {
        row.cells.get(self.column(column)?)
    }

    /// What a cell says, as it was written; nothing where there is none.
    pub fn text<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        self.cell(row, column).map_or("", |cell| &cell.text)
    }

    /// What a cell says, links and emphasis rendered away; nothing where there is none.
    pub fn words<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        self.column(column).map_or("", |at| row.say(at))
    }

    /// The rows that stand for an application: those that name a company or a role, or say more than the template.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.table.rows.iter().filter(|row| !self.is_placeholder(row))
    }

    /// The row that only shows what a row looks like, if there is one.
    pub fn placeholder(&self) -> Option<&Row> {
        self.table.rows.iter().find(|row| self.is_placeholder(row))
    }

    /// Whether a row is to be filled in: company and role empty or blanks, the rest empty, blanks, or a choice like
    /// `Applied / Phone / Onsite`.
    pub fn is_placeholder(&self, row: &Row) -> bool {
        let named = [self.column(Column::Company), self.column(Column::Role)];
        (0..row.words.len()).all(|at| match row.say(at) {
            "" => true,
            words if named.contains(&Some(at)) => is_blank(words),
            words => is_blank(words) || is_choice(words) || is_number(words),
        })
    }
}

fn is_blank(words: &str) -> bool {
    placeholder::find(words).is_some_and(|blank| blank.len() == words.trim().len())
}

fn is_choice(words: &str) -> bool {
    let parts = |sign: char| words.split(sign).filter(|part| part.chars().any(char::is_alphabetic)).count();
    ['/', '|', '→'].into_iter().any(|sign| words.contains(sign) && parts(sign) > 1) && !words.contains("://")
}

/// A row's number says nothing of it.
fn is_number(words: &str) -> bool {
    words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// The columns of a head, none if the table is another one.
fn columns(head: &[String]) -> Option<Vec<(Column, usize)>> {
    let names: Vec<String> = head.iter().map(|name| normalise(name)).collect();
    let mut found: Vec<(Column, usize)> = Vec::new();
    for whole in [true, false] {
        for (column, words) in HEADS {
            if found.iter().any(|(known, _)| *known == column) {
                continue;
            }
            let free = |at: usize| found.iter().all(|(_, taken)| *taken != at);
            let says = |name: &str, word: &str| match whole {
                true => name == word,
                false => format!(" {name} ").contains(&format!(" {word} ")),
            };
            let mut words = words.split('|').map(str::trim_start);
            let at = words.find_map(|word| (0..names.len()).find(|at| free(*at) && says(&names[*at], word)));
            found.extend(at.map(|at| (column, at)));
        }
    }
    let has = |column: Column| found.iter().any(|(known, _)| *known == column);
    let scenarios = scenario::Columns::find(head).is_some();
    let enough = has(Column::Company) && (has(Column::Role) || (has(Column::Status) && !scenarios));
    enough.then_some(found)
}

/// Finds the application tables of a tracker, in the order of the file.
pub(super) fn find(outline: &Outline<'_>, rules: &Rules) -> Vec<Applications> {
    let judged = outline.judged();
    let judge = Judge::new(&judged, rules);
    let tables = outline.tables.iter().filter(|raw| !judge.is_ignored(raw.heading));
    let found = tables.filter_map(|raw| {
        let columns = columns(&raw.rows.first()?.1)?;
        Some(Applications { table: Table::read(outline, raw)?, columns })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tracker::source::Source;

    /// A head and what its columns hold.
    type Head<'a> = (&'a str, Option<&'a [(Column, usize)]>);

    fn tables(text: &str) -> Vec<Applications> {
        find(&Outline::read(&Source::read(text.as_bytes())), &Rules::default())
    }

    #[test]
    fn the_table_is_known_by_its_head() {
        use Column::{Company, Date, Next, Notes, Role, Status, Url};
        let table: [Head<'_>; 11] = [
            ("Company|Role|Status|Next Step|Date", Some(&[(Company, 0), (Role, 1), (Status, 2), (Next, 3), (Date, 4)])),
            (
                "Date|#|Next Step|STATUS|Position|Firm",
                Some(&[(Date, 0), (Next, 2), (Status, 3), (Role, 4), (Company, 5)]),
            ),
            (
                "🏢 Company|Title|Stage|Salary|Link|Updated|Notes",
                Some(&[(Company, 0), (Role, 1), (Status, 2), (Url, 4), (Date, 5), (Notes, 6)]),
            ),
            (
                "Firma|Stelle|Stand|Nächster Schritt|Datum",
                Some(&[(Company, 0), (Role, 1), (Status, 2), (Next, 3), (Date, 4)]),
            ),
            ("Company|Job title|Current status", Some(&[(Company, 0), (Role, 1), (Status, 2)])),
            ("Company|Role", Some(&[(Company, 0), (Role, 1)])),
            ("Company|Status", Some(&[(Company, 0), (Status, 1)])),
            ("Company|Notes", None),
            ("Company|Question|Status", None),
            ("Scenario|Status|Notes", None),
            ("Role|Status", None),
        ];
        for (head, wanted) in table {
            let head: Vec<String> = head.split('|').map(str::to_owned).collect();
            let found = columns(&head).map(|mut found| {
                found.sort_by_key(|(_, at)| *at);
                found
            });
            assert_eq!(found.as_deref(), wanted, "{head:?}");
        }
    }

    #[test]
    fn rows_are_told_from_what_only_shows_a_row() {
        let head = "| Company | Role | Status | Next Step | Date |\n|---|---|---|---|---|\n";
        for (row, placeholder) in [
            ("| | | Applied / Phone / Onsite | | |", true),
            ("|||||", true),
            ("| [Company] | [Role] | Beworben / Telefon | TBD | YYYY-MM-DD |", true),
            ("| Company A | ... | Applied |", false),
            ("| | ML Engineer | Applied / Phone | | |", false),
            ("| | | Applied | call Bob | |", false),
            ("| Acme | | | | |", false),
            ("| [Acme](https://acme.example) | **ML** | a \\| b | | | six |", false),
        ] {
            let found = tables(&format!("{head}{row}\nbelow\n"));
            assert_eq!(found[0].table.rows.len(), 1, "{row}");
            assert_eq!(found[0].placeholder().is_some(), placeholder, "{row}");
            assert_eq!(found[0].rows().count(), usize::from(!placeholder), "{row}");
        }
        let found = tables(&format!("{head}| [Acme](https://acme.example) | **ML** | a \\| b | | | six |\n"));
        let row = &found[0].table.rows[0];
        let said = [Column::Company, Column::Role, Column::Status, Column::Url].map(|it| found[0].words(row, it));
        assert_eq!(said, ["Acme", "ML", "a | b", ""]);
        assert_eq!(found[0].text(row, Column::Company), "[Acme](https://acme.example)");
        assert_eq!(row.cells.len(), 6);
    }

    #[test]
    fn several_tables_are_all_found() {
        let table = "| Company | Role |\n|---|---|\n| A | a |\n";
        let text =
            format!("## Active\n{table}\n```\n{table}```\n## Closed\n> {}\n", table.trim_end().replace('\n', "\n> "));
        let found = tables(&text);
        let sections: Vec<(&str, usize)> = found.iter().map(|it| (it.table.section.as_str(), it.table.line)).collect();
        assert_eq!(sections, [("Active", 2), ("Closed", 12)]);
        assert_eq!(found[1].words(&found[1].table.rows[0], Column::Role), "a");
    }
}
