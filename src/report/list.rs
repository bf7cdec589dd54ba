//! A JSON list that is written one element at a time: a long one need not be in memory at once.

use serde_json::Value;

/// The text of a list so far; all its pieces together are what [`super::document`] makes of the whole.
#[derive(Debug, Default)]
pub struct List {
    begun: bool,
}

impl List {
    /// The next piece of the text, up to and with this element.
    pub fn next(&mut self, element: &Value) -> String {
        // Line ends stand between values only: inside a string they are escaped.
        let text = super::document(element).trim_end().replace('\n', "\n  ");
        let before = if std::mem::replace(&mut self.begun, true) { "," } else { "[" };
        format!("{before}\n  {text}")
    }

    /// The end of the text.
    pub const fn end(self) -> &'static str {
        if self.begun { "\n]\n" } else { "[]\n" }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_pieces_are_the_document() {
        let table = [
            json!([]),
            json!([1]),
            json!([{ "a": "one\ntwo\u{85}", "b": [], "c": {} }, null, [1, [2, { "d": [3] }]], "\u{1b}[0m"]),
        ];
        for value in table {
            let mut list = List::default();
            let mut text: String = value.as_array().unwrap().iter().map(|element| list.next(element)).collect();
            text.push_str(list.end());
            assert_eq!(text, super::super::document(&value));
        }
    }
}
