//! Words about events: what they are, whether they took place, what came of them.

use super::vocabulary;

vocabulary! {
    /// What an event is.
    Kind, "kind":
    Talks = "talks", "talks", "●" "*", "Negotiations between delegations", "046";
    Meeting = "meeting", "meeting", "●" "*", "Officials of two or more sides meet", "040";
    Summit = "summit", "summit", "●" "*", "Heads of state or government meet", "040";
    Call = "call", "call", "◖" "c", "Consultation by telephone or video", "041";
    Mediation = "mediation", "mediation", "●" "*", "A third party brings the sides together", "045";
    Statement = "statement", "statement", "○" "o", "Something said in public outside a briefing or an interview", "010";
    Briefing = "briefing", "briefing", "○" "o", "An official answers the press", "010";
    Interview = "interview", "interview", "○" "o", "Questions of one outlet answered", "010";
    Speech = "speech", "speech", "○" "o", "A prepared address", "010";
    Post = "post", "post", "○" "o", "Published by its author on a social network", "010";
    Readout = "readout", "readout", "○" "o", "One side's account of a meeting or call, as issued", "010";
    Proposal = "proposal", "proposal", "◆" "#", "A text or an offer is put forward", "PLOVER:PROPOSE";
    Revision = "revision", "revision", "◆" "#", "A text on the table is changed", "PLOVER:PROPOSE";
    Leak = "leak", "leak", "◇" "%", "Something confidential becomes public", "";
    Reply = "reply", "reply", "◆" "#", "An answer to a proposal", "";
    JointStatement = "joint-statement", "joint statement", "◆" "#", "Words issued by several sides together", "";
    Agreement = "agreement", "agreement", "◆" "#", "The sides agree on a text or a step", "057";
    Signature = "signature", "signature", "◆" "#", "A text is signed", "057";
    Vote = "vote", "vote", "◆" "#", "A body votes on a matter of the negotiation", "";
    Ceasefire = "ceasefire", "ceasefire", "▼" "v", "Fighting is to stop, wholly or in part", "0871";
    Violation = "violation", "violation", "▲" "^", "A ceasefire or an undertaking is reported broken", "";
    Exchange = "exchange", "exchange", "▼" "v", "Prisoners, bodies or detainees are handed over", "0841";
    Sanction = "sanction", "sanction", "▲" "^", "Sanctions are imposed, tightened or lifted", "163";
    Aid = "aid", "aid", "▼" "v", "Military, financial or humanitarian aid is given or stopped", "070";
    Attack = "attack", "attack", "▲" "^", "Force is used", "190";
    Front = "front", "front", "▲" "^", "The line of contact is reported to change", "190";
    Breakdown = "breakdown", "breakdown", "▲" "^", "Talks are broken off or suspended", "164";
    Personnel = "personnel", "personnel", "·" ".", "Somebody takes or leaves an office that matters here", "";
    Deadline = "deadline", "deadline", "◇" "%", "A date is set, moved or passes", "";
    Publication = "publication", "publication", "◇" "%", "A text or a report is published", "";
    Other = "other", "other", "·" ".", "None of these", "";
}

vocabulary! {
    /// Whether an event took place, so far as is known.
    Status, "status":
    Planned = "planned", "planned", "◌" "?", "Announced and still to come", "";
    Rumoured = "rumoured", "rumoured", "◌" "?", "Reported as coming, announced by nobody", "";
    Ongoing = "ongoing", "ongoing", "◐" ">", "Has begun and has not ended", "";
    Held = "held", "held", "" "", "Took place", "";
    Postponed = "postponed", "postponed", "✗" "x", "Put off, to another date or to none", "";
    Cancelled = "cancelled", "cancelled", "✗" "x", "Called off", "";
    Denied = "denied", "denied", "✗" "x", "Reported, and denied by those concerned", "";
}

vocabulary! {
    /// What came of an event.
    Outcome, "result":
    Agreement = "agreement", "agreement", "" "", "The sides agreed", "";
    Partial = "partial", "partial agreement", "" "", "Some of the points were agreed, or some steps", "";
    NoBreakthrough = "no-breakthrough", "no breakthrough", "" "", "Talks ended without agreement and are to go on", "";
    Breakdown = "breakdown", "breakdown", "" "", "Talks failed", "";
    Unknown = "unknown", "not known", "" "", "Nothing reliable is known of the result", "";
}

vocabulary! {
    /// How those who took part were in touch.
    EventFormat, "format":
    InPerson = "in-person", "in person", "" "", "In one place", "";
    Phone = "phone", "by phone", "" "", "By telephone", "";
    Video = "video", "by video", "" "", "By video link", "";
    Written = "written", "in writing", "" "", "By letter or document", "";
    Shuttle = "shuttle", "shuttle", "" "", "A mediator goes between sides that do not meet", "";
}

vocabulary! {
    /// A field of an event on which accounts can differ.
    ClaimField, "field of a claim":
    When = "when", "time", "" "", "When it happened", "";
    Duration = "duration", "duration", "" "", "How long it lasted", "";
    Result = "result", "result", "" "", "What came of it, in one word", "";
    Outcome = "outcome", "outcome", "" "", "What came of it, in a sentence", "";
    Place = "place", "place", "" "", "Where it happened", "";
    People = "people", "people", "" "", "Who was there", "";
}

impl Status {
    /// Whether the event took place or is taking place.
    pub fn took_place(self) -> bool {
        matches!(self, Self::Held | Self::Ongoing)
    }
}
