//! Typed names become keys, or an error with a suggestion.

use crate::engine::{Error, Home, Result, mocks::Offered};
use crate::model::{
    ItemKey, Standing, TopicKey, TopicStanding,
    name::{Found, find, normalise},
};
use crate::stats::Section;
use crate::store::Store;

/// The item of a typed id: whole, or a unique part that it begins with.
pub(super) fn item(store: &Store, typed: &str) -> Result<Standing> {
    let found = store.ids_like(typed.trim())?;
    match &found[..] {
        [(key, _)] => Ok(store.item(*key)?),
        [] => Err(Error::Unknown { what: "card", typed: typed.to_owned(), near: near_ids(store, typed)? }),
        several => {
            let found = several.iter().map(|(_, id)| id.to_string()).collect();
            Err(Error::Several { what: "card", typed: typed.to_owned(), found })
        }
    }
}

fn near_ids(store: &Store, typed: &str) -> Result<Vec<String>> {
    let ids: Vec<(ItemKey, String)> = store.all_ids()?.into_iter().map(|(key, id)| (key, id.to_string())).collect();
    let names: Vec<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
    Ok(match find(typed, &names) {
        Found::One(at) => vec![names[at].to_owned()],
        Found::Several(all) | Found::None(all) => all.into_iter().take(3).map(|at| names[at].to_owned()).collect(),
    })
}

/// The scenario of a typed name: id, alias or title, whole or by a unique part.
pub(super) fn scenario(home: &Home, typed: &str) -> Result<Offered> {
    let mut offered = home.scenarios()?;
    let mut names: Vec<(String, usize)> = Vec::new();
    for (at, one) in offered.iter().enumerate() {
        let card = &one.standing.card;
        names.extend([card.question.clone(), card.id.to_string()].into_iter().map(|name| (name, at)));
        names.extend(card.tags.iter().map(|alias| (alias.clone(), at)));
    }
    let words: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    let (several, found): (bool, Vec<usize>) = match find(typed, &words) {
        Found::One(at) => (true, vec![names[at].1]),
        Found::Several(all) => (true, all.iter().map(|at| names[*at].1).collect()),
        Found::None(near) => (false, near.iter().map(|at| names[*at].1).collect()),
    };
    let mut meant: Vec<usize> = Vec::new();
    for at in found {
        if !meant.contains(&at) {
            meant.push(at);
        }
    }
    let titles = |meant: &[usize]| meant.iter().map(|at| offered[*at].standing.card.question.clone()).collect();
    match (&meant[..], several) {
        ([one], true) => Ok(offered.swap_remove(*one)),
        (several, true) => Err(Error::Several { what: "scenario", typed: typed.to_owned(), found: titles(several) }),
        (near, false) => Err(Error::Unknown { what: "scenario", typed: typed.to_owned(), near: titles(near) }),
    }
}

/// The topics of a typed topic or section.
///
/// A whole name comes before a part, a topic before a section of the same name; a part must be unique among topics
/// and sections together, unless it fits one section and its own topics only. The words that are shown come before
/// those of the decks, which find a topic as well where a line of the tracker says it otherwise.
pub(super) fn topics(store: &Store, typed: &str) -> Result<Vec<TopicKey>> {
    let topics: Vec<TopicStanding> =
        store.topics()?.into_iter().filter(|topic| topic.awake || topic.counts.cards > 0).collect();
    if let Some(topic) = topics.iter().find(|topic| topic.id.as_str() == typed) {
        return Ok(vec![topic.key]);
    }
    let shown = names(topics.iter().map(|topic| (topic.section.as_str(), topic.title.name.as_str(), topic.key)));
    let elsewhere = topics.iter().filter(|topic| topic.heading.is_some());
    let of_decks = names(elsewhere.map(|topic| (topic.deck_words().0, topic.deck_words().1, topic.key)));
    let is_whole = |names: &Names| names.iter().any(|(name, _)| normalise(name) == normalise(typed));
    let is_part = |names: &Names| names.iter().any(|(name, _)| normalise(name).contains(&normalise(typed)));
    let by_decks = if is_whole(&shown) { false } else { is_whole(&of_decks) || !is_part(&shown) && is_part(&of_decks) };
    meant(typed, if by_decks { &of_decks } else { &shown })
}

/// Names, each with the topics it stands for.
type Names = Vec<(String, Vec<TopicKey>)>;

/// The titles of some topics, then their sections, each section once.
fn names<'a>(topics: impl Iterator<Item = (&'a str, &'a str, TopicKey)> + Clone) -> Names {
    let mut names: Names = topics.clone().map(|(_, title, key)| (title.to_owned(), vec![key])).collect();
    let titles = names.len();
    for (section, _, key) in topics {
        match names[titles..].iter_mut().find(|(name, _)| *name == section) {
            Some((_, keys)) => keys.push(key),
            None => names.push((section.to_owned(), vec![key])),
        }
    }
    names
}

/// The section of a typed name, whole or by a unique part.
pub(super) fn section<'a>(sections: &'a [Section], typed: &str) -> Result<&'a Section> {
    let names: Vec<&str> = sections.iter().map(|section| section.name.as_str()).collect();
    let called = |all: Vec<usize>| all.into_iter().map(|at| names[at].to_owned()).collect();
    match find(typed, &names) {
        Found::One(at) => Ok(&sections[at]),
        Found::Several(all) => Err(Error::Several { what: "section", typed: typed.to_owned(), found: called(all) }),
        Found::None(near) => Err(Error::Unknown { what: "section", typed: typed.to_owned(), near: called(near) }),
    }
}

/// The topics of some items that are no cards, by a typed title or section: no list of topics has them.
pub(super) fn homes(items: &[Standing], typed: &str) -> Result<Vec<TopicKey>> {
    let mut names: Vec<(String, Vec<TopicKey>)> = Vec::new();
    let titles = items.iter().map(|it| (&it.title.name, it.topic_key));
    for (name, key) in titles.chain(items.iter().map(|it| (&it.section, it.topic_key))) {
        match names.iter_mut().find(|(known, _)| known == name) {
            Some((_, keys)) => keys.push(key),
            None => names.push((name.clone(), vec![key])),
        }
    }
    meant(typed, &names)
}

/// The topics of the one name that was typed.
fn meant(typed: &str, names: &Names) -> Result<Vec<TopicKey>> {
    let words: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    match find(typed, &words) {
        Found::One(at) => Ok(names[at].1.clone()),
        Found::None(near) => {
            let near = near.into_iter().map(|at| names[at].0.clone()).collect();
            Err(Error::Unknown { what: "topic", typed: typed.to_owned(), near })
        }
        Found::Several(all) => several(typed, &all, names),
    }
}

/// Names that stand for the same topics are one meaning: a topic called like its section, one title in two sections.
fn several(typed: &str, all: &[usize], names: &Names) -> Result<Vec<TopicKey>> {
    let mut sets: Vec<&Vec<TopicKey>> = all.iter().map(|at| &names[*at].1).collect();
    sets.sort_by_key(|keys| keys.len());
    let whole = |at: &&usize| normalise(&names[**at].0) == normalise(typed);
    if all.iter().all(|at| whole(&at)) {
        // Equal names: every topic that is called so.
        let mut keys: Vec<TopicKey> = sets.into_iter().flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        return Ok(keys);
    }
    let found = all.iter().map(|at| names[*at].0.clone()).collect();
    Err(Error::Several { what: "topic", typed: typed.to_owned(), found })
}
