//! Which files make up a dataset, and their text.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Fault, FileText, Location};
use crate::files::{self, MAX_BYTES, io_reason};
use crate::sanitize;

/// The files of a dataset in the order in which they are read: each path that is a file, and for a folder all `*.toml` files below
/// it in bytewise order. Names that begin with a dot are skipped; links to files are followed, links to folders are not. Errors
/// are paths that cannot be read, each for itself, and folders without TOML files.
pub fn gather(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Fault>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for path in paths {
        let mut found = Vec::new();
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => {
                let before = faults.len();
                below(path, &mut found, &mut faults);
                found.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
                if found.is_empty() && faults.len() == before {
                    faults.push(
                        Fault::error(format!("no TOML files in {}", sanitize::path(path)))
                            .help("a dataset is a .toml file or a folder of .toml files")
                            .of_whole_file(),
                    );
                }
            }
            Ok(_) => found.push(path.clone()),
            Err(error) => faults.push(unreadable(path, &error)),
        }
        files.extend(
            found.into_iter().filter(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone()))),
        );
    }
    (files, faults)
}

/// Adds the files below a folder, and an error for each folder that cannot be read.
fn below(folder: &Path, found: &mut Vec<PathBuf>, faults: &mut Vec<Fault>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return faults.push(unreadable(folder, &error)),
    };
    for entry in entries {
        let (entry, kind) = match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
            Ok((kind, entry)) => (entry, kind),
            Err(error) => {
                faults.push(unreadable(folder, &error));
                continue;
            }
        };
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if kind.is_dir() {
            below(&path, found, faults);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            // A link to a folder is not followed; one to nothing is an error once it is read.
            if !fs::metadata(&path).is_ok_and(|meta| meta.is_dir()) {
                found.push(path);
            }
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    let fault = Fault::error(format!("cannot read {}: {}", sanitize::path(path), io_reason(error))).of_whole_file();
    match error.kind() {
        io::ErrorKind::FileTooLarge => fault.help("split it; all files of a folder are read as one dataset"),
        _ => fault,
    }
}

/// The text of a file, without a byte-order mark. Invalid UTF-8 is an error at its place.
pub(crate) fn read(path: &Path, file: u32) -> (FileText, Vec<Fault>) {
    let name = path.display().to_string();
    let mut bytes = match files::read(path, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return (FileText { name, text: String::new() }, vec![unreadable(path, &error)]),
    };
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (FileText { name, text }, Vec::new()),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let fault =
                Fault::error("invalid UTF-8").at(Location::new(file, at..at + 3)).help("save the file as UTF-8");
            let fault = fault.of_whole_file();
            (FileText { name, text }, vec![fault])
        }
    }
}
