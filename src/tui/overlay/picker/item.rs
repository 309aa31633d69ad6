//! What can be picked, and its row.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::PartyId;
use crate::names::search::Match;
use crate::tui::state::State;
use crate::tui::ui::paint::{Paint, cells};

/// As what a person is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PersonRole {
    /// In whatever part.
    Anywhere,
    /// Speaking.
    Speaking,
    /// Taking part.
    TakingPart,
}

impl PersonRole {
    /// The role in words.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Anywhere => "anywhere",
            Self::Speaking => "speaking",
            Self::TakingPart => "taking part",
        }
    }

    pub(super) fn next(self) -> Self {
        match self {
            Self::Anywhere => Self::Speaking,
            Self::Speaking => Self::TakingPart,
            Self::TakingPart => Self::Anywhere,
        }
    }
}

/// Something that can be picked.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The written id.
    pub(super) id: String,
    /// The name shown.
    pub(super) name: String,
    /// The side, for persons.
    pub(super) party: Option<PartyId>,
    /// Office, parent, city, title: what tells it from others.
    pub(super) about: String,
    /// How many of the selected records it has, as [`PersonRole::Anywhere`], speaking, taking part.
    pub(super) counts: [usize; 3],
}

/// What a row shows besides its item.
pub(super) struct Row<'a> {
    /// How the item was found.
    pub(super) hit: &'a Match,
    /// How many of the selected records it has in the role that is looked for.
    pub(super) count: usize,
    /// Whether it is marked.
    pub(super) chosen: bool,
}

/// Draws a row: mark, name with the matched letters, side, what tells it from others, count.
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
