//! Loading by stage.

use std::cell::Cell;
use std::path::Path;
use std::time::Instant;

use demarche::dataset::{DataFiles, load};
use demarche::workspace::{self, Workspace};

use crate::limits::Limits;
use crate::table::Table;

/// Loads the dataset, timing the stages.
pub(crate) fn measure(folder: &Path, limits: &Limits, table: &mut Table) -> Workspace {
    let files = DataFiles::Paths(vec![folder.to_owned()]);
    let start = Instant::now();
    let ms = || start.elapsed().as_secs_f64() * 1e3;
    let (read, parsed) = (Cell::new(0.0), Cell::new(0.0));
    let loaded = load(&files, &|share| {
        if share <= 0.2 {
            read.set(ms());
        }
        parsed.set(ms());
    });
    let built = ms();
    assert!(!loaded.has_errors(), "{:?}", loaded.faults.iter().find(|fault| fault.place.is_some()));
    let workspace = workspace::from_loaded(loaded);
    let (read, parsed, indexed) = (read.get(), parsed.get(), ms());
    let scan = format!("{:.0} scan, {:.0} JSON", limits.scan, limits.json);
    table.add("load: read files", format!("{read:.0}"), format!("{:.0} read", limits.read), "");
    table.add("load: parse", format!("{:.0}", parsed - read), scan, "");
    table.add("load: build and check", format!("{:.0}", built - parsed), "", "");
    table.add("load: index", format!("{:.0}", indexed - built), "", "");
    table.add("load: all", format!("{indexed:.0}"), "", "");
    workspace
}
