//! Draws the state, and changes nothing: one small file a pane.
//!
//! * [`paint`] — text into cells: cut, aligned, never outside its area
//! * [`header`], [`filter`], [`strip`], [`list`], [`detail`], [`facets`], [`status`] — the panes
//! * [`completion`], [`picker`], [`views`], [`palette`], [`export`], [`faults`] — what stands over them

pub mod completion;
pub mod detail;
pub mod export;
pub mod facets;
pub mod faults;
pub mod filter;
pub mod header;
pub mod list;
pub mod paint;
pub mod palette;
pub mod picker;
pub mod status;
pub mod strip;
pub mod views;

use ratatui::Frame;

use super::app::{App, Mode};
use crate::config::Theme;
use paint::Paint;

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let theme = Theme::new(app.settings.theme);
    let screen = frame.area();
    // The state knows the size from before drawing; a terminal that has just changed is drawn at the next turn.
    let areas = app.layout();
    if screen.is_empty() || areas.screen.width > screen.width || areas.screen.height > screen.height {
        return;
    }
    let mut paint = Paint::new(frame.buffer_mut(), theme);
    header::draw(app, areas.header, &mut paint);
    let cursor = filter::draw(app, &areas, &mut paint);
    strip::draw(app, areas.strip, &mut paint);
    list::draw_rule(app, &areas, &mut paint);
    list::draw(app, areas.list, &mut paint);
    detail::draw(app, &areas, &mut paint);
    let narrowing = facets::draw(app, &mut paint);
    let prompt = status::draw(app, areas.status, &mut paint);
    let overlay = match app.mode() {
        Mode::Picker(state) => picker::draw(app, state, areas.picker(), &mut paint),
        Mode::Views(state) => views::draw(app, state, areas.picker(), &mut paint),
        Mode::Palette(state) => palette::draw(app, state, &areas, &mut paint),
        Mode::Export(state) => export::draw(app, state, &areas, &mut paint),
        Mode::Faults(top) => {
            faults::draw(app, *top, &areas, &mut paint);
            None
        }
        Mode::Filter(bar) => {
            completion::draw(app, bar, &areas, &mut paint);
            None
        }
        Mode::Browse | Mode::GoTo(_) | Mode::AsOf(_) | Mode::KeepView(_) | Mode::Facets => None,
    };
    if app.settings.ascii {
        paint.to_ascii(screen);
    }
    if let Some(at) = overlay.or(narrowing).or(prompt).or(cursor) {
        frame.set_cursor_position(at);
    }
}

/// Draws the screen while the data is read: what is known, and how far it is.
pub fn draw_loading(share: f32, theme: crate::config::ThemeName, ascii: bool, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.is_empty() {
        return;
    }
    let mut paint = Paint::new(frame.buffer_mut(), Theme::new(theme));
    let style = paint.theme.dim;
    let text = format!("Reading the data … {:.0} %   q quit", share.clamp(0.0, 1.0) * 100.0);
    let row = ratatui::layout::Rect { y: area.y + area.height / 2, height: 1, ..area };
    let indent = (usize::from(area.width).saturating_sub(paint::cells(&text)) / 2) as u16;
    paint.text(row, indent, &text, style);
    if ascii {
        paint.to_ascii(area);
    }
}
