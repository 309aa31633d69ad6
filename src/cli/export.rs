//! `demarche export`: the selected records in another format.

use std::path::Path;

use super::args::{ExportArgs, TableName};
use super::{Failure, Outcome, World, output, select};
use crate::export::{self, Export, FORMATS, Format, RecordKind};
use crate::query::print::print;

pub(super) fn run(args: &ExportArgs, world: &mut World<'_>) -> Outcome {
    let format = format(args)?;
    let part = args.table.map(|table| match table {
        TableName::Events => RecordKind::Events,
        TableName::Quotes => RecordKind::Quotes,
    });
    let selected = select(&args.selecting, world)?;
    let report = Export {
        index: &selected.index,
        selection: &selected.selection,
        query: print(&selected.node),
        as_of: selected.as_of.as_ref().map(|as_of| as_of.text.clone()),
        with_context: args.with_context,
        part,
        at: world.now,
    };
    output::write(world, args.output.as_deref(), args.force, report.counts(), |out| (format.write)(&report, out))
}

/// The format asked for, else the one that the file's ending tells.
fn format(args: &ExportArgs) -> Result<&'static Format, Failure> {
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let name = args.format.as_deref().or(ending);
    let known = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    let Some(name) = name else {
        return Err(Failure::Usage(format!("error: which format? Say -f with one of {}", known())));
    };
    export::find(name).ok_or_else(|| {
        let near = crate::names::nearest(name, FORMATS.iter().map(|format| format.name), 1);
        let meant = near.first().map_or_else(String::new, |near| format!("; did you mean {near}?"));
        Failure::Usage(format!(
            "error: there is no format \"{}\"{meant} The formats are {}",
            crate::sanitize::line(name),
            known()
        ))
    })
}
