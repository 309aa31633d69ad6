//! `demarche export`: the selected records in another format.

use std::path::Path;

use super::args::{ExportArgs, TableName};
use super::{Failure, Outcome, World, select};
use crate::export::{self, Export, FORMATS, Format, RecordKind, SaveError, save};
use crate::query::print::print;
use crate::selection::counted;

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
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        // On a terminal, bytes that it could take for commands are shown instead; in a pipe the export is as it would be in a
        // file.
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
        SaveError::Exists(_) => Failure::Failed(format!("{error}; --force replaces it")),
        SaveError::Io(..) => Failure::Failed(error.to_string()),
    }
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
