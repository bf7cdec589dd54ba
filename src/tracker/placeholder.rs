//! Lines that are still to be filled in: `Post 1: [Title + Key Takeaway]`, `Week X: ...`, `<Company>`, `TBD`.

use crate::model::name::normalise;

/// What people write where a name will stand.
const BLANKS: &str = "company|companies|company name|name|date|date range|title|role|position|topic|topics|subject|link|url|\
    number|your|insert|add|text|placeholder|recruiter|interviewer|person|contact|project|skill|goal|task|item|story|\
    question|answer|description|details|notes|location|time|week|todo|fill in|tbd|key takeaway|hook";
/// Words that mean nothing yet when they are the whole line or all that follows its label.
const NOTHINGS: &str =
    "tbd|tba|tbc|xxx|xx|n a|na|none yet|to be decided|to be determined|lorem ipsum|placeholder|your text here";
/// Things that templates number: `Week X`, `Post 1:`. A topic, a part or a concept may well be called `Topic A`.
const NUMBERED: &str = "week|day|month|sprint|post|company|role|interview|round";
/// Tags of a bracket that are no blanks: `[hard] Two Sum`.
const LABELS: &str =
    "easy|medium|hard|done|wip|optional|core|extra|high|low|new|must|advanced|basic|senior|bonus|p0|p1|p2|p3";

/// The part of a line that is still to be filled in, none if the line says something.
///
/// `text` is the whole line; code in it must be masked, since `a[i]` and `Vec<T>` are no blanks.
pub(super) fn find(text: &str) -> Option<&str> {
    let text = text.trim();
    bracketed(text).or_else(|| underscored(text)).or_else(|| numbered(text)).or_else(|| nothing(text))
}

fn is_one_of(list: &str, name: &str) -> bool {
    list.split('|').any(|word| word.trim_start() == name)
}

/// `[Title + Key Takeaway]`, `<Company>`, `{{topic}}`.
fn bracketed(text: &str) -> Option<&str> {
    for (open, close) in [("{{", "}}"), ("[", "]"), ("<", ">"), ("{", "}")] {
        let mut from = 0;
        // Each opening bracket is looked at once and only as far as a blank reaches.
        while let Some(start) = text[from..].find(open).map(|at| at + from) {
            let inside = start + open.len();
            from = inside;
            let Some(length) =
                text[inside..].char_indices().take(80).find(|(at, _)| text[inside + at..].starts_with(close))
            else {
                continue;
            };
            let end = inside + length.0 + close.len();
            if is_blank(text, start, &text[inside..inside + length.0], end, open) {
                return Some(&text[start..end]);
            }
        }
    }
    None
}

fn is_blank(text: &str, start: usize, inner: &str, end: usize, open: &str) -> bool {
    let name = normalise(inner);
    let before = text[..start].trim_end();
    // `a[i]`, `Vec<T>`, `f{x}`: what follows a word at once belongs to it.
    if text[..start].ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ')' | '\\')) {
        return false;
    }
    let dots = matches!(inner.trim(), "" | "..." | "…" | "_" | "__" | "___");
    let first = name.split(' ').next().unwrap_or_default();
    if (dots && open != "{")
        || open == "{{"
        || is_one_of(BLANKS, &name)
        || matches!(first, "your" | "insert" | "company")
    {
        return true;
    }
    let alone =
        text[end..].trim().is_empty() && (before.is_empty() || before.ends_with([':', '-', '–', '—', '#', '|']));
    let worded =
        inner.chars().next().is_some_and(char::is_alphabetic) && inner.chars().any(|letter| letter.is_lowercase());
    alone && worded && matches!(open, "[" | "<") && !is_one_of(LABELS, &name) && name.len() > 1
}

/// `___`, and what is nothing but dots.
fn underscored(text: &str) -> Option<&str> {
    let at = text.find("___")?;
    let end = text[at..].find(|letter| letter != '_').map_or(text.len(), |length| at + length);
    let apart = !text[..at].ends_with(char::is_alphanumeric) && !text[end..].starts_with(char::is_alphanumeric);
    apart.then_some(&text[at..end])
}

/// `Week X: ...`, `Topic 1`, `Company N`.
fn numbered(text: &str) -> Option<&str> {
    let label_end = text.find(':').unwrap_or(text.len());
    let label = &text[..label_end];
    let (bare, promise) = label.split_once('(').unwrap_or((label, ""));
    let promise = normalise(promise);
    let bare = bare.trim().trim_end_matches(['.', '…']).trim_end();
    let rest = text[label_end..].trim_start_matches(':').trim();
    let (word, number) = bare.split_once([' ', '#']).unwrap_or((bare, ""));
    if !is_one_of(NUMBERED, &normalise(word)) {
        return None;
    }
    let number = number.trim().trim_start_matches('#');
    let letter =
        matches!(number, "X" | "N" | "n" | "x" | "Y" | "XX" | "NN" | "?" | "??" | "#") || number.starts_with('_');
    let counted =
        number.is_empty() || number.bytes().all(|byte| byte.is_ascii_digit()) || matches!(number, "A" | "B" | "C");
    let unpromised = promise.is_empty() || is_one_of(BLANKS, &promise);
    // A bare `Interview 2` says something; with a colon and nothing behind it, it waits to be filled in.
    let unfilled = label_end < text.len() && (rest.is_empty() || is_nothing(rest));
    (letter || (counted && unpromised && unfilled)).then_some(label)
}

/// `TBD`, `Post 3: TBD`, `...`, `Date:`.
fn nothing(text: &str) -> Option<&str> {
    if is_nothing(text) {
        return Some(text);
    }
    let (label, rest) = text.split_once(':')?;
    let unfilled = rest.trim().is_empty() && is_one_of(BLANKS, &normalise(label));
    if unfilled {
        return Some(text);
    }
    (!rest.trim().is_empty() && is_nothing(rest)).then(|| rest.trim())
}

fn is_nothing(text: &str) -> bool {
    let name = normalise(text);
    (name.is_empty()
        && text.chars().all(|letter| letter.is_ascii_punctuation() || letter.is_whitespace() || letter == '…'))
        || is_one_of(NOTHINGS, &name)
        || matches!(text.trim(), "YYYY-MM-DD" | "DD.MM.YYYY" | "MM/DD/YYYY" | "DD/MM/YYYY" | "MM/DD" | "DD/MM")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_be_filled_in_are_known() {
        for text in [
            "Post 1: [Title + Key Takeaway]",
            "Post 2: [Hook]",
            "Week X: ...",
            "Week X (Date Range)",
            "Week N",
            "[Company] onsite",
            "Email [Recruiter]",
            "Email [your contact]",
            "<Company>",
            "Apply to <Company Name>",
            "{{topic}}",
            "Read {title}",
            "[Topic name here]",
            "TBD",
            "tbd.",
            "Post 3: TBD",
            "...",
            "…",
            "___",
            "Study ________ today",
            "Interview 2:",
            "Company N",
            "Date:",
            "Deadline: YYYY-MM-DD",
            "[ ]",
            "-",
            "",
        ] {
            assert!(find(text).is_some(), "{text}");
        }
    }

    #[test]
    fn lines_that_say_something_are_no_templates() {
        for text in [
            "Bias-variance trade-off (can explain with examples)",
            "Metrics: precision, recall, F1, AUC-ROC",
            "Arrays: a[i] and slices",
            "Vec<T> against Box<T>",
            "Attention over [B, T, C]",
            "[hard] Two Sum",
            "Two Sum [easy]",
            "Two Sum - [hard]",
            "Week 1: Arrays and strings",
            "Day 3 (graphs)",
            "Topic 1",
            "Topic A (its promise)",
            "Item 2",
            "Part B: joins",
            "Topic modelling",
            "Task queues",
            "Item-based filtering",
            "Question answering: extractive",
            "Project Loom",
            "Story points: estimation",
            "__init__ and __new__",
            "Date formats",
            "Intervals [a, b)",
            "Sets {1, 2} and maps {k: v}",
            "C++",
            "深層学習",
            "What is ...?",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
