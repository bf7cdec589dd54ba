//! `drill jobs`: the log is the truth, the tracker's table follows and is read back.

use proptest::prelude::*;
use serde_json::Value;

use crate::world::World;

const SEED: &str = include_str!("../data/INTERVIEW_TRACKER.md");
const TEMPLATE: &str = "| | | Applied / Phone / Onsite | | |\n";

/// A tracker with a table, around these rows.
fn tracker(rows: &str) -> String {
    format!(
        "# T\n## Deep Learning\n- [ ] Dropout\n\n## Applications\n\n| Company | Role | Status | Next Step | Date |\n\
         |---|---|---|---|---|\n{rows}\nbelow\n"
    )
}

fn done(world: &World, line: &str) {
    world.run(line).anything().code(0);
}

/// Company, status and date of every application, in the order of the list.
fn listed(world: &World) -> Vec<String> {
    let jobs = world.json("drill jobs --json");
    let text = |job: &Value, name: &str| job[name].as_str().unwrap_or("-").to_owned();
    let line = |job: &Value| ["company", "role", "status", "next", "date"].map(|name| text(job, name)).join(" | ");
    jobs.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn the_first_row_takes_the_place_of_the_template_and_undo_puts_it_back() {
    let world = World::new().tracker(SEED);
    done(&world, "drill jobs add Acme 'ML Engineer' --status phone --next 'Call | Bob' --date '3 Mar'");
    let row = "| Acme | ML Engineer | Phone | Call \\| Bob | 2026-03-03 |\n";
    assert_eq!(world.read("tracker.md"), SEED.replace(TEMPLATE, row));
    done(&world, "drill jobs add Beta Backend");
    let second = "| Beta | Backend | Applied | | |\n";
    assert_eq!(world.read("tracker.md"), SEED.replace(TEMPLATE, &format!("{row}{second}")));
    done(&world, "drill jobs set acme --status onsite");
    assert!(world.read("tracker.md").contains("| Acme | ML Engineer | Onsite | Call"));
    for _ in 0..3 {
        done(&world, "drill undo");
    }
    assert_eq!(world.read("tracker.md"), SEED);
    assert_eq!(listed(&world), Vec::<String>::new());
    for _ in 0..3 {
        done(&world, "drill redo");
    }
    let moved = row.replace("Phone", "Onsite");
    assert_eq!(world.read("tracker.md"), SEED.replace(TEMPLATE, &format!("{moved}{second}")));
}

#[test]
fn a_name_that_markdown_reads_otherwise_has_one_row() {
    for name in
        ["Acme & <b>Sons</b>", "A &amp; B", "[Acme](https://a.org)", "`A` *b* | c", "<script>x</script>", "🚀", "~~A~~"]
    {
        let world = World::new().tracker(SEED);
        done(&world, &format!("drill jobs add '{name}' 'ML <i>x</i>'"));
        let file = world.read("tracker.md");
        for line in ["drill tracker sync", "drill plan --interview 2026-03-09", "drill undo", "drill tracker sync"] {
            done(&world, line);
        }
        assert_eq!(world.read("tracker.md"), file, "{name}");
        assert_eq!(listed(&world), [format!("{name} | ML <i>x</i> | applied |  | -")]);
        done(&world, "drill undo");
        assert_eq!(world.read("tracker.md"), SEED, "{name}");
    }
}

#[test]
fn the_rest_of_the_file_stays_as_it_is() {
    for before in [
        SEED.replace('\n', "\r\n"),
        format!("\u{feff}{SEED}"),
        tracker("| Gamma | Dev | my own words | | someday | extra |  \n"),
        tracker("| [Gamma](https://g.example) | **Dev** | ⏳ waiting for HR | x \\| y | | \n| | | | | |\n"),
        tracker("| Gamma | Dev | on hold | | |\n")
            .replace("| Company |", "| # | Company |")
            .replace("|---|---|", "|---|---|---|"),
    ] {
        let world = World::new().tracker(&before);
        done(&world, "drill jobs add Acme Lead --date 2026-03-09");
        let after = world.read("tracker.md");
        let (old, new): (Vec<&str>, Vec<&str>) =
            (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
        let kept: Vec<&str> = new.iter().copied().filter(|line| !line.contains("Acme")).collect();
        let gone: Vec<&&str> = old.iter().filter(|line| !kept.contains(line)).collect();
        assert!(gone.iter().all(|line| line.contains("| | |")), "{gone:?}");
        assert_eq!(kept.len() + gone.len(), old.len(), "{after}");
        done(&world, "drill undo");
        assert_eq!(world.read("tracker.md"), before);
    }
}

#[test]
fn the_users_own_hand_in_the_table_is_read_back() {
    let world = World::new().tracker(tracker("| Acme | ML | Phone | | 2026-03-05 |\n"));
    assert_eq!(listed(&world), ["Acme | ML | phone |  | 2026-03-05"]);
    let text = world.read("tracker.md");
    world.write(
        "tracker.md",
        text.replace("| Phone |", "| Onsite |")
            .replace("below", "| Beta | Dev | Applied | | |\nbelow")
            .replace("|\n\n| Beta", "|\n| Beta"),
    );
    world
        .run("drill tracker sync")
        .prints("up to date")
        .says("Acme, ML: status phone → onsite (in the tracker)")
        .says("Beta, Dev: added")
        .anything()
        .code(0);
    assert_eq!(listed(&world), ["Acme | ML | onsite |  | 2026-03-05", "Beta | Dev | applied |  | -"]);
    let history = world.json("drill jobs history acme --json");
    let by: Vec<&str> = history.as_array().unwrap().iter().map(|it| it["by"].as_str().unwrap()).collect();
    assert_eq!(by, ["tracker", "tracker"]);
    // An observation is nothing that undo takes back.
    world.run("drill undo").says("nothing to take back").anything().code(1);
    // A row that the user took out is put away; a role that he reworded is known again.
    world.write(
        "tracker.md",
        world.read("tracker.md").replace("| Beta | Dev | Applied | | |\n", "").replace("| ML |", "| Senior ML |"),
    );
    done(&world, "drill tracker sync");
    assert_eq!(listed(&world), ["Acme | Senior ML | onsite |  | 2026-03-05"]);
    assert_eq!(world.json("drill jobs history acme --json").as_array().unwrap().len(), 3);
}

#[test]
fn a_file_that_was_seen_before_is_not_taken_for_a_change() {
    let world = World::new().tracker(tracker("| Acme | ML | Phone | | |\n"));
    let old = world.read("tracker.md");
    done(&world, "drill jobs set acme --status onsite");
    world.write("tracker.md", &old);
    world.run("drill tracker sync").says("looks restored").says("Acme, ML: status onsite → phone").anything().code(1);
    assert_eq!(world.read("tracker.md"), old);
    assert_eq!(world.json("drill jobs --json")[0]["status"], "onsite");
    done(&world, "drill tracker sync --mine");
    assert_eq!(world.read("tracker.md"), old.replace("Phone", "Onsite"));
    world.write("tracker.md", &old);
    done(&world, "drill tracker sync --file");
    assert_eq!(world.json("drill jobs --json")[0]["status"], "phone");
}

#[test]
fn names_are_found_and_slips_are_told() {
    let world = World::new().tracker(SEED);
    for role in ["ML Engineer", "Backend"] {
        done(&world, &format!("drill jobs add Acme '{role}'"));
    }
    done(&world, "drill jobs add Zeta Dev");
    let refused = |line: &str, said: &str| {
        world.run(line).says(said).anything().code(1);
    };
    refused("drill jobs set acme --status phone", "'Acme' fits 2 roles: ML Engineer, Backend");
    refused("drill jobs set acmee --status phone", "did you mean 'Acme'?");
    refused("drill jobs set acme frontend --status phone", "no role is called 'frontend'");
    refused("drill jobs set zeta --status appleid", "did you mean 'applied'?");
    refused("drill jobs set zeta", "nothing to set was named");
    refused("drill jobs set zeta --date '31 Nov'", "Mon 2026-11-30, Tue 2026-12-01 or Thu 2026-12-31");
    refused("drill jobs set zeta --date '3/4'", "did you mean 2026-03-04 or 2026-04-03?");
    refused("drill jobs add ZETA dev", "Zeta, Dev is in the list already");
    refused("drill jobs add '' dev", "needs a company");
    world.run("drill jobs add Acme").anything().code(2);
    assert_eq!(world.json("drill jobs --json").as_array().unwrap().len(), 3);
    world
        .run("drill jobs set ACM back --status 'phone screen 2' --date tomorrow")
        .prints("date Mon 2026-03-02")
        .anything()
        .code(0);
    done(&world, "drill jobs note ze 'a remark'");
    let zeta = world.json("drill jobs --json").as_array().unwrap().iter().find(|it| it["company"] == "Zeta").cloned();
    assert_eq!(zeta.unwrap()["note"], "a remark");
}

#[test]
fn next_steps_come_first_and_overdue_ones_are_marked() {
    let world = World::new().tracker(tracker(
        "| Closed | a | Rejected | | 2026-02-01 |\n| Waits | a | Applied | | |\n| Late | a | Phone | call | 27 Feb |\n\
         | Soon | a | Onsite | go | 2026-03-04 |\n",
    ));
    let jobs = world.json("drill jobs --json");
    let found: Vec<(&str, bool, &Value)> = jobs
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["company"].as_str().unwrap(), it["overdue"] == true, &it["overdue_days"]))
        .collect();
    let (two, none) = (Value::from(2), Value::from(0));
    assert_eq!(
        found,
        [("Late", true, &two), ("Soon", false, &none), ("Waits", false, &none), ("Closed", false, &none)]
    );
    world
        .run("drill jobs")
        .prints("Fri 2026-02-27 overdue")
        .prints("3 open, 1 closed, 1 step overdue")
        .anything()
        .code(0);
}

#[test]
fn a_tracker_without_a_table_gets_one_when_asked() {
    let world = World::new().tracker("## Deep Learning\r\n- [ ] Dropout");
    world.run("drill jobs add Acme ML").says("no application table").says("drill jobs table").anything().code(0);
    assert_eq!(world.read("tracker.md"), "## Deep Learning\r\n- [ ] Dropout");
    done(&world, "drill jobs table");
    let wanted = "## Deep Learning\r\n- [ ] Dropout\r\n\r\n## Application Tracker\r\n\r\n\
        | Company | Role | Status | Next Step | Date |\r\n|---------|------|--------|-----------|------|\r\n\
        | Acme    | ML   | Applied |           |      |\r\n";
    assert_eq!(world.read("tracker.md"), wanted);
    world.run("drill jobs table").says("has an application table already").anything().code(1);
}

#[test]
fn a_removed_row_leaves_the_file_and_comes_back() {
    let world = World::new().tracker(tracker("| Acme | ML | Phone | | |\n| Beta | Dev | Applied | | |\n"));
    let before = world.read("tracker.md");
    done(&world, "drill jobs remove acme");
    assert_eq!(world.read("tracker.md"), before.replace("| Acme | ML | Phone | | |\n", ""));
    assert_eq!(listed(&world), ["Beta | Dev | applied |  | -"]);
    done(&world, "drill undo");
    assert_eq!(listed(&world).len(), 2);
    done(&world, "drill jobs remove acme");
    done(&world, "drill jobs add acme ml --status offer");
    assert_eq!(listed(&world)[0], "acme | ml | offer |  | -");
    // Its history goes on.
    assert!(world.json("drill jobs history acme --json").as_array().unwrap().len() >= 3);
}

#[test]
fn a_row_comes_back_as_it_was_and_where_it_was() {
    let rows = "| Acme | ML | Phone | | | 90k |\n| [Beta](https://b.example) | Dev | **Applied**  | x | | my words |  \n\
                | Gamma | Ops | Offer | | |\n";
    for text in [tracker(rows), tracker(rows).replace('\n', "\r\n"), tracker(rows).replace("\n|", "\n> |")] {
        let world = World::new().tracker(&text);
        let before = world.read("tracker.md");
        for names in [&["acme"][..], &["beta"], &["gamma"], &["beta", "acme"], &["acme", "gamma", "beta"]] {
            for name in names {
                done(&world, &format!("drill jobs remove {name}"));
            }
            let gone = world.read("tracker.md");
            assert_eq!(gone.lines().count() + names.len(), before.lines().count(), "{gone}");
            for _ in names {
                done(&world, "drill undo");
            }
            assert_eq!(world.read("tracker.md"), before);
        }
        // Taken back into use by hand, with another status: its own line, one cell of it new.
        done(&world, "drill jobs remove beta");
        done(&world, "drill jobs add beta dev --status offer");
        assert_eq!(world.read("tracker.md"), before.replace("**Applied**", "Offer"));
    }
}

#[test]
fn the_template_of_one_table_is_not_put_into_another() {
    let table = "| Company | Role | Status | Next Step | Date |\n|---|---|---|---|---|\n";
    let text = format!("## Active\n\n{table}{TEMPLATE}\n## Closed\n\n{table}| Old | Dev | Rejected | | |\n");
    let world = World::new().tracker(&text);
    done(&world, "drill jobs add Acme ML");
    done(&world, "drill jobs remove old");
    let wanted = text.replace(TEMPLATE, "| Acme | ML | Applied | | |\n").replace("| Old | Dev | Rejected | | |\n", "");
    assert_eq!(world.read("tracker.md"), wanted);
    done(&world, "drill undo");
    done(&world, "drill undo");
    assert_eq!(world.read("tracker.md"), text);
}

#[test]
fn an_emptied_cell_looks_as_it_did() {
    let wide = "| Company | Role | Status  | Next Step | Date       |\n|---------|------|---------|-----------|------------|\n\
                | Acme    | ML   | Applied |           |            |\n";
    let tight = "|Company|Role|Status|Next Step|Date|\n|-|-|-|-|-|\n|Acme|ML|Applied|||\n";
    let usual = "| Company | Role | Status | Next Step | Date |\n|---|---|---|---|---|\n| Acme | ML | Applied | | |\n";
    for table in [wide, tight, usual] {
        let world = World::new().tracker(format!("## Applications\n\n{table}"));
        let before = world.read("tracker.md");
        done(&world, "drill jobs set acme --date 2026-03-09 --next call");
        assert_ne!(world.read("tracker.md"), before);
        // Columns that are lined up stay so.
        let lengths: Vec<usize> = world.read("tracker.md").lines().skip(2).map(str::len).collect();
        assert_eq!(lengths.iter().all(|length| *length == lengths[0]), table == wide);
        done(&world, "drill undo");
        assert_eq!(world.read("tracker.md"), before);
    }
}

#[test]
fn each_table_has_its_own_template() {
    let table = "| Company | Role | Status | Next Step | Date |\n|---|---|---|---|---|\n";
    let other = "| | | Applied / Rejected | | |\n";
    let text = format!("## Active\n\n{table}{TEMPLATE}\n## Closed\n\n{table}{other}");
    let world = World::new().tracker(&text);
    done(&world, "drill jobs add Acme ML");
    done(&world, "drill jobs add Beta ML");
    assert!(!world.read("tracker.md").contains(" / "), "{}", world.read("tracker.md"));
    done(&world, "drill undo");
    done(&world, "drill undo");
    assert_eq!(world.read("tracker.md"), text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever is done, only the table changes, and a new home reads out of it what this one holds.
    #[test]
    fn any_sequence_changes_only_the_table_and_reads_back(steps in proptest::collection::vec((0u8..6, 0usize..3, "[a-z |\\\\*]{0,6}"), 1..7)) {
        let world = World::new().tracker(SEED);
        for (verb, which, text) in steps {
            let company = ["Acme", "Beta & Co", "C++ Works"][which];
            let text = text.trim().replace('\'', "");
            let line = match verb {
                0 | 1 => format!("drill jobs add '{company}' Dev --next='{text}'"),
                2 => format!("drill jobs set '{company}' --status onsite --date 'in 2 weeks'"),
                3 => format!("drill jobs set '{company}' --next='{text}'"),
                4 => format!("drill jobs remove '{company}'"),
                _ => "drill undo".to_owned(),
            };
            world.run(&line).anything().whatever();
        }
        let after = world.read("tracker.md");
        let outside = |text: &str| {
            let head = text.find("| Company |").unwrap();
            let end = head + text[head..].find("\n\n").unwrap();
            (text[..head].to_owned(), text[end..].to_owned())
        };
        prop_assert_eq!(outside(&after), outside(SEED));
        let other = World::new().tracker(&after);
        prop_assert_eq!(listed(&other), listed(&world));
        done(&world, "drill tracker sync");
        prop_assert_eq!(world.read("tracker.md"), after);
        world.run("drill doctor").anything().code(0);
    }
}
