//! Headings as they are spoken: without emoji, without what is left of damaged ones.

use super::repair::repair;
use crate::model::text::one_line;

/// The words of a heading or a line: repaired, on one line, without emoji; the text itself if nothing else is in it.
pub(super) fn spoken(text: &str) -> String {
    let line = one_line(text);
    if line.is_ascii() && !line.starts_with(':') {
        return line;
    }
    let mended = repair(&line).unwrap_or(line);
    let plain: String = mended.chars().filter(|letter| !is_emoji(*letter)).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let first = words.iter().position(|word| !is_debris(word)).unwrap_or(0);
    let spoken = words[first..].join(" ");
    if spoken.chars().any(char::is_alphanumeric) { spoken } else { mended }
}

/// Pictures and the joiners between them. Arrows, mathematics and currency are words of a technical heading.
fn is_emoji(letter: char) -> bool {
    matches!(u32::from(letter),
        0x1f000..=0x1faff | 0x2600..=0x27bf | 0x2b00..=0x2bff | 0x2300..=0x23ff | 0x25a0..=0x25ff
        | 0xfe00..=0xfe0f | 0x200d | 0x20e3 | 0xe0020..=0xe007f | 0xf8ff | 0xfffd)
}

/// A word that says nothing: `:rocket:`, a dash, or an emoji damaged in a way that cannot be repaired (`ðŸ“Š`, `??`).
fn is_debris(word: &str) -> bool {
    let shortcode = word.len() > 2 && word.starts_with(':') && word.ends_with(':');
    let windows = word.starts_with("ðŸ") || (word.starts_with('â') && !word.chars().all(char::is_alphabetic));
    // The first character of a damaged emoji is a private one, which some programs drop.
    let headless = word.chars().count() > 2 && word.chars().all(|letter| matches!(letter, '\u{80}'..='\u{ff}'));
    shortcode || windows || headless || !word.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_and_debris_are_not_spoken() {
        let table = [
            ("Plain (why?)", "Plain (why?)"),
            ("\u{f8ff}üìä Technical Depth Checklist", "Technical Depth Checklist"),
            ("üìä Technical", "Technical"),
            ("\u{f8ff}üèóÔ∏è System Design", "System Design"),
            ("📊 Technical 🚀 Depth ✅", "Technical Depth"),
            ("1️⃣ First", "1 First"),
            (":rocket: Launch", "Launch"),
            ("ðŸ“Š Technical", "Technical"),
            ("âœ… Done", "Done"),
            ("???? Technical 📊", "Technical"),
            ("Übungen & Ärger", "Übungen & Ärger"),
            ("A → B, λ ≤ 3 €", "A → B, λ ≤ 3 €"),
            ("深層学習", "深層学習"),
            ("âge", "âge"),
            ("📊", "📊"),
            ("", ""),
        ];
        for (text, words) in table {
            assert_eq!(spoken(text), words, "{text}");
        }
    }
}
