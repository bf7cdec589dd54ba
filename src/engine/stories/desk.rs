//! A whole story in an editor: a file that lives as long as the editor.

use std::{io::Write, path::Path};

use tempfile::{Builder, NamedTempFile};

use super::Story;
use crate::engine::{Error, Result, disk::read_deck};
use crate::model::{Part, Texts};

/// A file in which a story is written.
#[derive(Debug)]
pub struct StoryDesk {
    file: NamedTempFile,
    /// The texts that it showed first.
    pub shown: Texts,
}

impl StoryDesk {
    /// A file that holds a story as it stands, with what its kind asks for above it.
    pub fn new(story: &Story) -> Result<Self> {
        let shown = story.about.texts.clone();
        let failed = |source| Error::Io { verb: "write", path: std::env::temp_dir(), source };
        let mut file = Builder::new().prefix("story-").suffix(".md").tempfile().map_err(failed)?;
        file.write_all(page(story, &shown).as_bytes()).and_then(|()| file.flush()).map_err(failed)?;
        Ok(Self { file, shown })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The line on which the first empty part begins, else the first part; from 1.
    pub fn line(&self) -> usize {
        let wanted = Part::ALL.into_iter().find(|part| !self.shown.has(*part)).unwrap_or(Part::Situation);
        let text = read_deck(self.path()).ok().flatten().unwrap_or_default();
        text.lines().position(|line| line == heading(wanted)).map_or(1, |at| at + 2)
    }

    /// The texts it holds now.
    pub fn texts(&self) -> Result<Texts> {
        Ok(parse(&read_deck(self.path())?.unwrap_or_default()))
    }
}

fn heading(part: Part) -> String {
    format!("## {}", part.name())
}

fn page(story: &Story, texts: &Texts) -> String {
    let mut page = format!("# {}\n\n<!-- what stands above the first part is not kept\n", story.row.heading);
    for question in story.about.kind.iter().flat_map(|kind| &kind.questions) {
        page.push_str(&format!("asked: {question}\n"));
    }
    for part in Part::ALL {
        page.push_str(&format!("{}: {}\n", part.word(), part.goal()));
    }
    page.push_str("-->\n");
    for part in Part::ALL {
        page.push_str(&format!("\n{}\n{}\n", heading(part), texts.get(part)));
    }
    page
}

/// Reads the parts back; only a heading of exactly their names begins one, and none within code.
fn parse(text: &str) -> Texts {
    let mut texts = Texts::default();
    let mut open: Option<Part> = None;
    let mut fence = false;
    let mut lines: Vec<&str> = Vec::new();
    let mut keep = |part: Option<Part>, lines: &mut Vec<&str>| {
        if let Some(part) = part {
            texts.set(part, lines.join("\n").trim().to_owned());
        }
        lines.clear();
    };
    for line in text.lines() {
        let begins = line.trim_start();
        if begins.starts_with("```") || begins.starts_with("~~~") {
            fence = !fence;
        }
        match Part::ALL.into_iter().find(|part| !fence && line.trim_end() == heading(*part)) {
            Some(part) => {
                keep(open.take(), &mut lines);
                open = Some(part);
            }
            None => lines.push(line),
        }
    }
    keep(open, &mut lines);
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_as_they_were_written() {
        let mut texts = Texts::default();
        texts.set(Part::Situation, "one\n\n- two\n# three");
        texts.set(Part::Action, "```\n## Result\n```");
        let page: String = Part::ALL.map(|part| format!("\n{}\n{}\n", heading(part), texts.get(part))).concat();
        assert_eq!(parse(&format!("# T\n<!-- x -->\n{page}")), texts);
        assert_eq!(parse(""), Texts::default());
        assert_eq!(parse("## Task\r\na\r\nb\r\n").get(Part::Task), "a\nb");
    }
}
