//! `kill -9` at any moment: nothing that was acknowledged is lost, and nothing is half-written.

use std::{
    fs,
    io::{Read, Write},
    process::Child,
    thread,
    time::{Duration, Instant},
};

use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use super::place::Place;

const ROUNDS: i64 = 64;
const TOPICS: usize = 24;

/// Topics of one core card each, so that nearly every grade earns or loses a box.
fn deck() -> String {
    let topic =
        |number| format!("## Topic {number}\n\nQ: Question {number}?\nA: Answer {number}.\nId: card-{number}\n\n");
    format!("# Section\n\n{}", (0..TOPICS).map(topic).collect::<String>())
}

/// With everything that must stay: CRLF, trailing spaces, a damaged emoji, bytes that are no UTF-8.
fn tracker() -> Vec<u8> {
    let line = |number| format!("- [ ] Topic {number} (promise)  \r\n");
    let mut bytes =
        format!("# üìä Mine\r\n\r\n## Section\r\n{}", (0..TOPICS).map(line).collect::<String>()).into_bytes();
    bytes.extend(b"\r\nend \xff\xfe");
    bytes
}

/// Keys of a sitting, and what each of its actions writes into the log: a grade, or none for an undo.
fn script(dice: &mut ChaCha8Rng) -> (String, Vec<Option<u64>>) {
    let (mut keys, mut actions) = (String::new(), Vec::new());
    let mut given = 0;
    for _ in 0..40 {
        if given > 0 && dice.random_ratio(1, 6) {
            keys.push_str("u\n");
            actions.push(None);
            given -= 1;
        } else {
            let grade = dice.random_range(1..=5);
            keys.push_str(&format!("\n{grade}\n"));
            actions.push(Some(grade));
            given += 1;
        }
    }
    (keys, actions)
}

/// Only our own topics: a tracker that names none of the built-in ones leaves those awake.
const TOPIC: [&str; 2] = ["--topic", "section"];

fn spawn(place: &Place, args: &[&str], keys: &str) -> Child {
    let mut child = place.command(args).spawn().unwrap();
    // All keys fit into a pipe; it stays open, so that the end of input does not end the sitting.
    child.stdin.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    child
}

#[allow(clippy::disallowed_methods, reason = "how long a sitting takes on this machine is what the delays are made of")]
fn time(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// How many actions were acknowledged: after each one another card is shown, or the closing prompt.
fn acknowledged(said: &str) -> usize {
    let shown = said.lines().filter(|line| line.starts_with('[') && line.contains(" done, ")).count();
    let closings = said.matches("that was the last card").count();
    (shown + closings).saturating_sub(1)
}

/// What the day's actions were, in the order of the log.
fn actions(place: &Place, day: &str) -> Vec<Option<u64>> {
    let log = place.json(&["log", "--limit", "1000000"]);
    let mut actions: Vec<(u64, Option<u64>)> = Vec::new();
    for entry in log.as_array().unwrap().iter().filter(|entry| entry["day"] == day) {
        match entry["kind"].as_str().unwrap() {
            "grade" => actions.push((entry["counter"].as_u64().unwrap(), entry["grade"].as_u64())),
            "retract" => actions.push((entry["counter"].as_u64().unwrap(), None)),
            _ => {}
        }
    }
    actions.sort_unstable();
    actions.into_iter().map(|(_, action)| action).collect()
}

/// The tracker as the boxes say it should be.
fn intended(place: &Place, original: &[u8]) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for topic in place.json(&["topics"]).as_array().unwrap() {
        if topic["box"] != "open" {
            let line = format!("- [ ] {} (", topic["title"].as_str().unwrap());
            let at = bytes.windows(line.len()).position(|window| window == line.as_bytes()).unwrap();
            bytes[at + 3] = b'x';
        }
    }
    bytes
}

/// The same bytes but for what stands in the boxes.
fn differs_in_boxes_only(bytes: &[u8], original: &[u8]) -> bool {
    let boxed = |at: usize| at > 0 && original[at - 1] == b'[' && original.get(at + 1) == Some(&b']');
    bytes.len() == original.len()
        && (0..bytes.len()).all(|at| bytes[at] == original[at] || (boxed(at) && b" xX".contains(&bytes[at])))
}

#[test]
fn kill_at_any_moment_loses_at_most_the_card_on_screen() {
    let mut place = Place::new();
    let mine = place.write("mine/tracker.md", tracker());
    place.write("home/decks/deck.md", deck());
    place.run(["tracker", "link", "mine/tracker.md"]).is_fine();
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let (mut whole, mut cut, mut boxes) = (Duration::ZERO, 0, 0);
    for round in 0..ROUNDS {
        // A day for each round, so that what was learned is asked again, earned and lost.
        let moment = chrono::DateTime::parse_from_rfc3339("2026-03-01T09:00:00Z").unwrap();
        let moment = moment + chrono::TimeDelta::days(round);
        place.at(&moment.to_rfc3339());
        let day = moment.date_naive().to_string();
        let (keys, wanted) = script(&mut dice);
        if round % 16 == 0 {
            // Now and then one that runs to its end, to know how long that takes.
            whole = time(|| assert_eq!(place.types(TOPIC, &keys).code, Some(0)));
        } else {
            let mut child = spawn(&place, &TOPIC, &keys);
            thread::sleep(whole.mul_f64(dice.random_range(0.0..1.1)));
            child.kill().unwrap();
            child.wait().unwrap();
            let (mut said, mut bytes) = (String::new(), Vec::new());
            child.stderr.take().unwrap().read_to_end(&mut bytes).unwrap();
            said.push_str(&String::from_utf8_lossy(&bytes));
            let acknowledged = acknowledged(&said);
            let found = actions(&place, &day);
            assert!(found.len() <= wanted.len() && found == wanted[..found.len()], "round {round}: {found:?}");
            assert!(
                (acknowledged..=acknowledged + 1).contains(&found.len()),
                "round {round}: {acknowledged} were acknowledged, {} are in the log\n{said}",
                found.len()
            );
            cut += usize::from(!found.is_empty() && found.len() < wanted.len());
        }
        let bytes = fs::read(&mine).unwrap();
        assert!(differs_in_boxes_only(&bytes, &tracker()), "round {round}: half-written");
        assert_eq!(place.wrong(), Vec::<String>::new(), "round {round}");
        place.run(["tracker", "sync"]).is_fine();
        let intended = intended(&place, &tracker());
        assert_eq!(fs::read(&mine).unwrap(), intended, "round {round}");
        boxes += usize::from(intended != tracker());
    }
    // The delays hit what they are meant to hit.
    assert!(cut > 10 && boxes > 10, "{cut} sittings cut, {boxes} rounds with boxes ticked");
}

#[test]
fn kill_during_the_first_run_leaves_a_home_that_works() {
    let mut dice = ChaCha8Rng::seed_from_u64(2);
    let whole = time(|| assert_eq!(Place::new().types([""; 0], "\n4\n").code, Some(0)));
    for round in 0..16 {
        let place = Place::new();
        let mut child = spawn(&place, &[], "\n4\n");
        thread::sleep(whole.mul_f64(dice.random_range(0.0..1.0)));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(place.wrong(), Vec::<String>::new(), "round {round}");
        place.types([""; 0], "\n4\nq\n").is_fine();
        assert_eq!(place.wrong(), Vec::<String>::new(), "round {round}");
        assert!(place.home().join("tracker.md").exists(), "round {round}");
        assert!((1..=2).contains(&place.grades().len()), "round {round}");
    }
}
