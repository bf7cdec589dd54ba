//! `drill config [KEY [VALUE]]`

use super::super::{Exit, Failure, args::Config as Args};
use crate::config::{self, Setting};
use crate::engine::Paths;
use crate::report::{self, settings};
use crate::world::World;

pub(in crate::cli) fn run(args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let path = Paths::under(&world.home).config;
    let key = args.key.as_deref().map(config::key_named).transpose()?;
    if let (Some(key), Some(value)) = (key, &args.value) {
        config::set(&path, key, value)?;
    }
    let all = config::settings(&path)?;
    let shown: Vec<&Setting> = all.iter().filter(|setting| key.is_none_or(|key| setting.key == key)).collect();
    let rows: Vec<settings::Row<'_>> =
        shown.iter().map(|it| (it.key, it.value.as_str(), it.from_file, it.about)).collect();
    let text = match (args.json, key, &rows[..]) {
        (true, ..) => report::document(&settings::json(&rows)),
        (false, Some(_), [(key, value, ..)]) => format!("{key} = {value}\n"),
        _ => settings::text(&rows, &path.to_string_lossy(), world.width),
    };
    world.print(&text)?;
    Ok(Exit::Done)
}
