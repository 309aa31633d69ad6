//! Aligned columns for a terminal; the last column takes what is left of its width.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{SheetExport, SheetFormat};
use crate::lens::sheet::Width;
use crate::sanitize;

/// Blanks between two columns.
pub(super) const GAP: usize = 2;

/// Aligned columns.
pub(super) const TABLE: SheetFormat =
    SheetFormat { name: "table", extension: "txt", help: "aligned columns, for terminals", write };

fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(grid) = &export.sheet.grid {
        return super::matrix::write(export, grid, out);
    }
    let columns = &export.sheet.columns;
    let fixed = |width: Width| match width {
        Width::Fixed(cells) => Some(usize::from(cells)),
        Width::Rest | Width::Before => None,
    };
    let taken: usize = columns.iter().filter_map(|column| fixed(column.width)).map(|cells| cells + GAP).sum();
    let shared = columns.iter().filter(|column| fixed(column.width).is_none()).count().max(1);
    let rest = export.width.map(|width| (width.saturating_sub(taken) / shared).saturating_sub(GAP).max(20));
    let mut line = |texts: Vec<&str>| {
        let mut row = String::new();
        for (column, text) in columns.iter().zip(texts) {
            let text = sanitize::line(text);
            match (column.width, export.width, rest) {
                (Width::Fixed(width), Some(_), _) => row.push_str(&fit(&text, usize::from(width))),
                // Without a terminal there is no width to fit, and nothing is cut.
                (Width::Fixed(width), None, _) => {
                    row.push_str(&text);
                    row.push_str(&" ".repeat(usize::from(width).saturating_sub(text.width())));
                }
                (Width::Before, _, Some(width)) => row.push_str(&fit_end(&text, width)),
                (Width::Rest, _, Some(width)) => row.push_str(&fit(&text, width)),
                (Width::Before | Width::Rest, _, None) => row.push_str(&text),
            }
            row.push_str(&" ".repeat(GAP));
        }
        writeln!(out, "{}", row.trim_end())
    };
    line(columns.iter().map(|column| column.title).collect())?;
    for row in export.sheet.rows.iter().filter(|row| row.record().is_some()) {
        let cells = export.sheet.cells(export.export.index, row);
        line(cells.iter().map(|cell| cell.text.as_str()).collect())?;
    }
    Ok(())
}

/// A text cut or filled at its beginning to so many cells.
fn fit_end(text: &str, width: usize) -> String {
    let text = text.trim_end();
    let cells = text.width();
    if cells <= width {
        return format!("{}{text}", " ".repeat(width - cells));
    }
    let (mut start, mut used) = (text.len(), 0);
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        if used + grapheme.width() + 1 > width {
            break;
        }
        used += grapheme.width();
        start = at;
    }
    format!("{}…{}", " ".repeat(width.saturating_sub(used + 1)), &text[start..])
}

/// A text cut or filled to so many cells.
pub(super) fn fit(text: &str, width: usize) -> String {
    let cells = text.width();
    if cells <= width {
        return format!("{text}{}", " ".repeat(width - cells));
    }
    let (mut cut, mut used) = (String::new(), 0);
    for grapheme in text.graphemes(true) {
        if used + grapheme.width() + 1 > width {
            break;
        }
        used += grapheme.width();
        cut.push_str(grapheme);
    }
    format!("{cut}…{}", " ".repeat(width.saturating_sub(used + 1)))
}
