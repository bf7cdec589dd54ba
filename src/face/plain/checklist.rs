//! A list ticked by its numbers.

use std::ops::RangeInclusive;

use super::{Plain, Typed};
use crate::{
    face::{
        Face,
        card::Sheet,
        keys::{self, Scale},
        markdown::lay,
        width::{prose, wrap},
    },
    model::{
        Moment,
        text::one_line,
        view::{CheckItem, Reply},
    },
};

/// The text to be compared, the question, and the list with its numbers.
pub(super) fn draw(question: &str, items: &[CheckItem], beside: &str, sheet: Sheet) -> Vec<String> {
    let width = prose(sheet.columns);
    let mut page = lay(beside, width);
    if !page.is_empty() {
        page.push(String::new());
    }
    page.extend(sheet.line(question));
    let digits = items.len().to_string().len();
    for (at, item) in items.iter().enumerate() {
        let mark = if item.ticked { "[x]" } else { "[ ]" };
        let first = format!("{:>digits$}. {mark} ", at + 1);
        let rest = " ".repeat(first.len().min(width / 3));
        page.extend(wrap(&one_line(&item.text), width, &first, &rest));
    }
    let enter = if items.iter().any(|item| item.ticked) { "as it stands" } else { "none" };
    page.extend(sheet.line(&format!("numbers (1 3 5-7), all, none; enter: {enter}")));
    page
}

impl Plain {
    /// Reads lines until one of them ticks the list.
    pub(super) fn tick(&mut self, items: &[CheckItem], until: Option<Moment>) -> Reply {
        // A list without a line asks nothing.
        while !items.is_empty() {
            let typed = match self.read(until) {
                Typed::Line(line) => line,
                Typed::End => return Reply::Quit,
                Typed::Other(reply) => return reply,
            };
            match ticked(&typed, items) {
                Ok(ticked) => return Reply::Ticked(ticked),
                Err(_) if keys::reply(&typed, Scale::Six) == Reply::Quit => return Reply::Quit,
                Err(wrong) => self.say(&wrong),
            }
        }
        Reply::Ticked(Vec::new())
    }
}

/// The list as a line ticks it; what is wrong with the line otherwise.
pub(super) fn ticked(line: &str, items: &[CheckItem]) -> Result<Vec<bool>, String> {
    let typed = line.trim_start_matches('\u{feff}').trim().to_lowercase();
    match typed.as_str() {
        "" => return Ok(items.iter().map(|item| item.ticked).collect()),
        "none" => return Ok(vec![false; items.len()]),
        "all" => return Ok(vec![true; items.len()]),
        _ => {}
    }
    let mut ticked = vec![false; items.len()];
    // `5 - 7` is one range.
    let typed = typed.replace(['–', '—'], "-").split('-').map(str::trim).collect::<Vec<_>>().join("-");
    for word in typed.split(|letter: char| letter.is_whitespace() || ",;".contains(letter)) {
        if !word.is_empty() {
            ticked[numbers(word, items.len())?].fill(true);
        }
    }
    Ok(ticked)
}

/// The places that a number or a range stands for, from 0.
fn numbers(word: &str, count: usize) -> Result<RangeInclusive<usize>, String> {
    let number = |text: &str| -> Result<usize, String> {
        let digits = text.trim_end_matches(['.', ')']);
        if digits.is_empty() || !digits.chars().all(|digit| digit.is_ascii_digit()) {
            let word: String = one_line(word).chars().take(40).collect();
            return Err(format!("'{word}' is no number; write them like 1 3 5-7, or all, or none"));
        }
        let place = digits.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let digits: String = digits.chars().take(20).collect();
        place
            .filter(|place| *place < count)
            .ok_or_else(|| format!("{digits} is not on the list, which has 1 to {count}"))
    };
    match word.split_once('-') {
        None => number(word).map(|place| place..=place),
        Some((first, last)) => {
            let (first, last) = (number(first)?, number(last)?);
            if first > last {
                return Err(format!("{}-{} runs backwards; write {1}-{0}", first + 1, last + 1));
            }
            Ok(first..=last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(ticked: &[bool]) -> Vec<CheckItem> {
        ticked.iter().map(|ticked| CheckItem { text: "a point".to_owned(), ticked: *ticked }).collect()
    }

    fn places(line: &str) -> Result<Vec<usize>, String> {
        let ticked = ticked(line, &items(&[false; 12]))?;
        Ok((1..=12).filter(|place| ticked[place - 1]).collect())
    }

    #[test]
    fn a_line_of_numbers_ticks() {
        let table: [(&str, &[usize]); 13] = [
            ("1", &[1]),
            ("1 3 5-7", &[1, 3, 5, 6, 7]),
            ("3,1;12", &[1, 3, 12]),
            (" 2 , 2,\t4 ", &[2, 4]),
            ("5 - 7 9", &[5, 6, 7, 9]),
            ("5–6", &[5, 6]),
            ("4-4", &[4]),
            ("1. 2) 03", &[1, 2, 3]),
            ("", &[]),
            (" ", &[]),
            ("None", &[]),
            ("\u{feff}1", &[1]),
            ("ALL", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ];
        for (line, expected) in table {
            assert_eq!(places(line).as_deref(), Ok(expected), "{line:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let table = [
            ("0", "0 is not on the list, which has 1 to 12"),
            ("1 13", "13 is not on the list, which has 1 to 12"),
            ("99999999999999999999999999", "99999999999999999999 is not on the list, which has 1 to 12"),
            ("5-13", "13 is not on the list, which has 1 to 12"),
            ("7-5", "7-5 runs backwards; write 5-7"),
            ("1 x", "'x' is no number; write them like 1 3 5-7, or all, or none"),
            ("-3", "'-3' is no number; write them like 1 3 5-7, or all, or none"),
            ("1-2-3", "'1-2-3' is no number; write them like 1 3 5-7, or all, or none"),
            ("all 3", "'all' is no number; write them like 1 3 5-7, or all, or none"),
            ("\u{1b}[2J", "'[2j' is no number; write them like 1 3 5-7, or all, or none"),
        ];
        for (line, wrong) in table {
            assert_eq!(places(line), Err(wrong.to_owned()), "{line:?}");
        }
    }

    #[test]
    fn an_empty_line_keeps_what_is_ticked() {
        assert_eq!(ticked("", &items(&[true, false])), Ok(vec![true, false]));
        assert_eq!(ticked("none", &items(&[true, false])), Ok(vec![false, false]));
        assert_eq!(ticked("1", &[]), Err("1 is not on the list, which has 1 to 0".to_owned()));
    }
}
