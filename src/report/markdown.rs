//! `drill report --markdown`: a section that fits into a tracker or a README.

use super::progress::{boxes, percent, retention};
use crate::model::{BoxState, text::one_line};
use crate::readiness::{Ready, SENTENCE};
use crate::stats::Overview;

/// Headings from the second level on, tables, no HTML.
pub fn text(overview: &Overview) -> String {
    let progress = &overview.progress;
    let totals = progress.totals();
    let known = overview.ready.named();
    let mut text = format!("## Progress, {}\n\n{}", progress.today, ready(&overview.ready));
    text.push_str(&format!("- boxes: {}\n", boxes(&totals)));
    text.push_str(&format!(
        "- cards: {} learned, {} seen, {} new\n",
        totals.learned,
        totals.seen,
        totals.cards - totals.seen
    ));
    text.push_str(&format!("- today: {}\n", super::overview::today(&progress.due)));
    let ahead = progress.ahead.iter().map(|(day, count)| format!("{} {count}", day.date().format("%a")));
    text.push_str(&format!("- next 7 days: {}\n", ahead.collect::<Vec<_>>().join(", ")));
    text.push_str(&format!("- retention: {}\n", retention(progress)));
    text.push_str(&format!("- streak: {}\n", super::counted(progress.streak, "day")));
    for section in &progress.sections {
        text.push_str(&format!(
            "\n### {}\n\n| topic | box | learned | seen | cards | due | recall |\n|---|---|--:|--:|--:|--:|--:|\n",
            plain(&section.name)
        ));
        for (topic, due) in &section.topics {
            let counts = &topic.counts;
            let expected = known.get(&(section.name.as_str(), topic.title.name.as_str()));
            let recall = expected.and_then(|it| it.recall_on_the_day()).map_or("–".to_owned(), percent);
            let mark = if topic.state == BoxState::Open { "☐" } else { "☑" };
            text.push_str(&format!(
                "| {} | {mark} {} | {} | {} | {} | {due} | {recall} |\n",
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
    text.push_str(&super::interviews::markdown(&overview.interviews, plain));
    text
}

/// The number with its three parts and its sentence, and what is expected of the core cards.
fn ready(ready: &Ready) -> String {
    let parts = &ready.parts;
    let whose = match ready.company.as_deref() {
        None => "; no interview is set".to_owned(),
        Some("") => ", the interview".to_owned(),
        Some(company) => format!(", {}", plain(company)),
    };
    let or_dash = |share: Option<f64>| share.map_or("–".to_owned(), percent);
    let mut text = format!("- ready: {} on {}{whose}\n", percent(parts.whole()), ready.date);
    let weakest: Vec<String> = ready
        .weakest(3)
        .into_iter()
        .filter_map(|(_, topic, it)| Some(format!("{} {}", plain(topic), percent(it.recall_on_the_day()?))))
        .collect();
    text.push_str(&format!(
        "- parts: recall {}, mocks {}, stories {} ({SENTENCE})\n",
        percent(parts.recall),
        percent(parts.mocks),
        percent(parts.stories)
    ));
    text.push_str(&format!(
        "- core cards: recalled today {}, on the day {}; never seen {}\n",
        or_dash(ready.core.recall_today()),
        or_dash(ready.core.recall_on_the_day()),
        percent(ready.core.share_unseen())
    ));
    if !weakest.is_empty() {
        text.push_str(&format!("- weakest on the day: {}\n", weakest.join(", ")));
    }
    if let Some(effort) = &ready.effort {
        text.push_str(&format!("- minutes: {}\n", plain(&super::plan::effort(effort))));
    }
    if let Some((said, recalled)) = ready.foretold.percent() {
        let of = ready.foretold.answers;
        text.push_str(&format!("- predicted: we said {said} %, you recalled {recalled} % of {of}\n"));
    }
    text
}

/// A text that is no Markdown: what would begin a cell, a link, a tag, an entity or an emphasis is escaped.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        if matches!(letter, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '&' | '~') {
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
        assert_eq!(
            plain("a|b <script> [x](y) *z*\n# h &lt; ~~d~~"),
            "a\\|b \\<script\\> \\[x\\](y) \\*z\\* \\# h \\&lt; \\~\\~d\\~\\~"
        );
    }
}
