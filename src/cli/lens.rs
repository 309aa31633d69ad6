//! `demarche LENS`: the sheet of a lens as a table.

use std::path::Path;

use super::args::LensArgs;
use super::{Failure, Outcome, World, output, select_view};
use crate::export::Export;
use crate::export::sheet::{SHEET_FORMATS, SheetExport, SheetFormat};
use crate::lens::{self, Lens};
use crate::names::nearest;
use crate::query::print::print;
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
        since_known: answered.previous.as_ref().map(|as_of| as_of.text.clone()),
        with_context: false,
        part: None,
        at: world.now,
    };
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let export = SheetExport { export: &export, sheet: &sheet, width: world.width.filter(|_| file.is_none()) };
    let counts = (answered.selection.events, answered.selection.quotes);
    output::write(world, args.output.as_deref(), args.force, counts, |out| (format.write)(&export, out))
}

/// The format asked for, else that of the file's extension, else a table.
fn format(args: &LensArgs) -> Result<SheetFormat, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let extension = args.output.as_deref().and_then(Path::extension).and_then(|extension| extension.to_str());
    let Some(extension) = extension else { return Ok(SHEET_FORMATS[0]) };
    let found = SHEET_FORMATS.iter().find(|format| format.extension == extension).copied();
    found.ok_or_else(|| {
        let names = SHEET_FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
        let extension = crate::sanitize::line(extension);
        Failure::Usage(format!("error: no format has the extension \".{extension}\"; use --format with one of {names}"))
    })
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
