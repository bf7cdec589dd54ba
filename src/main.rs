//! The binary: builds the real world, runs, returns the exit code.

use std::{
    env,
    io::{self, IsTerminal},
    path::PathBuf,
    process::ExitCode,
    rc::Rc,
};

use chrono::DateTime;
use drill::{
    cli,
    clock::WorldClock,
    config::{Config, Keys},
    engine::Paths,
    face::{Columns, Frame, Plain, Threaded},
    model::text::clean,
    world::{EnvEditor, World},
};
use etcetera::BaseStrategy;

fn main() -> ExitCode {
    match world() {
        Ok(mut world) => ExitCode::from(cli::run(env::args_os(), &mut world) as u8),
        Err(message) => {
            use io::Write;
            writeln!(io::stderr(), "error: {}", clean(&message)).ok();
            ExitCode::from(cli::Exit::Usage as u8)
        }
    }
}

/// Reads the environment: the only place that does.
fn world() -> Result<World, String> {
    let home = home()?;
    let now = variable("DRILL_NOW")
        .map(|text| {
            DateTime::parse_from_rfc3339(&text)
                .map_err(|_| format!("DRILL_NOW is '{text}'; write it like 2026-03-01T09:00:00+01:00"))
        })
        .transpose()?;
    let pace = number("DRILL_PACE")?.unwrap_or(1).clamp(1, 86_400);
    let pace = u32::try_from(pace).unwrap_or(1);
    let clock = Rc::new(WorldClock::new(now, pace));
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    // A setting that cannot be read is told by the verb that reads it.
    let four_keys = Config::load(&Paths::under(&home).config).is_ok_and(|config| config.keys == Keys::Four);
    let columns = variable("COLUMNS").and_then(|text| text.parse().ok()).map_or(Columns::Window, Columns::Fixed);
    let frame = Frame { columns, terminal, four_keys };
    let face = Plain::new(Box::new(Threaded::with_signals(io::stdin())), Box::new(io::stderr()), frame, clock.clone());
    Ok(World {
        home,
        clock,
        face: Box::new(face),
        out: Box::new(io::BufWriter::new(io::stdout())),
        editor: Box::new(EnvEditor { command: variable("VISUAL").or_else(|| variable("EDITOR")) }),
        seed: number("DRILL_SEED")?,
        pace,
        width: columns.count(),
    })
}

fn home() -> Result<PathBuf, String> {
    if let Some(home) = env::var_os("DRILL_HOME").filter(|home| !home.is_empty()) {
        return std::path::absolute(home).map_err(|error| format!("DRILL_HOME names no place: {error}"));
    }
    let strategy =
        etcetera::choose_base_strategy().map_err(|_| "no home directory is known; set DRILL_HOME".to_owned())?;
    Ok(strategy.data_dir().join("drill"))
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|text| !text.is_empty())
}

fn number(name: &str) -> Result<Option<u64>, String> {
    variable(name)
        .map(|text| text.parse().map_err(|_| format!("{name} is '{text}'; write a whole number from 0 on")))
        .transpose()
}
