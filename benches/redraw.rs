//! One redraw of the full screen: an answer of 300 lines in windows of 80x24 and of 200x60; one letter typed into a
//! note of 200 kB against the clock, with what is drawn of it.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench that cannot begin may say so loudly")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use drill::{
    face::screen::{Look, Note, Picture, Running, Stroke, Top, draw},
    model::{
        Form, Grade, Moment, Title,
        view::{Back, CardView, Choice, Command, Countdown, TimedView, View, Why},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Lists, code, tables and prose with formulas: 300 lines in all.
fn answer() -> String {
    let block = "The gradient of the **loss** in the logits is `p - y`, so that Σᵢ (pᵢ − yᵢ) = 0 for every row.\n\n\
        - the first point, with a few *words* more than fit on one line of a window of eighty columns\n\
        - 第二点: 日本語の文字も正しく測られる\n\n\
        ```python\nfor step in range(10):\n    x = x - rate * grad(x)\n```\n\n\
        | name | value |\n|---|---|\n| rate | 0.1 |\n\n";
    let lines: Vec<&str> = block.lines().cycle().take(300).collect();
    lines.join("\n")
}

fn view() -> View {
    let choice = |grade| Choice { grade, due: "2026-03-08".parse().ok(), days: 6, counts: true, again: false };
    let back = Back {
        answer: answer(),
        note: "A note under it.".to_owned(),
        source: "A book, 2026".to_owned(),
        choices: Grade::ALL.map(choice).to_vec(),
    };
    View::Card(Box::new(CardView {
        done: 3,
        left: 12,
        again: 1,
        minutes_left: Some(14),
        section: "Deep Learning".to_owned(),
        topic: Title::parse("Backpropagation (can derive for 2-layer net)"),
        id: "long".to_owned(),
        why: Why::Due,
        form: Form::Basic,
        core: true,
        question: "What does all of it look like?".to_owned(),
        back: Some(back),
        last: false,
        learnable: false,
    }))
}

fn redraw(criterion: &mut Criterion) {
    let view = view();
    let look = Look { colour: true, ascii: false, four_keys: false, clock: Some(60), confidence: false };
    for (width, height) in [(80, 24), (40, 10), (200, 60)] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let picture = Picture { scroll: 150, seconds: 42, ..Picture::of(&view, look) };
        criterion.bench_function(&format!("redraw 300 lines at {width}x{height}"), |bencher| {
            bencher.iter(|| draw(black_box(&picture), &mut buffer));
        });
    }
}

/// Notes of 200 kB: lines as they are written, one line without an end, and one of wide letters.
fn notes() -> [(&'static str, String); 3] {
    let lines = "- peak QPS 2000 × 20 / 8 h ≈ 1.4, times five at noon; 日本語 and a | pipe\n".repeat(2500);
    let (ascii, wide) = ("words of one long line that never ends ".repeat(5200), "文字👩\u{200d}🔬é ".repeat(10_500));
    [("lines", lines), ("one line", ascii), ("one wide line", wide)]
}

fn type_a_letter(criterion: &mut Criterion) {
    let end = Moment { wall: "2026-03-08T12:00:00+01:00".parse().unwrap(), mono: std::time::Duration::ZERO };
    let view = View::Timed(Box::new(TimedView {
        title: "RAG system for 1M documents".to_owned(),
        stage: "phase 2 of 7: estimate".to_owned(),
        goal: "peak QPS, storage, one number that changes the design".to_owned(),
        body: answer().lines().take(40).collect::<Vec<_>>().join("\n"),
        clock: Countdown { stage_ends: end, all_ends: end, stage_seconds: 180, paused: None },
        note: Some(String::new()),
        commands: Command::ALL.to_vec(),
    }));
    let View::Timed(timed) = &view else { return };
    let look = Look { colour: true, ascii: false, four_keys: false, clock: Some(60), confidence: false };
    for (name, text) in notes() {
        for at_end in [true, false] {
            let mut note = Note::of(&text);
            if !at_end {
                note.stroke(Stroke::First, 76);
            }
            let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
            let mut top = Top::default();
            let place = if at_end { "end" } else { "beginning" };
            criterion.bench_function(&format!("a letter at the {place} of 200 kB, {name}"), |bencher| {
                bencher.iter(|| {
                    note.stroke(Stroke::Letter('x'), 76);
                    note.stroke(Stroke::Backspace, 76);
                    let left = timed.clock.left(&end);
                    let running = Running { note: Some(&note), top, left, added: 0, reading: false };
                    top = draw(&Picture { running: Some(running), ..Picture::of(&view, look) }, &mut buffer).top;
                });
            });
        }
    }
}

criterion_group!(benches, redraw, type_a_letter);
criterion_main!(benches);
