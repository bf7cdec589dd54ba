//! The binary: builds the real world, runs, returns the exit code.

use std::{
    env,
    ffi::OsString,
    io::{self, IsTerminal},
    path::PathBuf,
    process::ExitCode,
    rc::Rc,
};

use chrono::DateTime;
use drill::{
    cli::{self, Manner},
    clock::{Clock, Start, WorldClock},
    config::{Config, Keys},
    engine::Paths,
    face::{Columns, Face, Frame, Look, Plain, Screen, Threaded},
    model::text::clean,
    world::{EnvEditor, Platform, World},
};
use etcetera::BaseStrategy;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    match world(cli::manner(&arguments)) {
        Ok(mut world) => ExitCode::from(cli::run(arguments, &mut world) as u8),
        Err(message) => {
            use io::Write;
            writeln!(io::stderr(), "error: {}", clean(&message)).ok();
            ExitCode::from(cli::Exit::Usage as u8)
        }
    }
}

/// Reads the environment: the only place that does.
fn world(manner: Manner) -> Result<World, String> {
    let home = home()?;
    let now = variable("DRILL_NOW").map(|text| start(&text)).transpose()?;
    let pace = number("DRILL_PACE")?.unwrap_or(1).clamp(1, 86_400);
    let pace = u32::try_from(pace).unwrap_or(1);
    let clock = Rc::new(WorldClock::new(now, pace));
    // A setting that cannot be read is told by the verb that reads it.
    let config = Config::load(&Paths::under(&home).config).unwrap_or_default();
    let columns = variable("COLUMNS").and_then(|text| text.parse().ok()).map_or(Columns::Window, Columns::Fixed);
    let face = face(manner, columns, &config, clock.clone());
    Ok(World {
        home,
        clock,
        face,
        out: Box::new(io::BufWriter::new(io::stdout())),
        editor: Box::new(EnvEditor { command: variable("VISUAL").or_else(|| variable("EDITOR")) }),
        opener: Box::new(Platform),
        seed: number("DRILL_SEED")?,
        pace,
        width: columns.count(),
    })
}

/// Where the clock starts. An offset that is written is the local time's; with `Z` the zone of `TZ` is, if that is set.
fn start(text: &str) -> Result<Start, String> {
    let written = DateTime::parse_from_rfc3339(text)
        .map_err(|_| format!("DRILL_NOW is '{text}'; write it like 2026-03-01T09:00:00+01:00"))?;
    let is_instant = text.ends_with(['Z', 'z']) && variable("TZ").is_some();
    Ok(if is_instant { Start::Instant(written.to_utc()) } else { Start::Local(written) })
}

/// The full screen for a sitting on a terminal that can draw it, lines everywhere else.
fn face(manner: Manner, columns: Columns, config: &Config, clock: Rc<dyn Clock>) -> Box<dyn Face> {
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let four_keys = config.keys == Keys::Four;
    let draws = variable("TERM").is_some_and(|term| term != "dumb");
    if manner.full && terminal && draws && Screen::is_possible() {
        let look = Look {
            colour: variable("NO_COLOR").is_none(),
            ascii: manner.ascii,
            four_keys,
            clock: (config.clock > 0).then_some(config.clock),
            confidence: config.confidence,
        };
        return Box::new(Screen::new(look, clock));
    }
    let frame = Frame { columns, terminal, four_keys };
    Box::new(Plain::new(Box::new(Threaded::with_signals(io::stdin())), Box::new(io::stderr()), frame, clock))
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
