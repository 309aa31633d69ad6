//! Everything except events and quotes; records are taken apart field by field, as in `records`.

use super::table::{Table, inline, string, time};
use crate::model::vocabulary::Vocabulary;
use crate::model::{
    About, Dataset, Office, OwnKind, Party, Person, Place, Point, Proposal, SavedView, Source, Topic, Version,
};

fn word<V: Vocabulary>(word: Option<V>) -> Option<&'static str> {
    word.map(Vocabulary::word)
}

pub(super) fn about(dataset: &Dataset, out: &mut String) {
    let About { title, description, version, timezone, language, coverage, license, curators, homepage, selection } =
        &dataset.about;
    let mut table = Table::begin(out, "[dataset]");
    table.text("title", title);
    table.maybe("description", description.as_deref());
    table.maybe("version", version.as_deref());
    table.maybe("timezone", timezone.map(|zone| zone.to_string()).as_deref());
    table.maybe("language", language.as_deref());
    table.maybe("coverage", coverage.as_ref().map(|(when, _)| &*when.raw));
    table.maybe("license", license.as_deref());
    table.texts("curators", curators);
    table.maybe("homepage", homepage.as_deref());
    table.maybe("selection", selection.as_deref());
    table.end();
}

pub(super) fn parties(dataset: &Dataset, out: &mut String) {
    for (_, party) in dataset.parties.iter() {
        let Party { id, name, short, aliases, kind, country, parent, role, color, wikidata } = party;
        let mut table = Table::begin(out, &format!("[party.{id}]"));
        table.text("name", name);
        table.maybe("short", short.as_deref());
        table.aliases(aliases);
        table.maybe("kind", word(*kind));
        table.maybe("country", country.as_deref());
        table.maybe("parent", parent.map(|id| &*dataset.parties[id].id));
        table.maybe("role", word(*role));
        table.maybe("color", color.as_deref());
        table.maybe("wikidata", wikidata.as_deref());
        table.end();
    }
}

pub(super) fn persons(dataset: &Dataset, out: &mut String) {
    for (_, person) in dataset.persons.iter() {
        let Person { id, name, sort, aliases, party, role, offices, wikidata, note } = person;
        let mut table = Table::begin(out, &format!("[person.{id}]"));
        table.text("name", name);
        table.maybe("sort", sort.as_deref());
        table.aliases(aliases);
        table.maybe("party", party.map(|id| &*dataset.parties[id].id));
        table.maybe("role", role.as_deref());
        table.list("roles", offices.iter().map(|office| self::office(dataset, office)));
        table.maybe("wikidata", wikidata.as_deref());
        table.maybe("note", note.as_deref());
        table.end();
    }
}

fn office(dataset: &Dataset, office: &Office) -> String {
    let Office { title, party, from, to } = office;
    inline(&[
        ("title", Some(string(title))),
        ("party", party.map(|id| string(&dataset.parties[id].id))),
        ("from", from.as_ref().map(|(when, _)| time(when))),
        ("to", to.as_ref().map(|(when, _)| time(when))),
    ])
}

pub(super) fn places(dataset: &Dataset, out: &mut String) {
    for (_, place) in dataset.places.iter() {
        let Place { id, name, aliases, city, country, timezone, lat, lon, precision, wikidata } = place;
        let mut table = Table::begin(out, &format!("[place.{id}]"));
        table.text("name", name);
        table.aliases(aliases);
        table.maybe("city", city.as_deref());
        table.maybe("country", country.as_deref());
        table.maybe("timezone", timezone.map(|zone| zone.to_string()).as_deref());
        for (name, degrees) in [("lat", lat), ("lon", lon)] {
            if let Some(degrees) = degrees {
                table.raw(name, &format!("{degrees:?}"));
            }
        }
        table.maybe("precision", word(*precision));
        table.maybe("wikidata", wikidata.as_deref());
        table.end();
    }
}

pub(super) fn topics(dataset: &Dataset, out: &mut String) {
    for (_, topic) in dataset.topics.iter() {
        let Topic { id, name, aliases, parent, definition, for_means, against_means } = topic;
        let mut table = Table::begin(out, &format!("[topic.{id}]"));
        table.text("name", name);
        table.aliases(aliases);
        table.maybe("parent", parent.map(|id| &*dataset.topics[id].id));
        table.maybe("definition", definition.as_deref());
        table.maybe("for", for_means.as_deref());
        table.maybe("against", against_means.as_deref());
        table.end();
    }
}

pub(super) fn kinds(dataset: &Dataset, out: &mut String) {
    for (_, kind) in dataset.kinds.iter() {
        let OwnKind { id, name, like } = kind;
        let mut table = Table::begin(out, &format!("[kind.{id}]"));
        table.text("name", name);
        table.text("like", like.word());
        table.end();
    }
}

pub(super) fn sources(dataset: &Dataset, out: &mut String) {
    for (_, source) in dataset.sources.iter() {
        let Source {
            id,
            publisher,
            author,
            title,
            url,
            published,
            accessed,
            archive,
            sha256,
            language,
            class,
            reliability,
            via,
            note,
        } = source;
        let mut table = Table::begin(out, &format!("[source.{id}]"));
        table.maybe("publisher", publisher.as_deref());
        table.maybe("author", author.as_deref());
        table.text("title", title);
        table.maybe("url", url.as_deref());
        table.when("published", published.as_ref().map(|(when, _)| when));
        table.when("accessed", accessed.as_deref());
        table.maybe("archive", archive.as_deref());
        table.maybe("sha256", sha256.as_deref());
        table.maybe("language", language.as_deref());
        table.maybe("class", word(*class));
        table.maybe("reliability", word(*reliability));
        table.maybe("via", via.map(|id| &*dataset.sources[id].id));
        table.maybe("note", note.as_deref());
        table.end();
    }
}

pub(super) fn proposals(dataset: &Dataset, out: &mut String) {
    for (_, proposal) in dataset.proposals.iter() {
        let Proposal { id, name, aliases, kind, by, note, versions } = proposal;
        let mut table = Table::begin(out, &format!("[proposal.{id}]"));
        table.text("name", name);
        table.aliases(aliases);
        table.maybe("kind", word(*kind));
        table.texts("by", by.iter().map(|&id| &dataset.parties[id].id));
        table.maybe("note", note.as_deref());
        table.end();
        for version in versions {
            self::version(dataset, id, version, out);
        }
    }
}

fn version(dataset: &Dataset, proposal: &str, version: &Version, out: &mut String) {
    let Version {
        id,
        name,
        when,
        published,
        by,
        parents,
        count,
        summary,
        changes,
        status,
        authenticity,
        sources,
        points,
    } = version;
    let mut table = Table::begin(out, &format!("[[proposal.{proposal}.version]]"));
    table.text("id", id);
    table.text("name", name);
    table.when("when", Some(&when.0));
    table.when("published", published.as_ref().map(|(when, _)| when));
    table.texts("by", by.iter().map(|&id| &dataset.parties[id].id));
    table.texts("parents", parents.iter().map(|&parent| dataset.proposal_id(parent)));
    if let Some(count) = count {
        table.raw("count", &count.to_string());
    }
    table.maybe("summary", summary.as_deref());
    table.maybe("changes", changes.as_deref());
    table.maybe("status", word(*status));
    table.maybe("authenticity", word(*authenticity));
    table.sources(dataset, sources);
    table.end();
    for point in points {
        self::point(dataset, proposal, point, out);
    }
}

fn point(dataset: &Dataset, proposal: &str, point: &Point, out: &mut String) {
    let Point { number, text, topic, from, state } = point;
    let figure = |number: &str| {
        let figure = number.parse::<u32>().is_ok_and(|figure| figure.to_string() == number);
        if figure { number.to_owned() } else { string(number) }
    };
    let mut table = Table::begin(out, &format!("[[proposal.{proposal}.version.point]]"));
    table.raw("number", &figure(number));
    table.text("text", text);
    table.maybe("topic", topic.map(|id| &*dataset.topics[id].id));
    table.list("from", from.iter().map(|from| figure(from)));
    table.maybe("state", word(*state));
    table.end();
}

pub(super) fn views(dataset: &Dataset, out: &mut String) {
    for view in &dataset.views {
        let SavedView { id, title, query, lens, note } = view;
        let mut table = Table::begin(out, "[[view]]");
        table.text("id", id);
        table.text("title", title);
        table.text("query", query);
        table.maybe("lens", lens.as_deref());
        table.maybe("note", note.as_deref());
        table.end();
    }
}
