//! Persons, parties, places, topics and sources.

use super::{Builder, table};
use crate::dataset::raw::values::Text;
use crate::dataset::raw::{At, RawAlias, RawKind, RawOffice, RawParty, RawPerson, RawPlace, RawSource, RawTopic};
use crate::dataset::read::{Keyed, RawFile};
use crate::model::{self, Alias, Dataset, Office, OwnKind, Party, Person, Place, Source, Topic};

/// Builds the rows of one table, with their places and whether they have errors.
macro_rules! rows {
    ($builder:ident, $raw:ident, $field:ident, $build:expr) => {{
        let mut built = Vec::with_capacity($raw.$field.len());
        for Keyed { id, row, faulty } in std::mem::take(&mut $raw.$field) {
            let faulty = faulty || row.faulty;
            $builder.places.records.$field.push(id.place);
            let (row, bad) = $builder.watched(|builder| $build(builder, id.value.0, row));
            $builder.faulty.$field.push(bad || faulty);
            built.push(row);
        }
        table(built)
    }};
}
pub(super) use rows;

impl Builder<'_> {
    /// Builds everything that events and quotes refer to, except proposals.
    pub(super) fn people(&mut self, raw: &mut RawFile, dataset: &mut Dataset) {
        dataset.parties = rows!(self, raw, parties, Self::build_party);
        dataset.persons = rows!(self, raw, persons, Self::build_person);
        dataset.places = rows!(self, raw, places, Self::build_place);
        dataset.topics = rows!(self, raw, topics, Self::build_topic);
        dataset.sources = rows!(self, raw, sources, Self::build_source);
        let build_kind = |_: &mut Self, id, raw: RawKind| OwnKind { id, name: raw.name.0, like: raw.like.0 };
        dataset.kinds = rows!(self, raw, kinds, build_kind);
    }

    fn build_party(&mut self, id: model::Text, raw: RawParty) -> Party {
        Party {
            id,
            name: raw.name.0,
            short: raw.short.map(|short| short.0),
            aliases: self.aliases(raw.aliases),
            kind: raw.kind.map(|kind| kind.0),
            country: raw.country.map(|country| country.0),
            parent: raw.parent.and_then(|parent| self.party(&parent)),
            role: raw.role.map(|role| role.0),
            color: raw.color.map(|color| color.0),
            wikidata: raw.wikidata.map(|item| item.0),
        }
    }

    fn build_person(&mut self, id: model::Text, raw: RawPerson) -> Person {
        Person {
            id,
            name: raw.name.0,
            sort: raw.sort.and_then(Text::filled),
            aliases: self.aliases(raw.aliases),
            party: raw.party.and_then(|party| self.party(&party)),
            role: raw.role.and_then(Text::filled),
            offices: raw.roles.into_iter().map(|office| self.office(office)).collect(),
            wikidata: raw.wikidata.map(|item| item.0),
            note: raw.note.and_then(Text::filled),
        }
    }

    fn office(&mut self, raw: RawOffice) -> Office {
        let to_place = raw.to.as_ref().map(|to| to.place);
        let (from, to) = (self.dated(raw.from), self.dated(raw.to));
        if let (Some((_, begins)), Some((_, ends)), Some(place)) = (&from, &to, to_place)
            && ends.e1.utc() <= begins.s0.utc()
        {
            self.error(place, "office ends before it begins", "");
        }
        Office { title: raw.title.0, party: raw.party.and_then(|party| self.party(&party)), from, to }
    }

    fn build_place(&mut self, id: model::Text, raw: RawPlace) -> Place {
        Place {
            id,
            name: raw.name.0,
            aliases: self.aliases(raw.aliases),
            city: raw.city.and_then(Text::filled),
            country: raw.country.map(|country| country.0),
            timezone: raw.timezone.map(|zone| zone.0),
            lat: self.degrees(raw.lat, 90.0, "latitude"),
            lon: self.degrees(raw.lon, 180.0, "longitude"),
            precision: raw.precision.map(|precision| precision.0),
            wikidata: raw.wikidata.map(|item| item.0),
        }
    }

    fn degrees(&mut self, at: Option<At<f64>>, most: f64, called: &str) -> Option<f64> {
        let At { value, place } = at?;
        if value.is_finite() && value.abs() <= most {
            return Some(value);
        }
        self.error(place, format!("{called} {value} is out of range"), format!("expected -{most} to {most} degrees"));
        None
    }

    fn build_topic(&mut self, id: model::Text, raw: RawTopic) -> Topic {
        Topic {
            id,
            name: raw.name.0,
            aliases: self.aliases(raw.aliases),
            parent: raw.parent.and_then(|parent| self.topic(&parent)),
            definition: raw.definition.and_then(Text::filled),
            for_means: raw.for_means.and_then(Text::filled),
            against_means: raw.against_means.and_then(Text::filled),
        }
    }

    /// The aliases of a table.
    pub(super) fn aliases(&mut self, raw: Vec<RawAlias>) -> Vec<Alias> {
        let alias = |RawAlias { name, lang, kind }| Alias { name, lang: lang.map(|lang| self.shared(&lang)), kind };
        raw.into_iter().map(alias).collect()
    }

    fn build_source(&mut self, id: model::Text, raw: RawSource) -> Source {
        let (publisher, author) =
            (raw.publisher.and_then(|publisher| self.publisher(&publisher)), raw.author.and_then(Text::filled));
        if publisher.is_none() && author.is_none() {
            self.error(raw.header, "source has no publisher or author", "add publisher = … or author = …");
        }
        Source {
            id,
            publisher,
            author,
            title: raw.title.0,
            url: self.url(raw.url),
            published: self.published(raw.published),
            accessed: raw.accessed.map(|date| Box::new(date.0)),
            archive: self.url(raw.archive),
            sha256: raw.sha256.map(|sum| sum.0),
            language: raw.language.map(|lang| self.shared(&lang)),
            class: raw.class.map(|class| class.0),
            reliability: raw.reliability.map(|reliability| reliability.0),
            via: raw.via.and_then(|via| self.source(&via)),
            note: raw.note.and_then(Text::filled),
        }
    }
}
