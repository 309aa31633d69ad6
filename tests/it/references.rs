//! References between records are followed completely when a subset of a dataset is extracted.
//!
//! `full.toml` has every key of the data format (`golden.rs` compares it with the schema). The expected subset is derived from
//! the TOML alone: a removed id is removed everywhere, together with whatever requires it according to the schema.

use std::collections::BTreeSet;

use demarche::dataset::{schema::schema, write::write};
use demarche::model::when::Limit;
use demarche::model::{AnyId, Dataset, Subset, TableName};
use serde_json::Value as Json;
use toml::{Table, Value};

use crate::support::files::FULL;
use crate::support::loaded;

fn full() -> Dataset {
    let loaded = loaded(FULL);
    assert!(!loaded.has_errors(), "{:#?}", loaded.faults);
    loaded.dataset
}

fn parsed(text: &str) -> Table {
    let mut table: Table = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    // Quotes without an event are written after the others.
    if let Some(Value::Array(quotes)) = table.get_mut("quote") {
        quotes.sort_by_key(|quote| quote["id"].as_str().expect("an id").to_owned());
    }
    table
}

fn records(dataset: &Dataset) -> Vec<AnyId> {
    Subset::all(dataset).ids().collect()
}

/// The TOML key of a table.
fn key(table: TableName) -> &'static str {
    table.singular()
}

/// The part of the schema for a value: resolves references and picks the alternative for its type.
fn schema_of<'s>(schema: &'s Json, part: &'s Json, value: &Value) -> &'s Json {
    if let Some(name) = part["$ref"].as_str() {
        return schema_of(schema, schema.pointer(&name[1..]).expect(name), value);
    }
    let fits = |part: &&Json| match value {
        Value::Table(_) => part["type"] == "object" || part.get("$ref").is_some(),
        Value::Array(_) => part["type"] == "array",
        _ => part["type"] != "object" && part["type"] != "array" && part.get("$ref").is_none(),
    };
    match part["anyOf"].as_array() {
        Some(parts) => schema_of(schema, parts.iter().find(fits).unwrap_or(part), value),
        None => part,
    }
}

/// Collects the keys that a value uses, with the description of their table.
fn used(schema: &Json, part: &Json, value: &Value, seen: &mut BTreeSet<(String, String)>) {
    let part = schema_of(schema, part, value);
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let known = &part["properties"][key];
                if known.is_object() {
                    seen.insert((part["description"].to_string(), key.clone()));
                    used(schema, known, value, seen);
                } else {
                    used(schema, &part["additionalProperties"], value, seen);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| used(schema, &part["items"], item, seen)),
        _ => {}
    }
}

#[test]
fn full_dataset_has_every_key_and_all_are_written() {
    let schema = schema();
    let tables = schema["$defs"].as_object().expect("definitions").values().chain([&schema]);
    let known: BTreeSet<(String, String)> = tables
        .filter_map(|table| Some((table["description"].to_string(), table["properties"].as_object()?)))
        .flat_map(|(table, keys)| keys.keys().map(move |key| (table.clone(), key.clone())))
        .collect();
    for text in [FULL.to_owned(), write(&full(), &[])] {
        let mut seen = BTreeSet::new();
        used(&schema, &schema, &Value::Table(text.parse().expect("TOML")), &mut seen);
        let missing: Vec<_> = known.difference(&seen).collect();
        assert!(missing.is_empty(), "{missing:#?} in\n{text}");
    }
}

/// Removes an id from a dataset in TOML.
struct Without<'s> {
    schema: &'s Json,
    id: &'s str,
    /// Number of references removed.
    dropped: usize,
}

impl Without<'_> {
    fn is(&self, text: &str) -> bool {
        text == self.id || text.split_once('@').is_some_and(|(proposal, _)| proposal == self.id)
    }

    /// Removes the id from a value. Returns false if the value is invalid without it.
    fn prune(&mut self, part: &Json, value: &mut Value) -> bool {
        let part = schema_of(self.schema, part, value).clone();
        match value {
            Value::String(text) => {
                let gone = self.is(text);
                self.dropped += usize::from(gone);
                !gone
            }
            Value::Array(items) => {
                items.retain_mut(|item| self.prune(&part["items"], item));
                !items.is_empty()
            }
            Value::Table(table) => {
                let keys: Vec<String> = table.keys().cloned().collect();
                let mut complete = true;
                for key in keys {
                    let known = part["properties"].get(&key);
                    // Own ids and texts are not references.
                    if ["id", "title", "name", "text", "number", "from"].contains(&key.as_str())
                        && known.is_some()
                        && part["properties"]["locator"].is_null()
                    {
                        continue;
                    }
                    let gone = known.is_none() && self.is(&key);
                    self.dropped += usize::from(gone);
                    if gone || !self.prune(known.unwrap_or(&part["additionalProperties"]), &mut table[&key]) {
                        table.remove(&key);
                        complete &= !part["required"].as_array().is_some_and(|required| required.contains(&key.into()));
                    }
                }
                complete && !table.is_empty()
            }
            _ => true,
        }
    }
}

/// Copies the fields that quotes inherit from an event into the quotes.
fn detach_quotes(dataset: &mut Table, event: &Value) {
    for quote in dataset.get_mut("quote").and_then(Value::as_array_mut).into_iter().flatten() {
        let quote = quote.as_table_mut().expect("a table");
        if quote.get("event") != Some(&event["id"]) {
            continue;
        }
        // A time of its own is local to the inherited place.
        let both = if quote.contains_key("when") { &[][..] } else { &["place"] };
        for key in both {
            event.get(key).cloned().into_iter().for_each(|value| drop(quote.insert((*key).into(), value)));
        }
        for key in ["when", "place", "topics", "proposals", "sources"] {
            if let (false, Some(value)) = (quote.contains_key(key), event.get(key)) {
                quote.insert(key.into(), value.clone());
            }
        }
    }
}

/// Calls [`detach_quotes`] if the record is an event.
fn detach_quotes_of(dataset: &mut Table, whole: &Table, table: TableName, id: &str) {
    let events = whole.get("event").and_then(Value::as_array).into_iter().flatten();
    if let (TableName::Events, Some(event)) = (table, events.into_iter().find(|row| row["id"].as_str() == Some(id))) {
        detach_quotes(dataset, event);
    }
}

/// A dataset in TOML without a record, and the number of references to it.
fn without(whole: &Table, table: TableName, id: &str) -> (Table, usize) {
    let schema = schema();
    let mut rest = whole.clone();
    detach_quotes_of(&mut rest, whole, table, id);
    match rest.get_mut(key(table)) {
        Some(Value::Table(rows)) => drop(rows.remove(id)),
        Some(Value::Array(rows)) => rows.retain(|row| row["id"].as_str() != Some(id)),
        _ => {}
    }
    let mut without = Without { schema: &schema, id, dropped: 0 };
    for (name, value) in &mut rest {
        let part = &schema["properties"][name];
        match (value, name.as_str()) {
            (_, "dataset" | "view" | "format") => {}
            (Value::Table(rows), _) => rows.iter_mut().for_each(|(_, row)| {
                without.prune(&part["additionalProperties"], row);
            }),
            (Value::Array(rows), _) => rows.retain_mut(|row| {
                let complete = without.prune(&part["items"], row);
                // The schema cannot express that one of two keys is required.
                let speaks = name != "quote" || row.get("speaker").or(row.get("speaker-desc")).is_some();
                complete && speaks
            }),
            _ => {}
        }
    }
    // Nor that claims and reports require one of several keys.
    for event in rest.get_mut("event").and_then(Value::as_array_mut).into_iter().flatten() {
        for (list, needs) in [("claim", &["by", "sources"][..]), ("report", &["status", "when", "place", "note"][..])] {
            if let Some(Value::Array(rows)) = event.get_mut(list) {
                rows.retain(|row| needs.iter().any(|key| row.get(key).is_some()));
                if rows.is_empty() {
                    event.as_table_mut().expect("a table").remove(list);
                }
            }
        }
    }
    // Nor that a quote without sources takes those of its event, unless its list is empty.
    let rows = |table: &Table, name: &str| table.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let (events, before) = (rows(&rest, "event"), rows(whole, "quote"));
    for quote in rest.get_mut("quote").and_then(Value::as_array_mut).into_iter().flatten() {
        let with = |rows: &[Value], id: &Value| {
            rows.iter().any(|row| row.get("id") == Some(id) && row.get("sources").is_some())
        };
        if with(&before, &quote["id"]) && quote.get("event").is_some_and(|event| with(&events, event)) {
            let quote = quote.as_table_mut().expect("a table");
            quote.entry("sources").or_insert_with(|| Value::Array(Vec::new()));
        }
    }
    // Remove the records removed along with it everywhere, too.
    let ids = |table: &Table, name: &str| -> Vec<String> {
        let rows = table.get(name).and_then(Value::as_array).into_iter().flatten();
        rows.map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    };
    let dropped = without.dropped;
    for (table, name) in [(TableName::Events, "event"), (TableName::Quotes, "quote")] {
        let left = ids(&rest, name);
        for gone in ids(whole, name).iter().filter(|gone| *gone != id && !left.contains(gone)) {
            detach_quotes_of(&mut rest, whole, table, gone);
            rest = self::without(&rest, table, gone).0;
        }
    }
    rest.retain(|_, value| {
        !value.as_array().is_some_and(Vec::is_empty) && !value.as_table().is_some_and(Table::is_empty)
    });
    (rest, dropped)
}

#[test]
fn removing_a_record_removes_exactly_its_references() {
    let dataset = full();
    let whole = parsed(&write(&dataset, &[]));
    for id in records(&dataset) {
        let mut keep = Subset::all(&dataset);
        keep.remove(id);
        let (subset, dropped) = dataset.subset(&keep);
        let name = dataset.written_id(id);
        let (expected, references) = without(&whole, id.table, name);
        assert_eq!(
            toml::to_string(&parsed(&write(&subset, &[]))),
            toml::to_string(&expected),
            "without {} {name}",
            id.table.singular()
        );
        let spoken = dataset.quotes.iter().any(|(_, quote)| {
            quote.speaker.actor().is_some_and(|actor| match actor {
                demarche::model::Actor::Person(person) => AnyId::of(person) == id,
                demarche::model::Actor::Party(party) => AnyId::of(party) == id,
            })
        });
        // A quote without its speaker and an event without its kind are removed, with all of their references.
        if !spoken && id.table != TableName::Kinds {
            assert_eq!(dropped, references, "references to {} {name}", id.table.singular());
            assert!(dropped > 0 || id.table.is_timeline(), "no references to {name}");
        }
    }
    let (same, dropped) = dataset.subset(&Subset::all(&dataset));
    assert_eq!((write(&same, &[]), dropped), (write(&dataset, &[]), 0));
}

#[test]
fn a_record_includes_its_dependencies() {
    let dataset = full();
    let timeline = records(&dataset).into_iter().filter(|id| id.table.is_timeline());
    for id in timeline {
        let mut keep = Subset::none(&dataset);
        keep.insert(id);
        keep.add_needed(&dataset);
        let (subset, _) = dataset.subset(&keep);
        let mut expected = parsed(&write(&dataset, &[]));
        let name = dataset.written_id(id);
        for other in records(&dataset).into_iter().filter(|other| other.table.is_timeline() && *other != id) {
            expected = without(&expected, other.table, dataset.written_id(other)).0;
        }
        let written = parsed(&write(&subset, &[]));
        assert_eq!(written.get(key(id.table)), expected.get(key(id.table)), "{name}");
        let again = loaded(&write(&subset, &[]));
        assert!(!again.has_errors(), "{name}: {:#?}", again.faults);
    }
}

/// Visits every text below a value.
fn texts<'v>(value: &'v Value, each: &mut impl FnMut(&'v str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, each)),
        Value::Table(table) => table.iter().for_each(|(_, value)| texts(value, each)),
        _ => {}
    }
}

#[test]
fn as_of_a_date_nothing_cites_later_sources() {
    let dataset = full();
    let whole = parsed(&write(&dataset, &[]));
    let sources = whole["source"].as_table().expect("sources");
    let mut cited_at_first = usize::MAX;
    // From August 2025 back to the beginning of the year.
    for day in (0..220).rev().map(|day| 20_089 + day) {
        let then = dataset.as_of(Limit::civil(day * 86_400));
        let written = parsed(&write(&then, &[]));
        let late = |published: &Value| published.as_datetime().is_some_and(|date| date.to_string() > day_before(day));
        let late_sources: Vec<&str> = sources
            .iter()
            .filter(|(_, row)| row.get("published").is_some_and(late))
            .map(|(id, _)| id.as_str())
            .collect();
        let mut cited = 0;
        for table in ["event", "quote", "proposal"] {
            let Some(value) = written.get(table) else { continue };
            texts(value, &mut |text| {
                assert!(!late_sources.contains(&text), "{text} is cited on {}", day_before(day));
                assert!(
                    text != "treaty@2" || day_before(day).as_str() >= "2025-03-01",
                    "{text} on {}",
                    day_before(day)
                );
                cited += usize::from(sources.contains_key(text));
            });
        }
        assert!(cited <= cited_at_first, "citations are never removed later");
        cited_at_first = cited;
        let again = loaded(&write(&then, &[]));
        assert!(!again.has_errors(), "{:#?}", again.faults);
    }
    assert_eq!(cited_at_first, 0, "no citations at first");
    assert_eq!(
        write(&dataset.as_of(Limit::civil(i64::MAX / 8)), &[]),
        write(&dataset, &[]),
        "all citations in the end"
    );
}

/// The day before.
fn day_before(day: i64) -> String {
    demarche::model::when::calendar::date(day).expect("a day").pred_opt().expect("a day before").to_string()
}

#[test]
fn detached_quote_keeps_its_inherited_time() {
    let text = "[dataset]\ntitle = \"T\"\n[place.tokyo]\nname = \"Tokyo\"\ntimezone = \"Asia/Tokyo\"\n\
                [place.paris]\nname = \"Paris\"\ntimezone = \"Europe/Paris\"\n\
                [[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nplace = \"tokyo\"\nwhen = 2025-01-01T20:00\n\
                [[quote]]\nid = \"q\"\nevent = \"e\"\nspeaker-desc = \"an official\"\nplace = \"paris\"\ntext = \"x\"\n";
    let dataset = loaded(text).dataset;
    let utc = |dataset: &Dataset| {
        let quote = dataset.quotes.find("q").expect("the quote");
        dataset.bounds(demarche::model::RecordRef::Quote(quote)).expect("a time").s0.utc()
    };
    let mut keep = Subset::all(&dataset);
    keep.remove(AnyId::of(dataset.events.find("e").expect("the event")));
    assert_eq!(utc(&dataset.subset(&keep).0), utc(&dataset));
}
