//! The text of a field and the lines that say it: what would mean something else at the beginning of a line gets a
//! backslash, and loses it again when it is read.

use super::label::{self, Label, Lead};
use crate::model::text::clean;

/// What would be read as a field of its own.
pub(super) type IsField<'a> = &'a dyn Fn(&Label) -> bool;

/// A text as it is kept: lines end with a line feed, nothing a terminal obeys, no blanks around the whole, none on
/// empty lines.
pub fn settled(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = clean(&text);
    let lines: Vec<&str> = text.lines().map(|line| if line.trim().is_empty() { "" } else { line }).collect();
    lines.join("\n").trim().to_owned()
}

/// The lines of a text as they stand in a file. With `inline` the first one follows a name on its line; `strict`
/// leaves no fence and no table, for the few that Markdown reads otherwise than they look.
pub(super) fn encode(text: &str, inline: bool, strict: bool, is_field: IsField<'_>) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let fenced = if strict { vec![false; lines.len()] } else { fenced(&lines, inline) };
    let encoded = lines.iter().enumerate().map(|(at, line)| {
        let hinge = match (inline && at == 0) || fenced[at] {
            true => None,
            false => hinge(line, is_field).filter(|it| it.backslashes > 0 || it.needed || strict),
        };
        hinge.map_or_else(|| (*line).to_owned(), |it| format!("{}\\{}", &line[..it.at], &line[it.at..]))
    });
    encoded.collect()
}

/// The text that stands in some lines, whatever wrote them.
pub(super) fn decode(lines: &[&str], inline: bool, is_field: IsField<'_>) -> String {
    let fenced = fenced(lines, inline);
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let hinge = match (inline && at == 0) || fenced[at] {
            true => None,
            false => hinge(line, is_field).filter(|it| it.backslashes > 0),
        };
        match hinge {
            Some(it) => text.extend([&line[..it.at], &line[it.at + 1..]]),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    settled(&text)
}

/// True if a line begins something that must stand on lines of its own: a list, a quote, a fence, a table.
pub(super) fn is_block(line: &str) -> bool {
    let words = line.trim_start();
    label::marker(words).is_some()
        || words.starts_with(['>', '|'])
        || fence(words).is_some()
        || heading(words)
        || html(words)
}

/// True if a line that follows the text at once would be taken for a part of it: of its list, quote or table.
pub(super) fn draws_in(text: &str) -> bool {
    let last = text.rsplit("\n\n").next().unwrap_or_default();
    // Pipes make a table only with a rule below its head.
    let rule = |line: &str| line.contains('-') && line.bytes().all(|byte| b"|-: \t".contains(&byte));
    let table = last.contains('|') && last.lines().any(rule);
    table
        || last.lines().any(|line| {
            let words = line.trim_start();
            label::marker(words).is_some() || words.starts_with('>') || html(words)
        })
}

/// Where a line would need a backslash.
struct Hinge {
    at: usize,
    /// How many stand there.
    backslashes: usize,
    /// False for what means something only in some places: the second line of a table.
    needed: bool,
}

fn hinge(line: &str, is_field: IsField<'_>) -> Option<Hinge> {
    if line.trim().is_empty() {
        return None;
    }
    let (item, core) = core_of(line);
    let lead = Lead::read(line, 0, line.len());
    let colon = line.find([':', '：']);
    let before_colon = colon.map(|at| at - trailing_backslashes(&line[..at]));
    let places = [Some(lead.quote.end + blanks(&line[lead.quote.end..])), Some(item), Some(core)];
    let named = [Some(label::begin(line, &lead, line.len())), before_colon];
    for at in places.into_iter().chain(named).flatten() {
        let backslashes = line[at..].bytes().take_while(|byte| *byte == b'\\').count();
        let plain = format!("{}{}", &line[..at], &line[at + backslashes..]);
        if let Some(needed) = means_something(&plain, at, is_field) {
            return Some(Hinge { at, backslashes, needed });
        }
    }
    None
}

/// Where the words of a line begin behind its list markers and quotes: behind all but the last, and behind all.
fn core_of(line: &str) -> (usize, usize) {
    let (mut item, mut core) = (0, 0);
    loop {
        let lead = Lead::read(line, core, line.len());
        if lead.words == core || lead.hanging.is_none() && lead.quote.is_empty() {
            return (item.max(core), lead.words);
        }
        item = lead.words;
        core = lead.words;
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

fn trailing_backslashes(text: &str) -> usize {
    text.len() - text.trim_end_matches('\\').len()
}

/// Whether a line means something that a backslash at this place would take away; true if always.
fn means_something(line: &str, at: usize, is_field: IsField<'_>) -> Option<bool> {
    let (rest, before) = (&line[at..], &line[..at]);
    let begins = before.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>')) || core_of(line).1 == at;
    if begins && (is_rule(rest) || heading(rest) || html(rest) || fence(rest).is_some()) {
        return Some(true);
    }
    let in_item = before.trim_end().ends_with(['-', '*', '+', '.', ')']);
    if begins && in_item && is_box(rest) {
        return Some(true);
    }
    if label::read(line, 0, line.len()).is_some_and(|label| label.hinge == at && is_field(&label)) {
        return Some(true);
    }
    (begins && is_table_rule(rest)).then_some(false)
}

/// A rule, or what makes a heading of the line above it.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    let Some(sign) = text.chars().next() else { return false };
    let only = |blanks: bool| text.chars().all(|letter| letter == sign || (blanks && matches!(letter, ' ' | '\t')));
    match sign {
        '=' => only(false),
        '-' => only(true) && (only(false) || text.matches(sign).count() > 2),
        '*' | '_' => only(true) && text.matches(sign).count() > 2,
        _ => false,
    }
}

fn heading(text: &str) -> bool {
    let signs = text.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&signs) && matches!(text.as_bytes().get(signs), None | Some(b' ' | b'\t'))
}

fn is_box(text: &str) -> bool {
    let rest = ["[ ]", "[x]", "[X]"].iter().find_map(|mark| text.strip_prefix(mark));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// What Markdown may take for HTML, and all that follows with it.
fn html(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else { return false };
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let named = name.starts_with(|letter: char| letter.is_ascii_alphabetic());
    tag.starts_with(['!', '?'])
        || (named && matches!(name.as_bytes().get(length), None | Some(b' ' | b'\t' | b'>' | b'/')))
}

fn is_table_rule(text: &str) -> bool {
    let text = text.trim();
    text.contains('-') && text.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t'))
}

/// The sign of a fence and its length, if a line begins with one.
fn fence(text: &str) -> Option<(char, usize)> {
    let sign = text.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = text.chars().take_while(|letter| *letter == sign).count();
    (length > 2 && (sign == '~' || !text[length..].contains('`'))).then_some((sign, length))
}

/// Which lines stand in a fence that is closed, its own two lines included.
fn fenced(lines: &[&str], inline: bool) -> Vec<bool> {
    let mut fenced = vec![false; lines.len()];
    let mut at = usize::from(inline);
    // A fence of some sign and length that is not closed from here on will not be closed later.
    let mut unclosed: Vec<(char, usize)> = Vec::new();
    while at < lines.len() {
        let (_, core) = core_of(lines[at]);
        let opened = fence(&lines[at][core..]);
        let hopeless = |(sign, length): (char, usize)| unclosed.iter().any(|it| it.0 == sign && it.1 <= length);
        let Some(opened @ (sign, length)) = opened.filter(|it| !hopeless(*it)) else {
            at += 1;
            continue;
        };
        let before = &lines[at][..core];
        let quotes = |lead: &str| lead.matches('>').count();
        let is_item = !before.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>'));
        let inside = |line: &&&str| {
            let lead = &line[..line.len() - line.trim_start_matches([' ', '\t', '>']).len()];
            let blank = line.trim().is_empty() && quotes(before) == 0;
            blank || (quotes(lead) == quotes(before) && (!is_item || lead.len() >= core))
        };
        let closes = |line: &str| {
            let bare = line.trim_start_matches([' ', '\t', '>']).trim_end();
            // Indented further it is a line of the code.
            let near = !line.contains('\t') && line.len() - line.trim_start().len() <= core + 3;
            near && bare.len() >= length && bare.chars().all(|letter| letter == sign)
        };
        // It ends with its item or its quote, closed or not.
        match lines[at + 1..].iter().take_while(inside).position(|line| closes(line)) {
            Some(length) => {
                fenced[at..=at + 1 + length].fill(true);
                at += length + 2;
            }
            None => {
                unclosed.push(opened);
                at += 1;
            }
        }
    }
    fenced
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn task(label: &Label) -> bool {
        label.words == "task"
    }

    #[test]
    fn what_would_mean_something_else_gets_a_backslash() {
        for (text, wanted) in [
            ("# a", "\\# a"),
            ("#a", "#a"),
            ("- # a", "- \\# a"),
            ("a\n===", "a\n\\==="),
            ("a\n---", "a\n\\---"),
            ("-", "\\-"),
            ("> ***", "> \\***"),
            ("- - -", "\\- - -"),
            ("- a", "- a"),
            ("- [ ] a", "- \\[ ] a"),
            ("1. [x]", "1. \\[x]"),
            ("[ ] a", "[ ] a"),
            ("Task: a", "Task\\: a"),
            ("Action: a", "Action: a"),
            ("- **Task**: a", "- **Task**\\: a"),
            ("**Task:** a", "**Task\\:** a"),
            ("**Task**", "\\**Task**"),
            ("**Task** (b): a", "\\**Task** (b): a"),
            ("Task\\: a", "Task\\\\: a"),
            ("\\# a", "\\\\# a"),
            ("<div>", "\\<div>"),
            ("<5 ms", "<5 ms"),
            ("```\n# a\n```\n# a", "```\n# a\n```\n\\# a"),
            ("```\n# a", "\\```\n\\# a"),
            ("- ```\n  # a\n  ```", "- ```\n  # a\n  ```"),
            ("- ```\n```", "- \\```\n\\```"),
            ("- ```\n~~~\n  ```", "- \\```\n\\~~~\n  \\```"),
            ("> ```\n> a\n> ```", "> ```\n> a\n> ```"),
            ("> ```\n```", "> \\```\n\\```"),
            ("a\n|-|-|", "a\n|-|-|"),
        ] {
            let lines = encode(text, false, false, &task);
            assert_eq!(lines.join("\n"), wanted, "{text}");
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            assert_eq!(decode(&lines, false, &task), text);
        }
        assert_eq!(encode("a\n|-|-|", false, true, &task), ["a", "\\|-|-|"]);
        assert_eq!(encode("# a\n# b", true, false, &task), ["# a", "\\# b"]);
    }

    #[test]
    fn a_text_is_settled() {
        assert_eq!(settled(" \r\n a\u{1b}\r  \rb  \n\n"), "a\n\nb");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            text in "((- |> |1\\. )?(#{1,2} |\\\\{1,2}|```|~~~|---|===|\\*\\*|Task|\\[ \\]|:|<a|\\|| |a|🔹){0,4}\n){0,6}",
            inline in any::<bool>(),
            strict in any::<bool>(),
        ) {
            let text = settled(&text);
            let lines = encode(&text, inline, strict, &task);
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            prop_assert_eq!(decode(&lines, inline, &task), text);
        }
    }
}
