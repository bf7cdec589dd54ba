//! The core cards that failed: ranked by what little their rank takes, and only the first of them read.

use rusqlite::types::ValueRef;

use super::{Result, Store};
use crate::model::{ItemKey, Standing};

impl Store {
    /// The core cards of awake topics that were forgotten once, or failed when they were last counted; how many more
    /// than `most` there are.
    ///
    /// Those whose answer is a formula come first, and within each those forgotten most often, then the weakest.
    pub fn failed_core_cards(&self, most: usize, is_formula: impl Fn(&str) -> bool) -> Result<(Vec<Standing>, usize)> {
        let sql = "SELECT key, answer, lapses, ease FROM item WHERE kind = 'card' AND core = 1 AND parked = 0 \
             AND suspended = 0 AND awake = 1 AND seen IS NOT NULL AND (lapses > 0 OR repetitions = 0)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut ranked = Vec::new();
        while let Some(row) = rows.next()? {
            // Looked at where it lies: of many answers none is copied.
            let formula = match row.get_ref(1)? {
                ValueRef::Text(answer) => std::str::from_utf8(answer).is_ok_and(&is_formula),
                _ => false,
            };
            let (key, lapses, ease): (i64, i64, i64) = (row.get(0)?, row.get(2)?, row.get(3)?);
            ranked.push((!formula, -lapses, ease, ItemKey(key)));
        }
        ranked.sort_unstable();
        let more = ranked.len().saturating_sub(most);
        ranked.truncate(most);
        let first: Vec<ItemKey> = ranked.into_iter().map(|(.., item)| item).collect();
        let mut found = self.items_of_keys(&first)?;
        found.sort_by_cached_key(|standing| first.iter().position(|item| *item == standing.key));
        Ok((found, more))
    }
}
