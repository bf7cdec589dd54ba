//! Trackers and decks that the tests share.

use super::place::Place;

/// The tracker as a user has it, its emoji damaged.
pub(crate) const REAL: &[u8] = include_bytes!("../data/INTERVIEW_TRACKER.md");
/// A topic of it, and the bytes of its box.
pub(crate) const DROPOUT: &str = "- [ ] Dropout";

/// The bytes with that line ticked.
pub(crate) fn ticked(bytes: &[u8], line: &str) -> Vec<u8> {
    let at = bytes.windows(line.len()).position(|window| window == line.as_bytes()).unwrap();
    let mut ticked = bytes.to_vec();
    ticked[at + 3] = b'x';
    ticked
}

/// Learns the core cards of a topic on two days, all but the last answer; the card that is left.
pub(crate) fn nearly_learned(place: &mut Place, topic: &str) -> String {
    let mut core = place.core(topic);
    assert!(!core.is_empty());
    place.at("2026-03-01T09:00:00Z");
    core.iter().for_each(|card| drop(place.good(card)));
    place.at("2026-03-02T09:00:00Z");
    let last = core.pop().unwrap();
    core.iter().for_each(|card| drop(place.good(card)));
    last
}

/// Learns a topic on two days.
pub(crate) fn learned(place: &mut Place, topic: &str) {
    let last = nearly_learned(place, topic);
    place.good(&last);
}
