//! Every reference from one record to another, found without a list of fields kept by hand.
//!
//! [`References`] is implemented for each record by taking it apart field by field (no `..`), and for each type of field: ids
//! refer to something, texts and numbers to nothing, options, lists and parts of records to what they contain. A new field
//! does not compile until it is visited, and a new reference needs nothing but its type.

use std::sync::Arc;

use thin_vec::ThinVec;

use super::ids::Id;
use super::tables::AnyId;
use super::text::Text;
use super::when::{Bounds, Extent, When, Zone};
use super::{
    Actor, Alias, Citation, Claim, ClaimValue, Delegation, Duration, Event, EventDetails, EventKind, Office, OwnKind,
    Party, Person, Place, Point, Proposal, ProposalRef, Quote, QuoteDetails, Report, Source, Speaker, Stances, Topic,
    Version,
};

/// New ids for old ones.
pub(crate) trait Rewrite {
    /// The id to refer to instead; `None` drops the reference.
    fn id<I: Id>(&mut self, id: I) -> Option<I>;

    /// The same for a reference to a proposal or one of its versions.
    fn proposal(&mut self, reference: ProposalRef) -> Option<ProposalRef> {
        Some(ProposalRef { proposal: self.id(reference.proposal)?, ..reference })
    }
}

/// A record, or part of one, with its references. The defaults are those of a value that refers to nothing.
pub(crate) trait References {
    /// Calls `visit` with each reference.
    fn visit(&self, _visit: &mut impl FnMut(AnyId)) {}

    /// Whether all required references are kept: the party of a delegation, the speaker of a quote, the source of a citation.
    fn is_complete(&self, _kept: &impl Fn(AnyId) -> bool) -> bool {
        true
    }

    /// Rewrites each reference. Dropped references become `None` if optional, and are removed from lists; returns false if a
    /// required reference is dropped.
    fn rewrite(&mut self, _to: &mut impl Rewrite) -> bool {
        true
    }
}

/// Types that refer to nothing.
macro_rules! values {
    ($($type:ty),+ $(,)?) => {
        $(impl References for $type {})+
    };
}

values!(Text, Arc<str>, bool, u8, u32, i64, f64, When, Bounds, Extent, Zone, Duration);

/// Records and their parts: all of their fields, in the order of their declaration; after the arrow the method that says whether it is still meaningful
/// when references were dropped.
macro_rules! records {
    ($($type:ident { $($field:ident),+ $(,)? } $(=> $meaningful:ident)?)+) => {$(
        impl References for $type {
            fn visit(&self, visit: &mut impl FnMut(AnyId)) {
                let Self { $($field),+ } = self;
                $($field.visit(visit);)+
            }

            fn is_complete(&self, kept: &impl Fn(AnyId) -> bool) -> bool {
                let Self { $($field),+ } = self;
                $($field.is_complete(kept))&&+
            }

            fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
                let Self { $($field),+ } = self;
                // All fields are rewritten (and counted), even after a required reference is dropped.
                [$($field.rewrite(to)),+].iter().all(|complete| *complete) $(&& self.$meaningful())?
            }
        }
    )+};
}

records! {
    Alias { name, lang, kind }
    Party { id, name, short, aliases, kind, country, parent, role, color, wikidata }
    Office { title, party, from, to }
    Person { id, name, sort, aliases, party, role, offices, wikidata, note }
    Place { id, name, aliases, city, country, timezone, lat, lon, precision, wikidata }
    Topic { id, name, aliases, parent, definition, for_means, against_means }
    Source {
        id, publisher, author, title, url, published, accessed, archive, sha256, language, class, reliability, via, note,
    }
    Citation { source, locator, credibility }
    Point { number, text, topic, from, state }
    Version {
        id, name, when, published, by, parents, count, summary, changes, status, authenticity, sources, points,
    }
    Proposal { id, name, aliases, kind, by, note, versions }
    OwnKind { id, name, like }
    Delegation { party, people, role, head }
    Report { on, status, when, place, note, sources } => is_meaningful
    Claim { field, value, by, sources } => is_attributed
    Event {
        id, title, kind, when, status, place, format, delegations, about, topics, proposals, result, outcome, summary, note,
        follows, related, sources, reports, claims, details,
    }
    EventDetails { due, duration, venue, people, tags, seq, part_of, known }
    Quote {
        id, id_is_written, text, speaker, event, when, channel, to, language, original, translated, fidelity,
        fidelity_is_written, topics, stance, act, place, note, sources, details,
    }
    QuoteDetails {
        published, outlet, on_behalf_of, relayed_by, condition, disputes, replies_to, corrects, rendering_of, proposals, tags,
    }
}

/// Alternatives, each with one value; the arrow as for records.
macro_rules! alternatives {
    ($($type:ident { $($variant:ident),+ } $(=> $meaningful:ident)?)+) => {$(
        impl References for $type {
            fn visit(&self, visit: &mut impl FnMut(AnyId)) {
                match self {
                    $(Self::$variant(value) => value.visit(visit)),+
                }
            }

            fn is_complete(&self, kept: &impl Fn(AnyId) -> bool) -> bool {
                match self {
                    $(Self::$variant(value) => value.is_complete(kept)),+
                }
            }

            fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
                let complete = match self {
                    $(Self::$variant(value) => value.rewrite(to)),+
                };
                complete $(&& self.$meaningful())?
            }
        }
    )+};
}

alternatives! {
    Actor { Person, Party }
    Speaker { Actor, Described }
    Stances { All, ByTopic } => is_meaningful
    ClaimValue { When, Duration, Result, Text, Place, People } => is_meaningful
}

/// A kind defined by the dataset is required if given: without it the event would change its kind.
impl References for EventKind {
    fn visit(&self, visit: &mut impl FnMut(AnyId)) {
        let Self { base, own } = self;
        base.visit(visit);
        own.visit(visit);
    }

    fn is_complete(&self, kept: &impl Fn(AnyId) -> bool) -> bool {
        let Self { base, own } = self;
        base.is_complete(kept) && own.is_none_or(|own| kept(AnyId::of(own)))
    }

    fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
        let Self { base, own } = self;
        let had = own.is_some();
        base.rewrite(to) && own.rewrite(to) && own.is_some() == had
    }
}

impl References for ProposalRef {
    fn visit(&self, visit: &mut impl FnMut(AnyId)) {
        // The version is a position within the proposal.
        let Self { proposal, version: _ } = self;
        proposal.visit(visit);
    }

    fn is_complete(&self, kept: &impl Fn(AnyId) -> bool) -> bool {
        let Self { proposal, version: _ } = self;
        proposal.is_complete(kept)
    }

    fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
        match to.proposal(*self) {
            Some(new) => {
                *self = new;
                true
            }
            None => false,
        }
    }
}

impl<T: References> References for Box<T> {
    fn visit(&self, visit: &mut impl FnMut(AnyId)) {
        (**self).visit(visit);
    }

    fn is_complete(&self, kept: &impl Fn(AnyId) -> bool) -> bool {
        (**self).is_complete(kept)
    }

    fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
        (**self).rewrite(to)
    }
}

impl<T: References> References for Option<T> {
    fn visit(&self, visit: &mut impl FnMut(AnyId)) {
        if let Some(value) = self {
            value.visit(visit);
        }
    }

    fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
        if let Some(value) = self
            && !value.rewrite(to)
        {
            *self = None;
        }
        true
    }
}

/// Lists.
macro_rules! lists {
    ($($list:ident),+) => {$(
        impl<T: References> References for $list<T> {
            fn visit(&self, visit: &mut impl FnMut(AnyId)) {
                self.iter().for_each(|item| item.visit(visit));
            }

            fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
                self.retain_mut(|item| item.rewrite(to));
                true
            }
        }
    )+};
}

lists!(Vec, ThinVec);

impl<A: References, B: References> References for (A, B) {
    fn visit(&self, visit: &mut impl FnMut(AnyId)) {
        self.0.visit(visit);
        self.1.visit(visit);
    }

    fn is_complete(&self, kept: &impl Fn(AnyId) -> bool) -> bool {
        self.0.is_complete(kept) && self.1.is_complete(kept)
    }

    fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
        let (first, second) = (self.0.rewrite(to), self.1.rewrite(to));
        first && second
    }
}
