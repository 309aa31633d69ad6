//! Vocabularies of proposals, versions and points.

use super::vocabulary;

vocabulary! {
    /// Kinds of proposal.
    ProposalKind, "proposal kind":
    Plan = "plan", "plan", "" "", "A plan for a settlement", "";
    CounterProposal = "counter-proposal", "counter-proposal", "" "", "An answer to a plan of another party", "";
    NonPaper = "non-paper", "non-paper", "" "", "An unofficial document that commits no one", "";
    Memorandum = "memorandum", "memorandum", "" "", "A written statement of one side's position", "";
    JointStatement = "joint-statement", "joint statement", "" "", "A statement issued jointly by several sides", "";
    Agreement = "agreement", "agreement", "" "", "A document on which the sides agree", "";
    Resolution = "resolution", "resolution", "" "", "Adopted by a body", "";
}

vocabulary! {
    /// Status of a version of a proposal.
    VersionStatus, "version status":
    Tabled = "tabled", "tabled", "" "", "Put forward", "";
    Discussed = "discussed", "discussed", "" "", "Under discussion by the sides", "";
    Superseded = "superseded", "superseded", "" "", "Replaced by a later version", "";
    Rejected = "rejected", "rejected", "" "", "Rejected by a side whose agreement it needs", "";
    Agreed = "agreed", "agreed", "" "", "Agreed but not signed", "";
    Signed = "signed", "signed", "" "", "Signed but not in force", "";
    InForce = "in-force", "in force", "" "", "In force", "";
    Withdrawn = "withdrawn", "withdrawn", "" "", "Withdrawn by its authors", "";
}

vocabulary! {
    /// Authenticity of a version.
    Authenticity, "authenticity":
    Official = "official", "official", "" "", "Published by its authors", "";
    Confirmed = "confirmed", "confirmed", "" "", "Published by others and confirmed by its authors", "";
    Reported = "reported", "reported", "" "", "Described by the press", "";
    Leaked = "leaked", "leaked", "" "", "Published without the consent of its authors, unconfirmed", "";
    Denied = "denied", "denied", "" "", "Denied by its supposed authors", "";
}

vocabulary! {
    /// State of a point.
    PointState, "point state":
    Agreed = "agreed", "agreed", "" "", "The sides agree on it", "";
    Bracketed = "bracketed", "bracketed", "" "", "In brackets: left for a higher level to decide", "";
    Open = "open", "open", "" "", "Not agreed", "";
}
