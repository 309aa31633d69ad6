//! The items of a picker, and drawing their rows.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::PartyId;
use crate::names::search::Match;
use crate::tui::state::State;
use crate::tui::ui::paint::{Paint, cells};

/// The role in which to look for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PersonRole {
    /// Any role.
    Any,
    /// Speaker of quotes.
    Speaker,
    /// Participant of events.
    Participant,
}

impl PersonRole {
    /// The name of the role.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Any => "any role",
            Self::Speaker => "speaker",
            Self::Participant => "participant",
        }
    }

    pub(super) fn next(self) -> Self {
        match self {
            Self::Any => Self::Speaker,
            Self::Speaker => Self::Participant,
            Self::Participant => Self::Any,
        }
    }
}

/// An item of a picker.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The id.
    pub(super) id: String,
    /// The displayed name.
    pub(super) name: String,
    /// The party, for persons.
    pub(super) party: Option<PartyId>,
    /// A description that distinguishes it from others: office, parent, city or title.
    pub(super) about: String,
    /// Number of selected records, by [`PersonRole`].
    pub(super) counts: [usize; 3],
}

/// What a row shows in addition to its item.
pub(super) struct Row<'a> {
    /// The match.
    pub(super) hit: &'a Match,
    /// Number of selected records in the chosen role.
    pub(super) count: usize,
    /// Whether it is marked.
    pub(super) chosen: bool,
}

/// Draws a row: mark, name with matched characters highlighted, party, description, count.
pub(super) fn draw(item: &Item, row: &Row<'_>, state: &State, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let (count, Match { positions, name, .. }) = (row.count, row.hit);
    let style = if count == 0 { theme.dim } else { theme.text };
    if row.chosen {
        paint.text(line, 1, "◆", theme.active);
    }
    let shown = format!("{count:>5} ");
    let from = paint.right(line, 12, &[(&shown, style)]);
    let room = Rect { width: from, ..line };
    let name_width = (usize::from(line.width) * 2 / 5).clamp(12, 30) as u16;
    let column = Rect { width: room.width.min(3 + name_width), ..room };
    // Highlighted only if the displayed name matched, not an alias.
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
