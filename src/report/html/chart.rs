//! Charts as SVG, each with its table behind it: drawn from plain values, coloured by the style of the page alone.

use chrono::Datelike;
use maud::{Markup, html};

use crate::model::Day;

/// Width and height of a chart in its own units; the page scales it to its column.
const SIZE: (f64, f64) = (360.0, 170.0);
/// Room at the left for numbers, below for days, above for the highest number.
const MARGIN: (f64, f64, f64) = (40.0, 20.0, 10.0);

/// Points of a line up to which each of them is marked; more would run into one another.
const DOTTED: usize = 24;
/// Units by which lines of one chart stand apart.
const APART: f64 = 1.6;
/// Letters of a name beside which its number still has room.
const NAME: usize = 48;

/// A chart in its frame: title, drawing, what it shows in one sentence, and its numbers as a table; the sentence alone
/// where there is nothing to draw.
pub(super) fn figure(title: &str, sentence: &str, drawing: Option<&Markup>, table: &Markup) -> Markup {
    html! {
        figure {
            figcaption { (title) }
            @if let Some(drawing) = drawing {
                (drawing)
                p.sentence { (sentence) }
                details { summary { "as a table" } div.scroll tabindex="0" role="region" aria-label=(title) { (table) } }
            } @else {
                p.sentence { (sentence) }
            }
        }
    }
}

/// A table with a head.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        table {
            thead { tr { @for cell in head { th scope="col" { (cell) } } } }
            tbody {
                @for row in rows {
                    tr {
                        @for (at, cell) in row.iter().enumerate() {
                            @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                        }
                    }
                }
            }
        }
    }
}

/// True for a place whose label is written: every so many, and always the last one with room before it.
fn is_written(at: usize, every: usize, all: usize) -> bool {
    let last = all.saturating_sub(1);
    at == last || (at.is_multiple_of(every) && last - at >= every)
}

/// Upright bars, one for each label; every so many labels are written, and the last one.
pub(super) fn bars(name: &str, values: &[(String, u32)], written: usize) -> Markup {
    let highest = f64::from(ceiling(values.iter().map(|(_, value)| *value).max().unwrap_or(0)));
    let frame = Frame::new(highest);
    let step = frame.width() / values.len().max(1) as f64;
    let thickness = (step * 0.8).max(0.5);
    html! {
        svg viewBox=(frame.view_box()) role="img" aria-label=(name) {
            (frame.grid(|value| format!("{value:.0}")))
            @for (at, (label, value)) in values.iter().enumerate() {
                @let left = frame.left() + step * at as f64;
                @let top = frame.y(f64::from(*value));
                rect.bar x=(short(left + (step - thickness) / 2.0)) y=(short(top)) width=(short(thickness))
                    height=(short(frame.bottom() - top)) { title { (label) ": " (value) } }
                @if is_written(at, written.max(1), values.len()) {
                    (written_at(left + step / 2.0, label))
                }
            }
        }
    }
}

/// A line of a chart: its name, and its value at each place, where it has one.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) values: Vec<Option<f64>>,
}

/// Lines over common places, told apart by colour, dash and mark; several stand a little apart, so that none covers
/// another of the same values.
pub(super) fn lines(
    name: &str,
    labels: &[String],
    series: &[Series],
    range: (f64, f64),
    unit: impl Fn(f64) -> String + Copy,
) -> Markup {
    let frame = Frame { low: range.0, high: range.1 };
    let step = frame.width() / labels.len().saturating_sub(1).max(1) as f64;
    let x =
        |at: usize| if labels.len() < 2 { frame.left() + frame.width() / 2.0 } else { frame.left() + step * at as f64 };
    let written = labels.len().div_ceil(5).max(1);
    let aside = |nth: usize| (nth as f64 - (series.len() - 1) as f64 / 2.0) * APART;
    html! {
        svg viewBox=(frame.view_box()) role="img" aria-label=(name) {
            (frame.grid(unit))
            @for (at, label) in labels.iter().enumerate() {
                @if is_written(at, written, labels.len()) {
                    (written_at(x(at), label))
                }
            }
            @for (nth, line) in series.iter().enumerate() {
                @let points: Vec<(usize, f64)> = line.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
                polyline class=(format!("line s{nth}")) points=(path(&points, x, |value| frame.y(value) + aside(nth))) { title { (line.name) } }
                @if points.len() <= DOTTED {
                    @for (at, value) in &points {
                        circle class=(format!("dot s{nth}")) cx=(short(x(*at))) cy=(short(frame.y(*value) + aside(nth))) r="2.5" {
                            title { (line.name) ", " (labels.get(*at).map_or("", String::as_str)) ": " (unit(*value)) }
                        }
                    }
                }
            }
        }
        @if series.len() > 1 {
            ul.legend {
                @for (nth, line) in series.iter().enumerate() {
                    li { svg.key viewBox="0 0 24 8" aria-hidden="true" { line class=(format!("line s{nth}")) x1="0" y1="4" x2="24" y2="4" {} } (line.name) }
                }
            }
        }
    }
}

/// A label below its place; the middle of one at the right edge would lie beyond it.
fn written_at(x: f64, label: &str) -> Markup {
    let last = x > SIZE.0 - 24.0;
    html! { text.label.last[last] x=(short(if last { SIZE.0 } else { x })) y=(short(SIZE.1 - 6.0)) { (label) } }
}

fn path(points: &[(usize, f64)], x: impl Fn(usize) -> f64, y: impl Fn(f64) -> f64) -> String {
    let corner = |(at, value): &(usize, f64)| format!("{},{}", short(x(*at)), short(y(*value)));
    points.iter().map(corner).collect::<Vec<_>>().join(" ")
}

/// Lying bars of shares, 0..=100, each with its name above it.
pub(super) fn shares(name: &str, values: &[(String, u32)]) -> Markup {
    const ROW: f64 = 24.0;
    let height = ROW * values.len().max(1) as f64;
    html! {
        svg viewBox=(format!("0 0 {} {}", short(SIZE.0), short(height))) role="img" aria-label=(name) {
            @for (at, (label, percent)) in values.iter().enumerate() {
                @let top = ROW * at as f64;
                text.name x="0" y=(short(top + 10.0)) { (cut(label)) title { (label) } }
                text.number x=(short(SIZE.0)) y=(short(top + 10.0)) { (percent) " %" }
                rect.rest x="0" y=(short(top + 14.0)) width=(short(SIZE.0)) height="5" {}
                rect.bar x="0" y=(short(top + 14.0)) width=(short(SIZE.0 * f64::from((*percent).min(100)) / 100.0)) height="5" {}
            }
        }
    }
}

fn cut(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        None => name.to_owned(),
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
    }
}

/// A calendar of weeks, Monday on top: the darker a day, the more was done on it. The first of the days is a Monday.
pub(super) fn calendar(name: &str, days: &[(Day, u32)]) -> Markup {
    const CELL: f64 = 13.0;
    /// Room for the names of the days, and for those of the months.
    const NAMES: (f64, f64) = (29.0, 14.0);
    let most = days.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let weeks = days.len().div_ceil(7);
    let left = |at: usize| NAMES.0 + CELL * (at / 7) as f64 + 1.0;
    let top = |at: usize| NAMES.1 + CELL * (at % 7) as f64 + 1.0;
    // The last week is seldom whole, and a name there would stick out.
    let month = |at: usize, day: Day| day.date().day() == 1 && at / 7 + 2 < weeks.max(2);
    html! {
        svg viewBox=(format!("0 0 {} {}", short(NAMES.0 + CELL * weeks as f64), short(NAMES.1 + CELL * 7.0))) role="img" aria-label=(name) {
            @for (at, word) in [(0, "Mon"), (2, "Wed"), (4, "Fri")] {
                text.scale x=(short(NAMES.0 - 3.0)) y=(short(top(at) + 9.0)) { (word) }
            }
            @for (at, (day, count)) in days.iter().enumerate() {
                @if month(at, *day) { text x=(short(left(at))) y="9" { (day.date().format("%b")) } }
                rect class=(format!("day l{}", super::super::shade(*count, most))) x=(short(left(at))) y=(short(top(at)))
                    width=(short(CELL - 2.0)) height=(short(CELL - 2.0)) { title { (day) ": " (count) } }
            }
        }
    }
}

/// The room in which values are drawn.
struct Frame {
    low: f64,
    high: f64,
}

impl Frame {
    fn new(high: f64) -> Self {
        Self { low: 0.0, high }
    }

    fn view_box(&self) -> String {
        format!("0 0 {} {}", short(SIZE.0), short(SIZE.1))
    }

    fn left(&self) -> f64 {
        MARGIN.0
    }

    fn bottom(&self) -> f64 {
        SIZE.1 - MARGIN.1
    }

    fn width(&self) -> f64 {
        SIZE.0 - MARGIN.0 - 6.0
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.bottom() - share * (self.bottom() - MARGIN.2)
    }

    /// Five lines with their values.
    fn grid(&self, unit: impl Fn(f64) -> String) -> Markup {
        let values = (0..=4).map(|at| self.low + (self.high - self.low) * f64::from(at) / 4.0);
        html! {
            @for value in values {
                line.grid x1=(short(self.left())) x2=(short(SIZE.0 - 6.0)) y1=(short(self.y(value))) y2=(short(self.y(value))) {}
                text.scale x=(short(self.left() - 4.0)) y=(short(self.y(value) + 3.0)) { (unit(value)) }
            }
        }
    }
}

/// The next number from `most` on that four parts divide evenly: 4, 8, 12, 20, 40, 80, ..
fn ceiling(most: u32) -> u32 {
    let mut scale = 1;
    loop {
        for step in [4, 8, 12, 20] {
            if most <= step * scale {
                return step * scale;
            }
        }
        scale = match scale.checked_mul(10) {
            Some(next) if next < u32::MAX / 40 => next,
            _ => return most,
        };
    }
}

/// A number with one digit after the point at most.
fn short(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == rounded.trunc() { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_divided_evenly() {
        for (most, top) in [(0, 4), (4, 4), (5, 8), (9, 12), (13, 20), (21, 40), (100, 120), (130, 200), (3_999, 4_000)]
        {
            assert_eq!(ceiling(most), top, "{most}");
        }
        assert_eq!(ceiling(u32::MAX), u32::MAX);
    }

    #[test]
    fn a_chart_of_nothing_is_a_chart() {
        for chart in [
            bars("n", &[], 7),
            lines("n", &[], &[], (0.0, 1.0), |value| value.to_string()),
            shares("n", &[]),
            calendar("n", &[]),
        ] {
            assert!(chart.into_string().contains("role=\"img\""));
        }
    }

    #[test]
    fn bars_stand_on_the_ground_and_end_at_their_value() {
        let chart = bars("n", &[("a".to_owned(), 0), ("b".to_owned(), 4)], 1).into_string();
        assert!(chart.contains("height=\"0\"") && chart.contains("height=\"140\""), "{chart}");
    }

    #[test]
    fn names_are_escaped() {
        let chart = shares("<n>", &[("<script>alert(1)</script>".to_owned(), 50)]).into_string();
        assert!(!chart.contains("<script>") && chart.contains("&lt;script&gt;"), "{chart}");
    }
}
