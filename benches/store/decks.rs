//! Deck files as a person might have them.

use std::{fmt::Write, fs, path::Path};

const WORDS: [&str; 24] = [
    "gradient",
    "latency",
    "index",
    "cache",
    "attention",
    "token",
    "replica",
    "queue",
    "kernel",
    "variance",
    "shard",
    "recall",
    "batch",
    "softmax",
    "consensus",
    "embedding",
    "throughput",
    "quorum",
    "dropout",
    "margin",
    "lease",
    "bias",
    "prefix",
    "bandwidth",
];

/// Writes so many files of so many cards, one topic each, ten topics to a section; every second card is core.
pub(crate) fn write(folder: &Path, files: usize, cards: usize) {
    fs::create_dir_all(folder).unwrap();
    for file in 0..files {
        let text = deck(file, cards);
        fs::write(folder.join(format!("deck-{file:04}.md")), text).unwrap();
    }
}

fn deck(file: usize, cards: usize) -> String {
    let mut text = format!("# Section {}\n\n## Topic {file}: {} and {}\n\n", file / 10, word(file, 0), word(file, 1));
    for card in 0..cards {
        let say = |from: usize, count: usize| {
            (from..from + count).map(|at| word(file * 131 + card, at)).collect::<Vec<_>>().join(" ")
        };
        let rank = if card % 2 == 0 { "core" } else { "extra" };
        if card % 10 == 9 {
            writeln!(
                text,
                "C: In topic {file} number {card} the [{}] is what {} asks of [{}].",
                say(1, 2),
                say(3, 6),
                say(9, 2)
            )
        } else {
            writeln!(
                text,
                "Q: In topic {file}, what does number {card} say of {}?\nA: It says {}.\n\n- {}\n- {}",
                say(1, 6),
                say(7, 10),
                say(17, 8),
                say(25, 8)
            )
        }
        .unwrap();
        writeln!(text, "Tags: {rank}\nSource: A book, chapter {card}\n").unwrap();
    }
    text
}

fn word(seed: usize, at: usize) -> &'static str {
    let mixed =
        (seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(at as u32 * 7) ^ (at as u64 * 0x1234_5677);
    WORDS[usize::try_from(mixed % WORDS.len() as u64).unwrap()]
}
