//! `drill plan`: today on the way to the next interview.

use serde_json::{Value, json};
use textwrap::{Options, WordSplitter, fill, wrap};

use super::{
    counted,
    table::{Set, cut, set},
};
use crate::model::{Effort, application::Asked, text::one_line};
use crate::plan::{
    Breadth,
    agenda::{Agenda, Block, Campaign, Part, Want},
    campaign::Interview,
    pace::{Checked, Kind, Pace},
    shares::Falls,
    sweep::Window,
};

/// Columns below which the reason of a part is cut.
const REASON: usize = 20;
/// Columns of the name of a topic in a sentence.
const NAME: usize = 48;
/// So many cards that will never be seen are named; the rest is counted.
const NAMED: usize = 8;

/// The plan of today; `width` is at least 40 in effect.
pub fn text(agenda: &Agenda, width: usize) -> String {
    let width = width.clamp(40, 100);
    let wrapped = |lines: Vec<String>| -> String {
        let wrap = |line: &String| {
            let indent = " ".repeat(line.len() - line.trim_start().len() + 2);
            let options = Options::new(width).subsequent_indent(&indent).word_splitter(WordSplitter::NoHyphenation);
            fill(line, options) + "\n"
        };
        lines.iter().map(wrap).collect()
    };
    let mut text = wrapped(head(agenda)) + "\n";
    let blocks = agenda.blocks();
    if blocks.is_empty() {
        text.push_str("nothing is left to do today\n");
    } else {
        let mut rows = vec![["today", "", "minutes", ""].map(str::to_owned).to_vec()];
        let names = blocks.iter().map(|block| name(block.part).len()).max().unwrap_or(0).max("in all".len());
        let counts = blocks.iter().map(|block| block.count.to_string().len()).max().unwrap_or(0);
        let room = width.saturating_sub(names + counts + "minutes".len() + 6);
        for block in &blocks {
            let count = block.count.to_string();
            let why = why(block, agenda);
            // Where there is room for it a reason is told whole, on further lines if need be.
            let lines = if room < REASON { vec![why.into()] } else { wrap(&why, room) };
            let mut lines = lines.into_iter().map(std::borrow::Cow::into_owned);
            let first = lines.next().unwrap_or_default();
            rows.push(vec![name(block.part).to_owned(), count, minutes(block.seconds), first]);
            rows.extend(lines.map(|line| vec![String::new(), String::new(), String::new(), line]));
        }
        let seconds: u32 = blocks.iter().map(|block| block.seconds).sum();
        rows.push(vec!["in all".to_owned(), String::new(), minutes(seconds), String::new()]);
        text.push_str(&set(&[Set::Left, Set::Right, Set::Right, Set::Cut], &rows, width));
    }
    let said = left_out(agenda, &blocks);
    if !said.is_empty() {
        text.push_str(&format!("\n{}", wrapped(said)));
    }
    text.push('\n');
    text.push_str(&wrapped(outlook(agenda)));
    text.push_str(&offered(agenda));
    text
}

/// Interviews that the applications speak of, each with the command that plans for it.
fn offered(agenda: &Agenda) -> String {
    if agenda.offered.is_empty() {
        return String::new();
    }
    let mut text = "\nin your applications, and not planned:\n".to_owned();
    for one in &agenda.offered {
        text.push_str(&format!("  {}\n    {}\n", about(one), command(one)));
    }
    if agenda.offered.len() > 1 {
        text.push_str("  all of them\n    drill plan --from-jobs\n");
    }
    text
}

/// `Acme on Thu 2026-12-03: onsite`.
pub fn about(one: &Asked) -> String {
    let day = format!("{} {}", one.day.date().format("%a"), one.day);
    format!("{} on {day}: {}", one_line(&one.company), one_line(&one.step))
}

/// The command that plans for an interview.
pub fn command(one: &Asked) -> String {
    let company = one_line(&one.company);
    // What a shell would read in double quotes is put between single ones.
    let company = match company.contains(['"', '$', '`', '\\', '!']) {
        true => format!("'{}'", company.replace('\'', "'\\''")),
        false => format!("\"{company}\""),
    };
    format!("drill plan --interview {} --company {company}", one.day)
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
            // The plan goes above the setting where core cards would else be left.
            Some(campaign) if campaign.breadth == Breadth::Few && campaign.new > campaign.setting => {
                format!("above the setting's {}: all core before {}", campaign.setting, campaign.way.new_stops)
            }
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
        let why = match block.want {
            Want::Minutes => "for want of minutes",
            Want::Cards => "by the setting `grades`, which limits the cards of a day",
        };
        lines.push(format!("left out today: {} of {}, {why}", block.left_out, name(block.part)));
    }
    let Some(campaign) = &agenda.campaign else { return lines };
    if campaign.drawn > 0 {
        let cards = counted(campaign.drawn, "due card");
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
            Falls::Mocks => "no mock is planned: it would take more than half of the minutes of a week".to_owned(),
            Falls::SecondMock => "the minutes do not reach: the second mock of the week falls".to_owned(),
        });
    }
    let never = campaign.unseen_core.saturating_sub(campaign.reachable);
    if never > 0 && !agenda.never_seen.is_empty() {
        lines.push(format!("{} will never be seen before the date:", counted(never, "core card")));
        for standing in agenda.never_seen.iter().take(NAMED) {
            lines.push(format!("  {} ({})", standing.card.id, one_line(&standing.title.name)));
        }
        if let Some(more) = (never as usize).checked_sub(NAMED).filter(|more| *more > 0) {
            lines.push(format!("  and {more} more: drill plan --json"));
        }
    }
    lines
}

fn outlook(agenda: &Agenda) -> Vec<String> {
    let mut lines = Vec::new();
    if agenda.campaign.is_some() {
        if let (Some(now), Some(then)) = (agenda.core.recall_today(), agenda.core.recall_on_the_day()) {
            lines.push(format!(
                "expected recall of the core cards: {} % today, {} % on the day if nothing more were asked",
                percent(now),
                percent(then)
            ));
        }
        lines.extend(agenda.effort.as_ref().map(effort));
    }
    let Pace { new, review, mock, telling, own } = agenda.pace;
    let whose = |own: bool| if own { "your own" } else { "shipped" };
    let (ours, theirs) = (whose(own.new), whose(own.review));
    lines.push(format!("reckoned with {new:.0} s a new card ({ours}), {review:.0} s a review ({theirs})"));
    if own.mock || own.telling {
        let (mock, telling) = (took(Kind::Mock, mock), took(Kind::Telling, telling));
        let (ours, theirs) = (whose(own.mock), whose(own.telling));
        lines.push(format!("and with {mock} a mock ({ours}), {telling} a story ({theirs})"));
    }
    if !agenda.checked.is_empty() {
        let said = |it: &Checked| {
            let Checked { kind, estimate, real } = *it;
            format!("{} {}, took {}", one_of(kind), took(kind, estimate), took(kind, real))
        };
        let said: Vec<String> = agenda.checked.iter().map(said).collect();
        lines.push(format!("reckoned a week ago, and the last 7 days: {}", said.join("; ")));
    }
    if let Some((said, recalled)) = agenda.foretold.percent() {
        lines.push(format!("we said {said} %, you recalled {recalled} % of {}", agenda.foretold.answers));
    }
    lines
}

const fn one_of(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "a new card",
        Kind::Review => "a review",
        Kind::Mock => "a mock",
        Kind::Telling => "a story",
    }
}

/// `28 s` or `35 min`.
fn took(kind: Kind, seconds: f64) -> String {
    match kind {
        Kind::New | Kind::Review => format!("{seconds:.0} s"),
        Kind::Mock | Kind::Telling => format!("{:.0} min", seconds / 60.0),
    }
}

/// `needs 18 min a day; you do 11: 2 topics will not be seen: Decoding, Dropout`.
pub(super) fn effort(effort: &Effort) -> String {
    let mut line = format!("needs {} min a day", minutes(effort.needed));
    if let Some(done) = effort.done {
        line.push_str(&format!("; you do {}", (done + 30) / 60));
    }
    if !effort.topics.is_empty() {
        let named: Vec<String> = effort.topics.iter().take(NAMED).map(|name| cut(&one_line(name), NAME)).collect();
        let more = match effort.topics.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let topics = counted(effort.topics.len(), "topic");
        line.push_str(&format!(": {topics} will not be seen: {}{more}", named.join(", ")));
    }
    match (effort.cards, effort.topics.is_empty()) {
        (0, _) => {}
        (cards, true) => line.push_str(&format!(": {} will not be seen", counted(cards, "core card"))),
        (cards, false) => line.push_str(&format!(" ({})", counted(cards, "core card"))),
    }
    line
}

/// Minutes needed and done as a document.
pub(super) fn effort_json(effort: &Effort) -> Value {
    json!({
        "needed_minutes_a_day": round(f64::from(effort.needed) / 60.0),
        "done_minutes_a_day": effort.done.map(|done| round(f64::from(done) / 60.0)),
        "cards_not_seen": effort.cards,
        "topics_not_seen": effort.topics,
    })
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
    let seconds: u32 = blocks.iter().map(|block| block.seconds).sum();
    let minutes = f64::from(seconds) / 60.0;
    let never_seen: Vec<Value> = agenda
        .never_seen
        .iter()
        .map(|it| json!({ "id": it.card.id.as_str(), "topic": it.title.name, "section": it.section }))
        .collect();
    json!({
        "day": agenda.today.to_string(),
        "interview": agenda.campaign.as_ref().map(|it| next(it, agenda)),
        "interviews": agenda.interviews.iter().map(interview).collect::<Vec<_>>(),
        "offered": agenda.offered.iter().map(|it| json!({
            "date": it.day.to_string(), "company": it.company, "role": it.role, "step": it.step, "command": command(it),
        })).collect::<Vec<_>>(),
        "today": super::due::json(&agenda.due),
        "blocks": blocks.iter().map(block).collect::<Vec<_>>(),
        "minutes": round(minutes),
        "notes": left_out(agenda, &blocks),
        "never_seen": never_seen,
        "never_seen_count": agenda.campaign.as_ref().map_or(0, |it| it.unseen_core.saturating_sub(it.reachable)),
        "pace": pace(agenda),
        "effort": agenda.effort.as_ref().map(effort_json),
        "predictions": {
            "answers": agenda.foretold.answers,
            "said_percent": agenda.foretold.percent().map(|it| it.0),
            "recalled_percent": agenda.foretold.percent().map(|it| it.1),
        },
    })
}

fn pace(agenda: &Agenda) -> Value {
    let Pace { new, review, mock, telling, own } = agenda.pace;
    let mut pace = json!({
        "new_seconds": round(new), "review_seconds": round(review),
        "mock_seconds": round(mock), "telling_seconds": round(telling),
        "own_new": own.new, "own_review": own.review, "own_mock": own.mock, "own_telling": own.telling,
    });
    for (kind, word) in [(Kind::New, "new"), (Kind::Review, "review"), (Kind::Mock, "mock"), (Kind::Telling, "telling")]
    {
        let found = agenda.checked.iter().find(|it| it.kind == kind);
        pace[format!("estimated_{word}_seconds")] = json!(found.map(|it| round(it.estimate)));
        pace[format!("real_{word}_seconds")] = json!(found.map(|it| round(it.real)));
    }
    pace
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
    let share = |share: Option<f64>| share.map(|share| (share * 1_000.0).round() / 1_000.0);
    let mut next = interview(&campaign.interview);
    next["days_left"] = campaign.way.days_left(agenda.today).into();
    next["minutes_a_day"] = campaign.minutes.into();
    next["new_stops"] = campaign.way.new_stops.to_string().into();
    next["sweep_begins"] = Window::of(campaign.interview.date).begins.to_string().into();
    next["recall_today"] = json!(share(agenda.core.recall_today()));
    next["recall_on_the_day"] = json!(share(agenda.core.recall_on_the_day()));
    next["mock_day"] = campaign.shares.mock_day.into();
    next["borrowed_minutes"] = campaign.shares.borrowed.into();
    next["never_seen_today"] = campaign.unseen.into();
    next
}
