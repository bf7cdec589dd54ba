//! Changing a card: the user's own deck in place, a shipped card as a copy of his own.

use std::path::PathBuf;

use super::{
    Error, Home, News, Result,
    disk::{read_deck, remove, write_deck},
};
use crate::deck;
use crate::model::{EntryId, Moment, Standing};

/// Where a card is to be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// The deck file.
    pub path: PathBuf,
    /// The line of the card in it, from 1.
    pub line: usize,
    /// The whole file before; none if there was none.
    pub before: Option<String>,
}

/// What came of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Its entry; none when nothing was changed.
    pub entry: Option<EntryId>,
    /// The item, if it is still there.
    pub standing: Option<Standing>,
    /// What reading the deck again found.
    pub news: News,
}

impl Home {
    /// Where a card is edited; a shipped card is copied, with its id, into the user's `edits.md` first.
    ///
    /// Nothing is written yet but that copy; [`Home::edited`] takes it back when the editor changed nothing.
    pub fn desk(&self, standing: &Standing) -> Result<Desk> {
        let file = match standing.file {
            Some((key, line)) => self.store.deck_files()?.into_iter().find(|file| file.key == key).map(|it| (it, line)),
            None => None,
        };
        match file {
            Some((file, line)) if !file.shipped => {
                let path = PathBuf::from(&file.path);
                Ok(Desk { before: read_deck(&path)?, path, line })
            }
            Some((file, _)) => self.copy_to_edits(standing, &file.path),
            None => Err(Error::Refused("this card has no answer yet; write its key points with `p`".to_owned())),
        }
    }

    fn copy_to_edits(&self, standing: &Standing, shipped: &str) -> Result<Desk> {
        let block = shipped_block(shipped, standing)
            .ok_or_else(|| Error::Refused(format!("{shipped} no longer holds `{}`", standing.card.id)))?;
        let path = self.paths.decks.join("edits.md");
        let before = read_deck(&path)?;
        let (text, line) = under(standing, before.as_deref(), &block);
        write_deck(&path, &text)?;
        Ok(Desk { path, line, before })
    }

    /// After the editor: reads the deck again, and logs the edit if the file changed.
    pub fn edited(&mut self, standing: &Standing, desk: &Desk, copied: Option<&str>, now: Moment) -> Result<Edited> {
        let after = read_deck(&desk.path)?;
        if copied.is_some() && after.as_deref() == copied {
            // The editor changed nothing: the copy that was made for it goes again.
            match &desk.before {
                Some(text) => write_deck(&desk.path, text)?,
                None => remove(&desk.path)?,
            }
            return Ok(Edited { entry: None, standing: Some(standing.clone()), news: News::default() });
        }
        if after == desk.before {
            return Ok(Edited { entry: None, standing: Some(standing.clone()), news: News::default() });
        }
        let today = self.day(now);
        self.news = News::default();
        self.refresh(now)?;
        let after = after.unwrap_or_default();
        let entry = self.writer(now, today).edited(standing.key, &desk.path, desk.before.as_deref(), &after)?;
        let before = standing.file;
        let standing = self.store.item(standing.key)?;
        if copied.is_some() && standing.file == before && !standing.parked {
            let id = &standing.card.id;
            self.news
                .notes
                .push(format!("the copy no longer says `Id: {id}`, so it is a card of its own beside the shipped one"));
        }
        Ok(Edited {
            entry: Some(entry),
            standing: (!standing.parked).then_some(standing),
            news: std::mem::take(&mut self.news),
        })
    }

    /// Makes 2-5 key points the answer of a card that had none: an ordinary card in the user's `own.md`.
    pub fn write_points(&mut self, standing: &Standing, points: &[String], now: Moment) -> Result<Edited> {
        let path = self.paths.decks.join("own.md");
        let before = read_deck(&path)?;
        let block = points_block(standing, points);
        let (text, line) = under(standing, before.as_deref(), &block);
        write_deck(&path, &text)?;
        let desk = Desk { path, line, before };
        self.edited(standing, &desk, None, now)
    }
}

/// The block of a shipped card as its deck has it; a cloze keeps its siblings and its id.
fn shipped_block(name: &str, standing: &Standing) -> Option<String> {
    let (_, text) = deck::load::shipped().find(|(path, _)| *path == name)?;
    let parsed = deck::parse::parse(text, name.trim_end_matches(".md"));
    let id = Some(standing.card.id.as_str());
    let card = parsed.cards.iter().find(|card| card.explicit_id.as_deref() == id)?;
    Some(deck::print::print(card, text))
}

/// Key points as a card: one point is the whole answer, several are a list.
fn points_block(standing: &Standing, points: &[String]) -> String {
    let points: Vec<&str> =
        points.iter().map(|point| point.trim().trim_start_matches("- ")).filter(|it| !it.is_empty()).collect();
    let answer = match points[..] {
        [one] => format!("A: {one}"),
        _ => format!("A:\n{}", points.iter().map(|point| format!("- {point}")).collect::<Vec<_>>().join("\n")),
    };
    let promise = standing.title.promise.as_ref().map_or(String::new(), |promise| format!(" ({promise})"));
    format!("Q: {}{promise}\n{answer}\nId: {}\nTags: core\n", standing.title.name, standing.card.id)
}

/// A block put behind a deck under the heading by which decks know its card's topic.
fn under(standing: &Standing, before: Option<&str>, block: &str) -> (String, usize) {
    let (section, title) = standing.deck_words();
    appended(before, section, title, block)
}

/// A block put behind a deck under its section and topic, and the line at which it begins, from 1.
pub(super) fn appended(before: Option<&str>, section: &str, title: &str, block: &str) -> (String, usize) {
    let mut text = before.unwrap_or_default().to_owned();
    if !text.is_empty() {
        text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    text.push_str(&format!("# {section}\n\n## {title}\n\n"));
    let line = text.matches('\n').count() + 1;
    text.push_str(block);
    (text, line)
}
