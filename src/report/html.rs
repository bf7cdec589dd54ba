//! `drill report --html FILE` and `drill sheet --html FILE`: pages that stand alone, without a script and without the
//! network.
//!
//! Every text of a deck, a tracker or a note goes through the templates, which escape it; the policy of the page forbids
//! everything but its own style.

mod chart;
mod sheet;

use std::collections::HashMap;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    counted,
    progress::{boxes, percent},
    table::cut,
    topics::state,
};
use crate::model::{
    BoxState, Day, TopicStanding,
    scenario::Dimension,
    text::{clean, one_line},
};
use crate::readiness::{Forecast, Ready, SENTENCE};
use crate::stats::{AHEAD, Course, MockLine, Overview, Section, WEEKS};
use chart::{Series, bars, calendar, figure, lines, shares, table};

pub use sheet::page as sheet;

/// What the head of each page says, and by which a page of ours is known again.
pub const MARK: &str = "<meta name=\"generator\" content=\"drill\">";
/// Days beyond which the days of a chart are told with their years.
const YEAR: i64 = 300;
/// Columns of the name of a topic in a sentence.
const NAME: usize = 48;
/// Topics that the chart of recall draws; its table has them all.
const DRAWN: usize = 12;
const STYLE: &str = include_str!("html/style.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page.
pub fn page(overview: &Overview, course: &Course, recall: &[(Day, f64)]) -> String {
    let today = overview.progress.today;
    let known = overview.ready.named();
    document(
        "report",
        today,
        &html! {
            h1 { "Where I stand" }
            p.day { (long_day(today)) }
            (tiles(overview))
            h2 { "How it came, how it goes on" }
            div.charts {
                (expected(overview, recall))
                (reviews(course, today))
                (load(course, overview.progress.due.due))
                (retention(course))
                (mocks(overview))
                (weeks(course, today))
            }
            (super::interviews::section(&overview.interviews))
            h2 { "Boxes" }
            @for section in &overview.progress.sections { (topics(section, &known)) }
        },
    )
}

/// What is expected of the core cards of each section and topic.
type Known<'a> = HashMap<(&'a str, &'a str), Forecast>;

/// A page of ours around its body; `kind` is the class by which the style tells one from another.
fn document(kind: &str, today: Day, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                (PreEscaped(MARK))
                title { "drill " (kind) ", " (today) }
                style { (PreEscaped(STYLE)) }
            }
            body class=(kind) {
                main {
                    (body)
                    footer { "Made by drill on " (today) ". Nothing on this page is loaded from elsewhere." }
                }
            }
        }
    };
    clean(&page.into_string()).into_owned()
}

fn long_day(day: Day) -> String {
    day.date().format("%A, %Y-%m-%d").to_string()
}

fn tiles(overview: &Overview) -> Markup {
    let progress = &overview.progress;
    let totals = progress.totals();
    let retention = progress.retention.percent().map_or("–".to_owned(), |percent| format!("{percent} %"));
    let tile = |number: &str, words: &Markup| html! { li { b { (number) } span { (words) } } };
    let said = |number: &str, words: &str| tile(number, &html! { (words) });
    let ready = &overview.ready;
    html! {
        ul.tiles {
            (tile(&percent(ready.parts.whole()), &html! { "ready for " (dated(ready.date)) }))
            (said(&percent(ready.parts.recall), "recall on that day"))
            (said(&percent(ready.parts.mocks), "mocks against their bar"))
            (said(&percent(ready.parts.stories), "stories passed twice"))
        }
        p.sentence { (SENTENCE) "." }
        (next(ready, progress.today))
        (core(ready))
        @if let Some(effort) = &ready.effort {
            p.sentence { "On the way to the interview: " (super::plan::effort(effort)) "." }
        }
        @if let Some((said, recalled)) = ready.foretold.percent() {
            p.sentence { "We said " (said) " %, you recalled " (recalled) " % of " (ready.foretold.answers) "." }
        }
        ul.tiles {
            (said(&totals.ticked().to_string(), &format!("of {} ticked", counted(totals.topics, "box").replace("boxs", "boxes"))))
            (said(&progress.due.due.to_string(), "due now"))
            (said(&retention, &format!("recalled of {} over 30 days", counted(progress.retention.reviews, "review"))))
            (said(&progress.streak.to_string(), if progress.streak == 1 { "day running" } else { "days running" }))
            (said(&totals.learned.to_string(), &format!("of {} learned", counted(totals.cards, "card"))))
        }
        p.sentence { "Today: " (super::overview::today(&progress.due)) "." }
    }
}

/// Whose interview comes next, and when.
fn next(ready: &Ready, today: Day) -> Markup {
    let days = ready.date.since(today);
    html! {
        p.sentence {
            @match ready.company.as_deref() {
                None => { "No interview is set, so all of this speaks of the day " (AHEAD) " days ahead." }
                Some(company) => {
                    "The next interview: " @if !company.is_empty() { (one_line(company)) ", " }
                    (long_day(ready.date)) ", "
                    @match days { 0 => "today", 1 => "tomorrow", _ => { "in " (days) " days" } } "."
                }
            }
        }
    }
}

/// What is expected of the core cards, and of which topics the least.
fn core(ready: &Ready) -> Markup {
    let weakest: Vec<String> = ready
        .weakest(3)
        .into_iter()
        .filter_map(|(_, topic, it)| {
            Some(format!("{} {}", cut(&one_line(topic), NAME), percent(it.recall_on_the_day()?)))
        })
        .collect();
    html! {
        @if let Some(said) = super::overview::expected(&ready.core) { p.sentence { "Core cards: " (said) "." } }
        @if !weakest.is_empty() { p.sentence { "The weakest on that day: " (weakest.join(", ")) "." } }
    }
}

/// A day that is not broken at its hyphens.
fn dated(day: Day) -> Markup {
    html! { span.whole { (day) } }
}

fn short_day(day: Day) -> String {
    day.date().format("%d %b").to_string()
}

fn expected(overview: &Overview, recall: &[(Day, f64)]) -> Markup {
    // Over years a day is told by its month.
    let is_long = recall.first().zip(recall.last()).is_some_and(|((first, _), (last, _))| last.since(*first) > YEAR);
    let label = |day: Day| if is_long { day.date().format("%b %Y").to_string() } else { short_day(day) };
    let labels: Vec<String> = recall.iter().map(|(day, _)| label(*day)).collect();
    let values = recall.iter().map(|(_, chance)| Some(chance * 100.0)).collect();
    let series = [Series { name: "core cards".to_owned(), values }];
    let set = if overview.ready.company.is_some() { ", the day of the interview" } else { "" };
    let sentence = match recall {
        [] => "Nothing was answered yet.".to_owned(),
        [(_, now)] => format!("Of all core cards {:.0} % would be recalled today{set}.", now * 100.0),
        [(_, now), .., (day, then)] => format!(
            "Of all core cards {:.0} % would be recalled today, and {:.0} % on {day}{set}, if none of them were asked any \
             more.",
            now * 100.0,
            then * 100.0,
        ),
    };
    let rows: Vec<Vec<String>> =
        recall.iter().map(|(day, chance)| vec![day.to_string(), format!("{:.1} %", chance * 100.0)]).collect();
    let drawing = lines("expected recall by day", &labels, &series, (0.0, 100.0), |value| format!("{value:.0} %"));
    figure(
        "Recall that can be expected",
        &sentence,
        (!rows.is_empty()).then_some(&drawing),
        &table(&["day", "recalled"], &rows),
    )
}

fn reviews(course: &Course, today: Day) -> Markup {
    let days: Vec<(Day, _)> = (0..60).rev().map(|back| today.plus(-back)).map(|day| (day, course.on(day))).collect();
    let values: Vec<(String, u32)> = days.iter().map(|(day, total)| (short_day(*day), total.answers)).collect();
    let (sum, minutes) =
        days.iter().fold((0, 0), |(sum, seconds), (_, total)| (sum + total.answers, seconds + total.seconds));
    let sentence = format!("{} in {} minutes over 60 days.", counted(sum, "answer"), minutes / 60);
    let rows: Vec<Vec<String>> = days
        .iter()
        .rev()
        .filter(|(_, total)| total.answers > 0)
        .map(|(day, total)| {
            let minutes = total.seconds.div_ceil(60);
            vec![day.to_string(), total.answers.to_string(), total.fresh.to_string(), minutes.to_string()]
        })
        .collect();
    figure(
        "Answers a day",
        &sentence,
        (!rows.is_empty()).then_some(&bars("answers on each of the last 60 days", &values, 15)),
        &table(&["day", "answers", "new", "minutes"], &rows),
    )
}

fn load(course: &Course, now: u32) -> Markup {
    let values: Vec<(String, u32)> = course.load.iter().map(|(day, due)| (short_day(*day), *due)).collect();
    let sum: u32 = course.load.iter().map(|(_, due)| due).sum();
    let falls = if sum == 1 { "falls" } else { "fall" };
    let sentence = format!("{} {falls} due in the next {AHEAD} days, beside {now} now.", counted(sum, "card"));
    let rows: Vec<Vec<String>> = course.load.iter().map(|(day, due)| vec![day.to_string(), due.to_string()]).collect();
    figure(
        "What falls due",
        &sentence,
        (sum > 0).then_some(&bars("cards that fall due on each of the next days", &values, 7)),
        &table(&["day", "due"], &rows),
    )
}

fn retention(course: &Course) -> Markup {
    let share = |it: &crate::model::Retention| it.percent().unwrap_or(0);
    let mut weakest: Vec<&(String, String, _)> = course.retention.iter().collect();
    weakest.sort_by_key(|(.., found)| share(found));
    let drawn = &weakest[..weakest.len().min(DRAWN)];
    let values: Vec<(String, u32)> = drawn.iter().map(|(_, topic, found)| (one_line(topic), share(found))).collect();
    let sentence = match weakest.len() {
        1.. if weakest.len() > DRAWN => format!("The {DRAWN} weakest of {} topics.", weakest.len()),
        1.. => "The weakest first.".to_owned(),
        0 => "No card was reviewed in the last 30 days.".to_owned(),
    };
    let rows: Vec<Vec<String>> = course
        .retention
        .iter()
        .map(|(section, topic, found)| {
            vec![format!("{section} › {topic}"), found.reviews.to_string(), format!("{} %", share(found))]
        })
        .collect();
    figure(
        "Recalled by topic, 30 days",
        &sentence,
        (!rows.is_empty()).then_some(&shares("share recalled by topic", &values)),
        &table(&["topic", "reviews", "recalled"], &rows),
    )
}

fn mocks(overview: &Overview) -> Markup {
    let level = |mock: &MockLine, dimension: Dimension| {
        mock.levels.iter().find(|(known, _)| *known == dimension).and_then(|(_, level)| *level)
    };
    let labels: Vec<String> = overview.mocks.iter().map(|mock| short_day(mock.day)).collect();
    let series: Vec<Series> = Dimension::ALL
        .into_iter()
        .map(|dimension| Series {
            name: dimension.name().to_owned(),
            values: overview.mocks.iter().map(|mock| level(mock, dimension).map(f64::from)).collect(),
        })
        .collect();
    let score =
        |mock: &MockLine| mock.score.map_or("–".to_owned(), |score| format!("{:.2}", f64::from(score) / 100.0));
    let sentence = match overview.mocks.last() {
        Some(mock) => format!(
            "{}; the last: {}, score {}.{}",
            super::overview::mocks_counted(&overview.mocks),
            one_line(&mock.title),
            score(mock),
            best(&overview.ready.best)
        ),
        None => "No mock was finished yet: drill mock-design.".to_owned(),
    };
    let rows: Vec<Vec<String>> = overview
        .mocks
        .iter()
        .map(|mock| {
            let levels = Dimension::ALL
                .into_iter()
                .map(|dimension| level(mock, dimension).map_or("–".to_owned(), |level| level.to_string()));
            [format!("{} {}", mock.day, mock.title), mock.minutes.to_string(), score(mock)]
                .into_iter()
                .chain(levels)
                .collect()
        })
        .collect();
    let head: Vec<&str> =
        ["mock", "minutes", "score"].into_iter().chain(Dimension::ALL.into_iter().map(Dimension::name)).collect();
    figure(
        "Mocks by dimension",
        &sentence,
        (!rows.is_empty()).then_some(&lines(
            "level of each dimension by mock",
            &labels,
            &series,
            (0.0, 4.0),
            |value| format!("{value:.0}"),
        )),
        &table(&head, &rows),
    )
}

/// ` The best of 2 scenarios is 3.10 in the mean, against 3.20.`: of mocks of full length; nothing where there is none.
fn best(best: &[(String, u32)]) -> String {
    let sum: u32 = best.iter().map(|(_, score)| score).sum();
    let Some(mean) = sum.checked_div(u32::try_from(best.len()).unwrap_or(u32::MAX)) else { return String::new() };
    let mean = f64::from(mean) / 100.0;
    format!(" The best of {} is {mean:.2} in the mean, against 3.20.", counted(best.len() as u64, "scenario"))
}

fn weeks(course: &Course, today: Day) -> Markup {
    let first = Course::first_day(today);
    let days: Vec<(Day, u32)> =
        (0..=today.since(first)).map(|at| first.plus(at)).map(|day| (day, course.on(day).answers)).collect();
    let active = days.iter().filter(|(_, count)| *count > 0).count();
    let sentence = format!("{} of {} days with an answer.", active, days.len());
    let rows: Vec<Vec<String>> = days
        .iter()
        .rev()
        .filter(|(_, count)| *count > 0)
        .map(|(day, count)| vec![day.to_string(), count.to_string()])
        .collect();
    figure(
        &format!("{WEEKS} weeks"),
        &sentence,
        (!rows.is_empty()).then_some(&calendar("answers on each day of the last weeks", &days)),
        &table(&["day", "answers"], &rows),
    )
}

fn topics(section: &Section, known: &Known<'_>) -> Markup {
    let of = |topic: &TopicStanding| known.get(&(section.name.as_str(), topic.title.name.as_str())).copied();
    let recall =
        |topic: &TopicStanding| of(topic).and_then(|it| it.recall_on_the_day()).map_or("–".to_owned(), percent);
    let all: Forecast = section.topics.iter().filter_map(|(topic, _)| of(topic)).sum();
    html! {
        section.boxes {
            h3 { (section.name) }
            p.sentence {
                (boxes(&section.totals()))
                @if let Some(said) = super::overview::expected(&all) { "; " (said) }
            }
            div.scroll tabindex="0" role="region" aria-label=(section.name) {
                table {
                    thead { tr {
                        th scope="col" { "topic" } th scope="col" { "learned" } th.wide scope="col" { "seen" }
                        th.wide scope="col" { "cards" } th scope="col" { "due" } th.wide scope="col" { "recall" }
                        th scope="col" { "box" }
                    } }
                    tbody {
                        @for (topic, due) in &section.topics {
                            tr {
                                th scope="row" { (topic.title.name) }
                                td { (topic.counts.learned) } td.wide { (topic.counts.seen) } td.wide { (topic.counts.cards) }
                                td { (due) } td.wide { (recall(topic)) }
                                td { @if topic.state == BoxState::Open { "☐ " } @else { "☑ " } (state(topic)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
