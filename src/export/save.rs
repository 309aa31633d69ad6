//! Writing files atomically, and replacing existing ones only when asked to.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Why a file was not written.
#[derive(Debug)]
pub enum SaveError {
    /// The file exists and must not be overwritten.
    Exists(PathBuf),
    /// The folder does not exist or cannot be written to, or the disk is full.
    Io(PathBuf, io::Error),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(f, "{} already exists", path.display()),
            Self::Io(path, error) => {
                write!(f, "cannot write {}: {}", path.display(), crate::diagnostic::io_reason(error))
            }
        }
    }
}

impl std::error::Error for SaveError {}

/// Writes a file: to a temporary file in the same folder, synced, then renamed. An existing file is replaced only with `overwrite`.
pub fn save(
    path: &Path,
    overwrite: bool,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveError> {
    // Links are followed, so that the target is replaced and not the link.
    let target =
        if overwrite { std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()) } else { path.to_owned() };
    let failed = |error: io::Error| SaveError::Io(path.to_owned(), error);
    if !overwrite && std::fs::symlink_metadata(path).is_ok() {
        return Err(SaveError::Exists(path.to_owned()));
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = temporary_in(folder).map_err(failed)?;
    let mut writer = BufWriter::with_capacity(1 << 16, temporary.as_file());
    produce(&mut writer).and_then(|()| writer.flush()).map_err(failed)?;
    drop(writer);
    temporary.as_file().sync_all().map_err(failed)?;
    if overwrite {
        temporary.persist(&target).map_err(|error| failed(error.error))?;
        return Ok(());
    }
    match temporary.persist_noclobber(&target) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(SaveError::Exists(path.to_owned())),
        Err(error) => Err(failed(error.error)),
    }
}

fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".demarche-");
    // Temporary files are private by default; an export gets the usual permissions.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
