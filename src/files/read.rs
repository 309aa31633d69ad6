//! Reading regular files of limited size.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::Kind;

/// The largest file that is read, in bytes: offsets are 32 bits wide.
pub(crate) const MAX_BYTES: u64 = u32::MAX as u64;

/// Reads a whole file of at most `max_bytes`.
///
/// # Errors
///
/// Those of the file system, and [`io::ErrorKind::InvalidInput`] with a sentence for FIFOs, devices, sockets and folders, which
/// could block or never end, and [`io::ErrorKind::FileTooLarge`] for larger files.
pub(crate) fn read(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    let meta = fs::metadata(path)?;
    // Checked before opening, because opening a FIFO waits for a writer.
    if let Some(kind) = Kind::of(meta.file_type()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("it is {kind}, not a regular file")));
    }
    let too_large = || io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {}", size(max_bytes)));
    if meta.len() > max_bytes {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
    // The size is only a hint: files in /proc have size 0 and may be endless.
    File::open(path)?.take(max_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes { Err(too_large()) } else { Ok(bytes) }
}

/// Reads a whole UTF-8 file of at most `max_bytes`.
///
/// # Errors
///
/// As [`read`], and [`io::ErrorKind::InvalidData`] for other encodings.
pub(crate) fn read_text(path: &Path, max_bytes: u64) -> io::Result<String> {
    String::from_utf8(read(path, max_bytes)?)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"))
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        megabytes @ ..1024 => format!("{megabytes} MiB"),
        _ => format!("{} GiB", bytes.div_ceil(1 << 30)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_of_limited_size_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "text").expect("written");
        assert_eq!(read(&file, 4).expect("read"), b"text");
        let error = read(&file, 3).expect_err("too large");
        assert_eq!((error.kind(), &*error.to_string()), (io::ErrorKind::FileTooLarge, "it is larger than 0 MiB"));
        assert_eq!(read(folder.path(), 4).expect_err("a folder").to_string(), "it is a folder, not a regular file");
        assert_eq!(read(&folder.path().join("none"), 4).expect_err("none").kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn special_files_are_rejected_before_opening() {
        let folder = tempfile::tempdir().expect("a folder");
        let fifo = folder.path().join("fifo");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().expect("mkfifo").success());
        assert_eq!(read(&fifo, 4).expect_err("a FIFO").to_string(), "it is a FIFO, not a regular file");
        assert_eq!(
            read(Path::new("/dev/zero"), 4).expect_err("endless").to_string(),
            "it is a device, not a regular file"
        );
        // Has size 0.
        if Path::new("/proc/self/maps").exists() {
            assert_eq!(read(Path::new("/proc/self/maps"), 100).expect_err("long").kind(), io::ErrorKind::FileTooLarge);
        }
    }
}
