//! `docs/exit-codes.md`: the codes are those of the program, and its example is what the program says.

use drill::cli::Exit;

use super::{page::tables_with, program::Program};

const PAGE: &str = include_str!("../../docs/exit-codes.md");

#[test]
fn the_codes_are_those_of_the_program() {
    let told = tables_with(PAGE, &["code", "meaning"])[0].column("code").join(" ");
    let known = [Exit::Done, Exit::Matter, Exit::Usage, Exit::Ours, Exit::Interrupted];
    assert_eq!(told, known.map(|exit| (exit as u8).to_string()).join(" "));
}

#[test]
fn the_example_is_what_the_program_says() {
    let fence = PAGE.split("```console\n").nth(1).unwrap().split("```").next().unwrap();
    let (command, said) = fence.split_once('\n').unwrap();
    let args: Vec<&str> = command.trim_start_matches("$ drill ").split(' ').collect();
    let (out, errors, code) = Program::new().run_whole(&args, "");
    assert_eq!((out.as_str(), errors.as_str(), code), ("", said, 1));
}

#[test]
fn checks_that_find_something_exit_as_the_page_says() {
    let table = &tables_with(PAGE, &["verb", "exits with 1"])[0];
    assert_eq!(table.rows.len(), 7, "a check was added to the page and not to this test");
    let program = Program::new();
    let deck = |name: &str, text: &str| program.file(name, text).to_str().unwrap().to_owned();
    let (lost, plain) = (deck("lost.md", "Q: lost\n"), deck("plain.md", "Q: a\nA: b\n"));
    let code = |args: &[&str]| program.run(args, "").1;
    assert_eq!(code(&["deck", "check", &lost]), 1);
    assert_eq!((code(&["deck", "check", &plain]), code(&["deck", "check", "--strict", &plain])), (0, 1));
    assert_eq!((code(&["story", "technical", "--check"]), code(&["story", "technical"])), (1, 0));
    let tracker = deck("tracker.md", "## Databases\n- [ ] ‚¨ú Indexes\n- [ ] Locks\n");
    assert_eq!((code(&["tracker", "repair", &tracker]), code(&["tracker", "repair", "--yes", &tracker])), (1, 0));
    assert_eq!((code(&["tracker", "link", &tracker]), code(&["tracker", "sync"]), code(&["doctor"])), (0, 0, 0));
    std::fs::write(&tracker, "## Databases\n- [x] ⬜ Indexes\n- [x] Locks\n").unwrap();
    assert_eq!((code(&["tracker", "sync"]), code(&["doctor"])), (1, 1));
    assert_eq!((code(&["tracker", "sync", "--file"]), code(&["doctor"])), (0, 0));
    assert_eq!((code(&["resources"]), code(&["resources", "--check"])), (0, 0));
    std::fs::write(&tracker, "## Resources\n- [Gone](gone.md)\n").unwrap();
    assert_eq!((code(&["resources"]), code(&["resources", "--check"])), (0, 1));
    assert_eq!(code(&["due"]), 0);
}
