//! Vocabularies of parties, persons and places.

use super::vocabulary;

vocabulary! {
    /// Kinds of party.
    PartyKind, "party kind":
    State = "state", "state", "" "", "A state", "";
    Organisation = "organisation", "organisation", "" "", "An international organisation", "";
    Alliance = "alliance", "alliance", "" "", "An alliance or a coalition of states", "";
    Ministry = "ministry", "ministry", "" "", "A ministry, office or agency of a state", "";
    ArmedGroup = "armed-group", "armed group", "" "", "An armed group that is not a state", "";
    Company = "company", "company", "" "", "A company", "";
    Media = "media", "media", "" "", "A news outlet", "";
    CivilSociety = "civil-society", "civil society", "" "", "An organisation of citizens", "";
}

vocabulary! {
    /// Roles of a party in the negotiation.
    PartyRole, "party role":
    Party = "party", "party", "" "", "One of the sides whose agreement is sought", "";
    Mediator = "mediator", "mediator", "" "", "Brings the sides together", "";
    Guarantor = "guarantor", "guarantor", "" "", "Guarantees what is agreed", "";
    Supporter = "supporter", "supporter", "" "", "Backs one of the sides", "";
    Observer = "observer", "observer", "" "", "Follows the negotiation without taking part", "";
}

vocabulary! {
    /// Roles of a delegation at an event.
    DelegationRole, "delegation role":
    Party = "party", "party", "" "", "One of the sides", "";
    Host = "host", "host", "" "", "Receives the other delegations", "";
    Visitor = "visitor", "visitor", "" "", "Received by the host", "";
    Mediator = "mediator", "mediator", "" "", "Brings the other delegations together", "";
    Guarantor = "guarantor", "guarantor", "" "", "Guarantees what is agreed", "";
    Observer = "observer", "observer", "" "", "Present without taking part", "";
    Absent = "absent", "absent", "" "", "Expected or concerned, but not present", "";
}

vocabulary! {
    /// Kinds of alias.
    AliasKind, "alias kind":
    Romanisation = "romanisation", "romanisation", "" "", "Another spelling in the Latin alphabet", "";
    Native = "native", "native name", "" "", "The name in its own script", "";
    Nickname = "nickname", "nickname", "" "", "A nickname or short form", "";
    Inflected = "inflected", "inflected form", "" "", "A grammatical case, as found in running text", "";
    Misspelling = "misspelling", "misspelling", "" "", "A misspelling that occurs in sources", "";
    Weak = "weak", "weak name", "" "", "Too common to identify anyone; only found in texts", "";
}

vocabulary! {
    /// Precision of coordinates.
    Precision, "precision":
    Exact = "exact", "exact", "" "", "The building or exact location", "";
    City = "city", "city", "" "", "Somewhere in the city", "";
    Region = "region", "region", "" "", "Somewhere in the region", "";
    Country = "country", "country", "" "", "Somewhere in the country", "";
}
