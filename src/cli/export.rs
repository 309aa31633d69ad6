//! `demarche export`: write the selected records in an export format.

use std::path::Path;

use super::args::ExportArgs;
use super::{Env, Failure, Outcome, output, select};
use crate::export::{self, Export, FORMATS, Format};
use crate::query::print::print;

pub(super) fn run(args: &ExportArgs, env: &mut Env<'_>) -> Outcome {
    let format = format(args)?;
    if args.no_provenance && !export::repeats_provenance(&format) {
        let name = format.name;
        return Err(Failure::Usage(format!("error: --no-provenance is for csv and jsonl; {name} has it in one place")));
    }
    let selected = select(&args.selection, env)?;
    let report = Export {
        index: &selected.index,
        selection: &selected.selection,
        query: print(&selected.node),
        as_of: selected.as_of.as_ref().map(|as_of| as_of.text.clone()),
        since_known: selected.since_known(),
        with_context: args.with_context,
        with_points: args.with_points,
        part: args.table,
        at: env.now,
        with_provenance: !args.no_provenance,
    };
    output::write(env, args.file.output.as_deref(), args.file.force, &report.written(), |out| {
        (format.write)(&report, out)
    })
}

/// The requested format, else that of the file extension.
fn format(args: &ExportArgs) -> Result<Format, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let names = FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    let file = args.file.output.as_deref();
    let Some(extension) = file.and_then(Path::extension) else {
        return Err(Failure::Usage(format!("error: no format given; use --format with one of {names}")));
    };
    let name = file.and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(export::of_file).copied().ok_or_else(|| {
        let extension = extension.to_string_lossy();
        let extension = crate::sanitize::line(&extension);
        Failure::Usage(format!("error: no format has the extension \".{extension}\"; use --format with one of {names}"))
    })
}
