//! Interviews among the applications: whose dates are days on which people will ask questions.

use super::{
    listing::Listed,
    status::{Stage, stage},
};
use crate::model::{
    Day,
    application::{Asked, Field},
    name::normalise,
};

/// Words of a next step that mean people who ask, beside those that are a status.
const ASKING: [&str; 14] = [
    "call",
    "loop",
    "round",
    "rounds",
    "interviews",
    "panels",
    "onsites",
    "screening",
    "gespräch",
    "vorstellungsgespräch",
    "bewerbungsgespräch",
    "telefonat",
    "telefoninterview",
    "kennenlernen",
];

/// First words of a next step that is an errand: on its date nobody asks.
const ERRANDS: [&str; 22] = [
    "send",
    "write",
    "thank",
    "follow",
    "email",
    "mail",
    "wait",
    "hear",
    "apply",
    "reply",
    "answer",
    "ask",
    "decide",
    "sign",
    "submit",
    "update",
    "research",
    "schedule",
    "book",
    "warten",
    "schreiben",
    "antworten",
];

/// The interviews from `today` on, soonest first; what is over asks nothing any more.
pub fn ahead<'a>(listed: impl IntoIterator<Item = &'a Listed>, today: Day) -> Vec<Asked> {
    let mut asked: Vec<Asked> = listed
        .into_iter()
        .filter(|one| asks(one))
        .filter_map(|one| {
            let said = |field: Field| one.application.fields[field].trim().to_owned();
            let next = said(Field::Next);
            let step = if next.is_empty() { said(Field::Status) } else { next };
            let day = one.day.filter(|day| *day >= today)?;
            Some(Asked { day, company: said(Field::Company), role: said(Field::Role), step })
        })
        .collect();
    asked.sort_by(|a, b| (a.day, &a.company, &a.role).cmp(&(b.day, &b.company, &b.role)));
    asked
}

/// True when people ask on the date of an application: its next step says so, or its status does and the next step is
/// no errand.
fn asks(one: &Listed) -> bool {
    let next = &one.application.fields[Field::Next];
    let name = normalise(next);
    let mut words = name.split(' ');
    if one.stage == Stage::Closed || words.clone().next().is_some_and(|first| ERRANDS.contains(&first)) {
        return false;
    }
    one.stage == Stage::Interview || stage(next) == Stage::Interview || words.any(|word| ASKING.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Application;

    const TODAY: &str = "2026-11-22";

    fn one(status: &str, next: &str, date: &str) -> Listed {
        let mut application = Application::default();
        for (field, text) in [
            (Field::Company, "Acme"),
            (Field::Role, "ML"),
            (Field::Status, status),
            (Field::Next, next),
            (Field::Date, date),
        ] {
            application.fields[field] = text.to_owned();
        }
        Listed::read(application, TODAY.parse().unwrap())
    }

    /// Columns: status, next step, date, then what is asked on that day, if anything.
    #[test]
    fn a_date_on_which_people_ask_is_told_from_an_errand() {
        for (status, next, date, step) in [
            ("onsite", "", "2026-12-03", Some("onsite")),
            ("phone", "call", "2026-12-03", Some("call")),
            ("applied", "Onsite", "3 Dec", Some("Onsite")),
            ("applied", "intro call", "2026-11-22", Some("intro call")),
            ("applied", "Vorstellungsgespräch", "3.12.", Some("Vorstellungsgespräch")),
            ("technical", "system design", "2026-12-03", Some("system design")),
            ("applied", "hear back", "2026-12-03", None),
            ("applied", "", "2026-12-03", None),
            ("onsite", "send a thank-you note", "2026-12-03", None),
            ("phone", "Schedule the onsite", "2026-12-03", None),
            ("rejected", "onsite", "2026-12-03", None),
            ("onsite", "onsite", "2026-11-21", None),
            ("onsite", "onsite", "soon", None),
            ("onsite", "onsite", "", None),
        ] {
            let found = ahead([&one(status, next, date)], TODAY.parse().unwrap());
            assert_eq!(found.first().map(|it| it.step.as_str()), step, "{status}, {next}, {date}");
        }
    }

    #[test]
    fn the_soonest_comes_first() {
        let all = [one("onsite", "", "2026-12-03"), one("phone", "", "2026-11-30")];
        let days: Vec<String> = ahead(&all, TODAY.parse().unwrap()).into_iter().map(|it| it.day.to_string()).collect();
        assert_eq!(days, ["2026-11-30", "2026-12-03"]);
    }
}
