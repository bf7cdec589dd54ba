use super::*;

/// Question and answer of each deletion.
fn cards(text: &str) -> Result<Vec<(String, String)>, Flaw> {
    let cloze = Cloze::read(text, |name| name == "ref")?;
    Ok((0..cloze.deletions.len()).map(|index| (cloze.question(text, index), cloze.answer(text, index))).collect())
}

#[test]
fn a_deletion_is_told_from_other_brackets() {
    let table: [(&str, &[&str]); 25] = [
        ("[Paris] is in [France]", &["Paris", "France"]),
        ("[a]\n[b]\nc", &["a", "b"]),
        ("[two\nlines]", &["two\nlines"]),
        ("see [text](url) and [gap]", &["gap"]),
        ("see [text](<a b> \"t\") [text](a(b)c 'x') ![](i.png) ![alt](i.png) and [gap]", &["gap"]),
        ("see [a [b] c](url) and [gap]", &["gap"]),
        ("[f](not an address)", &["f"]),
        ("[text][ref] [ref][] and [gap]", &["gap"]),
        ("[10][ms]", &["10", "ms"]),
        ("[x] done, [X] done, [ ] open, [gap]", &["gap"]),
        (r"\[no\] but [yes]", &["yes"]),
        ("`a[0]` ``b[`]`` and [gap]", &["gap"]),
        ("$a[0]$ and $$\nb[1]\n$$ and [gap]", &["gap"]),
        ("$5 [per unit] and $6", &["per unit"]),
        ("[$n!$] and [`us-east-2`] and [$x[0]$]", &["$n!$", "`us-east-2`", "$x[0]$"]),
        ("see\n```\na[0]\n```\n[gap]", &["gap"]),
        ("~~~ x\na[0]\n~~~", &[]),
        ("[![alt](i.png)] is it", &["![alt](i.png)"]),
        ("[attention :: what weighs tokens] weighs", &["attention"]),
        ("[`a :: b` :: a path]", &["`a :: b`"]),
        ("[std::vec] holds", &["std::vec"]),
        ("[Ohio]: us-east-2", &["Ohio"]),
        ("[gap]\n[ref]: https://x.y \"title\"", &["gap"]),
        ("— [Ecclesiastes] [6]:[9]", &["Ecclesiastes", "6", "9"]),
        ("wow![gap] `open [tick]", &["gap", "tick"]),
    ];
    for (text, answers) in table {
        let found: Vec<String> = cards(text).unwrap_or_default().into_iter().map(|(_, answer)| answer).collect();
        assert_eq!(found, answers, "{text:?}");
    }
}

#[test]
fn a_question_shows_all_but_its_own_deletion() {
    let questions = |text| -> Vec<String> { cards(text).unwrap().into_iter().map(|(question, _)| question).collect() };
    assert_eq!(questions("[Paris] is in [France :: country]."), ["[…] is in France.", "Paris is in [… country]."]);
    assert_eq!(questions(r"a\[0\] is [the \[first\]]"), ["a[0] is […]"]);
    assert_eq!(cards(r"[\[a\]]").unwrap()[0].1, "[a]");
    assert_eq!(questions(r"[a \[b\]](u) is \[a\] [gap]"), [r"[a \[b\]](u) is [a] […]"]);
    assert_eq!(questions("`a\\[` [b]"), ["`a\\[` […]"]);
}

#[test]
fn a_flaw_is_blamed_where_it_stands() {
    use ProblemKind::*;
    let table = [
        ("none", 0, NoDeletion),
        ("only [x] and [a](b)", 0, NoDeletion),
        ("ab []", 3, EmptyDeletion),
        ("[ :: hint]", 0, EmptyDeletion),
        ("a [b [c] d]", 5, NestedBracket),
        ("a [b", 2, LoneBracket { bracket: '[' }),
        ("a [b\n \nc]", 2, LoneBracket { bracket: '[' }),
        ("(0, 1] is [b]", 5, LoneBracket { bracket: ']' }),
    ];
    for (text, at, what) in table {
        assert_eq!(cards(text), Err(Flaw { at, what }), "{text:?}");
    }
    let many = "[a] ".repeat(MOST_DELETIONS + 1);
    assert_eq!(cards(&many).unwrap_err().what, TooManyDeletions { found: MOST_DELETIONS + 1 });
}

#[test]
fn hostile_texts_take_no_time() {
    let mut long: Vec<String> =
        ["[", "[a](", "$a ", "[[a](b \"", "`a ``", "$$", "![", "[a][", "\\["].map(|part| part.repeat(20_000)).into();
    long.push((1..300).map(|ticks| "`".repeat(ticks) + "a").collect());
    for text in long {
        let _ = cards(&text);
    }
}
