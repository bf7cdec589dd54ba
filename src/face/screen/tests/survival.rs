//! Any text, any window.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::face::screen::{Overlay, rich};

const ANY: &str = "[ -~\n`*_#>|\u{a0}-\u{2ff}日本語❤\u{fe0f}👩\u{200d}🔬\u{301}אבג\u{202e}\u{1b}\t]{0,300}";

#[test]
fn three_hundred_lines_scroll_to_their_end() {
    let answer: Vec<String> = (1..=300).map(|line| format!("- line {line}")).collect();
    let view = revealed("All of them?", &answer.join("\n"));
    for (width, height) in [(80, 24), (40, 10), (200, 60), (5, 3)] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let drawn = draw(&Picture::of(&view, LOOK), &mut buffer);
        assert_eq!(drawn.scroll, 0);
        let end = draw(&Picture { scroll: usize::MAX, ..Picture::of(&view, LOOK) }, &mut buffer);
        assert_eq!(end.scroll, drawn.most, "{width}x{height}");
        assert!(drawn.most + drawn.height > 300, "{width}x{height}: {drawn:?}");
        if width >= 40 {
            assert!(text(&buffer).contains(&format!(" of {}", drawn.most + drawn.height)), "{}", text(&buffer));
        }
    }
}

#[test]
fn wide_letters_are_measured() {
    let question = "日本語のドロップアウト 👩\u{200d}🔬 は何ですか? e\u{301}t\u{e9} ❤\u{fe0f} שלום ".repeat(6);
    let shown = page(&shown(card(&question)), 40, 24);
    for line in shown.lines() {
        assert!(line.width() <= 40, "{line:?}");
    }
    let count = |text: &str| text.matches("日本語").count();
    assert_eq!(count(&shown.replace('\n', "")), 6);
}

#[test]
fn stars_between_letters_multiply() {
    let lines = |text: &str| {
        let theme = LOOK.theme();
        let lines = rich::lay(&rich::foreign(text), 60, ratatui::style::Style::new(), theme, None);
        lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let table = [
        ("a*b*c and *d*", "a*b*c and d"),
        ("2**10**3 is **big**", "2**10**3 is big"),
        ("x_1_2 <T> [x] \\[y]", "x_1_2 <T> [x] [y]"),
        ("one\ntwo", "one\ntwo"),
        (
            "a line that its editor wrapped when it had become long enough\nand goes on",
            "a line that its editor wrapped when it had become long\nenough and goes on",
        ),
        ("1. a\n   - b\n2. c", "1. a\n   • b\n2. c"),
        ("text:\n- a\n\n  more\n- b", "text:\n• a\n\n  more\n• b"),
        ("```\n  x\n\n y\n```", "    x\n\n   y"),
        ("<div>\nx\n</div>", "<div>\nx\n</div>"),
    ];
    for (text, expected) in table {
        let shown: Vec<String> = lines(text).lines().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(shown.join("\n"), expected, "{text:?}");
    }
}

#[test]
fn a_table_that_is_too_wide_becomes_a_list() {
    let table = "| model | parameters | year |\n|---|---|---|\n| BERT base | 110 million | 2018 |\n| GPT-2 | 1.5 billion | 2019 |";
    let lines = |width| {
        let lines = rich::lay(table, width, ratatui::style::Style::new(), LOOK.theme(), None);
        lines.iter().map(|line| line.to_string().trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!([lines(60), lines(22), lines(14)].join("\n\n"), @r"
    model     │ parameters  │ year
    ──────────┼─────────────┼─────
    BERT base │ 110 million │ 2018
    GPT-2     │ 1.5 billion │ 2019

    • model: BERT base
      parameters: 110
      million
      year: 2018
    • model: GPT-2
      parameters: 1.5
      billion
      year: 2019

    • model: BERT
      base
      parameters:
      110 million
      year: 2018
    • model: GPT-2
      parameters:
      1.5 billion
      year: 2019
    ");
}

proptest! {
    #[test]
    fn any_card_is_drawn_in_any_window(question in ANY, answer in ANY, width in 1..120_u16, height in 1..50_u16, cloze: bool, seconds: u32) {
        let form = if cloze { Form::Cloze } else { Form::Basic };
        let question = format!("{question} […] {question}");
        let view = shown(CardView { back: Some(back(&answer)), form, ..card(&question) });
        for overlay in [None, Some(Overlay::Help)] {
            let picture = Picture { overlay, seconds, scroll: usize::from(width), ..Picture::of(&view, LOOK) };
            let buffer = paint(&picture, width, height);
            for cell in buffer.content() {
                prop_assert!(!cell.symbol().contains(char::is_control));
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_its_measure(text in ANY, width in 12..90_usize) {
        for line in rich::lay(&rich::foreign(&text), width, ratatui::style::Style::new(), LOOK.theme(), None) {
            let line = line.to_string();
            prop_assert!(line.width() <= width, "{line:?} on {width}");
        }
    }
}
