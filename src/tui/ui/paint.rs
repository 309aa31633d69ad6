//! Writes text to cells: truncated to fit, never outside its area, and sanitized.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::config::Theme;
use crate::sanitize;

/// The width of a text in cells.
pub(crate) fn cells(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A painter for the cells of the screen.
pub(crate) struct Paint<'b> {
    buffer: &'b mut Buffer,
    /// The styles of the screen's roles.
    pub(crate) theme: Theme,
}

impl<'b> Paint<'b> {
    /// Creates a painter for a buffer.
    pub(crate) fn new(buffer: &'b mut Buffer, theme: &Theme) -> Self {
        Self { buffer, theme: *theme }
    }

    /// Clears an area.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buffer[(x, y)].reset();
            }
        }
        self.buffer.set_style(area, self.theme.overlay);
    }

    /// Adds a style to an area.
    pub(crate) fn style(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Draws the cursor over a row of a menu.
    pub(crate) fn cursor(&mut self, line: Rect) {
        let style = self.theme.cursor;
        self.style(line, style);
        self.text(line, 0, "▌", self.theme.active.patch(style));
    }

    /// Draws a text on the first row of an area with an indent in cells, truncated with `…` if necessary. Returns the column
    /// after it.
    pub(crate) fn text(&mut self, area: Rect, indent: u16, text: &str, style: Style) -> u16 {
        self.spans(area, indent, &[(text, style)])
    }

    /// Draws several texts in a row. Returns the column after them.
    pub(crate) fn spans(&mut self, area: Rect, indent: u16, spans: &[(&str, Style)]) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() || indent >= area.width {
            return indent;
        }
        let room = usize::from(area.width - indent);
        let total: usize = spans.iter().map(|(text, _)| cells(&sanitize::line(text))).sum();
        // Reserve a cell for the ellipsis.
        let limit = if total > room { room - 1 } else { room };
        let mut used = 0;
        let mut last = Style::new();
        'spans: for (text, style) in spans {
            last = *style;
            for grapheme in sanitize::line(text).graphemes(true) {
                let wide = cells(grapheme);
                if used + wide > limit {
                    break 'spans;
                }
                let x = area.x + indent + used as u16;
                if wide > 0 {
                    self.buffer.set_stringn(x, area.y, grapheme, wide, *style);
                }
                used += wide;
            }
        }
        if total > room {
            let x = area.x + indent + used as u16;
            self.buffer.set_stringn(x, area.y, "…", 1, last);
            used += 1;
        }
        indent + used as u16
    }

    /// Draws right-aligned text if it fits after column `after`. Returns the column where it starts, or the width of the area.
    pub(crate) fn right(&mut self, area: Rect, after: u16, spans: &[(&str, Style)]) -> u16 {
        let total = spans.iter().map(|(text, _)| cells(&sanitize::line(text))).sum::<usize>();
        let Some(indent) = usize::from(area.width).checked_sub(total).filter(|indent| *indent >= usize::from(after))
        else {
            return area.width;
        };
        self.spans(area, indent as u16, spans);
        indent as u16
    }

    /// Draws a text with some byte ranges in another style.
    pub(crate) fn marked(
        &mut self,
        area: Rect,
        indent: u16,
        text: &str,
        style: Style,
        hits: &[Range<usize>],
        hit: Style,
    ) -> u16 {
        let mut spans: Vec<(&str, Style)> = Vec::with_capacity(hits.len() * 2 + 1);
        let mut at = 0;
        for range in hits.iter().filter(|range| text.get((*range).clone()).is_some()) {
            if range.start < at {
                continue;
            }
            spans.push((&text[at..range.start], style));
            spans.push((&text[range.clone()], style.patch(hit)));
            at = range.end;
        }
        spans.push((&text[at..], style));
        self.spans(area, indent, &spans)
    }

    /// Draws a horizontal line with a title.
    pub(crate) fn rule(&mut self, area: Rect, title: &str, title_style: Style) {
        if area.is_empty() {
            return;
        }
        let rule = self.theme.rule;
        let line = "─".repeat(usize::from(area.width));
        self.text(area, 0, &line, rule);
        if !title.is_empty() && area.width > 4 {
            self.spans(Rect { width: area.width - 2, ..area }, 1, &[(" ", rule), (title, title_style), (" ", rule)]);
        }
    }

    /// Draws a box with a title. Returns the area inside.
    pub(crate) fn boxed(&mut self, area: Rect, title: &str) -> Rect {
        self.clear(area);
        if area.width < 3 || area.height < 3 {
            return area;
        }
        let (rule, title_style) = (self.theme.rule, self.theme.active);
        let middle = "─".repeat(usize::from(area.width) - 2);
        self.text(Rect { height: 1, ..area }, 0, &format!("┌{middle}┐"), rule);
        for y in area.y + 1..area.bottom() - 1 {
            self.text(Rect { y, height: 1, ..area }, 0, "│", rule);
            self.text(Rect { y, height: 1, ..area }, area.width - 1, "│", rule);
        }
        self.text(Rect { y: area.bottom() - 1, height: 1, ..area }, 0, &format!("└{middle}┘"), rule);
        if area.width > 6 {
            self.spans(
                Rect { width: area.width - 2, height: 1, ..area },
                2,
                &[(" ", rule), (title, title_style), (" ", rule)],
            );
        }
        Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
    }

    /// Draws a sign that points at the cell below. A cell with text keeps it and is reversed instead.
    pub(crate) fn pointer(&mut self, cell: Rect) {
        let cell = cell.intersection(self.buffer.area);
        if cell.is_empty() {
            return;
        }
        if self.buffer[(cell.x, cell.y)].symbol() == " " {
            let style = self.theme.strong;
            self.text(cell, 0, "▾", style);
        } else {
            self.buffer.set_style(cell, Style::new().add_modifier(Modifier::REVERSED));
        }
    }

    /// The row at this offset from the top of an area; empty if it is outside.
    pub(crate) fn row(area: Rect, down: u16) -> Rect {
        if down < area.height { Rect { y: area.y + down, height: 1, ..area } } else { Rect::default() }
    }

    /// Replaces all symbols drawn by the program with ASCII characters.
    pub(crate) fn make_ascii(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let cell = &mut self.buffer[(x, y)];
                if !cell.symbol().is_ascii()
                    && let Some(plain) = ascii(cell.symbol())
                {
                    cell.set_symbol(plain);
                }
            }
        }
    }
}

/// A text with ASCII replacements for all symbols of the program.
#[cfg(test)]
pub(crate) fn ascii_text(text: &str) -> String {
    text.graphemes(true).map(|sign| ascii(sign).unwrap_or(sign)).collect()
}

/// The ASCII replacement for a symbol.
fn ascii(sign: &str) -> Option<&'static str> {
    use crate::model::vocabulary::{Kind, Stance, Status, Vocabulary};
    Some(match sign {
        "─" | "–" | "—" | "−" | "┄" => "-",
        "│" => "|",
        "┌" | "┐" | "└" | "┘" | "┬" | "┴" => "+",
        "…" => "~",
        "✓" => "M",
        "⊙" => "@",
        "±" => "%",
        "❝" | "“" | "”" => "\"",
        "‘" | "’" => "'",
        "↑" | "▴" => "^",
        "▌" | "›" | "→" => ">",
        "‹" | "←" => "<",
        "Δ" => "!",
        "≠" => "X",
        "↓" | "▾" => "v",
        "·" | "▁" | "▂" => ".",
        "▃" | "▄" => ":",
        "▅" | "▆" => "=",
        "▇" | "█" | "★" => "#",
        _ => {
            let entries = Kind::all().iter().map(|kind| kind.entry());
            let entries = entries.chain(Status::all().iter().map(|status| status.entry()));
            let mut entries = entries.chain(Stance::all().iter().map(|stance| stance.entry()));
            return entries.find(|entry| entry.glyph == sign).map(|entry| entry.ascii);
        }
    })
}
