//! Draws the completions below the filter bar: text, description, and the number of records that each would select.

use ratatui::layout::Rect;

use crate::query::Offer;
use crate::query::complete::Completion;
use crate::tui::action::{Action, Filter};
use crate::tui::layout::Areas;
use crate::tui::open::Hint;
use crate::tui::state::State;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::{Paint, cells};

pub(super) fn draw(completion: &Completion, state: &State, areas: &Areas, paint: &mut Paint<'_>) {
    if completion.is_empty() || areas.filter.is_empty() {
        return;
    }
    let rows = areas.completion_rows().min(completion.items.len());
    let shown = &completion.items[completion.top..(completion.top + rows).min(completion.items.len())];
    let widest = |of: &dyn Fn(&Offer) -> usize| shown.iter().map(of).max().unwrap_or(0);
    let text = widest(&|offer| cells(&offer.text)).min(28) as u16;
    let description = widest(&|offer| cells(&about(offer))).min(46) as u16;
    let width = (text + description + 16).min(areas.screen.width);
    // Aligned with the completed word, if there is room.
    let before = cells(completion.typed.get(..completion.span.start).unwrap_or("")) as u16;
    let x = (areas.filter.x + 1 + before).min(areas.screen.right().saturating_sub(width));
    let y = areas.filter.bottom() + areas.filter_error.height;
    let height = (shown.len() as u16 + 2).min(areas.screen.bottom().saturating_sub(y));
    let area = Rect::new(x, y, width, height).intersection(areas.screen);
    if area.height < 3 {
        return;
    }
    let hint = hint_text(&[Hint::of(Action::Filter(Filter::Complete))], &state.keys);
    let title = match completion.items.len() - shown.len() {
        0 => hint,
        _ => format!("{hint}, {} of {}", shown.len(), completion.items.len()),
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
            paint.cursor(line);
        }
    }
}

/// The name, if it differs from the text, and the description.
fn about(offer: &Offer) -> String {
    let named = offer.name != offer.text.trim_matches('"') && !offer.name.is_empty();
    match (named, offer.about.is_empty()) {
        (true, false) => format!("{}  {}", offer.name, offer.about),
        (true, true) => offer.name.clone(),
        (false, _) => offer.about.clone(),
    }
}
