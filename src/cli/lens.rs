//! `demarche LENS`: the sheet of a lens as a table.

use std::path::Path;

use super::args::LensArgs;
use super::{Failure, Outcome, World, select_view};
use crate::export::sheet::{SHEET_FORMATS, SheetExport, SheetFormat};
use crate::export::{Export, save};
use crate::lens::{self, Lens};
use crate::names::nearest;
use crate::query::print::print;
use crate::selection::counted;
use crate::view::View;

pub(super) fn run(lens: &'static Lens, args: &LensArgs, world: &mut World<'_>) -> Outcome {
    let format = format(args)?;
    let sort = args.sort.as_deref().map(|name| column(lens, name)).transpose()?;
    let view = View {
        lens: lens.name,
        sort: sort.map(ToOwned::to_owned),
        reverse: args.descending,
        quotes_only: lens.quotes_only,
        ..View::default()
    };
    let answered = select_view(&view, &args.selecting, world)?;
    let sheet = lens::build(&answered, &view);
    let export = Export {
        index: &answered.index,
        selection: &answered.selection,
        query: print(&answered.node),
        as_of: answered.as_of.as_ref().map(|as_of| as_of.text.clone()),
        with_context: false,
        part: None,
        at: world.now,
    };
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let export = SheetExport { export: &export, sheet: &sheet, width: world.width.filter(|_| file.is_none()) };
    match file {
        None => Ok((format.write)(&export, world.out)?),
        Some(path) => {
            save(path, args.force, |out| (format.write)(&export, out))
                .map_err(|error| super::export::not_saved(&error))?;
            let (events, quotes) = (answered.selection.events, answered.selection.quotes);
            writeln!(world.err, "Wrote {} to {}", counted(events, quotes), path.display())?;
            Ok(())
        }
    }
}

/// The format asked for, else the one of the file's ending, else a table.
fn format(args: &LensArgs) -> Result<&'static SheetFormat, Failure> {
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let Some(name) = args.format.as_deref().or(ending) else { return Ok(&SHEET_FORMATS[0]) };
    let names = || SHEET_FORMATS.iter().map(|format| format.name);
    SHEET_FORMATS
        .iter()
        .find(|format| format.name == name || format.extension == name)
        .ok_or_else(|| unknown("format", name, &names().collect::<Vec<_>>()))
}

/// A column of a lens by its name.
fn column(lens: &'static Lens, name: &str) -> Result<&'static str, Failure> {
    lens.columns.iter().copied().find(|column| *column == name).ok_or_else(|| unknown("column", name, lens.columns))
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Failure {
    let near = nearest(name, known.iter().copied(), 1);
    let meant = near.first().map_or_else(String::new, |near| format!(", did you mean {near}?"));
    let name = crate::sanitize::line(name);
    Failure::Usage(format!("error: unknown {what} \"{name}\"{meant}; expected one of {}", known.join(", ")))
}
