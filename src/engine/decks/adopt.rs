//! Cards that were read become items: matched with those known, or new; those without a match are parked.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::json;

use super::{OWN_FILES, Source};
use crate::deck::{
    Problem, ProblemKind,
    matching::{How, KnownCard, Match, NewCard, match_cards},
    parse::ParsedCard,
};
use crate::engine::{
    News, Paths, Result, Writer, fold,
    marks::AFTER_TRACKER,
    mint::{self, entry},
};
use crate::model::{
    BoxState, Card, Form, ItemId, ItemKind, Origin, Standing, TopicKey, What, name::normalise, text::one_line,
};
use crate::store::{FileRow, ItemFields, Placing, Store, TopicFields};

/// More matches than these are told in one line.
const TELL: usize = 5;

/// Takes over all cards of `sources`; items of these files and of the files that are gone lose their place if no
/// card claims them.
pub(super) fn adopt(writer: &Writer<'_>, paths: &Paths, sources: &mut [Source], gone: &[FileRow]) -> Result<News> {
    drop_taken_ids(writer.store, sources, gone)?;
    let dropped = overridden(writer.store, sources, gone)?;
    let known = known_items(writer.store, sources, gone)?;
    let mut adoption = Adoption::new(writer, sources, &dropped);
    let matches = adoption.matches(&known);
    adoption.name_topics(&known, &matches)?;
    adoption.write(&known, &matches)?;
    adoption.park(&known, &matches)?;
    adoption.settle(paths)?;
    Ok(adoption.told())
}

/// Two cards of the user's with one id: the later one is lost, and told with the place of the first.
fn drop_taken_ids(store: &Store, sources: &mut [Source], gone: &[FileRow]) -> Result<()> {
    let read = read_anew(sources, gone);
    let files: HashMap<i64, FileRow> = store.deck_files()?.into_iter().map(|row| (row.key, row)).collect();
    let mut first: HashMap<String, (String, usize)> = HashMap::new();
    for source in sources.iter_mut().filter(|source| !source.shipped) {
        let mut taken: HashMap<usize, Problem> = HashMap::new();
        for card in &source.parsed.cards {
            let Some(id) = &card.explicit_id else { continue };
            let mut owner = first.get(id).cloned();
            if owner.is_none()
                && let Some((file, line)) = store.place_of(id)?
                && !read.contains(&file)
                && let Some(row) = files.get(&file)
                && !row.shipped
            {
                owner = Some((row.path.clone(), line));
            }
            match owner {
                Some((path, _)) if path == source.path => {}
                Some((path, line)) => {
                    let what = ProblemKind::IdTaken { id: id.clone(), path: path.into(), line };
                    taken.entry(card.block).or_insert(Problem { line: card.line, col: 1, what });
                }
                None => {
                    first.insert(id.clone(), (source.path.clone(), card.line));
                }
            }
        }
        source.parsed.cards.retain(|card| !taken.contains_key(&card.block));
        source.parsed.problems.extend(taken.into_values());
        source.parsed.problems.sort_by_key(|problem| (problem.line, problem.col));
    }
    Ok(())
}

/// The files whose cards stand in the store as they were: those read again, and those that are gone.
fn read_anew(sources: &[Source], gone: &[FileRow]) -> HashSet<i64> {
    sources.iter().map(|source| source.key).chain(gone.iter().map(|row| row.key)).collect()
}

/// The ids of shipped cards that a card of the user's replaces, with the file that does.
fn overridden(store: &Store, sources: &[Source], gone: &[FileRow]) -> Result<HashMap<String, String>> {
    let mut replaced: HashMap<String, String> = HashMap::new();
    let read = read_anew(sources, gone);
    let files: HashMap<i64, FileRow> = store.deck_files()?.into_iter().map(|row| (row.key, row)).collect();
    let user: HashMap<&str, &Source> = sources
        .iter()
        .filter(|source| !source.shipped)
        .flat_map(|source| {
            source.parsed.cards.iter().filter_map(move |card| Some((card.explicit_id.as_deref()?, source)))
        })
        .collect();
    for card in sources.iter().filter(|source| source.shipped).flat_map(|source| &source.parsed.cards) {
        let Some(id) = &card.explicit_id else { continue };
        if let Some(source) = user.get(id.as_str()) {
            replaced.insert(id.clone(), source.path.clone());
        } else if let Some((file, _)) = store.place_of(id)?
            && let Some(row) = files.get(&file)
            && !row.shipped
            && !read.contains(&file)
        {
            replaced.insert(id.clone(), row.path.clone());
        }
    }
    Ok(replaced)
}

/// The items that a card which was read may be: those of the files read and gone, the parked ones, and checklist
/// lines that wait for an answer.
fn known_items(store: &Store, sources: &[Source], gone: &[FileRow]) -> Result<Vec<Standing>> {
    let mut known = Vec::new();
    for file in sources.iter().map(|source| source.key).chain(gone.iter().map(|row| row.key)) {
        known.extend(store.items_of_file(file)?);
    }
    known.extend(store.parked_items()?);
    known.extend(store.answerless_items()?);
    Ok(known)
}

/// A card as its deck has it: a line that stands for its topic changes nothing of that.
fn known_card(standing: &Standing) -> KnownCard<'_> {
    let (section, title) = standing.deck_words();
    KnownCard {
        id: standing.card.id.as_str(),
        explicit: standing.explicit,
        parked: standing.parked,
        form: standing.card.form,
        section,
        title,
        question: &standing.card.question,
        answer: &standing.card.answer,
    }
}

struct Incoming<'a> {
    source: &'a Source,
    card: &'a ParsedCard,
    turn: i64,
}

struct Adoption<'a> {
    writer: &'a Writer<'a>,
    incoming: Vec<Incoming<'a>>,
    overridden: &'a HashMap<String, String>,
    /// Section and title as they are compared, by those as they are written.
    names: HashMap<(&'a str, &'a str), (String, String)>,
    topics: HashMap<(String, String), TopicKey>,
    touched: BTreeSet<TopicKey>,
    matched: Vec<String>,
    order: BTreeMap<String, Vec<usize>>,
    came_back: usize,
    parked: Vec<String>,
    news: News,
}

impl<'a> Adoption<'a> {
    fn new(writer: &'a Writer<'a>, sources: &'a [Source], overridden: &'a HashMap<String, String>) -> Self {
        let mut incoming = Vec::new();
        let mut names = HashMap::new();
        for source in sources {
            for (turn, card) in source.parsed.cards.iter().enumerate() {
                let (section, title) = (card.section.as_str(), card.topic.name.as_str());
                names.entry((section, title)).or_insert_with(|| (normalise(section), normalise(title)));
                let shadowed = card.explicit_id.as_ref().is_some_and(|id| overridden.contains_key(id));
                if !(source.shipped && shadowed) {
                    incoming.push(Incoming { source, card, turn: i64::try_from(turn).unwrap_or(i64::MAX) });
                }
            }
        }
        Self {
            writer,
            incoming,
            overridden,
            names,
            topics: HashMap::new(),
            touched: BTreeSet::new(),
            matched: Vec::new(),
            order: BTreeMap::new(),
            came_back: 0,
            parked: Vec::new(),
            news: News::default(),
        }
    }

    fn name_of(&self, card: &'a ParsedCard) -> &(String, String) {
        &self.names[&(card.section.as_str(), card.topic.name.as_str())]
    }

    fn matches(&self, known: &[Standing]) -> Vec<Option<Match>> {
        let known: Vec<KnownCard<'_>> = known.iter().map(known_card).collect();
        let incoming: Vec<NewCard<'_>> = self.incoming.iter().map(|new| NewCard::from(new.card)).collect();
        match_cards(&known, &incoming)
    }

    /// Finds or makes the topic of each incoming card; a heading that was renamed keeps its topic.
    fn name_topics(&mut self, known: &[Standing], matches: &[Option<Match>]) -> Result<()> {
        let store = self.writer.store;
        let mut place = AFTER_TRACKER;
        let mut cards: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        let mut firsts: Vec<(String, String)> = Vec::new();
        for (at, new) in self.incoming.iter().enumerate() {
            let name = self.name_of(new.card).clone();
            if !cards.contains_key(&name) {
                firsts.push(name.clone());
            }
            cards.entry(name).or_default().push(at);
        }
        for name in &firsts {
            place += 1;
            let at = cards[name][0];
            let (card, shipped) = (self.incoming[at].card, self.incoming[at].source.shipped);
            let key = match store.topic_named(&card.section, &card.topic.name)? {
                Some(key) => {
                    store.set_deck_words(key, &card.section, &card.topic)?;
                    key
                }
                None => {
                    let fields = TopicFields {
                        section: card.section.clone(),
                        title: card.topic.clone(),
                        origin: if shipped { Origin::Shipped } else { Origin::Deck },
                        place,
                        awake: true,
                    };
                    match self.renamed(known, matches, &cards[name], &cards)? {
                        Some(key) => {
                            self.rename(key, &fields)?;
                            key
                        }
                        None => {
                            let id = mint::topic_id(store, &card.section, &card.topic.name)?;
                            store.add_topic(&crate::model::TopicId::new(id), &fields)?
                        }
                    }
                }
            };
            self.topics.insert(name.clone(), key);
        }
        Ok(())
    }

    /// The one topic that all known cards of a new heading come from, if no other heading and no other file names it.
    fn renamed(
        &self,
        known: &[Standing],
        matches: &[Option<Match>],
        cards: &[usize],
        all: &BTreeMap<(String, String), Vec<usize>>,
    ) -> Result<Option<TopicKey>> {
        let mut from: BTreeSet<TopicKey> =
            cards.iter().filter_map(|at| matches[*at]).map(|it| known[it.known].topic_key).collect();
        let (Some(old), true) = (from.pop_first(), from.is_empty()) else { return Ok(None) };
        let topic = self.writer.store.topic(old)?;
        let (section, title) = topic.deck_words();
        let still_named = all.contains_key(&(normalise(section), normalise(title)));
        let moved: HashSet<usize> = cards.iter().filter_map(|at| matches[*at]).map(|it| it.known).collect();
        let moved = moved.len();
        let stays = self.writer.store.items_of_topic(old)?.len() > moved;
        Ok((!still_named && !stays && !self.topics.values().any(|key| *key == old)).then_some(old))
    }

    fn rename(&mut self, key: TopicKey, fields: &TopicFields) -> Result<()> {
        let before = self.writer.store.topic(key)?;
        let fields = TopicFields { place: before.place, awake: before.awake, ..fields.clone() };
        self.writer.store.update_topic(key, &fields)?;
        let (section, title) = before.deck_words();
        // Of two headings the one that changed is told.
        let same = normalise(title) == normalise(&fields.title.name);
        let (what, was, is) =
            if same { ("section", section, &fields.section) } else { ("topic", title, &fields.title.name) };
        let detail = json!({ "was": was, "is": is, "how": "renamed" });
        self.writer.store.append(&entry(self.writer, What::Reworded { item: None, topic: Some(key), detail })?)?;
        let line = format!("{what} renamed, progress kept: \"{}\" is now \"{}\"", one_line(was), one_line(is));
        // One section has many topics.
        if !self.matched.contains(&line) {
            self.matched.push(line);
        }
        Ok(())
    }

    fn write(&mut self, known: &[Standing], matches: &[Option<Match>]) -> Result<()> {
        for (at, found) in matches.iter().enumerate() {
            self.write_one(at, found.map(|it| (&known[it.known], it.how)))?;
        }
        Ok(())
    }

    fn write_one(&mut self, at: usize, found: Option<(&Standing, How)>) -> Result<()> {
        let store = self.writer.store;
        let Incoming { source, card, turn } = self.incoming[at];
        let topic = self.topics[self.name_of(card)];
        let id = match (found, &card.explicit_id) {
            (Some((before, _)), Some(id)) if before.card.id.as_str() != id && !store.has_item_id(id)? => id.clone(),
            (Some((before, _)), _) => before.card.id.as_str().to_owned(),
            (None, Some(id)) if !store.has_item_id(id)? => id.clone(),
            (None, _) => mint::item_id(store, &card.section, &card.topic.name, &card.question)?,
        };
        let fields = ItemFields {
            card: Card {
                id: ItemId::new(id),
                kind: ItemKind::Card,
                topic: crate::model::TopicId::new(String::new()),
                form: card.form,
                question: card.question.clone(),
                answer: card.answer.clone(),
                note: card.note.clone(),
                source: card.source.clone(),
                tags: card.tags.clone(),
                core: card.core,
            },
            explicit: card.explicit_id.is_some(),
            topic,
            placing: Placing {
                file: Some(source.key),
                line: card.line,
                place: source.key.saturating_mul(10_000_000).saturating_add(turn),
                family: i64::try_from(card.block).unwrap_or(i64::MAX),
            },
            awake: true,
        };
        self.touched.insert(topic);
        match found {
            None => drop(store.add_item(&fields)?),
            Some((before, how)) => {
                self.touched.insert(before.topic_key);
                if before.card.id != fields.card.id {
                    store.add_alias(&before.card.id, before.key)?;
                    let (was, is) = (&before.card.id, &fields.card.id);
                    let place = format!("{}:{}", source.path, card.line);
                    self.matched.push(format!("{place}: {is} is the id of {was} now, progress kept"));
                }
                if !unchanged(before, &fields) {
                    store.update_item(before.key, &fields)?;
                }
                self.tell_match(before, how, &fields, source)?;
            }
        }
        Ok(())
    }

    fn tell_match(&mut self, before: &Standing, how: How, now: &ItemFields, source: &Source) -> Result<()> {
        if before.parked {
            self.came_back += 1;
        }
        if let Some((file, line)) = before.file
            && file == source.key
        {
            self.order.entry(source.path.clone()).or_default().push(line);
        }
        let overrides =
            self.overridden.contains_key(now.card.id.as_str()) && before.file.map(|it| it.0) != Some(source.key);
        if overrides {
            let (path, line) = (&source.path, now.placing.line);
            self.news.notes.push(format!("{path}:{line} overrides the shipped card {}", now.card.id));
        }
        let same_question = before.card.question == now.card.question;
        let same_answer = before.card.answer == now.card.answer;
        if source.shipped && !same_answer && before.memory.seen.is_some() && !before.card.answer.is_empty() {
            self.writer.store.set_corrected(before.key, true)?;
        }
        let word = match (same_question, same_answer, before.topic_key == now.topic) {
            (true, true, true) => return Ok(()),
            (false, ..) => "reworded",
            (true, false, _) => "mended",
            (true, true, false) => "moved",
        };
        if before.card.form == Form::Answerless || overrides {
            return Ok(());
        }
        let how = match how {
            How::Id => "by its id",
            How::Question => "by its question",
            How::Alike => "by its words",
            How::Answer => "by its answer",
        };
        let (was, is) = (one_line(&before.card.question), one_line(&now.card.question));
        let detail = json!({
            "id": now.card.id.as_str(), "what": word, "how": how, "was": was, "is": is,
            "was_answer": before.card.answer, "is_answer": now.card.answer,
        });
        let what = What::Reworded { item: Some(before.key), topic: None, detail };
        self.writer.store.append(&entry(self.writer, what)?)?;
        let place = format!("{}:{}", source.path, now.placing.line);
        let text = if same_question {
            format!("\"{}\"", short(&is))
        } else {
            format!("\"{}\" is now \"{}\"", short(&was), short(&is))
        };
        self.matched.push(format!("{place}: {word}, progress kept ({how}): {text}"));
        Ok(())
    }

    /// Known cards that nothing matched leave their deck; checklist lines without cards stay where they are.
    fn park(&mut self, known: &[Standing], matches: &[Option<Match>]) -> Result<()> {
        let kept: HashSet<usize> = matches.iter().flatten().map(|it| it.known).collect();
        for (at, standing) in known.iter().enumerate() {
            let leaves = !standing.parked && standing.card.form != Form::Answerless;
            if leaves && !kept.contains(&at) {
                self.writer.store.park(standing.key)?;
                self.touched.insert(standing.topic_key);
                self.parked.push(short(&one_line(&standing.card.question)));
            }
        }
        Ok(())
    }

    /// Counts the touched topics anew and folds the boxes that have a history.
    fn settle(&mut self, paths: &Paths) -> Result<()> {
        let store = self.writer.store;
        let own: Vec<String> =
            OWN_FILES.iter().map(|name| paths.decks.join(name).to_string_lossy().into_owned()).collect();
        for key in &self.touched {
            store.retire_answerless(*key)?;
            store.set_origin(*key, &own)?;
            store.sync_awake(*key)?;
            store.recount(*key)?;
            let topic = store.topic(*key)?;
            if (topic.counts.seen > 0 || topic.state != BoxState::Open || topic.opened)
                && let Some(change) = fold::refold_box(self.writer, *key)?
            {
                let (title, turn) = (&change.topic.name, change.turn.word());
                self.news.notes.push(format!("box {turn}: {}", one_line(title)));
            }
        }
        Ok(())
    }

    fn told(mut self) -> News {
        let count = self.matched.len();
        if count > TELL {
            let line =
                format!("{count} cards were changed and known again, progress kept: `drill log --matches` lists them");
            self.news.notes.push(line);
        } else {
            self.news.notes.append(&mut self.matched);
        }
        for (path, lines) in &self.order {
            if !lines.is_sorted() {
                self.news.notes.push(format!("{path}: the order of its cards changed, progress kept"));
            }
        }
        let cards = |count: usize| if count == 1 { "1 card".to_owned() } else { format!("{count} cards") };
        if !self.parked.is_empty() {
            let named = || format!(": \"{}\"", self.parked.join("\", \""));
            let which = if self.parked.len() <= TELL { named() } else { String::new() };
            self.news.notes.push(format!("{} left the decks, history kept{which}", cards(self.parked.len())));
        }
        if self.came_back > 0 {
            self.news.notes.push(format!("{} came back with history", cards(self.came_back)));
        }
        self.news
    }
}

fn unchanged(before: &Standing, now: &ItemFields) -> bool {
    let Card { id, kind, form, question, answer, note, source, tags, core, .. } = &before.card;
    let there = &now.card;
    let place = before.file == now.placing.file.map(|file| (file, now.placing.line));
    !before.parked
        && place
        && before.topic_key == now.topic
        && before.family == now.placing.family
        && before.explicit == now.explicit
        && (id, kind, form, question, answer) == (&there.id, &there.kind, &there.form, &there.question, &there.answer)
        && (note, source, tags, core) == (&there.note, &there.source, &there.tags, &there.core)
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(50).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
