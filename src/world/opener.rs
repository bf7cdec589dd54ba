//! Opens a page or a file with whatever the platform opens such things with.

use std::{
    io,
    process::{Command, ExitStatus, Stdio},
    sync::mpsc::channel,
    thread,
    time::Duration,
};

use crate::model::Target;

/// An opener that fails at once has failed by then; it is not waited for any longer.
const GLANCE: Duration = Duration::from_millis(300);

/// The opener of the platform, and what stands before the target.
#[cfg(target_os = "macos")]
const PROGRAM: (&str, &[&str]) = ("open", &[]);
/// What `start` of the command line comes to, without the command line and what it makes of `&` and `%`.
#[cfg(windows)]
const PROGRAM: (&str, &[&str]) = ("rundll32", &["url.dll,FileProtocolHandler"]);
#[cfg(not(any(target_os = "macos", windows)))]
const PROGRAM: (&str, &[&str]) = ("xdg-open", &[]);

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It was handed over.
    Done,
    /// Nothing is here that opens.
    Missing {
        /// The program that was looked for.
        program: String,
    },
    /// The program failed.
    Failed {
        /// The program.
        program: String,
        /// Its exit code, if it had one.
        code: Option<i32>,
    },
}

/// Opens a page or a file outside of drill, which goes on meanwhile.
pub trait Opener {
    /// Hands a target over; never waits for what shows it.
    fn open(&mut self, target: &Target) -> Opened;
}

/// The opener of the platform: `xdg-open`, `open` or what `start` calls.
#[derive(Clone, Copy, Debug, Default)]
pub struct Platform;

impl Opener for Platform {
    fn open(&mut self, target: &Target) -> Opened {
        let (program, before) = PROGRAM;
        let mut command = Command::new(program);
        command.args(before).arg(target.as_os_str());
        // It gets nothing of the screen: neither its keys nor its lines.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // A Ctrl-C or Ctrl-Z that is meant for drill does not reach it, and the terminal is not its own.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let program = program.to_owned();
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Opened::Missing { program },
            Err(_) => return Opened::Failed { program, code: None },
        };
        let (ends, ended) = channel::<io::Result<ExitStatus>>();
        // Whoever shows the page may run for hours; when it ends, no dead process is left.
        let wait = move || drop(ends.send(child.wait()));
        if thread::Builder::new().name("opener".to_owned()).spawn(wait).is_err() {
            return Opened::Done;
        }
        match ended.recv_timeout(GLANCE) {
            Ok(Ok(status)) if !status.success() => Opened::Failed { program, code: status.code() },
            _ => Opened::Done,
        }
    }
}
