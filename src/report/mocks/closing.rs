//! The closing screen of a mock: what it counts as, the clock, the rubric, the own verdict beside it, the last one
//! beside it, and what was missed.

use super::lines;
use crate::mock::{Comparison, compare, gap, minutes};
use crate::model::{
    Day,
    mock::{Attempt, Level, PhaseTime, Score},
    text::one_line,
};
use crate::report::table::{Set, set};

/// Missed points that are told; `--show` has them all.
const MOST_MISSED: usize = 12;
/// Columns from which phases have their full names.
const ROOMY: usize = 60;

/// What stands at the end of a mock. `last` is the mock of the same scenario before it, `left` what it does to the days
/// that follow, a line each.
pub fn closing(mock: &Attempt, last: Option<(Day, &Attempt)>, left: &[String], width: usize) -> String {
    let width = width.clamp(30, 100);
    let mut blocks = vec![head(mock, width), clock(mock, width), rubric(mock, width), verdict(mock, width)];
    blocks.extend(last.map(|(day, then)| beside(day, then, mock, width)));
    blocks.push(missed(mock, last.map(|(_, then)| then), width));
    blocks.push(left.iter().flat_map(|line| lines("", line, width)).collect());
    blocks.retain(|block| !block.is_empty());
    blocks.into_iter().map(|block| block.join("\n") + "\n").collect::<Vec<_>>().join("\n")
}

fn head(mock: &Attempt, width: usize) -> Vec<String> {
    let mut block = lines("", &mock.title, width);
    let score = mock.score.map_or("not scored".to_owned(), |score| format!("{score} of 4"));
    let grade = match mock.grade {
        Some(grade) => format!("grade {grade}"),
        None => "moves no memory".to_owned(),
    };
    block.extend(lines("", &format!("{}: {score}; {grade}", mock.judgement.word()), width));
    block
}

fn clock(mock: &Attempt, width: usize) -> Vec<String> {
    let all = minutes(u64::from(mock.length.seconds()));
    let mut time = format!("time {} of {all}", minutes(u64::from(mock.seconds())));
    if mock.pauses.count > 0 {
        let times = if mock.pauses.count == 1 { "once" } else { "in all" };
        time.push_str(&format!(", paused {} {times}", minutes(u64::from(mock.pauses.seconds))));
    }
    if mock.ended_early {
        time.push_str(", ended early");
    }
    let mut rows = vec![["phase", "planned", "took", ""].map(str::to_owned).to_vec()];
    for time in &mock.phases {
        let name = if width < ROOMY { time.phase.word() } else { time.phase.name() };
        let planned = minutes(u64::from(time.planned_seconds));
        rows.push(vec![name.to_owned(), planned, took(time), over(time)]);
    }
    let mut block = lines("", &time, width);
    block.extend(table(&[Set::Cut, Set::Right, Set::Right, Set::Left], &rows, width));
    block
}

fn took(time: &PhaseTime) -> String {
    if time.reached { minutes(u64::from(time.spent_seconds)) } else { "-".to_owned() }
}

fn over(time: &PhaseTime) -> String {
    match time.overrun() {
        _ if !time.reached => "not reached".to_owned(),
        0 => String::new(),
        over => format!("+{} over", minutes(u64::from(over))),
    }
}

fn rubric(mock: &Attempt, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut reasons = Vec::new();
    for judged in &mock.rubric {
        let (ticked, all) = judged.ticked();
        let points = if all > 0 { format!("{ticked} of {all}") } else { String::new() };
        let unscored = judged.unscored.map_or("not scored", |unscored| unscored.words());
        let level = judged.level.map_or(unscored.to_owned(), said);
        let hand = if judged.why.is_some() { "by hand" } else { "" };
        let weight = format!("{} %", judged.dimension.weight());
        rows.push(vec![judged.dimension.name().to_owned(), weight, level, points, hand.to_owned()]);
        if let Some(why) = &judged.why {
            let was = judged.proposed.map_or("none".to_owned(), |level| level.number().to_string());
            reasons.extend(lines("  ", &format!("{}: proposed {was}; {why}", judged.dimension.name()), width));
        }
    }
    if width < ROOMY {
        rows.iter_mut().for_each(|row| row.truncate(3));
    }
    let mut block = table(&[Set::Cut, Set::Right, Set::Left, Set::Left, Set::Left], &rows, width);
    block.extend(reasons);
    block
}

fn said(level: Level) -> String {
    format!("{} {}", level.number(), level.word())
}

/// The own verdict, given before the rubric, beside what the rubric says.
fn verdict(mock: &Attempt, width: usize) -> Vec<String> {
    let word = |hire: bool| if hire { "hire" } else { "no hire" };
    let own = format!("your verdict: {}, weakest phase {}", word(mock.verdict.hire), mock.verdict.weakest);
    let mut block = lines("", &own, width);
    let Some(gap) = gap(mock) else { return block };
    let rubric = format!("the rubric: {}, weakest dimension {}", word(gap.rubric), one_line(gap.weakest.name()));
    block.extend(lines("", &rubric, width));
    let told = match (gap.own, gap.rubric) {
        (true, false) => "you judged yourself better than the rubric does",
        (false, true) => "you judged yourself worse than the rubric does",
        _ if gap.same_weakest => "no gap between the two",
        _ => "the same verdict, another weak spot",
    };
    block.extend(lines("", told, width));
    block
}

/// The last mock of the scenario beside this one.
fn beside(day: Day, then: &Attempt, mock: &Attempt, width: usize) -> Vec<String> {
    let Comparison { phases, dimensions, score, .. } = compare(then, mock);
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let score_of = |score: Option<Score>| or_dash(score.map(|score| score.to_string()));
    let mut rows = vec![vec![format!("beside {day}"), "then".to_owned(), "now".to_owned()]];
    rows.push(vec!["score".to_owned(), score_of(score.0), score_of(score.1)]);
    for (phase, then, now) in phases {
        let name = if width < ROOMY { phase.word() } else { phase.name() };
        let time = |seconds: Option<u32>| or_dash(seconds.map(|seconds| minutes(u64::from(seconds))));
        rows.push(vec![name.to_owned(), time(then), time(now)]);
    }
    for (dimension, then, now) in dimensions {
        let level = |level: Option<Level>| or_dash(level.map(|level| level.number().to_string()));
        rows.push(vec![dimension.name().to_owned(), level(then), level(now)]);
    }
    table(&[Set::Cut, Set::Right, Set::Right], &rows, width)
}

/// What was missed, and what of it the last time too.
fn missed(mock: &Attempt, last: Option<&Attempt>, width: usize) -> Vec<String> {
    let missed: Vec<_> = mock.missed().collect();
    if missed.is_empty() {
        return Vec::new();
    }
    let twice = last.map(|then| compare(then, mock).missed_twice).unwrap_or_default();
    let mut block = vec!["missed:".to_owned()];
    for (dimension, point) in missed.iter().take(MOST_MISSED) {
        let again = twice.iter().any(|(of, text)| of == dimension && *text == point.text);
        let again = if again { " (last time too)" } else { "" };
        block.extend(lines(if point.senior { "- ★ " } else { "- " }, &format!("{}{again}", point.text), width));
    }
    if missed.len() > MOST_MISSED {
        block.push(format!("and {} more", missed.len() - MOST_MISSED));
    }
    block
}

fn table(columns: &[Set], rows: &[Vec<String>], width: usize) -> Vec<String> {
    set(columns, rows, width).lines().map(str::to_owned).collect()
}
