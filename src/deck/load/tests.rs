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
    let walked = walk(home.path());
    assert_eq!(names(&walked, home.path()), ["a/D.MD", "a/c.markdown", "b.md"]);
    assert!(walked.problems.is_empty(), "{:?}", walked.problems);
    assert!(walked.files.iter().all(|file| file.size == 1 && file.mtime_ns > 0));
    assert_eq!(names(&walk(&home.path().join("b.md")), home.path()), ["b.md"]);
    assert!(matches!(walk(&home.path().join("none")).problems[..], [WalkError::Missing { .. }]));
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
    let walked = walk_scenarios(root);
    assert_eq!(names(&walked, root), ["a/scenarios/deep/t.MD", "scenarios/s.md"]);
    assert!(walked.problems.is_empty(), "{:?}", walked.problems);
    assert_eq!(names(&walk_scenarios(&root.join("scenarios")), root), ["scenarios/s.md"]);
    assert_eq!(names(&walk(&root.join("scenarios")), root), [""; 0]);
    // A file alone is one or the other: by its folder, else by its front matter.
    let front = "---\nid = \"a\"\ntitle = \"A\"\n---\n## Prompt\nDo.\n";
    fs::write(root.join("own.md"), front).unwrap();
    fs::write(root.join("cards.md"), format!("{front}\nQ: a\nA: b\n")).unwrap();
    for (name, scenario) in [("scenarios/s.md", true), ("own.md", true), ("b.md", false), ("cards.md", false)] {
        let path = root.join(name);
        assert_eq!((walk_scenarios(&path).files.len(), walk(&path).files.len()), (scenario.into(), (!scenario).into()));
    }
    assert!(walk_scenarios(&root.join("none")).problems.is_empty(), "the walk for decks says it");
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
    let walked = walk(home.path());
    assert_eq!(names(&walked, home.path()), ["away/far.md", "z/real.md"]);
    assert!(matches!(&walked.problems[..], [WalkError::Dangling { path }] if path.ends_with("gone.md")));
}

#[test]
fn a_file_is_read_or_blamed() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("deck.md");
    fs::write(&file, b"Q: a\r\n\xc3\xa4b\xff").unwrap();
    let text = read(&file).unwrap();
    assert_eq!(text.text, "Q: a\r\näb\u{fffd}");
    assert_eq!(text.bad.iter().map(|bad| (bad.at, bad.line, bad.col)).collect::<Vec<_>>(), [(9, 2, 3)]);
    let error = read_whole(&file).unwrap_err();
    assert!(matches!(error, LoadError::NotUtf8 { line: 2, col: 3, .. }), "{error}");
    fs::write(&file, b"\xff\xfeQ\0").unwrap();
    assert!(matches!(read(&file), Err(LoadError::Utf16 { .. })));
    assert!(matches!(read_whole(&file), Err(LoadError::Utf16 { .. })));
    fs::File::create(&file).unwrap().set_len(LARGEST + 1).unwrap();
    assert!(matches!(read(&file), Err(LoadError::TooLarge { .. })));
    assert!(matches!(read(home.path()), Err(LoadError::NoFile { .. })));
    assert!(matches!(read(&home.path().join("none")), Err(LoadError::Unreadable { .. })));
    fs::write(&file, "Q: a").unwrap();
    assert_eq!(read(&file).unwrap().text, "Q: a");
    assert_eq!(read_whole(&file).unwrap(), "Q: a");
}

#[test]
fn a_fingerprint_sees_each_byte() {
    let text: Vec<u8> = (0..100).collect();
    let whole = fingerprint(&text);
    for at in 0..text.len() {
        let mut other = text.clone();
        other[at] ^= 1;
        assert_ne!(fingerprint(&other), whole, "byte {at}");
    }
    assert_ne!(fingerprint(b""), fingerprint(b"\0"));
    assert_eq!(shipped_fingerprint(), shipped_fingerprint());
}
