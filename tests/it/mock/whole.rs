//! A whole mock on a pseudo-terminal, and a whole mock taken back.

use proptest::prelude::*;

use super::{mocks, passed, row, sprint, world};
use crate::screen::Terminal;

#[test]
fn a_whole_sprint_on_the_full_screen() {
    let world = world();
    let script = "drill mock-design mq --minutes 15; echo code $?; stty -a";
    let mut terminal = Terminal::shell(&world, Some(script), &[("DRILL_PACE", "200")]);
    terminal.is_full(true).sees("Design a queue").sees("phase 1 of 3: clarify").sees("in all");
    terminal.types("nothing may be lost").sees("nothing may be lost");
    // Five minutes are a second and a half: the warning comes, then the end of the phase, and nothing is blocked.
    terminal.sees("clarify: ").sees("over +").resize(40, 10).sees("over +").resize(80, 24);
    terminal.types("\u{e}").sees("phase 2 of 3: estimate").types("\r1 kB each").sees("1 kB each");
    terminal
        .sees("over +")
        .types("\u{e}")
        .sees("phase 3 of 3: frame and draw")
        .sees("15 minutes are over")
        .types("\u{e}");
    terminal.sees("would you hire").types("n").sees("weakest?").types("2");
    terminal.sees("Scope and success").types("a\r").sees("Estimates").types("\r");
    terminal
        .sees("levels stand")
        .types("\r")
        .sees("to remember this mock by")
        .types("counted nothing")
        .sees("> counted nothing")
        .types("\r");
    let (code, page) = terminal.ends();
    assert_eq!(code, 0);
    assert!(page.contains("code 0") && page.contains(" icanon") && !page.contains("-icanon"), "{page}");
    let found = mocks(&world);
    let detail = &found[0]["detail"];
    assert_eq!(detail["note"], "nothing may be lost\n1 kB each");
    assert_eq!(
        (&detail["verdict"]["hire"], &detail["minutes"], &detail["remark"]),
        (&false.into(), &15.into(), &"counted nothing".into())
    );
    let over = |phase: usize| {
        detail["phases"][phase]["spent_seconds"].as_u64() > detail["phases"][phase]["planned_seconds"].as_u64()
    };
    assert!((0..2).all(over), "{detail}");
    assert!(row(&world, "Design a queue").contains("🟨") && row(&world, "Design a queue").contains("counted nothing"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever a mock was, an undo leaves nothing of it but the two entries of the log; a redo brings all of it back.
    #[test]
    fn undo_takes_all_of_a_mock_back(full: bool, scope in 0_usize..4, estimates: bool, remark in "[a-z|\\\\ ]{0,12}", note in "[ ⬜✅a-z0-9]{0,8}") {
        let world = world();
        world.change("tracker.md", "| Design a queue | ⬜ | |", &format!("| Design a queue | ⬜ | {note} |"));
        world.run("drill grade a 4").anything().code(0);
        let seen = |world: &crate::world::World| {
            (world.read("tracker.md"), world.json("drill cards --json"), world.json("drill due --json"), world.json("drill cards --kind scenario --json"))
        };
        let before = seen(&world);
        let keys = if full { passed(&remark) } else { sprint([["", "1", "2", "all"][scope], if estimates { "all" } else { "none" }], &remark) };
        let command = if full { "drill mock-design mq" } else { "drill mock-design mq --minutes 15" };
        world.run(command).types(&keys).anything().code(0);
        let after = seen(&world);
        prop_assert_eq!(mocks(&world).len(), 1);
        prop_assert!(after != before);
        world.run("drill undo").anything().code(0);
        prop_assert_eq!(mocks(&world).len(), 0);
        prop_assert_eq!(&seen(&world), &before);
        world.run("drill redo").anything().code(0);
        prop_assert_eq!(&seen(&world), &after);
        world.run("drill doctor").never_prints("wrong").anything().code(0);
    }
}
