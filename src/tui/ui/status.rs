//! The status bar: a message, or hints; at the right, that words are still to be indexed.

use ratatui::layout::Rect;

use super::hints;
use super::paint::{Paint, cells};
use crate::tui::action::{Action, Browse};
use crate::tui::open::Hint;
use crate::tui::state::{ClockZone, Focus, State};

/// Draws the status bar; with hints only if no overlay is open.
pub(super) fn draw(state: &State, browsing: bool, area: Rect, paint: &mut Paint<'_>) {
    if area.is_empty() {
        return;
    }
    let theme = paint.theme;
    let fits = |note: &&&str| usize::from(area.width) >= cells(note) + 20;
    let note = state.indexing().iter().find(fits).copied().unwrap_or_default();
    let area = Rect { width: paint.right(area, 20, &[(note, theme.caution)]), ..area };
    if let Some(message) = state.message() {
        paint.text(area, 1, &message.text, if message.is_warning { theme.caution } else { theme.text });
        return;
    }
    if browsing {
        let zone = match state.zone {
            ClockZone::Local => String::new(),
            ClockZone::Utc => "UTC ".into(),
            ClockZone::Mine => format!("{} ", state.settings.home),
        };
        let from = paint.right(area, 20, &[(&zone, theme.caution)]);
        hints::draw(&browse_hints(state), &state.keys, Rect { width: from, ..area }, paint);
    }
}

/// Hints while no overlay is open, the most important first.
fn browse_hints(state: &State) -> Vec<Hint> {
    use Browse as B;
    let actions: &[Browse] = match state.focus() {
        Focus::List if state.sheet.grid.is_some() => &[
            B::Help,
            B::Open,
            B::Mode,
            B::Narrow,
            B::Sort,
            B::Pin,
            B::ZoomOut,
            B::ZoomIn,
            B::FilterByThis,
            B::Filter,
            B::PickPerson,
            B::Undo,
            B::Export,
        ],
        Focus::List => &[
            B::Help,
            B::PickPerson,
            B::Filter,
            B::Facets,
            B::Export,
            B::Undo,
            B::CopyQuote,
            B::PickTopic,
            B::OpenView,
            B::AsOf,
            B::Open,
        ],
        Focus::Detail => {
            &[B::Help, B::Back, B::Open, B::FilterByThis, B::OpenSource, B::CopyQuote, B::BackLink, B::Undo]
        }
    };
    let by_level = state.sheet.grid.is_none() || state.levels().is_some();
    let actions = actions.iter().filter(|action| by_level || !matches!(action, B::ZoomIn | B::ZoomOut));
    let hints = actions.map(|action| Hint::of(Action::Browse(*action)));
    hints.filter(|hint| state.is_available(&hint.action.info())).collect()
}
