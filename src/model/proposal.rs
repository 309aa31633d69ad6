//! Proposals under negotiation, with their versions and the points of each version.

use thin_vec::ThinVec;

use super::ids::{HasId, PartyId, ProposalId, TopicId};
use super::people::{Alias, HasNames};
use super::source::Citation;
use super::text::Text;
use super::vocabulary::{Authenticity, PointState, ProposalKind, VersionStatus};
use super::when::{Bounds, When};

/// A plan, a memorandum or another document, with all its versions.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    /// Id.
    pub id: Text,
    /// Display name.
    pub name: Text,
    /// Aliases.
    pub aliases: Vec<Alias>,
    /// Kind.
    pub kind: Option<ProposalKind>,
    /// Authors.
    pub by: Vec<PartyId>,
    /// Note.
    pub note: Option<Text>,
    /// Versions in chronological order.
    pub versions: Vec<Version>,
}

/// A proposal, or one version of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProposalRef {
    /// The proposal.
    pub(crate) proposal: ProposalId,
    /// The position of the version in [`Proposal::versions`].
    pub(crate) version: Option<u32>,
}

/// One version of a proposal.
#[derive(Debug, Clone)]
pub struct Version {
    /// Id, unique within the proposal; references are written `proposal@version`.
    pub id: Text,
    /// Display name.
    pub name: Text,
    /// When it was put forward, with its bounds in the time zone of the dataset.
    pub when: (When, Bounds),
    /// When it became public, if later.
    pub published: Option<(When, Bounds)>,
    /// Authors, if not those of the proposal.
    pub by: Vec<PartyId>,
    /// The versions that it is based on.
    pub parents: Vec<ProposalRef>,
    /// Reported number of points.
    pub count: Option<u32>,
    /// Summary.
    pub summary: Option<Text>,
    /// Changes from its parents.
    pub changes: Option<Text>,
    /// Status.
    pub status: Option<VersionStatus>,
    /// Authenticity.
    pub authenticity: Option<Authenticity>,
    /// Sources.
    pub sources: ThinVec<Citation>,
    /// Points, as far as they are known.
    pub points: Vec<Point>,
}

/// One point of a version.
#[derive(Debug, Clone)]
pub struct Point {
    /// Number in this version; usually numeric.
    pub number: Text,
    /// Summary or short quotation.
    pub text: Text,
    /// Topic.
    pub topic: Option<TopicId>,
    /// Numbers of the points in the parent version that it is based on.
    pub from: Vec<Text>,
    /// State.
    pub state: Option<PointState>,
}

impl HasId for Proposal {
    fn id(&self) -> &str {
        &self.id
    }
}

impl HasNames for Proposal {
    fn name(&self) -> &str {
        &self.name
    }
    fn aliases(&self) -> &[Alias] {
        &self.aliases
    }
}
