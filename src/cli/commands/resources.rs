//! `drill resources`: the links of the tracker.

use super::super::{Exit, Failure, args::Resources};
use crate::engine::{self, resources::Resource};
use crate::report::{
    self,
    resources::{self as page, Leads},
};
use crate::world::World;

pub(in crate::cli) fn run(args: &Resources, world: &mut World) -> Result<Exit, Failure> {
    let found = engine::look(&world.home, world.now(), |home| home.resources())?;
    let leads: Vec<Leads> = found.iter().map(lead).collect();
    let text = if args.json { report::document(&page::json(&leads)) } else { page::text(&leads, world.width) };
    world.print(&text)?;
    let wrong = leads.iter().any(|lead| lead.state != "ok");
    Ok(if args.check && wrong { Exit::Matter } else { Exit::Done })
}

fn lead(resource: &Resource) -> Leads {
    let link = &resource.link;
    let state = match (&link.doubt, resource.missing) {
        (Some(_), _) => "doubtful",
        (None, true) => "missing",
        (None, false) => "ok",
    };
    Leads {
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
