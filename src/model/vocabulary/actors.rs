//! Words about people, parties and places.

use super::vocabulary;

vocabulary! {
    /// What a party is.
    PartyKind, "kind of party":
    State = "state", "state", "" "", "A state", "";
    Organisation = "organisation", "organisation", "" "", "An international organisation", "";
    Alliance = "alliance", "alliance", "" "", "An alliance or a coalition of states", "";
    Ministry = "ministry", "ministry", "" "", "A ministry, office or agency of a state", "";
    ArmedGroup = "armed-group", "armed group", "" "", "An armed group that is no state", "";
    Company = "company", "company", "" "", "A company", "";
    Media = "media", "media", "" "", "A news outlet", "";
    CivilSociety = "civil-society", "civil society", "" "", "An association of citizens", "";
}

vocabulary! {
    /// The part that a party has in the whole negotiation.
    PartyRole, "role of a party":
    Party = "party", "party", "" "", "One of the sides whose agreement is sought", "";
    Mediator = "mediator", "mediator", "" "", "Brings the sides together", "";
    Guarantor = "guarantor", "guarantor", "" "", "Is to guarantee what is agreed", "";
    Supporter = "supporter", "supporter", "" "", "Backs one of the sides", "";
    Observer = "observer", "observer", "" "", "Follows without taking part", "";
}

vocabulary! {
    /// The part that a delegation has in one event.
    DelegationRole, "role of a delegation":
    Party = "party", "party", "" "", "One of the sides", "";
    Host = "host", "host", "" "", "Receives the others", "";
    Visitor = "visitor", "visitor", "" "", "Is received by the host", "";
    Mediator = "mediator", "mediator", "" "", "Brings the others together", "";
    Guarantor = "guarantor", "guarantor", "" "", "Is to guarantee what is agreed", "";
    Observer = "observer", "observer", "" "", "Is present without taking part", "";
    Absent = "absent", "absent", "" "", "Was expected or concerned, and not there", "";
}

vocabulary! {
    /// What kind of name an alias is.
    AliasKind, "kind of alias":
    Romanisation = "romanisation", "romanisation", "" "", "Another spelling in Latin letters", "";
    Native = "native", "native name", "" "", "The name in its own script", "";
    Nickname = "nickname", "nickname", "" "", "A nickname or a short form", "";
    Inflected = "inflected", "inflected form", "" "", "A case form, as running texts have it", "";
    Misspelling = "misspelling", "misspelling", "" "", "A wrong spelling that occurs in sources", "";
    Weak = "weak", "weak name", "" "", "Not enough to identify anyone; found in texts only", "";
}

vocabulary! {
    /// How closely the coordinates of a place fit it.
    Precision, "precision":
    Exact = "exact", "exact", "" "", "The building or the spot", "";
    City = "city", "city", "" "", "Somewhere in the city", "";
    Region = "region", "region", "" "", "Somewhere in the region", "";
    Country = "country", "country", "" "", "Somewhere in the country", "";
}
