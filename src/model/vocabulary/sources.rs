//! Vocabularies of sources. Reliability follows the Admiralty code (NATO STANAG 2511): the letter rates the source in general,
//! the digit (credibility, 1 to 6) one piece of information from it; neither implies the other.

use super::vocabulary;

vocabulary! {
    /// Classes of source.
    SourceClass, "source class":
    Official = "official", "official", "" "", "Issued by an office that took part", "";
    Recording = "recording", "recording", "" "", "Audio or video of the statement itself", "";
    Wire = "wire", "wire", "" "", "A news agency, or its text republished elsewhere", "";
    Newspaper = "newspaper", "newspaper", "" "", "A newspaper, magazine or news site", "";
    Broadcaster = "broadcaster", "broadcaster", "" "", "Radio or television", "";
    StateMedia = "state-media", "state media", "" "", "An outlet whose content is controlled by a state", "";
    ThinkTank = "think-tank", "think tank", "" "", "A research institute or group", "";
    Post = "post", "post", "" "", "A post on a social network or a blog", "";
    Leak = "leak", "leak", "" "", "A document not intended for publication", "";
    Dataset = "dataset", "dataset", "" "", "A collection of data", "";
}

vocabulary! {
    /// How reliable a source is in general (Admiralty code).
    Reliability, "reliability":
    A = "A", "completely reliable", "" "", "No doubt about authenticity, trustworthiness or competence", "";
    B = "B", "usually reliable", "" "", "Minor doubts; mostly accurate in the past", "";
    C = "C", "fairly reliable", "" "", "Doubts; accurate in the past more often than not", "";
    D = "D", "not usually reliable", "" "", "Significant doubts; sometimes accurate in the past", "";
    E = "E", "unreliable", "" "", "Inaccurate in the past", "";
    F = "F", "reliability cannot be judged", "" "", "No basis for a rating", "";
}
