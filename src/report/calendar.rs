//! `drill report --calendar`: half a year of days, one letter each.

use std::collections::HashMap;

use chrono::Datelike;

use super::{counted, shade};
use crate::model::{Day, DayTotal};
use crate::stats::{Course, WEEKS};

const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];
const PLAIN: [char; 5] = ['.', '-', '+', '*', '#'];
/// Columns of the names of the days, and of one week.
const NAMES: usize = 4;
const WEEK: usize = 2;

/// Weeks as columns, Monday on top, as many of the last weeks as fit into `width`.
pub fn text(days: &[(Day, DayTotal)], today: Day, width: usize, ascii: bool) -> String {
    let answers: HashMap<Day, u32> = days.iter().map(|(day, total)| (*day, total.answers)).collect();
    let on = |day: Day| answers.get(&day).copied().unwrap_or(0);
    let fitting = i64::try_from(width.saturating_sub(NAMES) / WEEK).unwrap_or(WEEKS).clamp(4, WEEKS);
    let first = Course::first_day(today).plus(7 * (WEEKS - fitting));
    let most = days.iter().filter(|(day, _)| *day >= first).map(|(_, total)| total.answers).max().unwrap_or(0);
    let shades = if ascii { PLAIN } else { SHADES };
    let mut text = months(first, fitting);
    for weekday in 0..7 {
        let mut line =
            if weekday % 2 == 0 { first.plus(weekday).date().format("%a ").to_string() } else { " ".repeat(NAMES) };
        for week in 0..fitting {
            let day = first.plus(7 * week + weekday);
            if day <= today {
                line.push(shades[shade(on(day), most) as usize]);
            }
            line.push(' ');
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let active = days.iter().filter(|(day, total)| *day >= first && total.answers > 0).count();
    text.push('\n');
    if most > 0 {
        text.push_str(&format!("{} none, {} {} a day; ", shades[0], shades[4], counted(most, "answer")));
    }
    text.push_str(&format!("{} with an answer since {first}\n", counted(active as u64, "day")));
    super::table::lines_within(&text, width.max(NAMES + 4 * WEEK))
}

/// The names of the months above the weeks in which they begin.
fn months(first: Day, weeks: i64) -> String {
    let mut line = " ".repeat(NAMES);
    for week in 0..weeks {
        let monday = first.plus(7 * week);
        let begins = (0..7).map(|at| monday.plus(at)).find(|day| day.date().day() == 1);
        let at = NAMES + WEEK * usize::try_from(week).unwrap_or(0);
        if let Some(day) = begins.or((week == 0).then_some(monday)) {
            // A name that would touch the one before it is left out.
            if line.trim_end().len() < at {
                line = format!("{:<at$}{}", line.trim_end(), day.date().format("%b"));
            }
        }
    }
    line.trim_end().to_owned() + "\n"
}
