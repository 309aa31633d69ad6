//! The texts that are negotiated: proposals, their versions, and the versions point by point.

use super::ids::{HasId, PartyId, ProposalId, TopicId};
use super::people::{Alias, HasNames};
use super::source::Citation;
use super::vocabulary::{Authenticity, PointState, ProposalKind, VersionStatus};
use super::when::{Bounds, When};

/// A plan, a counter-proposal, a memorandum: one text through all its versions.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    /// As written.
    pub id: Box<str>,
    /// The name shown.
    pub name: Box<str>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// What it is.
    pub kind: Option<ProposalKind>,
    /// Its authors.
    pub by: Vec<PartyId>,
    /// A remark.
    pub note: Option<Box<str>>,
    /// Its versions in order of time.
    pub versions: Vec<Version>,
}

/// A proposal, or one version of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProposalRef {
    /// The proposal.
    pub proposal: ProposalId,
    /// The position of the version in [`Proposal::versions`].
    pub version: Option<u32>,
}

/// One version of a proposal.
#[derive(Debug, Clone)]
pub struct Version {
    /// As written, unique within the proposal; referred to as `proposal@version`.
    pub id: Box<str>,
    /// The name shown.
    pub name: Box<str>,
    /// When it was put forward, with its bounds in the dataset's zone.
    pub when: (When, Bounds),
    /// When it became public, if later.
    pub published: Option<(When, Bounds)>,
    /// Its authors, if others than the proposal's.
    pub by: Vec<PartyId>,
    /// The versions that it was made from.
    pub parents: Vec<ProposalRef>,
    /// How many points it has, as reported.
    pub count: Option<u32>,
    /// What it says.
    pub summary: Option<Box<str>>,
    /// What changed against its parents.
    pub changes: Option<Box<str>>,
    /// How far it has come.
    pub status: Option<VersionStatus>,
    /// How sure it is that it is what it is said to be.
    pub authenticity: Option<Authenticity>,
    /// Where it is known from.
    pub sources: Vec<Citation>,
    /// Its points, so far as they are known.
    pub points: Vec<Point>,
}

/// One point of a version.
#[derive(Debug, Clone)]
pub struct Point {
    /// The number in this version; usually a figure.
    pub number: Box<str>,
    /// A summary in own words, or a short quotation.
    pub text: Box<str>,
    /// What it is about.
    pub topic: Option<TopicId>,
    /// The numbers in the parent from which it comes.
    pub from: Vec<Box<str>>,
    /// How far it has come.
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
