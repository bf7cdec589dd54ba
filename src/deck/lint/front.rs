//! Advice on fronts: one that stands alone, and that one right answer answers.

use super::{
    ProblemKind,
    text::{self, Prose, has_quotation},
};
use crate::{deck::parse::ParsedCard, model::Form};

/// Words that a question begins with when yes or no would answer it.
const CLOSED: [&str; 19] = [
    "is", "are", "do", "does", "can", "has", "have", "was", "will", "should", "did", "could", "would", "had", "were",
    "must", "may", "might", "shall",
];
/// Words that ask for more than yes or no.
const ASKING: [&str; 10] = ["what", "which", "who", "whom", "whose", "why", "how", "where", "when", "whether"];
/// Words that a clause begins with before its question.
const CLAUSE: [&str; 37] = [
    "given",
    "if",
    "when",
    "while",
    "for",
    "in",
    "with",
    "without",
    "under",
    "after",
    "before",
    "assuming",
    "suppose",
    "supposing",
    "let",
    "since",
    "at",
    "on",
    "as",
    "during",
    "using",
    "by",
    "from",
    "once",
    "because",
    "unless",
    "although",
    "though",
    "to",
    "compared",
    "unlike",
    "like",
    "among",
    "across",
    "between",
    "despite",
    "knowing",
];
/// Words that point off the card when a front begins with them.
const POINTING: [&str; 11] = ["it", "its", "this", "these", "those", "that", "they", "them", "their", "above", "it's"];
/// Words that point off the card behind a preposition as well; there the others may point ahead.
const POINTING_BACK: [&str; 4] = ["this", "these", "those", "above"];
/// Words that say which `above` is meant.
const BEFORE_ABOVE: [&str; 7] = ["the", "as", "mentioned", "shown", "described", "listed", "card"];
/// Things that may be pointed at if they are quoted on the card.
const QUOTED: [&str; 4] = ["this claim", "this code", "this statement", "this function"];
/// Verbs whose `it` speaks of what follows: "why does it matter that ..".
const AHEAD: [&str; 7] = ["matter", "help", "hurt", "take", "pay", "make", "mean"];
/// Words that tell what such an `it` was about.
const FOLLOWING: [&str; 5] = ["that", "when", "if", "whether", "where"];
/// Words that ask for a talk, and those that do so together with a second word.
const TALKS: [&str; 8] =
    ["describe", "explain", "discuss", "elaborate", "summarise", "summarize", "outline", "illustrate"];
const TALKS_OF: [(&str, &str); 8] = [
    ("tell", "me"),
    ("tell", "us"),
    ("talk", "about"),
    ("talk", "me"),
    ("walk", "me"),
    ("walk", "us"),
    ("what", "about"),
    ("how", "about"),
];
/// Words of courtesy and manner, passed over at the beginning.
const MANNERS: [&str; 3] = ["please", "briefly", "shortly"];
/// Words that ask for a list when a number follows, and those that may stand between.
const LISTING: [&str; 8] = ["list", "name", "give", "state", "enumerate", "mention", "cite", "recite"];
const BEFORE_NUMBER: [&str; 11] = ["me", "the", "all", "any", "at", "least", "up", "to", "exactly", "about", "are"];
const NUMBERS: [&str; 9] = ["four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// Words of a choice without a question word, and of one before `which`.
const CHOICE: (usize, usize) = (12, 7);

/// Tells what a front could do better.
pub(super) fn front(card: &ParsedCard, tell: &mut impl FnMut(ProblemKind)) {
    let words = words(&Prose::of(&card.question).text);
    let off_card = off_card(&card.question, &words);
    let is_pointing = off_card.is_some();
    if let Some(word) = off_card {
        tell(ProblemKind::OffCard { word });
    }
    if card.form == Form::Basic {
        let told = closed(&words)
            .or_else(|| choice(&words))
            .or_else(|| listing(&words))
            .or_else(|| open_ended(&words).filter(|_| !is_pointing));
        if let Some(what) = told {
            tell(what);
        }
    }
}

/// A word of a front.
struct Word {
    /// In lower case, without the marks around it.
    text: String,
    /// The mark that ends it, a hyphen for any dash.
    mark: Option<char>,
}

impl Word {
    fn is(&self, word: &str) -> bool {
        self.text == word
    }

    fn is_in(&self, list: &[&str]) -> bool {
        list.contains(&self.text.as_str())
    }

    /// Whether it asks for yes or no where a question begins.
    fn is_closed(&self) -> bool {
        CLOSED.contains(&text::without_not(&self.text))
    }

    fn asks(&self) -> bool {
        ASKING.contains(&self.text.split(['\'', '’']).next().unwrap_or_default())
    }

    fn parts_clauses(&self) -> bool {
        matches!(self.mark, Some(',' | ';' | ':' | '-'))
    }

    fn ends_sentence(&self) -> bool {
        matches!(self.mark, Some('.' | '?' | '!'))
    }
}

fn words(front: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for token in front.split_whitespace() {
        let text = text::bare_word(token);
        let mark = token.trim_end_matches(['"', '”', '“', '\'', '’', '*', '_', ')', ']', '`']).chars().next_back();
        let mark = match mark {
            Some('—' | '–') => Some('-'),
            Some('-') if text.is_empty() => Some('-'),
            mark => mark.filter(|mark| ",;:.?!".contains(*mark)),
        };
        match words.last_mut() {
            Some(last) if text.is_empty() => last.mark = last.mark.or(mark),
            _ if text.is_empty() => {}
            _ => words.push(Word { text, mark }),
        }
    }
    words
}

/// The last sentence, if it asks.
fn question(words: &[Word]) -> Option<&[Word]> {
    let (last, before) = words.split_last()?;
    let start = before.iter().rposition(Word::ends_sentence).map_or(0, |end| end + 1);
    (last.mark == Some('?')).then(|| &words[start..])
}

/// A front that yes or no would answer.
fn closed(words: &[Word]) -> Option<ProblemKind> {
    let first = words.first()?;
    if first.is_closed() {
        return Some(ProblemKind::OpensWith { word: first.text.clone() });
    }
    let asked = question(words)?;
    let begins_clause = asked[0].is_in(&CLAUSE);
    let found = (0..asked.len()).find(|&at| {
        let begins = match at.checked_sub(1).map(|before| &asked[before]) {
            None => true,
            Some(before) => before.parts_clauses() && (begins_clause || before.mark != Some(',')),
        };
        begins && asked[at].is_closed()
    })?;
    // "When x, is y?" begins with a clause; any other word of asking makes it an open question.
    let clause = &asked[..found];
    let is_open = clause.iter().enumerate().any(|(at, word)| word.asks() && !(at == 0 && word.is("when")));
    (!is_open).then(|| ProblemKind::AsksYesNo { word: asked[found].text.clone() })
}

/// A front that says its answer among others: "X or Y: which one?", "which is larger, X or Y?", "X or Y?".
fn choice(words: &[Word]) -> Option<ProblemKind> {
    let offer = |words: &[Word]| {
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        Some(ProblemKind::EitherOr { offer: texts.join(" ") })
    };
    if words.len() > 2
        && words[1].is("or")
        && matches!((words[0].text.as_str(), words[2].text.as_str()), ("true", "false") | ("yes", "no"))
    {
        return offer(&words[..3]);
    }
    let is_offer = |words: &[Word]| {
        let at = words.iter().position(|word| word.is("or"));
        at.is_some_and(|at| at > 0 && at + 1 < words.len()) && !words.iter().any(Word::asks)
    };
    let which = (1..words.len()).find(|&at| words[at].is("which") && words[at - 1].mark.is_some());
    if let Some(at) = which {
        let ends_with_one = words[at..].len() <= 2 || words[at + 1].is("one");
        if is_offer(&words[..at]) && (at <= CHOICE.1 || ends_with_one) {
            return offer(&words[..at]);
        }
    }
    let asked = question(words)?;
    if asked.len() <= CHOICE.0 && !asked[0].is_in(&CLAUSE) && is_offer(asked) {
        return offer(asked);
    }
    if asked[0].is("which") {
        let start = asked[..asked.len() - 1].iter().rposition(Word::parts_clauses)? + 1;
        // With three to choose from, the last comma stands before the last of them.
        let tail = if asked[start].is("or") { &asked[start - 1..] } else { &asked[start..] };
        if tail.len() <= CHOICE.0 && !tail[0].is_in(&CLAUSE) && is_offer(tail) {
            return offer(tail);
        }
    }
    None
}

/// A front that asks for more things than anybody recalls at once: "list five ..", "what are the four ..".
fn listing(words: &[Word]) -> Option<ProblemKind> {
    let first = words.first()?;
    if !(first.is_in(&LISTING) || first.is("what") || first.is("which")) {
        return None;
    }
    let number = words[1..].iter().find(|word| !word.is_in(&BEFORE_NUMBER))?;
    let spelt = NUMBERS.iter().position(|name| number.is(name)).map(|at| at + 4);
    let digits = || number.text.parse().ok().filter(|items| (4..100).contains(items));
    // A number that ends the front, or a sum, counts nothing.
    let counts = number.mark.is_none() && words.len() > 2;
    spelt.or_else(digits).filter(|_| counts).map(|items| ProblemKind::AsksList { items })
}

/// A front that asks for a talk.
fn open_ended(words: &[Word]) -> Option<ProblemKind> {
    let start = words.iter().position(|word| !word.is_in(&MANNERS))?;
    let first = &words[start];
    let second = words.get(start + 1).map_or("", |word| &word.text);
    let overview = first.is("give") && words[start..].iter().take(4).any(|word| word.is("overview"));
    if TALKS.contains(&first.text.as_str()) {
        Some(ProblemKind::OpenEnded { words: first.text.clone() })
    } else if overview || TALKS_OF.contains(&(&first.text, second)) {
        Some(ProblemKind::OpenEnded { words: format!("{} {second}", first.text) })
    } else {
        None
    }
}

/// What a front points at that is not on the card.
fn off_card(front: &str, words: &[Word]) -> Option<String> {
    if has_quotation(front) {
        return None;
    }
    let first = words.first()?;
    let span = |from: usize, to: usize| {
        let texts: Vec<&str> = words[from..=to.min(words.len() - 1)].iter().map(|word| word.text.as_str()).collect();
        Some(texts.join(" "))
    };
    if first.is_in(&POINTING) {
        return span(0, 1);
    }
    let above = (1..words.len()).find(|&at| words[at].is("above") && words[at - 1].is_in(&BEFORE_ABOVE));
    let card =
        (1..words.len()).find(|&at| words[at].is("card") && words[at - 1].is_in(&["previous", "preceding", "last"]));
    if let Some(at) = above.or(card) {
        return span(at - 1, at);
    }
    if let Some(at) = asked_pointer(words) {
        return span(at, at);
    }
    if first.is_in(&CLAUSE) && words.get(1).is_some_and(|word| word.is_in(&POINTING_BACK)) {
        return span(0, 1);
    }
    let lower = front.to_lowercase();
    QUOTED.iter().find(|thing| lower.contains(**thing)).map(|thing| (*thing).to_owned())
}

/// The word that a question opens with instead of naming its thing: "what is this?", "why does it fail?".
fn asked_pointer(words: &[Word]) -> Option<usize> {
    if !words[0].asks() {
        return None;
    }
    let mut at = 1;
    if words.get(at).is_some_and(|word| word.is_in(&["about", "much", "many", "long", "often"])) {
        at += 1;
    }
    let helped = at;
    while at < helped + 2 && words.get(at).is_some_and(Word::is_closed) {
        at += 1;
    }
    let word = words.get(at).filter(|word| word.is_in(&POINTING))?;
    let rest = &words[at + 1..];
    // "When it .., what ..?" names its thing later; what a colon announces stands on the card.
    let helper = (at > helped).then(|| words[at - 1].text.as_str());
    let names_later = helper.is_none() && !word.is_in(&POINTING_BACK) && (words[0].is("when") || words[0].is("where"));
    let is_shown = words[at..words.len() - 1].iter().any(|word| word.mark == Some(':'));
    let is_ahead = names_later || (word.is("it") && speaks_of_what_follows(helper, rest));
    (!is_ahead && !is_shown).then_some(at)
}

/// Whether an `it` stands for a clause behind it: "why is it wrong to ..", "why does it matter that ..".
fn speaks_of_what_follows(helper: Option<&str>, rest: &[Word]) -> bool {
    let Some(verb) = rest.first() else { return false };
    let is_state = matches!(helper, Some("is" | "was" | "would" | "can" | "could" | "should"));
    if !is_state && !verb.is_in(&AHEAD) {
        return false;
    }
    let to = rest.iter().skip(1).any(|word| word.is("to")) && !verb.text.ends_with("ed");
    to || rest.iter().any(|word| word.is_in(&FOLLOWING))
}

#[cfg(test)]
mod tests;
