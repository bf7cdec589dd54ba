//! The words of one line, gathered from Markdown events: emphasis, links and code ticks rendered away.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{heading::spoken, placeholder};

/// A line this long was probably wrapped by an editor rather than ended.
const WRAPPED: usize = 60;
/// Blanks are looked for in the beginning of a line only, so that a crafted line costs no more than another.
const LOOKED_AT: usize = 400;
/// Tags that only change how words look; any other is a word: `Vec<T>`, `<Company>`, `<canvas>`.
const LOOKS: &str = "a|abbr|b|i|u|s|em|strong|br|code|kbd|sub|sup|span|mark|small|big|del|ins|img|font|input|label|p|div|\
    details|summary|center|tt|q|cite|wbr";

/// The words of a heading, a paragraph or a checklist line while they come in.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    /// The same with code masked, where blanks are looked for.
    masked: String,
    strong: usize,
    /// Something other than a colon stood outside of strong emphasis.
    weak: bool,
    broken: bool,
    closed: bool,
}

impl Words {
    /// Takes an inline event in; everything else is ignored.
    pub(super) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.push(text, false),
            Event::Code(code) => self.push(code, true),
            Event::InlineHtml(tag) | Event::Html(tag) if !changes_looks(tag) => self.push(tag, false),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.push(" ", false),
            Event::SoftBreak => self.broken = true,
            Event::HardBreak => self.closed |= !self.text.is_empty(),
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, code: bool) {
        if std::mem::take(&mut self.broken) && !self.text.is_empty() {
            if self.continues_with(text) {
                self.text.push(' ');
                self.masked.push(' ');
            } else {
                self.closed = true;
            }
        }
        if self.closed {
            return;
        }
        self.weak |= self.strong == 0 && !matches!(text.trim(), "" | ":");
        self.text.push_str(text);
        match code {
            true => self.masked.extend(text.chars().map(|_| 'c')),
            false => self.masked.push_str(text),
        }
    }

    /// A line under a checklist line is a note of its own, unless the first was cut in the middle.
    fn continues_with(&self, next: &str) -> bool {
        let line = self.text.trim_end();
        let count = |wanted: char| line.chars().filter(|letter| *letter == wanted).count();
        let cut = line.ends_with([',', '/', '&', '+']) || count('(') > count(')');
        let begins = |fits: fn(char) -> bool| next.trim_start().chars().next().is_some_and(fits);
        cut || begins(|letter| letter == '(') || (line.chars().count() >= WRAPPED && begins(char::is_lowercase))
    }

    /// True if nothing but blanks has come in.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// True once something stands outside of strong emphasis.
    pub(super) fn is_weak(&self) -> bool {
        self.weak
    }

    /// The words of a heading or a checklist line.
    pub(super) fn spoken(&self) -> String {
        spoken(&self.text)
    }

    /// The words of a paragraph that is one line in strong emphasis: a heading in all but name.
    pub(super) fn label(&self) -> Option<String> {
        let line = !self.weak && !self.closed && !self.is_empty() && self.text.len() <= 120;
        line.then(|| self.spoken().trim_end_matches(':').trim_end().to_owned())
    }

    /// What is still to be filled in, if the line is a template.
    pub(super) fn placeholder(&self) -> Option<String> {
        let end = self.masked.char_indices().nth(LOOKED_AT).map_or(self.masked.len(), |(at, _)| at);
        placeholder::find(&self.masked[..end]).map(spoken)
    }
}

fn changes_looks(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    tag.starts_with("<!") || tag.starts_with("<?") || LOOKS.split('|').any(|known| known.trim_start() == name)
}
