//! Reads a tracker: its boxes, its scenario rows, and what is odd about it. No file makes it fail.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{
    kind::{Heading, Judge, LABEL, Verdict},
    repair::repair,
    scenario::{Columns, split},
    source::{Source, column},
    stray::{self, Region},
    title::Words,
};
pub use super::{
    kind::{LineKind, Rules, Why},
    remark::{Oddity, Remark},
    scenario::{Cell, ScenarioRow},
    status::Status,
    stray::{NoBox, Stray},
};
use crate::model::{Title, text::one_line};

/// What was found in a tracker, in the order of its lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tracker {
    /// Its checklist lines, whatever they are.
    pub boxes: Vec<BoxLine>,
    /// The rows of its scenario tables.
    pub scenarios: Vec<ScenarioRow>,
    /// What looks like a checklist line and is none.
    pub strays: Vec<Stray>,
    /// What is odd about the file.
    pub remarks: Vec<Remark>,
}

impl Tracker {
    /// The lines that are topics, in the order of the file.
    pub fn topics(&self) -> impl Iterator<Item = &BoxLine> {
        self.boxes.iter().filter(|line| line.kind == LineKind::Topic)
    }
}

/// One checklist line.
#[derive(Clone, Debug, PartialEq)]
pub struct BoxLine {
    /// Its line, from 1.
    pub line: usize,
    /// The column of its bracket, in characters, from 1.
    pub col: usize,
    /// The offset of the byte between the brackets, in the original file.
    pub mark: usize,
    /// Whether an x stands there.
    pub ticked: bool,
    /// What the line is.
    pub kind: LineKind,
    /// What decided that.
    pub why: Why,
    /// The nearest heading above, without emoji; empty if there is none.
    pub section: String,
    /// Its words taken apart.
    pub title: Title,
    /// All its words, Markdown rendered away.
    pub text: String,
}

/// Reads a tracker. Offsets are offsets into `bytes`, whatever stands in them.
pub fn parse(bytes: &[u8], rules: &Rules) -> Tracker {
    let source = Source::read(bytes);
    let mut walk = Walk::new(&source.text);
    let front = source.front_matter_end;
    if front > 0 {
        walk.regions.push(Region { range: 0..front, why: NoBox::InFrontMatter });
    }
    let options =
        Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
    for (event, range) in Parser::new_ext(&source.text, options).into_offset_iter() {
        walk.step(&event, range);
    }
    let mut tracker = walk.finish(rules, bytes);
    tracker.remarks.extend(source.remarks);
    tracker.remarks.sort_by_key(|remark| remark.line);
    tracker
}

/// What the words that come in belong to.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Nothing,
    Heading(u8),
    Label,
    Box { mark: usize, line: usize, ticked: bool },
    Cell,
}

/// A box before its kind is known.
struct Raw {
    line: usize,
    mark: usize,
    ticked: bool,
    heading: Option<usize>,
    words: Words,
}

struct Walk<'a> {
    text: &'a str,
    /// Where its last word ends.
    text_end: usize,
    /// Lines are counted as far as they were asked for.
    counted: (usize, usize),
    headings: Vec<Heading>,
    nearest: Option<usize>,
    reading: Reading,
    words: Words,
    /// How many lists and quotes are open.
    depth: usize,
    raws: Vec<Raw>,
    regions: Vec<Region>,
    remarks: Vec<Remark>,
    /// The cells of the row that is being read, and the columns of its table.
    row: Vec<String>,
    columns: Option<Columns>,
    rows: Vec<(ScenarioRow, Option<usize>)>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            text_end: text.trim_end().len(),
            counted: (0, 1),
            headings: Vec::new(),
            nearest: None,
            reading: Reading::Nothing,
            words: Words::default(),
            depth: 0,
            raws: Vec::new(),
            regions: Vec::new(),
            remarks: Vec::new(),
            row: Vec::new(),
            columns: None,
            rows: Vec::new(),
        }
    }

    /// The line of an offset; offsets come in order.
    fn line_of(&mut self, at: usize) -> usize {
        let (from, line) = self.counted;
        if at > from {
            let passed = self.text.as_bytes()[from..at].iter().filter(|byte| **byte == b'\n').count();
            self.counted = (at, line + passed);
        }
        self.counted.1
    }

    fn step(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(*tag, range),
            Event::TaskListMarker(ticked) => {
                self.end_line();
                let mark = range.end - 2;
                let line = self.line_of(mark);
                self.reading = Reading::Box { mark, line, ticked: *ticked };
                return;
            }
            Event::Rule => self.end_line(),
            _ => {}
        }
        if self.reading != Reading::Nothing {
            self.words.take(event);
        }
        if self.reading == Reading::Label && self.words.is_weak() {
            self.reading = Reading::Nothing;
            self.words = Words::default();
        }
    }

    fn open(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_line();
                self.reading = Reading::Heading(*level as u8);
            }
            // The words of `- [ ]` may stand in the line below it.
            Tag::Paragraph if matches!(self.reading, Reading::Box { .. }) && self.words.is_empty() => {}
            Tag::Paragraph => {
                self.end_line();
                if self.depth == 0 {
                    self.reading = Reading::Label;
                }
            }
            Tag::BlockQuote(_) | Tag::List(_) => {
                self.end_line();
                self.depth += 1;
            }
            Tag::Item => self.end_line(),
            Tag::CodeBlock(kind) => {
                self.end_line();
                self.open_code(kind, range);
            }
            Tag::HtmlBlock => {
                self.end_line();
                self.open_html(range);
            }
            Tag::Table(_) => {
                self.end_line();
                self.columns = None;
                self.regions.push(Region { range, why: NoBox::InTable });
            }
            Tag::TableHead | Tag::TableRow => self.row.clear(),
            Tag::TableCell => self.reading = Reading::Cell,
            _ => {}
        }
    }

    fn open_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let why = match kind {
            CodeBlockKind::Indented => NoBox::InCode,
            CodeBlockKind::Fenced(_) => {
                let opened = self.line_of(range.start);
                if range.end >= self.text_end && !is_closed(&self.text[range.clone()]) {
                    self.remarks.push(Remark { line: opened, what: Oddity::UnclosedFence });
                }
                NoBox::InFence { opened }
            }
        };
        self.regions.push(Region { range, why });
    }

    fn open_html(&mut self, range: Range<usize>) {
        let html = &self.text[range.clone()];
        if html.starts_with("<!--") && !html.contains("-->") {
            let line = self.line_of(range.start);
            self.remarks.push(Remark { line, what: Oddity::UnclosedComment });
        }
        self.regions.push(Region { range, why: NoBox::InHtml });
    }

    fn close(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item => self.end_line(),
            TagEnd::Paragraph if self.reading == Reading::Label || !self.words.is_empty() => self.end_line(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.end_line();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::TableCell => {
                let words = std::mem::take(&mut self.words);
                self.row.push(words.spoken());
                self.reading = Reading::Nothing;
            }
            TagEnd::TableHead => self.columns = Columns::find(&self.row),
            TagEnd::TableRow => self.end_row(range),
            _ => {}
        }
    }

    /// The line that is being read is over.
    fn end_line(&mut self) {
        let words = std::mem::take(&mut self.words);
        match std::mem::replace(&mut self.reading, Reading::Nothing) {
            Reading::Heading(level) => self.push_heading(level, words.spoken()),
            Reading::Label => {
                if let Some(name) = words.label() {
                    self.push_heading(LABEL, name);
                }
            }
            Reading::Box { mark, line, ticked } => {
                self.raws.push(Raw { line, mark, ticked, heading: self.nearest, words });
            }
            Reading::Nothing | Reading::Cell => {}
        }
    }

    fn push_heading(&mut self, level: u8, name: String) {
        let mut parent = self.nearest;
        while let Some(at) = parent.filter(|at| self.headings[*at].level >= level) {
            parent = self.headings[at].parent;
        }
        self.nearest = Some(self.headings.len());
        self.headings.push(Heading { level, name, parent });
    }

    fn end_row(&mut self, range: Range<usize>) {
        let Some(columns) = self.columns else { return };
        let scenario = self.row.get(columns.scenario).cloned().unwrap_or_default();
        if scenario.is_empty() {
            return;
        }
        let line = self.line_of(range.start);
        let end = self.text[range.start..].find('\n').map_or(self.text.len(), |length| range.start + length);
        let mut cells: Vec<Option<Cell>> = split(self.text, range.start..end).into_iter().map(Some).collect();
        let mut take = |at: usize| cells.get_mut(at).and_then(Option::take);
        let Some(status) = take(columns.status) else {
            self.remarks.push(Remark { line, what: Oddity::NoStatusCell });
            return;
        };
        let notes = columns.notes.and_then(take);
        self.rows.push((ScenarioRow { line, scenario, status, notes }, self.nearest));
    }

    fn finish(mut self, rules: &Rules, bytes: &[u8]) -> Tracker {
        self.end_line();
        self.remark_damage();
        let judge = Judge::new(&self.headings, rules);
        let mut judged: Option<(Option<usize>, Verdict, String)> = None;
        let mut boxes = Vec::with_capacity(self.raws.len());
        for raw in &self.raws {
            if judged.as_ref().is_none_or(|old| old.0 != raw.heading) {
                judged = Some((raw.heading, judge.verdict(raw.heading), section_of(&self.headings, raw.heading)));
            }
            let Some((_, verdict, section)) = &judged else { continue };
            boxes.push(raw.judge(&judge, verdict, section, bytes));
        }
        let holds = |heading: Option<usize>| judge.holds_scenarios(heading);
        let scenarios: Vec<ScenarioRow> =
            self.rows.into_iter().filter(|(_, heading)| holds(*heading)).map(|(row, _)| row).collect();
        let mut taken: Vec<usize> = boxes.iter().map(|found| found.line).collect();
        taken.extend(scenarios.iter().map(|row| row.line));
        taken.sort_unstable();
        let strays = stray::find(self.text, &self.regions, &taken);
        Tracker { boxes, scenarios, strays, remarks: self.remarks }
    }

    fn remark_damage(&mut self) {
        let Some(mended) = repair(self.text) else { return };
        let same = self.text.bytes().zip(mended.bytes()).take_while(|(old, new)| old == new).count();
        let line = self.text.as_bytes()[..same].iter().filter(|byte| **byte == b'\n').count() + 1;
        self.remarks.push(Remark { line, what: Oddity::DamagedSymbols });
    }
}

impl Raw {
    fn judge(&self, judge: &Judge<'_>, verdict: &Verdict, section: &str, bytes: &[u8]) -> BoxLine {
        let text = self.words.spoken();
        let title = Title::parse(&text);
        let (kind, why) = judge.line(&title.name, self.words.placeholder(), verdict);
        let bracket = self.mark.saturating_sub(1);
        let start = bytes[..bracket].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
        BoxLine {
            line: self.line,
            col: column(&bytes[start..bracket]),
            mark: self.mark,
            ticked: self.ticked,
            kind,
            why,
            section: section.to_owned(),
            title,
            text,
        }
    }
}

/// The nearest true heading; a line in strong emphasis only where there is none.
fn section_of(headings: &[Heading], nearest: Option<usize>) -> String {
    let path = std::iter::successors(nearest, |at| headings[*at].parent);
    let found = path.clone().find(|at| headings[*at].level != LABEL).or(nearest);
    found.map(|at| one_line(&headings[at].name)).unwrap_or_default()
}

/// Whether the last line of a fenced block closes it.
fn is_closed(block: &str) -> bool {
    let block = block.trim_end();
    let Some(sign) = block.chars().next() else { return true };
    let opening = block.chars().take_while(|letter| *letter == sign).count();
    let last = block.rsplit_once('\n').map_or("", |(_, last)| last).trim_matches([' ', '\t', '>', '\r']);
    last.len() >= opening && last.chars().all(|letter| letter == sign)
}
