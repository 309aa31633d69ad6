//! A grid for a terminal: rows and columns as on the screen, in blocks of as many columns as fit beside the heads of the rows.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::SheetExport;
use super::table::{GAP, fit};
use crate::lens::grid::Grid;
use crate::sanitize;

/// The greatest width of the heads of the rows.
const HEADS: usize = 30;

pub(super) fn write(export: &SheetExport<'_>, grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let index = export.export.index;
    if grid.rows.is_empty() {
        return Ok(());
    }
    let longest = grid.rows.iter().map(|row| row.text.width() + 2 * usize::from(row.depth)).max().unwrap_or(0);
    let heads = longest.clamp(1, HEADS);
    let width = usize::from(grid.widths.1);
    // A block has at least one column, however narrow the terminal.
    let count = export.width.map_or(grid.columns.len(), |all| all.saturating_sub(heads) / (width + GAP)).max(1);
    let mut line = |head: &str, cells: Vec<String>| {
        let mut line = fit(&sanitize::line(head), heads);
        for cell in cells {
            line.push_str(&" ".repeat(GAP));
            line.push_str(&fit(&sanitize::line(&cell), width));
        }
        writeln!(out, "{}", line.trim_end())
    };
    let columns: Vec<usize> = (0..grid.columns.len()).collect();
    for (nth, block) in columns.chunks(count).enumerate() {
        if nth > 0 {
            line("", Vec::new())?;
        }
        line("", block.iter().map(|&column| grid.columns[column].text.clone()).collect())?;
        if grid.columns.iter().any(|column| !column.note.is_empty()) {
            line("", block.iter().map(|&column| grid.columns[column].note.clone()).collect())?;
        }
        for (row, head) in grid.rows.iter().enumerate() {
            let cells: Vec<_> = block.iter().map(|&column| grid.lines(index, (row, column), width as u16)).collect();
            let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
            for nth in 0..lines {
                let text = match nth {
                    0 => format!("{}{}", "  ".repeat(usize::from(head.depth)), head.text),
                    1 => head.note.clone(),
                    _ => String::new(),
                };
                let cell = |lines: &Vec<Vec<crate::lens::card::Piece>>| {
                    lines.get(nth).map_or_else(String::new, |line| line.iter().map(|piece| &*piece.text).collect())
                };
                line(&text, cells.iter().map(cell).collect())?;
            }
        }
    }
    Ok(())
}
