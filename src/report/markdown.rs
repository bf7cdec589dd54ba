//! `drill report --markdown`: a section that fits into a tracker or a README.

use super::progress::{boxes, retention};
use crate::model::{BoxState, text::one_line};
use crate::stats::Overview;

/// Headings from the second level on, tables, no HTML.
pub fn text(overview: &Overview) -> String {
    let progress = &overview.progress;
    let totals = progress.totals();
    let due = &progress.due;
    let mut text = format!("## Progress, {}\n\n", progress.today);
    text.push_str(&format!("- boxes: {}\n", boxes(&totals)));
    text.push_str(&format!(
        "- cards: {} learned, {} seen, {} new\n",
        totals.learned,
        totals.seen,
        totals.cards - totals.seen
    ));
    text.push_str(&format!(
        "- today: {} due, {} new, {} mocks, {} stories\n",
        due.due, due.new, due.mocks, due.stories
    ));
    text.push_str(&format!("- retention: {}\n", retention(progress)));
    text.push_str(&format!("- streak: {}\n", super::counted(progress.streak, "day")));
    for section in &progress.sections {
        text.push_str(&format!(
            "\n### {}\n\n| topic | box | learned | seen | cards | due |\n|---|---|--:|--:|--:|--:|\n",
            plain(&section.name)
        ));
        for (topic, due) in &section.topics {
            let counts = &topic.counts;
            let mark = if topic.state == BoxState::Open { "☐" } else { "☑" };
            text.push_str(&format!(
                "| {} | {mark} {} | {} | {} | {} | {due} |\n",
                plain(&topic.title.name),
                super::topics::state(topic),
                counts.learned,
                counts.seen,
                counts.cards
            ));
        }
    }
    if !overview.mocks.is_empty() {
        text.push_str("\n### Mocks\n\n| day | scenario | minutes | score |\n|---|---|--:|--:|\n");
        for mock in overview.mocks.iter().rev() {
            let score = mock.score.map_or("–".to_owned(), |score| format!("{:.2}", f64::from(score) / 100.0));
            text.push_str(&format!("| {} | {} | {} | {score} |\n", mock.day, plain(&mock.title), mock.minutes));
        }
    }
    text
}

/// A text that is no Markdown: what would begin a cell, a link, a tag or an emphasis is escaped.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        if matches!(letter, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_a_title_is_text() {
        assert_eq!(plain("a|b <script> [x](y) *z*\n# h"), "a\\|b \\<script\\> \\[x\\](y) \\*z\\* \\# h");
    }
}
