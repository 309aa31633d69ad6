//! Vocabularies of quotes: channel, fidelity, translation, stance, act.

use super::vocabulary;

vocabulary! {
    /// Channels of a quote.
    Channel, "channel":
    Briefing = "briefing", "briefing", "" "", "Answers to the press at a briefing or press conference", "";
    Remarks = "remarks", "remarks", "" "", "Said to reporters or before cameras, outside a briefing or press conference", "";
    Interview = "interview", "interview", "" "", "Said to one outlet", "";
    Speech = "speech", "speech", "" "", "A prepared speech", "";
    Post = "post", "post", "" "", "Written by the speaker on a social network", "";
    Readout = "readout", "readout", "" "", "From one side's published account of a meeting or call", "";
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
    Verbatim = "verbatim", "verbatim", "" "", "Whole sentences, in the words of the page cited", "";
    Fragment = "fragment", "fragment", "" "", "Part of a sentence, in the words of the page cited", "";
    Paraphrase = "paraphrase", "paraphrase", "" "", "The sense in a reporter's words; never in quotation marks", "";
    Relayed = "relayed", "relayed", "" "", "As somebody else reported the speaker's words; never in quotation marks", "";
}

vocabulary! {
    /// Who translated a quote.
    Translated, "translated":
    No = "no", "not translated", "" "", "The text is in the language in which the words were spoken", "";
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
    Accepts = "accepts", "accepts", "⊕" "Y", "Agrees with the topic's 'for' in a flat statement", "";
    LeansFor = "leans-for", "leans for", "+" "+", "Leans towards the topic's 'for': by tone, in part or with a hedge", "";
    Open = "open", "open", "0" "0", "Says that the speaker's own side has not decided", "";
    LeansAgainst = "leans-against", "leans against", "−" "-", "Leans towards the topic's 'against': by tone, in part or with a hedge", "";
    Rejects = "rejects", "rejects", "⊖" "N", "Agrees with the topic's 'against' in a flat statement", "";
    Conditional = "conditional", "conditional", "§" "i", "Agrees with the topic's 'for' if a condition stated in the quote is met", "";
    Ambiguous = "ambiguous", "ambiguous", "≈" "?", "Speaks for and against in one quote, or says \"yes, but\"", "";
    Declined = "declined", "declined to say", "∅" "/", "Refuses to state a position", "";
}

vocabulary! {
    /// Speech acts.
    Act, "act":
    Interpret = "interpret", "interprets", "" "", "Explains what somebody else wants, thinks or will do; carries no stance", "";
    Thank = "thank", "thanks", "" "", "Thanks somebody and does nothing else", "051";
    Ultimatum = "ultimatum", "sets an ultimatum", "" "", "Sets the other side a deadline, or a choice between yielding and force", "136";
    Threaten = "threaten", "threatens", "" "", "Says what harm the speaker's side will do, or what it will stop doing", "13";
    Demand = "demand", "demands", "" "", "Says that something must, has to or should be done or be the case", "10";
    Appeal = "appeal", "appeals", "" "", "Asks, urges or hopes that others do something", "02";
    Reject = "reject", "rejects", "" "", "Refuses a proposal, a condition or an idea of others", "12";
    Accept = "accept", "accepts", "" "", "Agrees to a proposal, a condition or a request of others", "08";
    Accuse = "accuse", "accuses", "" "", "Charges somebody with bad faith or wrongdoing", "112";
    Criticise = "criticise", "criticises", "" "", "Finds fault with a text, conduct or a result", "111";
    Praise = "praise", "praises", "" "", "Speaks well of somebody, a text, a meeting or a result", "051";
    Promise = "promise", "promises", "" "", "Commits the speaker's side to do something for others", "03";
    Offer = "offer", "offers", "" "", "Puts forward what the speaker's side would do, for others to answer", "03";
    Announce = "announce", "announces", "" "", "Makes a decision or a coming step known", "010";
    Deny = "deny", "denies", "" "", "Denies a claim, or what a question assumes", "016";
    Retract = "retract", "retracts", "" "", "Takes back the speaker's own words or decision", "";
    Decline = "decline", "declines to comment", "" "", "Declines to comment, or to do something asked for", "011";
    Acknowledge = "acknowledge", "acknowledges", "" "", "Admits a difficulty, a limit or an inconvenient fact", "015";
    Clarify = "clarify", "clarifies", "" "", "Explains what earlier words or a text mean, or do not mean", "";
    Report = "report", "reports", "" "", "Reports events or the state of affairs, without any other act", "010";
}
