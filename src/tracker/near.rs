//! How close two titles are: whether one may be the other, reworded.
//!
//! A plain likeness cannot say: "L1 regularization" and "L2 regularization" differ in one letter and are two topics,
//! "Dropout" and "Dropout regularisation" differ in twenty and are one. So titles are compared by their words: a word
//! may change its form, words may come and go; but a title whose first word, or whose name (L1, TCP), was exchanged
//! is another title.

use similar::TextDiff;

use crate::model::Title;

/// Words that say nothing about what a title is about.
const STOP: &str = "a|an|and|the|of|for|to|in|on|with|vs|versus|or|by|as|is|are|at|from|how|why|what|when|which|who|can|\
    into|via|using|use|its|it|your|my|do|does|und|der|die|das|von|mit";
/// Words that say little: exchanged for one another freely.
const FILLER: &str = "strategy|approach|technique|method|basic|overview|mechanism|architecture|concept|variant|practice|best|\
    type|idea|principle|introduction|intro|fundamental|understanding|explain|key|common|advanced|different|comparison|\
    trade|off|tradeoff|detail|question|topic|theory|derive|deriving|explained|essential|deep|dive";
const FILLER_WEIGHT: f32 = 0.3;
/// The closeness of two names that share nothing but a telling promise.
const SAME_PROMISE: f32 = 0.7;
/// Abbreviations that share too few letters with what they stand for.
const SHORT: [(&str, &str); 9] = [
    ("db", "database"),
    ("k8", "kubernete"),
    ("k8s", "kubernete"),
    ("js", "javascript"),
    ("ts", "typescript"),
    ("nn", "network"),
    ("attn", "attention"),
    ("algo", "algorithm"),
    ("prod", "production"),
];

/// The words of a title, ready to be compared with many others.
#[derive(Debug)]
pub(super) struct Gist {
    name: Vec<Word>,
    /// Name and promise together, if there is a promise.
    whole: Option<Vec<Word>>,
}

#[derive(Clone, Debug)]
struct Word {
    /// As it is written, in lower case.
    plain: String,
    stem: String,
    weight: f32,
    /// A number or an abbreviation in capitals: the name of something.
    names: bool,
}

impl Gist {
    pub(super) fn of(title: &Title) -> Self {
        let whole = title.promise.as_ref().map(|promise| words(&format!("{} {promise}", title.name)));
        Self { name: words(&title.name), whole }
    }

    /// The stems of the words that say something.
    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.name.iter().filter(|word| word.weight >= 1.0).map(|word| word.stem.as_str())
    }

    /// How close two titles are: 0.0 for different ones, 1.0 for the same words.
    pub(super) fn closeness(&self, other: &Self) -> f32 {
        let name = match compare(&self.name, &other.name) {
            Compared::Share(share) => share,
            Compared::OtherFirst if self.promises_the_same(other) => return SAME_PROMISE,
            Compared::OtherFirst | Compared::OtherName => return 0.0,
        };
        match self.whole.as_deref().zip(other.whole.as_deref()).map(|(one, other)| compare(one, other)) {
            // What the promises say more can only help a name that is already near.
            Some(Compared::Share(whole)) if name > 0.0 => name.max(whole * 0.9),
            _ => name,
        }
    }

    /// Whether both promise the same, in words that are not promised everywhere ("when to use each").
    fn promises_the_same(&self, other: &Self) -> bool {
        let promise =
            |gist: &'_ Self| gist.whole.as_ref().map(|whole| whole[gist.name.len().min(whole.len())..].to_vec());
        let Some((one, other)) = promise(self).zip(promise(other)) else { return false };
        let telling = one.iter().filter(|word| word.weight >= 1.0).count();
        telling >= 3 && one.iter().map(|word| &word.stem).eq(other.iter().map(|word| &word.stem))
    }
}

/// What two lists of words have in common.
enum Compared {
    /// This share of their words.
    Share(f32),
    /// Both begin with a word that the other does not have.
    OtherFirst,
    /// A name in one was exchanged for a name in the other: L1 for L2.
    OtherName,
}

fn is_one_of(list: &str, stem: &str) -> bool {
    list.split('|').any(|word| word.trim_start() == stem)
}

fn words(text: &str) -> Vec<Word> {
    let parts = text.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '+' | '#' | '\'' | '’')));
    let all: Vec<Word> = parts.filter(|part| part.chars().any(char::is_alphanumeric)).map(word).collect();
    let said: Vec<Word> = all.iter().filter(|word| !is_one_of(STOP, &word.plain)).cloned().collect();
    if said.is_empty() { all } else { said }
}

fn word(part: &str) -> Word {
    let plain = part.to_lowercase().replace(['\'', '’'], "");
    let stem = stem(&plain);
    let capitals =
        part.chars().count() <= 5 && part.chars().all(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    let names = capitals || part.chars().any(|letter| letter.is_ascii_digit()) || part.chars().count() == 1;
    let weight = if is_one_of(FILLER, &stem) { FILLER_WEIGHT } else { 1.0 };
    Word { plain, stem, weight, names }
}

/// The word without plural, in American spelling, its abbreviation spelled out.
fn stem(plain: &str) -> String {
    let one = match plain {
        _ if plain.len() > 4 && plain.ends_with("ies") => format!("{}y", &plain[..plain.len() - 3]),
        _ if plain.len() > 2 && plain.ends_with('s') && !plain.ends_with("ss") && !plain.ends_with("us") => {
            plain[..plain.len() - 1].to_owned()
        }
        _ => plain.to_owned(),
    };
    let one = one.replace("isation", "ization").replace("ising", "izing").replace("our", "or");
    SHORT.iter().find(|(short, _)| *short == one).map_or(one, |(_, long)| (*long).to_owned())
}

fn compare(one: &[Word], other: &[Word]) -> Compared {
    let (one, other) = (merged(one, other), merged(other, one));
    let mut partner = vec![None; one.len()];
    let mut used = vec![false; other.len()];
    for fits in [same_stem as fn(&Word, &Word) -> bool, akin] {
        for (at, word) in one.iter().enumerate() {
            if partner[at].is_none()
                && let Some(found) = (0..other.len()).find(|to| !used[*to] && fits(word, &other[*to]))
            {
                partner[at] = Some(found);
                used[found] = true;
            }
        }
    }
    let left: Vec<&Word> = one.iter().zip(&partner).filter(|(_, to)| to.is_none()).map(|(word, _)| word).collect();
    let right: Vec<&Word> = other.iter().zip(&used).filter(|(_, used)| !**used).map(|(word, _)| word).collect();
    let total = |words: &[Word]| words.iter().map(|word| word.weight).sum::<f32>();
    let loose = |words: &[&Word]| words.iter().map(|word| word.weight).sum::<f32>();
    let (shared_one, shared_other) = (total(&one) - loose(&left), total(&other) - loose(&right));
    let dice = (shared_one + shared_other) / (total(&one) + total(&other)).max(f32::EPSILON);
    let exchanged = |words: &[&Word]| words.iter().any(|word| word.weight >= 1.0);
    if !exchanged(&left) || !exchanged(&right) {
        // Words only came or only went: the shorter title still stands in the longer one.
        let held = (shared_one / total(&one)).max(shared_other / total(&other));
        return Compared::Share(dice.midpoint(held.min(1.0)));
    }
    // One name for one name is another thing; in a list of names some come and go.
    let names = |words: &[&Word]| words.iter().filter(|word| word.names).count();
    if names(&left).min(names(&right)) == 1 {
        return Compared::OtherName;
    }
    let first = |words: &[Word]| words.iter().position(|word| word.weight >= 1.0);
    let first_left = first(&one).is_some_and(|at| partner[at].is_none());
    let first_right = first(&other).is_some_and(|at| !used[at]);
    if first_left && first_right { Compared::OtherFirst } else { Compared::Share(dice) }
}

/// The words with those runs put together that the other side writes as one: "trade off", "cross validation" for CV.
fn merged(words: &[Word], other: &[Word]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let run = (2..=5.min(words.len() - at)).rev().find_map(|length| {
            let run = &words[at..at + length];
            let joined = stem(&run.iter().map(|word| word.plain.as_str()).collect::<String>());
            let initials: String = run.iter().filter_map(|word| word.plain.chars().next()).collect();
            // "PR" is no "precision, recall" where both stand beside it.
            let spelled = run.iter().any(|word| other.iter().any(|there| there.stem == word.stem));
            let short = |word: &Word| word.names && word.plain == initials && !spelled;
            let fits = |word: &&Word| (length < 4 && word.stem == joined) || short(word);
            other.iter().find(fits).map(|found| (found.clone(), length))
        });
        let (word, length) = run.unwrap_or_else(|| (words[at].clone(), 1));
        out.push(word);
        at += length;
    }
    out
}

fn same_stem(one: &Word, other: &Word) -> bool {
    one.stem == other.stem
}

/// Two forms of one word: "deploying", "deployments"; "norm", "normalization"; a mistyped letter. Names have one form.
fn akin(one: &Word, other: &Word) -> bool {
    let digits = |word: &Word| word.stem.bytes().any(|byte| byte.is_ascii_digit());
    let (a, b) = (one.stem.as_str(), other.stem.as_str());
    if digits(one) || digits(other) || a.chars().next() != b.chars().next() {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let length = short.chars().count();
    if length < 4 {
        return false;
    }
    // Written without letters of two cases, a word is a phrase.
    let phrase = !short.chars().any(|letter| letter.is_lowercase());
    if shared == length || (shared >= 5 && shared * 20 >= length * 13) {
        return true;
    }
    let near = if phrase {
        0.7
    } else if shared >= 4 {
        0.75
    } else {
        0.85
    };
    long.len() <= 2 * short.len() && TextDiff::from_chars(a, b).ratio() >= near
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closeness(one: &str, other: &str) -> f32 {
        let gist = |line: &str| Gist::of(&Title::parse(line));
        let (there, back) = (gist(one).closeness(&gist(other)), gist(other).closeness(&gist(one)));
        assert!((there - back).abs() < 0.01, "{one} / {other}: {there} {back}");
        there
    }

    /// What people really do to the lines of a checklist.
    const REWORDED: [(&str, &str); 33] = [
        ("Dropout (why it works, training vs inference)", "Dropout regularisation"),
        ("Dropout (why it works)", "Why dropout works"),
        ("Bias-variance trade-off", "Bias/variance tradeoff"),
        ("Regularization: L1 vs L2 (when to use each)", "L1 and L2 regularisation"),
        ("Regularization: L1 vs L2", "Regularization"),
        ("Gradient descent variants (SGD, Adam)", "Variants of gradient descent"),
        ("Cross-validation strategies", "Crossvalidation"),
        ("Metrics: precision, recall, F1, AUC-ROC", "Metrics (precision, recall, F1, ROC AUC)"),
        ("Backpropagation (can derive for 2-layer net)", "Deriving backprop for a 2-layer net"),
        ("Batch normalization (why it helps)", "Batch norm"),
        ("CNN architecture", "CNN architectures and receptive fields"),
        ("LSTM/GRU gates", "Gates of LSTM and GRU"),
        ("Self-attention mechanism", "Self-attention"),
        ("Multi-head attention (why multiple heads?)", "Multihead attention"),
        ("Positional encodings (sinusoidal vs learned)", "Position encoding"),
        ("Tokenization strategies (BPE)", "Tokenisation"),
        ("Fine-tuning: LoRA, QLoRA, full fine-tune trade-offs", "Finetuning with LoRA and QLoRA"),
        ("Prompt engineering best practices", "Prompt engineering"),
        ("Chunking strategies", "Chunking approaches"),
        ("Vector databases (HNSW, LSH, trade-offs)", "Vector DBs"),
        ("Reranking (cross-encoder)", "Re-ranking"),
        ("RAG evaluation metrics", "Metrics for evaluating RAG"),
        ("Feature stores (why, when, how)", "Feature store design"),
        ("Model versioning and rollback", "Versioning models and rollback"),
        ("Canary deployments for ML", "Canary releases for ML"),
        ("Monitoring: data drift, model decay", "Monitoring data drift and decay of models"),
        ("Kubernets", "Kubernetes"),
        ("Metrics: precision, recall, F1, AUC-ROC", "Metrics: precision, recall, F-score, PR-AUC"),
        ("Gradient descent variants (SGD, Adam, RMSprop)", "Optimizers (SGD, Adam, RMSprop)"),
        ("Vector databases (HNSW, LSH, trade-offs)", "Vector stores (HNSW, LSH, trade-offs)"),
        ("Cross-validation strategies", "CV strategies"),
        ("CNN architecture", "Convolutional neural networks"),
        ("Batch vs real-time inference trade-offs", "Batch and realtime inference"),
    ];

    /// Neighbours that must never be taken for one another.
    const DIFFERENT: [(&str, &str); 24] = [
        ("L1 regularization", "L2 regularization"),
        ("L1 regularization (when to use)", "L2 regularization (when to use)"),
        ("Batch normalization", "Layer normalization"),
        ("Batch normalization (why it helps)", "Batch vs real-time inference trade-offs"),
        ("Self-attention mechanism", "Multi-head attention"),
        ("TCP handshake in detail", "UDP handshake in detail"),
        ("Precision at k results", "Recall at k results"),
        ("Supervised learning", "Unsupervised learning"),
        ("Encoder blocks", "Decoder blocks"),
        ("Type I errors", "Type II errors"),
        ("Tokenization strategies", "Chunking strategies"),
        ("Hybrid retrieval", "RAG retrieval"),
        ("Dropout", "Backpropagation"),
        ("CNN architecture", "RNN architecture"),
        ("Gradient descent variants", "Gradient boosting"),
        ("Vector databases", "Vector calculus"),
        ("Chapter 3 exercises", "Chapter 4 exercises"),
        ("Python 2", "Python 3"),
        ("Feature stores", "Feature engineering"),
        ("Regression", "Regularization"),
        ("Binary search", "Linear search"),
        ("C++", "C#"),
        ("L1 (sparsity, geometry, prior)", "L2 (sparsity, geometry, prior)"),
        ("Bagging (when to use each)", "Boosting (when to use each)"),
    ];

    #[test]
    fn real_rewordings_are_close_and_real_neighbours_are_not() {
        let worst =
            REWORDED.iter().map(|(one, other)| (closeness(one, other), one, other)).min_by(|a, b| a.0.total_cmp(&b.0));
        let best =
            DIFFERENT.iter().map(|(one, other)| (closeness(one, other), one, other)).max_by(|a, b| a.0.total_cmp(&b.0));
        let (worst, best) = (worst.unwrap(), best.unwrap());
        assert!(worst.0 >= 0.6, "a rewording is too far: {worst:?}");
        assert!(best.0 <= 0.5, "a neighbour is too near: {best:?}");
    }
}
