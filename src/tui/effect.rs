//! What `update` asks to be done outside the state, by the runtime alone, and what came of it.

use std::path::PathBuf;

use crate::files::Stamp;
use crate::model::Origin;
use crate::storage::UserView;

/// Something to be done outside the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Put a text on the clipboard, here and at the near end of a remote session.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message.
        what: String,
    },
    /// Open an http(s) URL in the browser.
    OpenUrl(String),
    /// Write the export that the dialogue describes.
    Export(ExportRequest),
    /// Open the editor at a record's line.
    Edit(Origin),
    /// Add a query to the history of the next runs.
    Remember(String),
    /// Save a view under its name.
    SaveView(UserView),
    /// Read the files again.
    Reload,
    /// Suspend the program until it is continued.
    Suspend,
    /// End.
    Quit,
    /// End, because there is no data to show and none will come; the sentence says why.
    Fail(String),
}

/// What to export, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The name of the format.
    pub format: &'static str,
    /// The file; nothing for the clipboard.
    pub path: Option<PathBuf>,
    /// Whether an existing file is overwritten.
    pub overwrite: Overwrite,
    /// Whether only marked records among the selected ones are written.
    pub marked: bool,
    /// Whether events around selected quotes are written too.
    pub with_context: bool,
}

/// Whether an existing file is overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overwrite {
    /// It is asked first.
    Never,
    /// It was asked.
    Confirmed,
    /// Only where the file still is as the last export left it.
    Unchanged(Stamp),
}

/// What came of an effect.
#[derive(Debug)]
pub enum Done {
    /// It worked; the sentence says what was done.
    Said(String),
    /// It failed; the sentence says why.
    Failed(String),
    /// An export was written.
    Exported(ExportRequest, String),
    /// There is a file of that name already; the person is to be asked.
    Exists(ExportRequest),
}
