//! Vocabularies of events: kind, status, result, format.

use super::vocabulary;

vocabulary! {
    /// Kinds of event.
    Kind, "kind":
    Talks = "talks", "talks", "●" "*", "Negotiations between delegations", "046";
    Meeting = "meeting", "meeting", "●" "*", "Officials of two or more sides meet", "040";
    Summit = "summit", "summit", "●" "*", "Heads of state or government meet", "040";
    Call = "call", "call", "◖" "c", "Consultation by telephone or video", "041";
    Mediation = "mediation", "mediation", "●" "*", "A third party brings the sides together", "045";
    Statement = "statement", "statement", "○" "o", "A public statement outside a briefing or interview", "010";
    Briefing = "briefing", "briefing", "○" "o", "An official answers the press", "010";
    Interview = "interview", "interview", "○" "o", "Answers to the questions of one outlet", "010";
    Speech = "speech", "speech", "○" "o", "A prepared speech", "010";
    Post = "post", "post", "○" "o", "Published by its author on a social network", "010";
    Readout = "readout", "readout", "○" "o", "One side's account of a meeting or call, as issued", "010";
    Proposal = "proposal", "proposal", "◆" "D", "A document or an offer is put forward", "PLOVER:PROPOSE";
    Revision = "revision", "revision", "◆" "D", "A document under negotiation is changed", "PLOVER:PROPOSE";
    Leak = "leak", "leak", "◇" "d", "Something confidential becomes public", "";
    Reply = "reply", "reply", "◆" "D", "An answer to a proposal", "";
    JointStatement = "joint-statement", "joint statement", "◆" "D", "A statement issued jointly by several sides", "";
    Agreement = "agreement", "agreement", "◆" "D", "The sides agree on a document or a step", "057";
    Signature = "signature", "signature", "◆" "D", "A document is signed", "057";
    Vote = "vote", "vote", "◆" "D", "A body votes on a matter of the negotiation", "";
    Ceasefire = "ceasefire", "ceasefire", "▼" "V", "Fighting stops or is to stop, wholly or in part", "0871";
    Violation = "violation", "violation", "▲" "A", "A ceasefire or commitment is reported to be violated", "";
    Exchange = "exchange", "exchange", "▼" "V", "Prisoners, detainees or bodies are handed over", "0841";
    Sanction = "sanction", "sanction", "▲" "A", "Sanctions are imposed, tightened or lifted", "163";
    Aid = "aid", "aid", "▼" "V", "Military, financial or humanitarian aid is given or stopped", "070";
    Attack = "attack", "attack", "▲" "A", "Force is used", "190";
    Front = "front", "front", "▲" "A", "The line of contact is reported to change", "190";
    Breakdown = "breakdown", "breakdown", "▲" "A", "Talks are broken off or suspended", "164";
    Personnel = "personnel", "personnel", "▪" "=", "Somebody takes or leaves an office relevant to the negotiation", "";
    Deadline = "deadline", "deadline", "◇" "d", "A date is set, moved or passes", "";
    Publication = "publication", "publication", "◇" "d", "A document or report is published", "";
    Other = "other", "other", "▪" "=", "None of these", "";
}

vocabulary! {
    /// Status of an event, as far as is known.
    Status, "status":
    Planned = "planned", "planned", "◌" "p", "Announced but not yet held", "";
    Rumoured = "rumoured", "rumoured", "◌" "p", "Reported as planned, but not announced", "";
    Ongoing = "ongoing", "ongoing", "◐" "&", "Has begun but not ended", "";
    Held = "held", "held", "" "", "Took place", "";
    Postponed = "postponed", "postponed", "✗" "x", "Postponed, with or without a new date", "";
    Cancelled = "cancelled", "cancelled", "✗" "x", "Called off", "";
    Denied = "denied", "denied", "✗" "x", "Reported, but denied by those concerned", "";
}

vocabulary! {
    /// Results of an event.
    ResultCode, "result":
    Agreement = "agreement", "agreement", "" "", "The sides agreed", "";
    Partial = "partial", "partial agreement", "" "", "Some points or steps were agreed", "";
    NoBreakthrough = "no-breakthrough", "no breakthrough", "" "", "Talks ended without agreement and are to continue", "";
    Breakdown = "breakdown", "breakdown", "" "", "Talks failed", "";
    Unknown = "unknown", "unknown", "" "", "Nothing reliable is known about the result", "";
}

vocabulary! {
    /// How the participants communicated.
    EventFormat, "format":
    InPerson = "in-person", "in person", "" "", "All participants in one place", "";
    Phone = "phone", "by phone", "" "", "By telephone", "";
    Video = "video", "by video", "" "", "By video link", "";
    Written = "written", "in writing", "" "", "By letter or document", "";
    Shuttle = "shuttle", "shuttle", "" "", "A mediator travels between sides that do not meet", "";
}

vocabulary! {
    /// Fields of an event on which accounts can conflict.
    ClaimField, "claim field":
    When = "when", "time", "" "", "When it happened", "";
    Duration = "duration", "duration", "" "", "How long it lasted", "";
    Result = "result", "result", "" "", "Its result, in one word", "";
    Outcome = "outcome", "outcome", "" "", "Its outcome, in a sentence", "";
    Place = "place", "place", "" "", "Where it happened", "";
    People = "people", "people", "" "", "Who was present", "";
}

impl Status {
    /// Whether the event took place or is taking place.
    pub(crate) fn took_place(self) -> bool {
        matches!(self, Self::Held | Self::Ongoing)
    }
}
