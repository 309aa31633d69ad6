//! The command line: arguments, and one file per subcommand.
//!
//! Data goes to stdout and nothing else does; what is said to the person goes to stderr. Exit status: 0 done (also when
//! nothing matched), 1 the data has errors or the work failed, 2 wrong usage or query.

pub(crate) mod args;
mod check;
mod choice;
mod export;
mod lens;
mod list;
mod new;
mod output;
mod schema;
mod screen;
mod stats;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use chrono::{DateTime, Utc};

pub use args::{Args, Command, Invocation};

use crate::dataset::{DataFiles, Loaded};
use crate::diagnostic::{Severity, one_line};
use crate::index::{Index, Snapshots};
use crate::query::{AsOf, Node, Value, asof, parse};
use crate::view::{Answered, Marks, View};
use crate::workspace;
use crate::{files, sanitize};

/// So many errors of the data are shown when it is refused.
const MAX_ERRORS: usize = 5;

/// Everything that the program asks of the world outside, so that tests can stand in for it.
pub(crate) struct World<'a> {
    /// Data.
    pub(crate) out: &'a mut dyn Write,
    /// What is said to the person.
    pub(crate) err: &'a mut dyn Write,
    /// Whether stdout is a terminal.
    pub(crate) terminal: bool,
    /// Whether colours may be used on stdout.
    pub(crate) colour: bool,
    /// How many cells the terminal is wide, where it is one.
    pub(crate) width: Option<usize>,
    /// The time now; `SOURCE_DATE_EPOCH` fixes it.
    pub(crate) now: DateTime<Utc>,
}

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The data has errors, or the work failed: status 1. Already said where the text is empty.
    Failed(String),
    /// Wrong usage or query: status 2.
    Usage(String),
    /// Nobody reads stdout any more: status 0.
    ClosedPipe,
    /// A signal ended the screen: status 128 and its number, as shells have it.
    Signal(i32),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ClosedPipe } else { Self::Failed(error.to_string()) }
    }
}

/// What a command returns.
pub(crate) type Outcome = Result<(), Failure>;

/// Runs the program with the arguments, streams and environment of the process.
pub fn main() -> ExitCode {
    let args = args::parse();
    if !matches!(args, Invocation::Command(Args { command: None, .. })) {
        // Without the handlers, a signal leaves temporary files behind, which is no reason not to work.
        let _ = files::remove_on_signals();
    }
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let width = crossterm::terminal::size().ok().filter(|_| terminal).map(|(width, _)| usize::from(width));
    // Not locked: the screen writes to it too, and so does the panic hook of another thread.
    let mut out = io::BufWriter::with_capacity(1 << 16, stdout);
    let mut err = io::stderr();
    let mut world = World { out: &mut out, err: &mut err, terminal, colour, width, now: now() };
    let outcome = run(args, &mut world).and_then(|()| Ok(world.out.flush()?));
    let status = match outcome {
        Ok(()) | Err(Failure::ClosedPipe) => 0,
        Err(Failure::Signal(signal)) => 128 + signal as u8,
        Err(Failure::Failed(message)) => {
            say(&mut world, &message);
            1
        }
        Err(Failure::Usage(message)) => {
            say(&mut world, &message);
            2
        }
    };
    // A closed pipe must not be written to once more when the buffer is dropped.
    let _ = io::Write::flush(&mut out);
    ExitCode::from(status)
}

fn say(world: &mut World<'_>, message: &str) {
    let _ = world.out.flush();
    if !message.is_empty() {
        let _ = writeln!(world.err, "{}", message.trim_end());
    }
}

/// The time now, or the one that `SOURCE_DATE_EPOCH` asks for (reproducible-builds.org).
fn now() -> DateTime<Utc> {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    fixed.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_else(Utc::now)
}

/// Runs one command.
pub(crate) fn run(invocation: Invocation, world: &mut World<'_>) -> Outcome {
    let args = match invocation {
        Invocation::Lens(lens, args) => return lens::run(lens, &args, world),
        Invocation::Command(args) => args,
    };
    match args.command {
        None => screen::run(args.screen, world),
        Some(Command::List(args)) => list::run(&args, world),
        Some(Command::Export(args)) => export::run(&args, world),
        Some(Command::Stats(args)) => stats::run(&args, world),
        Some(Command::Check(args)) => check::run(&args, world),
        Some(Command::Schema(args)) => schema::run(&args, world),
        Some(Command::New(args)) => new::run(&args, world),
    }
}

/// The answer to the query of a command.
fn select(selecting: &args::Selecting, world: &mut World<'_>) -> Result<Answered, Failure> {
    select_view(&View::default(), selecting, world)
}

/// The answer to the query of a command, in a view of its own. Data with errors is refused unless `lenient`; values that mean several names are
/// explained on stderr.
fn select_view(view: &View, selecting: &args::Selecting, world: &mut World<'_>) -> Result<Answered, Failure> {
    let query = parse(&selecting.query).map_err(|error| Failure::Usage(error.report(&selecting.query)))?;
    let workspace = workspace::open(&DataFiles::new(selecting.data.clone()), &|_| {});
    refuse_errors(&workspace.loaded, selecting.lenient, world)?;
    let data = Snapshots::new(workspace.index);
    let query = with_as_of(query, selecting, data.whole())?;
    let previous = selecting.since_known.as_deref().map(|date| reference("--since-known", date, data.whole()));
    let view = View { previous: previous.transpose()?, ..view.clone() };
    let answered = view
        .ask_parsed(query, &data, &Marks::default())
        .map_err(|error| Failure::Usage(error.report(&selecting.query)))?;
    if let (Some(previous), Some(as_of)) = (&answered.previous, &answered.as_of)
        && !previous.at.is_before(as_of.at)
    {
        let message = format!("--since-known {} is not before the reference date {}", previous.text, as_of.text);
        return Err(Failure::Usage(message));
    }
    for meaning in &answered.meanings {
        writeln!(world.err, "{}", sanitize::line(&meaning.sentence()))?;
    }
    Ok(answered)
}

/// Shows the first errors of the data, and refuses it.
fn refuse_errors(loaded: &Loaded, lenient: bool, world: &mut World<'_>) -> Outcome {
    let errors = || loaded.faults.iter().filter(|fault| fault.severity == Severity::Error);
    let count = errors().count();
    if count == 0 || lenient {
        return Ok(());
    }
    for fault in errors().take(MAX_ERRORS) {
        writeln!(world.err, "error: {}", one_line(fault, &loaded.texts))?;
    }
    let many = if count == 1 { "an error".to_owned() } else { format!("{count} errors") };
    let hint = "`demarche check` shows all, --lenient leaves out the records at fault";
    Err(Failure::Failed(format!("the data has {many}; {hint}")))
}

/// A reference date that an option gives.
fn reference(option: &str, written: &str, index: &Index) -> Result<AsOf, Failure> {
    let value = Value { text: written.to_owned(), span: 0..written.len() };
    AsOf::parse(&value, index.dataset.about.timezone)
        .map_err(|error| Failure::Usage(format!("{option}: {}", error.sentence())))
}

/// The query with the reference date of `--as-of`, which must agree with one that the query has.
fn with_as_of(query: Node, selecting: &args::Selecting, index: &Index) -> Result<Node, Failure> {
    let zone = index.dataset.about.timezone;
    let asked = asof::of(&query, zone).map_err(|error| Failure::Usage(error.report(&selecting.query)))?;
    let Some(written) = &selecting.as_of else { return Ok(query) };
    let flag = reference("--as-of", written, index)?;
    match asked {
        Some(asked) if asked.at != flag.at => Err(Failure::Usage(format!(
            "--as-of {written} and asof:{} in the query do not agree; remove one of them",
            asked.text
        ))),
        Some(_) => Ok(query),
        None => Ok(asof::with(&query, Some(written))),
    }
}
