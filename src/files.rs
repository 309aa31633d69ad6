//! Reading and writing files without surprises: only regular files are read, writes are atomic, and existing files keep their
//! owner, permissions and links. What is not a regular file is described by its [`Kind`].

mod pending;
mod read;
mod save;

use std::fs::{FileType, Metadata};
use std::path::Path;
use std::time::SystemTime;
use std::{fmt, fs, io};

pub use pending::remove_on_signals;
pub use read::{MAX_BYTES, read, read_text};
pub use save::{SaveError, save, save_all, stream};

/// What a path that is not a regular file leads to.
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
    /// Something else that the platform knows.
    Other,
}

impl Kind {
    /// The kind of a file type; nothing for regular files.
    pub fn of(kind: FileType) -> Option<Self> {
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

/// A file as it was at some time; another value means that it was changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    #[cfg(unix)]
    inode: (u64, u64),
}

impl Stamp {
    /// The file at a path; nothing where there is none.
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
pub fn io_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
