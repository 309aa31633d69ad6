//! `demarche LENS`: print a lens as a table.

use std::path::Path;

use super::args::LensArgs;
use super::{Env, Failure, Outcome, output, select_view};
use crate::export::Export;
use crate::export::sheet::{SHEET_FORMATS, SheetExport, SheetFormat};
use crate::lens::{self, Lens};
use crate::model::when::calendar::Zoom;
use crate::names::nearest;
use crate::query::print::print;
use crate::view::View;

pub(super) fn run(lens: &'static Lens, args: &LensArgs, env: &mut Env<'_>) -> Outcome {
    let format = format(args)?;
    let mode = args.shown.mode.as_deref().map(|name| named_mode(lens, name)).transpose()?;
    let mut view = View {
        lens: lens.name,
        mode: mode.map(ToOwned::to_owned),
        narrow: args.shown.narrow.clone(),
        levels: args.shown.levels,
        pinned: args.shown.compare.clone(),
        zoom: args.zoom.unwrap_or(Zoom::Month),
        reverse: args.descending,
        quotes_only: lens.quotes_only,
        ..View::default()
    };
    let sort = args.sort.as_deref().map(|name| column(lens.columns_in(&view), name)).transpose()?;
    view.sort = sort.map(ToOwned::to_owned);
    let answered = select_view(&view, &args.selection, env)?;
    let sheet = lens::build(&answered, &view);
    if let (Some(name), Some(grid)) = (&args.shown.compare, &sheet.grid) {
        let known: Vec<&str> = grid.columns.iter().map(|head| &*head.key).collect();
        known.contains(&&**name).then_some(()).ok_or_else(|| unknown("column", name, &known))?;
    }
    let export = Export {
        index: &answered.index,
        selection: &answered.selection,
        query: print(&answered.node),
        as_of: answered.as_of.as_ref().map(|as_of| as_of.text.clone()),
        since_known: answered.since_known(),
        with_context: false,
        with_points: false,
        part: None,
        at: env.now,
        with_provenance: true,
    };
    let file = args.file.output.as_deref().filter(|path| *path != Path::new("-"));
    let export = SheetExport { export: &export, sheet: &sheet, width: env.width.filter(|_| file.is_none()) };
    // The part of the message after the semicolon names keys.
    let message = sheet.empty_message.split(';').next().unwrap_or_default().trim_end_matches('.');
    if sheet.rows.is_empty() && !answered.selection.is_empty() && !message.is_empty() {
        writeln!(env.err, "{message}")?;
    }
    let written = answered.selection.counted();
    output::write(env, args.file.output.as_deref(), args.file.force, &written, |out| (format.write)(&export, out))
}

/// The requested format, else that of the file extension, else the default.
fn format(args: &LensArgs) -> Result<SheetFormat, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let extension = args.file.output.as_deref().and_then(Path::extension).and_then(|extension| extension.to_str());
    let Some(extension) = extension else { return Ok(SHEET_FORMATS[0]) };
    let found = SHEET_FORMATS.iter().find(|format| format.extension == extension).copied();
    found.ok_or_else(|| {
        let names = SHEET_FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
        let extension = crate::sanitize::line(extension);
        Failure::Usage(format!("error: no format has the extension \".{extension}\"; use --format with one of {names}"))
    })
}

/// Finds a column of a lens by name.
fn column(columns: &'static [&'static str], name: &str) -> Result<&'static str, Failure> {
    columns.iter().copied().find(|column| *column == name).ok_or_else(|| unknown("column", name, columns))
}

/// Finds a mode of a lens by name.
fn named_mode(lens: &'static Lens, name: &str) -> Result<&'static str, Failure> {
    let names: Vec<&str> = lens.modes.iter().map(|mode| mode.name).collect();
    let found = lens.modes.iter().map(|mode| mode.name).find(|mode| *mode == name);
    found.ok_or_else(|| match &names[..] {
        [] => Failure::Usage(format!("error: {} has only one mode", lens.name)),
        names => unknown("mode", name, names),
    })
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Failure {
    let near = nearest(name, known.iter().copied(), 1);
    let meant = near.first().map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let name = crate::sanitize::line(name);
    Failure::Usage(format!("error: unknown {what} \"{name}\"; expected one of {}{meant}", known.join(", ")))
}
