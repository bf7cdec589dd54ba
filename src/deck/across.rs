//! What is wrong between deck files: one id twice, one question twice.

use std::{collections::HashMap, path::Path};

use super::{
    parse::{Parsed, ParsedCard},
    problem::{Problem, ProblemKind},
};
use crate::model::name::normalise;

/// Compares files with each other; each problem comes with the index of the file it stands in.
///
/// An explicit id of an earlier file is an error in the later one, told once for a block; a question asked in an
/// earlier file in the same section and topic is advice.
pub fn across(files: &[(&Path, &Parsed)]) -> Vec<(usize, Problem)> {
    let mut ids: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut asked: HashMap<(String, String, String), (usize, usize)> = HashMap::new();
    let mut problems = Vec::new();
    for (file, (_, parsed)) in files.iter().enumerate() {
        let mut told = None;
        for card in &parsed.cards {
            let place = (file, card.line);
            if let Some(id) = card.explicit_id.as_deref() {
                let (other, line) = *ids.entry(id).or_insert(place);
                if other != file && told != Some(card.block) {
                    told = Some(card.block);
                    let what = ProblemKind::IdTaken { id: id.to_owned(), path: files[other].0.to_owned(), line };
                    problems.push((file, Problem { line: card.line, col: 1, what }));
                }
            }
            let (other, line) = *asked.entry(key(card)).or_insert(place);
            if other != file && told != Some(card.block) {
                let what = ProblemKind::AskedElsewhere { path: files[other].0.to_owned(), line };
                problems.push((file, Problem { line: card.line, col: 1, what }));
            }
        }
    }
    problems
}

fn key(card: &ParsedCard) -> (String, String, String) {
    let question = normalise(&card.question);
    let question = if question.is_empty() { card.question.clone() } else { question };
    (normalise(&card.section), normalise(&card.topic.name), question)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse;

    #[test]
    fn files_are_held_against_each_other() {
        let one = parse("# S\n## T\nQ: a b?\nA: c\nId: x\n\nC: [d] [e]\nId: y\n\nQ: f\nA: g", "one");
        let two = parse("# s\n## t\nQ: A b\nA: z\n\nC: [h] [i]\nId: y\n\nQ: j\nA: k\nId: x\n\n## U\nQ: f\nA: g", "two");
        let (first, second) = (Path::new("one.md"), Path::new("two.md"));
        let path = || first.to_owned();
        let found = across(&[(first, &one), (second, &two)]);
        let expected = [
            (3, ProblemKind::AskedElsewhere { path: path(), line: 3 }),
            (6, ProblemKind::IdTaken { id: "y".into(), path: path(), line: 7 }),
            (9, ProblemKind::IdTaken { id: "x".into(), path: path(), line: 3 }),
        ];
        let expected = expected.map(|(line, what)| (1, Problem { line, col: 1, what }));
        assert_eq!(found, expected);
    }
}
