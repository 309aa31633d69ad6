//! What can be written at the cursor of the filter bar, under it: words in one column, what they are, and how many records each
//! would leave.

use ratatui::layout::Rect;

use super::paint::{Paint, cells};
use crate::tui::app::App;
use crate::tui::filter::FilterBar;
use crate::tui::layout::Areas;

/// So many offers are shown at once.
const MAX_ROWS: u16 = 10;

/// How many offers are in sight.
pub fn list_height(app: &App) -> usize {
    let areas = app.layout();
    usize::from(MAX_ROWS.min(areas.screen.height.saturating_sub(areas.filter.bottom() + 2))).max(1)
}

pub(super) fn draw(app: &App, bar: &FilterBar, areas: &Areas, paint: &mut Paint<'_>) {
    let completion = &bar.completion;
    if completion.is_empty() || areas.filter.is_empty() {
        return;
    }
    let rows = list_height(app).min(completion.items.len());
    let shown = &completion.items[completion.top..(completion.top + rows).min(completion.items.len())];
    let widest = |of: &dyn Fn(&crate::query::Offer) -> usize| shown.iter().map(of).max().unwrap_or(0);
    let text = widest(&|offer| cells(&offer.text)).min(28) as u16;
    let told = widest(&|offer| cells(&about(offer))).min(46) as u16;
    let width = (text + told + 16).min(areas.screen.width);
    // It begins under the word that it completes, as far as there is room.
    let before = cells(completion.typed.get(..completion.span.start).unwrap_or("")) as u16;
    let x = (areas.filter.x + 1 + before).min(areas.screen.right().saturating_sub(width));
    let y = areas.filter.bottom() + areas.filter_error.height;
    let height = (shown.len() as u16 + 2).min(areas.screen.bottom().saturating_sub(y));
    let area = Rect::new(x, y, width, height).intersection(areas.screen);
    if area.height < 3 {
        return;
    }
    let more = completion.items.len() - shown.len();
    let title = match more {
        0 => "Tab writes".to_owned(),
        _ => format!("Tab writes, {} of {}", shown.len(), completion.items.len()),
    };
    let area = paint.boxed(area, &title);
    let theme = paint.theme;
    for (down, offer) in shown.iter().enumerate().take(usize::from(area.height)) {
        let line = Paint::row(area, down as u16);
        let count = offer.count.map_or_else(String::new, |count| format!("{count:>5} "));
        let from = paint.right(line, 10, &[(&count, theme.text)]);
        let room = Rect { width: from, ..line };
        let style = if offer.count == Some(0) { theme.dim } else { theme.text };
        paint.text(Rect { width: room.width.min(text + 2), ..room }, 1, &offer.text, style);
        paint.text(room, text + 3, &about(offer), theme.dim);
        if completion.chosen == Some(completion.top + down) {
            paint.style(line, theme.cursor);
            paint.text(line, 0, "▌", theme.active.patch(theme.cursor));
        }
    }
}

/// The name, where it says more than what is written, and what tells it from others.
fn about(offer: &crate::query::Offer) -> String {
    let named = offer.name != offer.text.trim_matches('"') && !offer.name.is_empty();
    match (named, offer.about.is_empty()) {
        (true, false) => format!("{}  {}", offer.name, offer.about),
        (true, true) => offer.name.clone(),
        (false, _) => offer.about.clone(),
    }
}
