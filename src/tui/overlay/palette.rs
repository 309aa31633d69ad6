//! The help palette: all actions with their keys, to search and run, and the signs of the list.

use ratatui::layout::{Position, Rect};

use crate::names::search::Candidate;
use crate::tui::action::{self, Action, Context, Info, all};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Reply, accept_or_cancel};
use crate::tui::search_list::SearchList;
use crate::tui::signs::{Sign, legend};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::tui::wrap::wrapped;
use crate::view::View;

/// The help palette.
#[derive(Debug)]
pub(crate) struct Palette {
    list: SearchList<Entry>,
}

/// An entry of the help.
#[derive(Debug)]
enum Entry {
    Action(Info),
    Sign(Sign),
}

impl Entry {
    fn group(&self) -> &'static str {
        match self {
            Self::Action(info) => info.group.name(),
            Self::Sign(_) => "signs",
        }
    }

    fn text(&self, state: &State) -> String {
        match self {
            Self::Action(info) => state.keys.fill(info.help),
            Self::Sign(sign) => sign.meaning.clone(),
        }
    }

    /// The lines of its text in a palette of this width.
    fn lines(&self, state: &State, width: u16) -> Vec<String> {
        let text = self.text(state);
        let lines = wrapped(&text, usize::from(width.saturating_sub(text_column(width) + 1)).max(8));
        lines.into_iter().map(|line| text[line].to_owned()).collect()
    }
}

/// The column of keys and signs.
const KEYS: u16 = 11;
/// The column of texts in a palette of this width.
fn text_column(width: u16) -> u16 {
    if width < 70 { 26 } else { 31 }
}

impl Default for Palette {
    /// Creates a palette that lists all actions and signs.
    fn default() -> Self {
        let entries = all().into_iter().map(Entry::Action).chain(legend().into_iter().map(Entry::Sign));
        let candidate = |entry: &Entry| match entry {
            Entry::Action(info) => Candidate::new([info.help, info.name]),
            Entry::Sign(sign) => Candidate::new([sign.meaning.as_str(), "sign legend"]),
        };
        Self { list: SearchList::new(entries.collect(), candidate) }
    }
}

impl Palette {
    /// Scrolls so that the entry under the cursor is completely visible.
    fn reveal(&mut self, state: &State) {
        let areas = state.layout();
        self.list.menu.reveal(areas.palette_rows());
        let width = areas.palette().width.saturating_sub(2);
        let height = |at: usize| self.list.get(at).map_or(0, |entry| entry.lines(state, width).len());
        let (mut top, cursor) = (self.list.menu.top, self.list.menu.cursor);
        while top < cursor && (top..=cursor).map(height).sum::<usize>() > areas.palette_rows() {
            top += 1;
        }
        self.list.menu.top = top;
    }
}

impl Overlay for Palette {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Menu, Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        match action {
            Action::Menu(action) => {
                self.list.act(action);
                self.reveal(state);
                Reply::Stay
            }
            Action::Overlay(action::Overlay::Accept) => match self.list.current() {
                Some(Entry::Action(info)) => Reply::Run(info.action),
                Some(Entry::Sign(_)) => {
                    state.notify("a sign of the list, not an action");
                    Reply::Stay
                }
                None => Reply::Restore,
            },
            _ => Reply::Restore,
        }
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.list.menu.line)
    }

    fn typed(&mut self, _: &mut State, _: &View) {
        self.list.search();
    }

    fn reloaded(&mut self, _: &mut State) -> bool {
        true
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        accept_or_cancel("run").into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let area = areas.palette();
        if area.is_empty() {
            return None;
        }
        let inner = paint.boxed(area, "Help: type to search");
        let theme = paint.theme;
        let cursor = edit_line(Paint::row(inner, 0), &self.list.menu.line, "", None, paint);
        let rows = areas.palette_rows().min(usize::from(inner.height.saturating_sub(3)));
        let mut group = None;
        let mut down = 0;
        for (at, entry) in self.list.matching().enumerate().skip(self.list.menu.top) {
            let lines = entry.lines(state, inner.width);
            if down >= rows {
                break;
            }
            let area = Rect { y: inner.y + down as u16 + 2, height: lines.len().min(rows - down) as u16, ..inner };
            // The name of a group is shown before its first visible entry.
            if group != Some(entry.group()) {
                paint.text(Rect { width: inner.width.min(10), ..area }, 1, entry.group(), theme.heading);
                group = Some(entry.group());
            }
            let (keys, key_style, style) = match entry {
                Entry::Action(info) => {
                    let keys: Vec<String> = state.keys.keys_of(info.action).map(|key| key.to_string()).collect();
                    (keys.join("  "), theme.key, if state.is_available(info) { theme.text } else { theme.dim })
                }
                Entry::Sign(sign) => (sign.sign.to_owned(), theme.strong, theme.text),
            };
            paint.text(Rect { width: inner.width.min(text_column(inner.width) - 1), ..area }, KEYS, &keys, key_style);
            for (nth, line) in lines.iter().take(usize::from(area.height)).enumerate() {
                paint.text(Paint::row(area, nth as u16), text_column(inner.width), line, style);
            }
            if at == self.list.menu.cursor {
                paint.cursor(area);
            }
            down += lines.len();
        }
        if self.list.matching().len() == 0 {
            paint.text(Paint::row(inner, 2), 2, "no matches", theme.dim);
        }
        if inner.height > 3 {
            let hints = hint_text(&self.hints(state), &state.keys);
            paint.text(Paint::row(inner, inner.height - 1), 1, &hints, theme.dim);
        }
        cursor
    }
}
