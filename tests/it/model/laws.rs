//! What holds on every screen, whatever led to it: the cursor is in the list and in sight, everything shows one selection, and
//! nothing is drawn outside its place.

use std::cell::Cell;
use std::hash::{DefaultHasher, Hash, Hasher};

use demarche::index::{Bits, Index, RecordId, Snapshots};
use demarche::lens;
use demarche::sanitize::is_hostile;
use demarche::tui::action::Context;
use demarche::tui::app::App;
use demarche::tui::effect::{ExportRequest, Overwrite};
use demarche::tui::state::Focus;
use demarche::tui::ui::screen::draw;
use demarche::view::{Marks, View};
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

use super::screen::hold;

type Checked = Result<(), String>;

fn ids(index: &Index, records: &Bits) -> Vec<String> {
    records.iter().map(|record| index.id(record).to_owned()).collect()
}

/// The cursor, the selection, and the rows of the list. `again` is the same data, indexed once more.
pub(super) fn check(app: &App, again: &Snapshots) -> Checked {
    let state = app.state();
    let (rows, cursor, top) = state.list();
    let height = usize::from(state.layout().list.height).max(1);
    hold!(cursor < rows.len().max(1), "the cursor is in row {cursor} of {}", rows.len());
    hold!(top <= cursor && cursor < top + height, "the cursor is in row {cursor}, shown are {height} from {top}");
    hold!(top < rows.len().max(1), "shown is from row {top} of {}", rows.len());
    let stops = (0..rows.len()).any(|at| rows.is_stop(at));
    hold!(!stops || rows.is_stop(cursor), "the cursor is on {:?}", rows.get(cursor));

    let (index, selection) = (app.index(), state.selection());
    hold!(selection.records.count() == selection.len(), "{} records, {selection:?}", selection.len());
    hold!(selection.total == index.len(), "of {} records, not of {}", selection.total, index.len());
    if let Some(current) = state.current() {
        // Accounts show all quotes of a selected event, those that are not selected as context. In the detail pane of a cell, the
        // cursor is on a link, which may lead to any record.
        let is_link = state.focus() == Focus::Detail && !["timeline", "quotes"].contains(&state.view().lens);
        let shown = selection.records.contains(current)
            || selection.context.contains(current)
            || state.view().lens == "accounts"
            || is_link;
        hold!(shown, "the cursor is on {}, which is not shown", index.id(current));
    }

    // The view means the same to whoever asks: the screen has not kept anything from an earlier one.
    let view = state.view();
    let asked = view.ask(again, state.marks());
    let asked = asked.map_err(|error| format!("the query of the view is wrong: {}", error.report(&view.query)))?;
    let expected = ids(&asked.index, &asked.selection.records);
    hold!(ids(index, &selection.records) == expected, "shown are not the records of {view:?}");
    hold!(ids(index, &selection.context) == ids(&asked.index, &asked.selection.context), "other context than {view:?}");

    // The cells of other lenses stand for records, each in as many as it likes.
    let is_list = view.lens == "timeline" || view.lens == "quotes" && view.mode.as_deref() != Some("concordance");
    if !is_list {
        return Ok(());
    }
    let mut listed: Vec<RecordId> = rows.records().collect();
    listed.sort_unstable_by_key(|record| record.0);
    hold!(listed.windows(2).all(|pair| pair[0] != pair[1]), "a record is listed twice");
    listed.retain(|record| selection.records.contains(*record));
    let listed: Vec<&str> = listed.into_iter().map(|record| index.id(record)).collect();
    hold!(listed == of_lens(app), "the list has {listed:?}, not {:?}", of_lens(app));
    Ok(())
}

/// The ids of the records selected, as far as the lens shows them.
fn of_lens(app: &App) -> Vec<&str> {
    let (state, index) = (app.state(), app.index());
    let quotes_only = lens::find(state.view().lens).is_some_and(|lens| lens.quotes_only);
    let records = state.selection().records.iter();
    records.filter(|record| !(quotes_only && index.events.contains(*record))).map(|record| index.id(record)).collect()
}

/// Exports and the copied command line have the same selection.
pub(super) fn check_exports(app: &App, again: &Snapshots) -> Checked {
    let (state, index) = (app.state(), app.index());
    let expected = of_lens(app);
    let events = expected.iter().filter(|id| index.dataset.events.find(id).is_some()).count();
    let request = ExportRequest {
        format: "jsonl",
        path: None,
        overwrite: Overwrite::Never,
        marked: false,
        with_context: false,
        with_points: false,
    };
    let counts = state.export_counts(&request);
    hold!(counts == (events, expected.len() - events), "an export would have {counts:?}");
    let mut written = Vec::new();
    state.write_export(&request, DATE, &mut written).map_err(|error| error.to_string())?;
    let lines: Vec<serde_json::Value> =
        written.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let found: Vec<&str> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
    hold!(found == expected, "exported are {found:?}, not {expected:?}");

    let command = app.command();
    if command.contains("$'") {
        // Quoted for characters that a terminal acts upon, which `shlex` does not read.
        return Ok(());
    }
    let words = shlex::split(&command).ok_or("the command line cannot be read by a shell")?;
    let query = words.iter().position(|word| word == "-q").map_or("", |at| words[at + 1].as_str());
    // Marks are of the screen alone.
    if !state.view().marked_only && !query.contains("marked") {
        let listed = View { query: query.to_owned(), ..View::default() }.ask(again, &Marks::default());
        let listed = listed.map_err(|error| format!("the copied query is wrong: {}", error.report(query)))?;
        let listed = ids(&listed.index, &listed.selection.records);
        hold!(listed == ids(index, &state.selection().records), "`list -q {query:?}` has other records");
    }
    Ok(())
}

const DATE: chrono::DateTime<chrono::Utc> = chrono::DateTime::UNIX_EPOCH;

/// Draws on a larger screen than the program knows of: what is beyond its own stays blank.
pub(super) fn check_drawing(app: &App) -> Checked {
    let areas = app.state().layout();
    let (width, height) = (areas.screen.width, areas.screen.height);
    let mut terminal = Terminal::new(TestBackend::new(width + 2, height + 1)).map_err(|error| error.to_string())?;
    terminal.draw(|frame| draw(app, frame)).map_err(|error| error.to_string())?;
    let at = terminal.backend_mut().get_cursor_position().map_err(|error| error.to_string())?;
    hold!(at.x < width.max(1) && at.y < height.max(1), "the text cursor is at {at}, outside the screen");
    let buffer = terminal.backend().buffer();
    for y in 0..=height {
        for x in 0..width + 2 {
            let symbol = buffer[(x, y)].symbol();
            if symbol == " " {
                continue;
            }
            let inside = x < width && y < height;
            hold!(inside, "{symbol:?} is drawn outside the screen, at {x}, {y}");
            hold!(!symbol.contains(is_hostile), "{symbol:?} is drawn at {x}, {y}");
            let cells = symbol.width() as u16;
            hold!(x + cells <= width, "{symbol:?} at {x}, {y} sticks out of the screen");
        }
    }
    if app.contexts() == [Context::Browse] {
        divided(app, buffer)?;
        counted(app, buffer)?;
    }
    SCREENS.set({
        let mut digest = DefaultHasher::new();
        (SCREENS.get(), width, height, &buffer.content, at.x, at.y).hash(&mut digest);
        digest.finish()
    });
    Ok(())
}

thread_local! {
    /// A digest of all screens that this thread has drawn, with their colours and the text cursor.
    pub(crate) static SCREENS: Cell<u64> = const { Cell::new(0) };
}

/// Nothing of a pane reaches into the line beside it.
fn divided(app: &App, buffer: &Buffer) -> Checked {
    let areas = app.state().layout();
    if !areas.two_panes() || areas.is_stacked() {
        return Ok(());
    }
    let line = areas.divider;
    for y in line.y..line.bottom() {
        let symbol = buffer[(line.x, y)].symbol();
        hold!(symbol == "│", "{symbol:?} stands between the panes, in row {y}");
        let before = line.x.checked_sub(1).map_or("", |x| buffer[(x, y)].symbol());
        hold!(before.width() < 2, "{before:?} reaches between the panes, in row {y}");
    }
    Ok(())
}

/// The header counts what is selected.
fn counted(app: &App, buffer: &Buffer) -> Checked {
    let (area, selection) = (app.state().layout().header, app.state().selection());
    // Narrower, or with a long date of reference, there may be no room.
    if area.width < 150 {
        return Ok(());
    }
    let row: String = (area.x..area.right()).map(|x| buffer[(x, area.y)].symbol()).collect();
    for (count, noun) in [(selection.events, "event"), (selection.quotes, "quote")] {
        hold!(count == 0 || row.contains(&format!("{count} {noun}")), "the header does not count {count}: {row}");
    }
    Ok(())
}
