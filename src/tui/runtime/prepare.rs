//! Gathers what the first queries and completions need, on a thread of its own, once the data is shown: a key that is faster
//! gathers what it needs itself, or waits for the thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::terminal::LOADER;
use crate::query::prepare;
use crate::tui::app::App;

/// Starts the thread for the data of the application.
pub(super) fn start(app: &App) -> std::io::Result<()> {
    let index = Arc::clone(app.state.data.snapshots.whole());
    // Nothing is lost if it fails: whatever is asked for is gathered then.
    let run = move || drop(catch_unwind(AssertUnwindSafe(|| prepare(&index))));
    std::thread::Builder::new().name(LOADER.into()).spawn(run).map(drop)
}
