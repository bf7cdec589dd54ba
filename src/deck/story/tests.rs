//! Each slip with its place, the shipped files, and bytes that are anything.

use proptest::prelude::*;

use super::*;
use crate::deck::Severity;

const GOOD: &str = "---\nid = \"a\"\ntitle = \"A story\"\n---\n# A\n## Questions\n- Why?\n  And how?\n## Probed\n\
    - ownership: takes it on\n## Follow-ups\n### one\nWhat else?\n- strong: this\n  and that\n- weak: none\n\
    ## Weak signals\n- vague\n## Guide\nWrite.\n\n```\n## code\n```\n";

fn errors(text: &str) -> Vec<(usize, usize, String)> {
    let faults = parse(text).faults.into_iter().filter(|fault| fault.severity() == Severity::Error);
    faults.map(|fault| (fault.line, fault.col, fault.what.to_string())).collect()
}

#[test]
fn a_file_is_read_whole() {
    let parsed = parse(GOOD);
    let advice: Vec<String> = parsed.faults.iter().map(|fault| fault.what.to_string()).collect();
    assert_eq!(advice, ["1 follow-ups, 8 or more wanted"]);
    let story = parsed.story.unwrap();
    assert_eq!((story.id.as_str(), story.title.as_str(), story.general), ("a", "A story", false));
    assert_eq!(story.questions, ["Why? And how?"]);
    assert_eq!(story.signals, [(Signal::Ownership, "takes it on".to_owned())]);
    assert_eq!(story.followups[0].answer(), "Strong: this and that\n\nWeak: none");
    assert_eq!(
        (story.weak.as_slice(), story.guide.as_str()),
        (&["vague".to_owned()][..], "Write.\n\n```\n## code\n```")
    );
    assert_eq!(parse(&GOOD.replace('\n', "\r\n")).story, Some(story));
}

#[test]
fn each_slip_has_its_place() {
    let table: [(&str, &str, usize, usize, &str); 15] = [
        ("---\nid", "id", 1, 1, "no front matter"),
        ("---\n# A", "# A", 1, 1, "front matter is never closed"),
        ("title = \"A story\"", "title = oops", 3, 9, ""),
        ("title = \"A story\"\n", "", 1, 1, "front matter has no `title`"),
        ("title = \"A story\"", "title = \"A\"\ntitel = \"B\"", 4, 1, "front matter has an unknown key `titel`"),
        ("title = \"A story\"", "title = 3", 3, 1, "front matter `title` is not a text"),
        (
            "title = \"A story\"",
            "title = \"A\"\naliases = \"b\"",
            4,
            1,
            "front matter `aliases` is not a list of texts",
        ),
        ("title = \"A story\"", "title = \"A\"\ngeneral = 1", 4, 1, "front matter `general` is not true or false"),
        ("id = \"a\"", "id = \"a b\"", 2, 1, "`a b` cannot be an id"),
        ("## Probed", "## Probbed", 9, 1, "unknown section `Probbed`"),
        ("- ownership", "- ownrship", 10, 1, "unknown signal `ownrship`"),
        ("### one", "### o n e", 12, 1, "`o n e` cannot be an id"),
        ("What else?\n", "", 12, 1, "follow-up `one` has no question"),
        ("- strong: this", "- stong: this", 14, 1, "unknown field `stong` in a follow-up"),
        ("## Weak", "### one\nAgain?\n## Weak", 17, 1, "follow-up `one` stands twice"),
    ];
    for (from, to, line, col, what) in table {
        assert!(GOOD.contains(from), "{from}");
        let found = errors(&GOOD.replacen(from, to, 1));
        assert!(!found.is_empty(), "{to}");
        let (at, col_found, said) = &found[0];
        assert_eq!((*at, *col_found), (line, col), "{to}: {found:?}");
        assert!(what.is_empty() || said == what, "{to}: {said}");
    }
}

#[test]
fn what_can_be_used_is_used() {
    let typo = parse(&GOOD.replace("- ownership", "- ownrship"));
    assert!(typo.faults.iter().any(|fault| fault.hint() == "did you mean `ownership`?"), "{:?}", typo.faults);
    assert_eq!(typo.story.unwrap().followups.len(), 1);
    assert_eq!(parse("---\nid = \"a\"\ntitle = \"A\"\n---\n## Guide\nx\n").story, None);
    assert_eq!(parse("").story, None);
}

#[test]
fn every_hint_is_a_plain_sentence() {
    let broken = "---\nid = \"a\"\ntitle = \"A\"\n---\nstray\n## Questions\n## Questions\n## X\n## Probed\n- zzz\n";
    for fault in parse(broken).faults {
        for said in [fault.what.to_string(), fault.hint()] {
            assert!(!said.ends_with('.') && !said.starts_with(char::is_uppercase) && !said.contains('\n'), "{said}");
        }
    }
}

#[test]
fn the_shipped_files_have_no_fault() {
    let trackers = [
        "Technical Challenge",
        "Debugging Production Issue",
        "Learning New Technology Quickly",
        "Leading Without Authority",
    ];
    let mut ids = Vec::new();
    for (name, text) in shipped() {
        let parsed = parse(text);
        assert_eq!(parsed.faults, [], "{name}");
        let story = parsed.story.unwrap();
        assert_eq!(format!("stories/{}.md", story.id).replace('\\', "/"), name);
        assert!(story.followups.len() >= 10 && story.questions.len() >= 4 && story.weak.len() >= 5, "{name}");
        assert!(story.general || story.signals.len() >= 5, "{name}");
        assert!(!story.guide.is_empty());
        for followup in &story.followups {
            let id = format!("story-{}.{}", story.id, followup.id);
            assert!(id.len() <= 64 && !followup.weak.is_empty(), "{id}");
        }
        ids.push(story.title);
    }
    assert!(trackers.iter().all(|title| ids.iter().any(|known| known == title)), "{ids:?}");
    assert_eq!(load(&[]).all().filter(|story| story.general).count(), 1);
}

#[test]
fn the_users_own_file_stands_in_the_place_of_a_shipped_one() {
    let folder = tempfile::tempdir().unwrap();
    let stories = folder.path().join("deep/stories");
    std::fs::create_dir_all(&stories).unwrap();
    let write = |name: &str, text: &str| std::fs::write(stories.join(name), text).unwrap();
    write("own.md", &GOOD.replace("\"a\"", "\"general\""));
    write("two.md", GOOD);
    write("zwei.md", GOOD);
    write("bad.md", "---\nid = \"b\"\n");
    std::fs::write(folder.path().join("deep/deck.md"), "Q: a\nA: b\n").unwrap();
    let loaded = load(&[folder.path().to_owned()]);
    assert_eq!((loaded.types.len(), loaded.overrides.len()), (shipped().count() + 1, 1));
    let told = loaded.troubles().join("\n");
    assert!(
        told.contains("bad.md:1:1: front matter is never closed") && told.contains("the id `a` is taken by"),
        "{told}"
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(---\n|id = \"a\"\n|## Follow-ups\n|### x\n|- |  |```\n|## Guide\n|.{0,4}|\r\n){0,24}") {
        for fault in parse(&text).faults {
            prop_assert!(fault.line >= 1 && fault.col >= 1 && !fault.hint().is_empty());
        }
    }

    #[test]
    fn a_broken_copy_of_a_good_file_does_not_panic(at in 0_usize..300, with in "\\PC{0,6}") {
        let cut = (0..=at.min(GOOD.len())).rev().find(|at| GOOD.is_char_boundary(*at)).unwrap_or(0);
        parse(&format!("{}{with}{}", &GOOD[..cut], &GOOD[cut..]));
    }
}
