//! Markdown laid on a page of so many columns: words are wrapped; code and tables stay as they are.

use super::width::wrap;
use crate::model::text::clean;

/// What a line of a text is.
#[derive(Debug, PartialEq, Eq)]
enum Shape<'a> {
    Blank,
    /// Code or a table: not wrapped.
    Kept(&'a str),
    /// Words: what stands before their first line, before the others, and themselves.
    Words(String, String, &'a str),
}

/// The lines of a foreign text, at most `width` columns each where they are words.
pub(super) fn lay(text: &str, width: usize) -> Vec<String> {
    let text = clean(text).replace('\t', "    ");
    let mut page: Vec<String> = Vec::new();
    for shape in shapes(&text, width) {
        match shape {
            Shape::Blank if page.last().is_none_or(String::is_empty) => {}
            Shape::Blank => page.push(String::new()),
            Shape::Kept(line) => page.push(line.trim_end().to_owned()),
            Shape::Words(first, rest, words) => page.extend(wrap(words, width, &first, &rest)),
        }
    }
    while page.last().is_some_and(String::is_empty) {
        page.pop();
    }
    page
}

/// [`lay`] with a word before the text: on the same line where the text begins with words.
pub(super) fn lay_after(label: &str, text: &str, width: usize) -> Vec<String> {
    let cleaned = clean(text);
    let text = cleaned.trim_start_matches('\n');
    let flows = matches!(shapes(text, width).first(), Some(Shape::Words(first, ..)) if first.is_empty());
    if flows {
        return lay(&format!("{label} {text}"), width);
    }
    let mut page = vec![label.to_owned()];
    page.extend(lay(text, width));
    page
}

fn shapes(text: &str, width: usize) -> Vec<Shape<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let tables = table_rows(&lines);
    let mut fence: Option<(char, usize)> = None;
    let mut in_list = false;
    let mut shapes: Vec<Shape<'_>> = Vec::with_capacity(lines.len());
    for (line, in_table) in lines.into_iter().zip(tables) {
        let shape = match (fence, fence_of(line)) {
            (Some((mark, length)), found) => {
                if found.is_some_and(|(other, long, bare)| other == mark && long >= length && bare) {
                    fence = None;
                }
                Shape::Kept(line)
            }
            (None, Some((mark, length, _))) => {
                fence = Some((mark, length));
                Shape::Kept(line)
            }
            _ if line.trim().is_empty() => Shape::Blank,
            _ if in_table || (!in_list && is_code(line, shapes.last())) => Shape::Kept(line),
            _ => {
                let (words, is_item) = words(line, width);
                in_list = is_item || (in_list && line.starts_with(' '));
                words
            }
        };
        shapes.push(shape);
    }
    shapes
}

/// The mark of a fence, its length, and whether nothing follows it.
fn fence_of(line: &str) -> Option<(char, usize, bool)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, length, info.is_empty()))
}

/// Code by its indent: after a blank line or more of it.
fn is_code(line: &str, before: Option<&Shape<'_>>) -> bool {
    line.starts_with("    ")
        && match before {
            None | Some(Shape::Blank) => true,
            Some(Shape::Kept(above)) => above.starts_with("    "),
            Some(Shape::Words(..)) => false,
        }
}

/// Which lines are rows of a table: bars at both ends, or the neighbours of a row of dashes.
fn table_rows(lines: &[&str]) -> Vec<bool> {
    let barred = |line: &&str| line.len() > 1 && line.starts_with('|') && line.ends_with('|');
    let ruled = |line: &str| {
        line.contains('|') && line.contains('-') && line.chars().all(|mark| matches!(mark, '|' | ':' | '-' | ' '))
    };
    let mut rows: Vec<bool> = lines.iter().map(|line| barred(&line.trim())).collect();
    let mut below = false;
    for at in 0..lines.len() {
        below = (below || ruled(lines[at])) && lines[at].contains('|');
        rows[at] |= below;
        if ruled(lines[at]) && at > 0 {
            rows[at - 1] |= lines[at - 1].contains('|');
        }
    }
    rows
}

/// A line of words with what hangs before it; true for an item of a list.
fn words(line: &str, width: usize) -> (Shape<'_>, bool) {
    let body = line.trim_start();
    let indent = " ".repeat((line.len() - body.len()).min(width / 4));
    let marker = marker(body).filter(|length| *length <= width / 4);
    let Some(length) = marker else { return (Shape::Words(indent.clone(), indent, body), false) };
    let (marker, words) = body.split_at(length);
    let first = format!("{indent}{marker}");
    let is_quote = marker.starts_with('>');
    let rest = if is_quote { first.clone() } else { format!("{indent}{}", " ".repeat(length)) };
    (Shape::Words(first, rest, words.trim_start()), !is_quote)
}

/// Bytes of the marker of a list item or a quotation, its blank included.
fn marker(body: &str) -> Option<usize> {
    if body.starts_with("> ") {
        return Some(2);
    }
    if ["- ", "* ", "+ "].iter().any(|bullet| body.starts_with(bullet)) {
        return Some(2);
    }
    let digits = body.len() - body.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let numbered = body[digits..].starts_with(". ") || body[digits..].starts_with(") ");
    (digits > 0 && numbered).then_some(digits + 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn words_are_wrapped_and_code_is_not() {
        let text = "one two three four five\n\n\n- alpha beta gamma delta\n  1. epsilon zeta eta theta\n> iota kappa lambda mu\n\
            ```python\nx = 1  # a long line of code stays\n```\n| a | bbbbbbbbbbbbbbbbbbbbb |\n";
        let page = lay(text, 20).join("\n");
        insta::assert_snapshot!(page, @r"
        one two three four
        five

        - alpha beta gamma
          delta
          1. epsilon zeta
             eta theta
        > iota kappa lambda
        > mu
        ```python
        x = 1  # a long line of code stays
        ```
        | a | bbbbbbbbbbbbbbbbbbbbb |
        ");
    }

    #[test]
    fn code_and_tables_are_known_by_their_marks() {
        let table = [
            (
                11,
                "a b c d e f g\n\n    code code code\n    code code",
                "a b c d e f\ng\n\n    code code code\n    code code",
            ),
            (11, "words words\n    words words", "words words\n  words\n  words"),
            (20, "~~~~\n~~~ still in it, still in it\n~~~~", "~~~~\n~~~ still in it, still in it\n~~~~"),
            (
                11,
                "a | beta and gamma\n--- | ---\none | two, three\nand then words",
                "a | beta and gamma\n--- | ---\none | two, three\nand then\nwords",
            ),
            (11, "```\nnever closed, never closed", "```\nnever closed, never closed"),
            (11, "|x| is at most y", "|x| is at\nmost y"),
            (16, "- item\n\n    more of it here", "- item\n\n    more of it\n    here"),
            (11, "`code` ```x``` and", "`code`\n```x``` and"),
            (16, "12) one two three four", "12) one two\n    three four"),
        ];
        for (width, text, page) in table {
            assert_eq!(lay(text, width).join("\n"), page, "{text:?}");
        }
    }

    #[test]
    fn a_label_stands_before_words_and_above_anything_else() {
        assert_eq!(lay_after("Note:", "a b", 20), ["Note: a b"]);
        assert_eq!(lay_after("Note:", "- a\n- b", 20), ["Note:", "- a", "- b"]);
        assert_eq!(lay_after("Note:", "```\nx\n```", 20), ["Note:", "```", "x", "```"]);
    }

    proptest! {
        #[test]
        fn any_text_is_laid_at_any_width(text in "(?s).{0,200}", width in 10..200_usize) {
            for line in lay(&text, width) {
                let obeyed = line.contains(['\n', '\u{1b}']);
                prop_assert!(!obeyed);
            }
        }

        #[test]
        fn no_line_of_words_is_wider_than_the_page(text in "[ -_a-{}\u{a0}-\u{2ff}日本語❤\u{fe0f}👩\u{200d}🔬\u{301}\n]{0,300}", width in 20..200_usize) {
            let text: String = text.replace(['|', '`'], "");
            let text: Vec<&str> = text.lines().map(str::trim_start).collect();
            for line in lay(&text.join("\n"), width) {
                prop_assert!(line.width() <= width, "{line:?} on {width}");
            }
        }
    }
}
