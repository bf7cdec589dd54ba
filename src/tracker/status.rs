//! The status of a scenario, as people write it.

use super::repair::repair;

/// How far a scenario has been practised, as its row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// `⬜`, `[ ]`, nothing.
    NotPractised,
    /// `🟨`, "in progress".
    Practised,
    /// `✅`, `[x]`, "Done".
    Mastered,
    /// The user's own words: they stay until a mock of the row is finished.
    OwnWords,
}

const NOT_PRACTISED: &str = "⬜|⬛|◻|◽|▢|□|☐|🔲|❌|✗|✘|⚪|🔴|🟥|[ ]|[]|-|–|—|.|?|not started|not practised|not practiced|\
    not yet|not done|unpractised|unpracticed|todo|to do|to-do|open|new|no|none|never|pending|planned|n/a|0";
const PRACTISED: &str = "🟨|🟡|🟧|🟠|⏳|⌛|🔄|🚧|🔶|[~]|[-]|[/]|◐|practised|practiced|in progress|in-progress|wip|started|\
    partial|partially|partly|half|ongoing|doing|once|attempted|tried|needs work";
const MASTERED: &str = "✅|☑|✔|✓|🟩|🟢|💯|[x]|x|mastered|done|complete|completed|finished|yes|y|passed|solid";

impl Status {
    /// The glyph that drill itself writes; none for a user's own words.
    pub const fn glyph(self) -> Option<&'static str> {
        match self {
            Self::NotPractised => Some("⬜"),
            Self::Practised => Some("🟨"),
            Self::Mastered => Some("✅"),
            Self::OwnWords => None,
        }
    }

    /// Understands what stands in a status cell: glyphs, damaged or not, boxes, and the usual words in any case.
    pub fn understand(text: &str) -> Self {
        let mended = repair(text);
        let plain: String =
            mended.as_deref().unwrap_or(text).chars().filter(|c| !matches!(c, '\u{fe00}'..='\u{fe0f}')).collect();
        let said = plain.trim().trim_matches(['*', '_', '`']).trim().trim_end_matches(['.', '!']).to_lowercase();
        if said.is_empty() {
            return Self::NotPractised;
        }
        if let Some(status) = known(&said) {
            return status;
        }
        // "✅ Done": glyph and words must say the same, or the words are the user's own.
        let split = said.split_once(' ').map(|(glyph, words)| (known(glyph), known(words.trim())));
        match split {
            Some((Some(glyph), Some(words))) if glyph == words => glyph,
            _ => Self::OwnWords,
        }
    }
}

fn known(said: &str) -> Option<Status> {
    let lists = [(Status::NotPractised, NOT_PRACTISED), (Status::Practised, PRACTISED), (Status::Mastered, MASTERED)];
    lists.into_iter().find(|(_, list)| list.split('|').any(|word| word == said)).map(|(status, _)| status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_understood() {
        let table = [
            (Status::NotPractised, "|  |⬜|⬜️|‚¨ú|[ ]|Not started|TODO|-|☐|**not practiced**"),
            (Status::Practised, "🟨|üü®|🟡|In progress|WIP|practised|[~]"),
            (Status::Mastered, "✅|‚úÖ|☑️|[x]|[X]|Done|done.|✅ Done|MASTERED|✔️"),
            (Status::OwnWords, "asked at Acme|✅ 12 Jan|⬜ Done|2/5|weak on sharding|✅✅"),
        ];
        for (status, cells) in table {
            for cell in cells.split('|') {
                let damaged = cell.replace("üü®", "\u{f8ff}üü®");
                assert_eq!(Status::understand(&damaged), status, "{cell}");
            }
        }
    }

    #[test]
    fn what_drill_writes_it_understands() {
        for status in [Status::NotPractised, Status::Practised, Status::Mastered] {
            assert_eq!(status.glyph().map(Status::understand), Some(status));
        }
    }
}
