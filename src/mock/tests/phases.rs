//! Phases, warnings, overrun, curveballs, commands.

use super::bench::{Bench, scenario};
use crate::model::{
    mock::{Length, phases},
    view::{Command, View},
};

/// A script, what it tells, and what is shown at its end.
fn table(minutes: u32, rows: &[(&str, &str, &str)]) {
    for (script, told, shown) in rows {
        let mut bench = Bench::of(minutes);
        assert_eq!((bench.play(script).as_str(), bench.shown().as_str()), (*told, *shown), "{minutes} min: {script}");
    }
}

const WARNED: &str = "!clarify:_1:00_left!";
const OVER: &str = "(clarify:_its_5_min_are_over;_what_follows_is_overrun)";
const EARLY: &str = "(clarify_has_5:00_left:_next_again_goes_on)";
const HIRE: &str = "your own verdict first, before the rubric: on this interview, would you hire yourself? [yn]";

#[test]
fn a_phase_warns_at_eighty_percent_and_is_never_blocked() {
    table(
        15,
        &[
            ("", "", "1 of 3 300 900"),
            ("+239s tick", "", "1 of 3 61 661"),
            ("+240s tick", WARNED, "1 of 3 60 660"),
            ("+290s tick", WARNED, "1 of 3 10 610"),
            ("+301s tick", &format!("{WARNED} {OVER}"), "1 of 3 -1 599"),
            ("+400s next", &format!("{WARNED} {OVER}"), "2 of 3 180 500"),
            // Whoever looked away through the warning is told the end alone.
            ("jump+301s tick", OVER, "1 of 3 -1 599"),
            ("jump+290s tick", "!clarify:_0:10_left!", "1 of 3 10 610"),
        ],
    );
}

#[test]
fn leaving_a_phase_early_is_asked_once() {
    table(
        15,
        &[
            ("next", EARLY, "1 of 3 300 900"),
            ("next next", EARLY, "2 of 3 180 900"),
            ("next line:y", EARLY, "2 of 3 180 900"),
            ("next line:No", EARLY, "1 of 3 300 900"),
            ("next tick note:x size next", EARLY, "2 of 3 180 900"),
            // Another line than yes or no is a line of the note, and the next one is not asked again in this phase.
            ("next line:yesterday next", EARLY, "2 of 3 180 900"),
            ("next next next", &format!("{EARLY} (estimate_has_3:00_left:_next_again_goes_on)"), "2 of 3 180 900"),
            // After the warning it is not early any more.
            ("+4m next", WARNED, "2 of 3 180 660"),
            ("line:y", "", "1 of 3 300 900"),
        ],
    );
}

#[test]
fn every_phase_of_every_length_comes_in_its_time() {
    for length in Length::ALL {
        let mut bench = Bench::of(length.minutes());
        let planned = phases(length);
        let mut left = i64::from(length.seconds());
        for (at, (phase, minutes)) in planned.iter().enumerate() {
            let seconds = i64::from(*minutes) * 60;
            assert_eq!(bench.shown(), format!("{} of {} {seconds} {left}", at + 1, planned.len()));
            let Some((View::Timed(view), _)) = &bench.asked else { panic!("no clock runs") };
            assert_eq!(view.stage, format!("phase {} of {}: {}", at + 1, planned.len(), phase.name()));
            assert_eq!((view.goal.as_str(), i64::from(view.clock.stage_seconds)), (phase.goal(), seconds));
            bench.play(&format!("+{}s next", seconds - 1));
            left -= seconds - 1;
        }
        assert_eq!(bench.shown(), HIRE);
        assert!(!bench.saved().marking.as_ref().unwrap().ended_early);
    }
}

#[test]
fn the_end_of_the_whole_clock_rings_once() {
    let mut bench = Bench::of(15);
    bench.play("+4m next +3m next");
    let told = bench.play("+7m +5m tick");
    assert_eq!(
        told,
        "!frame:_1:24_left! (frame:_its_7_min_are_over;_what_follows_is_overrun) !15_minutes_are_over;_what_follows_is_overrun!"
    );
    assert_eq!(bench.shown(), "3 of 3 -300 -240");
    assert_eq!(bench.play("next"), "(the_clock_is_stopped_at_19:00_of_15:00;_now_the_marking)");
    assert_eq!(bench.shown(), HIRE);
}

#[test]
fn the_end_is_asked_once_while_phases_are_left() {
    let asked = "(not_reached_yet:_estimate,_frame;_end_again_ends_the_mock_and_begins_its_marking)";
    let bell = "(the_clock_is_stopped_at_0:00_of_15:00;_now_the_marking)";
    table(
        15,
        &[
            ("end", asked, "1 of 3 300 900"),
            ("end end", &format!("{asked} {bell}"), HIRE),
            ("end line:yes", &format!("{asked} {bell}"), HIRE),
            ("end line:n end", &format!("{asked} {asked}"), "1 of 3 300 900"),
            ("end next", &format!("{asked} {EARLY}"), "1 of 3 300 900"),
        ],
    );
    let mut bench = Bench::of(15);
    bench.play("end end");
    assert!(bench.saved().marking.as_ref().unwrap().ended_early);
    // In the last phase the end is no other than the next one.
    let mut bench = Bench::of(15);
    bench.play("+5m next +3m next +6m end");
    assert!(!bench.saved().marking.as_ref().unwrap().ended_early);
}

#[test]
fn curveballs_come_at_their_hundredths_of_the_clock() {
    // Ticks come when they were asked for; the seconds are those of the whole clock.
    let table: [(u32, &[(u32, &str)]); 4] = [
        (15, &[]),
        (35, &[(840, "A"), (1365, "B")]),
        (45, &[(1080, "A"), (1755, "B"), (2295, "C")]),
        (60, &[(1440, "A"), (2340, "B"), (3060, "C")]),
    ];
    for (minutes, balls) in table {
        let mut bench = Bench::of(minutes);
        let told = bench.play(&format!("+{}m tick", minutes + 1));
        let thrown: Vec<(u32, &str)> =
            bench.saved().curveballs.iter().map(|thrown| (thrown.at_seconds, thrown.event.as_str())).collect();
        assert_eq!(thrown, balls);
        for (_, event) in balls {
            assert_eq!(told.matches(&format!("!curveball:_{event}!")).count(), 1, "{told}");
        }
    }
}

#[test]
fn each_mock_begins_at_another_curveball_and_few_are_no_trouble() {
    let thrown = |earlier: usize, known: usize| {
        let mut scenario = scenario();
        scenario.curveballs.truncate(known);
        let mut bench = Bench::with(35, scenario, earlier, None);
        bench.play("jump+35m tick kill tick");
        bench.saved().curveballs.iter().map(|thrown| thrown.event.clone()).collect::<String>()
    };
    assert_eq!([thrown(0, 5), thrown(1, 5), thrown(2, 5), thrown(3, 5)], ["AB", "CD", "EA", "BC"]);
    assert_eq!([thrown(0, 0), thrown(4, 1), thrown(usize::MAX, 5)], ["", "A", "AB"]);
}

#[test]
fn the_body_keeps_what_came() {
    let mut bench = Bench::with(35, scenario(), 0, Some("last time you ran over in dive (by 2:10)"));
    assert_eq!(bench.body(), "Design an X.\n\n**Look out:** last time you ran over in dive (by 2:10)");
    bench.play("+14m next ask");
    assert_eq!(
        bench.body(),
        "Design an X.\n\n**Look out:** last time you ran over in dive (by 2:10)\n\n**Curveball at 14:00:** A\n\n\
         **To be asked first:**\n\n- How many? *Ten.*"
    );
}

#[test]
fn the_questions_are_shown_after_their_phase() {
    let asks = |bench: &Bench| match &bench.asked {
        Some((View::Timed(view), _)) => view.commands.contains(&Command::Ask),
        other => panic!("no clock runs: {other:?}"),
    };
    let mut bench = Bench::of(15);
    assert_eq!(bench.play("ask"), "(the_questions_to_have_asked_are_shown_when_the_first_phase_is_over)");
    assert!(!asks(&bench) && !bench.body().contains("How many"));
    bench.play("+4m next");
    assert!(asks(&bench));
    assert_eq!(bench.play("ask"), "(the_questions_to_have_asked_stand_under_the_prompt_now)");
    assert_eq!(bench.saved().questions_shown_at, Some(240));
    assert!(!asks(&bench) && bench.body().contains("How many"));
    assert_eq!(bench.play("ask"), "(the_questions_stand_under_the_prompt_already)");
    let mut none = scenario();
    none.questions.clear();
    let mut bench = Bench::with(15, none, 0, None);
    assert_eq!(bench.play("ask"), "(this_scenario_has_no_list_of_questions)");
}

#[test]
fn the_note_is_kept_as_it_comes() {
    let mut bench = Bench::of(15);
    bench.play("note:one_two");
    assert_eq!(bench.saved().note, "one two");
    bench.play("note:one line:two line: line:three_|");
    assert_eq!(bench.saved().note, "one\ntwo\n\nthree |\n");
}

#[test]
fn an_editor_gets_the_note_and_brings_it_back() {
    let mut bench = Bench::of(15);
    assert_eq!(bench.play("note:a edit noted:b_c"), "edit");
    assert_eq!((bench.note(), bench.saved().note.clone()), ("b c".to_owned(), "b c".to_owned()));
    assert_eq!(bench.play("edit failed"), "edit trouble:no_editor");
    assert_eq!(bench.note(), "b c");
    // The clock runs on while the editor is open.
    assert_eq!(bench.play("edit jump+301s noted:d tick"), format!("edit {OVER}"));
}

#[test]
fn a_note_that_cannot_be_saved_is_told_once_and_kept() {
    let mut bench = Bench::of(15);
    assert_eq!(bench.play("full note:a full note:ab"), "trouble:not_saved:_disk_full");
    assert_eq!(bench.note(), "ab");
    bench.play("tick +6s");
    assert_eq!(bench.saved().note, "ab");
}
