//! The keys that mean something now, as many as the line holds.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{flow::cut, theme::Theme};

/// A key with what it does; the lower its rank, the longer it stays when the line is short.
#[derive(Clone, Debug)]
pub(super) struct Key {
    key: String,
    does: &'static str,
    rank: u8,
}

impl Key {
    pub(super) fn new(key: impl Into<String>, does: &'static str, rank: u8) -> Self {
        Self { key: key.into(), does, rank }
    }

    fn width(&self) -> usize {
        self.key.width() + 1 + self.does.width()
    }
}

/// The keys on one line, the least important left out where there is no room.
pub(super) fn lay(mut keys: Vec<Key>, width: usize, theme: Theme) -> Line<'static> {
    let total = |keys: &[Key]| keys.iter().map(Key::width).sum::<usize>() + 2 * keys.len().saturating_sub(1);
    while keys.len() > 1 && total(&keys) > width {
        let Some(least) = (0..keys.len()).max_by_key(|at| keys[*at].rank) else { break };
        keys.remove(least);
    }
    let mut spans = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        let gap = if at == 0 { "" } else { "  " };
        spans.push(Span::raw(gap));
        spans.push(Span::styled(cut(&key.key, width, ""), theme.strong()));
        if key.width() <= width {
            spans.push(Span::styled(format!(" {}", key.does), theme.quiet()));
        }
    }
    Line::from(spans)
}
