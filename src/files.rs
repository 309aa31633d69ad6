//! Safe reading and writing of files: only regular files are read, writes are atomic, and existing files keep their owner,
//! permissions and links. Other files are described by their [`Kind`].

mod pending;
mod read;
mod save;

use std::fs::{FileType, Metadata};
use std::path::Path;
use std::time::SystemTime;
use std::{fmt, fs, io};

pub(crate) use pending::remove_on_signals;
pub(crate) use read::{MAX_BYTES, read, read_text};
pub(crate) use save::stream;
pub use save::{SaveError, save, save_all};

/// The kind of a file that is not a regular file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A named or unnamed pipe.
    Fifo,
    /// A character device, such as a terminal or `/dev/null`.
    CharDevice,
    /// A block device, such as a disk.
    BlockDevice,
    /// A socket.
    Socket,
    /// Any other kind.
    Other,
}

impl Kind {
    /// The kind of a file type; `None` for regular files.
    pub(crate) fn of(kind: FileType) -> Option<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            if kind.is_fifo() {
                return Some(Self::Fifo);
            } else if kind.is_char_device() {
                return Some(Self::CharDevice);
            } else if kind.is_block_device() {
                return Some(Self::BlockDevice);
            } else if kind.is_socket() {
                return Some(Self::Socket);
            }
        }
        match () {
            () if kind.is_file() => None,
            () if kind.is_dir() => Some(Self::Folder),
            () => Some(Self::Other),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Folder => "a folder",
            Self::Fifo => "a FIFO",
            Self::CharDevice | Self::BlockDevice => "a device",
            Self::Socket => "a socket",
            Self::Other => "a special file",
        })
    }
}

/// Identifies a version of a file; a different stamp means that the file has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    #[cfg(unix)]
    inode: (u64, u64),
}

impl Stamp {
    /// The stamp of the file at a path; `None` if there is no file.
    pub fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|meta| Self::from_metadata(&meta))
    }

    fn from_metadata(meta: &Metadata) -> Self {
        Self {
            bytes: meta.len(),
            modified: meta.modified().ok(),
            #[cfg(unix)]
            inode: {
                use std::os::unix::fs::MetadataExt;
                (meta.dev(), meta.ino())
            },
        }
    }
}

/// Describes an error without the number that the standard library appends, beginning in lower case.
pub(crate) fn io_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
