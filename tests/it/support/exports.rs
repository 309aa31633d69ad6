//! Exports of a query.

use demarche::export::{Export, find};
use demarche::index::Index;
use demarche::selection::Selection;

use super::{clock, select};

/// An export of a selection with the default options.
pub(crate) fn export_of<'i>(index: &'i Index, selection: &'i Selection, query: &str) -> Export<'i> {
    Export {
        index,
        selection,
        query: query.to_owned(),
        as_of: None,
        since_known: None,
        with_context: false,
        with_points: false,
        with_provenance: true,
        part: None,
        at: clock(),
    }
}

/// The text of an export in a format.
pub(crate) fn written(export: &Export<'_>, format: &str) -> String {
    let mut out = Vec::new();
    (find(format).expect("a format").write)(export, &mut out).expect("memory does not fail");
    String::from_utf8(out).expect("UTF-8")
}

/// What a query selects, in an export format.
pub(crate) fn exported(index: &Index, format: &str, query: &str) -> String {
    let selection = select(index, query).expect("a query");
    written(&export_of(index, &selection, query), format)
}
