//! `drill resources`: the links of the tracker, and one of them opened.

use super::super::{Exit, Failure, args::Resources};
use crate::engine::{self, Error, resources::Resource};
use crate::model::{
    name::{Found, find},
    text::one_line,
};
use crate::report::{
    self,
    resources::{self as page, Leads},
};
use crate::world::{Opened, World};

pub(in crate::cli) fn run(args: &Resources, world: &mut World) -> Result<Exit, Failure> {
    let found = engine::look(&world.home, world.now(), |home| home.resources())?;
    if let Some(typed) = &args.open {
        let link = named(typed, &found)?;
        let said = opened(link, world).map_err(Failure::matter)?;
        world.print(&format!("{said}\n"))?;
        return Ok(Exit::Done);
    }
    let leads: Vec<Leads> = (1..).zip(&found).map(lead).collect();
    let text = if args.json { report::document(&page::json(&leads)) } else { page::text(&leads, world.width) };
    world.print(&text)?;
    let wrong = leads.iter().any(|lead| lead.state != "ok");
    Ok(if args.check && wrong { Exit::Matter } else { Exit::Done })
}

/// The link of a number, or of a unique part of its words or of where it leads.
fn named<'a>(typed: &str, found: &'a [Resource]) -> Result<&'a Resource, Failure> {
    if let Ok(number) = typed.trim().parse::<usize>() {
        let link = number.checked_sub(1).and_then(|at| found.get(at));
        let all = report::counted(found.len(), "link");
        return link.ok_or_else(|| {
            Failure::matter(format!("there is no link {number}: the tracker has {all}"))
                .hint("`drill resources` lists them")
        });
    }
    let words: Vec<&str> = found.iter().map(|it| it.link.text.as_str()).collect();
    let targets: Vec<&str> = found.iter().map(|it| it.link.target.as_str()).collect();
    let quoted = |all: Vec<usize>| all.into_iter().map(|at| words[at].to_owned()).collect();
    // An address is typed as it stands; a part of one is enough.
    let within: Vec<usize> = (0..targets.len()).filter(|at| targets[*at].contains(typed.trim())).collect();
    match (find(typed, &words), &within[..]) {
        (Found::One(at), _) => Ok(&found[at]),
        (Found::None(_), [at]) if !typed.trim().is_empty() => Ok(&found[*at]),
        (Found::None(near), _) => {
            Err(Error::Unknown { what: "link", typed: typed.to_owned(), near: quoted(near) }.into())
        }
        (Found::Several(all), _) => {
            Err(Error::Several { what: "link", typed: typed.to_owned(), found: quoted(all) }.into())
        }
    }
}

/// Opens a link with the platform's opener: what is said of it, or why it could not be, with the link itself.
pub(super) fn opened(link: &Resource, world: &mut World) -> Result<String, String> {
    let Some(target) = &link.target else {
        return Err(format!("not opened, {}: {}", link.refusal(), one_line(&link.link.target)));
    };
    match world.opener.open(target) {
        Opened::Done => Ok(format!("opened: {target}")),
        Opened::Missing { program } => Err(format!("no `{program}` is here to open it: {target}")),
        Opened::Failed { program, code: Some(code) } => Err(format!("`{program}` failed with status {code}: {target}")),
        Opened::Failed { program, code: None } => Err(format!("`{program}` failed: {target}")),
    }
}

fn lead((number, resource): (usize, &Resource)) -> Leads {
    let link = &resource.link;
    let state = match (&link.doubt, resource.missing) {
        (Some(_), _) => "doubtful",
        (None, true) => "missing",
        (None, false) => "ok",
    };
    Leads {
        number,
        line: link.line,
        section: link.section.clone(),
        resource: link.is_resource,
        text: link.text.clone(),
        target: link.target.clone(),
        kind: link.kind.word(),
        state,
        why: resource.trouble(),
    }
}
