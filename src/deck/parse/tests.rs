use proptest::prelude::*;

use super::*;

/// Each card as `section / topic | question | answer`.
fn cards(text: &str) -> Vec<String> {
    let show = |card: &ParsedCard| {
        let Title { name, .. } = &card.topic;
        format!("{} / {name} | {} | {}", card.section, card.question, card.answer)
    };
    parse(text, "stem").cards.iter().map(show).collect()
}

/// Each problem with its place.
fn problems(text: &str) -> Vec<(usize, usize, ProblemKind)> {
    parse(text, "stem").problems.into_iter().map(|problem| (problem.line, problem.col, problem.what)).collect()
}

/// Each question, and each line and word of a problem.
fn outline(text: &str) -> (Vec<String>, Vec<(usize, String)>) {
    let parsed = parse(text, "stem");
    let told = parsed.problems.iter().map(|problem| (problem.line, problem.what.to_string())).collect();
    (parsed.cards.into_iter().map(|card| card.question).collect(), told)
}

#[test]
fn headings_name_section_and_topic() {
    let table: [(&str, &[&str]); 7] = [
        ("Q: a\nA: b", &["stem / stem | a | b"]),
        ("---\nname = \"N\"\n---\nQ: a\nA: b", &["N / N | a | b"]),
        ("# S\n\nQ: a\nA: b", &["S / S | a | b"]),
        ("## T (derive it)\nQ: a\nA: b", &["stem / T | a | b"]),
        ("# S\n## T\nQ: a\nA: b\n# R\nQ: c\nA: d", &["S / T | a | b", "R / R | c | d"]),
        ("# S\n## T\nQ: a\nA: b\n### deeper\nlost\n\nQ: c\nA: d", &["S / T | a | b", "S / T | c | d"]),
        ("# S ##\n## T #\nQ: a\nA: #hash\n# \nnothing", &["S / T | a | #hash"]),
    ];
    for (text, expected) in table {
        assert_eq!(cards(text), expected, "{text:?}");
        assert_eq!(problems(text), [], "{text:?}");
    }
    let parsed = parse("## T (derive it)\nQ: a\nA: b", "stem");
    assert_eq!(parsed.cards[0].topic.promise.as_deref(), Some("derive it"));
}

#[test]
fn every_field_is_read_whatever_ends_its_lines() {
    let text = "\u{feff}---\nname = \"N\"\n---\nprose\n\nQ: one\ntwo\n\nthree\nA:\n\n- x\n- y\n\nNote: n1\n\nn2\nSource: s1\ns2\n\n\
                prose\nId: i-1\nTags: Extra, why , ,code\n---\nNote: prose\n\nC: [a] b [c]\nId: i-2\n";
    for ending in ["\n", "\r\n", "\r"] {
        let parsed = parse(&text.replace('\n', ending), "stem");
        assert_eq!(parsed.problems, [], "{ending:?}");
        let card = &parsed.cards[0];
        assert_eq!((card.line, card.question.as_str(), card.answer.as_str()), (6, "one\ntwo\n\nthree", "- x\n- y"));
        assert_eq!((card.note.as_str(), card.source.as_str()), ("n1\n\nn2", "s1\ns2"));
        assert_eq!((card.core, card.ranked, card.tags.join("+")), (false, true, "why+code".into()));
        assert_eq!(card.explicit_id.as_deref(), Some("i-1"));
        let ids: Vec<_> = parsed.cards[1..].iter().map(|card| card.explicit_id.as_deref().unwrap()).collect();
        assert_eq!(ids, ["i-2", "i-2.2"]);
        let clozes: Vec<_> = parsed.cards[1..].iter().map(|card| (card.line, card.block, card.ordinal)).collect();
        assert_eq!(clozes, [(27, 1, 0), (27, 1, 1)]);
        assert!(parsed.cards[1].core && !parsed.cards[1].ranked);
    }
    let parsed = parse(text, "stem");
    let raw = |at: usize| &text[parsed.cards[at].raw.clone()];
    assert!(raw(0).starts_with("Q: one") && raw(0).ends_with("why , ,code"));
    assert_eq!(raw(1), "C: [a] b [c]\nId: i-2");
}

#[test]
fn fences_hide_tags_headings_and_rules() {
    let fenced = "Q: a\n```\nQ: x\n# y\n---\nA: z\n```\nA: ~~~ py\n```\nC: [w]\n~~~\nend";
    assert_eq!(cards(fenced), ["stem / stem | a\n```\nQ: x\n# y\n---\nA: z\n``` | ~~~ py\n```\nC: [w]\n~~~\nend"]);
    assert_eq!(problems(fenced), []);
    let code = "Q: a\nA:\n    deep\n    er\n\nQ: b\nA:\n\n  c";
    assert_eq!(cards(code), ["stem / stem | a |     deep\n    er", "stem / stem | b | c"]);
    assert_eq!(cards("```\nQ: a\nA: b\n```\nx :: y"), ["stem / stem | x | y"]);
}

#[test]
fn an_unclosed_fence_costs_its_own_card() {
    let table: [(&str, &[&str], &[usize]); 8] = [
        ("Q: a\nA: b\n```py\nx = 1\n\nQ: c\nA: d\n\n## T\n\nQ: e\nA: f", &["c", "e"], &[3]),
        ("Q: a\nA: b\n```py\nx = 1\n\n## T\n\nQ: e\nA: f", &["e"], &[3]),
        ("Q: a\nA: ```py\nx\n\nQ: c\nA:\n```py\ny\n```\n\nQ: e\nA: f", &["c", "e"], &[2]),
        ("Q: a\nA:\n```\nx\n\nQ: c\nA:\n```\ny\n```\n\nQ: e\nA: f\n\nQ: g\nA: h", &["c", "e", "g"], &[3]),
        ("Q: a\nA:\n````\nQ: x\n```\n````\n\nQ: c\nA: d\n~~~\n", &["a"], &[10]),
        ("```\nprose\n\nQ: c\nA: d", &["c"], &[1]),
        ("Q: a\nA: b\n\nQ: c\nA:\n```\nx", &["a"], &[6]),
        ("Q: a\nA: b\n~~~~\n# comment\nx\n\nQ: c\nA: d\n~~~\ny\n~~~\n\nQ: e\nA: f", &["c", "e"], &[3]),
    ];
    for (text, questions, lines) in table {
        let (found, told) = outline(text);
        let expected: Vec<(usize, String)> =
            lines.iter().map(|line| (*line, ProblemKind::UnclosedFence.to_string())).collect();
        assert_eq!(told, expected, "{text:?}");
        assert_eq!(found, questions, "{text:?}");
    }
    // Read the other way round, the end of one code begins the next: then the code itself would be cards and topics.
    let body = "Q: k\nA: l\n## U\nQ: m\nA: n";
    let text = format!("```\nprose\n\nQ: c\nA:\n```\n{body}\n```\n\nQ: e\nA:\n```\nz\n```\n\nQ: f\nA: g");
    let parsed = parse(&text, "stem");
    let found: Vec<_> = parsed.cards.iter().map(|card| (card.topic.name.as_str(), card.question.as_str())).collect();
    assert_eq!(found, [("stem", "c"), ("stem", "e"), ("stem", "f")]);
    assert_eq!(problems(&text), [(1, 1, ProblemKind::UnclosedFence)]);
    assert_eq!(parse("Q: a\nA: b\n```py\nx = 1\n\n## T\n\nQ: e\nA: f", "s").cards[0].topic.name, "T");
}

#[test]
fn single_lines_are_cards_outside_running_text() {
    let table: [(&str, &[&str]); 12] = [
        ("left :: right", &["left | right"]),
        ("prose\na :: b\nc :: d :: e\nprose", &["a | b", "c | d :: e"]),
        ("Q: a\nA: b\nc :: d", &["a | b\nc :: d"]),
        ("Q: a\nA: b\n\nc :: d", &["a | b", "c | d"]),
        ("Q: a\n\nc :: d\nA: b", &["a\n\nc :: d | b"]),
        ("Q: a\nA: b\nTags: core\nc :: d", &["a | b", "c | d"]),
        ("a :: b\nNote: n\nId: i\nc :: d", &["a | b", "c | d"]),
        (" a :: b\n| a :: b |\n> a :: b\nstd::vec\na :: ", &[]),
        ("`a :: b` is code :: yes", &["`a :: b` is code | yes"]),
        (
            "---\nsingle_line = true\n---\na::b\nWhat is `std::mem`?::A module\na::b :: c",
            &["a | b", "What is `std::mem`? | A module", "a::b | c"],
        ),
        ("C:\nfoo\n\nThe [x :: hint] y", &["foo\n\nThe [… hint] y | x"]),
        ("C: [a] b\n\nc :: d", &["[…] b | a", "c | d"]),
    ];
    for (text, expected) in table {
        let found: Vec<String> = cards(text).iter().map(|card| card.split_once(" | ").unwrap().1.to_owned()).collect();
        assert_eq!(found, expected, "{text:?}");
    }
    let parsed = parse("a :: b\nNote: n\nTags: extra", "stem");
    assert_eq!((parsed.cards[0].note.as_str(), parsed.cards[0].core), ("n", false));
    assert_eq!(problems("---\nsingle_line = true\n---\nWhat is ATP?::")[0], (4, 1, ProblemKind::EmptyAnswer));
    assert_eq!(problems("---\nsingle_line = true\n---\n:: b")[0], (4, 1, ProblemKind::EmptyQuestion));
}

#[test]
fn a_bad_card_costs_itself_and_is_told_at_its_place() {
    use ProblemKind::*;
    let no_answer = || NoAnswer { slip: None };
    let table: Vec<(&str, usize, usize, ProblemKind)> = vec![
        ("Q: b", 3, 1, no_answer()),
        ("Q: b\n---", 3, 1, no_answer()),
        ("Q: b\nAnswer: c", 3, 1, NoAnswer { slip: Some((4, "Answer:".into())) }),
        ("Q: b\na: c", 3, 1, NoAnswer { slip: Some((4, "a:".into())) }),
        ("A: b", 3, 1, NoQuestion),
        ("A: b\nQ: c", 3, 1, NoQuestion),
        ("Q:\nA: b", 3, 1, EmptyQuestion),
        ("Q: b\n\nA:  \n\n", 5, 1, EmptyAnswer),
        ("Q: b\nA: c\nA: d", 5, 1, Repeated { tag: "A:" }),
        ("Q: b\nA: c\nId: i\nId: j", 6, 1, Repeated { tag: "Id:" }),
        ("C: b [c]\nA: d", 4, 1, AnswerInCloze),
        ("C:\n\n", 3, 1, EmptyCloze),
        ("C: none", 3, 1, NoDeletion),
        ("C: ä []", 3, 6, EmptyDeletion),
        ("C: b\nc [d [e] f]", 4, 6, NestedBracket),
        ("C: half [good", 3, 9, LoneBracket { bracket: '[' }),
        ("Q: b\nA: c\nId:  b/c", 5, 6, BadId { id: "b/c".into() }),
        ("Q: b\nA: c\nId: one", 3, 1, DuplicateId { id: "one".into(), line: 1 }),
        ("q: b\nA: c", 3, 1, LostCard { found: "q:".into(), meant: "Q:" }),
        ("Question: b\nAnswer: c", 3, 1, LostCard { found: "Question:".into(), meant: "Q:" }),
    ];
    for (bad, line, col, what) in table {
        for ending in ["\n", "\r\n"] {
            let text = format!("one :: 1\nId: one\n{bad}\n\nQ: two\nA: 2").replace('\n', ending);
            let (line, id) = (line, what.clone());
            assert_eq!(problems(&text), [(line, col, id)], "{bad:?}");
            assert_eq!(outline(&text).0, ["one", "two"], "{bad:?}");
        }
    }
}

#[test]
fn a_slip_that_costs_no_card_is_advice() {
    let (questions, told) = outline("Q: a\nA: b\nnote: c\nTags: core\nand more\n\nprose: fine\n\nQ: c\nA: d");
    assert_eq!(questions, ["a", "c"]);
    let expected = [
        (3, "line 3 looks like `Note:`, but `note:` is read as text".to_owned()),
        (5, "text after `Tags:` belongs to no field".to_owned()),
    ];
    assert_eq!(told, expected);
    assert_eq!(outline("Q: a\nA: b\nTags: core\n\nprose\nof two lines").1, []);
    let parsed = parse("Q: a\nA: b\nnote: c", "stem");
    assert!(parsed.problems.iter().all(|problem| problem.severity() == crate::deck::Severity::Advice));
}

#[test]
fn a_mistyped_field_is_told_with_what_it_looks_like() {
    for (found, meant) in [
        ("TAGS:", "Tags:"),
        ("Tag:", "Tags:"),
        ("NOTE:", "Note:"),
        ("ID:", "Id:"),
        ("SOURCES:", "Source:"),
        ("Note :", "Note:"),
        ("Tags\u{a0}:", "Tags:"),
    ] {
        for above in ["", "Tags: t\n", "\n"] {
            let text = format!("Q: a\nA: b\n{above}{found} x\n\nQ: c\nA: d");
            let line = 3 + above.matches('\n').count();
            let (questions, told) = outline(&text);
            assert_eq!(questions, ["a", "c"], "{text:?}");
            let sentence = format!("line {line} looks like `{meant}`, but `{found}` is read as text");
            assert_eq!(told, [(line, sentence)], "{text:?}");
        }
    }
}

#[test]
fn an_indented_tag_is_told() {
    use ProblemKind::*;
    let indented = |line, tag| (line, 1, Indented { line, tag });
    let lost = |line| (line, 1, LostCard { found: "Q:".into(), meant: "Q:" });
    type Row = (&'static str, &'static [&'static str], Vec<(usize, usize, ProblemKind)>);
    let table: Vec<Row> = vec![
        // Outside a card.
        ("  Q: a\n  A: b", &[], vec![lost(1)]),
        (" Q: a\nA: b\n\n Q: c\nA: d\n\nQ: e\nA: f", &["e"], vec![lost(1), lost(4)]),
        (" Q: a\n A: b\n\n Q: c\n A: d", &[], vec![lost(1), lost(4)]),
        ("\tQ: a\nA: b", &[], vec![lost(1)]),
        ("\u{feff}\u{feff}Q: a\nA: b", &[], vec![lost(1)]),
        ("q: a\n A: b", &[], vec![(1, 1, LostCard { found: "q:".into(), meant: "Q:" })]),
        ("  Q: a\nmore\n\nQ: c\nA: d", &["c"], vec![indented(1, "Q:")]),
        ("    Q: a\n    A: b", &[], vec![indented(1, "Q:")]),
        (" C: a [b]", &[], vec![indented(1, "C:")]),
        (" C: a\n A: b\n  Note: c\n\n Quebec: d", &[], vec![]),
        ("```\n Q: a\n A: b\n```", &[], vec![]),
        // In a card: the one above is kept whole.
        ("Q: a\nA: b\n\n Q: c\nA: d", &["a"], vec![lost(4)]),
        ("Q: a\nA: b\n    Q: c\nA: d", &["a"], vec![lost(3)]),
        ("Q: a\nA: b\n\n Q: c\n A: d", &["a"], vec![indented(4, "Q:")]),
        ("Q: a\n Q: c\nA: b", &["a\n Q: c"], vec![indented(2, "Q:")]),
        ("Q: a\n A: b", &[], vec![(1, 1, NoAnswer { slip: Some((2, "A:".into())) })]),
        ("Q: a\nA: b\n Tags: extra\n    Id: x", &["a"], vec![indented(3, "Tags:")]),
        ("Q: a\nA: b\n Q: c\nand more\n c: d", &["a"], vec![]),
        ("Q: a\nA: b\n```\n Q: c\n A: d\n```", &["a"], vec![]),
    ];
    for (text, questions, told) in table {
        assert_eq!(problems(text), told, "{text:?}");
        assert_eq!(outline(text).0, questions, "{text:?}");
    }
}

#[test]
fn swapped_pairs_are_not_shifted_by_one() {
    let (questions, told) = outline("A: a1\nQ: q1\n\nA: a2\nQ: q2\n\nQ: q3\nA: a3");
    assert_eq!(questions, ["q3"]);
    assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(outline("A: orphan\nQ: good\nA: yes").0, ["good"]);
    assert_eq!(outline("Q: good\nA: yes\n\nA: orphan\n\nC: [a] b\n\nA: orphan").0, ["good", "[…] b"]);
}

#[test]
fn lines_are_those_of_the_file() {
    let text = "\u{feff}---\r\nname = \"N\"\r\n---\r\n\r\nQ: a\r\nA: b\r\n\r\nQ: c\r\n";
    assert_eq!(problems(text)[0].0, 8);
    assert_eq!(parse(text, "s").cards[0].line, 5);
}

#[test]
fn ids_of_deletions_are_checked_too() {
    let text = "C: [a] [b]\nId: x\n\nQ: c\nA: d\nId: x.2\n\nC: [e] [f]\nId: x";
    let parsed = parse(text, "stem");
    assert_eq!(parsed.cards.len(), 2);
    assert_eq!(parsed.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [4, 8]);
}

#[test]
fn shipped_decks_have_no_problem() {
    for (name, text) in crate::deck::load::shipped() {
        assert_eq!(parse(text, name).problems, [], "{name}");
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Q:"),
        Just("A:"),
        Just("C:"),
        Just("Id: a"),
        Just("Note:"),
        Just("Tags:"),
        Just("q:"),
        Just("---"),
        Just("\n"),
        Just("\r"),
        Just("\r\n"),
        Just("\n\n"),
        Just("```"),
        Just("~~~~"),
        Just("# "),
        Just("## "),
        Just("["),
        Just("]"),
        Just("]("),
        Just(")"),
        Just("$"),
        Just("`"),
        Just("\\"),
        Just(" :: "),
        Just("::"),
        Just("name = "),
        Just("\u{feff}"),
        Just("é"),
        Just("∂"),
        Just(" "),
        Just("x"),
        Just("!["),
        Just("\0"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_makes_the_parser_panic(text in pieces()) {
        let parsed = parse(&text, "stem");
        for card in &parsed.cards {
            prop_assert!(text.get(card.raw.clone()).is_some());
            prop_assert!(!card.question.is_empty() && !card.answer.is_empty());
        }
    }

    #[test]
    fn nor_any_other_text(text in any::<String>()) {
        parse(&text, "stem");
    }

    /// A bad card costs itself: a good one behind it, after a rule, is always read.
    #[test]
    fn a_good_card_survives_what_stands_before(text in pieces()) {
        let deck = format!("{text}\n\n---\n\nQ: good one\nA: yes");
        let found = parse(&deck, "stem").cards.iter().any(|card| card.question == "good one");
        // Even inside a fence that closes nowhere: the card is where reading goes on.
        prop_assert!(found);
    }

    #[test]
    fn line_ends_change_nothing(text in pieces()) {
        let plain = newlines(&text);
        let strip = |parsed: Parsed| -> (Vec<ParsedCard>, Vec<Problem>) {
            let cards = parsed.cards.into_iter().map(|card| ParsedCard { raw: 0..0, ..card }).collect();
            (cards, parsed.problems)
        };
        let one = strip(parse(&plain, "stem"));
        prop_assert_eq!(&strip(parse(&plain.replace('\n', "\r\n"), "stem")), &one);
        prop_assert_eq!(&strip(parse(&plain.replace('\n', "\r"), "stem")), &one);
    }
}
