//! What the program remembers from one run to the next, in the XDG state folder: the queries that were kept (`history`, one a
//! line) and the views that were kept under a name (`views.toml`). Files are written whole beside the old ones and renamed;
//! runs at the same time see what the others wrote before.

use std::io::{self, Write};
use std::path::PathBuf;

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

/// So many queries are remembered.
const QUERIES: usize = 500;

/// Puts a query at the end of a history, once; the oldest are forgotten.
pub fn append(queries: &mut Vec<String>, query: &str) {
    queries.retain(|known| known != query);
    queries.push(query.to_owned());
    let over = queries.len().saturating_sub(QUERIES);
    queries.drain(..over);
}

/// Where it is remembered; nowhere if there is no such folder.
#[derive(Debug, Clone, Default)]
pub struct Storage {
    folder: Option<PathBuf>,
}

/// A view kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserView {
    /// The name.
    pub name: String,
    /// The title of the dataset that it is a view of.
    pub dataset: String,
    /// The query.
    pub query: String,
    /// The lens, where it is not the timeline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lens: Option<String>,
    /// The column by which a table is sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// The step of the ladder: year, quarter, month, week, day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zoom: Option<String>,
    /// Whether the latest comes first.
    pub latest_first: bool,
    /// Whether every quote stands under its event.
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
    /// The state folder of the person, whether or not there is one yet.
    pub fn of_person() -> Self {
        let base = etcetera::choose_base_strategy().ok();
        let folder = base.map(|base| base.state_dir().unwrap_or_else(|| base.data_dir()).join("demarche"));
        Self { folder }
    }

    /// A folder.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// The queries kept before, the latest last. What cannot be read is as if it were not there.
    pub fn queries(&self) -> Vec<String> {
        self.read("history")
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.is_empty())
            .map(ToOwned::to_owned)
            .collect()
    }

    /// Puts a query at the end of the history, once.
    pub fn remember(&self, query: &str) -> io::Result<()> {
        let query = query.replace(['\n', '\r'], " ");
        let mut queries = self.queries();
        append(&mut queries, &query);
        self.write("history", &(queries.join("\n") + "\n"))
    }

    /// The views kept before; a sentence where their file is wrong.
    pub fn views(&self) -> Result<Vec<UserView>, String> {
        let Some(text) = self.read("views.toml") else { return Ok(Vec::new()) };
        match toml::from_str::<Views>(&text) {
            Ok(views) => Ok(views.view),
            Err(error) => {
                let (line, _) = crate::diagnostic::line_column(&text, error.span().map_or(0, |span| span.start));
                let file = self.folder.as_ref().map(|folder| folder.join("views.toml").display().to_string());
                Err(format!("{}:{line}: {}", file.unwrap_or_default(), error.message()))
            }
        }
    }

    /// Saves a view; one of the same name and dataset is replaced. A file that is wrong is left as it is.
    pub fn save_view(&self, view: &UserView) -> io::Result<()> {
        let mut views = self.views().map_err(io::Error::other)?;
        views.retain(|known| (&known.name, &known.dataset) != (&view.name, &view.dataset));
        views.push(view.clone());
        let text = toml::to_string(&Views { view: views }).map_err(io::Error::other)?;
        self.write("views.toml", &text)
    }

    fn read(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.folder.as_ref()?.join(name)).ok()
    }

    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(folder.join(name)).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_holds_each_query_once_the_latest_last() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = Storage::at(folder.path().join("deep"));
        assert!(state.queries().is_empty());
        for query in ["a", "b", "a"] {
            state.remember(query).expect("written");
        }
        assert_eq!(state.queries(), ["b", "a"]);
    }

    #[test]
    fn views_are_kept_by_name_and_a_wrong_file_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = Storage::at(folder.path().into());
        let view = |query: &str| UserView { name: "mine".into(), query: query.into(), ..UserView::default() };
        state.save_view(&view("a")).expect("kept");
        state.save_view(&view("b \"c\"")).expect("kept");
        assert_eq!(state.views().expect("views"), [view("b \"c\"")]);
        std::fs::write(folder.path().join("views.toml"), "view = 3").expect("written");
        assert!(state.views().expect_err("wrong").contains("views.toml:1"));
        assert!(state.save_view(&view("d")).is_err());
        assert_eq!(std::fs::read_to_string(folder.path().join("views.toml")).expect("read"), "view = 3");
    }
}
