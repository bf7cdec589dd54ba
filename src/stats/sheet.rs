//! What is read once more on the last evening: failed core cards, openings of stories, figures of scenarios.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Day, scenario::Figure, text::one_line};

/// What is read once more on the last evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The study day.
    pub today: Day,
    /// The core cards that failed, in the order in which they are read: the first of them.
    pub failed: Vec<Failed>,
    /// How many more failed.
    pub more: usize,
    /// The stories with a text, each with the sentence that opens it.
    pub stories: Vec<(String, String)>,
    /// The scenarios that were practised, the last one first, each with its numbers.
    pub scenarios: Vec<(String, Vec<Figure>)>,
}

/// A core card that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Its lasting name.
    pub id: String,
    /// Its section.
    pub section: String,
    /// Its topic.
    pub topic: String,
    /// Its front.
    pub question: String,
    /// Its back.
    pub answer: String,
    /// How often it was forgotten after it had been recalled.
    pub lapses: u32,
}

impl Sheet {
    /// Cards that it holds at most: more than any page shows.
    pub const MOST: usize = 100;
}

/// True where an answer says what something equals, outside of any program text.
pub fn is_formula(answer: &str) -> bool {
    const MARKS: [&str; 5] = [" = ", " ≈ ", " := ", "\\frac", " ∝ "];
    answer.split("```").step_by(2).any(|prose| MARKS.iter().any(|mark| prose.contains(mark)))
}

/// The first sentence of a text, on one line; empty for an empty one.
pub fn opening(text: &str) -> String {
    let line = one_line(text.trim());
    line.unicode_sentences().next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_says_what_something_equals() {
        for (answer, formula) in [
            ("words", false),
            ("F1 = 2PR / (P + R)", true),
            ("loss ≈ 0.69", true),
            ("a=b", false),
            ("```\nx = 1\n```", false),
            ("```\nx = 1\n```\nso y = 2", true),
        ] {
            assert_eq!(is_formula(answer), formula, "{answer}");
        }
    }

    #[test]
    fn a_text_opens_with_its_first_sentence() {
        for (text, first) in [
            ("", ""),
            ("  \n", ""),
            ("It was slow. Nobody knew why.", "It was slow."),
            ("p95 rose to 2.4 s in\none week! Then I came.", "p95 rose to 2.4 s in one week!"),
            ("no full stop", "no full stop"),
        ] {
            assert_eq!(opening(text), first);
        }
    }
}
