//! Words about quotes: through which channel, how faithful, to what effect.

use super::vocabulary;

vocabulary! {
    /// The channel through which words were spoken.
    Channel, "channel":
    Briefing = "briefing", "briefing", "" "", "Answers to the press at a briefing or press conference", "";
    Remarks = "remarks", "remarks", "" "", "Said in passing, before cameras or reporters", "";
    Interview = "interview", "interview", "" "", "Said to one outlet", "";
    Speech = "speech", "speech", "" "", "A prepared address", "";
    Post = "post", "post", "" "", "Written by the speaker on a social network", "";
    Readout = "readout", "readout", "" "", "From an account of a meeting or call, as issued", "";
    Statement = "statement", "statement", "" "", "Issued in writing or by a spokesperson", "";
    JointStatement = "joint-statement", "joint statement", "" "", "Issued together with others", "";
    Call = "call", "call", "" "", "Said in a call", "";
    Letter = "letter", "letter", "" "", "Written in a letter", "";
    Document = "document", "document", "" "", "From a document", "";
    Testimony = "testimony", "testimony", "" "", "Said before a parliament or court", "";
    Leak = "leak", "leak", "" "", "Became public against the speaker's will", "";
}

vocabulary! {
    /// How close the text of a quote is to the words that were spoken.
    Fidelity, "fidelity":
    Verbatim = "verbatim", "verbatim", "" "", "Whole sentences, word for word", "";
    Fragment = "fragment", "fragment", "" "", "Part of a sentence, word for word", "";
    Paraphrase = "paraphrase", "paraphrase", "" "", "The sense in a reporter's words; never in quotation marks", "";
    Relayed = "relayed", "relayed", "" "", "As somebody else told it; never in quotation marks", "";
}

impl Fidelity {
    /// Whether the text may stand in quotation marks.
    pub fn quotable(self) -> bool {
        matches!(self, Self::Verbatim | Self::Fragment)
    }
}

vocabulary! {
    /// Who put the words into the language of the text.
    Translated, "translated":
    No = "no", "not translated", "" "", "The words stand in the language in which they were spoken", "";
    Official = "official", "official translation", "" "", "Translated by the speaker's own office", "";
    Interpreter = "interpreter", "interpreter", "" "", "Interpreted on the spot", "";
    Outlet = "outlet", "translated by the outlet", "" "", "Translated by the outlet that reported them", "";
    Curator = "curator", "translated by the curator", "" "", "Translated by whoever keeps this dataset", "";
    Machine = "machine", "machine translation", "" "", "Translated by a machine", "";
    Unknown = "unknown", "translation not stated", "" "", "It is not known whether or by whom they were translated", "";
}

vocabulary! {
    /// Where a speaker stands on a topic, in the words of one quote.
    Stance, "stance":
    Accepts = "accepts", "accepts", "++" "++", "Agrees without reservation", "";
    LeansFor = "leans-for", "leans for", "+" "+", "Inclines to agree", "";
    Open = "open", "open", "0" "0", "Ready to discuss, no inclination shown", "";
    LeansAgainst = "leans-against", "leans against", "−" "-", "Inclines to refuse", "";
    Rejects = "rejects", "rejects", "−−" "--", "Refuses without reservation", "";
    Conditional = "conditional", "conditional", "if" "if", "Agrees if a condition is met; the condition is given", "";
    Ambiguous = "ambiguous", "ambiguous", "≈" "~", "Can be read both ways", "";
    Declined = "declined", "declined to say", "∅" "/", "Asked, and would not say", "";
}

vocabulary! {
    /// What a speaker does by saying it.
    Act, "act":
    Announce = "announce", "announces", "" "", "Makes a coming step known", "010";
    Report = "report", "reports", "" "", "Tells what happened", "010";
    Praise = "praise", "praises", "" "", "Speaks well of somebody or something", "051";
    Thank = "thank", "thanks", "" "", "Thanks somebody", "051";
    Criticise = "criticise", "criticises", "" "", "Finds fault", "111";
    Accuse = "accuse", "accuses", "" "", "Says that somebody did wrong", "112";
    Demand = "demand", "demands", "" "", "Calls for something as due", "10";
    Appeal = "appeal", "appeals", "" "", "Asks for something", "02";
    Offer = "offer", "offers", "" "", "Says what one would do or give", "03";
    Promise = "promise", "promises", "" "", "Commits oneself", "03";
    Accept = "accept", "accepts", "" "", "Agrees to something that was put forward", "08";
    Reject = "reject", "rejects", "" "", "Refuses something that was put forward", "12";
    Threaten = "threaten", "threatens", "" "", "Says what harm would follow", "13";
    Ultimatum = "ultimatum", "sets an ultimatum", "" "", "Threatens unless something is done by a date", "136";
    Acknowledge = "acknowledge", "acknowledges", "" "", "Admits a fact or a difficulty", "015";
    Deny = "deny", "denies", "" "", "Says that something is not so", "016";
    Decline = "decline", "declines to comment", "" "", "Will not say", "011";
    Clarify = "clarify", "clarifies", "" "", "Says what earlier words were to mean", "";
    Retract = "retract", "retracts", "" "", "Takes earlier words back", "";
    Interpret = "interpret", "interprets", "" "", "Explains somebody else's position; never that person's stance", "";
}
