//! What cannot be written into the tracker: said when it is new, and not again at every sync.

use crate::engine::{News, Result, marks::REFUSED};
use crate::store::Store;
use crate::tracker::file::hash;

/// A text that cannot be written where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Refused {
    /// The place and the text, told apart from every other.
    mark: String,
    /// What is said.
    why: String,
}

impl Refused {
    pub(in crate::engine) fn new(place: &str, text: &str, why: String) -> Self {
        let why = format!("{why}; say it in other words, or write it there yourself");
        Self { mark: format!("{:016x}", hash(format!("{place}\n{text}").as_bytes())), why }
    }
}

/// Says what was not refused before, and keeps what is refused now.
pub(super) fn tell(store: &Store, refused: &[Refused], news: &mut News) -> Result<()> {
    let before = store.meta(REFUSED)?.unwrap_or_default();
    let known = |mark: &str| before.split(' ').any(|known| known == mark);
    news.troubles.extend(refused.iter().filter(|it| !known(&it.mark)).map(|it| it.why.clone()));
    let marks: Vec<&str> = refused.iter().map(|it| it.mark.as_str()).collect();
    match marks.is_empty() {
        true => Ok(store.forget_meta(REFUSED)?),
        false => Ok(store.set_meta(REFUSED, &marks.join(" "))?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_said_once_and_again_when_it_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("drill.db"), &folder.path().join("backups")).unwrap();
        let [one, other] = ["a", "b"].map(|text| Refused::new("the row of Acme", text, format!("{text} cannot stand")));
        let said = |refused: &[Refused]| {
            let mut news = News::default();
            tell(&store, refused, &mut news).unwrap();
            news.troubles.iter().map(|trouble| trouble.chars().next().unwrap()).collect::<String>()
        };
        assert_eq!(said(std::slice::from_ref(&one)), "a");
        assert_eq!(said(std::slice::from_ref(&one)), "", "known by now");
        assert_eq!(said(&[one.clone(), other.clone()]), "b", "only what is new");
        assert_eq!(said(&[]), "");
        assert_eq!(said(&[one, other]), "ab", "it stood in between, and cannot any more");
    }
}
