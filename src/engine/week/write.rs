//! A week written into the weekly log of the tracker.

use std::cell::RefCell;

use crate::engine::{Error, Home, Result, sync::Changed};
use crate::jobs::week::Span;
use crate::store::Store;
use crate::tracker::{
    parse::Rules,
    parts::{self, Refusal, Week as Block, WeekName, WeekPart},
    patch::{self, Edit},
};

/// What a week came to in the tracker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekWritten {
    /// What was done to the file.
    pub changed: Changed,
    /// A block was added, or the template made one.
    pub added: bool,
    /// The fields that say something of the user's own, and stay.
    pub kept: Vec<String>,
}

impl Home {
    /// Writes a week into the weekly log of the tracker: into its block if there is one, else into the template, else
    /// into a new block in the style of the last one.
    ///
    /// A field is filled when it is empty or still says exactly what drill wrote; nothing else is touched.
    pub fn write_week(&self, span: Span, texts: &[(WeekPart, String)]) -> Result<WeekWritten> {
        let (topics, ignore) = self.config.tracker_rules();
        let rules = Rules { topics, ignore };
        let seen = RefCell::new(WeekWritten::default());
        let changed = self.change_tracker(|file| {
            let mut pen = WeekPen { store: &self.store, rules: &rules, span, texts, bytes: file.bytes.clone() };
            *seen.borrow_mut() = pen.write()?;
            Ok(vec![Edit { range: 0..file.bytes.len(), with: pen.bytes }])
        })?;
        Ok(WeekWritten { changed, ..seen.into_inner() })
    }
}

/// A file in which a week is being written, one place after the other.
struct WeekPen<'a> {
    store: &'a Store,
    rules: &'a Rules,
    span: Span,
    texts: &'a [(WeekPart, String)],
    bytes: Vec<u8>,
}

impl WeekPen<'_> {
    fn write(&mut self) -> Result<WeekWritten> {
        let mut written = WeekWritten::default();
        if self.find().is_none() {
            if self.texts.iter().all(|(_, text)| text.is_empty()) {
                return Ok(written);
            }
            self.add()?;
            written.added = true;
        }
        let wrote = self.store.week_fields(self.span.first)?;
        for (part, text) in self.texts {
            let Some(week) = self.find() else { break };
            let Some(at) = week.fields.iter().position(|(known, _)| *known == Some(*part)) else { continue };
            let name = week.fields[at].1.name.clone();
            let old = wrote.iter().find(|(field, _)| *field == name).map_or("", |(_, text)| text.as_str());
            match parts::set_week_field(&self.bytes, self.rules, &week, at, (old, text)) {
                Ok(Some(edit)) => self.apply(&edit)?,
                Ok(None) => {}
                Err(Refusal::Taken { .. }) => {
                    written.kept.push(name);
                    continue;
                }
                Err(refusal) => return Err(refused(&refusal)),
            }
            // As it is read back, so that it is known again.
            let said = self.find().and_then(|week| Some(week.fields.get(at)?.1.text.clone())).unwrap_or_default();
            self.store.set_week_field(self.span.first, &name, &said)?;
        }
        Ok(written)
    }

    /// The block of the week: by the day it begins on, else by its number where it has no dates.
    fn find(&self) -> Option<Block> {
        let weeks = parts::parse(&self.bytes, self.rules).weeks;
        let dated = weeks.iter().position(|week| !week.is_template && week.begins(self.span.first));
        let number = Some(self.span.number().1);
        let numbered = || weeks.iter().position(|week| !week.is_template && !week.is_dated() && week.number == number);
        let at = dated.or_else(numbered)?;
        weeks.into_iter().nth(at)
    }

    fn add(&mut self) -> Result<()> {
        let name = WeekName { number: Some(self.span.number().1), first: self.span.first, last: self.span.last };
        let weeks = parts::parse(&self.bytes, self.rules).weeks;
        if let Some(template) = weeks.iter().find(|week| week.is_template) {
            let edit = parts::name_week(&self.bytes, self.rules, template, &name).map_err(|error| refused(&error))?;
            return self.apply(&edit);
        }
        let empty = |_: &str, _| String::new();
        let edit = match parts::add_week(&self.bytes, self.rules, &name, empty) {
            Err(Refusal::NoPlace) => {
                // No weekly log at all: it gets a heading of its own at the end.
                self.apply(&patch::append_block(&self.bytes, "## Weekly Progress\n"))?;
                parts::add_week(&self.bytes, self.rules, &name, empty)
            }
            other => other,
        };
        self.apply(&edit.map_err(|error| refused(&error))?)
    }

    fn apply(&mut self, edit: &Edit) -> Result<()> {
        self.bytes = patch::apply(&self.bytes, std::slice::from_ref(edit))
            .map_err(|overlap| Error::Refused(overlap.to_string()))?;
        Ok(())
    }
}

fn refused(refusal: &Refusal) -> Error {
    Error::Refused(format!("the week cannot be written into the tracker: {refusal}"))
}
