//! The rubric of a scenario file: six dimensions, their must-mention points and their levels.

use super::{
    Reference, Target,
    items::{Item, Listed, begin, go_on},
    names::{Named, named},
    outline::Section,
    problem::{Problem, ProblemKind},
};
use crate::model::{
    ItemId,
    scenario::{Criterion, Dimension, Point, RestsOn},
};

const NAMES: [&str; 6] = {
    let mut names = [""; 6];
    let mut at = 0;
    while at < 6 {
        names[at] = Dimension::ALL[at].name();
        at += 1;
    }
    names
};
/// A point longer than this is not ticked at a glance.
const WORDS: usize = 20;
const CARDS: usize = 3;
/// Beyond these a point is no point, and what it names is not read.
const MOST_CARDS: usize = 20;
const POINTS: (usize, usize) = (4, 7);

/// What a rubric says.
#[derive(Debug, Default)]
pub(super) struct Rubric {
    /// The six dimensions in their order; what the file leaves out is common.
    pub(super) criteria: Vec<Criterion>,
    /// What its points rest on, in file order.
    pub(super) references: Vec<Reference>,
}

/// Reads the section `Rubric`; without one every dimension is common.
pub(super) fn rubric(section: Option<&Section<'_>>, problems: &mut Vec<Problem>) -> Rubric {
    let mut reader =
        Reader { found: [const { None }; 6], at: None, open: Open::Nothing, references: Vec::new(), problems };
    if let Some(section) = section {
        reader.read(section);
        reader.advise(section.line);
    }
    let criteria = Dimension::ALL.into_iter().zip(reader.found).map(|(dimension, found)| match found {
        Some(found) => found.criterion(dimension),
        None => Criterion::common(dimension),
    });
    Rubric { criteria: criteria.collect(), references: reader.references }
}

/// A dimension as the file has it.
#[derive(Debug)]
struct Found {
    line: usize,
    points: Vec<Point>,
    levels: [Option<String>; 4],
}

impl Found {
    fn criterion(self, dimension: Dimension) -> Criterion {
        let mut common = Criterion::common(dimension);
        for (level, own) in common.levels.iter_mut().zip(self.levels) {
            own.into_iter().for_each(|own| *level = own);
        }
        Criterion { points: self.points, ..common }
    }
}

/// What the next indented line goes on with.
#[derive(Debug)]
enum Open {
    Nothing,
    Point(Item),
    Level(usize, Item),
}

struct Reader<'a> {
    found: [Option<Found>; 6],
    /// The dimension that the lines belong to; none above the first and below an unknown one.
    at: Option<usize>,
    open: Open,
    references: Vec<Reference>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn read(&mut self, section: &Section<'_>) {
        let (mut above, mut stray) = (true, false);
        for row in &section.rows {
            if let Some((_, heading)) = row.heading() {
                self.close();
                (above, stray) = (false, false);
                self.at = self.enter(heading, row.number);
                continue;
            }
            let listed = Listed::of(row);
            let level = match &listed {
                Listed::Item(at, text) => level(text).map(|(mark, says)| (at + text.len() - says.len(), mark, says)),
                Listed::Other(text) => level(text).map(|(mark, says)| (text.len() - says.len(), mark, says)),
                _ => None,
            };
            if let Some((at, mark, says)) = level {
                self.close();
                self.level(begin(row, at, says), mark);
                continue;
            }
            match (listed, &mut self.open) {
                (Listed::Item(at, text), _) => {
                    self.close();
                    self.open = Open::Point(begin(row, at, text));
                    stray = false;
                }
                (Listed::Blank, _) => self.close(),
                (Listed::More(text) | Listed::Other(text), Open::Point(item) | Open::Level(_, item)) => {
                    go_on(item, row, text);
                }
                // Below an unknown dimension everything is lost already, and said.
                (Listed::More(_) | Listed::Other(_), Open::Nothing) => {
                    if !stray && (above || self.at.is_some()) {
                        self.problems.push(Problem { line: row.number, col: 1, what: ProblemKind::StrayText });
                    }
                    stray = true;
                }
            }
        }
        self.close();
    }

    /// Takes a heading `Estimates | 10`.
    fn enter(&mut self, heading: &str, line: usize) -> Option<usize> {
        let (name, weight) = heading.split_once('|').map_or((heading, None), |(name, weight)| (name, Some(weight)));
        let (name, weight) = (name.trim(), weight.map(str::trim));
        let tell = |what| Problem { line, col: 1, what };
        let at = match named(name, &NAMES, self.problems.len()) {
            Named::One(at) => at,
            Named::None(near) => {
                let near = near.and_then(|at| NAMES.get(at).copied());
                self.problems.push(tell(ProblemKind::UnknownDimension { found: name.to_owned(), near }));
                return None;
            }
        };
        let dimension = Dimension::ALL.get(at)?;
        if let Some(first) = self.found.get(at)?.as_ref() {
            let what = ProblemKind::SecondDimension { name: dimension.name(), line: first.line };
            self.problems.push(tell(what));
            return None;
        }
        // The weights are the rubric's own, so a heading may leave them out.
        if let Some(found) = weight.filter(|weight| weight.parse() != Ok(dimension.weight())) {
            let what =
                ProblemKind::BadWeight { found: found.to_owned(), name: dimension.name(), weight: dimension.weight() };
            self.problems.push(tell(what));
        }
        let found = Found { line, points: Vec::new(), levels: [const { None }; 4] };
        *self.found.get_mut(at)? = Some(found);
        Some(at)
    }

    /// Takes the beginning of a level line.
    fn level(&mut self, item: Item, mark: &str) {
        let Some(found) = self.at.and_then(|at| self.found.get(at)).and_then(Option::as_ref) else { return };
        let slot = mark.parse::<usize>().ok().and_then(|level| level.checked_sub(1)).filter(|slot| *slot < 4);
        match slot {
            None => self.problems.push(item.problem(ProblemKind::UnknownLevel { found: mark.to_owned() })),
            Some(slot) if found.levels[slot].is_some() => {
                self.problems.push(item.problem(ProblemKind::SecondLevel { level: slot + 1 }));
            }
            Some(slot) => self.open = Open::Level(slot, item),
        }
    }

    /// Ends what the last lines said.
    fn close(&mut self) {
        let open = std::mem::replace(&mut self.open, Open::Nothing);
        let Some(at) = self.at else { return };
        match open {
            Open::Nothing => {}
            Open::Level(slot, item) if item.text.is_empty() => {
                self.problems.push(item.problem(ProblemKind::Empty { mark: format!("{}:", slot + 1) }));
            }
            Open::Level(slot, item) => {
                let found = self.found.get_mut(at).and_then(Option::as_mut);
                found.into_iter().for_each(|found| found.levels[slot] = Some(item.text.clone()));
            }
            Open::Point(item) => self.point(at, &item),
        }
    }

    fn point(&mut self, at: usize, item: &Item) {
        let name = NAMES[at];
        if Dimension::ALL[at] == Dimension::Communication {
            self.problems.push(item.problem(ProblemKind::PointOfClock { name }));
            return;
        }
        let senior = item.text.starts_with('★');
        let mark = if senior { '★'.len_utf8() } else { 0 };
        let (says, braces) = match parted(&item.text) {
            Ok((says, braces)) => (says.get(mark..).unwrap_or_default().trim(), braces),
            Err(open) => {
                self.problems.push(item.problem_at(open, ProblemKind::OpenBraces));
                (item.text.get(mark..open).unwrap_or_default().trim(), None)
            }
        };
        if says.is_empty() {
            self.problems.push(item.problem(ProblemKind::Empty { mark: "-".to_owned() }));
            return;
        }
        let words = says.split_whitespace().count();
        if words > WORDS {
            self.problems.push(item.problem(ProblemKind::LongPoint { words }));
        }
        let rests_on = self.rests_on(item, braces);
        let point = Point { text: says.to_owned(), senior, rests_on };
        self.found.get_mut(at).and_then(Option::as_mut).into_iter().for_each(|found| found.points.push(point.clone()));
    }

    /// What the braces name: `{card-id, card-id}` or `{topic: Title}`.
    fn rests_on(&mut self, item: &Item, braces: Option<Braces<'_>>) -> RestsOn {
        let Some((start, text)) = braces.filter(|(_, text)| !text.trim().is_empty()) else {
            self.problems.push(item.problem(ProblemKind::NoReference));
            return RestsOn::Nothing;
        };
        if let Some(title) = text.trim_start().strip_prefix("topic:") {
            let at = start + text.len() - title.trim_start().len();
            let title = title.trim().to_owned();
            self.refer(item, at, Target::Topic(title.clone()));
            return RestsOn::Topic(title);
        }
        let (mut ids, mut at) = (Vec::new(), start);
        for part in text.split(',').take(MOST_CARDS) {
            let id = part.trim();
            if !id.is_empty() && !ids.iter().any(|known: &ItemId| known.as_str() == id) {
                ids.push(ItemId::new(id));
                self.refer(item, at + part.len() - part.trim_start().len(), Target::Card(ItemId::new(id)));
            }
            at += part.len() + 1;
        }
        if ids.len() > CARDS {
            self.problems.push(item.problem(ProblemKind::ManyReferences { has: ids.len() }));
        }
        if ids.is_empty() { RestsOn::Nothing } else { RestsOn::Cards(ids) }
    }

    fn refer(&mut self, item: &Item, byte: usize, to: Target) {
        let (line, col) = item.place(byte);
        self.references.push(Reference { line, col, to });
    }

    /// What a complete rubric has, and this one has not.
    fn advise(&mut self, line: usize) {
        for (dimension, found) in Dimension::ALL.into_iter().zip(&self.found) {
            let name = dimension.name();
            let Some(found) = found else {
                self.problems.push(Problem { line, col: 1, what: ProblemKind::NoDimension { name } });
                continue;
            };
            let mut tell = |what| self.problems.push(Problem { line: found.line, col: 1, what });
            if found.levels.iter().all(Option::is_none) {
                tell(ProblemKind::NoLevels { name });
            } else {
                let missing = found.levels.iter().enumerate().filter(|(_, level)| level.is_none());
                missing.for_each(|(slot, _)| tell(ProblemKind::NoLevel { name, level: slot + 1 }));
            }
            if dimension == Dimension::Communication {
                continue;
            }
            if !(POINTS.0..=POINTS.1).contains(&found.points.len()) {
                tell(ProblemKind::PointCount { name, has: found.points.len() });
            }
            if !found.points.iter().any(|point| point.senior) {
                tell(ProblemKind::NoSenior { name });
            }
        }
    }
}

/// The number and the words of a line `3: every phase reached`.
fn level(text: &str) -> Option<(&str, &str)> {
    let (mark, says) = text.split_once(':')?;
    let fits = !mark.is_empty() && mark.len() <= 3 && mark.bytes().all(|letter| letter.is_ascii_digit());
    (fits && (says.is_empty() || says.starts_with([' ', '\t']))).then(|| (mark, says.trim_start()))
}

/// What stands in the braces of a point, and the byte of it at which that begins.
type Braces<'a> = (usize, &'a str);

/// A point without its braces, and what is in them, with the byte at which that begins; or the byte of a brace that
/// never closes.
fn parted(text: &str) -> Result<(&str, Option<Braces<'_>>), usize> {
    let Some(open) = text.rfind('{') else { return Ok((text, None)) };
    if !text.ends_with('}') {
        // Braces that close among the words are words.
        return if text[open..].contains('}') { Ok((text, None)) } else { Err(open) };
    }
    Ok((text[..open].trim_end(), Some((open + 1, &text[open + 1..text.len() - 1]))))
}
