//! Whether the cards and topics that a scenario names exist.

use std::collections::BTreeMap;

use super::{
    Parsed, Target,
    names::near,
    problem::{Problem, ProblemKind},
};
use crate::model::{Title, name::normalise};

/// The cards and topics that a scenario may name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    ids: BTreeMap<String, String>,
    topics: BTreeMap<String, String>,
}

impl Known {
    /// Adds the card of an id.
    pub fn add_card(&mut self, id: &str) {
        self.ids.insert(id.to_lowercase(), id.to_owned());
    }

    /// Adds the topic of a title.
    pub fn add_topic(&mut self, title: &str) {
        self.topics.insert(normalise(title), title.to_owned());
    }
}

/// Tells what a scenario names and nobody knows, and an id that a card has.
///
/// Ids and titles are compared in any case, titles without the promise in parentheses.
pub fn check(parsed: &Parsed, known: &Known) -> Vec<Problem> {
    let mut problems = Vec::new();
    for reference in &parsed.references {
        let what = match &reference.to {
            Target::Card(id) if known.ids.contains_key(&id.as_str().to_lowercase()) => continue,
            Target::Card(id) => {
                let names: Vec<&String> = known.ids.values().collect();
                let near = near(id.as_str(), &names, problems.len()).map(|at| names[at].clone());
                ProblemKind::UnknownCard { id: id.as_str().to_owned(), near }
            }
            Target::Topic(title) if known.topics.contains_key(&normalise(&Title::parse(title).name)) => continue,
            Target::Topic(title) if known.topics.contains_key(&normalise(title)) => continue,
            Target::Topic(title) => {
                let names: Vec<&String> = known.topics.values().collect();
                let near = near(title, &names, problems.len()).map(|at| names[at].clone());
                ProblemKind::UnknownTopic { title: title.clone(), near }
            }
        };
        problems.push(Problem { line: reference.line, col: reference.col, what });
    }
    let taken = parsed.scenario.as_ref().filter(|it| known.ids.contains_key(&it.id.as_str().to_lowercase()));
    if let Some(scenario) = taken {
        let what = ProblemKind::IdOfCard { id: scenario.id.as_str().to_owned() };
        problems.push(Problem { line: parsed.line, col: 1, what });
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_knows_is_told_with_the_nearest() {
        let mut known = Known::default();
        known.add_card("ann-hnsw-memory");
        known.add_card("taken");
        known.add_topic("Vector databases");
        let text = "---\nid = \"Taken\"\ntitle = \"T\"\ntopics = [\"vector DATABASES (HNSW)\", \"Vector databses\"]\n---\n\
                    ## Prompt\nDo.\n## Rubric\n### Estimates\n- ★ a {ANN-hnsw-memory, ann-hnsw-memori}\n- b {topic: Zzz}\n";
        let found = check(&super::super::parse(text), &known);
        let near = |text: &str| Some(text.to_owned());
        let expected = [
            (4, 38, ProblemKind::UnknownTopic { title: "Vector databses".into(), near: near("Vector databases") }),
            (10, 25, ProblemKind::UnknownCard { id: "ann-hnsw-memori".into(), near: near("ann-hnsw-memory") }),
            (11, 13, ProblemKind::UnknownTopic { title: "Zzz".into(), near: None }),
            (2, 1, ProblemKind::IdOfCard { id: "Taken".into() }),
        ];
        assert_eq!(found, expected.map(|(line, col, what)| Problem { line, col, what }));
    }
}
