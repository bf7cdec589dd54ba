//! Scenario files of the user's: checked with place and hint, listed, added, in the place of shipped ones.

use crate::world::World;

const GOOD: &str = "---
id = \"cache\"
title = \"Design a cache\"
topics = [\"Vector databases\"]
---

## Prompt
Design a cache.

## Envelope
- keys = 1_000_000 | given
- bytes = keys * 512 = 512_000_000 | half a gigabyte

## Rubric
### Estimates | 10
- ★ Sizes the hot set {ann-hnsw-memory}
";

/// [`GOOD`] with one thing replaced.
fn with(old: &str, new: &str) -> String {
    assert!(GOOD.contains(old), "{old}");
    GOOD.replace(old, new)
}

#[test]
fn the_shipped_scenarios_are_complete() {
    let world = World::new();
    let done = world.run("drill deck check --strict").prints(", 0 errors, 0 pieces of advice\n").code(0);
    assert!(done.out.contains(" 10 scenarios, "), "{}", done.out);
    let json = world.json("drill deck check --json");
    assert_eq!((&json["scenarios"], &json["files"], &json["overrides"]), (&10.into(), &15.into(), &0.into()));
    assert!(!world.has("home"), "a check creates nothing");
}

#[test]
fn each_error_of_a_scenario_is_told_at_its_place() {
    let table = [
        (with("---\nid = \"cache\"", "id = \"cache\""), "1:1: error: no front matter\n"),
        (with("\n---\n\n##", "\n\n##"), "1:1: error: front matter is never closed\n"),
        (with("id = \"cache\"\n", ""), "1:1: error: no `id`\n"),
        (with("title =", "titel ="), "3:1: error: unknown key `titel`\n    hint: write `title`\n"),
        (with("## Prompt\nDesign a cache.\n", ""), "1:1: error: no prompt\n"),
        (
            with("\"Vector databases\"]", "\"Vector databse\"]"),
            "4:11: error: unknown topic `Vector databse`\n    hint: did",
        ),
        (with("## Rubric", "## Phases\n- coffee: a cup\n\n## Rubric"), "15:1: error: unknown phase `coffee`\n"),
        (with("## Envelope", "## Envelop"), "10:1: error: unknown section `Envelop`\n    hint: write `Envelope`\n"),
        (
            with("keys * 512", "keyz * 512"),
            "12:11: error: `keyz` stands in no line above\n    hint: did you mean `keys`?",
        ),
        (with("= 512_000_000", "= 521_000_000"), "12:24: error: `bytes` comes to 512_000_000, not 521_000_000\n"),
        (with("= 512_000_000", "= 512 MB"), "12:24: error: `512 MB` is not a number\n"),
        (
            with("### Estimates", "### Estimate"),
            "15:1: error: unknown dimension `Estimate`\n    hint: write `Estimates`",
        ),
        (with("| 10", "| 15"), "15:1: error: weight `15` of `Estimates`, which weighs 10\n"),
        (with("ann-hnsw-memory", "ann-hsnw-memory"), "16:24: error: unknown card `ann-hsnw-memory`\n    hint: did you"),
        (with("id = \"cache\"", "id = \"ann-hnsw-memory\""), "2:1: error: id `ann-hnsw-memory` is taken by a card\n"),
    ];
    for (text, said) in table {
        let world = World::new().file("scenarios/cache.md", text);
        let done = world.run("drill deck check /w/scenarios/cache.md").prints(&format!("/w/scenarios/cache.md:{said}"));
        let done = done.prints(", 1 error, ").code(1);
        let lost = ["no front", "no `id`", "unknown key", "no prompt"].iter().any(|word| said.contains(word));
        assert_eq!(done.out.contains(", 1 scenario, "), !lost, "{}", done.out);
    }
}

#[test]
fn a_good_file_needs_no_more_than_it_says() {
    let world = World::new().file("scenarios/cache.md", GOOD).file("one.md", GOOD);
    let done = world.run("drill deck check /w/scenarios/cache.md").anything().code(0);
    assert!(done.out.starts_with("1 file, 0 cards, 1 scenario, 0 errors, "), "{}", done.out);
    world.run("drill deck check /w/one.md").prints("1 file, 0 cards, 1 scenario, 0 errors").code(0);
    world.run("drill deck check /w/scenarios --strict").prints(":1:1: advice: no section `Clarify`\n").code(1);
    // Below a folder it must lie where it is looked for.
    let said = "/w/one.md:1:1: error: a scenario outside a folder `scenarios`\n";
    world.run("drill deck check /w/").prints(said).prints("2 files, 0 cards, 1 scenario, 1 error").code(1);
    world.run("drill deck check /w/nowhere.md").says("error: /w/nowhere.md does not exist\n").code(1);
}

#[test]
fn own_scenarios_are_listed_and_may_replace_shipped_ones() {
    let world = World::new();
    let fraud = with("id = \"cache\"", "id = \"scenario-fraud-detection\"");
    let world = world.deck("scenarios/cache.md", GOOD).deck("scenarios/fraud.md", &fraud);
    world.write("more/scenarios/cache.md", GOOD);
    world.run("drill deck add /w/more").anything().prints("added: /w/more (1 file, 0 cards, 1 scenario)\n").code(0);
    let taken = "/w/more/scenarios/cache.md:2:1: error: id `cache` is taken by /w/home/decks/scenarios/cache.md:2\n";
    world
        .run("drill deck check")
        .prints(taken)
        .prints("/w/home/decks/scenarios/fraud.md in place of the shipped scenario-fraud-detection\n")
        .prints("18 files, ")
        .prints(" 11 scenarios, 1 error, ")
        .code(1);
    let list = world.json("drill deck list --json");
    let scenarios: Vec<_> = list.as_array().unwrap().iter().filter(|file| file["kind"] == "scenario").collect();
    assert_eq!(scenarios.len(), 13);
    assert_eq!(scenarios.iter().map(|file| file["scenarios"].as_u64().unwrap()).sum::<u64>(), 11);
    let last = scenarios.last().unwrap();
    assert_eq!((&last["path"], &last["cards"]), (&"/w/more/scenarios/cache.md".into(), &0.into()));
    assert_eq!(last["problems"][0]["line"], 2);
    let text = world.run("drill deck list").anything().code(0).out;
    assert!(text.contains("/w/home/decks/scenarios/cache.md  1 scenario  yours\n"), "{text}");
    assert!(text.contains("  error at 2:1: id `cache` is taken"), "{text}");
}

#[test]
fn a_scenario_file_alone_may_be_added() {
    let world = World::new().file("cache.md", GOOD).file("empty/scenarios/README.md", "Notes.\n");
    world
        .run("drill deck add /w/cache.md")
        .anything()
        .prints("added: /w/cache.md (1 file, 0 cards, 1 scenario)\n")
        .code(0);
    let list = world.json("drill deck list --json");
    let own: Vec<_> = list.as_array().unwrap().iter().filter(|file| file["shipped"] == false).collect();
    assert_eq!(own.len(), 1, "it is no deck as well: {own:?}");
    assert_eq!((&own[0]["kind"], &own[0]["scenarios"]), (&"scenario".into(), &1.into()));
    world.run("drill deck add /w/empty").says("error: /w/empty holds no deck and no scenario\n").anything().code(1);
}
