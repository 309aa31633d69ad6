//! Vocabularies of quotes: channel, fidelity, translation, stance, act.

use super::vocabulary;

vocabulary! {
    /// Channels of a quote.
    Channel, "channel":
    Briefing = "briefing", "briefing", "" "", "Answers to the press at a briefing or press conference", "";
    Remarks = "remarks", "remarks", "" "", "Informal remarks to cameras or reporters", "";
    Interview = "interview", "interview", "" "", "Said to one outlet", "";
    Speech = "speech", "speech", "" "", "A prepared speech", "";
    Post = "post", "post", "" "", "Written by the speaker on a social network", "";
    Readout = "readout", "readout", "" "", "From an official account of a meeting or call", "";
    Statement = "statement", "statement", "" "", "Issued in writing or by a spokesperson", "";
    JointStatement = "joint-statement", "joint statement", "" "", "Issued jointly with others", "";
    Call = "call", "call", "" "", "Said in a phone or video call", "";
    Letter = "letter", "letter", "" "", "Written in a letter", "";
    Document = "document", "document", "" "", "From another document", "";
    Testimony = "testimony", "testimony", "" "", "Said before a parliament or court", "";
    Leak = "leak", "leak", "" "", "Made public without the speaker's consent", "";
}

vocabulary! {
    /// How closely the text of a quote follows the words spoken.
    Fidelity, "fidelity":
    Verbatim = "verbatim", "verbatim", "" "", "Whole sentences, word for word", "";
    Fragment = "fragment", "fragment", "" "", "Part of a sentence, word for word", "";
    Paraphrase = "paraphrase", "paraphrase", "" "", "The meaning in a reporter's words; never in quotation marks", "";
    Relayed = "relayed", "relayed", "" "", "As relayed by somebody else; never in quotation marks", "";
}

vocabulary! {
    /// Who translated a quote.
    Translated, "translated":
    No = "no", "not translated", "" "", "In the original language", "";
    Official = "official", "official translation", "" "", "Translated by the speaker's own office", "";
    Interpreter = "interpreter", "interpreter", "" "", "Interpreted live", "";
    Outlet = "outlet", "translated by the outlet", "" "", "Translated by the outlet that reported them", "";
    Curator = "curator", "translated by the curator", "" "", "Translated by the curator of the dataset", "";
    Machine = "machine", "machine translation", "" "", "Translated by a machine", "";
    Unknown = "unknown", "translation not stated", "" "", "Unknown whether or by whom it was translated", "";
}

vocabulary! {
    /// Stance of a speaker on a topic, in one quote.
    Stance, "stance":
    Accepts = "accepts", "accepts", "++" "++", "Agrees without reservation", "";
    LeansFor = "leans-for", "leans for", "+" "+", "Inclined to agree", "";
    Open = "open", "open", "0" "0", "Ready to discuss, no inclination shown", "";
    LeansAgainst = "leans-against", "leans against", "−" "-", "Inclined to refuse", "";
    Rejects = "rejects", "rejects", "−−" "--", "Refuses without reservation", "";
    Conditional = "conditional", "conditional", "if" "if", "Agrees on a condition, which is given", "";
    Ambiguous = "ambiguous", "ambiguous", "≈" "~", "Can be read either way", "";
    Declined = "declined", "declined to say", "∅" "/", "Asked, but would not say", "";
}

vocabulary! {
    /// Speech acts.
    Act, "act":
    Announce = "announce", "announces", "" "", "Announces a coming step", "010";
    Report = "report", "reports", "" "", "Reports what happened", "010";
    Praise = "praise", "praises", "" "", "Praises somebody or something", "051";
    Thank = "thank", "thanks", "" "", "Thanks somebody", "051";
    Criticise = "criticise", "criticises", "" "", "Criticises somebody or something", "111";
    Accuse = "accuse", "accuses", "" "", "Accuses somebody of wrongdoing", "112";
    Demand = "demand", "demands", "" "", "Demands something", "10";
    Appeal = "appeal", "appeals", "" "", "Asks for something", "02";
    Offer = "offer", "offers", "" "", "Offers to do or give something", "03";
    Promise = "promise", "promises", "" "", "Commits to something", "03";
    Accept = "accept", "accepts", "" "", "Accepts a proposal", "08";
    Reject = "reject", "rejects", "" "", "Rejects a proposal", "12";
    Threaten = "threaten", "threatens", "" "", "Threatens harm", "13";
    Ultimatum = "ultimatum", "sets an ultimatum", "" "", "Threatens unless something is done by a deadline", "136";
    Acknowledge = "acknowledge", "acknowledges", "" "", "Admits a fact or difficulty", "015";
    Deny = "deny", "denies", "" "", "Denies that something is true", "016";
    Decline = "decline", "declines to comment", "" "", "Declines to comment", "011";
    Clarify = "clarify", "clarifies", "" "", "Explains what an earlier statement meant", "";
    Retract = "retract", "retracts", "" "", "Takes back an earlier statement", "";
    Interpret = "interpret", "interprets", "" "", "Explains somebody else's position; never a stance", "";
}
