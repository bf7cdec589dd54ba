//! What is told between two prompts, in words.

use super::{
    card::Sheet,
    keys::Scale,
    width::{measure, pad, prose, wrap},
};
use crate::model::{BoxChange, Grade, view::Notice};

/// The lines of a notice; `card` is the public name of the card that was on the table last.
pub(super) fn word_notice(notice: &Notice, card: Option<&str>, sheet: Sheet) -> Vec<String> {
    let this = card.unwrap_or("ID");
    let line = match notice {
        Notice::Help { revealed } => return word_help(*revealed, sheet),
        Notice::RevealFirst => {
            let keys = sheet.scale.keys().replace('-', "..");
            format!("press enter to see the answer first; then rate it {keys}")
        }
        Notice::NothingToGrade => "nothing to rate here: both sides are only shown; enter goes on".to_owned(),
        Notice::UnknownKey(key) if key.is_empty() => "that key means nothing here; ? lists the keys".to_owned(),
        Notice::UnknownKey(key) => format!("'{key}' means nothing here; ? lists the keys"),
        Notice::NothingToUndo => "no grade of this sitting to take back; 'drill undo' reaches further".to_owned(),
        Notice::Undone(what) => format!("taken back: {what}"),
        Notice::GradedElsewhere => "another drill acted on this card first: nothing was written here".to_owned(),
        Notice::NotNew => "only a card that was never answered can be learned".to_owned(),
        Notice::HasAnswer => "this card has its answer; p writes key points where there is none".to_owned(),
        Notice::Suspended => format!("set aside; 'drill resume {this}' brings it back"),
        Notice::LetGo => format!("let go for today after three failed repeats: card {this} wants rewriting"),
        Notice::Box(change) => word_box(change),
        Notice::Trouble(line) | Notice::Alarm(line) | Notice::Said(line) => line.clone(),
    };
    sheet.line(&line)
}

fn word_box(change: &BoxChange) -> String {
    format!("box {}: {} ({})", change.turn.word(), change.topic.name, change.section)
}

fn word_help(revealed: bool, sheet: Sheet) -> Vec<String> {
    let rate = if revealed { "rate the recall" } else { "rate the recall, once the answer is shown" };
    let enter = if revealed { "show grades and keys again" } else { "show the answer" };
    let keys = [
        ("enter", enter),
        (sheet.scale.keys(), rate),
        ("l", "learn a new card: both sides, no rating; it comes again"),
        ("s", "skip: not in this sitting"),
        ("u", "undo the last grade of this sitting"),
        ("e", "edit this card"),
        ("x", "set this card aside"),
        ("o", "its source and links; o 2 opens one"),
        ("p", "write the key points of a card without an answer"),
        ("q", "quit; what was rated is safe"),
    ];
    let mut page = vec!["keys".to_owned()];
    page.extend(keys.iter().flat_map(|(key, does)| entry(key, does, 7, sheet)));
    page.push("scale".to_owned());
    let labels: Vec<(String, Grade)> =
        Grade::ALL.into_iter().filter_map(|grade| Some((sheet.scale.label(grade)?, grade))).collect();
    let widest = labels.iter().map(|(label, _)| measure(label)).max().unwrap_or(0) + 2;
    page.extend(labels.iter().flat_map(|(label, grade)| entry(label, anchor(*grade, sheet.scale), widest, sheet)));
    page.extend(
        sheet.line("\"again\" beside a grade: the card comes back in this sitting. core: its box needs this card"),
    );
    page
}

/// What a grade means; the lowest of four keys stands for every failure.
pub(super) fn anchor(grade: Grade, scale: Scale) -> &'static str {
    if scale == Scale::Four && !grade.passes() { "not recalled" } else { grade.anchor() }
}

fn entry(name: &str, does: &str, column: usize, sheet: Sheet) -> Vec<String> {
    let first = format!("  {}", pad(name, column));
    wrap(does, prose(sheet.columns), &first, &" ".repeat((column + 2).min(sheet.columns / 2)))
}
