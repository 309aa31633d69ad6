//! The rule above the panes: the lenses with their keys, the grouping of the list, the titles of the panes; and the line between
//! the panes.

use ratatui::layout::Rect;

use super::paint::Paint;
use crate::lens::LENSES;
use crate::lens::card::Subject;
use crate::tui::action::Action;
use crate::tui::layout::Areas;
use crate::tui::state::{Focus, State};

pub(super) fn draw(state: &State, areas: &Areas, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    // Panes side by side are divided on a screen without a rule too.
    if !areas.is_stacked() {
        for y in areas.divider.y..areas.divider.bottom() {
            paint.text(Rect { y, height: 1, ..areas.divider }, 0, "│", theme.rule);
        }
    }
    if areas.rule.is_empty() {
        return;
    }
    let title = state.open_subject().map_or("Detail", Subject::noun);
    let style = |focus: Focus| if state.focus() == focus { theme.active } else { theme.dim };
    if areas.is_stacked() {
        paint.rule(areas.rule, "", theme.rule);
        lenses(state, areas.rule, paint);
        paint.rule(areas.divider, title, style(Focus::Detail));
    } else if areas.two_panes() {
        paint.rule(Rect { width: areas.list.width, ..areas.rule }, "", theme.rule);
        lenses(state, Rect { width: areas.list.width, ..areas.rule }, paint);
        let right = Rect { x: areas.divider.x, width: areas.divider.width + areas.detail.width, ..areas.rule };
        paint.rule(right, title, style(Focus::Detail));
        paint.text(right, 0, "┬", theme.rule);
    } else if areas.list.is_empty() {
        paint.rule(areas.rule, title, theme.active);
    } else {
        paint.rule(areas.rule, "", theme.rule);
        lenses(state, areas.rule, paint);
    }
}

/// Draws the titles of the lenses: the current one with its grouping, the others with their keys.
fn lenses(state: &State, area: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let view = state.view();
    let mut at = 1;
    for (nth, lens) in LENSES.iter().enumerate() {
        let shown = lens.name == view.lens;
        let title = if !shown {
            let key = state.keys.hint(Action::Lens(nth)).map_or_else(String::new, |key| format!("{key} "));
            format!("{key}{}", lens.title)
        } else if lens.columns.is_empty() {
            format!("{} by {}{}", lens.title, view.zoom.name(), if view.reverse { ", latest first" } else { "" })
        } else if let Some(mode) = lens.mode(view) {
            format!("{} {}", lens.title, mode.title)
        } else {
            lens.title.to_owned()
        };
        let current = if state.focus() == Focus::List { theme.active } else { theme.dim };
        let style = if shown { current } else { theme.dim };
        let area = Rect { width: area.width.saturating_sub(2), ..area };
        if at + title.chars().count() as u16 + 2 > area.width {
            break;
        }
        at = paint.spans(area, at, &[(" ", theme.rule), (&title, style), (" ", theme.rule)]) + 1;
    }
}
