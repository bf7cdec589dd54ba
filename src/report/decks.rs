//! `drill deck list`: the deck files in use.

use serde_json::{Value, json};

use super::{
    counted,
    table::{Set, set},
};

/// A file of cards or of a scenario in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeckLine {
    /// Its path, or the name of a shipped deck.
    pub path: String,
    /// Compiled into the binary.
    pub shipped: bool,
    /// The cards that came out of it.
    pub cards: u32,
    /// Whether it holds a scenario; none for a deck.
    pub scenario: Option<bool>,
    /// What is lost in it, each as `line`, `col`, `message`, `hint`.
    pub problems: Vec<Value>,
}

/// The files in columns, each problem below its file.
pub fn text(decks: &[DeckLine], width: usize) -> String {
    let mut text = String::new();
    for deck in decks {
        let origin = if deck.shipped { "shipped" } else { "yours" };
        let holds = match deck.scenario {
            None => counted(deck.cards, "card"),
            Some(holds) => counted(u32::from(holds), "scenario"),
        };
        let row = vec![vec![deck.path.clone(), holds, origin.to_owned()]];
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
            json!({
                "path": deck.path, "shipped": deck.shipped, "kind": if deck.scenario.is_some() { "scenario" } else { "deck" },
                "cards": deck.cards, "scenarios": u32::from(deck.scenario == Some(true)), "problems": deck.problems,
            })
        })
        .collect()
}
