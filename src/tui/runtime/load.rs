//! Loads data in the background, and indexes its words.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::terminal::LOADER;
use crate::dataset::{DataFiles, Progress};
use crate::fault_injection::{block_at, panic_at};
use crate::index::Index;
use crate::tui::app::Input;
use crate::workspace::{self, Previous, Workspace};

/// Work in progress.
pub(super) struct Load {
    inputs: Receiver<Input>,
}

impl Load {
    /// Starts the first load, in which the words may be left to [`Load::words`].
    pub(super) fn first(files: DataFiles) -> std::io::Result<Self> {
        Self::open(files, workspace::open_without_words)
    }

    /// Starts a reload, which reads only the changed files if that is enough.
    pub(super) fn again(files: DataFiles, previous: Previous) -> std::io::Result<Self> {
        Self::open(files, move |files, progress| workspace::open_again(files, &previous, progress))
    }

    fn open(
        files: DataFiles,
        open: impl FnOnce(&DataFiles, &dyn Fn(Progress)) -> Workspace + Send + 'static,
    ) -> std::io::Result<Self> {
        Self::start(Input::LoadFailed, move |sender| {
            // The receiver is gone when the program quits.
            let progress = |now| drop(sender.send(Input::Loading(now)));
            panic_at("load");
            block_at("load-forever");
            Input::Loaded(Box::new(open(&files, &progress)))
        })
    }

    /// Starts to index the words of data.
    pub(super) fn words(index: Arc<Index>) -> std::io::Result<Self> {
        Self::start(Input::IndexingFailed, move |_| {
            panic_at("words");
            index.index_words();
            Input::WordsIndexed
        })
    }

    /// Starts work that ends with an input, or with that of its panic.
    fn start(
        failed: fn(String) -> Input,
        work: impl FnOnce(&Sender<Input>) -> Input + Send + 'static,
    ) -> std::io::Result<Self> {
        let (sender, inputs) = channel();
        let run = move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(&sender)));
            let _ = sender.send(done.unwrap_or_else(|panic| failed(message(&*panic))));
        };
        std::thread::Builder::new().name(LOADER.into()).spawn(run)?;
        Ok(Self { inputs })
    }

    /// Waits for the work to be done, up to a timeout.
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
