//! Loads data in the background.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::terminal::LOADER;
use crate::dataset::DataFiles;
use crate::fault_injection::panic_at;
use crate::tui::app::Input;
use crate::workspace;

/// A load in progress.
pub(super) struct Load {
    inputs: Receiver<Input>,
}

impl Load {
    /// Starts a load.
    pub(super) fn start(files: DataFiles) -> std::io::Result<Self> {
        let (sender, inputs) = channel();
        let run = move || {
            // The receiver is gone when the program quits.
            let progress = |now| drop(sender.send(Input::Loading(now)));
            let workspace = catch_unwind(AssertUnwindSafe(|| {
                panic_at("load");
                workspace::open(&files, &progress)
            }));
            let _ = sender.send(match workspace {
                Ok(workspace) => Input::Loaded(Box::new(workspace)),
                Err(panic) => Input::LoadFailed(message(&*panic)),
            });
        };
        std::thread::Builder::new().name(LOADER.into()).spawn(run)?;
        Ok(Self { inputs })
    }

    /// Waits for the load to finish, up to a timeout.
    pub(super) fn wait(&self, timeout: Duration) -> Option<Input> {
        let end = Instant::now() + timeout;
        loop {
            match self.inputs.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(Input::Loading(_)) => {}
                Ok(input) => return Some(input),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// The next pending input.
    pub(super) fn next(&self) -> Option<Input> {
        self.inputs.try_recv().ok()
    }
}

/// The message of a panic.
fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown cause").to_owned()
}
