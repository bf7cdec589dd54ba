//! The names under which single values are kept in the store, and places that tell topics apart.

/// The name of this machine that was made up at the first run.
pub(super) const DEVICE: &str = "device";
/// The fingerprint of the shipped decks that were last read.
pub(super) const SHIPPED: &str = "shipped decks";
/// What tells that a scenario file changed: those in the program, and path, size and time of the user's.
pub(super) const SCENARIOS: &str = "scenario files";
/// The hash of the tracker that was last joined, and the rules it was read by; not there when it must be joined anew.
pub(super) const JOINED: &str = "tracker joined";
/// Size and time of the tracker when it was last read or written.
pub(super) const STAMP: &str = "tracker stamp";
/// The tracker that the user linked; not there for the built-in one.
pub(super) const LINKED: &str = "tracker path";
/// Kept once it was said that the tracker names none of our topics.
pub(super) const NAMELESS: &str = "tracker names none of ours";

/// The fingerprint of the user's own kinds of story when the stories were last read.
pub(super) const STORY_KINDS: &str = "story kinds";

/// What stands before the item of a story whose telling is not rated to its end.
pub(super) const UNRATED: &str = "telling of ";

/// What stands before the id of an application whose debrief is being typed.
pub(super) const DEBRIEF: &str = "debrief of ";

/// What was last said to be odd about the tracker.
pub(super) const REMARKS: &str = "tracker remarks";

/// What cannot be written into the tracker, as it was last said.
pub(super) const REFUSED: &str = "tracker refusals";

/// How drill changed the fields of stories in the tracker, so that it can be taken back.
pub(super) const FIELD_CHANGES: &str = "story field changes";

/// The rows that drill took out of the application table, to come back where they stood.
pub(super) const GONE: &str = "application rows taken out";

/// For each table the application that took the place of its template row, and that row, to be put back when it goes.
pub(super) const TEMPLATE: &str = "application template";

/// Topics that no tracker line names come after those that one does.
pub(super) const AFTER_TRACKER: i64 = 1_000_000;
