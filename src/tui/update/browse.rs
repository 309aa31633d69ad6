//! Actions of the panes.

use crate::index::RecordId;
use crate::index::catalog::Category;
use crate::lens::card::Link;
use crate::lens::{self, LENSES};
use crate::query::{Context, edit, evaluate};
use crate::tui::action::Browse;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::overlay::asof::AsOfPrompt;
use crate::tui::overlay::choice::Choice;
use crate::tui::overlay::export::ExportDialog;
use crate::tui::overlay::facets::FacetPane;
use crate::tui::overlay::filter::FilterBar;
use crate::tui::overlay::goto::GoTo;
use crate::tui::overlay::narrow::Narrow;
use crate::tui::overlay::palette::Palette;
use crate::tui::overlay::picker::Picker;
use crate::tui::overlay::problems::ProblemList;
use crate::tui::overlay::save_view::SaveView;
use crate::tui::overlay::views::{ViewList, named_views};
use crate::tui::state::{ClockZone, Focus, State};

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
            B::NextEvent if state.sheet.one_event => state.step_event(true),
            B::PreviousEvent if state.sheet.one_event => state.step_event(false),
            B::NextEvent => state.step_to(true, State::is_event),
            B::PreviousEvent => state.step_to(false, State::is_event),
            B::NextGroup if state.in_grid() => state.page_columns(1),
            B::PreviousGroup if state.in_grid() => state.page_columns(-1),
            B::NextGroup => state.next_group(),
            B::PreviousGroup => state.previous_group(),
            B::NextBucket => state.step_bucket(true),
            B::PreviousBucket => state.step_bucket(false),
            B::NextHit => state.step_to_hit(1),
            B::PreviousHit => state.step_to_hit(-1),

            B::NextPane | B::PreviousPane => {
                state.focus = if state.focus == Focus::List { Focus::Detail } else { Focus::List };
            }
            B::Right if state.in_grid() => state.move_column(1),
            B::Left if state.in_grid() => state.move_column(-1),
            B::Right => state.focus = Focus::Detail,
            B::Left => state.focus = Focus::List,
            B::Back => state.back(),
            B::Open => state.open_record(),
            B::BackLink => state.go_back(),
            B::Narrower => state.share = state.share.saturating_sub(4).max(25),
            B::Wider => state.share = (state.share + 4).min(75),
            B::ZoomPane => state.one_pane = !state.one_pane,

            B::Filter => self.open(FilterBar::new(&self.state.view.query).with_completion(&self.state)),
            B::PickPerson => self.pick(Category::Person),
            B::PickTopic => self.pick(Category::Topic),
            B::PickParty => self.pick(Category::Party),
            B::PickPlace => self.pick(Category::Place),
            B::PickSource => self.pick(Category::Source),
            B::PickDocument => self.pick(Category::Document),
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

            B::FilterByThis => self.by_example(false),
            B::ExcludeThis => self.by_example(true),
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
            B::ZoomIn | B::ZoomOut if state.levels().is_some() => state.change_levels(action == B::ZoomIn),
            B::ZoomIn => state.change(|view| view.zoom = view.zoom.finer().unwrap_or(view.zoom)),
            B::ZoomOut => state.change(|view| view.zoom = view.zoom.coarser().unwrap_or(view.zoom)),
            B::Reverse => state.change(|view| view.reverse = !view.reverse),
            B::Sort => state.sort_by_next(),
            B::Mode => state.next_mode(),
            B::Narrow => {
                let words = self.state.view.narrow.clone();
                self.open(Narrow::new(&words));
            }
            B::Pin => state.pin(),
            B::Threads => state.change(|view| view.threaded = !view.threaded),
            B::BySide => state.toggle_sides(),
            B::Wrap => {
                state.wrapping = state.wrapping.next();
                state.notify(state.wrapping.message());
            }
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

impl App {
    /// Filters by what is under the cursor. What an event stands for is asked.
    fn by_example(&mut self, exclude: bool) {
        let choices = self.state.event_choices();
        if choices.is_empty() {
            self.state.by_example(exclude);
        } else {
            self.open(Choice::new(choices, exclude));
        }
    }
}

impl State {
    fn by_example(&mut self, exclude: bool) {
        if let Some(example) = self.example() {
            self.narrow(example, exclude);
        }
    }

    /// Moves to the next or previous record that matches the words of the query; without words, to a marked one.
    fn step_to_hit(&mut self, by: isize) {
        let words = self.query().words();
        let matching = words.and_then(|words| evaluate(&words, &Context::new(self.index())).ok());
        let before = self.cursor;
        match matching {
            Some(answer) => self.step_to(by > 0, |_, record| answer.records.contains(record)),
            None => self.step_to(by > 0, State::is_marked),
        }
        if self.cursor == before {
            self.notify(match (self.query().words().is_some(), by > 0) {
                (true, true) => "no later match",
                (true, false) => "no earlier match",
                (false, true) => "no later marked record",
                (false, false) => "no earlier marked record",
            });
        }
    }

    fn toggle_sides(&mut self) {
        if self.sides.take().is_some() {
            self.notify("strip: all records");
        } else {
            self.count_sides();
            self.notify("strip: quotes by side");
        }
    }

    /// Switches to a lens.
    pub(in crate::tui) fn select_lens(&mut self, at: usize) {
        let Some(lens) = LENSES.get(at) else { return };
        self.change(|view| {
            if view.lens != lens.name {
                (view.lens, view.sort, view.mode, view.levels, view.pinned) = (lens.name, None, None, None, None);
                view.narrow.clear();
            }
        });
    }

    /// Sorts the table by the next column; after the last one, in chronological order again.
    fn sort_by_next(&mut self) {
        let columns: Vec<&str> = match &self.sheet.grid {
            Some(_) => lens::find(self.view.lens).map_or(&[][..], |lens| lens.columns_in(&self.view)).to_vec(),
            None => self.sheet.columns.iter().map(|column| column.name).collect(),
        };
        let sorted = self.view.sort.as_deref().and_then(|name| columns.iter().position(|column| *column == name));
        let next = columns.get(sorted.map_or(0, |at| at + 1));
        let next = next.map(|name| (*name).to_owned());
        self.notify(next.as_deref().map_or_else(|| "original order".to_owned(), |name| format!("sorted by {name}")));
        self.change(|view| view.sort = next);
    }

    fn mark(&mut self) {
        let here: Vec<RecordId> = match self.focus {
            Focus::List if self.sheet.grid.is_some() => self.cell_records(),
            _ => self.current().into_iter().collect(),
        };
        // The records of a cell are marked together, unless all of them are.
        let all = here.iter().all(|&record| self.is_marked(record));
        for record in here {
            let id = self.index().id(record).to_owned();
            if all {
                self.marks.remove(&*id);
                self.answered.marks.remove(record);
            } else {
                self.marks.insert(id.into());
                self.answered.marks.insert(record);
            }
        }
        if self.view.marked_only || self.view.query.contains("marked") {
            self.refresh();
        } else {
            self.step(true);
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

    /// Focuses the detail pane; there, follows the link: to a record, to a card, else to the records that share the value.
    fn open_record(&mut self) {
        if self.focus == Focus::List {
            if self.current().is_some() || self.current_cell().is_some() {
                self.focus = Focus::Detail;
            }
            return;
        }
        match self.current_link().cloned() {
            Some(Link::Record(record)) => self.follow(record),
            Some(Link::Subject(subject)) => self.open_card(subject),
            Some(_) => self.by_example(false),
            None => {}
        }
    }

    /// Returns from the detail pane to the list and closes an open card, from a full-screen pane to two panes, and at last to the
    /// view without filter. Never quits.
    fn back(&mut self) {
        if self.focus == Focus::Detail || self.card.is_some() {
            (self.focus, self.card) = (Focus::List, None);
        } else if self.one_pane {
            self.one_pane = false;
        } else if !self.view.query.is_empty() || self.view.marked_only || self.view.quotes_only {
            self.change(|view| {
                view.query.clear();
                (view.filtered, view.ranged, view.marked_only, view.quotes_only) = (true, true, false, false);
            });
            self.notify("filter cleared; {undo} restores it");
        }
    }

    fn is_event(&self, record: RecordId) -> bool {
        self.index().events.contains(record)
    }
}
