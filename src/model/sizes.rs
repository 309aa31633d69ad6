//! How much space a record takes before its texts and lists, as upper limits: there can be a million of them.

use super::event::EventDetails;
use super::quote::QuoteDetails;
use super::{Citation, Claim, Delegation, Event, EventId, Quote, Report, Source, When};

#[test]
fn records_are_small() {
    let sizes = [
        ("event", size_of::<Event>(), 184),
        ("details of an event", size_of::<EventDetails>(), 96),
        ("quote", size_of::<Quote>(), 168),
        ("details of a quote", size_of::<QuoteDetails>(), 96),
        ("time", size_of::<When>(), 56),
        ("source", size_of::<Source>(), 248),
        ("citation", size_of::<Citation>(), 24),
        ("delegation", size_of::<Delegation>(), 24),
        ("report", size_of::<Report>(), 48),
        ("claim", size_of::<Claim>(), 48),
        ("optional id", size_of::<Option<EventId>>(), 4),
    ];
    let larger: Vec<_> = sizes.iter().filter(|(_, size, limit)| size > limit).collect();
    assert!(larger.is_empty(), "larger than the limit: {larger:?}");
}
