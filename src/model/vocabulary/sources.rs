//! Words about sources. Reliability follows the Admiralty code (NATO STANAG 2511): the letter is about the source in
//! general, the figure (credibility, 1 to 6) about one piece of information from it; neither implies the other.

use super::vocabulary;

vocabulary! {
    /// What kind of publication a source is.
    SourceClass, "class of a source":
    Official = "official", "official", "" "", "Issued by an office that took part", "";
    Recording = "recording", "recording", "" "", "Sound or moving pictures of the words themselves", "";
    Wire = "wire", "wire", "" "", "A news agency, or its text elsewhere", "";
    Newspaper = "newspaper", "newspaper", "" "", "A newspaper, magazine or news site", "";
    Broadcaster = "broadcaster", "broadcaster", "" "", "Radio or television", "";
    StateMedia = "state-media", "state media", "" "", "An outlet run by a state that controls its content", "";
    ThinkTank = "think-tank", "think tank", "" "", "An institute or a research group", "";
    Post = "post", "post", "" "", "A post on a social network or a blog", "";
    Leak = "leak", "leak", "" "", "A text that was not meant to be published", "";
    Dataset = "dataset", "dataset", "" "", "A collection of data", "";
}

vocabulary! {
    /// How reliable a source is in general (Admiralty code).
    Reliability, "reliability":
    A = "A", "completely reliable", "" "", "No doubt of authenticity, trustworthiness or competence", "";
    B = "B", "usually reliable", "" "", "Minor doubts; mostly right in the past", "";
    C = "C", "fairly reliable", "" "", "Doubts; right in the past more often than not", "";
    D = "D", "not usually reliable", "" "", "Significant doubts; right at times", "";
    E = "E", "unreliable", "" "", "Wrong in the past", "";
    F = "F", "reliability cannot be judged", "" "", "Nothing supports a grade", "";
}
