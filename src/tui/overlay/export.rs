//! The export dialog: format, destination, records, and a preview of the result.

mod draw;
mod form;

use ratatui::layout::Position;

use crate::tui::action::{self, Action, Context};
use crate::tui::effect::{Effect, ExportRequest, Outcome};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::paint::Paint;
use crate::view::View;
use form::{ExportForm, Field};

/// The export dialog.
#[derive(Debug)]
pub(crate) struct ExportDialog {
    form: ExportForm,
}

impl ExportDialog {
    /// Creates the dialog for the current view.
    pub(crate) fn new(state: &State) -> Self {
        Self { form: ExportForm::new(state) }
    }

    /// Creates the dialog for an export that has to be confirmed because its file exists.
    pub(crate) fn confirming(state: &State, request: &ExportRequest) -> Self {
        Self { form: ExportForm::confirming(state, request) }
    }
}

impl Overlay for ExportDialog {
    fn contexts(&self) -> &'static [Context] {
        // In the file name these keys edit the text.
        match self.form.field {
            Field::File => &[Context::Export, Context::Overlay],
            _ => &[Context::Export, Context::ExportValue, Context::Overlay],
        }
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        use action::{Export as E, ExportValue as V, Overlay as O};
        match action {
            Action::Overlay(O::Cancel) => return Reply::Restore,
            Action::Overlay(O::Accept) => {
                let request = self.form.request();
                if request.path.as_ref().is_some_and(|path| path.as_os_str().is_empty()) {
                    self.form.field = Field::File;
                    state.warn("file name required");
                    return Reply::Stay;
                }
                return Reply::Do(vec![Effect::Export(request)]);
            }
            Action::Export(E::NextField) => self.form.step(true),
            Action::Export(E::PreviousField) => self.form.step(false),
            Action::ExportValue(V::Next) => self.form.change(true, !state.marks.is_empty()),
            Action::ExportValue(V::Previous) => self.form.change(false, !state.marks.is_empty()),
            _ => return Reply::Stay,
        }
        self.form.preview(state);
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        (self.form.field == Field::File).then_some(&mut self.form.file)
    }

    fn typed(&mut self, _: &mut State, _: &View) {
        self.form.confirm = false;
    }

    fn letter(&mut self, letter: char, state: &mut State) -> bool {
        if self.form.field == Field::Format {
            self.form.type_format(letter);
            self.form.preview(state);
        }
        self.form.field == Field::Format
    }

    fn done(&mut self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Exported(..) => true,
            Outcome::Exists(_) => {
                self.form.confirm = true;
                false
            }
            Outcome::Succeeded(_) | Outcome::Failed(_) => false,
        }
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        self.form.preview(state);
        !state.selection().is_empty()
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        use action::{Export as E, ExportValue as V};
        let [accept, cancel] = accept_or_cancel(if self.form.confirm { "overwrite" } else { "export" });
        let (field, value) = (Action::Export(E::NextField), Action::ExportValue(V::Next));
        vec![accept, Hint::of(field), Hint::of(value), cancel]
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        draw::draw(&self.form, &self.hints(state), state, areas, paint)
    }
}
