//! Readiness beside outcome: how ready one was before a real interview, and what came of it.

use serde_json::{Value, json};

use crate::engine::{
    Home, Result, fold,
    progress::{best, forecast},
};
use crate::model::{Day, Deed, Grade, What, application::Field};
use crate::readiness::{self, Parts};
use crate::stats::Interview;
use crate::store::LoggedAnswer;

impl Home {
    /// How ready one was on a day, out of what stands in the log up to it. Cards and stories are those of now.
    pub fn readiness_on(&self, day: Day) -> Result<Parts> {
        let mut cards = self.store.core_cards()?;
        cards.seen.retain(|(_, last, _)| *last <= day);
        // What was answered since then is taken out of the fold.
        for (item, topic) in self.store.core_seen_after(day)? {
            let answers = self.store.answers_of(item)?.into_iter().map(|(answer, _)| answer);
            let before: Vec<LoggedAnswer> = answers.take_while(|answer| answer.day <= day).collect();
            match fold::traced(&before).0 {
                Some(trace) => cards.seen.push((topic, trace.last, trace.stability)),
                None => cards.unseen.push((topic, 1)),
            }
        }
        let mut mocks = self.mock_lines()?;
        mocks.retain(|mock| mock.day <= day);
        let scores: Vec<u32> = best(&mocks).into_iter().map(|(_, score)| score).collect();
        let stories = self.stories_told(day)?;
        Ok(Parts {
            recall: forecast(&cards, day, day).0.recall_on_the_day().unwrap_or(0.0),
            mocks: readiness::mocks(&scores),
            stories: readiness::stories(stories.0, stories.1),
        })
    }

    /// The real interviews that were looked back on, oldest first.
    pub fn interviews_held(&self) -> Result<Vec<Interview>> {
        let mut found = Vec::new();
        for entry in self.debriefs(None)? {
            let What::Deed { deed: Deed::Debrief, detail, .. } = &entry.what else { continue };
            let text = |name: &str| detail[name].as_str().unwrap_or_default().to_owned();
            let application = self.store.application(&text("application"))?;
            let grade = |asked: &Value| Grade::new(u8::try_from(asked["grade"].as_u64()?).ok()?);
            found.push(Interview {
                on: text("on").parse().unwrap_or(entry.day),
                company: text("company"),
                role: text("role"),
                readiness: parts(&detail["readiness"]),
                grades: detail["asked"].as_array().into_iter().flatten().filter_map(grade).collect(),
                outcome: text("outcome"),
                status: application.map(|it| it.fields[Field::Status].clone()).unwrap_or_default(),
            });
        }
        found.sort_by_key(|interview| interview.on);
        Ok(found)
    }
}

/// What is kept of a readiness in the entry of a debrief, in ten-thousandths.
pub(super) fn kept(parts: &Parts) -> Value {
    let share = |share: f64| (share * 10_000.0).round() as u32;
    json!({ "recall": share(parts.recall), "mocks": share(parts.mocks), "stories": share(parts.stories) })
}

fn parts(kept: &Value) -> Option<Parts> {
    let share = |name: &str| kept[name].as_u64().map(|share| share.min(10_000) as f64 / 10_000.0);
    Some(Parts { recall: share("recall")?, mocks: share("mocks")?, stories: share("stories")? })
}
