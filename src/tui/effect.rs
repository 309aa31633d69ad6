//! What `update` asks of the world outside: the runtime alone does it.

use std::path::PathBuf;

use crate::model::Origin;
use crate::state::KeptView;

/// Something to be done outside the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Put a text on the clipboard, here and at the other end of a remote session.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message.
        what: String,
    },
    /// Open an http(s) address in the browser.
    OpenUrl(String),
    /// Write the export that the dialogue describes.
    Export(ExportRequest),
    /// Open the editor at a record's line.
    Edit(Origin),
    /// Subset a query in the history of the next runs.
    Remember(String),
    /// Subset a view under its name.
    Subset(KeptView),
    /// Read the files again.
    Reload,
    /// Stop, and come back when continued.
    Suspend,
    /// End.
    Quit,
}

/// What to export, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The name of the format.
    pub format: &'static str,
    /// The file; nothing for the clipboard.
    pub path: Option<PathBuf>,
    /// Whether a file of that name is replaced.
    pub overwrite: bool,
    /// Whether only the marked ones among the selected records are written.
    pub marked: bool,
    /// Whether events around selected quotes are written too.
    pub with_context: bool,
}
