use proptest::prelude::*;

use super::*;

/// A topic, a past line or a map: section, title, name.
type Given = (&'static str, &'static str, &'static str);

const SEED: [Given; 10] = [
    ("ML Fundamentals", "Bias-variance trade-off", "bias"),
    ("ML Fundamentals", "Regularization: L1 vs L2", "reg"),
    ("ML Fundamentals", "Cross-validation strategies", "cv"),
    ("Deep Learning", "Batch normalization", "bn"),
    ("Deep Learning", "Dropout", "dropout"),
    ("Deep Learning", "CNN architecture", "cnn"),
    ("Transformers & LLMs", "Self-attention mechanism", "self"),
    ("Transformers & LLMs", "Multi-head attention", "multi"),
    ("Key Patterns", "Feature stores", "features"),
    ("Key Patterns", "Canary deployments for ML", "canary"),
];

fn ask(lines: &[(&str, &str)], topics: &[Given], past: &[Given], maps: &[Given]) -> Vec<Joined> {
    let titles: Vec<Title> = lines.iter().map(|line| Title::parse(line.1)).collect();
    let lines: Vec<LineRef<'_>> =
        lines.iter().zip(&titles).map(|(line, title)| LineRef { section: line.0, title }).collect();
    let ids = |given: &[Given]| -> Vec<TopicId> { given.iter().map(|one| TopicId::new(one.2)).collect() };
    let (known, then, by_hand) = (ids(topics), ids(past), ids(maps));
    let topics: Vec<KnownTopic<'_>> = topics
        .iter()
        .zip(&known)
        .map(|(one, id)| KnownTopic { id, section: one.0, title: one.1, from_deck: !one.2.starts_with("own") })
        .collect();
    let past: Vec<PastLine<'_>> = past
        .iter()
        .zip(&then)
        .enumerate()
        .map(|(place, (one, topic))| PastLine { section: one.0, title: one.1, place, topic })
        .collect();
    let maps: Vec<Mapped<'_>> =
        maps.iter().zip(&by_hand).map(|(one, topic)| Mapped { section: one.0, title: one.1, topic }).collect();
    join(&lines, &topics, &past, &[], &maps)
}

/// `topic how`, or `? near`.
fn said(joined: &Joined) -> String {
    let how = match &joined.how {
        How::Reworded { was } => format!("was {was}"),
        other => format!("{other:?}").to_lowercase(),
    };
    match (&joined.topic, &joined.near) {
        (Some(topic), _) => format!("{topic} {how}"),
        (None, Some(near)) => format!("? {near}"),
        (None, None) => "?".to_owned(),
    }
}

fn check(lines: &[(&str, &str)], topics: &[Given], past: &[Given], maps: &[Given], wanted: &[&str]) {
    let found: Vec<String> = ask(lines, topics, past, maps).iter().map(said).collect();
    assert_eq!(found, wanted, "{lines:?}");
}

#[test]
fn the_first_time_names_alone_decide() {
    check(
        &[
            ("deep learning", "Dropout (why?)"),
            ("🧠 Deep Learning", "DROPOUT"),
            ("Key Patterns to Know", "Feature stores (why, when, how)"),
            ("Statistics", "Bias-variance trade-off (examples)"),
            ("Deep Learning", "Batch norm"),
            ("Rust", "Lifetimes"),
            ("Rust", "CNN architecture"),
            ("Vision", "CNN architecture"),
        ],
        &SEED,
        &[],
        &[],
        &["dropout exact", "dropout exact", "features exact", "bias title", "? bn", "?", "? cnn", "?"],
    );
}

#[test]
fn a_reworded_line_keeps_its_topic() {
    let mut lines: Vec<(&str, &str)> = SEED.iter().map(|one| (one.0, one.1)).collect();
    lines[1].1 = "L1 and L2 regularisation";
    lines[4].1 = "Dropout regularisation (why it works)";
    lines[7].1 = "Multihead attention and GQA";
    lines[9].1 = "Canary releases for ML";
    let found: Vec<String> = ask(&lines, &SEED, &SEED, &[]).iter().map(said).collect();
    let was = ["Regularization: L1 vs L2", "Dropout", "Multi-head attention", "Canary deployments for ML"];
    for (at, was) in [1, 4, 7, 9].into_iter().zip(was) {
        assert_eq!(found[at], format!("{} was {was}", SEED[at].2));
    }
    assert!([0, 2, 3, 5, 6, 8].into_iter().all(|at| found[at] == format!("{} exact", SEED[at].2)), "{found:?}");
    // Once reworded, the same line is the same topic.
    let mut past = SEED;
    past[4].1 = "Dropout regularisation";
    check(&[("Deep Learning", "Dropout regularisation (why?)")], &SEED, &past, &[], &["dropout past"]);
}

#[test]
fn another_line_at_the_same_place_is_another_topic() {
    let mut lines: Vec<(&str, &str)> = SEED.iter().map(|one| (one.0, one.1)).collect();
    lines[3].1 = "Layer normalization";
    lines[4].1 = "Weight decay";
    lines[8].1 = "Feature engineering";
    let found = ask(&lines, &SEED, &SEED, &[]);
    for at in [3, 4, 8] {
        assert_eq!((found[at].topic.as_ref(), &found[at].how), (None, &How::New), "{:?}", lines[at]);
    }
}

#[test]
fn neighbours_that_differ_in_a_letter_are_never_swapped() {
    let known: [Given; 2] = [("ML", "L1 regularization", "l1"), ("ML", "L2 regularization", "l2")];
    let (one, two) = (("ML", "L1 regularization"), ("ML", "L2 regularization"));
    check(&[two, one], &known, &known, &[], &["l2 exact", "l1 exact"]);
    check(&[two], &known, &known, &[], &["l2 exact"]);
    check(&[("ML", "L2 regularisation, ridge")], &known, &known, &[], &["l2 was L2 regularization"]);
    check(
        &[("ML", "Ridge: L2 regularization"), ("ML", "Lasso: L1 regularization")],
        &known,
        &known,
        &[],
        &["l2 was L2 regularization", "l1 was L1 regularization"],
    );
    check(&[("ML", "L2 regularization")], &known[..1], &known[..1], &[], &["?"]);
}

#[test]
fn moved_lines_are_known_by_title_or_by_what_they_were() {
    check(
        &[("Interview day", "Dropout"), ("Else", "Feature stores")],
        &SEED,
        &SEED,
        &[],
        &["dropout title", "features title"],
    );
    // Two topics of one title: the line that moved is the one that vanished.
    let known: [Given; 2] = [("A", "Caching", "a"), ("B", "Caching", "b")];
    check(&[("A", "Caching"), ("C", "Caching")], &known, &known, &[], &["a exact", "b past"]);
    // Lines added above and a section renamed move nothing.
    let past: [Given; 3] = [("X", "One thing", "own1"), ("X", "Two things", "own2"), ("X", "Three things", "own3")];
    check(
        &[("Y", "New"), ("Y", "One thing"), ("Y", "Two things at once"), ("Y", "Three things")],
        &past,
        &past,
        &[],
        &["?", "own1 title", "own2 was Two things", "own3 title"],
    );
}

#[test]
fn of_two_topics_of_one_name_the_deck_has_it() {
    let known: [Given; 2] = [("A", "Caching", "own"), ("A", "Caching", "with cards")];
    check(&[("A", "Caching")], &known, &[], &[], &["with cards exact"]);
    check(&[("A b", "Caching")], &known, &[], &[], &["with cards exact"]);
}

#[test]
fn a_place_is_measured_from_the_lines_that_stay() {
    let past: [Given; 3] = [("X", "Alpha", "own1"), ("X", "Two things", "own2"), ("X", "Gamma", "own3")];
    let two = "Two things at once";
    // Behind the same line; before the same line; between others.
    check(&[("N", "New"), ("X", "Alpha"), ("Y", two)], &past, &past, &[], &["?", "own1 exact", "own2 was Two things"]);
    check(
        &[("N", "New"), ("N", "Newer"), ("Y", two), ("X", "Gamma")],
        &past,
        &past,
        &[],
        &["?", "?", "own2 was Two things", "own3 exact"],
    );
    check(&[("X", "Gamma"), ("N", "New"), ("Y", two)], &past, &past, &[], &["own3 exact", "?", "? own2"]);
}

#[test]
fn the_hand_decides_before_all_else() {
    let maps: [Given; 2] =
        [("Misc", "Inverted scaling (at train time)", "dropout"), ("Deep Learning", "CNN architecture", "bn")];
    check(
        &[("Misc", "Inverted scaling"), ("Deep Learning", "CNN architecture"), ("Deep Learning", "Dropout")],
        &SEED,
        &SEED,
        &maps,
        &["dropout mapped", "bn mapped", "dropout exact"],
    );
}

#[test]
fn thousands_of_lines_are_joined_at_once() {
    let names: Vec<String> = (0..3000).map(|at| format!("Subject{at} of the great theory{}", at % 7)).collect();
    let ids: Vec<TopicId> = names.iter().map(TopicId::new).collect();
    let titles: Vec<Title> = names
        .iter()
        .enumerate()
        .map(|(at, name)| Title::parse(&format!("{name}{}", if at % 2 == 0 { " revisited" } else { "" })))
        .collect();
    let lines: Vec<LineRef<'_>> = titles.iter().map(|title| LineRef { section: "S", title }).collect();
    let known = |(id, name)| KnownTopic { id, section: "S", title: name, from_deck: false };
    let topics: Vec<KnownTopic<'_>> = ids.iter().zip(names.iter().map(String::as_str)).map(known).collect();
    let then = |(place, topic): (usize, &KnownTopic<'_>)| -> (usize, String) { (place, topic.title.to_owned()) };
    let past: Vec<(usize, String)> = topics.iter().enumerate().map(then).collect();
    let past: Vec<PastLine<'_>> = past
        .iter()
        .zip(&ids)
        .map(|((place, title), topic)| PastLine { section: "S", title, place: *place, topic })
        .collect();
    let found = join(&lines, &topics, &past, &[], &[]);
    assert!(found.iter().zip(&ids).all(|(joined, id)| joined.topic.as_ref() == Some(id)));
    assert_eq!(found.iter().filter(|joined| matches!(joined.how, How::Reworded { .. })).count(), 1500);
}

fn a_title() -> impl Strategy<Value = &'static str> {
    let words =
        ["Dropout", "Batch norm", "Batch normalization", "L1", "L2", "L1 and L2", "Attention heads", "Attention", ""];
    proptest::sample::select(words.to_vec())
}

fn some() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    proptest::collection::vec((proptest::sample::select(vec!["A", "A b", "C", ""]), a_title()), 0..9)
}

fn named(given: &[(&'static str, &'static str)], names: &[&'static str]) -> Vec<Given> {
    let mut seen = HashSet::new();
    let fresh = given.iter().filter(|one| seen.insert(**one));
    fresh.zip(names).map(|(one, name)| (one.0, one.1, *name)).collect()
}

const NAMES: [&str; 9] = ["a", "b", "c", "own-d", "own-e", "own-f", "own-g", "own-h", "own-i"];

proptest! {
    #[test]
    fn joins_are_one_to_one(lines in some(), topics in some(), past in some()) {
        let found = ask(&lines, &named(&topics, &NAMES), &named(&past, &NAMES), &[]);
        prop_assert_eq!(found.len(), lines.len());
        for (at, one) in found.iter().enumerate() {
            prop_assert_eq!(one.topic.is_none(), one.how == How::New);
            for (to, other) in found.iter().enumerate().skip(at + 1) {
                let same = one.topic.is_some() && one.topic == other.topic;
                prop_assert!(!same || lines[at] == lines[to], "{:?} {:?}", lines[at], lines[to]);
                prop_assert!(lines[at] != lines[to] || one == other);
            }
        }
    }

    #[test]
    fn the_order_of_the_lines_decides_nothing_that_names_decide(
        lines in some().prop_shuffle(), topics in some(), seed in any::<u64>(),
    ) {
        let topics = named(&topics, &NAMES);
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by_key(|at| (*at as u64).wrapping_mul(seed | 1) >> 7);
        let shuffled: Vec<_> = order.iter().map(|at| lines[*at]).collect();
        let (found, again) = (ask(&lines, &topics, &[], &[]), ask(&shuffled, &topics, &[], &[]));
        for (to, at) in order.iter().enumerate() {
            prop_assert_eq!((&found[*at].topic, &found[*at].how), (&again[to].topic, &again[to].how));
        }
    }

    #[test]
    fn what_was_joined_stays_joined(lines in some(), topics in some()) {
        let topics = named(&topics, &NAMES);
        let found = ask(&lines, &topics, &[], &[]);
        let past: Vec<Given> = lines.iter().zip(&found).filter_map(|(line, joined)| {
            let topic = joined.topic.as_ref()?;
            Some((line.0, line.1, *NAMES.iter().find(|name| **name == topic.as_str())?))
        }).collect();
        let again = ask(&lines, &topics, &past, &[]);
        for (one, other) in found.iter().zip(&again) {
            prop_assert!(one.topic.is_none() || one.topic == other.topic);
        }
    }
}
