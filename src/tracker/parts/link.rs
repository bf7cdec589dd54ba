//! The links of a tracker: what they say, where they lead, and what is doubtful about them; nothing is fetched.

use std::ops::Range;

use thiserror::Error;

use super::outline::{Outline, RawLink};
use crate::{
    model::{name::normalise, text::one_line},
    tracker::{
        kind::{Judge, Rules},
        source::Source,
    },
};

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its line, from 1.
    pub line: usize,
    /// The heading it stands below; empty if there is none.
    pub section: String,
    /// All the headings it stands below, the nearest first.
    pub above: Vec<String>,
    /// Whether it stands among the resources: below a heading that speaks of resources, links, reading.
    pub is_resource: bool,
    /// Its words; where it leads if it has none of its own.
    pub text: String,
    /// Where it leads, as it is written.
    pub target: String,
    /// What it leads to.
    pub kind: LinkKind,
    /// Why it probably leads nowhere.
    pub doubt: Option<Doubt>,
}

impl Link {
    /// The path that a local link leads to, as a file system wants it: no `file://`, no `#part`, no `%20`.
    ///
    /// Relative to the folder of the tracker. None for other kinds.
    pub fn path(&self) -> Option<String> {
        (self.kind == LinkKind::Local).then(|| path_of(&self.target))
    }
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// A page of the web.
    Web,
    /// A file.
    Local,
    /// A mailbox or a telephone.
    Mail,
    /// A heading of the tracker itself.
    Here,
}

impl LinkKind {
    /// Its word in JSON and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Local => "local",
            Self::Mail => "mail",
            Self::Here => "here",
        }
    }
}

/// Why a link probably leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Doubt {
    /// `[text]()`.
    #[error("it leads nowhere")]
    Nowhere,
    /// `[text][name]` without `[name]: ...`.
    #[error("no line says where it leads")]
    Undefined,
    /// `[text](URL)`, `https://your-site.com/`.
    #[error("it is still to be filled in")]
    Placeholder,
    /// `https://`, `https://localhost-less`.
    #[error("`{host}` is no name of a host")]
    NoHost {
        /// What stands where the host should.
        host: String,
    },
    /// `htps://...`, `javascript:...`.
    #[error("`{scheme}:` is no address that opens a page")]
    Scheme {
        /// What stands before the colon.
        scheme: String,
    },
    /// Blanks in an address of the web.
    #[error("an address has no blanks")]
    Blanks,
    /// A bracket that was never closed.
    #[error("a bracket in it is open")]
    Unbalanced,
}

const RESOURCES: &str = "resource|resources|link|links|reading|readings|bookmark|bookmarks|references|books|courses|\
    materials|material|ressourcen|quellen|lesezeichen|literatur|recursos";
/// Ends of names of files that people keep beside a tracker.
const FILES: &str =
    "md|markdown|txt|pdf|ipynb|html|htm|docx|doc|odt|rst|csv|xlsx|pptx|py|rs|ts|js|tex|epub|png|jpg|svg|drawio";

/// Finds the links of a tracker, in the order of the file.
pub(super) fn find(outline: &Outline<'_>, rules: &Rules) -> Vec<Link> {
    let judged = outline.judged();
    let judge = Judge::new(&judged, rules);
    let mut found: Vec<(usize, Found)> = outline
        .links
        .iter()
        .map(|raw: &RawLink| {
            let target =
                if raw.is_wiki && !has_end(&raw.target) { format!("{}.md", raw.target) } else { raw.target.clone() };
            (raw.range.start, Found { text: raw.text.clone(), target, is_broken: raw.is_broken })
        })
        .collect();
    let resources = outline.below(|it| is_about_resources(&it.name));
    found.extend(bare(outline, &resources));
    found.sort_by_key(|(at, _)| *at);
    let link = |(at, found): (usize, Found)| {
        let heading = outline.heading_at(at);
        let is_resource = heading.is_some_and(|at| resources[at]);
        (!judge.is_ignored(heading)).then(|| {
            let above = outline.path(heading).map(|it| it.name.clone()).collect();
            found.link(outline.number(at), above, is_resource)
        })
    };
    found.into_iter().filter_map(link).collect()
}

/// The links of a text that is no tracker; with `paths` paths that simply stand there are links too, as in a source.
pub fn links_in(text: &str, paths: bool) -> Vec<Link> {
    let heading = if paths { "Resources" } else { "Text" };
    let text = format!("# {heading}\n\n{text}\n");
    let source = Source::read(text.as_bytes());
    find(&Outline::read(&source), &Rules::default())
}

fn is_about_resources(heading: &str) -> bool {
    normalise(heading).split(' ').any(|word| RESOURCES.split('|').any(|known| known.trim_start() == word))
}

struct Found {
    text: String,
    target: String,
    is_broken: bool,
}

impl Found {
    fn link(self, line: usize, above: Vec<String>, is_resource: bool) -> Link {
        let section = above.first().cloned().unwrap_or_default();
        let target = one_line(&self.target);
        let text = one_line(&self.text);
        let text = if text.is_empty() { target.clone() } else { text };
        let (kind, doubt) = judge(&target);
        let doubt = if self.is_broken { Some(Doubt::Undefined) } else { doubt };
        Link { line, section, above, is_resource, text, target, kind, doubt }
    }
}

/// Addresses that stand in the text as they are, and paths among the resources: below which headings those stand is
/// given.
fn bare(outline: &Outline<'_>, resources: &[bool]) -> Vec<(usize, Found)> {
    let text = outline.text();
    let mut taken: Vec<&Range<usize>> = outline.links.iter().map(|link| &link.range).collect();
    taken.sort_by_key(|range| range.start);
    let mut found = Vec::new();
    for line in &outline.lines {
        let resource = outline.heading_at(line.start).is_some_and(|at| resources[at]);
        let mut from = line.start;
        for word in text[line.start..line.end].split([' ', '\t', '<', '>', '"', '`', '|']) {
            let at = from;
            from += word.len() + 1;
            let skipped = word.len() - word.trim_start_matches(['(', '[', '*', '_', ',', ';']).len();
            let (at, word) = (at + skipped, trimmed(&word[skipped..]));
            if !(is_address(word) || (resource && is_path(word))) {
                continue;
            }
            // A definition of a link is told where the link stands.
            let defines = text[line.start..at].trim_start().starts_with('[') && text[..at].trim_end().ends_with("]:");
            let inside = || {
                let next = taken.partition_point(|range| range.start <= at);
                taken[..next].iter().rev().take(4).any(|range| range.contains(&at))
            };
            let code = || {
                let next = outline.ticked.partition_point(|range| range.start <= at);
                !resource && outline.ticked[..next].last().is_some_and(|range| range.contains(&at))
            };
            if !defines && outline.mask_at(at).is_none_or(|mask| is_table(outline, mask)) && !inside() && !code() {
                found.push((at, Found { text: String::new(), target: word.to_owned(), is_broken: false }));
            }
        }
    }
    found
}

/// Links in a table are links; those in code and HTML are none.
fn is_table(outline: &Outline<'_>, mask: &Range<usize>) -> bool {
    outline.tables.iter().any(|table| table.rows.first().is_some_and(|(start, _)| mask.contains(start)))
}

/// An address without the full stop or the bracket that ends its sentence.
fn trimmed(word: &str) -> &str {
    let mut word = word;
    loop {
        let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']']);
        let open = bare.matches('(').count() < bare.matches(')').count();
        let next = if open { bare.strip_suffix(')').unwrap_or(bare) } else { bare };
        if next.len() == word.len() {
            return word;
        }
        word = next;
    }
}

fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    ["http://", "https://", "www."].iter().any(|start| lower.starts_with(start) && lower.len() > start.len())
}

fn is_path(word: &str) -> bool {
    let mailbox = word.contains('@');
    let begins = word.starts_with(['/', '~', '.']) || word.starts_with(char::is_alphanumeric);
    begins && !mailbox && !word.contains("://") && has_end(word)
}

/// Whether a name ends like that of a file.
fn has_end(name: &str) -> bool {
    let name = name.split('#').next().unwrap_or_default();
    let end = name.rsplit_once('.').filter(|(before, _)| !before.is_empty()).map(|(_, end)| end.to_ascii_lowercase());
    end.is_some_and(|end| FILES.split('|').any(|known| known == end))
}

fn judge(target: &str) -> (LinkKind, Option<Doubt>) {
    let lower = target.to_ascii_lowercase();
    if target.is_empty() {
        return (LinkKind::Local, Some(Doubt::Nowhere));
    }
    if target.starts_with('#') {
        return (LinkKind::Here, (target.len() == 1).then_some(Doubt::Nowhere));
    }
    if lower.starts_with("mailto:") || lower.starts_with("tel:") {
        return (LinkKind::Mail, None);
    }
    if !lower.contains("://") && is_unfilled(&lower) {
        return (LinkKind::Local, Some(Doubt::Placeholder));
    }
    let scheme = target.split_once(':').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    match scheme {
        Some((scheme, rest)) if scheme == "http" || scheme == "https" => (LinkKind::Web, web(rest, target)),
        Some((scheme, _)) if scheme == "file" => (LinkKind::Local, None),
        // `C:\notes` is a path.
        Some((scheme, _)) if is_scheme(&scheme) => (LinkKind::Web, Some(Doubt::Scheme { scheme })),
        _ if lower.starts_with("www.") => (LinkKind::Web, web(&format!("//{target}"), target)),
        _ => (LinkKind::Local, None),
    }
}

/// What people write where an address will stand: `URL`, `your-link`, `LINK_HERE`, `{{url}}`, `<link>`, `path/to/file.md`.
fn is_unfilled(lower: &str) -> bool {
    let name = normalise(lower);
    let words: Vec<&str> = name.split(' ').collect();
    let bracketed = lower.contains("{{") || lower.starts_with(['<', '{', '[']);
    let blank =
        |word: &str| matches!(word, "url" | "link" | "address" | "path" | "todo" | "tbd" | "xxx" | "placeholder");
    bracketed
        || lower.contains("___")
        || (name.is_empty() && lower.chars().all(|letter| letter == '.'))
        || words.iter().all(|word| blank(word))
        || (matches!(words[0], "your" | "insert" | "add") && words.len() > 1 && !has_end(lower))
        || (words.last() == Some(&"here") && words.iter().any(|word| blank(word)))
        || lower.starts_with("path/to/")
}

/// Hosts that stand for one to be filled in. `example.org` and its like are hosts: they lead somewhere.
fn is_unfilled_host(lower: &str) -> bool {
    let name = lower.strip_prefix("www.").unwrap_or(lower);
    let first = name.split('.').next().unwrap_or_default();
    let blank = |word: &str| ["your", "your-", "my-"].iter().any(|it| word.starts_with(it)) && ends_as_blank(word);
    blank(first)
        || matches!(first, "url" | "link" | "todo" | "tbd" | "xxx" | "placeholder")
        || name.starts_with(['<', '{', '['])
}

fn ends_as_blank(word: &str) -> bool {
    ["site", "website", "domain", "company", "link", "url", "page", "blog", "name"].iter().any(|it| word.ends_with(it))
}

fn is_scheme(scheme: &str) -> bool {
    scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-'))
}

fn web(rest: &str, target: &str) -> Option<Doubt> {
    let after = rest.strip_prefix("//").unwrap_or_default();
    let host = after.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let name = host.split(':').next().unwrap_or_default();
    if target.contains(char::is_whitespace) {
        return Some(Doubt::Blanks);
    }
    if is_unfilled_host(&name.to_ascii_lowercase()) || ["...", "{{", "___"].iter().any(|mark| target.contains(mark)) {
        return Some(Doubt::Placeholder);
    }
    let labels = |host: &str| host.split('.').all(|label| !label.is_empty() && !label.starts_with('-'));
    let letters = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let local = name == "localhost" || host.starts_with('[');
    let valid = local || (name.contains('.') && labels(name.trim_end_matches('.')) && name.chars().all(letters));
    if !valid {
        return Some(Doubt::NoHost { host: host.to_owned() });
    }
    let count = |sign: char| target.matches(sign).count();
    (count('(') != count(')') || count('[') != count(']')).then_some(Doubt::Unbalanced)
}

fn path_of(target: &str) -> String {
    let bare = target.strip_prefix("file://").unwrap_or(target);
    let bare = bare.split(['#', '?']).next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(bare.len());
    let mut rest = bare.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (*first == b'%').then(|| hex(0).zip(hex(1))).flatten() {
            Some((high, low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<Link> {
        find(&Outline::read(&Source::read(text.as_bytes())), &Rules::default())
    }

    #[test]
    fn links_are_found_in_every_form() {
        let text = "## 🔗 Resources\n\n- [AI *prep*](docs/INTERVIEW_PREP.md)\n- <https://a.org/b>\n- https://c.org/d_e(f), and (www.g.org).\n\
                    - [[notes/rag|RAG]] and [[x]]\n- [i][j] and [k][l]\n- `docs/m.pdf` and ./n.md\n- ![o](o.png) me@p.org <q@r.org>\n\
                    \n[j]: https://j.org\n\n```\nhttps://no.org\n```\n<!-- https://no.org -->\n\n| a |\n|---|\n| https://t.org |\n\
                    \n## Deep learning\nsee docs/no.md, `https://no.org`, [u](#deep)\n";
        let said: Vec<String> = links(text)
            .iter()
            .map(|it| format!("{} {} {} {} {}", it.line, it.kind.word(), it.text, it.target, it.is_resource))
            .collect();
        assert_eq!(
            said,
            [
                "3 local AI prep docs/INTERVIEW_PREP.md true",
                "4 web https://a.org/b https://a.org/b true",
                "5 web https://c.org/d_e(f) https://c.org/d_e(f) true",
                "5 web www.g.org www.g.org true",
                "6 local RAG notes/rag.md true",
                "6 local x x.md true",
                "7 web i https://j.org true",
                "7 local k  true",
                "8 local docs/m.pdf docs/m.pdf true",
                "8 local ./n.md ./n.md true",
                "9 local o o.png true",
                "9 mail q@r.org mailto:q@r.org true",
                "20 web https://t.org https://t.org true",
                "23 here u #deep false",
            ]
        );
    }

    #[test]
    fn what_is_doubtful_is_said() {
        for (target, doubt) in [
            ("https://github.com/a/b", None),
            ("https://de.wikipedia.org/wiki/A_(b)", None),
            ("http://localhost:8080/", None),
            ("docs/a.md", None),
            ("C:\\notes\\a.md", None),
            ("", Some(Doubt::Nowhere)),
            ("#", Some(Doubt::Nowhere)),
            ("URL", Some(Doubt::Placeholder)),
            ("https://example.org/course", None),
            ("https://yourself.org/a", None),
            ("notes/link.md", None),
            ("your-notes.md", None),
            ("your-link-here", Some(Doubt::Placeholder)),
            ("LINK_HERE", Some(Doubt::Placeholder)),
            ("{{url}}", Some(Doubt::Placeholder)),
            ("path/to/file.md", Some(Doubt::Placeholder)),
            ("https://url", Some(Doubt::Placeholder)),
            ("https://your-site.com/x", Some(Doubt::Placeholder)),
            ("https://www.yourwebsite.com", Some(Doubt::Placeholder)),
            ("https://<host>/x", Some(Doubt::Placeholder)),
            ("https://a.org/...", Some(Doubt::Placeholder)),
            ("https://", Some(Doubt::NoHost { host: String::new() })),
            ("https:/a.org", Some(Doubt::NoHost { host: String::new() })),
            ("https://course", Some(Doubt::NoHost { host: "course".to_owned() })),
            ("https://a..org", Some(Doubt::NoHost { host: "a..org".to_owned() })),
            ("htps://a.org", Some(Doubt::Scheme { scheme: "htps".to_owned() })),
            ("javascript:alert(1)", Some(Doubt::Scheme { scheme: "javascript".to_owned() })),
            ("https://a.org/b c", Some(Doubt::Blanks)),
            ("https://a.org/(b", Some(Doubt::Unbalanced)),
        ] {
            assert_eq!(judge(target).1, doubt, "{target}");
        }
    }

    #[test]
    fn a_path_is_what_a_file_system_wants() {
        for (target, path) in
            [("docs/My%20notes.md#top", "docs/My notes.md"), ("file:///a/b.md", "/a/b.md"), ("100%.md", "100%.md")]
        {
            assert_eq!(path_of(target), path);
        }
    }
}
