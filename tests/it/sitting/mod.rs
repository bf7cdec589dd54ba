//! `drill`: the daily sitting on the plain face.

mod day;
mod editing;
mod ending;
mod limits;
mod order;
mod owed;
mod protocol;
mod writing;

use crate::world::World;

/// A topic of cards: each letter is id and question, with `?` behind it; the answer is the letter twice.
pub(crate) fn topic(section: &str, title: &str, letters: &str) -> String {
    let card = |letter: &str| format!("Q: {letter}?\nA: {letter}{letter}\nId: {letter}\n\n");
    format!("# {section}\n\n## {title}\n\n{}", letters.split_whitespace().map(card).collect::<String>())
}

/// One topic of six cards, alone in the world.
fn six() -> World {
    World::alone("## Rust\n- [ ] Ownership\n").deck("rust.md", &topic("Rust", "Ownership", "a b c d e f"))
}
