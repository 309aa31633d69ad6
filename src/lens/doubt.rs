//! What speaks against a record: low credibility, or accounts that contradict it.

use crate::index::{Index, RecordId};
use crate::model::RecordRef;

/// The credibility (1 to 6, Admiralty code) from which a record is doubtful: `possibly true`.
const DOUBTFUL: u8 = 3;

/// Why a record is doubtful, in words; `None` if nothing in the dataset speaks against it.
///
/// A record with several citations is as credible as the best of them. Citations without a figure say nothing.
pub(crate) fn doubt(index: &Index, record: RecordId) -> Option<String> {
    let reference = index.record(record);
    let disputed = match reference {
        RecordRef::Event(id) => !index.dataset.events[id].claims.is_empty(),
        RecordRef::Quote(id) => {
            !index.dataset.quotes[id].disputes.is_empty() || !index.links.disputes.get(id).is_empty()
        }
    };
    let credibility = index.dataset.sources_of(reference).iter().filter_map(|citation| citation.credibility).min();
    match (credibility.filter(|figure| *figure >= DOUBTFUL), disputed) {
        (Some(figure), true) => Some(format!("credibility {figure}, disputed")),
        (Some(figure), false) => Some(format!("credibility {figure}")),
        (None, true) => Some("disputed".to_owned()),
        (None, false) => None,
    }
}
