//! What a negotiation is: plain data, no file, no query, no screen.
//!
//! Start with [`dataset`] (all tables), then [`event`] and [`quote`] (the two kinds of record on the timeline), then [`when`]
//! (time). [`people`] has persons, parties, places and topics, [`source`] sources and citations, [`proposal`] the documents
//! under negotiation with their versions, [`vocabulary`] the closed lists of values. [`references`] visits and rewrites all
//! references between records, [`subset`] takes part of a dataset, [`known`] says when a record became public, [`asof`]
//! makes the dataset of an earlier day from that, and [`mod@text`] is how texts are stored.

pub(crate) mod asof;
pub(crate) mod dataset;
pub(crate) mod event;
pub(crate) mod ids;
pub(crate) mod known;
pub(crate) mod people;
pub(crate) mod proposal;
pub(crate) mod quote;
pub(crate) mod references;
#[cfg(test)]
mod sizes;
pub(crate) mod source;
pub(crate) mod subset;
pub(crate) mod table;
pub(crate) mod tables;
pub(crate) mod text;
pub mod vocabulary;
pub mod when;

pub(crate) use asof::Then;
pub use dataset::{About, Dataset, Origin, OwnKind, RecordRef, SavedView};
pub use event::{Claim, ClaimValue, Delegation, Duration, Event, EventDetails, EventKind, Report};
pub use ids::{EventId, HasId, Id, KindId, PartyId, PersonId, PlaceId, ProposalId, QuoteId, SourceId, TopicId};
pub use known::Known;
pub use people::{Actor, Alias, Office, Party, Person, Place, Topic};
pub(crate) use proposal::{Point, Proposal, ProposalRef, Version};
pub use quote::{Quote, QuoteDetails, Speaker, Stances};
pub use source::{Citation, Source};
pub use subset::Subset;
pub use table::Table;
pub use tables::{AnyId, PerTable, TableName};
pub use text::Text;
pub(crate) use text::TextBuffer;
pub(crate) use when::{Bounds, When, Zone};
