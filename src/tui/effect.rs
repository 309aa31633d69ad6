//! Effects: what [`App::update`](super::app::App::update) requests from the runtime, and their outcomes.

use std::path::PathBuf;

use crate::files::Stamp;
use crate::model::Origin;
use crate::storage::UserView;

/// A side effect, to be carried out by the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Copy a text to the clipboard, also that of the local end of a remote session.
    Copy {
        /// The text.
        text: String,
        /// Description for the message.
        what: String,
    },
    /// Open an http(s) URL in the browser.
    OpenUrl(String),
    /// Write an export.
    Export(ExportRequest),
    /// Open the editor at the line of a record.
    Edit(Origin),
    /// Add a query to the stored history.
    Remember(String),
    /// Save a view.
    SaveView(UserView),
    /// Index the words of the data in the background.
    IndexWords,
    /// Reload the files.
    Reload,
    /// Suspend the program.
    Suspend,
    /// Quit.
    Quit,
    /// Exit with this error message.
    Fail(String),
}

/// An export with its destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The name of the format.
    pub format: &'static str,
    /// The file; `None` for the clipboard.
    pub path: Option<PathBuf>,
    /// Whether to overwrite an existing file.
    pub overwrite: Overwrite,
    /// Whether to write only those selected records that are marked.
    pub marked: bool,
    /// Whether to include the events of selected quotes.
    pub with_context: bool,
    /// Whether to append the proposals that the records cite.
    pub with_points: bool,
}

/// Whether to overwrite an existing file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overwrite {
    /// Ask first.
    Never,
    /// The user has confirmed.
    Confirmed,
    /// Only if the file has not changed since the last export.
    Unchanged(Stamp),
}

/// The outcome of an effect.
#[derive(Debug)]
pub enum Outcome {
    /// Success, with a message.
    Succeeded(String),
    /// Failure, with a message.
    Failed(String),
    /// An export was written; the request and a message.
    Exported(ExportRequest, String),
    /// The file exists, and the user has to confirm.
    Exists(ExportRequest),
}
