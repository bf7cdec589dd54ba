//! `drill config`

use crate::world::World;

#[test]
fn every_key_with_value_and_origin() {
    let world = World::new();
    world.write("home/config.toml", "minutes = 30 # more\n\n[tracker]\nignore = [\"Archive\"]\n");
    let all = world.json("drill config --json");
    let row = |key: &str| {
        let row = all.as_array().unwrap().iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("{key}"));
        format!("{} {}", row["value"].as_str().unwrap(), row["origin"].as_str().unwrap())
    };
    assert_eq!(row("minutes"), "30 config.toml");
    assert_eq!(row("grades"), "60 default");
    assert_eq!(row("new"), "15 default");
    assert_eq!(row("rollover"), "4 default");
    assert_eq!(row("repeat_below"), "4 default");
    assert_eq!(row("tracker.ignore"), "[\"Archive\"] config.toml");
    let text = world.run("drill config").prints("").code(0).out;
    for row in all.as_array().unwrap() {
        assert!(text.contains(row["key"].as_str().unwrap()), "{text}");
    }
}

#[test]
fn a_value_is_read_and_written_and_everything_else_stays() {
    let world = World::new();
    let text = "# mine\nminutes = 30 # more\nnew = 3\n\n[tracker]\ntopics = [\"A\"]\n";
    world.write("home/config.toml", text);
    world.run("drill config minutes").out("minutes = 30\n").code(0);
    world.run("drill config minutes 45").out("minutes = 45\n").code(0);
    assert_eq!(world.read("home/config.toml"), text.replace("30", "45"));
    world.run("drill config new ''").out("new = 15\n").code(0);
    assert_eq!(world.read("home/config.toml"), text.replace("30", "45").replace("new = 3\n", ""));
}

#[test]
fn a_first_setting_makes_the_file_and_nothing_else() {
    let world = World::new();
    world.run("drill config grades").out("grades = 60\n").code(0);
    assert!(!world.has("home"));
    world.run("drill config grades 10").out("grades = 10\n").code(0);
    assert_eq!(world.read("home/config.toml"), "grades = 10\n");
    assert!(!world.has("home/drill.db"));
}

#[test]
fn an_unknown_key_is_an_error_with_a_suggestion() {
    let world = World::new();
    world
        .run("drill config minuets")
        .err("error: no setting is called 'minuets'\nhint: did you mean 'minutes'?\n")
        .code(1);
    world.run("drill config minuets 5").says("error: no setting is called 'minuets'").code(1);
    world.run("drill config zzzzz").says("hint: `drill config` lists every setting").code(1);
    assert!(!world.has("home"));
}

#[test]
fn a_value_out_of_range_is_refused_and_not_written() {
    for (key, value) in [
        ("minutes", "-1"),
        ("minutes", "many"),
        ("rollover", "24"),
        ("repeat_below", "5"),
        ("keys", "five"),
        ("new", "1.5"),
        ("tracker.topics", "1"),
        ("grades", "999999999999"),
    ] {
        let world = World::new();
        world.run(&format!("drill config {key} {value}")).says(&format!("error: {key} takes ")).code(1);
        assert!(!world.has("home/config.toml"), "{key} {value}");
    }
}

#[test]
fn a_broken_file_is_told_with_its_place_by_whoever_reads_it() {
    for (text, told) in [
        ("minutes = \n", "/w/home/config.toml:1:"),
        ("grades = 5\nminuets = 3\n", "/w/home/config.toml:2:1: no setting is called 'minuets'"),
        ("grades = 5\nminutes = \"x\"\n", "/w/home/config.toml:2:"),
    ] {
        let world = World::new();
        world.write("home/config.toml", text);
        for line in ["drill", "drill due", "drill config", "drill grade a 4"] {
            world.run(line).says(&format!("error: {told}")).says("hint: ").code(1);
        }
        assert_eq!(world.tree().len(), 2, "nothing was made");
    }
}
