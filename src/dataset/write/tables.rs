//! Everything but events and quotes.

use super::table::{Table, inline, string, time};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Dataset, Office, Point, Version};

fn word<V: Vocabulary>(word: Option<V>) -> Option<&'static str> {
    word.map(Vocabulary::word)
}

pub(super) fn about(dataset: &Dataset, out: &mut String) {
    let about = &dataset.about;
    let mut table = Table::begin(out, "[dataset]");
    table.text("title", &about.title);
    table.maybe("description", about.description.as_deref());
    table.maybe("version", about.version.as_deref());
    table.maybe("timezone", about.timezone.map(|zone| zone.to_string()).as_deref());
    table.maybe("language", about.language.as_deref());
    table.maybe("coverage", about.coverage.as_ref().map(|(when, _)| &*when.raw));
    table.maybe("license", about.license.as_deref());
    table.texts("curators", &about.curators);
    table.maybe("homepage", about.homepage.as_deref());
    table.maybe("selection", about.selection.as_deref());
    table.end();
}

pub(super) fn parties(dataset: &Dataset, out: &mut String) {
    for (_, party) in dataset.parties.iter() {
        let mut table = Table::begin(out, &format!("[party.{}]", party.id));
        table.text("name", &party.name);
        table.maybe("short", party.short.as_deref());
        table.aliases(&party.aliases);
        table.maybe("kind", word(party.kind));
        table.maybe("country", party.country.as_deref());
        table.maybe("parent", party.parent.map(|id| &*dataset.parties[id].id));
        table.maybe("role", word(party.role));
        table.maybe("color", party.color.as_deref());
        table.maybe("wikidata", party.wikidata.as_deref());
        table.end();
    }
}

pub(super) fn persons(dataset: &Dataset, out: &mut String) {
    for (_, person) in dataset.persons.iter() {
        let mut table = Table::begin(out, &format!("[person.{}]", person.id));
        table.text("name", &person.name);
        table.maybe("sort", person.sort.as_deref());
        table.aliases(&person.aliases);
        table.maybe("party", person.party.map(|id| &*dataset.parties[id].id));
        table.maybe("role", person.role.as_deref());
        table.list("roles", person.offices.iter().map(|office| self::office(dataset, office)));
        table.maybe("wikidata", person.wikidata.as_deref());
        table.maybe("note", person.note.as_deref());
        table.end();
    }
}

fn office(dataset: &Dataset, office: &Office) -> String {
    inline(&[
        ("title", Some(string(&office.title))),
        ("party", office.party.map(|id| string(&dataset.parties[id].id))),
        ("from", office.from.as_ref().map(|(when, _)| time(when))),
        ("to", office.to.as_ref().map(|(when, _)| time(when))),
    ])
}

pub(super) fn places(dataset: &Dataset, out: &mut String) {
    for (_, place) in dataset.places.iter() {
        let mut table = Table::begin(out, &format!("[place.{}]", place.id));
        table.text("name", &place.name);
        table.aliases(&place.aliases);
        table.maybe("city", place.city.as_deref());
        table.maybe("country", place.country.as_deref());
        table.maybe("timezone", place.timezone.map(|zone| zone.to_string()).as_deref());
        for (name, degrees) in [("lat", place.lat), ("lon", place.lon)] {
            if let Some(degrees) = degrees {
                table.raw(name, &format!("{degrees:?}"));
            }
        }
        table.maybe("precision", word(place.precision));
        table.maybe("wikidata", place.wikidata.as_deref());
        table.end();
    }
}

pub(super) fn topics(dataset: &Dataset, out: &mut String) {
    for (_, topic) in dataset.topics.iter() {
        let mut table = Table::begin(out, &format!("[topic.{}]", topic.id));
        table.text("name", &topic.name);
        table.aliases(&topic.aliases);
        table.maybe("parent", topic.parent.map(|id| &*dataset.topics[id].id));
        table.maybe("definition", topic.definition.as_deref());
        table.maybe("for", topic.for_means.as_deref());
        table.maybe("against", topic.against_means.as_deref());
        table.end();
    }
}

pub(super) fn kinds(dataset: &Dataset, out: &mut String) {
    for (_, kind) in dataset.kinds.iter() {
        let mut table = Table::begin(out, &format!("[kind.{}]", kind.id));
        table.text("name", &kind.name);
        table.text("like", kind.like.word());
        table.end();
    }
}

pub(super) fn sources(dataset: &Dataset, out: &mut String) {
    for (_, source) in dataset.sources.iter() {
        let mut table = Table::begin(out, &format!("[source.{}]", source.id));
        table.maybe("publisher", source.publisher.as_deref());
        table.maybe("author", source.author.as_deref());
        table.text("title", &source.title);
        table.maybe("url", source.url.as_deref());
        table.when("published", source.published.as_ref().map(|(when, _)| when));
        table.when("accessed", source.accessed.as_ref());
        table.maybe("archive", source.archive.as_deref());
        table.maybe("sha256", source.sha256.as_deref());
        table.maybe("language", source.language.as_deref());
        table.maybe("class", word(source.class));
        table.maybe("reliability", word(source.reliability));
        table.maybe("via", source.via.map(|id| &*dataset.sources[id].id));
        table.maybe("note", source.note.as_deref());
        table.end();
    }
}

pub(super) fn proposals(dataset: &Dataset, out: &mut String) {
    for (_, proposal) in dataset.proposals.iter() {
        let mut table = Table::begin(out, &format!("[proposal.{}]", proposal.id));
        table.text("name", &proposal.name);
        table.aliases(&proposal.aliases);
        table.maybe("kind", word(proposal.kind));
        table.texts("by", proposal.by.iter().map(|&id| &dataset.parties[id].id));
        table.maybe("note", proposal.note.as_deref());
        table.end();
        for version in &proposal.versions {
            self::version(dataset, &proposal.id, version, out);
        }
    }
}

fn version(dataset: &Dataset, proposal: &str, version: &Version, out: &mut String) {
    let mut table = Table::begin(out, &format!("[[proposal.{proposal}.version]]"));
    table.text("id", &version.id);
    table.text("name", &version.name);
    table.when("when", Some(&version.when.0));
    table.when("published", version.published.as_ref().map(|(when, _)| when));
    table.texts("by", version.by.iter().map(|&id| &dataset.parties[id].id));
    table.texts("parents", version.parents.iter().map(|&parent| dataset.proposal_id(parent)));
    if let Some(count) = version.count {
        table.raw("count", &count.to_string());
    }
    table.maybe("summary", version.summary.as_deref());
    table.maybe("changes", version.changes.as_deref());
    table.maybe("status", word(version.status));
    table.maybe("authenticity", word(version.authenticity));
    table.sources(dataset, &version.sources);
    table.end();
    for point in &version.points {
        self::point(dataset, proposal, point, out);
    }
}

fn point(dataset: &Dataset, proposal: &str, point: &Point, out: &mut String) {
    let number = |number: &str| {
        let figure = number.parse::<u32>().is_ok_and(|figure| figure.to_string() == number);
        if figure { number.to_owned() } else { string(number) }
    };
    let mut table = Table::begin(out, &format!("[[proposal.{proposal}.version.point]]"));
    table.raw("number", &number(&point.number));
    table.text("text", &point.text);
    table.maybe("topic", point.topic.map(|id| &*dataset.topics[id].id));
    table.list("from", point.from.iter().map(|from| number(from)));
    table.maybe("state", word(point.state));
    table.end();
}

pub(super) fn views(dataset: &Dataset, out: &mut String) {
    for view in &dataset.views {
        let mut table = Table::begin(out, "[[view]]");
        table.text("id", &view.id);
        table.text("title", &view.title);
        table.text("query", &view.query);
        table.maybe("lens", view.lens.as_deref());
        table.maybe("note", view.note.as_deref());
        table.end();
    }
}
