//! How far an application has come: the known words, and what they mean for a list.

use crate::model::name::{Found, find, likeness, normalise};

/// What a status means for whoever looks at his list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Something may still come.
    Open,
    /// People will ask questions.
    Interview,
    /// It is over, one way or the other.
    Closed,
}

const KNOWN: [(&str, Stage); 24] = [
    ("interested", Stage::Open),
    ("saved", Stage::Open),
    ("applied", Stage::Open),
    ("referred", Stage::Open),
    ("screen", Stage::Interview),
    ("phone", Stage::Interview),
    ("recruiter", Stage::Interview),
    ("technical", Stage::Interview),
    ("take-home", Stage::Interview),
    ("assessment", Stage::Interview),
    ("interview", Stage::Interview),
    ("virtual", Stage::Interview),
    ("onsite", Stage::Interview),
    ("panel", Stage::Interview),
    ("final", Stage::Interview),
    ("offer", Stage::Open),
    ("waiting", Stage::Open),
    ("accepted", Stage::Closed),
    ("declined", Stage::Closed),
    ("rejected", Stage::Closed),
    ("withdrawn", Stage::Closed),
    ("withdrew", Stage::Closed),
    ("ghosted", Stage::Closed),
    ("closed", Stage::Closed),
];

/// The status that is meant when an application is added without one.
pub const FIRST: &str = "applied";

/// A status as the log keeps it: a known word in lower case, anything else as it was written.
pub fn canonical(text: &str) -> String {
    let text = text.trim();
    let name = normalise(text);
    let known = KNOWN.iter().find(|(word, _)| normalise(word) == name || word.replace('-', "") == name);
    known.map_or_else(|| text.to_owned(), |(word, _)| (*word).to_owned())
}

/// A status as it is written into a table: a known word with a capital, anything else as it is.
pub fn written(status: &str) -> String {
    let mut letters = status.chars();
    match letters.next() {
        Some(first) if KNOWN.iter().any(|(word, _)| *word == status) => first.to_uppercase().chain(letters).collect(),
        _ => status.to_owned(),
    }
}

/// What a status means: by the last known word in it, so that "phone done, onsite next" is an interview.
pub fn stage(status: &str) -> Stage {
    let name = normalise(status);
    let words: Vec<&str> = name.split(' ').collect();
    let known = |word: &&str| KNOWN.iter().find(|(known, _)| known.replace('-', "") == **word);
    if canonical(status) == "take-home" {
        return Stage::Interview;
    }
    let stages: Vec<Stage> = words.iter().filter_map(known).map(|(_, stage)| *stage).collect();
    // Whatever else it says: what is over is over.
    if stages.contains(&Stage::Closed) { Stage::Closed } else { stages.last().copied().unwrap_or(Stage::Open) }
}

/// Reads a status that was typed: a known word, whole or by a unique part, or words of the user's own.
///
/// # Errors
/// The known word that a single one was meant to be, when it is near to it and not it.
pub fn read(typed: &str) -> Result<String, &'static str> {
    let name = normalise(typed);
    let kept = canonical(typed);
    let words: Vec<&str> = KNOWN.iter().map(|(word, _)| *word).collect();
    if name.contains(' ') || name.chars().count() < 4 || words.contains(&kept.as_str()) {
        return Ok(kept);
    }
    match find(typed, &words) {
        Found::One(at) => Ok(words[at].to_owned()),
        Found::None(near) => match near.first().map(|at| words[*at]) {
            Some(near) if likeness(near, typed) > 0.4 => Err(near),
            _ => Ok(kept),
        },
        Found::Several(_) => Ok(kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_known_in_any_dress() {
        for (text, kept, shown) in [
            ("Phone", "phone", "Phone"),
            (" ONSITE ", "onsite", "Onsite"),
            ("Take home", "take-home", "Take-home"),
            ("✅ Offer", "offer", "Offer"),
            ("Phone screen 2", "Phone screen 2", "Phone screen 2"),
            ("", "", ""),
        ] {
            assert_eq!((canonical(text).as_str(), written(&canonical(text)).as_str()), (kept, shown), "{text}");
        }
    }

    #[test]
    fn a_status_means_something_for_the_list() {
        for (text, wanted) in [
            ("applied", Stage::Open),
            ("Phone screen 2", Stage::Interview),
            ("phone done, offer", Stage::Open),
            ("rejected after onsite", Stage::Closed),
            ("take-home", Stage::Interview),
            ("on hold", Stage::Open),
            ("", Stage::Open),
        ] {
            assert_eq!(stage(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_slip_is_told_from_own_words() {
        for (text, wanted) in [
            ("appleid", Err("applied")),
            ("rejcted", Err("rejected")),
            ("Phone", Ok("phone")),
            ("onsit", Ok("onsite")),
            ("reject", Ok("rejected")),
            ("with", Ok("with")),
            ("Phone screen", Ok("Phone screen")),
            ("hired", Ok("hired")),
            ("paused", Ok("paused")),
            ("HR", Ok("HR")),
            ("", Ok("")),
        ] {
            assert_eq!(read(text), wanted.map(str::to_owned), "{text}");
        }
    }
}
