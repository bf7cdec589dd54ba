//! `drill sheet`: one page of Markdown for the last evening, to be read or printed.

use serde_json::{Value, json};
use textwrap::{Options, WordSplitter, wrap};

use super::{counted, table::cut};
use crate::model::{
    scenario::Figure,
    text::{clean, one_line},
};
use crate::stats::{Failed, Sheet, is_formula};

/// Lines of a page.
const PAGE: usize = 120;
/// Lines of one answer, of all stories, and of one scenario.
const ANSWER: usize = 4;
const STORIES: usize = 20;
const FIGURES: usize = 12;
/// Scenarios whose figures are read.
pub(super) const SCENARIOS: usize = 3;

/// The page: failed core cards, openings of stories, figures of scenarios; what finds no room is counted.
pub fn text(sheet: &Sheet, width: usize) -> String {
    let width = width.clamp(40, 100);
    let mut rest = stories(sheet, width);
    rest.extend(scenarios(sheet, width));
    let mut lines = vec![format!("# The last evening, {}", sheet.today), String::new()];
    lines.push("## Core cards that failed".to_owned());
    lines.push(String::new());
    // Two lines: what was left out, and a blank.
    let room = PAGE.saturating_sub(lines.len() + rest.len() + 2);
    lines.extend(cards(sheet, room, width));
    lines.extend(rest);
    lines.join("\n") + "\n"
}

fn cards(sheet: &Sheet, room: usize, width: usize) -> Vec<String> {
    if sheet.failed.is_empty() {
        return vec!["No core card has failed.".to_owned()];
    }
    let mut lines = Vec::new();
    let mut shown = 0;
    for card in &sheet.failed {
        let one = entry(shown + 1, card, width);
        if lines.len() + one.len() > room {
            break;
        }
        lines.extend(one);
        shown += 1;
    }
    let left = sheet.failed.len() - shown + sheet.more;
    if left > 0 {
        lines.push(left_out(left));
    }
    lines
}

pub(super) fn left_out(cards: usize) -> String {
    format!("… and {}: drill --weakest 20", counted(cards as u64, "more card"))
}

/// A card as an item of a numbered list.
fn entry(number: usize, card: &Failed, width: usize) -> Vec<String> {
    let first = format!("{number}. ");
    let mut lines = filled(&first, &harmless(&card.question), width);
    let indent = " ".repeat(first.len());
    let mut answer: Vec<String> =
        answer(card).iter().flat_map(|line| filled(&indent, &line.markdown(), width)).collect();
    if answer.len() > ANSWER {
        answer.truncate(ANSWER - 1);
        answer.push(format!("{indent}… drill card {}", one_line(&card.id)));
    }
    lines.extend(answer);
    lines
}

/// A line of an answer: of a program, or of prose.
pub(super) struct Said {
    pub(super) text: String,
    pub(super) code: bool,
}

/// The lines of an answer, without blank ones and without the fences around programs.
pub(super) fn answer(card: &Failed) -> Vec<Said> {
    let text = clean(&card.answer);
    let mut code = false;
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("```") || line.starts_with("~~~") {
            code = !code;
        } else if !line.is_empty() {
            lines.push(Said { text: one_line(line), code });
        }
    }
    lines
}

impl Said {
    /// As Markdown.
    fn markdown(&self) -> String {
        if self.code && !self.text.contains('`') { format!("`{}`", self.text) } else { harmless(&self.text) }
    }
}

/// Markdown of others that leads nowhere but to the web and holds no tag: of another link only the words are kept, and
/// what a browser would take for a tag is escaped. What stands between back-ticks is left alone.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            out.push('`');
        }
        if at % 2 == 1 {
            out.push_str(part);
            continue;
        }
        let mut rest = part;
        while let Some(at) = rest.find(['<', ']']) {
            out.push_str(&rest[..at]);
            let (mark, after) = rest[at..].split_at(1);
            rest = after;
            let target = after.strip_prefix('(').and_then(|inside| Some((inside, inside.find(')')?)));
            match (mark, target) {
                ("<", _) if after.starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next)) => {
                    out.push_str("\\<");
                }
                ("]", Some((inside, end))) if !is_of_the_web(&inside[..end]) => {
                    out.push(']');
                    rest = &inside[end + 1..];
                }
                ("]", _) if after.starts_with(':') => out.push_str("]\\"),
                _ => out.push_str(mark),
            }
        }
        out.push_str(rest);
    }
    out
}

fn is_of_the_web(target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase();
    target.starts_with("https://") || target.starts_with("http://")
}

fn stories(sheet: &Sheet, width: usize) -> Vec<String> {
    if sheet.stories.is_empty() {
        return Vec::new();
    }
    let mut lines = heading("How my stories begin");
    for (title, first) in &sheet.stories {
        lines.extend(filled("- ", &harmless(&format!("{title}: {first}")), width));
    }
    shorten(lines, STORIES)
}

fn scenarios(sheet: &Sheet, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (title, figures) in sheet.scenarios.iter().take(SCENARIOS) {
        let mut one = heading(&cut(&format!("The numbers of {}", harmless(&one_line(title))), width - 3));
        one.extend(figures.iter().flat_map(|figure| filled("- ", &harmless(&said(figure)), width)));
        lines.extend(shorten(one, FIGURES));
    }
    lines
}

pub(super) fn said(figure: &Figure) -> String {
    let name = figure.name.replace('_', " ");
    let remark = if figure.remark.is_empty() { String::new() } else { format!(" ({})", figure.remark) };
    format!("{name}: {}{remark}", figure.value)
}

fn heading(words: &str) -> Vec<String> {
    vec![String::new(), format!("## {words}"), String::new()]
}

/// At most `most` lines, the last of which says that there are more.
fn shorten(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most - 1);
        lines.push("- …".to_owned());
    }
    lines
}

/// Foreign words on lines of their own: `first` stands before the first line, blanks before the others.
fn filled(first: &str, text: &str, width: usize) -> Vec<String> {
    let rest = " ".repeat(first.len());
    let options =
        Options::new(width).initial_indent(first).subsequent_indent(&rest).word_splitter(WordSplitter::NoHyphenation);
    wrap(&one_line(text), options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The same as one document: all cards that the sheet holds, and all of stories and scenarios.
pub fn json(sheet: &Sheet) -> Value {
    let failed = sheet.failed.iter().map(|card| {
        json!({
            "id": card.id, "section": card.section, "topic": card.topic, "question": card.question,
            "answer": card.answer, "formula": is_formula(&card.answer), "lapses": card.lapses,
        })
    });
    let stories = sheet.stories.iter().map(|(title, first)| json!({ "story": title, "opening": first }));
    let figure = |figure: &Figure| {
        let expression = figure.expression.as_deref();
        json!({ "name": figure.name, "value": figure.value, "expression": expression, "remark": figure.remark })
    };
    let scenarios = sheet
        .scenarios
        .iter()
        .map(|(title, figures)| json!({ "scenario": title, "figures": figures.iter().map(figure).collect::<Value>() }));
    json!({
        "day": sheet.today.to_string(),
        "failed": failed.collect::<Value>(),
        "more": sheet.more,
        "stories": stories.collect::<Value>(),
        "scenarios": scenarios.collect::<Value>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_links_only_those_into_the_web_are_kept_and_tags_are_text() {
        for (text, kept) in [
            ("[a](https://x.org/y) b", "[a](https://x.org/y) b"),
            ("[a]( HTTP://x.org )", "[a]( HTTP://x.org )"),
            ("see [a](javascript:alert(1)) b", "see [a]) b"),
            ("[a](file:///etc/passwd), [b](data:text/html;x), [c](../notes.md)", "[a], [b], [c]"),
            ("[a]: javascript:x", "[a]\\: javascript:x"),
            ("<script>x</script> <!-- <?", "\\<script>x\\</script> \\<!-- \\<?"),
            ("a < b, x<=y, `Vec<T>` and `[a](b)`", "a < b, x<=y, `Vec<T>` and `[a](b)`"),
            ("é]", "é]"),
        ] {
            assert_eq!(harmless(text), kept, "{text}");
        }
    }

    #[test]
    fn lines_of_a_program_are_code() {
        let mut card = long(1).failed.remove(0);
        card.answer = "so:\n\n```rust\nlet v: Vec<T>;\n```\nand <b>".to_owned();
        assert_eq!(entry(1, &card, 80)[2..], ["   so:", "   `let v: Vec<T>;`", "   and \\<b>"]);
    }

    fn long(cards: usize) -> Sheet {
        let card = |at: usize| Failed {
            id: format!("c{at}"),
            section: "S".to_owned(),
            topic: "T".to_owned(),
            question: "Why does a wide window of words need more than one line? ".repeat(2),
            answer: "- because it does\n\n".repeat(9),
            lapses: 1,
        };
        let figure =
            Figure { name: "peak_qps".to_owned(), expression: None, value: "12".to_owned(), remark: String::new() };
        let stories = vec![("Conflict".to_owned(), "It began. ".repeat(9)); 30];
        let scenarios = vec![("Queue".to_owned(), vec![figure; 40]); 9];
        let today = "2026-03-01".parse().unwrap();
        Sheet { today, failed: (0..cards).map(card).collect(), more: 7, stories, scenarios }
    }

    #[test]
    fn it_fits_on_a_page_of_any_width_and_says_what_is_left_out() {
        for width in [1, 40, 80, 300] {
            let page = text(&long(300), width);
            assert!(page.lines().count() <= PAGE, "{width}: {}", page.lines().count());
            assert!(page.lines().all(|line| line.chars().count() <= width.clamp(40, 100)), "{page}");
            assert!(page.contains("more cards: drill --weakest 20") && page.contains("- peak qps: 12"), "{page}");
        }
    }

    #[test]
    fn a_page_of_nothing_says_so() {
        let today = "2026-03-01".parse().unwrap();
        let sheet = Sheet { today, failed: Vec::new(), more: 0, stories: Vec::new(), scenarios: Vec::new() };
        assert_eq!(
            text(&sheet, 80),
            "# The last evening, 2026-03-01\n\n## Core cards that failed\n\nNo core card has failed.\n"
        );
    }
}
