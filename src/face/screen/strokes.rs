//! What each key means on each view.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    Screen, Turn,
    card::{TICK_KEYS, points},
    draft::Stroke,
    picture::Overlay,
};
use crate::{
    face::keys,
    model::{
        Confidence,
        view::{Reply, View},
    },
};

/// How far a key moves the text.
pub(super) enum Move {
    Lines(isize),
    Pages(isize),
    Start,
    End,
}

impl Screen {
    pub(super) fn pressed_on_card(&mut self, key: KeyEvent) -> Turn {
        let Some(View::Card(card)) = &self.shown else { return Turn::Stay };
        if is_end(key) {
            return Turn::Reply(Reply::Quit);
        }
        if let Some(to) = movement(key) {
            return self.scroll_by(&to);
        }
        if is_control(key) {
            return Turn::Stay;
        }
        let (rated, learning) =
            card.back.as_ref().map_or((false, false), |back| (!back.choices.is_empty(), back.choices.is_empty()));
        let points = points(card);
        match key.code {
            KeyCode::Char(' ') | KeyCode::Enter if self.drawn.scroll < self.drawn.most && (rated || learning) => {
                self.scroll_by(&Move::Pages(1))
            }
            KeyCode::Char(' ') | KeyCode::Enter if rated => {
                let keys = self.look.scale().keys();
                self.told.clear();
                self.tell_now(&format!("rate it with {keys}; ? tells what they mean"));
                Turn::Redraw
            }
            KeyCode::Char(' ') | KeyCode::Enter => Turn::Reply(Reply::Reveal),
            KeyCode::Char('?') | KeyCode::F(1) => self.lay_over(Overlay::Help),
            KeyCode::Char(letter) if self.look.confidence && card.back.is_none() && confidence(letter).is_some() => {
                confidence(letter).map_or(Turn::Stay, |said| Turn::Reply(Reply::Sure(said)))
            }
            KeyCode::Char(letter) => {
                let tick = TICK_KEYS.find(letter).filter(|at| points.is_some_and(|count| *at < count));
                match (tick, points) {
                    (Some(at), Some(count)) => {
                        self.said.resize(count, false);
                        self.said[at] = !self.said[at];
                        Turn::Redraw
                    }
                    _ => Turn::Reply(keys::reply(&letter.to_string(), self.look.scale())),
                }
            }
            _ => Turn::Stay,
        }
    }

    pub(super) fn lay_over(&mut self, overlay: Overlay) -> Turn {
        self.overlay = Some(overlay);
        self.overlay_scroll = 0;
        Turn::Redraw
    }

    /// Keys that scroll scroll; any other one goes back.
    pub(super) fn pressed_over(&mut self, key: KeyEvent) -> Turn {
        let pages_on = matches!(key.code, KeyCode::Char(' ')) && self.drawn.scroll < self.drawn.most;
        match movement(key) {
            Some(to) if self.drawn.most > 0 => self.scroll_by(&to),
            None if pages_on => self.scroll_by(&Move::Pages(1)),
            _ => {
                self.overlay = None;
                Turn::Redraw
            }
        }
    }

    pub(super) fn pressed_at_end(&mut self, key: KeyEvent) -> Turn {
        if let Some(to) = movement(key) {
            return self.scroll_by(&to);
        }
        match key.code {
            _ if is_end(key) => Turn::Reply(Reply::Quit),
            _ if is_control(key) => Turn::Stay,
            KeyCode::Char('u' | 'U') => Turn::Reply(Reply::Undo),
            KeyCode::Char('?') => self.lay_over(Overlay::Help),
            KeyCode::Char(' ') if self.drawn.scroll < self.drawn.most => self.scroll_by(&Move::Pages(1)),
            KeyCode::Char('q' | 'Q' | ' ') | KeyCode::Enter | KeyCode::Esc => Turn::Reply(Reply::Quit),
            // A slip does not end what could still be taken back.
            _ => Turn::Stay,
        }
    }

    pub(super) fn pressed_on_choice(&mut self, key: KeyEvent) -> Turn {
        let rated = matches!(self.shown, Some(View::Rating { .. }));
        let Some(View::Choice { answers, .. } | View::Rating { answers, .. }) = &self.shown else { return Turn::Stay };
        let count = answers.len();
        if is_end(key) || key.code == KeyCode::Esc || count == 0 {
            return Turn::Reply(Reply::Quit);
        }
        let typed = match key.code {
            KeyCode::Char(letter) if !is_control(key) => Some(letter),
            _ => None,
        };
        let find = |fits: &dyn Fn(char) -> bool| answers.iter().find(|(letter, _)| fits(*letter)).map(|it| it.0);
        if let Some(typed) = typed {
            let same = |letter: char| letter.to_lowercase().eq(typed.to_lowercase());
            if let Some(letter) = find(&|letter| letter == typed).or_else(|| find(&same)) {
                return Turn::Reply(Reply::Chosen(letter));
            }
        }
        match (key.code, movement(key)) {
            (KeyCode::Char(' '), _) if rated && self.drawn.scroll < self.drawn.most => self.scroll_by(&Move::Pages(1)),
            (KeyCode::Enter | KeyCode::Char(' '), _) => {
                let chosen = self.chosen.and_then(|at| answers.get(at));
                chosen.map_or(Turn::Stay, |(letter, _)| Turn::Reply(Reply::Chosen(*letter)))
            }
            (KeyCode::Char('q' | 'Q'), _) => Turn::Reply(Reply::Quit),
            (KeyCode::Char('u' | 'U'), _) if rated => Turn::Reply(Reply::Undo),
            (_, Some(Move::Lines(by))) => {
                let first = if by < 0 { count - 1 } else { 0 };
                self.chosen = Some(self.chosen.map_or(first, |at| at.saturating_add_signed(by).min(count - 1)));
                Turn::Redraw
            }
            (_, Some(to)) => self.scroll_by(&to),
            _ => Turn::Stay,
        }
    }

    pub(super) fn pressed_on_draft(&mut self, key: KeyEvent) -> Turn {
        let Some((_, draft)) = &mut self.draft else { return Turn::Reply(Reply::Lines(Vec::new())) };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let stroke = match key.code {
            KeyCode::Char('d') if control => return self.hand_in(),
            KeyCode::Char('e') if control => {
                let points = draft.points();
                return Turn::Reply(Reply::Write(points));
            }
            KeyCode::Esc => return Turn::Reply(Reply::Lines(Vec::new())),
            KeyCode::Char('a') if control => Stroke::Home,
            KeyCode::Char(_) if is_control(key) => return Turn::Stay,
            KeyCode::Enter if draft.is_on_empty_line() => return self.hand_in(),
            KeyCode::Char(letter) => Stroke::Letter(letter),
            KeyCode::Enter => Stroke::Break,
            KeyCode::Backspace => Stroke::Backspace,
            KeyCode::Delete => Stroke::Delete,
            KeyCode::Left => Stroke::Left,
            KeyCode::Right => Stroke::Right,
            KeyCode::Up => Stroke::Up,
            KeyCode::Down => Stroke::Down,
            KeyCode::Home => Stroke::Home,
            KeyCode::End => Stroke::End,
            _ => return Turn::Stay,
        };
        draft.stroke(stroke);
        Turn::Redraw
    }

    /// The text is handed in; without any word the way back is the answer.
    fn hand_in(&mut self) -> Turn {
        let points = self.draft.take().map(|(_, draft)| draft.points()).unwrap_or_default();
        Turn::Reply(Reply::Lines(points))
    }

    /// Pasted text is for a text in the making; on a card it would be so many keys.
    pub(super) fn pasted(&mut self, text: &str) -> Turn {
        match (&self.shown, &mut self.draft) {
            (Some(View::Points { .. }), Some((_, draft))) => {
                draft.paste(text);
            }
            (Some(View::Timed(_)), _) => return self.pasted_on_timed(text),
            (Some(View::Line { .. }), _) => return self.pasted_on_line(text),
            _ => {
                self.told.clear();
                self.tell_now("a paste is no key: it was dropped");
            }
        }
        Turn::Redraw
    }

    pub(super) fn scroll_by(&mut self, to: &Move) -> Turn {
        let page = self.drawn.height.saturating_sub(1).max(1);
        let step = |by: isize, size: usize| by.saturating_mul(isize::try_from(size).unwrap_or(isize::MAX));
        let at = self.drawn.scroll;
        let place = match to {
            Move::Lines(by) => at.saturating_add_signed(*by),
            Move::Pages(by) => at.saturating_add_signed(step(*by, page)),
            Move::Start => 0,
            Move::End => usize::MAX,
        };
        let place = place.min(self.drawn.most);
        if self.overlay.is_some() {
            self.overlay_scroll = place
        } else {
            self.scroll = place
        }
        Turn::Redraw
    }
}

pub(super) fn movement(key: KeyEvent) -> Option<Move> {
    if is_control(key) {
        return match key.code {
            KeyCode::Char('f') => Some(Move::Pages(1)),
            KeyCode::Char('b') => Some(Move::Pages(-1)),
            _ => None,
        };
    }
    match key.code {
        KeyCode::Char('j' | 'J') | KeyCode::Down => Some(Move::Lines(1)),
        KeyCode::Char('k' | 'K') | KeyCode::Up => Some(Move::Lines(-1)),
        KeyCode::PageDown => Some(Move::Pages(1)),
        KeyCode::PageUp => Some(Move::Pages(-1)),
        KeyCode::Home => Some(Move::Start),
        KeyCode::End => Some(Move::End),
        _ => None,
    }
}

/// The word of a key, before the answer is shown.
fn confidence(key: char) -> Option<Confidence> {
    match key.to_ascii_lowercase() {
        'y' => Some(Confidence::Sure),
        'm' => Some(Confidence::Maybe),
        'n' => Some(Confidence::No),
        _ => None,
    }
}

pub(super) fn is_control(key: KeyEvent) -> bool {
    key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// The end of input, as typed.
pub(super) fn is_end(key: KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('d')
}
