//! What bounds any program that loads the files: reading them, passing over their bytes once, and the same records from JSON.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::table::Times;

/// The limits of this run, in milliseconds, and the size of the data.
pub(crate) struct Limits {
    /// Files.
    pub(crate) files: usize,
    /// Their bytes.
    pub(crate) bytes: usize,
    /// Quotes.
    pub(crate) quotes: usize,
    /// Reading all files, cached by the system.
    pub(crate) read: f64,
    /// Passing over all bytes with `memchr`.
    pub(crate) scan: f64,
    /// The same records from JSON into structs of owned texts, on one thread.
    pub(crate) json: f64,
}

/// Texts of a record by their number of occurrences: the frequent ones have fields, the others stay values.
#[derive(Deserialize, Serialize)]
struct Record {
    id: Option<Box<str>>,
    title: Option<Box<str>>,
    text: Option<Box<str>>,
    summary: Option<Box<str>>,
    original: Option<Box<str>>,
    kind: Option<Box<str>>,
    event: Option<Box<str>>,
    speaker: Option<Box<str>>,
    place: Option<Box<str>>,
    channel: Option<Box<str>>,
    topics: Option<Vec<Box<str>>>,
    to: Option<Vec<Box<str>>>,
    delegations: Option<Vec<Delegation>>,
    #[serde(flatten)]
    others: std::collections::BTreeMap<Box<str>, serde_json::Value>,
}

#[derive(Deserialize, Serialize)]
struct Delegation {
    party: Box<str>,
    people: Vec<Box<str>>,
}

#[derive(Deserialize, Serialize)]
struct File {
    #[serde(default)]
    event: Vec<Record>,
    #[serde(default)]
    quote: Vec<Record>,
    #[serde(default)]
    source: serde_json::Value,
}

/// All files of a dataset.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// Measures the limits. The JSON is made file by file, so that the process stays small.
pub(crate) fn measure(folder: &Path) -> Limits {
    let files = files(folder);
    let read = || files.iter().map(|path| black_box(std::fs::read(path).unwrap()).len()).sum::<usize>();
    let bytes = read();
    let read = Times::repeat(3, read).least();
    let (mut scan, mut json, mut quotes) = (0.0, 0.0, 0);
    for path in &files {
        let text = std::fs::read_to_string(path).unwrap();
        scan += Times::repeat(1, || memchr::memchr_iter(b'\n', text.as_bytes()).count()).least();
        let records: File = toml::from_str(&text).unwrap();
        let as_json = serde_json::to_string(&records).unwrap();
        let mut times = Times::default();
        let parsed: File = times.time(|| serde_json::from_str(&as_json).unwrap());
        quotes += parsed.quote.len();
        json += times.least();
    }
    Limits { files: files.len(), bytes, quotes, read, scan, json }
}
