//! Outputs, one file each: values in, text or JSON out. Nothing here prints.

pub mod calendar;
pub mod card;
pub mod cards;
pub mod check;
pub mod closing;
pub mod debrief;
pub mod decks;
pub mod due;
pub mod findings;
pub mod html;
pub mod interviews;
pub mod jobs;
pub mod list;
pub mod log;
pub mod markdown;
pub mod mocks;
pub mod outlook;
pub mod overview;
pub mod plan;
pub mod progress;
pub mod resources;
pub mod settings;
pub mod sheet;
pub mod story;
mod table;
pub mod topics;
pub mod tracker;
pub mod week;

use serde_json::Value;

/// A JSON document on its own lines, with every control character escaped, those of eight bits too.
pub fn document(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    for letter in text.chars() {
        // Only inside strings can these stand, where an escape means the same.
        match letter {
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
    out.push('\n');
    out
}

/// How dark a day of a calendar is drawn, 0..=4: nothing, then quarters of the most.
pub(crate) fn shade(count: u32, most: u32) -> u32 {
    (u64::from(count) * 4).div_ceil(u64::from(most.max(1))).min(4) as u32
}

/// `1 card`, `2 cards`.
pub(crate) fn counted(count: impl TryInto<u64>, word: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_carries_no_control_character_raw() {
        let value = serde_json::json!({ "a": "\u{1b}[31m\u{9b}2J\u{202e}é" });
        let text = document(&value);
        assert!(!text.chars().any(|letter| letter != '\n' && letter.is_control()), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
