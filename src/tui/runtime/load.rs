//! The data read in the background.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::dataset::DataFiles;
use crate::tui::app::Input;
use crate::workspace;

/// A load that goes on.
pub(super) struct Load {
    news: Receiver<Input>,
}

impl Load {
    /// Starts one.
    pub(super) fn start(files: DataFiles) -> Self {
        let (sender, news) = channel();
        std::thread::spawn(move || {
            // Nobody listens any more when the program is being left.
            let progress = |share| drop(sender.send(Input::Loading(share)));
            let workspace = workspace::open(&files, &progress);
            let _ = sender.send(Input::Loaded(Box::new(workspace)));
        });
        Self { news }
    }

    /// The data, if it is there within so long.
    pub(super) fn wait(&self, patience: Duration) -> Option<Input> {
        let end = Instant::now() + patience;
        loop {
            match self.news.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(input @ Input::Loaded(_)) => return Some(input),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// What is new since this was last asked.
    pub(super) fn next(&self) -> Option<Input> {
        self.news.try_recv().ok()
    }
}
