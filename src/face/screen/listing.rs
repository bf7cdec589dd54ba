//! The keys of a list that is ticked, and of a line that is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    Screen, Turn,
    note::{Note, Stroke},
    picture::Overlay,
    strokes::{Move, is_control, is_end, movement},
};
use crate::model::view::{Reply, View};

/// A list while it is ticked.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    pub(super) ticked: Vec<bool>,
    pub(super) at: usize,
    pub(super) turned: bool,
}

impl Screen {
    pub(super) fn pressed_on_checklist(&mut self, key: KeyEvent) -> Turn {
        let Some(View::Checklist { items, beside, .. }) = &self.shown else { return Turn::Stay };
        let (last, has_text) = (items.len().saturating_sub(1), !beside.trim().is_empty());
        if is_end(key) {
            return Turn::Reply(Reply::Quit);
        }
        let wide = self.drawn.wide;
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::F(1) | KeyCode::Char('?') => return self.lay_over(Overlay::Help),
            KeyCode::Tab | KeyCode::BackTab | KeyCode::Left | KeyCode::Right if has_text && !wide => {
                self.ticks.turned = !self.ticks.turned;
                self.scroll = 0;
                return Turn::Redraw;
            }
            _ if is_control(key) && movement(key).is_none() => return Turn::Stay,
            _ => {}
        }
        if self.ticks.turned && !wide {
            return match (key.code, movement(key)) {
                (_, Some(to)) => self.scroll_by(&to),
                (KeyCode::Char(' '), _) => self.scroll_by(&Move::Pages(1)),
                // The list is accepted where it is seen.
                (KeyCode::Enter | KeyCode::Esc, _) => {
                    self.ticks.turned = false;
                    Turn::Redraw
                }
                _ => Turn::Stay,
            };
        }
        let ticks = &mut self.ticks;
        match (key.code, movement(key)) {
            (KeyCode::Enter, _) => return Turn::Reply(Reply::Ticked(ticks.ticked.clone())),
            (KeyCode::Esc | KeyCode::Char('q' | 'Q'), _) => return Turn::Reply(Reply::Quit),
            (KeyCode::Char(' ' | 'x' | 'X'), _) => {
                if let Some(ticked) = ticks.ticked.get_mut(ticks.at) {
                    *ticked = !*ticked;
                }
            }
            (KeyCode::Char('a' | 'A'), _) => ticks.ticked.fill(true),
            (KeyCode::Char('n' | 'N'), _) => ticks.ticked.fill(false),
            (_, Some(to @ Move::Pages(_))) if wide => return self.scroll_by(&to),
            (_, Some(to @ Move::Lines(_))) if wide && shift => return self.scroll_by(&to),
            (_, Some(Move::Lines(by))) => ticks.at = ticks.at.saturating_add_signed(by).min(last),
            (_, Some(Move::Pages(by))) => {
                let page = isize::try_from(self.drawn.height.max(2) - 1).unwrap_or(1);
                ticks.at = ticks.at.saturating_add_signed(by * page).min(last);
            }
            (_, Some(Move::Start)) => ticks.at = 0,
            (_, Some(Move::End)) => ticks.at = last,
            _ => return Turn::Stay,
        }
        Turn::Redraw
    }

    pub(super) fn pressed_on_line(&mut self, key: KeyEvent) -> Turn {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => {
                let line = std::mem::replace(&mut self.line, Note::of("")).text();
                return Turn::Reply(Reply::Lines(vec![line]));
            }
            KeyCode::Esc => return Turn::Reply(Reply::Quit),
            KeyCode::Char('d') if control => return Turn::Reply(Reply::Quit),
            KeyCode::Char('e') if control => {
                self.line.stroke(Stroke::End, usize::MAX);
                return Turn::Redraw;
            }
            KeyCode::Char('j') if control => return Turn::Stay,
            _ => {}
        }
        match super::writing::stroke(key) {
            None | Some(Stroke::Rows(_)) => Turn::Stay,
            Some(stroke) => {
                self.line.stroke(stroke, usize::MAX);
                Turn::Redraw
            }
        }
    }

    /// A paste into a line is one line.
    pub(super) fn pasted_on_line(&mut self, text: &str) -> Turn {
        let words: Vec<&str> = text.split(['\n', '\r']).filter(|line| !line.is_empty()).collect();
        self.line.paste(&words.join(" "));
        Turn::Redraw
    }
}
