//! The list of fields, one line each. The keys that stand for fields in a syntax tree are made from it here, and the table
//! of their definitions in [`super::fields`]; this file imports nothing from the query language, so that trees, printing and
//! edits need not know how fields select.

/// Passes the list of fields to another macro. A line has the key, the name, possibly a second name, and the constant (a path
/// below [`super::fields`]) that defines the field. The order is that of the documentation.
macro_rules! fields {
    ($receiver:ident) => {
        $receiver! {
            Person "person" "p" = people::PERSON;
            By "by" = people::BY;
            With "with" = people::WITH;
            To "to" = people::TO;
            For "for" = people::FOR;
            Party "party" = people::PARTY;
            Mentions "mentions" = people::MENTIONS;
            Topic "topic" "t" = subject::TOPIC;
            Place "place" = subject::PLACE;
            Proposal "proposal" = subject::PROPOSAL;
            Point "point" = subject::POINT;
            Kind "kind" "k" = record::KIND;
            Status "status" = record::STATUS;
            Result "result" = record::RESULT;
            Format "format" = record::FORMAT;
            Outcome "outcome" = record::OUTCOME;
            Stance "stance" = quote::STANCE;
            Act "act" = quote::ACT;
            Channel "channel" = quote::CHANNEL;
            Fidelity "fidelity" = quote::FIDELITY;
            Outlet "outlet" = quote::OUTLET;
            Lang "lang" = quote::LANG;
            Source "source" "s" = sources::SOURCE;
            Class "class" = sources::CLASS;
            Sources "sources" = sources::SOURCES;
            Reliability "reliability" = sources::RELIABILITY;
            Credibility "credibility" = sources::CREDIBILITY;
            Tag "tag" = record::TAG;
            Id "id" = record::ID;
            In "in" "on" = time::IN;
            Since "since" = time::SINCE;
            Until "until" = time::UNTIL;
            Within "within" = time::WITHIN;
            Last "last" = time::LAST;
            Reported "reported" = time::REPORTED;
            Asof "asof" = time::ASOF;
            Is "is" = state::IS;
            Has "has" = state::HAS;
        }
    };
}
pub(super) use fields;

macro_rules! keys {
    ($($key:ident $name:literal $($short:literal)? = $($definition:ident)::+;)+) => {
        /// Which field a condition has.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum FieldKey {
            $(#[doc = concat!("`", $name, ":`")] $key),+
        }

        impl FieldKey {
            /// All fields, in the order of the documentation.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$key),+];

            /// The name, as printed.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$key => $name),+
                }
            }

            /// The second name: a shorter one, or a synonym.
            pub const fn short(self) -> Option<&'static str> {
                let names: &[&'static str] = match self {
                    $(Self::$key => &[$($short)?]),+
                };
                if names.is_empty() { None } else { Some(names[0]) }
            }
        }
    };
}
fields!(keys);

impl FieldKey {
    /// The field with this name or second name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|key| key.name() == lower || key.short() == Some(&*lower))
    }

    /// The field that has this name in other query languages, in any case.
    pub(super) fn of_synonym(name: &str) -> Option<Self> {
        Self::of_synonyms(name).first().copied()
    }

    /// The fields that may be meant by a name of other query languages, in any case; the value decides between them.
    pub(super) fn of_synonyms(name: &str) -> &'static [Self] {
        let lower = name.to_lowercase();
        SYNONYMS.iter().find(|(synonym, _)| *synonym == lower).map_or(&[], |(_, keys)| keys)
    }
}

/// Names that other query languages and datasets have for the fields.
const SYNONYMS: [(&str, &[FieldKey]); 33] = [
    ("from", &[FieldKey::Since, FieldKey::By]),
    ("after", &[FieldKey::Since, FieldKey::By]),
    ("start", &[FieldKey::Since]),
    ("before", &[FieldKey::Until]),
    ("to-date", &[FieldKey::Until]),
    ("end", &[FieldKey::Until]),
    ("date", &[FieldKey::In]),
    ("when", &[FieldKey::In]),
    ("day", &[FieldKey::In]),
    ("month", &[FieldKey::In]),
    ("year", &[FieldKey::In]),
    ("time", &[FieldKey::In]),
    ("speaker", &[FieldKey::By]),
    ("author", &[FieldKey::By, FieldKey::Source]),
    ("said", &[FieldKey::By]),
    ("says", &[FieldKey::By]),
    ("who", &[FieldKey::Person, FieldKey::Party]),
    ("name", &[FieldKey::Person, FieldKey::Party, FieldKey::Place]),
    ("people", &[FieldKey::Person]),
    ("country", &[FieldKey::Party, FieldKey::Place]),
    ("side", &[FieldKey::Party]),
    ("subject", &[FieldKey::Topic]),
    ("about", &[FieldKey::Topic, FieldKey::Person]),
    ("where", &[FieldKey::Place]),
    ("location", &[FieldKey::Place]),
    ("city", &[FieldKey::Place]),
    ("type", &[FieldKey::Kind, FieldKey::Channel]),
    ("category", &[FieldKey::Kind, FieldKey::Topic]),
    ("publisher", &[FieldKey::Source]),
    ("url", &[FieldKey::Source]),
    ("published", &[FieldKey::Reported]),
    ("known", &[FieldKey::Reported]),
    ("language", &[FieldKey::Lang]),
];
