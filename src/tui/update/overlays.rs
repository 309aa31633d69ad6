//! Keys of what stands over the panes: the filter bar, pickers, the palette, the export dialogue, the line that asks where
//! to go. Esc always leads back to exactly what was there before.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::query::print::print;
use crate::tui::app::{App, Mode};
use crate::tui::effect::Effect;
use crate::tui::export::Field;
use crate::tui::keys::Key;
use crate::tui::line::{Line, Typed};
use crate::tui::palette::Palette;
use crate::tui::picker::Picker;

impl App {
    pub(super) fn overlay_key(&mut self, key: Key) -> Vec<Effect> {
        if key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL {
            return self.overlay_key(Key { code: KeyCode::Esc, modifiers: KeyModifiers::NONE });
        }
        match std::mem::replace(&mut self.mode, Mode::Browse) {
            Mode::Browse => {}
            Mode::Filter(bar) => {
                let effects = self.filter_key(bar, key);
                self.scroll_to_cursor();
                return effects;
            }
            Mode::Picker(picker) => self.picker_key(picker, key),
            Mode::Palette(palette) => return self.palette_key(palette, key),
            Mode::Export(dialogue) => return self.export_key(dialogue, key),
            Mode::GoTo(line) => self.go_to_key(line, key),
            Mode::AsOf(prompt) => self.as_of_key(prompt, key),
            Mode::Facets => self.facets_key(key),
            Mode::Views(list) => self.views_key(list, key),
            Mode::KeepView(line) => return self.name_key(line, key),
            Mode::Faults(top) => self.faults_key(top, key),
        }
        self.scroll_to_cursor();
        Vec::new()
    }

    pub(super) fn paste(&mut self, text: &str) {
        let mut mode = std::mem::replace(&mut self.mode, Mode::Browse);
        match &mut mode {
            Mode::Filter(bar) => bar.line.paste(text),
            Mode::Picker(picker) => picker.line.paste(text),
            Mode::Palette(palette) => palette.line.paste(text),
            Mode::Export(dialogue) if dialogue.field == Field::File => dialogue.file.paste(text),
            Mode::GoTo(line) | Mode::KeepView(line) => line.paste(text),
            Mode::AsOf(prompt) => prompt.line.paste(text),
            Mode::Views(list) => list.line.paste(text),
            Mode::Facets if self.facets.typing => self.facets.line.paste(text),
            Mode::Browse | Mode::Export(_) | Mode::Faults(_) | Mode::Facets => {}
        }
        self.mode = mode;
        match &mut self.mode {
            Mode::Filter(_) => self.apply_filter(),
            Mode::Picker(picker) => {
                picker.search();
                self.preview_pick();
            }
            Mode::Palette(palette) => palette.search(),
            Mode::AsOf(_) => self.preview_as_of(),
            Mode::Facets => self.facets.lay_out(),
            Mode::Views(list) => {
                list.search();
                self.preview_view();
            }
            _ => {}
        }
    }

    fn picker_key(&mut self, mut picker: Box<Picker>, key: Key) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let page = 10;
        let last = picker.found.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc => {
                self.show_again(picker.before, picker.before_top);
                return;
            }
            KeyCode::Enter => {
                self.keep_pick(*picker, false);
                return;
            }
            KeyCode::Char('x') if control => {
                self.keep_pick(*picker, true);
                return;
            }
            KeyCode::Char('t') if control => picker.next_role(),
            KeyCode::Tab => {
                picker.toggle();
                picker.cursor = (picker.cursor + 1).min(last);
            }
            KeyCode::BackTab => {
                picker.toggle();
                picker.cursor = picker.cursor.saturating_sub(1);
            }
            KeyCode::Down => picker.cursor = (picker.cursor + 1).min(last),
            KeyCode::Up => picker.cursor = picker.cursor.saturating_sub(1),
            KeyCode::Char('n') if control => picker.cursor = (picker.cursor + 1).min(last),
            KeyCode::Char('p') if control => picker.cursor = picker.cursor.saturating_sub(1),
            KeyCode::PageDown => picker.cursor = (picker.cursor + page).min(last),
            KeyCode::PageUp => picker.cursor = picker.cursor.saturating_sub(page),
            _ => {
                if picker.line.key(key) == Typed::Changed {
                    picker.search();
                }
            }
        }
        self.mode = Mode::Picker(picker);
        self.preview_pick();
    }

    /// Shows behind the picker what Enter would keep. With nothing typed and nothing marked that is the view from before.
    pub(super) fn preview_pick(&mut self) {
        let rows = super::super::ui::picker::list_height(self);
        let Mode::Picker(picker) = &mut self.mode else { return };
        if picker.cursor < picker.top {
            picker.top = picker.cursor;
        } else if picker.cursor >= picker.top + rows {
            picker.top = picker.cursor + 1 - rows;
        }
        let mut view = picker.before.clone();
        let untouched = picker.line.text().is_empty() && picker.chosen.is_empty() && picker.cursor == 0;
        if !untouched {
            view.query = print(&picker.query(false));
            (view.filtered, view.ranged) = (true, true);
        }
        if self.view != view {
            self.show(view);
        }
    }

    fn keep_pick(&mut self, picker: Picker, exclude: bool) {
        let query = picker.query(exclude);
        let current = self.view.current.clone();
        self.show(picker.before);
        self.ask(&query);
        if !exclude
            && let Some(current) = current.and_then(|spot| spot.record(&self.index))
            && self.rows.iter().any(|row| row.record() == Some(current))
        {
            self.go_to_record(current);
        }
    }

    fn palette_key(&mut self, mut palette: Palette, key: Key) -> Vec<Effect> {
        let last = palette.found.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc => return Vec::new(),
            KeyCode::Enter => {
                let Some(action) = palette.chosen() else { return Vec::new() };
                if action.info().is_available(self) {
                    return self.act(action);
                }
                self.say(format!("{}: not now", action.info().help));
                return Vec::new();
            }
            KeyCode::Down => palette.cursor = (palette.cursor + 1).min(last),
            KeyCode::Up => palette.cursor = palette.cursor.saturating_sub(1),
            KeyCode::PageDown => palette.cursor = (palette.cursor + 10).min(last),
            KeyCode::PageUp => palette.cursor = palette.cursor.saturating_sub(10),
            _ => {
                if palette.line.key(key) == Typed::Changed {
                    palette.search();
                }
            }
        }
        let rows = super::super::ui::palette::list_height(self);
        if palette.cursor < palette.top {
            palette.top = palette.cursor;
        } else if palette.cursor >= palette.top + rows {
            palette.top = palette.cursor + 1 - rows;
        }
        self.mode = Mode::Palette(palette);
        Vec::new()
    }

    fn go_to_key(&mut self, mut line: Line, key: Key) {
        match key.code {
            KeyCode::Esc => {}
            KeyCode::Enter => self.go_to(line.text()),
            _ => {
                line.key(key);
                self.mode = Mode::GoTo(line);
            }
        }
    }

    fn faults_key(&mut self, top: usize, key: Key) {
        let page = usize::from(self.size.1).saturating_sub(4).max(1);
        let last = super::super::ui::faults::lines(self).len().saturating_sub(1);
        let top = match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | 'R') => return,
            KeyCode::Down | KeyCode::Char('j') => top + 1,
            KeyCode::Up | KeyCode::Char('k') => top.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => top + page,
            KeyCode::PageUp => top.saturating_sub(page),
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => last,
            _ => top,
        };
        self.mode = Mode::Faults(top.min(last));
    }
}
