//! Datasets in files.

/// The text of the dataset with every key of the format.
pub(crate) const FULL: &str = include_str!("../data/full.toml");

/// The file of [`FULL`].
pub(crate) const FULL_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/data/full.toml");

/// A dataset in a temporary file, which is deleted when this is dropped.
pub(crate) struct DataFile {
    path: String,
    _folder: tempfile::TempDir,
}

impl DataFile {
    /// Writes a dataset to a file.
    pub(crate) fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("data.toml");
        std::fs::write(&file, text).expect("written");
        Self { path: file.to_str().expect("UTF-8").to_owned(), _folder: folder }
    }

    /// The path as an argument of the program.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}
