//! Says why a key did nothing, so that no key is ever without an answer.

use crate::tui::action::{Action, Browse};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::state::{ClockZone, Focus, State};
use crate::view::View;

/// What an action of the panes can change.
#[derive(PartialEq)]
struct Visible {
    view: View,
    list: (usize, usize),
    detail: (usize, Option<usize>, usize),
    panes: (Focus, bool, u16),
    marks: usize,
    zone: ClockZone,
}

impl State {
    fn visible(&self) -> Visible {
        Visible {
            view: self.view.clone(),
            list: (self.cursor, self.top),
            detail: (self.detail_top, self.link, self.visited.len()),
            panes: (self.focus, self.one_pane, self.share),
            marks: self.marks.len(),
            zone: self.zone,
        }
    }

    /// Why an action of the panes changes nothing at the moment.
    fn nothing_to_do(&self, action: Browse) -> &'static str {
        use Browse as B;
        let list = self.focus == Focus::List;
        match action {
            _ if list && self.rows().is_empty() => "no records; {undo} undoes the last change",
            B::Down | B::HalfDown | B::PageDown | B::Last if list => "this is the last record",
            B::Up | B::HalfUp | B::PageUp | B::First if list => "this is the first record",
            B::Down | B::HalfDown | B::PageDown | B::Last => "this is the end of the record",
            B::Up | B::HalfUp | B::PageUp | B::First => "this is the start of the record",
            B::NextEvent => "no later event in the list",
            B::PreviousEvent => "no earlier event in the list",
            B::NextGroup => "this is the last group",
            B::PreviousGroup => "this is the first group",
            B::NextBucket => "no later period with selected records",
            B::PreviousBucket => "no earlier period with selected records",
            B::NextHit | B::PreviousHit => "this is the only match",
            B::Left => "the list has the focus already",
            B::Right => "the detail pane has the focus already",
            B::Open if list => "no record under the cursor",
            B::Open => "no link under the cursor; {down} goes to the next one",
            B::Back => "nothing to close and no filter; {quit} quits",
            B::Narrower => "the list cannot be narrower",
            B::Wider => "the list cannot be wider",
            B::Reverse | B::Sort => "the order stays the same",
            B::FilterByThis => "this is already in the filter",
            B::ExcludeThis => "this is already excluded",
            _ => "nothing to change",
        }
    }
}

impl App {
    /// Runs an action of the panes; if nothing changes, says why.
    pub(super) fn run_or_explain(&mut self, action: Action) -> Vec<Effect> {
        let before = self.state.visible();
        let effects = self.run(action);
        let silent = effects.is_empty() && self.open.is_none() && self.state.message.is_none();
        if silent && self.state.visible() == before {
            let reason = match action {
                Action::Browse(action) => self.state.nothing_to_do(action),
                _ => "this lens is already open",
            };
            self.state.notify(reason);
        }
        effects
    }
}
