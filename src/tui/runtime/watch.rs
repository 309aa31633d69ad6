//! Detects changed files by polling. Editors often replace files instead of writing to them, which notifications miss.

use std::fs::Metadata;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::dataset::DataFiles;
use crate::dataset::gather::gather;

/// Identifies a version of a file.
type Stamp = (PathBuf, Option<(SystemTime, u64, u64)>);

/// The versions of the files of a dataset, and the errors in finding them.
#[derive(PartialEq)]
struct Scan {
    files: Vec<Stamp>,
    errors: Vec<String>,
}

impl Scan {
    fn of(paths: &[PathBuf]) -> Self {
        let (files, faults) = gather(paths);
        let stamp = |file: &PathBuf| {
            let meta = std::fs::metadata(file).ok()?;
            Some((meta.modified().ok()?, meta.len(), inode(&meta)))
        };
        let files = files.into_iter().map(|file| (file.clone(), stamp(&file))).collect();
        Self { files, errors: faults.into_iter().map(|fault| fault.message).collect() }
    }

    /// Whether all files exist.
    fn is_complete(&self) -> bool {
        self.errors.is_empty() && self.files.iter().all(|(_, stamp)| stamp.is_some())
    }
}

/// The files of a dataset as of the last scan.
pub(super) struct Watch {
    paths: Vec<PathBuf>,
    seen: Scan,
    missing: Option<Scan>,
}

impl Watch {
    /// Starts watching. The built-in dataset never changes.
    pub(super) fn new(input: &DataFiles) -> Self {
        let paths = match input {
            DataFiles::Builtin => Vec::new(),
            DataFiles::Paths(paths) => paths.clone(),
        };
        Self { seen: Scan::of(&paths), paths, missing: None }
    }

    /// The size of all files, in bytes; 0 for the built-in dataset.
    pub(super) fn bytes(&self) -> u64 {
        self.seen.files.iter().filter_map(|(_, stamp)| stamp.map(|(_, bytes, _)| bytes)).sum()
    }

    /// Whether any file has changed since the last call.
    pub(super) fn changed(&mut self) -> bool {
        if self.paths.is_empty() {
            return false;
        }
        let now = Scan::of(&self.paths);
        if now == self.seen {
            self.missing = None;
            return false;
        }
        // A missing file may be in the process of being replaced; report it only if the next scan is the same.
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
    fn replaced_files_are_reported_at_once_and_missing_ones_at_the_second_scan() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, moved) = (folder.path().join("a.toml"), folder.path().join("moved"));
        std::fs::write(&file, "a").expect("written");
        for input in [folder.path().to_owned(), file.clone()] {
            let mut watch = Watch::new(&DataFiles::Paths(vec![input]));
            assert!(!watch.changed());
            // Renamed and renamed back, as some editors do.
            std::fs::rename(&file, &moved).expect("renamed");
            assert!(!watch.changed());
            std::fs::rename(&moved, &file).expect("renamed");
            assert!(!watch.changed());
            std::fs::write(&file, "longer").expect("written");
            assert!(watch.changed() && !watch.changed());
            std::fs::remove_file(&file).expect("removed");
            assert!(!watch.changed(), "not at the first scan");
            assert!(watch.changed() && !watch.changed(), "once");
            std::fs::write(&file, "b").expect("written");
            assert!(watch.changed() && !watch.changed());
        }
    }
}
