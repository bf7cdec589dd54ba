//! One run of drill, and what is expected of it: silence, unless said.

use std::{
    cell::RefCell,
    collections::VecDeque,
    ffi::OsString,
    io::{self, Write},
    os::unix::process::CommandExt,
    process::{Command, Stdio},
    rc::Rc,
};

use drill::{
    cli,
    config::{Config, Keys as KeysSetting},
    engine::Paths,
    face::{Columns, Frame, Plain},
    world::World as Adapters,
};

use crate::{
    keys::Keys,
    world::{ScriptedEditor, ScriptedOpener, World},
};

/// The user that owns nothing.
const NOBODY: u32 = 65_534;

/// A command line that is run when its exit code is named.
#[must_use = "a run happens when its code is named"]
pub(crate) struct Run {
    world: World,
    line: String,
    typed: String,
    meanwhile: VecDeque<Box<dyn FnOnce()>>,
    out: Expected,
    err: Expected,
    asked: Option<String>,
    columns: usize,
    terminal: bool,
    real: bool,
    stranger: bool,
    env: Vec<(&'static str, String)>,
}

#[derive(Default)]
struct Expected {
    whole: Option<String>,
    parts: Vec<String>,
    not: Vec<String>,
    free: bool,
}

impl Expected {
    fn check(&self, what: &str, line: &str, found: &str) {
        for part in &self.parts {
            assert!(found.contains(part), "{line}: {what} lacks {part:?}:\n{found}");
        }
        for part in &self.not {
            assert!(!found.contains(part), "{line}: {what} holds {part:?}:\n{found}");
        }
        let free = self.free || !self.parts.is_empty();
        if self.whole.is_some() || !free {
            let whole = self.whole.as_deref().unwrap_or_default();
            assert!(
                found == whole,
                "{line}: {what} is not as expected\n--- expected\n{whole}\n--- found\n{found}\n---"
            );
        }
    }
}

/// What a run left behind.
pub(crate) struct Done {
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn new(world: World, line: &str) -> Self {
        Self {
            world,
            line: line.to_owned(),
            typed: String::new(),
            meanwhile: VecDeque::new(),
            out: Expected::default(),
            err: Expected::default(),
            asked: None,
            columns: 80,
            terminal: false,
            real: false,
            stranger: false,
            env: Vec::new(),
        }
    }

    /// What is typed; the prompts that answer it are not held exactly unless [`Run::err`] says so.
    pub(crate) fn types(mut self, lines: &str) -> Self {
        self.typed.push_str(lines);
        self.err.free = true;
        self
    }

    /// Reveals and grades cards, one after the other: `"445"`.
    pub(crate) fn grades(self, grades: &str) -> Self {
        let lines: String = grades.chars().map(|grade| format!("\n{grade}\n")).collect();
        self.types(&lines)
    }

    /// What happens where `@` is typed.
    pub(crate) fn meanwhile(mut self, does: impl FnOnce(&World) + 'static) -> Self {
        let world = self.world.clone();
        self.meanwhile.push_back(Box::new(move || does(&world)));
        self
    }

    /// Exactly this on stdout.
    pub(crate) fn out(mut self, whole: &str) -> Self {
        self.out.whole = Some(whole.to_owned());
        self
    }

    /// Exactly this on stderr.
    pub(crate) fn err(mut self, whole: &str) -> Self {
        self.err.whole = Some(whole.to_owned());
        self
    }

    /// This on stdout, among other things.
    pub(crate) fn prints(mut self, part: &str) -> Self {
        self.out.parts.push(part.to_owned());
        self
    }

    /// This on stderr, among other things.
    pub(crate) fn says(mut self, part: &str) -> Self {
        self.err.parts.push(part.to_owned());
        self
    }

    /// Not this on stderr.
    pub(crate) fn never_says(mut self, part: &str) -> Self {
        self.err.not.push(part.to_owned());
        self.err.free = true;
        self
    }

    /// Not this on stdout.
    pub(crate) fn never_prints(mut self, part: &str) -> Self {
        self.out.not.push(part.to_owned());
        self.out.free = true;
        self
    }

    /// Whatever it prints and says.
    pub(crate) fn anything(mut self) -> Self {
        self.out.free = true;
        self.err.free = true;
        self
    }

    /// The fronts that were shown, each with why: `"new: a? | again: a?"`.
    pub(crate) fn asks(mut self, fronts: &str) -> Self {
        self.asked = Some(fronts.to_owned());
        self.out.free |= self.out.whole.is_none();
        self.err.free = true;
        self
    }

    /// On a window of so many columns.
    pub(crate) fn columns(mut self, columns: usize) -> Self {
        self.columns = columns;
        self
    }

    /// As if a person sat there.
    pub(crate) fn on_a_terminal(mut self) -> Self {
        self.terminal = true;
        self
    }

    /// As a process, with a bare environment, through pipes.
    pub(crate) fn really(mut self) -> Self {
        self.real = true;
        self
    }

    /// As a process of somebody who may write nothing that he does not own; see [`World::is_root`].
    pub(crate) fn by_a_stranger(mut self) -> Self {
        self.stranger = true;
        self.really()
    }

    /// As a process, with this in its environment as well; `/w` stands for the folder.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.env.push((name, self.world.real(value)));
        self.really()
    }

    /// Runs it, however it ends: well, or refused with words.
    #[track_caller]
    pub(crate) fn whatever(self) -> Done {
        self.ends(None)
    }

    /// Runs it, and holds everything it did against what was said.
    #[track_caller]
    pub(crate) fn code(self, code: u8) -> Done {
        self.ends(Some(code))
    }

    #[track_caller]
    fn ends(self, code: Option<u8>) -> Done {
        let args: Vec<String> = words(&self.line).iter().map(|word| self.world.real(word)).collect();
        let Self { world, line, typed, meanwhile, out, err, asked, columns, terminal, real, stranger, env } = self;
        let (found_out, found_err, found) = if real {
            process(&world, &args, &typed, &env, columns, stranger)
        } else {
            within(&world, &args, &typed, meanwhile, columns, terminal)
        };
        let done = Done { out: world.told(&found_out), err: world.told(&found_err) };
        let fits = code.map_or(found < 2, |code| found == code);
        assert!(fits, "{line}: code {found}, not {code:?}\n--- out\n{}\n--- err\n{}\n---", done.out, done.err);
        out.check("stdout", &line, &done.out);
        err.check("stderr", &line, &done.err);
        if let Some(asked) = asked {
            assert_eq!(fronts(&done.err), asked, "{line}: other cards came\n{}", done.err);
        }
        done
    }
}

/// The words of a command line, with quotes as a shell has them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

/// The fronts on the plain face: the first line of each question, behind the reason why it is shown.
fn fronts(err: &str) -> String {
    let lines: Vec<&str> = err.lines().map(|line| line.trim_start_matches("> ")).collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((_, why)) = line.split_once("left").filter(|_| line.starts_with('[') && line.contains(" done, "))
        else {
            continue;
        };
        let why = why.split_once("] ").unwrap().1.trim_end_matches(", core");
        let question = lines[at..].iter().skip_while(|line| !line.is_empty()).nth(1).unwrap_or(&"");
        found.push(format!("{why}: {question}"));
    }
    found.join(" | ")
}

fn within(
    world: &World,
    args: &[String],
    typed: &str,
    meanwhile: VecDeque<Box<dyn FnOnce()>>,
    columns: usize,
    terminal: bool,
) -> (String, String, u8) {
    let inner = world.inner();
    let home = world.path("home");
    let (out, err) = (Tape::default(), Tape::default());
    let lines = Keys { lines: typed.lines().map(str::to_owned).collect(), clock: inner.clock.clone(), meanwhile };
    let four_keys = Config::load(&Paths::under(&home).config).is_ok_and(|config| config.keys == KeysSetting::Four);
    let frame = Frame { columns: Columns::Fixed(columns), terminal, four_keys };
    let face = Plain::new(Box::new(lines), Box::new(err.clone()), frame, inner.clock.clone());
    let mut adapters = Adapters {
        home,
        clock: inner.clock.clone(),
        face: Box::new(face),
        out: Box::new(out.clone()),
        editor: Box::new(ScriptedEditor(inner.editor.clone())),
        opener: Box::new(ScriptedOpener(inner.opened.clone())),
        seed: Some(inner.seed.get()),
        pace: 1,
        width: columns,
    };
    let exit = cli::run(args.iter().map(OsString::from), &mut adapters);
    (out.text(), err.text(), exit as u8)
}

fn process(
    world: &World,
    args: &[String],
    typed: &str,
    env: &[(&'static str, String)],
    columns: usize,
    stranger: bool,
) -> (String, String, u8) {
    let mut command = Command::new(if stranger { world.own_binary() } else { env!("CARGO_BIN_EXE_drill").into() });
    if stranger {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.args(&args[1..]).env_clear();
    command.env("DRILL_HOME", world.path("home")).env("DRILL_NOW", world.inner().clock.wall().to_rfc3339());
    command.env("DRILL_SEED", world.inner().seed.get().to_string()).env("TZ", "UTC");
    command.env("COLUMNS", columns.to_string()).envs(env.iter().map(|(name, value)| (name, value)));
    command.current_dir(world.path("")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A child that ends before it has read everything is no failure of the test.
    child.stdin.take().unwrap().write_all(typed.as_bytes()).ok();
    let done = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = u8::try_from(done.status.code().expect("an exit code")).unwrap();
    (text(done.stdout), text(done.stderr), code)
}

/// What was written.
#[derive(Clone, Default)]
struct Tape(Rc<RefCell<Vec<u8>>>);

impl Tape {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
