//! A card as the parts of a page.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    flow::{Margin, Piece, cut, flow},
    footer::{self, Key},
    grades,
    page::{Page, blank_top, clock, head_line, room},
    picture::{Picture, Space},
    rich::{self, FILL_MARKS, GAP_MARKS, Ticks, foreign},
    theme::Theme,
};
use crate::{
    face::card::gap,
    model::{
        Form, Grade,
        text::one_line,
        view::{Back, CardView},
    },
};

/// The keys of the points of a list, in their order; the others act on the card.
pub(super) const TICK_KEYS: &str = "abcdfghimnrtvwyz";

/// How many points the answer of a card has that can be ticked; none if it is no list.
pub(super) fn points(card: &CardView) -> Option<usize> {
    let back = card.back.as_ref().filter(|back| !back.choices.is_empty())?;
    if card.form == Form::Cloze { None } else { rich::points(&foreign(&back.answer)) }
}

/// The grade that a covered share proposes; none before a point was ticked.
pub(super) fn proposal(said: &[bool]) -> Option<Grade> {
    let covered = said.iter().filter(|said| **said).count();
    let number = match (covered, said.len()) {
        (0, _) => return None,
        (covered, all) if covered == all => 4,
        (covered, all) if covered * 4 >= all * 3 => 3,
        (covered, all) if covered * 2 >= all => 2,
        _ => 1,
    };
    Grade::new(number)
}

/// The parts of the page of a card.
pub(super) fn compose(card: &CardView, picture: &Picture<'_>, space: Space) -> Page {
    let theme = picture.look.theme();
    let width = space.measure();
    let mut body = blank_top(space);
    body.extend(front(card, width, theme));
    let mut page = Page { head: head(card, picture, space), progress: Some(progress(card)), ..Page::default() };
    if let Some(back) = &card.back {
        let points = points(card).map(|points| {
            let mut said = picture.said.to_vec();
            said.resize(points, false);
            said
        });
        let dashes = Line::from(Span::styled(theme.dashes().repeat(width), theme.quiet()));
        let blank = space.is_roomy().then(Line::default);
        body.extend(blank.iter().cloned().chain([dashes]).chain(blank.clone()));
        // The dashes stay in sight above the answer.
        page.answer_at = Some(body.len().saturating_sub(1 + blank.iter().len()));
        let ticks = points.as_deref().map(|said| Ticks { said, keys: TICK_KEYS });
        body.extend(answer(card, back, ticks, width, theme));
        let said = points.unwrap_or_default();
        let rows = rows(&body, page.head.len(), space);
        let scale = picture.look.scale();
        page.foot = grades::lay(&back.choices, scale, proposal(&said), theme, (room(space), rows));
        page.legends = grades::legends(&back.choices, scale);
    }
    page.keys = footer::lay(keys(card, picture), room(space), theme);
    page.body = body;
    page
}

/// Rows that the grades may take: a good part of the body stays in sight.
fn rows(body: &[Line<'_>], head: usize, space: Space) -> usize {
    let free = space.height.saturating_sub(head + 3);
    let wanted = body.len().min(free.div_ceil(2)).max(3);
    free.saturating_sub(wanted)
}

fn front(card: &CardView, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let question = match (&card.back, card.form) {
        (Some(back), Form::Cloze) => marked(&card.question, FILL_MARKS, Some(back.answer.trim())),
        (None, Form::Cloze) => marked(&card.question, GAP_MARKS, None),
        _ => foreign(&card.question),
    };
    let question = if theme.ascii { question.replace('…', "...") } else { question };
    let mut lines = rich::lay(&question, width, Style::new(), theme, None);
    if card.form == Form::Answerless {
        lines.push(Line::default());
        if let Some(promise) = &card.topic.promise {
            let bar = [Piece::new("bar: ", theme.quiet()), Piece::new(one_line(promise), theme.strong())];
            lines.extend(flow(&bar, width, &Margin::default()));
        }
        if card.back.is_none() {
            let none = "no answer is written yet: say it aloud, then p writes its key points";
            lines.extend(flow(&[Piece::new(none, theme.quiet())], width, &Margin::default()));
        }
    }
    lines
}

/// The question of a cloze with marks around its gap, or around what fills it.
fn marked(question: &str, marks: [char; 2], filling: Option<&str>) -> String {
    let question = foreign(question);
    let Some(range) = gap(&question) else { return question };
    let inside = filling.map_or_else(|| question[range.clone()].to_owned(), foreign);
    format!("{}{}{inside}{}{}", &question[..range.start], marks[0], marks[1], &question[range.end..])
}

fn answer(card: &CardView, back: &Back, ticks: Option<Ticks<'_>>, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = match card.form {
        _ if back.answer.trim().is_empty() => {
            let none = "no answer is written yet: rate what you could say against the bar";
            flow(&[Piece::new(none, theme.quiet())], width, &Margin::default())
        }
        Form::Cloze => rich::lay(&foreign(back.answer.trim()), width, theme.filled(), theme, None),
        Form::Basic | Form::Answerless => rich::lay(&foreign(&back.answer), width, Style::new(), theme, ticks),
    };
    if !back.note.trim().is_empty() {
        lines.push(Line::default());
        lines.extend(rich::lay(&foreign(&format!("Note: {}", back.note.trim())), width, theme.quiet(), theme, None));
    }
    let source = one_line(&back.source);
    if !source.is_empty() {
        let pieces = [Piece::new(format!("Source: {source}"), theme.quiet())];
        lines.extend(flow(&pieces, width, &Margin::default()));
    }
    lines
}

fn progress(card: &CardView) -> (usize, usize) {
    (card.done, card.done + card.left + card.again)
}

fn head(card: &CardView, picture: &Picture<'_>, space: Space) -> Vec<Line<'static>> {
    let theme = picture.look.theme();
    let core = if card.core { format!("{}core", theme.dot()) } else { String::new() };
    let why = format!("{}{core}", card.why.word());
    let clock = picture.look.clock.map(|target| {
        let over = if picture.seconds > target { "over " } else { "" };
        format!("{over}{} / {}", clock(picture.seconds), self::clock(target))
    });
    if space.height < 18 {
        let left = format!("{}/{} {}", card.done, card.done + card.left + card.again, one_line(&card.topic.name));
        return head_line(&left, &card.why.word(), space, theme);
    }
    let mut counts = vec![format!("{} done", card.done), format!("{} left", card.left)];
    if card.again > 0 {
        counts.push(format!("{} again", card.again));
    }
    counts.extend(card.minutes_left.map(|minutes| format!("{minutes} min")));
    let right: Vec<String> = [why].into_iter().chain(clock).collect();
    let right = right.join("   ");
    let mut lines = quiet_line(&counts.join(theme.dot()), &right, space, theme);
    lines.extend(head_line(&place(card, space, theme), "", space, theme));
    lines
}

fn quiet_line(left: &str, right: &str, space: Space, theme: Theme) -> Vec<Line<'static>> {
    let pad = space.pad.min(1);
    let width = space.width.saturating_sub(2 * pad);
    let right = cut(right, width.saturating_sub(left.width() + 2), theme.cut());
    let between = width.saturating_sub(left.width() + right.width());
    let left = cut(left, width, theme.cut());
    vec![Line::from(vec![
        Span::raw(" ".repeat(pad)),
        Span::styled(left, theme.quiet()),
        Span::raw(" ".repeat(between)),
        Span::raw(right),
    ])]
}

/// Section and topic; the promise too where it fits.
fn place(card: &CardView, space: Space, theme: Theme) -> String {
    let topic = one_line(&card.topic.name);
    let section = one_line(&card.section);
    let place =
        if section == topic || section.is_empty() { topic } else { format!("{section}{}{topic}", theme.step()) };
    let whole = card.topic.promise.as_ref().map(|promise| format!("{place} ({})", one_line(promise)));
    whole.filter(|whole| whole.width() <= room(space)).unwrap_or(place)
}

/// The keys that mean something on this card.
fn keys(card: &CardView, picture: &Picture<'_>) -> Vec<Key> {
    let mut keys = Vec::new();
    match &card.back {
        None if card.form == Form::Answerless => keys.push(Key::new("space", "rate", 0)),
        None => {
            keys.push(Key::new("space", "answer", 0));
            if picture.look.confidence {
                keys.push(Key::new("y/m/n", "sure, maybe, no", 1));
            }
        }
        Some(back) if back.choices.is_empty() => keys.push(Key::new("space", "next", 0)),
        Some(_) => keys.push(Key::new(picture.look.scale().keys(), "rate", 0)),
    }
    if let Some(points) = points(card) {
        let last = TICK_KEYS.chars().nth(points - 1).or(TICK_KEYS.chars().last()).unwrap_or('b');
        keys.push(Key::new(format!("a-{last}"), "tick", 2));
    }
    if card.last {
        keys.push(Key::new("q", "leave it for later", 1));
    }
    if card.form == Form::Answerless {
        keys.push(Key::new("p", "write points", 2));
    }
    if card.learnable && card.back.is_none() {
        keys.push(Key::new("l", "learn", 3));
    }
    keys.push(Key::new("s", "skip", 7));
    keys.push(Key::new("e", "edit", 8));
    keys.push(Key::new("x", "set aside", 9));
    if card.back.is_some() {
        keys.push(Key::new("o", "source", 6));
    }
    if card.done > 0 {
        keys.push(Key::new("u", "undo", 5));
    }
    keys.push(Key::new("?", "help", 1));
    if !card.last {
        keys.push(Key::new("q", "quit", 4));
    }
    keys
}
