//! The accounts lens: what each side says of the same event, side by side.
//!
//! A column is a side: a party with everything that is part of it. The rows of an event are the event itself, the matters on
//! which accounts of it differ, and the topics of the statements about it; words spoken come before paraphrases, then in the
//! order of time. Contradictions, declared by `disputes` or as differing accounts of one matter, share a numbered sign.
//!
//! * [`gather`] — the statements and accounts of a selection, by event and matter
//! * [`sheet`] — rows, columns and the signs of contradictions
//! * [`cell`] — the contents of a cell

mod cell;
mod gather;
mod sheet;

use gather::Group;

use super::sheet::Sheet;
use super::{Lens, Mode};
use crate::index::{Index, RecordId};
use crate::model::RecordRef;
use crate::view::{Answered, View};

/// The registry entry.
pub(super) const LENS: Lens = Lens {
    name: "accounts",
    title: "Accounts",
    help: "what each side says of the same event, side by side, with contradictions",
    columns: &["name", "weight"],
    modes: &[
        Mode {
            name: "event",
            title: "of one event",
            help: "accounts of one event; {next-event} and {previous-event} go to others",
            columns: &[],
        },
        Mode { name: "selection", title: "of all events", help: "accounts of all selected events", columns: &[] },
    ],
    quotes_only: false,
    build,
};

fn build(answered: &Answered, view: &View) -> Sheet {
    let index = &answered.index;
    let mut groups = gather::groups(answered, view.context);
    if groups.iter().all(|group| group.items.is_empty()) {
        let empty = sheet::grid(index, Vec::new(), view, None);
        return Sheet::grid(empty).with_empty_message(if view.query.is_empty() {
            "Nobody is quoted on these events, and no accounts of them differ."
        } else {
            "Nobody is quoted on these events, and no accounts differ; {filter-off} turns the filter off."
        });
    }
    let all = groups.len();
    // The command line has no cursor and shows all events.
    let one =
        LENS.mode(view).filter(|mode| mode.name == "event").and_then(|_| group_under_cursor(index, &groups, view));
    if let Some(at) = one {
        groups = groups.drain(at..=at).collect();
    }
    let grid = sheet::grid(index, groups, view, one.map(|at| (at, all)));
    Sheet { one_event: one.is_some(), ..Sheet::grid(grid) }
        .with_empty_message("No event, matter or side contains these words; {narrow} changes them.")
}

/// The number of the group of the event under the cursor, or of the quote under it; else of the first one.
fn group_under_cursor(index: &Index, groups: &[Group], view: &View) -> Option<usize> {
    let record = view.current.as_ref()?.record(index);
    let event = record.and_then(|record| match index.record(record) {
        RecordRef::Event(event) => Some(event),
        RecordRef::Quote(quote) => index.dataset.quotes[quote].event,
    });
    let found = groups.iter().position(|group| group.event == event);
    // An event that is no longer selected: the next one in time.
    let next = || groups.iter().position(|group| group.event.map(|event| index.of_event(event)) >= record);
    found.or_else(next).or(groups.len().checked_sub(1))
}

/// The events of the lens in order, each by a record that it shows: the event, or its first selected quote.
pub(crate) fn stops(answered: &Answered) -> Vec<RecordId> {
    let groups = gather::groups(answered, false);
    let first = |group: &Group| {
        let quote = group.items.iter().find_map(|item| item.record);
        group.event.map(|event| answered.index.of_event(event)).or(quote)
    };
    groups.iter().filter_map(first).collect()
}
