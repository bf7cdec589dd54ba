//! `drill sheet --html FILE`: the last evening on one sheet of paper.

use maud::{Markup, html};

use super::super::sheet::{SCENARIOS, answer, left_out, said};
use super::{document, long_day};
use crate::model::text::one_line;
use crate::stats::{Failed, Sheet};

/// Letters of a line of the two columns on paper, and lines of both, the head and the foot of the page left out.
const COLUMN: usize = 62;
const LINES: usize = 136;
/// Tenths of a line between two cards.
const GAP: usize = 4;
/// Lines of one answer, and of the figures of one scenario.
const ANSWER: usize = 4;
const FIGURES: usize = 14;
/// Stories that are read.
const STORIES: usize = 12;

/// The page, at most what one sheet holds; what finds no room is counted.
pub fn page(sheet: &Sheet) -> String {
    let stories = &sheet.stories[..sheet.stories.len().min(STORIES)];
    let scenarios = &sheet.scenarios[..sheet.scenarios.len().min(SCENARIOS)];
    let told: usize = stories.iter().map(|(title, first)| height(&format!("{title}: {first}"))).sum();
    let figures: usize = scenarios.iter().map(|(_, figures)| 2 + figures.len().min(FIGURES)).sum();
    let mut room = 10 * LINES.saturating_sub(told + figures + 4);
    let fits = |card: &&Failed| {
        let needed = 10 * (height(&card.question) + tall(card).min(ANSWER)) + GAP;
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
                    ul { @for (title, first) in stories { li { b { (one_line(title)) } ": " (one_line(first)) } } }
                    @if sheet.stories.len() > stories.len() { p.sentence { "… and more: drill story" } }
                }
                @for (title, figures) in scenarios {
                    h2 { "The numbers of " (one_line(title)) }
                    ul { @for figure in figures.iter().take(FIGURES) { li { (said(figure)) } } }
                    @if figures.len() > FIGURES { p.sentence { "…" } }
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
        let needed = height(&line.text);
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

/// Lines that a text takes on paper.
fn height(text: &str) -> usize {
    one_line(text).chars().count().div_ceil(COLUMN).max(1)
}

fn tall(card: &Failed) -> usize {
    answer(card).iter().map(|line| height(&line.text)).sum()
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
