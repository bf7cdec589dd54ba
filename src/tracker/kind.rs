//! Which lines are topics: decided by the headings above a line, by its words, by the config; never by emoji.

use thiserror::Error;

use super::words::{Says, Vocabulary, is_whole_file};
use crate::model::name::normalise;

/// The headings of the config's `[tracker]` table; they override the words, and `ignore` wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Lines below these headings are topics.
    pub topics: Vec<String>,
    /// Lines below these headings are left alone.
    pub ignore: Vec<String>,
}

/// What a checklist line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Something to know.
    Topic,
    /// Something to do.
    Todo,
    /// Something to be filled in.
    Template,
    /// Left alone by the config.
    Ignored,
}

impl LineKind {
    /// Its word in `tracker check`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Todo => "to-do",
            Self::Template => "template",
            Self::Ignored => "ignored",
        }
    }
}

/// What decided the kind of a line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Why {
    /// The config names it.
    #[error("`{name}` stands in the config's topics")]
    NamedInTopics {
        /// The heading or title.
        name: String,
    },
    /// The config names it.
    #[error("`{name}` stands in the config's ignore list")]
    NamedInIgnore {
        /// The heading or title.
        name: String,
    },
    /// A heading speaks of knowledge.
    #[error("the heading `{heading}` speaks of knowledge: `{word}`")]
    Knowledge {
        /// The heading.
        heading: String,
        /// Its word.
        word: String,
    },
    /// A heading speaks of things to do.
    #[error("the heading `{heading}` speaks of things to do or to keep: `{word}`")]
    Doing {
        /// The heading.
        heading: String,
        /// Its word.
        word: String,
    },
    /// The headings say nothing, but the line is an errand.
    #[error("the line is an errand: `{words}`")]
    Errand {
        /// The words that say so.
        words: String,
    },
    /// Part of the line is still to be filled in.
    #[error("`{blank}` is still to be filled in")]
    Placeholder {
        /// That part.
        blank: String,
    },
    /// The line has no words.
    #[error("the line is empty")]
    EmptyLine,
    /// Nothing says that it is anything but a topic.
    #[error("no heading says that it is anything else")]
    NothingElse,
}

/// A heading of the tracker, or a line in strong emphasis that serves as one.
#[derive(Debug)]
pub(super) struct Heading {
    /// 1..=6, or [`LABEL`].
    pub(super) level: u8,
    /// Its words without emoji.
    pub(super) name: String,
    /// The heading it stands below.
    pub(super) parent: Option<usize>,
}

/// The level of a line in strong emphasis: below all headings.
pub(super) const LABEL: u8 = 7;

/// Decides for each heading once what the lines below it are.
pub(super) struct Judge<'a> {
    headings: &'a [Heading],
    heard: Vec<Option<(Says, String)>>,
    topics: Vec<String>,
    ignore: Vec<String>,
    /// The one heading that is the title of the whole file.
    title: Option<usize>,
}

/// What the headings above a line say of it, and whether its own words may still object.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Verdict {
    kind: LineKind,
    why: Why,
    firm: bool,
}

impl<'a> Judge<'a> {
    pub(super) fn new(headings: &'a [Heading], rules: &Rules) -> Self {
        let vocabulary = Vocabulary::new();
        let names = |list: &[String]| list.iter().map(|name| normalise(&super::heading::spoken(name))).collect();
        let title = title_of(headings);
        let heard = |(at, heading): (usize, &Heading)| {
            let heard = vocabulary.hear(&heading.name);
            // "12-week interview prep plan" on top of a file does not make a to-do of every line in it.
            heard.filter(|(says, _)| Some(at) != title || !says_doing(*says) || !is_whole_file(&heading.name))
        };
        let heard = headings.iter().enumerate().map(heard).collect();
        Self { headings, heard, topics: names(&rules.topics), ignore: names(&rules.ignore), title }
    }

    /// The headings above a line, nearest first.
    fn path(&self, nearest: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(nearest, |at| self.headings[*at].parent)
    }

    /// What the headings say of the lines below one of them.
    pub(super) fn verdict(&self, nearest: Option<usize>) -> Verdict {
        let named = |list: &[String]| {
            let mut path = self.path(nearest).map(|at| &self.headings[at].name);
            path.find(|name| !list.is_empty() && list.contains(&normalise(name))).cloned()
        };
        if let Some(name) = named(&self.ignore) {
            return Verdict { kind: LineKind::Ignored, why: Why::NamedInIgnore { name }, firm: true };
        }
        if let Some(name) = named(&self.topics) {
            return Verdict { kind: LineKind::Topic, why: Why::NamedInTopics { name }, firm: true };
        }
        self.by_words(nearest)
    }

    /// Whether a scenario table may stand below a heading: not among the stories, not where the config says no.
    pub(super) fn holds_scenarios(&self, nearest: Option<usize>) -> bool {
        let verdict = self.verdict(nearest);
        let elsewhere = |at: usize| self.heard[at].as_ref().is_some_and(|(says, _)| *says == Says::Elsewhere);
        match verdict.kind {
            LineKind::Topic => true,
            LineKind::Todo => !self.path(nearest).any(elsewhere),
            LineKind::Template | LineKind::Ignored => false,
        }
    }

    /// Whether the config says to leave alone what stands below a heading.
    pub(super) fn is_ignored(&self, nearest: Option<usize>) -> bool {
        self.verdict(nearest).kind == LineKind::Ignored
    }

    fn by_words(&self, nearest: Option<usize>) -> Verdict {
        let mut said = self.path(nearest).filter_map(|at| self.heard[at].as_ref().map(|heard| (at, heard)));
        let Some((first, (says, _))) = said.next() else {
            return Verdict { kind: LineKind::Topic, why: Why::NothingElse, firm: false };
        };
        let deciding = match says {
            Says::Knowledge | Says::Organising | Says::Elsewhere => first,
            Says::Field | Says::Faintly => {
                // "Technical challenge" among the stories is a story; below a week's plan it is knowledge.
                let mut above = said.filter(|(_, (says, _))| matches!(says, Says::Knowledge | Says::Elsewhere));
                above.next().filter(|(_, (says, _))| *says == Says::Elsewhere).map_or(first, |(at, _)| at)
            }
            Says::Either => {
                // "Networking" below "Technical topics" is TCP and DNS.
                let mut above = said.filter(|(at, (says, _))| Some(*at) != self.title && *says != Says::Either);
                above.next().filter(|(_, (says, _))| !says_doing(*says)).map_or(first, |(at, _)| at)
            }
        };
        let heading = self.headings[deciding].name.clone();
        let Some((says, word)) = self.heard[deciding].clone() else {
            return Verdict { kind: LineKind::Topic, why: Why::NothingElse, firm: false };
        };
        match says_doing(says) {
            true => Verdict { kind: LineKind::Todo, why: Why::Doing { heading, word }, firm: true },
            false => {
                let firm = says != Says::Faintly && Some(deciding) != self.title;
                Verdict { kind: LineKind::Topic, why: Why::Knowledge { heading, word }, firm }
            }
        }
    }

    /// What a line is: the config, then a blank in it, then its headings, then its own words.
    pub(super) fn line(&self, title: &str, blank: Option<String>, verdict: &Verdict) -> (LineKind, Why) {
        let own = normalise(title);
        if self.ignore.contains(&own) && !own.is_empty() {
            return (LineKind::Ignored, Why::NamedInIgnore { name: title.to_owned() });
        }
        if verdict.kind == LineKind::Ignored {
            return (verdict.kind, verdict.why.clone());
        }
        if title.trim().is_empty() {
            return (LineKind::Template, Why::EmptyLine);
        }
        if let Some(blank) = blank {
            return (LineKind::Template, Why::Placeholder { blank });
        }
        if self.topics.contains(&own) {
            return (LineKind::Topic, Why::NamedInTopics { name: title.to_owned() });
        }
        match errand(&own).filter(|_| verdict.kind == LineKind::Topic && !verdict.firm) {
            Some(words) => (LineKind::Todo, Why::Errand { words }),
            None => (verdict.kind, verdict.why.clone()),
        }
    }
}

fn says_doing(says: Says) -> bool {
    matches!(says, Says::Either | Says::Organising | Says::Elsewhere)
}

/// The file's own title: its first heading, if no other stands as high and all others stand below it.
fn title_of(headings: &[Heading]) -> Option<usize> {
    let (first, rest) = headings.split_first()?;
    let alone = !rest.is_empty() && first.level != LABEL && rest.iter().all(|other| other.level > first.level);
    alone.then_some(0)
}

const VERBS: &str = "send|email|mail|write|update|apply|contact|message|call|ask|schedule|book|confirm|reply|respond|connect|\
    reach|follow|research|tailor|polish|refresh|submit|publish|post|buy|print|prepare|create|make|set|join|sign|finish|\
    review|check|fix|draft|record|request|negotiate|thank|add|find";
const OBJECTS: &str = "email|emails|mail|thank|thanks|linkedin|resume|résumé|cv|recruiter|recruiters|company|companies|\
    application|applications|job|jobs|referral|referrals|portfolio|calendar|offer|offers|salary|cover|headshot|\
    interviewer|interviewers|hr|outfit|suit|coffee|meetup|mentor|follow|hiring";

/// The words that make an errand of a line: a verb at its beginning and something that is no knowledge.
fn errand(name: &str) -> Option<String> {
    let is_in = |list: &str, word: &str| list.split('|').any(|known| known.trim_start() == word);
    let mut words = name.split(' ').take(9);
    let verb = words.next().filter(|word| is_in(VERBS, word))?;
    let object = words.find(|word| is_in(OBJECTS, word))?;
    Some(format!("{verb} … {object}"))
}
