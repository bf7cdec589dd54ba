//! Every command that the README and the pages name is one that the program takes; every link leads somewhere.

use std::path::{Path, PathBuf};

use clap::{Parser, error::ErrorKind};
use drill::cli::args::Args;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The README and every page, each with its path.
fn pages() -> Vec<(PathBuf, String)> {
    let docs = std::fs::read_dir(Path::new(ROOT).join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let top = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| Path::new(ROOT).join(name));
    let pages = docs.filter(|path| path.extension().is_some_and(|end| end == "md")).chain(top);
    pages.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// What stands between code ticks, and the lines of fences in which a shell is spoken.
fn commands(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut fence = None;
    for line in page.lines() {
        match (line.trim_start().strip_prefix("```"), fence) {
            (Some(_), Some(_)) => fence = None,
            (Some(language), None) => fence = Some(language),
            (None, Some("sh" | "console")) => {
                found.push(line.split(" #").next().unwrap().trim_start_matches("$ ").trim().to_owned());
            }
            (None, Some(_)) => {}
            (None, None) => found.extend(line.split('`').skip(1).step_by(2).map(|code| code.replace("\\|", "|"))),
        }
    }
    found.retain(|text| text.starts_with("drill ") && !text.starts_with("drill help"));
    found
}

#[test]
fn every_command_on_a_page_is_taken() {
    let mut checked = 0;
    for (path, page) in pages() {
        for command in commands(&page) {
            let alone = command.split(" | ").next().unwrap();
            let words = alone.split_whitespace().map(|word| match word {
                "N" | "DAYS" => "3",
                "GRADE" => "4",
                "SHELL" => "bash",
                "\"\"" => "",
                other => other,
            });
            // A verb may be named without what it needs.
            let bare = [ErrorKind::MissingRequiredArgument, ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand];
            if let Err(refused) = Args::try_parse_from(words)
                && !bare.contains(&refused.kind())
            {
                panic!("{}: `{command}`: {refused}", path.display());
            }
            checked += 1;
        }
    }
    assert!(checked > 40, "only {checked} commands were found");
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let mut checked = 0;
    for (path, page) in pages() {
        let targets = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|it| it.ends_with(".md") || it.starts_with("LICENSE")) {
            // Examples of trackers name notes of their owners.
            if target.starts_with("notes/") {
                continue;
            }
            let file = path.parent().unwrap().join(target);
            assert!(file.is_file(), "{} links to {target}", path.display());
            checked += 1;
        }
    }
    assert!(checked > 20, "only {checked} links were found");
}
