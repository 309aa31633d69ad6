//! `demarche export`: the selected records in another format.

use std::path::Path;

use super::args::ExportArgs;
use super::{Failure, Outcome, World, select};
use crate::export::{self, Export, FORMATS, Format, SaveError, save};
use crate::query::print::print;
use crate::selection::counted;

pub(super) fn run(args: &ExportArgs, world: &mut World<'_>) -> Outcome {
    let format = format(args)?;
    let selected = select(&args.selecting, world)?;
    let report = Export {
        index: &selected.index,
        selection: &selected.selection,
        query: print(&selected.node),
        as_of: selected.as_of.as_ref().map(|as_of| as_of.text.clone()),
        with_context: args.with_context,
        part: args.table,
        at: world.now,
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        // On a terminal, control characters are escaped; in a pipe the export is as it would be in a file.
        None if world.terminal => {
            let mut out = Vec::new();
            (format.write)(&report, &mut out)?;
            Ok(world.out.write_all(crate::sanitize::lines(&String::from_utf8_lossy(&out)).as_bytes())?)
        }
        None => Ok((format.write)(&report, world.out)?),
        Some(path) => {
            save(path, args.force, |out| (format.write)(&report, out)).map_err(|error| not_saved(&error))?;
            let (events, quotes) = report.counts();
            writeln!(world.err, "Wrote {} to {}", counted(events, quotes), path.display())?;
            Ok(())
        }
    }
}

/// Why a file was not written, with what can be done.
pub(super) fn not_saved(error: &SaveError) -> Failure {
    match error {
        SaveError::Exists(path) => {
            Failure::Failed(format!("{} already exists; use --force to overwrite it", path.display()))
        }
        error @ SaveError::Io(..) => Failure::Failed(error.to_string()),
    }
}

/// The format asked for, else that of the file's extension.
fn format(args: &ExportArgs) -> Result<Format, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let names = FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    let Some(extension) = args.output.as_deref().and_then(Path::extension) else {
        return Err(Failure::Usage(format!("error: no format given; use --format with one of {names}")));
    };
    extension.to_str().and_then(export::find).copied().ok_or_else(|| {
        let extension = extension.to_string_lossy();
        let extension = crate::sanitize::line(&extension);
        Failure::Usage(format!("error: no format has the extension \".{extension}\"; use --format with one of {names}"))
    })
}
