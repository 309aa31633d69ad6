//! Actions of the panes.

use crate::index::catalog::Category;
use crate::lens::LENSES;
use crate::lens::card::Link;
use crate::model::RecordRef;
use crate::query::edit;
use crate::tui::action::Browse;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::overlay::asof::AsOfPrompt;
use crate::tui::overlay::export::ExportDialog;
use crate::tui::overlay::facets::FacetPane;
use crate::tui::overlay::filter::FilterBar;
use crate::tui::overlay::goto::GoTo;
use crate::tui::overlay::palette::Palette;
use crate::tui::overlay::picker::Picker;
use crate::tui::overlay::problems::ProblemList;
use crate::tui::overlay::save_view::SaveView;
use crate::tui::overlay::views::{ViewList, named_views};
use crate::tui::state::{ClockZone, Focus, State};
use crate::view::Anchor;

impl App {
    /// Runs an action of the panes that is available.
    pub(super) fn browse(&mut self, action: Browse) -> Vec<Effect> {
        use Browse as B;
        let state = &mut self.state;
        match action {
            B::Quit => return vec![Effect::Quit],
            B::Suspend => return vec![Effect::Suspend],
            B::Reload => return self.reload(),
            B::OpenSource => return state.source_url().map(Effect::OpenUrl).into_iter().collect(),
            B::CopyQuote => return state.copy_quote(),
            B::CopyRecord => return state.copy_record(),
            B::CopyCommand => return vec![self.copy_command()],
            B::Edit => return self.edit(),
            B::ExportAgain => {
                return state.last_export.clone().map(Effect::Export).into_iter().collect();
            }

            B::Down => state.down(1),
            B::Up => state.down(-1),
            B::HalfDown => state.page(1, 2),
            B::HalfUp => state.page(-1, 2),
            B::PageDown => state.page(1, 1),
            B::PageUp => state.page(-1, 1),
            B::First => state.scroll_rows(isize::MIN / 2),
            B::Last => state.scroll_rows(isize::MAX / 2),
            B::NextEvent => state.step(1, State::is_event),
            B::PreviousEvent => state.step(-1, State::is_event),
            B::NextGroup => state.next_group(),
            B::PreviousGroup => state.previous_group(),
            B::NextBucket => state.step_bucket(true),
            B::PreviousBucket => state.step_bucket(false),
            B::NextMark => state.step(1, |state, row| row.record().is_some_and(|record| state.is_marked(record))),
            B::PreviousMark => state.step(-1, |state, row| row.record().is_some_and(|record| state.is_marked(record))),

            B::NextPane | B::PreviousPane => {
                state.focus = if state.focus == Focus::List { Focus::Detail } else { Focus::List };
            }
            B::Right => state.focus = Focus::Detail,
            B::Left => state.focus = Focus::List,
            B::Back => state.back(),
            B::Open => state.open_record(),
            B::BackLink => {
                if let Some(record) = state.visited.pop().and_then(|anchor| anchor.record(state.index())) {
                    state.go_to_record(record);
                }
            }
            B::Narrower => state.share = state.share.saturating_sub(4).max(25),
            B::Wider => state.share = (state.share + 4).min(75),
            B::ZoomPane => state.one_pane = !state.one_pane,

            B::Filter => self.open(FilterBar::new(&self.state.view.query)),
            B::PickPerson => self.pick(Category::Person),
            B::PickTopic => self.pick(Category::Topic),
            B::PickParty => self.pick(Category::Party),
            B::PickPlace => self.pick(Category::Place),
            B::PickSource => self.pick(Category::Source),
            B::Facets => self.open(FacetPane::default()),
            B::AsOf => {
                let mut prompt = AsOfPrompt::new(&self.state);
                let before = self.state.view.clone();
                let top = self.state.top;
                prompt.preview(&mut self.state, &before);
                self.open_over(prompt, before, top);
            }
            B::GoTo => self.open(GoTo::default()),
            B::SaveView => self.open(SaveView::default()),
            B::OpenView => {
                let views = named_views(state);
                if views.is_empty() {
                    state.notify("no saved views; {save-view} saves the current one");
                } else {
                    self.open(ViewList::new(views));
                }
            }
            B::Help => self.open(Palette::default()),
            B::Export => {
                if state.selection().is_empty() {
                    state.warn("no records to export");
                } else {
                    self.open(ExportDialog::new(&self.state));
                }
            }

            B::FilterByThis => state.by_example(false),
            B::ExcludeThis => state.by_example(true),
            B::RemoveLast => {
                let query = edit::drop_last(&state.query());
                state.set_query(&query);
            }
            B::FilterOff => state.change(|view| view.filtered = !view.filtered),
            B::RangeOff => state.change(|view| view.ranged = !view.ranged),
            B::QuotesOnly => state.change(|view| view.quotes_only = !view.quotes_only),
            B::Context => state.change(|view| view.context = !view.context),
            B::MarkedOnly => state.change(|view| view.marked_only = !view.marked_only),
            B::PeriodIn | B::PeriodOut | B::PeriodNext | B::PeriodPrevious => state.change_period(action),
            B::ZoomIn => state.change(|view| view.zoom = view.zoom.finer().unwrap_or(view.zoom)),
            B::ZoomOut => state.change(|view| view.zoom = view.zoom.coarser().unwrap_or(view.zoom)),
            B::Reverse => state.change(|view| view.reverse = !view.reverse),
            B::Sort => state.sort_by_next(),
            B::Threads => state.change(|view| view.threaded = !view.threaded),
            B::Undo => state.step_history(false),
            B::Redo => state.step_history(true),
            B::Mark => state.mark(),
            B::Original => {
                state.original = !state.original;
                state.notify(if state.original { "original wording, where available" } else { "translated wording" });
            }
            B::Zone => state.next_zone(),
        }
        self.state.scroll_to_cursor();
        Vec::new()
    }

    fn pick(&mut self, category: Category) {
        self.open(Picker::new(category, &self.state));
    }

    fn edit(&mut self) -> Vec<Effect> {
        if self.data_args.is_empty() {
            let copy = "`demarche export -f toml -o my.toml` makes a copy";
            self.state.warn(format!("the built-in dataset cannot be edited; {copy}"));
            return Vec::new();
        }
        let index = self.state.index();
        let origin = self.state.current().map(|record| index.dataset.origin(index.record(record)));
        origin.map(Effect::Edit).into_iter().collect()
    }

    fn reload(&mut self) -> Vec<Effect> {
        if let Some(problems) = self.state.problems() {
            self.open(ProblemList::new(problems));
        } else if self.data_args.is_empty() {
            self.state.notify("the built-in dataset cannot be reloaded");
        }
        if self.data_args.is_empty() { Vec::new() } else { vec![Effect::Reload] }
    }
}

impl State {
    fn by_example(&mut self, exclude: bool) {
        if let Some(example) = self.example() {
            self.narrow(example, exclude);
        }
    }

    /// Switches to a lens.
    pub(in crate::tui) fn select_lens(&mut self, at: usize) {
        let Some(lens) = LENSES.get(at) else { return };
        self.change(|view| {
            if view.lens != lens.name {
                (view.lens, view.sort) = (lens.name, None);
            }
        });
    }

    /// Sorts the table by the next column; after the last one, in chronological order again.
    fn sort_by_next(&mut self) {
        let columns: Vec<&str> = self.sheet.columns.iter().map(|column| column.name).collect();
        let next = match self.sheet.sorted {
            None => columns.first(),
            Some((at, _)) => columns.get(at + 1),
        };
        let next = next.map(|name| (*name).to_owned());
        self.notify(
            next.as_deref().map_or_else(|| "chronological order".to_owned(), |name| format!("sorted by {name}")),
        );
        self.change(|view| view.sort = next);
    }

    fn mark(&mut self) {
        let Some(record) = self.current() else { return };
        let id = self.index().id(record).to_owned();
        if self.marks.remove(&*id) {
            self.answered.marks.remove(record);
        } else {
            self.marks.insert(id.into());
            self.answered.marks.insert(record);
        }
        if self.view.marked_only || self.view.query.contains("marked") {
            self.refresh();
        } else {
            self.step(1, |_, _| true);
        }
    }

    fn next_zone(&mut self) {
        self.zone = match self.zone {
            ClockZone::Local => ClockZone::Utc,
            ClockZone::Utc => ClockZone::Mine,
            ClockZone::Mine => ClockZone::Local,
        };
        self.notify(match self.zone {
            ClockZone::Local => "clock times local to the event".to_owned(),
            ClockZone::Utc => "clock times in UTC; days stay local to the event".to_owned(),
            ClockZone::Mine => format!("clock times in {}; days stay local to the event", self.settings.home),
        });
    }

    /// Focuses the detail pane; there, follows the link.
    fn open_record(&mut self) {
        if self.focus == Focus::List {
            if self.current().is_some() {
                self.focus = Focus::Detail;
            }
            return;
        }
        match self.current_link().cloned() {
            Some(Link::Record(record)) => {
                let here = self.current().map(|record| Anchor::of(self.index(), record));
                self.visited.extend(here);
                self.go_to_record(record);
            }
            Some(_) => self.by_example(false),
            None => {}
        }
    }

    /// Returns from the detail pane to the list, or from a full-screen pane to two panes. Never quits.
    fn back(&mut self) {
        if self.focus == Focus::Detail {
            self.focus = Focus::List;
        } else {
            self.one_pane = false;
        }
    }

    fn is_event(&self, row: crate::lens::rows::Row) -> bool {
        row.record().is_some_and(|record| matches!(self.index().record(record), RecordRef::Event(_)))
    }
}
