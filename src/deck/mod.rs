//! Decks: text becomes cards, and cards are known again after an edit.
