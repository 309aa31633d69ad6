//! Loading by stage.

use std::cell::Cell;
use std::path::Path;
use std::time::Instant;

use demarche::dataset::{DataFiles, Step, load_in_steps};
use demarche::workspace::{self, Workspace};

use crate::limits::Limits;
use crate::table::{Table, peak_mb, processor_ms};

/// Loads the dataset, timing the stages.
pub(crate) fn measure(folder: &Path, limits: &Limits, table: &mut Table) -> Workspace {
    let files = DataFiles::Paths(vec![folder.to_owned()]);
    let start = Instant::now();
    let ms = || start.elapsed().as_secs_f64() * 1e3;
    let processor = processor_ms();
    let parsed = Cell::new(0.0);
    let loaded = load_in_steps(&files, &|now| {
        if now.step == Step::Reading {
            parsed.set(ms());
        }
    });
    let built = ms();
    let loading = processor_ms() - processor;
    let loading_peak = peak_mb();
    assert!(!loaded.has_errors(), "{:?}", loaded.faults.iter().find(|fault| fault.place.is_some()));
    let workspace = workspace::from_loaded(loaded);
    let (parsed, indexed) = (parsed.get(), ms());
    let indexing = processor_ms() - processor - loading;
    let scan = format!("{:.0} read, {:.0} scan, {:.0} JSON", limits.read, limits.scan, limits.json);
    table.add("load: read and parse", format!("{parsed:.0}"), scan, "");
    table.add("load: build and check", format!("{:.0}, {loading:.0} of all cores so far", built - parsed), "", "");
    table.add("load: index", format!("{:.0}, {indexing:.0} of all cores", indexed - built), "", "");
    table.add("load: all", format!("{indexed:.0}"), "", "");
    table.add("load: peak memory", format!("{loading_peak:.0} MB, with the index {:.0} MB", peak_mb()), "", "");
    workspace
}
