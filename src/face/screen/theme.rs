//! What marks and colours stand for: the terminal's own sixteen, and never colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::model::Grade;

/// How things are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Theme {
    /// Colours may be used.
    pub(super) colour: bool,
    /// Only ASCII marks around the text of a card.
    pub(super) ascii: bool,
}

impl Theme {
    fn tinted(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }

    /// What stands back: notes, rules, counts.
    pub(super) fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// What stands out: titles, keys.
    pub(super) fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Code.
    pub(super) fn code(self) -> Style {
        self.tinted(Color::Cyan)
    }

    /// A gap to be filled.
    pub(super) fn gap(self) -> Style {
        self.tinted(Color::Magenta).add_modifier(Modifier::BOLD)
    }

    /// A gap that was filled.
    pub(super) fn filled(self) -> Style {
        self.tinted(Color::Green).add_modifier(Modifier::BOLD)
    }

    /// Words that lead somewhere.
    pub(super) fn link(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// What the program tells.
    pub(super) fn told(self) -> Style {
        self.tinted(Color::Magenta)
    }

    /// What is over its time, beside a word.
    pub(super) fn late(self) -> Style {
        self.tinted(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// A grade, beside its number and word.
    pub(super) fn grade(self, grade: Grade) -> Style {
        let colour = match grade.number() {
            0..=2 => Color::Red,
            3 => Color::Magenta,
            _ => Color::Green,
        };
        self.tinted(colour).add_modifier(Modifier::BOLD)
    }

    /// What is chosen.
    pub(super) fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    const fn pick(self, fine: &'static str, plain: &'static str) -> &'static str {
        if self.ascii { plain } else { fine }
    }

    /// A thin line.
    pub(super) const fn rule(self) -> &'static str {
        self.pick("─", "-")
    }

    /// The part of a line that is done.
    pub(super) const fn heavy(self) -> &'static str {
        self.pick("━", "=")
    }

    /// A broken line, between question and answer.
    pub(super) const fn dashes(self) -> &'static str {
        self.pick("┄", ".")
    }

    /// Between small pieces.
    pub(super) const fn dot(self) -> &'static str {
        self.pick(" · ", " | ")
    }

    /// Between a section and its topic.
    pub(super) const fn step(self) -> &'static str {
        self.pick(" › ", " > ")
    }

    /// Before an item of a list.
    pub(super) const fn bullet(self) -> &'static str {
        self.pick("• ", "- ")
    }

    /// Before a quotation, and between the columns of a table.
    pub(super) const fn bar(self) -> &'static str {
        self.pick("│", "|")
    }

    /// Where two lines of a table cross.
    pub(super) const fn cross(self) -> &'static str {
        self.pick("┼", "+")
    }

    /// More stands above, below, on both sides.
    pub(super) const fn more(self, above: bool, below: bool) -> &'static str {
        match (above, below) {
            (true, true) => self.pick("↕", "^v"),
            (true, false) => self.pick("↑", "^"),
            (false, true) => self.pick("↓", "v"),
            (false, false) => "",
        }
    }

    /// What was cut off.
    pub(super) const fn cut(self) -> &'static str {
        self.pick("…", "~")
    }

    /// Before a line of code that goes on from the line above.
    pub(super) const fn wrapped(self) -> &'static str {
        self.pick("↪ ", "\\ ")
    }

    /// Before the chosen one.
    pub(super) const fn pointer(self) -> &'static str {
        self.pick("▸", ">")
    }

    /// The marks around a filled gap.
    pub(super) const fn quotes(self) -> (&'static str, &'static str) {
        if self.ascii { (">>", "<<") } else { ("»", "«") }
    }

    /// A point that was said, or not.
    pub(super) const fn tick(self, said: bool) -> &'static str {
        if said { "[x]" } else { "[ ]" }
    }
}
