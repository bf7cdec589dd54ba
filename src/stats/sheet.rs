//! What is read once more on the last evening: failed core cards, openings of stories, figures of scenarios.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Day, scenario::Figure, text::one_line};

/// What is read once more on the last evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The study day.
    pub today: Day,
    /// The core cards that failed, in the order in which they are read.
    pub failed: Vec<Failed>,
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
    /// Formulas before all others, and within each what was forgotten most often first; the order of equals is kept.
    pub fn new(
        today: Day,
        mut failed: Vec<Failed>,
        stories: Vec<(String, String)>,
        scenarios: Vec<(String, Vec<Figure>)>,
    ) -> Self {
        failed.sort_by_key(|card| (!card.is_formula(), std::cmp::Reverse(card.lapses)));
        Self { today, failed, stories, scenarios }
    }
}

impl Failed {
    /// True where the answer says what something equals, outside of any program text.
    pub fn is_formula(&self) -> bool {
        let prose = self.answer.split("```").step_by(2).collect::<String>();
        [" = ", " ≈ ", " := ", "\\frac", " ∝ "].iter().any(|mark| prose.contains(mark))
    }
}

/// The first sentence of a text, on one line; empty for an empty one.
pub fn opening(text: &str) -> String {
    let line = one_line(text.trim());
    line.unicode_sentences().next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(id: &str, answer: &str, lapses: u32) -> Failed {
        let empty = String::new;
        Failed {
            id: id.to_owned(),
            section: empty(),
            topic: empty(),
            question: empty(),
            answer: answer.to_owned(),
            lapses,
        }
    }

    #[test]
    fn formulas_come_first_and_then_what_failed_most() {
        let cards = vec![
            failed("a", "words", 5),
            failed("b", "F1 = 2PR / (P + R)", 1),
            failed("c", "more words", 1),
            failed("d", "loss ≈ 0.69", 2),
            failed("e", "```\nx = 1\n```", 1),
        ];
        let sheet = Sheet::new("2026-03-01".parse().unwrap(), cards, Vec::new(), Vec::new());
        let order: String = sheet.failed.iter().map(|card| card.id.as_str()).collect();
        assert_eq!(order, "dbace");
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
