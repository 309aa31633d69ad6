//! What few quotes have.

use std::sync::Arc;

use thin_vec::ThinVec;

use super::Quote;
use crate::model::when::{Extent, When};
use crate::model::{Actor, PartyId, ProposalRef, QuoteId, Text};

/// The fields that few quotes have, kept apart so that the others do not pay for them. Read them through the methods of
/// [`Quote`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteDetails {
    /// When it was published, with its ends in the time zone of the dataset.
    pub published: Option<Box<(When, Extent)>>,
    /// Outlet.
    pub outlet: Option<Arc<str>>,
    /// The party spoken for, if not that of the speaker.
    pub on_behalf_of: Option<PartyId>,
    /// Who relayed it.
    pub relayed_by: Option<Actor>,
    /// Condition of a conditional stance.
    pub condition: Option<Text>,
    /// Quotes that it disputes.
    pub disputes: ThinVec<QuoteId>,
    /// Quotes that it replies to.
    pub replies_to: ThinVec<QuoteId>,
    /// Quotes that it corrects.
    pub corrects: ThinVec<QuoteId>,
    /// The quote of which this is another rendering.
    pub rendering_of: Option<QuoteId>,
    /// Proposals that it is about.
    pub proposals: ThinVec<ProposalRef>,
    /// Tags.
    pub tags: ThinVec<Arc<str>>,
}

impl QuoteDetails {
    /// None of them.
    const NONE: Self = Self {
        published: None,
        outlet: None,
        on_behalf_of: None,
        relayed_by: None,
        condition: None,
        disputes: ThinVec::new(),
        replies_to: ThinVec::new(),
        corrects: ThinVec::new(),
        rendering_of: None,
        proposals: ThinVec::new(),
        tags: ThinVec::new(),
    };

    /// In a box, if any is given.
    pub(crate) fn boxed(self) -> Option<Box<Self>> {
        let Self {
            published,
            outlet,
            on_behalf_of,
            relayed_by,
            condition,
            disputes,
            replies_to,
            corrects,
            rendering_of,
            proposals,
            tags,
        } = &self;
        let said = published.is_none() && outlet.is_none() && on_behalf_of.is_none() && relayed_by.is_none();
        let related = disputes.is_empty() && replies_to.is_empty() && corrects.is_empty() && rendering_of.is_none();
        let rest = condition.is_none() && proposals.is_empty() && tags.is_empty();
        (!said || !related || !rest).then(|| Box::new(self))
    }
}

impl Quote {
    /// All that few quotes have.
    pub(crate) fn details(&self) -> &QuoteDetails {
        static NONE: QuoteDetails = QuoteDetails::NONE;
        self.details.as_deref().unwrap_or(&NONE)
    }

    /// The same to change, made if it has none.
    pub(crate) fn details_mut(&mut self) -> &mut QuoteDetails {
        self.details.get_or_insert_default()
    }

    /// When it was said, if not at the time of the event.
    pub fn when(&self) -> Option<&When> {
        self.when.as_deref()
    }

    /// When it was published, with its ends in the time zone of the dataset.
    pub fn published(&self) -> Option<&(When, Extent)> {
        self.details().published.as_deref()
    }

    /// Outlet.
    pub fn outlet(&self) -> Option<&str> {
        self.details().outlet.as_deref()
    }

    /// The party spoken for, if not that of the speaker.
    pub fn on_behalf_of(&self) -> Option<PartyId> {
        self.details().on_behalf_of
    }

    /// Who relayed it.
    pub fn relayed_by(&self) -> Option<Actor> {
        self.details().relayed_by
    }

    /// Condition of a conditional stance.
    pub fn condition(&self) -> Option<&str> {
        self.details().condition.as_deref()
    }

    /// Quotes that it disputes.
    pub fn disputes(&self) -> &[QuoteId] {
        &self.details().disputes
    }

    /// Quotes that it replies to.
    pub fn replies_to(&self) -> &[QuoteId] {
        &self.details().replies_to
    }

    /// Quotes that it corrects.
    pub fn corrects(&self) -> &[QuoteId] {
        &self.details().corrects
    }

    /// The quote of which this is another rendering: the same statement as reported or translated by somebody else.
    pub fn rendering_of(&self) -> Option<QuoteId> {
        self.details().rendering_of
    }

    /// Proposals that it is about.
    pub(crate) fn proposals(&self) -> &[ProposalRef] {
        &self.details().proposals
    }

    /// Tags.
    pub fn tags(&self) -> &[Arc<str>] {
        &self.details().tags
    }
}
