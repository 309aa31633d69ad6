//! `demarche LENS`: print a lens as a table.

use std::path::Path;

use super::args::LensArgs;
use super::{Env, Failure, Outcome, output, select_view};
use crate::export::Export;
use crate::export::sheet::{SHEET_FORMATS, SheetExport, SheetFormat};
use crate::lens::{self, Lens};
use crate::names::nearest;
use crate::query::print::print;
use crate::view::View;

pub(super) fn run(lens: &'static Lens, args: &LensArgs, env: &mut Env<'_>) -> Outcome {
    let format = format(args)?;
    let sort = args.sort.as_deref().map(|name| column(lens, name)).transpose()?;
    let view = View {
        lens: lens.name,
        sort: sort.map(ToOwned::to_owned),
        reverse: args.descending,
        quotes_only: lens.quotes_only,
        ..View::default()
    };
    let answered = select_view(&view, &args.selection, env)?;
    let sheet = lens::build(&answered, &view);
    let export = Export {
        index: &answered.index,
        selection: &answered.selection,
        query: print(&answered.node),
        as_of: answered.as_of.as_ref().map(|as_of| as_of.text.clone()),
        with_context: false,
        part: None,
        at: env.now,
        with_provenance: true,
    };
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let export = SheetExport { export: &export, sheet: &sheet, width: env.width.filter(|_| file.is_none()) };
    let counts = (answered.selection.events, answered.selection.quotes);
    output::write(env, args.output.as_deref(), args.force, counts, |out| (format.write)(&export, out))
}

/// The requested format, else that of the file extension, else the default.
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

/// Finds a column of a lens by name.
fn column(lens: &'static Lens, name: &str) -> Result<&'static str, Failure> {
    lens.columns.iter().copied().find(|column| *column == name).ok_or_else(|| unknown("column", name, lens.columns))
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Failure {
    let near = nearest(name, known.iter().copied(), 1);
    let meant = near.first().map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let name = crate::sanitize::line(name);
    Failure::Usage(format!("error: unknown {what} \"{name}\"; expected one of {}{meant}", known.join(", ")))
}
