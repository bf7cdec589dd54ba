//! Looking back on a real interview: answers that count, marked as real, and new questions as cards of one's own.

mod draft;
mod outcome;

use std::path::PathBuf;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Error, Home, Result,
    disk::{read_deck, write_deck},
    edit::appended,
    mint::{entry, item_id},
};
use crate::model::{
    Application, BoxChange, Day, Deed, Entry, EntryId, Grade, ItemKey, ItemKind, Moment, Standing, TopicKey, What,
    application::Field,
    name::{Found, find},
    text::one_line,
};
use crate::readiness::Parts;

/// Where the new cards of a debrief go when no topic is named.
const SECTION: &str = "Interviews";
/// The topic of those cards.
const TOPIC: &str = "Asked in interviews";

/// A question that was asked, and how it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// One that a card asks.
    Known {
        /// The card.
        item: ItemKey,
        /// What was typed.
        typed: String,
        /// The user's own rating.
        grade: Grade,
    },
    /// One that becomes a card.
    New {
        /// The question.
        question: String,
        /// Its answer; empty if it is still to be written.
        answer: String,
        /// The topic it belongs to; none for one of its own.
        topic: Option<TopicKey>,
        /// The user's own rating.
        grade: Grade,
    },
}

/// What is said of an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The application that led to it.
    pub application: Application,
    /// When it was.
    pub on: Day,
    /// What was asked.
    pub asked: Vec<Question>,
    /// What came of it; empty if it is not known yet.
    pub outcome: String,
    /// Anything else.
    pub note: String,
    /// It is typed by question and answer, and was kept meanwhile.
    pub typed: bool,
}

/// An answer that a debrief gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The card as it stands now.
    pub standing: Standing,
    /// The grade.
    pub grade: Grade,
    /// True for a card that the debrief made.
    pub new: bool,
}

/// A debrief that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Debriefed {
    /// Its entry.
    pub entry: EntryId,
    /// Its answers.
    pub asked: Vec<Answered>,
    /// Boxes that changed with it.
    pub boxes: Vec<BoxChange>,
    /// How ready one was before it.
    pub ready: Parts,
}

/// The answers that stand and fall with a debrief; none for any other action.
pub(super) fn parts(action: &Entry) -> Vec<EntryId> {
    let What::Deed { deed: Deed::Debrief, detail, .. } = &action.what else { return Vec::new() };
    let asked = detail["asked"].as_array().into_iter().flatten();
    let id = |asked: &Value| asked["entry"].as_str().and_then(|id| Uuid::try_parse(id).ok()).map(EntryId);
    asked.filter_map(id).collect()
}

impl Home {
    /// The card that a typed name means: an id, a part of a question; cards in `but` are passed over.
    pub fn asked_card(&self, typed: &str) -> Result<Standing> {
        if let Ok([(key, _)]) = self.store.ids_like(typed.trim()).as_deref() {
            return Ok(self.store.item(*key)?);
        }
        let mut cards = self.store.items(ItemKind::Card)?;
        cards.retain(|card| !card.parked);
        // What is awake is meant first.
        let awake: Vec<&Standing> = cards.iter().filter(|card| card.awake).collect();
        let questions: Vec<&str> = awake.iter().map(|card| card.card.question.as_str()).collect();
        let short = |at: usize| one_line(questions[at]).chars().take(60).collect();
        let all = |found: Vec<usize>| found.into_iter().map(short).collect();
        match find(typed, &questions) {
            Found::One(at) => Ok(awake[at].clone()),
            Found::Several(found) => Err(Error::Several { what: "card", typed: typed.to_owned(), found: all(found) }),
            Found::None(near) => {
                Err(Error::Unknown { what: "topic or card", typed: typed.to_owned(), near: all(near) })
            }
        }
    }

    /// The card of a topic that an interview tests best: a core card, the one longest untested; not one of `but`.
    pub fn asked_card_of(&self, topic: TopicKey, but: &[ItemKey]) -> Result<Option<Standing>> {
        let mut cards = self.store.items_of_topic(topic)?;
        cards.retain(|it| it.card.kind == ItemKind::Card && !it.parked && !it.suspended && !but.contains(&it.key));
        // Never seen comes after seen: what was learned is what was tested.
        cards.sort_by_key(|it| (!it.card.core, it.memory.seen.is_none(), it.memory.seen, it.key));
        Ok(cards.into_iter().next())
    }

    /// Writes a debrief: its new cards into the user's own deck, then its answers and itself in one transaction.
    pub fn debrief(&mut self, draft: &Draft, now: Moment) -> Result<Debriefed> {
        let today = self.day(now);
        // Before its own cards and answers are there.
        let ready = self.readiness_on(draft.on)?;
        let (asked, deck) = self.write_questions(draft, now)?;
        let writer = self.writer(now, today);
        writer.store.transaction(|store| {
            let mut answered = Vec::new();
            let mut documents = Vec::new();
            let mut boxes = Vec::new();
            for (item, typed, grade, new) in asked {
                let before = store.item(item)?;
                let detail = json!({ "real": true, "company": draft.application.fields[Field::Company] });
                let what = What::Deed { deed: Deed::Asked, item: Some(item), grade: Some(grade), seconds: 0, detail };
                let recorded = writer.answer(&before, what, (grade, 0))?;
                documents.push(json!({
                    "text": typed,
                    "item": before.card.id.as_str(),
                    "topic": before.title.name,
                    "grade": grade.number(),
                    "new": new,
                    "entry": recorded.entry.to_string(),
                }));
                boxes.extend(recorded.boxes);
                answered.push(Answered { standing: recorded.standing, grade, new });
            }
            let fields = &draft.application.fields;
            let mut detail = json!({
                "application": draft.application.id,
                "company": fields[Field::Company],
                "role": fields[Field::Role],
                "on": draft.on.to_string(),
                "outcome": draft.outcome,
                "note": draft.note,
                "asked": documents,
                "readiness": outcome::kept(&ready),
            });
            if let Some((path, before, after)) = deck {
                detail["deck"] = json!({ "path": path.to_string_lossy(), "before": before, "after": after });
            }
            let what = What::Deed { deed: Deed::Debrief, item: None, grade: None, seconds: 0, detail };
            let entry = entry(&writer, what)?;
            store.append(&entry)?;
            if draft.typed {
                store.forget_meta(&draft::mark(&draft.application))?;
            }
            Ok(Debriefed { entry: entry.id, asked: answered, boxes, ready })
        })
    }

    /// Makes cards of the new questions; every question with its card then, and the deck file before and after.
    #[expect(clippy::type_complexity, reason = "the two halves of one step, used once")]
    fn write_questions(
        &mut self,
        draft: &Draft,
        now: Moment,
    ) -> Result<(Vec<(ItemKey, String, Grade, bool)>, Option<(PathBuf, Option<String>, String)>)> {
        let path = self.paths.decks.join("debriefs.md");
        let before = read_deck(&path)?;
        let mut text = before.clone();
        let mut ids = Vec::new();
        for question in &draft.asked {
            let Question::New { question, answer, topic, .. } = question else { continue };
            let (section, title) = match topic {
                Some(key) => {
                    let topic = self.store.topic(*key)?;
                    let (section, title) = topic.deck_words();
                    (section.to_owned(), title.to_owned())
                }
                None => (SECTION.to_owned(), TOPIC.to_owned()),
            };
            let mut id = item_id(&self.store, &section, &title, question)?;
            while ids.contains(&id) {
                id.push('x');
            }
            let answer = if answer.is_empty() { "still to be written" } else { answer };
            let source = format!("asked at {}, {}", draft.application.name(), draft.on);
            let [question, answer, source] = [question, answer, &source].map(one_line);
            let block = format!("Q: {question}\nA: {answer}\nSource: {source}\nId: {id}\n");
            text = Some(appended(text.as_deref(), &section, &title, &block).0);
            ids.push(id);
        }
        let mut deck = None;
        if let Some(text) = text.filter(|_| !ids.is_empty()) {
            write_deck(&path, &text)?;
            self.refresh(now)?;
            deck = Some((path, before, text));
        }
        let mut ids = ids.into_iter();
        let mut asked = Vec::new();
        for question in &draft.asked {
            asked.push(match question {
                Question::Known { item, typed, grade } => (*item, typed.clone(), *grade, false),
                Question::New { question, grade, .. } => {
                    let id = ids.next().unwrap_or_default();
                    let found = self.store.ids_like(&id)?.into_iter().find(|(_, known)| known.as_str() == id);
                    let (item, _) = found
                        .ok_or_else(|| Error::Refused(format!("no card can be made of \"{}\"", one_line(question))))?;
                    (item, question.clone(), *grade, true)
                }
            });
        }
        Ok((asked, deck))
    }

    /// The debriefs of an application that stand, oldest first; of all of them if none is named.
    pub fn debriefs(&self, application: Option<&str>) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        for entry in self.store.application_entries()? {
            let What::Deed { deed: Deed::Debrief, detail, .. } = &entry.what else { continue };
            let wanted = application.is_none_or(|id| detail["application"] == id);
            if wanted && self.store.is_live(entry.id)? {
                found.push(entry);
            }
        }
        Ok(found)
    }
}
