//! Views under a name: kept, opened, begun with.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::query::print::print;
use crate::query::{Expr, Node, asof, parse};
use crate::state::KeptView;
use crate::tui::app::{App, Mode};
use crate::tui::effect::Effect;
use crate::tui::keys::Key;
use crate::tui::line::{Line, Typed};
use crate::tui::views::{NamedView, Opening, ViewList, kept};

impl App {
    /// The dataset's views, then the person's own of this dataset, the latest first.
    fn named_views(&self) -> Vec<NamedView> {
        let title = &*self.whole.dataset.about.title;
        let own = self.kept.iter().rev().filter(|view| view.dataset == title).map(NamedView::own);
        own.chain(self.whole.dataset.views.iter().map(NamedView::of_dataset)).collect()
    }

    pub(super) fn open_views(&mut self) {
        let views = self.named_views();
        if views.is_empty() {
            self.say("no view is kept yet; w keeps this one");
            return;
        }
        self.mode = Mode::Views(Box::new(ViewList::new(views, (self.view.clone(), self.top))));
    }

    pub(super) fn views_key(&mut self, mut list: Box<ViewList>, key: Key) {
        let last = list.found.len().saturating_sub(1);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => {
                self.show_again(list.before, list.before_top);
                return;
            }
            KeyCode::Enter => {
                let Some(view) = list.current().map(|named| named.view(&list.before)) else { return };
                if self.select(&view).is_ok() {
                    self.show(view);
                }
                if !self.view.shows_the_same(&list.before) {
                    self.history.push(list.before);
                }
                return;
            }
            KeyCode::Down => list.cursor = (list.cursor + 1).min(last),
            KeyCode::Up => list.cursor = list.cursor.saturating_sub(1),
            KeyCode::Char('n') if control => list.cursor = (list.cursor + 1).min(last),
            KeyCode::Char('p') if control => list.cursor = list.cursor.saturating_sub(1),
            _ => {
                if list.line.key(key) == Typed::Changed {
                    list.search();
                }
            }
        }
        let rows = crate::tui::ui::views::list_height(self);
        list.top = list.top.clamp((list.cursor + 1).saturating_sub(rows), list.cursor);
        self.mode = Mode::Views(list);
        self.preview_view();
    }

    /// Shows behind the list what Enter would open.
    pub(super) fn preview_view(&mut self) {
        let Mode::Views(list) = &self.mode else { return };
        let view = list.current().map_or_else(|| list.before.clone(), |named| named.view(&list.before));
        if self.select(&view).is_ok() {
            self.show(view);
        }
    }

    /// Asks for a name under which to keep the view.
    pub(super) fn ask_name(&mut self) {
        self.mode = Mode::KeepView(Line::default());
    }

    pub(super) fn name_key(&mut self, mut line: Line, key: Key) -> Vec<Effect> {
        match key.code {
            KeyCode::Esc => Vec::new(),
            KeyCode::Enter => {
                let name = line.text().trim().to_owned();
                if name.is_empty() {
                    return Vec::new();
                }
                let view = kept(&name, &self.whole.dataset.about.title, &self.view);
                self.kept.retain(|known| (&known.name, &known.dataset) != (&view.name, &view.dataset));
                self.kept.push(view.clone());
                vec![Effect::Subset(view)]
            }
            _ => {
                line.key(key);
                self.mode = Mode::KeepView(line);
                Vec::new()
            }
        }
    }

    /// With what was remembered from earlier runs.
    #[must_use]
    pub fn with_remembered(mut self, queries: Vec<String>, views: Result<Vec<KeptView>, String>) -> Self {
        self.queries = queries;
        match views {
            Ok(views) => self.kept = views,
            Err(message) => self.warn(format!("the kept views cannot be read: {message}")),
        }
        self
    }

    /// With the view that the command line asks for.
    #[must_use]
    pub fn opened(mut self, opening: &Opening) -> Self {
        let mut view = self.view.clone();
        if let Some(wanted) = &opening.view {
            let views = self.named_views();
            let names =
                |view: &&NamedView| view.id.as_deref() == Some(wanted) || view.name.eq_ignore_ascii_case(wanted);
            if let Some(named) = views.iter().find(names) {
                // A query beside a view narrows it.
                let beside = parse(&view.query).unwrap_or_else(|_| Node::new(Expr::All, 0..0));
                view = named.view(&view);
                if let Ok(own) = parse(&view.query) {
                    view.query = print(&Node::and(vec![own, beside]));
                }
            } else {
                let known: Vec<&str> = views.iter().map(|view| view.id.as_deref().unwrap_or(&view.name)).collect();
                let near = crate::names::nearest(wanted, known.iter().copied(), 2);
                let hint = if near.is_empty() {
                    "W lists those there are".to_owned()
                } else {
                    format!("did you mean {}?", near.join(" or "))
                };
                self.warn(format!("there is no view \"{wanted}\"; {hint}"));
            }
        }
        if let Some(date) = &opening.as_of {
            let query = parse(&view.query).unwrap_or_else(|_| self.query());
            view.query = print(&asof::with(&query, Some(date)));
        }
        view.zoom = opening.zoom.unwrap_or(view.zoom);
        view.reverse |= opening.latest_first;
        view.threaded |= opening.threads;
        view.context &= !opening.no_context;
        match self.select(&view) {
            Ok(_) => self.show(view),
            Err(error) => self.warn(error.sentence()),
        }
        self
    }
}
