//! A row of a picker.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Picker;
use crate::names::search::Match;
use crate::tui::state::State;
use crate::tui::ui::paint::{Paint, cells};

/// A row: mark, name with the matched letters, side, what tells it from others, count.
pub(super) fn draw(state: &State, picker: &Picker, hit: &Match, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let Match { candidate: at, positions, name, .. } = hit;
    let at = *at;
    let item = &picker.items[at];
    let count = item.counts[picker.role as usize];
    let style = if count == 0 { theme.dim } else { theme.text };
    if picker.chosen.contains(&at) {
        paint.text(line, 1, "◆", theme.active);
    }
    let shown = format!("{count:>5} ");
    let from = paint.right(line, 12, &[(&shown, style)]);
    let room = Rect { width: from, ..line };
    let name_width = (usize::from(line.width) * 2 / 5).clamp(12, 30) as u16;
    let column = Rect { width: room.width.min(3 + name_width), ..room };
    // Letters that matched in another spelling are not those of the name shown.
    let hits: Vec<_> = if *name == 0 {
        let end = |at: usize| item.name[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        positions
            .iter()
            .filter(|at| item.name.is_char_boundary(**at) && **at < item.name.len())
            .map(|&at| at..end(at))
            .collect()
    } else {
        Vec::new()
    };
    let name_style: Style = if count == 0 { theme.dim } else { theme.strong };
    paint.marked(column, 3, &item.name, name_style, &hits, theme.hit);
    let mut after = 3 + name_width + 1;
    if let Some(party) = item.party {
        let party = &state.index().dataset.parties[party];
        let label = party.label();
        let side = if count == 0 { theme.dim } else { theme.side(party.color.as_deref()) };
        paint.text(Rect { width: room.width.min(after + 4), ..room }, after, &label, side);
        after += 5;
    }
    if cells(&item.about) > 0 {
        paint.text(room, after, &item.about, theme.dim);
    }
}
