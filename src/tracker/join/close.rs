//! The lines that no name gives away: known by close words, or proposed by them.

use std::collections::{HashMap, HashSet};

use super::{How, Joining, Key, KnownTopic, PastLine, keys_of_text, likeness_of_sections, place::Places, rank};
use crate::{
    model::{Title, TopicId, name::normalise},
    tracker::near::Gist,
};

/// What two titles must share to be one line reworded: at the same place of the same section, in the same section,
/// at the same place. The tables in `near` hold what people really do on the right side of all three.
const CLOSE: [f32; 3] = [0.55, 0.6, 0.65];
/// What a proposal must share.
const NEAR: f32 = 0.45;
/// Beyond so many pairs only those that share a word, or a place, are compared.
const PAIRS: usize = 40_000;
/// A word in more titles than this does not tell them apart.
const COMMON: usize = 64;

impl<'a> Joining<'a> {
    /// A line that vanished and one that appeared, in the same section or at the same place, with close words.
    pub(super) fn by_close_words(&mut self, past: &[PastLine<'a>]) {
        let keys: HashSet<Key> = past.iter().flat_map(|line| keys_of_text(line.section, line.title)).collect();
        let appeared: Vec<usize> = self.open().filter(|group| !keys.contains(&self.groups[*group].key)).collect();
        let mut sorted: Vec<&PastLine<'a>> = past.iter().collect();
        sorted.sort_by_key(|line| line.place);
        let mut seen = HashSet::new();
        let gone =
            |line: &PastLine<'a>| self.group_of(line.section, line.title).is_none() && !self.taken.contains(line.topic);
        let vanished: Vec<(usize, &PastLine<'a>)> =
            sorted.iter().copied().enumerate().filter(|(_, line)| gone(line) && seen.insert(line.topic)).collect();
        if appeared.is_empty() || vanished.is_empty() {
            return;
        }
        let places = Places::new(&self.groups, &sorted);
        let mut pairs = self.close_pairs(&appeared, &vanished, &places);
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        for (_, group, at) in pairs {
            let line = sorted[at];
            if self.groups[group].found.is_none() && !self.taken.contains(line.topic) {
                let same = normalise(&Title::parse(line.title).name) == self.groups[group].key.1;
                let how = if same { How::Past } else { How::Reworded { was: line.title.to_owned() } };
                self.give(group, line.topic, how);
            }
        }
    }

    /// All pairs close enough, as (score, group, index of the past line).
    fn close_pairs(
        &self,
        appeared: &[usize],
        vanished: &[(usize, &PastLine<'a>)],
        places: &Places<'_>,
    ) -> Vec<(f32, usize, usize)> {
        let gists: Vec<Gist> = vanished.iter().map(|(_, line)| Gist::of(&Title::parse(line.title))).collect();
        let index = Index::new(&gists, appeared.len());
        let mut pairs = Vec::new();
        for group in appeared {
            let title = self.groups[*group].title;
            let (gist, section) = (Gist::of(title), &self.groups[*group].key.0);
            let mut candidates = index.candidates(&gist);
            candidates.extend(places.meeting(*group, vanished));
            candidates.sort_unstable();
            candidates.dedup();
            for candidate in candidates {
                let (at, line) = vanished[candidate];
                let same_section = likeness_of_sections(section, &normalise(line.section)).is_some();
                let same_place = places.meet(*group, at);
                let score = gist.closeness(&gists[candidate]);
                let moved = normalise(&Title::parse(line.title).name) == self.groups[*group].key.1;
                let wanted = match (same_section, same_place) {
                    _ if moved => 0.0,
                    (true, true) => CLOSE[0],
                    (true, false) => CLOSE[1],
                    (false, true) => CLOSE[2],
                    (false, false) => continue,
                };
                if score >= wanted {
                    // Of two that are equally close, the one at the same place is meant.
                    let bonus = if same_place { 0.05 } else { 0.0 } + if same_section { 0.02 } else { 0.0 };
                    pairs.push((score + bonus, *group, at));
                }
            }
        }
        pairs
    }

    /// For each new group the topic with the closest words that has no line.
    pub(super) fn propose(&self, topics: &[KnownTopic<'a>]) -> HashMap<usize, &'a TopicId> {
        let free: Vec<&KnownTopic<'a>> = topics.iter().filter(|topic| !self.taken.contains(topic.id)).collect();
        let title = |topic: &KnownTopic<'_>| Title { name: topic.title.to_owned(), promise: None };
        let gists: Vec<Gist> = free.iter().map(|topic| Gist::of(&title(topic))).collect();
        let open: Vec<usize> = self.open().collect();
        let index = Index::new(&gists, open.len());
        let mut pairs = Vec::new();
        for group in open {
            let gist = Gist::of(self.groups[group].title);
            for candidate in index.candidates(&gist) {
                let score = gist.closeness(&gists[candidate]);
                if score >= NEAR {
                    pairs.push((score, rank(free[candidate]), group));
                }
            }
        }
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let (mut near, mut proposed) = (HashMap::new(), HashSet::new());
        for (_, (_, topic), group) in pairs {
            if !near.contains_key(&group) && proposed.insert(topic) {
                near.insert(group, topic);
            }
        }
        near
    }
}

/// Which titles share a word.
struct Index<'g> {
    by_stem: HashMap<&'g str, Vec<usize>>,
    all: usize,
    few: bool,
}

impl<'g> Index<'g> {
    fn new(gists: &'g [Gist], asked: usize) -> Self {
        let mut by_stem: HashMap<&str, Vec<usize>> = HashMap::new();
        let few = gists.len().saturating_mul(asked) <= PAIRS;
        for (at, gist) in gists.iter().enumerate().filter(|_| !few) {
            for stem in gist.stems() {
                by_stem.entry(stem).or_default().push(at);
            }
        }
        Self { by_stem, all: gists.len(), few }
    }

    fn candidates(&self, gist: &Gist) -> Vec<usize> {
        if self.few {
            return (0..self.all).collect();
        }
        let telling = gist.stems().filter_map(|stem| self.by_stem.get(stem)).filter(|found| found.len() <= COMMON);
        let mut found: Vec<usize> = telling.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
