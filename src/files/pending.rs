//! Temporary files that are being written, to be removed if a signal terminates the program.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

static PENDING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn pending() -> MutexGuard<'static, Vec<PathBuf>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a thread that removes the temporary files on HUP, INT, QUIT and TERM and then terminates the program. For commands
/// only; the screen exits its loop and drops them as usual.
pub(crate) fn remove_on_signals() -> io::Result<()> {
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
        let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                // The lock is not released again, so that no pending file is renamed anymore.
                let pending = pending();
                pending.iter().for_each(|path| drop(std::fs::remove_file(path)));
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        })?;
    }
    Ok(())
}

/// A temporary file, registered until it is finished or dropped.
pub(super) struct Pending {
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Pending {
    /// Creates a file in a folder, with the permissions of any new file.
    pub(super) fn create_in(folder: &Path) -> io::Result<Self> {
        let mut builder = Builder::new();
        builder.prefix(".demarche-");
        // Temporary files are private by default; these need the permissions of ordinary files.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let mut pending = pending();
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        pending.push(path.clone());
        Ok(Self { file: Some(file), path })
    }

    /// The file while it is being written.
    pub(super) fn file(&self) -> &std::fs::File {
        match &self.file {
            Some(file) => file.as_file(),
            None => unreachable!("only `finish` takes the file, and it consumes the value"),
        }
    }

    /// Moves the file to its destination without interference from signals.
    pub(super) fn finish<T>(mut self, put: impl FnOnce(NamedTempFile) -> T) -> T {
        let mut pending = pending();
        pending.retain(|path| *path != self.path);
        match self.file.take() {
            Some(file) => put(file),
            None => unreachable!("only `finish` takes the file, and it consumes the value"),
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            pending().retain(|path| *path != self.path);
            drop(file);
        }
    }
}
