//! Narrow, wide and dumb terminals.

use super::place::Place;

#[test]
fn a_width_that_means_nothing_is_eighty() {
    let usual = Place::new().types([""; 0], "\n4\n\n2\n?\nq\n");
    for columns in ["garbage", "0", "-1", "", "80.5", "99999999999999999999"] {
        let place = Place::new().with("COLUMNS", columns);
        let done = place.types([""; 0], "\n4\n\n2\n?\nq\n");
        let widest = done.is_fine().err.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= 80, "COLUMNS={columns}: {widest}");
        // Everything but the folder named in the greeting.
        let cards = |text: &str| text.split_once("\n\n").unwrap().1.to_owned();
        assert_eq!(cards(&done.err), cards(&usual.err), "COLUMNS={columns}");
    }
}

#[test]
fn any_width_shows_every_card_and_takes_every_key() {
    for columns in ["1", "2", "7", "20", "40", "81", "200", "65535"] {
        let place = Place::new().with("COLUMNS", columns);
        let done = place.types([""; 0], "\n4\n?\n\n2\nu\nq\n");
        done.is_fine();
        assert_eq!(place.grades().len(), 1, "COLUMNS={columns}");
        for verb in [&["due"][..], &["report"], &["topics"], &["cards"], &["log"], &["tracker"], &["deck", "list"]] {
            place.run(verb).is_fine();
        }
    }
}

#[test]
fn a_dumb_terminal_and_no_terminal_read_the_same() {
    let say = |place: Place| place.types([""; 0], "\n4\n\n2\nq\n").is_fine().out.clone();
    let usual = say(Place::new());
    assert_eq!(say(Place::new().with("TERM", "dumb")), usual);
    assert_eq!(say(Place::new().with("TERM", "xterm-256color").with("NO_COLOR", "1")), usual);
    assert_eq!(say(Place::new().with("TERM", "")), usual);
}
