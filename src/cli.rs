//! The command line: arguments, and one file per subcommand.
//!
//! Only data is written to stdout; messages go to stderr. Exit status: 0 success (even if nothing matched), 1 errors in the
//! data or a failure, 2 invalid usage or query.

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
mod sql;
mod stats;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use chrono::{DateTime, Utc};

pub use args::Args;
pub(crate) use args::{Command, Invocation};

use crate::dataset::{DataFiles, Loaded};
use crate::diagnostic::{Severity, one_line};
use crate::index::{Index, Snapshots};
use crate::query::error::ErrorKind;
use crate::query::{AsOf, Node, QueryError, Value, asof, parse};
use crate::view::{Answered, Marks, View};
use crate::workspace;
use crate::{files, sanitize};

/// Maximum number of errors shown when a dataset is rejected.
const MAX_ERRORS: usize = 5;

/// The process environment of a command, so that tests can replace it.
pub(crate) struct Env<'a> {
    /// Data.
    pub(crate) out: &'a mut dyn Write,
    /// Messages.
    pub(crate) err: &'a mut dyn Write,
    /// Whether stdout is a terminal.
    pub(crate) terminal: bool,
    /// Whether colours may be used on stdout.
    pub(crate) colour: bool,
    /// Width of the terminal in columns; `None` if stdout is not a terminal.
    pub(crate) width: Option<usize>,
    /// The current time, or the one in `SOURCE_DATE_EPOCH`.
    pub(crate) now: DateTime<Utc>,
}

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The data has errors, or the command failed: status 1. If the message is empty, it has been printed already.
    Failed(String),
    /// Invalid usage or query: status 2.
    Usage(String),
    /// The reader of stdout has closed the pipe: status 0.
    ClosedPipe,
    /// A signal terminated the screen: status 128 plus its number, as in shells.
    Signal(i32),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ClosedPipe } else { Self::Failed(error.to_string()) }
    }
}

/// The result of a command.
pub(crate) type Outcome = Result<(), Failure>;

/// Runs the program with the arguments, streams and environment of the process.
pub fn main() -> ExitCode {
    let args = args::parse();
    if !matches!(args, Invocation::Command(Args { command: None, .. })) {
        // Without the handlers, signals leave temporary files behind, but commands still work.
        let _ = files::remove_on_signals();
    }
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let width = crossterm::terminal::size().ok().filter(|_| terminal).map(|(width, _)| usize::from(width));
    // Not locked, because the screen and the panic hooks of other threads write to it as well.
    let mut out = io::BufWriter::with_capacity(1 << 16, stdout);
    let mut err = io::stderr();
    let mut env = Env { out: &mut out, err: &mut err, terminal, colour, width, now: now() };
    let outcome = run(args, &mut env).and_then(|()| Ok(env.out.flush()?));
    let status = match outcome {
        Ok(()) | Err(Failure::ClosedPipe) => 0,
        Err(Failure::Signal(signal)) => 128 + signal as u8,
        Err(Failure::Failed(message)) => {
            print_message(&mut env, &message);
            1
        }
        Err(Failure::Usage(message)) => {
            print_message(&mut env, &message);
            2
        }
    };
    // Otherwise dropping the buffer would write to a closed pipe again.
    let _ = io::Write::flush(&mut out);
    ExitCode::from(status)
}

fn print_message(env: &mut Env<'_>, message: &str) {
    let _ = env.out.flush();
    if !message.is_empty() {
        let _ = writeln!(env.err, "{}", message.trim_end());
    }
}

/// The current time, or the one in `SOURCE_DATE_EPOCH` (see reproducible-builds.org).
fn now() -> DateTime<Utc> {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    fixed.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_else(Utc::now)
}

/// Runs a command.
pub(crate) fn run(invocation: Invocation, env: &mut Env<'_>) -> Outcome {
    let args = match invocation {
        Invocation::Lens(lens, args) => return lens::run(lens, &args, env),
        Invocation::Command(args) => args,
    };
    match args.command {
        None => screen::run(args.screen, env),
        Some(Command::List(args)) => list::run(&args, env),
        Some(Command::Export(args)) => export::run(&args, env),
        Some(Command::Sql(args)) => sql::run(&args, env),
        Some(Command::Stats(args)) => stats::run(&args, env),
        Some(Command::Check(args)) => check::run(&args, env),
        Some(Command::Schema(args)) => schema::run(&args, env),
        Some(Command::New(args)) => new::run(&args, env),
    }
}

/// The answer to a command's query.
fn select(args: &args::SelectionArgs, env: &mut Env<'_>) -> Result<Answered, Failure> {
    select_view(&View::default(), args, env)
}

/// The answer to a command's query in a given view. Data with errors is rejected unless `--lenient` is given. Values that
/// match several names are explained on stderr.
fn select_view(view: &View, args: &args::SelectionArgs, env: &mut Env<'_>) -> Result<Answered, Failure> {
    let query = parse(&args.query);
    // The data decide what an unknown field stands for; any other error needs no data.
    if let Err(error) = &query
        && !matches!(error.kind, ErrorKind::UnknownField { .. })
    {
        return Err(Failure::Usage(error.report(&args.query)));
    }
    let workspace = workspace::open(&DataFiles::new(args.data.clone()), &|_| {});
    reject_errors(&workspace.loaded, args.lenient, env)?;
    let data = Snapshots::new(workspace.index);
    let invalid =
        |error: QueryError| Failure::Usage(error.with_alternative(&args.query, data.whole()).report(&args.query));
    let query = query.map_err(invalid)?;
    let query = with_as_of(query, args, data.whole())?;
    let previous = args.since_known.as_deref().map(|date| reference("--since-known", date, data.whole()));
    let view = View { previous: previous.transpose()?, ..view.clone() };
    let answered = view.ask_parsed(query, &data, &Marks::default()).map_err(invalid)?;
    if let (Some(previous), Some(as_of)) = (&answered.previous, &answered.as_of)
        && !previous.at.is_before(as_of.at)
    {
        let message = format!("--since-known {} is not before the reference date {}", previous.text, as_of.text);
        return Err(Failure::Usage(message));
    }
    for meaning in &answered.meanings {
        writeln!(env.err, "{}", sanitize::line(&meaning.sentence()))?;
    }
    Ok(answered)
}

/// Prints the first errors in the data and fails, unless there are none.
fn reject_errors(loaded: &Loaded, lenient: bool, env: &mut Env<'_>) -> Outcome {
    let errors = || loaded.faults.iter().filter(|fault| fault.severity == Severity::Error);
    let count = errors().count();
    if count == 0 || lenient {
        return Ok(());
    }
    for fault in errors().take(MAX_ERRORS) {
        writeln!(env.err, "error: {}", one_line(fault, &loaded.texts))?;
    }
    let many = if count == 1 { "an error".to_owned() } else { format!("{count} errors") };
    let hint = "`demarche check` shows them all, --lenient skips the faulty records";
    Err(Failure::Failed(format!("the dataset has {many}; {hint}")))
}

/// A reference date given by an option.
fn reference(option: &str, written: &str, index: &Index) -> Result<AsOf, Failure> {
    let value = Value { text: written.to_owned(), span: 0..written.len() };
    AsOf::parse(&value, index.dataset.about.timezone)
        .map_err(|error| Failure::Usage(format!("{option}: {}", error.sentence())))
}

/// The query with the reference date of `--as-of`, which must not contradict one in the query.
fn with_as_of(query: Node, args: &args::SelectionArgs, index: &Index) -> Result<Node, Failure> {
    let zone = index.dataset.about.timezone;
    let in_query = asof::of(&query, zone).map_err(|error| Failure::Usage(error.report(&args.query)))?;
    let Some(written) = &args.as_of else { return Ok(query) };
    let flag = reference("--as-of", written, index)?;
    match in_query {
        Some(as_of) if as_of.at != flag.at => Err(Failure::Usage(format!(
            "--as-of {written} conflicts with asof:{} in the query; remove one of them",
            as_of.text
        ))),
        Some(_) => Ok(query),
        None => Ok(asof::with(&query, Some(written))),
    }
}
