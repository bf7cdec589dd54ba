//! A real interview: how ready one was before it, and what came of it.

use crate::model::{Day, Grade};
use crate::readiness::Parts;

/// A real interview that was looked back on.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    /// When it was.
    pub on: Day,
    /// Whose it was.
    pub company: String,
    /// For what; empty if not said.
    pub role: String,
    /// How ready one was before it; none if it was not kept.
    pub readiness: Option<Parts>,
    /// How each of its questions went.
    pub grades: Vec<Grade>,
    /// What came of it, in the user's words; empty if not said.
    pub outcome: String,
    /// Where its application stands now; empty if it is gone.
    pub status: String,
}

impl Interview {
    /// The mean of its grades in hundredths, rounded down; none without a question.
    pub fn mean(&self) -> Option<u32> {
        let sum: u32 = self.grades.iter().map(|grade| u32::from(grade.number())).sum();
        (sum * 100).checked_div(u32::try_from(self.grades.len()).unwrap_or(u32::MAX))
    }

    /// Questions that went well: graded 3 or better.
    pub fn passed(&self) -> usize {
        self.grades.iter().filter(|grade| grade.passes()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_mark_is_the_mean_of_its_grades() {
        let interview = |grades: &[u8]| Interview {
            on: "2026-03-01".parse().unwrap(),
            company: "Acme".to_owned(),
            role: String::new(),
            readiness: None,
            grades: grades.iter().map(|grade| Grade::new(*grade).unwrap()).collect(),
            outcome: String::new(),
            status: String::new(),
        };
        for (grades, mean, passed) in [(&[][..], None, 0), (&[2], Some(200), 0), (&[5, 3, 3], Some(366), 3)] {
            assert_eq!((interview(grades).mean(), interview(grades).passed()), (mean, passed), "{grades:?}");
        }
    }
}
