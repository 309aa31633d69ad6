//! The faults of the data, as `demarche check` shows them.

use super::paint::Paint;
use crate::diagnostic::report;
use crate::tui::app::App;
use crate::tui::layout::Areas;

/// So many faults are shown; more are counted.
const MAX_SHOWN: usize = 100;

/// The faults as lines.
pub fn lines(app: &App) -> Vec<String> {
    let mut lines = Vec::new();
    for fault in app.faults.iter().take(MAX_SHOWN) {
        lines.extend(report(fault, &app.texts, false).lines().map(ToOwned::to_owned));
        lines.push(String::new());
    }
    if app.faults.len() > MAX_SHOWN {
        lines.push(format!("… and {} more; `demarche check` counts them all", app.faults.len() - MAX_SHOWN));
    }
    lines
}

pub(super) fn draw(app: &App, top: usize, areas: &Areas, paint: &mut Paint<'_>) {
    let area = areas.screen;
    let inner = paint.boxed(area, "Faults of the data");
    let theme = paint.theme;
    if inner.height < 2 {
        return;
    }
    for (down, line) in lines(app).iter().skip(top).take(usize::from(inner.height) - 1).enumerate() {
        let wrong = ["error", "warning", "note"].iter().any(|word| line.starts_with(word));
        paint.text(Paint::row(inner, down as u16), 1, line, if wrong { theme.caution } else { theme.text });
    }
    paint.text(Paint::row(inner, inner.height - 1), 1, "j k scroll · Esc back", theme.dim);
}
