use super::*;

fn names(walked: &Walked, root: &Path) -> Vec<String> {
    let files = walked.files.iter().map(|file| file.path.strip_prefix(root).unwrap_or(&file.path));
    files.map(|path| path.to_string_lossy().into_owned()).collect()
}

fn write(root: &Path, name: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "x").unwrap();
}

#[test]
fn a_folder_is_walked_for_decks() {
    let home = tempfile::tempdir().unwrap();
    for name in
        ["b.md", "a/c.markdown", "a/D.MD", "a/x.txt", ".hidden.md", ".git/y.md", "scenarios/s.md", "a/stories/t.md"]
    {
        write(home.path(), name);
    }
    let walked = walk(home.path()).decks;
    assert_eq!(names(&walked, home.path()), ["a/D.MD", "a/c.markdown", "b.md"]);
    assert!(walked.problems.is_empty(), "{:?}", walked.problems);
    assert!(walked.files.iter().all(|file| file.size == 1 && file.mtime_ns > 0));
    assert_eq!(names(&walk(&home.path().join("b.md")).decks, home.path()), ["b.md"]);
    assert!(matches!(walk(&home.path().join("none")).decks.problems[..], [WalkError::Missing { .. }]));
}

#[test]
fn a_folder_is_walked_for_scenarios() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    for name in ["b.md", "scenarios/s.md", "scenarios/README.md", "scenarios/x.txt", "a/scenarios/deep/t.MD"] {
        write(root, name);
    }
    for name in ["stories/scenarios/u.md", "scenarios/stories/v.md", "scenarios/.w.md"] {
        write(root, name);
    }
    let walked = walk(root).scenarios;
    assert_eq!(names(&walked, root), ["a/scenarios/deep/t.MD", "scenarios/s.md"]);
    assert!(walked.problems.is_empty(), "{:?}", walked.problems);
    assert_eq!(names(&walk(&root.join("scenarios")).scenarios, root), ["scenarios/s.md"]);
    assert_eq!(names(&walk(&root.join("scenarios")).decks, root), [""; 0]);
    // A file alone is one or the other: by its folder, else by its front matter.
    let front = "---\nid = \"a\"\ntitle = \"A\"\n---\n## Prompt\nDo.\n";
    fs::write(root.join("own.md"), front).unwrap();
    fs::write(root.join("cards.md"), format!("{front}\nQ: a\nA: b\n")).unwrap();
    for (name, scenario) in [("scenarios/s.md", true), ("own.md", true), ("b.md", false), ("cards.md", false)] {
        let path = root.join(name);
        let found = walk(&path);
        assert_eq!((found.scenarios.files.len(), found.decks.files.len()), (scenario.into(), (!scenario).into()));
    }
    assert!(walk(&root.join("none")).scenarios.problems.is_empty(), "said once, of the decks");
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_never_round() {
    use std::os::unix::fs::symlink;
    let (home, away) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(home.path(), "z/real.md");
    write(away.path(), "far.md");
    symlink(home.path().join("z/real.md"), home.path().join("a-link.md")).unwrap();
    symlink(home.path(), home.path().join("round")).unwrap();
    symlink(away.path(), home.path().join("away")).unwrap();
    symlink(away.path().join("far.md"), home.path().join("twice.md")).unwrap();
    symlink("nowhere.md", home.path().join("gone.md")).unwrap();
    let walked = walk(home.path()).decks;
    assert_eq!(names(&walked, home.path()), ["away/far.md", "z/real.md"]);
    assert!(matches!(&walked.problems[..], [WalkError::Dangling { path }] if path.ends_with("gone.md")));
}
