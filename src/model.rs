//! What a negotiation is: plain data, no file, no query, no screen.
//!
//! Start with [`dataset`] (everything that was loaded), then [`event`] and [`quote`] (the two kinds of record), then
//! [`when`] (time). [`people`] holds who and where and about what, [`source`] where it is known from, [`proposal`] the
//! texts that are negotiated, [`vocabulary`] the closed lists of words. [`known`] tells when something became public;
//! `asof.rs` makes the dataset of an earlier day from that.

mod asof;
pub mod dataset;
pub mod event;
pub mod ids;
pub mod known;
pub mod people;
pub mod proposal;
pub mod quote;
pub mod references;
pub mod source;
pub mod subset;
pub mod tables;
pub mod vocabulary;
pub mod when;

pub use dataset::{About, Dataset, Origin, OwnKind, RecordRef, SavedView};
pub use event::{Claim, ClaimValue, Delegation, Duration, Event, EventKind, Report};
pub use ids::{EventId, HasId, Id, KindId, PartyId, PersonId, PlaceId, ProposalId, QuoteId, SourceId, Table, TopicId};
pub use known::Known;
pub use people::{Actor, Alias, Office, Party, Person, Place, Topic};
pub use proposal::{Point, Proposal, ProposalRef, Version};
pub use quote::{Quote, Speaker, Stances};
pub use source::{Citation, Source};
pub use subset::Subset;
pub use tables::{AnyId, PerTable, TableName};
pub use when::{Bounds, When, Zone};
