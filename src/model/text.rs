//! Foreign text made safe for a terminal.

use std::borrow::Cow;

/// The text without anything a terminal would obey: escape and other control characters, and the marks that
/// turn the direction of writing. Line feeds and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(obeyed) {
        Cow::Owned(text.chars().filter(|letter| !obeyed(*letter)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// [`clean`], on one line: line breaks and tabs become spaces.
pub fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn obeyed(letter: char) -> bool {
    let direction = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    direction || (letter.is_control() && !matches!(letter, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_is_left() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}\u{9b}2J\r\u{202e}c\n\td"), "a[31mb2Jc\n\td");
        assert_eq!(one_line(" a\n b\tc "), "a b c");
    }
}
