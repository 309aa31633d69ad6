//! Arguments that several commands have.

use std::path::PathBuf;

/// Where to write.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// File to write; - is stdout [default: stdout].
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Overwrite FILE if it exists.
    #[arg(long)]
    pub(crate) force: bool,
}

/// How to show a lens.
#[derive(Debug, clap::Args)]
pub(crate) struct ShownArgs {
    /// How to show the lens, if it has several modes.
    #[arg(long, value_name = "MODE")]
    pub(crate) mode: Option<String>,

    /// Keep the rows and columns of a grid that contain these words; in a table, show these columns in this order.
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub(crate) narrow: String,

    /// Collapse the hierarchy of the columns of a grid to so many levels.
    #[arg(long, value_name = "N")]
    pub(crate) levels: Option<u8>,

    /// Compare the columns of a grid with this one, by its id.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) compare: Option<String>,
}

/// The dataset and the records to select from it.
#[derive(Debug, clap::Args)]
pub(crate) struct SelectionArgs {
    /// Files and folders of the dataset [default: the built-in dataset].
    pub(crate) data: Vec<PathBuf>,

    /// Select only the records that match this query.
    #[arg(
        short,
        long,
        value_name = "QUERY",
        default_value = "",
        allow_hyphen_values = true,
        hide_default_value = true
    )]
    pub(crate) query: String,

    /// Use only what was publicly known by the end of this day, month or minute.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,

    /// With `is:new`, select what became known after this day, month or minute [default: the day before].
    #[arg(long, value_name = "DATE")]
    pub(crate) since_known: Option<String>,

    /// Continue if the data has errors, without the faulty records.
    #[arg(long)]
    pub(crate) lenient: bool,
}
