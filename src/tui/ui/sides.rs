//! The density strip by side: for each period, who spoke how much.
//!
//! Where the theme has a colour for each party, a cell holds two units of a bar as half blocks. Elsewhere each unit is a letter
//! of the party, so that no meaning depends on colour.

use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::paint::Paint;
use crate::lens::sides::Sides;
use crate::tui::state::State;

/// How a group is drawn.
struct Group {
    label: String,
    letter: char,
    colour: Option<Color>,
}

/// Draws the bar of a bucket into an area as wide as the bar.
pub(super) fn bar(state: &State, sides: &Sides, bucket: usize, area: Rect, paint: &mut Paint<'_>) {
    let groups = groups(state, sides, paint);
    let rows = usize::from(area.height);
    let is_coloured = coloured(state, &groups);
    let stack = sides.stack(bucket, if is_coloured { 2 * rows } else { rows });
    let style = |at: usize| groups[at].colour.map_or_else(Style::new, |colour| Style::new().fg(colour));
    for up in 0..rows {
        let line = Paint::row(area, (rows - 1 - up) as u16);
        let width = usize::from(area.width);
        if !is_coloured {
            if let Some(at) = stack.get(up) {
                paint.text(line, 0, &groups[*at].letter.to_string().repeat(width), style(*at));
            }
            continue;
        }
        match (stack.get(2 * up), stack.get(2 * up + 1)) {
            (Some(low), Some(high)) if low == high => _ = paint.text(line, 0, &"█".repeat(width), style(*low)),
            (Some(low), Some(high)) => {
                let style = style(*high).bg(groups[*low].colour.unwrap_or(Color::Reset));
                paint.text(line, 0, &"▀".repeat(width), style);
            }
            (Some(low), None) => _ = paint.text(line, 0, &"▄".repeat(width), style(*low)),
            _ => {}
        }
    }
}

/// Draws what the colours or letters mean, right-aligned, if that leaves room for a query. Returns the column where it begins.
pub(super) fn legend(state: &State, sides: &Sides, line: Rect, paint: &mut Paint<'_>) -> u16 {
    let groups = groups(state, sides, paint);
    let is_coloured = coloured(state, &groups);
    let mut texts: Vec<(String, Style)> = Vec::new();
    for group in &groups {
        let sign = if is_coloured { '█' } else { group.letter };
        let style = group.colour.map_or_else(Style::new, |colour| Style::new().fg(colour));
        texts.push((format!(" {sign} "), style));
        texts.push((format!("{} ", group.label), paint.theme.dim));
    }
    let spans: Vec<(&str, Style)> = texts.iter().map(|(text, style)| (text.as_str(), *style)).collect();
    paint.right(line, 24, &spans)
}

fn coloured(state: &State, groups: &[Group]) -> bool {
    let mut colours: Vec<Color> = Vec::new();
    let distinct = groups.iter().all(|group| {
        group.colour.is_some_and(|colour| {
            let is_new = !colours.contains(&colour);
            colours.push(colour);
            is_new
        })
    });
    distinct && !state.settings.ascii
}

/// The parties, and the others if there are any.
fn groups(state: &State, sides: &Sides, paint: &Paint<'_>) -> Vec<Group> {
    let dataset = &state.index().dataset;
    let mut groups: Vec<Group> = Vec::new();
    for party in &sides.parties {
        let party = &dataset.parties[*party];
        let label = party.label();
        // The first letter of the label that no other party has.
        let free = |letter: &char| letter.is_alphanumeric() && groups.iter().all(|other| other.letter != *letter);
        let letter = label.chars().find(free).or_else(|| ('A'..='Z').find(free)).unwrap_or('?');
        let colour = paint.theme.side(party.color.as_deref()).fg;
        groups.push(Group { label: label.clone(), letter, colour });
    }
    if sides.has_others() {
        groups.push(Group { label: "others".to_owned(), letter: '+', colour: paint.theme.dim.fg });
    }
    groups
}
