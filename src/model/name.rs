//! Names as people type them: equal in any case and spacing, found by a unique part, suggested when mistyped.

use similar::TextDiff;

/// A name as it is compared: lower case, letters and digits only, single spaces between words.
///
/// `+` and `#` stay, so that C, C++ and C# are three names.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut take = |letter: char| {
        if letter.is_alphanumeric() || matches!(letter, '+' | '#') {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(letter);
        } else {
            // An apostrophe does not part a word: "gate's" is one.
            gap |= !matches!(letter, '\'' | '’');
        }
    };
    for letter in text.chars() {
        // Nearly every letter is: the way over the tables is five times as long.
        if letter.is_ascii() { take(letter.to_ascii_lowercase()) } else { letter.to_lowercase().for_each(&mut take) }
    }
    out
}

/// A name made fit for a path or an id: [`normalise`] with hyphens.
pub fn slug(text: &str) -> String {
    normalise(text).replace(' ', "-")
}

/// How alike two texts are, 0.0 (nothing) to 1.0 (equal once normalised), by the words they share in order.
pub fn likeness(one: &str, other: &str) -> f32 {
    let (one, other) = (normalise(one), normalise(other));
    if one == other {
        return 1.0;
    }
    let letters = TextDiff::from_chars(&one, &other).ratio();
    let words = TextDiff::from_words(&one, &other).ratio();
    letters.midpoint(words)
}

/// What a typed name was found to mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// Exactly one candidate, by its index.
    One(usize),
    /// Several candidates share the part that was typed.
    Several(Vec<usize>),
    /// None; the nearest ones, best first, at most three.
    None(Vec<usize>),
}

/// Finds a typed name among candidates: whole in any case, else by a unique part, else the nearest.
pub fn find<S: AsRef<str>>(typed: &str, candidates: &[S]) -> Found {
    let wanted = normalise(typed);
    let names: Vec<String> = candidates.iter().map(|name| normalise(name.as_ref())).collect();
    let whole: Vec<usize> = positions(&names, |name| *name == wanted);
    if let [one] = whole[..] {
        return Found::One(one);
    }
    if !whole.is_empty() {
        return Found::Several(whole);
    }
    let part = if wanted.is_empty() { Vec::new() } else { positions(&names, |name| name.contains(&wanted)) };
    match part[..] {
        [one] => Found::One(one),
        [] => Found::None(nearest(&wanted, &names)),
        _ => Found::Several(part),
    }
}

fn positions(names: &[String], mut fits: impl FnMut(&String) -> bool) -> Vec<usize> {
    names.iter().enumerate().filter(|(_, name)| fits(name)).map(|(at, _)| at).collect()
}

/// The candidates most like a name, best first, at most three, none that is too far to be meant.
fn nearest(wanted: &str, names: &[String]) -> Vec<usize> {
    const FAR: f32 = 0.45;
    // Beside a name that is clearly meant, the far ones only distract.
    const BEHIND: f32 = 0.2;
    let near = |name: &str| {
        let parts = name.split(' ').map(|word| TextDiff::from_chars(wanted, word).ratio());
        parts.fold(TextDiff::from_chars(wanted, name).ratio(), f32::max)
    };
    let mut scored: Vec<(f32, usize)> =
        names.iter().enumerate().map(|(at, name)| (near(name), at)).filter(|(score, _)| *score > FAR).collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    scored.into_iter().take(3).take_while(|(score, _)| best - score < BEHIND).map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        for (one, other) in [
            ("Bias-variance trade-off", "bias variance  TRADE off"),
            ("LSTM/GRU gates", "LSTM GRU gates"),
            ("each gate's purpose", "each gate’s purpose"),
        ] {
            assert_eq!(normalise(one), normalise(other));
        }
        assert_ne!(normalise("C++"), normalise("C#"));
        assert_eq!(slug("Transformers & LLMs"), "transformers-llms");
    }

    #[test]
    fn a_name_is_found_whole_by_part_or_suggested() {
        let topics = ["Dropout", "Batch normalization", "Batch vs real-time inference trade-offs", "CNN architecture"];
        assert_eq!(find("dropout", &topics), Found::One(0));
        assert_eq!(find("cnn", &topics), Found::One(3));
        assert_eq!(find("batch", &topics), Found::Several(vec![1, 2]));
        assert_eq!(find("batch normalization", &topics), Found::One(1));
        assert_eq!(find("dropuot", &topics), Found::None(vec![0]));
        assert_eq!(find("zzzz", &topics), Found::None(vec![]));
        assert_eq!(find("", &topics), Found::None(vec![]));
    }
}
