//! The filter bar while nobody types into it: the query, and what of it is switched off.

use ratatui::layout::Rect;

use super::field::query_text;
use super::paint::Paint;
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
    let written = !view.query.is_empty();
    let flags = [
        (!view.filtered && written, "filter off"),
        (!view.ranged && written, "time off"),
        (view.quotes_only, "quotes only"),
        (view.marked_only, "marked only"),
    ];
    let flags: Vec<&str> = flags.into_iter().filter(|(on, _)| *on).map(|(_, flag)| flag).collect();
    let from = paint.right(area, 10, &[(&flags.join(" · "), theme.caution), (" ", theme.dim)]);
    let bar = Rect { width: from, ..area };
    let at = paint.text(bar, 1, "/ ", if written { theme.active } else { theme.dim });
    if !written {
        paint.text(
            bar,
            at,
            &state.keys.fill("everything; {person} finds a person, {filter} edits the query"),
            theme.dim,
        );
        return;
    }
    let after = if view.filtered && view.ranged {
        query_text(bar, at, &view.query, paint)
    } else {
        paint.text(bar, at, &view.query, if view.filtered { theme.text } else { theme.dim })
    };
    // A value that means several names is explained.
    if let Some(meaning) = state.answered.meanings.first() {
        paint.text(bar, after + 3, &meaning.sentence(), theme.dim);
    }
}
