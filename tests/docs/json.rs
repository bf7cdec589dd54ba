//! `docs/json.md`: the documents that the commands print have the fields and types that the page lists.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::{
    page::{tables_with, ticked},
    program::Program,
};

const PAGE: &str = include_str!("../../docs/json.md");

const DECK: &str = "\
# Databases

## Indexes

Q: What does a covering index spare?
A: The visit to the table.
Source: derived
Id: index-covering
Tags: core, why

Q: lost
";

const TRACKER: &str = "\
## Databases
- [ ] Indexes (can explain the B-tree)
- [ ] Write-ahead log (why it is written first)
- [ ] Isolation levels and their anomalies

## Resources
- [Notes](gone.md)

## To-do
- [ ] Send thank-you email

## Stories (STAR)
### Outage
**Situation**: In 2024 the index was lost
**Task**: below 5 minutes
**Action**: I rebuilt it
**Result**: from 60 minutes to 5 minutes
**Reflection**:
";

/// The fields of each kind of object, by the heading of its table: name and type.
type Shapes = HashMap<String, Vec<(String, String)>>;

struct Checker {
    shapes: Shapes,
    seen: BTreeSet<String>,
}

impl Checker {
    fn new() -> Self {
        let shapes: Shapes = tables_with(PAGE, &["field", "type", "stable", "meaning"])
            .into_iter()
            .map(|table| {
                let fields = table.rows.iter().map(|row| (row[0].clone(), row[1].clone())).collect();
                (table.heading, fields)
            })
            .collect();
        Self { shapes, seen: BTreeSet::new() }
    }

    /// Panics unless the value is of the type, all the way down.
    fn check(&mut self, value: &Value, kind: &str, place: &str) {
        let fits = kind.split(" or ").any(|kind| match (kind, value) {
            ("text", Value::String(_)) | ("number", Value::Number(_)) | ("boolean", Value::Bool(_)) => true,
            ("null", Value::Null) | ("object", Value::Object(_)) => true,
            (list, Value::Array(all)) if list.starts_with("list of ") => {
                let one = list.trim_start_matches("list of ");
                all.iter().for_each(|value| self.check(value, one, place));
                true
            }
            (name, Value::Object(_)) => self.shapes.contains_key(name) && self.check_object(value, name, place),
            _ => false,
        });
        assert!(fits, "{place} is no {kind}: {value}");
    }

    fn check_object(&mut self, value: &Value, name: &str, place: &str) -> bool {
        let fields = self.shapes[name].clone();
        for (field, kind) in &fields {
            match value.get(field) {
                Some(inner) => {
                    self.seen.insert(format!("{name}.{field}"));
                    self.check(inner, kind, &format!("{place}.{field}"));
                }
                None => assert!(kind.ends_with(" or absent"), "{place} has no {field}: {value}"),
            }
        }
        for field in value.as_object().unwrap().keys() {
            assert!(fields.iter().any(|(known, _)| known == field), "{place}: the page does not list {field}");
        }
        true
    }

    /// Runs every command of the page's first table, and checks what it prints.
    fn look(&mut self, program: &Program) {
        for row in &tables_with(PAGE, &["command", "prints"])[0].rows {
            let command = ticked(&row[0]);
            let args: Vec<&str> = command
                .split(' ')
                .skip(1)
                .map(|word| match word {
                    "ID" => "index-covering",
                    "GRADE" => "good",
                    "NAME" => "outage",
                    other => other,
                })
                .collect();
            self.check(&program.json(&args), &row[1], command);
        }
    }
}

/// A week in which everything happens that the log has a kind for.
fn week(program: &mut Program, checker: &mut Checker) {
    program.file("home/decks/databases.md", DECK);
    std::fs::write(program.home().join("decks/unread.md"), b"\xff\xfeQ\0:\0").unwrap();
    let tracker = program.file("tracker.md", TRACKER);
    let path = tracker.to_str().unwrap();
    let done = |(out, code): (String, i32)| assert_eq!(code, 0, "{out}");
    done(program.run(&["tracker", "link", path], ""));
    done(program.run(&["jobs", "add", "Acme", "ML Engineer", "--date", "1 Apr"], ""));
    done(program.run(&["jobs", "add", "Beta", "Backend"], ""));
    // Learn a new card; key points for a line without cards, then its first answer.
    done(program.run(&["--topic", "Indexes"], "l\n\nq\n"));
    done(program.run(&["--topic", "Write-ahead"], "p\nIt survives a crash.\n.\n\n4\n\n"));
    // In the week after the one in which it was sent.
    program.at("2026-03-02T08:00:00+00:00");
    done(program.run(&["jobs", "set", "acme", "--status", "phone"], ""));
    done(program.run(&["debrief", "acme", "--note", "friendly"], ""));
    for (now, grade) in [("2026-03-02T09:00:00+00:00", "4"), ("2026-03-03T09:00:00+00:00", "4")] {
        program.at(now);
        done(program.run(&["grade", "index-covering", grade], ""));
    }
    // A mock of one phase, with nothing ticked.
    done(program.run(&["mock-design", "rag", "--minutes", "15"], "a note\n/end\n/end\ny\n1\n\n\n\n"));
    checker.look(program);
    program.at("2026-03-09T09:00:00+00:00");
    done(program.run(&["grade", "index-covering", "1"], ""));
    checker.look(program);
    done(program.run(&["suspend", "index-covering"], ""));
    done(program.run(&["resume", "index-covering"], ""));
    done(program.run(&["undo"], ""));
    // By hand: one tick, later taken away again in a line that is reworded as well.
    let edit = |from: &str, to: &str| {
        let text = std::fs::read_to_string(&tracker).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(&tracker, text.replace(from, to)).unwrap();
    };
    edit("- [ ] Isolation levels and their anomalies", "- [x] Isolation levels and their anomalies");
    done(program.run(&["tracker", "sync"], ""));
    edit("- [x] Isolation levels and their anomalies", "- [ ] Isolation levels and the anomalies of each");
    done(program.run(&["tracker", "sync"], ""));
    // A story is told; then the file goes back to what it was before it was changed in drill.
    let told = "/next\n".repeat(6) + &"3\n".repeat(8);
    done(program.run(&["story", "outage", "--tell"], &told));
    let before = std::fs::read_to_string(&tracker).unwrap();
    done(program.run(&["story", "outage", "--reflection", "look at the index first"], ""));
    let written = std::fs::read_to_string(&tracker).unwrap();
    std::fs::write(&tracker, before).unwrap();
    done(program.run(&["tracker", "sync"], ""));
    checker.look(program);
    std::fs::write(&tracker, written).unwrap();
    let full = format!("{}y\n1\n{}\n\n", "/next\n".repeat(14), "all\n".repeat(5));
    done(program.run(&["mock-design", "fraud"], &full));
    // Two at once look like a restored file.
    let interview =
        ["plan", "--interview", "2026-03-11", "--company", "Acme", "--minutes", "1", "--topic", "Indexes=2"];
    done(program.run(&interview, ""));
    edit("- [ ] Isolation", "- [x] Isolation");
    edit("- [ ] Indexes", "- [x] Indexes");
    checker.look(program);
}

#[test]
fn documents_have_the_fields_and_types_of_the_page() {
    let mut checker = Checker::new();
    let mut program = Program::new();
    // Before there is a home, too; there the card of the examples is not known yet.
    for args in [
        &["due", "--json"][..],
        &["topics", "--json"],
        &["report", "--json"],
        &["plan", "--json"],
        &["tracker", "--json"],
    ] {
        let prints = match args[0] {
            "topics" => "list of topic",
            name => name,
        };
        checker.check(&program.json(args), prints, args[0]);
    }
    assert!(!program.home().exists());
    week(&mut program, &mut checker);
    let listed: BTreeSet<String> = checker
        .shapes
        .iter()
        .flat_map(|(name, fields)| fields.iter().map(move |(field, _)| format!("{name}.{field}")))
        .collect();
    // Only the full screen asks for it.
    checker.seen.insert("entry.confidence".to_owned());
    // Only a mock makes one.
    checker.seen.extend(["scenario", "day", "minutes", "score", "result"].map(|field| format!("practised.{field}")));
    let unseen: Vec<&String> = listed.difference(&checker.seen).collect();
    assert!(unseen.is_empty(), "listed, and never printed: {unseen:?}");
    let entries = program.json(&["log", "--limit", "1000", "--json"]);
    let kinds: BTreeSet<&str> =
        entries.as_array().unwrap().iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    for kind in [
        "grade", "learn", "suspend", "resume", "edit", "retract", "claim", "unclaim", "earned", "lost", "reworded",
        "story", "telling",
    ] {
        assert!(kinds.contains(kind), "the week made no entry of kind {kind}: {kinds:?}");
    }
}
