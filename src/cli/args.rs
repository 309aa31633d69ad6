//! The arguments of every command.

mod shared;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Args as _, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::choice;
use crate::config::ThemeName;
use crate::export::sheet::SheetFormat;
use crate::export::{Format, RecordKind, sql};
use crate::lens::{LENSES, Lens, find};
use crate::model::when::calendar::Zoom;
use crate::names::nearest;
use crate::sanitize;
pub(crate) use shared::{OutputArgs, SelectionArgs, ShownArgs};

/// Browse the timeline of a negotiation: events and quotes with their sources.
///
/// Without a command, opens the interactive screen. DATA is a TOML file or a folder of TOML files; several are read as one
/// dataset. Without DATA, the built-in dataset is used: the talks on ending Russia's war in Ukraine.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, about, max_term_width = 100, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// The command; without one, the screen opens.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Arguments of the screen.
    #[command(flatten)]
    pub(crate) screen: ScreenArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print one record per line, for pipes
    List(ListArgs),
    /// Export the selected records, with their sources
    Export(ExportArgs),
    /// Print a query as SQL for exported records, for DuckDB, Trino or Spark
    Sql(SqlArgs),
    /// Count records by person, party, topic, kind, month and source
    Stats(StatsArgs),
    /// Report all problems of a dataset, each with its place and a suggestion
    Check(CheckArgs),
    /// Print the JSON Schema of the data format or of the JSON export
    Schema(SchemaArgs),
    /// Create a folder with a commented starter dataset
    New(NewArgs),
}

/// A parsed command line.
#[derive(Debug)]
pub(crate) enum Invocation {
    /// The screen, or one of the commands.
    Command(Args),
    /// A lens as a table.
    Lens(&'static Lens, LensArgs),
}

/// The command line, with a subcommand for each tabular lens.
fn command() -> clap::Command {
    let tables = LENSES.iter().filter(|lens| !lens.columns.is_empty());
    tables.fold(Args::command(), |command, lens| {
        command.subcommand(LensArgs::augment_args(clap::Command::new(lens.name)).about(lens.help))
    })
}

/// Parses the arguments of the process; exits with status 2 if they are invalid.
pub(crate) fn parse() -> Invocation {
    command().try_get_matches().and_then(|matches| from_matches(&matches)).unwrap_or_else(|error| exit_with(&error))
}

/// What to say about an argument that is neither a command nor the path of a file: a mistyped command is not taken for data.
pub(crate) fn not_a_command(argument: &Path) -> Option<String> {
    let word = argument.to_str()?;
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if word.is_empty() || word.starts_with('-') || !word.chars().all(is_name) || argument.exists() {
        return None;
    }
    let command = command();
    let mut names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    if names.contains(&word) {
        return None;
    }
    names.push("help");
    let hint = match nearest(&word.to_lowercase(), names.iter().copied(), 1).first() {
        Some(near) => format!("did you mean `demarche {near}`?"),
        None => format!("the commands are {}", names.join(", ")),
    };
    Some(format!("\"{}\" is neither a command nor a file; {hint}", sanitize::message_within(word, 60)))
}

/// Prints help or an error and exits. Errors are sanitized, because they quote the arguments.
fn exit_with(error: &clap::Error) -> ! {
    if !error.use_stderr() {
        error.exit();
    }
    // An option of the command that was meant is unknown to the screen, for which the command would be data.
    let first = std::env::args_os().nth(1).map(PathBuf::from);
    let message = match first.and_then(|first| not_a_command(&first)) {
        Some(message) => format!("{message}\n"),
        None => error.render().to_string(),
    };
    let _ = io::stderr().write_all(sanitize::lines(&message).as_bytes());
    std::process::exit(error.exit_code())
}

fn from_matches(matches: &ArgMatches) -> Result<Invocation, clap::Error> {
    match matches.subcommand().and_then(|(name, matches)| Some((find(name)?, matches))) {
        Some((lens, matches)) => Ok(Invocation::Lens(lens, LensArgs::from_arg_matches(matches)?)),
        None => Ok(Invocation::Command(Args::from_arg_matches(matches)?)),
    }
}

/// Arguments of the screen.
#[derive(Debug, clap::Args)]
pub(crate) struct ScreenArgs {
    /// Files and folders of the dataset [default: the built-in dataset].
    pub(crate) data: Vec<PathBuf>,

    /// Start with this query.
    #[arg(
        short,
        long,
        value_name = "QUERY",
        default_value = "",
        allow_hyphen_values = true,
        hide_default_value = true
    )]
    pub(crate) query: String,

    /// Show only what was publicly known by the end of this day, month or minute.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,

    /// With `is:new`, select what became known after this day, month or minute [default: the day before].
    #[arg(long, value_name = "DATE")]
    pub(crate) since_known: Option<String>,

    /// Lens to open.
    #[arg(long, value_name = "LENS", value_parser = choice::lens())]
    pub(crate) lens: Option<&'static str>,

    /// Sort a table by this column.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) sort: Option<String>,

    /// How to show the lens.
    #[command(flatten)]
    pub(crate) shown: ShownArgs,

    /// Open a view of the dataset or a saved view; a query narrows it.
    #[arg(long, value_name = "NAME")]
    pub(crate) view: Option<String>,

    /// Group records by this unit of time.
    #[arg(long, value_name = "UNIT", value_parser = choice::zoom())]
    pub(crate) zoom: Option<Zoom>,

    /// Show the latest records first.
    #[arg(long)]
    pub(crate) latest_first: bool,

    /// Show every quote below its event, regardless of when it was said.
    #[arg(long)]
    pub(crate) threads: bool,

    /// Hide events that are shown only because a quote of them is selected.
    #[arg(long)]
    pub(crate) no_context: bool,

    /// Colours: those of the terminal, for a dark or a light terminal, or none.
    #[arg(long, value_name = "THEME", value_parser = choice::theme())]
    pub(crate) theme: Option<ThemeName>,

    /// Same as --theme light.
    #[arg(long, conflicts_with = "theme")]
    pub(crate) light: bool,

    /// Draw with ASCII characters only.
    #[arg(long)]
    pub(crate) ascii: bool,

    /// Enable the mouse; hold Shift to select text in the terminal.
    #[arg(long)]
    pub(crate) mouse: bool,
}

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// The selection.
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,

    /// Print all fields of each record.
    #[arg(long, conflicts_with = "ids")]
    pub(crate) long: bool,

    /// Print only ids.
    #[arg(long)]
    pub(crate) ids: bool,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The selection.
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,

    /// Export format [default: that of FILE's extension].
    #[arg(short, long, value_name = "FORMAT", value_parser = choice::format())]
    pub(crate) format: Option<Format>,

    /// Where to write.
    #[command(flatten)]
    pub(crate) file: OutputArgs,

    /// Include the events of selected quotes, even if they are not selected.
    #[arg(long)]
    pub(crate) with_context: bool,

    /// In markdown and jsonl, append the proposals that the records cite, with versions and points (json and toml always have them).
    #[arg(long)]
    pub(crate) with_points: bool,

    /// Export only the events, only the quotes, or instead the points of the proposals that the records cite.
    #[arg(long, value_name = "KIND", value_parser = choice::record_kind())]
    pub(crate) table: Option<RecordKind>,

    /// Omit the provenance from the rows of csv and jsonl.
    #[arg(long)]
    pub(crate) no_provenance: bool,
}

/// Arguments of `sql`.
#[derive(Debug, clap::Args)]
pub(crate) struct SqlArgs {
    /// Files and folders with the names that the query uses [default: the built-in dataset].
    pub(crate) data: Vec<PathBuf>,

    /// The query.
    #[arg(
        short,
        long,
        value_name = "QUERY",
        default_value = "",
        allow_hyphen_values = true,
        hide_default_value = true
    )]
    pub(crate) query: String,

    /// Table, or file for DuckDB (.csv, .jsonl, .parquet; * is a wildcard).
    #[arg(long, value_name = "TABLE", default_value = "records")]
    pub(crate) from: String,

    /// What to select: columns or an expression, as in SQL.
    #[arg(long, value_name = "COLUMNS", default_value = sql::ID)]
    pub(crate) select: String,

    /// Continue if the data has errors, without the faulty records.
    #[arg(long)]
    pub(crate) lenient: bool,
}

/// Arguments of a lens.
#[derive(Debug, clap::Args)]
pub(crate) struct LensArgs {
    /// The selection.
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,

    /// Output format [default: that of FILE's extension, or table].
    #[arg(short, long, value_name = "FORMAT", value_parser = choice::sheet_format())]
    pub(crate) format: Option<SheetFormat>,

    /// Where to write.
    #[command(flatten)]
    pub(crate) file: OutputArgs,

    /// How to show the lens.
    #[command(flatten)]
    pub(crate) shown: ShownArgs,

    /// Group by this unit of time.
    #[arg(long, value_name = "UNIT", value_parser = choice::zoom())]
    pub(crate) zoom: Option<Zoom>,

    /// Sort by this column [default: the lens's own order, or chronological order].
    #[arg(long, value_name = "COLUMN")]
    pub(crate) sort: Option<String>,

    /// Sort in descending order.
    #[arg(long)]
    pub(crate) descending: bool,
}

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
pub(crate) struct StatsArgs {
    /// The selection.
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Files and folders of the dataset [default: the built-in dataset].
    pub(crate) data: Vec<PathBuf>,

    /// Treat warnings as errors.
    #[arg(long)]
    pub(crate) strict: bool,

    /// Show all problems, not only the first 100.
    #[arg(long)]
    pub(crate) all: bool,

    /// Also sum up what the records rest on, each group with the query that shows it.
    #[arg(long)]
    pub(crate) audit: bool,

    /// Report the records that would lose their last source if this one were withdrawn.
    #[arg(long, value_name = "SOURCE")]
    pub(crate) without: Option<String>,
}

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// Which schema.
    #[arg(value_enum, default_value = "data")]
    pub(crate) of: SchemaOf,
}

/// The schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The files of a dataset.
    Data,
    /// The output of `export -f json`.
    Export,
}

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// Folder to create.
    pub(crate) dir: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_definition_is_valid() {
        command().debug_assert();
    }
}
