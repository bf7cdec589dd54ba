use super::*;
use crate::deck::parse;

fn told(front: &str) -> Vec<ProblemKind> {
    let parsed = parse(&format!("Q: {front}\nA: b"), "stem");
    assert_eq!(parsed.problems, [], "{front:?}");
    let mut all = Vec::new();
    self::front(&parsed.cards[0], &mut |what| all.push(what));
    all
}

fn hold(table: &[(&str, Option<ProblemKind>)]) {
    for (front, what) in table {
        assert_eq!(told(front), Vec::from_iter(what.clone()), "{front:?}");
    }
}

#[test]
fn a_front_stands_alone() {
    let off = |word: &str| Some(ProblemKind::OffCard { word: word.to_owned() });
    hold(&[
        ("It does what?", off("it does")),
        ("They fail why?", off("they fail")),
        ("The above shows what?", off("the above")),
        ("What is this?", off("this")),
        ("What's this?", off("this")),
        ("Why does it fail?", off("it")),
        ("Why doesn’t it converge?", off("it")),
        ("Why is it used to regularise?", off("it")),
        ("How does that differ from L2?", off("that")),
        ("How many of its weights are zero?", None),
        ("What about the above?", off("the above")),
        ("What about it?", off("it")),
        ("Which layers do these need?", None),
        ("When does it diverge?", off("it")),
        ("Why could this layer have failed?", off("this")),
        ("In this case, which loss fits?", off("in this")),
        ("Which loss fits the previous card?", off("previous card")),
        ("What is wrong with this claim?", off("this claim")),
        // Quoted or announced on the card itself.
        ("What is wrong with this claim: \"x = 1\"?", None),
        ("What does this print?\n```\nx\n```", None),
        ("What does this print?\n\n    x = 1", None),
        ("What does this equation say: p = q?", None),
        // The thing is named.
        ("Given softmax, why does it saturate?", None),
        ("A model overfits. Why does it fail?", None),
        ("When it has converged, what does SGD do?", None),
        ("What is the loss that it minimises?", None),
        ("Given that p = 1, what is the loss?", None),
        ("What threshold lies above the median?", None),
        ("Why is it wrong to tune on the test set?", None),
        ("Why is it that SGD generalises?", None),
        ("What is it called when train and serving differ?", None),
        ("Why does it matter that the loss is convex?", None),
    ]);
}

#[test]
fn a_front_asks_for_more_than_yes_or_no() {
    let closed = |word: &str| Some(ProblemKind::AsksYesNo { word: word.to_owned() });
    hold(&[
        ("Is softmax convex?", Some(ProblemKind::OpensWith { word: "is".into() })),
        ("Given softmax, is it convex?", closed("is")),
        ("Given a, b, and c, does SGD converge?", closed("does")),
        ("When the batch is small, is the noise larger?", closed("is")),
        ("Softmax: is the loss convex?", closed("is")),
        ("Softmax – isn’t the loss convex?", closed("isn’t")),
        ("A model scores 0.9 on train. Would more data help?", closed("would")),
        ("For which x, in the limit, is f convex?", None),
        ("Given softmax, what is convex?", None),
        ("If p is 1, in what sense is the loss zero?", None),
        ("What is the loss, has anyone measured?", None),
        ("Given softmax, is what saturates", None),
        ("The loss, is", None),
    ]);
}

#[test]
fn a_front_does_not_say_its_answer() {
    let offer = |offer: &str| Some(ProblemKind::EitherOr { offer: offer.to_owned() });
    hold(&[
        ("Island or sea: which one?", offer("island or sea")),
        ("Island or sea — which?", offer("island or sea")),
        ("L1 or L2: which one zeroes weights?", offer("l1 or l2")),
        ("L1 or L2? Which zeroes weights?", offer("l1 or l2")),
        ("Which zeroes weights, L1 or L2?", offer("l1 or l2")),
        ("Which is fastest: SGD, Adam, or Lion?", offer("adam or lion")),
        ("SGD or Adam?", offer("sgd or adam")),
        ("Training loss rises. Bug or overfitting?", offer("bug or overfitting")),
        ("True or false: softmax is convex", offer("true or false")),
        ("Why L1 or L2?", None),
        ("Which norm, L1 or L2, does lasso add to its loss?", None),
        ("A model trained on cats or dogs fails in the field. Which shift explains that?", None),
        ("For a ReLU or GELU network, how are weights scaled?", None),
        ("Ocean or sea", None),
        ("Or what?", None),
    ]);
}

#[test]
fn a_front_asks_for_few_things() {
    let list = |items| Some(ProblemKind::AsksList { items });
    let open = |words: &str| Some(ProblemKind::OpenEnded { words: words.to_owned() });
    hold(&[
        ("List five causes of drift", list(5)),
        ("Name four optimizers.", list(4)),
        ("Name at least 10 layers", list(10)),
        ("Give me six reasons for dropout", list(6)),
        ("What are the four steps of RAG?", list(4)),
        ("Which five metrics fit?", list(5)),
        ("List three causes of drift", None),
        ("Name the loss of 4-bit layers", None),
        ("State BM25 for term counts 5", None),
        ("What does five-fold validation cost?", None),
        ("What is 4 · 4?", None),
        ("Tell me about softmax", open("tell me")),
        ("Please describe softmax.", open("describe")),
        ("Explain why softmax saturates", open("explain")),
        ("Discuss dropout", open("discuss")),
        ("Walk me through BM25", open("walk me")),
        ("Give a short overview of RAG", open("give a")),
        ("What about dropout?", open("what about")),
        ("Explainable models differ in what?", None),
        ("Name the norm", None),
    ]);
}
