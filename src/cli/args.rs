//! The arguments of every command.

use std::path::PathBuf;

use clap::{ArgMatches, Args as _, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::lens::{LENSES, Lens, find};

/// Browse the timeline of a negotiation: events and quotes with their sources.
///
/// Without a command the screen opens. DATA is a TOML file, or a folder of them; several make one dataset. Without DATA
/// the dataset inside the program is used: the talks on ending Russia's war in Ukraine.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, about, max_term_width = 100, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// What to do instead of opening the screen.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// What it works on.
    #[command(flatten)]
    pub screen: ScreenArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print one record a line, for pipes
    List(ListArgs),
    /// Write the selected records in another format, with their sources
    Export(ExportArgs),
    /// Count records by person, party, topic, kind, month and source
    Stats(StatsArgs),
    /// Find every fault of a dataset, with its place and what would be right
    Check(CheckArgs),
    /// Print the JSON Schema of the data format, or of a JSON export
    Schema(SchemaArgs),
    /// Write a commented starter dataset into a new folder
    New(NewArgs),
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Invocation {
    /// The screen, or one of the commands.
    Command(Args),
    /// The sheet of a lens.
    Lens(&'static Lens, LensArgs),
}

/// The command line with a subcommand for each lens that is a table.
fn command() -> clap::Command {
    let tables = LENSES.iter().filter(|lens| !lens.columns.is_empty());
    tables.fold(Args::command(), |command, lens| {
        command.subcommand(LensArgs::augment_args(clap::Command::new(lens.name)).about(lens.help))
    })
}

/// Reads the arguments of the process; wrong ones end it with status 2.
pub fn parse() -> Invocation {
    from_matches(&command().get_matches()).unwrap_or_else(|error| error.exit())
}

/// Reads these arguments, the name of the program first.
pub fn parse_from(args: &[&str]) -> Result<Invocation, clap::Error> {
    from_matches(&command().try_get_matches_from(args)?)
}

fn from_matches(matches: &ArgMatches) -> Result<Invocation, clap::Error> {
    match matches.subcommand().and_then(|(name, matches)| Some((find(name)?, matches))) {
        Some((lens, matches)) => Ok(Invocation::Lens(lens, LensArgs::from_arg_matches(matches)?)),
        None => Ok(Invocation::Command(Args::from_arg_matches(matches)?)),
    }
}

/// The screen's arguments.
#[derive(Debug, clap::Args)]
pub struct ScreenArgs {
    /// Files and folders of the dataset.
    pub data: Vec<PathBuf>,

    /// Start with this query.
    #[arg(
        short,
        long,
        value_name = "QUERY",
        default_value = "",
        allow_hyphen_values = true,
        hide_default_value = true
    )]
    pub query: String,

    /// What was publicly known through the end of that day (or month, or minute).
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,

    /// The lens to look through.
    #[arg(long, value_name = "LENS", value_parser = lens)]
    pub lens: Option<&'static str>,

    /// The column by which a table is sorted.
    #[arg(long, value_name = "COLUMN")]
    pub sort: Option<String>,

    /// Start with a view of the dataset, or one that was kept with w; a query beside it narrows it.
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,

    /// How finely records are grouped.
    #[arg(long, value_name = "STEP", value_enum)]
    pub zoom: Option<ZoomName>,

    /// The latest record first.
    #[arg(long)]
    pub latest_first: bool,

    /// Every quote under its event, whenever it was said.
    #[arg(long)]
    pub threads: bool,

    /// No events around selected quotes.
    #[arg(long)]
    pub no_context: bool,

    /// Colours for a dark or a light terminal, or none.
    #[arg(long, value_name = "THEME", value_enum)]
    pub theme: Option<ThemeName>,

    /// The same as --theme light.
    #[arg(long, conflicts_with = "theme")]
    pub light: bool,

    /// Only ASCII signs, for terminals without others.
    #[arg(long)]
    pub ascii: bool,

    /// Let the mouse click and scroll; the terminal then selects text with Shift held.
    #[arg(long)]
    pub mouse: bool,
}

/// A lens of the registry by its name.
fn lens(name: &str) -> Result<&'static str, String> {
    let names = || LENSES.iter().map(|lens| lens.name);
    find(name)
        .map(|lens| lens.name)
        .ok_or_else(|| format!("expected one of {}", names().collect::<Vec<_>>().join(", ")))
}

/// The steps of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ZoomName {
    /// By year.
    Year,
    /// By quarter.
    Quarter,
    /// By month.
    Month,
    /// By week.
    Week,
    /// By day.
    Day,
}

/// The themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// For dark terminals.
    Dark,
    /// For light terminals.
    Light,
    /// Without colours.
    Mono,
}

/// Which data, and which of its records.
#[derive(Debug, clap::Args)]
pub struct Selecting {
    /// Files and folders of the dataset; without them the one inside the program.
    pub data: Vec<PathBuf>,

    /// Only the records that this query selects.
    #[arg(
        short,
        long,
        value_name = "QUERY",
        default_value = "",
        allow_hyphen_values = true,
        hide_default_value = true
    )]
    pub query: String,

    /// What was publicly known through the end of that day (or month, or minute).
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,

    /// Go on where the data has errors, without the records at fault.
    #[arg(long)]
    pub lenient: bool,
}

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// What it works on.
    #[command(flatten)]
    pub selecting: Selecting,

    /// Everything that each record holds.
    #[arg(long, conflicts_with = "ids")]
    pub long: bool,

    /// The bare ids.
    #[arg(long)]
    pub ids: bool,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// What it works on.
    #[command(flatten)]
    pub selecting: Selecting,

    /// markdown, csv, json, jsonl or toml; else told by the ending of the file.
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<String>,

    /// Where to; - is stdout, which is also meant if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace the file if there is one.
    #[arg(long)]
    pub force: bool,

    /// Also write the events of selected quotes that are not selected themselves.
    #[arg(long)]
    pub with_context: bool,

    /// One kind of record alone (csv, json, jsonl).
    #[arg(long, value_name = "TABLE", value_enum)]
    pub table: Option<TableName>,
}

/// One kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableName {
    /// Events alone.
    Events,
    /// Quotes alone.
    Quotes,
}

/// Arguments of a lens.
#[derive(Debug, clap::Args)]
pub struct LensArgs {
    /// What it works on.
    #[command(flatten)]
    pub selecting: Selecting,

    /// table, csv, json or markdown; else that of the file's ending, else table.
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<String>,

    /// Where to write; default stdout (-).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace the file if it exists.
    #[arg(long)]
    pub force: bool,

    /// The column to sort by; default the order of time.
    #[arg(long, value_name = "COLUMN")]
    pub sort: Option<String>,

    /// Sort in descending order.
    #[arg(long)]
    pub descending: bool,
}

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
pub struct StatsArgs {
    /// What it works on.
    #[command(flatten)]
    pub selecting: Selecting,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Files and folders of the dataset; without them the one inside the program.
    pub data: Vec<PathBuf>,

    /// Take warnings for errors.
    #[arg(long)]
    pub strict: bool,

    /// Also look at the sourcing: what rests on one source, what has no archived copy.
    #[arg(long)]
    pub audit: bool,

    /// What would lose its last source if this one were withdrawn.
    #[arg(long, value_name = "SOURCE")]
    pub without: Option<String>,
}

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// Of what.
    #[arg(value_enum, default_value = "data")]
    pub of: SchemaOf,
}

/// The schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The files of a dataset.
    Data,
    /// What `export -f json` writes.
    Export,
}

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The folder; made if there is none.
    pub dir: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_do_not_contradict_each_other() {
        command().debug_assert();
    }
}
