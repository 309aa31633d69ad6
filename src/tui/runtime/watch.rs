//! Changed files, found by looking: editors replace files instead of writing into them, which notifications often miss.

use std::fs::Metadata;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::dataset::{DataFiles, files};

/// What tells one state of a file from another.
type Stamp = (PathBuf, Option<(SystemTime, u64, u64)>);

/// The files of a dataset as they were when last looked at.
pub(super) struct Watch {
    paths: Vec<PathBuf>,
    seen: Vec<Stamp>,
}

impl Watch {
    /// Begins to watch; the dataset inside the program never changes.
    pub(super) fn new(input: &DataFiles) -> Self {
        let paths = match input {
            DataFiles::Builtin => Vec::new(),
            DataFiles::Paths(paths) => paths.clone(),
        };
        let mut watch = Self { paths, seen: Vec::new() };
        watch.seen = watch.scan();
        watch
    }

    /// Whether anything changed since this was last asked.
    pub(super) fn changed(&mut self) -> bool {
        if self.paths.is_empty() {
            return false;
        }
        let now = self.scan();
        // A file that is away for a moment is being replaced; it is looked at again when it is back.
        if now.is_empty() || now.iter().any(|(_, stamp)| stamp.is_none()) {
            return false;
        }
        let changed = now != self.seen;
        self.seen = now;
        changed
    }

    fn scan(&self) -> Vec<Stamp> {
        let (files, _) = files::gather(&self.paths);
        files
            .into_iter()
            .map(|file| {
                let stamp = std::fs::metadata(&file)
                    .ok()
                    .and_then(|meta| Some((meta.modified().ok()?, meta.len(), inode(&meta))));
                (file, stamp)
            })
            .collect()
    }
}

#[cfg(unix)]
fn inode(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
