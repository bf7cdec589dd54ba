//! What `drill sheet` puts on its page, read from the store, the tracker's stories and the scenarios' files.

use super::{Home, Result};
use crate::model::{Day, Part, Standing};
use crate::stats::{Failed, Sheet, is_formula, opening};

impl Home {
    /// What is read once more on the last evening.
    pub fn sheet(&self, today: Day) -> Result<Sheet> {
        let (standings, more) = self.store.failed_core_cards(Sheet::MOST, is_formula)?;
        let failed = standings.into_iter().map(failed).collect();
        let stories = self.stories(today)?.into_iter().filter_map(|story| {
            let texts = &story.about.texts;
            let first = Part::ALL.into_iter().map(|part| opening(texts.get(part))).find(|text| !text.is_empty())?;
            Some((story.about.heading.clone(), first))
        });
        let stories = stories.collect();
        let mut practised = self.scenarios()?;
        practised.retain(|offered| offered.offer.practised.is_some());
        practised.sort_by_key(|offered| std::cmp::Reverse(offered.offer.practised));
        let mut scenarios = Vec::new();
        for offered in &practised {
            // A scenario whose file is gone has no figures to read.
            let Ok(scenario) = self.scenario(offered) else { continue };
            if !scenario.envelope.is_empty() {
                scenarios.push((scenario.title, scenario.envelope));
            }
        }
        Ok(Sheet { today, failed, more, stories, scenarios })
    }
}

fn failed(standing: Standing) -> Failed {
    Failed {
        id: standing.card.id.to_string(),
        section: standing.section,
        topic: standing.title.name,
        question: standing.card.question,
        answer: standing.card.answer,
        lapses: standing.memory.lapses,
    }
}
