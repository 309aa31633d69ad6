//! The whole screen.

use ratatui::Frame;

use super::paint::{self, Paint};
use super::{detail, facets, filter, grid, header, list, rule, status, strip};
use crate::config::Theme;
use crate::dataset::{Progress, Step};
use crate::tui::app::App;
use crate::tui::open::{Overlay, Place};

/// Draws the screen.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let state = app.state();
    let theme = Theme::new(state.settings.theme.on(state.background));
    let screen = frame.area();
    // The terminal may have been resized since the last input; it is then drawn after the resize has been handled.
    let areas = state.layout();
    if screen.is_empty() || areas.screen.width > screen.width || areas.screen.height > screen.height {
        return;
    }
    let mut paint = Paint::new(frame.buffer_mut(), &theme);
    let open = app.overlay();
    if let Some(progress) = app.loading() {
        loading(progress, &mut paint, if open.is_some() { areas.status } else { screen });
    } else {
        let stale = open.is_some_and(Overlay::is_stale);
        header::draw(state, areas.header, &mut paint);
        if open.is_none_or(|open| open.place() != Place::FilterBar) {
            filter::draw(state, &areas, &mut paint);
        }
        strip::draw(state, areas.strip, &mut paint);
        rule::draw(state, &areas, &mut paint);
        if state.sheet.is_table() {
            grid::draw_table(state, stale, &areas, &mut paint);
        } else {
            list::draw(state, stale, areas.list, &mut paint);
        }
        detail::draw(state, &areas, &mut paint);
        if !areas.facets.is_empty() && !state.facets_open {
            facets::draw(state, &areas, None, &mut paint);
        }
        if open.is_none_or(|open| open.place() != Place::StatusBar) {
            status::draw(state, open.is_none(), areas.status, &mut paint);
        }
    }
    let cursor = open.and_then(|open| open.draw(state, &areas, &mut paint));
    if state.settings.ascii {
        paint.make_ascii(screen);
    }
    if let Some(at) = cursor {
        frame.set_cursor_position(at);
    }
}

/// Draws the progress of the first load.
fn loading(progress: Progress, paint: &mut Paint<'_>, area: ratatui::layout::Rect) {
    if area.is_empty() {
        return;
    }
    let style = paint.theme.dim;
    let text = loading_text(progress);
    let row = ratatui::layout::Rect { y: area.y + area.height / 2, height: 1, ..area };
    let indent = (usize::from(area.width).saturating_sub(paint::cells(&text)) / 2) as u16;
    paint.text(row, indent, &text, style);
}

/// `reading 61 % · 61,000 events`
fn loading_text(progress: Progress) -> String {
    let step = match progress.step {
        Step::Reading => "reading",
        Step::Checking => "checking",
        Step::Indexing => "indexing",
    };
    let digits = progress.events.to_string();
    let mut events = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            events.push(',');
        }
        events.push(digit);
    }
    format!("{step} {:.0} % · {events} events", progress.share.clamp(0.0, 1.0) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_names_the_step_and_counts_events() {
        let text = |step, share, events| loading_text(Progress { step, share, events });
        assert_eq!(text(Step::Reading, 0.614, 61_000), "reading 61 % · 61,000 events");
        assert_eq!(text(Step::Checking, 0.5, 999), "checking 50 % · 999 events");
        assert_eq!(text(Step::Indexing, 2.0, 1_234_567), "indexing 100 % · 1,234,567 events");
    }
}
