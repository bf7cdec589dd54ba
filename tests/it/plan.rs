//! `drill plan`: interviews, the plan of a day, and the sitting that follows it.

use crate::{mock, screen::Terminal, sitting::topic, world::World};

/// Two topics with four core cards each.
fn eight() -> World {
    World::alone("## Rust\n- [ ] Ownership\n## Go\n- [ ] Channels\n")
        .deck("rust.md", &topic("Rust", "Ownership", "a b c d"))
        .deck("go.md", &topic("Go", "Channels", "m n o p"))
}

#[test]
fn without_an_interview_it_is_the_ordinary_day() {
    let world = eight();
    world.run("drill plan").prints("no interview is set").prints("new cards").code(0);
    let plan = world.json("drill plan --json");
    assert!(plan["interview"].is_null());
    assert_eq!(plan["interviews"].as_array().unwrap().len(), 0);
    assert_eq!(plan["blocks"][0]["part"], "new");
    assert_eq!(plan["blocks"][0]["count"], 8);
    assert_eq!(plan["today"]["planned"], 8);
}

#[test]
fn interviews_are_set_removed_and_taken_back() {
    let world = eight();
    world.run("drill plan --interview 2026-03-29 --company Acme --minutes 30").prints("Sun 2026-03-29").code(0);
    world.run("drill plan --interview 2026-04-20").anything().code(0);
    let plan = world.json("drill plan --json");
    assert_eq!(plan["interview"]["date"], "2026-03-29");
    assert_eq!(plan["interview"]["company"], "Acme");
    assert_eq!(plan["interview"]["minutes_a_day"], 30);
    assert_eq!(plan["interview"]["days_left"], 28);
    assert_eq!(plan["interview"]["new_stops"], "2026-03-22");
    assert_eq!(plan["interview"]["sweep_begins"], "2026-03-22");
    assert_eq!(plan["interviews"][1]["date"], "2026-04-20");
    world.run("drill undo").prints("took back: the interview on 2026-04-20").code(0);
    assert_eq!(world.json("drill plan --json")["interviews"].as_array().unwrap().len(), 1);
    world.run("drill redo").prints("brought back").code(0);
    world.run("drill plan --remove").says("2 interviews fit").code(1);
    world.run("drill plan --remove --company acm").prints("removed: the interview on Sun 2026-03-29").code(0);
    world.run("drill plan --remove").prints("removed").code(0);
    world.run("drill plan --remove").says("no interview is set").code(1);
    world.run("drill undo").prints("took back: removing the interview on 2026-04-20").code(0);
    assert_eq!(world.json("drill plan --json")["interview"]["date"], "2026-04-20");
    world.run("drill doctor").anything().code(0);
}

/// What a plan lists is what the next sitting shows, whichever limit ends it.
#[test]
fn a_plan_heeds_the_limit_of_cards() {
    for interview in [false, true] {
        let world = eight();
        for id in ["a", "b", "c", "d", "m", "n", "o", "p"] {
            world.run(&format!("drill grade {id} 4")).anything().code(0);
        }
        world.day(2).run("drill config grades 5").anything().code(0);
        if interview {
            world.run("drill plan --interview 2026-03-29").anything().code(0);
        }
        let plan = world.json("drill plan --json");
        let block = &plan["blocks"][0];
        assert_eq!((&block["count"], &block["left_out"]), (&5.into(), &3.into()), "{plan}");
        assert_eq!(plan["today"]["planned"], 5);
        world.run("drill plan").prints("left out today: 3 of reviews, by the setting `grades`").code(0);
        let words = world.run("drill plan").columns(40).prints("").code(0).out;
        assert!(words.lines().all(|line| line.chars().count() <= 40), "{words}");
    }
}

/// A card that was recalled in the sweep is not due again before the date, on no screen; after it, it is.
#[test]
fn what_was_swept_is_not_due_until_the_date() {
    let world = eight();
    let due = |world: &World| {
        let (due, report) = (world.json("drill due --json"), world.json("drill report --json"));
        (
            due["due"].as_u64().unwrap(),
            report["today"]["due"].as_u64().unwrap(),
            report["totals"]["due"].as_u64().unwrap(),
        )
    };
    for day in [1, 2] {
        world.day(day).run("drill grade a 4").anything().code(0);
        world.run("drill grade m 1").anything().code(0);
    }
    // Both were asked on the second day, on which the sweep begins: `a` is due again after six days, `m` failed.
    world.day(8);
    assert_eq!(due(&world), (2, 2, 2), "no interview is set");
    world.run("drill plan --interview 2026-03-09").anything().code(0);
    assert_eq!(due(&world), (1, 1, 1));
    world.day(10);
    assert_eq!(due(&world), (2, 2, 2), "the date is over");
}

#[test]
fn slips_are_told() {
    let world = eight();
    world.run("drill plan --interview 2026-02-30").says("there is no day '2026-02-30'").code(1);
    world.run("drill plan --interview 2026-02-01").says("is past").code(1);
    world.run("drill plan --interview 2026-04-01 --topic Nowhere=2").says("no topic is called 'Nowhere'").code(1);
    world.run("drill plan --interview 2026-04-01 --topic Ownership=11").says("is no weight of a topic").code(1);
    world.run("drill plan --interview 2026-04-01 --topic Ownership").says("is no weight of a topic").code(1);
    world.run("drill plan --company Acme").says("a company needs the day").code(1);
    world.run("drill plan --minutes 0").anything().code(2);
    assert!(world.json("drill plan --json")["interview"].is_null());
}

#[test]
fn topics_have_weights() {
    let world = eight();
    world.run("drill plan --interview 2026-04-01 --topic Ownership=2 --topic go=0.5").anything().code(0);
    let plan = world.json("drill plan --json");
    let topics = plan["interview"]["topics"].as_object().unwrap();
    assert_eq!(topics.len(), 2);
    assert!(topics.values().any(|weight| weight == 2.0) && topics.values().any(|weight| weight == 0.5));
}

#[test]
fn every_seen_card_is_swept_and_the_schedule_stays_true() {
    let world = eight();
    world.run("drill").grades("44444444").types("\n").anything().code(0);
    world.day(2).run("drill").grades("44444444").types("\n").anything().code(0);
    // Due on the 8th; the interview is on the 15th, so the sweep begins that day.
    world.run("drill plan --interview 2026-03-15 --minutes 1").anything().code(0);
    for day in 8..15 {
        world.day(day);
        let due = world.json("drill due --json");
        let plan = world.json("drill plan --json");
        let count = |part: &str| -> u64 {
            let blocks = plan["blocks"].as_array().unwrap();
            blocks.iter().filter(|it| it["part"] == part).map(|it| it["count"].as_u64().unwrap()).sum()
        };
        let asked = count("reviews") + count("sweep");
        assert!(asked <= 2, "day {day}: {plan}");
        assert!(due["due"].as_u64().unwrap() >= count("reviews"));
        assert_eq!(due["extra"].as_u64().unwrap(), count("sweep") + count("spare"));
        let planned = usize::try_from(due["planned"].as_u64().unwrap()).unwrap();
        world.run("drill").grades(&"4".repeat(planned)).types("\n").anything().code(0);
        assert_eq!(world.json("drill due --json")["planned"], 0, "day {day}: one share a day");
    }
    let cards = world.json("drill cards --json");
    for card in cards.as_array().unwrap().iter().filter(|card| card["suspended"] == false) {
        let reviews = world.card(card["id"].as_str().unwrap())["reviews"].clone();
        let last = reviews.as_array().unwrap().last().unwrap()["day"].as_str().unwrap().to_owned();
        assert!(last.as_str() >= "2026-03-08", "{} was last asked on {last}", card["id"]);
    }
    // On the day itself nothing waits; after it SM-2 goes on from what it knows.
    assert_eq!(world.day(15).json("drill due --json")["planned"], 0);
    world.day(16);
    assert!(world.json("drill plan --json")["interview"].is_null());
    world.run("drill doctor").anything().code(0);
}

#[test]
fn looking_at_the_plan_changes_nothing() {
    let world = eight();
    world.run("drill").grades("44444444").types("\n").anything().code(0);
    world.run("drill plan --interview 2026-03-15").anything().code(0);
    let before = world.json("drill cards --json");
    let log = world.json("drill log --json");
    for day in [2, 9, 14, 15, 16] {
        world.day(day).run("drill plan --minutes 5").anything().code(0);
    }
    assert_eq!(world.json("drill cards --json"), before);
    assert_eq!(world.json("drill log --json"), log);
}

#[test]
fn when_the_days_do_not_suffice_the_cards_are_named() {
    let world = eight();
    // Two minutes hold two cards of 70 seconds.
    world.run("drill plan --interview 2026-03-03 --minutes 2").prints("will never be seen before the date").code(0);
    let plan = world.json("drill plan --json");
    // Two a day on two days, the core of both topics in turn.
    let never: Vec<&str> = plan["never_seen"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(never, ["c", "o", "d", "p"]);
    world.run("drill").grades("44").types("\n").asks("new: a? | new: m?").code(0);
}

#[test]
fn core_cards_come_above_the_setting_where_they_would_else_be_left() {
    let world = eight();
    world.run("drill config new 2").anything().code(0);
    world.run("drill plan --interview 2026-03-03").prints("above the setting's 2: all core before 2026-03-03").code(0);
    let plan = world.json("drill plan --json");
    assert_eq!((&plan["never_seen_count"], &plan["blocks"][0]["count"]), (&0.into(), &4.into()));
    assert_eq!(world.json("drill due --json")["new"], 4);
    // A limit on the command line is a limit; the day takes up what it left.
    world.run("drill --new 1").grades("4").types("\n").anything().code(0);
    assert_eq!(world.json("drill due --json")["new"], 3);
    world.run("drill").grades("444").types("\n").anything().code(0);
    assert_eq!(world.json("drill due --json")["new"], 0);
    assert_eq!(world.day(2).json("drill due --json")["new"], 4);
    // Who switched new cards off gets none.
    world.run("drill config new 0").anything().code(0);
    assert_eq!(world.json("drill due --json")["new"], 0);
    assert_eq!(world.json("drill plan --json")["never_seen_count"], 4);
}

#[test]
fn what_is_due_in_the_sweep_is_counted_until_it_was_asked() {
    let world = eight();
    world.run("drill").grades("44444444").types("\n").anything().code(0);
    world.day(2).run("drill").grades("44444444").types("\n").anything().code(0);
    // All are due on the 8th; the sweep of the 15th begins that day and asks two of them.
    world.run("drill plan --interview 2026-03-15").anything().code(0);
    for day in 8..15 {
        world.day(day);
        let today = format!("2026-03-{day:02}");
        let cards = world.json("drill cards --json");
        let reached = |card: &&serde_json::Value| {
            card["suspended"] == false && card["memory"]["due"].as_str().is_some_and(|due| due <= today.as_str())
        };
        let waiting = cards.as_array().unwrap().iter().filter(reached).count();
        let report = world.json("drill report --json");
        let due = world.json("drill due --json");
        let all = [&due["due"], &report["today"]["due"], &report["totals"]["due"]].map(|due| due.as_u64().unwrap());
        assert_eq!(all, [waiting as u64; 3], "day {day}");
        let plan = world.json("drill plan --json");
        let count = |part: &str| {
            let block = plan["blocks"].as_array().unwrap().iter().find(|it| it["part"] == part).cloned();
            block.map_or(0, |it| it["count"].as_u64().unwrap())
        };
        if day == 8 {
            assert_eq!((waiting, count("reviews")), (8, 2));
        }
        assert_eq!(due["planned"].as_u64().unwrap(), count("reviews") + count("sweep") + count("spare"), "day {day}");
        world.run("drill").grades("44").types("q\n").anything().code(0);
    }
}

#[test]
fn a_mock_day_in_the_sweep_asks_core_cards_that_are_due_and_a_sprint_is_no_mock() {
    let world = mock::world();
    world.run("drill plan --interview 2026-03-12").anything().code(0);
    world.run("drill").grades("444444").types("\n").anything().code(0);
    world.day(2).run("drill").grades("444444").types("\n").anything().code(0);
    // The sweep begins on the 5th, its mock day is the 7th; all six cards are due on the 8th, and one failed on the 6th.
    world.day(6).run("drill grade a 1").anything().code(0);
    world.day(7);
    let part = |plan: &serde_json::Value, part: &str| {
        let block = plan["blocks"].as_array().unwrap().iter().find(|it| it["part"] == part).cloned();
        block.map_or(0, |it| it["count"].as_u64().unwrap())
    };
    let plan = world.json("drill plan --json");
    assert_eq!(plan["interview"]["mock_day"], true, "{plan}");
    assert_eq!((part(&plan, "mock"), part(&plan, "reviews"), part(&plan, "sweep")), (1, 1, 0), "{plan}");
    assert!(plan["minutes"].as_f64().unwrap().is_sign_positive());
    world.run("drill mock-design queue --minutes 15").types(&mock::sprint(["", ""], "")).anything().code(0);
    assert_eq!(part(&world.json("drill plan --json"), "mock"), 1, "a sprint leaves the mock to be done");
    world.run("drill mock-design cache --minutes 35").types(&mock::passed("")).anything().code(0);
    let plan = world.json("drill plan --json");
    assert_eq!((part(&plan, "mock"), &plan["interview"]["mock_day"]), (0, &true.into()));
    world.day(8);
    assert_eq!(world.json("drill plan --json")["interview"]["mock_day"], false);
}

#[test]
fn a_short_sitting_takes_what_is_worth_most() {
    let world = eight();
    world.run("drill --new 4").grades("4444").types("\n").anything().code(0);
    world.run("drill plan --interview 2026-03-29").anything().code(0);
    // A card never seen is worth more than one that is known.
    let run = world.day(2).run("drill --minutes 15").types("q\n");
    run.asks("new: c?").code(0);
}

#[test]
fn interviews_of_the_applications_are_offered_with_their_command() {
    let world = eight();
    let quiet = |line: &str| world.run(line).anything().code(0);
    world
        .run("drill jobs add Acme ML --status onsite --date 2026-03-20")
        .says("hint: `drill plan --interview 2026-03-20 --company \"Acme\"` plans for that day")
        .anything()
        .code(0);
    quiet("drill jobs add Beta Dev --status applied --next 'phone screen' --date 2026-03-10");
    quiet("drill jobs add Late Dev --status onsite --date 2026-02-10");
    quiet("drill jobs add Over Dev --status rejected --next onsite --date 2026-03-12");
    quiet("drill jobs add Errand Dev --status phone --next 'send thanks' --date 2026-03-12");
    let before = world.tree();
    world
        .run("drill plan")
        .prints("Beta on Tue 2026-03-10: phone screen")
        .prints("drill plan --interview 2026-03-20 --company \"Acme\"")
        .prints("drill plan --from-jobs")
        .code(0);
    let offered = world.json("drill plan --json")["offered"].clone();
    let days: Vec<&str> = offered.as_array().unwrap().iter().map(|it| it["date"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-03-10", "2026-03-20"]);
    assert_eq!(offered[0]["command"], "drill plan --interview 2026-03-10 --company \"Beta\"");
    assert_eq!(world.tree(), before, "looking writes nothing");

    // The command as it is printed; the words of a test stand between single quotes.
    quiet(&offered[0]["command"].as_str().unwrap().replace('"', "'"));
    assert_eq!(world.json("drill plan --json")["offered"].as_array().unwrap().len(), 1);
    world.run("drill plan --from-jobs --minutes 25").prints("planned: Acme on Fri 2026-03-20: onsite").code(0);
    let plan = world.json("drill plan --json");
    assert_eq!(plan["offered"].as_array().unwrap().len(), 0);
    let set: Vec<(&str, &str)> = plan["interviews"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["date"].as_str().unwrap(), it["company"].as_str().unwrap()))
        .collect();
    assert_eq!(set, [("2026-03-10", "Beta"), ("2026-03-20", "Acme")]);
    assert_eq!(plan["interviews"][1]["minutes"], 25);
    world.run("drill plan --from-jobs").prints("no application speaks of an interview").code(0);

    // Removed is decided; on another day it is offered anew; an undo offers again.
    quiet("drill plan --remove --company acme");
    assert_eq!(world.json("drill plan --json")["offered"].as_array().unwrap().len(), 0);
    world.run("drill jobs set acme --date 2026-03-25").says("drill plan --interview 2026-03-25").anything().code(0);
    assert_eq!(world.json("drill plan --json")["offered"][0]["date"], "2026-03-25");
    quiet("drill undo");
    quiet("drill undo");
    quiet("drill undo");
    assert_eq!(world.json("drill plan --json")["offered"][0]["date"], "2026-03-20");
    world.run("drill log").prints("the interview on 2026-03-10 (Beta)").anything().code(0);
    quiet("drill doctor");
}

/// On a terminal `drill plan` asks about each; Ctrl-C and escape leave the question open.
#[test]
fn interviews_of_the_applications_are_asked_about_on_a_terminal() {
    let world = eight();
    let quiet = |line: &str| world.run(line).anything().code(0);
    quiet("drill jobs add Acme ML --status onsite --date 2026-03-20");
    quiet("drill jobs add Beta Dev --status onsite --date 2026-03-25");
    let dates = |field: &str| -> Vec<String> {
        let plan = world.json("drill plan --json");
        let all = plan[field].as_array().unwrap().clone();
        all.iter().map(|it| it["company"].as_str().unwrap().to_owned()).collect()
    };
    let before = world.tree();
    let mut terminal = Terminal::drill(&world, &["plan"], &[]);
    terminal.sees("drill plan --from-jobs").sees("plan for Acme on Fri 2026-03-20: onsite?").types("\u{1b}");
    assert_eq!(terminal.ends().0, 0);
    let mut terminal = Terminal::drill(&world, &["plan"], &[]);
    terminal.sees("plan for Acme").types("\u{3}");
    assert_eq!(terminal.ends().0, 130);
    assert_eq!(world.tree(), before, "nothing was answered");

    let mut terminal = Terminal::drill(&world, &["plan"], &[]);
    terminal.sees("plan for Acme on Fri 2026-03-20: onsite?").types("n");
    terminal.sees("plan for Beta on Wed 2026-03-25: onsite?").types("y");
    let (code, page) = terminal.ends();
    assert_eq!(code, 0, "{page}");
    assert!(page.contains("24 days to the interview on Wed 2026-03-25 (Beta)"), "{page}");
    assert_eq!((dates("interviews"), dates("offered")), (vec!["Beta".to_owned()], vec![]));
    // Both answers are remembered, and either can be taken back.
    let mut terminal = Terminal::drill(&world, &["plan"], &[]);
    assert_eq!(terminal.ends().0, 0);
    world.run("drill undo").prints("took back: the interview on 2026-03-25 (Beta)").anything().code(0);
    world.run("drill undo").prints("took back: not planning for the interview on 2026-03-20 (Acme)").anything().code(0);
    assert_eq!((dates("interviews"), dates("offered")), (vec![], vec!["Acme".to_owned(), "Beta".to_owned()]));
    quiet("drill redo");
    assert_eq!(dates("offered"), ["Beta"]);
    quiet("drill doctor");
}

#[test]
fn interviews_are_set_from_the_applications_alone_or_by_hand() {
    let world = eight();
    for line in ["--interview 2026-03-20", "--company Acme", "--remove"] {
        world.run(&format!("drill plan --from-jobs {line}")).anything().code(2);
    }
    world.run("drill plan --from-jobs").prints("no application speaks of an interview").code(0);
    // One without a company on that day is the same interview.
    world.run("drill plan --interview 2026-03-20").anything().code(0);
    world.run("drill jobs add Acme ML --status onsite --date 2026-03-20").anything().code(0);
    assert_eq!(world.json("drill plan --json")["offered"].as_array().unwrap().len(), 0);
    // A name that a shell would take apart.
    world.run("drill jobs add 'A$B' ML --status onsite --date 2026-03-21").anything().code(0);
    assert_eq!(
        world.json("drill plan --json")["offered"][0]["command"],
        "drill plan --interview 2026-03-21 --company 'A$B'"
    );
}

#[test]
fn new_extra_cards_do_not_displace_the_sweep() {
    let core: String = (0..12).map(|at| format!("Q: core {at}?\nA: a\nId: core-{at:02}\n\n")).collect();
    let extra: String = (0..20).map(|at| format!("Q: extra {at}?\nA: a\nId: extra-{at:02}\nTags: extra\n\n")).collect();
    let world =
        World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &format!("# Rust\n\n## Ownership\n\n{core}{extra}"));
    for (key, value) in [("new", 15), ("new_stop", 0)] {
        world.run(&format!("drill config {key} {value}")).anything().code(0);
    }
    let fours = "4".repeat(12);
    world.run("drill --new 12 --minutes 99").grades(&fours).types("\n").anything().code(0);
    world.day(2).run("drill --new 0 --minutes 99").grades(&fours).types("\n").anything().code(0);
    world.day(9).run("drill plan --interview 2026-03-12 --minutes 12").anything().code(0);
    // Few enough answers that the shipped seconds count: 70 a new card, 30 a review.
    let mut extras = 0;
    for day in 9..12 {
        world.day(day);
        let due = world.json("drill due --json");
        extras += due["new"].as_u64().unwrap();
        let planned = usize::try_from(due["planned"].as_u64().unwrap()).unwrap();
        world.run("drill").grades(&"4".repeat(planned)).types("\n").anything().code(0);
    }
    for at in 0..12 {
        let reviews = world.card(&format!("core-{at:02}"))["reviews"].clone();
        let last = reviews.as_array().unwrap().last().unwrap()["day"].as_str().unwrap().to_owned();
        assert!(last.as_str() >= "2026-03-09", "core-{at:02} was last asked on {last}");
    }
    assert!(extras > 0, "what the sweep leaves goes to new cards");
}

#[test]
fn several_interviews_stand_side_by_side_and_fall_away_as_they_pass() {
    let world = eight();
    let set = |line: &str| world.run(&format!("drill plan --interview {line}")).anything().code(0);
    set("today --company Now");
    set("tomorrow --company Soon --topic Ownership=3");
    set("2026-03-20 --company Acme --minutes 30");
    set("2026-03-20 --company Beta --topic Channels=0");
    set("2036-03-01 --company Later");
    let dates = || -> Vec<String> {
        let plan = world.json("drill plan --json");
        let all = plan["interviews"].as_array().unwrap().clone();
        all.iter().map(|it| format!("{} {}", it["date"].as_str().unwrap(), it["company"].as_str().unwrap())).collect()
    };
    let all = ["2026-03-01 Now", "2026-03-02 Soon", "2026-03-20 Acme", "2026-03-20 Beta", "2036-03-01 Later"];
    assert_eq!(dates(), all);
    world.run("drill plan").prints("the interview is today").prints("after it: Mon 2026-03-02 (Soon)").code(0);
    for (day, left, minutes) in [(2, 4, 20), (3, 3, 30), (20, 3, 30), (21, 1, 20)] {
        world.day(day);
        assert_eq!(dates(), all[all.len() - left..], "day {day}");
        assert_eq!(world.json("drill plan --json")["interview"]["minutes_a_day"], minutes, "day {day}");
    }
    // Each with its own weights; the same day twice is told apart by the company.
    world.day(3);
    let plan = world.json("drill plan --json");
    assert_eq!(plan["interviews"][0]["topics"].as_object().unwrap().len(), 0);
    assert!(plan["interviews"][1]["topics"].as_object().unwrap().values().all(|weight| weight == 0.0));
    world.run("drill plan --remove --interview 2026-03-20").says("2 interviews fit").code(1);
    world.run("drill plan --remove --interview 2026-03-20 --company beta").prints("removed").anything().code(0);
    assert_eq!(dates(), ["2026-03-20 Acme", "2036-03-01 Later"]);
    world.run("drill").types("q\n").anything().code(0);
}

/// Columns: an instant, then the days that are left to the first of April; clocks are put on in the night to the 29th.
#[test]
fn days_are_counted_by_study_days() {
    let world = eight();
    world.run("drill plan --interview 2026-04-01").anything().code(0);
    for (instant, left) in [
        ("2026-03-28T12:00:00+01:00", 4),
        ("2026-03-29T01:59:00+01:00", 4),
        ("2026-03-29T03:01:00+02:00", 4),
        ("2026-03-29T04:00:00+02:00", 3),
        ("2026-04-01T03:59:00+02:00", 1),
        ("2026-04-01T04:00:00+02:00", 0),
    ] {
        world.now(instant);
        assert_eq!(world.json("drill plan --json")["interview"]["days_left"], left, "{instant}");
    }
    world.now("2026-04-02T04:00:00+02:00");
    assert!(world.json("drill plan --json")["interview"].is_null());
}

#[test]
fn after_the_date_sm2_goes_on_from_what_it_knows() {
    let world = eight();
    world.run("drill").grades("44444444").types("\n").anything().code(0);
    world.day(2).run("drill").grades("44444444").types("\n").anything().code(0);
    world.run("drill plan --interview 2026-03-10").anything().code(0);
    for day in 3..10 {
        world.day(day);
        let planned = usize::try_from(world.json("drill due --json")["planned"].as_u64().unwrap()).unwrap();
        world.run("drill").grades(&"4".repeat(planned)).types("\n").anything().code(0);
    }
    for day in [10, 11, 14, 24, 31] {
        world.day(day);
        let today = format!("2026-03-{day:02}");
        let cards = world.json("drill cards --json");
        let asked = |card: &&serde_json::Value| {
            card["suspended"] == false && card["memory"]["due"].as_str().is_some_and(|due| due <= today.as_str())
        };
        let waiting = cards.as_array().unwrap().iter().filter(asked).count();
        let due = world.json("drill due --json");
        if day > 10 {
            assert_eq!(due["due"], waiting, "day {day}");
        }
        assert_eq!(due["extra"], 0, "day {day}");
    }
    world.run("drill doctor").anything().code(0);
}

#[test]
fn the_minutes_that_were_done_are_held_against_those_that_are_needed() {
    let world = eight();
    world.run("drill config new 2").anything().code(0);
    world.run("drill plan --interview 2026-03-05").anything().code(0);
    // On the first day there is nothing to compare with.
    world.run("drill report").prints("needs").anything().code(0);
    let effort = world.json("drill report --json")["readiness"]["effort"].clone();
    assert!(effort["done_minutes_a_day"].is_null());
    assert_eq!(effort, world.json("drill plan --json")["effort"]);
    world.run("drill --new 1").grades("4").types("\n").anything().code(0);
    let run = world.day(3).run("drill report");
    run.prints("min a day; you do 0: 1 topic will not be seen: ").anything().code(0);
    let effort = world.json("drill report --json")["readiness"]["effort"].clone();
    assert_eq!(effort["topics_not_seen"].as_array().unwrap().len(), 1);
    assert_eq!(effort["cards_not_seen"], 7);
}

#[test]
fn follow_ups_of_stories_are_no_core_cards() {
    let world = World::new().tracker(
        "# T\n\n## Deep Learning\n- [ ] Dropout\n\n## Stories (STAR)\n\n### Technical Challenge\n**Situation**: it was slow\n\
         **Task**: below 200 ms\n**Action**: I measured it\n**Result**: from 900 ms to 200 ms\n",
    );
    let follow_ups = world.json("drill cards --kind followup --json");
    let id = follow_ups[0]["id"].as_str().expect("a story has follow-ups").to_owned();
    world.run(&format!("drill grade {id} 4")).anything().code(0);
    let report = world.json("drill report --json");
    let topics = report["sections"].as_array().unwrap().iter().flat_map(|it| it["topics"].as_array().unwrap());
    let core: u64 = topics.map(|topic| topic["core"].as_u64().unwrap()).sum();
    assert_eq!(report["readiness"]["core"]["cards"], core);
    assert_eq!(report["readiness"]["core"]["unseen"], core);
}
