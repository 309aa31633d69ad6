//! The JSON Schema of the data format, from the declarations that read it (`raw`).

use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};

use super::raw::{
    RawAbout, RawEvent, RawKind, RawParty, RawPerson, RawPlace, RawProposal, RawQuote, RawSource, RawTopic, RawView,
};

/// The schema (draft 2020-12) of one file of a dataset.
pub fn schema() -> serde_json::Value {
    let mut generator: SchemaGenerator = SchemaSettings::draft2020_12().into_generator();
    let mut properties = serde_json::Map::new();
    properties.insert(
        "format".into(),
        serde_json::json!({"const": super::read::FORMAT, "description": "Version of the data format; default 1."}),
    );
    let mut add = |key: &str, schema: schemars::Schema, description: &str| {
        properties.insert(key.into(), super::raw::read::described(schema, description));
    };
    add("dataset", generator.subschema_for::<RawAbout>(), "Metadata of the dataset; in exactly one file.");
    add("party", by_id::<RawParty>(&mut generator), "Parties by id.");
    add("person", by_id::<RawPerson>(&mut generator), "Persons by id.");
    add("place", by_id::<RawPlace>(&mut generator), "Places by id.");
    add("topic", by_id::<RawTopic>(&mut generator), "Topics by id.");
    add("source", by_id::<RawSource>(&mut generator), "Sources by id.");
    add("proposal", by_id::<RawProposal>(&mut generator), "Proposals by id.");
    add("kind", by_id::<RawKind>(&mut generator), "Event kinds defined by the dataset, by id.");
    add("event", generator.subschema_for::<Vec<RawEvent>>(), "Events.");
    add("quote", generator.subschema_for::<Vec<RawQuote>>(), "Quotes.");
    add("view", generator.subschema_for::<Vec<RawView>>(), "Named queries.");
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "demarche dataset",
        "description": "A file of a dataset of events and quotes. A dataset can have several files.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": generator.take_definitions(true),
    })
}

fn by_id<T: JsonSchema>(generator: &mut SchemaGenerator) -> schemars::Schema {
    let table = generator.subschema_for::<BTreeMap<String, T>>();
    let mut table = table;
    table.insert("propertyNames".into(), serde_json::json!({"pattern": "^[a-z0-9][a-z0-9-]*$"}));
    table
}
