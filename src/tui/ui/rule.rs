//! The rule above the panes: the lenses with their keys, the grouping of the list, the titles of the panes; and the line between
//! the panes.

use ratatui::layout::Rect;

use super::paint::{Paint, cells};
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

/// Draws the titles of the lenses: the current one with its grouping, the others with their keys. Without room for all titles,
/// the last lenses have only their keys.
fn lenses(state: &State, area: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let view = state.view();
    let area = Rect { width: area.width.saturating_sub(2), ..area };
    let key = |nth: usize| state.keys.hint(Action::Lens(nth)).unwrap_or_default();
    let titles: Vec<String> = LENSES
        .iter()
        .enumerate()
        .map(|(nth, lens)| match (lens.name == view.lens, lens.mode(view)) {
            (false, _) => format!("{} {}", key(nth), lens.title).trim().to_owned(),
            (true, _) if lens.columns.is_empty() => {
                format!("{} by {}{}", lens.title, view.zoom.name(), if view.reverse { ", latest first" } else { "" })
            }
            (true, Some(mode)) => format!("{} {}", lens.title, mode.title).trim_end().to_owned(),
            (true, None) => lens.title.to_owned(),
        })
        .collect();
    // A title has a space on both sides, and a line before the next.
    let width = |texts: &[String]| texts.iter().map(|text| cells(text) + 3).sum::<usize>();
    let keys = |from: usize| (from..LENSES.len()).map(|nth| format!(" {}", key(nth))).collect::<String>();
    let current = LENSES.iter().position(|lens| lens.name == view.lens).unwrap_or(0);
    let fits = |count: &usize| width(&titles[..*count]) + cells(&keys(*count)) < usize::from(area.width);
    let count = (current + 1..=LENSES.len()).rev().find(fits).unwrap_or(current + 1);
    let mut at = 1;
    for (nth, title) in titles.iter().enumerate().take(count) {
        let focused = if state.focus() == Focus::List { theme.active } else { theme.dim };
        let style = if nth == current { focused } else { theme.dim };
        at = paint.spans(area, at, &[(" ", theme.rule), (title, style), (" ", theme.rule)]) + 1;
    }
    if count < LENSES.len() && usize::from(at) + cells(&keys(count)) < usize::from(area.width) {
        paint.spans(area, at, &[(&keys(count), theme.dim), (" ", theme.rule)]);
    }
}
