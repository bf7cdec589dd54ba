//! `kill -9` in the middle of rating a telling, and a terminal that is closed: what was rated is there.

use std::io::{BufRead, BufReader, Write};

use super::place::Place;

fn written() -> Place {
    let place = Place::new();
    let line = ["story", "technical", "--situation", "a", "--task", "b", "--action", "c", "--result", "d"];
    place.run(line).is_fine();
    place
}

fn told(place: &Place) -> serde_json::Value {
    let shown = place.run(["story", "technical", "--json"]);
    serde_json::from_str(&shown.is_fine().out).unwrap()
}

#[test]
fn a_killed_telling_goes_on_with_what_was_rated() {
    let place = written();
    let mut child = place.command(["story", "technical", "--tell"]).spawn().unwrap();
    let mut keys = child.stdin.take().unwrap();
    keys.write_all(format!("{}4\n3\n4\n", "/next\n".repeat(6)).as_bytes()).unwrap();
    // The third question stands there only when two levels are on disk.
    let seen = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .any(|line| line.contains("your telling, 3 of 7"));
    assert!(seen, "the third level was asked for");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(told(&place)["tellings"], 0);
    let done = place.types(["story", "technical", "--tell"], "3\n3\n3\n3\n3\n");
    assert!(done.is_fine().err.contains("was left with 2 of 7 rated"), "{done:?}");
    let levels = &told(&place)["history"][0]["ratings"];
    assert_eq!((&levels["situation"], &levels["role"], &levels["task"]), (&3.into(), &4.into(), &3.into()));
    place.run(["doctor"]).is_fine();
}

#[test]
fn the_end_of_input_loses_no_level() {
    let place = written();
    for (keys, rated) in [(format!("{}4\n", "/next\n".repeat(6)), 0), ("2\n".to_owned(), 1), (String::new(), 1)] {
        let done = place.types(["story", "technical", "--tell"], &keys);
        assert!(done.is_fine().err.contains(&format!("put aside with {rated} of 7 rated")), "{done:?}");
    }
    place.types(["story", "technical", "--tell"], &"3\n".repeat(6)).is_fine();
    assert_eq!(told(&place)["history"][0]["ratings"]["situation"], 2);
}
