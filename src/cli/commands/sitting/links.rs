//! The key `o`: where a card comes from and the links of its section; one of them is opened if that is asked for.

use crate::engine::{self, Home, resources::Resource};
use crate::model::{
    ItemKey, Standing,
    text::one_line,
    view::{Notice, Reply, View},
};
use crate::session::Event;
use crate::world::World;

/// The keys of links on the full screen; `q`, and the letters that move, are none.
const KEYS: &str = "123456789abcdefghilmnoprstvwxyz";

/// Tells the links, or opens one of them; on the full screen one is chosen from a list.
pub(super) fn look(
    home: &Home,
    item: ItemKey,
    revealed: bool,
    open: Option<usize>,
    world: &mut World,
) -> engine::Result<Vec<Event>> {
    let standing = home.store.item(item)?;
    let links = home.links_of(&standing, revealed)?;
    if let Some(number) = open {
        let said = match links.get(number - 1) {
            Some(link) => super::super::resources::opened(link, world).unwrap_or_else(|refusal| refusal),
            None if links.is_empty() => "there is no link to open".to_owned(),
            None => format!("there is no link {number}; o lists them"),
        };
        world.face.tell(&Notice::Said(said));
        return Ok(vec![Event::Looked]);
    }
    if world.face.is_full() {
        return Ok(vec![choose(&standing, &links, world)]);
    }
    for line in told(&standing, &links) {
        world.face.tell(&Notice::Said(line));
    }
    Ok(vec![Event::Looked])
}

/// Where it comes from, then a line for each link.
fn told(standing: &Standing, links: &[Resource]) -> Vec<String> {
    let mut lines: Vec<String> = source(standing).into_iter().collect();
    lines.extend((1..).zip(links).map(|(number, link)| format!("{number}: {}", worded(link))));
    if lines.is_empty() {
        lines.push("no source is named, and the tracker has no links".to_owned());
    }
    if links.iter().any(|link| link.target.is_some()) {
        lines.push("o with a number opens one: o 1".to_owned());
    }
    lines
}

fn source(standing: &Standing) -> Option<String> {
    let source = one_line(standing.card.source.trim());
    (!source.is_empty()).then(|| format!("source: {source}"))
}

fn worded(resource: &Resource) -> String {
    let link = &resource.link;
    let words = if link.text == link.target { String::new() } else { format!("{}: ", link.text) };
    let trouble = resource.trouble().map_or(String::new(), |trouble| format!(" ({trouble})"));
    one_line(&format!("{words}{}{trouble}", link.target))
}

fn choose(standing: &Standing, links: &[Resource], world: &mut World) -> Event {
    let said = source(standing).unwrap_or_else(|| "source: not said".to_owned());
    let mut question = format!("{said}\n\ncard: {}", one_line(standing.card.id.as_str()));
    question.push_str(if links.is_empty() { "\n\nno link stands here" } else { "\n\nopen one?" });
    let mut answers = vec![('q', "back to the card".to_owned())];
    answers.extend(KEYS.chars().zip(links).map(|(key, link)| (key, worded(link))));
    for link in links {
        // To be copied from the normal screen, where nothing breaks it.
        world.face.keep(&worded(link));
    }
    let view = View::Choice { question, answers, piped: false };
    loop {
        match world.face.ask(&view, None) {
            Reply::Tick | Reply::Resized => {}
            Reply::Interrupted => return Event::Reply(Reply::Interrupted),
            Reply::Chosen(key) => {
                if let Some(link) = KEYS.find(key).and_then(|at| links.get(at)) {
                    let said = super::super::resources::opened(link, world).unwrap_or_else(|refusal| refusal);
                    world.face.tell(&Notice::Said(said));
                }
                return Event::Looked;
            }
            _ => return Event::Looked,
        }
    }
}
