//! The cards on the bench, each named by one letter, and the words for what is shown of them.

use crate::model::{
    BoxTurn, Card, Day, Ease, Form, ItemId, ItemKey, ItemKind, Memory, Standing, Title, TopicId, TopicKey,
    view::{CardView, Notice, View, Why},
};

/// A card: a small letter is due today after two recalls, a capital was never answered.
pub(super) fn card(name: char, today: Day) -> Standing {
    let known = Memory {
        repetitions: 2,
        interval: 6,
        ease: Ease::START,
        due: Some(today),
        lapses: 0,
        seen: Some(today.plus(-6)),
    };
    Standing {
        key: key(name),
        topic_key: TopicKey(1),
        card: Card {
            id: ItemId::new(name),
            kind: ItemKind::Card,
            topic: TopicId::new("topic"),
            form: Form::Basic,
            question: format!("what is\n{name}"),
            answer: format!("\n{name} itself\nand more"),
            note: String::new(),
            source: String::new(),
            tags: Vec::new(),
            core: true,
        },
        section: "section".to_owned(),
        title: Title { name: "topic".to_owned(), promise: None },
        heading: None,
        file: Some((1, 1)),
        family: i64::from(u32::from(name)),
        suspended: false,
        parked: false,
        corrected: false,
        explicit: true,
        rewrite: false,
        awake: true,
        revision: 0,
        memory: if name.is_uppercase() { Memory::NEW } else { known },
    }
}

/// The place of a card in the store.
pub(super) fn key(name: char) -> ItemKey {
    ItemKey(i64::from(u32::from(name)))
}

/// `a?` front, `a!` back, `a=` both sides to learn; before it `~` when it comes again, `^` when it was learned a
/// moment ago; after it `.` when it is the only one left. `points`, `end`.
pub(super) fn view_word(view: &View) -> String {
    match view {
        View::Card(card) => card_word(card),
        View::Points { .. } => "points".to_owned(),
        View::Closing { .. } => "end".to_owned(),
        other => unreachable!("a sitting draws no {other:?}"),
    }
}

fn card_word(card: &CardView) -> String {
    let why = match card.why {
        Why::Again => "~",
        Why::Learned => "^",
        _ => "",
    };
    let side = match &card.back {
        None => '?',
        Some(back) if back.choices.is_empty() => '=',
        Some(_) => '!',
    };
    let last = if card.last { "." } else { "" };
    format!("{why}{}{side}{last}", card.id)
}

/// A notice, short and without blanks.
pub(super) fn notice_word(notice: &Notice) -> String {
    match notice {
        Notice::RevealFirst => "(reveal-first)".to_owned(),
        Notice::NothingToGrade => "(nothing-to-grade)".to_owned(),
        Notice::UnknownKey(key) => format!("(unknown:{key})"),
        Notice::Help { revealed } => if *revealed { "(help-back)" } else { "(help-front)" }.to_owned(),
        Notice::NothingToUndo => "(nothing-to-undo)".to_owned(),
        Notice::Undone(what) => format!("(undone:{what})"),
        Notice::GradedElsewhere => "(elsewhere)".to_owned(),
        Notice::NotNew => "(not-new)".to_owned(),
        Notice::HasAnswer => "(has-answer)".to_owned(),
        Notice::Suspended => "(suspended)".to_owned(),
        Notice::LetGo => "(let-go)".to_owned(),
        Notice::Box(change) => match change.turn {
            BoxTurn::Earned => "(earned)",
            BoxTurn::Reopened => "(reopened)",
            _ => "(box)",
        }
        .to_owned(),
        Notice::Trouble(why) | Notice::Alarm(why) | Notice::Said(why) => format!("({})", why.replace(' ', "-")),
    }
}
