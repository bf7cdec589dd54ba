//! What a program can see in the text of one side.

use unicode_width::UnicodeWidthStr;

use crate::deck::{
    cloze::Skim,
    lines::{Fence, Lines},
};

/// Marks of a formula.
const FORMULA: [char; 10] = ['=', '≈', '≤', '≥', '∝', '→', '∂', 'Σ', '√', '∫'];

/// A side taken apart: its prose, and its fenced code.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// All lines outside fences.
    pub(super) text: String,
    /// Lines and greatest width of each fence.
    pub(super) code: Vec<(usize, usize)>,
}

impl Prose {
    pub(super) fn of(side: &str) -> Self {
        let (mut prose, mut fence) = (Self::default(), None::<Fence>);
        for line in Lines::plain(side, 0) {
            match &fence {
                Some(open) if open.closed_by(line.text) => fence = None,
                Some(_) => {
                    if let Some((lines, width)) = prose.code.last_mut() {
                        *lines += 1;
                        *width = (*width).max(line.text.width());
                    }
                }
                None => {
                    fence = Fence::opened_by(line.text);
                    if fence.is_some() {
                        prose.code.push((0, 0));
                    } else {
                        prose.text.push_str(line.text);
                        prose.text.push('\n');
                    }
                }
            }
        }
        prose
    }

    /// Words with a letter or digit in them: signs between them are none.
    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
    }

    /// List items.
    pub(super) fn items(&self) -> usize {
        self.text.lines().filter(|line| is_item(line.trim_start())).count()
    }

    /// The greatest width of a line of code or of a table, in columns.
    pub(super) fn widest(&self) -> usize {
        let tables = self.text.lines().filter(|line| line.trim_start().starts_with('|')).map(UnicodeWidthStr::width);
        tables.chain(self.code.iter().map(|(_, width)| *width)).max().unwrap_or(0)
    }
}

fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = if digits == 0 { line.strip_prefix(['-', '*', '+']) } else { line[digits..].strip_prefix(['.', ')']) };
    after.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

pub(super) fn is_formula(text: &str) -> bool {
    text.contains(FORMULA)
}

/// Whether something is quoted, or shown as code, as a table or as a picture.
pub(super) fn has_quotation(text: &str) -> bool {
    let quoted = |mark: char| text.matches(mark).count() >= 2;
    let block = ["\n    ", "\n\t", "\n|", "\n>", "!["].iter().any(|begin| text.contains(begin));
    block
        || text.contains(['“', '„', '«', '‘'])
        || quoted('"')
        || quoted('`')
        || text.contains("~~~")
        || text.contains(" '")
}

/// A word in lower case without the marks around it.
pub(super) fn bare_word(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// A verb without its "n't".
pub(super) fn without_not(word: &str) -> &str {
    match word.strip_suffix("n't").or_else(|| word.strip_suffix("n’t")) {
        Some("ca") => "can",
        Some("wo") => "will",
        Some(verb) => verb,
        None => word,
    }
}

/// The first TeX in a text: `$math$`, or a command such as `\frac`, outside code.
pub(super) fn tex(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut skim = Skim::new(text);
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'$' => {
                if let Some(end) = skim.math_end(at) {
                    return Some(shown(&text[at..end]));
                }
                at + 1
            }
            b'`' => skim.span_end(at).unwrap_or(at + 1),
            b'\\' => {
                let letters = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                if letters > 1 {
                    return Some(shown(&text[at..=at + letters]));
                }
                at + 2
            }
            _ => at + 1,
        };
        at = end;
    }
    None
}

/// The beginning of what is shown in a message.
fn shown(text: &str) -> String {
    text.chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_is_told_from_money_and_code() {
        let table = [
            ("a $x^2$ b", Some("$x^2$")),
            (r"the \frac{a}{b}", Some(r"\frac")),
            (r"a \sum", Some(r"\sum")),
            ("from $5 to $6", None),
            (r"`$x$` and `\frac`", None),
            (r"a \[b\] c\n", None),
        ];
        for (text, found) in table {
            assert_eq!(tex(text).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn a_side_is_taken_apart() {
        let prose = Prose::of("one = two\n```py\nx\nyy\n```\n- a\n* b\n1. c\n12) d\n-e\n| t | u |");
        assert_eq!(prose.code, [(2, 2)]);
        assert_eq!((prose.items(), prose.widest(), prose.words()), (4, 9, 11));
    }
}
