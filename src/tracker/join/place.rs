//! Where a line stands, measured so that lines added above it do not move it.

use std::collections::HashSet;

use super::{Group, PastLine};
use crate::model::TopicId;

/// How many lines around a place are looked at.
const NEIGHBOURS: usize = 64;

/// The number of a line among the topic lines, and how far it is from the nearest lines that did not change.
#[derive(Clone, Copy)]
struct Place<'a> {
    number: usize,
    after: (Option<&'a TopicId>, usize),
    before: (Option<&'a TopicId>, usize),
}

/// The places of the lines now and then.
pub(super) struct Places<'a> {
    now: Vec<Place<'a>>,
    then: Vec<Place<'a>>,
}

impl<'a> Places<'a> {
    /// `past` is in the order of its places.
    pub(super) fn new(groups: &[Group<'a>], past: &[&PastLine<'a>]) -> Self {
        let topic = |group: &Group<'a>| group.found.as_ref().map(|found| found.0);
        let known: HashSet<&TopicId> = past.iter().map(|line| line.topic).collect();
        let joined: HashSet<&TopicId> = groups.iter().filter_map(topic).collect();
        let now = groups.iter().map(|group| (group.place, topic(group).filter(|topic| known.contains(topic))));
        let then = past.iter().map(|line| (line.place, Some(line.topic).filter(|topic| joined.contains(topic))));
        Self { now: measure(&now.collect::<Vec<_>>()), then: measure(&then.collect::<Vec<_>>()) }
    }

    /// Whether a group stands where a past line stood.
    pub(super) fn meet(&self, group: usize, past: usize) -> bool {
        let (now, then) = (self.now[group], self.then[past]);
        now.number == then.number || now.after == then.after || now.before == then.before
    }

    /// The vanished lines around a group that it may have taken the place of, as indices into `vanished`.
    pub(super) fn meeting(&self, group: usize, vanished: &[(usize, &PastLine<'_>)]) -> Vec<usize> {
        let number = self.now[group].number;
        let first = vanished.partition_point(|(at, _)| self.then[*at].number + NEIGHBOURS < number);
        let around = vanished.iter().enumerate().skip(first).take(2 * NEIGHBOURS);
        around.filter(|(_, (at, _))| self.meet(group, *at)).map(|(index, _)| index).collect()
    }
}

/// The places of lines, given their numbers and the topics of those that did not change.
fn measure<'a>(lines: &[(usize, Option<&'a TopicId>)]) -> Vec<Place<'a>> {
    let mut places = Vec::with_capacity(lines.len());
    let mut after = (None, 0);
    for (number, topic) in lines {
        after.1 += 1;
        places.push(Place { number: *number, after, before: (None, 0) });
        if topic.is_some() {
            after = (*topic, 0);
        }
    }
    let mut before = (None, 0);
    for (place, (_, topic)) in places.iter_mut().zip(lines).rev() {
        before.1 += 1;
        place.before = before;
        if topic.is_some() {
            before = (*topic, 0);
        }
    }
    places
}
