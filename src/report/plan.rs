//! `drill plan`: today on the way to the next interview.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, set},
};
use crate::model::{Day, text::one_line};
use crate::plan::{
    Breadth,
    agenda::{Agenda, Block, Campaign, Part},
    campaign::Interview,
    pace::Pace,
    shares::Falls,
    sweep::Window,
};
use crate::readiness::Forecast;

/// So many cards that will never be seen are named; the rest is counted.
const NAMED: usize = 8;

/// The plan of today; `width` is at least 40 in effect.
pub fn text(agenda: &Agenda, width: usize) -> String {
    let width = width.clamp(40, 100);
    let mut text = head(agenda).join("\n") + "\n\n";
    let blocks = agenda.blocks();
    if blocks.is_empty() {
        text.push_str("nothing is left to do today\n");
    } else {
        let mut rows = vec![["today", "", "minutes", ""].map(str::to_owned).to_vec()];
        for block in &blocks {
            let count = block.count.to_string();
            rows.push(vec![name(block.part).to_owned(), count, minutes(block.seconds), why(block, agenda)]);
        }
        let seconds: u32 = blocks.iter().map(|block| block.seconds).sum();
        rows.push(vec!["in all".to_owned(), String::new(), minutes(seconds), String::new()]);
        text.push_str(&set(&[Set::Left, Set::Right, Set::Right, Set::Cut], &rows, width));
    }
    for line in left_out(agenda, &blocks) {
        text.push_str(&format!("\n{line}"));
    }
    text.push('\n');
    for line in outlook(agenda) {
        text.push_str(&format!("{line}\n"));
    }
    text
}

fn head(agenda: &Agenda) -> Vec<String> {
    let Some(campaign) = &agenda.campaign else {
        return vec![
            format!("{}: no interview is set", agenda.today),
            "a date makes this a plan: drill plan --interview DATE".to_owned(),
        ];
    };
    let days = campaign.way.days_left(agenda.today);
    let when = match days {
        0 => "the interview is today".to_owned(),
        1 => "1 day to the interview".to_owned(),
        days => format!("{days} days to the interview"),
    };
    let window = Window::of(campaign.interview.date);
    let mut lines = vec![
        format!("{}: {when} on {}", agenda.today, named(&campaign.interview)),
        format!(
            "{} a day; new cards until {}, the last sweep from {}",
            counted(campaign.minutes, "minute"),
            campaign.way.new_stops.plus(-1),
            window.begins.max(campaign.way.set_on)
        ),
    ];
    lines.extend(agenda.interviews.iter().skip(1).map(|other| format!("after it: {}", named(other))));
    lines
}

/// `Wed 2026-04-01 (Acme)`.
fn named(interview: &Interview) -> String {
    let day = format!("{} {}", interview.date.date().format("%a"), interview.date);
    match interview.company.as_str() {
        "" => day,
        company => format!("{day} ({})", one_line(company)),
    }
}

const fn name(part: Part) -> &'static str {
    match part {
        Part::Again => "learning again",
        Part::New => "new cards",
        Part::Reviews => "reviews",
        Part::Sweep => "sweep",
        Part::Spare => "once more",
        Part::Extra => "extra",
        Part::Mock => "mock",
        Part::Story => "story",
    }
}

fn why(block: &Block, agenda: &Agenda) -> String {
    let campaign = agenda.campaign.as_ref();
    match block.part {
        Part::Again => "missed or learned today: they come again".to_owned(),
        Part::New => match campaign {
            Some(campaign) if campaign.breadth == Breadth::All => {
                "core of every topic in turn: the days do not suffice for all".to_owned()
            }
            Some(campaign) => {
                format!("{} never seen, new cards stop {}", campaign.unseen, campaign.way.new_stops)
            }
            None => "core first, from three topics at a time".to_owned(),
        },
        Part::Reviews if campaign.is_some() => "their day has come; core first, then what gains most".to_owned(),
        Part::Reviews => "their day has come; core first, the longest overdue before the others".to_owned(),
        Part::Sweep => "every seen card once more, the strongest first".to_owned(),
        Part::Spare => "minutes to spare: these gain most on the day".to_owned(),
        Part::Extra => "an audit of your own tick, corrected cards, pulls".to_owned(),
        Part::Mock => "the mock of this week: drill mock-design".to_owned(),
        Part::Story => "stories get 15 % of the minutes: drill story".to_owned(),
    }
}

fn minutes(seconds: u32) -> String {
    seconds.div_ceil(60).to_string()
}

fn left_out(agenda: &Agenda, blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks.iter().filter(|block| block.left_out > 0) {
        lines.push(format!("left out today: {} of {}, for want of minutes", block.left_out, name(block.part)));
    }
    let Some(campaign) = &agenda.campaign else { return lines };
    if !campaign.reviews.drawn.is_empty() {
        let cards = counted(campaign.reviews.drawn.len(), "due card");
        lines.push(format!("left out today: {cards} that the sweep asks on another day, or has asked"));
    }
    if campaign.reviews.beyond > 0 {
        let cards = counted(campaign.reviews.beyond, "card");
        lines.push(format!("the sweep has no minutes for {cards} that would gain least"));
    }
    let shares = &campaign.shares;
    if shares.mock_day {
        lines.push("a mock day: beside the mock only due core cards, at most 8 minutes".to_owned());
    }
    if shares.borrowed > 0 {
        lines.push(format!(
            "the mock of a week takes {} more than its day has; the other days lend them",
            counted(shares.borrowed, "minute")
        ));
    }
    for falls in &shares.falls {
        lines.push(match falls {
            Falls::Extras => "the minutes do not reach: extra cards fall first".to_owned(),
            Falls::SecondMock => "the minutes do not reach: the second mock of the week falls".to_owned(),
        });
    }
    if !agenda.never_seen.is_empty() {
        lines.push(format!("{} will never be seen before the date:", counted(agenda.never_seen.len(), "core card")));
        for standing in agenda.never_seen.iter().take(NAMED) {
            lines.push(format!("  {} ({})", standing.card.id, one_line(&standing.title.name)));
        }
        if agenda.never_seen.len() > NAMED {
            lines.push(format!("  and {} more: drill plan --json", agenda.never_seen.len() - NAMED));
        }
    }
    lines
}

fn outlook(agenda: &Agenda) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(campaign) = &agenda.campaign {
        let forecast = forecast(campaign, agenda.today);
        if let (Some(now), Some(then)) = (forecast.recall_today(), forecast.recall_on_the_day()) {
            lines.push(format!(
                "expected recall of the core cards: {} % today, {} % on the day if nothing more were asked",
                percent(now),
                percent(then)
            ));
        }
        if let Some(needed) = agenda.needed_a_day() {
            lines.push(format!("needs {} min of cards a day; you did {}", minutes(needed), minutes(agenda.done_a_day)));
        }
    }
    let Pace { new, review, own } = agenda.pace;
    let whose = |own: bool| if own { "your own" } else { "shipped" };
    lines.push(format!(
        "reckoned with {new:.0} s a new card ({}), {review:.0} s a review ({})",
        whose(own.0),
        whose(own.1)
    ));
    if let Some((estimate, real)) = &agenda.checked {
        lines.push(format!(
            "a week ago the estimate was {:.0} s a review; in the last 7 days it took {:.0} s",
            estimate.review, real.review
        ));
    }
    if let Some((said, recalled)) = agenda.foretold.percent() {
        lines.push(format!("we said {said} %, you recalled {recalled} % of {}", agenda.foretold.answers));
    }
    lines
}

fn forecast(campaign: &Campaign, today: Day) -> Forecast {
    Forecast::of(campaign.known.iter().filter(|it| it.core), today, campaign.interview.date)
}

fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

/// The plan as one document.
pub fn json(agenda: &Agenda) -> Value {
    let blocks = agenda.blocks();
    let block = |block: &Block| {
        json!({
            "part": block.part.word(),
            "count": block.count,
            "minutes": (f64::from(block.seconds) / 6.0).round() / 10.0,
            "why": why(block, agenda),
            "left_out": block.left_out,
        })
    };
    let minutes: f64 = blocks.iter().map(|block| f64::from(block.seconds)).sum::<f64>() / 60.0;
    let never_seen: Vec<Value> = agenda
        .never_seen
        .iter()
        .map(|it| json!({ "id": it.card.id.as_str(), "topic": it.title.name, "section": it.section }))
        .collect();
    json!({
        "day": agenda.today.to_string(),
        "interview": agenda.campaign.as_ref().map(|it| next(it, agenda)),
        "interviews": agenda.interviews.iter().map(interview).collect::<Vec<_>>(),
        "today": super::due::json(&agenda.due),
        "blocks": blocks.iter().map(block).collect::<Vec<_>>(),
        "minutes": (minutes * 10.0).round() / 10.0,
        "notes": left_out(agenda, &blocks),
        "never_seen": never_seen,
        "pace": {
            "new_seconds": round(agenda.pace.new),
            "review_seconds": round(agenda.pace.review),
            "own_new": agenda.pace.own.0,
            "own_review": agenda.pace.own.1,
            "estimated_review_seconds": agenda.checked.map(|(estimate, _)| round(estimate.review)),
            "real_review_seconds": agenda.checked.map(|(_, real)| round(real.review)),
        },
        "needed_minutes_a_day": agenda.needed_a_day().map(|seconds| round(f64::from(seconds) / 60.0)),
        "done_minutes_a_day": round(f64::from(agenda.done_a_day) / 60.0),
        "predictions": {
            "answers": agenda.foretold.answers,
            "said_percent": agenda.foretold.percent().map(|it| it.0),
            "recalled_percent": agenda.foretold.percent().map(|it| it.1),
        },
    })
}

fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

fn interview(interview: &Interview) -> Value {
    let weights: serde_json::Map<String, Value> =
        interview.weights.iter().map(|(topic, weight)| (topic.clone(), json!(weight))).collect();
    json!({
        "date": interview.date.to_string(),
        "company": interview.company,
        "minutes": interview.minutes,
        "set_on": interview.set_on.to_string(),
        "topics": weights,
    })
}

fn next(campaign: &Campaign, agenda: &Agenda) -> Value {
    let forecast = forecast(campaign, agenda.today);
    let share = |share: Option<f64>| share.map(|share| (share * 1_000.0).round() / 1_000.0);
    let mut next = interview(&campaign.interview);
    next["days_left"] = campaign.way.days_left(agenda.today).into();
    next["minutes_a_day"] = campaign.minutes.into();
    next["new_stops"] = campaign.way.new_stops.to_string().into();
    next["sweep_begins"] = Window::of(campaign.interview.date).begins.to_string().into();
    next["recall_today"] = json!(share(forecast.recall_today()));
    next["recall_on_the_day"] = json!(share(forecast.recall_on_the_day()));
    next["mock_day"] = campaign.shares.mock_day.into();
    next["borrowed_minutes"] = campaign.shares.borrowed.into();
    next["never_seen_today"] = campaign.unseen.into();
    next
}
