//! Each export of all records.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use demarche::export::{Export, FORMATS};
use demarche::index::Index;
use demarche::selection::Selection;

use crate::table::{Table, Times};

/// Counts bytes.
#[derive(Default)]
pub(crate) struct Counter(pub(crate) Rc<Cell<usize>>);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Exports everything in each format.
pub(crate) fn measure(index: &Index, table: &mut Table) {
    let selection = Selection::new(index, index.all().clone());
    for format in FORMATS {
        let export = Export {
            index,
            selection: &selection,
            query: String::new(),
            as_of: None,
            since_known: None,
            with_points: false,
            with_provenance: true,
            with_context: true,
            part: None,
            at: chrono::DateTime::UNIX_EPOCH,
        };
        let (mut counter, mut times) = (Counter::default(), Times::default());
        times.time(|| (format.write)(&export, &mut counter)).unwrap();
        let speed = counter.0.get() as f64 / 1e3 / times.least();
        let target = if format.name == "jsonl" { "200 MB/s" } else { "" };
        table.add(format!("export {}", format.name), format!("{times}, {speed:.0} MB/s"), "", target);
    }
}
