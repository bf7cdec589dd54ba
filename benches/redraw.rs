//! One redraw of the full screen: an answer of 300 lines in a window of 80x24 and of 200x60.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench that cannot begin may say so loudly")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use drill::{
    face::screen::{Look, Picture, draw},
    model::{
        Form, Grade, Title,
        view::{Back, CardView, Choice, View, Why},
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

criterion_group!(benches, redraw);
criterion_main!(benches);
