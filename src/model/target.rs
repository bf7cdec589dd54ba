//! What the platform may be asked to open. A text of a deck or a tracker becomes one only here, so that none of them is
//! ever taken for an option, a command or a program.

use std::{
    ffi::OsStr,
    fmt::{Display, Formatter, Result as Fmt},
    path::{Path, PathBuf},
};

use super::text::clean;

/// Files that are looked at. None of them is run by being opened.
const KINDS: &str = "md|markdown|txt|text|rst|org|adoc|tex|pdf|epub|ipynb|html|htm|csv|json|yaml|yml|toml|docx|odt|xlsx|\
    ods|pptx|odp|png|jpg|jpeg|gif|webp|svg|drawio";

/// A page of the web, or a file of a kind that is only looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Page(String),
    File(PathBuf),
}

impl Target {
    /// A page of the web; none for any other address.
    pub fn page(address: &str) -> Option<Self> {
        let lower = address.to_ascii_lowercase();
        let address = if lower.starts_with("www.") { format!("https://{address}") } else { address.to_owned() };
        let rest = ["http://", "https://"].iter().find(|start| address.to_ascii_lowercase().starts_with(**start));
        let host = address.get(rest?.len()..)?.chars().next()?;
        let plain = |letter: char| !letter.is_whitespace() && !letter.is_control() && !"\"<>\\^`{|}".contains(letter);
        let whole = clean(&address) == address && address.chars().all(plain);
        (whole && (host.is_alphanumeric() || host == '[')).then_some(Self(Kind::Page(address)))
    }

    /// A file at an absolute path; none for a kind that is not known.
    pub fn file(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_str()?.to_ascii_lowercase();
        let known = KINDS.split('|').any(|kind| kind.trim_start() == end);
        (known && path.is_absolute()).then(|| Self(Kind::File(path.to_owned())))
    }

    /// As the opener is given it.
    pub fn as_os_str(&self) -> &OsStr {
        match &self.0 {
            Kind::Page(address) => OsStr::new(address),
            Kind::File(path) => path.as_os_str(),
        }
    }
}

impl Display for Target {
    fn fmt(&self, out: &mut Formatter<'_>) -> Fmt {
        match &self.0 {
            Kind::Page(address) => out.write_str(address),
            Kind::File(path) => out.write_str(&clean(&path.to_string_lossy())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_pages_and_nothing_else() {
        for (address, shown) in [
            ("https://a.org/b_(c)?d=e&f#g", Some("https://a.org/b_(c)?d=e&f#g")),
            ("HTTP://A.org", Some("HTTP://A.org")),
            ("www.a.org", Some("https://www.a.org")),
            ("http://localhost:80/", Some("http://localhost:80/")),
            ("http://[::1]/", Some("http://[::1]/")),
            ("https://bücher.example/ü", Some("https://bücher.example/ü")),
            ("https://", None),
            ("https://-x", None),
            ("https:///etc/passwd", None),
            ("https://a.org/b c", None),
            ("https://a.org/\"; rm -rf", None),
            ("https://a.org/`id`", None),
            ("https://a.org/\n--help", None),
            ("https://a.org/\u{1b}[31m", None),
            ("https://a.org/\u{202e}", None),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("data:text/html,x", None),
            ("--help", None),
            ("mailto:a@b.org", None),
            ("", None),
        ] {
            assert_eq!(Target::page(address).map(|it| it.to_string()).as_deref(), shown, "{address:?}");
        }
    }

    #[test]
    fn files_are_looked_at_and_never_run() {
        for (path, opens) in [
            ("/n/a.md", true),
            ("/n/--help.PDF", true),
            ("/n/a.sh", false),
            ("/n/a.desktop", false),
            ("/n/a.app", false),
            ("/n/a.exe", false),
            ("/n/a.js", false),
            ("/n/a.py", false),
            ("/n/a", false),
            ("/n/md", false),
            ("/n/.md", false),
            ("n/a.md", false),
            ("-a.md", false),
        ] {
            assert_eq!(Target::file(Path::new(path)).is_some(), opens, "{path}");
        }
    }
}
