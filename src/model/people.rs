//! Who takes part, where, and about what: persons, parties, places and topics.

use super::ids::{Named, PartyId, PersonId, TopicId};
use super::vocabulary::{AliasKind, PartyKind, PartyRole, Precision};
use super::when::{Bounds, When, Zone};

/// Another name of somebody or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name as written.
    pub name: Box<str>,
    /// BCP 47 tag of its language.
    pub lang: Option<Box<str>>,
    /// What kind of name it is.
    pub kind: Option<AliasKind>,
}

impl Alias {
    /// Whether it is too common to identify anyone; such a name is found in texts only.
    pub fn is_weak(&self) -> bool {
        self.kind == Some(AliasKind::Weak)
    }
}

/// A side, a state, an organisation, an outlet: whoever can act or speak without being a person.
#[derive(Debug, Clone, Default)]
pub struct Party {
    /// As written.
    pub id: Box<str>,
    /// The name shown.
    pub name: Box<str>,
    /// At most four cells, for columns; [`Party::label`] falls back to the id.
    pub short: Option<Box<str>>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// What it is.
    pub kind: Option<PartyKind>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Box<str>>,
    /// The party that this one is part of.
    pub parent: Option<PartyId>,
    /// Its part in the whole negotiation.
    pub role: Option<PartyRole>,
    /// A terminal colour name, or `#rrggbb`.
    pub color: Option<Box<str>>,
    /// Wikidata item, `Q159`.
    pub wikidata: Option<Box<str>>,
}

impl Party {
    /// A short label of at most four cells where one is given, else the beginning of the name.
    pub fn label(&self) -> String {
        self.short
            .as_deref()
            .or(self.country.as_deref())
            .map_or_else(|| self.name.chars().take(4).collect(), ToOwned::to_owned)
    }
}

/// An office that a person held, with its dates.
#[derive(Debug, Clone)]
pub struct Office {
    /// The title.
    pub title: Box<str>,
    /// The party for which it was held, if another than the person's.
    pub party: Option<PartyId>,
    /// Since when, and the civil day on which that begins.
    pub from: Option<(When, Bounds)>,
    /// Until when, and the civil day on which that ends.
    pub to: Option<(When, Bounds)>,
}

impl Office {
    /// Whether the office was held at a moment on a wall clock (seconds since 1970).
    fn held_at(&self, wall: i64) -> bool {
        self.from.as_ref().is_none_or(|(_, from)| from.s0.wall <= wall)
            && self.to.as_ref().is_none_or(|(_, to)| wall < to.e1.wall)
    }

    fn began(&self) -> i64 {
        self.from.as_ref().map_or(i64::MIN, |(_, from)| from.s0.wall)
    }
}

/// A person.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// As written.
    pub id: Box<str>,
    /// The name shown.
    pub name: Box<str>,
    /// The name as sorted in lists.
    pub sort: Option<Box<str>>,
    /// Other names, spellings and forms.
    pub aliases: Vec<Alias>,
    /// The party for which the person acts.
    pub party: Option<PartyId>,
    /// The office, where its dates do not matter.
    pub role: Option<Box<str>>,
    /// Offices with dates.
    pub offices: Vec<Office>,
    /// Wikidata item.
    pub wikidata: Option<Box<str>>,
    /// A remark.
    pub note: Option<Box<str>>,
}

impl Person {
    /// The office held at a moment (seconds since 1970 on a wall clock); of several, the one that began last. Without a
    /// moment the latest one.
    pub fn office_at(&self, wall: Option<i64>) -> Option<&Office> {
        self.offices
            .iter()
            .filter(|office| wall.is_none_or(|wall| office.held_at(wall)))
            .max_by_key(|office| office.began())
    }

    /// The title to show at a moment.
    pub fn title_at(&self, wall: Option<i64>) -> Option<&str> {
        self.office_at(wall).map(|office| &*office.title).or(self.role.as_deref())
    }

    /// The party for which the person acts at a moment.
    pub fn party_at(&self, wall: Option<i64>) -> Option<PartyId> {
        self.office_at(wall).and_then(|office| office.party).or(self.party)
    }

    /// The family name, by which running texts call the person: what stands before the comma of [`Person::sort`], or
    /// else the last word of the name, with the particles before it (`von der Leyen`).
    pub fn last_name(&self) -> &str {
        let family = match self.sort.as_deref().and_then(|sort| sort.split_once(',')) {
            Some((family, _)) if self.name.contains(family.trim()) => family.trim(),
            _ => self.name.split_whitespace().next_back().unwrap_or(&self.name),
        };
        let at = self.name.rfind(family).unwrap_or(0);
        let particles = self.name[..at].split_inclusive(' ').rev();
        let particles = particles.take_while(|word| word.chars().next().is_some_and(char::is_lowercase));
        let start = at - particles.map(str::len).sum::<usize>();
        &self.name[start..at + family.len()]
    }
}

/// Somebody who can speak and be asked for: persons and parties share one space of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    /// A person.
    Person(PersonId),
    /// A party that speaks as one.
    Party(PartyId),
}

/// Where something happened.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// As written.
    pub id: Box<str>,
    /// The name shown.
    pub name: Box<str>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// The city that it is in.
    pub city: Option<Box<str>>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Box<str>>,
    /// Its zone; times at this place are on its wall clock.
    pub timezone: Option<Zone>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How closely the coordinates fit.
    pub precision: Option<Precision>,
    /// Wikidata item.
    pub wikidata: Option<Box<str>>,
}

/// What is talked about.
#[derive(Debug, Clone, Default)]
pub struct Topic {
    /// As written.
    pub id: Box<str>,
    /// The name shown.
    pub name: Box<str>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// The wider topic that this one belongs to.
    pub parent: Option<TopicId>,
    /// What belongs to it and what does not.
    pub definition: Option<Box<str>>,
    /// What accepting means here.
    pub for_means: Option<Box<str>>,
    /// What rejecting means here.
    pub against_means: Option<Box<str>>,
}

/// What has a name and other names.
pub trait HasNames: Named {
    /// The name shown.
    fn name(&self) -> &str;
    /// All other names, weak ones included.
    fn aliases(&self) -> &[Alias];
    /// Further texts that identify it as a name would: a short form, a city.
    fn handles(&self) -> Vec<&str> {
        Vec::new()
    }
}

macro_rules! has_names {
    ($($type:ty: $($handle:ident)*;)*) => {$(
        impl Named for $type {
            fn id(&self) -> &str {
                &self.id
            }
        }
        impl HasNames for $type {
            fn name(&self) -> &str {
                &self.name
            }
            fn aliases(&self) -> &[Alias] {
                &self.aliases
            }
            fn handles(&self) -> Vec<&str> {
                let handles: &[Option<&str>] = &[$(self.$handle.as_deref()),*];
                handles.iter().copied().flatten().collect()
            }
        }
    )*};
}

has_names! {
    Party: short;
    Person:;
    Place: city country;
    Topic:;
}

impl PersonId {
    /// This person as somebody who can speak.
    pub fn actor(self) -> Actor {
        Actor::Person(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_texts_call_people_by_the_family_name() {
        let called = |name: &str, sort: Option<&str>| {
            let person = Person { name: name.into(), sort: sort.map(Into::into), ..Person::default() };
            person.last_name().to_owned()
        };
        assert_eq!(called("Yuri Ushakov", None), "Ushakov");
        assert_eq!(called("Ursula von der Leyen", None), "von der Leyen");
        assert_eq!(called("Ursula von der Leyen", Some("Leyen, Ursula von der")), "von der Leyen");
        assert_eq!(called("Xi Jinping", Some("Xi, Jinping")), "Xi");
        assert_eq!(called("Pope Leo XIV", Some("Leo XIV, Pope")), "Leo XIV");
        assert_eq!(called("Madonna", None), "Madonna");
        assert_eq!(called("", None), "");
    }
}
