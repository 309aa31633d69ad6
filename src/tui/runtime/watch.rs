//! Detects changed files by polling. Editors often replace files instead of writing to them, which notifications miss.

use std::fs::Metadata;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::dataset::{DataFiles, files};

/// Identifies a version of a file.
type Stamp = (PathBuf, Option<(SystemTime, u64, u64)>);

/// The files of a dataset as of the last scan.
pub(super) struct Watch {
    paths: Vec<PathBuf>,
    seen: Vec<Stamp>,
}

impl Watch {
    /// Starts watching. The built-in dataset never changes.
    pub(super) fn new(input: &DataFiles) -> Self {
        let paths = match input {
            DataFiles::Builtin => Vec::new(),
            DataFiles::Paths(paths) => paths.clone(),
        };
        let mut watch = Self { paths, seen: Vec::new() };
        watch.seen = watch.scan();
        watch
    }

    /// Whether any file has changed since the last call.
    pub(super) fn changed(&mut self) -> bool {
        if self.paths.is_empty() {
            return false;
        }
        let now = self.scan();
        // A missing file is probably being replaced; wait until it is back.
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
