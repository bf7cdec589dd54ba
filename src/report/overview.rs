//! `drill report`: one screen of where one stands.

mod lines;

pub(super) use lines::{mocks_counted, today};

use super::{
    counted,
    progress::{boxes, percent},
    table::{Set, cut, lines_within, set},
    topics::state,
};
use crate::model::{BoxState, TopicStanding, text::one_line};
use crate::readiness::{Forecast, Ready};
use crate::stats::{Overview, Section};
use lines::{Line, lines};

/// Lines of the first screen: those of a terminal of 24 but for the one of the next prompt.
const SCREEN: usize = 23;
/// Columns below which a line is said in fewer words.
const NARROW: usize = 60;
/// Columns of the names of the lines.
const LABEL: usize = 12;
/// Cells of a full bar, and of one in a narrow window.
const BAR: usize = 20;
const SHORT_BAR: usize = 8;
/// Sections that are shown however full the screen is; a narrow window is no screen of 24 lines.
const LEAST: usize = 2;
const LEAST_NARROW: usize = 6;

/// The first screen: 23 lines of 80 columns whatever there is to tell, with the topics where they find room, else with a
/// bar for each section. `stories` says how the stories stand, nothing where there are none.
pub fn text(overview: &Overview, stories: &str, width: usize, ascii: bool) -> String {
    let width = width.clamp(40, 100);
    let mut text: Vec<String> =
        lines(overview, stories, width, ascii).iter().flat_map(|line| line.within(width)).collect();
    let more = lines_within("more: --section, --topic, --mocks, --stories, --interviews, --calendar, --all\n", width);
    // A blank before the sections, and what follows them.
    let room = SCREEN.saturating_sub(text.len() + 1 + more.lines().count());
    let sections = &overview.progress.sections;
    let topics = self::sections(sections.iter(), &overview.ready, width);
    text.push(String::new());
    if topics.lines().count() < room {
        text.extend(topics.lines().map(str::to_owned));
        text.push(String::new());
    } else {
        text.extend(bars(sections, width, room, ascii));
    }
    text.extend(more.lines().map(str::to_owned));
    text.join("\n") + "\n"
}

/// A bar for each section, as many as find room, and the earned boxes with new core cards.
fn bars(sections: &[Section], width: usize, room: usize, ascii: bool) -> Vec<String> {
    let topics = sections.iter().flat_map(|section| &section.topics).map(|(topic, _)| topic);
    let grown: Vec<String> = topics
        .filter(|topic| has_grown(topic))
        .map(|topic| format!("{}: {}", one_line(&topic.title.name), state(topic)))
        .collect();
    let room = room.saturating_sub(usize::from(!grown.is_empty()));
    let (bar, least) = if width < NARROW { (SHORT_BAR, LEAST_NARROW) } else { (BAR, LEAST) };
    let room = room.max(least);
    let shown = if sections.len() <= room { sections.len() } else { room - 1 };
    let rows: Vec<Vec<String>> = sections.iter().take(shown).map(|section| row(section, bar, ascii)).collect();
    let mut lines: Vec<String> =
        set(&[Set::Cut, Set::Left, Set::Right, Set::Right], &rows, width).lines().map(str::to_owned).collect();
    if shown < sections.len() {
        lines.push(format!("and {}: --all", counted((sections.len() - shown) as u64, "more section")));
    }
    if !grown.is_empty() {
        lines.push(cut(&grown.join("; "), width));
    }
    lines
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

impl Line {
    /// The line with its name before it, wrapped as far as it may be, and cut.
    fn within(&self, width: usize) -> Vec<String> {
        let (said, indent) = if width < NARROW {
            let named =
                || if self.name.is_empty() { self.text.clone() } else { format!("{}: {}", self.name, self.text) };
            (self.short.clone().unwrap_or_else(named), 2)
        } else {
            (format!("{:<LABEL$}{}", self.name, self.text), LABEL)
        };
        if self.most == 1 {
            return vec![cut(&said, width)];
        }
        let indent = " ".repeat(indent);
        let options = textwrap::Options::new(width).subsequent_indent(&indent);
        let mut lines: Vec<String> =
            textwrap::wrap(&said, options).into_iter().map(|line| line.trim_end().to_owned()).collect();
        if lines.len() > self.most {
            lines.truncate(self.most);
            lines.iter_mut().skip(self.most - 1).for_each(|last| *last = cut(&format!("{last} …"), width));
        }
        lines
    }
}

/// Each section with its topics, and what is expected of them on the day.
pub fn sections<'a>(sections: impl Iterator<Item = &'a Section>, ready: &Ready, width: usize) -> String {
    let width = width.clamp(40, 100);
    let known = ready.named();
    let parts: Vec<String> = sections
        .map(|section| {
            let of = |topic: &TopicStanding| known.get(&(section.name.as_str(), topic.title.name.as_str())).copied();
            let all = section.topics.iter().filter_map(|(topic, _)| of(topic)).sum();
            let head = format!("{}  {}\n{}", one_line(&section.name), boxes(&section.totals()), expected(&all));
            lines_within(&head, width) + &super::progress::topics(section, &of, width)
        })
        .collect();
    parts.join("\n")
}

/// `recall 97 % today, 83 % on the day; 10 % never seen`: of core cards, nothing where there are none.
fn expected(forecast: &Forecast) -> String {
    match (forecast.recall_today(), forecast.recall_on_the_day()) {
        (Some(today), Some(then)) => format!(
            "recall {} today, {} on the day; {} never seen\n",
            percent(today),
            percent(then),
            percent(forecast.share_unseen())
        ),
        _ => String::new(),
    }
}
