//! Reloads after one file has changed, to the frame.

use std::path::Path;

use demarche::dataset::DataFiles;
use demarche::tui::app::Input;
use demarche::workspace;

use crate::screen::Screen;
use crate::table::{Table, Times};

/// Reloads after a title in one file has changed, and again when it is what it was; the same with an event and two quotes that
/// are added and removed.
pub(crate) fn measure(screen: &mut Screen, folder: &Path, table: &mut Table) {
    let files = DataFiles::Paths(vec![folder.to_owned()]);
    let last = screen.app.whole().dataset.files.last().unwrap().clone();
    let text = std::fs::read_to_string(&last).unwrap();
    let (before, after) = text.split_at(text.rfind("\n[[event]]\n").unwrap());
    let changed = format!("{before}{}", after.replacen("title = \"", "title = \"Other ", 1));
    let event = &after[..after[1..].find("\n[[").map_or(after.len(), |end| end + 2)];
    let id = event.split_once("id = \"").and_then(|(_, id)| id.split_once('"')).unwrap().0;
    let event = event.replacen(id, "added", 1);
    let speaker = text.split_once("speaker = \"").and_then(|(_, id)| id.split_once('"')).unwrap().0;
    let quote = |event: &str| {
        format!("\n[[quote]]\nevent = \"{event}\"\nspeaker = \"{speaker}\"\ntext = \"Talks on the river.\"\n")
    };
    let added = format!("{before}{event}{}{}{after}", quote("added"), quote(id));
    let steps = [
        ("reload after a change of one file", &changed),
        ("  and of the same file again", &text),
        ("reload with an event and two quotes added", &added),
        ("  and removed", &text),
    ];
    for (what, text) in steps {
        std::fs::write(&last, text).unwrap();
        let (mut times, mut read) = (Times::default(), 0);
        times.time(|| {
            let workspace = workspace::open_again(&files, &screen.app.previous(), &|_| {});
            read = workspace.loaded.files_read;
            screen.input(Input::Loaded(Box::new(workspace)));
        });
        table.add(what, times, format!("{read} read"), "60");
    }
}
