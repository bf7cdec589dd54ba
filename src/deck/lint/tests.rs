use super::*;
use crate::deck::parse;

/// What is said of one card, those about its topic left out.
fn told(block: &str) -> Vec<ProblemKind> {
    let whole = |what: &ProblemKind| {
        matches!(what, ProblemKind::CardCount { .. } | ProblemKind::FewCore { .. } | ProblemKind::NoErrorCard { .. })
    };
    let text = format!("## T\n\n{block}\nSource: derived\nId: i\nTags: core");
    let parsed = parse(&text, "stem");
    assert_eq!(parsed.problems, [], "{block:?}");
    let problems = lint(&parsed, |_, _| None).into_iter().map(|problem| problem.what);
    problems.filter(|what| !whole(what)).collect()
}

fn words(count: usize) -> String {
    vec!["word"; count].join(" ")
}

#[test]
fn a_card_is_advised_on() {
    use ProblemKind::*;
    let word = |word: &str| word.to_owned();
    let table: Vec<(String, Option<ProblemKind>)> = vec![
        ("Q: Is it x?\nA: y".into(), Some(OpensWith { word: word("is") })),
        ("Q: **Doesn't** x?\nA: y".into(), Some(OpensWith { word: word("doesn't") })),
        ("Q: Can’t x?\nA: y".into(), Some(OpensWith { word: word("can’t") })),
        ("Q: Isolation of x?\nA: y".into(), None),
        ("C: Is [so] here".into(), None),
        ("Q: L1 or L2: which one?\nA: L1".into(), Some(EitherOr { offer: word("l1 or l2") })),
        ("C: L1 or L2: [which] one?".into(), None),
        ("Q: It does what?\nA: y".into(), Some(OffCard { word: word("it does") })),
        ("Q: The above shows what?\nA: y".into(), Some(OffCard { word: word("the above") })),
        ("Q: This claim is wrong how: \"x = 1\"?\nA: y".into(), None),
        ("Q: What is wrong with this claim?\nA: y".into(), Some(OffCard { word: word("this claim") })),
        ("Q: What does this code print?\n```\nx\n```\nA: y".into(), None),
        (format!("Q: a\nA: {}", words(25)), None),
        (format!("Q: a\nA: {}", words(26)), Some(LongAnswer { words: 26, most: 25 })),
        (format!("Q: a\nA: = {}", words(45)), None),
        (format!("Q: a\nA: ≈ {}", words(46)), Some(LongAnswer { words: 46, most: 45 })),
        (format!("Q: a\nA:\n```\n{}\n```\n{}", "w w w w w\n".repeat(11), words(45)), None),
        ("Q: a\nA: No, never".into(), Some(YesNo { word: word("no") })),
        ("Q: a\nA: Nothing".into(), None),
        ("Q: a\nA: - a\n- b\n- c".into(), None),
        ("Q: a\nA:\n1. a\n2. b\n3. c\n4. d".into(), Some(LongList { items: 4 })),
        (format!("Q: a\nA:\n```\n{}```", "x\n".repeat(12)), None),
        (format!("Q: a\nA:\n```\n{}```", "x\n".repeat(13)), Some(LongCode { lines: 13 })),
        (format!("Q: a\nA:\n```\n{}\n```", "x".repeat(77)), Some(WideLine { columns: 77 })),
        (format!("Q: a\nA: b\nNote: c\n| {} |", "表".repeat(37)), Some(WideLine { columns: 78 })),
        (format!("Q: a\nA: b\nNote: {}", "x".repeat(200)), None),
        ("Q: a\nA: $x$".into(), Some(Tex { found: word("$x$") })),
        (r"C: a [b] \alpha [c]".into(), Some(Tex { found: word(r"\alpha") })),
    ];
    for (block, what) in table {
        assert_eq!(told(&block), Vec::from_iter(what), "{block:?}");
    }
}

#[test]
fn missing_fields_are_told_once_for_a_block() {
    let parsed = parse("## T\nC: [a] b [c]", "stem");
    let kinds: Vec<_> = lint(&parsed, |_, _| None).into_iter().map(|problem| problem.what).collect();
    let expected = [
        ProblemKind::NoId,
        ProblemKind::NoSource,
        ProblemKind::NoRank,
        ProblemKind::CardCount { topic: "T".into(), cards: 2 },
        ProblemKind::FewCore { topic: "T".into(), core: 2 },
        ProblemKind::NoErrorCard { topic: "T".into() },
    ];
    assert_eq!(kinds, expected);
}

/// A topic of so many cards that nothing can be said of, under a heading.
fn topic(heading: &str, count: usize, tags: &str) -> String {
    let card = |at: usize| {
        let word = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"][at % 10];
        format!("Q: What {word} of {word} number {at}?\nA: {at}\nSource: derived\nId: c-{at}\nTags: core, {tags}\n\n")
    };
    format!("## {heading}\n\n") + &(0..count).map(card).collect::<String>()
}

#[test]
fn a_promise_is_kept_by_tags() {
    let promise = |text: &str, promise: &str| {
        let promise = Some(promise.to_owned()).filter(|promise| !promise.is_empty());
        lint(&parse(text, "stem"), |_, title| promise.clone().filter(|_| title == "T"))
    };
    let good = topic("T", 8, "error, derive, code");
    assert_eq!(promise(&good, "derive and implement from scratch"), []);
    assert_eq!(promise(&topic("U (derive)", 8, "error, derive"), ""), []);
    let unmet = |promise: &str, topic: &str, tag, wants| {
        let (topic, promise) = (topic.to_owned(), promise.to_owned());
        [Problem { line: 3, col: 1, what: ProblemKind::PromiseUnmet { topic, promise, tag, has: 0, wants } }]
    };
    let bare = topic("T", 8, "error");
    assert_eq!(promise(&bare, "softmax derivatives"), []);
    assert_eq!(promise(&bare, "can derive it"), unmet("can derive it", "T", "derive", 3));
    assert_eq!(promise(&bare, "Implement it"), unmet("Implement it", "T", "code", 2));
    assert_eq!(promise(&topic("U (derivation)", 8, "error"), ""), unmet("derivation", "U", "derive", 3));
    for count in [7, 13] {
        let what = ProblemKind::CardCount { topic: "T".into(), cards: count };
        let found = promise(&topic("T", count, "error"), "");
        assert!(found.contains(&Problem { line: 3, col: 1, what }), "{found:?}");
    }
}

#[test]
fn near_duplicates_are_told_inside_a_topic() {
    let deck = "## T\nQ: Why does dropout need scaling at training time?\nA: a\n\n\
                Q: Why does dropout need scaling at trainings time\nA: b\n\n## U\n\
                Q: Why does dropout need scaling at training time?\nA: c";
    let alike: Vec<Problem> = lint(&parse(deck, "stem"), |_, _| None)
        .into_iter()
        .filter(|problem| matches!(problem.what, ProblemKind::AlikeFronts { .. }))
        .collect();
    assert_eq!(alike, [Problem { line: 5, col: 1, what: ProblemKind::AlikeFronts { line: 2 } }]);
}
