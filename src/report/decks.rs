//! `drill deck list`: the deck files in use.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, set},
};

/// A deck file in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeckLine {
    /// Its path, or the name of a shipped deck.
    pub path: String,
    /// Compiled into the binary.
    pub shipped: bool,
    /// The cards that came out of it.
    pub cards: u32,
    /// What cost a card in it, each as `line`, `col`, `message`, `hint`.
    pub problems: Vec<Value>,
}

/// The files in columns, each problem below its file.
pub fn text(decks: &[DeckLine], width: usize) -> String {
    let mut text = String::new();
    for deck in decks {
        let origin = if deck.shipped { "shipped" } else { "yours" };
        let row = vec![vec![deck.path.clone(), counted(deck.cards, "card"), origin.to_owned()]];
        text.push_str(&set(&[Set::Left, Set::Left, Set::Left], &row, width));
        for problem in &deck.problems {
            let word = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
            let place = format!("{}:{}", problem["line"], problem["col"]);
            text.push_str(&format!("  error at {place}: {}; {}\n", word("message"), word("hint")));
        }
    }
    crate::model::text::clean(&text).into_owned()
}

/// The files as documents.
pub fn json(decks: &[DeckLine]) -> Value {
    decks
        .iter()
        .map(|deck| {
            json!({ "path": deck.path, "shipped": deck.shipped, "cards": deck.cards, "problems": deck.problems })
        })
        .collect()
}
