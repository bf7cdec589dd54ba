//! Markdown as styled lines: bold, code with its indentation, lists, tables, quotations, links as text.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use ratatui::{
    style::{Modifier, Style},
    text::Line,
};

use super::{
    flow::{Margin, Piece, chop, flow, measure},
    table::Table,
    theme::Theme,
};
use crate::model::text::clean;

/// Marks in a text around a gap, and around what fills one; no text of a card can hold them.
pub(super) const GAP_MARKS: [char; 2] = ['\u{f8f0}', '\u{f8f1}'];
pub(super) const FILL_MARKS: [char; 2] = ['\u{f8f2}', '\u{f8f3}'];
/// A line of the source that is so long was wrapped by its editor, not ended by its author.
const FILLED_LINE: usize = 60;
/// Columns by which code is set in.
const CODE_INDENT: usize = 2;

/// Which points of a list were said, with the key of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticks<'a> {
    /// One for each item of the outermost list.
    pub(super) said: &'a [bool],
    /// The key of each, as far as there are keys.
    pub(super) keys: &'a str,
}

/// The text without the marks that mean something here.
pub(super) fn foreign(text: &str) -> String {
    let text = clean(text).replace('\t', "    ");
    text.chars().filter(|letter| !GAP_MARKS.contains(letter) && !FILL_MARKS.contains(letter)).collect()
}

/// The lines of a text that went through [`foreign`], in a base style.
pub(super) fn lay(text: &str, width: usize, base: Style, theme: Theme, ticks: Option<Ticks<'_>>) -> Vec<Line<'static>> {
    let mut setter = Setter::new(text, width, base, theme, ticks);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        setter.take(event, range);
    }
    setter.flush();
    setter.lines
}

/// The items of an answer that is a list of points: the outermost list, with at most one paragraph before it.
pub(super) fn points(text: &str) -> Option<usize> {
    let (mut depth, mut lists, mut items, mut others, mut list_depth) = (0_usize, 0, 0, 0, 0);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::List(_) if depth == 0 => lists += 1,
                    Tag::Paragraph if depth == 0 && lists == 0 => others += 1,
                    Tag::Item if list_depth == 1 => items += 1,
                    _ if depth == 0 => return None,
                    _ => {}
                }
                list_depth += usize::from(matches!(tag, Tag::List(_)));
                depth += 1;
            }
            Event::End(tag) => {
                list_depth -= usize::from(matches!(tag, TagEnd::List(_)));
                depth -= 1;
            }
            _ => {}
        }
    }
    (lists == 1 && others <= 1 && items >= 2).then_some(items)
}

/// Takes the events of a parser and sets lines.
struct Setter<'a> {
    text: &'a str,
    width: usize,
    theme: Theme,
    ticks: Option<Ticks<'a>>,
    lines: Vec<Line<'static>>,
    inline: Vec<Piece>,
    styles: Vec<Style>,
    /// The style within the marks of a gap.
    mark: Style,
    margins: Vec<Margin>,
    lists: Vec<Option<u64>>,
    item: usize,
    code: Option<String>,
    table: Option<Table>,
    /// Where the last block ended, and the place of a mark that stands for itself.
    end: usize,
    literal: Vec<Range<usize>>,
}

impl<'a> Setter<'a> {
    fn new(text: &'a str, width: usize, base: Style, theme: Theme, ticks: Option<Ticks<'a>>) -> Self {
        Self {
            text,
            width: width.max(1),
            theme,
            ticks,
            lines: Vec::new(),
            inline: Vec::new(),
            styles: vec![base],
            mark: Style::new(),
            margins: Vec::new(),
            lists: Vec::new(),
            item: 0,
            code: None,
            table: None,
            end: 0,
            literal: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish(tag, range),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.push_marked(&text, Style::new()),
            },
            Event::Code(text) => self.push_marked(&text, self.theme.code()),
            Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text, self.style());
            }
            Event::Html(text) => {
                for line in text.lines() {
                    self.push(line, self.style());
                    self.flush();
                }
            }
            Event::FootnoteReference(name) => self.push(&format!("[^{name}]"), self.style()),
            Event::TaskListMarker(said) => self.push(if said { "[x] " } else { "[ ] " }, self.style()),
            Event::SoftBreak if self.is_filled(range.start) => self.push(" ", self.style()),
            Event::SoftBreak | Event::HardBreak => self.flush(),
            Event::Rule => {
                self.open(range.start);
                self.push(&self.theme.rule().repeat(self.room().min(40)), self.theme.quiet());
                self.flush();
                self.end = range.end;
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.open(range.start),
            Tag::Heading { .. } => {
                self.open(range.start);
                self.bend(self.theme.strong());
            }
            Tag::BlockQuote(_) => {
                self.open(range.start);
                self.margins.push(Margin::even(Piece::new(format!("{} ", self.theme.bar()), self.theme.quiet())));
            }
            Tag::CodeBlock(_) => {
                self.open(range.start);
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.open(range.start);
                self.lists.push(first);
            }
            Tag::Item => self.start_item(range.start),
            Tag::Table(_) => {
                self.open(range.start);
                self.table = Some(Table::default());
            }
            Tag::TableHead => self.bend(self.theme.strong()),
            Tag::Emphasis | Tag::Strong if self.is_inside_word(&range) => {
                let mark = if matches!(tag, Tag::Strong) { 2 } else { 1 };
                let mark = self.text.get(range.start..range.start + mark).unwrap_or_default().to_owned();
                self.push(&mark, self.style());
                self.literal.push(range);
            }
            Tag::Emphasis => self.bend(Style::new().add_modifier(Modifier::ITALIC)),
            Tag::Strong => self.bend(self.theme.strong()),
            Tag::Link { .. } => self.bend(self.theme.link()),
            Tag::Image { .. } => {
                self.push("image: ", self.style());
                self.bend(self.theme.link());
            }
            _ => {}
        }
    }

    fn start_item(&mut self, at: usize) {
        self.open(at);
        let outermost = self.lists.len() == 1;
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number += 1;
                marker
            }
            _ => self.theme.bullet().to_owned(),
        };
        let mut first = vec![Piece::new(marker, self.theme.quiet())];
        if let (true, Some(ticks)) = (outermost, self.ticks) {
            let said = ticks.said.get(self.item).copied().unwrap_or_default();
            let key = ticks.keys.chars().nth(self.item).map_or("  ".to_owned(), |key| format!("{key} "));
            let style = if said { self.theme.filled() } else { self.theme.quiet() };
            first =
                vec![Piece::new(key, self.theme.strong()), Piece::new(format!("{} ", self.theme.tick(said)), style)];
        }
        self.item += usize::from(outermost);
        let rest = vec![Piece::new(" ".repeat(measure(&first)), Style::new())];
        self.margins.push(Margin { first, rest });
    }

    fn finish(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.unbend();
            }
            TagEnd::BlockQuote(_) => drop(self.margins.pop()),
            TagEnd::CodeBlock => self.set_code(),
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::Item => {
                self.flush_item();
                self.margins.pop();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline);
                if let Some(table) = &mut self.table {
                    table.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if matches!(tag, TagEnd::TableHead) {
                    self.unbend();
                }
                if let Some(table) = &mut self.table {
                    table.end_row();
                }
            }
            TagEnd::Table => self.set_table(),
            TagEnd::Emphasis | TagEnd::Strong if self.literal.last() == Some(&range) => {
                self.literal.pop();
                let mark = if matches!(tag, TagEnd::Strong) { 2 } else { 1 };
                let mark = self.text.get(range.end - mark..range.end).unwrap_or_default().to_owned();
                self.push(&mark, self.style());
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => self.unbend(),
            _ => {}
        }
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) {
            let text = &self.text[..range.end.min(self.text.len())];
            self.end = self.end.max(text.trim_end().len());
        }
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or_default()
    }

    fn bend(&mut self, style: Style) {
        self.styles.push(self.style().patch(style));
    }

    fn unbend(&mut self) {
        if self.styles.len() > 1 {
            self.styles.pop();
        }
    }

    fn push(&mut self, text: &str, style: Style) {
        if !text.is_empty() {
            self.inline.push(Piece::new(text, style));
        }
    }

    /// Text in which a gap may be marked, or what fills one; `own` is laid over the style around.
    fn push_marked(&mut self, text: &str, own: Style) {
        let mut rest = text;
        while let Some(at) = rest.find(|letter| GAP_MARKS.contains(&letter) || FILL_MARKS.contains(&letter)) {
            let (before, from) = rest.split_at(at);
            self.push(before, self.style().patch(own).patch(self.mark));
            let mark = from.chars().next().unwrap_or_default();
            let (open, close) = self.theme.quotes();
            match mark {
                _ if mark == GAP_MARKS[0] => self.mark = self.theme.gap(),
                _ if mark == FILL_MARKS[0] => {
                    self.mark = self.theme.filled();
                    self.push(open, self.mark);
                }
                _ => {
                    if mark == FILL_MARKS[1] {
                        self.push(close, self.mark);
                    }
                    self.mark = Style::new();
                }
            }
            rest = &from[mark.len_utf8()..];
        }
        self.push(rest, self.style().patch(own).patch(self.mark));
    }

    /// A block begins: one blank line where its author left one.
    fn open(&mut self, at: usize) {
        self.flush();
        let between = self.text.get(self.end..at).unwrap_or_default();
        let apart = between.matches('\n').count() > 1;
        // What begins at the same place, as a list and its first item, is set apart once.
        self.end = self.end.max(at);
        if apart && !self.lines.is_empty() && !self.is_item_fresh() {
            let margin: Vec<Piece> = self.margins.iter().flat_map(|margin| margin.rest.iter().cloned()).collect();
            let blank = flow(&[], self.width, &Margin { first: margin.clone(), rest: margin });
            self.lines.extend(blank);
        }
    }

    /// True while nothing stands behind the marker of the present item.
    fn is_item_fresh(&self) -> bool {
        self.margins.last().is_some_and(|margin| margin.first != margin.rest)
    }

    fn room(&self) -> usize {
        let margin: usize = self.margins.iter().map(|margin| measure(&margin.rest)).sum();
        self.width.saturating_sub(margin).max(1)
    }

    /// The margins of all blocks around, the markers of items used up.
    fn margin(&mut self) -> Margin {
        // On a narrow page the margins may not eat up the words.
        let total: usize = self.margins.iter().map(|margin| measure(&margin.rest)).sum();
        let deep = total * 2 > self.width;
        let mut whole = Margin::default();
        let last = self.margins.len().saturating_sub(1);
        for (at, margin) in self.margins.iter_mut().enumerate() {
            if !deep || at == last {
                whole.first.extend(margin.first.iter().cloned());
                whole.rest.extend(margin.rest.iter().cloned());
            }
            margin.first.clone_from(&margin.rest);
        }
        whole
    }

    fn flush(&mut self) {
        if self.inline.is_empty() || self.table.is_some() {
            return;
        }
        let inline = std::mem::take(&mut self.inline);
        let margin = self.margin();
        self.lines.extend(flow(&inline, self.width, &margin));
    }

    /// An empty item keeps its marker.
    fn flush_item(&mut self) {
        if self.inline.is_empty() && self.is_item_fresh() {
            let margin = self.margin();
            self.lines.extend(flow(&[], self.width, &margin));
        }
        self.flush();
    }

    fn set_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let wrapped = Piece::new(self.theme.wrapped(), self.theme.quiet());
        for line in code.trim_end_matches('\n').split('\n') {
            let mut margin = self.margin();
            let indent = if self.width < 30 { 0 } else { CODE_INDENT };
            margin.first.push(Piece::new(" ".repeat(indent), Style::new()));
            margin.rest.push(Piece::new(" ".repeat(indent), Style::new()));
            let plain: String =
                line.chars().filter(|letter| !GAP_MARKS.contains(letter) && !FILL_MARKS.contains(letter)).collect();
            let style = self.style().patch(self.theme.code());
            let style = if plain.len() == line.len() { style } else { style.add_modifier(Modifier::BOLD) };
            self.lines.extend(chop(&plain, style, self.width, &margin, &wrapped));
        }
    }

    fn set_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let room = self.room();
        for row in table.lay(room, self.theme) {
            let margin = self.margin();
            let before = margin.first.iter().map(|piece| ratatui::text::Span::styled(piece.text.clone(), piece.style));
            let spans: Vec<_> = before.chain(row.spans).collect();
            self.lines.push(Line::from(spans));
        }
    }

    /// True when the line that ends here was long enough to have been wrapped by an editor.
    fn is_filled(&self, at: usize) -> bool {
        let line = self.text.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
        line.chars().count() >= FILLED_LINE
    }

    /// A star inside a word multiplies; it stresses nothing.
    fn is_inside_word(&self, range: &Range<usize>) -> bool {
        let before = self.text.get(..range.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(range.end..).and_then(|text| text.chars().next());
        before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric)
    }
}
