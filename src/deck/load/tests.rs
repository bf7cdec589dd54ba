use super::*;

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
