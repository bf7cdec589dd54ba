//! The skeleton of a tracker: headings with their places, tables, links, and the stretches that are no prose.

use std::ops::Range;

use pulldown_cmark::{Alignment, BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::tracker::{
    kind,
    source::{Lines, Source},
    title::Words,
};

/// A heading and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// 1..=6.
    pub(super) level: u8,
    /// Its words without emoji.
    pub(super) name: String,
    /// The heading it stands below.
    pub(super) parent: Option<usize>,
    /// Its lines, from the first byte of the first to the last of the last, without the line ending.
    pub(super) range: Range<usize>,
    /// Its words, emoji and emphasis included.
    pub(super) inner: Range<usize>,
}

/// A table as Markdown sees it.
#[derive(Clone, Debug)]
pub(super) struct RawTable {
    pub(super) alignments: Vec<Alignment>,
    /// Where its head and each of its rows begin, and the words of their cells.
    pub(super) rows: Vec<(usize, Vec<String>)>,
    /// The heading it stands below.
    pub(super) heading: Option<usize>,
}

/// A link or a picture as Markdown sees it.
#[derive(Clone, Debug)]
pub(super) struct RawLink {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) target: String,
    /// `[text][name]` with no `[name]: ...` anywhere.
    pub(super) is_broken: bool,
    pub(super) is_wiki: bool,
}

/// One line of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) start: usize,
    /// Without its line ending, of whatever kind.
    pub(super) end: usize,
}

/// The skeleton. All offsets are offsets into the file.
pub(super) struct Outline<'a> {
    pub(super) source: &'a Source,
    pub(super) lines: Vec<Line>,
    pub(super) headings: Vec<Heading>,
    /// Code, HTML, front matter, tables: in order, none within another.
    pub(super) masks: Vec<Range<usize>>,
    /// Where rules begin, in order.
    pub(super) rules: Vec<usize>,
    pub(super) tables: Vec<RawTable>,
    pub(super) links: Vec<RawLink>,
    /// Code inside of a line.
    pub(super) ticked: Vec<Range<usize>>,
}

impl<'a> Outline<'a> {
    pub(super) fn read(source: &'a Source) -> Self {
        let text = source.text.as_str();
        let line =
            |(start, end): (usize, usize)| Line { start, end: start + text[start..end].trim_end_matches('\r').len() };
        let mut outline = Self {
            source,
            lines: Lines::new(text.as_bytes()).map(line).collect(),
            headings: Vec::new(),
            masks: Vec::new(),
            rules: Vec::new(),
            tables: Vec::new(),
            links: Vec::new(),
            ticked: Vec::new(),
        };
        if source.front_matter_end > 0 {
            outline.masks.push(0..source.front_matter_end);
        }
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_WIKILINKS;
        // A link to nowhere is still a link that the user meant, and is told as one.
        let missing = |link: BrokenLink<'_>| {
            let meant = link.link_type != LinkType::Shortcut;
            meant.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let mut walk = Walk { outline, heading: None, in_cell: false, words: Words::default(), links: Vec::new() };
        for (event, range) in Parser::new_with_broken_link_callback(text, options, Some(missing)).into_offset_iter() {
            walk.step(&event, range);
        }
        walk.outline
    }

    pub(super) fn text(&self) -> &'a str {
        &self.source.text
    }

    /// The index of the line that holds an offset.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    /// The number of the line that holds an offset, from 1.
    pub(super) fn number(&self, at: usize) -> usize {
        self.line_at(at) + 1
    }

    /// The stretch without prose that holds an offset.
    pub(super) fn mask_at(&self, at: usize) -> Option<&Range<usize>> {
        let next = self.masks.partition_point(|mask| mask.start <= at);
        self.masks[..next].last().filter(|mask| mask.contains(&at))
    }

    /// The heading that an offset stands below.
    pub(super) fn heading_at(&self, at: usize) -> Option<usize> {
        self.headings.partition_point(|heading| heading.range.start <= at).checked_sub(1)
    }

    /// The headings above something, nearest first.
    pub(super) fn path(&self, nearest: Option<usize>) -> impl Iterator<Item = &Heading> {
        std::iter::successors(nearest, |at| self.headings[*at].parent).map(|at| &self.headings[at])
    }

    /// For each heading whether it, or one above it, is meant.
    pub(super) fn below(&self, is_meant: impl Fn(&Heading) -> bool) -> Vec<bool> {
        let mut below: Vec<bool> = Vec::with_capacity(self.headings.len());
        for heading in &self.headings {
            below.push(heading.parent.is_some_and(|at| below[at]) || is_meant(heading));
        }
        below
    }

    /// The name of a heading; empty where there is none.
    pub(super) fn name(&self, heading: Option<usize>) -> String {
        heading.map(|at| self.headings[at].name.clone()).unwrap_or_default()
    }

    /// The headings as the judge of checklist lines wants them.
    pub(super) fn judged(&self) -> Vec<kind::Heading> {
        let judged = |it: &Heading| kind::Heading { level: it.level, name: it.name.clone(), parent: it.parent };
        self.headings.iter().map(judged).collect()
    }
}

struct Walk<'a> {
    outline: Outline<'a>,
    heading: Option<u8>,
    in_cell: bool,
    words: Words,
    /// Links that are open, and their words.
    links: Vec<String>,
}

impl Walk<'_> {
    fn step(&mut self, event: &Event<'_>, range: Range<usize>) {
        let outline = &mut self.outline;
        match event {
            Event::Rule => outline.rules.push(range.start),
            Event::Code(code) => {
                outline.ticked.push(range);
                self.links.iter_mut().for_each(|words| words.push_str(code));
            }
            Event::Text(text) => self.links.iter_mut().for_each(|words| words.push_str(text)),
            Event::SoftBreak | Event::HardBreak => self.links.iter_mut().for_each(|words| words.push(' ')),
            Event::Start(tag) => self.open(tag, range.clone()),
            Event::End(tag) => self.close(*tag, range.clone()),
            _ => {}
        }
        if self.heading.is_some() || self.in_cell {
            self.words.take(event);
        }
    }

    fn open(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let outline = &mut self.outline;
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = Some(*level as u8);
                self.words = Words::default();
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => outline.masks.push(range.clone()),
            Tag::Table(alignments) => {
                outline.masks.push(range.clone());
                let heading = outline.headings.len().checked_sub(1);
                outline.tables.push(RawTable { alignments: alignments.clone(), rows: Vec::new(), heading });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = outline.tables.last_mut() {
                    table.rows.push((range.start, Vec::new()));
                }
            }
            Tag::TableCell => {
                self.in_cell = true;
                self.words = Words::default();
            }
            Tag::Link { .. } | Tag::Image { .. } => self.links.push(String::new()),
            _ => {}
        }
        if let Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. } = tag {
            let is_broken = matches!(
                link_type,
                LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown
            );
            let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
            let target = match link_type {
                LinkType::Email => format!("mailto:{dest_url}"),
                _ => dest_url.to_string(),
            };
            let start = range.start;
            outline.links.push(RawLink { range: start..start, text: String::new(), target, is_broken, is_wiki });
        }
    }

    fn close(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(range),
            TagEnd::TableCell => {
                self.in_cell = false;
                let words = std::mem::take(&mut self.words).spoken();
                let row = self.outline.tables.last_mut().and_then(|table| table.rows.last_mut());
                row.into_iter().for_each(|row| row.1.push(words.clone()));
            }
            TagEnd::Link | TagEnd::Image => {
                let text = self.links.pop().unwrap_or_default();
                let opened = self.outline.links.iter_mut().rev().find(|link| link.range.start == range.start);
                if let Some(link) = opened {
                    link.range = range;
                    link.text = text;
                }
            }
            _ => {}
        }
    }

    fn end_heading(&mut self, range: Range<usize>) {
        let Some(level) = self.heading.take() else { return };
        let name = std::mem::take(&mut self.words).spoken();
        let outline = &mut self.outline;
        let mut parent = outline.headings.len().checked_sub(1);
        while let Some(at) = parent.filter(|at| outline.headings[*at].level >= level) {
            parent = outline.headings[at].parent;
        }
        let text = outline.text();
        let last = range.start + text[range.clone()].trim_end().len();
        let (first, last) = (outline.line_at(range.start), outline.line_at(last.max(range.start + 1) - 1));
        let inner = words_of(text, range.start, outline.lines[first].end, first == last);
        let range = outline.lines[first].start..outline.lines[last].end;
        outline.headings.push(Heading { level, name, parent, range, inner });
    }
}

/// Where the words of a heading stand in its first line; an underlined heading has no marks before them.
fn words_of(text: &str, start: usize, end: usize, marked: bool) -> Range<usize> {
    let line = &text[start..end];
    let words = if marked { line.trim_start_matches('#').trim_start() } else { line.trim_start() };
    let from = end - words.len();
    let words = words.trim_end();
    let bare = words.trim_end_matches('#');
    // `# C#` has no closing marks, `# C #` has.
    let closed = marked && (bare.is_empty() || bare.ends_with([' ', '\t']));
    from..from + if closed { bare.trim_end().len() } else { words.len() }
}
