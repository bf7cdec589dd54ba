//! The way to an interview: how many days are left, when new cards stop, when the last sweep begins.

use serde_json::{Value, json};

use crate::model::{Day, name::normalise, text::one_line};

/// An interview that somebody prepares for.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    /// Its day.
    pub date: Day,
    /// Whose; empty if it was not said.
    pub company: String,
    /// Minutes a day on the way to it; none for those of the settings.
    pub minutes: Option<u32>,
    /// How much more than others some topics are asked there: their ids, and factors from 0 on; 1 is as usual.
    pub weights: Vec<(String, f64)>,
    /// The study day on which the date was set.
    pub set_on: Day,
}

impl Interview {
    /// How much a topic counts there.
    pub fn weight(&self, topic: &str) -> f64 {
        self.weights.iter().find(|(id, _)| id == topic).map_or(1.0, |(_, weight)| *weight)
    }

    /// What the log keeps of setting it.
    pub fn detail(&self) -> Value {
        let weights: serde_json::Map<String, Value> =
            self.weights.iter().map(|(topic, weight)| (topic.clone(), json!(weight))).collect();
        json!({
            "interview": self.date.to_string(),
            "company": self.company,
            "minutes": self.minutes,
            "topics": weights,
        })
    }

    /// What the log keeps of removing it.
    pub fn removal(&self) -> Value {
        json!({ "remove": self.date.to_string(), "company": self.company })
    }

    fn is_at(&self, date: Day, company: &str) -> bool {
        self.date == date && self.company.to_lowercase() == company.to_lowercase()
    }
}

/// What the log keeps of an interview that somebody does not plan for.
pub fn declined(date: Day, company: &str) -> Value {
    json!({ "declined": date.to_string(), "company": company })
}

/// What an entry of the log says of an interview: `the interview on 2026-04-01 (Acme)`, set, removed or declined.
pub fn described(detail: &Value) -> String {
    let text = |name: &str| detail[name].as_str().filter(|text| !text.is_empty()).map(one_line);
    let whose = text("company").map_or(String::new(), |name| format!(" ({name})"));
    match (text("remove"), text("declined"), text("interview")) {
        (Some(date), ..) => format!("removing the interview on {date}{whose}"),
        (_, Some(date), _) => format!("not planning for the interview on {date}{whose}"),
        (.., date) => format!("the interview on {}{whose}", date.unwrap_or_default()),
    }
}

/// True when it was decided, either way, whether to plan for an interview of that day and company: one without a
/// company was set for that day, or one of it was set, removed or declined.
pub fn decided<'a>(said: impl IntoIterator<Item = &'a Value> + Clone, date: Day, company: &str) -> bool {
    let (date, company) = (date.to_string(), normalise(company));
    let of = |detail: &Value| normalise(detail["company"].as_str().unwrap_or_default());
    let on = |detail: &Value, verb: &str| detail[verb].as_str() == Some(date.as_str());
    let named = ["interview", "remove", "declined"];
    if said.clone().into_iter().any(|it| of(it) == company && named.iter().any(|verb| on(it, verb))) {
        return true;
    }
    // The last word on an interview of that day without a company.
    let unnamed = |it: &&Value| of(it).is_empty() && (on(it, "interview") || on(it, "remove"));
    said.into_iter().filter(unnamed).last().is_some_and(|it| on(it, "interview"))
}

/// The interviews that stand, soonest first: the fold of what was set and removed, each with its study day.
///
/// Setting the same day and company again changes what is said anew of minutes and weights; the rest stays, and the
/// day on which it was first set.
pub fn interviews<'a>(said: impl IntoIterator<Item = (Day, &'a Value)>) -> Vec<Interview> {
    let mut standing: Vec<Interview> = Vec::new();
    for (day, detail) in said {
        let company = detail["company"].as_str().unwrap_or_default();
        let date = |name: &str| detail[name].as_str().and_then(|text| text.parse::<Day>().ok());
        if let Some(date) = date("remove") {
            standing.retain(|known| !known.is_at(date, company));
        }
        let Some(date) = date("interview") else { continue };
        let before = standing.iter().position(|known| known.is_at(date, company)).map(|at| standing.remove(at));
        let mut weights = before.as_ref().map_or(Vec::new(), |known| known.weights.clone());
        for (id, weight) in detail["topics"].as_object().into_iter().flatten() {
            weights.retain(|(known, _)| known != id);
            weights.extend(weight.as_f64().map(|weight| (id.clone(), weight)));
        }
        let minutes = detail["minutes"].as_u64().and_then(|minutes| u32::try_from(minutes).ok());
        standing.push(Interview {
            date,
            company: company.to_owned(),
            minutes: minutes.or(before.as_ref().and_then(|known| known.minutes)),
            weights,
            set_on: before.map_or(day, |known| known.set_on),
        });
    }
    standing.sort_by(|a, b| (a.date, &a.company).cmp(&(b.date, &b.company)));
    standing
}

/// The days on the way to one interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The interview.
    pub date: Day,
    /// When the date was set.
    pub set_on: Day,
    /// The first day without new cards.
    pub new_stops: Day,
}

/// New cards stop so many days before the date at the most, unless the setting says otherwise.
pub const NEW_STOPS: i64 = 7;

impl Way {
    /// The way to a date that was set on a day; `stop` are the days without new cards, none for the usual ones:
    /// seven, or a quarter of the days there were if that is less.
    pub fn new(date: Day, set_on: Day, stop: Option<u32>) -> Self {
        let days = date.since(set_on).max(0);
        let stop = stop.map_or(NEW_STOPS.min(days / 4), i64::from);
        Self { date, set_on, new_stops: date.plus(-stop) }
    }

    /// Study days until the date, today included.
    pub fn days_left(&self, today: Day) -> i64 {
        self.date.since(today).max(0)
    }

    /// New cards of a day, with `limit` a day by the settings and `unseen` waiting.
    ///
    /// What the days without new cards would have held comes earlier, so that stopping costs no card.
    pub fn new_today(&self, today: Day, limit: u32, unseen: u32) -> u32 {
        if today >= self.new_stops || today >= self.date {
            return 0;
        }
        let ceil = |share: i64, of: i64| share.max(0).unsigned_abs().div_ceil(of.max(1).unsigned_abs());
        let all = self.date.since(self.set_on.min(today));
        let with_new = self.new_stops.since(self.set_on.min(today));
        let most = ceil(i64::from(limit) * all, with_new);
        let needed = ceil(i64::from(unseen), self.new_stops.since(today));
        u32::try_from(needed.clamp(u64::from(limit), most.max(u64::from(limit)))).unwrap_or(limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        "2026-03-01".parse::<Day>().unwrap().plus(number)
    }

    /// Columns: days from setting to the date, setting, then days without new cards.
    #[test]
    fn new_cards_stop_a_week_or_a_quarter_before() {
        for (days, setting, stop) in [
            (42, None, 7),
            (28, None, 7),
            (20, None, 5),
            (3, None, 0),
            (1, None, 0),
            (42, Some(3), 3),
            (42, Some(0), 0),
        ] {
            let way = Way::new(day(days), day(0), setting);
            assert_eq!(way.date.since(way.new_stops), stop, "{days} days, {setting:?}");
        }
    }

    /// Columns: today, limit, unseen, then new cards.
    #[test]
    fn what_the_last_days_would_have_held_comes_earlier() {
        let way = Way::new(day(28), day(0), None);
        for (today, limit, unseen, new) in [
            (0, 8, 100, 8),
            (0, 8, 200, 10),
            (0, 8, 400, 11),
            (20, 8, 400, 11),
            (20, 8, 3, 8),
            (21, 8, 400, 0),
            (30, 8, 9, 0),
            (5, 0, 50, 0),
        ] {
            assert_eq!(way.new_today(day(today), limit, unseen), new, "day {today}, {limit} a day, {unseen} unseen");
        }
    }

    #[test]
    fn interviews_are_what_was_set_and_not_removed() {
        let set = |date: i64, company: &str, minutes: Option<u32>| Interview {
            date: day(date),
            company: company.to_owned(),
            minutes,
            weights: vec![("rag".to_owned(), 2.0)],
            set_on: day(0),
        };
        let said = [
            (day(0), set(40, "Acme", Some(20)).detail()),
            (day(1), set(20, "", None).detail()),
            (day(2), set(40, "ACME", Some(30)).detail()),
            (day(2), Interview { minutes: None, weights: vec![], ..set(40, "acme", None) }.detail()),
            (day(3), set(20, "", None).removal()),
            (day(3), set(9, "nobody", None).removal()),
        ];
        let found = interviews(said.iter().map(|(day, value)| (*day, value)));
        assert_eq!(found, [set(40, "acme", Some(30))]);
        assert_eq!((found[0].weight("rag"), found[0].weight("else")), (2.0, 1.0));
    }
}
