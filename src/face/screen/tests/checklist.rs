//! A list to be ticked, and room for one line.

use super::{sitting::Desk, *};
use crate::{
    face::screen::{Overlay, Ticking},
    model::view::{CheckItem, Reply},
};

fn list(beside: &str) -> View {
    let texts = [
        "chunk size and overlap, with a reason",
        "hybrid retrieval: lexical and dense, fused by rank ★",
        "access rights checked when the query runs, not when it is indexed",
        "a document that changed is indexed again within the promised hour",
        "what happens when nothing relevant is found",
    ];
    let items = texts.iter().map(|text| CheckItem { text: (*text).to_owned(), ticked: text.contains('★') }).collect();
    View::Checklist {
        question: "core design and depth: what did you say?".to_owned(),
        items,
        beside: beside.to_owned(),
    }
}

const NOTE: &str = "We chunk by 512 tokens with 64 overlap.\n\n- BM25 and dense, RRF\n- ACL filter in the index\n\n```\npeak QPS 7\n```";

pub(super) fn views() -> Vec<View> {
    vec![list(NOTE), list(""), View::Line { question: "why another level?".to_owned() }]
}

fn drawn(view: &View, ticking: Ticking<'_>, size: (u16, u16)) -> String {
    text(&paint(&Picture { ticking: Some(ticking), ..Picture::of(view, LOOK) }, size.0, size.1))
}

macro_rules! snap {
    ($name:literal, $text:expr) => {
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

#[test]
fn a_list_and_what_was_written() {
    let ticked = [false, true, false, true, false];
    let ticking = Ticking { ticked: &ticked, at: 2, turned: false };
    let turned = Ticking { turned: true, ..ticking };
    snap!(
        "checklist_80x24",
        format!("{}\n== turned\n{}", drawn(&list(NOTE), ticking, (80, 24)), drawn(&list(NOTE), turned, (80, 24)))
    );
    snap!(
        "checklist_40x10",
        format!("{}\n== turned\n{}", drawn(&list(NOTE), ticking, (40, 10)), drawn(&list(NOTE), turned, (40, 10)))
    );
    snap!("checklist_120x40", drawn(&list(NOTE), ticking, (120, 40)));
    let look = Look { ascii: true, colour: false, ..LOOK };
    let alone = list("");
    let ascii = Picture { ticking: Some(ticking), ..Picture::of(&alone, look) };
    let help = Picture { overlay: Some(Overlay::Help), ..ascii };
    snap!("checklist_ascii", format!("{}\n\n{}", text(&paint(&ascii, 80, 14)), text(&paint(&help, 80, 14))));
}

#[test]
fn every_key_of_a_list_has_its_meaning() {
    let ticked = |ticked: [u8; 5]| Reply::Ticked(ticked.iter().map(|ticked| *ticked == 1).collect());
    let table = [
        ("<enter>", ticked([0, 1, 0, 0, 0])),
        ("_ j _ <enter>", ticked([1, 0, 0, 0, 0])),
        ("<down> <down> x k k k _ <enter>", ticked([1, 1, 1, 0, 0])),
        ("a <enter>", ticked([1; 5])),
        ("a <end> _ <home> _ n j _ <enter>", ticked([0, 1, 0, 0, 0])),
        ("n <pgdn> _ <enter>", ticked([0, 0, 0, 0, 1])),
        // Turned to the text, keys scroll it, and enter leads back to the list first.
        ("<tab> _ j k a <enter> _ <enter>", ticked([1, 1, 0, 0, 0])),
        ("<right> <left> j j _ <enter>", ticked([0, 1, 1, 0, 0])),
        ("? z <size> <time> z ^x <enter>", ticked([0, 1, 0, 0, 0])),
        ("<esc>", Reply::Quit),
        ("q", Reply::Quit),
        ("^d", Reply::Quit),
        ("^c", Reply::Interrupted),
        ("pasted <enter>", ticked([0, 1, 0, 0, 0])),
    ];
    for (typed, reply) in table {
        let mut desk = Desk::new();
        assert_eq!(desk.ask(&list(NOTE), typed), reply, "{typed}");
        assert_eq!(desk.left_over(), 0, "{typed}");
    }
    // Beside the list the text is scrolled by pages, and never turned to.
    let mut wide = Desk::of(120, 12, LOOK);
    assert_eq!(wide.ask(&list(&NOTE.repeat(9)), "<tab> <pgdn> _ <enter>"), ticked([1, 1, 0, 0, 0]));
    assert!(!wide.page().contains("We chunk by 512 tokens with 64 overlap.\n"), "{}", wide.page());
}

#[test]
fn ticks_outlive_a_tick_and_another_list_begins_anew() {
    let mut desk = Desk::new();
    let now = super::sitting::moment(0);
    desk.keys.borrow_mut().extend(["j", "a", "<time>"].map(super::sitting::arrival));
    assert_eq!(crate::face::Face::ask(&mut desk.screen, &list(NOTE), Some(now)), Reply::Tick);
    assert_eq!(desk.ask(&list(NOTE), "<enter>"), Reply::Ticked(vec![true; 5]));
    assert_eq!(desk.ask(&list(""), "_ <enter>"), Reply::Ticked(vec![true, true, false, false, false]));
}

#[test]
fn a_line_is_typed() {
    let view = View::Line { question: "why another level?".to_owned() };
    let lines = |line: &str| Reply::Lines(vec![line.to_owned()]);
    let table = [
        ("<enter>", lines("")),
        ("a b <left> q <home> _ <end> ! <enter>", lines(" aqb!")),
        ("one\\ntwo ^a x ^e y <enter>", lines("xone twoy")),
        ("a b ^w c <up> <down> <tab> <back> <enter>", lines("c")),
        ("x <esc>", Reply::Quit),
        ("x ^d", Reply::Quit),
        ("x ^c", Reply::Interrupted),
    ];
    for (typed, reply) in table {
        assert_eq!(Desk::new().ask(&view, typed), reply, "{typed}");
    }
    let mut desk = Desk::of(80, 12, LOOK);
    desk.ask(&view, "because it was deep <time> ^c");
    snap!("line_80x12", desk.page());
    let long = "word ".repeat(100);
    let mut desk = Desk::of(40, 10, LOOK);
    desk.keys.borrow_mut().push_back(super::super::input::Arrival::Paste(long.clone()));
    assert_eq!(desk.ask(&view, "<enter>"), lines(&long));
}
