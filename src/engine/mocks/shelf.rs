//! The scenarios that are offered: those of files become items like cards do, parsed only when a file changed.

use crate::deck::scenario::Loaded;
use crate::engine::{News, Result, Writer};
use crate::model::{
    Card, Form, ItemId, ItemKey, ItemKind, Origin, Standing, Title, TopicId, TopicKey, name::normalise,
    scenario::Scenario, text::one_line,
};
use crate::store::{ItemFields, Placing, Store};

use super::table;

/// The hidden topic that all scenarios belong to.
const TOPIC: (&str, &str, &str) = ("system-design-scenarios", "System Design Scenarios", "Scenarios");

/// What the schedule keeps of a scenario: enough to name and to list it without its file.
pub(super) struct Words {
    id: ItemId,
    title: String,
    prompt: String,
    aliases: Vec<String>,
}

impl Words {
    /// Those of a row without a file.
    pub(super) fn bare(id: ItemId, title: String) -> Self {
        Self { id, title, prompt: String::new(), aliases: Vec::new() }
    }

    fn of(scenario: &Scenario) -> Self {
        let aliases = scenario.aliases.iter().map(|alias| one_line(&alias.replace(',', " "))).collect();
        Self { id: scenario.id.clone(), title: one_line(&scenario.title), prompt: scenario.prompt.clone(), aliases }
    }
}

/// Takes over the scenarios of all files; one that has none any more is parked, unless the tracker has a row for it.
pub(in crate::engine) fn adopt(writer: &Writer<'_>, loaded: &Loaded) -> Result<News> {
    let store = writer.store;
    let mut news = News::default();
    let mut present: Vec<ItemKey> = Vec::new();
    let known = known(store)?;
    for (scenario, file) in loaded.scenarios() {
        let origin = if file.shipped { Origin::Shipped } else { Origin::Deck };
        let words = Words::of(scenario);
        let same = store.item_of_id(words.id.as_str())?;
        let taken = match same {
            Some(item) => store.item(item)?.card.kind != ItemKind::Scenario || present.contains(&item),
            None => false,
        };
        if taken {
            news.troubles.push(format!("{}: the id {} is taken, so it is not offered", file.path, words.id));
            continue;
        }
        // A file written for a row that had none takes over what was practised.
        let bare = |it: &&(Standing, Origin)| {
            it.1 == Origin::Tracker
                && !present.contains(&it.0.key)
                && table::subject(&it.0.card.question) == table::subject(&words.title)
        };
        let item = match same {
            Some(item) => Some(item),
            None => known.iter().find(bare).map(|(standing, _)| standing.key),
        };
        let item = put(store, item, &words, origin, Some(&file.path))?;
        present.push(item);
    }
    for (standing, origin) in known {
        if origin != Origin::Tracker && !present.contains(&standing.key) {
            // With a row it goes on without a file; the next reading of the tracker finds out.
            store.put_scenario(standing.key, Origin::Tracker, None, table::base(Origin::Tracker))?;
            if !standing.parked {
                store.park(standing.key)?;
            }
        }
    }
    Ok(news)
}

fn known(store: &Store) -> Result<Vec<(Standing, Origin)>> {
    let mut known = Vec::new();
    for item in store.scenario_items()? {
        if let Some(scenario) = store.scenario(item)? {
            known.push((store.item(item)?, scenario.origin));
        }
    }
    Ok(known)
}

/// Writes what is said of a scenario now, under an item it has or a new one.
pub(super) fn put(
    store: &Store,
    known: Option<ItemKey>,
    words: &Words,
    origin: Origin,
    path: Option<&str>,
) -> Result<ItemKey> {
    let topic: TopicKey = store.hidden_topic(TOPIC.0, TOPIC.1, TOPIC.2)?;
    let card = Card {
        id: words.id.clone(),
        kind: ItemKind::Scenario,
        topic: TopicId::new(TOPIC.0),
        form: Form::Basic,
        question: words.title.clone(),
        answer: String::new(),
        note: words.prompt.clone(),
        source: String::new(),
        tags: words.aliases.clone(),
        core: false,
    };
    let placing = Placing { file: None, line: 0, place: 0, family: 0 };
    let fields = ItemFields { card, explicit: true, topic, placing, awake: false };
    let item = match known {
        Some(item) => {
            let before = store.item(item)?;
            if before.card.id != words.id {
                store.add_alias(&before.card.id, item)?;
            }
            if before.card != fields.card || before.parked {
                store.update_item(item, &fields)?;
            }
            item
        }
        None => store.add_item(&fields)?,
    };
    let place =
        store.scenario(item)?.filter(|known| known.origin == origin).map_or_else(|| turn(origin, item), |it| it.place);
    store.put_scenario(item, origin, path, place)?;
    Ok(item)
}

/// The turn of a scenario that has no row.
pub(super) fn turn(origin: Origin, item: ItemKey) -> i64 {
    table::base(origin).saturating_add(item.0)
}

/// The names by which a row of the tracker may call a scenario, as they are compared.
pub(super) fn names(standing: &Standing) -> impl Iterator<Item = String> {
    let card = &standing.card;
    let title = table::subject(&card.question);
    let short = table::subject(&Title::parse(&card.question).name);
    let id = normalise(card.id.as_str().trim_start_matches("scenario-"));
    [title, short, id].into_iter().chain(card.tags.iter().map(|alias| normalise(alias)))
}
