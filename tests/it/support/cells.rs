//! The cells of a grid, as the command line prints them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::files::DataFile;
use super::program::stdout;

/// A cell or a line of a lens.
#[derive(Debug, Clone)]
pub(crate) struct Cell(Value);

impl Cell {
    /// A value as text.
    pub(crate) fn text(&self, name: &str) -> String {
        match &self.0[name] {
            Value::String(text) => text.clone(),
            Value::Null => panic!("no {name} in {}", self.0),
            other => other.to_string(),
        }
    }

    /// A value as number.
    pub(crate) fn number(&self, name: &str) -> usize {
        self.0[name].as_u64().unwrap_or_else(|| panic!("no number {name} in {}", self.0)) as usize
    }

    /// The ids of the records.
    pub(crate) fn ids(&self) -> Vec<String> {
        let ids = self.0["ids"].as_array().expect("ids").iter();
        ids.map(|id| id.as_str().expect("an id").to_owned()).collect()
    }
}

/// The cells of a lens; of the shipped dataset, if the arguments name no other.
pub(crate) fn cells(args: &[&str]) -> Vec<Cell> {
    let document: Value = serde_json::from_str(&stdout(&[args, &["-f", "json"]].concat())).expect("JSON");
    document["rows"].as_array().expect("rows").iter().cloned().map(Cell).collect()
}

/// The cells of a lens of a dataset.
pub(crate) fn cells_of(dataset: &str, args: &[&str]) -> Vec<Cell> {
    let file = DataFile::new(dataset);
    let (lens, others) = args.split_first().expect("a lens");
    cells(&[&[*lens, file.path()], others].concat())
}

/// All ids of some cells.
pub(crate) fn all_ids(cells: &[Cell]) -> BTreeSet<String> {
    cells.iter().flat_map(Cell::ids).collect()
}
