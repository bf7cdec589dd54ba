//! `drill completions SHELL`, `drill man`: for packagers.

use clap::CommandFactory;

use super::super::{
    Exit, Failure,
    args::{Args, Completions},
};
use crate::world::World;

pub(in crate::cli) fn completions(args: &Completions, world: &mut World) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "drill", &mut script);
    world.out.write_all(&script)?;
    Ok(Exit::Done)
}

pub(in crate::cli) fn man(world: &mut World) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    let mut command = Args::command();
    command.build();
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        let name = format!("drill-{}", verb.get_name());
        clap_mangen::Man::new(verb.clone()).title(name).render(&mut page)?;
    }
    world.out.write_all(&page)?;
    Ok(Exit::Done)
}
