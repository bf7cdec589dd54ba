//! `docs/mock.md`: its phases, weights and grades are those of the program.

use drill::{
    mock::rubric::{grade, phases_of},
    model::{
        mock::{Judgement, Length, Phase, Score},
        scenario::Dimension,
    },
};

use super::page::{Table, tables_with};

const PAGE: &str = include_str!("../../docs/mock.md");

fn rows(head: &[&str]) -> Vec<Vec<String>> {
    let [Table { rows, .. }] = &tables_with(PAGE, head)[..] else { panic!("one table with {head:?}") };
    rows.clone()
}

#[test]
fn the_phases_have_these_minutes() {
    let phase = |phase: Phase| {
        let minutes = Length::ALL.map(|length| phase.minutes(length).map_or(String::new(), |one| one.to_string()));
        let words = [phase.name(), phase.goal()].map(str::to_owned);
        words.into_iter().chain(minutes).collect::<Vec<_>>()
    };
    let head = ["phase", "must exist at its end", "15", "35", "45", "60"];
    assert_eq!(rows(&head), Phase::ALL.map(phase));
}

#[test]
fn the_dimensions_have_these_weights_and_phases() {
    let dimension = |dimension: Dimension| {
        let reached = match phases_of(dimension) {
            phases if phases.len() == Phase::ALL.len() => "always".to_owned(),
            phases => phases.iter().map(|phase| phase.name()).collect::<Vec<_>>().join(", "),
        };
        vec![dimension.name().to_owned(), dimension.weight().to_string(), reached]
    };
    assert_eq!(rows(&["dimension", "weight", "reached in"]), Dimension::ALL.map(dimension));
}

#[test]
fn the_grades_follow_from_these_scores() {
    let mut above = None;
    for row in rows(&["mock", "grade"]) {
        let judgement = match row[0].split(' ').next() {
            Some("passed") => Judgement::Passed,
            Some("failed") => Judgement::Failed,
            other => panic!("no judgement: {other:?}"),
        };
        let least = row[0].split(' ').find_map(|word| word.parse::<f64>().ok());
        let least = least.map_or(Score::from_hundredths(100), |number| Score::try_from(number).unwrap());
        let number = |score: Score| grade(judgement, Some(score)).unwrap().number().to_string();
        assert_eq!(number(least), row[1], "{row:?}");
        if let Some((of, below)) = above.replace((judgement, least))
            && of == judgement
        {
            assert_eq!(
                number(Score::from_hundredths(below.hundredths() - 1)),
                row[1],
                "just under the row above {row:?}"
            );
        }
    }
}
