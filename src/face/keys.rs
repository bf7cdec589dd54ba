//! What a typed line means.

use crate::model::{Grade, text::one_line, view::Reply};

/// Letters of an unknown key that are repeated to the person.
const REPEATED: usize = 40;

/// Which digits rate a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// 0..5, as the log knows them.
    Six,
    /// 1 again, 2 hard, 3 good, 4 easy.
    Four,
}

impl Scale {
    /// The four keys, worst first: what stands on each, and the grade it gives.
    const FOUR: [(char, &'static str, u8); 4] =
        [('1', "again", 1), ('2', "hard", 3), ('3', "good", 4), ('4', "easy", 5)];

    /// The grade of a key.
    pub(super) fn grade(self, key: char) -> Option<Grade> {
        match self {
            Self::Six => key.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).and_then(Grade::new),
            Self::Four => Self::FOUR.iter().find(|(digit, ..)| *digit == key).and_then(|four| Grade::new(four.2)),
        }
    }

    /// The key of a grade with its word, and the grade's own number where it is another; none if no key gives it.
    pub(super) fn label(self, grade: Grade) -> Option<String> {
        match self {
            Self::Six => Some(grade.to_string()),
            Self::Four => {
                let (key, word, number) = Self::FOUR.iter().find(|four| four.2 == grade.number())?;
                Some(format!("{key} = {word} ({number})"))
            }
        }
    }

    /// All its keys.
    pub(super) const fn keys(self) -> &'static str {
        match self {
            Self::Six => "0-5",
            Self::Four => "1-4",
        }
    }
}

/// The reply that a line means where a card is shown.
pub(super) fn reply(line: &str, scale: Scale) -> Reply {
    let typed = line.trim_start_matches('\u{feff}').trim();
    let mut letters = typed.chars().flat_map(char::to_lowercase);
    match (letters.next(), letters.next()) {
        (None, _) => Reply::Reveal,
        (Some('u'), None) => Reply::Undo,
        (Some('s'), None) => Reply::Skip,
        (Some('x'), None) => Reply::Suspend,
        (Some('e'), None) => Reply::Edit,
        (Some('l'), None) => Reply::Learn,
        (Some('p'), None) => Reply::Points,
        (Some('o'), None) => Reply::Links,
        (Some('?'), None) => Reply::Help,
        (Some('q'), None) => Reply::Quit,
        (Some(key), None) => scale.grade(key).map_or_else(|| unknown(typed), Reply::Grade),
        (Some('o'), Some(_)) => open(typed).map_or_else(|| unknown(typed), Reply::Open),
        _ => unknown(typed),
    }
}

/// `o 2`, `o2`: the number of the link.
fn open(typed: &str) -> Option<usize> {
    let number = typed.get(1..)?.trim_start();
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|number| digits && *number > 0)
}

fn unknown(typed: &str) -> Reply {
    let typed = one_line(typed);
    if typed.chars().count() <= REPEATED {
        return Reply::Unknown(typed);
    }
    Reply::Unknown(typed.chars().take(REPEATED - 1).chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(number: u8) -> Reply {
        Reply::Grade(Grade::new(number).unwrap())
    }

    #[test]
    fn every_key_has_its_meaning() {
        let table = [
            ("", Reply::Reveal),
            (" \t\r", Reply::Reveal),
            ("\u{feff}", Reply::Reveal),
            ("0", grade(0)),
            (" 5 ", grade(5)),
            ("u", Reply::Undo),
            ("S", Reply::Skip),
            ("x", Reply::Suspend),
            ("E", Reply::Edit),
            ("l", Reply::Learn),
            ("p", Reply::Points),
            ("o", Reply::Links),
            ("o 2", Reply::Open(2)),
            ("O12", Reply::Open(12)),
            ("o 0", Reply::Unknown("o 0".to_owned())),
            ("o +1", Reply::Unknown("o +1".to_owned())),
            ("o 1 2", Reply::Unknown("o 1 2".to_owned())),
            ("?", Reply::Help),
            (" Q", Reply::Quit),
            ("6", Reply::Unknown("6".to_owned())),
            ("04", Reply::Unknown("04".to_owned())),
            ("4 4", Reply::Unknown("4 4".to_owned())),
            ("-1", Reply::Unknown("-1".to_owned())),
            ("good", Reply::Unknown("good".to_owned())),
            ("\u{1b}[A", Reply::Unknown("[A".to_owned())),
            ("\u{7}", Reply::Unknown(String::new())),
        ];
        for (line, expected) in table {
            assert_eq!(reply(line, Scale::Six), expected, "{line:?}");
        }
    }

    #[test]
    fn four_keys_give_four_of_the_six_grades() {
        for (key, number) in [("1", 1), ("2", 3), ("3", 4), ("4", 5)] {
            assert_eq!(reply(key, Scale::Four), grade(number), "{key}");
        }
        for key in ["0", "5"] {
            assert_eq!(reply(key, Scale::Four), Reply::Unknown(key.to_owned()));
        }
        let labels: Vec<String> = Grade::ALL.into_iter().filter_map(|grade| Scale::Four.label(grade)).collect();
        assert_eq!(labels, ["1 = again (1)", "2 = hard (3)", "3 = good (4)", "4 = easy (5)"]);
    }

    #[test]
    fn a_long_slip_is_repeated_in_part() {
        let Reply::Unknown(said) = reply(&"ä".repeat(50), Scale::Six) else { unreachable!("no key") };
        assert_eq!((said.chars().count(), said.ends_with('…')), (40, true));
        assert_eq!(reply(&"ä".repeat(40), Scale::Six), Reply::Unknown("ä".repeat(40)));
    }
}
