//! Knows again which line of the tracker is which topic, after any edit of the tracker.

use std::collections::{HashMap, HashSet};

use crate::model::{Title, TopicId, name::normalise};

mod close;
mod place;
#[cfg(test)]
mod tests;

/// A topic line of the tracker as it stands now; they are given in the order of the file.
#[derive(Clone, Copy, Debug)]
pub struct LineRef<'a> {
    /// Its section.
    pub section: &'a str,
    /// Its title; the promise does not matter to whether it is the same line.
    pub title: &'a Title,
}

/// A topic that drill knows.
#[derive(Clone, Copy, Debug)]
pub struct KnownTopic<'a> {
    /// Its lasting name.
    pub id: &'a TopicId,
    /// Its section.
    pub section: &'a str,
    /// Its title, without promise.
    pub title: &'a str,
    /// Whether a deck has cards for it; else it was made for a line.
    pub from_deck: bool,
}

/// A line as it stood when the tracker was last read.
#[derive(Clone, Copy, Debug)]
pub struct PastLine<'a> {
    /// Its section then.
    pub section: &'a str,
    /// Its title then, with or without promise.
    pub title: &'a str,
    /// Which of the topic lines it was, from 0.
    pub place: usize,
    /// The topic it was joined to.
    pub topic: &'a TopicId,
}

/// A line joined by hand.
#[derive(Clone, Copy, Debug)]
pub struct Mapped<'a> {
    /// Its section.
    pub section: &'a str,
    /// Its title, with or without promise.
    pub title: &'a str,
    /// The topic the user named.
    pub topic: &'a TopicId,
}

/// How a line found its topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// By hand.
    Mapped,
    /// Section and title are the topic's.
    Exact,
    /// The title is the topic's, and no other line and no other topic has it.
    Title,
    /// The line, or its title, was joined to the topic the last time it was there.
    Past,
    /// It took the place of a line with close words.
    Reworded {
        /// What the line was.
        was: String,
    },
    /// No topic is known for it yet.
    New,
}

/// A line and its topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The topic; none if the line is new.
    pub topic: Option<TopicId>,
    /// How it was found.
    pub how: How,
    /// For a new line: a topic with close words that no line has, for the user to decide.
    pub near: Option<TopicId>,
}

/// A title that more topics have than this tells none of them.
const COMMON: usize = 64;

/// Joins each line to its topic: by hand, by section and title, by title if unique, by what it was last time, or not.
///
/// `former` are lines that were there before the last time: one that comes back word for word finds its topic.
///
/// One to one but for lines of one section and title, which share their topic, and for lines joined by hand.
/// The answer is in the order of `lines`.
pub fn join(
    lines: &[LineRef<'_>],
    topics: &[KnownTopic<'_>],
    past: &[PastLine<'_>],
    former: &[PastLine<'_>],
    maps: &[Mapped<'_>],
) -> Vec<Joined> {
    let mut joining = Joining::new(lines);
    joining.by_hand(maps);
    joining.by_section_and_title(topics);
    joining.by_like_section(topics);
    joining.by_title(topics);
    joining.by_past(past);
    joining.by_past(former);
    joining.by_close_words(past);
    let near = joining.propose(topics);
    joining.answer(near)
}

/// The name a line or topic is compared by.
type Key = (String, String);

fn key(section: &str, title: &str) -> Key {
    (normalise(section), normalise(title))
}

/// The keys of a text that may still carry its promise.
fn keys_of_text(section: &str, text: &str) -> [Key; 2] {
    [key(section, text), key(section, &Title::parse(text).name)]
}

/// Lines of one section and title.
struct Group<'a> {
    key: Key,
    /// The number of its first line among the topic lines.
    place: usize,
    title: &'a Title,
    found: Option<(&'a TopicId, How)>,
}

struct Joining<'a> {
    groups: Vec<Group<'a>>,
    /// The group of each line.
    of_line: Vec<usize>,
    by_key: HashMap<Key, usize>,
    /// Topics that have their line; those given by hand may have another.
    taken: HashSet<&'a TopicId>,
}

impl<'a> Joining<'a> {
    fn new(lines: &[LineRef<'a>]) -> Self {
        let mut joining = Self {
            groups: Vec::new(),
            of_line: Vec::with_capacity(lines.len()),
            by_key: HashMap::with_capacity(lines.len()),
            taken: HashSet::new(),
        };
        for (place, line) in lines.iter().enumerate() {
            let key = key(line.section, &line.title.name);
            let next = joining.groups.len();
            let group = *joining.by_key.entry(key.clone()).or_insert(next);
            if group == next {
                joining.groups.push(Group { key, place, title: line.title, found: None });
            }
            joining.of_line.push(group);
        }
        joining
    }

    fn give(&mut self, group: usize, topic: &'a TopicId, how: How) {
        if how != How::Mapped {
            self.taken.insert(topic);
        }
        self.groups[group].found = Some((topic, how));
    }

    /// The lines that a text of another time names, with its promise or without.
    fn group_of(&self, section: &str, text: &str) -> Option<usize> {
        keys_of_text(section, text).iter().find_map(|key| self.by_key.get(key).copied())
    }

    fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.groups.len()).filter(|at| self.groups[*at].found.is_none())
    }

    fn by_hand(&mut self, maps: &[Mapped<'a>]) {
        for map in maps {
            if let Some(group) = self.group_of(map.section, map.title) {
                self.give(group, map.topic, How::Mapped);
            }
        }
    }

    fn by_section_and_title(&mut self, topics: &[KnownTopic<'a>]) {
        let mut best: HashMap<Key, &KnownTopic<'a>> = HashMap::with_capacity(topics.len());
        for topic in topics {
            let held = best.entry(key(topic.section, topic.title)).or_insert(topic);
            if rank(topic) < rank(held) {
                *held = topic;
            }
        }
        for group in self.open().collect::<Vec<_>>() {
            if let Some(topic) = best.get(&self.groups[group].key) {
                self.give(group, topic.id, How::Exact);
            }
        }
    }

    /// "Key Patterns to Know" is "Key Patterns": the same title in a section whose name holds the other's.
    fn by_like_section(&mut self, topics: &[KnownTopic<'a>]) {
        let titled = titled(topics);
        let mut pairs = Vec::new();
        for group in self.open() {
            let (section, title) = &self.groups[group].key;
            let same = titled.get(title).map_or(&[][..], Vec::as_slice);
            for topic in same.iter().take(COMMON).filter(|topic| !self.taken.contains(topic.id)) {
                let other = normalise(topic.section);
                if let Some(share) = likeness_of_sections(section, &other) {
                    pairs.push((share, section.clone(), rank(topic), group, topic.id));
                }
            }
        }
        // Sections before places, so that the order of the lines decides nothing.
        pairs.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| (&one.1, one.2).cmp(&(&other.1, other.2))));
        for (_, _, _, group, topic) in pairs {
            if self.groups[group].found.is_none() && !self.taken.contains(topic) {
                self.give(group, topic, How::Exact);
            }
        }
    }

    fn by_title(&mut self, topics: &[KnownTopic<'a>]) {
        let titled = titled(topics);
        let mut lines: HashMap<&str, usize> = HashMap::new();
        for group in &self.groups {
            *lines.entry(&group.key.1).or_default() += 1;
        }
        let unique = |group: &usize| lines.get(self.groups[*group].key.1.as_str()) == Some(&1);
        for group in self.open().filter(unique).collect::<Vec<_>>() {
            let Some([topic]) = titled.get(&self.groups[group].key.1).map(Vec::as_slice) else { continue };
            if !self.taken.contains(topic.id) && !self.groups[group].key.1.is_empty() {
                self.give(group, topic.id, How::Title);
            }
        }
    }

    fn by_past(&mut self, past: &[PastLine<'a>]) {
        for line in past {
            let Some(group) = self.group_of(line.section, line.title) else { continue };
            if self.groups[group].found.is_none() && !self.taken.contains(line.topic) {
                self.give(group, line.topic, How::Past);
            }
        }
    }

    fn answer(&self, near: HashMap<usize, &TopicId>) -> Vec<Joined> {
        let one = |group: &usize| match &self.groups[*group].found {
            Some((topic, how)) => Joined { topic: Some((*topic).clone()), how: how.clone(), near: None },
            None => Joined { topic: None, how: How::New, near: near.get(group).map(|topic| (*topic).clone()) },
        };
        self.of_line.iter().map(one).collect()
    }
}

/// Decks before lines, then by name: of two topics with one title the same is always chosen.
fn rank<'a>(topic: &KnownTopic<'a>) -> (bool, &'a TopicId) {
    (!topic.from_deck, topic.id)
}

fn titled<'t, 'a>(topics: &'t [KnownTopic<'a>]) -> HashMap<String, Vec<&'t KnownTopic<'a>>> {
    let mut titled: HashMap<String, Vec<&KnownTopic<'a>>> = HashMap::with_capacity(topics.len());
    for topic in topics {
        titled.entry(normalise(topic.title)).or_default().push(topic);
    }
    titled
}

/// In hundredths how much of the longer section name the shorter one is, none if it does not stand in it.
fn likeness_of_sections(one: &str, other: &str) -> Option<usize> {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let holds = format!(" {long} ").contains(&format!(" {short} "));
    (holds && (!short.is_empty() || long.is_empty()))
        .then(|| if long.is_empty() { 100 } else { short.len() * 100 / long.len() })
}
