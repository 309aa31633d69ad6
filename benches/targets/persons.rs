//! Names among very many persons: the picker, with the list behind it, and completion.

use demarche::dataset::DataFiles;
use demarche::query::prepare;
use demarche::tui::app::Input;
use demarche::workspace;

use crate::screen::Screen;
use crate::table::Table;
use crate::{dataset, written};

/// Fewer events than this are measured with fewer persons.
const MAX_EVENTS: usize = 10_000;
/// The most persons.
const MAX_PERSONS: usize = 10_000;

/// Measures keys in a dataset with at most as many events as this, and as many persons as events.
pub(crate) fn measure(events: usize, table: &mut Table) {
    let (events, persons) = (events.min(MAX_EVENTS), events.min(MAX_PERSONS));
    let name = format!("synthetic-{events}-persons-{persons}");
    let folder = written(&name, |folder| dataset::write_with(events, persons, 1, folder));
    let workspace = workspace::open(&DataFiles::Paths(vec![folder]), &|_| {});
    prepare(&workspace.index);
    let mut screen = Screen::new(200, 60);
    screen.input(Input::Loaded(Box::new(workspace)));
    let with = |what: &str| format!("{persons} persons, {events} events: {what}");
    table.add(with("open the picker"), screen.press("p"), "", "");
    table.add(with("a letter in it"), screen.typed("shatu"), "", "8 (10,000 persons)");
    table.add(with("delete a letter"), screen.press("Backspace Backspace Backspace Backspace Backspace"), "", "8");
    table.add(with("letters of a name not there"), screen.typed("qwxzq"), "", "8");
    screen.press("Esc");
    screen.key("/");
    table.add(with("type \"person:shatu\", a letter"), screen.typed("person:shatu"), "", "8");
    table.add(with("type \",zzqx\", a letter"), screen.typed(",zzqx"), "", "8");
    screen.press("Esc");
}
