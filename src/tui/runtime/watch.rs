//! Changed files, found by looking: editors replace files instead of writing into them, which notifications often miss.

use std::fs::Metadata;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::dataset::DataFiles;
use crate::dataset::gather::gather;

/// What tells one state of a file from another.
type Stamp = (PathBuf, Option<(SystemTime, u64, u64)>);

/// The files of a dataset at one time, and the errors in finding them.
#[derive(PartialEq)]
struct Look {
    files: Vec<Stamp>,
    errors: Vec<String>,
}

impl Look {
    fn at(paths: &[PathBuf]) -> Self {
        let (files, faults) = gather(paths);
        let stamp = |file: &PathBuf| {
            let meta = std::fs::metadata(file).ok()?;
            Some((meta.modified().ok()?, meta.len(), inode(&meta)))
        };
        let files = files.into_iter().map(|file| (file.clone(), stamp(&file))).collect();
        Self { files, errors: faults.into_iter().map(|fault| fault.message).collect() }
    }

    /// Whether all files are there.
    fn is_complete(&self) -> bool {
        self.errors.is_empty() && self.files.iter().all(|(_, stamp)| stamp.is_some())
    }
}

/// The files of a dataset as they were at the last look.
pub(super) struct Watch {
    paths: Vec<PathBuf>,
    seen: Look,
    missing: Option<Look>,
}

impl Watch {
    /// Starts watching; the built-in dataset never changes.
    pub(super) fn new(input: &DataFiles) -> Self {
        let paths = match input {
            DataFiles::Builtin => Vec::new(),
            DataFiles::Paths(paths) => paths.clone(),
        };
        Self { seen: Look::at(&paths), paths, missing: None }
    }

    /// Whether anything changed since the last call.
    pub(super) fn changed(&mut self) -> bool {
        if self.paths.is_empty() {
            return false;
        }
        let now = Look::at(&self.paths);
        if now == self.seen {
            self.missing = None;
            return false;
        }
        // A file that is missing may be in the middle of being replaced; only the next look counts.
        if !now.is_complete() && self.missing.as_ref() != Some(&now) {
            self.missing = Some(now);
            return false;
        }
        self.missing = None;
        self.seen = now;
        true
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_file_is_a_change_and_a_missing_one_only_when_it_stays_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, moved) = (folder.path().join("a.toml"), folder.path().join("moved"));
        std::fs::write(&file, "a").expect("written");
        for input in [folder.path().to_owned(), file.clone()] {
            let mut watch = Watch::new(&DataFiles::Paths(vec![input]));
            assert!(!watch.changed());
            // Renamed and put back, as some editors do.
            std::fs::rename(&file, &moved).expect("renamed");
            assert!(!watch.changed());
            std::fs::rename(&moved, &file).expect("renamed");
            assert!(!watch.changed());
            std::fs::write(&file, "longer").expect("written");
            assert!(watch.changed() && !watch.changed());
            std::fs::remove_file(&file).expect("removed");
            assert!(!watch.changed(), "not at once");
            assert!(watch.changed() && !watch.changed(), "once");
            std::fs::write(&file, "b").expect("written");
            assert!(watch.changed() && !watch.changed());
        }
    }
}
