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
