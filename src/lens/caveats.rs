//! What a reader must know before relying on a record: doubtful credibility, dispute, correction, another rendering of the same
//! words, conflicting accounts. Rows and cards say it in short; copied quotes and all exports in full.

use crate::index::{Index, RecordId};
use crate::model::{EventId, QuoteId, RecordRef};
use crate::prose;

/// The worst credibility of information (Admiralty code) that needs no caveat: 2, probably true.
const NO_CAVEAT: u8 = 2;

/// How the caveat of an event with rival claims begins.
pub(crate) const ACCOUNTS: &str = "conflicting accounts";

/// What speaks against a record, in short; `None` if nothing does: doubtful credibility, or accounts that contradict it.
pub(crate) fn doubt(index: &Index, record: RecordRef) -> Option<String> {
    let credibility = credibility(index, record).map(|figure| format!("credibility {figure}"));
    let disputed = index.is_disputed(record).then(|| "disputed".to_owned());
    let reasons: Vec<String> = credibility.into_iter().chain(disputed).collect();
    (!reasons.is_empty()).then(|| reasons.join(", "))
}

/// The credibility of a record, which is that of its best citation, if it needs a caveat.
fn credibility(index: &Index, record: RecordRef) -> Option<u8> {
    index.dataset.credibility(record).filter(|figure| *figure > NO_CAVEAT)
}

/// The caveats of a record, each a clause; none for most records.
pub(crate) fn caveats(index: &Index, record: RecordRef) -> Vec<String> {
    let mut found: Vec<String> = credibility(index, record).map(prose::credibility).into_iter().collect();
    match record {
        RecordRef::Event(id) => found.extend(accounts(index, id)),
        RecordRef::Quote(id) => relations(index, id, &mut found),
    }
    found
}

/// The fields of which there are conflicting accounts.
fn accounts(index: &Index, id: EventId) -> Option<String> {
    let mut fields: Vec<&str> = Vec::new();
    for claim in &index.dataset.events[id].claims {
        let label = prose::claim_label(claim.field);
        if !fields.contains(&label) {
            fields.push(label);
        }
    }
    (!fields.is_empty()).then(|| format!("{ACCOUNTS} of the {}", fields.join(", ")))
}

fn relations(index: &Index, id: QuoteId, found: &mut Vec<String>) {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let named = |id: QuoteId| {
        let other = &dataset.quotes[id];
        format!("{} ({})", dataset.speaker_name(other), other.id)
    };
    let quotes = |records: &[RecordId]| -> Vec<QuoteId> {
        let quotes = records.iter().filter_map(|record| match index.record(*record) {
            RecordRef::Quote(id) => Some(id),
            RecordRef::Event(_) => None,
        });
        quotes.collect()
    };
    let mut add = |label: &str, ids: &[QuoteId]| {
        if !ids.is_empty() {
            found.push(format!("{label} {}", ids.iter().map(|id| named(*id)).collect::<Vec<_>>().join(", ")));
        }
    };
    add("disputed by", &quotes(&index.links.disputes.get(id)));
    add("disputes", quote.disputes());
    add("corrected by", &quotes(&index.links.corrections.get(id)));
    add("corrects", quote.corrects());
    if let Some(original) = dataset.rendered(quote) {
        found.push(format!("another rendering of {}", dataset.quotes[original].id));
        return;
    }
    let renderings: Vec<&str> = index.links.renderings.get(id).iter().map(|record| index.id(*record)).collect();
    if !renderings.is_empty() {
        found.push(format!("also rendered as {}", renderings.join(", ")));
    }
}
