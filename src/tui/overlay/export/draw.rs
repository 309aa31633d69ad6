//! Draws the export form.

use ratatui::layout::{Position, Rect};

use super::form::{ExportForm, Field};
use crate::export::FORMATS;
use crate::selection::counted;
use crate::tui::layout::Areas;
use crate::tui::open::Hint;
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;

pub(super) fn draw(
    form: &ExportForm,
    hints: &[Hint],
    state: &State,
    areas: &Areas,
    paint: &mut Paint<'_>,
) -> Option<Position> {
    let area = areas.centred(92, areas.screen.height.saturating_sub(2).max(areas.screen.height.min(10)));
    if area.is_empty() {
        return None;
    }
    let inner = paint.boxed(area, "Export");
    let theme = paint.theme;
    let mut cursor = None;
    let mut down = 0;
    for field in form.fields() {
        let row = Paint::row(inner, down);
        let here = field == form.field;
        paint.text(row, 2, label(field), if here { theme.active } else { theme.dim });
        if here {
            paint.text(row, 0, "▌", theme.active);
        }
        let value = Rect { x: row.x + 12.min(row.width), width: row.width.saturating_sub(12), ..row };
        match field {
            Field::Format => formats(form, value, paint),
            Field::Target => {
                choice(&["file", "clipboard"], usize::from(form.to_clipboard), value, paint);
            }
            Field::File if here => cursor = edit_line(value, &form.file, "", None, paint),
            Field::File => {
                paint.text(value, 1, form.file.text(), theme.text);
            }
            Field::Records => records(state, form, value, paint),
            Field::Context => {
                choice(&["none", "events of selected quotes"], usize::from(form.with_context), value, paint);
            }
        }
        down += 1;
        if field == Field::Format {
            paint.text(Paint::row(value_area(inner), down), 1, FORMATS[form.format].help, theme.dim);
            down += 1;
        }
    }
    down += 1;
    let below = Rect { y: inner.y + down.min(inner.height), height: inner.height.saturating_sub(down + 2), ..inner };
    if below.height > 1 {
        paint.rule(Paint::row(below, 0), "Preview", theme.dim);
        for (nth, line) in form.preview.iter().take(usize::from(below.height) - 1).enumerate() {
            paint.text(
                Rect { width: below.width.saturating_sub(1), ..Paint::row(below, nth as u16 + 1) },
                1,
                line,
                theme.dim,
            );
        }
    }
    if inner.height > 6 {
        let hints = hint_text(hints, &state.keys);
        paint.text(Paint::row(inner, inner.height - 1), 1, &hints, theme.dim);
    }
    cursor
}

fn value_area(inner: Rect) -> Rect {
    Rect { x: inner.x + 12.min(inner.width), width: inner.width.saturating_sub(12), ..inner }
}

fn label(field: Field) -> &'static str {
    match field {
        Field::Format => "Format",
        Field::Target => "To",
        Field::File => "File",
        Field::Records => "Records",
        Field::Context => "Context",
    }
}

fn formats(form: &ExportForm, area: Rect, paint: &mut Paint<'_>) {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    choice(&names, form.format, area, paint);
}

/// Draws options with the chosen one marked.
fn choice(options: &[&str], chosen: usize, area: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let mut at = 1;
    for (nth, option) in options.iter().enumerate() {
        let (before, style, after) = if nth == chosen { ("[", theme.strong, "]") } else { (" ", theme.dim, " ") };
        at = paint.spans(area, at, &[(before, theme.active), (option, style), (after, theme.active)]) + 1;
    }
}

fn records(state: &State, form: &ExportForm, area: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let (events, quotes) = state.export_counts(&form.request());
    let what = counted(events, quotes);
    if state.has_marks() {
        choice(&["all selected", "marked only"], usize::from(form.marked), area, paint);
        paint.right(area, 36, &[(&what, theme.text), (" ", theme.text)]);
    } else {
        paint.text(area, 1, &what, theme.text);
    }
}
