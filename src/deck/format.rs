//! The examples of the format's own page, read from there.

use super::parse;

const PAGE: &str = include_str!("../../docs/format-decks.md");

/// Info string and text of each fence of the page.
fn fences() -> Vec<(&'static str, String)> {
    let (mut found, mut open): (Vec<(&str, String)>, Option<&str>) = (Vec::new(), None);
    for line in PAGE.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match (open, found.last_mut()) {
            (Some(marks), _) if line == marks => open = None,
            (Some(_), Some((_, text))) => *text += &format!("{line}\n"),
            _ if ticks >= 3 => {
                open = Some(&line[..ticks]);
                found.push((&line[ticks..], String::new()));
            }
            _ => {}
        }
    }
    found
}

fn cards(deck: &str) -> String {
    let mut out = String::new();
    for card in parse(deck, "example").cards {
        let mut parts = vec![format!("{} / {}", card.section, card.topic.name), card.question, card.answer];
        parts.extend(card.explicit_id.map(|id| format!("id {id}")));
        for (name, text) in [("note", card.note), ("source", card.source), ("tags", card.tags.join(", "))] {
            parts.extend(Some(format!("{name} {text}")).filter(|_| !text.is_empty()));
        }
        parts.extend(Some("extra".to_owned()).filter(|_| !card.core));
        out += &(parts.join(" | ").replace('\n', "⏎") + "\n");
    }
    out
}

fn problems(deck: &str) -> String {
    let problems = parse(deck, "example").problems;
    problems.iter().map(|problem| format!("{}:{} {}\n", problem.line, problem.col, problem.what)).collect()
}

#[test]
fn every_example_of_the_page_holds() {
    let (mut deck, mut held) = (String::new(), 0);
    let fences = fences();
    for (at, (info, text)) in fences.iter().enumerate() {
        match *info {
            "deck" => {
                deck.clone_from(text);
                let faulty = fences.get(at + 2).is_some_and(|(info, _)| *info == "problems");
                assert!(faulty || problems(&deck).is_empty(), "{deck}{}", problems(&deck));
            }
            "cards" => {
                assert_eq!(cards(&deck), *text, "{deck}");
                held += 1;
            }
            "problems" => assert_eq!(problems(&deck), *text, "{deck}"),
            other => panic!("a fence of {other:?}"),
        }
    }
    assert_eq!(held, fences.iter().filter(|(info, _)| *info == "deck").count());
    assert!(held >= 9);
}
