//! Whole trackers, as different people keep them, and what must be found in each.

use super::parse::{BoxLine, LineKind, Rules, Tracker, parse};

/// What `docs/format.md` writes under an example.
fn list(tracker: &Tracker) -> String {
    let mut lines: Vec<String> = tracker.boxes.iter().map(describe).collect();
    lines.extend(tracker.scenarios.iter().map(|row| {
        let notes = row.notes.as_ref().filter(|notes| !notes.text.is_empty());
        let notes = notes.map(|notes| format!(" ({})", notes.text)).unwrap_or_default();
        format!("{} scenario {:?}: {}{notes}", row.line, row.understood(), row.scenario)
    }));
    lines.extend(tracker.strays.iter().map(|stray| format!("{} no box: {}", stray.line, stray.why)));
    lines.extend(tracker.remarks.iter().map(|remark| format!("{} remark: {}", remark.line, remark.what)));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn describe(line: &BoxLine) -> String {
    let promise = line.title.promise.as_ref().map(|promise| format!(" ({promise})")).unwrap_or_default();
    let mark = if line.ticked { 'x' } else { ' ' };
    format!("{} {} [{mark}] {} > {}{promise}", line.line, line.kind.word(), line.section, line.title.name)
}

/// The fenced examples of a page: (info string, content), fences of any length.
pub(super) fn examples(page: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut open: Option<&str> = None;
    for line in page.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match open {
            None if ticks.len() >= 3 => {
                open = Some(ticks);
                found.push((&line[ticks.len()..], String::new()));
            }
            Some(fence) if line == fence => open = None,
            Some(_) => found.last_mut().unwrap().1.extend([line, "\n"]),
            None => {}
        }
    }
    found
}

#[test]
fn the_examples_of_the_format_page_hold() {
    let found = examples(include_str!("../../docs/format-tracker.md"));
    let mut held = 0;
    for pair in found.windows(2) {
        if let [("tracker", tracker), ("lines", lines)] = pair {
            assert_eq!(list(&parse(tracker.as_bytes(), &Rules::default())), *lines, "{tracker}");
            held += 1;
        }
    }
    assert_eq!(held, 4);
}

/// Each tracker carries its expectation at the end of its lines: `=T` topic, `=D` to-do, `=P` template.
const KEPT: [&str; 14] = [
    // No headings at all.
    "- [ ] Hash maps =T\n- [x] Big-O (amortised too) =T\n* [ ] Email the recruiter =D\n- [ ] ... =P\n",
    // Other heading styles, one title.
    "Interview Prep 2026\n===================\n\nBackend\n-------\n1. [ ] Indexes =T\n2. [ ] Transactions =T\n\n\
     Applications\n------------\n- [ ] Acme =D\n",
    // Emoji everywhere, damaged or not.
    "# 🚀 Job hunt\n## 🧠 ML 🔥\n- [ ] ✨ PCA =T\n## üóì Next Steps\n- [ ] 📧 Bob =D\n## :memo: Blog\n- [ ] RAG =D\n",
    // German.
    "# Bewerbungsphase\n## Übungen\n- [ ] Größenordnungen schätzen =T\n## Nächste Schritte\n- [ ] Müller anrufen =D\n\
     ## Lebenslauf\n- [ ] Foto =D\n## Grundlagen\n- [ ] Zeiger =T\n",
    // Numbered sections.
    "# Plan\n## 1. ML\n- [ ] SVM =T\n## 2. Coding\n### 2.1 Graphs\n- [ ] BFS =T\n## 3. Networking\n- [ ] Meetup =D\n\
     ## 4. Systems\n### 4.1 Networks\n- [ ] TCP =T\n",
    // By weeks.
    "# 8-week study plan\n## Week 1: Arrays and strings\n- [ ] Two pointers =T\n## Week 2\n- [ ] Mock with Ann =D\n\
     ### Dynamic programming\n- [ ] Knapsack =T\n### Goals\n- [ ] 10 problems =D\n",
    // The title of a file says nothing of the sections in it; another heading does.
    "# 12-week interview plan\n## Kafka\n- [ ] Offsets =T\n## Plan\n### Kafka\n- [ ] Streams =D\n",
    "# To-do\n## Misc\n- [ ] Shoes =D\n",
    // Strong lines instead of headings.
    "## Acme\n\n**Technical topics:**\n\n- [ ] Sharding =T\n\n**Before the interview**\n\n- [ ] Iron a shirt =D\n\n\
     ## Other\n- [ ] Raft =T\n",
    // A whole house of headings.
    "# Behavioral\n## Leading Without Authority\n- [ ] Draft =D\n## Learning New Technology Quickly\n- [ ] Draft =D\n\
     # Technical\n## Networking\n- [ ] HTTP/3 =T\n## Tasks\n- [ ] NER =T\n# Resources\n## Machine learning\n- [ ] Bishop =D\n",
    // Errands stand below headings that say nothing; knowledge headings are believed.
    "# Tracker\n## Google\n- [ ] Apply for the job =D\n- [ ] Spanner =T\n## Checklist\n- [ ] Update LinkedIn =D\n\
     - [ ] Send thank-you email =D\n- [ ] Bloom filters =T\n## Concepts\n- [ ] Email delivery for a company =T\n",
    // Loose, quoted, nested.
    "## SQL\n\n- [ ] Joins =T\n\n  - [ ] Hash join =T\n\n    more\n\n> - [x] Windows =T\n\n- parent\n  - [ ] Child =T\n",
    // Templates among the rest.
    "## Topics\n- [ ] Topic 1 =T\n- [ ] [[Wiki link]] =T\n- [ ] `Vec<T>` and Box<T> =T\n- [ ] <Company> stack =P\n\
     - [ ] ~~B-trees~~ =T\n- [ ] Read [SICP](https://example.org/) =T\n- [ ] Week X: TBD =P\n- [ ] [Dropout] =P\n",
    // Day of the interview; offers; to-do above neutral headings.
    "## Interview day\n- [ ] Charge laptop =D\n## Offer negotiation\n- [ ] Anchor =D\n## To-Do\n### Misc\n- [ ] Shoes =D\n\
     ### Rust\n- [ ] Lifetimes =T\n## Pre-interview checklist\n- [ ] Water =D\n",
];

#[test]
fn trackers_of_many_people_are_understood() {
    for kept in KEPT {
        let shown: String = kept.replace(" =T", "").replace(" =D", "").replace(" =P", "");
        let found: Vec<(usize, LineKind)> =
            parse(shown.as_bytes(), &Rules::default()).boxes.iter().map(|line| (line.line, line.kind)).collect();
        let wanted = kept.lines().enumerate().filter_map(|(at, line)| {
            let (_, kind) = line.rsplit_once(" =")?;
            let kind = match kind {
                "T" => LineKind::Topic,
                "D" => LineKind::Todo,
                _ => LineKind::Template,
            };
            Some((at + 1, kind))
        });
        assert_eq!(found, wanted.collect::<Vec<_>>(), "{shown}");
    }
}

#[test]
fn the_real_tracker_is_read_whole() {
    let seed = include_bytes!("../../tests/data/INTERVIEW_TRACKER.md");
    for (bytes, damaged) in [(&seed[..], true), (super::BUILT_IN.as_bytes(), false)] {
        let tracker = parse(bytes, &Rules::default());
        assert_eq!((tracker.topics().count(), tracker.boxes.len(), tracker.scenarios.len()), (28, 28, 5));
        let mut sections: Vec<(&str, usize)> = Vec::new();
        for line in tracker.topics() {
            match sections.last_mut() {
                Some(last) if last.0 == line.section => last.1 += 1,
                _ => sections.push((&line.section, 1)),
            }
        }
        let wanted = [
            ("ML Fundamentals", 5),
            ("Deep Learning", 6),
            ("Transformers & LLMs", 6),
            ("RAG & Retrieval", 6),
            ("Key Patterns to Know", 5),
        ];
        assert_eq!(sections, wanted);
        assert!(tracker.scenarios.iter().all(|row| row.understood() == super::parse::Status::NotPractised));
        assert_eq!(tracker.strays, []);
        let remarks = list(&Tracker { remarks: tracker.remarks, ..Tracker::default() });
        assert_eq!(
            remarks.lines().map(|line| &line[..1]).collect::<Vec<_>>(),
            if damaged { vec!["7"] } else { vec![] }
        );
    }
}

#[test]
fn the_config_overrides_the_words() {
    let file = "# A\n- [ ] a\n## 📦 Old Stuff\n- [ ] b\n### Topics\n- [ ] c\n# Week\n- [ ] d\n- [ ] e (f)\n- [ ] TBD\n";
    let words = |topics: &[&str], ignore: &[&str]| -> Vec<&'static str> {
        let own = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
        let rules = Rules { topics: own(topics), ignore: own(ignore) };
        parse(file.as_bytes(), &rules).boxes.iter().map(|line| line.kind.word()).collect()
    };
    assert_eq!(words(&[], &[]), ["topic", "topic", "topic", "to-do", "to-do", "template"]);
    assert_eq!(words(&["week"], &[]), ["topic", "topic", "topic", "topic", "topic", "template"]);
    assert_eq!(words(&["topics"], &["old  stuff"]), ["topic", "ignored", "ignored", "to-do", "to-do", "template"]);
    assert_eq!(
        words(&["A"], &["📦 Old Stuff", "week"]),
        ["topic", "ignored", "ignored", "ignored", "ignored", "ignored"]
    );
    assert_eq!(words(&["e"], &["a"]), ["ignored", "ignored", "ignored", "to-do", "topic", "template"]);
}

#[test]
fn what_hides_the_rest_is_said() {
    let list_of = |text: &str| list(&parse(text.as_bytes(), &Rules::default()));
    let fence = "remark: the code fence opened here is never closed, so everything below it is code";
    let open = list_of("- [ ] a\n\n```\n- [ ] b\n");
    assert_eq!(
        open,
        format!("1 topic [ ]  > a\n4 no box: it stands inside the code fence opened in line 3\n3 {fence}\n")
    );
    assert_eq!(list_of("```\n- [ ] b\n~~~\n``\n").lines().last(), Some(format!("1 {fence}").as_str()));
    assert!(!list_of("```\nb\n````\n").contains(fence) && !list_of("> ```\n> b\n> ```\n").contains(fence));
    assert!(!list_of("```\nb\n\n```\n\nc\n").contains(fence) && !list_of("- ```\n  b\n\nc\n").contains(fence));
    let comment = list_of("<!-- a\n\n- [ ] b\n");
    assert!(comment.starts_with("3 no box: it stands inside HTML\n1 remark: the comment opened here is never closed"));
    assert!(!list_of("<!-- a\n\n-->\nb\n").contains("remark"));
    let row = list_of("|Scenario|Notes|Status|\n|-|-|-|\n|a|b|\n|a|b|c|\n");
    assert_eq!(row, "4 scenario OwnWords: a (b)\n3 remark: the row ends before its status cell\n");
}

#[test]
fn a_title_is_its_first_line_unless_that_was_cut() {
    let long = "A title that an editor has wrapped at the eightieth column, the";
    for (lines, title) in [
        ("a,\n  b", "a, b"),
        ("a\n  b", "a"),
        ("a\nb", "a"),
        ("a\n  (b)", "a (b)"),
        ("a (b\n  c)\n  d", "a (b c)"),
        ("a  \n  (b)", "a"),
        ("\n    a", "a"),
        ("<b>a</b> <T> `x<y>`<br>b &amp; c", "a <T> x<y> b & c"),
        ("![alt](a.png) **b** _c_ ~~d~~ [[e|f]]", "alt b c d f"),
        (&format!("{long}\n  end"), &format!("{long} end")),
        (&format!("{long}\n  End"), long),
    ] {
        for marker in ["- [ ] ", "1) [x] "] {
            let found = parse(format!("{marker}{lines}\n  - [ ] nested\n").as_bytes(), &Rules::default());
            assert_eq!(found.boxes[0].text, title, "{lines}");
        }
    }
}

#[test]
fn no_nesting_and_no_length_keeps_it_busy() {
    let brackets = format!("- [ ] {}\n", "[(<*`".repeat(100_000));
    let lines = "- [ ] [[[[((((<<<<****\n".repeat(5_000);
    let lists = format!("{}[ ] a\n- [ ] b\n", "- ".repeat(100_000));
    let quotes = format!("{}a\n", "> ".repeat(30_000)).repeat(20);
    let stairs: String = (0..600).map(|depth| format!("{}- [ ] a\n", "  ".repeat(depth))).collect();
    for (text, boxes) in [(brackets, 0), (lines, 5_000), (lists, 1), (quotes, 0), (stairs, 200)] {
        assert_eq!(parse(text.as_bytes(), &Rules::default()).boxes.len(), boxes, "{}", &text[..40]);
    }
}

proptest::proptest! {
    #[test]
    fn whatever_stands_in_a_file_its_marks_stand_between_brackets(
        pieces in proptest::collection::vec(
            "(- |1\\. |> |  |\t)?(\\[[ xX-]?\\]|#|```|~~~|<!--|-->|<div>|\\||---|===|\\*\\*|`|:|\\\\|[a-zä🏗]{0,4}){0,4}(\r|\n|\r\n|)", 0..20),
        bad in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..4),
    ) {
        let mut bytes = pieces.concat().into_bytes();
        bytes.splice(bytes.len() / 2..bytes.len() / 2, bad);
        let tracker = parse(&bytes, &Rules::default());
        for line in &tracker.boxes {
            proptest::prop_assert_eq!((bytes[line.mark - 1], bytes[line.mark + 1]), (b'[', b']'));
            proptest::prop_assert_eq!(line.ticked, matches!(bytes[line.mark], b'x' | b'X'));
        }
        for row in &tracker.scenarios {
            proptest::prop_assert!(row.status.range.end <= bytes.len());
        }
    }
}
