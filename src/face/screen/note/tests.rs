//! The editor against a string that is edited naively.

use proptest::prelude::*;

use super::*;

const ROOM: usize = 20;

fn at(note: &Note) -> usize {
    note.lines[..note.row].iter().map(|line| line.len() + 1).sum::<usize>() + note.at
}

fn pressed(text: &str, strokes: &[Stroke]) -> (String, usize) {
    let mut note = Note::of(text);
    for stroke in strokes {
        note.stroke(*stroke, ROOM);
    }
    (note.text(), at(&note))
}

#[test]
fn every_stroke_has_its_effect() {
    use Stroke::*;
    let table: [(&str, &[Stroke], &str, usize); 22] = [
        ("ab", &[Letter('c')], "abc", 3),
        ("ab", &[Left, Break], "a\nb", 2),
        ("a\nb", &[Home, Backspace], "ab", 1),
        ("a\nb", &[First, End, Delete], "ab", 1),
        ("a", &[First, Backspace, Last, Delete], "a", 1),
        ("日e\u{301}", &[Backspace], "日", 3),
        ("👩\u{200d}🔬x", &[Left, Backspace], "x", 0),
        ("one two", &[CutWord], "one ", 4),
        ("one two.", &[CutWord], "one ", 4),
        ("one two", &[WordLeft, WordLeft, CutBehind], "", 0),
        ("a\nb", &[First, CutBehind, CutBehind], "b", 0),
        ("one two", &[WordLeft, CutBefore], "two", 0),
        ("one\ntwo", &[First, WordRight, WordRight], "one\ntwo", 4),
        ("one, two", &[First, WordRight, WordRight], "one, two", 8),
        ("one\ntwo", &[Home, WordLeft], "one\ntwo", 3),
        ("a\tb", &[Left, Backspace, Letter('\t')], "a\tb", 2),
        // Rows are those of the window: 19 columns and one for the cursor.
        ("the first row of it and the second", &[Rows(-1)], "the first row of it and the second", 14),
        ("long line\nx\nlong line", &[Rows(-1), Rows(-1)], "long line\nx\nlong line", 9),
        ("long\nx\nlonger", &[Rows(-1), Left, Rows(1)], "long\nx\nlonger", 7),
        ("one\ntwo", &[First, Right, Rows(-1)], "one\ntwo", 0),
        ("one\ntwo", &[Home, Rows(1)], "one\ntwo", 7),
        ("a\r\nb\rc", &[], "a\nb\nc", 5),
    ];
    for (text, strokes, expected, place) in table {
        assert_eq!(pressed(text, strokes), (expected.to_owned(), place), "{text:?} {strokes:?}");
    }
}

#[test]
fn a_large_paste_is_taken_whole_and_an_endless_one_is_cut() {
    let text = "- a point | with pipes\tand 日本語 and \u{1b}[31m👩\u{200d}🔬\r\n".repeat(4000);
    let mut note = Note::of("before\nafter");
    note.stroke(Stroke::Rows(-1), ROOM);
    note.stroke(Stroke::End, ROOM);
    assert!(text.len() > 200_000 && note.paste(&text));
    let pasted = note.text();
    assert!(pasted.starts_with("before- a point") && pasted.ends_with("\nafter"));
    assert_eq!((pasted.lines().count(), pasted.contains('\u{1b}'), pasted.contains('\r')), (4002, false, false));
    assert!(!note.paste(&"é".repeat(MOST_BYTES)));
    assert!(note.text().len() <= MOST_BYTES && !note.stroke(Stroke::Letter('é'), ROOM));
    assert!(note.stroke(Stroke::Backspace, ROOM) && note.stroke(Stroke::Letter('é'), ROOM));
}

#[test]
fn the_window_follows_the_cursor() {
    let text: Vec<String> = (1..=9).map(|line| format!("line {line}")).collect();
    let mut note = Note::of(&text.join("\n"));
    let pane = note.pane(ROOM, 3, Top::default());
    assert_eq!((pane.rows.clone(), pane.cursor, pane.above, pane.below), (text[6..].to_vec(), (2, 6), true, false));
    for _ in 0..3 {
        note.stroke(Stroke::Rows(-1), ROOM);
    }
    let moved = note.pane(ROOM, 3, pane.top);
    assert_eq!((moved.rows.clone(), moved.cursor, moved.below), (text[5..8].to_vec(), (0, 6), true));
    // A window that grows is filled.
    assert_eq!(note.pane(ROOM, 20, moved.top).rows, text);
    // A row that is full has the cursor behind it.
    let full = Note::of(&"x".repeat(19));
    assert_eq!(full.pane(ROOM, 3, Top::default()).cursor, (0, 19));
    assert_eq!(Note::of(&"x".repeat(20)).pane(ROOM, 3, Top::default()).cursor, (1, 1));
    assert_eq!(Note::of("").pane(1, 1, Top { line: 9, row: 9 }).cursor, (0, 0));
}

/// Any stroke, by a number.
fn stroke(number: u8, letter: char) -> Stroke {
    use Stroke::*;
    let moves = [
        Break,
        Backspace,
        Delete,
        CutBefore,
        CutBehind,
        CutWord,
        Left,
        Right,
        WordLeft,
        WordRight,
        Rows(-1),
        Rows(1),
        Rows(-7),
        Rows(7),
        Home,
        End,
        First,
        Last,
    ];
    moves.get(usize::from(number)).copied().unwrap_or(Letter(letter))
}

/// The same on a string with a byte.
fn naive(text: &mut String, at: &mut usize, stroke: Stroke, moved: usize) {
    let line_start = text[..*at].rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[*at..].find('\n').map_or(text.len(), |end| *at + end);
    let before = text[line_start..*at].graphemes(true).next_back().map_or(1, str::len);
    let behind = text[*at..line_end].graphemes(true).next().map_or(1, str::len);
    let cut = match stroke {
        Stroke::Letter(letter) => {
            text.insert(*at, letter);
            *at += letter.len_utf8();
            *at..*at
        }
        Stroke::Break => {
            text.insert(*at, '\n');
            *at += 1;
            *at..*at
        }
        Stroke::Backspace => at.saturating_sub(before)..*at,
        Stroke::Delete => *at..(*at + behind).min(text.len()),
        Stroke::CutBefore => line_start..*at,
        Stroke::CutBehind if *at == line_end => *at..(*at + 1).min(text.len()),
        Stroke::CutBehind => *at..line_end,
        Stroke::CutWord => {
            let words = text[line_start..*at].trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let kept = words.trim_end_matches(char::is_alphanumeric).len();
            if *at == line_start { at.saturating_sub(1)..*at } else { line_start + kept..*at }
        }
        _ => {
            *at = moved;
            *at..*at
        }
    };
    if !cut.is_empty() {
        *at = cut.start;
        text.replace_range(cut, "");
    }
}

proptest! {
    #[test]
    fn any_strokes_leave_what_a_naive_editor_leaves(
        start in "[a-c \n日é\t]{0,60}",
        strokes in proptest::collection::vec((0..28_u8, "[a-z 日é]"), 0..80),
        width in 1..30_usize,
        height in 1..8_usize,
    ) {
        let mut note = Note::of(&start);
        let (mut text, mut place) = (start.clone(), start.len());
        let mut top = Top::default();
        for (number, letter) in strokes {
            let stroke = stroke(number, letter.chars().next().unwrap_or('x'));
            note.stroke(stroke, width);
            naive(&mut text, &mut place, stroke, at(&note));
            prop_assert_eq!(&note.text(), &text, "{:?}", stroke);
            prop_assert_eq!(at(&note), place, "{:?}", stroke);
            prop_assert_eq!(note.bytes, text.len() + 1);
            let pane = note.pane(width, height, top);
            top = pane.top;
            prop_assert!(pane.rows.len() <= height && pane.cursor.0 < pane.rows.len(), "{:?}", pane);
            // A tab is four columns wide in the narrowest window, too.
            prop_assert!(pane.cursor.1 < width.max(5), "{:?}", pane);
            if pane.above {
                prop_assert_eq!(pane.rows.len(), height);
            }
        }
    }

    #[test]
    fn no_strokes_on_any_text_panic(start in "(?s).{0,60}", pasted in "(?s).{0,20}", strokes in proptest::collection::vec(0..20_u8, 0..60)) {
        let mut note = Note::of(&start);
        for number in strokes {
            note.stroke(stroke(number, '\u{301}'), 9);
            if number == 0 {
                note.paste(&pasted);
            }
            let pane = note.pane(9, 4, Top::default());
            for row in pane.rows {
                prop_assert!(!row.contains(char::is_control));
            }
        }
    }
}
