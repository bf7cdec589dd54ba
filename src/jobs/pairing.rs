//! Which row of the file is which application: by company and role, and again after one of them was reworded.

use std::collections::{HashMap, HashSet};

use crate::model::name::{likeness, normalise};

/// Company and role, of a row or of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// Who.
    pub company: &'a str,
    /// For what.
    pub role: &'a str,
}

/// An application that may have a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its company and role.
    pub name: Named<'a>,
    /// Whether it had a row when the file was last read; one that had none is only known by its whole name.
    pub had_row: bool,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This application, by its index.
    Is(usize),
    /// One that is not known yet.
    New,
    /// It says what an earlier row says already, or names no company: it is left alone.
    Nothing,
}

/// How like two names of a company must be to be one that was reworded.
const ALIKE: f32 = 0.6;
/// With more pairs of one name than this nothing is clear, and comparing all of them takes too long.
const CROWD: usize = 10_000;

/// What each row is, one to one.
pub fn pair(rows: &[Named<'_>], known: &[Known<'_>]) -> Vec<Meaning> {
    let whole = |name: Named<'_>| (normalise(name.company), normalise(name.role));
    let names: Vec<Name> = known.iter().map(|one| whole(one.name)).collect();
    let mut by_name: HashMap<&Name, usize> = HashMap::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        by_name.entry(name).or_insert(at);
    }
    let said: Vec<Name> = rows.iter().map(|row| whole(*row)).collect();
    let mut taken = vec![false; known.len()];
    let mut seen: HashSet<&Name> = HashSet::with_capacity(said.len());
    let mut found = Vec::with_capacity(rows.len());
    for name in &said {
        let meaning = if name.0.is_empty() || !seen.insert(name) {
            Meaning::Nothing
        } else {
            by_name.get(name).map_or(Meaning::New, |at| Meaning::Is(*at))
        };
        if let Meaning::Is(at) = meaning {
            taken[at] = true;
        }
        found.push(meaning);
    }
    // One of the two was reworded: the other one tells, if it tells clearly.
    let alike = |row: usize, at: usize| {
        let (one, other) = (&said[row].0, &names[at].0);
        one.starts_with(other.as_str()) || other.starts_with(one.as_str()) || likeness(one, other) > ALIKE
    };
    reworded(&mut found, &mut taken, known, (&said, &names, |name: &Name| &name.0), &|_, _| true);
    reworded(&mut found, &mut taken, known, (&said, &names, |name: &Name| &name.1), &alike);
    found
}

/// Company and role as they are compared.
type Name = (String, String);
/// What rows and applications are called, and the half of it by which they are looked for.
type Halves<'a> = (&'a [Name], &'a [Name], fn(&Name) -> &String);

/// Gives new rows the applications that lost theirs, where one half of the name is the same and no other row or
/// application comes into question.
fn reworded(
    found: &mut [Meaning],
    taken: &mut [bool],
    known: &[Known<'_>],
    (said, names, half): Halves<'_>,
    fits: &dyn Fn(usize, usize) -> bool,
) {
    let mut new: HashMap<&String, Vec<usize>> = HashMap::new();
    for row in (0..said.len()).filter(|row| found[*row] == Meaning::New) {
        new.entry(half(&said[row])).or_default().push(row);
    }
    let mut free: HashMap<&String, Vec<usize>> = HashMap::new();
    for at in (0..known.len()).filter(|at| known[*at].had_row && !taken[*at]) {
        free.entry(half(&names[at])).or_default().push(at);
    }
    for (name, rows) in &new {
        let Some(free) = free.get(name).filter(|free| rows.len() * free.len() <= CROWD) else { continue };
        for row in rows {
            let mut candidates = free.iter().copied().filter(|at| !taken[*at] && fits(*row, *at));
            if let (Some(only), None) = (candidates.next(), candidates.next())
                && rows.iter().filter(|other| fits(**other, only)).count() == 1
            {
                found[*row] = Meaning::Is(only);
                taken[only] = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'a>((company, role): &(&'a str, &'a str)) -> Named<'a> {
        Named { company, role }
    }

    #[test]
    fn rows_are_known_again() {
        use Meaning::{Is, New, Nothing};
        type Case<'a> = (&'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)], &'a [Meaning]);
        let table: [Case<'_>; 9] = [
            (&[("ACME", "ml  engineer")], &[("Acme", "ML Engineer")], &[Is(0)]),
            (&[("B", "x"), ("A", "x")], &[("A", "x"), ("B", "x")], &[Is(1), Is(0)]),
            (&[("", "x"), ("", "")], &[("A", "x")], &[Nothing, Nothing]),
            (&[("A", "x"), ("A", "x")], &[("A", "x")], &[Is(0), Nothing]),
            // Reworded, and only where it is clear.
            (&[("Acme", "Senior ML")], &[("Acme", "ML")], &[Is(0)]),
            (&[("Acme Corp.", "ML")], &[("Acme", "ML")], &[Is(0)]),
            (&[("Zebra", "ML")], &[("Acme", "ML")], &[New]),
            (&[("Acme", "a"), ("Acme", "b")], &[("Acme", "c")], &[New, New]),
            (&[("Acme", "a"), ("Acme", "b")], &[("Acme", "a"), ("Acme", "c")], &[Is(0), Is(1)]),
        ];
        for (rows, known, wanted) in table {
            let rows: Vec<_> = rows.iter().map(named).collect();
            let known: Vec<_> = known.iter().map(|one| Known { name: named(one), had_row: true }).collect();
            assert_eq!(pair(&rows, &known), wanted, "{rows:?} {known:?}");
        }
    }

    #[test]
    fn one_without_a_row_is_known_by_its_whole_name_only() {
        let known = [Known { name: Named { company: "Acme", role: "ML" }, had_row: false }];
        assert_eq!(pair(&[Named { company: "Acme", role: "Backend" }], &known), [Meaning::New]);
        assert_eq!(pair(&[Named { company: "acme", role: "ml" }], &known), [Meaning::Is(0)]);
    }
}
