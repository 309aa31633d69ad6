//! The texts of a record that are searched, as written and folded.

use memchr::memchr;

use crate::model::{Dataset, RecordRef, Speaker};
use crate::names::fold_into;

/// Calls `each` with every text of a record that is searched.
pub(crate) fn fields<'d>(dataset: &'d Dataset, record: RecordRef, mut each: impl FnMut(&'d str)) {
    match record {
        RecordRef::Event(id) => {
            let event = &dataset.events[id];
            each(&event.title);
            let texts = [event.summary.as_deref(), event.outcome.as_deref(), event.venue(), event.note.as_deref()];
            texts.into_iter().flatten().chain(event.tags().iter().map(|tag| &**tag)).for_each(each);
        }
        RecordRef::Quote(id) => {
            let quote = &dataset.quotes[id];
            each(&quote.text);
            if let Speaker::Described(description) = &quote.speaker {
                each(description);
            }
            let texts = [quote.original.as_deref(), quote.condition(), quote.note.as_deref()];
            texts.into_iter().flatten().chain(quote.tags().iter().map(|tag| &**tag)).for_each(each);
        }
    }
}

/// Replaces a text by the folded fields of a record, each followed by a line break.
pub(crate) fn fold_fields(folded: &mut String, dataset: &Dataset, record: RecordRef) {
    folded.clear();
    fields(dataset, record, |field| push_folded(folded, field));
}

/// Appends a folded field and a line break, of which it contains no other.
pub(super) fn push_folded(folded: &mut String, field: &str) {
    let from = folded.len();
    fold_into(folded, field);
    if memchr(b'\n', &folded.as_bytes()[from..]).is_some() {
        let line = folded[from..].replace('\n', " ");
        folded.replace_range(from.., &line);
    }
    folded.push('\n');
}
