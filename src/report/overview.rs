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
/// Columns from which on two sections may share a line, and how those of one are set.
const PAIRED: usize = 76;
const COLUMNS: [Set; 4] = [Set::Cut, Set::Left, Set::Right, Set::Right];
/// Cells of a full bar, and of one in a narrow window.
const BAR: usize = 20;
const SHORT_BAR: usize = 8;
/// Sections that are shown however full the screen is; a narrow window is no screen of 24 lines.
const LEAST: usize = 2;
const LEAST_NARROW: usize = 6;

/// The first screen: 23 lines of 80 columns whatever there is to tell, with a bar for each section, and its topics where
/// they find room. `stories` says how the stories stand, nothing where there are none.
pub fn text(overview: &Overview, stories: &str, width: usize, ascii: bool) -> String {
    let width = width.clamp(40, 100);
    let mut text: Vec<String> =
        lines(overview, stories, width, ascii).iter().flat_map(|line| line.within(width)).collect();
    let more = lines_within("more: --section, --topic, --mocks, --stories, --interviews, --calendar, --all\n", width);
    // A blank before the sections, and what follows them.
    let room = SCREEN.saturating_sub(text.len() + 1 + more.lines().count());
    let sections = &overview.progress.sections;
    let topics = self::sections(sections.iter(), &overview.ready, width, ascii);
    if topics.lines().count() < room {
        text.push(String::new());
        text.extend(topics.lines().map(str::to_owned));
        text.push(String::new());
    } else {
        text.extend(bars(sections, width, room, ascii));
    }
    text.extend(more.lines().map(str::to_owned));
    text.join("\n") + "\n"
}

/// A bar for each section, and the earned boxes with new core cards. If one on each line find no room, two share a line,
/// then the blank above them goes, then those that are left are counted.
fn bars(sections: &[Section], width: usize, room: usize, ascii: bool) -> Vec<String> {
    let topics = sections.iter().flat_map(|section| &section.topics).map(|(topic, _)| topic);
    let grown: Vec<String> = topics
        .filter(|topic| has_grown(topic))
        .map(|topic| format!("{}: {}", one_line(&topic.title.name), state(topic)))
        .collect();
    let room = room.saturating_sub(usize::from(!grown.is_empty()));
    let (bar, least) = if width < NARROW { (SHORT_BAR, LEAST_NARROW) } else { (BAR, LEAST) };
    let mut lines = Vec::new();
    if width < PAIRED || sections.len() <= room {
        let room = room.max(least);
        let shown = if sections.len() <= room { sections.len() } else { room - 1 };
        let rows: Vec<Vec<String>> = sections.iter().take(shown).map(|section| row(section, bar, ascii)).collect();
        lines.push(String::new());
        lines.extend(set(&COLUMNS, &rows, width).lines().map(str::to_owned));
        lines.extend(left_out(sections.len() - shown));
    } else {
        // The first half stands at the left, the other one beside it.
        let wanted = sections.len().div_ceil(2);
        let blank = usize::from(wanted <= room);
        let room = (room + 1 - blank).max(least);
        let pairs = if wanted <= room { wanted } else { room - 1 };
        let shown = sections.len().min(2 * pairs);
        let rows: Vec<Vec<String>> = sections[..shown].iter().map(|section| row(section, SHORT_BAR, ascii)).collect();
        let (left, right) = rows.split_at(pairs);
        let right = right.iter().cloned().chain(std::iter::repeat(vec![String::new(); COLUMNS.len()]));
        let rows: Vec<Vec<String>> =
            left.iter().cloned().zip(right).map(|(one, other)| [one, other].concat()).collect();
        lines.extend(vec![String::new(); blank]);
        lines.extend(set(&COLUMNS.repeat(2), &rows, width).lines().map(str::to_owned));
        lines.extend(left_out(sections.len() - shown));
    }
    if !grown.is_empty() {
        lines.push(cut(&grown.join("; "), width));
    }
    lines
}

fn left_out(sections: usize) -> Option<String> {
    (sections > 0).then(|| format!("and {}: --all", counted(sections as u64, "more section")))
}

/// An earned box whose topic has a core card that was never answered.
fn has_grown(topic: &TopicStanding) -> bool {
    topic.state == BoxState::Earned && topic.counts.basis_seen < topic.counts.basis
}

fn row(section: &Section, bar: usize, ascii: bool) -> Vec<String> {
    let totals = section.totals();
    vec![
        one_line(&section.name),
        self::bar(section, bar, ascii),
        format!("{}/{}", totals.ticked(), totals.topics),
        format!("{} due", totals.due),
    ]
}

/// The ticked boxes of a section as a bar of so many cells.
fn bar(section: &Section, cells: usize, ascii: bool) -> String {
    let totals = section.totals();
    let (full, empty) = if ascii { ("#", ".") } else { ("█", "░") };
    let ticked = cells * totals.ticked() as usize / totals.topics.max(1) as usize;
    full.repeat(ticked) + &empty.repeat(cells - ticked)
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

/// Each section with its bar and its topics, and what is expected of them on the day.
pub fn sections<'a>(sections: impl Iterator<Item = &'a Section>, ready: &Ready, width: usize, ascii: bool) -> String {
    let width = width.clamp(40, 100);
    let known = ready.named();
    let parts: Vec<String> = sections
        .map(|section| {
            let of = |topic: &TopicStanding| known.get(&(section.name.as_str(), topic.title.name.as_str())).copied();
            let all = section.topics.iter().filter_map(|(topic, _)| of(topic)).sum();
            let bar = if width < NARROW { String::new() } else { bar(section, SHORT_BAR, ascii) + "  " };
            let expected = expected(&all).map_or(String::new(), |said| said + "\n");
            let head = format!("{}  {bar}{}\n{expected}", one_line(&section.name), boxes(&section.totals()));
            lines_within(&head, width) + &super::progress::topics(section, &of, width)
        })
        .collect();
    parts.join("\n")
}

/// `recall 97 % today, 83 % on the day; 10 % never seen`: of core cards, none where there are none.
pub(super) fn expected(forecast: &Forecast) -> Option<String> {
    let (today, then) = (forecast.recall_today()?, forecast.recall_on_the_day()?);
    let unseen = percent(forecast.share_unseen());
    Some(format!("recall {} today, {} on the day; {unseen} never seen", percent(today), percent(then)))
}
