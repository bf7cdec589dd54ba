//! Decks in the dialects of the plain-text tools that people come from.

use super::{parse, parse::Parsed};

fn sides(parsed: &Parsed) -> Vec<(&str, &str)> {
    assert_eq!(parsed.problems, []);
    parsed.cards.iter().map(|card| (card.question.as_str(), card.answer.as_str())).collect()
}

/// hashcards: TOML name, `---` between cards, fields of several lines, images, math, escaped brackets.
#[test]
fn a_deck_of_hashcards_loads_unchanged() {
    let deck = "\
---
name = \"Group Theory\"
---

Q: What is the order of a finite group?
A: How many elements it has.

---

Q: Which shape is drawn here?

![a shape](images/shape.png)

A:

- a square
- seen from the side

Q: Write the inverse of $\\frac{a}{b}$.
A:

$$
\\frac{b}{a}
$$

C:
The identity leaves every element alone.

— [Emmy Noether], [_Lectures_] [6]:[9]

C: [one]
[two]
and three.
C: Write \\[0\\] for ![](zero.png), the [first] index; $n!$ is [$n (n-1)!$].
";
    let parsed = parse(deck, "Ch1");
    let sides = sides(&parsed);
    assert_eq!(parsed.cards[0].topic.name, "Group Theory");
    assert_eq!(sides[0], ("What is the order of a finite group?", "How many elements it has."));
    assert_eq!(
        sides[1],
        ("Which shape is drawn here?\n\n![a shape](images/shape.png)", "- a square\n- seen from the side")
    );
    assert_eq!(sides[2].1, "$$\n\\frac{b}{a}\n$$");
    let answers: Vec<&str> = sides[3..].iter().map(|(_, answer)| *answer).collect();
    assert_eq!(answers, ["Emmy Noether", "_Lectures_", "6", "9", "one", "two", "first", "$n (n-1)!$"]);
    assert_eq!(sides[3].0, "The identity leaves every element alone.\n\n— […], _Lectures_ 6:9");
    assert_eq!(sides[9].0, "Write [0] for ![](zero.png), the […] index; $n!$ is $n (n-1)!$.");
}

/// repeater: notes around the cards, a rule or the next card ends one, indented tags are text, `left :: right`.
#[test]
fn a_deck_of_repeater_loads_unchanged() {
    let deck = "\
Notes of a lecture, with a
list of what was said.

Q: what?
A:yes

C: ping [pong]
Q: Name the units.
A: metre (m)
second (s)

  Q: an indented tag is text

Q: What is an image?
A: A file system that a container starts from.

---
These are notes again.

Q: last
A: one
---

Largest ocean :: the Pacific

C: Region: [`us-east-2`]

Location: [Ohio]
";
    let parsed = parse(deck, "notes");
    let expected = [
        ("what?", "yes"),
        ("ping […]", "pong"),
        ("Name the units.", "metre (m)\nsecond (s)\n\n  Q: an indented tag is text"),
        ("What is an image?", "A file system that a container starts from."),
        ("last", "one"),
        ("Largest ocean", "the Pacific"),
        ("Region: […]\n\nLocation: Ohio", "`us-east-2`"),
        ("Region: `us-east-2`\n\nLocation: […]", "Ohio"),
    ];
    assert_eq!(sides(&parsed), expected);
    assert!(parsed.cards.iter().all(|card| card.section == "notes" && card.core));
    let tight = parse("---\nsingle_line = true\n---\nWhat is ATP?::The currency of a cell.\n", "notes");
    assert_eq!(sides(&tight), [("What is ATP?", "The currency of a cell.")]);
}
