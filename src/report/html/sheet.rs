//! `drill sheet --html FILE`: the last evening on one sheet of paper.

use maud::{Markup, html};

use super::super::sheet::{SCENARIOS, answer, left_out, said};
use super::{document, long_day};
use crate::model::{scenario::Figure, text::one_line};
use crate::stats::{Failed, Sheet};

/// Letters of a line of the two columns on paper, plain and bold, in a wide font; and lines of both, the head of the page
/// left out, and what is lost where a card is not broken.
const COLUMN: usize = 52;
const BOLD: usize = 44;
const LINES: usize = 146;
/// Tenths of a line below a card, a story or a figure, and those that a heading takes.
const GAP: usize = 4;
const HEADING: usize = 25;
/// Lines of one answer, of one story, and of the figures of one scenario.
const ANSWER: usize = 4;
const STORY: usize = 3;
const FIGURES: usize = 16;
/// Stories that are read.
const STORIES: usize = 12;

/// The page, at most what one sheet holds; what finds no room is counted.
pub fn page(sheet: &Sheet) -> String {
    let stories: Vec<(String, String)> = sheet.stories.iter().take(STORIES).map(begins).collect();
    let told: usize = stories.iter().map(|(title, first)| item(height(&format!("{title}: {first}"), COLUMN))).sum();
    let scenarios: Vec<(String, Vec<String>, bool)> = sheet.scenarios.iter().take(SCENARIOS).map(numbers).collect();
    let numbers = scenarios.iter().flat_map(|(_, lines, _)| lines);
    let figures: usize = numbers.map(|line| item(height(line, COLUMN))).sum();
    let headings = HEADING * (2 + 2 * scenarios.len());
    let mut room = (10 * LINES).saturating_sub(told + figures + headings);
    let fits = |card: &&Failed| {
        let needed = item(height(&card.question, BOLD) + tall(card).min(ANSWER));
        let enough = needed <= room;
        room = room.saturating_sub(needed);
        enough
    };
    let shown: Vec<&Failed> = sheet.failed.iter().take_while(fits).collect();
    let left = sheet.failed.len() - shown.len() + sheet.more;
    document(
        "sheet",
        sheet.today,
        &html! {
            h1 { "The last evening" }
            p.day { (long_day(sheet.today)) }
            div.columns {
                h2 { "Core cards that failed" }
                @if sheet.failed.is_empty() { p { "No core card has failed." } }
                ol { @for card in shown { (one(card)) } }
                @if left > 0 { p.sentence { (left_out(left)) } }
                @if !stories.is_empty() {
                    h2 { "How my stories begin" }
                    ul { @for (title, first) in &stories { li { b { (title) } ": " (first) } } }
                    @if sheet.stories.len() > stories.len() { p.sentence { "… and more: drill story" } }
                }
                @for (title, figures, more) in &scenarios {
                    h2 { "The numbers of " (title) }
                    ul { @for figure in figures { li { (figure) } } }
                    @if *more { p.sentence { "…" } }
                }
            }
        },
    )
}

/// A card with its answer, line by line; a long answer is cut.
fn one(card: &Failed) -> Markup {
    let mut rest = ANSWER;
    let lines = answer(card);
    let is_long = tall(card) > ANSWER;
    let shown = lines.iter().take_while(|line| {
        let needed = height(&line.text, COLUMN);
        let enough = needed <= rest && !(is_long && rest < 2);
        rest = rest.saturating_sub(needed);
        enough
    });
    html! {
        li {
            b { (one_line(&card.question)) }
            @for line in shown { div { @if line.code { code { (line.text) } } @else { (line.text) } } }
            @if is_long { div.sentence { "… drill card " (one_line(&card.id)) } }
        }
    }
}

/// How a story begins: what its lines hold.
fn begins((title, first): &(String, String)) -> (String, String) {
    let (title, first) = (one_line(title), one_line(first));
    let letters = (STORY * COLUMN).saturating_sub(title.chars().count());
    match first.char_indices().nth(letters) {
        None => (title, first),
        Some((end, _)) => (title, format!("{}…", first[..end].trim_end())),
    }
}

/// The figures of a scenario that its lines hold, and whether there are more.
fn numbers((title, figures): &(String, Vec<Figure>)) -> (String, Vec<String>, bool) {
    let mut room = FIGURES;
    let lines = figures.iter().map(|figure| one_line(&said(figure)));
    let fits = |line: &String| {
        let needed = height(line, COLUMN);
        let enough = needed <= room;
        room = room.saturating_sub(needed);
        enough
    };
    let shown: Vec<String> = lines.take_while(fits).collect();
    let more = shown.len() < figures.len();
    (one_line(title), shown, more)
}

/// Tenths of a line that so many lines of a list take.
const fn item(lines: usize) -> usize {
    10 * lines + GAP
}

/// Lines that a text takes on paper, of so many letters each.
fn height(text: &str, letters: usize) -> usize {
    textwrap::wrap(&one_line(text), letters).len().max(1)
}

fn tall(card: &Failed) -> usize {
    answer(card).iter().map(|line| height(&line.text, COLUMN)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_one_sheet_holds_and_counts_the_rest() {
        let card = |at: usize| Failed {
            id: format!("c{at}"),
            section: "S".to_owned(),
            topic: "T".to_owned(),
            question: "<b>Why?</b>".to_owned(),
            answer: "because\n".repeat(9),
            lapses: 1,
        };
        let today = "2026-03-01".parse().unwrap();
        let failed = (0..300).map(card).collect();
        let sheet = Sheet { today, failed, more: 0, stories: Vec::new(), scenarios: Vec::new() };
        let page = page(&sheet);
        let shown = page.matches("<li>").count();
        assert!((15..60).contains(&shown), "{shown}");
        assert!(page.contains(&format!("… and {} more cards", 300 - shown)), "{page}");
        assert!(page.contains("&lt;b&gt;Why?&lt;/b&gt;") && !page.contains("<b><b>"), "{page}");
        assert_eq!(page.matches("<div>because</div>").count(), 3 * shown);
    }
}
