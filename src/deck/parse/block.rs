//! The block that is being read: which field its next line belongs to.

use std::ops::Range;

use super::super::lines::{Line, Tag};

/// What a block will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Basic,
    Cloze,
    /// `left :: right`.
    Single,
    /// An answer without a question: it swallows its own fields and becomes nothing.
    Orphan,
}

/// The field that takes the next line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Question,
    Answer,
    Note,
    Source,
    /// The field above takes one line; what follows is prose.
    None,
}

/// A field that may be said in several places.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    pub(super) first: Option<Range<usize>>,
    pub(super) more: Vec<Range<usize>>,
}

impl Field {
    fn add(&mut self, range: Range<usize>) {
        if self.first.is_none() {
            self.first = Some(range);
        } else {
            self.more.push(range);
        }
    }

    fn last(&mut self) -> Option<&mut Range<usize>> {
        self.more.last_mut().or(self.first.as_mut())
    }

    pub(super) fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        self.first.iter().chain(&self.more)
    }
}

/// A card as bytes of the text.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) line: usize,
    pub(super) raw: Range<usize>,
    /// The question, or the text of a cloze.
    pub(super) question: Range<usize>,
    pub(super) answer: Option<Range<usize>>,
    pub(super) note: Field,
    pub(super) source: Field,
    pub(super) tags: Field,
    /// The `Id:` with its line.
    pub(super) id: Option<(Range<usize>, usize)>,
    pub(super) part: Part,
    /// The one-line field that was read last.
    pub(super) after: &'static str,
    /// A line that looks like a mistyped `A:`.
    pub(super) slip: Option<(usize, String)>,
    /// Told to be bad already: no card comes of it.
    pub(super) spoilt: bool,
    /// A question right below an answer that had none: probably the two were swapped.
    pub(super) inverted: bool,
}

impl Block {
    /// A block that begins with its tag.
    pub(super) fn new(kind: Kind, line: &Line<'_>) -> Self {
        let question = line.start + 2..line.end();
        let part = if kind == Kind::Orphan { Part::None } else { Part::Question };
        Self {
            kind,
            line: line.number,
            raw: line.start..line.end(),
            question,
            answer: None,
            note: Field::default(),
            source: Field::default(),
            tags: Field::default(),
            id: None,
            part,
            after: "",
            slip: None,
            spoilt: false,
            inverted: false,
        }
    }

    /// A card on one line, its sides as bytes of that line.
    pub(super) fn single(line: &Line<'_>, left: Range<usize>, right: Range<usize>) -> Self {
        let shift = |side: Range<usize>| line.start + side.start..line.start + side.end;
        let block = Self::new(Kind::Single, line);
        Self { question: shift(left), answer: Some(shift(right)), part: Part::None, ..block }
    }

    /// Whether it still needs its answer.
    pub(super) fn waits(&self) -> bool {
        self.kind == Kind::Basic && self.answer.is_none() && !self.spoilt
    }

    /// Whether all it needs has been said.
    pub(super) fn is_whole(&self) -> bool {
        self.is_card() && !self.waits()
    }

    pub(super) fn is_card(&self) -> bool {
        self.kind != Kind::Orphan
    }

    /// Whether a single-line card may end it here.
    pub(super) fn yields(&self, after_blank: bool) -> bool {
        match self.kind {
            Kind::Single | Kind::Orphan => true,
            Kind::Basic if self.answer.is_none() => false,
            Kind::Basic | Kind::Cloze => after_blank || self.part == Part::None,
        }
    }

    pub(super) fn answer(&mut self, line: &Line<'_>) {
        self.answer = Some(line.start + 2..line.end());
        self.part = Part::Answer;
        self.raw.end = line.end();
    }

    /// Takes a field below the answer; true if it is an `Id:` that stands twice.
    pub(super) fn set(&mut self, tag: Tag, line: &Line<'_>) -> bool {
        let range = line.start + tag.text().len()..line.end();
        self.raw.end = line.end();
        if self.kind == Kind::Orphan || self.spoilt {
            return false;
        }
        self.part = Part::None;
        self.after = tag.text();
        match tag {
            Tag::Note => {
                self.note.add(range);
                self.part = Part::Note;
            }
            Tag::Source => {
                self.source.add(range);
                self.part = Part::Source;
            }
            Tag::Tags => self.tags.add(range),
            Tag::Id if self.id.is_some() => return true,
            Tag::Id => self.id = Some((range, line.number)),
            Tag::Question | Tag::Answer | Tag::Cloze => {}
        }
        false
    }

    /// Adds a line of text to the open field; the name of the field above if the line belongs to none.
    pub(super) fn add(&mut self, line: &Line<'_>, after_blank: bool) -> Option<&'static str> {
        let range = match self.part {
            Part::Question => Some(&mut self.question),
            Part::Answer => self.answer.as_mut(),
            Part::Note => self.note.last(),
            Part::Source => self.source.last(),
            Part::None => {
                let stray = !after_blank && !self.after.is_empty() && !self.spoilt && self.is_card();
                return stray.then(|| std::mem::take(&mut self.after));
            }
        };
        if let Some(range) = range {
            range.end = line.end();
            self.raw.end = line.end();
        }
        None
    }

    /// A blank line ends a source; other text goes on.
    pub(super) fn pass_blank(&mut self) {
        self.after = "";
        if self.part == Part::Source {
            self.part = Part::None;
        }
    }
}
