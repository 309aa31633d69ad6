//! Versions of the files of a dataset, by which a reload knows which of them to read.

use std::fs::Metadata;
use std::hash::Hasher;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A file that was changed later than this before it was read may be changed again without another time of change: file
/// systems keep it in steps of up to two seconds.
const SETTLED: Duration = Duration::from_secs(2);

/// Times of change, size and number of a file. The second time is that of its entry: programs cannot set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    modified: SystemTime,
    bytes: u64,
    entry: (u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file that is about to be read; nothing if it does not identify what will be read.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let now = SystemTime::now();
        let meta = std::fs::metadata(path).ok()?;
        let modified = meta.modified().ok()?;
        let age = now.duration_since(modified).ok()?;
        (age > SETTLED).then(|| Self { modified, bytes: meta.len(), entry: entry(&meta) })
    }
}

#[cfg(unix)]
fn entry(meta: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (meta.ino(), meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn entry(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// A file as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    /// Its stamp, if that identifies it.
    pub(crate) stamp: Option<Stamp>,
    /// What it has besides events and quotes, as a hash of the text; nothing if that cannot be told apart.
    pub(crate) others: Option<u64>,
}

/// The files of a dataset without errors as they were read; none of any other dataset.
#[derive(Debug, Clone, Default)]
pub struct Versions(pub(crate) Arc<[Version]>);

/// A hash of texts that follow each other.
pub(crate) fn hash<'t>(texts: impl Iterator<Item = &'t str>) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    texts.for_each(|text| hasher.write(text.as_bytes()));
    hasher.finish()
}

/// Writes a file as if at this time.
#[cfg(test)]
pub(crate) fn write_at(path: &Path, text: &str, time: SystemTime) {
    std::fs::write(path, text).expect("written");
    let file = std::fs::File::options().write(true).open(path);
    file.and_then(|file| file.set_modified(time)).expect("set");
}
