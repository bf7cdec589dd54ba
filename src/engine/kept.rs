//! Values that are kept together in the store, as one document under a mark.

use serde_json::{Map, Value};

use super::Result;
use crate::store::Store;

/// Such values by their names; the document is there as long as there is one of them.
pub(super) struct Kept {
    mark: &'static str,
    pub(super) values: Map<String, Value>,
}

impl Kept {
    pub(super) fn open(store: &Store, mark: &'static str) -> Result<Self> {
        let values = store.meta(mark)?.and_then(|text| serde_json::from_str(&text).ok());
        Ok(Self { mark, values: values.unwrap_or_default() })
    }

    /// Writes them.
    pub(super) fn close(&self, store: &Store) -> Result<()> {
        match self.values.is_empty() {
            true => Ok(store.forget_meta(self.mark)?),
            false => Ok(store.set_meta(self.mark, &Value::Object(self.values.clone()).to_string())?),
        }
    }
}
