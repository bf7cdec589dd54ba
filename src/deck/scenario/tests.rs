use proptest::prelude::*;

use super::{ProblemKind::*, *};
use crate::model::scenario::{Criterion, Dimension, Point, RestsOn};

const WHOLE: &str = "---
id = \"cache\"
title = \"Design a cache\"
aliases = [\"memo\"]
topics = [\"Dropout\"]
---

# Design a cache

## Prompt
Design a cache.

Keep it small.

## Clarify
- Who asks? -> Ten services,
  each a thousand times a second.
* How fresh? → A minute.

## Envelope
- services = 10 | given
- rps = services * 1_000 = 10_000 | sum
- bytes = rps * 1.5 = 15_050 | rounded, 0.33 % off

## Design
### Offline path
1. Nothing.
```sh
## no heading
```

## Deep dives
### Eviction
LRU.

## Curveballs
- Ten times the load? -> Shard.

## Failure modes
- It dies -> slow -> a second one.

## Evaluation
- Hit rate.

## Phases
- Estimate: the size of the
  hot set

## Rubric
### Scope and success | 15
- Asks who calls {id-one, id-two}
- ★ Asks what a stale
  answer costs {topic: Monitoring: data drift, model decay}
- Says {nothing} else
1: none
2: some
   of it
3: most
4: all
### Communication and clock
";

fn found(text: &str) -> Vec<(usize, usize, ProblemKind)> {
    let errors = |problem: &Problem| problem.severity() == Severity::Error;
    let problems = parse(text).problems;
    problems.into_iter().filter(errors).map(|problem| (problem.line, problem.col, problem.what)).collect()
}

/// [`WHOLE`] with one line replaced.
fn with(line: usize, text: &str) -> String {
    let lines = WHOLE.lines().enumerate().map(|(at, old)| if at + 1 == line { text } else { old });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_file_is_read_whole() {
    for text in [WHOLE.to_owned(), format!("\u{feff}{}", WHOLE.replace('\n', "\r\n")), WHOLE.replace('\n', "\r")] {
        let parsed = parse(&text);
        assert_eq!(found(&text), []);
        let scenario = parsed.scenario.expect("a scenario");
        assert_eq!((scenario.id.as_str(), scenario.title.as_str(), parsed.line), ("cache", "Design a cache", 2));
        assert_eq!((&scenario.aliases, &scenario.topics), (&vec!["memo".to_owned()], &vec!["Dropout".to_owned()]));
        assert_eq!(scenario.prompt, "Design a cache.\n\nKeep it small.");
        let question = |ask: &str, answer: &str| Question { ask: ask.to_owned(), answer: answer.to_owned() };
        let asked = [question("Who asks?", "Ten services, each a thousand times a second.")];
        assert_eq!(scenario.questions, [&asked[..], &[question("How fresh?", "A minute.")]].concat());
        let figures: Vec<_> =
            scenario.envelope.iter().map(|it| (&*it.name, it.expression.as_deref(), &*it.value)).collect();
        let sums = [("services", None, "10"), ("rps", Some("services * 1_000"), "10_000")];
        assert_eq!(figures, [&sums[..], &[("bytes", Some("rps * 1.5"), "15_050")]].concat());
        assert_eq!(scenario.envelope[2].remark, "rounded, 0.33 % off");
        let headings: Vec<&str> = scenario.parts.iter().map(|part| part.heading.as_str()).collect();
        assert_eq!(headings, ["Design", "Deep dives", "Failure modes", "Evaluation"]);
        assert_eq!(scenario.parts[0].body, "### Offline path\n1. Nothing.\n```sh\n## no heading\n```");
        let (event, answer) = ("Ten times the load?".to_owned(), "Shard.".to_owned());
        assert_eq!(scenario.curveballs, [Curveball { event, answer }]);
        let ids = RestsOn::Cards(vec![ItemId::new("id-one"), ItemId::new("id-two")]);
        let topic = RestsOn::Topic("Monitoring: data drift, model decay".to_owned());
        let point = |text: &str, senior, rests_on| Point { text: text.to_owned(), senior, rests_on };
        assert_eq!(scenario.goals, [(Phase::Estimate, "the size of the hot set".to_owned())]);
        assert_eq!(scenario.goal(Phase::Wrap), Phase::Wrap.goal());
        assert_eq!(scenario.goal(Phase::Estimate), "the size of the hot set");
        let points = vec![
            point("Asks who calls", false, ids),
            point("Asks what a stale answer costs", true, topic),
            point("Says {nothing} else", false, RestsOn::Nothing),
        ];
        let levels = ["none", "some of it", "most", "all"].map(str::to_owned);
        assert_eq!(scenario.rubric[0], Criterion { dimension: Dimension::Scope, points, levels });
        let common: Vec<Criterion> = Dimension::ALL.into_iter().skip(1).map(Criterion::common).collect();
        assert_eq!(scenario.rubric[1..], common);
        let places: Vec<_> = parsed.references.iter().map(|it| (it.line, it.col)).collect();
        assert_eq!(places, [(5, 11), (51, 19), (51, 27), (53, 24)]);
    }
}

#[test]
fn every_shipped_scenario_is_complete_and_its_figures_come_out() {
    let mut ids = Vec::new();
    for (path, text) in crate::deck::load::shipped_in("scenarios") {
        let parsed = parse(text);
        assert_eq!(parsed.problems, [], "{path}");
        let scenario = parsed.scenario.expect(path);
        assert!(scenario.envelope.iter().filter(|figure| figure.expression.is_some()).count() >= 5, "{path}");
        ids.push(scenario.id);
    }
    assert!(ids.len() >= 10, "{ids:?}");
}

#[test]
fn every_error_has_its_place() {
    let near = |text: &str| Some(text.to_owned());
    let sum = |error: sum::SumError| BadSum(error);
    let table: Vec<(usize, &str, usize, ProblemKind)> = vec![
        (2, "x = 1", 1, UnknownKey { key: "x".into(), near: None }),
        (2, "id = \"a/b\"", 6, BadId { id: "a/b".into() }),
        (2, "id = 7", 6, WrongType { key: "id", wants: "a string" }),
        (3, "titel = \"Design a cache\"", 1, UnknownKey { key: "titel".into(), near: Some("title") }),
        (4, "aliases = \"memo\"", 11, WrongType { key: "aliases", wants: "a list of strings" }),
        (5, "topics = [\"Dropout\", 3]", 22, WrongType { key: "topics", wants: "a list of strings" }),
        (20, "## Envelop", 1, UnknownSection { found: "Envelop".into(), near: Some("Envelope") }),
        (20, "## Clarify", 1, SecondSection { name: "Clarify", line: 15 }),
        (20, "## Zzz", 1, UnknownSection { found: "Zzz".into(), near: None }),
        (21, "- services", 1, NoFigure),
        (21, "- a = 1 = 1 = 1", 1, NoFigure),
        (21, "- services = | given", 14, NoFigure),
        (21, "- 2nd = 10 | given", 3, BadName { found: "2nd".into() }),
        (21, "- services = ten | given", 14, BadNumber { found: "ten".into() }),
        (22, "- services = 11 | again", 3, SecondFigure { name: "services".into(), line: 21 }),
        (
            22,
            "- rps = service * 1_000 = 10_000",
            9,
            sum(sum::SumError::UnknownName { name: "service".into(), near: near("services") }),
        ),
        (22, "- rps = services *  = 10_000", 19, sum(sum::SumError::Ends)),
        (22, "- rps = services ^ 4 = 10_000", 18, sum(sum::SumError::Unexpected { found: "^".into() })),
        (
            22,
            "- rps = services * 1_000 = 9_900 | off",
            28,
            WrongFigure { name: "rps".into(), is: "10_000".into(), says: "9_900".into() },
        ),
        (50, "### Scope | 15", 1, UnknownDimension { found: "Scope".into(), near: Some("Scope and success") }),
        (50, "### Scope and success | 20", 1, BadWeight { found: "20".into(), name: "Scope and success", weight: 15 }),
        (46, "- coffee: a cup", 1, UnknownPhase { found: "coffee".into(), near: None }),
        (46, "- estimates: a number", 1, UnknownPhase { found: "estimates".into(), near: Some("estimate") }),
        (47, "- estimate: again", 1, SecondPhase { phase: "estimate" }),
        (47, "- deep dive", 1, Empty { mark: "dive:".into() }),
        (55, "", 1, NoLevel { name: "Scope and success", level: 1 }),
        (60, "### communication and clock | 10\n- a point", 1, PointOfClock { name: "Communication and clock" }),
        (
            50,
            "### Scope and success | lots",
            1,
            BadWeight { found: "lots".into(), name: "Scope and success", weight: 15 },
        ),
        (51, "- Asks who calls {id-one", 18, OpenBraces),
        (51, "- ★ {id-one}", 1, Empty { mark: "-".into() }),
        (55, "5: none", 1, UnknownLevel { found: "5".into() }),
        (56, "1: none", 1, SecondLevel { level: 1 }),
        (55, "1:", 1, Empty { mark: "1:".into() }),
        (60, "### Scope and success", 1, SecondDimension { name: "Scope and success", line: 50 }),
    ];
    for (line, text, col, what) in table {
        let problems = found(&with(line, text));
        // A wrong level leaves another one missing, a bad id costs the file: the one that is meant counts.
        let meant = problems.iter().find(|problem| problem.2 == what);
        let line = match what {
            NoLevel { .. } => 50,
            PointOfClock { .. } => 61,
            _ => line,
        };
        assert_eq!(meant.map(|problem| (problem.0, problem.1)), Some((line, col)), "{text}: {problems:?}");
    }
}

#[test]
fn what_could_be_better_is_advice() {
    let advice = |text: &str| {
        let problems = parse(text).problems.into_iter().filter(|problem| problem.severity() == Severity::Advice);
        problems.map(|problem| (problem.line, problem.what)).collect::<Vec<_>>()
    };
    let rubric = "Scope and success";
    let few = |has, things, least| TooFew { has, things, least };
    let mut whole = vec![
        (15, few(2, "clarifying questions", 6)),
        (20, few(3, "figures", 10)),
        (32, few(1, "deep dives", 3)),
        (36, few(1, "curveballs", 3)),
        (39, few(1, "failure modes", 4)),
    ];
    whole.extend(
        ["Estimates", "Data and features", "Core design and depth", "Evaluation and operations"]
            .map(|name| (49, NoDimension { name })),
    );
    whole.extend([(50, PointCount { name: rubric, has: 3 }), (54, NoReference)]);
    whole.push((60, NoLevels { name: "Communication and clock" }));
    assert_eq!(advice(WHOLE), whole);
    let long = format!("- {}{{a}}", "word ".repeat(21));
    let table = [
        (8, "# Design a memo", OtherTitle { heading: "Design a memo".into() }),
        (15, "## Evaluation", NoSection { name: "Clarify" }),
        (16, "Text.", StrayText),
        (16, "- Who asks?", NoAnswer),
        (21, "- services = 10", NoRemark { name: "services".into() }),
        (40, "- It dies -> slow", NoFailure),
        (51, &long, LongPoint { words: 21 }),
        (51, "- Asks {a, b, c, d}", ManyReferences { has: 4 }),
        (52, "- Asks what a stale", NoSenior { name: rubric }),
    ];
    for (line, text, what) in table {
        let found = advice(&with(line, text));
        let place = match what {
            NoSection { .. } => 1,
            NoSenior { .. } => 50,
            _ => line,
        };
        assert!(found.contains(&(place, what)), "{text}: {found:?}");
    }
}

#[test]
fn a_file_without_id_title_or_prompt_is_lost() {
    let kinds = |text: &str| found(text).into_iter().map(|(line, _, what)| (line, what)).collect::<Vec<_>>();
    let lost = [
        ("", vec![(1, NoFrontMatter), (1, NoPrompt)]),
        ("## Prompt\nDesign it.", vec![(1, NoFrontMatter)]),
        ("---\n---\n## Prompt\nDesign it.", vec![(1, NoKey { key: "id" }), (1, NoKey { key: "title" })]),
        ("---\nid = \"a\"\n---\n## Prompt\nDesign it.", vec![(1, NoKey { key: "title" })]),
        ("---\nid = \"\"\n---\n# A\n## Prompt\nDesign it.", vec![(1, NoKey { key: "id" })]),
        ("---\nid = \"a\"\ntitle = \"A\"\n---\n\n## Prompt\n\n", vec![(6, NoPrompt)]),
        ("---\nid = \"a\"\ntitle = \"A\"\n---\n", vec![(1, NoPrompt)]),
        ("---\nid: a\ntitle: A\n---\n## Prompt\nDesign it.", vec![(1, Yaml)]),
    ];
    for (text, what) in lost {
        let parsed = parse(text);
        assert_eq!(parsed.scenario, None, "{text}");
        assert_eq!(kinds(text), what, "{text}");
        assert!(parsed.problems.iter().all(|problem| problem.severity() == Severity::Error), "{text}");
    }
}

#[test]
fn a_broken_line_costs_that_line_only() {
    let table = [
        // The end of the front matter, a line of TOML, the end of a fence.
        ("---\nid = \"a\"\ntitle = \"A\"\n\n# A\n\n## Prompt\nDesign it.", vec![(1, UnclosedFrontMatter)]),
        ("---\nid = \"a\"\ntitle = \"A\"\naliases = [oops\n---\n## Prompt\nDesign it.", vec![]),
        (
            "---\nid = \"a\"\ntitle = \"A\"\n---\n## Prompt\nDesign it.\n```\ncode\n\n## Clarify\n- a -> b",
            vec![(7, UnclosedFence)],
        ),
    ];
    for (text, what) in table {
        let scenario = parse(text).scenario.expect(text);
        assert_eq!((scenario.id.as_str(), scenario.title.as_str()), ("a", "A"));
        let kinds: Vec<_> = found(text).into_iter().map(|(line, _, what)| (line, what)).collect();
        if what.is_empty() {
            assert!(
                !kinds.is_empty() && kinds.iter().all(|(line, what)| *line == 4 && matches!(what, NotToml { .. })),
                "{kinds:?}"
            );
        } else {
            assert_eq!(kinds, what);
        }
    }
    let fenced =
        parse("---\nid = \"a\"\ntitle = \"A\"\n---\n## Prompt\nDo.\n```\ncode\n\n## Clarify\n- a -> b").scenario;
    assert_eq!(fenced.expect("a scenario").questions.len(), 1);
}

#[test]
fn a_prompt_alone_is_practised_with_what_is_common() {
    let text = "---\nid = \"a\"\n---\n# Design it\n## prompt\nDesign it.\n";
    let parsed = parse(text);
    let scenario = parsed.scenario.expect("a scenario");
    assert_eq!(scenario.title, "Design it");
    assert_eq!(scenario.rubric, Scenario::common(ItemId::new("a"), "x").rubric);
    assert!(parsed.problems.iter().all(|problem| matches!(problem.what, NoSection { .. })));
    assert_eq!(parsed.problems.len(), 8);
}

#[test]
fn bytes_that_are_no_text_are_told_once() {
    let text = Text::decode(
        WHOLE
            .replace("Shard.", "\u{1}")
            .replace("Ten times", "T\u{2}")
            .into_bytes()
            .into_iter()
            .map(|byte| if byte < 3 { 0xff } else { byte })
            .collect(),
    );
    let parsed = parse_file(&text);
    assert!(parsed.scenario.is_some());
    let errors: Vec<_> = parsed.problems.into_iter().filter(|it| it.severity() == Severity::Error).collect();
    assert_eq!(errors, [Problem { line: 37, col: 4, what: NotUtf8 }]);
}

proptest! {
    #[test]
    fn no_text_stops_the_parser(text in "(---\n|id = \"a\"|title|## Prompt\n|## Envelope\n|## Rubric\n|### Estimates \\| 10\n|- |1: |[★{}=|→ *()-]|a -> b|```\n|\r|\n|\\PC){0,60}") {
        for text in [text.clone(), format!("{WHOLE}{text}"), WHOLE.replacen("## Clarify", &text, 1)] {
            let parsed = parse(&text);
            let lines = text.split(['\n', '\r']).count();
            for problem in &parsed.problems {
                prop_assert!((1..=lines).contains(&problem.line) && problem.col > 0, "{problem:?}");
            }
        }
    }

    #[test]
    fn no_bytes_stop_the_parser(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        parse_file(&Text::decode(bytes));
    }

    #[test]
    fn every_line_may_be_missing(line in 1_usize..60, other in "\\PC{0,20}") {
        let parsed = parse(&with(line, &other));
        prop_assert!(parsed.problems.iter().all(|problem| problem.line <= 60));
    }
}
