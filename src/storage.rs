//! State that persists between runs, in the XDG state folder: the query history (`history`, one query per line) and the
//! saved views (`views.toml`).
//!
//! Concurrent runs do not lose changes: each change is made under a lock, to the current contents of the file, and written
//! atomically. A damaged file is never overwritten; it is renamed before a new one is written.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use crate::diagnostic::line_column;
use crate::files::{self, io_reason};
use crate::sanitize;

/// The maximum length of the query history.
const MAX_QUERIES: usize = 500;
/// The largest state file, in bytes.
const MAX_BYTES: u64 = 16 << 20;
/// How long to wait for the lock, which is normally held for milliseconds.
const LOCK_TIMEOUT: Duration = Duration::from_secs(2);

const HISTORY: &str = "history";
const VIEWS: &str = "views.toml";

/// Moves a query to the end of a history, or appends it; the oldest entries are dropped.
pub fn append(queries: &mut Vec<String>, query: &str) {
    queries.retain(|known| known != query);
    queries.push(query.to_owned());
    let over = queries.len().saturating_sub(MAX_QUERIES);
    queries.drain(..over);
}

/// The state folder; without one, nothing is stored.
#[derive(Debug, Clone, Default)]
pub struct Storage {
    folder: Option<PathBuf>,
}

/// The contents of a state file: its valid part, and the damage to the rest.
#[derive(Debug)]
pub struct Stored<T> {
    /// The valid part.
    pub items: Vec<T>,
    /// A message that names the damaged file and the reason.
    pub(crate) damage: Option<String>,
}

/// A view saved by the user.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserView {
    /// The name.
    pub name: String,
    /// The title of its dataset.
    pub dataset: String,
    /// The query.
    pub query: String,
    /// The lens, if not the timeline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lens: Option<String>,
    /// The column by which a table is sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// The mode of the lens, if not its default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// The words to which the rows and columns of a grid are narrowed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub narrow: String,
    /// How deep the hierarchy of the columns of a grid is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<u8>,
    /// The column of a grid that others are compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinned: Option<String>,
    /// The period by which records are grouped: year, quarter, month, week, day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zoom: Option<String>,
    /// Whether the latest record comes first.
    pub latest_first: bool,
    /// Whether every quote is listed under its event.
    pub threads: bool,
    /// Whether events are left out.
    pub quotes_only: bool,
    /// Whether events around selected quotes are left out.
    pub no_context: bool,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Views {
    view: Vec<UserView>,
}

impl Storage {
    /// The user's state folder, whether or not it exists.
    pub(crate) fn of_user() -> Self {
        let base = etcetera::choose_base_strategy().ok();
        let folder = base.map(|base| base.state_dir().unwrap_or_else(|| base.data_dir()).join("demarche"));
        Self { folder }
    }

    /// A given folder.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// The query history, the latest query last.
    ///
    /// # Errors
    ///
    /// A message, if the file exists but cannot be read at all.
    pub fn queries(&self) -> Result<Stored<String>, String> {
        let Some((path, bytes)) = self.read(HISTORY)? else { return Ok(Stored { items: Vec::new(), damage: None }) };
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let (mut items, mut damaged) = (Vec::new(), None);
        for (at, line) in lines.enumerate() {
            match std::str::from_utf8(line) {
                Ok(line) if !line.contains('\0') => items.push(line.to_owned()),
                _ => damaged = damaged.or(Some(at + 1)),
            }
        }
        let damage = damaged.map(|line| format!("{}:{line}: not UTF-8 text", sanitize::path(&path)));
        Ok(Stored { items, damage })
    }

    /// Moves a query to the end of the history, or appends it. Returns a message if a damaged file was set aside.
    ///
    /// # Errors
    ///
    /// A message, if nothing could be written; the file is then unchanged.
    pub fn remember(&self, query: &str) -> Result<Option<String>, String> {
        let query = query.replace(['\n', '\r', '\0'], " ");
        self.change(HISTORY, Self::queries, |queries| {
            append(queries, &query);
            Ok(queries.join("\n") + "\n")
        })
    }

    /// The saved views.
    ///
    /// # Errors
    ///
    /// A message, if the file exists but cannot be read at all.
    pub fn views(&self) -> Result<Stored<UserView>, String> {
        let Some((path, bytes)) = self.read(VIEWS)? else { return Ok(Stored { items: Vec::new(), damage: None }) };
        let text = String::from_utf8_lossy(&bytes);
        let parsed = toml::from_str::<Views>(&text);
        let (items, error) = match parsed {
            // Saving would replace the invalid bytes with replacement characters.
            Ok(views) if matches!(text, std::borrow::Cow::Owned(_)) => (views.view, Some((0, "not UTF-8 text".into()))),
            Ok(views) => (views.view, None),
            Err(error) => (Vec::new(), Some((error.span().map_or(0, |span| span.start), error.message().to_owned()))),
        };
        let damage = error.map(|(at, message)| {
            format!("{}:{}: {}", sanitize::path(&path), line_column(&text, at).0, sanitize::line(&message))
        });
        Ok(Stored { items, damage })
    }

    /// Saves a view, replacing one with the same name and dataset. Returns a message if a damaged file was set aside.
    ///
    /// # Errors
    ///
    /// A message, if nothing could be written; the file is then unchanged.
    pub fn save_view(&self, view: &UserView) -> Result<Option<String>, String> {
        self.change(VIEWS, Self::views, |views| {
            views.retain(|known| (&known.name, &known.dataset) != (&view.name, &view.dataset));
            views.push(view.clone());
            toml::to_string(&Views { view: std::mem::take(views) }).map_err(|error| error.to_string())
        })
    }

    fn read(&self, name: &str) -> Result<Option<(PathBuf, Vec<u8>)>, String> {
        let Some(path) = self.folder.as_ref().map(|folder| folder.join(name)) else { return Ok(None) };
        match files::read(&path, MAX_BYTES) {
            Ok(bytes) => Ok(Some((path, bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(cannot("read", &path, &error)),
        }
    }

    /// Reads a file, changes its contents and writes it back under the lock.
    fn change<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Self) -> Result<Stored<T>, String>,
        change: impl FnOnce(&mut Vec<T>) -> Result<String, String>,
    ) -> Result<Option<String>, String> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let path = folder.join(name);
        fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
        let _lock = lock(folder).map_err(|error| cannot("lock", folder, &error))?;
        let mut stored = read(self)?;
        let text = change(&mut stored.items)?;
        let aside = match stored.damage {
            None => None,
            Some(damage) => {
                let aside = set_aside(&path).map_err(|error| cannot("rename", &path, &error))?;
                Some(format!("{damage}; the damaged file was kept as {}", sanitize::path(&aside)))
            }
        };
        write(&path, &text).map_err(|error| cannot("write", &path, &error))?;
        Ok(aside)
    }
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> String {
    format!("cannot {what} {}: {}", sanitize::path(path), io_reason(error))
}

/// Waits for the lock on the folder, which is released when the file is closed. On file systems without locks nothing is
/// locked; at worst, a change made by another run at the same moment is lost.
fn lock(folder: &Path) -> io::Result<File> {
    let file = File::options().create(true).append(true).open(folder.join("lock"))?;
    let end = Instant::now() + LOCK_TIMEOUT;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() > end => {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "another run of demarche holds the lock"));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Renames a damaged file to a free name in the same folder, and returns the new path.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let free = (1..10_000)
        .map(|number| path.with_file_name(format!("{name}.damaged-{number}")))
        .find(|aside| fs::symlink_metadata(aside).is_err())
        .ok_or_else(|| io::Error::other("too many damaged files"))?;
    fs::rename(path, &free)?;
    Ok(free)
}

/// Replaces a file atomically. Symbolic links, as created by dotfile managers, are followed.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut file = tempfile::NamedTempFile::new_in(target.parent().unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str, query: &str) -> UserView {
        UserView { name: name.into(), query: query.into(), ..UserView::default() }
    }

    #[test]
    fn history_has_each_query_once_with_the_latest_last() {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = Storage::at(folder.path().join("deep"));
        assert!(storage.queries().expect("none yet").items.is_empty());
        for query in ["a", "b", "a"] {
            assert_eq!(storage.remember(query), Ok(None));
        }
        assert_eq!(storage.queries().expect("read").items, ["b", "a"]);
    }

    #[test]
    fn views_are_replaced_by_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = Storage::at(folder.path().into());
        for query in ["a", "b \"c\""] {
            assert_eq!(storage.save_view(&view("mine", query)), Ok(None));
        }
        assert_eq!(storage.views().expect("read").items, [view("mine", "b \"c\"")]);
    }

    #[test]
    fn damaged_files_are_set_aside_and_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = Storage::at(folder.path().into());
        let at = |name: &str| folder.path().join(name);
        for (number, damaged) in [&b"view = 3"[..], b"[[view]]\nname = \"\xff\""].into_iter().enumerate() {
            fs::write(at(VIEWS), damaged).expect("written");
            let damage = storage.views().expect("read").damage.expect("damaged");
            assert!(damage.contains("views.toml:1: "), "{damage}");
            let message = storage.save_view(&view("new", "d")).expect("saved").expect("set aside");
            let aside = format!("views.toml.damaged-{}", number + 1);
            assert!(message.ends_with(&aside), "{message}");
            assert_eq!(fs::read(at(&aside)).expect("kept"), damaged);
        }
        assert!(storage.views().expect("read").items.contains(&view("new", "d")));

        fs::write(at(HISTORY), b"one\ntw\xffo\nthree\n").expect("written");
        let message = storage.remember("four").expect("remembered").expect("set aside");
        assert!(message.contains("history:2: not UTF-8 text"), "{message}");
        assert_eq!(fs::read(at("history.damaged-1")).expect("kept"), b"one\ntw\xffo\nthree\n");
        let queries = storage.queries().expect("read");
        assert_eq!((queries.items, queries.damage), (vec!["one".into(), "three".into(), "four".into()], None));
    }

    #[test]
    fn unreadable_files_are_not_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = Storage::at(folder.path().into());
        fs::create_dir(folder.path().join(HISTORY)).expect("a folder in its place");
        assert!(storage.queries().expect_err("no file").contains("it is a folder"));
        assert!(storage.remember("a").is_err());
        assert!(folder.path().join(HISTORY).is_dir());
    }

    #[test]
    fn concurrent_runs_lose_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        std::thread::scope(|scope| {
            for run in 0..4 {
                let storage = Storage::at(folder.path().into());
                scope.spawn(move || {
                    for number in 0..20 {
                        storage.remember(&format!("{run} {number}")).expect("remembered");
                        storage.save_view(&view(&format!("{run} {number}"), "q")).expect("saved");
                    }
                });
            }
        });
        let storage = Storage::at(folder.path().into());
        assert_eq!(storage.queries().expect("read").items.len(), 80);
        assert_eq!(storage.views().expect("read").items.len(), 80);
    }
}
