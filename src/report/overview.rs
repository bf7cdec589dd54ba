//! `drill report`: one screen of where one stands.

use super::{
    counted,
    progress::{boxes, headline},
    table::{Set, set},
    topics::state,
};
use crate::model::{BoxState, TopicStanding, text::one_line};
use crate::readiness::{Ready, SENTENCE};
use crate::stats::{Overview, Section};

/// Cells of a full bar, and of one in a narrow window.
const BAR: usize = 20;
const SHORT_BAR: usize = 8;

/// Lines of topics that the first screen has room for.
const ROOM: usize = 12;

/// The first screen: 24 lines of 80 columns with the sections of an ordinary tracker, and with the topics of a small one.
/// `stories` is the line about the stories.
pub fn text(overview: &Overview, stories: &str, width: usize, ascii: bool) -> String {
    let width = width.clamp(40, 100);
    let progress = &overview.progress;
    let mut text = ready(&overview.ready) + &headline(progress, ascii);
    if let Some(mock) = overview.mocks.last() {
        let score = mock.score.map_or("not scored".to_owned(), |score| format!("{:.2}", f64::from(score) / 100.0));
        let all = counted(overview.mocks.len() as u64, "mock");
        text.push_str(&format!("mocks       {all}; last {} on {}: {score}\n", one_line(&mock.title), mock.day));
    }
    text.push_str(stories);
    let lines: usize = progress.sections.iter().map(|section| section.topics.len() + 2).sum();
    text.push('\n');
    if lines <= ROOM {
        text.push_str(&sections(progress.sections.iter(), width));
    } else {
        let bar = if width < 60 { SHORT_BAR } else { BAR };
        let rows: Vec<Vec<String>> = progress.sections.iter().map(|section| row(section, bar, ascii)).collect();
        text.push_str(&set(&[Set::Cut, Set::Left, Set::Right, Set::Right], &rows, width));
        let grown = progress.sections.iter().flat_map(|section| &section.topics).filter(|(topic, _)| has_grown(topic));
        for (topic, _) in grown {
            text.push_str(&format!("{}: {}\n", one_line(&topic.title.name), state(topic)));
        }
    }
    text.push_str("\nmore: --section NAME, --topic NAME, --mocks, --stories, --calendar, --all\n");
    super::table::lines_within(&text, width)
}

/// An earned box whose topic has a core card that was never answered.
fn has_grown(topic: &TopicStanding) -> bool {
    topic.state == BoxState::Earned && topic.counts.basis_seen < topic.counts.basis
}

fn row(section: &Section, bar: usize, ascii: bool) -> Vec<String> {
    let totals = section.totals();
    let (full, empty) = if ascii { ("#", ".") } else { ("█", "░") };
    let ticked = bar * totals.ticked() as usize / totals.topics.max(1) as usize;
    vec![
        one_line(&section.name),
        full.repeat(ticked) + &empty.repeat(bar - ticked),
        format!("{}/{}", totals.ticked(), totals.topics),
        format!("{} due", totals.due),
    ]
}

/// The number with its parts and its sentence, the weakest topics, and how far the predictions held.
fn ready(ready: &Ready) -> String {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let parts = &ready.parts;
    let day = match ready.company.as_deref() {
        None => format!("for {} (no interview is set)", ready.date),
        Some("") => format!("for the interview on {}", ready.date),
        Some(company) => format!("for {} on {}", one_line(company), ready.date),
    };
    let mut lines = vec![
        format!("ready       {} {day}", percent(parts.whole())),
        format!(
            "parts       recall {}, mocks {}, stories {}",
            percent(parts.recall),
            percent(parts.mocks),
            percent(parts.stories)
        ),
        format!("            ({SENTENCE})"),
        format!(
            "core cards  recalled today {}, on the day {}; never seen {}",
            ready.core.recall_today().map_or("–".to_owned(), percent),
            ready.core.recall_on_the_day().map_or("–".to_owned(), percent),
            percent(ready.core.share_unseen())
        ),
    ];
    let weakest: Vec<String> = ready
        .weakest(3)
        .into_iter()
        .map(|(_, topic, it)| format!("{} {}", one_line(topic), it.recall_on_the_day().map_or(String::new(), percent)))
        .collect();
    if !weakest.is_empty() {
        lines.push(format!("weakest     {}", weakest.join(", ")));
    }
    if let Some(effort) = &ready.effort {
        lines.push(format!("minutes     {}", super::plan::effort(effort)));
    }
    if let Some((said, recalled)) = ready.foretold.percent() {
        lines.push(format!("predicted   we said {said} %, you recalled {recalled} % of {}", ready.foretold.answers));
    }
    lines.join("\n") + "\n"
}

/// Each section with its topics, those that `wanted` keeps.
pub fn sections<'a>(sections: impl Iterator<Item = &'a Section>, width: usize) -> String {
    let parts: Vec<String> = sections
        .map(|section| {
            let name = one_line(&section.name);
            format!("{name}  {}\n{}", boxes(&section.totals()), super::progress::topics(section, width.clamp(40, 100)))
        })
        .collect();
    parts.join("\n")
}
