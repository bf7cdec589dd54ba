//! The grades with what each of them would do.

use super::{
    keys::Scale,
    width::{measure, pad, wrap},
};
use crate::model::view::Choice;

/// Blanks between two columns.
const GUTTER: usize = 2;

/// One cell for each grade: in two columns where there is room, else one below the other.
///
/// Where no grade moves anything (a further answer on the same day) equal ones share a line.
pub(super) fn lay_grades(choices: &[Choice], scale: Scale, width: usize) -> Vec<String> {
    let cells: Vec<(String, String)> =
        choices.iter().filter_map(|choice| Some((scale.label(choice.grade)?, outcome(choice)))).collect();
    let still = choices.windows(2).all(|pair| pair[0].due == pair[1].due) && choices.iter().all(|it| !it.counts);
    if still { lay_groups(&cells, width) } else { lay_columns(&cells, width) }
}

/// What a grade would do, in words.
fn outcome(choice: &Choice) -> String {
    let due = match choice.due {
        None => "no due day".to_owned(),
        Some(due) if !choice.counts => format!("stays due {due}"),
        Some(due) if choice.again => format!("then {due}"),
        Some(due) => format!("{due}, {}", in_days(choice.days)),
    };
    if choice.again { format!("again, {due}") } else { due }
}

fn in_days(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "in 1 day".to_owned(),
        _ => format!("in {days} days"),
    }
}

fn lay_columns(cells: &[(String, String)], width: usize) -> Vec<String> {
    let label = cells.iter().map(|(label, _)| measure(label)).max().unwrap_or(0);
    let cells: Vec<String> = cells.iter().map(|(name, does)| format!("{}  {does}", pad(name, label))).collect();
    let left = cells.iter().step_by(2).map(|cell| measure(cell)).max().unwrap_or(0);
    let right = cells.iter().skip(1).step_by(2).map(|cell| measure(cell)).max().unwrap_or(0);
    if left + GUTTER + right <= width {
        let row = |pair: &[String]| match pair {
            [one, other] => format!("{}{other}", pad(one, left + GUTTER)),
            _ => pair.concat(),
        };
        return cells.chunks(2).map(row).collect();
    }
    let rest = " ".repeat((label + 2).min(width / 2));
    cells.iter().flat_map(|cell| wrap(cell, width, "", &rest)).collect()
}

fn lay_groups(cells: &[(String, String)], width: usize) -> Vec<String> {
    let group = |group: &[(String, String)]| {
        let labels: Vec<&str> = group.iter().map(|(label, _)| label.as_str()).collect();
        let does = group.first().map_or("", |(_, does)| does);
        wrap(&format!("{}: {does}", labels.join(", ")), width, "", "  ")
    };
    cells.chunk_by(|one, other| one.1 == other.1).flat_map(group).collect()
}
