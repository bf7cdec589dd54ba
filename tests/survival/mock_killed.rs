//! `kill -9` in the middle of a mock: what was noted is there, and it goes on.

use std::io::{BufRead, BufReader, Write};

use super::place::Place;

#[test]
fn a_killed_mock_goes_on_with_its_note() {
    let place = Place::new();
    let mut child = place.command(["mock-design", "rag", "--minutes", "15"]).spawn().unwrap();
    let mut keys = child.stdin.take().unwrap();
    keys.write_all("first line\n/next\n/next\nsecond line\n/next\n".as_bytes()).unwrap();
    // The answer to the last command stands there only when everything before it is on disk.
    let seen = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .any(|line| line.contains("estimate has ") && line.contains("next again"));
    assert!(seen, "the clock was asked to go on");
    child.kill().unwrap();
    child.wait().unwrap();
    // The lock went with the process; without a word nothing else begins.
    let refused = place.command(["mock-design"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--resume"), "{refused:?}");
    let mut child = place.command(["mock-design", "--resume"]).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"third line\n/end\n/end\ny\n1\n\n\n\n\n\n\n").unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let shown = place.command(["mock-design", "--show", "rag"]).output().unwrap();
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("first line\nsecond line\nthird line"), "{shown}");
}
