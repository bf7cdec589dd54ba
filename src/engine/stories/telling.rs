//! A story is told: the question and the follow-up are chosen, and what was rated is written.

use rand::{SeedableRng, rngs::ChaCha8Rng};

use super::Story;
use crate::engine::{Error, Home, Result, Writer, fold, marks::UNRATED, mint::entry};
use crate::model::{
    AnswerKind, Day, Deed, EntryId, Grade, ItemKey, ItemKind, Memory, Standing, Telling, Unrated, What,
};
use crate::schedule::outcomes;
use crate::store::LoggedAnswer;
use crate::story::{Asked, Opening, draw::draw, rubric};

/// A telling that is about to begin.
#[derive(Clone, Debug)]
pub struct Rehearsing {
    /// What it begins with.
    pub opening: Opening,
    /// The item of its follow-up.
    pub followup: Option<ItemKey>,
}

/// A telling that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its entry.
    pub entry: EntryId,
    /// What kind of answer it was; none for practice that moves no memory.
    pub kind: Option<AnswerKind>,
    /// The memory it leaves.
    pub memory: Memory,
}

impl Home {
    /// Chooses the question and the follow-up of a telling.
    ///
    /// `angle` is one of the questions of its kind, from 1; 0 is the next one after that of the last telling.
    pub fn rehearsing(
        &self,
        story: &Story,
        angle: Option<usize>,
        short: bool,
        today: Day,
        seed: u64,
    ) -> Result<Rehearsing> {
        let questions = story.about.kind.as_ref().map_or(&[][..], |kind| &kind.questions);
        let last = story.about.tellings.iter().rev().find_map(|(_, telling)| telling.angle);
        let angle = match angle {
            Some(0) => last.map_or(2, |last| last + 1),
            Some(angle) if angle > questions.len() => {
                let count = questions.len();
                return Err(Error::Refused(format!(
                    "there is no angle {angle}: \"{}\" has {count}",
                    story.row.heading
                )));
            }
            Some(angle) => angle,
            None => 1,
        };
        let angle = if angle > questions.len() { 1 } else { angle };
        let question = questions.get(angle - 1);
        let followup = if short { None } else { self.followup(story, today, seed)? };
        let opening = Opening {
            title: story.row.heading.clone(),
            question: question.cloned().unwrap_or_else(|| format!("Tell me about this: {}", story.row.heading)),
            angle: question.map(|_| angle),
            short,
            followup: followup.as_ref().map(asked),
        };
        Ok(Rehearsing { opening, followup: followup.map(|it| it.key) })
    }

    /// The telling of a story that was told and not rated to its end.
    pub fn unrated(&self, story: &Story) -> Result<Option<Unrated>> {
        let kept = self.store.meta(&mark(story.row.item))?;
        Ok(kept.and_then(|text| Unrated::from_value(&serde_json::from_str(&text).ok()?)))
    }

    /// What it goes on with; a follow-up that is gone is not asked.
    pub fn rehearsing_again(&self, story: &Story, left: &Unrated) -> Result<Rehearsing> {
        let wanted = left.followup.as_deref().filter(|_| !left.asked);
        let found = self.followups(story)?.into_iter().find(|it| Some(it.card.id.as_str()) == wanted && !it.parked);
        let opening = Opening {
            title: story.row.heading.clone(),
            question: left.question.clone(),
            angle: left.angle,
            short: left.short,
            followup: found.as_ref().map(asked),
        };
        Ok(Rehearsing { opening, followup: found.map(|it| it.key) })
    }

    /// Forgets a telling that was not rated to its end.
    pub fn drop_unrated(&self, story: &Story) -> Result<()> {
        Ok(self.store.forget_meta(&mark(story.row.item))?)
    }

    fn followups(&self, story: &Story) -> Result<Vec<Standing>> {
        let topic = self.store.item(story.row.item)?.topic_key;
        let mut all = self.store.items_under(topic)?;
        all.retain(|it| it.card.kind == ItemKind::Followup);
        Ok(all)
    }

    fn followup(&self, story: &Story, today: Day, seed: u64) -> Result<Option<Standing>> {
        Ok(draw(&self.followups(story)?, today, &mut ChaCha8Rng::seed_from_u64(seed)).cloned())
    }
}

/// The name under which a telling is kept until it is rated.
fn mark(story: ItemKey) -> String {
    format!("{UNRATED}{}", story.0)
}

fn asked(followup: &Standing) -> Asked {
    let card = &followup.card;
    Asked { id: card.id.to_string(), question: card.question.clone(), answer: card.answer.clone() }
}

impl Writer<'_> {
    /// Keeps what was rated of a telling: on disk when this returns.
    pub fn keep_unrated(&self, story: &Story, left: &Unrated) -> Result<()> {
        let text = left.to_value().to_string();
        self.store.transaction(|store| Ok(store.set_meta(&mark(story.row.item), &text)?))
    }

    /// Writes the grade of a follow-up and keeps the telling with it, in one transaction.
    pub fn followup(&self, story: &Story, item: ItemKey, (grade, seconds): (Grade, u32), left: &Unrated) -> Result<()> {
        self.store.transaction(|_| {
            self.grade(item, grade, seconds, None)?;
            self.keep_unrated(story, left)
        })
    }

    /// Writes a telling with the memory it leaves; one in 60 seconds is practice and moves none.
    ///
    /// Nothing is written if another process acted on the story since, or if the clock went back.
    pub fn telling(&self, story: &Story, telling: &Telling) -> Result<Kept> {
        let item = story.row.item;
        self.store.transaction(|store| {
            let before = store.item(item)?;
            if before.revision != story.revision {
                return Err(Error::Overtaken(Box::new(before)));
            }
            let grade = (!telling.short).then(|| rubric::grade(&telling.ratings));
            let all = outcomes(&before.memory, self.today)?;
            let (seconds, detail) = (telling.seconds(), telling.to_json());
            let entry = entry(self, What::Deed { deed: Deed::Telling, item: Some(item), grade, seconds, detail })?;
            let key = store.append(&entry)?;
            store.forget_meta(&mark(item))?;
            let Some(grade) = grade else {
                store.bump(item)?;
                return Ok(Kept { entry: entry.id, kind: None, memory: before.memory });
            };
            let outcome = all[grade];
            let (at, day, counter) = (entry.at, entry.day, entry.counter);
            let answer = LoggedAnswer { key, id: entry.id, item, at, day, counter, grade, seconds };
            fold::take_in(store, &answer, &before.memory, &outcome)?;
            Ok(Kept { entry: entry.id, kind: Some(outcome.kind), memory: outcome.memory })
        })
    }
}
