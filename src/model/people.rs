//! Persons, parties, places and topics.

use std::sync::Arc;

use super::ids::{HasId, PartyId, PersonId, TopicId};
use super::text::Text;
use super::vocabulary::{AliasKind, PartyKind, PartyRole, Precision};
use super::when::{Bounds, When, Zone};

/// An alternative name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Name.
    pub(crate) name: Text,
    /// Its language, a BCP 47 tag.
    pub(crate) lang: Option<Arc<str>>,
    /// Kind of alias.
    pub(crate) kind: Option<AliasKind>,
}

impl Alias {
    /// Whether it is too common to identify anyone; such an alias is only found in texts.
    pub(crate) fn is_weak(&self) -> bool {
        self.kind == Some(AliasKind::Weak)
    }
}

/// A state, organisation or other body that acts or speaks.
#[derive(Debug, Clone, Default)]
pub struct Party {
    /// Id.
    pub(crate) id: Text,
    /// Display name.
    pub(crate) name: Text,
    /// Short name of at most four cells, for columns; see [`Party::label`].
    pub(crate) short: Option<Text>,
    /// Aliases.
    pub(crate) aliases: Vec<Alias>,
    /// Kind.
    pub(crate) kind: Option<PartyKind>,
    /// Country, ISO 3166-1 alpha-2.
    pub(crate) country: Option<Text>,
    /// The party that it is part of.
    pub(crate) parent: Option<PartyId>,
    /// Role in the negotiation.
    pub(crate) role: Option<PartyRole>,
    /// Colour: a terminal colour name or `#rrggbb`.
    pub(crate) color: Option<Text>,
    /// Wikidata item, such as `Q159`.
    pub(crate) wikidata: Option<Text>,
}

impl Party {
    /// A label for columns: the short name, else the country, else the first four letters of the name.
    pub(crate) fn label(&self) -> String {
        self.short
            .as_deref()
            .or(self.country.as_deref())
            .map_or_else(|| self.name.chars().take(4).collect(), ToOwned::to_owned)
    }
}

/// An office that a person holds or held, with its dates.
#[derive(Debug, Clone)]
pub struct Office {
    /// Title.
    pub(crate) title: Text,
    /// The party in which it was held, if not the person's own.
    pub(crate) party: Option<PartyId>,
    /// Start, with its bounds.
    pub(crate) from: Option<(When, Bounds)>,
    /// End, with its bounds.
    pub(crate) to: Option<(When, Bounds)>,
}

impl Office {
    /// Whether it was held at a moment (seconds since 1970 on the wall clock).
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
    /// Id.
    pub(crate) id: Text,
    /// Display name.
    pub(crate) name: Text,
    /// Name as sorted in lists: `Leyen, Ursula von der`.
    pub(crate) sort: Option<Text>,
    /// Aliases.
    pub(crate) aliases: Vec<Alias>,
    /// Party.
    pub(crate) party: Option<PartyId>,
    /// Office without dates.
    pub(crate) role: Option<Text>,
    /// Offices with dates.
    pub(crate) offices: Vec<Office>,
    /// Wikidata item.
    pub(crate) wikidata: Option<Text>,
    /// Note.
    pub(crate) note: Option<Text>,
}

impl Person {
    /// The office held at a moment (seconds since 1970 on the wall clock); of several, the one that began last. Without a
    /// moment, the latest one.
    pub(crate) fn office_at(&self, wall: Option<i64>) -> Option<&Office> {
        self.offices
            .iter()
            .filter(|office| wall.is_none_or(|wall| office.held_at(wall)))
            .max_by_key(|office| office.began())
    }

    /// The title held at a moment.
    pub fn title_at(&self, wall: Option<i64>) -> Option<&str> {
        self.office_at(wall).map(|office| &*office.title).or(self.role.as_deref())
    }

    /// The party at a moment: that of the office held then, or without a moment of the latest one, else the person's own.
    pub fn party_at(&self, wall: Option<i64>) -> Option<PartyId> {
        self.office_at(wall).and_then(|office| office.party).or(self.party)
    }

    /// The family name, as used in running text: what comes before the comma of [`Person::sort`], else the last word of the
    /// name, with the particles before it (`von der Leyen`).
    pub(crate) fn last_name(&self) -> &str {
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

/// A person or party: whoever can be a speaker. Persons and parties share one set of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    /// A person.
    Person(PersonId),
    /// A party.
    Party(PartyId),
}

/// A place.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Id.
    pub(crate) id: Text,
    /// Display name.
    pub(crate) name: Text,
    /// Aliases.
    pub(crate) aliases: Vec<Alias>,
    /// City.
    pub(crate) city: Option<Text>,
    /// Country, ISO 3166-1 alpha-2.
    pub(crate) country: Option<Text>,
    /// Time zone of times at this place.
    pub(crate) timezone: Option<Zone>,
    /// Latitude in degrees north.
    pub(crate) lat: Option<f64>,
    /// Longitude in degrees east.
    pub(crate) lon: Option<f64>,
    /// Precision of the coordinates.
    pub(crate) precision: Option<Precision>,
    /// Wikidata item.
    pub(crate) wikidata: Option<Text>,
}

/// A topic.
#[derive(Debug, Clone, Default)]
pub struct Topic {
    /// Id.
    pub id: Text,
    /// Display name.
    pub name: Text,
    /// Aliases.
    pub aliases: Vec<Alias>,
    /// The wider topic.
    pub parent: Option<TopicId>,
    /// Definition.
    pub definition: Option<Text>,
    /// What it means to accept.
    pub for_means: Option<Text>,
    /// What it means to reject.
    pub against_means: Option<Text>,
}

/// A record with a name and aliases.
pub trait HasNames: HasId {
    /// Display name.
    fn name(&self) -> &str;
    /// Aliases, weak ones included.
    fn aliases(&self) -> &[Alias];
    /// Other texts by which it is found like by a name: a short name, a city.
    fn handles(&self) -> Vec<&str> {
        Vec::new()
    }
    /// A code by which it is found in queries, but not in texts: that of a country.
    fn code(&self) -> Option<&str> {
        None
    }
    /// Aliases that are not weak.
    fn strong_aliases(&self) -> impl Iterator<Item = &str> {
        self.aliases().iter().filter(|alias| !alias.is_weak()).map(|alias| &*alias.name)
    }
    /// All texts but the id and the display name by which it is found in queries.
    fn other_names(&self) -> impl Iterator<Item = &str> {
        self.strong_aliases().chain(self.handles()).chain(self.code())
    }
}

macro_rules! has_names {
    ($($type:ty: $($handle:ident)* $(, code $code:ident)?;)*) => {$(
        impl HasId for $type {
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
            $(fn code(&self) -> Option<&str> {
                self.$code.as_deref()
            })?
        }
    )*};
}

has_names! {
    Party: short;
    Person:;
    Place: city, code country;
    Topic:;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_name_has_its_particles() {
        let last_name = |name: &str, sort: Option<&str>| {
            let person = Person { name: name.into(), sort: sort.map(Into::into), ..Person::default() };
            person.last_name().to_owned()
        };
        assert_eq!(last_name("Yuri Ushakov", None), "Ushakov");
        assert_eq!(last_name("Ursula von der Leyen", None), "von der Leyen");
        assert_eq!(last_name("Ursula von der Leyen", Some("Leyen, Ursula von der")), "von der Leyen");
        assert_eq!(last_name("Xi Jinping", Some("Xi, Jinping")), "Xi");
        assert_eq!(last_name("Pope Leo XIV", Some("Leo XIV, Pope")), "Leo XIV");
        assert_eq!(last_name("Madonna", None), "Madonna");
        assert_eq!(last_name("", None), "");
    }
}
