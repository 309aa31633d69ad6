//! Writing files atomically, and replacing existing ones only when asked to.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::pending::Pending;
use super::{Kind, io_reason};
use crate::fault_injection::block_at;
use crate::sanitize;

/// Maximum number of symbolic links followed, as on Linux.
const MAX_LINKS: usize = 40;

/// Why a file was not written.
#[derive(Debug)]
pub enum SaveError {
    /// The file exists and must not be overwritten.
    Exists(PathBuf),
    /// It is not a regular file, and is never replaced.
    Special(PathBuf, Kind),
    /// The folder does not exist or cannot be written to, or the disk is full.
    Io(PathBuf, io::Error),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(f, "{} already exists", sanitize::path(path)),
            Self::Special(path, kind) => write!(f, "{} is {kind}, not a regular file", sanitize::path(path)),
            Self::Io(path, error) => write!(f, "cannot write {}: {}", sanitize::path(path), io_reason(error)),
        }
    }
}

impl std::error::Error for SaveError {}

/// Writes a file: to a temporary file in the same folder, synced, then renamed. An existing file is replaced only with
/// `overwrite`; it keeps its permissions, its owner and its links.
pub fn save(
    path: &Path,
    overwrite: bool,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveError> {
    let failed = |error: io::Error| SaveError::Io(path.to_owned(), error);
    let existing = existing(path).map_err(failed)?;
    if let Some(kind) = existing.as_ref().and_then(|meta| Kind::of(meta.file_type())) {
        return Err(SaveError::Special(path.to_owned(), kind));
    }
    if !overwrite && fs::symlink_metadata(path).is_ok() {
        return Err(SaveError::Exists(path.to_owned()));
    }
    let target = if overwrite { target(path).map_err(failed)? } else { path.to_owned() };
    let pending = write(&target, produce).map_err(failed)?;
    pending.finish(|file| match existing {
        Some(meta) => replace(file, &target, &meta).map_err(failed),
        None => create(file, &target, path),
    })
}

/// Writes several new files to a folder, or none of them: all are complete before the first is renamed.
pub fn save_all(folder: &Path, files: &[(&str, &str)]) -> Result<(), SaveError> {
    let mut written = Vec::with_capacity(files.len());
    for (name, text) in files {
        let path = folder.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(SaveError::Exists(path));
        }
        let pending = write(&path, |out| out.write_all(text.as_bytes()));
        written.push((pending.map_err(|error| SaveError::Io(path.clone(), error))?, path));
    }
    let mut named: Vec<PathBuf> = Vec::with_capacity(files.len());
    for (pending, path) in written {
        if let Err(error) = pending.finish(|file| create(file, &path, &path)) {
            named.iter().for_each(|path| drop(fs::remove_file(path)));
            return Err(error);
        }
        named.push(path);
    }
    Ok(())
}

/// Opens a FIFO, a character device or a file descriptor (`/dev/stdout`, `/dev/fd/3`) for writing, as a shell's redirection
/// would; `None` if the path is a regular file or does not exist.
pub(crate) fn stream(path: &Path) -> Result<Option<File>, SaveError> {
    let failed = |error: io::Error| SaveError::Io(path.to_owned(), error);
    let descriptor = is_descriptor(path);
    match existing(path).map_err(failed)?.and_then(|meta| Kind::of(meta.file_type())) {
        None if !descriptor => Ok(None),
        Some(kind @ (Kind::Folder | Kind::BlockDevice | Kind::Socket | Kind::Other)) => {
            Err(SaveError::Special(path.to_owned(), kind))
        }
        // Append, because reopening a redirected regular file would overwrite it from the start.
        kind => OpenOptions::new().write(true).append(kind.is_none()).open(path).map(Some).map_err(failed),
    }
}

/// The metadata of the file, following links; `None` if it does not exist.
fn existing(path: &Path) -> io::Result<Option<fs::Metadata>> {
    match fs::metadata(path) {
        Ok(meta) => Ok(Some(meta)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Follows all links of a path; the target need not exist.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&target) {
            Ok(link) => target = folder(&target).join(link),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

/// Whether a path is that of a file descriptor of this process, or a link to it as `/dev/stdout` is.
fn is_descriptor(path: &Path) -> bool {
    let link =
        || path.starts_with("/dev").then(|| fs::read_link(path).ok()).flatten().map(|link| folder(path).join(link));
    let is_one = |path: &Path| {
        let folder = fs::canonicalize(folder(path)).unwrap_or_default();
        folder == Path::new("/dev/fd") || folder.starts_with("/proc") && folder.ends_with("fd")
    };
    is_one(path) || link().is_some_and(|target| is_one(&target))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes the content to a temporary file in the folder of the target.
fn write(target: &Path, produce: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Pending> {
    let pending = Pending::create_in(folder(target))?;
    let mut writer = BufWriter::with_capacity(1 << 16, pending.file());
    produce(&mut writer)?;
    block_at("save");
    writer.flush()?;
    drop(writer);
    pending.file().sync_all()?;
    Ok(pending)
}

fn create(file: NamedTempFile, target: &Path, path: &Path) -> Result<(), SaveError> {
    match file.persist_noclobber(target) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(SaveError::Exists(path.to_owned())),
        Err(error) => Err(SaveError::Io(path.to_owned(), error.error)),
    }
}

/// Replaces the content of an existing file.
fn replace(mut file: NamedTempFile, target: &Path, meta: &fs::Metadata) -> io::Result<()> {
    if can_rename(&file, meta) {
        file.as_file().set_permissions(meta.permissions())?;
        file.persist(target).map_err(|error| error.error)?;
        return Ok(());
    }
    // A new file would lose the owner or the hard links, so the old one is overwritten in place. If this fails, the temporary
    // file still has the new content.
    let mut old = OpenOptions::new().write(true).open(target)?;
    file.disable_cleanup(true);
    file.rewind()?;
    let copied = io::copy(file.as_file_mut(), &mut old).and_then(|bytes| {
        old.set_len(bytes)?;
        old.sync_all()
    });
    match copied {
        Ok(()) => file.close(),
        Err(error) => {
            let kept = sanitize::path(file.path());
            Err(io::Error::new(error.kind(), format!("{}; the new content is in {kept}", io_reason(&error))))
        }
    }
}

/// Whether a new file can replace the old one without losing its owner or hard links.
#[cfg(unix)]
fn can_rename(file: &NamedTempFile, old: &fs::Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(new) = file.as_file().metadata() else { return false };
    old.nlink() == 1
        && ((new.uid(), new.gid()) == (old.uid(), old.gid())
            || fchown(file.as_file(), Some(old.uid()), Some(old.gid())).is_ok())
}

#[cfg(not(unix))]
fn can_rename(_: &NamedTempFile, _: &fs::Metadata) -> bool {
    true
}
