//! Undoes the damage of UTF-8 that was once read as Mac OS Roman: `üìä` was 📊.

use std::sync::LazyLock;

use encoding_rs::MACINTOSH;

/// The text with its damage undone, none if nothing is damaged.
///
/// Only characters that together spell UTF-8 are replaced, and two of them alone (`√©` was é, but `“Ä` is a quoted
/// word) only where the file shows by a longer piece, or by the pair itself, that it was damaged.
pub fn repair(text: &str) -> Option<String> {
    let mut mended = once(text, &TABLE)?;
    // A file damaged twice needs it twice; each pass shortens the text, so this ends.
    while let Some(again) = once(&mended, &TABLE) {
        mended = again;
    }
    Some(mended)
}

/// The Mac OS Roman byte of each character above ASCII, sorted by character.
struct Table(Vec<(char, u8)>);

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Table {
    fn new() -> Self {
        let mut pairs: Vec<(char, u8)> = (0x80..=0xff_u8)
            .filter_map(|byte| MACINTOSH.decode_without_bom_handling(&[byte]).0.chars().next().map(|is| (is, byte)))
            .collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    fn byte(&self, letter: char) -> Option<u8> {
        self.0.binary_search_by_key(&letter, |pair| pair.0).ok().map(|at| self.0[at].1)
    }
}

/// One damaged character: where its pieces stand in the text, and what it was.
struct Piece {
    start: usize,
    end: usize,
    was: char,
    lead: u8,
    /// How many bytes it had: 2..=4.
    length: usize,
    /// Whether it ends where the next begins, or begins where the last ended: how many stand in one chain.
    chain: usize,
}

fn once(text: &str, table: &Table) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let pieces = find(text, table);
    let damaged = pieces.iter().any(proves_damage);
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for piece in pieces.iter().filter(|piece| proves_damage(piece) || (damaged && fits_damage(piece))) {
        out.push_str(&text[copied..piece.start]);
        out.push(piece.was);
        copied = piece.end;
    }
    out.push_str(&text[copied..]);
    (copied > 0).then_some(out)
}

/// Three characters and more never spell UTF-8 by chance; a pair does so only where no one writes it.
fn proves_damage(piece: &Piece) -> bool {
    // `√` before a letter-like sign: √© √º √§ √ü √® √™ √´ ¬† ... but √∂, √π, √∑ may be mathematics.
    let latin = piece.lead == 0xc3 && matches!(piece.was, 'à'..='ï' | 'ü' | 'ß' | 'Ä' | 'Ö' | 'Ü' | 'É');
    piece.length > 2 || piece.chain > 2 || latin
}

/// Pairs that may be mathematics or a quotation are damage only in a file that is damaged elsewhere.
fn fits_damage(piece: &Piece) -> bool {
    matches!(piece.lead, 0xc2 | 0xc3 | 0xce | 0xcf)
}

fn find(text: &str, table: &Table) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut chain_start = 0;
    let letters = text.char_indices().filter(|(_, letter)| !letter.is_ascii());
    let mut from = 0;
    for (start, _) in letters {
        if start < from {
            continue;
        }
        let Some(piece) = piece_at(text, start, table) else { continue };
        from = piece.end;
        if pieces.last().is_some_and(|last| last.end != piece.start) {
            close_chain(&mut pieces[chain_start..]);
            chain_start = pieces.len();
        }
        pieces.push(piece);
    }
    close_chain(&mut pieces[chain_start..]);
    pieces
}

fn close_chain(pieces: &mut [Piece]) {
    let chain = pieces.len();
    pieces.iter_mut().for_each(|piece| piece.chain = chain);
}

/// The piece that begins at an offset: up to four characters whose Mac OS Roman bytes are one UTF-8 character.
fn piece_at(text: &str, start: usize, table: &Table) -> Option<Piece> {
    let mut bytes = [0; 4];
    let mut length = 1;
    let mut wanted = 1;
    for (at, letter) in text[start..].char_indices() {
        let byte = if letter.is_ascii() { None } else { table.byte(letter) }?;
        if at == 0 {
            wanted = match byte {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
            bytes[0] = byte;
            continue;
        }
        bytes[length] = byte;
        length += 1;
        if length == wanted {
            let was = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
            let end = start + at + letter.len_utf8();
            return (!was.is_control()).then_some(Piece { start, end, was, lead: bytes[0], length, chain: 1 });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tracker::BUILT_IN;

    const SEED: &str = include_str!("../../tests/data/INTERVIEW_TRACKER.md");

    fn damage(text: &str) -> String {
        MACINTOSH.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn the_real_tracker_is_mended() {
        let mended = repair(SEED).unwrap();
        for emoji in ["## 📊 T", "## 🏗️ S", "| ⬜ |", "## 🎯 B", "## 💼 A", "## 📅 W", "## 🔗 R"] {
            assert!(mended.contains(emoji), "{emoji}");
        }
        assert_eq!(mended, BUILT_IN);
        assert_eq!(repair(&mended), None);
    }

    #[test]
    fn only_what_is_damaged_is_touched() {
        let table = [
            ("é stays, ‚¨ú goes, – stays", Some("é stays, ⬜ goes, – stays")),
            ("k√∂nnen f√ºr", Some("können für")),
            ("‚Äî √∂", Some("— ö")),
            ("na√Øve caf√©", Some("naïve café")),
            ("ü‚¨úü", Some("ü⬜ü")),
            ("“Äpfel” ‘Übung’ „Öl“ «Éa» –ü Paris–Évian", None),
            ("√2, √∑x², √π and √∞", None),
            ("📊 🏗️ ⬜ 注意 внимание π ≈ 3", None),
            ("plain", None),
            ("", None),
        ];
        for (damaged, mended) in table {
            assert_eq!(repair(damaged).as_deref(), mended, "{damaged}");
        }
        let word = "внимание 注意 🏗️ →";
        assert_eq!(repair(&damage(word)).as_deref(), Some(word));
        assert_eq!(repair(&damage(&damage(word))).as_deref(), Some(word));
    }

    proptest! {
        #[test]
        fn mending_twice_changes_nothing_more(text in "[ -~äöüéß√©∂‚¨ú“”–ÄÖü\u{f8ff}🏗️⬜]{0,40}") {
            if let Some(mended) = repair(&text) {
                prop_assert_eq!(repair(&mended), None);
            }
        }

        #[test]
        fn damaged_emoji_are_mended(emoji in "[📊🏗🎯💼📅🔗⬜🟨✅☑—→]{1,5}", word in "[a-zA-Z -]{0,12}") {
            let text = format!("{emoji} {word}");
            prop_assert_eq!(repair(&damage(&text)), Some(text));
        }

        #[test]
        fn text_in_other_scripts_is_left_alone(text in "[a-zA-ZäöüÄÖÜßàâçéèêëîïôûùœ 一-龥ぁ-んа-яА-Я📊-📟🚀⬜✅]{0,40}") {
            prop_assert_eq!(repair(&text), None);
        }
    }
}
