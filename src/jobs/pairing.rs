//! Which row of the file is which application: by company and role, and again after one of them was reworded.

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

/// What each row is, one to one.
pub fn pair(rows: &[Named<'_>], known: &[Known<'_>]) -> Vec<Meaning> {
    let whole = |name: Named<'_>| (normalise(name.company), normalise(name.role));
    let names: Vec<_> = known.iter().map(|one| whole(one.name)).collect();
    let mut taken = vec![false; known.len()];
    let mut found = Vec::with_capacity(rows.len());
    let mut seen = Vec::with_capacity(rows.len());
    for row in rows {
        let name = whole(*row);
        let meaning = if name.0.is_empty() || seen.contains(&name) {
            Meaning::Nothing
        } else {
            names.iter().position(|other| *other == name).map_or(Meaning::New, Meaning::Is)
        };
        if let Meaning::Is(at) = meaning {
            taken[at] = true;
        }
        seen.push(name);
        found.push(meaning);
    }
    let free =
        |taken: &[bool]| -> Vec<usize> { (0..known.len()).filter(|at| known[*at].had_row && !taken[*at]).collect() };
    // One of the two was reworded: the other one tells, if it tells clearly.
    let same_company = |row: usize, at: usize| seen[row].0 == names[at].0;
    let same_role = |row: usize, at: usize| {
        let (one, other) = (&seen[row].0, &names[at].0);
        let alike = one.starts_with(other.as_str()) || other.starts_with(one.as_str()) || likeness(one, other) > ALIKE;
        seen[row].1 == names[at].1 && alike
    };
    for fits in [&same_company as &dyn Fn(usize, usize) -> bool, &same_role] {
        let new: Vec<usize> = (0..rows.len()).filter(|row| found[*row] == Meaning::New).collect();
        for row in &new {
            let candidates: Vec<usize> = free(&taken).into_iter().filter(|at| fits(*row, *at)).collect();
            if let [only] = candidates[..]
                && new.iter().filter(|other| fits(**other, only)).count() == 1
            {
                found[*row] = Meaning::Is(only);
                taken[only] = true;
            }
        }
    }
    found
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
