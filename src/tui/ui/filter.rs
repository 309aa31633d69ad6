//! The filter bar without focus: the query, and which parts of it are turned off.

use ratatui::layout::Rect;

use super::field::query_text;
use super::paint::Paint;
use super::sides;
use crate::tui::layout::Areas;
use crate::tui::state::State;

/// Draws the bar.
pub(super) fn draw(state: &State, areas: &Areas, paint: &mut Paint<'_>) {
    let area = areas.filter;
    if area.is_empty() {
        return;
    }
    let theme = paint.theme;
    let view = state.view();
    let has_query = !view.query.is_empty();
    let flags = [
        (!view.filtered && has_query, "filter off"),
        (!view.ranged && has_query, "time off"),
        (view.quotes_only, "quotes only"),
        (view.marked_only, "marked only"),
    ];
    let flags: Vec<&str> = flags.into_iter().filter(|(on, _)| *on).map(|(_, flag)| flag).collect();
    let from = paint.right(area, 10, &[(&flags.join(" · "), theme.caution), (" ", theme.dim)]);
    let from = match &state.sides {
        Some(by) => sides::legend(state, by, Rect { width: from, ..area }, paint),
        None => from,
    };
    let bar = Rect { width: from, ..area };
    let at = paint.text(bar, 1, "/ ", if has_query { theme.active } else { theme.dim });
    if !has_query {
        paint.text(
            bar,
            at,
            &state.keys.fill("no filter; {person} finds a person, {filter} edits the query"),
            theme.dim,
        );
        return;
    }
    let after = if view.filtered && view.ranged {
        query_text(bar, at, &view.query, paint)
    } else {
        paint.text(bar, at, &view.query, if view.filtered { theme.text } else { theme.dim })
    };
    // Explain a value that matches several names.
    if let Some(meaning) = state.answered.meanings.first() {
        paint.text(bar, after + 3, &meaning.sentence(), theme.dim);
    }
}
