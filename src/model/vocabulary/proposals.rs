//! Words about proposals, their versions and their points.

use super::vocabulary;

vocabulary! {
    /// What a proposal is.
    ProposalKind, "kind of proposal":
    Plan = "plan", "plan", "" "", "A plan for a settlement", "";
    CounterProposal = "counter-proposal", "counter-proposal", "" "", "An answer to another's plan", "";
    NonPaper = "non-paper", "non-paper", "" "", "A text without a letterhead that binds nobody", "";
    Memorandum = "memorandum", "memorandum", "" "", "One side's view in writing", "";
    JointStatement = "joint-statement", "joint statement", "" "", "Words issued by several sides together", "";
    Agreement = "agreement", "agreement", "" "", "What the sides agree on", "";
    Resolution = "resolution", "resolution", "" "", "Adopted by a body", "";
}

vocabulary! {
    /// How far a version of a proposal has come.
    VersionStatus, "status of a version":
    Tabled = "tabled", "tabled", "" "", "Put forward", "";
    Discussed = "discussed", "discussed", "" "", "Talked about by the sides", "";
    Superseded = "superseded", "superseded", "" "", "Replaced by a later version", "";
    Rejected = "rejected", "rejected", "" "", "Refused by a side whose agreement it needs", "";
    Agreed = "agreed", "agreed", "" "", "Agreed and not signed", "";
    Signed = "signed", "signed", "" "", "Signed and not in force", "";
    InForce = "in-force", "in force", "" "", "In force", "";
    Withdrawn = "withdrawn", "withdrawn", "" "", "Taken back by those who put it forward", "";
}

vocabulary! {
    /// How sure it is that a version is what it is said to be.
    Authenticity, "authenticity":
    Official = "official", "official", "" "", "Published by its authors", "";
    Confirmed = "confirmed", "confirmed", "" "", "Published by others, confirmed by its authors", "";
    Reported = "reported", "reported", "" "", "Described by the press", "";
    Leaked = "leaked", "leaked", "" "", "Published against the will of its authors, not confirmed", "";
    Denied = "denied", "denied", "" "", "Denied by those to whom it is ascribed", "";
}

vocabulary! {
    /// How far one point has come.
    PointState, "state of a point":
    Agreed = "agreed", "agreed", "" "", "The sides agree on it", "";
    Bracketed = "bracketed", "bracketed", "" "", "Left in brackets, for a higher level to settle", "";
    Open = "open", "open", "" "", "Not agreed", "";
}
