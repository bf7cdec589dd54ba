//! A card as deck text: what [`parse`](super::parse()) reads back as the same card.

use super::{
    lines::{Fence, Mark},
    parse::{ParsedCard, single_parting},
};
use crate::model::Form;

/// Prints a card as one block with a line feed at its end.
///
/// A cloze is printed as it stands in `source`, the text of the file it was parsed from, siblings included.
/// Text that would end its field (a tag, a heading, a rule at the first column) is moved in by one space, and a code
/// fence left open is closed.
pub fn print(card: &ParsedCard, source: &str) -> String {
    if card.form == Form::Cloze {
        let block = source.get(card.raw.clone()).unwrap_or_default();
        return super::lines::newlines(block) + "\n";
    }
    let mut out = String::with_capacity(card.question.len() + card.answer.len() + card.note.len() + 80);
    add_text(&mut out, "Q:", &card.question);
    add_text(&mut out, "A:", &card.answer);
    for (tag, text) in [("Note:", &card.note), ("Source:", &card.source)] {
        if !text.is_empty() {
            add_text(&mut out, tag, text);
        }
    }
    if let Some(id) = &card.explicit_id {
        add_line(&mut out, "Id:", id);
    }
    let rank = card.ranked.then_some(if card.core { "core" } else { "extra" });
    let tags: Vec<&str> = rank.into_iter().chain(card.tags.iter().map(String::as_str)).collect();
    if !tags.is_empty() {
        add_line(&mut out, "Tags:", &tags.join(", "));
    }
    out
}

fn add_line(out: &mut String, tag: &str, text: &str) {
    out.push_str(tag);
    out.push(' ');
    out.push_str(text);
    out.push('\n');
}

/// Adds a field; text that begins with code stands below its tag.
fn add_text(out: &mut String, tag: &str, text: &str) {
    out.push_str(tag);
    let below = text.starts_with([' ', '\t']) || Fence::opened_by(text.lines().next().unwrap_or_default()).is_some();
    out.push(if below { '\n' } else { ' ' });
    let may_part = tag != "Q:";
    let (mut fence, mut first, mut after_blank) = (None::<(Fence, &str)>, !below, false);
    for line in text.lines() {
        let inside = fence.is_some();
        match &fence {
            Some((open, _)) if open.closed_by(line) => fence = None,
            Some(_) => {}
            None => fence = Fence::opened_by(line).map(|open| (open, line)),
        }
        if !inside && !first && ends_field(line, after_blank && may_part) {
            out.push(' ');
        }
        out.push_str(line);
        out.push('\n');
        (first, after_blank) = (false, line.trim().is_empty());
    }
    if let Some((_, opening)) = fence {
        let marks = opening.trim_start();
        let length = marks.bytes().take_while(|byte| marks.as_bytes().first() == Some(byte)).count();
        out.push_str(&marks[..length]);
        out.push('\n');
    }
}

/// Whether a line would be read as something else than text; `may_part` is true where a single-line card may begin.
fn ends_field(line: &str, may_part: bool) -> bool {
    matches!(Mark::of(line), Mark::Tag(_) | Mark::Heading(..) | Mark::Rule)
        || (may_part && single_parting(line, false).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::parse;

    /// The card without what depends on where its block stands.
    fn moved(card: &ParsedCard) -> ParsedCard {
        ParsedCard { line: 1, block: 0, raw: 0..0, ..card.clone() }
    }

    fn lines() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just(String::new()),
            Just("Q: why".into()),
            Just("A: because".into()),
            Just("C: a [b] c [d :: e]".into()),
            Just("Note: n".into()),
            Just("Source: s".into()),
            Just("Id: i-1".into()),
            Just("Tags: extra, why".into()),
            Just("Tags: a".into()),
            Just("## T (p)".into()),
            Just("# S".into()),
            Just("---".into()),
            Just("```py".into()),
            Just("```".into()),
            Just("~~~".into()),
            Just("    deep".into()),
            Just("a :: b".into()),
            Just("`a :: b`".into()),
            Just("text".into()),
            Just("q: slip".into()),
            Just(" Q: moved in".into()),
            Just("  A: moved in".into()),
            Just("\u{fffd}Q: damaged".into()),
            Just("A:".into()),
            Just("\t\tx  ".into()),
            "[ \\[\\]:`$#A-C-]{0,6}",
        ];
        proptest::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn a_printed_card_is_read_back(text in lines()) {
            for card in &parse(&text, "stem").cards {
                let head = format!("# {}\n\n## {}\n\n", card.section, title(card));
                let printed = print(card, &text);
                let again = parse(&(head + &printed), "stem");
                let same = again.cards.iter().find(|other| other.ordinal == card.ordinal);
                prop_assert_eq!(same.map(moved), Some(moved(card)), "{}", printed);
                let siblings = again.cards.iter().all(|other| other.block == 0);
                prop_assert!(siblings, "{}", printed);
            }
        }
    }

    fn title(card: &ParsedCard) -> String {
        let promise = card.topic.promise.as_ref().map(|promise| format!(" ({promise})"));
        card.topic.name.clone() + &promise.unwrap_or_default()
    }

    #[test]
    fn a_source_in_two_parts_keeps_its_fence() {
        let deck = "Q: q\nA: a\nSource: s\n```py\n```\nSource: t";
        let card = &parse(deck, "stem").cards[0];
        assert_eq!(card.source, "s\n```py\n```\nt");
        assert_eq!(parse(&print(card, deck), "stem").cards[0].source, card.source);
    }

    #[test]
    fn text_from_elsewhere_stays_in_its_field() {
        let deck = "Q: q\nA: a";
        let mut card = parse(deck, "stem").cards.remove(0);
        card.answer = "one\nQ: two\n# three\n---\n\nx :: y\n```\nQ: four".into();
        let again = parse(&print(&card, deck), "stem");
        assert_eq!(again.problems, []);
        assert_eq!(again.cards[0].answer, "one\n Q: two\n # three\n ---\n\n x :: y\n```\nQ: four\n```");
    }
}
